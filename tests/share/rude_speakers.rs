//! Whoever answers and is no speaker: whoever follows says so, follows no more, and takes no harm.

use std::io::Write as _;
use std::thread;
use std::time::Instant;

use whosaid::share::FollowEvent;
use whosaid::share::protocol::{LONGEST, Welcome, end_line};

use crate::host::{HANG, Host, Listening, SCALES, greeted, numbers, state, welcome};

/// What a follower ends with who is told `words`, and what he heard before.
fn end_of(words: &[&[u8]]) -> (String, Vec<FollowEvent>) {
    let host = Host::new();
    let listener = host.listener();
    let running = host.running("talks");
    let listening = Listening::to(&running);
    let mut stream = greeted(&listener);
    for word in words {
        // Whoever has left does not hear the rest.
        let _ = stream.write_all(word);
    }
    let why = listening.until_ended();
    let heard = listening.heard.once(|_| true);
    let around = format!("{}: ", running.path.display());
    (why.strip_prefix(&around).unwrap_or_else(|| panic!("{why}")).to_owned(), heard)
}

fn noise(words: &[&[u8]]) -> String {
    let (why, heard) = end_of(words);
    assert_eq!(numbers(&heard), [0; 0], "nothing was shown");
    why.strip_prefix("what came is none of the protocol: ").unwrap_or_else(|| panic!("{why}")).to_owned()
}

fn welcomed() -> Vec<u8> {
    welcome().to_line().unwrap()
}

#[test]
fn nonsense_is_told_and_not_repeated() {
    assert_eq!(noise(&[b"\x1b]0;evil\x07\n"]), "no JSON object");
    assert_eq!(noise(&[b"{\"kind\":\"\x1b\"}\n"]), "no JSON");
    assert_eq!(noise(&[b"{\"kind\":\"shown\",\"seq\":-1}\n"]), "an object of another shape");
    assert_eq!(noise(&[b"{\"kind\":\"welcome\",\"version\":1}\n"]), "an object of another shape");
}

#[test]
fn a_brief_that_is_not_what_its_hash_says_is_not_read() {
    let forged = Welcome { brief: "[brief]\n".to_owned(), ..welcome() };
    assert_eq!(noise(&[&forged.to_line().unwrap()]), "a brief that is not what its hash says");
}

#[test]
fn what_comes_out_of_turn_ends_it() {
    assert_eq!(noise(&[&state(1).to_line()]), "something shown before the welcome");
    assert_eq!(noise(&[&welcomed(), &welcomed()]), "a second welcome");
    let mut other = state(1);
    other.hash = "0".repeat(64);
    assert_eq!(noise(&[&welcomed(), &other.to_line()]), "something shown of another brief");
}

#[test]
fn a_line_without_an_end_is_not_listened_to() {
    assert_eq!(noise(&[&welcomed(), &vec![b' '; LONGEST]]), "a line that is too long");
    let _alone = SCALES.lock();
    let endless = vec![b' '; 65 << 20];
    assert_eq!(noise(&[&endless]), "a line that is too long", "even the welcome has its measure");
}

#[test]
fn a_speaker_of_another_version_is_told_in_words() {
    for line in ["{\"kind\":\"welcome\",\"version\":2,\"briefs\":[]}\n", "{\"kind\":7,\"version\":2}\n"] {
        let (why, heard) = end_of(&[line.as_bytes()]);
        assert_eq!(
            why,
            "the other side speaks version 2 of the protocol, and this program version 1; use the same release of whosaid on both sides"
        );
        assert_eq!(heard.len(), 1);
    }
}

#[test]
fn what_is_older_than_what_was_heard_is_passed_over_and_so_is_what_is_not_known() {
    let shown = |told: &[u64]| {
        let lines: Vec<Vec<u8>> = told.iter().map(|seq| state(*seq).to_line()).collect();
        let mut words: Vec<&[u8]> = vec![b"{\"kind\":\"clock\",\"left\":7}\n"];
        let welcomed = welcomed();
        words.push(&welcomed);
        words.extend(lines.iter().map(Vec::as_slice));
        words.push(b"x\n");
        numbers(&end_of(&words).1)
    };
    assert_eq!(shown(&[3, 2, 3, 1]), [3]);
    // Of what has come at once, the latest alone is told.
    let told = shown(&[3, 2, 3, 1, 4]);
    assert!(told == [4] || told == [3, 4], "{told:?}");
}

#[test]
fn whoever_speaks_in_dribs_and_drabs_is_understood() {
    let host = Host::new();
    let listener = host.listener();
    let listening = Listening::to(&host.running("talks"));
    let mut stream = greeted(&listener);
    for byte in [welcomed(), state(1).to_line()].concat() {
        stream.write_all(&[byte]).unwrap();
    }
    listening.until_shown(1);
    stream.write_all(&end_line()).unwrap();
    listening.heard.once(|heard| heard.last() == Some(&FollowEvent::Lost("the speaker has left".to_owned())));
}

#[test]
fn whoever_leaves_a_speaker_who_hangs_is_gone_at_once() {
    let host = Host::new();
    let listener = host.listener();
    let running = host.running("talks");
    let listening = Listening::to(&running);
    let stream = greeted(&listener);
    let began = Instant::now();
    drop(listening);
    // Nobody accepts any more: once the queue is full, not even connecting comes to an end.
    let crowd: Vec<Listening> = (0..300).map(|_| Listening::to(&running)).collect();
    thread::yield_now();
    drop(crowd);
    assert!(began.elapsed() < HANG);
    drop(stream);
}
