//! What lies between those who read a library, who answers for it, and who asks: heads, questions, and the library once it can be asked.

use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::super::RuntimeEvent;
use crate::app::Msg;
use crate::app::library::{self, BriefListItem, LibraryProgress};
use crate::app::lookup::LookUpRequest;
use crate::loader::UnreadBrief;
use crate::search::library::LibraryIndex;

/// So soon the first heads are told: what is in sight is read first.
const FIRST_REPORT: Duration = Duration::from_millis(100);
/// So often they are told then: on a thin line each time costs some bytes.
const REPORT_INTERVAL: Duration = Duration::from_millis(250);
/// What takes longer shows how far it is.
const SLOW_LOAD: Duration = Duration::from_millis(300);

#[derive(Debug, Default)]
pub(super) struct RequestQueue {
    state: Mutex<QueueState>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct QueueState {
    entries: Arc<Vec<UnreadBrief>>,
    archive: Option<Arc<LibraryIndex>>,
    /// The heads that are not told yet.
    heads: Vec<(usize, BriefListItem)>,
    read: usize,
    /// Since when it is read, and when that was told last; `None` while nothing is read.
    timing: Option<LoadTiming>,
    /// Whether it is to be told that all can be asked.
    is_ready: bool,
    question: Option<LookUpRequest>,
    /// The last that was answered: a library that is read again answers it again.
    answered: Option<LookUpRequest>,
    requested_brief: Option<usize>,
    is_closed: bool,
}

#[derive(Debug, Clone, Copy)]
struct LoadTiming {
    began: Instant,
    reported: Option<Instant>,
}

/// What is to be done.
pub(super) enum QueryJob {
    Answer(Arc<LibraryIndex>, LookUpRequest),
    LoadReader(Arc<Vec<UnreadBrief>>, usize),
}

impl RequestQueue {
    pub(super) fn push_question(&self, ask: LookUpRequest) {
        self.update(|state| state.question = Some(ask));
    }

    pub(super) fn push_brief(&self, brief: usize) {
        self.update(|state| state.requested_brief = Some(brief));
    }

    pub(super) fn close(&self) {
        self.update(|state| state.is_closed = true);
    }

    /// These briefs are read from now on, unless that is over already; a library of others answers nothing any more.
    pub(super) fn begin(&self, entries: &Arc<Vec<UnreadBrief>>, over: &AtomicBool) {
        self.update_unless(over, |state| {
            if state.entries != *entries {
                state.archive = None;
                state.requested_brief = None;
            }
            state.entries = Arc::clone(entries);
            (state.heads, state.read, state.is_ready) = (Vec::new(), 0, false);
            state.timing = Some(LoadTiming { began: Instant::now(), reported: None });
        });
    }

    /// A brief is read.
    pub(super) fn add_brief(&self, at: usize, volume: BriefListItem, over: &AtomicBool) {
        self.update_unless(over, |state| {
            state.read += 1;
            state.heads.push((at, volume));
        });
    }

    /// All is read.
    pub(super) fn finish(&self, archive: LibraryIndex, over: &AtomicBool) {
        self.update_unless(over, |state| {
            state.archive = Some(Arc::new(archive));
            state.is_ready = true;
            state.question = state.question.take().or(state.answered.take());
        });
    }

    /// What is to be done next, once there is something; what has to be told by then goes to `news`. `None` when it is closed.
    pub(super) fn next_job(&self, news: &Sender<RuntimeEvent>) -> Option<QueryJob> {
        let mut state = self.state();
        loop {
            if state.is_closed {
                return None;
            }
            let now = Instant::now();
            let due = state.next_report_at();
            if due.is_some_and(|due| due <= now) {
                // Under the lock: what others begin to read comes after it.
                for told in state.take_reports(now) {
                    news.send(RuntimeEvent::Msg(Msg::Library(told))).ok()?;
                }
                continue;
            }
            if let Some(job) = state.take_job() {
                return Some(job);
            }
            let wait = |left| self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
            state = match due {
                Some(due) => wait(due.saturating_duration_since(now)),
                None => wait(Duration::MAX),
            };
        }
    }

    /// Whether these are still the briefs of the library.
    pub(super) fn is_current(&self, entries: &Arc<Vec<UnreadBrief>>) -> bool {
        Arc::ptr_eq(&self.state().entries, entries)
    }

    fn update_unless(&self, over: &AtomicBool, change: impl FnOnce(&mut QueueState)) {
        self.update(|state| {
            if !over.load(Ordering::Relaxed) {
                change(state);
            }
        });
    }

    fn update(&self, change: impl FnOnce(&mut QueueState)) {
        change(&mut self.state());
        self.changed.notify_one();
    }

    fn state(&self) -> MutexGuard<'_, QueueState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl QueueState {
    /// When something is to be told; `None` while there is nothing.
    fn next_report_at(&self) -> Option<Instant> {
        let LoadTiming { began, reported: told } = self.timing?;
        match told {
            _ if self.is_ready => Some(began),
            None if self.heads.is_empty() => Some(began + SLOW_LOAD),
            None => Some(began + FIRST_REPORT),
            Some(told) if told < began + SLOW_LOAD => Some((told + REPORT_INTERVAL).min(began + SLOW_LOAD)),
            Some(told) => (!self.heads.is_empty()).then_some(told + REPORT_INTERVAL),
        }
    }

    /// What is known and not told.
    fn take_reports(&mut self, now: Instant) -> Vec<library::LibraryEvent> {
        let Some(since) = &mut self.timing else { return Vec::new() };
        since.reported = Some(now);
        let reading = LibraryProgress { read: self.read, is_long: now.duration_since(since.began) >= SLOW_LOAD };
        let heads = library::LibraryEvent::Summaries { heads: mem::take(&mut self.heads), reading };
        if !mem::take(&mut self.is_ready) {
            return vec![heads];
        }
        self.timing = None;
        vec![heads, library::LibraryEvent::Ready]
    }

    fn take_job(&mut self) -> Option<QueryJob> {
        if let Some(archive) = &self.archive
            && let Some(ask) = self.question.take()
        {
            self.answered = Some(ask.clone());
            return Some(QueryJob::Answer(Arc::clone(archive), ask));
        }
        self.requested_brief.take().map(|brief| QueryJob::LoadReader(Arc::clone(&self.entries), brief))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::app::{App, update};
    use crate::runtime::event_loop::paint;
    use crate::runtime::frame_encoder::FrameEncoder;
    use crate::search::library::BriefListing;
    use crate::tui::Screen;
    use crate::tui::theme::{ColorDepth, TERMINAL, Theme};
    use ratatui::layout::Size;

    fn volume(name: &str) -> BriefListItem {
        BriefListItem::from_listing(BriefListing { name: name.to_owned(), summary: Err("nothing".to_owned()) })
    }

    fn ask(number: u64) -> LookUpRequest {
        LookUpRequest { number, text: String::new(), rows: 0..1 }
    }

    fn empty() -> LibraryIndex {
        struct Nobody;

        impl crate::search::library::ReadProgress for Nobody {
            fn listed(&self, _: usize, _: BriefListing) {}

            fn is_cancelled(&self) -> bool {
                false
            }
        }

        LibraryIndex::read(std::path::Path::new("nowhere"), &[], &Nobody).unwrap()
    }

    #[test]
    fn the_latest_question_waits_for_the_library_and_is_answered_again_by_the_next() {
        let counter = RequestQueue::default();
        let (news, told) = mpsc::channel();
        let (entries, over) = (Arc::default(), AtomicBool::new(false));
        counter.begin(&entries, &over);
        counter.push_question(ask(1));
        counter.push_question(ask(2));
        counter.finish(empty(), &over);
        let next = |counter: &RequestQueue| match counter.next_job(&news).unwrap() {
            QueryJob::Answer(_, ask) => ask.number,
            QueryJob::LoadReader(..) => panic!("no brief is wanted"),
        };
        assert_eq!(next(&counter), 2);
        assert!(matches!(
            told.recv().unwrap(),
            RuntimeEvent::Msg(Msg::Library(library::LibraryEvent::Summaries { .. }))
        ));
        assert!(matches!(told.recv().unwrap(), RuntimeEvent::Msg(Msg::Library(library::LibraryEvent::Ready))));
        counter.begin(&entries, &over);
        counter.finish(empty(), &over);
        assert_eq!(next(&counter), 2, "what is now in the library may be something else");
        counter.close();
        assert!(counter.next_job(&news).is_none());
    }

    #[test]
    fn what_a_reading_brings_that_is_over_is_passed_over() {
        let counter = RequestQueue::default();
        let (news, told) = mpsc::channel();
        let (entries, old, new) = (Arc::default(), AtomicBool::new(false), AtomicBool::new(false));
        counter.begin(&entries, &old);
        counter.add_brief(0, volume("of the old"), &old);
        old.store(true, Ordering::Relaxed);
        counter.begin(&entries, &new);
        counter.add_brief(1, volume("of the old"), &old);
        counter.finish(empty(), &old);
        counter.add_brief(0, volume("of the new"), &new);
        counter.finish(empty(), &new);
        counter.push_brief(0);
        let _ = counter.next_job(&news);
        let RuntimeEvent::Msg(Msg::Library(library::LibraryEvent::Summaries { heads, reading })) = told.recv().unwrap()
        else {
            panic!("heads are told first")
        };
        assert_eq!((heads.len(), heads[0].1.name.as_str(), reading.read), (1, "of the new", 1));
    }

    /// On a thin line each time that it is told how far a library is read costs these bytes.
    #[test]
    fn to_tell_how_far_it_is_read_costs_less_than_100_bytes() {
        let size = Size { width: 120, height: 40 };
        let names: Vec<String> = (0..11_405).map(|at| format!("brief-{at:05}")).collect();
        let mut app = App::with_unread_library(size, "desk".to_owned(), names);
        let mut canvas = FrameEncoder::default();
        let mut most = 0;
        for read in (0..=11_405).step_by(405) {
            // What is out of sight is in no frame.
            let heads = vec![(11_000, volume("brief-11000"))];
            let heads = library::LibraryEvent::Summaries { heads, reading: LibraryProgress { read, is_long: true } };
            let _ = update(&mut app, Msg::Library(heads));
            let screen = Screen { app: &app, theme: Theme::new(&TERMINAL, ColorDepth::Indexed) };
            let frame = canvas.encode(size, |area, cells| paint(&screen, area, cells));
            most = most.max(if read > 405 { frame.len() } else { 0 });
        }
        assert!((1..100).contains(&most), "{most} bytes");
    }
}
