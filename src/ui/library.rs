//! The list of briefs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::bars::told;
use super::frame::{Look, Mark, Standing, begin_row, line, number_of};
use super::pen::Pen;
use crate::app::library::{FRAME, Library};
use crate::app::{Listed, Notice};
use crate::text;
use crate::theme::{Role, Theme};
use crate::words;

pub(super) const FILTER: &str = "filter ";

/// The list of briefs with its filter.
pub(super) struct List<'a> {
    pub(super) library: &'a Library,
    pub(super) notice: Option<&'a Notice>,
    pub(super) theme: Theme,
}

impl Widget for List<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let style = |role| self.theme.style(role);
        let Library { name, briefs, rows, filter, .. } = self.library;
        let mut pen = Pen::new(buf, area);
        pen.skip(1).text(style(Role::Strong), name).skip(2);
        pen.text(style(Role::Quiet), &format!("{} briefs", number_of(rows.rows().len(), briefs.len())));
        Pen::new(buf, line(area, 1)).skip(1).text(style(Role::Quiet), FILTER).text(style(Role::Strong), filter.value());
        Pen::new(buf, line(area, 2)).fill(style(Role::Rule), '─', 0);
        let body = Rect { y: area.y + FRAME - 1, height: area.height.saturating_sub(FRAME), ..area };
        for (line, (at, brief)) in body.rows().zip(rows.rows().iter().enumerate().skip(rows.top())) {
            let standing = if at == rows.at() { Standing::Cursor } else { Standing::None };
            self.row(&briefs[*brief], standing, line, buf);
        }
        if rows.rows().is_empty() {
            Pen::new(buf, body)
                .skip(1)
                .text(style(Role::Quiet), "no brief has these words; backspace widens the search");
        }
        let footer = Rect { y: area.bottom() - 1, height: 1, ..area };
        if let Some(notice) = self.notice {
            told(notice, footer, self.theme, buf);
        } else {
            let mut pen = Pen::new(buf, footer);
            pen.skip(1).text(style(Role::Key), "enter").text(style(Role::Quiet), " open   ");
            pen.text(style(Role::Key), "esc").text(style(Role::Quiet), " clear, then leave   type to filter");
        }
    }
}

impl List<'_> {
    fn row(&self, listed: &Listed, standing: Standing, line: Rect, buf: &mut Buffer) {
        let style = |role| self.theme.style(standing.role(role));
        let mut pen = begin_row(buf, line, Look { standing, mark: Mark::None }, self.theme);
        match &listed.head {
            Ok(head) => {
                pen.column(style(Role::Quiet), &head.as_of, 12);
                pen.column(style(Role::Tlp(head.tlp)), head.tlp.word(), 17);
                if head.faults > 0 {
                    pen.at_end(style(Role::Alert), &format!("  ! {}", words::count(head.faults, "fault")));
                }
                if pen.left() > 60 {
                    let counts = [(head.statements, "statement"), (head.sources, "source")];
                    let [statements, sources] = counts.map(|(number, noun)| words::count(number, noun));
                    pen.at_end(style(Role::Quiet), &format!("{statements:>16}  {sources:>11} "));
                }
                if pen.left() > text::width(&head.title) + text::width(&listed.name) + 6 {
                    pen.at_end(style(Role::Quiet), &format!("{}  ", listed.name));
                }
                pen.text(style(Role::Text), &head.title);
            }
            Err(fault) => {
                pen.column(style(Role::Alert), "!", 2);
                pen.text(style(Role::Text), &listed.name).skip(2).text(style(Role::Alert), fault);
            }
        }
    }
}
