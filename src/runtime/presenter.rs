//! Behind the stage: the clock of a presentation, and the line to those who follow or to the speaker. What is shown is decided elsewhere.

use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{Local, Timelike as _};

use super::RuntimeEvent;
use crate::app::presentation::{self, FollowerSummary, PresentationClock};
use crate::app::{App, Msg};
use crate::format;
use crate::share::protocol::SpeakerView;
use crate::share::protocol::{ShownMessage, Welcome};
use crate::share::{self, FollowHandle, PresentationFolders, ServerHandle, ServerOptions, ShareError};
use crate::storage::SavedPresentation;

/// What a presentation has beside the screen.
pub(super) struct Presenter {
    pub(super) options: PresentationOptions,
    events: Sender<RuntimeEvent>,
    presentation: Option<LivePresentation>,
    /// Why nobody could follow, in words that are not for the room.
    deferred_warnings: Vec<String>,
    /// The speaker who is followed here, with what he was last told of this screen.
    speaker: Option<(FollowHandle, Option<bool>)>,
}

/// How a presentation is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PresentationOptions {
    /// The group whose people may follow, beside the user's own.
    pub group: Option<String>,
    /// What it was called before the line was lost, so that whoever followed finds it again.
    pub name: Option<String>,
    /// How long it had lasted before the line was lost.
    pub elapsed_before: Duration,
}

/// A presentation that is given here.
struct LivePresentation {
    began: Instant,
    elapsed_before: Duration,
    /// `None` where it cannot be followed; why not was told.
    server: Option<ServerHandle>,
    /// Whether nobody else can join, which was told.
    has_lost_socket: bool,
    /// Who follows, where that is not told yet.
    followers: Arc<Mutex<Option<share::ShareFollowers>>>,
    followers_reported_at: Option<Instant>,
    /// The hash of the brief that is shown.
    hash: String,
    shown: Option<SpeakerView>,
    seq: u64,
}

/// How often it is told at the most who follows: on a slow line, followers that come and go cost the speaker nothing.
const FOLLOWER_REPORT_INTERVAL: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
/// A clock that jumps about keeps nobody busy.
const MIN_TIMEOUT: Duration = Duration::from_millis(200);

impl Presenter {
    pub(super) fn new(wants: PresentationOptions, news: Sender<RuntimeEvent>, speaker: Option<FollowHandle>) -> Self {
        let speaker = speaker.map(|follow| (follow, None));
        Self { options: wants, events: news, presentation: None, deferred_warnings: Vec::new(), speaker }
    }

    /// To be called when anything may have changed: opens the line where there is none. What there is to tell whoever sits here comes back.
    pub(super) fn poll(&mut self, app: &App) -> Vec<Msg> {
        if app.speaker_view().is_none() {
            return Vec::new();
        }
        let mut told = Vec::new();
        let opened = if self.presentation.is_none() { self.start_server(app) } else { self.reopen_if_closed() };
        told.extend(opened.map(|opened| presentation::PresentationEvent::Open(self.server_status(opened))));
        told.extend(self.clock().map(presentation::PresentationEvent::Clock));
        told.extend(
            self.presentation
                .as_mut()
                .and_then(LivePresentation::changed_followers)
                .map(presentation::PresentationEvent::Followers),
        );
        told.into_iter().map(Msg::Presentation).collect()
    }

    /// To be called when what is shown here is on the screen: tells it to whoever follows, or to the speaker whether it can be seen. The
    /// screen comes first: those who follow all draw at once, and share the processor with it.
    pub(super) fn publish(&mut self, app: &App) {
        self.report_fit(app);
        if let (Some(running), Some(showing)) = (&mut self.presentation, app.speaker_view()) {
            running.publish(showing);
        }
    }

    /// To be called after each message, for a presentation may be over and another begun before anything is told of either: whoever joins
    /// the second must not be welcomed to the first, which may have been for another audience.
    pub(super) fn close_if_ended(&mut self, app: &App) {
        if app.presentation.is_none() {
            self.presentation = None;
        }
    }

    /// Whether what is shown fits this screen, where that is something else than before.
    fn report_fit(&mut self, app: &App) {
        if let (Some((follow, told)), fits @ Some(fit)) = (&mut self.speaker, app.fits())
            && *told != fits
        {
            follow.report_fit(fit);
            *told = fits;
        }
    }

    /// What the speaker is told of the line, before the room.
    fn server_status(&mut self, opened: Result<String, ShareError>) -> Result<String, String> {
        opened.map_err(|error| {
            self.deferred_warnings.push(format!("nobody could follow: {error}"));
            format!("nobody can follow: {}; more is told when you leave", error.public_message())
        })
    }

    /// What is to be told when the screen is the speaker's own again.
    pub(super) fn take_deferred_warnings(&mut self) -> Vec<String> {
        std::mem::take(&mut self.deferred_warnings)
    }

    /// Opens the line anew where its socket has been put away; the name that it has then.
    fn reopen_if_closed(&mut self) -> Option<Result<String, ShareError>> {
        let running = self.presentation.as_mut().filter(|running| !running.has_lost_socket)?;
        let line = running.server.as_mut().filter(|line| !line.is_open())?;
        let opened = line.reopen().map(|()| line.name().to_owned());
        // It is tried once: whoever follows still does.
        running.has_lost_socket = opened.is_err();
        Some(opened)
    }

    fn start_server(&mut self, app: &App) -> Option<Result<String, ShareError>> {
        let (stage, reader) = (app.presentation.as_ref()?, app.reader.as_ref()?);
        let text = format::write(&reader.brief);
        let proofs = stage.proofs.clone();
        let welcome = Welcome { proofs, ..Welcome::new(&reader.name, stage.audience.word(), text) };
        let name = self.options.name.take().unwrap_or_else(|| reader.name.clone());
        let wish = ServerOptions { name, folders: PresentationFolders::from_env(), group: self.options.group.clone() };
        let followers: Arc<Mutex<Option<share::ShareFollowers>>> = Arc::default();
        let (news, to_tell) = (self.events.clone(), Arc::clone(&followers));
        let hear = move |now| {
            if lock(&to_tell).replace(now).is_none() {
                let _ = news.send(RuntimeEvent::FollowersChanged);
            }
        };
        let opened = ServerHandle::open(&wish, &welcome, hear);
        let (told, line) = match opened {
            Ok(line) => (Ok(line.name().to_owned()), Some(line)),
            Err(error) => (Err(error), None),
        };
        // Only the first presentation goes on from an earlier one.
        let before = std::mem::take(&mut self.options.elapsed_before);
        self.presentation = Some(LivePresentation {
            began: Instant::now(),
            elapsed_before: before,
            server: line,
            has_lost_socket: false,
            followers,
            followers_reported_at: None,
            hash: welcome.hash,
            shown: None,
            seq: 0,
        });
        Some(told)
    }

    fn clock(&self) -> Option<PresentationClock> {
        let LivePresentation { began, elapsed_before: before, .. } = self.presentation.as_ref()?;
        Some(PresentationClock { now: Some(Local::now().time()), elapsed: began.elapsed().saturating_add(*before) })
    }

    /// How long until the clock tells something else; `None` while there is none.
    pub(super) fn timeout(&self) -> Option<Duration> {
        let PresentationClock { now, elapsed } = self.clock()?;
        let left = |seconds: u64| MINUTE.saturating_sub(Duration::from_secs(seconds % 60));
        let of_day = now.map_or(MINUTE, |now| left(u64::from(now.second())));
        let is_waiting = self.presentation.as_ref().is_some_and(|running| lock(&running.followers).is_some());
        let waiting = if is_waiting { FOLLOWER_REPORT_INTERVAL } else { MINUTE };
        Some(left(elapsed.as_secs()).min(of_day).min(waiting).max(MIN_TIMEOUT))
    }

    /// What is to be kept of a presentation of the brief that is opened by these words.
    pub(super) fn presented(app: &App, brief: String) -> Option<SavedPresentation> {
        Some(SavedPresentation { brief, at: Local::now().timestamp(), ..app.saved_presentation()? })
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl LivePresentation {
    /// Who follows now, if that is something else than before and it is time to tell it.
    fn changed_followers(&mut self) -> Option<FollowerSummary> {
        if self.followers_reported_at.is_some_and(|told| told.elapsed() < FOLLOWER_REPORT_INTERVAL) {
            return None;
        }
        let share::ShareFollowers { count, too_small: cramped } = lock(&self.followers).take()?;
        self.followers_reported_at = Some(Instant::now());
        Some(FollowerSummary { count, too_small: cramped })
    }

    /// Hands on what is shown, where that is something else than before.
    fn publish(&mut self, showing: SpeakerView) {
        if self.shown.as_ref() == Some(&showing) {
            return;
        }
        self.seq += 1;
        self.shown = Some(showing.clone());
        if let Some(line) = &self.server {
            line.show(&ShownMessage { seq: self.seq, hash: self.hash.clone(), showing, cut: false });
        }
    }
}
