//! Items of a brief as single rows of text, as the panes list them. It never omits a mark that follows from the brief.

use crate::analysis::{Dated, MatrixCell, ShiftDirection, StanceMatrix};
use crate::model::{Actor, Brief, EdtfDate, Issue, Ix, Record, Source, Stance};
use crate::search::{Excerpt, ExcerptKind};
use crate::text;
use crate::view::{self, BriefFacts, BriefItem, pluralize};

/// Columns for the text of a record; Detail shows all of it.
const SUMMARY_WIDTH: usize = 110;

/// An item as a row, with the stances of `matrix`.
pub fn item_row(facts: &BriefFacts, matrix: &StanceMatrix, item: BriefItem) -> String {
    match item {
        BriefItem::Source(ix) => source_row(&facts.brief, ix),
        BriefItem::Actor(ix) => actor_row(facts, ix),
        BriefItem::Issue(ix) => issue_row(&facts.brief, ix),
        BriefItem::Cell(actor, issue) => {
            let name = view::short_name(&facts.brief, actor);
            format!("{name}: {}", cell_text(facts, actor, issue, matrix.cell(actor, issue)))
        }
        BriefItem::Record(record) => record_row(facts, record),
    }
}

fn source_row(brief: &Brief, ix: Ix<Source>) -> String {
    let source = &brief.sources[ix];
    let published = source.published.as_ref().map_or_else(|| "undated".to_owned(), EdtfDate::in_words);
    let name = view::source_name(brief, ix);
    format!("{name}, {published}, reliability {}", source.reliability)
}

fn actor_row(facts: &BriefFacts, ix: Ix<Actor>) -> String {
    let actor = &facts.brief.actors[ix];
    let role = actor.role_on(None).map(|role| format!(", {}", role.title)).unwrap_or_default();
    let statements = match facts.timeline_index.statements_by(ix) {
        0 => "no statement".to_owned(),
        number => pluralize(number, "statement"),
    };
    format!("{}{role}, {statements}", facts.brief.short_name(ix))
}

fn issue_row(brief: &Brief, ix: Ix<Issue>) -> String {
    let issue = &brief.issues[ix];
    format!("the issue {}: {}", issue.label, issue.question)
}

/// The position of an actor on an issue, in words.
fn cell_text(facts: &BriefFacts, actor: Ix<Actor>, issue: Ix<Issue>, cell: Option<&MatrixCell>) -> String {
    let brief = &facts.brief;
    let label = &brief.issues[issue].label;
    let Some(cell) = cell else { return format!("silent on {label}") };
    let number = pluralize(cell.proofs(brief, issue).count(), "statement");
    let position = format!("{} {label}, {number}", view::position(cell.position));
    with_flags(&position, &cell_flags(facts, actor, issue, cell))
}

/// A text with its flags after it.
pub fn with_flags(text: &str, flags: &[&str]) -> String {
    [&[text], flags].concat().join(", ")
}

/// The flags of a position: a shift, both sides at one time, inferred only.
pub fn cell_flags(facts: &BriefFacts, actor: Ix<Actor>, issue: Ix<Issue>, cell: &MatrixCell) -> Vec<&'static str> {
    let shift = facts.flags.cell_shift(actor, issue, cell).map(ShiftDirection::word);
    let both = facts.flags.took_both_sides(actor, issue, cell).then_some("on both sides at one time");
    let inferred = cell.inferred_only.then_some("only the officer's reading");
    shift.into_iter().chain(both).chain(inferred).collect()
}

/// A record as in the timeline: date, speaker, stance or kind, text, and flags.
fn record_row(facts: &BriefFacts, record: Record) -> String {
    let brief = &facts.brief;
    let kind = match record {
        Record::Statement(ix) => {
            let stances = &brief.statements[ix].stances;
            first_stance(stances.len(), stances.first().map(|(issue, stance)| (*stance, &brief.issues[*issue].label)))
        }
        Record::Event(_) => ", event".to_owned(),
        Record::Claim(_) => ", claim".to_owned(),
    };
    let what = summary(&view::record_text(brief, record));
    let text = format!("{}, {}{kind}: {}", date_text(brief, record), view::who(brief, record), what);
    let position = facts.timeline_index.position(record);
    let shift = facts.flags.shift_at(position).map(ShiftDirection::word);
    let disputed = facts.flags.is_wrong(position).then_some("disputed");
    let flags: Vec<&str> = shift.into_iter().chain(disputed).collect();
    [&[text.as_str()], flags.as_slice()].concat().join("; ")
}

/// The date of a record, worded for reading aloud.
pub fn date_text(brief: &Brief, record: Record) -> String {
    match Dated::new(brief, record) {
        Dated::Stated(when) => when.in_words(),
        Dated::By(when) => format!("by {}", when.in_words()),
        Dated::Unknown => "undated".to_owned(),
    }
}

/// The first of so many stances, and how many more there are.
fn first_stance(number: usize, first: Option<(Stance, &String)>) -> String {
    let Some((stance, label)) = first else { return String::new() };
    let more = if number == 1 { String::new() } else { format!(" and {} more", number - 1) };
    format!(", {stance} {label}{more}")
}

/// A text on one line, cut.
fn summary(what: &str) -> String {
    let what = text::clean(what).split_whitespace().collect::<Vec<_>>().join(" ");
    text::fit(&what, SUMMARY_WIDTH).into_owned()
}

/// A hit in any brief: date, speaker, stance or kind, text, and outlets.
pub fn excerpt_row(excerpt: &Excerpt) -> String {
    let kind = match excerpt.kind {
        ExcerptKind::Statement { .. } => {
            first_stance(excerpt.stances.len(), excerpt.stances.first().map(|(stance, label)| (*stance, label)))
        }
        ExcerptKind::Event => ", event".to_owned(),
        ExcerptKind::Claim => ", claim".to_owned(),
    };
    let quote = excerpt.quote.as_ref().map(|quote| format!("“{quote}”"));
    let what = [excerpt.value.clone(), quote].into_iter().flatten().chain(excerpt.paraphrase.iter().cloned());
    let what = summary(&what.collect::<Vec<_>>().join(" · "));
    let outlets = if excerpt.outlets.0.is_empty() { String::new() } else { format!("; in {}", excerpt.outlets.0) };
    format!("{}, {}{kind}: {}{outlets}", excerpt.when, excerpt.who, what)
}
