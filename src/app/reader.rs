//! One brief under reading: its panes, pins and trail, and what must be made anew when one of them changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::layout::{Rect, Size};

use super::chronicle::Chronicle;
use super::density::Density;
use super::detail;
use super::flags::Flags;
use super::labels;
use super::linked::Linked;
use super::narrow::{Narrowing, Pins};
use super::overlay::MEASURE;
use super::panes::{Panes, TimeRow};
use super::search::Search;
use super::stage::Spot;
use super::trail::Trail;
use super::{Bookmark, Checked, Item, Opened};
use crate::analysis::{Findings, Matrix};
use crate::diagnostics::Level;
use crate::layout::{self, Pane, Regions, Wants};
use crate::model::{Brief, Record, Tlp};
use crate::text::{self, Line};
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
pub enum Sequence {
    Contradictions,
    Shifts,
}

/// A case that was stepped to, by its place in its sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub sequence: Sequence,
    pub at: usize,
}

/// A brief under reading.
#[derive(Debug)]
pub struct Reader {
    pub name: String,
    pub place: String,
    pub brief: Arc<Brief>,
    /// One line each, with its place.
    pub faults: Vec<String>,
    /// `None` while it is being checked.
    pub checked: Option<Checked>,
    /// What is wrong with the files as they have become since; while there is anything, what is shown is their last good state.
    pub unread: Vec<String>,
    pub findings: Arc<Findings>,
    pub cases: Cases,
    pub flags: Flags,
    pub chronicle: Chronicle,
    pub matrix: Matrix,
    pub as_of: AsOf,
    pub panes: Panes,
    pub pins: Pins,
    pub narrowing: Narrowing,
    pub linked: Linked,
    /// Of what the timeline shows.
    pub density: Density,
    pub focus: Pane,
    pub zoomed: bool,
    pub detail: Detail,
    pub stars: BTreeSet<String>,
    pub marks: BTreeMap<String, Bookmark>,
    pub(super) trail: Trail,
    pub(super) search: Search,
    /// The case last stepped to: it is told first, and the rival side is one of its own.
    pub(super) step: Option<Step>,
    /// Where it was last presented.
    pub(super) presented: Option<Spot>,
    pub(super) size: Size,
    /// The strictest label of anything in the brief.
    pub(super) strictest: Tlp,
}

/// What Detail shows: rows already wrapped for its width.
#[derive(Debug, Default)]
pub struct Detail {
    /// The list pane whose item is shown.
    pub of: Option<Pane>,
    pub lines: Vec<Line>,
    pub top: usize,
    shown: Option<Shown>,
}

/// What the rows of Detail were made for; they are made anew when it changes.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    item: Option<Item>,
    width: u16,
    as_of: AsOf,
    step: Option<Step>,
    is_checked: bool,
}

impl Reader {
    /// A reader that stands where its memory says, or at the first actor.
    pub fn new(size: Size, opened: Opened) -> Self {
        let Opened { brief, findings, name, place, faults, checked, memory } = opened;
        let cases = Cases::of(&brief, &findings);
        let chronicle = Chronicle::of(&brief);
        let matrix = Matrix::of(&brief, None);
        let flags = Flags::of(&findings, &chronicle);
        let mut reader = Self {
            panes: Panes::of(&brief, &chronicle, &matrix),
            name,
            place,
            checked,
            unread: Vec::new(),
            findings,
            cases,
            flags,
            density: Density::default(),
            chronicle,
            matrix,
            as_of: AsOf::Latest,
            pins: Pins::default(),
            narrowing: Narrowing::default(),
            linked: Linked::default(),
            focus: Pane::Actors,
            zoomed: false,
            detail: Detail::default(),
            stars: BTreeSet::new(),
            marks: BTreeMap::new(),
            trail: Trail::default(),
            search: Search::default(),
            step: None,
            presented: None,
            size,
            strictest: labels::strictest(&brief, !faults.is_empty()),
            brief,
            faults,
        };
        reader.recall(memory);
        reader
    }

    /// Where everything stands on the screen.
    pub fn regions(&self) -> Regions {
        let area = Rect::from((ratatui::layout::Position::ORIGIN, self.size));
        let rows = |rows: usize| u16::try_from(rows).unwrap_or(u16::MAX).min(u16::MAX - 2);
        let wants = Wants { sources: rows(self.brief.sources.len()), stances: rows(self.matrix.actors().len()) };
        layout::regions(area, wants, self.focus, self.zoomed)
    }

    /// The pane whose item the reader is looking at: the focused one, or in Detail the one it was entered from.
    pub fn subject_pane(&self) -> Pane {
        match self.focus {
            Pane::Detail => self.detail.of.unwrap_or(Pane::Actors),
            pane @ (Pane::Sources | Pane::Actors | Pane::Stances | Pane::Timeline) => pane,
        }
    }

    /// The item the reader is looking at.
    pub fn subject(&self) -> Option<Item> {
        self.panes.item(self.subject_pane())
    }

    /// The record under the timeline's cursor.
    pub fn record(&self) -> Option<Record> {
        self.panes.timeline.current()?.record()
    }

    /// Focuses a pane.
    pub(super) fn set_focus(&mut self, pane: Pane) {
        if pane == Pane::Detail {
            self.detail.of = Some(self.subject_pane());
        }
        self.focus = pane;
    }

    /// To be called when the pins changed: every pane shows what they leave.
    pub(super) fn after_pins(&mut self) {
        self.narrow();
        self.after_move();
    }

    pub(super) fn narrow(&mut self) {
        self.narrowing = self.pins.narrowing(&self.brief, &self.chronicle);
        self.panes.refill(&self.brief, &self.chronicle, &self.matrix, &self.narrowing);
        self.density = Density::of(&self.chronicle, self.narrowing.kept(Pane::Timeline, self.chronicle.order().len()));
    }

    /// To be called when a cursor, the focus or the size changed: links, scrolling and Detail follow.
    pub(super) fn after_move(&mut self) {
        self.follow_date();
        self.link();
        self.scroll();
        self.tell();
    }

    /// How many errors there are in what is read, as far as it is checked.
    pub fn errors(&self) -> usize {
        let told = self.checked.iter().flat_map(|checked| &checked.told);
        told.take_while(|told| told.code.level() == Level::Error).count()
    }

    /// The cases of a sequence.
    pub fn cases(&self, sequence: Sequence) -> &[Case] {
        match sequence {
            Sequence::Contradictions => &self.cases.contradictions,
            Sequence::Shifts => &self.cases.shifts,
        }
    }

    /// The case that was stepped to, where `record` is on a side of it.
    pub(super) fn stepped_to(&self, record: Record) -> Option<(Step, &Case)> {
        let step = self.step?;
        let case = self.cases(step.sequence).get(step.at)?;
        case.has(record).then_some((step, case))
    }

    /// Finds what belongs to the item looked at; to a side of the case stepped to belong its rivals.
    fn link(&mut self) {
        let subject = self.subject();
        self.linked = match subject {
            Some(item) => Linked::to(&self.brief, &self.chronicle, item),
            None => Linked::default(),
        };
        let Some(Item::Record(here)) = subject else { return };
        let Some((Step { sequence: Sequence::Contradictions, .. }, case)) = self.stepped_to(here) else { return };
        for record in case.records().collect::<Vec<_>>() {
            self.linked.extend(&self.brief, &self.chronicle, Item::Record(record));
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
        crate::analysis::Dated::of(&self.brief, self.record()?).when()?.latest()
    }

    /// Shows the matrix as of another day.
    pub(super) fn set_as_of(&mut self, as_of: AsOf) {
        self.as_of = as_of;
        let day = match as_of {
            AsOf::Latest => None,
            AsOf::Cursor(day) => day,
        };
        self.matrix = Matrix::of(&self.brief, day);
        self.panes.refill(&self.brief, &self.chronicle, &self.matrix, &self.narrowing);
    }

    /// Scrolls every pane as little as shows its cursor, where it has the focus, or what is linked, where it has not.
    fn scroll(&mut self) {
        let regions = self.regions();
        let height = |pane| usize::from(regions.body(pane).height);
        let subject = self.subject_pane();
        let (linked, chronicle) = (&self.linked, &self.chronicle);
        let (sources, actors) = (height(Pane::Sources), height(Pane::Actors));
        self.panes.sources.reveal(sources, subject == Pane::Sources, |source| linked.has_source(source));
        self.panes.actors.reveal(actors, subject == Pane::Actors, |actor| linked.has_actor(actor));
        let stances = height(Pane::Stances).saturating_sub(layout::MATRIX_HEADING);
        self.panes.stances.rows.reveal(stances, subject == Pane::Stances, |actor| linked.has_row(actor));
        let grid = layout::matrix_grid(regions.body(Pane::Stances).width, self.panes.stances.issues.len());
        self.panes.stances.show_column(grid.columns);
        let is_linked = |row: TimeRow| row.record().is_some_and(|record| linked.has_place(chronicle.place(record)));
        self.panes.timeline.reveal(height(Pane::Timeline), subject == Pane::Timeline, is_linked);
    }

    /// Writes Detail anew when its subject or its width changed.
    pub(super) fn tell(&mut self) {
        let body = self.regions().body(Pane::Detail);
        let (as_of, step, is_checked) = (self.as_of, self.step, self.checked.is_some());
        let shown = Shown { item: self.subject(), width: body.width, as_of, step, is_checked };
        if self.detail.shown.as_ref() != Some(&shown) {
            let same_item =
                self.detail.shown.as_ref().is_some_and(|before| (before.item, before.step) == (shown.item, shown.step));
            let paragraphs = shown.item.map(|item| detail::of(self, item)).unwrap_or_default();
            self.detail.lines = text::wrap(&paragraphs, usize::from(body.width.min(MEASURE)).saturating_sub(1));
            self.detail.top = if same_item { self.detail.top } else { 0 };
            self.detail.shown = Some(shown);
        }
        let last = self.detail.lines.len().saturating_sub(usize::from(body.height));
        self.detail.top = self.detail.top.min(last);
    }
}
