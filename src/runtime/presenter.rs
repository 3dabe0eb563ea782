//! The presenter: runs the clock of a presentation and connects it to its followers, or a follower to the speaker. It does not decide
//! what is shown.

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

/// The server and clock of a presentation, or the connection to a followed speaker.
pub(super) struct Presenter {
    pub(super) options: PresentationOptions,
    events: Sender<RuntimeEvent>,
    presentation: Option<LivePresentation>,
    /// Warnings that the audience must not see, to be printed after the screen was left.
    deferred_warnings: Vec<String>,
    /// The connection to the followed speaker, with the last reported value of whether the screen is large enough.
    speaker: Option<(FollowHandle, Option<bool>)>,
}

/// Options of a presentation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PresentationOptions {
    /// The group whose members may also follow.
    pub group: Option<String>,
    /// The name of the presentation that is resumed, so that its followers find it again.
    pub name: Option<String>,
    /// How long the resumed presentation had lasted.
    pub elapsed_before: Duration,
}

/// A presentation that is running.
struct LivePresentation {
    began: Instant,
    elapsed_before: Duration,
    /// `None` when no server could be started; the reason was reported.
    server: Option<ServerHandle>,
    /// Whether the socket was removed and could not be created again, which was reported.
    has_lost_socket: bool,
    /// The number of followers, if it changed and was not reported yet.
    followers: Arc<Mutex<Option<share::ShareFollowers>>>,
    followers_reported_at: Option<Instant>,
    /// The hash of the brief that is shown.
    hash: String,
    shown: Option<SpeakerView>,
    seq: u64,
}

/// The shortest time between two reports of the number of followers, which limits the drawing on a slow connection.
const FOLLOWER_REPORT_INTERVAL: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
/// The shortest timeout, so that a clock that jumps does not cause a busy loop.
const MIN_TIMEOUT: Duration = Duration::from_millis(200);

impl Presenter {
    pub(super) fn new(
        options: PresentationOptions,
        events: Sender<RuntimeEvent>,
        speaker: Option<FollowHandle>,
    ) -> Self {
        let speaker = speaker.map(|follow| (follow, None));
        Self { options, events, presentation: None, deferred_warnings: Vec::new(), speaker }
    }

    /// Starts or reopens the server if necessary, and returns messages for the app. Call it before each frame.
    pub(super) fn poll(&mut self, app: &App) -> Vec<Msg> {
        if app.speaker_view().is_none() {
            return Vec::new();
        }
        let mut events = Vec::new();
        let opened = if self.presentation.is_none() { self.start_server(app) } else { self.reopen_if_closed() };
        events.extend(opened.map(|opened| presentation::PresentationEvent::Open(self.server_status(opened))));
        events.extend(self.clock().map(presentation::PresentationEvent::Clock));
        events.extend(
            self.presentation
                .as_mut()
                .and_then(LivePresentation::changed_followers)
                .map(presentation::PresentationEvent::Followers),
        );
        events.into_iter().map(Msg::Presentation).collect()
    }

    /// Publishes what is shown to the followers, or reports to the speaker whether it fits this screen. Call it after each frame: the
    /// followers draw at once and compete for the processor.
    pub(super) fn publish(&mut self, app: &App) {
        self.report_fit(app);
        if let (Some(running), Some(showing)) = (&mut self.presentation, app.speaker_view()) {
            running.publish(showing);
        }
    }

    /// Stops the server when the presentation is over. Call it after each message: a second presentation may start before the next frame,
    /// and its followers must not get the welcome of the first, which may be for another audience.
    pub(super) fn close_if_ended(&mut self, app: &App) {
        if app.presentation.is_none() {
            self.presentation = None;
        }
    }

    /// Reports to the speaker whether what is shown fits this screen, if that changed.
    fn report_fit(&mut self, app: &App) {
        if let (Some((follow, reported)), fits @ Some(fit)) = (&mut self.speaker, app.fits())
            && *reported != fits
        {
            follow.report_fit(fit);
            *reported = fits;
        }
    }

    /// Returns the status of the server for the speaker's screen, which the audience may see. The full error is deferred.
    fn server_status(&mut self, opened: Result<String, ShareError>) -> Result<String, String> {
        opened.map_err(|error| {
            self.deferred_warnings.push(format!("nobody could follow: {error}"));
            format!("nobody can follow: {}; more is shown when you leave", error.public_message())
        })
    }

    /// Takes the warnings to print after the screen was left.
    pub(super) fn take_deferred_warnings(&mut self) -> Vec<String> {
        std::mem::take(&mut self.deferred_warnings)
    }

    /// Binds a new socket if the file of the old one was removed. Returns the new name.
    fn reopen_if_closed(&mut self) -> Option<Result<String, ShareError>> {
        let running = self.presentation.as_mut().filter(|running| !running.has_lost_socket)?;
        let server = running.server.as_mut().filter(|server| !server.is_open())?;
        let opened = server.reopen().map(|()| server.name().to_owned());
        // Only one attempt: existing followers stay connected.
        running.has_lost_socket = opened.is_err();
        Some(opened)
    }

    fn start_server(&mut self, app: &App) -> Option<Result<String, ShareError>> {
        let (stage, reader) = (app.presentation.as_ref()?, app.reader.as_ref()?);
        let text = format::write(&reader.facts.brief);
        let proofs = stage.proofs.clone();
        let length = stage.speaker().map(|speaker| speaker.plan.length).unwrap_or_default();
        let welcome = Welcome { proofs, length, ..Welcome::new(&reader.facts.name, stage.audience.word(), text) };
        let name = self.options.name.take().unwrap_or_else(|| reader.facts.name.clone());
        let options =
            ServerOptions { name, folders: PresentationFolders::from_env(), group: self.options.group.clone() };
        let followers: Arc<Mutex<Option<share::ShareFollowers>>> = Arc::default();
        let (events, changed) = (self.events.clone(), Arc::clone(&followers));
        let on_count_change = move |now| {
            if lock(&changed).replace(now).is_none() {
                let _ = events.send(RuntimeEvent::FollowersChanged);
            }
        };
        let (opened, server) = match ServerHandle::open(&options, &welcome, on_count_change) {
            Ok(server) => (Ok(server.name().to_owned()), Some(server)),
            Err(error) => (Err(error), None),
        };
        // Only the first presentation resumes an earlier one.
        let elapsed_before = std::mem::take(&mut self.options.elapsed_before);
        self.presentation = Some(LivePresentation {
            began: Instant::now(),
            elapsed_before,
            server,
            has_lost_socket: false,
            followers,
            followers_reported_at: None,
            hash: welcome.hash,
            shown: None,
            seq: 0,
        });
        Some(opened)
    }

    fn clock(&self) -> Option<PresentationClock> {
        let LivePresentation { began, elapsed_before, .. } = self.presentation.as_ref()?;
        Some(PresentationClock {
            now: Some(Local::now().time()),
            elapsed: began.elapsed().saturating_add(*elapsed_before),
        })
    }

    /// Returns the time until the clock or the number of followers must be updated, or `None` without a presentation.
    pub(super) fn timeout(&self) -> Option<Duration> {
        let PresentationClock { now, elapsed } = self.clock()?;
        let left = |seconds: u64| MINUTE.saturating_sub(Duration::from_secs(seconds % 60));
        let of_day = now.map_or(MINUTE, |now| left(u64::from(now.second())));
        let is_waiting = self.presentation.as_ref().is_some_and(|running| lock(&running.followers).is_some());
        let waiting = if is_waiting { FOLLOWER_REPORT_INTERVAL } else { MINUTE };
        Some(left(elapsed.as_secs()).min(of_day).min(waiting).max(MIN_TIMEOUT))
    }

    /// Returns the state to save of a presentation; `brief` is the path that opens its brief.
    pub(super) fn saved_presentation(app: &App, brief: String) -> Option<SavedPresentation> {
        Some(SavedPresentation { brief, at: Local::now().timestamp(), ..app.saved_presentation()? })
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl LivePresentation {
    /// Takes the number of followers, if it changed and a report is due.
    fn changed_followers(&mut self) -> Option<FollowerSummary> {
        if self.followers_reported_at.is_some_and(|at| at.elapsed() < FOLLOWER_REPORT_INTERVAL) {
            return None;
        }
        let share::ShareFollowers { count, too_small } = lock(&self.followers).take()?;
        self.followers_reported_at = Some(Instant::now());
        Some(FollowerSummary { count, too_small })
    }

    /// Publishes what is shown, if it changed.
    fn publish(&mut self, showing: SpeakerView) {
        if self.shown.as_ref() == Some(&showing) {
            return;
        }
        self.seq += 1;
        self.shown = Some(showing.clone());
        if let Some(server) = &self.server {
            server.show(&ShownMessage { seq: self.seq, hash: self.hash.clone(), showing, cut: false });
        }
    }
}
