//! Behind the stage: the clock of a presentation, and the line to those who follow or to the speaker. What is shown is decided elsewhere.

use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{Local, Timelike as _};

use super::News;
use crate::app::stage::{self, Clock, Followers, Presented, Showing};
use crate::app::{App, Msg};
use crate::format;
use crate::share::protocol::{Shown, Welcome};
use crate::share::{self, Folders, Follow, MeetingError, Speaker, Wish};

/// What a presentation has beside the screen.
pub(super) struct Backstage {
    pub(super) wants: Wants,
    news: Sender<News>,
    running: Option<Running>,
    /// Why nobody could follow, in words that are not for the room.
    aside: Vec<String>,
    /// The speaker who is followed here, with what he was last told of this screen.
    speaker: Option<(Follow, Option<bool>)>,
}

/// How a presentation is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wants {
    /// The group whose people may follow, beside the user's own.
    pub group: Option<String>,
    /// What it was called before the line was lost, so that whoever followed finds it again.
    pub name: Option<String>,
    /// How long it had lasted before the line was lost.
    pub before: Duration,
}

/// A presentation that is given here.
struct Running {
    began: Instant,
    before: Duration,
    /// `None` where it cannot be followed; why not was told.
    line: Option<Speaker>,
    /// Whether nobody else can join, which was told.
    cut_off: bool,
    /// Who follows, where that is not told yet.
    followers: Arc<Mutex<Option<share::Followers>>>,
    told_followers: Option<Instant>,
    /// The hash of the brief that is shown.
    hash: String,
    shown: Option<Showing>,
    seq: u64,
}

/// How often it is told at the most who follows: on a slow line, followers that come and go cost the speaker nothing.
const BETWEEN: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
/// A clock that jumps about keeps nobody busy.
const LEAST_PATIENCE: Duration = Duration::from_millis(200);

impl Backstage {
    pub(super) fn new(wants: Wants, news: Sender<News>, speaker: Option<Follow>) -> Self {
        let speaker = speaker.map(|follow| (follow, None));
        Self { wants, news, running: None, aside: Vec::new(), speaker }
    }

    /// To be called when anything may have changed: opens the line where there is none. What there is to tell whoever sits here comes back.
    pub(super) fn keep_up(&mut self, app: &App) -> Vec<Msg> {
        if app.showing().is_none() {
            return Vec::new();
        }
        let mut told = Vec::new();
        let opened = if self.running.is_none() { self.open(app) } else { self.stay_open() };
        told.extend(opened.map(|opened| stage::News::Open(self.told_of(opened))));
        told.extend(self.clock().map(stage::News::Clock));
        told.extend(self.running.as_mut().and_then(Running::followers).map(stage::News::Followers));
        told.into_iter().map(Msg::Stage).collect()
    }

    /// To be called when what is shown here is on the screen: tells it to whoever follows, or to the speaker whether it can be seen. The
    /// screen comes first: those who follow all draw at once, and share the processor with it.
    pub(super) fn hand_on(&mut self, app: &App) {
        self.tell_speaker(app);
        if let (Some(running), Some(showing)) = (&mut self.running, app.showing()) {
            running.show(showing);
        }
    }

    /// To be called after each message, for a presentation may be over and another begun before anything is told of either: whoever joins
    /// the second must not be welcomed to the first, which may have been for another audience.
    pub(super) fn close_if_over(&mut self, app: &App) {
        if app.stage.is_none() {
            self.running = None;
        }
    }

    /// Whether what is shown fits this screen, where that is something else than before.
    fn tell_speaker(&mut self, app: &App) {
        if let (Some((follow, told)), fits @ Some(fit)) = (&mut self.speaker, app.fits())
            && *told != fits
        {
            follow.seen(fit);
            *told = fits;
        }
    }

    /// What the speaker is told of the line, before the room.
    fn told_of(&mut self, opened: Result<String, MeetingError>) -> Result<String, String> {
        opened.map_err(|error| {
            self.aside.push(format!("nobody could follow: {error}"));
            format!("nobody can follow: {}; more is told when you leave", error.for_the_room())
        })
    }

    /// What is to be told when the screen is the speaker's own again.
    pub(super) fn aside(&mut self) -> Vec<String> {
        std::mem::take(&mut self.aside)
    }

    /// Opens the line anew where its socket has been put away; the name that it has then.
    fn stay_open(&mut self) -> Option<Result<String, MeetingError>> {
        let running = self.running.as_mut().filter(|running| !running.cut_off)?;
        let line = running.line.as_mut().filter(|line| !line.is_open())?;
        let opened = line.open_anew().map(|()| line.name().to_owned());
        // It is tried once: whoever follows still does.
        running.cut_off = opened.is_err();
        Some(opened)
    }

    fn open(&mut self, app: &App) -> Option<Result<String, MeetingError>> {
        let (stage, reader) = (app.stage.as_ref()?, app.reader.as_ref()?);
        let text = format::write(&reader.brief);
        let proofs = stage.proofs.clone();
        let welcome = Welcome { proofs, ..Welcome::of(&reader.name, stage.audience.word(), text) };
        let name = self.wants.name.take().unwrap_or_else(|| reader.name.clone());
        let wish = Wish { name, folders: Folders::of_user(), group: self.wants.group.clone() };
        let followers: Arc<Mutex<Option<share::Followers>>> = Arc::default();
        let (news, to_tell) = (self.news.clone(), Arc::clone(&followers));
        let hear = move |now| {
            if lock(&to_tell).replace(now).is_none() {
                let _ = news.send(News::Followers);
            }
        };
        let opened = Speaker::open(&wish, &welcome, hear);
        let (told, line) = match opened {
            Ok(line) => (Ok(line.name().to_owned()), Some(line)),
            Err(error) => (Err(error), None),
        };
        // Only the first presentation goes on from an earlier one.
        let before = std::mem::take(&mut self.wants.before);
        self.running = Some(Running {
            began: Instant::now(),
            before,
            line,
            cut_off: false,
            followers,
            told_followers: None,
            hash: welcome.hash,
            shown: None,
            seq: 0,
        });
        Some(told)
    }

    fn clock(&self) -> Option<Clock> {
        let Running { began, before, .. } = self.running.as_ref()?;
        Some(Clock { now: Some(Local::now().time()), elapsed: began.elapsed().saturating_add(*before) })
    }

    /// How long until the clock tells something else; `None` while there is none.
    pub(super) fn patience(&self) -> Option<Duration> {
        let Clock { now, elapsed } = self.clock()?;
        let left = |seconds: u64| MINUTE.saturating_sub(Duration::from_secs(seconds % 60));
        let of_day = now.map_or(MINUTE, |now| left(u64::from(now.second())));
        let is_waiting = self.running.as_ref().is_some_and(|running| lock(&running.followers).is_some());
        let waiting = if is_waiting { BETWEEN } else { MINUTE };
        Some(left(elapsed.as_secs()).min(of_day).min(waiting).max(LEAST_PATIENCE))
    }

    /// What is to be kept of a presentation of the brief that is opened by these words.
    pub(super) fn presented(app: &App, brief: String) -> Option<Presented> {
        Some(Presented { brief, at: Local::now().timestamp(), ..app.presented()? })
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Running {
    /// Who follows now, if that is something else than before and it is time to tell it.
    fn followers(&mut self) -> Option<Followers> {
        if self.told_followers.is_some_and(|told| told.elapsed() < BETWEEN) {
            return None;
        }
        let share::Followers { count, cramped } = lock(&self.followers).take()?;
        self.told_followers = Some(Instant::now());
        Some(Followers { count, cramped })
    }

    /// Hands on what is shown, where that is something else than before.
    fn show(&mut self, showing: Showing) {
        if self.shown.as_ref() == Some(&showing) {
            return;
        }
        self.seq += 1;
        self.shown = Some(showing.clone());
        if let Some(line) = &self.line {
            line.show(&Shown { seq: self.seq, hash: self.hash.clone(), showing, cut: false });
        }
    }
}
