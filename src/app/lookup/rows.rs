//! A hit in one row: the date, the speaker, the stance, the text around the match, the outlet. It draws nothing.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;

use super::snippet::snippet;
use crate::model::Record;
use crate::model::StancePosition;
use crate::search::{Answer, Excerpt, ExcerptKind, Hit};
use crate::text::{self, TextRun, Tone};
use crate::view;

/// A hit laid out in columns; without columns if it is not loaded yet.
#[derive(Debug, Default)]
pub struct HitRow {
    /// The record; `None` in a look-up over a library.
    pub record: Option<Record>,
    pub columns: Vec<HitColumn>,
}

/// Text cut to a column, including the space after it.
#[derive(Debug)]
pub struct HitColumn {
    pub width: usize,
    pub runs: Vec<TextRun>,
}

/// A hit with its excerpt.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShownHit<'a> {
    pub(super) hit: Hit,
    pub(super) excerpt: &'a Excerpt,
    /// The name of its brief; `None` in a look-up over one brief.
    pub(super) name: Option<&'a str>,
}

/// The widths of the columns, including the space after each.
#[derive(Debug, Clone, Copy)]
pub(super) struct HitColumnWidths {
    when: usize,
    who: usize,
    /// The glyph and the issue; 2 is enough for the glyph alone.
    stance: usize,
    said: usize,
    /// 0 if there is no room for it.
    outlet: usize,
    /// 0 for a single brief, or if there is no room for it.
    brief: usize,
}

/// The width of the bar and the mark before a row.
const BAR: usize = 2;

impl HitColumnWidths {
    /// The widths for a list of `width` columns, with hits of one brief or of `several`.
    pub(super) const fn for_width(width: usize, several: bool) -> Self {
        let (when, who, stance, outlet, brief) = match width {
            0..50 => (13, 9, 2, 0, 0),
            50..70 => (14, 12, 2, 0, 0),
            70..86 => (14, 15, 16, 0, 0),
            86..100 => (14, 17, 18, 0, 0),
            100.. if several => (15, 15, 15, 13, 15),
            100.. => (15, 17, 18, 18, 0),
        };
        Self {
            when,
            who,
            stance,
            outlet,
            brief,
            said: width.saturating_sub(BAR + when + who + stance + outlet + brief),
        }
    }
}

/// Lays out a hit in one row.
pub(super) fn hit_row(answer: &Answer, shown: ShownHit<'_>, widths: HitColumnWidths) -> HitRow {
    let ShownHit { hit, excerpt, name } = shown;
    let formatter = HitFormatter { excerpt, answer };
    let who = match excerpt.kind {
        ExcerptKind::Statement { .. } => Tone::Plain,
        ExcerptKind::Event | ExcerptKind::Claim => Tone::Quiet,
    };
    let mut columns = vec![
        formatter.date_column(hit, widths.when),
        formatter.name_column(&excerpt.who, who, widths.who),
        formatter.stance_column(widths.stance),
        formatter.text_column(widths.said),
    ];
    if widths.outlet > 0 {
        columns.push(formatter.outlet_column(widths.outlet));
    }
    if let Some(name) = name.filter(|_| widths.brief > 0) {
        columns.push(unmarked(&keep_end(&text::clean(name), widths.brief - 1), widths.brief));
    }
    HitRow { record: name.is_none().then_some(hit.record), columns }
}

/// The end of a name that does not fit: the briefs of a library often begin alike.
fn keep_end(name: &str, available: usize) -> Cow<'_, str> {
    if text::width(name) <= available {
        return Cow::Borrowed(name);
    }
    let fits = |at: &usize| text::width(&name[*at..]) < available;
    let from = name.grapheme_indices(true).map(|(at, _)| at).find(fits).unwrap_or(name.len());
    Cow::Owned(format!("…{}", &name[from..]))
}

/// Text without highlights, cut at its end.
fn unmarked(text: &str, width: usize) -> HitColumn {
    let text = text::fit(&text::clean(text), width.saturating_sub(1)).into_owned();
    HitColumn { width, runs: vec![TextRun { text, tone: Tone::Quiet, marked: false }] }
}

struct HitFormatter<'a> {
    excerpt: &'a Excerpt,
    answer: &'a Answer,
}

impl HitFormatter<'_> {
    /// The date, with `?` if it matches only because it is uncertain.
    fn date_column(&self, hit: Hit, width: usize) -> HitColumn {
        let when = self.excerpt.when.as_str();
        // An uncertain date already has the mark.
        let perhaps = if hit.perhaps && !when.ends_with('?') { "?" } else { "" };
        let available = width.saturating_sub(1 + perhaps.len());
        // If several days do not fit, show the first one whole: cut anywhere else, it would be another date.
        let end = when.find(['/', ',']).filter(|_| text::width(when) > available);
        let begins = end.map(|end| format!("{}…", &when[..=end]));
        let when = begins.as_deref().unwrap_or(when);
        let when = TextRun { text: text::fit(when, available).into_owned(), tone: Tone::Quiet, marked: false };
        let perhaps = TextRun { text: perhaps.to_owned(), tone: Tone::Strong, marked: false };
        HitColumn { width, runs: vec![when, perhaps] }
    }

    /// A name or a label with highlights, cut at its end.
    fn name_column(&self, name: &str, tone: Tone, width: usize) -> HitColumn {
        let whole = text::clean(name);
        let fitted = text::fit(&whole, width.saturating_sub(1));
        HitColumn { width, runs: text::marked_runs(&fitted, &self.answer.marks(&whole), tone) }
    }

    /// The outlets. Without an outlet, the ids of the sources are shown; they are not searchable and get no highlights.
    fn outlet_column(&self, width: usize) -> HitColumn {
        let (names, are_outlets) = &self.excerpt.outlets;
        if *are_outlets { self.name_column(names, Tone::Quiet, width) } else { unmarked(names, width) }
    }

    /// The stance on the issue of the query, otherwise the first stance; for an event or a claim, its kind.
    fn stance_column(&self, width: usize) -> HitColumn {
        let (glyph, tone, label) = match self.excerpt.kind {
            ExcerptKind::Statement { .. } => match self.answer.stance_of(self.excerpt) {
                Some((stance, label)) => {
                    let position = StancePosition::Held(*stance);
                    (view::glyph(position), Tone::Stance(position), label.as_str())
                }
                None => (view::SILENT, Tone::Quiet, ""),
            },
            ExcerptKind::Event => ('◆', Tone::Quiet, "event"),
            ExcerptKind::Claim => ('≡', Tone::Quiet, "claim"),
        };
        let mut runs = vec![TextRun { text: format!("{glyph} "), tone, marked: false }];
        if width > 2 {
            let tone = if tone == Tone::Quiet { Tone::Quiet } else { Tone::Plain };
            runs.extend(self.name_column(label, tone, width - 2).runs);
        }
        HitColumn { width, runs }
    }

    /// The text around the match: a quote in quotation marks, the officer's words without; the beginning of the first
    /// text if none matches.
    fn text_column(&self, width: usize) -> HitColumn {
        let available = width.saturating_sub(2);
        let tone = match self.excerpt.kind {
            ExcerptKind::Statement { inferred: true } => Tone::Quiet,
            ExcerptKind::Statement { inferred: false } | ExcerptKind::Event | ExcerptKind::Claim => Tone::Plain,
        };
        let texts = self.excerpt.paraphrase.iter().map(|text| (tone, text));
        let runs = match &self.excerpt.value {
            Some(value) => self.claim_text(value, available),
            None => {
                self.matching_text(self.excerpt.quote.iter().map(|quote| (Tone::Quote, quote)).chain(texts), available)
            }
        };
        HitColumn { width, runs }
    }

    /// The first text with a match, cut around it.
    fn matching_text<'a>(&self, texts: impl Iterator<Item = (Tone, &'a String)>, available: usize) -> Vec<TextRun> {
        let marked = texts.map(|(tone, text)| {
            let text = text::clean(text).into_owned();
            let marks = self.answer.marks(&text);
            (tone, text, marks)
        });
        let marked: Vec<_> = marked.collect();
        let found = marked.iter().find(|(.., marks)| !marks.is_empty()).or(marked.first());
        let Some((tone, text, marks)) = found else { return Vec::new() };
        if *tone != Tone::Quote {
            return snippet(text, marks, *tone, available);
        }
        let quoted = snippet(text, marks, *tone, available.saturating_sub(2));
        [vec![plain_run("“")], quoted, vec![plain_run("”")]].concat()
    }

    /// The value of a claim, then its question, as far as they fit.
    fn claim_text(&self, value: &str, available: usize) -> Vec<TextRun> {
        let value = text::clean(value);
        let fitted = text::fit(&value, available / 2);
        let left = available.saturating_sub(text::width(&fitted) + 3);
        let mut runs = text::marked_runs(&fitted, &self.answer.marks(&value), Tone::Plain);
        runs.push(plain_run(" · "));
        runs.extend(self.matching_text(self.excerpt.paraphrase.iter().map(|question| (Tone::Plain, question)), left));
        runs
    }
}

fn plain_run(text: &str) -> TextRun {
    TextRun { text: text.to_owned(), tone: Tone::Plain, marked: false }
}
