//! Items as single rows of text, as the panes list them. It never omits a mark that a pane shows.

use crate::analysis::{Dated, MatrixCell, ShiftDirection};
use crate::app::BriefItem;
use crate::app::library::BriefListItem;
use crate::app::panes::TimelineRow;
use crate::app::reader::BriefReader;
use crate::layout::Pane;
use crate::model::{Actor, Brief, EdtfDate, Issue, Ix, Record, Source};
use crate::search::{Excerpt, ExcerptKind};
use crate::text;
use crate::view::{self, pluralize};

/// Columns for the text of a record; Detail shows all of it.
const SUMMARY_WIDTH: usize = 110;

/// The rows of a pane that the cursor can be on, from the top; in Stances, whole rows of the matrix.
pub(super) fn pane_items(reader: &BriefReader, pane: Pane) -> Vec<BriefItem> {
    let panes = &reader.panes;
    match pane {
        Pane::Sources => panes.sources.rows().iter().copied().map(BriefItem::Source).collect(),
        Pane::Actors => panes.actors.rows().iter().copied().map(BriefItem::Actor).collect(),
        Pane::Stances => {
            let Some(issue) = panes.stances.issue() else { return Vec::new() };
            panes.stances.rows.rows().iter().map(|actor| BriefItem::Cell(*actor, issue)).collect()
        }
        Pane::Timeline => {
            let records = panes.timeline.rows().iter().copied().filter_map(TimelineRow::record);
            records.map(BriefItem::Record).collect()
        }
        Pane::Detail => Vec::new(),
    }
}

/// A row of a pane: in Stances, the actor with every position; else the item.
pub(super) fn pane_row(reader: &BriefReader, item: BriefItem) -> String {
    match item {
        BriefItem::Cell(actor, _) => matrix_row(reader, actor),
        BriefItem::Source(_) | BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Record(_) => {
            item_row(reader, item)
        }
    }
}

/// An item as a row, with the marks that the user set.
pub(super) fn item_row(reader: &BriefReader, item: BriefItem) -> String {
    let text = match item {
        BriefItem::Source(ix) => source_row(reader, ix),
        BriefItem::Actor(ix) => actor_row(reader, ix),
        BriefItem::Issue(ix) => issue_row(reader, ix),
        BriefItem::Cell(actor, issue) => {
            let name = view::short_name(&reader.brief, actor);
            format!("{name}: {}", cell_text(reader, actor, issue))
        }
        BriefItem::Record(record) => record_row(reader, record),
    };
    let marks = [(reader.pins.has(item), "pinned"), (reader.has_star(item), "starred")];
    let marks = marks.into_iter().filter(|(is_so, _)| *is_so).map(|(_, word)| word.to_owned());
    [text].into_iter().chain(marks).collect::<Vec<_>>().join(", ")
}

fn source_row(reader: &BriefReader, ix: Ix<Source>) -> String {
    let source = &reader.brief.sources[ix];
    let published = source.published.as_ref().map_or_else(|| "undated".to_owned(), EdtfDate::in_words);
    let name = view::source_name(&reader.brief, ix);
    format!("{name}, {published}, reliability {}", source.reliability)
}

fn actor_row(reader: &BriefReader, ix: Ix<Actor>) -> String {
    let actor = &reader.brief.actors[ix];
    let role = actor.role_on(None).map(|role| format!(", {}", role.title)).unwrap_or_default();
    let statements = match reader.panes.statements_of(ix) {
        0 => "no statement".to_owned(),
        number => pluralize(number, "statement"),
    };
    format!("{}{role}, {statements}", actor.short_name())
}

fn issue_row(reader: &BriefReader, ix: Ix<Issue>) -> String {
    let issue = &reader.brief.issues[ix];
    format!("the issue {}: {}", issue.label, issue.question)
}

/// Every position of an actor, in the order of the issues shown; the issues without a position come last.
fn matrix_row(reader: &BriefReader, actor: Ix<Actor>) -> String {
    let brief = &reader.brief;
    let (mut positions, mut silent) = (Vec::new(), Vec::new());
    for issue in &reader.panes.stances.issues {
        let is_pinned = reader.pins.has(BriefItem::Cell(actor, *issue));
        let pinned = if is_pinned { ", pinned" } else { "" };
        let label = &brief.issues[*issue].label;
        match reader.matrix.cell(actor, *issue) {
            Some(cell) => {
                let number = cell.proofs(brief, *issue).count();
                let position = format!("{} {label} ({number})", view::position(cell.position));
                positions.push(with_flags(&position, &cell_flags(reader, actor, *issue, cell)) + pinned);
            }
            None => silent.push((!is_pinned, format!("{label}{pinned}"))),
        }
    }
    // A long list is cut, so the pinned issues come first.
    silent.sort_by_key(|(is_other, _)| *is_other);
    let silent = view::join_first(silent.iter().map(|(_, label)| label.as_str()), silent.len());
    positions.extend(silent.map(|labels| format!("silent on {labels}")));
    format!("{}: {}", view::short_name(brief, actor), positions.join("; "))
}

/// The position of an actor on an issue, in words.
fn cell_text(reader: &BriefReader, actor: Ix<Actor>, issue: Ix<Issue>) -> String {
    let brief = &reader.brief;
    let label = &brief.issues[issue].label;
    let Some(cell) = reader.matrix.cell(actor, issue) else { return format!("silent on {label}") };
    let number = pluralize(cell.proofs(brief, issue).count(), "statement");
    let position = format!("{} {label}, {number}", view::position(cell.position));
    with_flags(&position, &cell_flags(reader, actor, issue, cell))
}

fn with_flags(text: &str, flags: &[&str]) -> String {
    [&[text], flags].concat().join(", ")
}

/// The flags of a position: a shift, both sides at one time, inferred only.
pub(super) fn cell_flags(
    reader: &BriefReader,
    actor: Ix<Actor>,
    issue: Ix<Issue>,
    cell: &MatrixCell,
) -> Vec<&'static str> {
    let shift = reader.flags.cell_shift(actor, issue, cell).map(ShiftDirection::word);
    let both = reader.flags.took_both_sides(actor, issue, cell).then_some("on both sides at one time");
    let inferred = cell.inferred_only.then_some("only the officer's reading");
    shift.into_iter().chain(both).chain(inferred).collect()
}

/// A record as in the timeline: date, speaker, stance or kind, text, and flags.
pub(super) fn record_row(reader: &BriefReader, record: Record) -> String {
    let brief = &reader.brief;
    let kind = match record {
        Record::Statement(ix) => match brief.statements[ix].stances.as_slice() {
            [] => String::new(),
            [(issue, stance), more @ ..] => {
                let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
                format!(", {stance} {}{more}", brief.issues[*issue].label)
            }
        },
        Record::Event(_) => ", event".to_owned(),
        Record::Claim(_) => ", claim".to_owned(),
    };
    let what = view::record_text(brief, record);
    let what = text::clean(&what).split_whitespace().collect::<Vec<_>>().join(" ");
    let text = format!(
        "{}, {}{kind}: {}",
        date_text(brief, record),
        view::who(brief, record),
        text::fit(&what, SUMMARY_WIDTH)
    );
    let position = reader.timeline_index.position(record);
    let shift = reader.flags.shift_at(position).map(ShiftDirection::word);
    let disputed = reader.flags.is_wrong(position).then_some("disputed");
    let flags: Vec<&str> = shift.into_iter().chain(disputed).collect();
    [&[text.as_str()], flags.as_slice()].concat().join("; ")
}

/// The date of a record, worded for reading aloud.
pub(super) fn date_text(brief: &Brief, record: Record) -> String {
    match Dated::new(brief, record) {
        Dated::Stated(when) => when.in_words(),
        Dated::By(when) => format!("by {}", when.in_words()),
        Dated::Unknown => "undated".to_owned(),
    }
}

/// A hit in any brief: date, speaker, stance or kind, text, and outlets.
pub(super) fn excerpt_row(excerpt: &Excerpt) -> String {
    let kind = match excerpt.kind {
        ExcerptKind::Statement { .. } => match excerpt.stances.as_slice() {
            [] => String::new(),
            [(stance, label), more @ ..] => {
                let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
                format!(", {stance} {label}{more}")
            }
        },
        ExcerptKind::Event => ", event".to_owned(),
        ExcerptKind::Claim => ", claim".to_owned(),
    };
    let quote = excerpt.quote.as_ref().map(|quote| format!("“{quote}”"));
    let what = [excerpt.value.clone(), quote].into_iter().flatten().chain(excerpt.paraphrase.iter().cloned());
    let what = what.collect::<Vec<_>>().join(" · ");
    let what = text::clean(&what).split_whitespace().collect::<Vec<_>>().join(" ");
    let outlets = if excerpt.outlets.0.is_empty() { String::new() } else { format!("; in {}", excerpt.outlets.0) };
    format!("{}, {}{kind}: {}{outlets}", excerpt.when, excerpt.who, text::fit(&what, SUMMARY_WIDTH))
}

/// A brief in the list of briefs.
pub(super) fn library_row(item: &BriefListItem) -> String {
    match &item.summary {
        Some(Ok(summary)) => {
            let faults =
                if summary.faults > 0 { format!(", {}", pluralize(summary.faults, "fault")) } else { String::new() };
            let (statements, sources) =
                (pluralize(summary.statements, "statement"), pluralize(summary.sources, "source"));
            format!(
                "{}, as of {}, {}, {statements}, {sources}{faults} ({})",
                summary.title, summary.as_of, summary.tlp, item.name
            )
        }
        Some(Err(fault)) => format!("{}: {fault}", item.name),
        None => item.name.clone(),
    }
}
