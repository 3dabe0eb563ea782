//! Many who follow, fast and slow: each ends on what is shown, and nobody delays anybody.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use whosaid::share::protocol::{FollowerMessage, SpeakerMessage};
use whosaid::share::{FollowEvent, FollowTiming, ShareFollowers};

use crate::host::{Host, Listening, SCALES, SOON, Wire, numbers, state, welcome};

#[test]
fn twenty_come_and_go_and_whoever_stays_ends_on_the_last() {
    let host = Host::new();
    let (speaker, _) = host.speaker();
    let running = host.running("talks");
    let staying: Vec<Listening> = (0..10).map(|_| Listening::to(&running)).collect();
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..10 {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    Listening::to(&running).until_welcome();
                }
            });
        }
        for seq in 1..=500 {
            speaker.show(&state(seq));
            if seq % 50 == 0 {
                thread::yield_now();
            }
        }
        let late = Listening::to(&running);
        for listening in staying.iter().chain([&late]) {
            listening.until_shown(500);
        }
        is_over.store(true, Ordering::Relaxed);
    });
    for listening in &staying {
        let heard = listening.heard.once(|_| true);
        assert_eq!(heard.first(), Some(&FollowEvent::Welcome(Box::new(welcome()))));
        let numbers = numbers(&heard);
        assert!(numbers.is_sorted_by(|a, b| a < b), "never back: {numbers:?}");
        assert_eq!(heard.len(), numbers.len() + 1, "and nothing else");
    }
}

#[test]
fn whoever_comes_late_is_told_at_once_what_is_shown_now_and_nothing_older() {
    let host = Host::new();
    let (speaker, _) = host.speaker();
    (1..=9).for_each(|seq| speaker.show(&state(seq)));
    let late = Listening::to(&host.running("talks"));
    late.until_shown(9);
    assert_eq!(numbers(&late.heard.once(|_| true)), [9]);
}

#[test]
fn whoever_does_not_read_delays_nobody_and_then_gets_the_latest() {
    let host = Host::new();
    let (speaker, told) = host.speaker();
    let running = host.running("talks");
    let mut deaf = Wire::to(&running);
    deaf.hello();
    let awake = Listening::to(&running);
    awake.until_welcome();
    told.once(|told| told.last() == Some(&ShareFollowers { count: 2, too_small: 0 }));
    for seq in 1..=2000 {
        speaker.show(&state(seq));
        // In step with whoever reads, so that the thread has every chance to queue each of them for whoever does not.
        awake.until_shown(seq);
    }
    let mut got = Vec::new();
    for line in deaf.lines() {
        match SpeakerMessage::parse(line.as_bytes()).unwrap().unwrap() {
            SpeakerMessage::Shown(shown) => got.push(shown.seq),
            said @ (SpeakerMessage::Welcome(_) | SpeakerMessage::Refused(_) | SpeakerMessage::End) => {
                assert_eq!(said, SpeakerMessage::Welcome(Box::new(welcome())));
            }
        }
        if got.last() == Some(&2000) {
            break;
        }
    }
    assert!(got.len() <= 20, "{} states were kept for him", got.len());
}

#[test]
fn the_speaker_is_told_how_many_follow_and_whose_screens_are_too_small() {
    let host = Host::new();
    let (speaker, told) = host.speaker();
    let running = host.running("talks");
    let follows = |count, cramped| {
        told.once(|told| told.last() == Some(&ShareFollowers { count, too_small: cramped }));
    };
    let first = Listening::to(&running);
    follows(1, 0);
    let second = Listening::to(&running);
    follows(2, 0);
    first.follow.report_fit(false);
    follows(2, 1);
    second.follow.report_fit(false);
    follows(2, 2);
    first.follow.report_fit(true);
    follows(2, 1);
    drop(second);
    follows(1, 0);
    drop(first);
    follows(0, 0);
    drop(speaker);
    let told = told.once(|_| true);
    assert!(told.windows(2).all(|two| two[0] != two[1]), "nothing twice: {told:?}");
}

#[test]
fn what_is_shown_in_quick_succession_is_heard_as_often_as_it_can_be_drawn_and_the_last_of_it_always() {
    let host = Host::new();
    let (speaker, _) = host.speaker();
    let between = Duration::from_millis(50);
    let resting = Listening::with(&host.running("talks"), FollowTiming { draw_interval: between, ..SOON });
    let awake = Listening::to(&host.running("talks"));
    resting.until_welcome();
    awake.until_welcome();
    let began = Instant::now();
    for seq in 1..=300 {
        speaker.show(&state(seq));
        awake.until_shown(seq);
    }
    resting.until_shown(300);
    let lasted = began.elapsed();
    let heard = numbers(&resting.heard.once(|_| true));
    // The first at once, and then one each time that he has rested, however long it all took.
    let most = 1 + lasted.as_millis() / between.as_millis();
    assert!(heard.len() as u128 <= most, "{} in {lasted:?}: {heard:?}", heard.len());
    assert_eq!(numbers(&awake.heard.once(|_| true)).len(), 300, "whoever does not rest hears all");
}

#[test]
fn whoever_rests_hears_the_last_state_and_the_end_when_the_speaker_leaves() {
    let host = Host::new();
    let (speaker, _) = host.speaker();
    let hour = Duration::from_secs(3600);
    let resting = Listening::with(&host.running("talks"), FollowTiming { draw_interval: hour, ..SOON });
    resting.until_welcome();
    speaker.show(&state(1));
    resting.until_shown(1);
    let awake = Listening::to(&host.running("talks"));
    awake.until_welcome();
    speaker.show(&state(2));
    awake.until_shown(2);
    drop(speaker);
    let heard = resting.heard.once(|heard| matches!(heard.last(), Some(FollowEvent::Lost(_))));
    assert_eq!(numbers(&heard), [1, 2]);
    assert_eq!(heard.last(), Some(&FollowEvent::Lost("the speaker has left".to_owned())));
}

#[test]
fn when_the_speaker_leaves_all_have_the_last_state_and_are_told() {
    let host = Host::new();
    let (speaker, _) = host.speaker();
    let running = host.running("talks");
    let listening: Vec<Listening> = (0..5).map(|_| Listening::to(&running)).collect();
    speaker.show(&state(1));
    for one in &listening {
        one.until_shown(1);
    }
    speaker.show(&state(2));
    drop(speaker);
    for one in &listening {
        let heard = one.heard.once(|heard| heard.iter().any(|what| matches!(what, FollowEvent::Lost(_))));
        assert_eq!(heard.last(), Some(&FollowEvent::Lost("the speaker has left".to_owned())));
        assert_eq!(numbers(&heard), [1, 2]);
    }
    let left: Vec<_> = fs::read_dir(host.ours()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, [".lock"], "no socket is left behind");
}

#[test]
fn a_long_brief_comes_whole_to_many_at_once() {
    let host = Host::new();
    let mut long = welcome();
    long.brief = "# Vögel, 鳥, پرندہ\n".repeat(50_000);
    long.hash = whosaid::storage::sha256_hex(&long.brief);
    let speaker = whosaid::share::ServerHandle::open(&host.wish("talks"), &long, |_| {}).unwrap();
    let running = host.running("talks");
    let listening: Vec<Listening> = (0..3).map(|_| Listening::to(&running)).collect();
    let mut shown = state(1);
    shown.hash.clone_from(&long.hash);
    speaker.show(&shown);
    for one in listening {
        let heard = one.heard.once(|heard| heard.len() == 2);
        assert_eq!(*heard, [FollowEvent::Welcome(Box::new(long.clone())), FollowEvent::Shown(Box::new(shown.clone()))]);
    }
}

#[test]
fn nothing_is_heaped_up_for_those_who_do_not_read() {
    let _alone = SCALES.lock();
    let host = Host::new();
    let (speaker, told) = host.speaker();
    let running = host.running("talks");
    let deaf: Vec<Wire> = (0..20).map(|_| Wire::to(&running)).collect();
    for wire in &deaf {
        std::io::Write::write_all(&mut &wire.0, &FollowerMessage::Hello.to_line()).unwrap();
    }
    let awake = Listening::to(&running);
    told.once(|told| told.last() == Some(&ShareFollowers { count: 21, too_small: 0 }));
    let mut big = state(1);
    big.showing.card = "x".repeat(800);
    let before = resident();
    for seq in 1..=30_000 {
        big.seq = seq;
        speaker.show(&big);
    }
    awake.heard.once(|heard| numbers(heard).last() == Some(&30_000));
    let grown = resident().saturating_sub(before);
    // Kept for each of them, it would be over 500 MB.
    assert!(grown < 100 << 20, "{grown} bytes");
}

/// Bytes of this program that are in memory (proc_pid_status(5)).
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse::<usize>().unwrap() << 10
}
