//! A page of text that scrolls: the bottom line, or how sure we are. It never changes the brief.

use ratatui::layout::Position;

use super::component::{Flow, OverlayComponent, close_text};
use crate::app::{App, MAX_TEXT_WIDTH};
use crate::keys::Action;
use crate::text::{self, TextLine};
use crate::view::PageKind;

/// A page of text that scrolls.
#[derive(Debug)]
pub struct TextPage {
    pub kind: PageKind,
    pub lines: Vec<TextLine>,
    pub top: usize,
}

impl TextPage {
    /// The page, wrapped for the screen.
    pub(in crate::app) fn new(kind: PageKind, app: &mut App) -> Self {
        let mut page = Self { kind, lines: Vec::new(), top: 0 };
        page.lay_out(app);
        page
    }

    fn scroll(&mut self, rows: isize, height: usize) {
        let last = self.lines.len().saturating_sub(height);
        self.top = self.top.saturating_add_signed(rows).min(last);
    }
}

impl OverlayComponent for TextPage {
    fn perform(&mut self, app: &mut App, action: Action) -> Flow {
        let height = app.overlay_height();
        match action.text_motion() {
            Some(motion) => self.scroll(motion.rows(height), height),
            // The keys that open a page also close it.
            None if matches!(action, Action::BottomLine | Action::Honesty) => return Flow::Close(None),
            None => return close_text(action),
        }
        Flow::Stay(None)
    }

    fn scroll_at(&mut self, app: &mut App, _at: Position, rows: isize) {
        self.scroll(rows, app.overlay_height());
    }

    fn lay_out(&mut self, app: &mut App) {
        if let Some(reader) = &app.reader {
            let width = usize::from(app.size.width.saturating_sub(4).min(MAX_TEXT_WIDTH));
            self.lines = text::wrap(&self.kind.paragraphs(&reader.facts), width);
            self.scroll(0, app.overlay_height());
        }
    }
}
