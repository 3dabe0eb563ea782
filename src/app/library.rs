//! The list of briefs, to choose one from. Typing filters it.

use ratatui::layout::Size;
use tui_input::Input;

use super::list::{List, Row};
use super::{Listed, matches_all};

impl Row for usize {}

/// A folder of briefs.
#[derive(Debug)]
pub struct Library {
    /// The folder's name.
    pub name: String,
    pub briefs: Vec<Listed>,
    /// The briefs that the filter leaves, by their place in `briefs`.
    pub rows: List<usize>,
    pub filter: Input,
    pub(super) size: Size,
}

/// Rows of the list that are not briefs: header, filter, column heads, footer.
pub const FRAME: u16 = 4;

impl Library {
    /// The whole list, newest brief first.
    pub fn new(size: Size, name: String, briefs: Vec<Listed>) -> Self {
        let mut library = Self { name, rows: List::new(Vec::new()), filter: Input::default(), size, briefs };
        library.refilter();
        library
    }

    /// Rows on the screen.
    pub fn height(&self) -> usize {
        usize::from(self.size.height.saturating_sub(FRAME))
    }

    /// Shows what the filter leaves, newest first.
    pub(super) fn refilter(&mut self) {
        let text = |listed: &Listed| match &listed.head {
            Ok(head) => format!("{} {} {} {}", listed.name, head.title, head.as_of, head.tlp),
            Err(fault) => format!("{} {fault}", listed.name),
        };
        let kept = |at: &usize| matches_all(&text(&self.briefs[*at]), self.filter.value());
        let mut rows: Vec<usize> = (0..self.briefs.len()).filter(kept).collect();
        let date = |at: &usize| self.briefs[*at].head.as_ref().map(|head| head.as_of.clone()).unwrap_or_default();
        rows.sort_by_cached_key(|at| std::cmp::Reverse(date(at)));
        self.rows.set_rows(rows);
        self.rows.show_cursor(self.height());
    }
}
