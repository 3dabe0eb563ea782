//! The reader under a real terminal: however it ends, the terminal is whole again, the place is kept, and no process stays.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod attack;
mod copies;
mod damaged;
mod day;
mod follow;
mod library;
mod matrix;
mod plain;
mod present;
mod processes;
mod pty;
mod reload;
mod settled;
mod twice;

use std::fs;
use std::path::Path;

use rustix::process::Signal;

use pty::{Start, Terminal, end_of, script, whosaid};

/// In the header of the brief that comes with the program.
const TITLE: &str = "KP–Kabul talks";

fn opened(start: &Start) -> Terminal {
    let mut terminal = start.open();
    terminal.wait_for(TITLE);
    terminal
}

/// What the pane of details shows, and the row below it: how far lists are scrolled does not matter there.
fn detail(screen: &vt100::Screen) -> String {
    let rows = screen.contents();
    let rows: Vec<&str> = rows.lines().map(str::trim_end).skip_while(|row| !row.starts_with("5 Detail")).collect();
    rows.join("\n")
}

/// All that is kept in the state folder.
fn kept(start: &Start) -> String {
    let folder = start.home.path().join("state/whosaid");
    let files = fs::read_dir(folder).into_iter().flatten();
    files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

#[test]
fn the_first_screen_shows_the_brief_and_hides_the_cursor() {
    let terminal = opened(&whosaid(&[]));
    let screen = terminal.screen.screen();
    assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
    assert!(screen.contents().contains("1 Sources"));
}

#[test]
fn q_and_ctrl_c_leave_and_nothing_remains() {
    for keys in ["q", "\x03"] {
        let start = whosaid(&[]);
        let mut terminal = opened(&start);
        terminal.send(keys);
        assert_eq!(terminal.end().exit_code(), 0);
        terminal.assert_given_back();
        assert_eq!(terminal.screen.screen().contents(), "", "nothing of it is left on the shell's screen");
        assert_ne!(kept(&start), "");
    }
}

/// More at once than one read takes: none of it may be left lying until the next key.
#[test]
fn a_burst_of_keys_is_heard_to_its_end() {
    let mut terminal = opened(&whosaid(&[]));
    terminal.send(&("x".repeat(4000) + "?"));
    terminal.wait_for("Every key");
    terminal.send("\x03");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn a_signal_ends_it_cleanly() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let start = whosaid(&[]);
        let mut terminal = opened(&start);
        terminal.signal(signal);
        assert_eq!(terminal.end().exit_code(), 128 + u32::try_from(signal.as_raw()).unwrap());
        terminal.assert_given_back();
        assert_ne!(kept(&start), "", "{signal:?}");
    }
}

#[test]
fn a_closed_window_ends_it_and_the_place_is_kept() {
    let start = whosaid(&[]);
    let mut child = opened(&start).hang_up();
    end_of(&mut *child);
    assert_ne!(kept(&start), "");
}

/// A line that has stalled takes no byte, neither a frame's nor those that would give the terminal back.
#[test]
fn a_signal_ends_it_even_while_it_hangs_in_a_write() {
    let start = whosaid(&[]);
    let mut terminal = opened(&start);
    terminal.go_deaf();
    for _ in 0..200 {
        terminal.send("\x0c");
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.end().exit_code(), 143);
    assert_ne!(kept(&start), "");
}

#[test]
fn ctrl_z_steps_out_to_the_shell_and_fg_comes_back() {
    let start = script("set -m; $whosaid; echo stopped; read line; fg >/dev/null; echo left");
    let mut terminal = opened(&start);
    terminal.send("\x1a");
    terminal.wait_for("stopped");
    terminal.assert_given_back();
    terminal.send("\n");
    terminal.wait_for(TITLE);
    terminal.send("q");
    terminal.wait_for("left");
    terminal.end();
    terminal.assert_given_back();
}

/// A window that runs nothing but the reader has no shell that could ever continue it.
#[test]
fn without_a_shell_ctrl_z_stops_nothing() {
    let mut terminal = opened(&whosaid(&[]));
    terminal.send("\x1a");
    terminal.wait_for("no shell");
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

/// Whoever had the terminal meanwhile may have left anything on it.
#[test]
fn stopped_by_others_it_draws_all_anew_when_continued() {
    let mut terminal = opened(&whosaid(&[]));
    terminal.settle();
    terminal.signal(Signal::STOP);
    terminal.screen.process(b"\x1b[?1049l\x1b[2J");
    terminal.signal(Signal::CONT);
    terminal.wait("the whole picture", |screen| screen.alternate_screen() && screen.contents().contains(TITLE));
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    assert_eq!(terminal.modes(), terminal.modes_before);
}

#[test]
fn an_idle_reader_writes_nothing() {
    let mut terminal = opened(&whosaid(&[]));
    terminal.settle();
    assert_eq!(terminal.settle(), 0);
    // Nor for a key that nothing is bound to, nor for an answer that some other program asked the terminal for.
    terminal.send("\x1b[24~\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62;22c");
    assert_eq!(terminal.settle(), 0);
}

#[test]
fn every_frame_stands_between_the_marks_of_a_synchronized_update() {
    let mut terminal = opened(&whosaid(&[]));
    terminal.send("\t\t\tjjj");
    terminal.settle();
    let written = String::from_utf8(terminal.written).unwrap();
    let (_, frames) = written.split_once("\x1b[?25l").unwrap();
    for frame in frames.split_inclusive("\x1b[?2026l") {
        assert!(frame.starts_with("\x1b[?2026h") && frame.ends_with("\x1b[?2026l"), "{frame:?}");
        assert_eq!(frame.matches("\x1b[?2026h").count(), 1);
    }
}

#[test]
fn a_storm_of_sizes_ends_in_the_picture_of_the_last() {
    let mut terminal = opened(&whosaid(&[]));
    for at in 0..200 {
        terminal.resize(20 + at % 150, 5 + at % 60);
    }
    terminal.resize(1, 1);
    terminal.resize(100, 30);
    let size = |cells| std::num::NonZero::new(cells).unwrap();
    terminal.screen.screen_mut().set_size(size(30), size(100));
    terminal.settle();
    terminal.send("\x0c");
    terminal.settle();
    let contents = terminal.screen.screen().contents();
    assert!(contents.contains(TITLE) && contents.contains("5 Detail"), "{contents}");
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
fn the_next_start_resumes_where_the_last_one_left() {
    let start = whosaid(&[]);
    let mut terminal = opened(&start);
    let first = terminal.shown();
    terminal.send("1jj");
    terminal.settle();
    let left_at = terminal.shown();
    assert_ne!(left_at, first);
    terminal.send("q");
    terminal.end();
    let mut terminal = opened(&start);
    terminal.settle();
    assert_eq!(terminal.shown(), left_at);
}

#[test]
fn a_broken_state_file_is_told_and_set_aside() {
    let start = whosaid(&[]);
    let folder = start.home.path().join("state/whosaid");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("bundled.toml"), "last = 3").unwrap();
    let mut terminal = opened(&start);
    terminal.wait_for("starting afresh");
    assert!(folder.join("bundled.toml.broken").is_file());
}

#[test]
fn a_state_folder_that_cannot_be_is_no_reason_not_to_read() {
    let start = whosaid(&[]);
    fs::write(start.home.path().join("state"), "a file").unwrap();
    let mut terminal = opened(&start);
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();
    let told = terminal.screen.screen().contents();
    assert!(told.contains("this reading cannot be remembered"), "told on the shell's screen: {told}");
}

#[test]
fn without_colours_none_are_written_and_the_cursor_still_shows() {
    let mut terminal = opened(&whosaid(&[]).with("NO_COLOR", "1"));
    terminal.settle();
    let screen = terminal.screen.screen();
    let cells = (0..40).flat_map(|row| (0..120).filter_map(move |column| screen.cell(row, column)));
    let (mut colored, mut inverse) = (0, 0);
    for cell in cells {
        colored += usize::from(cell.fgcolor() != vt100::Color::Default || cell.bgcolor() != vt100::Color::Default);
        inverse += usize::from(cell.inverse());
    }
    assert_eq!(colored, 0);
    assert_ne!(inverse, 0);
}

#[test]
fn in_a_locale_without_unicode_only_ascii_is_written() {
    for start in [whosaid(&[]).with("LC_ALL", "C"), whosaid(&["--ascii"])] {
        let mut terminal = start.open();
        terminal.wait_for("1 Sources");
        terminal.settle();
        assert!(terminal.written.is_ascii(), "{}", terminal.screen.screen().contents());
    }
}

#[test]
fn a_brief_with_faults_opens_by_force() {
    let folder = tempfile::tempdir().unwrap();
    let brief = folder.path().join("faulty.toml");
    write_brief(&brief, "[[statement]]\nid = \"s1\"\nactor = \"nobody\"\nsource = \"nowhere\"\n");
    let mut terminal = whosaid(&[brief.to_str().unwrap()]).open();
    assert_eq!(terminal.end().exit_code(), 2);
    assert!(terminal.screen.screen().contents().contains("--force"));
    terminal.assert_given_back();
    let mut terminal = whosaid(&["--force", brief.to_str().unwrap()]).open();
    terminal.wait_for("A faulty brief");
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
}

#[test]
fn a_folder_of_briefs_is_a_list_to_choose_from() {
    let folder = tempfile::tempdir().unwrap();
    write_brief(&folder.path().join("one.toml"), "");
    write_brief(&folder.path().join("two.toml"), "");
    let start = whosaid(&[folder.path().to_str().unwrap()]);
    let mut terminal = start.open();
    terminal.wait_for("2 briefs");
    terminal.send("\x1b[B\r");
    terminal.wait_for("1 Sources");
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();
    assert_ne!(kept(&start), "");
}

#[test]
fn a_brief_is_read_again_and_the_old_stays_when_nothing_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let brief = folder.path().join("brief.toml");
    write_brief(&brief, "");
    let mut terminal = whosaid(&[folder.path().to_str().unwrap()]).open();
    terminal.wait_for("A faulty brief");
    let text = fs::read_to_string(&brief).unwrap();
    fs::write(&brief, text.replace("A faulty brief", "A better brief")).unwrap();
    terminal.send("R");
    terminal.wait_for("A better brief");
    fs::write(&brief, "[bri").unwrap();
    terminal.send("R");
    terminal.wait_for("brief.toml:1");
    assert!(terminal.screen.screen().contents().contains("A better brief"));
}

fn write_brief(path: &Path, rest: &str) {
    let head = "[brief]\nformat = 1\ntitle = \"A faulty brief\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n";
    fs::write(path, format!("{head}{rest}")).unwrap();
}

#[test]
fn a_reference_opens_the_reader_at_its_record_wherever_the_last_reading_stopped() {
    let start = whosaid(&["kp-kabul-talks#asif-federation"]);
    let mut terminal = opened(&start);
    terminal.wait_for("(printed: “Thursday”)");
    terminal.wait_for("No province can hold direct talks");
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    let kept = kept(&start);
    assert!(kept.contains("pane = \"Timeline\"") && kept.contains("statement:asif-federation"), "{kept}");

    let again = start.again(&["kp-kabul-talks#event:haqqania-bombing"]);
    opened(&again).wait_for("event: attack");
}

#[test]
fn what_is_found_is_printed_in_the_width_and_the_colours_of_the_terminal() {
    let words = ["find", "who:asif", "--limit", "3"];
    let mut terminal = whosaid(&words).open();
    assert_eq!(terminal.end().exit_code(), 0);
    let written = String::from_utf8(terminal.written).unwrap();
    assert!(written.contains("\x1b[1mKhawaja Asif\x1b[m") && written.contains("\x1b[95m"), "{written:?}");
    assert!(!written.contains("\x1b[?1049h"), "the screen is not taken over");
    let columns = |line: &str| line.chars().count();
    let screen = terminal.screen.screen().contents();
    assert!(screen.lines().any(|line| columns(line) > 80), "{screen}");

    for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let mut terminal = whosaid(&words).with(name, value).open();
        assert_eq!(terminal.end().exit_code(), 0);
        assert!(!terminal.written.contains(&0x1b), "{name}");
    }
}
