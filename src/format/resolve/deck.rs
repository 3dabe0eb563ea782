//! Resolves the table `[deck]`, which selects and orders the cards of a presentation. It makes no cards.

use super::ids::IdTable;
use super::records::{RecordIds, RecordPurpose};
use super::row::{RowReader, WrittenReference, require};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::format::raw::RawDeck;
use crate::format::raw_brief::RawTable;
use crate::format::typed_value::{SpannedValue, TypedValue};
use crate::model::{DeckCards, DeckLine, Issue, Ix, Section, Statement, Table};
use crate::text::suggest::{backquoted, nearest};

/// The prefixes of single cards.
const CARD_PREFIXES: [&str; 3] = ["issue", "contradiction", "quote"];

/// The entities that a card can show.
pub(super) struct CardTargets<'a> {
    pub issues: &'a IdTable<Issue>,
    pub records: &'a RecordIds<'a>,
    pub statements: &'a Table<Statement>,
}

/// Resolves the first `[deck]` and reports others.
pub(super) fn resolve(items: Vec<RawTable<RawDeck>>, targets: &CardTargets<'_>, faults: &mut Faults) -> Vec<DeckLine> {
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
    let mut lines: Vec<DeckLine> = Vec::new();
    for entry in row.references(raw.cards) {
        let Some(line) = deck_line(&entry, targets, &mut row) else { continue };
        if lines.iter().any(|earlier| earlier.cards == line.cards) {
            let problem = format!("{} names the same cards as an earlier entry", quoted(&entry.id));
            row.report(Fault::new(Code::Twice, entry.place, problem).help("show or omit a card, and only once"));
        } else {
            lines.push(line);
        }
    }
    lines
}

fn report_empty(cards: &SpannedValue<Vec<SpannedValue<String>>>, row: &mut RowReader<'_>) {
    if let TypedValue::Valid(list) = cards.get_ref()
        && list.is_empty()
    {
        let fault = row.fault_at(Code::Empty, cards.span(), "a list of no cards");
        row.report(fault.help("leave out `[deck]`, and there is a card of everything"));
    }
}

/// Resolves an entry of the list.
fn deck_line(entry: &WrittenReference, targets: &CardTargets<'_>, row: &mut RowReader<'_>) -> Option<DeckLine> {
    let (omitted, cards) = match entry.id.strip_prefix('-') {
        Some(cards) => (true, cards),
        None => (false, entry.id.as_str()),
    };
    let reference = |id: &str| WrittenReference { id: id.to_owned(), place: entry.place.clone() };
    let cards = match cards.split_once(':') {
        Some(("issue", id)) => row.look_up(targets.issues, &reference(id)).map(DeckCards::Issue),
        Some(("contradiction", id)) => {
            targets.records.look_up(&reference(id), RecordPurpose::Side, row).map(DeckCards::Contradiction)
        }
        Some(("quote", id)) => quote(&reference(id), targets, row).map(DeckCards::Quote),
        Some((word, id)) => {
            let near = nearest(word, CARD_PREFIXES.into_iter()).map(|near| format!("{near}:{id}"));
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

/// The statement of a card `quote:ID`; reports one without a quote.
fn quote(reference: &WrittenReference, targets: &CardTargets<'_>, row: &mut RowReader<'_>) -> Option<Ix<Statement>> {
    let statement = row.look_up(targets.records.statements, reference)?;
    if targets.statements[statement].quote.is_empty() {
        let problem = format!("the statement {} quotes nothing", quoted(&reference.id));
        let fault = Fault::new(Code::NoQuote, reference.place.clone(), problem);
        row.report(fault.help("name one that has a `quote`"));
        return None;
    }
    Some(statement)
}

/// Reports an entry that is no card; `near` is the nearest valid entry.
fn unknown(entry: &WrittenReference, near: Option<String>, row: &mut RowReader<'_>) {
    let sign = if entry.id.starts_with('-') { "-" } else { "" };
    let help = match near {
        Some(near) => format!("did you mean `{sign}{near}`?"),
        None if entry.id.trim_start_matches('-') == "title" => "the title card is always first".to_owned(),
        None => format!(
            "it is one of {}; or one card, as `issue:ID`, `contradiction:ID` or `quote:ID`",
            backquoted(Section::WORDS)
        ),
    };
    let problem = format!("{} is no card", quoted(&entry.id));
    row.report(Fault::new(Code::Word, entry.place.clone(), problem).help(help));
}
