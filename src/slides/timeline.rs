//! The cards of the timeline: entries in order, one highlighted per step, with its details below. It never guesses a date.

use super::block::{self, CardLayout};
use super::{CardBody, CardDraft, CardGroup, DeckContext, record_text, smallest_body, strictest_label};
use crate::analysis::list_order;
use crate::model::{Brief, Record, Section};
use crate::text::{self, Paragraph, TextCell, TextLine, TextRow, Tone};
use crate::view;
use crate::view::record_view::{PersonView, RecordView, join};

/// The entries of one card.
#[derive(Debug, Clone)]
pub(super) struct TimelineCard {
    entries: Vec<TimelineEntry>,
}

#[derive(Debug, Clone)]
struct TimelineEntry {
    record: Record,
    date: String,
    text: String,
    /// The text below the list while the entry is highlighted.
    details: Vec<Paragraph>,
}

/// The most entries on a card.
const MAX_ENTRIES: usize = 8;
/// The greatest width of the column of dates, in columns.
const MAX_DATE_WIDTH: usize = 24;
/// Width of the mark before the highlighted entry, in columns.
const MARK_WIDTH: usize = 2;
/// Rows between the entries and the details, including the rule.
const DETAILS_GAP: usize = 2;

/// The cards of the events, or of the statements when there are no events. Records without a date come last.
pub(super) fn timeline_cards(context: DeckContext<'_>) -> Option<CardGroup> {
    let brief = context.brief;
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
    let to_draft = |timeline: TimelineCard| {
        let records: Vec<Record> = timeline.entries.iter().map(|entry| entry.record).collect();
        let span = timeline.span();
        let (title, label) = (format!("Timeline {span}"), strictest_label(brief, &records));
        CardDraft { title, short: span, label, records, body: CardBody::Timeline(timeline) }
    };
    (!cards.is_empty()).then(|| CardGroup {
        key: Section::Timeline.word().to_owned(),
        section: Some(Section::Timeline),
        numbered: true,
        cards: cards.into_iter().map(to_draft).collect(),
    })
}

/// The entries of a record: one, or several when its details do not fit on one card.
fn entries(brief: &Brief, record: Record) -> Vec<TimelineEntry> {
    let layout = CardLayout::compact(usize::from(smallest_body().width));
    let room = usize::from(smallest_body().height).saturating_sub(1 + DETAILS_GAP);
    let mut rest = details(brief, record);
    let mut parts = Vec::new();
    while let Some((head, remainder)) = block::split_paragraphs(&rest, layout.text_width(), room) {
        parts.push(head);
        rest = remainder;
    }
    parts.push(rest);
    let text = match record {
        Record::Event(_) => view::record_text(brief, record),
        Record::Statement(_) | Record::Claim(_) => {
            format!("{}  {}", view::who(brief, record), view::record_text(brief, record))
        }
    };
    let text = text::clean(&text).into_owned();
    let date = view::describe_date_briefly(brief, record);
    parts.into_iter().map(|details| TimelineEntry { record, date: date.clone(), text: text.clone(), details }).collect()
}

/// The details of a record while it is highlighted.
fn details(brief: &Brief, record: Record) -> Vec<Paragraph> {
    let record_view = RecordView::new(brief, record);
    match record {
        Record::Statement(_) | Record::Claim(_) => record_text::compact(brief, record, None),
        Record::Event(_) => {
            let mut rows = vec![record_view.with_who(Paragraph::indented(0))];
            rows.extend(record_text::date_line(&record_view));
            let who = join(&record_view.people, ", ", PersonView::short_name);
            rows.extend(who.map(|who| Paragraph::indented(0).hanging(2).with(Tone::Quiet, who)));
            rows.extend(record_text::gist_line(&record_view));
            rows.extend(record_text::report_lines(&record_view));
            rows.extend(record_text::label_line(&record_view));
            rows
        }
    }
}

impl TimelineCard {
    pub(super) fn steps(&self) -> usize {
        self.entries.len()
    }

    /// The first and the last date of the card.
    fn span(&self) -> String {
        match self.entries.as_slice() {
            [first, .., last] if first.date != last.date => format!("{} … {}", first.date, last.date),
            entries => entries.first().map(|entry| entry.date.clone()).unwrap_or_default(),
        }
    }

    /// The card with one more entry. Returns `None` when it does not fit.
    fn with(&self, entry: &TimelineEntry) -> Option<Self> {
        let entries: Vec<TimelineEntry> = self.entries.iter().chain([entry]).cloned().collect();
        let larger = Self { entries };
        let layout = CardLayout::compact(usize::from(smallest_body().width));
        let fits =
            larger.entries.len() <= MAX_ENTRIES && larger.rows(0, layout).len() <= usize::from(smallest_body().height);
        fits.then_some(larger)
    }

    /// The rows of the card: the list of entries, and below it the details of the highlighted one. Every step has the same number of rows.
    pub(super) fn rows(&self, step: usize, layout: CardLayout) -> Vec<TextRow> {
        let current = step.min(self.entries.len().saturating_sub(1));
        let spacing = layout.gap - 1;
        let mut rows = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if at > 0 {
                rows.resize(rows.len() + spacing, TextRow::new());
            }
            rows.push(self.row(entry, EntryState::from_index(at, current), layout));
        }
        rows.resize(rows.len() + spacing, TextRow::new());
        rows.extend(block::full_width_rows(text::wrap(&[block::rule_line(layout)], layout.width), layout.width));
        rows.resize(rows.len() + DETAILS_GAP - 1 + spacing, TextRow::new());
        let details = |entry: &TimelineEntry| text::wrap(&entry.details, layout.text_width());
        let below = self.entries.iter().map(|entry| details(entry).len()).max().unwrap_or(0);
        let end = rows.len() + below;
        rows.extend(
            self.entries
                .get(current)
                .into_iter()
                .flat_map(|entry| block::full_width_rows(details(entry), layout.width)),
        );
        rows.resize(end, TextRow::new());
        rows
    }

    fn row(&self, entry: &TimelineEntry, state: EntryState, layout: CardLayout) -> TextRow {
        let dates = self
            .entries
            .iter()
            .map(|entry| text::width(&entry.date))
            .max()
            .unwrap_or(0)
            .min(MAX_DATE_WIDTH)
            .min(layout.width / 2);
        let tone = state.tone();
        let mark = if state == EntryState::Current { "▸" } else { " " };
        let cell = |column: usize, width: usize, text: &str| TextCell {
            column,
            width,
            line: TextLine { indent: 0, runs: text::marked_runs(&text::fit(text, width), &[], tone) },
        };
        let title = MARK_WIDTH + dates + 2;
        let room = layout.width.saturating_sub(title);
        vec![cell(0, 1, mark), cell(MARK_WIDTH, dates, &entry.date), cell(title, room, &entry.text)]
    }
}

/// The state of an entry at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EntryState {
    Past,
    Current,
    Upcoming,
}

impl EntryState {
    const fn from_index(at: usize, current: usize) -> Self {
        if at == current {
            Self::Current
        } else if at < current {
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
