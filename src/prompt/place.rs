//! Where one is in the open brief, and what belongs to it: what the panes show by a cursor and by marks, in sentences.

use super::paper::Writing;
use super::rows;
use crate::app::Item;
use crate::app::reader::{AsOf, Reader};
use crate::layout::Pane;
use crate::model::{Actor, Issue, Ix};
use crate::view::{self, count};

/// So many names are told one by one.
const NAMES: usize = 6;

/// What the brief is.
pub(super) fn greeting(reader: &Reader, out: &mut Writing) {
    let Reader { brief, findings, cases, .. } = reader;
    let marking = brief.marking.as_ref().map(|marking| format!(", {marking}")).unwrap_or_default();
    out.sentence(format!("{}, {}{marking}, as of {}", brief.title, reader.labels(), brief.as_of.in_words()));
    let origins = count(findings.origins.count(), "independent origin");
    let counts = [
        format!("{} of {origins}", count(brief.sources.len(), "source")),
        count(brief.actors.len(), "actor"),
        count(brief.statements.len(), "statement"),
        count(cases.contradictions.len(), "contradiction"),
        format!("{} of position", count(cases.shifts.len(), "shift")),
    ];
    out.sentence(counts.join(", "));
    let errors = reader.errors();
    if errors > 0 {
        out.sentence(format!("! {}: `honesty` tells them", count(errors, "error")));
    }
    out.sentence("`help` tells the commands, `bottom-line` what it comes to, `look-up` and words who said what");
    out.gap();
}

/// Where one is, and what belongs to it in every other pane.
pub(super) fn place(reader: &Reader, out: &mut Writing) {
    spot(reader, out);
    let pane = reader.subject_pane();
    for other in [Pane::Sources, Pane::Actors, Pane::Stances, Pane::Timeline] {
        let names = if other == pane { Vec::new() } else { linked(reader, other) };
        if !names.is_empty() {
            out.sentence(format!("{}: {}", other.title().to_lowercase(), some(names)));
        }
    }
    let company = company(reader);
    if !company.is_empty() {
        out.sentence(format!("in the same case: {}", some(company)));
    }
    if let AsOf::Cursor(_) = reader.as_of {
        out.sentence(format!("stances are {}", reader.as_of.in_words()));
    }
    if !reader.pins.is_empty() {
        pins(reader, out);
    }
}

/// The pane, the number of the row, and the item under the cursor.
pub(super) fn spot(reader: &Reader, out: &mut Writing) {
    let pane = reader.subject_pane();
    let title = pane.title();
    let Some(item) = reader.subject() else {
        out.sentence(format!("{title}: nothing is left to show"));
        return;
    };
    let of = rows::items(reader, pane).len();
    let number = row(reader, pane).map(|at| format!(" {} of {of}", at + 1)).unwrap_or_default();
    out.sentence(format!("{title}{number}: {}", rows::one(reader, item)));
}

/// The number of the cursor's row among those of a pane, from 0; `None` on the heading of the matrix.
pub(super) fn row(reader: &Reader, pane: Pane) -> Option<usize> {
    let here = reader.panes.item(pane)?;
    rows::items(reader, pane).iter().position(|item| *item == here)
}

/// What is pinned, and how much that leaves to each pane.
pub(super) fn pins(reader: &Reader, out: &mut Writing) {
    let Reader { brief, chronicle, panes, matrix, .. } = reader;
    if reader.pins.is_empty() {
        out.sentence("nothing is pinned: all is shown");
        return;
    }
    let left = reader.narrowing.left().unwrap_or(0);
    out.sentence(format!(
        "narrowed to {}: {left} of {}",
        reader.pins.in_words(brief),
        count(chronicle.order().len(), "record")
    ));
    out.sentence(format!(
        "left are {} of {}, {} of {}, {} of {} in stances",
        panes.sources.rows().len(),
        count(brief.sources.len(), "source"),
        panes.actors.rows().len(),
        count(brief.actors.len(), "actor"),
        panes.stances.rows.rows().len(),
        matrix.actors().len(),
    ));
}

/// The names of what is marked in a pane.
fn linked(reader: &Reader, pane: Pane) -> Vec<String> {
    let Reader { brief, panes, linked, chronicle, .. } = reader;
    match pane {
        Pane::Sources => {
            let shown = panes.sources.rows().iter().filter(|source| linked.has_source(**source));
            shown.map(|source| view::source_name(brief, *source)).collect()
        }
        Pane::Actors => {
            let shown = panes.actors.rows().iter().filter(|actor| linked.has_actor(**actor));
            shown.map(|actor| view::short(brief, *actor).to_owned()).collect()
        }
        Pane::Stances => {
            let shown = panes.stances.rows.rows().iter().filter(|actor| linked.has_row(**actor));
            shown.filter_map(|actor| positions(reader, *actor)).collect()
        }
        Pane::Timeline => {
            let records = rows::items(reader, Pane::Timeline);
            let shown = records.into_iter().filter(|item| match item {
                Item::Record(record) => linked.has_place(chronicle.place(*record)),
                Item::Source(_) | Item::Actor(_) | Item::Issue(_) | Item::Cell(..) => false,
            });
            let shown: Vec<Item> = shown.collect();
            match shown.as_slice() {
                [] => Vec::new(),
                [one] => vec![rows::one(reader, *one)],
                several => vec![count(several.len(), "record")],
            }
        }
        Pane::Detail => Vec::new(),
    }
}

/// What is marked in the timeline beside the record that one stands on: the others of the case that was read.
fn company(reader: &Reader) -> Vec<String> {
    let Some(Item::Record(here)) = reader.subject() else { return Vec::new() };
    let records = reader.panes.timeline.rows().iter().filter_map(|row| row.record());
    let marked = records.filter(|record| *record != here && reader.linked.has_place(reader.chronicle.place(*record)));
    let name = |record| format!("{}, {}", view::who(&reader.brief, record), rows::when(&reader.brief, record));
    marked.map(name).collect()
}

/// The positions of an actor that are marked.
fn positions(reader: &Reader, actor: Ix<Actor>) -> Option<String> {
    let Reader { brief, panes, linked, matrix, .. } = reader;
    let position = |issue: &Ix<Issue>| {
        let cell = matrix.cell(actor, *issue).filter(|_| linked.has_cell(actor, *issue))?;
        Some(format!("{} {}", view::position(cell.position), brief.issues[*issue].label))
    };
    let told: Vec<String> = panes.stances.issues.iter().filter_map(position).collect();
    (!told.is_empty()).then(|| format!("{} {}", view::short(brief, actor), told.join(", ")))
}

fn some(names: Vec<String>) -> String {
    let more = names.len().saturating_sub(NAMES);
    let told = names.into_iter().take(NAMES).collect::<Vec<_>>().join("; ");
    if more > 0 { format!("{told}; and {more} more") } else { told }
}
