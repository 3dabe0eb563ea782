//! The pages about a whole brief: “Bottom line”, which is here, and “How sure are we?”. It never adds a judgement.

use super::{BriefFacts, honesty};
use crate::model::{Brief, KeyPoint};
use crate::text::{Paragraph, Tone};
use crate::view;

/// The kind of a text page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    BottomLine,
    Honesty,
}

impl PageKind {
    /// The heading of the page.
    pub const fn title(self) -> &'static str {
        match self {
            Self::BottomLine => "Bottom line",
            Self::Honesty => "How sure are we?",
        }
    }

    /// The content of the page.
    pub fn paragraphs(self, facts: &BriefFacts) -> Vec<Paragraph> {
        match self {
            Self::BottomLine => bottom_line(&facts.brief),
            Self::Honesty => honesty::paragraphs(facts),
        }
    }
}

/// The officer's bottom line and key points.
fn bottom_line(brief: &Brief) -> Vec<Paragraph> {
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

/// A key point. Likelihood and confidence are separate, never in one sentence (ICD 203).
fn key_point(brief: &Brief, point: &KeyPoint) -> Vec<Paragraph> {
    let mut paragraphs = vec![Paragraph::default()];
    paragraphs.push(Paragraph::indented(0).hanging(2).with(Tone::Plain, "• ").with(Tone::Plain, &point.text));
    let labelled = |label: &str, tone, text: &str| {
        Paragraph::indented(2).hanging(LABEL).with(Tone::Quiet, format!("{label:<LABEL$}")).with(tone, text)
    };
    paragraphs.extend(point.likelihood.map(|likelihood| labelled("likelihood", Tone::Strong, likelihood.word())));
    paragraphs.extend(point.confidence.map(|confidence| labelled("confidence", Tone::Strong, confidence.word())));
    let supports: Vec<String> = point
        .supports
        .iter()
        .map(|record| format!("{} {}", view::who(brief, *record), view::format_date(brief, *record)))
        .collect();
    if !supports.is_empty() {
        paragraphs.push(labelled("rests on", Tone::Quiet, &supports.join(" · ")));
    }
    paragraphs.extend(point.note.as_ref().map(|note| labelled("note", Tone::Quiet, note)));
    paragraphs
}

/// The width of the label column.
const LABEL: usize = 12;
