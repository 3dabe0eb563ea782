//! One presentation after another, in one burst of keys: whoever joins is welcomed to the one that is given now.

use super::opened;
use super::pty::{Start, whosaid};

/// In a home where others find what is presented in it.
fn at_home(start: Start) -> Start {
    let temp = start.home.path().to_str().unwrap().to_owned();
    start.with("TMPDIR", &temp)
}

#[test]
fn whoever_joins_a_second_presentation_is_not_welcomed_to_the_first() {
    let start = at_home(whosaid(&[]));
    let mut speaker = opened(&start);
    speaker.send("p\x1b[F\r");
    speaker.wait_for("space on");
    // The first is over and the second begun before anybody was told of either.
    speaker.send("qqp\x1b[H\r");
    speaker.wait("the second", |screen| ["TLP:RED", "space on"].iter().all(|text| screen.contents().contains(text)));
    let start = at_home(start.again(&["follow", "--plain"]));
    let mut follower = start.open();
    follower.wait_for("for TLP:");
    let shown = follower.shown().join("\n");
    assert!(shown.contains("for TLP:RED"), "{shown}");
    speaker.send("qqq");
    assert_eq!(speaker.end().exit_code(), 0);
}
