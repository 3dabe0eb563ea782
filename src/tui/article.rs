//! An article with the words of a quote lit, over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::frame::row_rect;
use super::overlay_frame;
use super::pages::render_lines;
use super::row_writer::RowWriter;
use crate::app::article_view::ArticleView;
use crate::keys::{Action, BriefAction, Keymap};
use crate::tui::theme::{Theme, ThemeRole};
use crate::view::pluralize;

pub(super) struct ArticleWidget<'a> {
    pub(super) passage: &'a ArticleView,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for ArticleWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self { passage, keys, theme } = self;
        let body = overlay_frame("In the article", area, theme, buf);
        let head = u16::try_from(passage.head.len()).unwrap_or(body.height).min(body.height);
        render_lines(&passage.head, 0, Rect { height: head, ..body }, theme, buf);
        let height = u16::try_from(passage.height).unwrap_or(u16::MAX).min(body.height.saturating_sub(head + 1));
        let text = Rect { y: body.y + head + 1, height, ..body };
        render_lines(&passage.lines, passage.top, text, theme, buf);
        let (key, quiet) = (theme.style(ThemeRole::Key), theme.style(ThemeRole::Quiet));
        let mut pen = RowWriter::new(buf, row_rect(area, area.height - 1));
        pen.skip(2).text(key, &keys.key_label(Action::Brief(BriefAction::UnpinAll))).text(quiet, " back");
        if passage.parts.len() > 1 {
            let told = format!(" part {} of {}", passage.part + 1, passage.parts.len());
            pen.skip(3).text(key, &keys.key_label(Action::Brief(BriefAction::NextHit))).text(quiet, &told);
        }
        let below = passage.lines.len().saturating_sub(passage.top + usize::from(height));
        if below > 0 {
            pen.skip(3)
                .text(key, &keys.key_label(Action::Brief(BriefAction::Down)))
                .text(quiet, &format!(" {}", pluralize(below, "more row")));
        }
    }
}
