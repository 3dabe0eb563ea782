//! A typed line as a command: an action by its name, a beginning of it or its key, and the words after it. It does nothing.

use super::shortened;
use crate::app::reader::CaseSequence;
use crate::keys::{Action, BoundAction, KeyContext, Keymap};
use crate::text::suggest::nearest;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PromptCommand {
    Run(Action),
    /// The rows of what is looked at.
    List,
    /// All cases of a sequence, or those that have the words behind it.
    Cases(CaseSequence),
    /// To a thing by its number or its id; on the stage also what no action of it does.
    GoTo,
}

/// Every word that is understood in a scene, with what it asks for.
fn command_names(scene: KeyContext) -> impl Iterator<Item = (&'static str, PromptCommand)> {
    let actions = scene.bindings().iter().map(|binding| (binding.action.name(), PromptCommand::Run(binding.action)));
    let more = [("list", PromptCommand::List), ("go", PromptCommand::GoTo)].into_iter();
    let cases = [("contradictions", CaseSequence::Contradictions), ("shifts", CaseSequence::Shifts)].into_iter();
    let cases = cases
        .map(|(word, sequence)| (word, PromptCommand::Cases(sequence)))
        .filter(move |_| scene == KeyContext::Reader);
    let is_new =
        move |(word, _): &(&str, PromptCommand)| scene.bindings().iter().all(|line| line.action.name() != *word);
    actions.chain(more.chain(cases).filter(is_new))
}

/// The command of a line that is not empty, and the words after it. Which keys do what decides `keys`, and the scene which actions there are.
///
/// # Errors
/// A sentence that says which word is not understood, and the way out.
pub(super) fn parse<'a>(line: &'a str, scene: KeyContext, keys: &Keymap) -> Result<(PromptCommand, &'a str), String> {
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    if let Some(command) = find_by_name(word, scene).or_else(|| find_by_key(word, scene, keys)) {
        return Ok((command, rest));
    }
    // A sign needs no space behind it: `/asif`, `'a`.
    let sign = line.chars().next().filter(|char| !char.is_alphanumeric());
    if let Some((command, rest)) = sign.and_then(|sign| {
        let (key, rest) = line.split_at(sign.len_utf8());
        Some((find_by_key(key, scene, keys)?, rest.trim()))
    }) {
        return Ok((command, rest));
    }
    if scene == KeyContext::Cards && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok((PromptCommand::GoTo, line));
    }
    find_by_prefix(word, scene).map(|command| (command, rest))
}

fn find_by_name(word: &str, scene: KeyContext) -> Option<PromptCommand> {
    command_names(scene).find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, command)| command)
}

fn find_by_key(word: &str, scene: KeyContext, keys: &Keymap) -> Option<PromptCommand> {
    let is_key = |bound: &&BoundAction| bound.chords.iter().any(|chord| chord.to_string() == word);
    keys.actions(scene).iter().find(is_key).map(|bound| PromptCommand::Run(bound.action))
}

fn find_by_prefix(word: &str, scene: KeyContext) -> Result<PromptCommand, String> {
    let lower = word.to_ascii_lowercase();
    let begun: Vec<(&str, PromptCommand)> = command_names(scene).filter(|(name, _)| name.starts_with(&lower)).collect();
    let shortest = begun.iter().min_by_key(|(name, _)| name.len());
    // `contra` is `contradiction`, with which `contradictions` begins.
    if let Some((_, command)) = shortest.filter(|(short, _)| begun.iter().all(|(name, _)| name.starts_with(short))) {
        return Ok(*command);
    }
    match begun.as_slice() {
        [] => {
            let near = nearest(word, command_names(scene).map(|(name, _)| name));
            let all = match scene {
                KeyContext::Reader => "`help` tells them all; `look-up` and words asks who said what",
                KeyContext::Cards => "`help` tells them all",
            };
            let way_out = near.map_or(all.to_owned(), |near| format!("did you mean `{near}`?"));
            Err(format!("no command `{}`; {way_out}", shortened(word)))
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
        let asked = Ok((PromptCommand::Run(Action::LookUp), "asif"));
        for line in ["ctrl-f asif", "% asif", "%asif", "look-up asif"] {
            assert_eq!(parse(line, KeyContext::Reader, &keys), asked, "{line}");
        }
        assert!(parse("/asif", KeyContext::Reader, &keys).is_err());
    }

    #[test]
    fn what_follows_a_command_is_its_own() {
        let asked = (PromptCommand::Run(Action::LookUp), "asif federation");
        for line in ["look-up asif federation", "look asif federation", "/ asif federation", "/asif federation"] {
            assert_eq!(understood(line), asked, "{line}");
        }
        assert_eq!(understood("'a"), (PromptCommand::Run(Action::GoToMark), "a"));
        assert_eq!(
            understood("go  asif-federation"),
            (PromptCommand::Run(Action::Brief(BriefAction::Go)), "asif-federation")
        );
    }

    #[test]
    fn on_the_stage_a_number_is_a_card_and_names_are_the_stage_s() {
        let on_card = |line| parse(line, KeyContext::Cards, &Keymap::default());
        assert_eq!(on_card("12"), Ok((PromptCommand::GoTo, "12")));
        assert_eq!(on_card("go 12"), Ok((PromptCommand::GoTo, "12")));
        assert_eq!(on_card("on"), Ok((PromptCommand::Run(Action::Card(CardAction::Next)), "")));
        assert!(on_card("actors").is_err());
    }

    #[test]
    fn what_is_not_understood_is_told_with_the_way_out() {
        let told = |line| parse(line, KeyContext::Reader, &Keymap::default()).unwrap_err();
        assert_eq!(told("contradicton x"), "no command `contradicton`; did you mean `contradiction`?");
        let way_out = "`help` tells them all; `look-up` and words asks who said what";
        assert_eq!(told("xyzzy"), format!("no command `xyzzy`; {way_out}"));
        assert_eq!(told("sta"), "`sta` may be `stances`, `star`");
    }
}
