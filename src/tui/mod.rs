//! The screen: what the reader is looking at, as cells. Drawing is a photograph; it changes nothing.

mod bars;
pub mod card;
mod cases;
mod frame;
mod handout;
mod library;
mod lists;
mod lookup;
mod overlays;
mod pages;
mod passage;
mod pen;
mod stage;
mod stances;
pub mod theme;
mod timeline;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Color;
use ratatui::widgets::Widget;

use crate::app::labels::LabelRange;
use crate::app::lookup::LookUp;
use crate::app::overlay::Overlay;
use crate::app::reader::Reader;
use crate::app::stage::View as Shows;
use crate::app::{App, Item};
use crate::keys::Keymap;
use crate::layout::{self, Pane, SMALLEST, Shape};
use crate::tui::theme::{Role, Theme};
use frame::Mark;

/// The whole screen.
#[derive(Debug, Clone, Copy)]
pub struct Screen<'a> {
    pub app: &'a App,
    pub theme: Theme,
}

/// What a pane of the open brief may see.
#[derive(Clone, Copy)]
struct View<'a> {
    reader: &'a Reader,
    keys: &'a Keymap,
    theme: Theme,
    /// Whether a line of tabs names the pane already.
    tabbed: bool,
}

impl Widget for Screen<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let app = self.app;
        let (whole, area) = (area, self.room(area));
        if area.width < SMALLEST.width || area.height < SMALLEST.height {
            bars::too_small(area, buf);
        } else if app.at_list {
            if let Some(library) = &app.library {
                library::List { library, notice: app.notice.as_ref(), keys: &app.keys, theme: self.theme }
                    .render(area, buf);
            }
        } else if let Some(reader) = &app.reader {
            match &app.stage {
                Some(stage) if stage.view != Shows::Reader => {
                    stage::Shown { stage, reader, notice: app.notice.as_ref(), keys: &app.keys, theme: self.theme }
                        .render(area, buf);
                }
                Some(_) | None => self.brief(reader, area, buf),
            }
        }
        self.overlay(area, buf);
        // What is wrong with a brief repeats its words: the room that is asked for sees none of them.
        let asks = matches!(app.overlay, Some(Overlay::Audience(_)));
        if let Some(stale) = app.stale.as_ref().filter(|_| !asks) {
            let is_header = self.rows_above() == 0 && !app.at_list;
            let reader = app.reader.as_deref().filter(|_| is_header);
            let strictest = reader.map(|reader| reader.labels().strictest);
            bars::Banner { stale, strictest, keys: &app.keys, theme: self.theme }.render(whole, buf);
        }
        lay_ground(self.theme, whole, buf);
        if self.theme.ascii {
            to_ascii(whole, buf);
        }
    }
}

impl Screen<'_> {
    /// Where the text cursor stands, while text is typed where it can be seen.
    pub fn cursor(&self) -> Option<Position> {
        let room = self.app.room();
        if room.width < SMALLEST.width || room.height < SMALLEST.height {
            return None;
        }
        let Position { x, y } = overlays::cursor(self.app)?;
        Some(Position { x, y: y + self.rows_above() })
    }

    /// The rows that are full and go on in the next one, so that the terminal is to know both as one line; from the top.
    pub fn rows_that_run_on(&self) -> Vec<u16> {
        let size = self.app.size;
        match &self.app.overlay {
            Some(Overlay::Copy(handout)) if size.width >= SMALLEST.width && size.height >= SMALLEST.height => {
                let above = self.rows_above();
                handout::rows_that_run_on(handout).into_iter().map(|row| row + above).collect()
            }
            Some(
                Overlay::Copy(_)
                | Overlay::Case(_)
                | Overlay::Help(_)
                | Overlay::LookUp(_)
                | Overlay::Page(_)
                | Overlay::Passage(_)
                | Overlay::Audience(_)
                | Overlay::Cards(_)
                | Overlay::Date { .. },
            )
            | None => Vec::new(),
        }
    }

    /// Where everything but the banner stands.
    fn room(self, area: Rect) -> Rect {
        if self.app.stale.is_some() { layout::below_banner(area) } else { area }
    }

    /// The rows of the banner, as far as it has its own.
    fn rows_above(self) -> u16 {
        self.room(Rect::from((Position::ORIGIN, self.app.size))).y
    }

    /// The labels of what can be seen of the open brief. Before an audience there is one label for all.
    fn labels(self, reader: &Reader) -> LabelRange {
        let labels = reader.labels();
        if self.app.stage.is_some() { LabelRange::one(labels.strictest) } else { labels }
    }

    fn brief(self, reader: &Reader, area: Rect, buf: &mut Buffer) {
        let regions = reader.regions();
        let placed = |rect: Rect| Rect { y: rect.y + area.y, ..rect };
        let view = View { reader, keys: &self.app.keys, theme: self.theme, tabbed: regions.shape == Shape::Single };
        bars::Header { reader: view.reader, keys: view.keys, labels: self.labels(reader), theme: view.theme }
            .render(placed(regions.header), buf);
        if regions.shape == Shape::Single {
            bars::Tabs { focus: view.reader.focus, theme: view.theme }.render(placed(regions.tabs), buf);
        }
        for pane in Pane::ALL {
            let area = placed(regions.pane(pane)).intersection(area);
            if area.is_empty() {
                continue;
            }
            match pane {
                Pane::Sources => lists::Sources(view).render(area, buf),
                Pane::Actors => lists::Actors(view).render(area, buf),
                Pane::Stances => stances::Stances(view).render(area, buf),
                Pane::Timeline => timeline::Timeline(view).render(area, buf),
                Pane::Detail => pages::Detail(view).render(area, buf),
            }
        }
        let (notice, footer) = (self.app.notice.as_ref(), placed(regions.footer));
        match &self.app.stage {
            Some(stage) => stage::Quiet { stage, notice, keys: &self.app.keys, theme: self.theme }.render(footer, buf),
            None => bars::Footer { notice, keys: &self.app.keys, theme: self.theme }.render(footer, buf),
        }
    }

    fn overlay(self, area: Rect, buf: &mut Buffer) {
        if area.width < SMALLEST.width || area.height < SMALLEST.height {
            return;
        }
        match &self.app.overlay {
            Some(Overlay::Help(help)) => overlays::HelpList { help, theme: self.theme }.render(area, buf),
            Some(Overlay::Case(view)) => {
                let notice = self.app.notice.as_ref();
                cases::Sheet { view, notice, keys: &self.app.keys, theme: self.theme }.render(area, buf);
            }
            Some(Overlay::Page(page)) => {
                pages::Sheet { page, keys: &self.app.keys, theme: self.theme }.render(area, buf);
            }
            Some(Overlay::Passage(passage)) => {
                passage::Sheet { passage, keys: &self.app.keys, theme: self.theme }.render(area, buf);
            }
            Some(Overlay::Copy(handout)) => {
                let notice = self.app.notice.as_ref();
                handout::Clean { handout, notice, keys: &self.app.keys, theme: self.theme }.render(area, buf);
            }
            Some(Overlay::Audience(choice)) => {
                stage::Question { choice, notice: self.app.notice.as_ref(), theme: self.theme }.render(area, buf);
            }
            Some(Overlay::Cards(list)) => {
                if let Some(stage) = &self.app.stage {
                    stage::Index { list, stage, theme: self.theme }.render(area, buf);
                }
            }
            Some(Overlay::Date { line, fault }) => {
                overlays::DateLine { line, fault: fault.as_deref(), theme: self.theme }.render(area, buf);
            }
            Some(Overlay::LookUp(look)) => self.look_up(look, area, buf),
            None => {}
        }
    }

    fn look_up(&self, look: &LookUp, area: Rect, buf: &mut Buffer) {
        let library = self.app.library.as_ref().filter(|_| look.is_over_library());
        let (over, labels) = match (library, &self.app.reader) {
            (Some(library), _) => (lookup::Over::Library(library), library.all_labels()),
            (None, Some(reader)) => (lookup::Over::Brief(reader), Some(self.labels(reader))),
            (None, None) => return,
        };
        let notice = self.app.notice.as_ref();
        lookup::Sheet { look, over, labels, notice, keys: &self.app.keys, theme: self.theme }.render(area, buf);
    }
}

fn mark(reader: &Reader, item: Item) -> Mark {
    Mark::of(reader.pins.has(item), reader.has_star(item))
}

/// Gives every cell the colours of the theme's own text and ground that has no others.
fn lay_ground(theme: Theme, area: Rect, buf: &mut Buffer) {
    let (fg, bg) = theme.ground();
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

/// Replaces what is not ASCII, cell by cell. Only where something was left out of what was said has an ellipsis a space on both sides:
/// it takes their cells, so that it does not look like words that were cut for want of room.
fn to_ascii(area: Rect, buf: &mut Buffer) {
    for row in area.rows() {
        let is = |x: u16, symbol: &str, buf: &Buffer| buf[(x, row.y)].symbol() == symbol;
        for x in row.left() + 1..row.right().saturating_sub(1) {
            if is(x, "…", buf) && is(x - 1, " ", buf) && is(x + 1, " ", buf) {
                for x in x - 1..=x + 1 {
                    buf[(x, row.y)].set_char('.');
                }
            }
        }
    }
    for position in area.positions() {
        let cell = &mut buf[position];
        if !cell.symbol().is_ascii() {
            let char = cell.symbol().chars().next().map_or(' ', Theme::ascii);
            cell.set_char(char);
        }
    }
}

/// The first row of an area.
fn line_of(area: Rect) -> Rect {
    Rect { height: area.height.min(1), ..area }
}

/// Empties an area and gives it a title in a line of its own, for what stands over the panes. Returns what is left.
fn sheet(title: &str, area: Rect, theme: Theme, buf: &mut Buffer) -> Rect {
    ratatui::widgets::Clear.render(area, buf);
    title_line(title, pen::Pen::new(buf, area), theme);
    let inset = 2.min(area.width / 2);
    Rect { x: area.x + inset, y: area.y + 1, width: area.width - 2 * inset, height: area.height.saturating_sub(1) }
}

/// Writes a title on what is left of a row, and a line behind it.
fn title_line(title: &str, mut pen: pen::Pen<'_>, theme: Theme) {
    pen.skip(1).text(theme.style(Role::Focus), title).skip(1);
    pen.fill(theme.style(Role::Focus), '━', 1);
}
