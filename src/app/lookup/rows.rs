//! A hit in one row: when, who, the stance on what, the words around what was looked for, the outlet.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;

use super::snippet::snippet;
use crate::model::Record;
use crate::model::StancePosition;
use crate::search::{Answer, Excerpt, ExcerptKind, Hit};
use crate::text::{self, TextRun, Tone};
use crate::view;

/// A hit, laid out; without columns where it is still to come.
#[derive(Debug, Default)]
pub struct HitRow {
    /// The record, where the open brief is asked.
    pub record: Option<Record>,
    pub columns: Vec<HitColumn>,
}

/// Text that is fitted to a column, with the air behind it.
#[derive(Debug)]
pub struct HitColumn {
    pub width: usize,
    pub runs: Vec<TextRun>,
}

/// A hit with what is shown of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShownHit<'a> {
    pub(super) hit: Hit,
    pub(super) excerpt: &'a Excerpt,
    /// The name of its brief, where it may be one of several.
    pub(super) name: Option<&'a str>,
}

/// How wide the columns are, their air included.
#[derive(Debug, Clone, Copy)]
pub(super) struct HitColumnWidths {
    when: usize,
    who: usize,
    /// Glyph and issue; the glyph alone where it is 2.
    stance: usize,
    said: usize,
    /// 0 where there is no room for it.
    outlet: usize,
    /// 0 where there is but one brief, or no room.
    brief: usize,
}

/// Columns of the bar and the mark before a row.
const BAR: usize = 2;

impl HitColumnWidths {
    /// The columns of a list that is `width` wide, of hits in one brief or in `several`.
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

/// The row of a hit.
pub(super) fn hit_row(answer: &Answer, found: ShownHit<'_>, columns: HitColumnWidths) -> HitRow {
    let ShownHit { hit, excerpt: of, name } = found;
    let teller = HitFormatter { excerpt: of, answer };
    let who = match of.kind {
        ExcerptKind::Statement { .. } => Tone::Plain,
        ExcerptKind::Event | ExcerptKind::Claim => Tone::Quiet,
    };
    let mut told = vec![
        teller.date_column(hit, columns.when),
        teller.name_column(&of.who, who, columns.who),
        teller.stance_column(columns.stance),
        teller.text_column(columns.said),
    ];
    if columns.outlet > 0 {
        told.push(teller.outlet_column(columns.outlet));
    }
    if let Some(name) = name.filter(|_| columns.brief > 0) {
        told.push(unmarked(&keep_end(&text::clean(name), columns.brief - 1), columns.brief));
    }
    HitRow { record: name.is_none().then_some(hit.record), columns: told }
}

/// The end of a name that does not fit: briefs of one library begin alike.
fn keep_end(name: &str, room: usize) -> Cow<'_, str> {
    if text::width(name) <= room {
        return Cow::Borrowed(name);
    }
    let fits = |at: &usize| text::width(&name[*at..]) < room;
    let from = name.grapheme_indices(true).map(|(at, _)| at).find(fits).unwrap_or(name.len());
    Cow::Owned(format!("…{}", &name[from..]))
}

/// What nothing is looked for in, cut at its end.
fn unmarked(text: &str, width: usize) -> HitColumn {
    let text = text::fit(&text::clean(text), width.saturating_sub(1)).into_owned();
    HitColumn { width, runs: vec![TextRun { text, tone: Tone::Quiet, marked: false }] }
}

struct HitFormatter<'a> {
    excerpt: &'a Excerpt,
    answer: &'a Answer,
}

impl HitFormatter<'_> {
    /// The date, and `?` where only its uncertainty makes it a hit.
    fn date_column(&self, hit: Hit, width: usize) -> HitColumn {
        let when = self.excerpt.when.as_str();
        // A date that is doubted has the mark already.
        let perhaps = if hit.perhaps && !when.ends_with('?') { "?" } else { "" };
        let room = width.saturating_sub(1 + perhaps.len());
        // Of several days that do not fit, the first is told whole: cut anywhere else it would be another date.
        let end = when.find(['/', ',']).filter(|_| text::width(when) > room);
        let begins = end.map(|end| format!("{}…", &when[..=end]));
        let when = begins.as_deref().unwrap_or(when);
        let when = TextRun { text: text::fit(when, room).into_owned(), tone: Tone::Quiet, marked: false };
        let perhaps = TextRun { text: perhaps.to_owned(), tone: Tone::Strong, marked: false };
        HitColumn { width, runs: vec![when, perhaps] }
    }

    /// A name or a label, cut at its end.
    fn name_column(&self, name: &str, tone: Tone, width: usize) -> HitColumn {
        let whole = text::clean(name);
        let fitted = text::fit(&whole, width.saturating_sub(1));
        HitColumn { width, runs: text::marked_runs(&fitted, &self.answer.marks(&whole), tone) }
    }

    /// Where it was reported. Where no outlet is stated an id stands instead, which is no word that anything is found by.
    fn outlet_column(&self, width: usize) -> HitColumn {
        let (names, are_outlets) = &self.excerpt.outlets;
        if *are_outlets { self.name_column(names, Tone::Quiet, width) } else { unmarked(names, width) }
    }

    /// The stance on the issue that was looked for, else the first; the kind of what is no statement.
    fn stance_column(&self, width: usize) -> HitColumn {
        let (glyph, tone, label) = match self.excerpt.kind {
            ExcerptKind::Statement { .. } => match self.excerpt.stance_for(self.answer) {
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

    /// The words in which something was found: a quote between marks, the officer's words without; the first of them where nothing
    /// in them was looked for.
    fn text_column(&self, width: usize) -> HitColumn {
        let room = width.saturating_sub(2);
        let tone = match self.excerpt.kind {
            ExcerptKind::Statement { inferred: true } => Tone::Quiet,
            ExcerptKind::Statement { inferred: false } | ExcerptKind::Event | ExcerptKind::Claim => Tone::Plain,
        };
        let told = self.excerpt.paraphrase.iter().map(|text| (tone, text));
        let runs = match &self.excerpt.value {
            Some(value) => self.claim_text(value, room),
            None => self.matching_text(self.excerpt.quote.iter().map(|quote| (Tone::Quote, quote)).chain(told), room),
        };
        HitColumn { width, runs }
    }

    /// The first of some texts in which something was looked for, around that.
    fn matching_text<'a>(&self, texts: impl Iterator<Item = (Tone, &'a String)>, room: usize) -> Vec<TextRun> {
        let marked = texts.map(|(tone, text)| {
            let text = text::clean(text).into_owned();
            let marks = self.answer.marks(&text);
            (tone, text, marks)
        });
        let marked: Vec<_> = marked.collect();
        let found = marked.iter().find(|(.., marks)| !marks.is_empty()).or(marked.first());
        let Some((tone, text, marks)) = found else { return Vec::new() };
        if *tone != Tone::Quote {
            return snippet(text, marks, *tone, room);
        }
        let quoted = snippet(text, marks, *tone, room.saturating_sub(2));
        [vec![plain_run("“")], quoted, vec![plain_run("”")]].concat()
    }

    /// The value of a claim, which is what is claimed, then the question, as far as there is room.
    fn claim_text(&self, value: &str, room: usize) -> Vec<TextRun> {
        let value = text::clean(value);
        let fitted = text::fit(&value, room / 2);
        let left = room.saturating_sub(text::width(&fitted) + 3);
        let mut runs = text::marked_runs(&fitted, &self.answer.marks(&value), Tone::Plain);
        runs.push(plain_run(" · "));
        runs.extend(self.matching_text(self.excerpt.paraphrase.iter().map(|question| (Tone::Plain, question)), left));
        runs
    }
}

fn plain_run(text: &str) -> TextRun {
    TextRun { text: text.to_owned(), tone: Tone::Plain, marked: false }
}
