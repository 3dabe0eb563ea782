//! Draws the app as cells. Drawing never changes the app.

mod bars;
pub mod card;
mod frame;
mod library;
mod lists;
mod overlays;
mod pages;
mod presentation;
mod row_writer;
mod stances;
pub mod theme;
mod timeline;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Color;
use ratatui::widgets::Widget;

use crate::app::labels::LabelRange;
use crate::app::overlay::Overlay;
use crate::app::reader::BriefReader;
use crate::app::{App, BriefItem};
use crate::keys::Keymap;
use crate::layout::{self, LayoutMode, Pane, SMALLEST};
use crate::share::protocol::PresentationView;
use crate::tui::theme::{Theme, ThemeRole};
use frame::RowMark;

/// The whole screen.
#[derive(Debug, Clone, Copy)]
pub struct Screen<'a> {
    pub app: &'a App,
    pub theme: Theme,
}

/// What the panes of the open brief need to draw themselves.
#[derive(Clone, Copy)]
struct PaneContext<'a> {
    reader: &'a BriefReader,
    keys: &'a Keymap,
    theme: Theme,
    /// Whether a row of tabs already names the pane.
    tabbed: bool,
}

impl Widget for Screen<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let app = self.app;
        let (whole, area) = (area, self.content_area(area));
        if area.width < SMALLEST.width || area.height < SMALLEST.height {
            bars::render_too_small(area, buf);
        } else if app.at_list {
            if let Some(library) = &app.library {
                library::LibraryWidget { library, notice: app.notice.as_ref(), keys: &app.keys, theme: self.theme }
                    .render(area, buf);
            }
        } else if let Some(reader) = &app.reader {
            match &app.presentation {
                Some(presentation) if presentation.view != PresentationView::Reader => {
                    presentation::PresentationWidget {
                        presentation,
                        reader,
                        notice: app.notice.as_ref(),
                        keys: &app.keys,
                        theme: self.theme,
                    }
                    .render(area, buf);
                }
                Some(_) | None => self.render_brief(reader, area, buf),
            }
        }
        if area.width >= SMALLEST.width && area.height >= SMALLEST.height {
            overlays::render(self, area, buf);
        }
        // Faults quote the brief, so the banner is hidden while the audience is not yet chosen.
        let asks_audience = matches!(app.overlay, Some(Overlay::Audience(_)));
        if let Some(stale) = app.stale.as_ref().filter(|_| !asks_audience) {
            let replaces_header = self.banner_rows() == 0 && !app.at_list;
            let reader = app.reader.as_deref().filter(|_| replaces_header);
            let strictest = reader.map(|reader| reader.labels().strictest);
            bars::StaleBanner { stale, strictest, keys: &app.keys, theme: self.theme }.render(whole, buf);
        }
        fill_base_colors(self.theme, whole, buf);
        if self.theme.ascii {
            to_ascii(whole, buf);
        }
    }
}

impl Screen<'_> {
    /// The position of the text cursor. Returns `None` when no visible text field has the focus.
    pub fn cursor(&self) -> Option<Position> {
        let size = self.app.content_size();
        if size.width < SMALLEST.width || size.height < SMALLEST.height {
            return None;
        }
        let Position { x, y } = overlays::cursor(self.app)?;
        Some(Position { x, y: y + self.banner_rows() })
    }

    /// The rows, from the top, whose text continues in the next row, so that the terminal should treat both as one line.
    pub fn soft_wrapped_rows(&self) -> Vec<u16> {
        let size = self.app.size;
        let is_large_enough = size.width >= SMALLEST.width && size.height >= SMALLEST.height;
        let Some(Overlay::Copy(sheet)) = self.app.overlay.as_ref().filter(|_| is_large_enough) else {
            return Vec::new();
        };
        overlays::soft_wrapped_rows(sheet).into_iter().map(|row| row + self.banner_rows()).collect()
    }

    /// The area without the banner.
    fn content_area(self, area: Rect) -> Rect {
        if self.app.stale.is_some() { layout::below_banner(area) } else { area }
    }

    /// The height of the banner in rows: 0 when there is none, or when it replaces the header.
    fn banner_rows(self) -> u16 {
        self.content_area(Rect::from((Position::ORIGIN, self.app.size))).y
    }

    /// The labels of the open brief. During a presentation only the strictest is shown.
    fn labels(self, reader: &BriefReader) -> LabelRange {
        let labels = reader.labels();
        if self.app.presentation.is_some() { LabelRange::one(labels.strictest) } else { labels }
    }

    fn render_brief(self, reader: &BriefReader, area: Rect, buf: &mut Buffer) {
        let regions = reader.regions();
        let placed = |rect: Rect| Rect { y: rect.y + area.y, ..rect };
        let view =
            PaneContext { reader, keys: &self.app.keys, theme: self.theme, tabbed: regions.mode == LayoutMode::Single };
        bars::HeaderBar { reader: view.reader, keys: view.keys, labels: self.labels(reader), theme: view.theme }
            .render(placed(regions.header), buf);
        if regions.mode == LayoutMode::Single {
            bars::PaneTabs { focus: view.reader.focus, theme: view.theme }.render(placed(regions.tabs), buf);
        }
        for pane in Pane::ALL {
            let area = placed(regions.pane(pane)).intersection(area);
            if area.is_empty() {
                continue;
            }
            match pane {
                Pane::Sources => lists::SourcesWidget(view).render(area, buf),
                Pane::Actors => lists::ActorsWidget(view).render(area, buf),
                Pane::Stances => stances::StancesWidget(view).render(area, buf),
                Pane::Timeline => timeline::TimelineWidget(view).render(area, buf),
                Pane::Detail => pages::DetailWidget(view).render(area, buf),
            }
        }
        let (notice, footer) = (self.app.notice.as_ref(), placed(regions.footer));
        match &self.app.presentation {
            Some(presentation) => {
                presentation::PresentationStatus { presentation, notice, keys: &self.app.keys, theme: self.theme }
                    .render(footer, buf);
            }
            None => bars::FooterBar { notice, keys: &self.app.keys, theme: self.theme }.render(footer, buf),
        }
    }
}

fn row_mark(reader: &BriefReader, item: BriefItem) -> RowMark {
    RowMark::new(reader.pins.has(item), reader.has_star(item))
}

/// Sets the theme's default colours in all cells without colours of their own.
fn fill_base_colors(theme: Theme, area: Rect, buf: &mut Buffer) {
    let (fg, bg) = theme.base_colors();
    if (fg, bg) == (Color::Reset, Color::Reset) {
        return;
    }
    for position in area.positions() {
        let cell = &mut buf[position];
        if cell.fg == Color::Reset {
            cell.fg = fg;
        }
        if cell.bg == Color::Reset {
            cell.bg = bg;
        }
    }
}

/// Replaces characters outside of ASCII, cell by cell. An ellipsis between two spaces, which marks an omission in a quote, becomes `...`
/// over three cells, so that it does not look like text that was cut.
fn to_ascii(area: Rect, buf: &mut Buffer) {
    for row in area.rows() {
        let has_symbol = |x: u16, symbol: &str, buf: &Buffer| buf[(x, row.y)].symbol() == symbol;
        for x in row.left() + 1..row.right().saturating_sub(1) {
            if has_symbol(x, "…", buf) && has_symbol(x - 1, " ", buf) && has_symbol(x + 1, " ", buf) {
                for x in x - 1..=x + 1 {
                    buf[(x, row.y)].set_char('.');
                }
            }
        }
    }
    for position in area.positions() {
        let cell = &mut buf[position];
        if !cell.symbol().is_ascii() {
            let char = cell.symbol().chars().next().map_or(' ', crate::text::ascii_char);
            cell.set_char(char);
        }
    }
}

/// The first row of an area.
fn first_row(area: Rect) -> Rect {
    Rect { height: area.height.min(1), ..area }
}

/// Clears the area of an overlay and draws its title line. Returns the area below, with margins.
fn overlay_frame(title: &str, area: Rect, theme: Theme, buf: &mut Buffer) -> Rect {
    ratatui::widgets::Clear.render(area, buf);
    title_line(title, row_writer::RowWriter::new(buf, area), theme);
    let inset = 2.min(area.width / 2);
    Rect { x: area.x + inset, y: area.y + 1, width: area.width - 2 * inset, height: area.height.saturating_sub(1) }
}

/// Writes a title and a line behind it on the rest of a row.
fn title_line(title: &str, mut writer: row_writer::RowWriter<'_>, theme: Theme) {
    writer.skip(1).text(theme.style(ThemeRole::Focus), title).skip(1);
    writer.fill(theme.style(ThemeRole::Focus), '━', 1);
}
