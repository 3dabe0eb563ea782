//! What the configuration settles, in the program itself: the mouse, keys, a theme; and that a file with faults is no reason not to read.

use std::fs;

use rustix::process::Signal;

use super::pty::{Start, Terminal, last_line, script, whosaid};
use super::{TITLE, opened};

const PRESSES: vt100::MouseProtocolMode = vt100::MouseProtocolMode::PressRelease;
const NO_MOUSE: vt100::MouseProtocolMode = vt100::MouseProtocolMode::None;

/// A start in whose home this is the configuration.
fn settled(start: Start, config: &str) -> Start {
    let folder = start.home.path().join(".config/whosaid");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), config).unwrap();
    start
}

/// Presses the left button at a cell, and lets it go.
fn click(terminal: &mut Terminal, column: u16, row: u16) {
    let cell = format!("{};{}", column + 1, row + 1);
    terminal.send(&format!("\x1b[<0;{cell}M\x1b[<0;{cell}m"));
}

fn has_bar(screen: &vt100::Screen, row: u16) -> bool {
    screen.cell(row, 0).is_some_and(|cell| cell.contents() == "▌")
}

/// The row of an actor below the sources.
fn row_of(terminal: &Terminal, name: &str) -> u16 {
    let shown = terminal.shown();
    let row = shown.iter().position(|row| row.chars().take(28).collect::<String>().contains(name));
    u16::try_from(row.unwrap_or_else(|| panic!("{}", shown.join("\n")))).unwrap()
}

#[test]
fn with_the_mouse_a_press_moves_the_cursor_and_the_terminal_has_it_back() {
    let mut terminal = opened(&settled(whosaid(&[]), "mouse = true\n"));
    terminal.settle();
    assert_eq!(terminal.screen.screen().mouse_protocol_mode(), PRESSES);
    assert_eq!(terminal.screen.screen().mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Sgr);
    let row = row_of(&terminal, "Asif");
    assert!(!has_bar(terminal.screen.screen(), row));
    click(&mut terminal, 5, row);
    terminal.wait("the cursor where it was pressed", |screen| has_bar(screen, row));
    // Where text is selected by hand, that is for the terminal.
    terminal.send("4Y");
    terminal.wait("the terminal's mouse", |screen| screen.mouse_protocol_mode() == NO_MOUSE);
    terminal.send("\x1b");
    terminal.wait("the reader's mouse", |screen| screen.mouse_protocol_mode() == PRESSES);
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
fn the_mouse_is_given_back_to_a_shell_and_after_a_signal() {
    let start = script("set -m; $whosaid; echo stopped; read line; fg >/dev/null; echo left");
    let mut terminal = opened(&settled(start, "mouse = true\n"));
    terminal.wait("the mouse", |screen| screen.mouse_protocol_mode() == PRESSES);
    terminal.send("\x1a");
    terminal.wait_for("stopped");
    terminal.assert_given_back();
    terminal.send("\n");
    terminal.wait_for(TITLE);
    terminal.wait("the mouse again", |screen| screen.mouse_protocol_mode() == PRESSES);
    terminal.send("q");
    terminal.wait_for("left");
    terminal.end();
    terminal.assert_given_back();

    let mut terminal = opened(&settled(whosaid(&[]), "mouse = true\n"));
    terminal.wait("the mouse", |screen| screen.mouse_protocol_mode() == PRESSES);
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.end().exit_code(), 143);
    terminal.assert_given_back();
}

#[test]
fn without_the_mouse_none_is_asked_for_and_what_it_does_is_passed_over() {
    let mut terminal = opened(&whosaid(&[]));
    terminal.settle();
    terminal.send("\x1b[<0;5;20M\x1b[<0;5;20m\x1b[<64;5;20M\x1b[<65;60;20M\x1b[M !!");
    assert_eq!(terminal.settle(), 0);
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();
    let written = String::from_utf8_lossy(&terminal.written);
    assert!(!["?1000h", "?1002h", "?1003h", "?1006h"].iter().any(|mode| written.contains(mode)));
}

#[test]
fn a_key_and_a_theme_of_ones_own_hold_in_the_program() {
    let config = "theme = \"mine\"\n[keys]\nhonesty = \"w\"\nhelp = \"ctrl-k\"\n\
        [themes.mine]\nbase = \"dark\"\ncursor = { fg = \"231\", bg = \"52\" }\nstrong = \"#5f00d7\"\n";
    let start = settled(whosaid(&[]), config);
    let mut terminal = opened(&start);
    terminal.wait("the user's key in the footer", |screen| last_line(screen).contains("ctrl-k all keys"));
    terminal.settle();
    let screen = terminal.screen.screen();
    let cells = (0..40).flat_map(|row| (0..120).filter_map(move |column| screen.cell(row, column)));
    let grounds: Vec<vt100::Color> = cells.map(vt100::Cell::bgcolor).collect();
    assert!(grounds.contains(&vt100::Color::Idx(52)), "the cursor has the user's colour");
    terminal.send("i?");
    assert_eq!(terminal.settle(), 0, "what was bound to them is bound to others");
    terminal.send("w");
    terminal.wait_for("How sure are we?");
    terminal.send("q\x0b");
    terminal.wait_for("Every key");
    terminal.send("\x03");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();

    // What is found is printed in the same colours: of 256, the nearest.
    let mut terminal = start.again(&["find", "who:asif", "--limit", "3"]).open();
    assert_eq!(terminal.end().exit_code(), 0);
    let written = String::from_utf8_lossy(&terminal.written);
    assert!(written.contains("38;5;56"), "{written:?}");
}

#[test]
fn a_configuration_with_faults_is_told_and_stops_nothing() {
    let config = "theme = \"nope\"\nmouse = 1\n[keys]\nhelp = \"j\"\nhonesty = \"w\"\n";
    let mut terminal = opened(&settled(whosaid(&[]), config));
    terminal.wait("the first fault", |screen| last_line(screen).contains("1 of 3 faults: config.toml:1:9: "));
    assert!(last_line(terminal.screen.screen()).contains("no theme is called `nope`"));
    terminal.send("w");
    terminal.wait_for("How sure are we?");
    terminal.send("q?");
    terminal.wait_for("Every key");
    terminal.send("\x03");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();
    assert!(!String::from_utf8_lossy(&terminal.written).contains("?1000h"));
}

#[test]
fn ascii_that_is_settled_holds_for_what_is_printed_too() {
    let start = settled(whosaid(&[]), "ascii = true\n");
    for words in [["find", "who:asif", "--limit", "3"].as_slice(), &["check", "--contradictions"]] {
        let mut terminal = start.again(words).open();
        assert_eq!(terminal.end().exit_code(), 0);
        assert!(terminal.written.is_ascii(), "{}", terminal.screen.screen().contents());
    }
}
