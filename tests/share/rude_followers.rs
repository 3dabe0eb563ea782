//! Whoever connects and is no follower: he is put out, the speaker hears nothing of it, and nobody else is harmed.

use std::time::{Duration, Instant};

use whosaid::share::ShareFollowers;
use whosaid::share::protocol::{FollowerMessage, JoinRefusal, ProtocolError, SpeakerMessage};

use crate::host::{Host, Listening, Wire, state};

/// Puts up with somebody who says `words`; gives what he was answered.
fn answer_to(words: &[&[u8]]) -> String {
    let host = Host::new();
    let (speaker, told) = host.speaker();
    let running = host.running("talks");
    let polite = Listening::to(&running);
    polite.until_welcome();
    let mut rude = Wire::to(&running);
    for word in words {
        rude.say(word);
    }
    let answer = rude.rest();
    speaker.show(&state(1));
    polite.until_shown(1);
    told.once(|told| told.last() == Some(&ShareFollowers { count: 1, too_small: 0 }));
    answer
}

#[test]
fn whoever_talks_nonsense_is_put_out() {
    for nonsense in ["GET / HTTP/1.1\r\n\r\n", "{}\n", "[2]\n", "\n", "{\"kind\":\"hello\"}\n", "\0\u{1b}[2J\n"] {
        assert_eq!(answer_to(&[nonsense.as_bytes()]), "", "{nonsense:?}");
    }
    assert_eq!(answer_to(&[b"\xff\xfe\n"]), "");
}

#[test]
fn whoever_begins_with_anything_but_hello_is_put_out() {
    assert_eq!(answer_to(&[&FollowerMessage::Fits(true).to_line()]), "");
    assert_eq!(answer_to(&[b"{\"kind\":\"wave\"}\n"]), "");
}

#[test]
fn whoever_says_nothing_is_put_out_after_a_while() {
    assert_eq!(answer_to(&[]), "");
    assert_eq!(answer_to(&[b"{\"kind\":"]), "", "nor is half a word enough");
}

#[test]
fn a_megabyte_without_an_end_is_not_listened_to() {
    assert_eq!(answer_to(&[&vec![b'a'; 1 << 20]]), "");
    let answer = answer_to(&[&FollowerMessage::Hello.to_line(), &vec![b' '; 1 << 20]]);
    assert!(answer.len() < 2000, "at most the welcome");
}

#[test]
fn a_follower_who_turns_rude_is_put_out_and_counts_no_more() {
    let answer = answer_to(&[&FollowerMessage::Hello.to_line(), b"nonsense\n"]);
    assert!(answer.is_empty() || answer.starts_with("{\"kind\":\"welcome\""), "{answer}");
}

#[test]
fn a_follower_who_says_what_he_may_without_end_is_put_out() {
    let chatter = FollowerMessage::Fits(true).to_line().repeat(20_000);
    let answer = answer_to(&[&FollowerMessage::Hello.to_line(), &chatter]);
    assert!(answer.is_empty() || answer.starts_with("{\"kind\":\"welcome\""), "{answer}");
}

/// How fast he talks costs the speaker nothing: he is listened to a hundred times a second, and when he is out, he has to wait at the door.
#[test]
fn whoever_talks_and_comes_back_without_end_is_not_listened_to_without_end() {
    let host = Host::new();
    let (speaker, _) = host.speaker();
    let running = host.running("talks");
    let polite = Listening::to(&running);
    polite.until_welcome();
    let words = [FollowerMessage::Fits(true).to_line(), FollowerMessage::Fits(false).to_line()].concat().repeat(10_000);
    let (began, times) = (Instant::now(), 10);
    for _ in 0..times {
        let mut rude = Wire::to(&running);
        rude.hello();
        rude.say(&words);
        rude.rest();
    }
    assert!(began.elapsed() >= Duration::from_millis(30) * times, "{:?}", began.elapsed());
    speaker.show(&state(1));
    polite.until_shown(1);
}

#[test]
fn a_follower_of_another_version_is_told_so_in_words() {
    let answer = answer_to(&[b"{\"kind\":\"hello\",\"version\":2,\"more\":[]}\n"]);
    assert_eq!(answer, "{\"kind\":\"refused\",\"version\":1,\"why\":\"version\"}\n");
    // As the next version would read it, with the numbers turned about.
    let theirs = answer.replace("\"version\":1", "\"version\":2");
    let garbled = SpeakerMessage::parse(theirs.as_bytes()).unwrap_err();
    assert_eq!(garbled, ProtocolError::Version { theirs: 2 });
    assert_eq!(
        garbled.to_string(),
        "the other side speaks version 2 of the protocol, and this program version 1; use the same release of whosaid on both sides"
    );
}

#[test]
fn whoever_dribbles_is_heard_in_the_end() {
    let host = Host::new();
    let (speaker, told) = host.speaker();
    speaker.show(&state(1));
    let mut slow = Wire::to(&host.running("talks"));
    for byte in FollowerMessage::Hello.to_line() {
        slow.say(&[byte]);
    }
    told.once(|told| told.last() == Some(&ShareFollowers { count: 1, too_small: 0 }));
    let shown = slow.lines().nth(1).unwrap();
    assert_eq!(SpeakerMessage::parse(shown.as_bytes()), Ok(Some(SpeakerMessage::Shown(Box::new(state(1))))));
}

#[test]
fn when_two_hundred_follow_the_next_is_told_that_it_is_full() {
    let host = Host::new();
    let (_speaker, told) = host.speaker();
    let running = host.running("talks");
    let mut seats: Vec<Wire> = Vec::new();
    for count in 1..=200 {
        let mut wire = Wire::to(&running);
        wire.hello();
        seats.push(wire);
        told.once(|told| told.last() == Some(&ShareFollowers { count, too_small: 0 }));
    }
    let mut late = Wire::to(&running);
    let answer = late.rest();
    assert_eq!(SpeakerMessage::parse(answer.as_bytes()), Ok(Some(SpeakerMessage::Refused(JoinRefusal::Full))));
    let waiting = Listening::to(&running);
    let why = whosaid::share::FollowEvent::Lost("as many follow already as may".to_owned());
    waiting.heard.once(|heard| heard == [why.clone()]);
    seats.pop();
    waiting.until_welcome();
}
