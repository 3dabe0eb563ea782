//! The law of the screen: what is drawn is harmless, even, and shows where the cursor is. It presses no key.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;
use whosaid::app::App;
use whosaid::app::list::{ListRow, ScrollList};
use whosaid::app::lookup::LookUpFocus;
use whosaid::app::overlay::Overlay;
use whosaid::layout::{MATRIX_HEADING, Pane, SMALLEST};
use whosaid::share::protocol::PresentationView;
use whosaid::text;
use whosaid::text::sanitize::is_terminal_control;
use whosaid::tui::Screen;
use whosaid::tui::theme::{ColorDepth, MONO, TERMINAL, Theme, ThemeRole};

/// Draws the screen, and holds it to the law.
pub(crate) fn lawful(app: &App) {
    let coloured = Theme::new(&TERMINAL, ColorDepth::Indexed);
    let buffer = drawn(app, coloured);
    even(&buffer);
    if app.size.width >= SMALLEST.width && app.size.height >= SMALLEST.height {
        shows_the_cursor(app, &buffer, coloured);
    }
    let screen = Screen { app, theme: coloured };
    if let Some(Position { x, y }) = screen.cursor() {
        assert!(x < app.size.width && y < app.size.height, "the text cursor is at {x}, {y} of {:?}", app.size);
    }
    assert!(screen.soft_wrapped_rows().iter().all(|y| y + 1 < app.size.height), "a row runs on beyond {:?}", app.size);
}

/// The same without colours, in the letters that every terminal has.
pub(crate) fn lawful_in_ascii(app: &App) {
    even(&drawn(app, Theme::new(&MONO, ColorDepth::None).with_ascii(true)));
}

fn drawn(app: &App, theme: Theme) -> Buffer {
    let area = Rect::from((Position::ORIGIN, app.size));
    let mut buffer = Buffer::empty(area);
    Screen { app, theme }.render(area, &mut buffer);
    buffer
}

/// No character that a terminal obeys, but for our own isolates in their pairs, and no row wider or narrower than the screen.
fn even(buffer: &Buffer) {
    for row in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
        let (mut at, mut isolates) = (0, 0);
        while let Some(cell) = row.get(at) {
            for char in cell.symbol().chars() {
                match char {
                    '\u{2068}' => isolates += 1,
                    '\u{2069}' => isolates -= 1,
                    char => {
                        assert!(!is_terminal_control(char) && !char.is_control(), "{char:?} is drawn: {}", told(row));
                    }
                }
                assert!((0..=1).contains(&isolates), "an isolate is open or closed twice: {}", told(row));
            }
            let width = text::width(cell.symbol());
            assert!(width >= 1, "{:?} takes no column: {}", cell.symbol(), told(row));
            // What a wide character covers is no cell of its own.
            at += width;
        }
        assert_eq!(at, row.len(), "a row is as wide as the screen: {}", told(row));
        assert_eq!(isolates, 0, "an isolate is left open: {}", told(row));
    }
}

fn told(row: &[Cell]) -> String {
    format!("{:?}", row.iter().map(Cell::symbol).collect::<String>())
}

/// Whatever is chosen is on the screen: its row has the cursor's ground.
fn shows_the_cursor(app: &App, buffer: &Buffer, theme: Theme) {
    let lit = theme.style(ThemeRole::Cursor).bg;
    let rows_lit = |area: Rect| {
        let is_lit = |row: &Rect| row.positions().any(|position| buffer[position].style().bg == lit);
        area.intersection(buffer.area).rows().filter(is_lit).count()
    };
    let told = || text_of(buffer);
    let one = |what: &str, is_chosen: bool| {
        assert!(!is_chosen || rows_lit(buffer.area) == 1, "the cursor of {what} is seen:\n{}", told());
    };
    match &app.overlay {
        Some(Overlay::Help(help)) => one("the help", help.rows.current().is_some()),
        Some(Overlay::LookUp(look)) if look.focus == LookUpFocus::Hits => {
            one("the look-up", look.hits.current().is_some());
        }
        // While the question is typed, the best hit has the bar alone.
        Some(Overlay::LookUp(look)) => {
            let has_bar = buffer.content.iter().any(|cell| cell.symbol() == "▌");
            assert!(look.hits.current().is_none() || has_bar, "the best hit is seen:\n{}", told());
        }
        Some(Overlay::Cards(cards)) => one("the cards", cards.rows.current().is_some()),
        Some(Overlay::Audience(_)) => one("the audience", true),
        Some(Overlay::Case(view)) => {
            let (window, entry) = (view.window(), view.entry().expect("a case has records"));
            assert!(entry.rows.start < window.end && entry.rows.end > window.start, "the entry is seen:\n{}", told());
        }
        Some(Overlay::Page(page)) => assert!(page.top <= page.lines.len()),
        Some(Overlay::Copy(_) | Overlay::Article(_) | Overlay::Coding(_)) => {}
        Some(Overlay::Date { .. }) | None if app.at_list => {
            one("the list", app.library.as_ref().is_some_and(|library| library.rows.current().is_some()));
        }
        Some(Overlay::Date { .. }) | None => {
            let is_card = app.presentation.as_ref().is_some_and(|stage| stage.view != PresentationView::Reader);
            if !is_card && app.reader.is_some() {
                in_focus(app, rows_lit, &told);
            }
        }
    }
}

/// The row under the cursor of the focused pane is one of the rows of that pane, and lit.
fn in_focus(app: &App, rows_lit: impl Fn(Rect) -> usize, told: &dyn Fn() -> String) {
    let Some(reader) = &app.reader else { return };
    let above = app.size.height - app.content_size().height;
    let body = reader.regions().body(reader.focus);
    let body = Rect { y: body.y + above, ..body };
    let stances = &reader.panes.stances;
    let stands = match reader.focus {
        Pane::Sources => stands(&reader.panes.sources, body.height, told),
        Pane::Actors => stands(&reader.panes.actors, body.height, told),
        Pane::Stances if stances.on_heading => return,
        Pane::Stances => {
            stands(&stances.rows, body.height.saturating_sub(u16::try_from(MATRIX_HEADING).unwrap_or(0)), told)
        }
        Pane::Timeline => stands(&reader.panes.timeline, body.height, told),
        Pane::Detail => {
            assert!(reader.detail.top <= reader.detail.lines.len());
            return;
        }
    };
    assert_eq!(rows_lit(body) > 0, stands, "the cursor of {:?} is seen:\n{}", reader.focus, told());
}

/// Whether there is a row under the cursor; it is then among those that have room.
fn stands<T: ListRow>(list: &ScrollList<T>, height: u16, told: &dyn Fn() -> String) -> bool {
    let height = usize::from(height);
    let can = list.rows().iter().any(|row| row.is_selectable());
    assert_eq!(list.current().is_some(), can, "the cursor is on a row that holds it:\n{}", told());
    let has_room = can && height > 0;
    assert!(!has_room || (list.top()..list.top() + height).contains(&list.at()), "the row is seen:\n{}", told());
    has_room
}

fn text_of(buffer: &Buffer) -> String {
    let rows = buffer.content.chunks(usize::from(buffer.area.width).max(1));
    rows.map(|row| row.iter().map(Cell::symbol).collect::<String>() + "\n").collect()
}
