//! The table `[deck]`: which cards a presentation has, and in which order. It makes no card, and knows of none whether there is one.

use super::ids::{IdTable, WrittenReference};
use super::records::{RecordIds, RecordPurpose};
use super::row::{RowReader, require};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::format::raw::RawDeck;
use crate::format::raw_brief::RawTable;
use crate::format::typed_value::{SpannedValue, TypedValue};
use crate::model::{DeckCards, DeckLine, Issue, Ix, Section, Statement, Table};
use crate::text::suggest::{backquoted, nearest};

/// What stands before the id of a single card.
const SINGLE: [&str; 3] = ["issue", "contradiction", "quote"];

/// What there may be a card of.
pub(super) struct CardTargets<'a> {
    pub issues: &'a IdTable<Issue>,
    pub records: &'a RecordIds<'a>,
    pub statements: &'a Table<Statement>,
}

/// Reads the first `[deck]`, and reports any other.
pub(super) fn resolve(items: Vec<RawTable<RawDeck>>, shown: &CardTargets<'_>, faults: &mut Faults) -> Vec<DeckLine> {
    let mut items = items.into_iter();
    let Some(RawTable { header, raw }) = items.next() else { return Vec::new() };
    for second in items {
        let fault = Fault::new(Code::DoubleKey, second.header.place, "a second `[deck]`");
        faults.push(fault.related(&header.place, "the first").help("a brief has one; keep one of them"));
    }
    let mut row = RowReader::new("deck", None, &header, faults);
    require!(row, raw, cards);
    if let Some(cards) = &raw.cards {
        report_empty(cards, &mut row);
    }
    let mut picks: Vec<DeckLine> = Vec::new();
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

fn report_empty(cards: &SpannedValue<Vec<SpannedValue<String>>>, row: &mut RowReader<'_>) {
    if let TypedValue::Well(list) = cards.get_ref()
        && list.is_empty()
    {
        let fault = row.fault_at(Code::Empty, cards.span(), "a list of no cards");
        row.report(fault.help("leave out `[deck]`, and there is a card of everything"));
    }
}

/// What an entry of the list means.
fn pick(entry: &WrittenReference, shown: &CardTargets<'_>, row: &mut RowReader<'_>) -> Option<DeckLine> {
    let (omitted, cards) = match entry.id.strip_prefix('-') {
        Some(cards) => (true, cards),
        None => (false, entry.id.as_str()),
    };
    let named = |id: &str| WrittenReference { id: id.to_owned(), place: entry.place.clone() };
    let cards = match cards.split_once(':') {
        Some(("issue", id)) => row.look_up(shown.issues, &named(id)).map(DeckCards::Issue),
        Some(("contradiction", id)) => {
            shown.records.look_up(&named(id), RecordPurpose::Side, row).map(DeckCards::Contradiction)
        }
        Some(("quote", id)) => quote(&named(id), shown, row).map(DeckCards::Quote),
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
            section.map(DeckCards::Section)
        }
    };
    cards.map(|cards| DeckLine { cards, omitted })
}

/// The statement whose quote is to be shown.
fn quote(named: &WrittenReference, shown: &CardTargets<'_>, row: &mut RowReader<'_>) -> Option<Ix<Statement>> {
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
fn unknown(entry: &WrittenReference, near: Option<String>, row: &mut RowReader<'_>) {
    let sign = if entry.id.starts_with('-') { "-" } else { "" };
    let help = match near {
        Some(near) => format!("did you mean `{sign}{near}`?"),
        None if entry.id.trim_start_matches('-') == "title" => "the title stands first by itself".to_owned(),
        None => format!(
            "it is one of {}; or one card, as `issue:ID`, `contradiction:ID` or `quote:ID`",
            backquoted(Section::WORDS)
        ),
    };
    let problem = format!("{} is no card", quoted(&entry.id));
    row.report(Fault::new(Code::Word, entry.place.clone(), problem).help(help));
}
