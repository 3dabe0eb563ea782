//! The mouse as a user sees it: what is pressed has the cursor, what has it is gone to, the wheel moves what is under it.

use ratatui::layout::{Position, Rect};
use whosaid::app::overlay::Overlay;
use whosaid::app::{App, Effect, MouseAction, Msg, ReloadedBrief, update};
use whosaid::keys::{Action, Chord, KeyContext, Keymap};
use whosaid::layout::{MATRIX_HEADING, Pane};
use whosaid::model::Tlp;
use whosaid::search::library::{BriefListSummary, BriefListing};
use whosaid::share::protocol::PresentationView;
use whosaid::tui::theme::ThemeRole;

use crate::harness::{COLOUR, bundled, draw, press, text};

fn at(x: u16, y: u16) -> Position {
    Position { x, y }
}

fn click(app: &mut App, at: Position) -> Option<Effect> {
    update(app, Msg::Mouse { at, what: MouseAction::Press })
}

fn wheel(app: &mut App, at: Position, notches: i32) {
    let what = if notches > 0 { MouseAction::WheelDown } else { MouseAction::WheelUp };
    for _ in 0..notches.abs() {
        assert_eq!(update(app, Msg::Mouse { at, what }), None);
    }
}

/// The rows of the screen with the ground of the cursor.
fn lit(app: &App) -> Vec<u16> {
    let buffer = draw(app, COLOUR);
    let ground = COLOUR.style(ThemeRole::Cursor).bg;
    let is_lit = |row: &Rect| row.positions().any(|position| buffer[position].style().bg == ground);
    buffer.area.rows().filter(is_lit).map(|row| row.y).collect()
}

fn body(app: &App, pane: Pane) -> Rect {
    app.reader.as_ref().unwrap().regions().body(pane)
}

fn focus(app: &App) -> Pane {
    app.reader.as_ref().unwrap().focus
}

/// The row in which the screen shows a text first.
fn row_of(app: &App, words: &str) -> u16 {
    let shown = text(app);
    let row = shown.lines().position(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}:\n{shown}"));
    u16::try_from(row).unwrap()
}

#[test]
fn what_is_pressed_in_a_pane_has_the_cursor() {
    for pane in [Pane::Sources, Pane::Actors, Pane::Timeline] {
        for row in body(&bundled(120, 40), pane).rows() {
            let mut app = bundled(120, 40);
            press(&mut app, "5");
            click(&mut app, at(row.x + 5, row.y));
            assert_eq!(focus(&app), pane);
            let is_heading = pane == Pane::Timeline && !lit(&app).contains(&row.y);
            assert_eq!(lit(&app), [row.y + u16::from(is_heading)], "{pane:?} {row}");
        }
    }
    let mut app = bundled(120, 40);
    let stances = body(&app, Pane::Stances);
    click(&mut app, at(stances.x + 30, stances.y));
    assert!(app.reader.as_ref().unwrap().panes.stances.on_heading);
    let first = stances.y + u16::try_from(MATRIX_HEADING).unwrap();
    click(&mut app, at(stances.right() - 20, first + 2));
    let at_cell = &app.reader.as_ref().unwrap().panes.stances;
    assert_eq!((at_cell.rows.at(), at_cell.on_heading, focus(&app)), (2, false, Pane::Stances));
    assert!(at_cell.column > 1, "{}", at_cell.column);
    assert_eq!(lit(&app), [first + 2]);
}

#[test]
fn a_press_on_the_row_under_the_cursor_goes_on_as_enter_does() {
    for (pane, digit) in [(Pane::Sources, "1"), (Pane::Actors, "2"), (Pane::Timeline, "4")] {
        let (mut by_mouse, mut by_key) = (bundled(120, 40), bundled(120, 40));
        let here = at(body(&by_key, pane).x + 4, body(&by_key, pane).y + 1);
        press(&mut by_mouse, digit);
        click(&mut by_mouse, here);
        let again = at(here.x, lit(&by_mouse)[0]);
        let chosen = by_mouse.reader.as_ref().unwrap().bookmark();
        press(&mut by_key, digit);
        click(&mut by_key, here);
        click(&mut by_mouse, again);
        press(&mut by_key, "<enter>");
        let bookmark = |app: &App| app.reader.as_ref().unwrap().bookmark();
        assert_eq!(bookmark(&by_mouse), bookmark(&by_key));
        assert_ne!(bookmark(&by_mouse), chosen, "{pane:?}");
    }
}

/// Where a key of the user's own does nothing but move down, the mouse still does what it does.
#[test]
fn the_mouse_needs_no_key() {
    let mut keys = Keymap::default();
    for binding in KeyContext::Reader.bindings() {
        keys.rebind(KeyContext::Reader, binding.action, vec![Chord::char('α')]);
    }
    let (mut without_keys, mut usual) = (bundled(120, 40), bundled(120, 40));
    without_keys.keys = keys;
    let here = at(body(&usual, Pane::Timeline).x + 4, body(&usual, Pane::Timeline).y + 1);
    for app in [&mut usual, &mut without_keys] {
        click(app, here);
        let again = at(here.x, lit(app)[0]);
        click(app, again);
        update(app, Msg::Do(Action::Help));
        update(app, Msg::Paste("how sure".to_owned()));
        let row = row_of(app, "show how sure we are");
        click(app, at(20, row));
        click(app, at(20, row));
        assert!(text(app).contains("How sure are we?"));
    }
    let bookmark = |app: &App| app.reader.as_ref().unwrap().bookmark();
    assert_eq!(bookmark(&without_keys), bookmark(&usual));
}

#[test]
fn the_wheel_moves_the_pane_under_it_and_goes_nowhere() {
    let mut app = bundled(120, 40);
    let timeline = body(&app, Pane::Timeline);
    let before = app.reader.as_ref().unwrap().bookmark();
    wheel(&mut app, at(timeline.x + 3, timeline.y + 3), -50);
    wheel(&mut app, at(timeline.x + 3, timeline.y + 3), 4);
    assert_eq!(app.reader.as_ref().unwrap().panes.timeline.top(), 12);
    assert_eq!(app.reader.as_ref().unwrap().bookmark(), before, "only what is seen of it is another");
    // In the pane that is looked at, the cursor goes along.
    press(&mut app, "4g");
    wheel(&mut app, at(timeline.x + 3, timeline.y + 3), 4);
    assert_eq!(app.reader.as_ref().unwrap().panes.timeline.top(), 12);
    assert_eq!(lit(&app).len(), 1);
    wheel(&mut app, at(timeline.x + 3, timeline.y + 3), 500);
    assert_eq!(lit(&app).len(), 1);
    let detail = body(&app, Pane::Detail);
    press(&mut app, "2g");
    wheel(&mut app, at(detail.x + 3, detail.y + 3), 1);
    assert_eq!((app.reader.as_ref().unwrap().detail.top, focus(&app)), (3, Pane::Actors));
}

#[test]
fn below_the_row_that_tells_of_faults_the_rows_are_the_same() {
    let mut app = bundled(120, 40);
    let faults = Err(vec!["brief.toml:1: broken".to_owned()]);
    update(&mut app, Msg::Reloaded(Box::new(ReloadedBrief { opened: faults, cause: None })));
    assert!(app.content_size().height < app.size.height);
    for y in 0..app.size.height {
        press(&mut app, "5");
        click(&mut app, at(2, y));
        let pressed = body(&app, Pane::Actors).contains(at(2, y.saturating_sub(1)));
        assert!(!pressed || lit(&app) == [y], "{y}: {:?}", lit(&app));
    }
}

#[test]
fn a_tab_is_pressed_where_one_pane_is_shown_at_a_time() {
    for width in [50, 79] {
        let mut app = bundled(width, 20);
        let tabs = text(&app).lines().nth(1).unwrap().to_owned();
        let column = u16::try_from(tabs.chars().position(|char| char == '4').unwrap()).unwrap();
        click(&mut app, at(column, 1));
        assert_eq!(focus(&app), Pane::Timeline, "{tabs}");
    }
}

#[test]
fn over_the_panes_a_press_chooses_and_a_second_does_it() {
    let mut app = bundled(120, 40);
    press(&mut app, "?");
    wheel(&mut app, at(20, 20), 3);
    let row = row_of(&app, "show how sure we are");
    click(&mut app, at(20, row));
    assert_eq!(lit(&app), [row]);
    click(&mut app, at(20, row));
    assert!(text(&app).contains("How sure are we?"));
    wheel(&mut app, at(20, 20), 1);
    assert!(matches!(&app.overlay, Some(Overlay::Page(page)) if page.top == 3), "{:?}", app.overlay);

    let mut app = bundled(120, 40);
    press(&mut app, "/asif");
    let Some(Overlay::LookUp(look)) = &app.overlay else { panic!("no look-up") };
    let (regions, third) = (look.regions(app.size), look.hits.rows()[2].record);
    let hit = at(20, regions.hits.y + 2);
    click(&mut app, hit);
    assert_eq!(lit(&app), [hit.y]);
    click(&mut app, hit);
    assert!(app.overlay.is_none());
    assert_eq!(app.reader.as_ref().unwrap().timeline_record(), Some(third));
}

#[test]
fn in_a_case_a_press_chooses_its_record_and_a_second_goes_there() {
    let mut app = bundled(140, 50);
    press(&mut app, "!");
    let Some(Overlay::Case(view)) = &app.overlay else { panic!("no case") };
    let entry = view.sheet.entries.iter().find(|entry| entry.column > 0).expect("a side on the right").clone();
    let cell =
        |rows: usize, column: usize| at(u16::try_from(2 + column + 3).unwrap(), u16::try_from(2 + rows).unwrap());
    let right = cell(entry.rows.start, entry.column);
    click(&mut app, right);
    assert!(matches!(&app.overlay, Some(Overlay::Case(view)) if view.entry() == Some(&entry)));
    click(&mut app, right);
    assert_eq!(app.reader.as_ref().unwrap().timeline_record(), Some(entry.record));
}

#[test]
fn nothing_is_presented_by_a_press_and_then_one_goes_on() {
    let mut app = bundled(120, 40);
    press(&mut app, "p");
    let red = row_of(&app, "TLP:RED ");
    for _ in 0..3 {
        click(&mut app, at(10, red));
        assert_eq!(lit(&app), [red]);
    }
    assert!(app.presentation.is_none(), "the room sees nothing before the key");
    press(&mut app, "<enter>");
    let stands = |app: &App| app.presentation.as_ref().map(|stage| (stage.at, stage.view));
    click(&mut app, at(60, 20));
    assert_eq!(stands(&app), Some((1, PresentationView::Card)));
    wheel(&mut app, at(60, 20), 1);
    wheel(&mut app, at(60, 20), -2);
    assert_eq!(stands(&app), Some((0, PresentationView::Card)));
    press(&mut app, "b");
    wheel(&mut app, at(60, 20), 1);
    assert_eq!(stands(&app), Some((0, PresentationView::Blank)));
    click(&mut app, at(60, 20));
    assert_eq!(stands(&app), Some((0, PresentationView::Card)));
    press(&mut app, "/");
    let last = row_of(&app, "  9 ");
    click(&mut app, at(20, last));
    assert_eq!(lit(&app), [last]);
    click(&mut app, at(20, last));
    assert_eq!((stands(&app), app.overlay.is_none()), (Some((8, PresentationView::Card)), true));
}

#[test]
fn a_brief_of_the_list_is_opened_by_a_second_press() {
    let head = |title: &str| BriefListSummary {
        title: title.to_owned(),
        as_of: "2025".to_owned(),
        tlp: Tlp::Green,
        statements: 2,
        sources: 1,
        faults: 0,
    };
    let briefs =
        (0..60).map(|number| BriefListing { name: number.to_string(), summary: Ok(head(&format!("Brief {number}."))) });
    let mut app = App::with_library(bundled(100, 30).size, "briefs".to_owned(), briefs.collect());
    let second = at(20, row_of(&app, "Brief 1."));
    assert_eq!(click(&mut app, second), None);
    assert_eq!(lit(&app), [second.y]);
    assert_eq!(click(&mut app, second), Some(Effect::Open(1)));
    wheel(&mut app, second, 100);
    assert!(text(&app).contains("Brief 59."));
    assert_eq!(lit(&app).len(), 1);
}
