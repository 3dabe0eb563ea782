//! The keys that the user has chosen: all that is wrong with them at once, and a map in which no key does two things.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::DeValue;

use super::chord::chord;
use super::page::{Entry, Value, found, in_order, slip};
use crate::diagnostics::render::Slip;
use crate::keys::{Action, Chord, Keymap, Scene};
use crate::text::suggest::nearest;

/// What the file says of one action.
struct Wish {
    action: Action,
    chords: Vec<(Chord, Range<usize>)>,
    /// Whether it can be granted as far as it goes by itself.
    is_sound: bool,
}

/// The map of the table `keys`; what is wrong in it stays as it is without the file.
pub(super) fn keymap(value: &Value<'_>, slips: &mut Vec<Slip>) -> Keymap {
    let mut map = Keymap::default();
    for (scene, table) in [(Scene::Reader, Some(value)), (Scene::Cards, cards(value))] {
        let Some(table) = table else { continue };
        let mut wishes = wishes(table, scene, slips);
        tell_conflicts(&wishes, scene, slips);
        drop_conflicts(&mut wishes, scene);
        for Wish { action, chords, .. } in wishes {
            map.rebind(scene, action, chords.into_iter().map(|(chord, _)| chord).collect());
        }
    }
    map
}

fn cards<'t, 'a>(value: &'t Value<'a>) -> Option<&'t Value<'a>> {
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

fn wishes(value: &Value<'_>, scene: Scene, slips: &mut Vec<Slip>) -> Vec<Wish> {
    let DeValue::Table(table) = value.get_ref() else {
        let problem = format!("`keys`: expected a table of actions with their keys, found {}", found(value));
        slips.push(slip(value.span(), problem, "write, for example, `[keys]` and below it `help = \"?\"`"));
        return Vec::new();
    };
    let mut wishes = Vec::new();
    for entry in in_order(table) {
        let Entry { name, value, .. } = entry;
        if scene == Scene::Reader && name == "cards" {
            continue;
        }
        match scene.table().iter().map(|binding| binding.action).find(|action| action.name() == name) {
            Some(action) => wishes.push(wish(action, value, scene, slips)),
            None => slips.push(slip(entry.key(), format!("no action is called `{name}`"), instead_of(name, scene))),
        }
    }
    wishes
}

fn instead_of(name: &str, scene: Scene) -> String {
    let other = match scene {
        Scene::Reader => (Scene::Cards, "[keys.cards]"),
        Scene::Cards => (Scene::Reader, "[keys]"),
    };
    let has = |scene: Scene| scene.table().iter().any(|binding| binding.action.name() == name);
    if has(other.0) {
        return format!("it is one of `{}`", other.1);
    }
    match nearest(name, scene.table().iter().map(|binding| binding.action.name())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`whosaid config --default` lists every action".to_owned(),
    }
}

fn wish(action: Action, value: &Value<'_>, scene: Scene, slips: &mut Vec<Slip>) -> Wish {
    let before = slips.len();
    let name = action.name();
    let written: Vec<&Value<'_>> = match value.get_ref() {
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
        slips.push(slip(value.span(), format!("`{name}` is left without a key"), help));
    }
    let mut chords = Vec::new();
    for word in written {
        match word.get_ref().as_str().map(|text| chord(text, scene)) {
            Some(Ok(chord)) => chords.push((chord, word.span())),
            Some(Err((problem, help))) => slips.push(slip(word.span(), problem, help)),
            None => {
                let problem = format!("`{name}`: expected a key in quotation marks, found {}", found(word));
                slips.push(slip(word.span(), problem, "write it as `\"j\"`, or several as `[\"j\", \"down\"]`"));
            }
        }
    }
    Wish { action, chords, is_sound: slips.len() == before }
}

/// Tells of every key that two actions would have. What is wrong by itself has been told.
fn tell_conflicts(wishes: &[Wish], scene: Scene, slips: &mut Vec<Slip>) {
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
                slips.push(Slip { span: span.clone(), problem, help, related });
            } else if let Some(other) = owner(*chord, wishes, scene) {
                let other = other.name();
                let problem =
                    format!("`{chord}` would do two things: `{}` and, by itself, `{other}`", wish.action.name());
                slips.push(slip(span.clone(), problem, format!("give `{other}` another key as well")));
            }
        }
    }
}

/// The action that has a key by itself and of which the file says nothing.
fn owner(chord: Chord, wishes: &[Wish], scene: Scene) -> Option<Action> {
    let owner = scene.table().iter().find(|binding| binding.chords.contains(&chord))?.action;
    (!wishes.iter().any(|wish| wish.action == owner)).then_some(owner)
}

/// Leaves what can be granted: what is sound, and in no conflict with what then holds.
fn drop_conflicts(wishes: &mut Vec<Wish>, scene: Scene) {
    wishes.retain(|wish| wish.is_sound);
    loop {
        let mut lost = BTreeSet::new();
        for (at, wish) in wishes.iter().enumerate() {
            for (chord, _) in &wish.chords {
                let twice = |(other, of): (usize, &Wish)| {
                    let times = of.chords.iter().filter(|(found, _)| found == chord).count();
                    times > usize::from(other == at)
                };
                if wishes.iter().enumerate().any(twice) || owner(*chord, wishes, scene).is_some() {
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
