//! The list of briefs, to choose one from: usable before any of them is read. Typing filters it. It reads no file.

mod events;
mod hit_navigation;
mod list_item;
mod previews;

use std::cmp::Reverse;
use std::collections::HashMap;

use ratatui::layout::Size;
use tui_input::Input;

use super::labels::LabelRange;
use super::list::{ListRow, ScrollList};
use super::lookup::LookUp;
use super::reader::BriefReader;
use super::{App, Effect};
use crate::search::library::BriefListing;
use crate::storage::push_query;
pub use events::{LibraryEvent, LibraryRequest};
pub(super) use events::{handle_event, next_request};
pub(super) use hit_navigation::{begin_at_hit, can_return, keep_look_up, return_to_list};
use list_item::BriefFilter;
pub use list_item::BriefListItem;
use list_item::strictest;
use previews::PreviewCache;

impl ListRow for usize {}

/// A folder of briefs.
#[derive(Debug)]
pub struct LibraryList {
    /// The folder's name.
    pub name: String,
    pub briefs: Vec<BriefListItem>,
    /// The briefs that the filter leaves, by their place in `briefs`.
    pub rows: ScrollList<usize>,
    pub filter: Input,
    /// How far they are read; `None` once all can be asked.
    pub reading: Option<LibraryProgress>,
    pub(super) size: Size,
    /// The look-up that the open brief was come to from, and is gone back to.
    pub(super) look_up: Option<Box<LookUp>>,
    /// What was asked of all briefs, the latest last.
    pub(super) queries: Vec<String>,
    /// How many questions were asked, so that each has a number.
    pub(super) query_count: u64,
    previews: PreviewCache,
    /// Every brief, by its place in `briefs`, in the order of the list.
    order: Vec<usize>,
    /// The strictest label of what is listed, and of all briefs; each as soon as it is known.
    labels: [Option<LabelRange>; 2],
}

/// How far a library is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LibraryProgress {
    pub read: usize,
    /// Whether it takes so long that it is to be told.
    pub is_long: bool,
}

/// Rows of the list that are not briefs: header, filter, column heads, footer.
pub const LIBRARY_FRAME_ROWS: u16 = 4;

impl LibraryList {
    /// The whole list, newest brief first.
    pub fn new(size: Size, name: String, briefs: Vec<BriefListing>) -> Self {
        Self { reading: None, ..Self::build(size, name, briefs.into_iter().map(BriefListItem::from_listing).collect()) }
    }

    /// A list of briefs that are to be read, in the order in which they are given until then.
    pub fn unread(size: Size, name: String, names: Vec<String>) -> Self {
        Self::build(size, name, names.into_iter().map(BriefListItem::unread).collect())
    }

    fn build(size: Size, name: String, briefs: Vec<BriefListItem>) -> Self {
        let mut library = Self {
            name,
            briefs,
            rows: ScrollList::new(Vec::new()),
            filter: Input::default(),
            reading: Some(LibraryProgress { read: 0, is_long: false }),
            size,
            look_up: None,
            queries: Vec::new(),
            query_count: 0,
            previews: PreviewCache::default(),
            order: Vec::new(),
            labels: [None; 2],
        };
        library.sort();
        library.apply_filter();
        library
    }

    /// Rows on the screen.
    pub fn height(&self) -> usize {
        usize::from(self.size.height.saturating_sub(LIBRARY_FRAME_ROWS))
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
    pub fn is_sorted(&self) -> bool {
        self.reading.is_none() || self.briefs.iter().all(|brief| brief.summary.is_some())
    }

    /// Whether the brief of the chosen hit is still to be read.
    pub fn awaits_preview(&self) -> bool {
        self.previews.is_loading()
    }

    /// Shows what the filter leaves.
    pub(super) fn apply_filter(&mut self) {
        let sought = BriefFilter::new(self.filter.value());
        let kept = self.order.iter().copied().filter(|at| sought.matches(&self.briefs[*at]));
        let kept: Vec<usize> = kept.collect();
        let listed = strictest(kept.iter().map(|at| &self.briefs[*at]));
        self.labels = [listed, strictest(self.briefs.iter())].map(|label| label.map(LabelRange::up_to));
        self.rows.set_rows(kept);
        self.rows.show_cursor(self.height());
    }

    /// Newest first; as they are given as long as not every date is known: what the eye has found does not move about.
    fn sort(&mut self) {
        self.order = (0..self.briefs.len()).collect();
        if self.briefs.iter().all(|brief| brief.summary.is_some()) {
            let date = |at: &usize| match &self.briefs[*at].summary {
                Some(Ok(head)) => head.as_of.as_str(),
                Some(Err(_)) | None => "",
            };
            self.order.sort_by_key(|at| Reverse(date(at)));
        }
    }

    /// Shows what is now known. Where one has been moved, the cursor stays on its brief, and that on its row of the screen.
    fn refresh_rows(&mut self) {
        if !self.filter.value().is_empty() {
            // Whoever has typed has his eye on what that found.
            self.rows.step(0);
        }
        let above = self.rows.at().saturating_sub(self.rows.top());
        self.apply_filter();
        self.rows.set_top(self.rows.at().saturating_sub(above));
        self.rows.show_cursor(self.height());
    }

    /// Takes a question down as the latest; one that asks nothing is not taken down.
    pub(super) fn keep_query(&mut self, text: &str) {
        if !text.trim().is_empty() {
            push_query(&mut self.queries, text.trim());
        }
    }

    /// The brief that the chosen hit is of, as far as it is at hand.
    pub(super) fn preview(&self) -> Option<&BriefReader> {
        self.previews.chosen_reader()
    }

    /// Chooses the brief that is told of, by its place; `None` for none.
    pub(super) fn select_preview(&mut self, brief: Option<usize>) {
        self.previews.select(brief);
    }

    /// Why nothing can be told from the chosen brief.
    pub(super) fn preview_error(&self) -> Option<&str> {
        self.previews.error()
    }
}

impl App {
    /// The brief that is looked at: the open one, or in the look-up over a library the one of the chosen hit.
    pub(super) fn shown_reader(&self) -> Option<&BriefReader> {
        match &self.library {
            Some(library) if self.at_list => library.preview(),
            Some(_) | None => self.reader.as_deref(),
        }
    }
}

/// What stands in the list, changed by what becomes known of it.
impl LibraryList {
    /// The folder has these briefs; what is known of those that it had stays so until they are read again.
    fn set_briefs(&mut self, mut briefs: Vec<BriefListItem>) {
        let of = |at: usize| self.briefs.get(at).map(|brief| brief.name.clone());
        let (chosen, above) = (self.rows.current().and_then(of), self.rows.at() - self.rows.top());
        if self.briefs.len() == briefs.len() && self.briefs.iter().zip(&briefs).all(|(old, new)| old.name == new.name) {
            briefs = std::mem::take(&mut self.briefs);
        } else {
            let mut known: HashMap<String, BriefListItem> =
                self.briefs.drain(..).map(|brief| (brief.name.clone(), brief)).collect();
            for brief in &mut briefs {
                if let Some(old) = known.remove(&brief.name) {
                    *brief = old;
                }
            }
        }
        self.briefs = briefs;
        self.reading = Some(LibraryProgress { read: 0, is_long: false });
        self.previews = PreviewCache::default();
        self.sort();
        self.apply_filter();
        if let Some(at) = chosen.and_then(|name| self.briefs.iter().position(|brief| brief.name == name)) {
            self.rows.choose(at);
        }
        self.rows.set_top(self.rows.at().saturating_sub(above));
        self.rows.show_cursor(self.height());
    }

    /// These briefs are read.
    fn add_summaries(&mut self, heads: Vec<(usize, BriefListItem)>, reading: LibraryProgress) {
        let is_new = !heads.is_empty();
        let was_known = self.briefs.iter().all(|brief| brief.summary.is_some());
        for (at, volume) in heads {
            if let Some(brief) = self.briefs.get_mut(at) {
                *brief = volume;
            }
        }
        let is_ready = self.reading.is_none();
        self.reading = Some(reading).filter(|_| !is_ready);
        if is_new {
            // A list that is read again is in its order all the time.
            if was_known || self.briefs.iter().all(|brief| brief.summary.is_some()) {
                self.sort();
            }
            self.refresh_rows();
        }
    }
}

/// What is done with what is chosen in the list.
impl LibraryList {
    pub(super) fn open_chosen(&self) -> Option<Effect> {
        self.rows.current().map(Effect::Open)
    }
}
