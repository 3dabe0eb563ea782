//! A line that breaks: whoever follows is told, tries again, and is told when that is of no use.

use std::io::Write as _;
use std::time::Duration;

use whosaid::share::{FollowEvent, FollowTiming, ServerHandle};

use crate::host::{Host, Listening, SOON, greeted, numbers, state, welcome};

const BRIEFLY: FollowTiming =
    FollowTiming { retry_delay: Duration::from_millis(10), timeout: Duration::from_millis(200), ..SOON };

fn lost(why: &str) -> FollowEvent {
    FollowEvent::Lost(why.to_owned())
}

#[test]
fn a_speaker_who_dies_and_comes_back_is_followed_again() {
    let host = Host::new();
    let listener = host.listener();
    let listening = Listening::to(&host.running("talks"));
    let mut stream = greeted(&listener);
    stream.write_all(&[welcome().to_line().unwrap(), state(40).to_line()].concat()).unwrap();
    listening.until_shown(40);
    drop((stream, listener));
    listening.heard.once(|heard| heard.last() == Some(&lost("the speaker is gone")));
    // His socket is still there, and stale.
    let (speaker, told) = host.speaker();
    assert_eq!(speaker.name(), "talks");
    listening.follow.report_fit(false);
    speaker.show(&state(1));
    listening.until_shown(1);
    told.once(|told| told.last().is_some_and(|followers| followers.too_small == 1));
    let heard = listening.heard.once(|_| true);
    assert_eq!(numbers(&heard), [40, 1], "the new one counts anew");
    assert_eq!(
        heard.iter().filter(|what| matches!(what, FollowEvent::Lost(_))).count(),
        1,
        "one sentence for one loss"
    );
}

#[test]
fn a_speaker_who_leaves_and_comes_back_with_another_brief_is_followed_again() {
    let host = Host::new();
    let (speaker, _) = host.speaker();
    let listening = Listening::to(&host.running("talks"));
    listening.until_welcome();
    drop(speaker);
    listening.heard.once(|heard| heard.last() == Some(&lost("the speaker has left")));
    let mut other = welcome();
    other.brief.push_str("# edited\n");
    other.hash = whosaid::storage::sha256_hex(&other.brief);
    let speaker = ServerHandle::open(&host.wish("talks"), &other, |_| {}).unwrap();
    let mut shown = state(1);
    shown.hash.clone_from(&other.hash);
    speaker.show(&shown);
    let heard = listening.heard.once(|heard| heard.len() == 4);
    assert_eq!(heard[2..], [FollowEvent::Welcome(Box::new(other)), FollowEvent::Shown(Box::new(shown))]);
}

#[test]
fn whoever_waits_in_vain_is_told_so_in_the_end() {
    let host = Host::new();
    let (speaker, _) = host.speaker();
    let listening = Listening::with(&host.running("talks"), BRIEFLY);
    listening.until_welcome();
    drop(speaker);
    assert_eq!(listening.until_ended(), "nobody presents `talks` any more; `whosaid follow` tells what is presented");
    let heard = listening.heard.once(|_| true);
    assert_eq!(heard[1], lost("the speaker has left"));
    assert_eq!(heard.len(), 3);
}

#[test]
fn a_speaker_who_never_answers_is_not_waited_for_for_ever() {
    let host = Host::new();
    let listener = host.listener();
    let listening = Listening::with(&host.running("talks"), BRIEFLY);
    listening.until_ended();
    let heard = listening.heard.once(|_| true);
    assert_eq!(heard[0], lost("the speaker does not answer"));
    assert_eq!(heard.len(), 2);
    drop(listener);
}

#[test]
fn whoever_stops_waiting_is_gone_at_once() {
    let host = Host::new();
    let (speaker, _) = host.speaker();
    let hour = Duration::from_secs(3600);
    let listening = Listening::with(&host.running("talks"), FollowTiming { retry_delay: hour, timeout: hour, ..SOON });
    listening.until_welcome();
    drop(speaker);
    listening.heard.once(|heard| heard.last() == Some(&lost("the speaker has left")));
    // Were it not, this test would not end.
    drop(listening);
}
