//! Tab completion of a half-typed field or value of a query. It never changes the query.

use std::ops::Range;

use super::fold;
use super::index::SearchIndex;
use super::index::names_index::NameClass;
use super::query::field::{FIELDS, QueryField};
use super::query::parser::terms;

/// The completions of a half-typed word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the line that a candidate replaces.
    pub replaces: Range<usize>,
    /// Whole replacements, best first; typing continues after them (`who:`, `who:Asif `). Never empty.
    pub candidates: Vec<String>,
}

/// The largest number of candidates.
const MOST: usize = 50;

/// Completes the word before `cursor`, a byte position in `line`; `None` if there is no completion.
pub fn complete(index: &SearchIndex, line: &str, cursor: usize) -> Option<Completion> {
    let before = line.get(..cursor)?;
    let term = terms(before).pop().filter(|term| term.at.end == cursor)?;
    let minus = if term.excluded { "-" } else { "" };
    let (replaces, candidates) = match &term.field {
        None => {
            let [value] = term.values.as_slice() else { return None };
            let typed = value.text.to_lowercase();
            let fields = FIELDS.iter().filter(|line| !value.quoted && line.name.starts_with(&typed));
            let fields = fields.map(|line| format!("{minus}{}:", line.name));
            let people = names(index, &[NameClass::Person], &value.text).into_iter();
            let people = people.map(|name| format!("{minus}{} ", in_quotes(&name)));
            (term.at.clone(), fields.chain(people).collect::<Vec<_>>())
        }
        Some(name) => {
            let field = QueryField::from_name(name)?;
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

/// The values of a field that begin with the typed text.
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
            let matching = field.vocabulary().into_iter().filter(|word| word.to_lowercase().starts_with(&typed));
            matching.map(str::to_owned).collect()
        }
        QueryField::After | QueryField::Before | QueryField::Said | QueryField::Published => Vec::new(),
    }
}

/// The names of the entities that have a word with the typed beginning; names that begin with it come first.
fn names(index: &SearchIndex, classes: &[NameClass], typed: &str) -> Vec<String> {
    let typed = fold(typed);
    let entities = classes.iter().flat_map(|class| index.names.entities_of(*class)).map(|(_, entity)| entity);
    let mut names: Vec<(bool, &str)> = entities
        .filter(|entity| entity.has_word_beginning(&typed))
        .map(|entity| (!fold(&entity.display_name).starts_with(&typed), entity.display_name.as_str()))
        .collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|(_, name)| name.to_owned()).collect()
}

/// The name as a query spells it: in quotation marks if a space or a comma would end it.
fn in_quotes(name: &str) -> String {
    let name = name.replace(['"', '“', '”', '„', '«', '»'], "");
    let plain = !name.is_empty() && name.chars().all(|char| !char.is_whitespace() && !char.is_control() && char != ',');
    if plain { name } else { format!("\"{name}\"") }
}
