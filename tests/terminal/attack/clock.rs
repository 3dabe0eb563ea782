//! A clock that is set back while the program runs, or between two runs.

use std::fs;

use chrono::{NaiveTime, TimeDelta, Utc};
use rustix::process::Signal;

use crate::present::{go_to, is_at, step};
use crate::pty::{Start, Terminal, script};
use crate::{detail, opened};

/// Words for the program whose clock is as far from ours as the file `clock` in its home says.
fn shifted(words: &str) -> String {
    format!(
        "export LD_PRELOAD=$(faketime -m -f +0 printenv LD_PRELOAD) FAKETIME_TIMESTAMP_FILE=$HOME/clock \
         FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1; exec $whosaid {words}"
    )
}

fn set_clock(start: &Start, offset: &str) {
    fs::write(start.home.path().join("clock"), format!("{offset}\n")).unwrap();
}

fn in_utc(start: Start) -> Start {
    start.with("TZ", "UTC").sized(100, 30)
}

/// The time of day, the minutes that have gone and the minutes that are left, as the last row shows them.
fn clock(terminal: &Terminal) -> (NaiveTime, i64, i64) {
    let row = terminal.last_line();
    let parts: Vec<&str> = row.split(" · ").collect();
    let [now, gone, left, ..] = parts[..] else { panic!("{row}") };
    let number = |text: &str| text.split_whitespace().next().unwrap().parse().unwrap();
    (NaiveTime::parse_from_str(now.trim(), "%H:%M").unwrap(), number(gone), number(left))
}

/// Whether two times of day are at most two minutes apart.
fn is_near(one: NaiveTime, other: NaiveTime) -> bool {
    let apart = (one - other).num_minutes().rem_euclid(24 * 60);
    apart <= 2 || apart >= 24 * 60 - 2
}

#[test]
#[ignore = "needs faketime; .ci/attack runs it"]
fn a_presentation_goes_on_when_the_clock_is_set_back() {
    let start = in_utc(script(&shifted("present --audience TLP:CLEAR --minutes 15")));
    set_clock(&start, "+0");
    let mut terminal = start.open();
    terminal.wait("the first card", is_at(1));
    step(&mut terminal, " ");
    let (now, gone, left) = clock(&terminal);
    assert!(is_near(now, Utc::now().time()) && gone <= 1 && left >= 14, "{now} {gone} {left}");
    set_clock(&start, "-90m");
    step(&mut terminal, " ");
    let (now, gone, left) = clock(&terminal);
    let set_back = Utc::now().time() - TimeDelta::minutes(90);
    assert!(is_near(now, set_back) && gone <= 1 && left >= 14, "{now} {gone} {left}");
    go_to(&mut terminal, 17);

    // It is gone on with at a time that is earlier still.
    terminal.signal(Signal::HUP);
    assert_eq!(terminal.end().exit_code(), 129);
    set_clock(&start, "-400d");
    let mut terminal = in_utc(start.again_by(&shifted("present --resume"))).open();
    terminal.wait("the card that was left", is_at(17));
    // A redraw takes away the notice of what the deck leaves out.
    terminal.send("\x0c");
    terminal
        .wait("the clock", |screen| screen.contents().trim_end().lines().last().is_some_and(|row| row.contains(" · ")));
    let (_, gone, left) = clock(&terminal);
    assert!((0..=2).contains(&gone) && (13..=15).contains(&left), "{gone} {left}");
    terminal.send("\x03\x03");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
#[ignore = "needs faketime; .ci/attack runs it"]
fn a_reading_is_kept_and_a_library_answers_when_the_clock_is_set_back() {
    let start = in_utc(script(&shifted("")));
    for (offset, keys) in [("+0", "4jj"), ("-20y", "j"), ("-40y", "j"), ("+10y", "k")] {
        set_clock(&start, offset);
        let mut terminal = opened(&start);
        terminal.settle();
        terminal.send(keys);
        terminal.settle();
        let place = detail(terminal.screen.screen());
        terminal.send("q");
        assert_eq!(terminal.end().exit_code(), 0, "{offset}");
        let mut terminal = opened(&start);
        terminal.wait(&place, |screen| detail(screen) == place);
        terminal.send("q");
        assert_eq!(terminal.end().exit_code(), 0, "{offset}");
    }
    let library = start.home.path().join("library");
    fs::create_dir(&library).unwrap();
    let brief = |title: &str| {
        format!(
            "[brief]\nformat = 1\ntitle = \"{title}\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
             [[source]]\nid = \"s\"\n[[actor]]\nid = \"marn\"\nname = \"Marn\"\nkind = \"person\"\n\
             [[statement]]\nid = \"x\"\nactor = \"marn\"\nattribution = \"direct\"\nquote = \"No {title}.\"\n"
        )
    };
    fs::write(library.join("steady.toml"), brief("steady")).unwrap();
    for (at, offset) in ["+0", "-1d", "-20y", "+10y", "+0"].into_iter().enumerate() {
        set_clock(&start, offset);
        fs::write(library.join("one.toml"), brief(&format!("word{at}"))).unwrap();
        for _ in 0..2 {
            let mut terminal = in_utc(start.again_by(&shifted("find marn $HOME/library"))).open();
            assert_eq!(terminal.end().exit_code(), 0, "{offset}");
            let said = terminal.screen.screen().contents();
            assert!(said.contains(&format!("word{at}")) && said.contains("steady"), "{offset}: {said}");
        }
    }
}
