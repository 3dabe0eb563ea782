//! Plain text on a real terminal: nothing is taken over, nothing is drawn, and Ctrl-C leaves.

use rustix::process::Signal;

use crate::kept;
use crate::pty::{script, whosaid};

/// What was written, as text; no escape sequence is in it.
#[track_caller]
fn plain(written: &[u8]) -> String {
    let written = String::from_utf8(written.to_vec()).unwrap();
    let obeyed = written.chars().find(|char| char.is_control() && !matches!(char, '\r' | '\n'));
    assert_eq!(obeyed, None, "{written:?}");
    written
}

#[test]
fn on_a_dumb_terminal_there_is_the_prompt() {
    let start = whosaid(&[]).with("TERM", "dumb").sized(80, 24);
    let mut terminal = start.open();
    terminal.wait_for("> ");
    terminal.send("go asif\n");
    terminal.wait_for("Actors 5 of 30");
    terminal.send("quit\n");
    assert_eq!(terminal.end().exit_code(), 0);
    let written = plain(&terminal.written);
    assert!(written.is_ascii(), "no more than a dumb terminal shows");
    assert_eq!(terminal.modes(), terminal.modes_before);
    assert!(kept(&start).contains("actor:asif"));
}

#[test]
fn on_a_dumb_terminal_cards_are_told_at_the_prompt_after_the_audience_is_named() {
    let mut terminal = whosaid(&["present"]).with("TERM", "dumb").sized(80, 24).open();
    terminal.wait_for("> ");
    let before = plain(&terminal.written);
    assert!(before.contains("who is in the room?") && !before.contains("Kabul"), "{before}");
    terminal.send("clar\n");
    terminal.wait_for("did you mean TLP:CLEAR?");
    terminal.send("clear\n");
    terminal.wait_for("card 1 of 12");
    terminal.send("on\n");
    terminal.wait_for("card 2 of 12");
    terminal.send("quit\nquit\n");
    assert_eq!(terminal.end().exit_code(), 0);
    let written = plain(&terminal.written);
    assert!(written.is_ascii(), "{written}");
    assert_eq!(terminal.modes(), terminal.modes_before);
}

#[test]
fn a_prompt_on_a_terminal_writes_no_line_twice_and_ends_with_the_lines() {
    let mut terminal = whosaid(&["--interactive"]).sized(80, 24).open();
    terminal.wait_for("> ");
    terminal.send("sources\n");
    terminal.wait_for("Sources 1 of 5");
    // The end of what is typed.
    terminal.send("\x04");
    assert_eq!(terminal.end().exit_code(), 0);
    assert_eq!(plain(&terminal.written).matches("sources\r\n").count(), 1);
}

#[test]
fn ctrl_c_leaves_the_prompt_and_the_place_is_kept() {
    let start = whosaid(&["--interactive"]);
    let mut terminal = start.open();
    terminal.wait_for("> ");
    terminal.send("go asif\n");
    terminal.wait_for("Actors 5 of 30");
    terminal.send("\x03");
    assert_eq!(terminal.end().exit_code(), 130);
    assert!(kept(&start).contains("actor:asif"));
    for signal in [Signal::TERM, Signal::HUP] {
        let mut terminal = start.again(&["--interactive"]).open();
        terminal.wait_for("> ");
        terminal.signal(signal);
        assert_eq!(terminal.end().exit_code(), 128 + u32::try_from(signal.as_raw()).unwrap());
    }
}

#[test]
fn ctrl_z_steps_out_of_the_prompt_and_fg_comes_back() {
    let start = script("set -m; $whosaid --interactive; echo stopped; read line; fg >/dev/null; echo left");
    let mut terminal = start.open();
    terminal.wait_for("> ");
    terminal.send("\x1a");
    terminal.wait_for("stopped");
    terminal.send("\n");
    terminal.wait("the sign again", |screen| screen.contents().matches("> ").count() > 1);
    terminal.send("go asif\n");
    terminal.wait_for("Actors 5 of 30");
    terminal.send("quit\n");
    terminal.wait_for("left");
    terminal.end();
}

#[test]
fn what_is_printed_goes_to_a_pager_whole() {
    let mut terminal = script("$whosaid | tail -n 1; $whosaid --plain | head -n 1").open();
    assert_eq!(terminal.end().exit_code(), 0);
    assert_eq!(plain(&terminal.written), "TLP:CLEAR\r\n# KP–Kabul talks\r\n");
}
