//! The screen as it stands and as it is to be: one frame is the bytes between the two. It writes to no terminal.

use std::mem;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use unicode_width::UnicodeWidthStr as _;

use super::ink::Ink;
use super::pen::{self, Pen};

/// Begins what terminals that know DEC private mode 2026 show at once, and others cell by cell.
const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";
const CLEAR: &str = "\x1b[2J";
const SHOW_CURSOR: &str = "\x1b[?25h";
/// What no cell ever shows: a code point that is no character, and never will be.
const UNKNOWN: &str = "\u{ffff}";
const HIDE_CURSOR: &str = "\x1b[?25l";

/// What the terminal shows, as far as our frames went. A new canvas, like a terminal just entered, hides the cursor.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    shown: Buffer,
    /// Kept from frame to frame only for its allocation.
    next: Buffer,
    cursor: Option<Position>,
    stale: bool,
}

impl Canvas {
    /// Nothing is known any more of what the terminal shows: the next frame draws every cell.
    pub(super) fn forget(&mut self) {
        self.stale = true;
    }

    /// The bytes that turn what is shown into what `paint` draws; none when that is the same.
    ///
    /// `paint` is given blank cells, and says where the text cursor stands; without a place it is hidden.
    pub(super) fn frame(&mut self, size: Size, paint: impl FnOnce(Rect, &mut Buffer) -> Option<Position>) -> String {
        let area = Rect::from((Position::ORIGIN, size));
        self.next.resize(area);
        self.next.reset();
        let cursor = paint(area, &mut self.next);
        self.next.content.iter_mut().for_each(Ink::simplify);

        let mut frame = String::new();
        if mem::take(&mut self.stale) || self.shown.area != area {
            self.shown.resize(area);
            self.shown.reset();
            self.cursor = None;
            frame = format!("\x1b[m{HIDE_CURSOR}{CLEAR}");
        }
        self.doubt_halves();
        let mut pen = Pen::new(&self.next, &mut frame);
        for (x, y, cell) in self.shown.diff_iter(&self.next) {
            pen.put(Position { x, y }, cell);
        }
        pen.lift();
        self.place_cursor(cursor, &mut frame);
        mem::swap(&mut self.shown, &mut self.next);
        if frame.is_empty() { frame } else { format!("{BEGIN}{frame}{END}") }
    }

    /// Terminals differ in what they leave of a wide character whose first half is written over.
    fn doubt_halves(&mut self) {
        let changed = self.shown.content.iter().zip(&self.next.content).map(|(shown, next)| shown != next);
        let changed: Vec<usize> = changed.enumerate().filter_map(|(at, changed)| changed.then_some(at)).collect();
        for at in changed {
            if self.shown.content[at].symbol().width() > 1
                && let Some(half) = self.shown.content.get_mut(at + 1)
            {
                half.set_symbol(UNKNOWN);
            }
        }
    }

    fn place_cursor(&mut self, cursor: Option<Position>, frame: &mut String) {
        if let Some(position) = cursor
            && (self.cursor != cursor || !frame.is_empty())
        {
            *frame += &pen::move_to(position);
        }
        match (self.cursor, cursor) {
            (None, Some(_)) => *frame += SHOW_CURSOR,
            (Some(_), None) => *frame += HIDE_CURSOR,
            (Some(_), Some(_)) | (None, None) => {}
        }
        self.cursor = cursor;
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier, Style};

    use super::*;

    const SIZE: Size = Size { width: 12, height: 4 };

    fn write<'a>(lines: &'a [(&'a str, Style)]) -> impl FnOnce(Rect, &mut Buffer) -> Option<Position> + 'a {
        move |area, cells| {
            for (y, (text, style)) in (area.y..).zip(lines) {
                cells.set_stringn(area.x, y, text, usize::from(area.width), *style);
            }
            None
        }
    }

    #[test]
    fn a_frame_that_changes_nothing_is_no_byte() {
        let mut canvas = Canvas::default();
        assert_ne!(canvas.frame(SIZE, write(&[("Kabul", Style::new())])), "");
        assert_eq!(canvas.frame(SIZE, write(&[("Kabul", Style::new())])), "");
    }

    #[test]
    fn a_frame_is_what_changed_between_the_marks_of_a_synchronized_update() {
        let mut canvas = Canvas::default();
        canvas.frame(SIZE, write(&[("Kabul talks", Style::new())]));
        let frame = canvas.frame(SIZE, write(&[("Karul tacks", Style::new().bold())]));
        assert_eq!(frame, "\x1b[?2026h\x1b[1;1H\x1b[1mKarul tacks\x1b[m\x1b[?2026l");
        let frame = canvas.frame(SIZE, write(&[("Kabul tacos", Style::new().bold())]));
        assert_eq!(frame, "\x1b[?2026h\x1b[1;3H\x1b[1mb\x1b[6Co\x1b[m\x1b[?2026l");
    }

    #[test]
    fn after_forgetting_every_cell_is_drawn() {
        let mut canvas = Canvas::default();
        let first = canvas.frame(SIZE, write(&[("Kabul", Style::new())]));
        canvas.forget();
        assert_eq!(canvas.frame(SIZE, write(&[("Kabul", Style::new())])), first);
        assert!(first.contains(CLEAR));
    }

    #[test]
    fn the_text_cursor_shows_where_it_is_and_hides_when_it_is_not() {
        let mut canvas = Canvas::default();
        let at = |x| move |_: Rect, _: &mut Buffer| Some(Position { x, y: 0 });
        canvas.frame(SIZE, |_, _| None);
        assert_eq!(canvas.frame(SIZE, at(1)), format!("{BEGIN}\x1b[1;2H{SHOW_CURSOR}{END}"));
        assert_eq!(canvas.frame(SIZE, at(1)), "");
        assert_eq!(canvas.frame(SIZE, at(2)), format!("{BEGIN}\x1b[1;3H{END}"));
        assert_eq!(canvas.frame(SIZE, |_, _| None), format!("{BEGIN}{HIDE_CURSOR}{END}"));
    }

    fn style() -> impl Strategy<Value = Style> {
        let color = prop_oneof![Just(Color::Reset), Just(Color::Red), Just(Color::White), Just(Color::Indexed(99))];
        let modifiers = [Modifier::empty(), Modifier::BOLD, Modifier::DIM, Modifier::REVERSED | Modifier::ITALIC];
        (color.clone(), color, prop::sample::select(modifiers.to_vec()))
            .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
    }

    fn lines() -> impl Strategy<Value = Vec<(String, Style)>> {
        prop::collection::vec(("[ab 喀e\u{301}]{0,14}", style()), 0..5)
    }

    fn blank_terminal() -> vt100::Parser {
        let [rows, columns] = [SIZE.height, SIZE.width].map(|cells| NonZero::new(cells).unwrap());
        vt100::Parser::new(rows, columns, 0)
    }

    /// Every cell with what can be seen of its look; a cell never written to is blank.
    fn cells(terminal: &vt100::Parser) -> Vec<String> {
        let screen = terminal.screen();
        let places = (0..SIZE.height).flat_map(|y| (0..SIZE.width).map(move |x| (y, x)));
        let cells = places.filter_map(|(y, x)| screen.cell(y, x));
        let look = |cell: &vt100::Cell| {
            let text = if cell.has_contents() { cell.contents() } else { " " };
            if text == " " && !cell.inverse() {
                return format!("blank {:?}", cell.bgcolor());
            }
            let modifiers = (cell.bold(), cell.dim(), cell.italic(), cell.inverse(), cell.underline());
            format!("{text:?} {:?} {:?} {modifiers:?}", cell.fgcolor(), cell.bgcolor())
        };
        cells.map(look).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever came before, a terminal then shows what a fresh one would.
        #[test]
        fn frames_add_up_to_the_last_picture(pictures in prop::collection::vec(lines(), 1..6)) {
            let show = |terminal: &mut vt100::Parser, canvas: &mut Canvas, picture: &[(String, Style)]| {
                let lines: Vec<_> = picture.iter().map(|(text, style)| (text.as_str(), *style)).collect();
                terminal.process(canvas.frame(SIZE, write(&lines)).as_bytes());
            };
            let mut canvas = Canvas::default();
            let mut terminal = blank_terminal();
            for picture in &pictures {
                show(&mut terminal, &mut canvas, picture);
                let mut fresh = blank_terminal();
                show(&mut fresh, &mut Canvas::default(), picture);
                prop_assert_eq!(cells(&terminal), cells(&fresh));
            }
        }
    }
}
