//! A contradiction or a shift as rows: the question, side below side, each record with its reference. It never wraps a reference.

use crate::model::{Brief, Record};
use crate::text::{self, Paragraph, TextLine, TextRun, Tone};
use crate::view::cases::{Case, paragraphs};
use crate::view::citation;

/// A case with its brief. `path` is the part of a reference before the `#`.
#[derive(Debug, Clone, Copy)]
pub struct CaseText<'a> {
    pub path: &'a str,
    pub brief: &'a Brief,
    pub case: &'a Case,
}

/// The rows of a case, at most `width` columns wide. `map_text` maps the text to the character set of the output.
pub fn render_rows(case_text: CaseText<'_>, width: usize, map_text: &dyn Fn(&str) -> String) -> Vec<TextLine> {
    let CaseText { brief, case, .. } = case_text;
    let wrap = |paragraphs: Vec<Paragraph>| {
        let paragraphs: Vec<Paragraph> = paragraphs.into_iter().map(|paragraph| paragraph.map_text(map_text)).collect();
        text::wrap(&paragraphs, width)
    };
    let mut rows = wrap(paragraphs::heading(brief, case));
    for (at, side) in case.sides.iter().enumerate() {
        rows.extend(wrap(vec![Paragraph::default(), paragraphs::label(brief, case, at)]));
        for (at, record) in side.records.iter().enumerate() {
            rows.extend((at > 0).then(TextLine::default));
            rows.extend(wrap(paragraphs::record_paragraphs(brief, case, *record)));
            rows.push(reference(case_text, *record));
        }
    }
    rows.push(TextLine::default());
    rows.extend(wrap(paragraphs::ending(brief, case)));
    rows
}

/// The reference is never wrapped, so that it can be copied.
fn reference(case_text: CaseText<'_>, record: Record) -> TextLine {
    let reference = citation::reference(case_text.path, case_text.brief, record);
    let text = text::clean(&reference).into_owned();
    TextLine { indent: paragraphs::INDENT, runs: vec![TextRun { text, tone: Tone::Quiet, marked: false }] }
}
