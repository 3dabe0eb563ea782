//! The overlay of an article with the words of a quote highlighted. It never searches for the quote.

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
    pub(super) article: &'a ArticleView,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for ArticleWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self { article, keys, theme } = self;
        let body = overlay_frame("In the article", area, theme, buf);
        let head = u16::try_from(article.head.len()).unwrap_or(body.height).min(body.height);
        render_lines(&article.head, 0, Rect { height: head, ..body }, theme, buf);
        let height = u16::try_from(article.height).unwrap_or(u16::MAX).min(body.height.saturating_sub(head + 1));
        let text = Rect { y: body.y + head + 1, height, ..body };
        render_lines(&article.lines, article.top, text, theme, buf);
        let (key, quiet) = (theme.style(ThemeRole::Key), theme.style(ThemeRole::Quiet));
        let mut writer = RowWriter::new(buf, row_rect(area, area.height - 1));
        writer.skip(2).text(key, &keys.key_label(Action::Brief(BriefAction::UnpinAll))).text(quiet, " back");
        if article.parts.len() > 1 {
            let part = format!(" part {} of {}", article.part + 1, article.parts.len());
            writer.skip(3).text(key, &keys.key_label(Action::Brief(BriefAction::NextHit))).text(quiet, &part);
        }
        let below = article.lines.len().saturating_sub(article.top + usize::from(height));
        if below > 0 {
            writer
                .skip(3)
                .text(key, &keys.key_label(Action::Brief(BriefAction::Down)))
                .text(quiet, &format!(" {}", pluralize(below, "more row")));
        }
    }
}
