//! Files that are written plainly, as nearly all are, read in one pass: no tree is made of them. It tells no faults, and leaves every file
//! that has any, or that is written in another way, to the parser.
//!
//! Plain are headers, and below them fields on lines of their own, with bare names, and values of which the texts stand on one line. A file
//! is taken as a whole or not at all, and what is read of it is what the parser would have made of it.

mod scan;
mod table;
mod value;

use serde::de::Deserialize;

use super::draft::{Draft, Header, Item};
use super::fault::Origin;
use super::{Part, SourceFile, chunks, limits};
use scan::Scan;
use table::Body;

/// All tables of a file; `None` where it is not plain, or has a fault.
pub(super) fn read(file: &SourceFile, at: usize) -> Option<Draft> {
    if file.text.len() > limits::FILE {
        return None;
    }
    let mut reading = Reading { at: Origin { file: at, start: 0 }, draft: Draft::default(), starts: Vec::new() };
    let mut scan = Scan::of(&file.text);
    scan.blank_lines();
    scan.next_header();
    while let Some(header) = scan.next.take() {
        // So little stands together that the limits of what does are far.
        if header.span.start - reading.starts.last().copied().unwrap_or_default() > chunks::SIZE {
            return None;
        }
        reading.starts.push(header.span.start);
        let is_read = header.field.is_none() && reading.table(&header, &mut scan, file.part);
        if !is_read || !scan.is_plain {
            return None;
        }
    }
    let rest = file.text.len() - reading.starts.last().copied().unwrap_or_default();
    let Reading { mut draft, starts, .. } = reading;
    draft.tables.push(starts);
    (scan.is_plain && rest <= chunks::SIZE).then_some(draft)
}

/// What is read of a file so far.
struct Reading {
    at: Origin,
    draft: Draft,
    /// Where its tables begin.
    starts: Vec<usize>,
}

impl Reading {
    /// Reads the table below a header; whether there is one of that name, in these brackets.
    fn table<'t>(&mut self, header: &scan::Header<'t>, scan: &mut Scan<'t>, part: Part) -> bool {
        let Self { at, draft, .. } = self;
        let below = Below { header, scan, at: *at };
        match (part, header.name, header.is_array) {
            (Part::Shared, "actor", true) => below.add_to(&mut draft.shared_actors),
            (Part::Brief, "brief", false) => draft.briefs.is_empty() && below.add_to(&mut draft.briefs),
            (Part::Brief, "deck", false) => draft.decks.is_empty() && below.add_to(&mut draft.decks),
            (Part::Brief, "key_point", true) => below.add_to(&mut draft.key_points),
            (Part::Brief, "issue", true) => below.add_to(&mut draft.issues),
            (Part::Brief, "actor", true) => below.add_to(&mut draft.actors),
            (Part::Brief, "source", true) => below.add_to(&mut draft.sources),
            (Part::Brief, "statement", true) => below.add_to(&mut draft.statements),
            (Part::Brief, "event", true) => below.add_to(&mut draft.events),
            (Part::Brief, "claim", true) => below.add_to(&mut draft.claims),
            (Part::Brief | Part::Shared, _, _) => false,
        }
    }
}

/// What stands below a header.
struct Below<'h, 's, 't> {
    header: &'h scan::Header<'t>,
    scan: &'s mut Scan<'t>,
    at: Origin,
}

impl<'t> Below<'_, '_, 't> {
    /// Puts it to the others of its kind.
    fn add_to<R: Deserialize<'t>>(self, items: &mut Vec<Item<R>>) -> bool {
        let Self { header, scan, at } = self;
        let Ok(raw) = Box::<R>::deserialize(Body { scan, name: header.name }) else { return false };
        let header = Header { place: at.place(header.span.clone()), origin: at, wounded: false };
        items.push(Item { header, raw });
        true
    }
}
