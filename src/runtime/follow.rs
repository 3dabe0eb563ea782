//! Follows a presentation on this host, drawn on the follower's own screen. It never trusts what the speaker sends.

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

/// How long the speaker may take to send the welcome.
const WELCOME_TIMEOUT: Duration = Duration::from_secs(10);

/// Follows a presentation until the user quits or a signal ends the program.
///
/// # Errors
/// When the presentation cannot be joined, its brief cannot be read, or the terminal is gone.
pub fn follow(presentation: &DiscoveredPresentation, options: ReaderOptions) -> io::Result<ExitReason> {
    let mut channel = EventChannel::new();
    let (sender, name) = (channel.sender.clone(), presentation.title());
    let latest = Arc::new(Mutex::new(None));
    let on_event = move |event| {
        let event = match event {
            // At most one event waits, however fast the speaker moves on.
            FollowEvent::Shown(shown) => {
                let earlier = latest.lock().unwrap_or_else(PoisonError::into_inner).replace(shown.showing);
                earlier.is_none().then(|| RuntimeEvent::ShowingChanged(Arc::clone(&latest)))
            }
            FollowEvent::Welcome(welcome) => Some(RuntimeEvent::Msg(Msg::Presentation(welcome_event(*welcome, &name)))),
            FollowEvent::Lost(why) | FollowEvent::Ended(why) => {
                Some(RuntimeEvent::Msg(Msg::Presentation(presentation::PresentationEvent::Lost(why))))
            }
        };
        if let Some(event) = event {
            let _ = sender.send(event);
        }
    };
    channel.speaker =
        Some(FollowHandle::start(presentation, FollowTiming::default(), on_event).map_err(io::Error::other)?);
    let joined = wait_for_welcome(&channel)?;
    let letters = options.environment.letters();
    run_with(options, channel, move |_, size| Ok(App::follower(size, joined, letters)))
}

/// Waits for the welcome, or for the reason why the presentation cannot be followed.
fn wait_for_welcome(channel: &EventChannel) -> io::Result<JoinedPresentation> {
    loop {
        match channel.receiver.recv_timeout(WELCOME_TIMEOUT) {
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

/// Reads the brief of a welcome. A brief with any fault is rejected.
pub(super) fn parse_welcome(welcome: Welcome, name: &str) -> Result<JoinedPresentation, String> {
    let file = SourceFile { name: "brief.toml".to_owned(), text: welcome.brief, part: FileScope::Brief };
    let (brief, faults) = format::read(&[file]);
    match (brief, faults.first()) {
        (Some(brief), None) => Ok(JoinedPresentation {
            name: sanitize(name),
            brief,
            audience: Tlp::from_word(&welcome.audience).unwrap_or(Tlp::Red),
            proofs: welcome.proofs,
            length: welcome.length,
        }),
        (_, Some(fault)) => Err(format!("the speaker sends a brief that cannot be read: {}", sanitize(&fault.problem))),
        (None, None) => Err("the speaker sends no brief".to_owned()),
    }
}
