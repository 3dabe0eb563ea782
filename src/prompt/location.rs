//! Describes in sentences what the panes show by a cursor and by marks: the current item and what is linked to it. It never moves the
//! cursor.

use super::rows;
use crate::app::reader::{AsOf, BriefReader};
use crate::app::{BriefFacts, BriefItem};
use crate::layout::Pane;
use crate::model::{Actor, Issue, Ix};
use crate::plain::PlainBuilder;
use crate::plain::rows::date_text;
use crate::view::{self, pluralize};

/// At most this many names are listed.
const MAX_NAMES: usize = 6;

/// Describes the brief: title, label, counts, errors.
pub(super) fn describe_brief(reader: &BriefReader, out: &mut PlainBuilder) {
    let BriefFacts { brief, findings, cases, .. } = &reader.facts;
    let marking = brief.marking.as_ref().map(|marking| format!(", {marking}")).unwrap_or_default();
    out.sentence(format!("{}, {}{marking}, as of {}", brief.title, reader.labels(), brief.as_of.in_words()));
    let origins = pluralize(findings.origins.count(), "independent origin");
    let counts = [
        format!("{} of {origins}", pluralize(brief.sources.len(), "source")),
        pluralize(brief.actors.len(), "actor"),
        pluralize(brief.statements.len(), "statement"),
        pluralize(cases.contradictions.len(), "contradiction"),
        format!("{} of position", pluralize(cases.shifts.len(), "shift")),
    ];
    out.sentence(counts.join(", "));
    let errors = reader.error_count();
    if errors > 0 {
        out.sentence(format!("! {}: `honesty` shows them", pluralize(errors, "error")));
    }
    out.sentence(
        "`help` lists the commands, `bottom-line` shows the main points, `look-up` and words finds who said what",
    );
    out.blank_row();
}

/// Describes the current row, and what is linked to it in every other pane.
pub(super) fn describe_location(reader: &BriefReader, out: &mut PlainBuilder) {
    describe_current_row(reader, out);
    let pane = reader.selected_pane();
    for other in [Pane::Sources, Pane::Actors, Pane::Stances, Pane::Timeline] {
        let names = if other == pane { Vec::new() } else { linked_names(reader, other) };
        if !names.is_empty() {
            out.sentence(format!("{}: {}", other.title().to_lowercase(), join_names(names)));
        }
    }
    let others = same_case_records(reader);
    if !others.is_empty() {
        out.sentence(format!("in the same case: {}", join_names(others)));
    }
    if let AsOf::Cursor(_) = reader.as_of {
        out.sentence(format!("stances are {}", reader.as_of.describe()));
    }
    if !reader.pins.is_empty() {
        describe_pins(reader, out);
    }
}

/// Describes the pane, the number of the row and the item under the cursor.
pub(super) fn describe_current_row(reader: &BriefReader, out: &mut PlainBuilder) {
    let pane = reader.selected_pane();
    let title = pane.title();
    let Some(item) = reader.selected_item() else {
        out.sentence(format!("{title}: nothing is left to show"));
        return;
    };
    let count = rows::pane_items(reader, pane).len();
    let number = cursor_row(reader, pane).map(|at| format!(" {} of {count}", at + 1)).unwrap_or_default();
    out.sentence(format!("{title}{number}: {}", rows::item_row(reader, item)));
}

/// The number of the cursor's row among those of a pane, from 0; `None` on the heading of the matrix.
pub(super) fn cursor_row(reader: &BriefReader, pane: Pane) -> Option<usize> {
    let current = reader.panes.item(pane)?;
    rows::pane_items(reader, pane).iter().position(|item| *item == current)
}

/// Describes what is pinned, and how many rows are left in each pane.
pub(super) fn describe_pins(reader: &BriefReader, out: &mut PlainBuilder) {
    let BriefReader { facts: BriefFacts { brief, timeline_index, .. }, panes, matrix, .. } = reader;
    if reader.pins.is_empty() {
        out.sentence("nothing is pinned: all is shown");
        return;
    }
    let left = reader.pin_filter.record_count().unwrap_or(0);
    out.sentence(format!(
        "narrowed to {}: {left} of {}",
        reader.pins.describe(brief),
        pluralize(timeline_index.records().len(), "record")
    ));
    out.sentence(format!(
        "left are {} of {}, {} of {}, {} of {} in stances",
        panes.sources.rows().len(),
        pluralize(brief.sources.len(), "source"),
        panes.actors.rows().len(),
        pluralize(brief.actors.len(), "actor"),
        panes.stances.rows.rows().len(),
        matrix.actors().len(),
    ));
}

/// The names of the linked items of a pane.
fn linked_names(reader: &BriefReader, pane: Pane) -> Vec<String> {
    let BriefReader { facts: BriefFacts { brief, timeline_index, .. }, panes, linked, .. } = reader;
    match pane {
        Pane::Sources => {
            let shown = panes.sources.rows().iter().filter(|source| linked.has_source(**source));
            shown.map(|source| view::source_name(brief, *source)).collect()
        }
        Pane::Actors => {
            let shown = panes.actors.rows().iter().filter(|actor| linked.has_actor(**actor));
            shown.map(|actor| view::short_name(brief, *actor).to_owned()).collect()
        }
        Pane::Stances => {
            let shown = panes.stances.rows.rows().iter().filter(|actor| linked.has_row(**actor));
            shown.filter_map(|actor| linked_positions(reader, *actor)).collect()
        }
        Pane::Timeline => {
            let records = rows::pane_items(reader, Pane::Timeline);
            let shown = records.into_iter().filter(|item| match item {
                BriefItem::Record(record) => linked.has_record_at(timeline_index.position(*record)),
                BriefItem::Source(_) | BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Cell(..) => false,
            });
            let shown: Vec<BriefItem> = shown.collect();
            match shown.as_slice() {
                [] => Vec::new(),
                [one] => vec![rows::item_row(reader, *one)],
                several => vec![pluralize(several.len(), "record")],
            }
        }
        Pane::Detail => Vec::new(),
    }
}

/// The other records of the timeline that are linked to the current record: those of the case that was read.
fn same_case_records(reader: &BriefReader) -> Vec<String> {
    let Some(BriefItem::Record(current)) = reader.selected_item() else { return Vec::new() };
    let records = reader.panes.timeline.rows().iter().filter_map(|row| row.record());
    let marked = records.filter(|record| {
        *record != current && reader.linked.has_record_at(reader.facts.timeline_index.position(*record))
    });
    let name =
        |record| format!("{}, {}", view::who(&reader.facts.brief, record), date_text(&reader.facts.brief, record));
    marked.map(name).collect()
}

/// The linked positions of an actor.
fn linked_positions(reader: &BriefReader, actor: Ix<Actor>) -> Option<String> {
    let BriefReader { facts: BriefFacts { brief, .. }, panes, linked, matrix, .. } = reader;
    let position = |issue: &Ix<Issue>| {
        let cell = matrix.cell(actor, *issue).filter(|_| linked.has_cell(actor, *issue))?;
        Some(format!("{} {}", view::position(cell.position), brief.issues[*issue].label))
    };
    let positions: Vec<String> = panes.stances.issues.iter().filter_map(position).collect();
    (!positions.is_empty()).then(|| format!("{} {}", view::short_name(brief, actor), positions.join(", ")))
}

fn join_names(names: Vec<String>) -> String {
    let more = names.len().saturating_sub(MAX_NAMES);
    let names = names.into_iter().take(MAX_NAMES).collect::<Vec<_>>().join("; ");
    if more > 0 { format!("{names}; and {more} more") } else { names }
}
