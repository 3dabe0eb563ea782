//! Draws a card of a presentation: heading, large letters, rows, and scroll marks. It never lays out text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

use super::pages;
use super::row_writer::RowWriter;
use crate::layout;
use crate::model::Section;
use crate::slides::{Card, CardPage, LARGE_LETTER};
use crate::tui::theme::{Theme, ThemeRole};
use crate::view::pluralize;

/// A card that is laid out as a page, from the row `top` on.
#[derive(Debug, Clone, Copy)]
pub struct CardWidget<'a> {
    pub card: &'a Card,
    pub page: &'a CardPage,
    pub top: usize,
    pub theme: Theme,
}

/// Expects the area of the whole screen. Does not draw the header and the footer of [`layout::card`].
impl Widget for CardWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let regions = layout::card(area);
        let (body, height) = (regions.body, self.page.height());
        let room = usize::from(body.height);
        let free = body.height.saturating_sub(u16::try_from(height).unwrap_or(u16::MAX));
        // Slightly above the middle looks centred.
        let offset = if self.page.centred { free * 2 / 5 } else { 0 };
        let shown = Rect { y: body.y + offset, height: body.height - offset, ..body };
        let top = self.top.min(height.saturating_sub(room));
        self.render_large_text(top, shown, buf);
        self.render_rows(top, shown, buf);
        self.render_heading(regions.heading, [top, height.saturating_sub(top + room)], buf);
    }
}

impl CardWidget<'_> {
    /// Draws the section, the short title, the part number, and the number of rows above and below the screen.
    fn render_heading(&self, area: Rect, [above, below]: [usize; 2], buf: &mut Buffer) {
        let quiet = self.theme.style(ThemeRole::Quiet);
        let mut writer = RowWriter::new(buf, area);
        let marks = match (above, below) {
            (0, 0) => String::new(),
            (0, below) => format!("  ↓ {}", pluralize(below, "more row")),
            (above, 0) => format!("  ↑ {}", pluralize(above, "more row")),
            (above, below) => format!("  ↑ {above} ↓ {}", pluralize(below, "more row")),
        };
        writer.at_end(quiet, &marks);
        if self.card.part.total > 1 {
            writer.at_end(quiet, &format!("  {} of {}", self.card.part.number, self.card.part.total));
        }
        if let Some(section) = self.card.section {
            writer
                .text(quiet, section_heading(section))
                .skip(3)
                .text(self.theme.style(ThemeRole::Strong), &self.card.short);
        }
    }

    fn render_large_text(&self, top: usize, area: Rect, buf: &mut Buffer) {
        if self.page.large.is_empty() {
            return;
        }
        // Drawn into a separate buffer, from which the visible rows are copied.
        let rows = self.page.large.len() * usize::from(LARGE_LETTER.height);
        let letters_area = Rect::new(0, 0, area.width, u16::try_from(rows).unwrap_or(u16::MAX));
        let mut letters = Buffer::empty(letters_area);
        let lines: Vec<Line<'_>> = self.page.large.iter().map(|line| Line::from(line.as_str())).collect();
        let style = self.theme.style(ThemeRole::Strong);
        BigText::builder()
            .pixel_size(PixelSize::Quadrant)
            .style(style)
            .lines(lines)
            .build()
            .render(letters_area, &mut letters);
        for (screen_row, row) in area.rows().zip(letters_area.rows().skip(top)) {
            for (cell, from) in screen_row.positions().zip(row.positions()) {
                buf[cell] = letters[from].clone();
            }
        }
    }

    fn render_rows(&self, top: usize, area: Rect, buf: &mut Buffer) {
        let large = self.page.large.len() * usize::from(LARGE_LETTER.height);
        let column = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
        let below = area.rows().skip(large.saturating_sub(top));
        for (screen_row, row) in below.zip(self.page.rows.iter().skip(top.saturating_sub(large))) {
            for cell in row {
                let x = screen_row.x.saturating_add(column(cell.column));
                let within = Rect { x, width: column(cell.width), ..screen_row }.intersection(screen_row);
                pages::render_lines(std::slice::from_ref(&cell.line), 0, within, self.theme, buf);
            }
        }
    }
}

/// The heading of a card of a section.
const fn section_heading(section: Section) -> &'static str {
    match section {
        Section::BottomLine => "BOTTOM LINE",
        Section::KeyPoints => "KEY POINT",
        Section::Issues => "ISSUE",
        Section::Contradictions => "CONTRADICTION",
        Section::Timeline => "TIMELINE",
        Section::Quotes => "QUOTE",
    }
}
