//! A contradiction or a shift in rows: the question, side below side, each record with the reference at which it can be read on.

use crate::app::cases::paragraphs;
use crate::model::{Brief, Record};
use crate::text::{self, Paragraph, TextLine, TextRun, Tone};
use crate::view::cases::Case;
use crate::view::citation;

/// A case, and what stands before the `#` of its references.
#[derive(Debug, Clone, Copy)]
pub struct CaseText<'a> {
    pub path: &'a str,
    pub brief: &'a Brief,
    pub case: &'a Case,
}

/// The rows of a case, for a width and in the letters that `spell` writes.
pub fn render_rows(told: CaseText<'_>, width: usize, spell: &dyn Fn(&str) -> String) -> Vec<TextLine> {
    let CaseText { brief, case, .. } = told;
    let wrap = |paragraphs: Vec<Paragraph>| {
        let paragraphs: Vec<Paragraph> = paragraphs.into_iter().map(|paragraph| paragraph.map_text(spell)).collect();
        text::wrap(&paragraphs, width)
    };
    let mut rows = wrap(paragraphs::heading(brief, case));
    for (side, of) in case.sides.iter().enumerate() {
        rows.extend(wrap(vec![Paragraph::default(), paragraphs::label(brief, case, side)]));
        for (at, record) in of.records.iter().enumerate() {
            rows.extend((at > 0).then(TextLine::default));
            rows.extend(wrap(paragraphs::record_paragraphs(brief, case, *record)));
            rows.push(reference(told, *record));
        }
    }
    rows.push(TextLine::default());
    rows.extend(wrap(paragraphs::ending(brief, case)));
    rows
}

/// Never wrapped: it is there to be taken up.
fn reference(told: CaseText<'_>, record: Record) -> TextLine {
    let reference = citation::reference(told.path, told.brief, record);
    let text = text::clean(&reference).into_owned();
    TextLine { indent: paragraphs::INDENT, runs: vec![TextRun { text, tone: Tone::Quiet, marked: false }] }
}
