//! The table `[deck]`: which cards a presentation has, and in which order. It makes no card, and knows of none whether there is one.

use super::ids::{Ids, Reference};
use super::records::{Records, Wanted};
use super::row::{Row, require};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::format::draft::Item;
use crate::format::raw::RawDeck;
use crate::format::written::{Value, Written};
use crate::model::{Issue, Ix, Pick, Picked, Section, Statement, Table};
use crate::text::suggest::{in_ticks, nearest};

/// What stands before the id of a single card.
const SINGLE: [&str; 3] = ["issue", "contradiction", "quote"];

/// What there may be a card of.
pub(super) struct Shown<'a> {
    pub issues: &'a Ids<Issue>,
    pub records: &'a Records<'a>,
    pub statements: &'a Table<Statement>,
}

/// Reads the first `[deck]`, and reports any other.
pub(super) fn resolve(items: Vec<Item<RawDeck>>, shown: &Shown<'_>, faults: &mut Faults) -> Vec<Pick> {
    let mut items = items.into_iter();
    let Some(Item { header, raw }) = items.next() else { return Vec::new() };
    for second in items {
        let fault = Fault::new(Code::DoubleKey, second.header.place, "a second `[deck]`");
        faults.push(fault.related(&header.place, "the first").help("a brief has one; keep one of them"));
    }
    let mut row = Row::new("deck", None, &header, faults);
    require!(row, raw, cards);
    if let Some(cards) = &raw.cards {
        report_empty(cards, &mut row);
    }
    let mut picks: Vec<Pick> = Vec::new();
    for entry in row.references(raw.cards) {
        let Some(pick) = pick(&entry, shown, &mut row) else { continue };
        if picks.iter().any(|earlier| earlier.cards == pick.cards) {
            let problem = format!("{}, of which the list has told already", quoted(&entry.id));
            row.report(Fault::new(Code::Twice, entry.place, problem).help("a card is shown or left out, and once"));
        } else {
            picks.push(pick);
        }
    }
    picks
}

fn report_empty(cards: &Value<Vec<Value<String>>>, row: &mut Row<'_>) {
    if let Written::Well(list) = cards.get_ref()
        && list.is_empty()
    {
        let fault = row.fault_at(Code::Empty, cards.span(), "a list of no cards");
        row.report(fault.help("leave out `[deck]`, and there is a card of everything"));
    }
}

/// What an entry of the list means.
fn pick(entry: &Reference, shown: &Shown<'_>, row: &mut Row<'_>) -> Option<Pick> {
    let (omitted, cards) = match entry.id.strip_prefix('-') {
        Some(cards) => (true, cards),
        None => (false, entry.id.as_str()),
    };
    let named = |id: &str| Reference { id: id.to_owned(), place: entry.place.clone() };
    let cards = match cards.split_once(':') {
        Some(("issue", id)) => row.look_up(shown.issues, &named(id)).map(Picked::Issue),
        Some(("contradiction", id)) => shown.records.look_up(&named(id), Wanted::Side, row).map(Picked::Contradiction),
        Some(("quote", id)) => quote(&named(id), shown, row).map(Picked::Quote),
        Some((word, id)) => {
            let near = nearest(word, SINGLE.into_iter()).map(|near| format!("{near}:{id}"));
            unknown(entry, near, row);
            None
        }
        None => {
            let section = Section::from_word(cards);
            if section.is_none() {
                unknown(entry, nearest(cards, Section::WORDS.iter().copied()).map(str::to_owned), row);
            }
            section.map(Picked::Section)
        }
    };
    cards.map(|cards| Pick { cards, omitted })
}

/// The statement whose quote is to be shown.
fn quote(named: &Reference, shown: &Shown<'_>, row: &mut Row<'_>) -> Option<Ix<Statement>> {
    let statement = row.look_up(shown.records.statements, named)?;
    if shown.statements[statement].quote.is_empty() {
        let problem = format!("the statement {} quotes nothing", quoted(&named.id));
        let fault = Fault::new(Code::NoQuote, named.place.clone(), problem);
        row.report(fault.help("name one that has a `quote`"));
        return None;
    }
    Some(statement)
}

/// Reports an entry that names no card; `near` is what was probably meant.
fn unknown(entry: &Reference, near: Option<String>, row: &mut Row<'_>) {
    let sign = if entry.id.starts_with('-') { "-" } else { "" };
    let help = match near {
        Some(near) => format!("did you mean `{sign}{near}`?"),
        None if entry.id.trim_start_matches('-') == "title" => "the title stands first by itself".to_owned(),
        None => format!(
            "it is one of {}; or one card, as `issue:ID`, `contradiction:ID` or `quote:ID`",
            in_ticks(Section::WORDS)
        ),
    };
    let problem = format!("{} is no card", quoted(&entry.id));
    row.report(Fault::new(Code::Word, entry.place.clone(), problem).help(help));
}
