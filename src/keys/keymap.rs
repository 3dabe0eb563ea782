//! Which keys do what for this user: the table of actions with his own keys. What a key does in text entry is not decided here.

use super::{Action, ActionGroup, Binding, CARD_BINDINGS, Chord, READER_BINDINGS};

/// An action with the keys that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundAction {
    pub action: Action,
    pub group: ActionGroup,
    /// Never empty; the first is the one that footers show.
    pub chords: Vec<Chord>,
    /// What it does, as a sentence without its full stop.
    pub description: &'static str,
}

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyContext {
    Reader,
    /// While cards are presented.
    Cards,
}

impl KeyContext {
    /// The actions that can be done there, with the keys that they have by themselves.
    pub const fn bindings(self) -> &'static [Binding] {
        match self {
            Self::Reader => READER_BINDINGS,
            Self::Cards => CARD_BINDINGS,
        }
    }
}

/// Every action with its keys, in the order of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    reader: Vec<BoundAction>,
    cards: Vec<BoundAction>,
}

/// The keys that the table gives.
impl Default for Keymap {
    fn default() -> Self {
        let all = |table: &[Binding]| table.iter().map(BoundAction::from_binding).collect();
        Self { reader: all(READER_BINDINGS), cards: all(CARD_BINDINGS) }
    }
}

impl BoundAction {
    fn from_binding(binding: &Binding) -> Self {
        let Binding { action, group, chords, description: does } = *binding;
        Self { action, group, chords: chords.to_vec(), description: does }
    }
}

impl Keymap {
    /// Every action that can be done there.
    pub fn actions(&self, scene: KeyContext) -> &[BoundAction] {
        match scene {
            KeyContext::Reader => &self.reader,
            KeyContext::Cards => &self.cards,
        }
    }

    /// Gives an action other keys; whether they are free is for the caller to know. Nothing is done where there are none.
    pub fn rebind(&mut self, scene: KeyContext, action: Action, chords: Vec<Chord>) {
        let table = match scene {
            KeyContext::Reader => &mut self.reader,
            KeyContext::Cards => &mut self.cards,
        };
        if let Some(bound) = table.iter_mut().find(|bound| bound.action == action && !chords.is_empty()) {
            bound.chords = chords;
        }
    }

    /// What a press does outside of text entry.
    pub fn action_for(&self, chord: Chord) -> Option<Action> {
        find_action(&self.reader, chord)
    }

    /// What a press does while a card is presented; digits are the number of one.
    pub fn card_action_for(&self, chord: Chord) -> Option<Action> {
        find_action(&self.cards, chord)
    }

    /// The key that footers and sentences name for an action, as people read it.
    ///
    /// One that can be done in the reader and beside cards has its key of the reader.
    pub fn key_label(&self, action: Action) -> String {
        self.chords_for(action).first().map(ToString::to_string).unwrap_or_default()
    }

    /// The key that the line below a card names for an action.
    pub fn card_key_label(&self, action: Action) -> String {
        let bound = self.cards.iter().find(|bound| bound.action == action);
        bound.and_then(|bound| bound.chords.first()).map(ToString::to_string).unwrap_or_default()
    }

    /// Every key of an action.
    pub fn chords_for(&self, action: Action) -> &[Chord] {
        let bound = self.reader.iter().chain(&self.cards).find(|bound| bound.action == action);
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
    fn what_is_bound_anew_is_found_by_its_new_key_alone() {
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
        for scene in [KeyContext::Reader, KeyContext::Cards] {
            assert!(scene.bindings().iter().all(|binding| !Keymap::default().key_label(binding.action).is_empty()));
        }
    }
}
