//! The list of briefs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::bars::{labels, progress, told};
use super::frame::{Look, Mark, Standing, begin_row, line};
use super::pen::Pen;
use crate::app::Notice;
use crate::app::library::{FRAME, Library, Volume};
use crate::keys::{Action, Keymap};
use crate::text;
use crate::tui::theme::{Role, Theme};
use crate::view;

pub(super) const FILTER: &str = "filter ";

/// The list of briefs with its filter.
pub(super) struct List<'a> {
    pub(super) library: &'a Library,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for List<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let style = |role| self.theme.style(role);
        let Library { name, briefs, rows, filter, .. } = self.library;
        let mut pen = Pen::new(buf, area);
        if let Some(range) = self.library.listed_labels().filter(|_| !rows.rows().is_empty()) {
            labels(range, &mut pen, self.theme);
        }
        progress(self.library, &mut pen, self.theme);
        pen.skip(1).text(style(Role::Strong), name).skip(2);
        let [shown, all] = [rows.rows().len(), briefs.len()].map(view::grouped);
        let number = if shown == all { all } else { format!("{shown} of {all}") };
        pen.text(style(Role::Quiet), &format!("{number} briefs"));
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
            self.footer(footer, buf);
        }
    }
}

impl List<'_> {
    /// The keys with a word each, the most needed first: those that do not fit are left out.
    fn footer(&self, area: Rect, buf: &mut Buffer) {
        let is_clear = self.library.filter.value().is_empty();
        let look_up = self.keys.key(Action::LookUp);
        let hints = [
            ("enter", "open"),
            if is_clear { (look_up.as_str(), "look up who said what") } else { ("esc", "all again") },
            if is_clear { ("esc", "leave") } else { ("", "") },
            ("", "type to filter"),
            ("ctrl-r", "read what changed"),
        ];
        let mut pen = Pen::new(buf, area);
        pen.skip(1);
        for (key, word) in hints.into_iter().filter(|(_, word)| !word.is_empty()) {
            if text::width(key) + text::width(word) + 4 > pen.left() {
                break;
            }
            if !key.is_empty() {
                pen.text(self.theme.style(Role::Key), key).skip(1);
            }
            pen.text(self.theme.style(Role::Quiet), word).skip(3);
        }
    }

    fn row(&self, volume: &Volume, standing: Standing, line: Rect, buf: &mut Buffer) {
        let style = |role| self.theme.style(standing.role(role));
        let mut pen = begin_row(buf, line, Look { standing, mark: Mark::None }, self.theme);
        match &volume.head {
            Some(Ok(head)) => {
                pen.column(style(Role::Quiet), &head.as_of, 12);
                pen.column(style(Role::Tlp(head.tlp)), head.tlp.word(), 17);
                if head.faults > 0 {
                    pen.at_end(style(Role::Alert), &format!("  ! {}", view::count(head.faults, "fault")));
                }
                if pen.left() > 60 {
                    let counts = [(head.statements, "statement"), (head.sources, "source")];
                    let [statements, sources] = counts.map(|(number, noun)| view::count(number, noun));
                    pen.at_end(style(Role::Quiet), &format!("{statements:>16}  {sources:>11} "));
                }
                if pen.left() > text::width(&head.title) + text::width(&volume.name) + 6 {
                    pen.at_end(style(Role::Quiet), &format!("{}  ", volume.name));
                }
                pen.text(style(Role::Text), &head.title);
            }
            // As it stands when it is read, so that the eye finds the name where the title will be.
            None => {
                pen.column(style(Role::Quiet), "…", 12).skip(17).text(style(Role::Text), &volume.name);
            }
            Some(Err(fault)) => {
                pen.column(style(Role::Alert), "!", 2);
                pen.text(style(Role::Text), &volume.name).skip(2).text(style(Role::Alert), fault);
            }
        }
    }
}
