//! The state of one open brief: its panes, pins and history, and the data derived from them. It never draws.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ratatui::layout::{Rect, Size};

use super::filter::{PinFilter, Pins};
use super::histogram::Histogram;
use super::history::NavigationHistory;
use super::labels::{self, LabelRange};
use super::linked::LinkedItems;
use super::panes::{Panes, TimelineRow};
use super::search::BriefSearch;
use super::{BriefFacts, BriefItem, OpenedBrief};
use crate::analysis::StanceMatrix;
use crate::diagnostics::Severity;
use crate::layout::{self, Pane, PreferredRows, Regions};
use crate::model::{Record, Tlp};
use crate::storage::{Bookmark, CardPosition};
use crate::text::TextLine;
use crate::view::cases::Case;

/// The date of the stance matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    Latest,
    /// The day of the timeline's cursor, updated when it moves; `None` if its record is undated.
    Cursor(Option<NaiveDate>),
}

/// The sequences of cases that the user steps through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseSequence {
    Contradictions,
    Shifts,
}

/// A case, by its index in its sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseStep {
    pub sequence: CaseSequence,
    pub at: usize,
}

/// An open brief with the state of its panes.
#[derive(Debug)]
pub struct BriefReader {
    pub facts: BriefFacts,
    pub matrix: StanceMatrix,
    pub as_of: AsOf,
    pub panes: Panes,
    pub pins: Pins,
    pub pin_filter: PinFilter,
    pub linked: LinkedItems,
    /// The histogram of the records that the timeline shows.
    pub histogram: Histogram,
    pub focus: Pane,
    pub zoomed: bool,
    pub detail: DetailView,
    pub stars: BTreeSet<String>,
    pub marks: BTreeMap<String, Bookmark>,
    pub(super) history: NavigationHistory,
    pub(super) search: BriefSearch,
    /// The case that the user stepped to last. Detail shows it first, and its rival sides count as linked.
    pub(super) case_step: Option<CaseStep>,
    /// The card at which the last presentation ended.
    pub(super) last_presented: Option<CardPosition>,
    pub(super) size: Size,
    /// The strictest label of anything in the brief.
    pub(super) strictest: Tlp,
}

/// The content of the Detail pane, wrapped for its width.
#[derive(Debug, Default)]
pub struct DetailView {
    /// The list pane whose item Detail shows.
    pub pane: Option<Pane>,
    pub lines: Vec<TextLine>,
    pub top: usize,
    pub(super) key: Option<DetailKey>,
}

/// The cache key of the rows of Detail: they are built again when it changes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DetailKey {
    pub(super) item: Option<BriefItem>,
    pub(super) width: u16,
    pub(super) as_of: AsOf,
    pub(super) step: Option<CaseStep>,
    pub(super) is_checked: bool,
}

impl BriefReader {
    /// A reader at its saved position, or at the first actor.
    pub fn new(size: Size, opened: OpenedBrief) -> Self {
        let OpenedBrief { facts, saved_state } = opened;
        let matrix = StanceMatrix::new(&facts.brief, None);
        let mut reader = Self {
            panes: Panes::new(&facts.brief, &facts.timeline_index, &matrix),
            histogram: Histogram::default(),
            matrix,
            as_of: AsOf::Latest,
            pins: Pins::default(),
            pin_filter: PinFilter::default(),
            linked: LinkedItems::default(),
            focus: Pane::Actors,
            zoomed: false,
            detail: DetailView::default(),
            stars: BTreeSet::new(),
            marks: BTreeMap::new(),
            history: NavigationHistory::default(),
            search: BriefSearch::default(),
            case_step: None,
            last_presented: None,
            size,
            strictest: labels::strictest(&facts.brief, !facts.faults.is_empty()),
            facts,
        };
        reader.restore(saved_state);
        reader
    }

    /// The areas of the panes on the screen.
    pub fn regions(&self) -> Regions {
        let area = Rect::from((ratatui::layout::Position::ORIGIN, self.size));
        let rows = |rows: usize| u16::try_from(rows).unwrap_or(u16::MAX).min(u16::MAX - 2);
        let preferred =
            PreferredRows { sources: rows(self.facts.brief.sources.len()), stances: rows(self.matrix.actors().len()) };
        layout::regions(area, preferred, self.focus, self.zoomed)
    }

    /// The pane of the selected item: the focused pane, or the pane from which Detail was entered.
    pub fn selected_pane(&self) -> Pane {
        match self.focus {
            Pane::Detail => self.detail.pane.unwrap_or(Pane::Actors),
            pane @ (Pane::Sources | Pane::Actors | Pane::Stances | Pane::Timeline) => pane,
        }
    }

    /// The selected item.
    pub fn selected_item(&self) -> Option<BriefItem> {
        self.panes.item(self.selected_pane())
    }

    /// The record under the timeline's cursor.
    pub fn timeline_record(&self) -> Option<Record> {
        self.panes.timeline.current()?.record()
    }

    /// Focuses a pane.
    pub(super) fn set_focus(&mut self, pane: Pane) {
        if pane == Pane::Detail {
            self.detail.pane = Some(self.selected_pane());
        }
        self.focus = pane;
    }

    /// Applies the pins to every pane. Call it after every change of the pins.
    pub(super) fn pins_changed(&mut self) {
        self.apply_pins();
        self.cursor_moved();
    }

    pub(super) fn apply_pins(&mut self) {
        self.pin_filter = self.pins.to_filter(&self.facts.brief, &self.facts.timeline_index);
        self.panes.apply_filter(&self.facts.brief, &self.facts.timeline_index, &self.matrix, &self.pin_filter);
        self.histogram = Histogram::new(
            &self.facts.timeline_index,
            self.pin_filter.kept(Pane::Timeline, self.facts.timeline_index.records().len()),
        );
    }

    /// Updates links, scrolling and Detail. Call it after every change of a cursor, the focus or the size.
    pub(super) fn cursor_moved(&mut self) {
        self.follow_date();
        self.update_links();
        self.scroll_panes();
        self.update_detail();
    }

    /// The number of errors in the brief; 0 until it is checked.
    pub fn error_count(&self) -> usize {
        self.facts.diagnostics(Severity::Error).count()
    }

    /// The cases of a sequence.
    pub fn cases(&self, sequence: CaseSequence) -> &[Case] {
        match sequence {
            CaseSequence::Contradictions => &self.facts.cases.contradictions,
            CaseSequence::Shifts => &self.facts.cases.shifts,
        }
    }

    /// The current case, if `record` is on one of its sides.
    pub(super) fn stepped_to(&self, record: Record) -> Option<(CaseStep, &Case)> {
        let step = self.case_step?;
        let case = self.cases(step.sequence).get(step.at)?;
        case.has(record).then_some((step, case))
    }

    /// Links the selected item to its records. A record on a side of the current contradiction is also linked to its
    /// rivals.
    fn update_links(&mut self) {
        let selected = self.selected_item();
        self.linked = match selected {
            Some(item) => LinkedItems::new(&self.facts.brief, &self.facts.timeline_index, item),
            None => LinkedItems::default(),
        };
        let Some(BriefItem::Record(here)) = selected else { return };
        let Some((CaseStep { sequence: CaseSequence::Contradictions, .. }, case)) = self.stepped_to(here) else {
            return;
        };
        for record in case.records().collect::<Vec<_>>() {
            self.linked.extend(&self.facts.brief, &self.facts.timeline_index, BriefItem::Record(record));
        }
    }

    /// Rebuilds the matrix if it follows the timeline's cursor and the cursor's day changed.
    fn follow_date(&mut self) {
        let AsOf::Cursor(day) = self.as_of else { return };
        let now = self.cursor_day();
        if now != day {
            self.set_as_of(AsOf::Cursor(now));
        }
    }

    /// The latest possible day of the record under the timeline's cursor.
    pub(super) fn cursor_day(&self) -> Option<NaiveDate> {
        crate::analysis::Dated::new(&self.facts.brief, self.timeline_record()?).when()?.latest()
    }

    /// Rebuilds the matrix for another day.
    pub(super) fn set_as_of(&mut self, as_of: AsOf) {
        self.as_of = as_of;
        let day = match as_of {
            AsOf::Latest => None,
            AsOf::Cursor(day) => day,
        };
        self.matrix = StanceMatrix::new(&self.facts.brief, day);
        self.panes.apply_filter(&self.facts.brief, &self.facts.timeline_index, &self.matrix, &self.pin_filter);
    }

    /// Scrolls every pane as little as possible: the selected pane to its cursor, the others to a linked row.
    fn scroll_panes(&mut self) {
        let regions = self.regions();
        let height = |pane| usize::from(regions.body(pane).height);
        let selected = self.selected_pane();
        let (linked, timeline_index) = (&self.linked, &self.facts.timeline_index);
        let (sources, actors) = (height(Pane::Sources), height(Pane::Actors));
        self.panes.sources.reveal(sources, selected == Pane::Sources, |source| linked.has_source(source));
        self.panes.actors.reveal(actors, selected == Pane::Actors, |actor| linked.has_actor(actor));
        let stances = height(Pane::Stances).saturating_sub(layout::MATRIX_HEADING);
        self.panes.stances.rows.reveal(stances, selected == Pane::Stances, |actor| linked.has_row(actor));
        let grid = layout::matrix_grid(regions.body(Pane::Stances).width, self.panes.stances.issues.len());
        self.panes.stances.show_column(grid.columns);
        let is_linked =
            |row: TimelineRow| row.record().is_some_and(|record| linked.has_record_at(timeline_index.position(record)));
        self.panes.timeline.reveal(height(Pane::Timeline), selected == Pane::Timeline, is_linked);
    }

    /// The labels of the screen. They reach `TLP:RED` while the files have faults, because the banner quotes the faulty
    /// lines.
    pub fn labels(&self) -> LabelRange {
        let strictest = if self.facts.unread.is_empty() { self.strictest } else { Tlp::Red };
        LabelRange { own: Some(self.facts.brief.tlp), strictest }
    }
}
