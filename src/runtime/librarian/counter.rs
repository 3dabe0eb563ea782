//! What lies between those who read a library, who answers for it, and who asks: heads, questions, and the library once it can be asked.

use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::super::News;
use crate::app::Msg;
use crate::app::library::{self, Reading, Volume};
use crate::app::lookup::Ask;
use crate::loader::Entry;
use crate::search::library::Archive;

/// So soon the first heads are told: what is in sight is read first.
const FIRST: Duration = Duration::from_millis(100);
/// So often they are told then: on a thin line each time costs some bytes.
const BETWEEN: Duration = Duration::from_millis(250);
/// What takes longer shows how far it is.
const LONG: Duration = Duration::from_millis(300);

#[derive(Debug, Default)]
pub(super) struct Counter {
    state: Mutex<State>,
    laid: Condvar,
}

#[derive(Debug, Default)]
struct State {
    entries: Arc<Vec<Entry>>,
    archive: Option<Arc<Archive>>,
    /// The heads that are not told yet.
    heads: Vec<(usize, Volume)>,
    read: usize,
    /// Since when it is read, and when that was told last; `None` while nothing is read.
    since: Option<Since>,
    /// Whether it is to be told that all can be asked.
    is_ready: bool,
    ask: Option<Ask>,
    /// The last that was answered: a library that is read again answers it again.
    answered: Option<Ask>,
    leaf: Option<usize>,
    is_closed: bool,
}

#[derive(Debug, Clone, Copy)]
struct Since {
    began: Instant,
    told: Option<Instant>,
}

/// What is to be done.
pub(super) enum Job {
    Answer(Arc<Archive>, Ask),
    LayOut(Arc<Vec<Entry>>, usize),
}

impl Counter {
    pub(super) fn ask(&self, ask: Ask) {
        self.change(|state| state.ask = Some(ask));
    }

    pub(super) fn lay_out(&self, brief: usize) {
        self.change(|state| state.leaf = Some(brief));
    }

    pub(super) fn close(&self) {
        self.change(|state| state.is_closed = true);
    }

    /// These briefs are read from now on, unless that is over already; a library of others answers nothing any more.
    pub(super) fn begin(&self, entries: &Arc<Vec<Entry>>, over: &AtomicBool) {
        self.change_unless(over, |state| {
            if state.entries != *entries {
                state.archive = None;
                state.leaf = None;
            }
            state.entries = Arc::clone(entries);
            (state.heads, state.read, state.is_ready) = (Vec::new(), 0, false);
            state.since = Some(Since { began: Instant::now(), told: None });
        });
    }

    /// A brief is read.
    pub(super) fn put(&self, at: usize, volume: Volume, over: &AtomicBool) {
        self.change_unless(over, |state| {
            state.read += 1;
            state.heads.push((at, volume));
        });
    }

    /// All is read.
    pub(super) fn finish(&self, archive: Archive, over: &AtomicBool) {
        self.change_unless(over, |state| {
            state.archive = Some(Arc::new(archive));
            state.is_ready = true;
            state.ask = state.ask.take().or(state.answered.take());
        });
    }

    /// What is to be done next, once there is something; what has to be told by then goes to `news`. `None` when it is closed.
    pub(super) fn next(&self, news: &Sender<News>) -> Option<Job> {
        let mut state = self.state();
        loop {
            if state.is_closed {
                return None;
            }
            let now = Instant::now();
            let due = state.due();
            if due.is_some_and(|due| due <= now) {
                // Under the lock: what others begin to read comes after it.
                for told in state.tell(now) {
                    news.send(News::Msg(Msg::Library(told))).ok()?;
                }
                continue;
            }
            if let Some(job) = state.job() {
                return Some(job);
            }
            let wait = |left| self.laid.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
            state = match due {
                Some(due) => wait(due.saturating_duration_since(now)),
                None => wait(Duration::MAX),
            };
        }
    }

    /// Whether these are still the briefs of the library.
    pub(super) fn has(&self, entries: &Arc<Vec<Entry>>) -> bool {
        Arc::ptr_eq(&self.state().entries, entries)
    }

    fn change_unless(&self, over: &AtomicBool, change: impl FnOnce(&mut State)) {
        self.change(|state| {
            if !over.load(Ordering::Relaxed) {
                change(state);
            }
        });
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        self.laid.notify_one();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// When something is to be told; `None` while there is nothing.
    fn due(&self) -> Option<Instant> {
        let Since { began, told } = self.since?;
        match told {
            _ if self.is_ready => Some(began),
            None if self.heads.is_empty() => Some(began + LONG),
            None => Some(began + FIRST),
            Some(told) if told < began + LONG => Some((told + BETWEEN).min(began + LONG)),
            Some(told) => (!self.heads.is_empty()).then_some(told + BETWEEN),
        }
    }

    /// What is known and not told.
    fn tell(&mut self, now: Instant) -> Vec<library::News> {
        let Some(since) = &mut self.since else { return Vec::new() };
        since.told = Some(now);
        let reading = Reading { read: self.read, is_long: now.duration_since(since.began) >= LONG };
        let heads = library::News::Heads { heads: mem::take(&mut self.heads), reading };
        if !mem::take(&mut self.is_ready) {
            return vec![heads];
        }
        self.since = None;
        vec![heads, library::News::Ready]
    }

    fn job(&mut self) -> Option<Job> {
        if let Some(archive) = &self.archive
            && let Some(ask) = self.ask.take()
        {
            self.answered = Some(ask.clone());
            return Some(Job::Answer(Arc::clone(archive), ask));
        }
        self.leaf.take().map(|brief| Job::LayOut(Arc::clone(&self.entries), brief))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::app::{App, Listed, update};
    use crate::runtime::canvas::Canvas;
    use crate::runtime::session::paint;
    use crate::tui::Screen;
    use crate::tui::theme::{Colors, TERMINAL, Theme};
    use ratatui::layout::Size;

    fn volume(name: &str) -> Volume {
        Volume::read(Listed { name: name.to_owned(), head: Err("nothing".to_owned()) })
    }

    fn ask(number: u64) -> Ask {
        Ask { number, text: String::new(), rows: 0..1 }
    }

    fn empty() -> Archive {
        struct Nobody;

        impl crate::search::library::Progress for Nobody {
            fn listed(&self, _: usize, _: Listed) {}

            fn is_over(&self) -> bool {
                false
            }
        }

        Archive::read(std::path::Path::new("nowhere"), &[], &Nobody).unwrap()
    }

    #[test]
    fn the_latest_question_waits_for_the_library_and_is_answered_again_by_the_next() {
        let counter = Counter::default();
        let (news, told) = mpsc::channel();
        let (entries, over) = (Arc::default(), AtomicBool::new(false));
        counter.begin(&entries, &over);
        counter.ask(ask(1));
        counter.ask(ask(2));
        counter.finish(empty(), &over);
        let next = |counter: &Counter| match counter.next(&news).unwrap() {
            Job::Answer(_, ask) => ask.number,
            Job::LayOut(..) => panic!("no brief is wanted"),
        };
        assert_eq!(next(&counter), 2);
        assert!(matches!(told.recv().unwrap(), News::Msg(Msg::Library(library::News::Heads { .. }))));
        assert!(matches!(told.recv().unwrap(), News::Msg(Msg::Library(library::News::Ready))));
        counter.begin(&entries, &over);
        counter.finish(empty(), &over);
        assert_eq!(next(&counter), 2, "what is now in the library may be something else");
        counter.close();
        assert!(counter.next(&news).is_none());
    }

    #[test]
    fn what_a_reading_brings_that_is_over_is_passed_over() {
        let counter = Counter::default();
        let (news, told) = mpsc::channel();
        let (entries, old, new) = (Arc::default(), AtomicBool::new(false), AtomicBool::new(false));
        counter.begin(&entries, &old);
        counter.put(0, volume("of the old"), &old);
        old.store(true, Ordering::Relaxed);
        counter.begin(&entries, &new);
        counter.put(1, volume("of the old"), &old);
        counter.finish(empty(), &old);
        counter.put(0, volume("of the new"), &new);
        counter.finish(empty(), &new);
        counter.lay_out(0);
        let _ = counter.next(&news);
        let News::Msg(Msg::Library(library::News::Heads { heads, reading })) = told.recv().unwrap() else {
            panic!("heads are told first")
        };
        assert_eq!((heads.len(), heads[0].1.name.as_str(), reading.read), (1, "of the new", 1));
    }

    /// On a thin line each time that it is told how far a library is read costs these bytes.
    #[test]
    fn to_tell_how_far_it_is_read_costs_less_than_100_bytes() {
        let size = Size { width: 120, height: 40 };
        let names: Vec<String> = (0..11_405).map(|at| format!("brief-{at:05}")).collect();
        let mut app = App::shelves(size, "desk".to_owned(), names);
        let mut canvas = Canvas::default();
        let mut most = 0;
        for read in (0..=11_405).step_by(405) {
            // What is out of sight is in no frame.
            let heads = vec![(11_000, volume("brief-11000"))];
            let heads = library::News::Heads { heads, reading: Reading { read, is_long: true } };
            let _ = update(&mut app, Msg::Library(heads));
            let screen = Screen { app: &app, theme: Theme::of(&TERMINAL, Colors::Indexed) };
            let frame = canvas.frame(size, |area, cells| paint(&screen, area, cells));
            most = most.max(if read > 405 { frame.len() } else { 0 });
        }
        assert!((1..100).contains(&most), "{most} bytes");
    }
}
