//! One brief under reading: its panes, pins and trail, and what must be made anew when one of them changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::layout::{Rect, Size};

use super::detail;
use super::filter::{PinFilter, Pins};
use super::flags::FindingFlags;
use super::histogram::Histogram;
use super::history::NavigationHistory;
use super::labels;
use super::linked::LinkedItems;
use super::overlay::MAX_TEXT_WIDTH;
use super::panes::{Panes, TimelineRow};
use super::search::BriefSearch;
use super::timeline_index::TimelineIndex;
use super::{BriefChecks, BriefItem, OpenedBrief};
use crate::analysis::{Analysis, StanceMatrix};
use crate::diagnostics::Severity;
use crate::layout::{self, Pane, PreferredRows, Regions};
use crate::model::{Brief, Record, Tlp};
use crate::storage::Bookmark;
use crate::storage::CardPosition;
use crate::text::{self, TextLine};
use crate::view::cases::{Case, Cases};

/// Of when the matrix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    Latest,
    /// The day of the timeline's cursor, which it follows; `None` where that has no day.
    Cursor(Option<NaiveDate>),
}

/// The cases that are stepped through, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseSequence {
    Contradictions,
    Shifts,
}

/// A case that was stepped to, by its place in its sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseStep {
    pub sequence: CaseSequence,
    pub at: usize,
}

/// A brief under reading.
#[derive(Debug)]
pub struct BriefReader {
    pub name: String,
    pub place: String,
    pub brief: Arc<Brief>,
    /// One line each, with its place.
    pub faults: Vec<String>,
    /// `None` while it is being checked.
    pub checked: Option<BriefChecks>,
    /// What is wrong with the files as they have become since; while there is anything, what is shown is their last good state.
    pub unread: Vec<String>,
    pub findings: Arc<Analysis>,
    pub cases: Cases,
    pub flags: FindingFlags,
    pub timeline_index: TimelineIndex,
    pub matrix: StanceMatrix,
    pub as_of: AsOf,
    pub panes: Panes,
    pub pins: Pins,
    pub pin_filter: PinFilter,
    pub linked: LinkedItems,
    /// Of what the timeline shows.
    pub histogram: Histogram,
    pub focus: Pane,
    pub zoomed: bool,
    pub detail: DetailView,
    pub stars: BTreeSet<String>,
    pub marks: BTreeMap<String, Bookmark>,
    pub(super) history: NavigationHistory,
    pub(super) search: BriefSearch,
    /// The case last stepped to: it is told first, and the rival side is one of its own.
    pub(super) case_step: Option<CaseStep>,
    /// Where it was last presented.
    pub(super) last_presented: Option<CardPosition>,
    pub(super) size: Size,
    /// The strictest label of anything in the brief.
    pub(super) strictest: Tlp,
}

/// What Detail shows: rows already wrapped for its width.
#[derive(Debug, Default)]
pub struct DetailView {
    /// The list pane whose item is shown.
    pub pane: Option<Pane>,
    pub lines: Vec<TextLine>,
    pub top: usize,
    shown: Option<DetailKey>,
}

/// What the rows of Detail were made for; they are made anew when it changes.
#[derive(Debug, PartialEq, Eq)]
struct DetailKey {
    item: Option<BriefItem>,
    width: u16,
    as_of: AsOf,
    step: Option<CaseStep>,
    is_checked: bool,
}

impl BriefReader {
    /// A reader that stands where its memory says, or at the first actor.
    pub fn new(size: Size, opened: OpenedBrief) -> Self {
        let OpenedBrief { brief, findings, name, place, faults, checked, saved_state: memory } = opened;
        let cases = Cases::new(&brief, &findings);
        let chronicle = TimelineIndex::new(&brief);
        let matrix = StanceMatrix::new(&brief, None);
        let flags = FindingFlags::new(&findings, &chronicle);
        let mut reader = Self {
            panes: Panes::new(&brief, &chronicle, &matrix),
            name,
            place,
            checked,
            unread: Vec::new(),
            findings,
            cases,
            flags,
            histogram: Histogram::default(),
            timeline_index: chronicle,
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
            strictest: labels::strictest(&brief, !faults.is_empty()),
            brief,
            faults,
        };
        reader.restore(memory);
        reader
    }

    /// Where everything stands on the screen.
    pub fn regions(&self) -> Regions {
        let area = Rect::from((ratatui::layout::Position::ORIGIN, self.size));
        let rows = |rows: usize| u16::try_from(rows).unwrap_or(u16::MAX).min(u16::MAX - 2);
        let wants =
            PreferredRows { sources: rows(self.brief.sources.len()), stances: rows(self.matrix.actors().len()) };
        layout::regions(area, wants, self.focus, self.zoomed)
    }

    /// The pane whose item the reader is looking at: the focused one, or in Detail the one it was entered from.
    pub fn selected_pane(&self) -> Pane {
        match self.focus {
            Pane::Detail => self.detail.pane.unwrap_or(Pane::Actors),
            pane @ (Pane::Sources | Pane::Actors | Pane::Stances | Pane::Timeline) => pane,
        }
    }

    /// The item the reader is looking at.
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

    /// To be called when the pins changed: every pane shows what they leave.
    pub(super) fn pins_changed(&mut self) {
        self.apply_pins();
        self.cursor_moved();
    }

    pub(super) fn apply_pins(&mut self) {
        self.pin_filter = self.pins.to_filter(&self.brief, &self.timeline_index);
        self.panes.apply_filter(&self.brief, &self.timeline_index, &self.matrix, &self.pin_filter);
        self.histogram = Histogram::new(
            &self.timeline_index,
            self.pin_filter.kept(Pane::Timeline, self.timeline_index.records().len()),
        );
    }

    /// To be called when a cursor, the focus or the size changed: links, scrolling and Detail follow.
    pub(super) fn cursor_moved(&mut self) {
        self.follow_date();
        self.update_links();
        self.scroll_panes();
        self.update_detail();
    }

    /// How many errors there are in what is read, as far as it is checked.
    pub fn error_count(&self) -> usize {
        let told = self.checked.iter().flat_map(|checked| &checked.diagnostics);
        told.take_while(|told| told.code.level() == Severity::Error).count()
    }

    /// The cases of a sequence.
    pub fn cases(&self, sequence: CaseSequence) -> &[Case] {
        match sequence {
            CaseSequence::Contradictions => &self.cases.contradictions,
            CaseSequence::Shifts => &self.cases.shifts,
        }
    }

    /// The case that was stepped to, where `record` is on a side of it.
    pub(super) fn stepped_to(&self, record: Record) -> Option<(CaseStep, &Case)> {
        let step = self.case_step?;
        let case = self.cases(step.sequence).get(step.at)?;
        case.has(record).then_some((step, case))
    }

    /// Finds what belongs to the item looked at; to a side of the case stepped to belong its rivals.
    fn update_links(&mut self) {
        let subject = self.selected_item();
        self.linked = match subject {
            Some(item) => LinkedItems::new(&self.brief, &self.timeline_index, item),
            None => LinkedItems::default(),
        };
        let Some(BriefItem::Record(here)) = subject else { return };
        let Some((CaseStep { sequence: CaseSequence::Contradictions, .. }, case)) = self.stepped_to(here) else {
            return;
        };
        for record in case.records().collect::<Vec<_>>() {
            self.linked.extend(&self.brief, &self.timeline_index, BriefItem::Record(record));
        }
    }

    /// With the matrix as of the timeline's cursor, makes it anew when the cursor's day changed.
    fn follow_date(&mut self) {
        let AsOf::Cursor(day) = self.as_of else { return };
        let now = self.cursor_day();
        if now != day {
            self.set_as_of(AsOf::Cursor(now));
        }
    }

    /// The last day on which the record under the timeline's cursor can have been.
    pub(super) fn cursor_day(&self) -> Option<NaiveDate> {
        crate::analysis::Dated::new(&self.brief, self.timeline_record()?).when()?.latest()
    }

    /// Shows the matrix as of another day.
    pub(super) fn set_as_of(&mut self, as_of: AsOf) {
        self.as_of = as_of;
        let day = match as_of {
            AsOf::Latest => None,
            AsOf::Cursor(day) => day,
        };
        self.matrix = StanceMatrix::new(&self.brief, day);
        self.panes.apply_filter(&self.brief, &self.timeline_index, &self.matrix, &self.pin_filter);
    }

    /// Scrolls every pane as little as shows its cursor, where it has the focus, or what is linked, where it has not.
    fn scroll_panes(&mut self) {
        let regions = self.regions();
        let height = |pane| usize::from(regions.body(pane).height);
        let subject = self.selected_pane();
        let (linked, chronicle) = (&self.linked, &self.timeline_index);
        let (sources, actors) = (height(Pane::Sources), height(Pane::Actors));
        self.panes.sources.reveal(sources, subject == Pane::Sources, |source| linked.has_source(source));
        self.panes.actors.reveal(actors, subject == Pane::Actors, |actor| linked.has_actor(actor));
        let stances = height(Pane::Stances).saturating_sub(layout::MATRIX_HEADING);
        self.panes.stances.rows.reveal(stances, subject == Pane::Stances, |actor| linked.has_row(actor));
        let grid = layout::matrix_grid(regions.body(Pane::Stances).width, self.panes.stances.issues.len());
        self.panes.stances.show_column(grid.columns);
        let is_linked =
            |row: TimelineRow| row.record().is_some_and(|record| linked.has_record_at(chronicle.position(record)));
        self.panes.timeline.reveal(height(Pane::Timeline), subject == Pane::Timeline, is_linked);
    }

    /// Writes Detail anew when its subject or its width changed.
    pub(super) fn update_detail(&mut self) {
        let body = self.regions().body(Pane::Detail);
        let (as_of, step, is_checked) = (self.as_of, self.case_step, self.checked.is_some());
        let shown = DetailKey { item: self.selected_item(), width: body.width, as_of, step, is_checked };
        if self.detail.shown.as_ref() != Some(&shown) {
            let same_item =
                self.detail.shown.as_ref().is_some_and(|before| (before.item, before.step) == (shown.item, shown.step));
            let paragraphs = shown.item.map(|item| detail::paragraphs(self, item)).unwrap_or_default();
            self.detail.lines = text::wrap(&paragraphs, usize::from(body.width.min(MAX_TEXT_WIDTH)).saturating_sub(1));
            self.detail.top = if same_item { self.detail.top } else { 0 };
            self.detail.shown = Some(shown);
        }
        let last = self.detail.lines.len().saturating_sub(usize::from(body.height));
        self.detail.top = self.detail.top.min(last);
    }
}
