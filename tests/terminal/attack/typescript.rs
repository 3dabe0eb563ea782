//! Under script(1), which records all that is shown: the terminal is whole afterwards, and the status is passed on.

use std::fs;
use std::num::NonZero;
use std::path::Path;

use rustix::process::Signal;

use crate::opened;
use crate::processes::only_child;
use crate::pty::{Terminal, script, whosaid};

const RECORDED: &str = "script -q -e -c \"$whosaid\" $HOME/typescript; echo status $?";

/// What the record leaves on a terminal that plays it.
fn assert_whole(home: &Path) {
    let mut screen = vt100::Parser::new(NonZero::new(40).unwrap(), NonZero::new(120).unwrap(), 0);
    screen.process(&fs::read(home.join("typescript")).unwrap());
    let screen = screen.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
}

fn assert_ends(mut terminal: Terminal, home: &Path, status: i32) {
    terminal.wait_for(&format!("status {status}"));
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();
    assert_whole(home);
}

#[test]
#[ignore = "needs script(1); .ci/attack runs it"]
fn a_recorded_reading_ends_whole_with_its_status() {
    let start = script(RECORDED);
    let mut terminal = opened(&start);
    terminal.send("4jj");
    terminal.settle();
    let mut alone = opened(&whosaid(&[]));
    alone.send("4jj");
    alone.settle();
    assert_eq!(terminal.shown(), alone.shown());
    terminal.resize(90, 25);
    terminal.screen.screen_mut().set_size(NonZero::new(25).unwrap(), NonZero::new(90).unwrap());
    terminal.settle();
    terminal.send("\x0c");
    terminal.wait_for("5 Detail");
    terminal.send("q");
    assert_ends(terminal, start.home.path(), 0);

    let terminal = opened(&start);
    let reader = only_child(only_child(terminal.pid()));
    rustix::process::kill_process(rustix::process::Pid::from_raw(reader).unwrap(), Signal::TERM).unwrap();
    assert_ends(terminal, start.home.path(), 143);

    let missing = start.again_by(&RECORDED.replace("$whosaid", "$whosaid /nowhere.toml"));
    assert_ends(missing.open(), start.home.path(), 2);
}
