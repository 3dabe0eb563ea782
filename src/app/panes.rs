//! The rows of the panes, and where the cursor stands in each. What is shown follows from the pins and the matrix, never the other way.

use std::cmp::Reverse;

use super::BriefItem;
use super::filter::PinFilter;
use super::list::{ListRow, ScrollList};
use super::timeline_index::TimelineIndex;
use crate::analysis::StanceMatrix;
use crate::layout::Pane;
use crate::model::{Actor, Brief, EdtfDate, Issue, Ix, Record, Source, Statement};

impl ListRow for Ix<Source> {}
impl ListRow for Ix<Actor> {}

/// A row of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineRow {
    /// The heading of a date: that of the record after it.
    Date(Record),
    Record(Record),
}

impl ListRow for TimelineRow {
    fn is_selectable(self) -> bool {
        self.record().is_some()
    }
}

impl TimelineRow {
    /// The record of the row; a heading is none.
    pub const fn record(self) -> Option<Record> {
        match self {
            Self::Record(record) => Some(record),
            Self::Date(_) => None,
        }
    }
}

/// The matrix as a pane: rows that scroll, columns that scroll, and a cursor on a cell or on an issue's heading.
#[derive(Debug, Clone)]
pub struct MatrixPane {
    pub rows: ScrollList<Ix<Actor>>,
    /// The issues shown, in the order of the brief.
    pub issues: Vec<Ix<Issue>>,
    /// The issue of the cursor, as a place in `issues`.
    pub column: usize,
    /// The first column on the screen.
    pub left: usize,
    /// Whether the cursor stands on the heading.
    pub on_heading: bool,
}

/// The four panes that list things.
#[derive(Debug, Clone)]
pub struct Panes {
    pub sources: ScrollList<Ix<Source>>,
    pub actors: ScrollList<Ix<Actor>>,
    pub stances: MatrixPane,
    pub timeline: ScrollList<TimelineRow>,
    /// Every source, newest first.
    all_sources: Vec<Ix<Source>>,
    /// Every actor, the one with the most statements first.
    all_actors: Vec<Ix<Actor>>,
    /// How many statements each actor makes, counted once: drawing must not depend on how many there are.
    statements: Vec<usize>,
}

impl Panes {
    /// The panes of a brief that nothing narrows yet.
    pub fn new(brief: &Brief, chronicle: &TimelineIndex, matrix: &StanceMatrix) -> Self {
        let mut all_sources: Vec<Ix<Source>> = brief.sources.positions().collect();
        all_sources
            .sort_by_key(|source| Reverse(brief.sources[*source].published.as_ref().and_then(EdtfDate::earliest)));
        let mut all_actors: Vec<Ix<Actor>> = brief.actors.positions().collect();
        let counts: Vec<usize> = all_actors.iter().map(|actor| count_statements(brief, chronicle, *actor)).collect();
        all_actors.sort_by_key(|actor| (Reverse(counts[actor.at()]), &brief.actors[*actor].name));
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
            all_sources,
            all_actors,
            statements: counts,
        };
        panes.apply_filter(brief, chronicle, matrix, &PinFilter::default());
        panes
    }

    /// How many statements an actor makes.
    pub fn statements_of(&self, actor: Ix<Actor>) -> usize {
        self.statements[actor.at()]
    }

    /// Shows what `narrowing` leaves.
    pub fn apply_filter(
        &mut self,
        brief: &Brief,
        chronicle: &TimelineIndex,
        matrix: &StanceMatrix,
        narrowing: &PinFilter,
    ) {
        let keeps = |pane, places: &[usize]| {
            !narrowing.is_filtered(pane) || places.iter().any(|place| narrowing.keeps(pane, *place))
        };
        let sources = self.all_sources.iter().copied().filter(|ix| keeps(Pane::Sources, chronicle.for_source(*ix)));
        self.sources.set_rows(sources.collect());
        let actors = self.all_actors.iter().copied().filter(|ix| keeps(Pane::Actors, chronicle.for_actor(*ix)));
        self.actors.set_rows(actors.collect());

        let issue_kept = |issue: &Ix<Issue>| keeps(Pane::Stances, chronicle.for_issue(*issue));
        let issue = self.stances.issue();
        self.stances.issues = brief.issues.positions().filter(issue_kept).collect();
        self.stances.choose_issue(issue);
        let narrowed = narrowing.is_filtered(Pane::Stances);
        let stays = |ix: &Ix<Statement>| narrowing.keeps(Pane::Stances, chronicle.position(Record::Statement(*ix)));
        let row_kept = |actor: &Ix<Actor>| {
            let mut cells = brief.issues.positions().filter_map(|issue| matrix.cell(*actor, issue));
            cells.any(|cell| !narrowed || cell.statements.iter().any(stays))
        };
        self.stances.rows.set_rows(self.all_actors.iter().copied().filter(row_kept).collect());

        let kept = narrowing.kept(Pane::Timeline, chronicle.records().len());
        self.timeline.set_rows(dated_rows(brief, chronicle, kept));
    }

    /// The item under the cursor of a pane; `None` in Detail, and where there is nothing.
    pub fn item(&self, pane: Pane) -> Option<BriefItem> {
        match pane {
            Pane::Sources => self.sources.current().map(BriefItem::Source),
            Pane::Actors => self.actors.current().map(BriefItem::Actor),
            Pane::Stances => self.stances.item(),
            Pane::Timeline => self.timeline.current()?.record().map(BriefItem::Record),
            Pane::Detail => None,
        }
    }

    /// Puts the cursor of the item's pane on it; says whether it is shown there.
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

    /// Moves the cursor down or up; above the first row it stands on the heading.
    pub fn step(&mut self, steps: isize) {
        if self.on_heading {
            self.on_heading = steps <= 0;
            return;
        }
        let before = self.rows.at();
        self.rows.step(steps);
        self.on_heading = steps < 0 && before == self.rows.at();
    }

    /// Scrolls the columns as little as shows the cursor's where `shown` columns fit.
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

/// How many statements an actor makes.
fn count_statements(brief: &Brief, chronicle: &TimelineIndex, actor: Ix<Actor>) -> usize {
    let says = |place: &&usize| match chronicle.records()[**place] {
        Record::Statement(ix) => brief.statements[ix].actor() == Some(actor),
        Record::Event(_) | Record::Claim(_) => false,
    };
    chronicle.for_actor(actor).iter().filter(says).count()
}

/// The records at these places, with a heading before each date.
fn dated_rows(brief: &Brief, chronicle: &TimelineIndex, places: impl Iterator<Item = usize>) -> Vec<TimelineRow> {
    let mut rows = Vec::new();
    let mut last = None;
    for place in places {
        let record = chronicle.records()[place];
        if !last.is_some_and(|last| chronicle.have_same_date(brief, last, place)) {
            rows.push(TimelineRow::Date(record));
        }
        last = Some(place);
        rows.push(TimelineRow::Record(record));
    }
    rows
}
