//! The list of briefs, to choose one from: usable before any of them is read. Typing filters it. It reads no file.

mod leaves;
mod news;
mod volume;
mod way;

use std::cmp::Reverse;
use std::collections::HashMap;

use ratatui::layout::Size;
use tui_input::Input;

use super::labels::LabelRange;
use super::list::{List, Row};
use super::lookup::LookUp;
use super::memory::keep_question;
use super::reader::Reader;
use super::{App, Effect, Listed};
use leaves::Leaves;
pub use news::{News, Wanted};
pub(super) use news::{hear, wants};
use volume::Sought;
pub use volume::Volume;
use volume::strictest;
pub(super) use way::{arrive, come_back, leads_back, leave};

impl Row for usize {}

/// A folder of briefs.
#[derive(Debug)]
pub struct Library {
    /// The folder's name.
    pub name: String,
    pub briefs: Vec<Volume>,
    /// The briefs that the filter leaves, by their place in `briefs`.
    pub rows: List<usize>,
    pub filter: Input,
    /// How far they are read; `None` once all can be asked.
    pub reading: Option<Reading>,
    pub(super) size: Size,
    /// The look-up that the open brief was come to from, and is gone back to.
    pub(super) look: Option<Box<LookUp>>,
    /// What was asked of all briefs, the latest last.
    pub(super) questions: Vec<String>,
    /// How many questions were asked, so that each has a number.
    pub(super) asked: u64,
    leaves: Leaves,
    /// Every brief, by its place in `briefs`, in the order of the list.
    order: Vec<usize>,
    /// The strictest label of what is listed, and of all briefs; each as soon as it is known.
    labels: [Option<LabelRange>; 2],
}

/// How far a library is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    pub read: usize,
    /// Whether it takes so long that it is to be told.
    pub is_long: bool,
}

/// Rows of the list that are not briefs: header, filter, column heads, footer.
pub const FRAME: u16 = 4;

impl Library {
    /// The whole list, newest brief first.
    pub fn new(size: Size, name: String, briefs: Vec<Listed>) -> Self {
        Self { reading: None, ..Self::of(size, name, briefs.into_iter().map(Volume::read).collect()) }
    }

    /// A list of briefs that are to be read, in the order in which they are given until then.
    pub fn unread(size: Size, name: String, names: Vec<String>) -> Self {
        Self::of(size, name, names.into_iter().map(Volume::unread).collect())
    }

    fn of(size: Size, name: String, briefs: Vec<Volume>) -> Self {
        let mut library = Self {
            name,
            briefs,
            rows: List::new(Vec::new()),
            filter: Input::default(),
            reading: Some(Reading { read: 0, is_long: false }),
            size,
            look: None,
            questions: Vec::new(),
            asked: 0,
            leaves: Leaves::default(),
            order: Vec::new(),
            labels: [None; 2],
        };
        library.sort();
        library.refilter();
        library
    }

    /// Rows on the screen.
    pub fn height(&self) -> usize {
        usize::from(self.size.height.saturating_sub(FRAME))
    }

    /// How many briefs are read, where it is to be told that not all can be asked yet.
    pub fn progress(&self) -> Option<usize> {
        self.reading.filter(|reading| reading.is_long).map(|reading| reading.read)
    }

    /// The strictest label of what is listed; `None` while that is not known.
    pub const fn listed_labels(&self) -> Option<LabelRange> {
        self.labels[0]
    }

    /// The strictest label of all briefs, which the look-up asks; `None` while that is not known.
    pub const fn all_labels(&self) -> Option<LabelRange> {
        self.labels[1]
    }

    /// Whether the list is in its order: every brief is read.
    pub fn is_in_order(&self) -> bool {
        self.reading.is_none() || self.briefs.iter().all(|brief| brief.head.is_some())
    }

    /// Whether the brief of the chosen hit is still to be read.
    pub fn awaits_leaf(&self) -> bool {
        self.leaves.is_awaited()
    }

    /// Shows what the filter leaves.
    pub(super) fn refilter(&mut self) {
        let sought = Sought::of(self.filter.value());
        let kept = self.order.iter().copied().filter(|at| sought.is_in(&self.briefs[*at]));
        let kept: Vec<usize> = kept.collect();
        let listed = strictest(kept.iter().map(|at| &self.briefs[*at]));
        self.labels = [listed, strictest(self.briefs.iter())].map(|label| label.map(LabelRange::up_to));
        self.rows.set_rows(kept);
        self.rows.show_cursor(self.height());
    }

    /// Newest first; as they are given as long as not every date is known: what the eye has found does not move about.
    fn sort(&mut self) {
        self.order = (0..self.briefs.len()).collect();
        if self.briefs.iter().all(|brief| brief.head.is_some()) {
            let date = |at: &usize| match &self.briefs[*at].head {
                Some(Ok(head)) => head.as_of.as_str(),
                Some(Err(_)) | None => "",
            };
            self.order.sort_by_key(|at| Reverse(date(at)));
        }
    }

    /// Shows what is now known. Where one has been moved, the cursor stays on its brief, and that on its row of the screen.
    fn relist(&mut self) {
        if !self.filter.value().is_empty() {
            // Whoever has typed has his eye on what that found.
            self.rows.step(0);
        }
        let above = self.rows.at().saturating_sub(self.rows.top());
        self.refilter();
        self.rows.set_top(self.rows.at().saturating_sub(above));
        self.rows.show_cursor(self.height());
    }

    /// Takes a question down as the latest; one that asks nothing is not taken down.
    pub(super) fn keep_question(&mut self, text: &str) {
        if !text.trim().is_empty() {
            keep_question(&mut self.questions, text.trim());
        }
    }

    /// The brief that the chosen hit is of, as far as it is at hand.
    pub(super) fn leaf(&self) -> Option<&Reader> {
        self.leaves.chosen()
    }

    /// Chooses the brief that is told of, by its place; `None` for none.
    pub(super) fn turn_to(&mut self, brief: Option<usize>) {
        self.leaves.turn_to(brief);
    }

    /// Why nothing can be told from the chosen brief.
    pub(super) fn trouble(&self) -> Option<&str> {
        self.leaves.trouble()
    }
}

impl App {
    /// The brief that is looked at: the open one, or in the look-up over a library the one of the chosen hit.
    pub(super) fn looked_at(&self) -> Option<&Reader> {
        match &self.library {
            Some(library) if self.at_list => library.leaf(),
            Some(_) | None => self.reader.as_deref(),
        }
    }
}

/// What stands in the list, changed by what becomes known of it.
impl Library {
    /// The folder has these briefs; what is known of those that it had stays so until they are read again.
    fn renew(&mut self, mut briefs: Vec<Volume>) {
        let of = |at: usize| self.briefs.get(at).map(|brief| brief.name.clone());
        let (chosen, above) = (self.rows.current().and_then(of), self.rows.at() - self.rows.top());
        if self.briefs.len() == briefs.len() && self.briefs.iter().zip(&briefs).all(|(old, new)| old.name == new.name) {
            briefs = std::mem::take(&mut self.briefs);
        } else {
            let mut known: HashMap<String, Volume> =
                self.briefs.drain(..).map(|brief| (brief.name.clone(), brief)).collect();
            for brief in &mut briefs {
                if let Some(old) = known.remove(&brief.name) {
                    *brief = old;
                }
            }
        }
        self.briefs = briefs;
        self.reading = Some(Reading { read: 0, is_long: false });
        self.leaves = Leaves::default();
        self.sort();
        self.refilter();
        if let Some(at) = chosen.and_then(|name| self.briefs.iter().position(|brief| brief.name == name)) {
            self.rows.choose(at);
        }
        self.rows.set_top(self.rows.at().saturating_sub(above));
        self.rows.show_cursor(self.height());
    }

    /// These briefs are read.
    fn read(&mut self, heads: Vec<(usize, Volume)>, reading: Reading) {
        let is_new = !heads.is_empty();
        let was_known = self.briefs.iter().all(|brief| brief.head.is_some());
        for (at, volume) in heads {
            if let Some(brief) = self.briefs.get_mut(at) {
                *brief = volume;
            }
        }
        let is_ready = self.reading.is_none();
        self.reading = Some(reading).filter(|_| !is_ready);
        if is_new {
            // A list that is read again is in its order all the time.
            if was_known || self.briefs.iter().all(|brief| brief.head.is_some()) {
                self.sort();
            }
            self.relist();
        }
    }
}

/// What is done with what is chosen in the list.
impl Library {
    pub(super) fn open(&self) -> Option<Effect> {
        self.rows.current().map(Effect::Open)
    }
}
