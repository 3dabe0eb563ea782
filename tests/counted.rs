//! What a frame and a key cost, counted and not timed: as much in a brief of three thousand statements as in one of a thousand.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fmt::Write as _;

use allocation_counter::{AllocationInfo, measure};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget as _;
use whosaid::app::{App, Msg, Opened, update};
use whosaid::brief::{self, Part, SourceFile};
use whosaid::keys::Chord;
use whosaid::theme::{Colors, TERMINAL, Theme};
use whosaid::ui::Screen;

const SIZE: Size = Size { width: 120, height: 40 };
/// As many in the small brief as fill every pane of the screen.
const FEW: usize = 1_000;
const MANY: usize = 3_000;

/// A brief of so many statements, in which each actor, source, day and issue has as many whatever its size.
fn reader(statements: usize) -> App {
    let mut text =
        "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n"
            .to_owned();
    for at in 0..10 {
        let _ = writeln!(text, "[[issue]]\nid = \"i{at}\"\nlabel = \"issue {at}\"\nquestion = \"Is it {at}?\"");
    }
    for at in 0..statements / 10 {
        let _ = writeln!(text, "[[actor]]\nid = \"a{at}\"\nname = \"Actor {at:05}\"\nkind = \"person\"");
        let (month, day) = (1 + at / 28 % 12, 1 + at % 28);
        let _ = writeln!(
            text,
            "[[source]]\nid = \"s{at}\"\noutlet = \"Outlet {at:05}\"\npublished = {}-{month:02}-{day:02}",
            1900 + at % 100
        );
        for nth in 0..10 {
            let (year, issue) = (1900 + at % 100, (at + nth) % 10);
            let _ = writeln!(
                text,
                "[[statement]]\nid = \"q{at}-{nth}\"\nactor = \"a{at}\"\nsource = \"s{at}\"\nattribution = \"indirect\"\n\
                 gist = \"It was said on the {nth}th that it is {at:05}.\"\nsaid = {year}-{month:02}-{day:02}\nstance = {{ i{issue} = \"for\" }}"
            );
        }
    }
    let file = SourceFile { name: "brief.toml".to_owned(), text, part: Part::Brief };
    let (brief, faults) = brief::read(&[file]);
    assert_eq!(faults, []);
    let (name, place) = ("test".to_owned(), "test".to_owned());
    let opened = Opened { name, place, ..Opened::of(brief.unwrap()) };
    App::reader(SIZE, opened)
}

fn press(app: &mut App, keys: &str) {
    for chord in Chord::parse_all(keys) {
        let _ = update(app, Msg::Key(chord));
    }
}

/// What drawing a frame allocates.
fn frame(app: &App) -> AllocationInfo {
    let mut cells = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
    let screen = Screen { app, theme: Theme::of(&TERMINAL, Colors::Indexed) };
    measure(|| screen.render(cells.area, &mut cells))
}

/// Both within a fifth of each other: numbers have more digits in a large brief.
fn assert_alike(few: u64, many: u64, what: &str) {
    assert!(many * 5 <= few * 6 && few * 5 <= many * 6, "{what}: {few} at {FEW}, {many} at {MANY} statements");
}

#[test]
fn a_frame_costs_the_same_in_a_large_brief() {
    let (mut small, mut large) = (reader(FEW), reader(MANY));
    for keys in ["", "j", "<pgdn>", "4j", "<pgdn><pgdn>", "3j", "1<pgdn>", "2 ", "4jj", "<backspace>"] {
        press(&mut small, keys);
        press(&mut large, keys);
        let (few, many) = (frame(&small), frame(&large));
        assert!(few.count_total > 100, "something is drawn, and counted");
        assert_alike(few.count_total, many.count_total, &format!("allocations of the frame after {keys:?}"));
        assert_alike(few.bytes_total, many.bytes_total, &format!("bytes of the frame after {keys:?}"));
    }
}

#[test]
fn a_key_that_moves_allocates_as_often_in_a_large_brief() {
    let (mut small, mut large) = (reader(FEW), reader(MANY));
    for keys in ["j", "k", "<pgdn>", "4", "j", "k", "<pgdn>", "<pgup>", "3", "j", "l", "1", "j", "<pgdn>", "2", "j"] {
        let few = measure(|| press(&mut small, keys));
        let many = measure(|| press(&mut large, keys));
        // What is kept of it grows by a bit a record.
        assert_alike(few.count_total.max(20), many.count_total.max(20), &format!("allocations of {keys:?}"));
    }
}
