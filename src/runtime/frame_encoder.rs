//! Encodes the difference between two screens as the bytes of a frame. It writes to no terminal.

use std::mem;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use unicode_width::UnicodeWidthStr as _;

use super::cell_writer::{self, CellWriter};
use super::sgr::SgrStyle;

/// Begins a synchronized update (DEC private mode 2026). Terminals that do not know it ignore it.
const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";
const CLEAR: &str = "\x1b[2J";
/// Enables wrapping after the last column (DECAWM), in case another program disabled it. It must not be sent while the cursor is after
/// the last column: some terminals then forget the pending wrap.
const WRAP: &str = "\x1b[?7h";
const SHOW_CURSOR: &str = "\x1b[?25h";
/// A noncharacter, which no cell ever shows. It marks cells whose content is unknown.
const UNKNOWN: &str = "\u{ffff}";
const HIDE_CURSOR: &str = "\x1b[?25l";

/// What a frame needs in addition to its cells.
#[derive(Debug, Default)]
pub(super) struct FrameExtras {
    /// The position of the text cursor; `None` hides it.
    pub(super) cursor: Option<Position>,
    /// The rows that the terminal must join with the next row to one line, from the top. Each fills all columns.
    pub(super) wrapped_rows: Vec<u16>,
}

impl From<Option<Position>> for FrameExtras {
    fn from(cursor: Option<Position>) -> Self {
        Self { cursor, wrapped_rows: Vec::new() }
    }
}

/// The state of the terminal after the frames so far. A new encoder assumes a hidden cursor, as on a terminal just entered.
#[derive(Debug, Default)]
pub(super) struct FrameEncoder {
    shown: Buffer,
    /// The buffer of the next frame, kept for its allocation.
    next: Buffer,
    cursor: Option<Position>,
    /// The wrapped rows of the shown frame.
    wrapped_rows: Vec<u16>,
    is_stale: bool,
}

impl FrameEncoder {
    /// Forgets what the terminal shows: the next frame draws every cell.
    pub(super) fn invalidate(&mut self) {
        self.is_stale = true;
    }

    /// Returns the bytes that turn the shown frame into what `paint` draws on blank cells. They are empty when nothing changed.
    pub(super) fn encode<F: Into<FrameExtras>>(
        &mut self,
        size: Size,
        paint: impl FnOnce(Rect, &mut Buffer) -> F,
    ) -> String {
        let area = Rect::from((Position::ORIGIN, size));
        self.next.resize(area);
        self.next.reset();
        let FrameExtras { cursor, wrapped_rows } = paint(area, &mut self.next).into();
        self.next.content.iter_mut().for_each(SgrStyle::simplify);

        self.invalidate_wrapped_lines(wrapped_rows);
        let mut frame = String::new();
        if mem::take(&mut self.is_stale) || self.shown.area != area {
            self.shown.resize(area);
            self.shown.reset();
            self.cursor = None;
            frame = format!("\x1b[m{HIDE_CURSOR}{CLEAR}");
            if !self.wrapped_rows.is_empty() {
                frame += WRAP;
                self.force_wrapped_lines();
            }
        }
        self.invalidate_wide_halves();
        let mut writer = CellWriter::new(&self.next, &self.wrapped_rows, &mut frame);
        for (x, y, cell) in self.shown.diff_iter(&self.next) {
            writer.write_cell(Position { x, y }, cell);
        }
        writer.finish();
        self.place_cursor(cursor, &mut frame);
        mem::swap(&mut self.shown, &mut self.next);
        if frame.is_empty() { frame } else { format!("{BEGIN}{frame}{END}") }
    }

    /// Terminals join rows by how they were written, not by their content. A frame that changes is therefore drawn completely if the old
    /// or the new one has wrapped rows.
    fn invalidate_wrapped_lines(&mut self, wrapped_rows: Vec<u16>) {
        let has_wrapped_rows = !(self.wrapped_rows.is_empty() && wrapped_rows.is_empty());
        self.is_stale |= self.wrapped_rows != wrapped_rows || has_wrapped_rows && self.shown != self.next;
        self.wrapped_rows = wrapped_rows;
    }

    /// Marks all cells of wrapped rows and the first cell of the row below as unknown, so that blanks are written too.
    fn force_wrapped_lines(&mut self) {
        let width = self.shown.area.width;
        for y in &self.wrapped_rows {
            let cells = (0..width).map(|x| Position { x, y: *y }).chain([Position { x: 0, y: y + 1 }]);
            for position in cells {
                if let Some(cell) = self.shown.cell_mut(position) {
                    cell.set_symbol(UNKNOWN);
                }
            }
        }
    }

    /// Marks the second half of a wide character as unknown when the first is overwritten: terminals differ in what remains of it.
    fn invalidate_wide_halves(&mut self) {
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
            *frame += &cell_writer::move_to(position);
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
        let mut encoder = FrameEncoder::default();
        assert_ne!(encoder.encode(SIZE, write(&[("Kabul", Style::new())])), "");
        assert_eq!(encoder.encode(SIZE, write(&[("Kabul", Style::new())])), "");
    }

    #[test]
    fn a_frame_is_what_changed_between_the_marks_of_a_synchronized_update() {
        let mut encoder = FrameEncoder::default();
        encoder.encode(SIZE, write(&[("Kabul talks", Style::new())]));
        let frame = encoder.encode(SIZE, write(&[("Karul tacks", Style::new().bold())]));
        assert_eq!(frame, "\x1b[?2026h\x1b[1;1H\x1b[1mKarul tacks\x1b[m\x1b[?2026l");
        let frame = encoder.encode(SIZE, write(&[("Kabul tacos", Style::new().bold())]));
        assert_eq!(frame, "\x1b[?2026h\x1b[1;3H\x1b[1mb\x1b[6Co\x1b[m\x1b[?2026l");
    }

    #[test]
    fn after_forgetting_every_cell_is_drawn() {
        let mut encoder = FrameEncoder::default();
        let first = encoder.encode(SIZE, write(&[("Kabul", Style::new())]));
        encoder.invalidate();
        assert_eq!(encoder.encode(SIZE, write(&[("Kabul", Style::new())])), first);
        assert!(first.contains(CLEAR));
    }

    #[test]
    fn the_text_cursor_shows_where_it_is_and_hides_when_it_is_not() {
        let mut encoder = FrameEncoder::default();
        let at = |x| move |_: Rect, _: &mut Buffer| Some(Position { x, y: 0 });
        encoder.encode(SIZE, |_, _| None);
        assert_eq!(encoder.encode(SIZE, at(1)), format!("{BEGIN}\x1b[1;2H{SHOW_CURSOR}{END}"));
        assert_eq!(encoder.encode(SIZE, at(1)), "");
        assert_eq!(encoder.encode(SIZE, at(2)), format!("{BEGIN}\x1b[1;3H{END}"));
        assert_eq!(encoder.encode(SIZE, |_, _| None), format!("{BEGIN}{HIDE_CURSOR}{END}"));
    }

    /// Paints a line that is broken only by the edge of the screen.
    fn write_line(text: &str) -> impl FnOnce(Rect, &mut Buffer) -> FrameExtras {
        move |area, cells| {
            let rows: Vec<String> =
                text.chars().collect::<Vec<_>>().chunks(12).map(|row| row.iter().collect()).collect();
            for (y, row) in (area.y..).zip(&rows) {
                cells.set_string(area.x, y, row, Style::new());
            }
            FrameExtras { cursor: None, wrapped_rows: (0..).take(rows.len() - 1).collect() }
        }
    }

    fn show(encoder: &mut FrameEncoder, terminal: &mut vt100::Parser, text: &str) -> String {
        terminal.process(encoder.encode(SIZE, write_line(text)).as_bytes());
        terminal.screen().contents()
    }

    #[test]
    fn a_long_line_is_one_line_to_the_terminal_wherever_its_blanks_fall() {
        let mut encoder = FrameEncoder::default();
        let mut terminal = blank_terminal();
        for text in [
            "This is a direct attack",
            "This is an   attack on us all",
            "This was a d attack",
            "     a blank    line      ",
        ] {
            let selected = show(&mut encoder, &mut terminal, text);
            assert_eq!(selected.trim_end(), text.trim_end(), "selected as one line");
        }
        assert!(
            terminal.screen().row_wrapped(0) && terminal.screen().row_wrapped(1) && !terminal.screen().row_wrapped(2)
        );
        terminal
            .process(encoder.encode(SIZE, write(&[("Kabul talks ", Style::new()), ("b", Style::new())])).as_bytes());
        assert!((0..4).all(|row| !terminal.screen().row_wrapped(row)), "a pane's rows are lines of their own");
    }

    #[test]
    fn a_long_line_that_stays_is_no_byte() {
        let mut encoder = FrameEncoder::default();
        encoder.encode(SIZE, write_line("This is a direct attack"));
        assert_eq!(encoder.encode(SIZE, write_line("This is a direct attack")), "");
    }

    #[test]
    fn a_wide_character_at_the_edge_is_still_one_line() {
        let mut encoder = FrameEncoder::default();
        let mut terminal = blank_terminal();
        let paint = |_: Rect, cells: &mut Buffer| {
            cells.set_string(0, 0, "0123456789喀", Style::new());
            cells.set_string(0, 1, "喀e\u{301}", Style::new());
            FrameExtras { cursor: None, wrapped_rows: vec![0] }
        };
        terminal.process(encoder.encode(SIZE, paint).as_bytes());
        assert_eq!(terminal.screen().contents(), "0123456789喀喀e\u{301}");
        assert!(terminal.screen().row_wrapped(0));
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

    /// Describes the visible content and style of every cell. A cell that was never written is blank.
    fn cells(terminal: &vt100::Parser) -> Vec<String> {
        let screen = terminal.screen();
        let positions = (0..SIZE.height).flat_map(|y| (0..SIZE.width).map(move |x| (y, x)));
        let cells = positions.filter_map(|(y, x)| screen.cell(y, x));
        let describe = |cell: &vt100::Cell| {
            let text = if cell.has_contents() { cell.contents() } else { " " };
            if text == " " && !cell.inverse() {
                return format!("blank {:?}", cell.bgcolor());
            }
            let modifiers = (cell.bold(), cell.dim(), cell.italic(), cell.inverse(), cell.underline());
            format!("{text:?} {:?} {:?} {modifiers:?}", cell.fgcolor(), cell.bgcolor())
        };
        cells.map(describe).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// After any sequence of frames, a terminal shows what a new terminal shows after the last frame.
        #[test]
        fn frames_add_up_to_the_last_picture(pictures in prop::collection::vec(lines(), 1..6)) {
            let show = |terminal: &mut vt100::Parser, encoder: &mut FrameEncoder, picture: &[(String, Style)]| {
                let lines: Vec<_> = picture.iter().map(|(text, style)| (text.as_str(), *style)).collect();
                terminal.process(encoder.encode(SIZE, write(&lines)).as_bytes());
            };
            let mut encoder = FrameEncoder::default();
            let mut terminal = blank_terminal();
            for picture in &pictures {
                show(&mut terminal, &mut encoder, picture);
                let mut fresh = blank_terminal();
                show(&mut fresh, &mut FrameEncoder::default(), picture);
                prop_assert_eq!(cells(&terminal), cells(&fresh));
            }
        }

        /// After any sequence of frames, a terminal joins the same rows to lines as a new terminal.
        #[test]
        fn lines_add_up_to_the_last_picture(pictures in prop::collection::vec("[ab ]{1,48}", 1..6), pane in lines()) {
            let mut encoder = FrameEncoder::default();
            let mut terminal = blank_terminal();
            let wrapped = |terminal: &vt100::Parser| (0..4).map(|row| terminal.screen().row_wrapped(row)).collect::<Vec<_>>();
            for picture in &pictures {
                show(&mut encoder, &mut terminal, picture);
                let mut fresh = blank_terminal();
                show(&mut FrameEncoder::default(), &mut fresh, picture);
                prop_assert_eq!(cells(&terminal), cells(&fresh));
                let rows = picture.len().div_ceil(12);
                prop_assert_eq!(wrapped(&terminal), (0..4).map(|row| row + 1 < rows).collect::<Vec<_>>());
            }
            let pane: Vec<_> = pane.iter().map(|(text, style)| (text.as_str(), *style)).collect();
            terminal.process(encoder.encode(SIZE, write(&pane)).as_bytes());
            prop_assert!(!wrapped(&terminal).contains(&true));
        }
    }
}
