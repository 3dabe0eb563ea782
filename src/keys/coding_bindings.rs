//! The keys of an article that is being coded, as a table beside those of the reader and of cards. It never says how an action is performed.

use super::bindings::{binding, char_key, plain_key};
use super::{Action, ActionGroup, Binding, Chord, CodingAction, Key};

const fn coding(
    group: ActionGroup,
    action: CodingAction,
    chords: &'static [Chord],
    description: &'static str,
) -> Binding {
    binding(group, Action::Coding(action), chords, description)
}

/// The digits of the issues in the form; with `0` the issue is chosen by typing.
const DIGITS: [Chord; 10] = [
    char_key('1'),
    char_key('2'),
    char_key('3'),
    char_key('4'),
    char_key('5'),
    char_key('6'),
    char_key('7'),
    char_key('8'),
    char_key('9'),
    char_key('0'),
];

/// Every action on an article that is being coded, in the order of the help. After the digit of an issue, a letter is its stance.
pub const CODING_BINDINGS: &[Binding] = &[
    coding(
        ActionGroup::Decide,
        CodingAction::Accept,
        &[plain_key(Key::Enter)],
        "accept the record; what it still needs is asked for",
    ),
    coding(
        ActionGroup::Decide,
        CodingAction::Reject,
        &[char_key('x')],
        "reject the candidate; of a coded record, remove it",
    ),
    coding(
        ActionGroup::Decide,
        CodingAction::NextCandidate,
        &[char_key('n'), plain_key(Key::Tab)],
        "go to the next candidate that is not judged",
    ),
    coding(
        ActionGroup::Decide,
        CodingAction::PreviousCandidate,
        &[char_key('N'), plain_key(Key::BackTab)],
        "go to the candidate before that is not judged",
    ),
    coding(
        ActionGroup::Decide,
        CodingAction::NextItem,
        &[char_key(']')],
        "go to the next candidate or record of the article",
    ),
    coding(ActionGroup::Decide, CodingAction::PreviousItem, &[char_key('[')], "go to the candidate or record before"),
    coding(
        ActionGroup::Decide,
        CodingAction::ShowUnlikely,
        &[char_key('h')],
        "show or hide the less likely candidates",
    ),
    coding(ActionGroup::Decide, CodingAction::Undo, &[char_key('u')], "undo the last step, also of an earlier day"),
    coding(ActionGroup::Decide, CodingAction::Redo, &[Chord::ctrl('r')], "do again what was undone last"),
    coding(ActionGroup::Form, CodingAction::MakeDirect, &[char_key('d')], "it is direct: wholly in quotation marks"),
    coding(
        ActionGroup::Form,
        CodingAction::MakeIndirect,
        &[char_key('i')],
        "it is indirect: in the words of the reporter",
    ),
    coding(ActionGroup::Form, CodingAction::MakeMixed, &[char_key('m')], "it is mixed: partly in quotation marks"),
    coding(
        ActionGroup::Form,
        CodingAction::Speaker,
        &[char_key('a'), char_key('@')],
        "choose who said it; a new name makes the actor",
    ),
    coding(ActionGroup::Form, CodingAction::Stance, &DIGITS, "the stance on the issue of this digit; a letter follows"),
    coding(ActionGroup::Form, CodingAction::Gist, &[char_key('g')], "the gist, in your own sentence"),
    coding(ActionGroup::Form, CodingAction::Grade, &[char_key('k')], "the credibility, from 1 to 6"),
    coding(ActionGroup::Form, CodingAction::Said, &[char_key('t')], "the day on which it was said"),
    coding(ActionGroup::Form, CodingAction::Field, &[char_key('f')], "any other field, by its name"),
    coding(ActionGroup::Form, CodingAction::Contradicts, &[char_key('C')], "link the statement that it contradicts"),
    coding(
        ActionGroup::Form,
        CodingAction::OpenRecord,
        &[char_key('e')],
        "open a coded record of the article in the form",
    ),
    coding(
        ActionGroup::Select,
        CodingAction::Select,
        &[char_key('v')],
        "select by hand: arrows place it, enter makes a record of it",
    ),
    coding(ActionGroup::Select, CodingAction::SelectWord, &[char_key('w')], "take one more word into the selection"),
    coding(
        ActionGroup::Select,
        CodingAction::SelectSentence,
        &[char_key('s')],
        "take the whole sentence, then one more",
    ),
    coding(
        ActionGroup::Select,
        CodingAction::SelectQuotation,
        &[char_key('(')],
        "take what stands in the quotation marks",
    ),
    coding(
        ActionGroup::Move,
        CodingAction::ArticleDown,
        &[plain_key(Key::Down), char_key('j')],
        "scroll the article down",
    ),
    coding(ActionGroup::Move, CodingAction::ArticleUp, &[plain_key(Key::Up)], "scroll the article up"),
    coding(
        ActionGroup::Move,
        CodingAction::ArticlePageDown,
        &[plain_key(Key::PageDown), char_key(' ')],
        "scroll the article down by a screenful",
    ),
    coding(
        ActionGroup::Move,
        CodingAction::ArticlePageUp,
        &[plain_key(Key::PageUp)],
        "scroll the article up by a screenful",
    ),
    coding(ActionGroup::Move, CodingAction::FormDown, &[char_key('J')], "scroll the record down"),
    coding(ActionGroup::Move, CodingAction::FormUp, &[char_key('K')], "scroll the record up"),
    coding(
        ActionGroup::Program,
        CodingAction::Leave,
        &[plain_key(Key::Esc), char_key('q')],
        "leave the article; everything accepted is written",
    ),
    binding(ActionGroup::Program, Action::Redraw, &[Chord::ctrl('l')], "draw the screen anew"),
    binding(ActionGroup::Program, Action::Suspend, &[Chord::ctrl('z')], "step out to the shell; fg comes back"),
    binding(
        ActionGroup::Program,
        Action::Help,
        &[char_key('?')],
        "show every key; type to search, enter runs the one chosen",
    ),
    binding(ActionGroup::Program, Action::Quit, &[Chord::ctrl('c')], "leave the program"),
];
