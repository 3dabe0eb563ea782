//! The list of the briefs of a folder, with a filter. It can be used before any brief is loaded. It reads no file.

mod events;
mod hit_navigation;
mod keys;
mod list_item;
mod previews;

use std::cmp::Reverse;
use std::collections::HashMap;

use ratatui::layout::Size;
use tui_input::Input;

use super::labels::LabelRange;
use super::list::{ListRow, ScrollList};
use super::{App, BriefFacts, Effect};
use crate::search::library::BriefListing;
use crate::storage::push_query;
pub use events::{LibraryEvent, LibraryRequest};
pub(super) use events::{handle_event, next_request};
pub(super) use hit_navigation::{begin_at_hit, can_return, keep_look_up, return_to_list};
pub(super) use keys::{handle_library_key, handle_mouse, perform_in_list};
use list_item::BriefFilter;
pub use list_item::BriefListItem;
use list_item::strictest;
use previews::PreviewCache;

impl ListRow for usize {}

/// The list of the briefs of a folder.
#[derive(Debug)]
pub struct LibraryList {
    /// The folder's name.
    pub name: String,
    pub briefs: Vec<BriefListItem>,
    /// The briefs that match the filter, by their index in `briefs`.
    pub rows: ScrollList<usize>,
    pub filter: Input,
    /// The progress of loading; `None` once all briefs are indexed.
    pub reading: Option<LibraryProgress>,
    pub(super) size: Size,
    /// The queries over all briefs, the latest last.
    pub(super) queries: Vec<String>,
    /// The number of queries so far; each query gets a number.
    pub(super) query_count: u64,
    previews: PreviewCache,
    /// The order of the list, as indices in `briefs`.
    order: Vec<usize>,
    /// The strictest label of the listed briefs and of all briefs; `None` until it is known.
    labels: [Option<LabelRange>; 2],
}

/// The progress of loading a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LibraryProgress {
    pub read: usize,
    /// Whether loading takes so long that the progress is shown.
    pub is_long: bool,
}

/// The rows of the screen that are not briefs: header, filter, column headings, footer.
pub const LIBRARY_FRAME_ROWS: u16 = 4;

impl LibraryList {
    /// A list of loaded briefs, the newest first.
    pub fn new(size: Size, name: String, briefs: Vec<BriefListing>) -> Self {
        Self { reading: None, ..Self::build(size, name, briefs.into_iter().map(BriefListItem::from_listing).collect()) }
    }

    /// A list of briefs that are not loaded yet, in the given order until they are.
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

    /// The number of rows of the list on the screen.
    pub fn height(&self) -> usize {
        usize::from(self.size.height.saturating_sub(LIBRARY_FRAME_ROWS))
    }

    /// The number of loaded briefs, if the progress is shown.
    pub fn progress(&self) -> Option<usize> {
        self.reading.filter(|reading| reading.is_long).map(|reading| reading.read)
    }

    /// The strictest label of the listed briefs; `None` while it is not known.
    pub const fn listed_labels(&self) -> Option<LabelRange> {
        self.labels[0]
    }

    /// The strictest label of all briefs, which the look-up searches; `None` while it is not known.
    pub const fn all_labels(&self) -> Option<LabelRange> {
        self.labels[1]
    }

    /// Whether the list has its final order: every brief is loaded.
    pub fn is_sorted(&self) -> bool {
        self.reading.is_none() || self.briefs.iter().all(|brief| brief.summary.is_some())
    }

    /// Whether the brief of the chosen hit is still loading.
    pub fn awaits_preview(&self) -> bool {
        self.previews.is_loading()
    }

    /// Shows the briefs that match the filter.
    pub(super) fn apply_filter(&mut self) {
        let filter = BriefFilter::new(self.filter.value());
        let kept = self.order.iter().copied().filter(|at| filter.matches(&self.briefs[*at]));
        let kept: Vec<usize> = kept.collect();
        let listed = strictest(kept.iter().map(|at| &self.briefs[*at]));
        self.labels = [listed, strictest(self.briefs.iter())].map(|label| label.map(LabelRange::up_to));
        self.rows.set_rows(kept);
        self.rows.show_cursor(self.height());
    }

    /// Sorts the briefs by date, the newest first. Keeps the given order until every date is known, so that rows do not
    /// move while the user looks at them.
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

    /// Refreshes the rows. The cursor stays on its brief and on its row of the screen once the user has moved it.
    fn refresh_rows(&mut self) {
        if !self.filter.value().is_empty() {
            // Typing a filter counts as choosing the row under the cursor.
            self.rows.step(0);
        }
        let above = self.rows.at().saturating_sub(self.rows.top());
        self.apply_filter();
        self.rows.set_top(self.rows.at().saturating_sub(above));
        self.rows.show_cursor(self.height());
    }

    /// Adds a query to the history; an empty query is not added.
    pub(super) fn keep_query(&mut self, text: &str) {
        if !text.trim().is_empty() {
            push_query(&mut self.queries, text.trim());
        }
    }

    /// The loaded brief of the chosen hit.
    pub(super) fn preview(&self) -> Option<&BriefFacts> {
        self.previews.chosen_facts()
    }

    /// Chooses the brief to preview, by its index; `None` for none.
    pub(super) fn select_preview(&mut self, brief: Option<usize>) {
        self.previews.select(brief);
    }

    /// Why the chosen brief cannot be previewed.
    pub(super) fn preview_error(&self) -> Option<&str> {
        self.previews.error()
    }
}

impl App {
    /// The brief on the screen: the open one, or the brief of the chosen hit in a look-up over a library.
    pub(super) fn shown_facts(&self) -> Option<&BriefFacts> {
        match &self.library {
            Some(library) if self.at_list => library.preview(),
            Some(_) | None => self.reader.as_ref().map(|reader| &reader.facts),
        }
    }
}

/// Changes by events of the library worker.
impl LibraryList {
    /// Replaces the list of briefs; summaries that are already loaded stay until they are loaded again.
    fn set_briefs(&mut self, mut briefs: Vec<BriefListItem>) {
        let name_at = |at: usize| self.briefs.get(at).map(|brief| brief.name.clone());
        let (chosen, above) = (self.rows.current().and_then(name_at), self.rows.at() - self.rows.top());
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

    /// Adds loaded summaries.
    fn add_summaries(&mut self, heads: Vec<(usize, BriefListItem)>, reading: LibraryProgress) {
        let is_new = !heads.is_empty();
        let was_known = self.briefs.iter().all(|brief| brief.summary.is_some());
        for (at, item) in heads {
            if let Some(brief) = self.briefs.get_mut(at) {
                *brief = item;
            }
        }
        let is_ready = self.reading.is_none();
        self.reading = Some(reading).filter(|_| !is_ready);
        if is_new {
            // A list that is loaded again keeps its order sorted at every step.
            if was_known || self.briefs.iter().all(|brief| brief.summary.is_some()) {
                self.sort();
            }
            self.refresh_rows();
        }
    }
}

/// Actions on the chosen brief.
impl LibraryList {
    pub(super) fn open_chosen(&self) -> Option<Effect> {
        self.rows.current().map(Effect::Open)
    }
}
