//! The rows of the panes as text, with the marks that the user set. It never omits a mark that a pane shows.

use crate::app::BriefItem;
use crate::app::panes::TimelineRow;
use crate::app::reader::BriefReader;
use crate::layout::Pane;
use crate::model::{Actor, Ix};
use crate::plain::rows;
use crate::view;

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
    let text = rows::item_row(&reader.facts, &reader.matrix, item);
    let marks = [(reader.pins.has(item), "pinned"), (reader.has_star(item), "starred")];
    let marks = marks.into_iter().filter(|(is_so, _)| *is_so).map(|(_, word)| word.to_owned());
    [text].into_iter().chain(marks).collect::<Vec<_>>().join(", ")
}

/// Every position of an actor, in the order of the issues shown; the issues without a position come last.
fn matrix_row(reader: &BriefReader, actor: Ix<Actor>) -> String {
    let brief = &reader.facts.brief;
    let (mut positions, mut silent) = (Vec::new(), Vec::new());
    for issue in &reader.panes.stances.issues {
        let is_pinned = reader.pins.has(BriefItem::Cell(actor, *issue));
        let pinned = if is_pinned { ", pinned" } else { "" };
        let label = &brief.issues[*issue].label;
        match reader.matrix.cell(actor, *issue) {
            Some(cell) => {
                let number = cell.proofs(brief, *issue).count();
                let position = format!("{} {label} ({number})", view::position(cell.position));
                positions
                    .push(rows::with_flags(&position, &rows::cell_flags(&reader.facts, actor, *issue, cell)) + pinned);
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
