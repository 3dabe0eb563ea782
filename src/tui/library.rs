//! Draws the list of briefs. It never reads a file.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::bars::{labels, render_notice, render_progress};
use super::frame::{RowMark, RowPrefix, RowState, begin_row, row_rect};
use super::row_writer::RowWriter;
use crate::app::Notice;
use crate::app::library::{BriefListItem, LIBRARY_FRAME_ROWS, LibraryList};
use crate::keys::{Action, Keymap};
use crate::text;
use crate::tui::theme::{Theme, ThemeRole};
use crate::view;

pub(super) const FILTER: &str = "filter ";

/// The list of briefs and its filter.
pub(super) struct LibraryWidget<'a> {
    pub(super) library: &'a LibraryList,
    pub(super) notice: Option<&'a Notice>,
    pub(super) keys: &'a Keymap,
    pub(super) theme: Theme,
}

impl Widget for LibraryWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let style = |role| self.theme.style(role);
        let LibraryList { name, briefs, rows, filter, .. } = self.library;
        let mut writer = RowWriter::new(buf, area);
        if let Some(range) = self.library.listed_labels().filter(|_| !rows.rows().is_empty()) {
            labels(range, &mut writer, self.theme);
        }
        render_progress(self.library, &mut writer, self.theme);
        writer.skip(1).text(style(ThemeRole::Strong), name).skip(2);
        let [shown, all] = [rows.rows().len(), briefs.len()].map(view::group_digits);
        let count = if shown == all { all } else { format!("{shown} of {all}") };
        writer.text(style(ThemeRole::Quiet), &format!("{count} briefs"));
        RowWriter::new(buf, row_rect(area, 1))
            .skip(1)
            .text(style(ThemeRole::Quiet), FILTER)
            .text(style(ThemeRole::Strong), filter.value());
        RowWriter::new(buf, row_rect(area, 2)).fill(style(ThemeRole::Rule), '─', 0);
        let body =
            Rect { y: area.y + LIBRARY_FRAME_ROWS - 1, height: area.height.saturating_sub(LIBRARY_FRAME_ROWS), ..area };
        for (line, (at, brief)) in body.rows().zip(rows.rows().iter().enumerate().skip(rows.top())) {
            let state = if at == rows.at() { RowState::Cursor } else { RowState::None };
            self.render_row(&briefs[*brief], state, line, buf);
        }
        if rows.rows().is_empty() {
            RowWriter::new(buf, body)
                .skip(1)
                .text(style(ThemeRole::Quiet), "no brief has these words; backspace widens the search");
        }
        let footer = Rect { y: area.bottom() - 1, height: 1, ..area };
        if let Some(notice) = self.notice {
            render_notice(notice, footer, self.theme, buf);
        } else {
            self.render_footer(footer, buf);
        }
    }
}

impl LibraryWidget<'_> {
    /// Draws the keys, the most important first. Those that do not fit are left out.
    fn render_footer(&self, area: Rect, buf: &mut Buffer) {
        let is_clear = self.library.filter.value().is_empty();
        let look_up = self.keys.key_label(Action::LookUp);
        let hints = [
            ("enter", "open"),
            if is_clear { (look_up.as_str(), "look up who said what") } else { ("esc", "all again") },
            if is_clear { ("esc", "leave") } else { ("", "") },
            ("", "type to filter"),
            ("ctrl-r", "read what changed"),
        ];
        let mut writer = RowWriter::new(buf, area);
        writer.skip(1);
        for (key, word) in hints.into_iter().filter(|(_, word)| !word.is_empty()) {
            if text::width(key) + text::width(word) + 4 > writer.left() {
                break;
            }
            if !key.is_empty() {
                writer.text(self.theme.style(ThemeRole::Key), key).skip(1);
            }
            writer.text(self.theme.style(ThemeRole::Quiet), word).skip(3);
        }
    }

    fn render_row(&self, item: &BriefListItem, state: RowState, line: Rect, buf: &mut Buffer) {
        let style = |role| self.theme.style(state.role(role));
        let mut writer = begin_row(buf, line, RowPrefix { state, mark: RowMark::None }, self.theme);
        match &item.summary {
            Some(Ok(summary)) => {
                writer.column(style(ThemeRole::Quiet), &summary.as_of, 12);
                writer.column(style(ThemeRole::Tlp(summary.tlp)), summary.tlp.word(), 17);
                if summary.faults > 0 {
                    writer
                        .at_end(style(ThemeRole::Alert), &format!("  ! {}", view::pluralize(summary.faults, "fault")));
                }
                if writer.left() > 60 {
                    let counts = [(summary.statements, "statement"), (summary.sources, "source")];
                    let [statements, sources] = counts.map(|(number, noun)| view::pluralize(number, noun));
                    writer.at_end(style(ThemeRole::Quiet), &format!("{statements:>16}  {sources:>11} "));
                }
                if writer.left() > text::width(&summary.title) + text::width(&item.name) + 6 {
                    writer.at_end(style(ThemeRole::Quiet), &format!("{}  ", item.name));
                }
                writer.text(style(ThemeRole::Text), &summary.title);
            }
            // The name is in the column of the title, which replaces it when the brief is read.
            None => {
                writer.column(style(ThemeRole::Quiet), "…", 12).skip(17).text(style(ThemeRole::Text), &item.name);
            }
            Some(Err(fault)) => {
                writer.column(style(ThemeRole::Alert), "!", 2);
                writer.text(style(ThemeRole::Text), &item.name).skip(2).text(style(ThemeRole::Alert), fault);
            }
        }
    }
}
