//! What a terminal may send besides keys, in every scene: it does nothing, the next key counts, and Ctrl-C leaves.

use std::thread;
use std::time::Instant;

use crate::present::{PRESENT, speaker};
use crate::processes::resident;
use crate::pty::{PATIENCE, Terminal, whosaid};
use crate::{opened, write_brief};

/// What redraws the screen in every scene, and what it then writes.
const REDRAW: &str = "\x0c";
const CLEAR: &str = "\x1b[2J";

/// Reports that are whole, or that the next control character ends.
const REPORTS: &[&str] = &[
    "\x1b[?997;1n",
    "\x1b[?2026;2$y",
    "\x1b[?1;2;4S",
    "\x1b[?62;22c\x1b[>41;390;0c\x1b[0n\x1b[24;80R\x1b[8;40;120t\x1b[?31u\x1b[I\x1b[O",
    "\x1b]11;rgb:0000/0000/0000\x1b\\\x1b]52;c;cXFx\x07\x1bP>|XTerm(390)\x1b\\\x1bP1+r544e=71\x1b\\\x1bP!|71\x1b\\",
    "\x1b[<35;10;10M\x1b[M#!!\x1b[57441;2u\x1b[113;1:3u\x1bOP\x1b[[A\u{9b}",
    "\x1b[<0;1",
    "\x1b[?997",
    "\x1bO",
    "\x1b[M!",
];

/// Sequences that only silence ends.
const WITHOUT_AN_END: &[&str] = &["\x1b]11;rgb:", "\x1bP1+r", "\x1b_G", "\x1b[200~"];

/// Every scene in which keys can be typed: its name, and a terminal that shows it.
fn scenes() -> Vec<(&'static str, Terminal)> {
    let mut scenes = Vec::new();
    for (name, keys) in [
        ("reader", ""),
        ("look-up", "/"),
        ("audience", "p"),
        ("date", "t"),
        ("help", "?"),
        ("copy", "Y"),
        ("case", "!"),
        ("mark", "m"),
    ] {
        let mut terminal = opened(&whosaid(&[]));
        terminal.send(keys);
        scenes.push((name, terminal));
    }
    scenes.push(("cards", speaker(&whosaid(&PRESENT))));
    let folder = tempfile::tempdir().unwrap();
    write_brief(&folder.path().join("one.toml"), "");
    write_brief(&folder.path().join("two.toml"), "");
    let mut list = whosaid(&[folder.path().to_str().unwrap()]).open();
    list.wait_for("2 briefs");
    scenes.push(("list", list));
    for (_, terminal) in &mut scenes {
        terminal.settle();
    }
    scenes
}

fn clears(terminal: &Terminal) -> usize {
    String::from_utf8_lossy(&terminal.written).matches(CLEAR).count()
}

#[test]
fn what_is_no_key_does_nothing_in_any_scene_and_the_next_key_counts() {
    thread::scope(|scope| {
        for (scene, mut terminal) in scenes() {
            scope.spawn(move || {
                // A redraw takes notices away, and the question for the letter of a mark.
                terminal.send(REDRAW);
                terminal.settle();
                let before = terminal.shown();
                for report in REPORTS {
                    let cleared = clears(&terminal);
                    terminal.send(&format!("{report}{REDRAW}"));
                    terminal.wait_until("a redraw", |terminal| clears(terminal) > cleared);
                }
                for report in WITHOUT_AN_END {
                    outlast(&mut terminal, report);
                }
                assert_eq!(terminal.shown(), before, "{scene}");
            });
        }
    });
}

/// Sends an unfinished sequence and waits until a key counts again. In a paste, a key that is sent too early is text.
fn outlast(terminal: &mut Terminal, unfinished: &str) {
    let cleared = clears(terminal);
    terminal.send(unfinished);
    terminal.settle();
    let deadline = Instant::now() + PATIENCE;
    loop {
        terminal.send(REDRAW);
        terminal.settle();
        if clears(terminal) > cleared {
            return;
        }
        assert!(Instant::now() < deadline, "no key counts after {unfinished:?}");
        for _ in 0..4 {
            terminal.settle();
        }
    }
}

#[test]
fn ctrl_c_leaves_every_scene_also_within_what_has_no_end() {
    for unfinished in ["\x1b[<0;1", "\x1b]11;rgb:", "\x1bP1+r\x1b", "\x1b[200~text"] {
        for (scene, mut terminal) in scenes() {
            terminal.send(&format!("{unfinished}\x03"));
            if scene == "cards" {
                terminal.wait_for("once more leaves");
                terminal.send("\x03");
            }
            assert_eq!(terminal.end().exit_code(), 0, "{scene}, {unfinished:?}");
            terminal.assert_given_back();
        }
    }
}

#[test]
fn a_flood_of_keys_is_dropped_and_the_keys_that_leave_are_not() {
    for (flood, leave) in
        [("jk", "\x03"), ("jk", "q"), ("\x1b[200~text\x1b[201~", "q"), ("\x1b[<64;9;9M\x1b[<65;9;9M", "q")]
    {
        let mut terminal = opened(&whosaid(&[]));
        let before = resident(terminal.pid());
        terminal.send(&flood.repeat(4_000_000 / flood.len()));
        let grown = resident(terminal.pid()).saturating_sub(before);
        assert!(grown < 64 << 10, "{flood:?}: {grown} kB more");
        terminal.send(leave);
        assert_eq!(terminal.end().exit_code(), 0, "{flood:?}");
        terminal.assert_given_back();
    }
}
