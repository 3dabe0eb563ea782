//! Inside tmux: detached and attached at another size, and one tmux inside another.

use std::fs;

use crate::pty::{Start, Terminal, script, whosaid};
use crate::{TITLE, detail, opened};

/// What a reader shows of its details by itself, in this size and after these keys.
fn alone(keys: &str, columns: u16, rows: u16) -> String {
    let mut terminal = opened(&whosaid(&[]).sized(columns, rows));
    terminal.send(keys);
    terminal.settle();
    detail(terminal.screen.screen())
}

/// Waits until the screen shows these details above the status rows of tmux, and everything else as a full redraw has it.
#[track_caller]
fn assert_whole(terminal: &mut Terminal, details: &str) {
    terminal.wait(details, |screen| {
        // The keys of the last row depend on what the reader is inside of.
        let above =
            |rows: &str| rows.lines().filter(|row| !row.starts_with(" ? all keys")).collect::<Vec<_>>().join("\n");
        detail(screen).starts_with(&above(details))
    });
    terminal.settle();
    let before = terminal.shown();
    terminal.send("\x0c");
    terminal.settle();
    let rows = |rows: &[String]| rows[..rows.len() - 2].to_vec();
    assert_eq!(rows(&before), rows(&terminal.shown()));
}

fn tmux(start: &Start, words: &str) -> Start {
    start.again_by(&format!("TMUX_TMPDIR=$HOME/tmp tmux {words}"))
}

#[test]
#[ignore = "needs tmux; .ci/attack runs it"]
fn a_reader_that_was_detached_is_shown_whole_at_any_size() {
    let start = script("TMUX_TMPDIR=$HOME/tmp tmux -f /dev/null new-session \"$whosaid\"").sized(80, 25);
    let mut terminal = opened(&start);
    terminal.send("4jj");
    assert_whole(&mut terminal, &alone("4jj", 80, 24));
    for (columns, rows) in [(120, 41), (60, 21), (80, 25), (80, 25)] {
        terminal.send("\x02d");
        terminal.end();
        assert!(terminal.shown().join("\n").contains("[detached"), "{:?}", terminal.shown());
        terminal.assert_given_back();
        // The size changes while nobody sees it, and once more when somebody does.
        tmux(&start, "resize-window -x 50 -y 15").open().end();
        tmux(&start, "set-option -w -u window-size").open().end();
        terminal = tmux(&start, "attach").sized(columns, rows).open();
        terminal.wait_for(TITLE);
        assert_whole(&mut terminal, &alone("4jj", columns, rows - 1));
    }
    terminal.send("q");
    terminal.end();
    terminal.assert_given_back();
    assert!(!tmux(&start, "has-session").open().end().success(), "the server ended with the reader");
}

#[test]
#[ignore = "needs tmux; .ci/attack runs it"]
fn in_a_tmux_inside_another_keys_arrive_and_copies_leave() {
    let start = script("exec sh $HOME/nested").sized(100, 32);
    let home = start.home.path();
    fs::write(home.join(".tmux.conf"), "set -s set-clipboard on\n").unwrap();
    fs::write(home.join("outer.conf"), "set -g prefix C-a\nset -s set-clipboard on\n").unwrap();
    fs::write(home.join("inner"), "unset TMUX; exec tmux -L inner -f $HOME/.tmux.conf new-session \"$whosaid\"\n")
        .unwrap();
    let nested =
        "export TMUX_TMPDIR=$HOME/tmp; exec tmux -L outer -f $HOME/outer.conf new-session \"sh $HOME/inner\"\n";
    fs::write(home.join("nested"), nested).unwrap();
    let mut terminal = opened(&start);
    terminal.send("4jj");
    assert_whole(&mut terminal, &alone("4jj", 100, 30));
    terminal.send("\x1b[B\x1b[A");
    assert_whole(&mut terminal, &alone("4jj", 100, 30));
    terminal.send("y");
    terminal.wait_until("a copy at the terminal around both", |terminal| !terminal.screen.callbacks().0.is_empty());
    terminal.wait_for("sent to the terminal");
    // The inner one is left, and with it the outer one, whose only command it was.
    terminal.send("\x02d");
    terminal.end();
    terminal.assert_given_back();
    terminal = tmux(&start, "-L inner attach").sized(100, 31).open();
    assert_whole(&mut terminal, &alone("4jj", 100, 30));
    terminal.send("q");
    terminal.end();
    terminal.assert_given_back();
}
