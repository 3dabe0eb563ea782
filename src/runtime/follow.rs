//! To follow a speaker on this host: what he sends becomes a screen of one's own. What he sends is believed in nothing.

use std::io;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::session::{Post, sit};
use super::{Ending, News, Sitting};
use crate::app::stage::{self, Joined};
use crate::app::{App, Msg};
use crate::diagnostics::{Part, SourceFile};
use crate::format::{self};
use crate::model::Tlp;
use crate::share::protocol::Welcome;
use crate::share::{Follow, Heard, Patience, Running};
use crate::text::sanitize::harmless;

/// How long a speaker has for the first words.
const PATIENCE: Duration = Duration::from_secs(10);

/// Follows a presentation until the reader or the system has enough.
///
/// # Errors
/// The speaker cannot be heard or understood, or the terminal is gone.
pub fn follow(running: &Running, sitting: Sitting) -> io::Result<Ending> {
    let mut post = Post::new();
    let (sender, name) = (post.sender.clone(), running.title());
    let latest = Arc::new(Mutex::new(None));
    let hear = move |heard| {
        let told = match heard {
            // However fast he goes on, there is one that is not drawn yet.
            Heard::Shown(shown) => {
                let earlier = latest.lock().unwrap_or_else(PoisonError::into_inner).replace(shown.showing);
                earlier.is_none().then(|| News::Latest(Arc::clone(&latest)))
            }
            Heard::Welcome(welcome) => Some(News::Msg(Msg::Stage(welcomed(*welcome, &name)))),
            Heard::Lost(why) | Heard::Ended(why) => Some(News::Msg(Msg::Stage(stage::News::Lost(why)))),
        };
        if let Some(told) = told {
            let _ = sender.send(told);
        }
    };
    post.speaker = Some(Follow::start(running, Patience::default(), hear).map_err(io::Error::other)?);
    let joined = first(&post)?;
    let letters = sitting.environment.letters();
    sit(sitting, post, move |_, size| Ok(App::follower(size, joined, letters)))
}

/// What the speaker says first: what he presents, or why he cannot be followed.
fn first(post: &Post) -> io::Result<Joined> {
    loop {
        match post.news.recv_timeout(PATIENCE) {
            Ok(News::Msg(Msg::Stage(stage::News::Joined(joined)))) => return Ok(*joined),
            Ok(News::Msg(Msg::Stage(stage::News::Lost(why)))) => return Err(io::Error::other(why)),
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return Err(io::Error::other("the speaker says nothing")),
            Err(gone @ RecvTimeoutError::Disconnected) => return Err(io::Error::other(gone)),
        }
    }
}

fn welcomed(welcome: Welcome, name: &str) -> stage::News {
    match joined(welcome, name) {
        Ok(joined) => stage::News::Joined(Box::new(joined)),
        Err(why) => stage::News::Lost(why),
    }
}

/// What is presented under a name, read as any brief is; with a fault in it, it is refused.
pub(super) fn joined(welcome: Welcome, name: &str) -> Result<Joined, String> {
    let file = SourceFile { name: "brief.toml".to_owned(), text: welcome.brief, part: Part::Brief };
    let (brief, faults) = format::read(&[file]);
    match (brief, faults.first()) {
        (Some(brief), None) => Ok(Joined {
            name: harmless(name),
            brief,
            audience: Tlp::from_word(&welcome.audience).unwrap_or(Tlp::Red),
            proofs: welcome.proofs,
        }),
        (_, Some(fault)) => Err(format!("the speaker sends a brief that cannot be read: {}", harmless(&fault.problem))),
        (None, None) => Err("the speaker sends no brief".to_owned()),
    }
}
