//! Every action of the reader with its keys and its sentence. An action that is not in [`TABLE`] cannot be done.

use super::{Chord, Key};
use crate::layout::Pane;

/// Something that can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Something done in the open brief alone.
    Brief(Verb),
    GoToDate,
    LookUp,
    NextContradiction,
    NextShift,
    BottomLine,
    Honesty,
    Passage,
    Star,
    SetMark,
    GoToMark,
    Copy,
    ShowCopy,
    Link,
    /// Present the open brief; beside the cards, back to them.
    Present,
    /// Something done on the stage alone.
    Cue(Cue),
    Library,
    Reload,
    Redraw,
    Suspend,
    Help,
    Quit,
}

/// Something done in the open brief alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
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

/// Something done while cards are presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cue {
    Next,
    Previous,
    First,
    Last,
    ScrollDown,
    ScrollUp,
    Cards,
    Blank,
    Aside,
    Return,
}

/// Under which heading the help lists an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Move,
    Panes,
    Go,
    Narrow,
    See,
    Keep,
    Cards,
    Program,
}

impl Group {
    /// The heading in help and README.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Panes => "Panes",
            Self::Go => "Go",
            Self::Narrow => "Narrow",
            Self::See => "See",
            Self::Keep => "Keep",
            Self::Cards => "Cards",
            Self::Program => "Program",
        }
    }
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    pub action: Action,
    pub group: Group,
    /// The first is the one that footers show.
    pub chords: &'static [Chord],
    /// What it does, as a sentence without its full stop.
    pub does: &'static str,
}

const fn line(group: Group, action: Action, chords: &'static [Chord], does: &'static str) -> Binding {
    Binding { action, group, chords, does }
}

const fn c(char: char) -> Chord {
    Chord::char(char)
}

const fn k(key: Key) -> Chord {
    Chord::plain(key)
}

/// Every action, heading by heading, in the order of the help.
pub const TABLE: &[Binding] = &[
    line(
        Group::Move,
        Action::Brief(Verb::Down),
        &[c('j'), k(Key::Down)],
        "move the cursor down; what is linked is marked everywhere",
    ),
    line(Group::Move, Action::Brief(Verb::Up), &[c('k'), k(Key::Up)], "move the cursor up"),
    line(Group::Move, Action::Brief(Verb::Left), &[c('h'), k(Key::Left)], "in Stances, move to the issue on the left"),
    line(
        Group::Move,
        Action::Brief(Verb::Right),
        &[c('l'), k(Key::Right)],
        "in Stances, move to the issue on the right",
    ),
    line(Group::Move, Action::Brief(Verb::Top), &[c('g'), k(Key::Home)], "move to the first line"),
    line(Group::Move, Action::Brief(Verb::Bottom), &[c('G'), k(Key::End)], "move to the last line"),
    line(Group::Move, Action::Brief(Verb::PageDown), &[k(Key::PageDown), Chord::ctrl('d')], "move down by a screenful"),
    line(Group::Move, Action::Brief(Verb::PageUp), &[k(Key::PageUp), Chord::ctrl('u')], "move up by a screenful"),
    line(Group::Move, Action::Brief(Verb::DetailDown), &[c('J')], "scroll Detail down, from any pane"),
    line(Group::Move, Action::Brief(Verb::DetailUp), &[c('K')], "scroll Detail up, from any pane"),
    line(
        Group::Panes,
        Action::Brief(Verb::NextPane),
        &[k(Key::Tab)],
        "go to the next pane; beside cards, back to the card",
    ),
    line(Group::Panes, Action::Brief(Verb::PreviousPane), &[k(Key::BackTab)], "go to the pane before"),
    line(Group::Panes, Action::Brief(Verb::Focus(Pane::Sources)), &[c('1')], "go to Sources"),
    line(Group::Panes, Action::Brief(Verb::Focus(Pane::Actors)), &[c('2')], "go to Actors"),
    line(Group::Panes, Action::Brief(Verb::Focus(Pane::Stances)), &[c('3')], "go to Stances"),
    line(Group::Panes, Action::Brief(Verb::Focus(Pane::Timeline)), &[c('4')], "go to the Timeline"),
    line(Group::Panes, Action::Brief(Verb::Focus(Pane::Detail)), &[c('5')], "go to Detail"),
    line(Group::Panes, Action::Brief(Verb::Zoom), &[c('z')], "give the pane the whole screen, and back"),
    line(
        Group::Go,
        Action::Brief(Verb::Go),
        &[k(Key::Enter)],
        "go to the proof: newest statement, first record, rival side",
    ),
    line(Group::Go, Action::Brief(Verb::Back), &[c('[')], "go back to where you were"),
    line(Group::Go, Action::Brief(Verb::Forward), &[c(']')], "go forward again"),
    line(Group::Go, Action::NextContradiction, &[c('!')], "read the next contradiction: its sides beside each other"),
    line(Group::Go, Action::NextShift, &[c('~')], "read the next shift of position: before and after"),
    line(Group::Go, Action::GoToDate, &[c('t')], "go to a date in the timeline"),
    line(Group::Go, Action::LookUp, &[c('/')], "look up who said what; results come as you type"),
    line(Group::Go, Action::Brief(Verb::NextHit), &[c('n')], "go to the next hit of what was looked up last"),
    line(Group::Go, Action::Brief(Verb::PreviousHit), &[c('N')], "go to the hit before"),
    line(
        Group::Narrow,
        Action::Brief(Verb::Narrow),
        &[c(' ')],
        "pin or unpin the item; other panes keep what is linked",
    ),
    line(Group::Narrow, Action::Brief(Verb::Unpin), &[k(Key::Backspace)], "take the last pin back"),
    line(Group::Narrow, Action::Brief(Verb::UnpinAll), &[k(Key::Esc)], "take all pins back"),
    line(Group::See, Action::Brief(Verb::AsOf), &[c('a')], "show stances as of the timeline's date, or the latest"),
    line(Group::See, Action::BottomLine, &[c('b')], "show the bottom line and the key points"),
    line(Group::See, Action::Honesty, &[c('i')], "show how sure we are: grades, origins, who was not heard"),
    line(Group::See, Action::Passage, &[c('v')], "show the article at the quote, with its words lit"),
    line(Group::Keep, Action::Star, &[c('*')], "star the item, or take its star back"),
    line(Group::Keep, Action::Brief(Verb::NextStar), &[c('s')], "go to the next starred item"),
    line(Group::Keep, Action::SetMark, &[c('m')], "mark this place with the letter that follows"),
    line(Group::Keep, Action::GoToMark, &[c('\'')], "go to the mark of the letter that follows"),
    line(Group::Keep, Action::Copy, &[c('y')], "send the citation to the terminal's clipboard"),
    line(Group::Keep, Action::ShowCopy, &[c('Y')], "show it to select by hand: plain, Markdown, CSL-JSON"),
    line(Group::Keep, Action::Link, &[c('o')], "show the link of the source, to open by hand"),
    line(Group::Program, Action::Present, &[c('p')], "present the brief as cards, to an audience that you name"),
    line(Group::Program, Action::Library, &[c('L')], "go to the list of briefs"),
    line(Group::Program, Action::Reload, &[c('R')], "read the brief again from its files"),
    line(Group::Program, Action::Redraw, &[Chord::ctrl('l')], "draw the screen anew"),
    line(Group::Program, Action::Suspend, &[Chord::ctrl('z')], "step out to the shell; fg comes back"),
    line(Group::Program, Action::Help, &[c('?')], "show every key; type to search, enter runs the one chosen"),
    line(Group::Program, Action::Quit, &[c('q'), Chord::ctrl('c')], "leave; the next start resumes here"),
];

/// Every action of the stage. A clicker sends PgDn and PgUp, and `b` or `.` to blank the screen.
pub const CUES: &[Binding] = &[
    line(
        Group::Cards,
        Action::Cue(Cue::Next),
        &[c(' '), k(Key::Right), k(Key::Down), k(Key::PageDown), c('l'), c('j'), k(Key::Enter)],
        "go on: the next step, then the next card",
    ),
    line(
        Group::Cards,
        Action::Cue(Cue::Previous),
        &[k(Key::Left), k(Key::Up), k(Key::PageUp), c('h'), c('k'), k(Key::Backspace)],
        "go back by a step",
    ),
    line(Group::Cards, Action::Cue(Cue::First), &[c('g'), k(Key::Home)], "go to the first card"),
    line(Group::Cards, Action::Cue(Cue::Last), &[c('G'), k(Key::End)], "go to the last card"),
    line(Group::Cards, Action::Cue(Cue::Cards), &[c('/'), c('i')], "list all cards; type to search, enter goes there"),
    line(Group::Cards, Action::Cue(Cue::Blank), &[c('b'), c('.')], "blank the screen; any key brings it back"),
    line(
        Group::Cards,
        Action::Cue(Cue::Aside),
        &[k(Key::Tab)],
        "go to the reader, at what the card rests on, and back",
    ),
    line(Group::Cards, Action::Cue(Cue::Return), &[c('f')], "following: return to what the speaker shows"),
    line(Group::Cards, Action::Cue(Cue::ScrollDown), &[c('J')], "scroll a card that is larger than the screen"),
    line(Group::Cards, Action::Cue(Cue::ScrollUp), &[c('K')], "scroll it back"),
    line(Group::Keep, Action::Copy, &[c('y')], "send the citation of what the card rests on to the clipboard"),
    line(Group::Keep, Action::ShowCopy, &[c('Y')], "show it to select by hand: plain, Markdown, CSL-JSON"),
    line(Group::Keep, Action::Link, &[c('o')], "show the link of the source, to open by hand"),
    line(Group::Program, Action::Redraw, &[Chord::ctrl('l')], "draw the screen anew"),
    line(Group::Program, Action::Suspend, &[Chord::ctrl('z')], "step out to the shell; fg comes back"),
    line(Group::Program, Action::Help, &[c('?')], "show every key; type to search, enter runs the one chosen"),
    line(Group::Program, Action::Quit, &[c('q'), Chord::ctrl('c')], "leave the presentation; it is asked once"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_key_does_two_things() {
        for table in [TABLE, CUES] {
            let mut seen = HashSet::new();
            for chord in table.iter().flat_map(|binding| binding.chords) {
                assert!(seen.insert(*chord), "{chord} is bound twice");
            }
        }
    }

    #[test]
    fn every_action_stands_once_with_a_key_and_a_sentence() {
        for table in [TABLE, CUES] {
            let mut seen = HashSet::new();
            for line in table {
                assert!(seen.insert(line.action), "{:?} stands twice", line.action);
                assert!(!line.chords.is_empty() && !line.does.is_empty(), "{:?}", line.action);
                assert!(!line.does.ends_with('.'), "{:?}", line.action);
                assert!(line.does.len() <= 60, "{:?} does not fit a help of 80 columns", line.action);
            }
        }
    }

    #[test]
    fn multiplexers_keep_their_keys() {
        for line in TABLE.iter().chain(CUES) {
            for chord in line.chords {
                assert!(!(chord.ctrl && matches!(chord.key, Key::Char('a' | 'b' | 'g' | 'o' | 't'))), "{chord}");
            }
        }
    }

    #[test]
    fn digits_are_left_for_the_numbers_of_cards() {
        for chord in CUES.iter().flat_map(|line| line.chords) {
            assert!(!chord.typed().is_some_and(|char| char.is_ascii_digit()), "{chord}");
        }
    }
}
