//! A card of a presentation: its heading, its large letters and its rows, and the marks of what lies beyond. It lays nothing out.

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

/// A card, laid out as a page, from the row `top` on.
#[derive(Debug, Clone, Copy)]
pub struct CardWidget<'a> {
    pub card: &'a Card,
    pub page: &'a CardPage,
    pub top: usize,
    pub theme: Theme,
}

/// Into the whole screen; the header and the footer of [`layout::card`] are left alone.
impl Widget for CardWidget<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let regions = layout::card(area);
        let (body, height) = (regions.body, self.page.height());
        let room = usize::from(body.height);
        let free = body.height.saturating_sub(u16::try_from(height).unwrap_or(u16::MAX));
        // A little above the middle is what the eye takes for it.
        let lowered = if self.page.centred { free * 2 / 5 } else { 0 };
        let shown = Rect { y: body.y + lowered, height: body.height - lowered, ..body };
        let top = self.top.min(height.saturating_sub(room));
        self.render_large_text(top, shown, buf);
        self.render_rows(top, shown, buf);
        self.render_heading(regions.heading, [top, height.saturating_sub(top + room)], buf);
    }
}

impl CardWidget<'_> {
    /// The section, what the card is about in short, which part of it this is, and how many rows there are beyond the screen.
    fn render_heading(&self, area: Rect, [above, below]: [usize; 2], buf: &mut Buffer) {
        let quiet = self.theme.style(ThemeRole::Quiet);
        let mut pen = RowWriter::new(buf, area);
        let marks = match (above, below) {
            (0, 0) => String::new(),
            (0, below) => format!("  ↓ {}", pluralize(below, "more row")),
            (above, 0) => format!("  ↑ {}", pluralize(above, "more row")),
            (above, below) => format!("  ↑ {above} ↓ {}", pluralize(below, "more row")),
        };
        pen.at_end(quiet, &marks);
        if self.card.part.total > 1 {
            pen.at_end(quiet, &format!("  {} of {}", self.card.part.number, self.card.part.total));
        }
        if let Some(section) = self.card.section {
            pen.text(quiet, section_heading(section))
                .skip(3)
                .text(self.theme.style(ThemeRole::Strong), &self.card.short);
        }
    }

    fn render_large_text(&self, top: usize, area: Rect, buf: &mut Buffer) {
        if self.page.large.is_empty() {
            return;
        }
        // Drawn on a sheet of its own, of which the rows that are scrolled to are shown.
        let rows = self.page.large.len() * usize::from(LARGE_LETTER.height);
        let sheet = Rect::new(0, 0, area.width, u16::try_from(rows).unwrap_or(u16::MAX));
        let mut letters = Buffer::empty(sheet);
        let lines: Vec<Line<'_>> = self.page.large.iter().map(|line| Line::from(line.as_str())).collect();
        let style = self.theme.style(ThemeRole::Strong);
        BigText::builder()
            .pixel_size(PixelSize::Quadrant)
            .style(style)
            .lines(lines)
            .build()
            .render(sheet, &mut letters);
        for (on_screen, row) in area.rows().zip(sheet.rows().skip(top)) {
            for (cell, from) in on_screen.positions().zip(row.positions()) {
                buf[cell] = letters[from].clone();
            }
        }
    }

    fn render_rows(&self, top: usize, area: Rect, buf: &mut Buffer) {
        let large = self.page.large.len() * usize::from(LARGE_LETTER.height);
        let column = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
        let below = area.rows().skip(large.saturating_sub(top));
        for (on_screen, row) in below.zip(self.page.rows.iter().skip(top.saturating_sub(large))) {
            for cell in row {
                let x = on_screen.x.saturating_add(column(cell.column));
                let within = Rect { x, width: column(cell.width), ..on_screen }.intersection(on_screen);
                pages::render_lines(std::slice::from_ref(&cell.line), 0, within, self.theme, buf);
            }
        }
    }
}

/// A section as its heading has it.
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
