//! The default key bindings: tables of all actions with their keys and descriptions. They never say how an action is performed.

use super::{Chord, Key};
use crate::layout::Pane;

/// An action that a key can trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// An action of the open brief.
    Brief(BriefAction),
    GoToDate,
    LookUp,
    NextContradiction,
    NextShift,
    BottomLine,
    Honesty,
    Article,
    Star,
    SetMark,
    GoToMark,
    Copy,
    ShowCopy,
    Link,
    /// Presents the open brief; during a presentation, returns to the card.
    Present,
    /// An action of a presentation.
    Card(CardAction),
    /// Codes the text of a source.
    Code,
    /// An action on an article that is being coded.
    Coding(CodingAction),
    Library,
    Reload,
    Redraw,
    Suspend,
    Help,
    Quit,
}

/// An action of the open brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BriefAction {
    Down,
    Up,
    Left,
    Right,
    Top,
    Bottom,
    PageDown,
    PageUp,
    DetailDown,
    DetailUp,
    NextPane,
    PreviousPane,
    Focus(Pane),
    Zoom,
    Go,
    Back,
    Forward,
    NextHit,
    PreviousHit,
    Narrow,
    Unpin,
    UnpinAll,
    AsOf,
    NextStar,
}

/// An action of a presentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CardAction {
    Next,
    Previous,
    First,
    Last,
    ScrollDown,
    ScrollUp,
    Cards,
    Blank,
    OpenReader,
    ReturnToSpeaker,
}

/// An action on an article that is being coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodingAction {
    Accept,
    Reject,
    NextCandidate,
    PreviousCandidate,
    NextItem,
    PreviousItem,
    ShowUnlikely,
    ArticleDown,
    ArticleUp,
    ArticlePageDown,
    ArticlePageUp,
    FormDown,
    FormUp,
    Select,
    SelectWord,
    SelectSentence,
    SelectQuotation,
    MakeDirect,
    MakeIndirect,
    MakeMixed,
    Speaker,
    Stance,
    Gist,
    Grade,
    Said,
    Field,
    Contradicts,
    OpenRecord,
    Undo,
    Redo,
    Leave,
}

/// The heading under which the help lists an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionGroup {
    Move,
    Panes,
    Go,
    Narrow,
    See,
    Keep,
    Cards,
    Decide,
    Select,
    Form,
    Program,
}

impl ActionGroup {
    /// The heading in the help and the documentation.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Panes => "Panes",
            Self::Go => "Go",
            Self::Narrow => "Narrow",
            Self::See => "See",
            Self::Keep => "Keep",
            Self::Cards => "Cards",
            Self::Decide => "Decide",
            Self::Select => "Select by hand",
            Self::Form => "The record",
            Self::Program => "Program",
        }
    }
}

/// An action with its default keys.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    pub action: Action,
    pub group: ActionGroup,
    /// Footers show the first one.
    pub chords: &'static [Chord],
    /// What the action does, as a sentence without a full stop.
    pub description: &'static str,
}

pub(super) const fn binding(
    group: ActionGroup,
    action: Action,
    chords: &'static [Chord],
    description: &'static str,
) -> Binding {
    Binding { action, group, chords, description }
}

pub(super) const fn char_key(char: char) -> Chord {
    Chord::char(char)
}

pub(super) const fn plain_key(key: Key) -> Chord {
    Chord::plain(key)
}

/// Every action of the reader, in the order of the help.
pub const READER_BINDINGS: &[Binding] = &[
    binding(
        ActionGroup::Move,
        Action::Brief(BriefAction::Down),
        &[char_key('j'), plain_key(Key::Down)],
        "move the cursor down; what is linked is marked everywhere",
    ),
    binding(
        ActionGroup::Move,
        Action::Brief(BriefAction::Up),
        &[char_key('k'), plain_key(Key::Up)],
        "move the cursor up",
    ),
    binding(
        ActionGroup::Move,
        Action::Brief(BriefAction::Left),
        &[char_key('h'), plain_key(Key::Left)],
        "in Stances, move to the issue on the left",
    ),
    binding(
        ActionGroup::Move,
        Action::Brief(BriefAction::Right),
        &[char_key('l'), plain_key(Key::Right)],
        "in Stances, move to the issue on the right",
    ),
    binding(
        ActionGroup::Move,
        Action::Brief(BriefAction::Top),
        &[char_key('g'), plain_key(Key::Home)],
        "move to the first line",
    ),
    binding(
        ActionGroup::Move,
        Action::Brief(BriefAction::Bottom),
        &[char_key('G'), plain_key(Key::End)],
        "move to the last line",
    ),
    binding(
        ActionGroup::Move,
        Action::Brief(BriefAction::PageDown),
        &[plain_key(Key::PageDown), Chord::ctrl('d')],
        "move down by a screenful",
    ),
    binding(
        ActionGroup::Move,
        Action::Brief(BriefAction::PageUp),
        &[plain_key(Key::PageUp), Chord::ctrl('u')],
        "move up by a screenful",
    ),
    binding(
        ActionGroup::Move,
        Action::Brief(BriefAction::DetailDown),
        &[char_key('J')],
        "scroll Detail down, from any pane",
    ),
    binding(
        ActionGroup::Move,
        Action::Brief(BriefAction::DetailUp),
        &[char_key('K')],
        "scroll Detail up, from any pane",
    ),
    binding(
        ActionGroup::Panes,
        Action::Brief(BriefAction::NextPane),
        &[plain_key(Key::Tab)],
        "go to the next pane; beside cards, back to the card",
    ),
    binding(
        ActionGroup::Panes,
        Action::Brief(BriefAction::PreviousPane),
        &[plain_key(Key::BackTab)],
        "go to the pane before",
    ),
    binding(ActionGroup::Panes, Action::Brief(BriefAction::Focus(Pane::Sources)), &[char_key('1')], "go to Sources"),
    binding(ActionGroup::Panes, Action::Brief(BriefAction::Focus(Pane::Actors)), &[char_key('2')], "go to Actors"),
    binding(ActionGroup::Panes, Action::Brief(BriefAction::Focus(Pane::Stances)), &[char_key('3')], "go to Stances"),
    binding(
        ActionGroup::Panes,
        Action::Brief(BriefAction::Focus(Pane::Timeline)),
        &[char_key('4')],
        "go to the Timeline",
    ),
    binding(ActionGroup::Panes, Action::Brief(BriefAction::Focus(Pane::Detail)), &[char_key('5')], "go to Detail"),
    binding(
        ActionGroup::Panes,
        Action::Brief(BriefAction::Zoom),
        &[char_key('z')],
        "give the pane the whole screen, and back",
    ),
    binding(
        ActionGroup::Go,
        Action::Brief(BriefAction::Go),
        &[plain_key(Key::Enter)],
        "go to the proof: newest statement, first record, rival side",
    ),
    binding(ActionGroup::Go, Action::Brief(BriefAction::Back), &[char_key('[')], "go back to where you were"),
    binding(ActionGroup::Go, Action::Brief(BriefAction::Forward), &[char_key(']')], "go forward again"),
    binding(
        ActionGroup::Go,
        Action::NextContradiction,
        &[char_key('!')],
        "read the next contradiction: its sides beside each other",
    ),
    binding(ActionGroup::Go, Action::NextShift, &[char_key('~')], "read the next shift of position: before and after"),
    binding(ActionGroup::Go, Action::GoToDate, &[char_key('t')], "go to a date in the timeline"),
    binding(ActionGroup::Go, Action::LookUp, &[char_key('/')], "look up who said what; results come as you type"),
    binding(
        ActionGroup::Go,
        Action::Brief(BriefAction::NextHit),
        &[char_key('n')],
        "go to the next hit of what was looked up last",
    ),
    binding(ActionGroup::Go, Action::Brief(BriefAction::PreviousHit), &[char_key('N')], "go to the hit before"),
    binding(
        ActionGroup::Narrow,
        Action::Brief(BriefAction::Narrow),
        &[char_key(' ')],
        "pin or unpin the item; other panes keep what is linked",
    ),
    binding(
        ActionGroup::Narrow,
        Action::Brief(BriefAction::Unpin),
        &[plain_key(Key::Backspace)],
        "take the last pin back",
    ),
    binding(ActionGroup::Narrow, Action::Brief(BriefAction::UnpinAll), &[plain_key(Key::Esc)], "take all pins back"),
    binding(
        ActionGroup::See,
        Action::Brief(BriefAction::AsOf),
        &[char_key('a')],
        "show stances as of the timeline's date, or the latest",
    ),
    binding(ActionGroup::See, Action::BottomLine, &[char_key('b')], "show the bottom line and the key points"),
    binding(
        ActionGroup::See,
        Action::Honesty,
        &[char_key('i')],
        "show how sure we are: grades, origins, who was not heard",
    ),
    binding(
        ActionGroup::See,
        Action::Article,
        &[char_key('v')],
        "show the article at the quote or passage, with its words lit",
    ),
    binding(ActionGroup::Keep, Action::Star, &[char_key('*')], "star the item, or take its star back"),
    binding(ActionGroup::Keep, Action::Brief(BriefAction::NextStar), &[char_key('s')], "go to the next starred item"),
    binding(ActionGroup::Keep, Action::SetMark, &[char_key('m')], "mark this place with the letter that follows"),
    binding(ActionGroup::Keep, Action::GoToMark, &[char_key('\'')], "go to the mark of the letter that follows"),
    binding(ActionGroup::Keep, Action::Copy, &[char_key('y')], "send the citation to the terminal's clipboard"),
    binding(
        ActionGroup::Keep,
        Action::ShowCopy,
        &[char_key('Y')],
        "show it to select by hand: plain, Markdown, CSL-JSON",
    ),
    binding(ActionGroup::Keep, Action::Link, &[char_key('o')], "show the link of the source, to open by hand"),
    binding(
        ActionGroup::Program,
        Action::Code,
        &[char_key('c')],
        "code the article of the source: its records, one key each",
    ),
    binding(
        ActionGroup::Program,
        Action::Present,
        &[char_key('p')],
        "present the brief as cards, to an audience that you name",
    ),
    binding(ActionGroup::Program, Action::Library, &[char_key('L')], "go to the list of briefs"),
    binding(ActionGroup::Program, Action::Reload, &[char_key('R')], "read the brief again from its files"),
    binding(ActionGroup::Program, Action::Redraw, &[Chord::ctrl('l')], "draw the screen anew"),
    binding(ActionGroup::Program, Action::Suspend, &[Chord::ctrl('z')], "step out to the shell; fg comes back"),
    binding(
        ActionGroup::Program,
        Action::Help,
        &[char_key('?')],
        "show every key; type to search, enter runs the one chosen",
    ),
    binding(
        ActionGroup::Program,
        Action::Quit,
        &[char_key('q'), Chord::ctrl('c')],
        "leave; the next start resumes here",
    ),
];

/// Every action of a presentation, in the order of the help. Presentation remotes send PgDn and PgUp, and `b` or `.` to blank the screen.
pub const CARD_BINDINGS: &[Binding] = &[
    binding(
        ActionGroup::Cards,
        Action::Card(CardAction::Next),
        &[
            char_key(' '),
            plain_key(Key::Right),
            plain_key(Key::Down),
            plain_key(Key::PageDown),
            char_key('l'),
            char_key('j'),
            plain_key(Key::Enter),
        ],
        "go on: the next step, then the next card",
    ),
    binding(
        ActionGroup::Cards,
        Action::Card(CardAction::Previous),
        &[
            plain_key(Key::Left),
            plain_key(Key::Up),
            plain_key(Key::PageUp),
            char_key('h'),
            char_key('k'),
            plain_key(Key::Backspace),
        ],
        "go back by a step",
    ),
    binding(
        ActionGroup::Cards,
        Action::Card(CardAction::First),
        &[char_key('g'), plain_key(Key::Home)],
        "go to the first card",
    ),
    binding(
        ActionGroup::Cards,
        Action::Card(CardAction::Last),
        &[char_key('G'), plain_key(Key::End)],
        "go to the last card",
    ),
    binding(
        ActionGroup::Cards,
        Action::Card(CardAction::Cards),
        &[char_key('/'), char_key('i')],
        "list all cards; type to search, enter goes there",
    ),
    binding(
        ActionGroup::Cards,
        Action::Card(CardAction::Blank),
        &[char_key('b'), char_key('.')],
        "blank the screen; any key brings it back",
    ),
    binding(
        ActionGroup::Cards,
        Action::Card(CardAction::OpenReader),
        &[plain_key(Key::Tab)],
        "go to the reader, at what the card rests on, and back",
    ),
    binding(
        ActionGroup::Cards,
        Action::Card(CardAction::ReturnToSpeaker),
        &[char_key('f')],
        "following: return to what the speaker shows",
    ),
    binding(
        ActionGroup::Cards,
        Action::Card(CardAction::ScrollDown),
        &[char_key('J')],
        "scroll a card that is larger than the screen",
    ),
    binding(ActionGroup::Cards, Action::Card(CardAction::ScrollUp), &[char_key('K')], "scroll it back"),
    binding(
        ActionGroup::Keep,
        Action::Copy,
        &[char_key('y')],
        "send the citation of what the card rests on to the clipboard",
    ),
    binding(
        ActionGroup::Keep,
        Action::ShowCopy,
        &[char_key('Y')],
        "show it to select by hand: plain, Markdown, CSL-JSON",
    ),
    binding(ActionGroup::Keep, Action::Link, &[char_key('o')], "show the link of the source, to open by hand"),
    binding(ActionGroup::Program, Action::Redraw, &[Chord::ctrl('l')], "draw the screen anew"),
    binding(ActionGroup::Program, Action::Suspend, &[Chord::ctrl('z')], "step out to the shell; fg comes back"),
    binding(
        ActionGroup::Program,
        Action::Help,
        &[char_key('?')],
        "show every key; type to search, enter runs the one chosen",
    ),
    binding(
        ActionGroup::Program,
        Action::Quit,
        &[char_key('q'), Chord::ctrl('c')],
        "leave the presentation; it is asked once",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::CODING_BINDINGS;
    use std::collections::HashSet;

    const TABLES: [&[Binding]; 3] = [READER_BINDINGS, CARD_BINDINGS, CODING_BINDINGS];

    #[test]
    fn no_key_does_two_things() {
        for table in TABLES {
            let mut seen = HashSet::new();
            for chord in table.iter().flat_map(|binding| binding.chords) {
                assert!(seen.insert(*chord), "{chord} is bound twice");
            }
        }
    }

    #[test]
    fn every_action_is_listed_once_with_a_key_and_a_description() {
        for table in TABLES {
            let mut seen = HashSet::new();
            for binding in table {
                assert!(seen.insert(binding.action), "{:?} is listed twice", binding.action);
                assert!(!binding.chords.is_empty() && !binding.description.is_empty(), "{:?}", binding.action);
                assert!(!binding.description.ends_with('.'), "{:?}", binding.action);
                assert!(binding.description.len() <= 60, "{:?} does not fit a help of 80 columns", binding.action);
            }
        }
    }

    #[test]
    fn no_prefix_key_of_a_multiplexer_is_bound() {
        for binding in TABLES.into_iter().flatten() {
            for chord in binding.chords {
                assert!(!(chord.ctrl && matches!(chord.key, Key::Char('a' | 'b' | 'g' | 'o' | 't'))), "{chord}");
            }
        }
    }

    #[test]
    fn no_digit_is_bound_while_cards_are_presented() {
        for chord in CARD_BINDINGS.iter().flat_map(|binding| binding.chords) {
            assert!(!chord.typed_char().is_some_and(|char| char.is_ascii_digit()), "{chord}");
        }
    }
}
