//! The rows and cursors of the four list panes. The rows follow from the pins and the matrix, which are never changed
//! here.

use super::BriefItem;
use super::filter::PinFilter;
use super::list::{ListRow, ScrollList};
use crate::analysis::StanceMatrix;
use crate::layout::Pane;
use crate::model::{Actor, Brief, Issue, Ix, Record, Source, Statement};
use crate::view::TimelineIndex;

impl ListRow for Ix<Source> {}
impl ListRow for Ix<Actor> {}

impl BriefItem {
    /// The pane that lists the item.
    pub const fn pane(self) -> Pane {
        match self {
            Self::Source(_) => Pane::Sources,
            Self::Actor(_) => Pane::Actors,
            Self::Issue(_) | Self::Cell(..) => Pane::Stances,
            Self::Record(_) => Pane::Timeline,
        }
    }
}

/// A row of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineRow {
    /// The heading with the date of the record after it.
    Date(Record),
    Record(Record),
}

impl ListRow for TimelineRow {
    fn is_selectable(self) -> bool {
        self.record().is_some()
    }
}

impl TimelineRow {
    /// The record of the row; `None` for a heading.
    pub const fn record(self) -> Option<Record> {
        match self {
            Self::Record(record) => Some(record),
            Self::Date(_) => None,
        }
    }
}

/// The stance matrix as a pane: scrolling rows and columns, and a cursor on a cell or on an issue's heading.
#[derive(Debug, Clone)]
pub struct MatrixPane {
    pub rows: ScrollList<Ix<Actor>>,
    /// The issues shown, in the order of the brief.
    pub issues: Vec<Ix<Issue>>,
    /// The index of the cursor's issue in `issues`.
    pub column: usize,
    /// The first column on the screen.
    pub left: usize,
    /// Whether the cursor is on the heading.
    pub on_heading: bool,
}

/// The four list panes.
#[derive(Debug, Clone)]
pub struct Panes {
    pub sources: ScrollList<Ix<Source>>,
    pub actors: ScrollList<Ix<Actor>>,
    pub stances: MatrixPane,
    pub timeline: ScrollList<TimelineRow>,
}

impl Panes {
    /// The panes of a brief without a filter.
    pub fn new(brief: &Brief, timeline_index: &TimelineIndex, matrix: &StanceMatrix) -> Self {
        let mut panes = Self {
            sources: ScrollList::new(Vec::new()),
            actors: ScrollList::new(Vec::new()),
            stances: MatrixPane {
                rows: ScrollList::new(Vec::new()),
                issues: Vec::new(),
                column: 0,
                left: 0,
                on_heading: false,
            },
            timeline: ScrollList::new(Vec::new()),
        };
        panes.apply_filter(brief, timeline_index, matrix, &PinFilter::default());
        panes
    }

    /// Shows the items that `pin_filter` leaves.
    pub fn apply_filter(
        &mut self,
        brief: &Brief,
        timeline_index: &TimelineIndex,
        matrix: &StanceMatrix,
        pin_filter: &PinFilter,
    ) {
        let keeps = |pane, positions: &[usize]| {
            !pin_filter.is_filtered(pane) || positions.iter().any(|position| pin_filter.keeps(pane, *position))
        };
        let sources =
            timeline_index.sources().iter().copied().filter(|ix| keeps(Pane::Sources, timeline_index.for_source(*ix)));
        self.sources.set_rows(sources.collect());
        let actors =
            timeline_index.actors().iter().copied().filter(|ix| keeps(Pane::Actors, timeline_index.for_actor(*ix)));
        self.actors.set_rows(actors.collect());

        let issue_kept = |issue: &Ix<Issue>| keeps(Pane::Stances, timeline_index.for_issue(*issue));
        let issue = self.stances.issue();
        self.stances.issues = brief.issues.positions().filter(issue_kept).collect();
        self.stances.choose_issue(issue);
        let is_filtered = pin_filter.is_filtered(Pane::Stances);
        let is_kept =
            |ix: &Ix<Statement>| pin_filter.keeps(Pane::Stances, timeline_index.position(Record::Statement(*ix)));
        let row_kept = |actor: &Ix<Actor>| {
            let mut cells = brief.issues.positions().filter_map(|issue| matrix.cell(*actor, issue));
            cells.any(|cell| !is_filtered || cell.statements.iter().any(is_kept))
        };
        self.stances.rows.set_rows(timeline_index.actors().iter().copied().filter(row_kept).collect());

        let kept = pin_filter.kept(Pane::Timeline, timeline_index.records().len());
        self.timeline.set_rows(dated_rows(brief, timeline_index, kept));
    }

    /// The item under the cursor of a pane; `None` in Detail and in an empty pane.
    pub fn item(&self, pane: Pane) -> Option<BriefItem> {
        match pane {
            Pane::Sources => self.sources.current().map(BriefItem::Source),
            Pane::Actors => self.actors.current().map(BriefItem::Actor),
            Pane::Stances => self.stances.item(),
            Pane::Timeline => self.timeline.current()?.record().map(BriefItem::Record),
            Pane::Detail => None,
        }
    }

    /// Puts the cursor of the item's pane on it. Returns whether the pane shows it.
    pub fn choose(&mut self, item: BriefItem) -> bool {
        match item {
            BriefItem::Source(ix) => self.sources.choose(ix),
            BriefItem::Actor(ix) => self.actors.choose(ix),
            BriefItem::Issue(issue) => self.stances.choose(None, issue),
            BriefItem::Cell(actor, issue) => self.stances.choose(Some(actor), issue),
            BriefItem::Record(record) => self.timeline.choose(TimelineRow::Record(record)),
        }
    }
}

impl MatrixPane {
    /// The issue of the cursor's column.
    pub fn issue(&self) -> Option<Ix<Issue>> {
        self.issues.get(self.column).copied()
    }

    /// The cell or issue under the cursor.
    pub fn item(&self) -> Option<BriefItem> {
        let issue = self.issue()?;
        match self.rows.current() {
            Some(actor) if !self.on_heading => Some(BriefItem::Cell(actor, issue)),
            Some(_) | None => Some(BriefItem::Issue(issue)),
        }
    }

    /// Moves the cursor one column to the left or the right.
    pub fn step_column(&mut self, right: bool) {
        let last = self.issues.len().saturating_sub(1);
        self.column = if right { (self.column + 1).min(last) } else { self.column.saturating_sub(1) };
    }

    /// Moves the cursor down or up; above the first row it moves to the heading.
    pub fn step(&mut self, steps: isize) {
        if self.on_heading {
            self.on_heading = steps <= 0;
            return;
        }
        let before = self.rows.at();
        self.rows.step(steps);
        self.on_heading = steps < 0 && before == self.rows.at();
    }

    /// Scrolls the columns as little as possible to show the cursor's, if `shown` columns fit.
    pub fn show_column(&mut self, shown: usize) {
        let shown = shown.max(1);
        if self.column < self.left {
            self.left = self.column;
        } else if self.column >= self.left + shown {
            self.left = self.column + 1 - shown;
        }
        self.left = self.left.min(self.issues.len().saturating_sub(shown));
    }

    fn choose(&mut self, actor: Option<Ix<Actor>>, issue: Ix<Issue>) -> bool {
        let Some(column) = self.issues.iter().position(|other| *other == issue) else { return false };
        let found = actor.is_none_or(|actor| self.rows.choose(actor));
        if found {
            self.column = column;
            self.on_heading = actor.is_none();
        }
        found
    }

    fn choose_issue(&mut self, issue: Option<Ix<Issue>>) {
        let found = issue.and_then(|issue| self.issues.iter().position(|other| *other == issue));
        self.column = found.unwrap_or(self.column).min(self.issues.len().saturating_sub(1));
    }
}

/// The records at these positions, with a heading before each date.
fn dated_rows(
    brief: &Brief,
    timeline_index: &TimelineIndex,
    positions: impl Iterator<Item = usize>,
) -> Vec<TimelineRow> {
    let mut rows = Vec::new();
    let mut last = None;
    for position in positions {
        let record = timeline_index.records()[position];
        if !last.is_some_and(|last| timeline_index.have_same_date(brief, last, position)) {
            rows.push(TimelineRow::Date(record));
        }
        last = Some(position);
        rows.push(TimelineRow::Record(record));
    }
    rows
}
