//! Laws of the reader: whatever is pressed, at whatever size, on whatever brief, it stands on something that can be seen.

use crate::harness::{COLOUR, bundled, draw, press, written};
use proptest::prelude::*;
use ratatui::layout::{Position, Rect, Size};
use whosaid::app::cases::sheet::CaseEntry;
use whosaid::app::list::{ListRow, ScrollList};
use whosaid::app::overlay::Overlay;
use whosaid::app::panes::TimelineRow;
use whosaid::app::{App, MouseAction, Msg, update};
use whosaid::keys::{Chord, Key, READER_BINDINGS};
use whosaid::layout::{self, MATRIX_HEADING, Pane};
use whosaid::text;
use whosaid::tui::Screen;
use whosaid::tui::theme::{ColorDepth, MONO, Theme};

const EMPTY: &str =
    "[brief]\nformat = 1\ntitle = \"Empty\"\nas_of = \"2025\"\nbottom_line = \"Nothing.\"\ntlp = \"TLP:GREEN\"\n";

/// Wide, combining, right-to-left and hostile text in the places that a column shows.
const HARD: &str = r#"
[brief]
format = 1
title = "試験 \u001B[31m 👨‍👩‍👧 \u202E"
as_of = "2025-09-XX"
bottom_line = "e\u0301 ｆｕｌｌ"
tlp = "TLP:AMBER+STRICT"
marking = "内部"

[[issue]]
id = "a"
label = "直接対話について"
question = "Soll man sprechen?"

[[actor]]
id = "x"
name = "Ḱhå̈n 可汗 عمران‏"
kind = "person"
native_name = "عمران خان"
role = "Vorsitzender der überaus langen Bezeichnung"

[[source]]
id = "s"
title = "A title"

[[statement]]
id = "one"
actor = "x"
attribution = "direct"
quote = "日本語の長い引用文がここにあり、行を越えて続いている。\u0007"
stance = { a = "for" }

[[statement]]
id = "two"
actor = "unnamed"
described_as = "ein Diplomat 🇩🇪"
attribution = "indirect"
gist = "Loooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooong"
said = "2024-09-05/.."

[[event]]
id = "e"
title = "Ereignis"
date = "[2024-01-01,2025-01-01]"
"#;

#[derive(Debug, Clone)]
enum Step {
    Press(Chord),
    Resize(Size),
    Paste(String),
    Mouse(Position, MouseAction),
}

fn step() -> impl Strategy<Value = Step> {
    let bound: Vec<Chord> = READER_BINDINGS.iter().flat_map(|binding| binding.chords).copied().collect();
    let special =
        [Key::Enter, Key::Esc, Key::Tab, Key::Up, Key::Down, Key::PageUp, Key::PageDown, Key::Delete].map(Chord::plain);
    let what = prop::sample::select(vec![MouseAction::Press, MouseAction::WheelUp, MouseAction::WheelDown]);
    prop_oneof![
        12 => prop::sample::select(bound).prop_map(Step::Press),
        3 => any::<char>().prop_map(|char| Step::Press(Chord::char(char))),
        3 => prop::sample::select(special.to_vec()).prop_map(Step::Press),
        2 => (1_u16..=300, 1_u16..=100).prop_map(|(width, height)| Step::Resize(Size { width, height })),
        1 => "\\PC{0,12}".prop_map(Step::Paste),
        5 => (0_u16..150, 0_u16..60, what).prop_map(|(x, y, what)| Step::Mouse(Position { x, y }, what)),
        1 => (any::<u16>(), any::<u16>()).prop_map(|(x, y)| Step::Mouse(Position { x, y }, MouseAction::Press)),
    ]
}

fn take(app: &mut App, step: Step) {
    let msg = match step {
        Step::Press(chord) => Msg::Key(chord),
        Step::Resize(size) => Msg::Resize(size),
        Step::Paste(text) => Msg::Paste(text),
        Step::Mouse(at, what) => Msg::Mouse { at, what },
    };
    update(app, msg);
}

fn check(app: &App) -> Result<(), TestCaseError> {
    let reader = app.reader.as_ref().expect("the brief stays open");
    let body = reader.regions().body(reader.focus);
    let height = usize::from(body.height);
    if height > 0 {
        match reader.focus {
            Pane::Sources => stands(&reader.panes.sources, height)?,
            Pane::Actors => stands(&reader.panes.actors, height)?,
            Pane::Stances => stands(&reader.panes.stances.rows, height.saturating_sub(MATRIX_HEADING))?,
            Pane::Timeline => stands(&reader.panes.timeline, height)?,
            Pane::Detail => prop_assert!(reader.detail.top <= reader.detail.lines.len()),
        }
    }
    if let Some(Overlay::LookUp(look)) = &app.overlay {
        let area = Rect::from((Position::ORIGIN, app.size));
        let notes = u16::try_from(look.sheet.notes.len()).unwrap_or(u16::MAX);
        let (hits, height) = (&look.hits, usize::from(layout::look_up(area, notes).hits.height));
        prop_assert_eq!(hits.current().is_some(), !hits.is_empty(), "the cursor is on a hit");
        prop_assert!(height == 0 || hits.is_empty() || (hits.top()..hits.top() + height).contains(&hits.at()));
    }
    if let Some(Overlay::Case(view)) = &app.overlay {
        let (window, entry) = (view.window(), view.entry().expect("a case has records"));
        let is_shown = entry.rows.start < window.end && entry.rows.end > window.start;
        let shown = |entry: &CaseEntry| entry.rows.start < window.end && entry.rows.end > window.start;
        prop_assert!(
            window.is_empty() || is_shown || !view.sheet.entries.iter().any(shown),
            "the record is on the screen"
        );
    }
    let rows = reader.panes.timeline.rows();
    prop_assert!(rows.last().is_none_or(|row| matches!(row, TimelineRow::Record(_))), "no heading without a record");
    Ok(())
}

fn stands<T: ListRow + std::fmt::Debug>(list: &ScrollList<T>, height: usize) -> Result<(), TestCaseError> {
    if list.rows().iter().any(|row| row.is_selectable()) {
        prop_assert!(list.current().is_some(), "the cursor is on a row that holds it");
        prop_assert!(
            height == 0 || (list.top()..list.top() + height).contains(&list.at()),
            "the cursor's row is on the screen"
        );
    } else {
        prop_assert!(list.current().is_none());
    }
    Ok(())
}

fn is_sound(app: &App, theme: Theme) -> Result<(), TestCaseError> {
    let buffer = draw(app, theme);
    let cursor = Screen { app, theme }.cursor();
    prop_assert!(cursor.is_none_or(|at| buffer.area.contains(at)), "the text cursor is at {:?}", cursor);
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            prop_assert!(!symbol.chars().any(char::is_control), "{symbol:?}");
            let width = u16::try_from(text::width(symbol)).unwrap_or(u16::MAX);
            // Joined characters can take three columns; what counts is that the row comes out even.
            prop_assert!(width >= 1, "{symbol:?} takes no column");
            x += width;
        }
        prop_assert_eq!(x, buffer.area.width, "row {} is as wide as the screen", y);
    }
    Ok(())
}

fn hold(mut app: App, steps: Vec<Step>) -> Result<(), TestCaseError> {
    for step in steps {
        take(&mut app, step);
        check(&app)?;
    }
    is_sound(&app, COLOUR)?;
    is_sound(&app, Theme::new(&MONO, ColorDepth::None).with_ascii(true))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_pressed_the_cursor_stands_on_something_seen(steps in prop::collection::vec(step(), 1..60)) {
        hold(bundled(120, 40), steps)?;
    }

    #[test]
    fn whatever_is_looked_up_the_cursor_stands_on_a_hit(asked in "[a-z:\", -]{0,9}", steps in prop::collection::vec(step(), 1..40)) {
        let mut app = bundled(100, 30);
        press(&mut app, &format!("/{asked}"));
        hold(app, steps.clone())?;
        let mut hard = written(HARD, 60, 20);
        press(&mut hard, &format!("/{asked}"));
        hold(hard, steps)?;
    }

    #[test]
    fn an_empty_brief_can_be_walked(steps in prop::collection::vec(step(), 1..60)) {
        hold(written(EMPTY, 80, 24), steps)?;
    }

    #[test]
    fn hard_text_shifts_no_column(steps in prop::collection::vec(step(), 1..40)) {
        hold(written(HARD, 100, 30), steps)?;
    }

    #[test]
    fn back_undoes_any_jump(jumps in "[!~<>345123jklhas *]{1,12}") {
        let mut app = bundled(120, 40);
        press(&mut app, &jumps);
        let before = app.reader.as_ref().unwrap().bookmark();
        press(&mut app, "!<esc>");
        // A jump to where one stands already is none to go back from.
        prop_assume!(app.reader.as_ref().unwrap().bookmark() != before);
        press(&mut app, "[");
        let after = app.reader.as_ref().unwrap().bookmark();
        prop_assert_eq!(before, after);
    }
}

#[test]
fn every_size_from_1_by_1_is_drawn() {
    for keys in ["", "/talks", "/talks<pgdn>", "!", "~n"] {
        let mut app = bundled(1, 1);
        press(&mut app, keys);
        every_size_is_drawn(&mut app);
    }
}

fn every_size_is_drawn(app: &mut App) {
    for width in [1, 2, 10, 39, 40, 41, 60, 79, 80, 81, 120, 300] {
        for height in [1, 2, 3, 9, 10, 19, 20, 21, 24, 40, 100] {
            update(app, Msg::Resize(Size { width, height }));
            is_sound(app, COLOUR).unwrap();
        }
    }
}
