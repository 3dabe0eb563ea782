//! What tab makes of a half-typed field or value.

use std::ops::Range;

use super::field::{FIELDS, QueryField};
use super::fold;
use super::index::SearchIndex;
use super::names_index::NameClass;
use super::query_parser::terms;

/// Ways to go on from a half-typed word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the line that a candidate takes the place of.
    pub replaces: Range<usize>,
    /// Whole replacements, best first, each ready to be typed on from (`who:`, `who:Asif `); never empty.
    pub candidates: Vec<String>,
}

/// More candidates than these are not offered; another letter tells more.
const MOST: usize = 50;

/// Ways to go on from the word before `cursor`, a byte position in `line`; `None` where there is none.
pub fn complete(index: &SearchIndex, line: &str, cursor: usize) -> Option<Completion> {
    let before = line.get(..cursor)?;
    let term = terms(before).pop().filter(|term| term.at.end == cursor)?;
    let dash = if term.excluded { "-" } else { "" };
    let (replaces, candidates) = match &term.field {
        None => {
            let [value] = term.values.as_slice() else { return None };
            let typed = value.text.to_lowercase();
            let fields = FIELDS.iter().filter(|line| !value.quoted && line.name.starts_with(&typed));
            let fields = fields.map(|line| format!("{dash}{}:", line.name));
            let people = names(index, &[NameClass::Person], &value.text).into_iter();
            let people = people.map(|name| format!("{dash}{} ", in_quotes(&name)));
            (term.at.clone(), fields.chain(people).collect::<Vec<_>>())
        }
        Some(name) => {
            let field = QueryField::named(name)?;
            let (typed, start) = match term.values.last() {
                Some(value) if value.at.end == cursor => (value.text.as_str(), value.at.start),
                Some(_) | None => ("", cursor),
            };
            let values = values(index, field, typed).into_iter().map(|value| format!("{} ", in_quotes(&value)));
            (start..cursor, values.collect())
        }
    };
    let mut candidates = candidates;
    candidates.truncate(MOST);
    (!candidates.is_empty()).then_some(Completion { replaces, candidates })
}

/// The values of a field that begin as typed.
fn values(index: &SearchIndex, field: QueryField, typed: &str) -> Vec<String> {
    match field {
        QueryField::Who => {
            let mut people = names(index, &[NameClass::Person], typed);
            people.extend("unnamed".starts_with(&typed.to_lowercase()).then(|| "unnamed".to_owned()));
            people
        }
        QueryField::Via | QueryField::About => names(index, &[NameClass::Person], typed),
        QueryField::On => names(index, &[NameClass::Label], typed),
        QueryField::In => names(index, &[NameClass::Outlet], typed),
        QueryField::Source => names(index, &[NameClass::Source], typed),
        QueryField::Brief => names(index, &[NameClass::Brief], typed),
        QueryField::Is | QueryField::Kind | QueryField::Grade | QueryField::Credibility => {
            let typed = typed.to_lowercase();
            let begun = field.vocabulary().into_iter().filter(|word| word.to_lowercase().starts_with(&typed));
            begun.map(str::to_owned).collect()
        }
        QueryField::After | QueryField::Before | QueryField::Said | QueryField::Published => Vec::new(),
    }
}

/// What things are called, of those that have a word beginning as typed; first those whose own name begins so.
fn names(index: &SearchIndex, classes: &[NameClass], typed: &str) -> Vec<String> {
    let typed = fold(typed);
    let things = classes.iter().flat_map(|class| index.lexicon.of_class(*class)).map(|(_, thing)| thing);
    let mut names: Vec<(bool, &str)> = things
        .filter(|thing| thing.has_word_beginning(&typed))
        .map(|thing| (!fold(&thing.shown).starts_with(&typed), thing.shown.as_str()))
        .collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|(_, name)| name.to_owned()).collect()
}

/// The name as it can be typed: in quotation marks where a space or a comma would end it.
fn in_quotes(name: &str) -> String {
    let name = name.replace(['"', '“', '”', '„', '«', '»'], "");
    let plain = !name.is_empty() && name.chars().all(|char| !char.is_whitespace() && !char.is_control() && char != ',');
    if plain { name } else { format!("\"{name}\"") }
}
