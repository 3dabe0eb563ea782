//! An article with the words of a quote lit, over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::frame::line;
use super::pages::rows;
use super::pen::Pen;
use super::sheet;
use crate::app::passage::Passage;
use crate::keys::{Action, Keymap, Verb};
use crate::tui::theme::{Role, Theme};
use crate::view::count;

pub(super) struct Sheet<'a> {
    pub(super) passage: &'a Passage,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for Sheet<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self { passage, keys, theme } = self;
        let body = sheet("In the article", area, theme, buf);
        let head = u16::try_from(passage.head.len()).unwrap_or(body.height).min(body.height);
        rows(&passage.head, 0, Rect { height: head, ..body }, theme, buf);
        let height = u16::try_from(passage.height).unwrap_or(u16::MAX).min(body.height.saturating_sub(head + 1));
        let text = Rect { y: body.y + head + 1, height, ..body };
        rows(&passage.lines, passage.top, text, theme, buf);
        let (key, quiet) = (theme.style(Role::Key), theme.style(Role::Quiet));
        let mut pen = Pen::new(buf, line(area, area.height - 1));
        pen.skip(2).text(key, &keys.key(Action::Brief(Verb::UnpinAll))).text(quiet, " back");
        if passage.parts.len() > 1 {
            let told = format!(" part {} of {}", passage.part + 1, passage.parts.len());
            pen.skip(3).text(key, &keys.key(Action::Brief(Verb::NextHit))).text(quiet, &told);
        }
        let below = passage.lines.len().saturating_sub(passage.top + usize::from(height));
        if below > 0 {
            pen.skip(3)
                .text(key, &keys.key(Action::Brief(Verb::Down)))
                .text(quiet, &format!(" {}", count(below, "more row")));
        }
    }
}
