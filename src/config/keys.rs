//! Parses the user's key bindings. It reports all faults at once, and never builds a keymap in which one key does two things.

use std::collections::BTreeSet;
use std::ops::Range;

use super::chord::parse_chord;
use super::value::{ConfigEntry, ConfigValue, config_fault, sorted_entries, type_fault};
use crate::diagnostics::render::ConfigFault;
use crate::keys::{Action, Chord, KeyContext, Keymap};
use crate::text::suggest::nearest;

/// The keys that the file requests for one action.
struct RequestedBinding {
    action: Action,
    chords: Vec<(Chord, Range<usize>)>,
    /// Whether the entry itself has no faults.
    is_valid: bool,
}

/// The keymap of the table `keys`. An action whose entry has faults keeps its default keys.
pub(super) fn parse_keymap(value: &ConfigValue<'_>, faults: &mut Vec<ConfigFault>) -> Keymap {
    let mut map = Keymap::default();
    for context in KeyContext::ALL {
        let Some(table) = table_of(value, context) else { continue };
        let mut requested = parse_bindings(table, context, faults);
        report_conflicts(&requested, context, faults);
        drop_conflicts(&mut requested, context);
        for RequestedBinding { action, chords, .. } in requested {
            map.rebind(context, action, chords.into_iter().map(|(chord, _)| chord).collect());
        }
    }
    map
}

/// The table of the keys of a context: `[keys]` itself, or one below it.
fn table_of<'t, 'a>(value: &'t ConfigValue<'a>, context: KeyContext) -> Option<&'t ConfigValue<'a>> {
    match subtable_name(context) {
        None => Some(value),
        Some(name) => value.get_ref().as_table()?.get(name),
    }
}

/// The name of the table of a context below `[keys]`; `None` for the reader, whose table that is.
pub(super) const fn subtable_name(context: KeyContext) -> Option<&'static str> {
    match context {
        KeyContext::Reader => None,
        KeyContext::Cards => Some("cards"),
        KeyContext::Coding => Some("coding"),
    }
}

fn parse_bindings(
    value: &ConfigValue<'_>,
    context: KeyContext,
    faults: &mut Vec<ConfigFault>,
) -> Vec<RequestedBinding> {
    let Some(table) = value.get_ref().as_table() else {
        let help = "write, for example, `[keys]` and below it `help = \"?\"`";
        faults.push(type_fault(value, "`keys`", "a table of actions with their keys", help));
        return Vec::new();
    };
    let mut requested = Vec::new();
    for entry in sorted_entries(table) {
        let ConfigEntry { name, value, .. } = entry;
        if context == KeyContext::Reader
            && KeyContext::ALL.into_iter().filter_map(subtable_name).any(|table| table == name)
        {
            continue;
        }
        match context.bindings().iter().map(|binding| binding.action).find(|action| action.name() == name) {
            Some(action) => requested.push(parse_binding(action, value, context, faults)),
            None => faults.push(config_fault(
                entry.key_span(),
                format!("no action is called `{name}`"),
                suggest_action(name, context),
            )),
        }
    }
    requested
}

fn suggest_action(name: &str, context: KeyContext) -> String {
    let has = |context: &KeyContext| context.bindings().iter().any(|binding| binding.action.name() == name);
    if let Some(other) = KeyContext::ALL.into_iter().filter(|other| *other != context).find(has) {
        let table = subtable_name(other).map_or("[keys]".to_owned(), |name| format!("[keys.{name}]"));
        return format!("it is one of `{table}`");
    }
    match nearest(name, context.bindings().iter().map(|binding| binding.action.name())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`whosaid config --default` lists every action".to_owned(),
    }
}

fn parse_binding(
    action: Action,
    value: &ConfigValue<'_>,
    context: KeyContext,
    faults: &mut Vec<ConfigFault>,
) -> RequestedBinding {
    let before = faults.len();
    let name = action.name();
    let written: Vec<&ConfigValue<'_>> =
        value.get_ref().as_array().map_or_else(|| vec![value], |list| list.iter().collect());
    if written.is_empty() {
        let help = "give it a key, or leave it out to keep its default";
        faults.push(config_fault(value.span(), format!("`{name}` has no key"), help));
    }
    let mut chords = Vec::new();
    for word in written {
        match word.get_ref().as_str().map(|text| parse_chord(text, context)) {
            Some(Ok(chord)) => chords.push((chord, word.span())),
            Some(Err((problem, help))) => faults.push(config_fault(word.span(), problem, help)),
            None => {
                let help = "write it as `\"j\"`, or several as `[\"j\", \"down\"]`";
                faults.push(type_fault(word, &format!("`{name}`"), "a key in quotation marks", help));
            }
        }
    }
    RequestedBinding { action, chords, is_valid: faults.len() == before }
}

/// Reports every key that two actions would have. Faults of single entries were reported before.
fn report_conflicts(requested: &[RequestedBinding], context: KeyContext, faults: &mut Vec<ConfigFault>) {
    for (index, request) in requested.iter().enumerate() {
        for (nth, (chord, span)) in request.chords.iter().enumerate() {
            let own = request.chords[..nth].iter().map(|found| (request.action, found));
            let others =
                requested[..index].iter().flat_map(|other| other.chords.iter().map(|found| (other.action, found)));
            if let Some((other, (_, first))) = others.chain(own).find(|(_, (found, _))| found == chord) {
                let names = (request.action.name(), other.name());
                let problem = match names {
                    (one, other) if one == other => format!("`{chord}` appears twice for `{one}`"),
                    (one, other) => format!("`{chord}` would do two things: `{one}` and `{other}`"),
                };
                let related = Some((first.clone(), "given here".to_owned()));
                let help = "one key does one thing: leave it out in one place".to_owned();
                faults.push(ConfigFault { span: span.clone(), problem, help, related });
            } else if let Some(other) = default_owner(*chord, requested, context) {
                let other = other.name();
                let problem =
                    format!("`{chord}` would do two things: `{}` and, by default, `{other}`", request.action.name());
                faults.push(config_fault(span.clone(), problem, format!("give `{other}` another key as well")));
            }
        }
    }
}

/// The action that has this key by default and that the file does not mention.
fn default_owner(chord: Chord, requested: &[RequestedBinding], context: KeyContext) -> Option<Action> {
    let owner = context.bindings().iter().find(|binding| binding.chords.contains(&chord))?.action;
    (!requested.iter().any(|request| request.action == owner)).then_some(owner)
}

/// Removes entries with faults, and then entries that conflict with the remaining bindings, until no conflict is left.
fn drop_conflicts(requested: &mut Vec<RequestedBinding>, context: KeyContext) {
    requested.retain(|request| request.is_valid);
    loop {
        let mut lost = BTreeSet::new();
        for (index, request) in requested.iter().enumerate() {
            for (chord, _) in &request.chords {
                let is_conflict = |(other, request_of): (usize, &RequestedBinding)| {
                    let times = request_of.chords.iter().filter(|(found, _)| found == chord).count();
                    times > usize::from(other == index)
                };
                if requested.iter().enumerate().any(is_conflict) || default_owner(*chord, requested, context).is_some()
                {
                    lost.insert(index);
                }
            }
        }
        if lost.is_empty() {
            return;
        }
        let mut index = 0;
        requested.retain(|_| {
            index += 1;
            !lost.contains(&(index - 1))
        });
    }
}
