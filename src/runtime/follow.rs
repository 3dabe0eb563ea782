//! To follow a speaker on this host: what he sends becomes a screen of one's own. What he sends is believed in nothing.

use std::io;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::event_loop::{EventChannel, run_with};
use super::{ExitReason, ReaderOptions, RuntimeEvent};
use crate::app::presentation::{self, JoinedPresentation};
use crate::app::{App, Msg};
use crate::diagnostics::{FileScope, SourceFile};
use crate::format::{self};
use crate::model::Tlp;
use crate::share::protocol::Welcome;
use crate::share::{DiscoveredPresentation, FollowEvent, FollowHandle, FollowTiming};
use crate::text::sanitize::sanitize;

/// How long a speaker has for the first words.
const WELCOME_TIMEOUT: Duration = Duration::from_secs(10);

/// Follows a presentation until the reader or the system has enough.
///
/// # Errors
/// The speaker cannot be heard or understood, or the terminal is gone.
pub fn follow(running: &DiscoveredPresentation, sitting: ReaderOptions) -> io::Result<ExitReason> {
    let mut post = EventChannel::new();
    let (sender, name) = (post.sender.clone(), running.title());
    let latest = Arc::new(Mutex::new(None));
    let hear = move |heard| {
        let told = match heard {
            // However fast he goes on, there is one that is not drawn yet.
            FollowEvent::Shown(shown) => {
                let earlier = latest.lock().unwrap_or_else(PoisonError::into_inner).replace(shown.showing);
                earlier.is_none().then(|| RuntimeEvent::ShowingChanged(Arc::clone(&latest)))
            }
            FollowEvent::Welcome(welcome) => Some(RuntimeEvent::Msg(Msg::Presentation(welcome_event(*welcome, &name)))),
            FollowEvent::Lost(why) | FollowEvent::Ended(why) => {
                Some(RuntimeEvent::Msg(Msg::Presentation(presentation::PresentationEvent::Lost(why))))
            }
        };
        if let Some(told) = told {
            let _ = sender.send(told);
        }
    };
    post.speaker = Some(FollowHandle::start(running, FollowTiming::default(), hear).map_err(io::Error::other)?);
    let joined = wait_for_welcome(&post)?;
    let letters = sitting.environment.letters();
    run_with(sitting, post, move |_, size| Ok(App::follower(size, joined, letters)))
}

/// What the speaker says first: what he presents, or why he cannot be followed.
fn wait_for_welcome(post: &EventChannel) -> io::Result<JoinedPresentation> {
    loop {
        match post.receiver.recv_timeout(WELCOME_TIMEOUT) {
            Ok(RuntimeEvent::Msg(Msg::Presentation(presentation::PresentationEvent::Joined(joined)))) => {
                return Ok(*joined);
            }
            Ok(RuntimeEvent::Msg(Msg::Presentation(presentation::PresentationEvent::Lost(why)))) => {
                return Err(io::Error::other(why));
            }
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return Err(io::Error::other("the speaker says nothing")),
            Err(gone @ RecvTimeoutError::Disconnected) => return Err(io::Error::other(gone)),
        }
    }
}

fn welcome_event(welcome: Welcome, name: &str) -> presentation::PresentationEvent {
    match parse_welcome(welcome, name) {
        Ok(joined) => presentation::PresentationEvent::Joined(Box::new(joined)),
        Err(why) => presentation::PresentationEvent::Lost(why),
    }
}

/// What is presented under a name, read as any brief is; with a fault in it, it is refused.
pub(super) fn parse_welcome(welcome: Welcome, name: &str) -> Result<JoinedPresentation, String> {
    let file = SourceFile { name: "brief.toml".to_owned(), text: welcome.brief, part: FileScope::Brief };
    let (brief, faults) = format::read(&[file]);
    match (brief, faults.first()) {
        (Some(brief), None) => Ok(JoinedPresentation {
            name: sanitize(name),
            brief,
            audience: Tlp::from_word(&welcome.audience).unwrap_or(Tlp::Red),
            proofs: welcome.proofs,
        }),
        (_, Some(fault)) => Err(format!("the speaker sends a brief that cannot be read: {}", sanitize(&fault.problem))),
        (None, None) => Err("the speaker sends no brief".to_owned()),
    }
}
