//! A typed line as a command: an action by its name, a beginning of it or its key, and the words after it. It does nothing.

use super::shortened;
use crate::app::reader::Sequence;
use crate::keys::{Action, Bound, Keymap, Scene};
use crate::text::suggest::nearest;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    Do(Action),
    /// The rows of what is looked at.
    List,
    /// All cases of a sequence, or those that have the words behind it.
    Cases(Sequence),
    /// To a thing by its number or its id; on the stage also what no action of it does.
    To,
}

/// Every word that is understood in a scene, with what it asks for.
fn words(scene: Scene) -> impl Iterator<Item = (&'static str, Command)> {
    let actions = scene.table().iter().map(|binding| (binding.action.name(), Command::Do(binding.action)));
    let more = [("list", Command::List), ("go", Command::To)].into_iter();
    let cases = [("contradictions", Sequence::Contradictions), ("shifts", Sequence::Shifts)].into_iter();
    let cases = cases.map(|(word, sequence)| (word, Command::Cases(sequence))).filter(move |_| scene == Scene::Reader);
    let is_new = move |(word, _): &(&str, Command)| scene.table().iter().all(|line| line.action.name() != *word);
    actions.chain(more.chain(cases).filter(is_new))
}

/// The command of a line that is not empty, and the words after it. Which keys do what decides `keys`, and the scene which actions there are.
///
/// # Errors
/// A sentence that says which word is not understood, and the way out.
pub(super) fn read<'a>(line: &'a str, scene: Scene, keys: &Keymap) -> Result<(Command, &'a str), String> {
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    if let Some(command) = named(word, scene).or_else(|| by_key(word, scene, keys)) {
        return Ok((command, rest));
    }
    // A sign needs no space behind it: `/asif`, `'a`.
    let sign = line.chars().next().filter(|char| !char.is_alphanumeric());
    if let Some((command, rest)) = sign.and_then(|sign| {
        let (key, rest) = line.split_at(sign.len_utf8());
        Some((by_key(key, scene, keys)?, rest.trim()))
    }) {
        return Ok((command, rest));
    }
    if scene == Scene::Cards && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok((Command::To, line));
    }
    abbreviated(word, scene).map(|command| (command, rest))
}

fn named(word: &str, scene: Scene) -> Option<Command> {
    words(scene).find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, command)| command)
}

fn by_key(word: &str, scene: Scene, keys: &Keymap) -> Option<Command> {
    let is_key = |bound: &&Bound| bound.chords.iter().any(|chord| chord.to_string() == word);
    keys.bound(scene).iter().find(is_key).map(|bound| Command::Do(bound.action))
}

fn abbreviated(word: &str, scene: Scene) -> Result<Command, String> {
    let lower = word.to_ascii_lowercase();
    let begun: Vec<(&str, Command)> = words(scene).filter(|(name, _)| name.starts_with(&lower)).collect();
    let shortest = begun.iter().min_by_key(|(name, _)| name.len());
    // `contra` is `contradiction`, with which `contradictions` begins.
    if let Some((_, command)) = shortest.filter(|(short, _)| begun.iter().all(|(name, _)| name.starts_with(short))) {
        return Ok(*command);
    }
    match begun.as_slice() {
        [] => {
            let near = nearest(word, words(scene).map(|(name, _)| name));
            let all = match scene {
                Scene::Reader => "`help` tells them all; `look-up` and words asks who said what",
                Scene::Cards => "`help` tells them all",
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
    use crate::keys::{Chord, Cue, Verb};
    use crate::layout::Pane;

    const DOWN: Command = Command::Do(Action::Brief(Verb::Down));

    fn understood(line: &str) -> (Command, &str) {
        read(line, Scene::Reader, &Keymap::default()).unwrap()
    }

    #[test]
    fn an_action_is_called_by_its_name_its_key_and_a_beginning() {
        for line in ["down", "DOWN", "j", "↓", "dow"] {
            assert_eq!(understood(line), (DOWN, ""), "{line}");
        }
        assert_eq!(understood("detail"), (Command::Do(Action::Brief(Verb::Focus(Pane::Detail))), ""));
        assert_eq!(understood("contra").0, Command::Do(Action::NextContradiction));
        assert_eq!(understood("contradictions talks"), (Command::Cases(Sequence::Contradictions), "talks"));
        assert_eq!(understood("shift").0, Command::Do(Action::NextShift));
        assert_eq!(understood("N").0, Command::Do(Action::Brief(Verb::PreviousHit)), "a key has its case");
    }

    #[test]
    fn a_key_is_the_users() {
        let mut keys = Keymap::default();
        keys.rebind(Scene::Reader, Action::LookUp, vec![Chord::ctrl('f'), Chord::char('%')]);
        let asked = Ok((Command::Do(Action::LookUp), "asif"));
        for line in ["ctrl-f asif", "% asif", "%asif", "look-up asif"] {
            assert_eq!(read(line, Scene::Reader, &keys), asked, "{line}");
        }
        assert!(read("/asif", Scene::Reader, &keys).is_err());
    }

    #[test]
    fn what_follows_a_command_is_its_own() {
        let asked = (Command::Do(Action::LookUp), "asif federation");
        for line in ["look-up asif federation", "look asif federation", "/ asif federation", "/asif federation"] {
            assert_eq!(understood(line), asked, "{line}");
        }
        assert_eq!(understood("'a"), (Command::Do(Action::GoToMark), "a"));
        assert_eq!(understood("go  asif-federation"), (Command::Do(Action::Brief(Verb::Go)), "asif-federation"));
    }

    #[test]
    fn on_the_stage_a_number_is_a_card_and_names_are_the_stage_s() {
        let on_card = |line| read(line, Scene::Cards, &Keymap::default());
        assert_eq!(on_card("12"), Ok((Command::To, "12")));
        assert_eq!(on_card("go 12"), Ok((Command::To, "12")));
        assert_eq!(on_card("on"), Ok((Command::Do(Action::Cue(Cue::Next)), "")));
        assert!(on_card("actors").is_err());
    }

    #[test]
    fn what_is_not_understood_is_told_with_the_way_out() {
        let told = |line| read(line, Scene::Reader, &Keymap::default()).unwrap_err();
        assert_eq!(told("contradicton x"), "no command `contradicton`; did you mean `contradiction`?");
        let way_out = "`help` tells them all; `look-up` and words asks who said what";
        assert_eq!(told("xyzzy"), format!("no command `xyzzy`; {way_out}"));
        assert_eq!(told("sta"), "`sta` may be `stances`, `star`");
    }
}
