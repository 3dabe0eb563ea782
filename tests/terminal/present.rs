//! Presenting under a terminal: what a step costs, what is left after any end, and what is told where it cannot be done.

use std::fs;
use std::num::NonZero;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::PathBuf;

use rustix::process::Signal;

use crate::processes::{Watched, only_child};
use crate::pty::{Start, Terminal, end_of, last_line, script, whosaid};

/// The most that a step may cost on the line, in bytes.
pub(crate) const STEP: usize = 4096;

/// The words that present every card of the bundled brief, with nothing to ask.
pub(crate) const PRESENT: [&str; 4] = ["present", "--all", "--audience", "TLP:CLEAR"];

/// The number of the card on the screen, and of how many.
pub(crate) fn number(screen: &vt100::Screen) -> Option<(usize, usize)> {
    let line = last_line(screen);
    let (at, of) = line.split_whitespace().last()?.split_once('/')?;
    Some((at.parse().ok()?, of.parse().ok()?))
}

pub(crate) fn is_at(card: usize) -> impl Fn(&vt100::Screen) -> bool {
    move |screen| number(screen).is_some_and(|(at, _)| at == card)
}

#[track_caller]
pub(crate) fn speaker(start: &Start) -> Terminal {
    let mut terminal = start.open();
    terminal.wait("the first card", is_at(1));
    terminal
}

#[track_caller]
pub(crate) fn go_to(terminal: &mut Terminal, card: usize) {
    terminal.send(&format!("{card}\r"));
    terminal.wait("the card of that number", is_at(card));
}

/// Sends a key, and waits until what it changes is drawn.
#[track_caller]
pub(crate) fn step(terminal: &mut Terminal, key: &str) {
    let before = terminal.written.len();
    terminal.send(key);
    terminal.wait_until("a frame", |terminal| terminal.has_drawn_since(before));
}

/// What is kept of the last presentation.
fn presented(start: &Start) -> String {
    fs::read_to_string(start.home.path().join("state/whosaid/.presented.toml")).unwrap_or_default()
}

pub(crate) fn sockets(start: &Start) -> Vec<PathBuf> {
    let entries = fs::read_dir(start.meetings()).into_iter().flatten();
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "sock"))
        .collect()
}

/// How it ended, and what stood on the screen.
#[track_caller]
pub(crate) fn told(start: &Start) -> (u32, String) {
    let mut terminal = start.open();
    let status = terminal.end().exit_code();
    terminal.assert_given_back();
    (status, terminal.screen.screen().contents())
}

/// Refused in these words, and nothing taken over.
#[track_caller]
pub(crate) fn assert_refused(start: &Start, words: &[&str]) {
    let mut terminal = start.open();
    assert_eq!(terminal.end().exit_code(), 2);
    let contents = terminal.screen.screen().contents();
    assert!(words.iter().all(|word| contents.contains(word)), "{contents}");
    assert!(!String::from_utf8_lossy(&terminal.written).contains("\x1b[?1049h"), "nothing is shown");
    terminal.assert_given_back();
}

/// A brief in the home of `start`, as one file.
fn brief(start: &Start, name: &str, rest: &str) -> PathBuf {
    let path = start.home.path().join(name);
    let head = "[brief]\nformat = 1\ntitle = \"A small brief\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\n";
    fs::write(&path, format!("{head}{rest}")).unwrap();
    path
}

/// The bytes of each frame that was drawn.
pub(crate) fn frames(written: &[u8]) -> Vec<usize> {
    String::from_utf8_lossy(written).split_inclusive("\x1b[?2026l").map(str::len).collect()
}

#[test]
fn no_step_of_the_deck_costs_more_than_four_kilobytes() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut terminal = speaker(&whosaid(&PRESENT).sized(columns, rows));
        terminal.settle();
        let begun = terminal.written.len();
        let mut steps = 0;
        for (key, end) in [(" ", "this is the last card"), ("\x1b[D", "this is the first card")] {
            while !terminal.last_line().contains(end) {
                step(&mut terminal, key);
                steps += 1;
            }
        }
        terminal.settle();
        let frames = frames(&terminal.written[begun..]);
        assert!(frames.len() >= steps && steps > 100, "{} frames, {steps} steps", frames.len());
        let worst = frames.iter().max().copied().unwrap();
        eprintln!("{columns} by {rows}: {steps} steps, the longest of {worst} bytes");
        assert!(worst <= STEP, "{worst} bytes");
    }
}

#[test]
fn a_signal_ends_it_and_it_goes_on_at_that_card() {
    let start = whosaid(&PRESENT).sized(80, 24);
    let mut terminal = speaker(&start);
    for (signal, card) in [(Signal::HUP, 17), (Signal::TERM, 23), (Signal::INT, 5), (Signal::QUIT, 40)] {
        go_to(&mut terminal, card);
        assert_eq!(sockets(&start).len(), 1);
        terminal.signal(signal);
        assert_eq!(terminal.end().exit_code(), 128 + u32::try_from(signal.as_raw()).unwrap());
        terminal.assert_given_back();
        assert!(presented(&start).contains("TLP:CLEAR"), "{signal:?}");
        assert_eq!(sockets(&start), <[PathBuf; 0]>::default(), "{signal:?}");
        // No question is asked: the room is the same.
        terminal = start.again(&["present", "--resume"]).sized(80, 24).open();
        terminal.wait("the card that was left", is_at(card));
        assert!(terminal.shown()[0].contains("TLP:CLEAR"), "{:?}", terminal.shown());
    }
    terminal.send("q");
    terminal.wait_for("once more");
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();
}

#[test]
fn another_brief_is_not_gone_on_with() {
    let start = whosaid(&["present", "--resume"]);
    assert_refused(&start, &["no presentation to continue"]);
    let mut terminal = speaker(&start.again(&PRESENT));
    terminal.send("\x03\x03");
    assert_eq!(terminal.end().exit_code(), 0);
    let other = brief(&start, "other.toml", "tlp = \"TLP:CLEAR\"\n");
    let words = ["present", "--resume", other.to_str().unwrap()];
    assert_refused(&start.again(&words), &["the last presentation was of", "present --resume"]);
}

#[test]
fn a_killed_shell_takes_the_speaker_along() {
    let start = script("$whosaid present --audience TLP:CLEAR; echo left").sized(80, 24);
    let mut terminal = speaker(&start);
    go_to(&mut terminal, 12);
    let speaker = Watched::new(only_child(terminal.pid()));
    terminal.signal(Signal::KILL);
    speaker.assert_ends_at_rest();
    assert!(presented(&start).contains("TLP:CLEAR"));
    assert_eq!(sockets(&start), <[PathBuf; 0]>::default());
    start.again(&["present", "--resume"]).sized(80, 24).open().wait("the card that was left", is_at(12));
}

#[test]
fn a_closed_window_ends_it_and_the_card_is_kept() {
    let start = whosaid(&PRESENT);
    let mut terminal = speaker(&start);
    go_to(&mut terminal, 31);
    let speaker = Watched::new(terminal.pid());
    let mut child = terminal.hang_up();
    speaker.assert_ends_at_rest();
    end_of(&mut *child);
    assert_eq!(sockets(&start), <[PathBuf; 0]>::default());
    start.again(&["present", "--resume"]).open().wait("the card that was left", is_at(31));
}

/// The line takes no byte any more, as when a train enters a tunnel.
#[test]
fn a_speaker_who_hangs_in_a_write_is_ended_by_a_signal_and_the_card_is_kept() {
    let start = whosaid(&PRESENT);
    let mut terminal = speaker(&start);
    go_to(&mut terminal, 9);
    terminal.go_deaf();
    for _ in 0..200 {
        terminal.send("\x0c");
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    terminal.signal(Signal::HUP);
    assert_eq!(terminal.end().exit_code(), 129);
    let mut terminal = start.again(&["present", "--resume"]).open();
    terminal.wait("the card that was left, under its name", is_at(9));
    assert_eq!(sockets(&start).len(), 1, "what was left of the first is put away");
}

#[test]
fn a_speaker_steps_out_to_the_shell_and_comes_back() {
    let start =
        script("set -m; $whosaid present --audience TLP:CLEAR; echo stopped; read line; fg >/dev/null; echo left");
    let mut terminal = speaker(&start);
    go_to(&mut terminal, 7);
    terminal.send("\x1a");
    terminal.wait_for("stopped");
    terminal.assert_given_back();
    terminal.send("\n");
    terminal.wait("the card again", is_at(7));
    terminal.send("q");
    terminal.wait_for("once more");
    terminal.send("q");
    terminal.wait_for("left");
    terminal.end();
    terminal.assert_given_back();
}

#[test]
fn what_cannot_be_presented_is_told_and_nothing_is_shown() {
    let start = whosaid(&["present", "--audience", "nonsense"]);
    assert_refused(&start, &["no label `nonsense`", "TLP:GREEN"]);
    let red = brief(&start, "red.toml", "tlp = \"TLP:RED\"\n");
    let words = ["present", "--audience", "TLP:GREEN", red.to_str().unwrap()];
    assert_refused(&start.again(&words), &["TLP:RED", "TLP:GREEN"]);
    let unlabelled = brief(&start, "unlabelled.toml", "");
    let words = ["present", "--force", "--audience", "TLP:AMBER", unlabelled.to_str().unwrap()];
    assert_refused(&start.again(&words), &["TLP:RED"]);
    for line in ["$whosaid present </dev/null; echo =$?", "$whosaid present >/dev/null; echo =$?"] {
        let (_, contents) = told(&start.again_by(line));
        assert!(contents.contains("a terminal") && contents.contains("=2"), "{contents}");
    }
}

/// The presentation goes on; only nobody can follow, and the speaker is told why.
#[test]
fn where_nobody_can_follow_the_speaker_is_told_and_goes_on() {
    let unfit = |spoil: &dyn Fn(PathBuf)| {
        let start = whosaid(&PRESENT);
        spoil(start.meetings());
        start
    };
    let link = unfit(&|path| {
        let elsewhere = path.with_file_name("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        symlink(elsewhere, path).unwrap();
    });
    let open = unfit(&|path| {
        fs::create_dir(&path).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o770)).unwrap();
    });
    let file = unfit(&|path| fs::write(path, "").unwrap());
    let group = whosaid(&[&PRESENT[..], &["--group", "nosuchgroup"]].concat());
    for (start, why) in [(link, "a link"), (open, "0770"), (file, "not a folder"), (group, "no group `nosuchgroup`")] {
        let mut terminal = start.sized(160, 24).open();
        terminal.wait_for("nobody can follow");
        // The room reads along.
        let told = terminal.last_line();
        assert!(!told.trim_end_matches("1/45").contains('/') && told.contains("when you leave"), "{told}");
        step(&mut terminal, " ");
        terminal.wait("the second card", is_at(2));
        terminal.send("\x03\x03");
        assert_eq!(terminal.end().exit_code(), 0);
        let told = terminal.screen.screen().contents().replace('\n', "");
        assert!(told.contains("nobody could follow") && told.contains(why), "{told}");
    }
}

#[test]
fn where_the_socket_is_put_away_others_join_at_a_new_one() {
    let start = whosaid(&PRESENT);
    let mut speaker = speaker(&start);
    fs::remove_dir_all(start.meetings()).unwrap();
    step(&mut speaker, " ");
    assert_eq!(sockets(&start).len(), 1);
    start.again(&["follow"]).open().wait("the second card", is_at(2));
}

#[test]
fn a_brief_of_next_to_nothing_and_a_quote_of_five_thousand_characters_are_presented() {
    let start = whosaid(&PRESENT);
    let said = "Nobody was asked. ".repeat(280);
    let long = format!(
        "tlp = \"TLP:CLEAR\"\n[[source]]\nid = \"s\"\n[[actor]]\nid = \"a\"\nname = \"Maro\"\nkind = \"person\"\n\
         [[statement]]\nid = \"x\"\nactor = \"a\"\nattribution = \"direct\"\nquote = \"{}\"\n",
        said.trim_end()
    );
    for (rest, most) in [("tlp = \"TLP:CLEAR\"\n", 4), (&long, 40)] {
        let path = brief(&start, "small.toml", rest);
        for (columns, rows) in [(80, 24), (40, 10)] {
            let words = [&PRESENT[..], &["--force", path.to_str().unwrap()]].concat();
            let mut terminal = speaker(&start.again(&words).sized(columns, rows));
            let (_, cards) = number(terminal.screen.screen()).unwrap();
            assert!(cards <= most, "{cards} cards");
            terminal.send("G");
            terminal.wait("the last card", is_at(cards));
            terminal.resize(20, 5);
            terminal.screen.screen_mut().set_size(cells(5), cells(20));
            terminal.wait_for("whosaid needs");
            terminal.send("\x03\x03");
            assert_eq!(terminal.end().exit_code(), 0);
            terminal.assert_given_back();
        }
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

/// What is presented stays as it is; what has become of it is seen afterwards.
#[test]
fn a_file_that_changes_is_a_mark_while_it_is_presented_and_read_again_after() {
    let start = whosaid(&[]);
    let path = brief(&start, "brief.toml", "tlp = \"TLP:CLEAR\"\n");
    let start = start.again(&[path.to_str().unwrap()]);
    let mut terminal = start.open();
    terminal.wait_for("A small brief");
    terminal.send("p");
    terminal.wait_for("Who is in the room?");
    terminal.send("\r");
    terminal.wait("the first card", is_at(1));
    terminal.settle();
    let card = || fs::read_to_string(&path).unwrap();
    let above = |terminal: &Terminal| terminal.shown()[..39].to_vec();
    let shown = above(&terminal);
    fs::write(&path, card().replace("A small brief", "Another brief")).unwrap();
    terminal.wait_for("the files have changed");
    terminal.settle();
    assert_eq!(above(&terminal), shown);
    // Nor is anything told of what cannot be read any more.
    fs::write(&path, "[bri").unwrap();
    terminal.settle();
    assert_eq!(above(&terminal), shown);
    fs::write(&path, "[brief]\nformat = 1\ntitle = \"A third brief\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n")
        .unwrap();
    terminal.send("q");
    terminal.wait_for("once more");
    terminal.send("q");
    terminal.wait_for("A third brief");
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
}
