//! The key bindings of the user: the tables of actions with configured keys. It never handles text input.

use super::{Action, ActionGroup, Binding, BriefAction, CARD_BINDINGS, CODING_BINDINGS, Chord, Key, READER_BINDINGS};

/// An action with its current keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundAction {
    pub action: Action,
    pub group: ActionGroup,
    /// Never empty. Footers show the first one.
    pub chords: Vec<Chord>,
    /// What the action does, as a sentence without a full stop.
    pub description: &'static str,
}

/// The part of the program in which a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyContext {
    Reader,
    /// A presentation.
    Cards,
    /// An article that is being coded.
    Coding,
}

impl KeyContext {
    /// Every context, in the order of the configuration.
    pub const ALL: [Self; 3] = [Self::Reader, Self::Cards, Self::Coding];

    /// The actions of this context with their default keys.
    pub const fn bindings(self) -> &'static [Binding] {
        match self {
            Self::Reader => READER_BINDINGS,
            Self::Cards => CARD_BINDINGS,
            Self::Coding => CODING_BINDINGS,
        }
    }
}

/// All actions with their current keys, in the order of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    reader: Vec<BoundAction>,
    cards: Vec<BoundAction>,
    coding: Vec<BoundAction>,
}

/// The default keys.
impl Default for Keymap {
    fn default() -> Self {
        let bound = |table: &[Binding]| table.iter().map(BoundAction::from_binding).collect();
        Self { reader: bound(READER_BINDINGS), cards: bound(CARD_BINDINGS), coding: bound(CODING_BINDINGS) }
    }
}

impl BoundAction {
    fn from_binding(binding: &Binding) -> Self {
        let Binding { action, group, chords, description } = *binding;
        Self { action, group, chords: chords.to_vec(), description }
    }
}

impl Keymap {
    /// The actions of `context`.
    pub fn actions(&self, context: KeyContext) -> &[BoundAction] {
        match context {
            KeyContext::Reader => &self.reader,
            KeyContext::Cards => &self.cards,
            KeyContext::Coding => &self.coding,
        }
    }

    /// Replaces the keys of an action. Does nothing when `chords` is empty. The caller checks that the keys are not in use.
    pub fn rebind(&mut self, context: KeyContext, action: Action, chords: Vec<Chord>) {
        let table = match context {
            KeyContext::Reader => &mut self.reader,
            KeyContext::Cards => &mut self.cards,
            KeyContext::Coding => &mut self.coding,
        };
        if let Some(bound) = table.iter_mut().find(|bound| bound.action == action && !chords.is_empty()) {
            bound.chords = chords;
        }
    }

    /// The action of a key press in the reader, outside of text input.
    pub fn action_for(&self, chord: Chord) -> Option<Action> {
        find_action(&self.reader, chord)
    }

    /// The action of a key press in a presentation. Digits have none: they type the number of a card.
    pub fn card_action_for(&self, chord: Chord) -> Option<Action> {
        find_action(&self.cards, chord)
    }

    /// The action of a key press on an article that is being coded, outside of text input.
    pub fn coding_action_for(&self, chord: Chord) -> Option<Action> {
        find_action(&self.coding, chord)
    }

    /// The action of a key press in a text field. These keys are the same for all users; any other key edits the text.
    pub const fn text_field_action(chord: Chord) -> Option<Action> {
        Some(Action::Brief(match chord.key {
            Key::Enter => BriefAction::Go,
            Key::Esc => BriefAction::UnpinAll,
            Key::Down | Key::Tab => BriefAction::Down,
            Key::Up | Key::BackTab => BriefAction::Up,
            Key::PageDown => BriefAction::PageDown,
            Key::PageUp => BriefAction::PageUp,
            Key::Char(_) | Key::Backspace | Key::Delete | Key::Left | Key::Right | Key::Home | Key::End => return None,
        }))
    }

    /// The name of the first key of an action, for footers and messages.
    ///
    /// For an action of both contexts, this is the key in the reader.
    pub fn key_label(&self, action: Action) -> String {
        self.chords_for(action).first().map(ToString::to_string).unwrap_or_default()
    }

    /// The name of the first key of an action in a presentation, or an empty text when it has none.
    pub fn card_key_label(&self, action: Action) -> String {
        let bound = self.cards.iter().find(|bound| bound.action == action);
        bound.and_then(|bound| bound.chords.first()).map(ToString::to_string).unwrap_or_default()
    }

    /// All keys of an action; those in the reader when it is an action of both contexts.
    pub fn chords_for(&self, action: Action) -> &[Chord] {
        let bound = self.reader.iter().chain(&self.cards).chain(&self.coding).find(|bound| bound.action == action);
        bound.map(|bound| bound.chords.as_slice()).unwrap_or_default()
    }
}

fn find_action(table: &[BoundAction], chord: Chord) -> Option<Action> {
    table.iter().find(|bound| bound.chords.contains(&chord)).map(|bound| bound.action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rebound_action_has_its_new_keys_alone() {
        let mut keys = Keymap::default();
        keys.rebind(KeyContext::Reader, Action::LookUp, vec![Chord::ctrl('f'), Chord::char('s')]);
        assert_eq!(keys.action_for(Chord::ctrl('f')), Some(Action::LookUp));
        assert_eq!(keys.action_for(Chord::char('/')), None);
        assert_eq!(keys.key_label(Action::LookUp), "ctrl-f");
        keys.rebind(KeyContext::Reader, Action::LookUp, Vec::new());
        assert_eq!(keys.key_label(Action::LookUp), "ctrl-f", "no action is left without a key");
    }

    #[test]
    fn every_action_has_a_key() {
        for context in KeyContext::ALL {
            assert!(context.bindings().iter().all(|binding| !Keymap::default().key_label(binding.action).is_empty()));
        }
    }
}
