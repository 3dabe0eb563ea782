//! The bottom line and the key points: what the officer says the brief comes to.

use super::reader::BriefReader;
use crate::model::{Brief, KeyPoint};
use crate::text::{Paragraph, Tone};
use crate::view;

/// The page that answers "and what does it come to?".
pub(super) fn paragraphs(reader: &BriefReader) -> Vec<Paragraph> {
    let brief = &reader.brief;
    let mut paragraphs = vec![Paragraph::indented(0).with(Tone::Strong, &brief.bottom_line), Paragraph::default()];
    let mut dated = format!("true as of {}", brief.as_of.in_words());
    if !brief.authors.is_empty() {
        dated = format!("{dated} · by {}", brief.authors.join(", "));
    }
    paragraphs.push(Paragraph::indented(0).with(Tone::Quiet, dated));
    paragraphs.extend(brief.key_points.iter().flat_map(|point| key_point(brief, point)));
    paragraphs.extend(brief.note.as_ref().map(|_| Paragraph::default()));
    paragraphs.extend(
        brief.note.as_ref().map(|note| Paragraph::indented(0).hanging(6).with(Tone::Quiet, format!("note  {note}"))),
    );
    paragraphs
}

/// A key point. Likelihood and confidence are told apart, never in one sentence (ICD 203).
fn key_point(brief: &Brief, point: &KeyPoint) -> Vec<Paragraph> {
    let mut paragraphs = vec![Paragraph::default()];
    paragraphs.push(Paragraph::indented(0).hanging(2).with(Tone::Plain, "• ").with(Tone::Plain, &point.text));
    let told = |label: &str, tone, text: &str| {
        Paragraph::indented(2).hanging(LABEL).with(Tone::Quiet, format!("{label:<LABEL$}")).with(tone, text)
    };
    paragraphs.extend(point.likelihood.map(|likelihood| told("likelihood", Tone::Strong, likelihood.word())));
    paragraphs.extend(point.confidence.map(|confidence| told("confidence", Tone::Strong, confidence.word())));
    let rests: Vec<String> = point
        .supports
        .iter()
        .map(|record| format!("{} {}", view::who(brief, *record), view::format_date(brief, *record)))
        .collect();
    if !rests.is_empty() {
        paragraphs.push(told("rests on", Tone::Quiet, &rests.join(" · ")));
    }
    paragraphs.extend(point.note.as_ref().map(|note| told("note", Tone::Quiet, note)));
    paragraphs
}

/// Columns of the labels.
const LABEL: usize = 12;
