//! Things in one row, as the panes list them, but in words. It leaves out no sign that a pane shows.

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

/// Columns for what a record says: the rest is told in Detail.
const SUMMARY_WIDTH: usize = 110;

/// The rows of a pane that hold its cursor, from the top; in Stances, whole rows of the matrix.
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

/// A row of a pane: in Stances the actor with every position, else the item.
pub(super) fn pane_row(reader: &BriefReader, item: BriefItem) -> String {
    match item {
        BriefItem::Cell(actor, _) => matrix_row(reader, actor),
        BriefItem::Source(_) | BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Record(_) => {
            item_row(reader, item)
        }
    }
}

/// An item in a row, with what the officer did with it.
pub(super) fn item_row(reader: &BriefReader, item: BriefItem) -> String {
    let told = match item {
        BriefItem::Source(ix) => source_row(reader, ix),
        BriefItem::Actor(ix) => actor_row(reader, ix),
        BriefItem::Issue(ix) => issue_row(reader, ix),
        BriefItem::Cell(actor, issue) => {
            let name = view::short_name(&reader.brief, actor);
            format!("{name}: {}", cell_text(reader, actor, issue))
        }
        BriefItem::Record(of) => record_row(reader, of),
    };
    let marks = [(reader.pins.has(item), "pinned"), (reader.has_star(item), "starred")];
    let marks = marks.into_iter().filter(|(is_so, _)| *is_so).map(|(_, word)| word.to_owned());
    [told].into_iter().chain(marks).collect::<Vec<_>>().join(", ")
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
    let heard = match reader.panes.statements_of(ix) {
        0 => "no statement".to_owned(),
        number => pluralize(number, "statement"),
    };
    format!("{}{role}, {heard}", actor.short_name())
}

fn issue_row(reader: &BriefReader, ix: Ix<Issue>) -> String {
    let issue = &reader.brief.issues[ix];
    format!("the issue {}: {}", issue.label, issue.question)
}

/// Every position of an actor, in the order of the issues shown; what it is silent on stands last.
fn matrix_row(reader: &BriefReader, actor: Ix<Actor>) -> String {
    let brief = &reader.brief;
    let (mut told, mut silent) = (Vec::new(), Vec::new());
    for issue in &reader.panes.stances.issues {
        let is_pinned = reader.pins.has(BriefItem::Cell(actor, *issue));
        let pinned = if is_pinned { ", pinned" } else { "" };
        let label = &brief.issues[*issue].label;
        match reader.matrix.cell(actor, *issue) {
            Some(cell) => {
                let number = cell.proofs(brief, *issue).count();
                let position = format!("{} {label} ({number})", view::position(cell.position));
                told.push(with_flags(&position, &cell_flags(reader, actor, *issue, cell)) + pinned);
            }
            None => silent.push((!is_pinned, format!("{label}{pinned}"))),
        }
    }
    // Of very many some are not named; those that are pinned are.
    silent.sort_by_key(|(is_other, _)| *is_other);
    let silent = view::join_first(silent.iter().map(|(_, label)| label.as_str()), silent.len());
    told.extend(silent.map(|labels| format!("silent on {labels}")));
    format!("{}: {}", view::short_name(brief, actor), told.join("; "))
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

fn with_flags(told: &str, more: &[&str]) -> String {
    [&[told], more].concat().join(", ")
}

/// What else is to be said of a position.
pub(super) fn cell_flags(
    reader: &BriefReader,
    actor: Ix<Actor>,
    issue: Ix<Issue>,
    cell: &MatrixCell,
) -> Vec<&'static str> {
    let turn = reader.flags.cell_shift(actor, issue, cell).map(ShiftDirection::word);
    let both = reader.flags.took_both_sides(actor, issue, cell).then_some("on both sides at one time");
    let read = cell.inferred_only.then_some("only the officer's reading");
    turn.into_iter().chain(both).chain(read).collect()
}

/// A record as the timeline has it: when, who, the stance or the kind, what it says, and what is wrong with it.
pub(super) fn record_row(reader: &BriefReader, of: Record) -> String {
    let brief = &reader.brief;
    let kind = match of {
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
    let what = view::record_text(brief, of);
    let what = text::clean(&what).split_whitespace().collect::<Vec<_>>().join(" ");
    let told = format!("{}, {}{kind}: {}", date_text(brief, of), view::who(brief, of), text::fit(&what, SUMMARY_WIDTH));
    let place = reader.timeline_index.position(of);
    let turn = reader.flags.shift_at(place).map(ShiftDirection::word);
    let wrong = reader.flags.is_wrong(place).then_some("disputed");
    let flags: Vec<&str> = turn.into_iter().chain(wrong).collect();
    [&[told.as_str()], flags.as_slice()].concat().join("; ")
}

/// When a record was, as it is read aloud.
pub(super) fn date_text(brief: &Brief, of: Record) -> String {
    match Dated::new(brief, of) {
        Dated::Stated(when) => when.in_words(),
        Dated::By(when) => format!("by {}", when.in_words()),
        Dated::Unknown => "undated".to_owned(),
    }
}

/// A record of any brief, as a list of hits has it: when, who, the stance or the kind, what it says, and where it was reported.
pub(super) fn excerpt_row(of: &Excerpt) -> String {
    let kind = match of.kind {
        ExcerptKind::Statement { .. } => match of.stances.as_slice() {
            [] => String::new(),
            [(stance, label), more @ ..] => {
                let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
                format!(", {stance} {label}{more}")
            }
        },
        ExcerptKind::Event => ", event".to_owned(),
        ExcerptKind::Claim => ", claim".to_owned(),
    };
    let quote = of.quote.as_ref().map(|quote| format!("“{quote}”"));
    let what = [of.value.clone(), quote].into_iter().flatten().chain(of.paraphrase.iter().cloned());
    let what = what.collect::<Vec<_>>().join(" · ");
    let what = text::clean(&what).split_whitespace().collect::<Vec<_>>().join(" ");
    let outlets = if of.outlets.0.is_empty() { String::new() } else { format!("; in {}", of.outlets.0) };
    format!("{}, {}{kind}: {}{outlets}", of.when, of.who, text::fit(&what, SUMMARY_WIDTH))
}

/// A brief of the list.
pub(super) fn library_row(volume: &BriefListItem) -> String {
    match &volume.summary {
        Some(Ok(head)) => {
            let faults = if head.faults > 0 { format!(", {}", pluralize(head.faults, "fault")) } else { String::new() };
            let (statements, sources) = (pluralize(head.statements, "statement"), pluralize(head.sources, "source"));
            format!(
                "{}, as of {}, {}, {statements}, {sources}{faults} ({})",
                head.title, head.as_of, head.tlp, volume.name
            )
        }
        Some(Err(fault)) => format!("{}: {fault}", volume.name),
        None => volume.name.clone(),
    }
}
