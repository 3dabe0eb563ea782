//! A contradiction or a shift in rows: the question, side below side, each record with the reference at which it can be read on.

use crate::app::cases::told;
use crate::model::{Brief, Record};
use crate::text::{self, Line, Paragraph, Run, Tone};
use crate::view::cases::Case;
use crate::view::citation;

/// A case, and what stands before the `#` of its references.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    pub place: &'a str,
    pub brief: &'a Brief,
    pub case: &'a Case,
}

/// The rows of a case, for a width and in the letters that `spell` writes.
pub fn rows(told: Told<'_>, width: usize, spell: &dyn Fn(&str) -> String) -> Vec<Line> {
    let Told { brief, case, .. } = told;
    let wrap = |paragraphs: Vec<Paragraph>| {
        let told: Vec<Paragraph> = paragraphs.into_iter().map(|paragraph| paragraph.respelt(spell)).collect();
        text::wrap(&told, width)
    };
    let mut rows = wrap(told::heading(brief, case));
    for (side, of) in case.sides.iter().enumerate() {
        rows.extend(wrap(vec![Paragraph::default(), told::label(brief, case, side)]));
        for (at, record) in of.records.iter().enumerate() {
            rows.extend((at > 0).then(Line::default));
            rows.extend(wrap(told::testimony(brief, case, *record)));
            rows.push(reference(told, *record));
        }
    }
    rows.push(Line::default());
    rows.extend(wrap(told::ending(brief, case)));
    rows
}

/// Never wrapped: it is there to be taken up.
fn reference(told: Told<'_>, record: Record) -> Line {
    let reference = citation::reference(told.place, told.brief, record);
    let text = text::clean(&reference).into_owned();
    Line { indent: told::INDENT, runs: vec![Run { text, tone: Tone::Quiet, marked: false }] }
}
