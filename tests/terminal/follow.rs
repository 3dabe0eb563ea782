//! Following under terminals: a crowd, a speaker who dies and comes back, and what is told where there is nobody to follow.

use std::fs::{self, Permissions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixListener;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use whosaid::share::protocol::ShownMessage;
use whosaid::share::protocol::{PresentationView, SpeakerView};

use crate::present::{PRESENT, STEP, assert_refused, frames, go_to, is_at, number, sockets, speaker, step, told};
use crate::processes::{Watched, only_child, resident};
use crate::pty::{Start, Terminal, end_of, last_line, whosaid};

/// The columns and rows of those who follow; a card needs 80 by 24.
const SIZES: [(u16, u16); 17] = [
    (80, 24),
    (120, 40),
    (60, 20),
    (80, 24),
    (120, 40),
    (60, 20),
    (80, 24),
    (120, 40),
    (200, 60),
    (80, 24),
    (120, 40),
    (100, 30),
    (80, 24),
    (120, 40),
    (80, 24),
    (60, 20),
    (120, 40),
];
/// On the card at the end, which the screens of 60 by 20 have room for.
const CRAMPED: usize = 1;

/// Steps that are waited for, one by one.
const STEPS: usize = 200;

/// The card that all end on: too long for four of them.
const LAST: usize = 31;

/// Somebody who follows, and has the first card.
#[track_caller]
fn follower(start: &Start) -> Terminal {
    let mut terminal = start.again(&["follow"]).sized(80, 24).open();
    terminal.wait("a card, live", |screen| number(screen).is_some() && last_line(screen).contains("following"));
    terminal
}

/// What the screen shows but for its last row, and how.
fn picture(screen: &vt100::Screen) -> Vec<String> {
    let rows: Vec<String> = screen.rows_formatted(0, u16::MAX).collect();
    rows[..rows.len() - 1].to_vec()
}

fn is_at_an_end(screen: &vt100::Screen) -> bool {
    ["this is the last card", "this is the first card"].iter().any(|end| last_line(screen).contains(end))
}

/// Those who follow in a storm.
struct Crowd {
    start: Start,
    /// Whose screens show cards.
    seers: Vec<Terminal>,
    /// One whose screen shows none.
    tiny: Terminal,
    plain: Terminal,
    stopped: Vec<usize>,
}

impl Crowd {
    fn gather(start: Start) -> Self {
        let follow = |columns, rows| start.again(&["follow"]).sized(columns, rows);
        let mut seers: Vec<Terminal> = SIZES.iter().map(|(columns, rows)| follow(*columns, *rows).open()).collect();
        seers.push(follow(80, 24).with("NO_COLOR", "1").open());
        let tiny = follow(20, 5).open();
        let plain = start.again(&["follow", "--plain"]).sized(80, 24).open();
        Self { start, seers, tiny, plain, stopped: Vec::new() }
    }

    fn happen(&mut self, step: usize) {
        match step {
            30 | 90 | 150 => {
                let killed = self.seers.remove(0);
                killed.signal(Signal::KILL);
            }
            50 | 51 | 110 => {
                let at = self.stopped.len();
                let stopped = self.seers.len() - 1 - at;
                self.seers[stopped].signal(Signal::STOP);
                self.stopped.push(self.seers.len() - stopped);
            }
            70 | 130 => self.seers.insert(0, self.start.again(&["follow"]).sized(80, 24).open()),
            _ => {}
        }
    }

    fn go_on(&mut self) {
        for from_end in self.stopped.drain(..) {
            self.seers[self.seers.len() - from_end].signal(Signal::CONT);
        }
    }
}

/// How long each step took, from the key to the last byte of its frame.
fn storm() -> Vec<Duration> {
    let start = whosaid(&PRESENT).sized(80, 24);
    let mut speaker = speaker(&start);
    let mut crowd = Crowd::gather(start);
    speaker.wait_for("20 follow, 1 cannot see all");
    let begun = speaker.written.len();
    let (mut took, mut memory, mut key) = (Vec::new(), 0, " ");
    for step in 0..STEPS {
        crowd.happen(step);
        key = match last_line(speaker.screen.screen()) {
            line if line.contains("the last card") => "\x1b[D",
            line if line.contains("the first card") => " ",
            _ => key,
        };
        let before = picture(speaker.screen.screen());
        let was_at_an_end = is_at_an_end(speaker.screen.screen());
        let sent = Instant::now();
        speaker.send(key);
        speaker.wait_until("the step", |speaker| {
            let screen = speaker.screen.screen();
            speaker.has_drawn_since(begun) && (is_at_an_end(screen) && !was_at_an_end || picture(screen) != before)
        });
        took.push(speaker.came.duration_since(sent));
        if step == 20 {
            memory = resident(speaker.pid());
        }
    }
    // As fast as they can be sent: what is not seen any more need not be drawn.
    speaker.send(&(" ".repeat(100) + &"\x1b[D".repeat(100) + "b"));
    speaker.wait_for("blank: any key");
    speaker.send(" ");
    go_to(&mut speaker, LAST);
    let grown = resident(speaker.pid());
    assert!(grown < memory + memory / 4, "{memory} kB became {grown} kB");
    crowd.go_on();
    assert_all_are_there(&mut crowd, &mut speaker);
    let frames = frames(&speaker.written[begun..]);
    assert!(frames.len() >= STEPS, "{} frames", frames.len());
    assert!(frames.iter().all(|frame| *frame <= STEP), "{:?} bytes", frames.iter().max());
    took
}

/// Whoever lives shows the speaker's card, and the speaker is told how many they are.
fn assert_all_are_there(crowd: &mut Crowd, speaker: &mut Terminal) {
    let shown = speaker.shown();
    let heading = shown[1..shown.len() - 1].iter().find(|line| !line.is_empty()).unwrap().trim();
    // How far its end stands to the right depends on the screen.
    let heading = heading.split("   ").take(2).collect::<Vec<_>>().join("   ");
    for seer in &mut crowd.seers {
        let is_alike = seer.size() == (80, 24);
        seer.wait_until("the speaker's card", |seer| {
            let now = seer.shown();
            is_at(LAST)(seer.screen.screen())
                && now.iter().any(|line| line.trim().starts_with(&heading))
                && (!is_alike || now[..23] == shown[..23])
        });
    }
    crowd.plain.wait_until("the speaker's card, last of all", |plain| {
        let written = String::from_utf8_lossy(&plain.written);
        written.rsplit_once("\ncard ").is_some_and(|(_, last)| last.starts_with(&format!("{LAST} of ")))
    });
    crowd.tiny.wait_for("whosaid needs");
    speaker.wait_for(&format!("19 follow, {CRAMPED} cannot see all"));
    for terminal in crowd.seers.iter().chain([&crowd.tiny, &crowd.plain, speaker]) {
        terminal.signal(Signal::TERM);
    }
    for terminal in crowd.seers.iter_mut().chain([&mut crowd.tiny, speaker]) {
        assert_eq!(terminal.end().exit_code(), 143);
        // Whoever was stopped by others has entered the other screen twice.
        assert!(!terminal.screen.screen().alternate_screen());
        assert_eq!(terminal.modes(), terminal.modes_before);
    }
}

#[test]
fn twenty_follow_through_a_storm_and_whoever_lives_ends_on_the_card_of_the_speaker() {
    storm();
}

#[test]
#[ignore = "measures"]
fn a_step_of_the_speaker_in_a_storm() {
    let mut took = storm();
    took.sort();
    let at = |part: usize| took[(took.len() - 1) * part / 100];
    eprintln!("a step: median {:?}, p95 {:?}, p99 {:?}, most {:?}", at(50), at(95), at(99), at(100));
}

#[test]
#[ignore = "measures"]
fn a_step_of_the_speaker_alone_and_with_twenty_who_are_stopped() {
    let start = whosaid(&PRESENT).sized(80, 24);
    let mut speaker = speaker(&start);
    let walk = |speaker: &mut Terminal| {
        let took = [" ", "\x1b[D"].into_iter().flat_map(|key| [key; 60]).map(|key| {
            let sent = Instant::now();
            step(speaker, key);
            speaker.came.duration_since(sent)
        });
        let mut took: Vec<Duration> = took.collect();
        took.sort();
        (took[60], took[119])
    };
    let alone = walk(&mut speaker);
    let mut crowd = Crowd::gather(start);
    speaker.wait_for("20 follow, 1 cannot see all");
    for seer in crowd.seers.iter_mut().chain([&mut crowd.tiny, &mut crowd.plain]) {
        seer.signal(Signal::STOP);
    }
    eprintln!("a step: median and most alone {alone:?}, with twenty who are stopped {:?}", walk(&mut speaker));
    for seer in crowd.seers.iter().chain([&crowd.tiny, &crowd.plain]) {
        seer.signal(Signal::KILL);
    }
}

#[test]
fn a_signal_ends_a_follower_and_the_speaker_is_told() {
    let start = whosaid(&PRESENT);
    let mut speaker = speaker(&start);
    for signal in [Signal::HUP, Signal::TERM, Signal::INT, Signal::QUIT] {
        let mut follower = follower(&start);
        speaker.wait_for("1 follow");
        follower.signal(signal);
        assert_eq!(follower.end().exit_code(), 128 + u32::try_from(signal.as_raw()).unwrap());
        follower.assert_given_back();
        speaker.wait("nobody follows", |screen| !last_line(screen).contains("1 follow"));
    }
    let mut follower = follower(&start);
    follower.send("q");
    assert_eq!(follower.end().exit_code(), 0);
    follower.assert_given_back();
    speaker.wait("nobody follows", |screen| !last_line(screen).contains("1 follow"));
}

#[test]
fn a_killed_shell_and_a_closed_window_take_the_follower_along() {
    let start = whosaid(&PRESENT);
    let mut speaker = speaker(&start);
    let mut shell = start.again_by("$whosaid follow; echo left").open();
    shell.wait("the first card", is_at(1));
    let process = Watched::new(only_child(shell.pid()));
    shell.signal(Signal::KILL);
    process.assert_ends_at_rest();
    let follower = follower(&start);
    speaker.wait_for("1 follow");
    let process = Watched::new(follower.pid());
    let mut child = follower.hang_up();
    process.assert_ends_at_rest();
    end_of(&mut *child);
    speaker.wait("nobody follows", |screen| !last_line(screen).contains("1 follow"));
}

#[test]
fn a_follower_steps_out_to_the_shell_and_comes_back_to_the_card_of_now() {
    let start = whosaid(&PRESENT);
    let mut speaker = speaker(&start);
    let mut follower =
        start.again_by("set -m; $whosaid follow; echo stopped; read line; fg >/dev/null; echo left").open();
    follower.wait("the first card", is_at(1));
    follower.send("\x1a");
    follower.wait_for("stopped");
    follower.assert_given_back();
    go_to(&mut speaker, 14);
    follower.send("\n");
    follower.wait("the card of now", is_at(14));
    follower.send("q");
    follower.wait_for("left");
    follower.end();
    follower.assert_given_back();
}

#[test]
fn a_killed_speaker_is_missed_and_followed_again_when_he_is_back() {
    let start = whosaid(&PRESENT);
    let mut killed = speaker(&start);
    let mut follower = follower(&start);
    let mut plain = start.again(&["follow", "--plain"]).open();
    go_to(&mut killed, 9);
    follower.wait("the next card", is_at(9));
    plain.wait_for("card 9 of ");
    // He is killed at rest: a moment after a step, that is not on the disk yet.
    killed.settle();
    killed.signal(Signal::KILL);
    killed.end();
    assert_eq!(sockets(&start).len(), 1, "he could not put it away");
    follower.wait("that he is gone", |screen| last_line(screen).contains("the speaker is"));
    assert!(is_at(9)(follower.screen.screen()), "the card stays");
    plain.wait_for("the speaker is");
    let mut back = start.again(&["present", "--resume"]).open();
    follower
        .wait("the card of the speaker, live", |screen| is_at(9)(screen) && last_line(screen).contains("following"));
    assert_eq!(sockets(&start).len(), 1, "under the name that he had");
    go_to(&mut back, 20);
    follower.wait("where he goes", is_at(20));
    plain.wait_for("card 20 of ");
    back.send("q");
    back.wait_for("once more");
    back.send("q");
    assert_eq!(back.end().exit_code(), 0);
    follower.wait("that he has left", |screen| last_line(screen).contains("the speaker has left"));
    plain.wait_for("the speaker has left");
    follower.send("q");
    assert_eq!(follower.end().exit_code(), 0);
    follower.assert_given_back();
}

#[test]
fn of_two_presentations_one_is_named() {
    let start = whosaid(&PRESENT);
    let mut first = speaker(&start);
    let mut second = speaker(&start);
    go_to(&mut first, 3);
    go_to(&mut second, 6);
    let mut names: Vec<String> =
        sockets(&start).iter().map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    let [name, other] = &names[..] else { panic!("{names:?}") };
    assert_eq!(*other, format!("{name}-2"));
    assert_refused(&start.again(&["follow"]), &["several presentations", name, other]);
    assert_refused(&start.again(&["follow", "nobody"]), &["no presentation is called `nobody`", name, other]);
    for (name, card) in [(name, 3), (other, 6)] {
        start.again(&["follow", name]).open().wait("the card of that speaker", is_at(card));
    }
}

#[test]
fn where_nobody_presents_it_is_told() {
    assert_refused(&whosaid(&["follow"]), &["nobody presents on this host", "whosaid present"]);
    assert_refused(&whosaid(&["follow", "--plain"]), &["nobody presents on this host"]);
    let start = whosaid(&PRESENT);
    let mut killed = speaker(&start);
    killed.signal(Signal::KILL);
    killed.end();
    assert_eq!(sockets(&start).len(), 1);
    assert_refused(&start.again(&["follow"]), &["nobody presents on this host"]);
}

#[test]
fn text_goes_into_a_pipe_and_ends_with_it() {
    let start = whosaid(&PRESENT);
    let mut speaker = speaker(&start);
    let mut head = start.again_by("$whosaid follow --plain | head -1; echo left").open();
    head.wait_for(": 45 cards");
    go_to(&mut speaker, 5);
    head.wait_for("left");
    assert_eq!(head.end().exit_code(), 0);
}

/// Somebody sits where a speaker would, and says this to whoever comes.
fn impostor(start: &Start, says: Vec<u8>) {
    let folder = start.meetings();
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
    let listener = UnixListener::bind(folder.join("talks.sock")).unwrap();
    thread::spawn(move || {
        for line in listener.incoming() {
            let mut line = line.unwrap();
            let _ = line.write_all(&says);
            let _ = line.read_to_end(&mut Vec::new());
        }
    });
}

/// A brief and what is shown of it, and then what is told of that.
fn welcomed(rest: &[u8]) -> Vec<u8> {
    let brief =
        "[brief]\nformat = 1\ntitle = \"Talks\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n";
    let welcome = whosaid::share::protocol::Welcome::new("talks", "TLP:CLEAR", brief.to_owned()).to_line().unwrap();
    [&welcome[..], rest].concat()
}

#[test]
fn a_speaker_who_talks_nonsense_is_told_in_words_and_the_terminal_given_back() {
    let version = b"{\"kind\":\"welcome\",\"version\":99}\n".to_vec();
    let nonsense = b"GET / HTTP/1.1\r\n\r\n\x1b[2J\xff\n".to_vec();
    for (says, words) in [(nonsense, "talks.sock"), (version, "version 99 of the protocol")] {
        for words_of_start in [&["follow"][..], &["follow", "--plain"]] {
            let start = whosaid(words_of_start);
            impostor(&start, says.clone());
            assert_refused(&start, &[words]);
        }
    }
}

#[test]
fn a_speaker_who_turns_to_nonsense_is_told_on_the_last_line() {
    for rest in [&b"\x00\x1b[2Jnonsense\n"[..], &vec![b'a'; 1 << 20]] {
        let start = whosaid(&["follow"]);
        impostor(&start, welcomed(rest));
        let mut terminal = start.open();
        terminal.wait("what is wrong", |screen| last_line(screen).contains("talks.sock"));
        assert!(terminal.screen.screen().contents().contains("Talks"), "what is known stays");
        terminal.send("q");
        assert_eq!(terminal.end().exit_code(), 0);
        terminal.assert_given_back();
        let start = whosaid(&["follow", "--plain"]);
        impostor(&start, welcomed(rest));
        let (_, contents) = told(&start);
        assert!(contents.contains("talks.sock"), "{contents}");
    }
}

/// What is told faster than it can be shown does not pile up, and does not keep the keys waiting.
#[test]
fn a_speaker_who_goes_on_without_end_is_followed_to_his_latest() {
    let brief = std::str::from_utf8(&welcomed(b"")).unwrap().to_owned();
    let hash = brief.split("\"hash\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let shown = |seq: u64| {
        let card = if seq.is_multiple_of(2) { "title" } else { "bottom-line" };
        let place =
            Some(whosaid::storage::Bookmark { pins: vec!["x".repeat(600)], ..whosaid::storage::Bookmark::default() });
        let showing = SpeakerView { view: PresentationView::Card, card: card.to_owned(), step: 0, place };
        ShownMessage { seq, hash: hash.clone(), showing, cut: false }.to_line()
    };
    let flood: Vec<u8> = (1..=60_001).flat_map(shown).collect();
    let start = whosaid(&["follow"]).sized(80, 24);
    impostor(&start, welcomed(&flood));
    let mut terminal = start.open();
    terminal.send("?");
    terminal.wait_for("Every key");
    terminal.send("\x1b");
    terminal.wait_for("BOTTOM LINE");
    assert!(resident(terminal.pid()) < 60_000, "{} kB", resident(terminal.pid()));
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
}
