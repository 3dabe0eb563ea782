//! The cards of the timeline: what happened in order, one entry lit a step, and told below where nothing moves. It guesses no date.

use super::block::{self, CardLayout};
use super::{CardBody, CardDraft, CardGroup, DeckContext, record_text, smallest_body, strictest_label};
use crate::analysis::list_order;
use crate::model::{Brief, Record, Section};
use crate::text::{self, Paragraph, TextCell, TextLine, TextRow, Tone};
use crate::view;
use crate::view::cases::RecordView;

/// Entries of one card.
#[derive(Debug, Clone)]
pub(super) struct TimelineCard {
    entries: Vec<TimelineEntry>,
}

#[derive(Debug, Clone)]
struct TimelineEntry {
    record: Record,
    date: String,
    text: String,
    /// What is told below while it is lit.
    details: Vec<Paragraph>,
}

/// The most entries of a card.
const MAX_ENTRIES: usize = 8;
/// The widest column of dates.
const MAX_DATE_WIDTH: usize = 24;
/// Columns of the mark before the entry that is lit.
const MARK_WIDTH: usize = 2;
/// Rows between the entries and what is told below them.
const DETAILS_GAP: usize = 2;

/// The timeline: events, or statements where there is none; what has no date stands last.
pub(super) fn timeline_cards(ground: DeckContext<'_>) -> Option<CardGroup> {
    let brief = ground.brief;
    let mut records: Vec<Record> = brief.events.positions().map(Record::Event).collect();
    if records.is_empty() {
        records = brief.statements.positions().map(Record::Statement).collect();
    }
    records.sort_by(|a, b| list_order(brief, *a, *b));
    let entries = records.into_iter().flat_map(|record| entries(brief, record));
    let mut cards: Vec<TimelineCard> = Vec::new();
    for entry in entries {
        match cards.last_mut().and_then(|card| card.with(&entry)) {
            Some(larger) => *cards.last_mut()? = larger,
            None => cards.push(TimelineCard { entries: vec![entry] }),
        }
    }
    let sheet = |timeline: TimelineCard| {
        let records: Vec<Record> = timeline.entries.iter().map(|entry| entry.record).collect();
        let span = timeline.span();
        let (title, label) = (format!("Timeline {span}"), strictest_label(brief, &records));
        CardDraft { title, short: span, label, records, body: CardBody::Timeline(timeline) }
    };
    (!cards.is_empty()).then(|| CardGroup {
        key: Section::Timeline.word().to_owned(),
        section: Some(Section::Timeline),
        numbered: true,
        cards: cards.into_iter().map(sheet).collect(),
    })
}

/// A record as one entry; as several, where more is told of it than fits a card.
fn entries(brief: &Brief, record: Record) -> Vec<TimelineEntry> {
    let setting = CardLayout::compact(usize::from(smallest_body().width));
    let room = usize::from(smallest_body().height).saturating_sub(1 + DETAILS_GAP);
    let mut rest = details(brief, record);
    let mut parts = Vec::new();
    while let Some((head, then)) = block::split_paragraphs(&rest, setting.text_width(), room) {
        parts.push(head);
        rest = then;
    }
    parts.push(rest);
    let what = match record {
        Record::Event(_) => view::record_text(brief, record),
        Record::Statement(_) | Record::Claim(_) => {
            format!("{}  {}", view::who(brief, record), view::record_text(brief, record))
        }
    };
    let what = text::clean(&what).into_owned();
    let date = view::describe_date_briefly(brief, record);
    parts.into_iter().map(|details| TimelineEntry { record, date: date.clone(), text: what.clone(), details }).collect()
}

/// All that is told of a record while it is lit.
fn details(brief: &Brief, record: Record) -> Vec<Paragraph> {
    let told = RecordView::new(brief, record);
    match record {
        Record::Statement(_) | Record::Claim(_) => record_text::compact(brief, record, None),
        Record::Event(ix) => {
            let event = &brief.events[ix];
            let mut rows = vec![Paragraph::indented(0).with(Tone::Strong, &event.title)];
            rows.extend(record_text::date_line(&told));
            rows.extend(
                view::actors(brief, &event.actors).map(|who| Paragraph::indented(0).hanging(2).with(Tone::Quiet, who)),
            );
            rows.extend(record_text::gist_line(&told));
            rows.extend(record_text::report_lines(&told));
            rows.extend(record_text::label_line(brief, record));
            rows
        }
    }
}

impl TimelineCard {
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
    fn with(&self, entry: &TimelineEntry) -> Option<Self> {
        let entries: Vec<TimelineEntry> = self.entries.iter().chain([entry]).cloned().collect();
        let larger = Self { entries };
        let setting = CardLayout::compact(usize::from(smallest_body().width));
        let fits =
            larger.entries.len() <= MAX_ENTRIES && larger.rows(0, setting).len() <= usize::from(smallest_body().height);
        fits.then_some(larger)
    }

    /// The entries in a list that never moves, and below it the one that is lit; as many rows at every step.
    pub(super) fn rows(&self, step: usize, setting: CardLayout) -> Vec<TextRow> {
        let lit = step.min(self.entries.len().saturating_sub(1));
        let air = setting.gap - 1;
        let mut rows = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if at > 0 {
                rows.resize(rows.len() + air, TextRow::new());
            }
            rows.push(self.row(entry, EntryState::from_index(at, lit), setting));
        }
        rows.resize(rows.len() + air, TextRow::new());
        rows.extend(block::full_width_rows(text::wrap(&[block::rule_line(setting)], setting.width), setting.width));
        rows.resize(rows.len() + DETAILS_GAP - 1 + air, TextRow::new());
        let told = |entry: &TimelineEntry| text::wrap(&entry.details, setting.text_width());
        let below = self.entries.iter().map(|entry| told(entry).len()).max().unwrap_or(0);
        let end = rows.len() + below;
        rows.extend(
            self.entries.get(lit).into_iter().flat_map(|entry| block::full_width_rows(told(entry), setting.width)),
        );
        rows.resize(end, TextRow::new());
        rows
    }

    fn row(&self, entry: &TimelineEntry, light: EntryState, setting: CardLayout) -> TextRow {
        let dates = self
            .entries
            .iter()
            .map(|entry| text::width(&entry.date))
            .max()
            .unwrap_or(0)
            .min(MAX_DATE_WIDTH)
            .min(setting.width / 2);
        let tone = light.tone();
        let mark = if light == EntryState::Current { "▸" } else { " " };
        let cell = |column: usize, width: usize, text: &str| TextCell {
            column,
            width,
            line: TextLine { indent: 0, runs: text::marked_runs(&text::fit(text, width), &[], tone) },
        };
        let title = MARK_WIDTH + dates + 2;
        let room = setting.width.saturating_sub(title);
        vec![cell(0, 1, mark), cell(MARK_WIDTH, dates, &entry.date), cell(title, room, &entry.text)]
    }
}

/// How an entry stands to the light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EntryState {
    Past,
    Current,
    Upcoming,
}

impl EntryState {
    const fn from_index(at: usize, lit: usize) -> Self {
        if at == lit {
            Self::Current
        } else if at < lit {
            Self::Past
        } else {
            Self::Upcoming
        }
    }

    const fn tone(self) -> Tone {
        match self {
            Self::Past => Tone::Plain,
            Self::Current => Tone::Strong,
            Self::Upcoming => Tone::Quiet,
        }
    }
}
