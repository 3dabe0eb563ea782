//! Parses a typed line as a command: the name of an action, a prefix of it or its key, and the words after it. It never runs the command.

use super::shortened;
use crate::app::reader::CaseSequence;
use crate::keys::{Action, BoundAction, KeyContext, Keymap};
use crate::text::suggest::nearest;

/// A parsed command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PromptCommand {
    Run(Action),
    /// List the rows of the current pane.
    List,
    /// List all cases of a sequence, or those that have the given words.
    Cases(CaseSequence),
    /// Go to an item by its number or its id; in a presentation, to a card by its number.
    GoTo,
}

/// Every command name of a context, with its command.
fn command_names(context: KeyContext) -> impl Iterator<Item = (&'static str, PromptCommand)> {
    let actions = context.bindings().iter().map(|binding| (binding.action.name(), PromptCommand::Run(binding.action)));
    let more = [("list", PromptCommand::List), ("go", PromptCommand::GoTo)].into_iter();
    let cases = [("contradictions", CaseSequence::Contradictions), ("shifts", CaseSequence::Shifts)].into_iter();
    let cases = cases
        .map(|(word, sequence)| (word, PromptCommand::Cases(sequence)))
        .filter(move |_| context == KeyContext::Reader);
    let is_new =
        move |(word, _): &(&str, PromptCommand)| context.bindings().iter().all(|line| line.action.name() != *word);
    actions.chain(more.chain(cases).filter(is_new))
}

/// Parses a line that is not empty into a command and the words after it. `keys` binds the keys; `context` decides which actions there are.
///
/// # Errors
/// A sentence that names the unknown word and suggests what to do.
pub(super) fn parse<'a>(line: &'a str, context: KeyContext, keys: &Keymap) -> Result<(PromptCommand, &'a str), String> {
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    if let Some(command) = find_by_name(word, context).or_else(|| find_by_key(word, context, keys)) {
        return Ok((command, rest));
    }
    // No space is needed after a punctuation character: `/asif`, `'a`.
    let sign = line.chars().next().filter(|char| !char.is_alphanumeric());
    if let Some((command, rest)) = sign.and_then(|sign| {
        let (key, rest) = line.split_at(sign.len_utf8());
        Some((find_by_key(key, context, keys)?, rest.trim()))
    }) {
        return Ok((command, rest));
    }
    if context == KeyContext::Cards && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok((PromptCommand::GoTo, line));
    }
    find_by_prefix(word, context).map(|command| (command, rest))
}

fn find_by_name(word: &str, context: KeyContext) -> Option<PromptCommand> {
    command_names(context).find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, command)| command)
}

fn find_by_key(word: &str, context: KeyContext, keys: &Keymap) -> Option<PromptCommand> {
    let is_key = |bound: &&BoundAction| bound.chords.iter().any(|chord| chord.to_string() == word);
    keys.actions(context).iter().find(is_key).map(|bound| PromptCommand::Run(bound.action))
}

fn find_by_prefix(word: &str, context: KeyContext) -> Result<PromptCommand, String> {
    let lower = word.to_ascii_lowercase();
    let matching: Vec<(&str, PromptCommand)> =
        command_names(context).filter(|(name, _)| name.starts_with(&lower)).collect();
    let shortest = matching.iter().min_by_key(|(name, _)| name.len());
    // `contra` means `contradiction`, because `contradictions` begins with it.
    if let Some((_, command)) = shortest.filter(|(short, _)| matching.iter().all(|(name, _)| name.starts_with(short))) {
        return Ok(*command);
    }
    match matching.as_slice() {
        [] => {
            let near = nearest(word, command_names(context).map(|(name, _)| name));
            let all = match context {
                KeyContext::Reader => "`help` lists them all; `look-up` and words asks who said what",
                KeyContext::Cards | KeyContext::Coding => "`help` lists them all",
            };
            let help = near.map_or(all.to_owned(), |near| format!("did you mean `{near}`?"));
            Err(format!("no command `{}`; {help}", shortened(word)))
        }
        several => {
            let names: Vec<String> = several.iter().map(|(name, _)| format!("`{name}`")).collect();
            Err(format!("`{}` may be {}", shortened(word), names.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{BriefAction, CardAction, Chord};
    use crate::layout::Pane;

    const DOWN: PromptCommand = PromptCommand::Run(Action::Brief(BriefAction::Down));

    fn understood(line: &str) -> (PromptCommand, &str) {
        parse(line, KeyContext::Reader, &Keymap::default()).unwrap()
    }

    #[test]
    fn an_action_is_called_by_its_name_its_key_and_a_beginning() {
        for line in ["down", "DOWN", "j", "↓", "dow"] {
            assert_eq!(understood(line), (DOWN, ""), "{line}");
        }
        assert_eq!(understood("detail"), (PromptCommand::Run(Action::Brief(BriefAction::Focus(Pane::Detail))), ""));
        assert_eq!(understood("contra").0, PromptCommand::Run(Action::NextContradiction));
        assert_eq!(understood("contradictions talks"), (PromptCommand::Cases(CaseSequence::Contradictions), "talks"));
        assert_eq!(understood("shift").0, PromptCommand::Run(Action::NextShift));
        assert_eq!(
            understood("N").0,
            PromptCommand::Run(Action::Brief(BriefAction::PreviousHit)),
            "a key has its case"
        );
    }

    #[test]
    fn a_key_is_the_users() {
        let mut keys = Keymap::default();
        keys.rebind(KeyContext::Reader, Action::LookUp, vec![Chord::ctrl('f'), Chord::char('%')]);
        let expected = Ok((PromptCommand::Run(Action::LookUp), "asif"));
        for line in ["ctrl-f asif", "% asif", "%asif", "look-up asif"] {
            assert_eq!(parse(line, KeyContext::Reader, &keys), expected, "{line}");
        }
        assert!(parse("/asif", KeyContext::Reader, &keys).is_err());
    }

    #[test]
    fn what_follows_a_command_is_its_own() {
        let expected = (PromptCommand::Run(Action::LookUp), "asif federation");
        for line in ["look-up asif federation", "look asif federation", "/ asif federation", "/asif federation"] {
            assert_eq!(understood(line), expected, "{line}");
        }
        assert_eq!(understood("'a"), (PromptCommand::Run(Action::GoToMark), "a"));
        assert_eq!(
            understood("go  asif-federation"),
            (PromptCommand::Run(Action::Brief(BriefAction::Go)), "asif-federation")
        );
    }

    #[test]
    fn in_a_presentation_a_number_is_a_card_and_only_its_own_actions_have_names() {
        let on_card = |line| parse(line, KeyContext::Cards, &Keymap::default());
        assert_eq!(on_card("12"), Ok((PromptCommand::GoTo, "12")));
        assert_eq!(on_card("go 12"), Ok((PromptCommand::GoTo, "12")));
        assert_eq!(on_card("on"), Ok((PromptCommand::Run(Action::Card(CardAction::Next)), "")));
        assert!(on_card("actors").is_err());
    }

    #[test]
    fn an_unknown_command_is_an_error_with_a_suggestion() {
        let error = |line| parse(line, KeyContext::Reader, &Keymap::default()).unwrap_err();
        assert_eq!(error("contradicton x"), "no command `contradicton`; did you mean `contradiction`?");
        let help = "`help` lists them all; `look-up` and words asks who said what";
        assert_eq!(error("xyzzy"), format!("no command `xyzzy`; {help}"));
        assert_eq!(error("sta"), "`sta` may be `stances`, `star`");
    }
}
