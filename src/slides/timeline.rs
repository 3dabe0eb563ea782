//! The cards of the timeline: what happened in order, one entry lit a step, and told below where nothing moves. It guesses no date.

use super::unit::{self, Setting};
use super::{Body, Draft, Ground, Sheet, label, smallest, told};
use crate::analysis::list_order;
use crate::model::{Brief, Record, Section};
use crate::text::{self, Cell, Line, Paragraph, Row, Tone};
use crate::view;
use crate::view::cases::Testimony;

/// Entries of one card.
#[derive(Debug, Clone)]
pub(super) struct Timeline {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    record: Record,
    date: String,
    what: String,
    /// What is told below while it is lit.
    details: Vec<Paragraph>,
}

/// The most entries of a card.
const MOST: usize = 8;
/// The widest column of dates.
const DATE: usize = 24;
/// Columns of the mark before the entry that is lit.
const MARK: usize = 2;
/// Rows between the entries and what is told below them.
const BETWEEN: usize = 2;

/// The timeline: events, or statements where there is none; what has no date stands last.
pub(super) fn timeline(ground: Ground<'_>) -> Option<Draft> {
    let brief = ground.brief;
    let mut records: Vec<Record> = brief.events.positions().map(Record::Event).collect();
    if records.is_empty() {
        records = brief.statements.positions().map(Record::Statement).collect();
    }
    records.sort_by(|a, b| list_order(brief, *a, *b));
    let entries = records.into_iter().flat_map(|record| entries(brief, record));
    let mut cards: Vec<Timeline> = Vec::new();
    for entry in entries {
        match cards.last_mut().and_then(|card| card.with(&entry)) {
            Some(larger) => *cards.last_mut()? = larger,
            None => cards.push(Timeline { entries: vec![entry] }),
        }
    }
    let sheet = |timeline: Timeline| {
        let records: Vec<Record> = timeline.entries.iter().map(|entry| entry.record).collect();
        let span = timeline.span();
        let (title, label) = (format!("Timeline {span}"), label(brief, &records));
        Sheet { title, short: span, label, records, body: Body::Timeline(timeline) }
    };
    (!cards.is_empty()).then(|| Draft {
        key: Section::Timeline.word().to_owned(),
        section: Some(Section::Timeline),
        numbered: true,
        cards: cards.into_iter().map(sheet).collect(),
    })
}

/// A record as one entry; as several, where more is told of it than fits a card.
fn entries(brief: &Brief, record: Record) -> Vec<Entry> {
    let setting = Setting::tight(usize::from(smallest().width));
    let room = usize::from(smallest().height).saturating_sub(1 + BETWEEN);
    let mut rest = details(brief, record);
    let mut parts = Vec::new();
    while let Some((head, then)) = unit::cut(&rest, setting.measure(), room) {
        parts.push(head);
        rest = then;
    }
    parts.push(rest);
    let what = match record {
        Record::Event(_) => view::what(brief, record),
        Record::Statement(_) | Record::Claim(_) => {
            format!("{}  {}", view::who(brief, record), view::what(brief, record))
        }
    };
    let what = text::clean(&what).into_owned();
    let date = view::when_in_short_words(brief, record);
    parts.into_iter().map(|details| Entry { record, date: date.clone(), what: what.clone(), details }).collect()
}

/// All that is told of a record while it is lit.
fn details(brief: &Brief, record: Record) -> Vec<Paragraph> {
    let told = Testimony::of(brief, record);
    match record {
        Record::Statement(_) | Record::Claim(_) => told::testimony(brief, record, None),
        Record::Event(ix) => {
            let event = &brief.events[ix];
            let mut rows = vec![Paragraph::at(0).with(Tone::Strong, &event.title)];
            rows.extend(told::when(&told));
            rows.extend(
                view::actors(brief, &event.actors).map(|who| Paragraph::at(0).hanging(2).with(Tone::Quiet, who)),
            );
            rows.extend(told::gist(&told));
            rows.extend(told::reports(&told));
            rows.extend(told::label(brief, record));
            rows
        }
    }
}

impl Timeline {
    pub(super) fn steps(&self) -> usize {
        self.entries.len()
    }

    /// From when to when it is.
    fn span(&self) -> String {
        match self.entries.as_slice() {
            [first, .., last] if first.date != last.date => format!("{} … {}", first.date, last.date),
            entries => entries.first().map(|entry| entry.date.clone()).unwrap_or_default(),
        }
    }

    /// The card with one entry more, where it still fits.
    fn with(&self, entry: &Entry) -> Option<Self> {
        let entries: Vec<Entry> = self.entries.iter().chain([entry]).cloned().collect();
        let larger = Self { entries };
        let setting = Setting::tight(usize::from(smallest().width));
        let fits = larger.entries.len() <= MOST && larger.rows(0, setting).len() <= usize::from(smallest().height);
        fits.then_some(larger)
    }

    /// The entries in a list that never moves, and below it the one that is lit; as many rows at every step.
    pub(super) fn rows(&self, step: usize, setting: Setting) -> Vec<Row> {
        let lit = step.min(self.entries.len().saturating_sub(1));
        let air = setting.gap - 1;
        let mut rows = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if at > 0 {
                rows.resize(rows.len() + air, Row::new());
            }
            rows.push(self.row(entry, Light::of(at, lit), setting));
        }
        rows.resize(rows.len() + air, Row::new());
        rows.extend(unit::whole(text::wrap(&[unit::rule(setting)], setting.width), setting.width));
        rows.resize(rows.len() + BETWEEN - 1 + air, Row::new());
        let told = |entry: &Entry| text::wrap(&entry.details, setting.measure());
        let below = self.entries.iter().map(|entry| told(entry).len()).max().unwrap_or(0);
        let end = rows.len() + below;
        rows.extend(self.entries.get(lit).into_iter().flat_map(|entry| unit::whole(told(entry), setting.width)));
        rows.resize(end, Row::new());
        rows
    }

    fn row(&self, entry: &Entry, light: Light, setting: Setting) -> Row {
        let dates = self
            .entries
            .iter()
            .map(|entry| text::width(&entry.date))
            .max()
            .unwrap_or(0)
            .min(DATE)
            .min(setting.width / 2);
        let tone = light.tone();
        let mark = if light == Light::Lit { "▸" } else { " " };
        let cell = |column: usize, width: usize, text: &str| Cell {
            column,
            width,
            line: Line { indent: 0, runs: text::runs(&text::fit(text, width), &[], tone) },
        };
        let title = MARK + dates + 2;
        let room = setting.width.saturating_sub(title);
        vec![cell(0, 1, mark), cell(MARK, dates, &entry.date), cell(title, room, &entry.what)]
    }
}

/// How an entry stands to the light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Light {
    Told,
    Lit,
    Coming,
}

impl Light {
    const fn of(at: usize, lit: usize) -> Self {
        if at == lit {
            Self::Lit
        } else if at < lit {
            Self::Told
        } else {
            Self::Coming
        }
    }

    const fn tone(self) -> Tone {
        match self {
            Self::Told => Tone::Plain,
            Self::Lit => Tone::Strong,
            Self::Coming => Tone::Quiet,
        }
    }
}
