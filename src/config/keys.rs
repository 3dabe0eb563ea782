//! The keys that the user has chosen: all that is wrong with them at once, and a map in which no key does two things.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::DeValue;

use super::chord::parse_chord;
use super::parse::{ConfigEntry, ConfigValue, config_fault, describe_type, sorted_entries};
use crate::diagnostics::render::ConfigFault;
use crate::keys::{Action, Chord, KeyContext, Keymap};
use crate::text::suggest::nearest;

/// What the file says of one action.
struct RequestedBinding {
    action: Action,
    chords: Vec<(Chord, Range<usize>)>,
    /// Whether it can be granted as far as it goes by itself.
    is_valid: bool,
}

/// The map of the table `keys`; what is wrong in it stays as it is without the file.
pub(super) fn parse_keymap(value: &ConfigValue<'_>, slips: &mut Vec<ConfigFault>) -> Keymap {
    let mut map = Keymap::default();
    for (scene, table) in [(KeyContext::Reader, Some(value)), (KeyContext::Cards, cards_table(value))] {
        let Some(table) = table else { continue };
        let mut wishes = parse_bindings(table, scene, slips);
        report_conflicts(&wishes, scene, slips);
        drop_conflicts(&mut wishes, scene);
        for RequestedBinding { action, chords, .. } in wishes {
            map.rebind(scene, action, chords.into_iter().map(|(chord, _)| chord).collect());
        }
    }
    map
}

fn cards_table<'t, 'a>(value: &'t ConfigValue<'a>) -> Option<&'t ConfigValue<'a>> {
    match value.get_ref() {
        DeValue::Table(table) => table.get("cards"),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_) => None,
    }
}

fn parse_bindings(value: &ConfigValue<'_>, scene: KeyContext, slips: &mut Vec<ConfigFault>) -> Vec<RequestedBinding> {
    let DeValue::Table(table) = value.get_ref() else {
        let problem = format!("`keys`: expected a table of actions with their keys, found {}", describe_type(value));
        slips.push(config_fault(value.span(), problem, "write, for example, `[keys]` and below it `help = \"?\"`"));
        return Vec::new();
    };
    let mut wishes = Vec::new();
    for entry in sorted_entries(table) {
        let ConfigEntry { name, value, .. } = entry;
        if scene == KeyContext::Reader && name == "cards" {
            continue;
        }
        match scene.bindings().iter().map(|binding| binding.action).find(|action| action.name() == name) {
            Some(action) => wishes.push(parse_binding(action, value, scene, slips)),
            None => slips.push(config_fault(
                entry.key_span(),
                format!("no action is called `{name}`"),
                suggest_action(name, scene),
            )),
        }
    }
    wishes
}

fn suggest_action(name: &str, scene: KeyContext) -> String {
    let other = match scene {
        KeyContext::Reader => (KeyContext::Cards, "[keys.cards]"),
        KeyContext::Cards => (KeyContext::Reader, "[keys]"),
    };
    let has = |scene: KeyContext| scene.bindings().iter().any(|binding| binding.action.name() == name);
    if has(other.0) {
        return format!("it is one of `{}`", other.1);
    }
    match nearest(name, scene.bindings().iter().map(|binding| binding.action.name())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`whosaid config --default` lists every action".to_owned(),
    }
}

fn parse_binding(
    action: Action,
    value: &ConfigValue<'_>,
    scene: KeyContext,
    slips: &mut Vec<ConfigFault>,
) -> RequestedBinding {
    let before = slips.len();
    let name = action.name();
    let written: Vec<&ConfigValue<'_>> = match value.get_ref() {
        DeValue::Array(list) => list.iter().collect(),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Table(_) => vec![value],
    };
    if written.is_empty() {
        let help = "give it a key, or leave it out to keep its own";
        slips.push(config_fault(value.span(), format!("`{name}` is left without a key"), help));
    }
    let mut chords = Vec::new();
    for word in written {
        match word.get_ref().as_str().map(|text| parse_chord(text, scene)) {
            Some(Ok(chord)) => chords.push((chord, word.span())),
            Some(Err((problem, help))) => slips.push(config_fault(word.span(), problem, help)),
            None => {
                let problem = format!("`{name}`: expected a key in quotation marks, found {}", describe_type(word));
                slips.push(config_fault(
                    word.span(),
                    problem,
                    "write it as `\"j\"`, or several as `[\"j\", \"down\"]`",
                ));
            }
        }
    }
    RequestedBinding { action, chords, is_valid: slips.len() == before }
}

/// Tells of every key that two actions would have. What is wrong by itself has been told.
fn report_conflicts(wishes: &[RequestedBinding], scene: KeyContext, slips: &mut Vec<ConfigFault>) {
    for (at, wish) in wishes.iter().enumerate() {
        for (nth, (chord, span)) in wish.chords.iter().enumerate() {
            let here = wish.chords[..nth].iter().map(|found| (wish.action, found));
            let above = wishes[..at].iter().flat_map(|other| other.chords.iter().map(|found| (other.action, found)));
            if let Some((other, (_, first))) = above.chain(here).find(|(_, (found, _))| found == chord) {
                let names = (wish.action.name(), other.name());
                let problem = match names {
                    (one, other) if one == other => format!("`{chord}` stands twice for `{one}`"),
                    (one, other) => format!("`{chord}` would do two things: `{one}` and `{other}`"),
                };
                let related = Some((first.clone(), "given here".to_owned()));
                let help = "one key does one thing: leave it out in one place".to_owned();
                slips.push(ConfigFault { span: span.clone(), problem, help, related });
            } else if let Some(other) = default_owner(*chord, wishes, scene) {
                let other = other.name();
                let problem =
                    format!("`{chord}` would do two things: `{}` and, by itself, `{other}`", wish.action.name());
                slips.push(config_fault(span.clone(), problem, format!("give `{other}` another key as well")));
            }
        }
    }
}

/// The action that has a key by itself and of which the file says nothing.
fn default_owner(chord: Chord, wishes: &[RequestedBinding], scene: KeyContext) -> Option<Action> {
    let owner = scene.bindings().iter().find(|binding| binding.chords.contains(&chord))?.action;
    (!wishes.iter().any(|wish| wish.action == owner)).then_some(owner)
}

/// Leaves what can be granted: what is sound, and in no conflict with what then holds.
fn drop_conflicts(wishes: &mut Vec<RequestedBinding>, scene: KeyContext) {
    wishes.retain(|wish| wish.is_valid);
    loop {
        let mut lost = BTreeSet::new();
        for (at, wish) in wishes.iter().enumerate() {
            for (chord, _) in &wish.chords {
                let twice = |(other, of): (usize, &RequestedBinding)| {
                    let times = of.chords.iter().filter(|(found, _)| found == chord).count();
                    times > usize::from(other == at)
                };
                if wishes.iter().enumerate().any(twice) || default_owner(*chord, wishes, scene).is_some() {
                    lost.insert(at);
                }
            }
        }
        if lost.is_empty() {
            return;
        }
        let mut at = 0;
        wishes.retain(|_| {
            at += 1;
            !lost.contains(&(at - 1))
        });
    }
}
