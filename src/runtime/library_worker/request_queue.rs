//! The request queue between the loading thread, the query worker and the event loop. It holds only the latest request of each kind.

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

/// The delay of the first report of read briefs.
const FIRST_REPORT: Duration = Duration::from_millis(100);
/// The interval of further reports; each one costs some bytes on a slow connection.
const REPORT_INTERVAL: Duration = Duration::from_millis(250);
/// Loading that takes longer shows its progress.
const SLOW_LOAD: Duration = Duration::from_millis(300);

/// Requests and results that are shared by the threads.
#[derive(Debug, Default)]
pub(super) struct RequestQueue {
    state: Mutex<QueueState>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct QueueState {
    entries: Arc<Vec<UnreadBrief>>,
    index: Option<Arc<LibraryIndex>>,
    /// The read briefs that were not reported yet.
    unreported: Vec<(usize, BriefListItem)>,
    read: usize,
    /// When loading started, and the last report; `None` while nothing is loaded.
    timing: Option<LoadTiming>,
    /// Whether the index is complete and that is not reported yet.
    is_ready: bool,
    question: Option<LookUpRequest>,
    /// The last answered question. It is answered again when the library was loaded again.
    answered: Option<LookUpRequest>,
    requested_brief: Option<usize>,
    is_closed: bool,
}

#[derive(Debug, Clone, Copy)]
struct LoadTiming {
    began: Instant,
    reported: Option<Instant>,
}

/// A job for the query worker.
pub(super) enum QueryJob {
    Answer(Arc<LibraryIndex>, LookUpRequest),
    LoadPreview(Arc<Vec<UnreadBrief>>, usize),
}

impl RequestQueue {
    pub(super) fn push_question(&self, question: LookUpRequest) {
        self.update(|state| state.question = Some(question));
    }

    pub(super) fn push_brief(&self, brief: usize) {
        self.update(|state| state.requested_brief = Some(brief));
    }

    pub(super) fn close(&self) {
        self.update(|state| state.is_closed = true);
    }

    /// Starts loading of `entries`, unless it was cancelled. If they differ from the current ones, the index is dropped.
    pub(super) fn begin(&self, entries: &Arc<Vec<UnreadBrief>>, cancelled: &AtomicBool) {
        self.update_unless(cancelled, |state| {
            if state.entries != *entries {
                state.index = None;
                state.requested_brief = None;
            }
            state.entries = Arc::clone(entries);
            (state.unreported, state.read, state.is_ready) = (Vec::new(), 0, false);
            state.timing = Some(LoadTiming { began: Instant::now(), reported: None });
        });
    }

    /// Adds a brief that was read.
    pub(super) fn add_brief(&self, at: usize, item: BriefListItem, cancelled: &AtomicBool) {
        self.update_unless(cancelled, |state| {
            state.read += 1;
            state.unreported.push((at, item));
        });
    }

    /// Sets the index after all briefs were read.
    pub(super) fn finish(&self, index: LibraryIndex, cancelled: &AtomicBool) {
        self.update_unless(cancelled, |state| {
            state.index = Some(Arc::new(index));
            state.is_ready = true;
            state.question = state.question.take().or(state.answered.take());
        });
    }

    /// Waits for the next job, and sends due reports to `events` meanwhile. Returns `None` when the queue is closed.
    pub(super) fn next_job(&self, events: &Sender<RuntimeEvent>) -> Option<QueryJob> {
        let mut state = self.state();
        loop {
            if state.is_closed {
                return None;
            }
            let now = Instant::now();
            let due = state.next_report_at();
            if due.is_some_and(|due| due <= now) {
                // Sent under the lock, so that reports of a newer load come later.
                for report in state.take_reports(now) {
                    events.send(RuntimeEvent::Msg(Msg::Library(report))).ok()?;
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

    /// Whether `entries` are still the briefs of the library.
    pub(super) fn is_current(&self, entries: &Arc<Vec<UnreadBrief>>) -> bool {
        Arc::ptr_eq(&self.state().entries, entries)
    }

    fn update_unless(&self, cancelled: &AtomicBool, change: impl FnOnce(&mut QueueState)) {
        self.update(|state| {
            if !cancelled.load(Ordering::Relaxed) {
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
    /// Returns when the next report is due, or `None` while there is nothing to report.
    fn next_report_at(&self) -> Option<Instant> {
        let LoadTiming { began, reported } = self.timing?;
        match reported {
            _ if self.is_ready => Some(began),
            None if self.unreported.is_empty() => Some(began + SLOW_LOAD),
            None => Some(began + FIRST_REPORT),
            Some(last) if last < began + SLOW_LOAD => Some((last + REPORT_INTERVAL).min(began + SLOW_LOAD)),
            Some(last) => (!self.unreported.is_empty()).then_some(last + REPORT_INTERVAL),
        }
    }

    /// Takes the pending reports.
    fn take_reports(&mut self, now: Instant) -> Vec<library::LibraryEvent> {
        let Some(timing) = &mut self.timing else { return Vec::new() };
        timing.reported = Some(now);
        let progress = LibraryProgress { read: self.read, is_long: now.duration_since(timing.began) >= SLOW_LOAD };
        let heads = library::LibraryEvent::Summaries { heads: mem::take(&mut self.unreported), reading: progress };
        if !mem::take(&mut self.is_ready) {
            return vec![heads];
        }
        self.timing = None;
        vec![heads, library::LibraryEvent::Ready]
    }

    fn take_job(&mut self) -> Option<QueryJob> {
        if let Some(index) = &self.index
            && let Some(question) = self.question.take()
        {
            self.answered = Some(question.clone());
            return Some(QueryJob::Answer(Arc::clone(index), question));
        }
        self.requested_brief.take().map(|brief| QueryJob::LoadPreview(Arc::clone(&self.entries), brief))
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

    fn item(name: &str) -> BriefListItem {
        BriefListItem::from_listing(BriefListing { name: name.to_owned(), summary: Err("nothing".to_owned()) })
    }

    fn question(number: u64) -> LookUpRequest {
        LookUpRequest { number, text: String::new(), rows: 0..1 }
    }

    fn empty() -> LibraryIndex {
        struct NoProgress;

        impl crate::search::library::ReadProgress for NoProgress {
            fn listed(&self, _: usize, _: BriefListing) {}

            fn is_cancelled(&self) -> bool {
                false
            }
        }

        LibraryIndex::read(std::path::Path::new("nowhere"), &[], &NoProgress).unwrap()
    }

    #[test]
    fn the_latest_question_waits_for_the_library_and_is_answered_again_by_the_next() {
        let queue = RequestQueue::default();
        let (events, received) = mpsc::channel();
        let (entries, cancelled) = (Arc::default(), AtomicBool::new(false));
        queue.begin(&entries, &cancelled);
        queue.push_question(question(1));
        queue.push_question(question(2));
        queue.finish(empty(), &cancelled);
        let next = |queue: &RequestQueue| match queue.next_job(&events).unwrap() {
            QueryJob::Answer(_, question) => question.number,
            QueryJob::LoadPreview(..) => panic!("no brief is wanted"),
        };
        assert_eq!(next(&queue), 2);
        assert!(matches!(
            received.recv().unwrap(),
            RuntimeEvent::Msg(Msg::Library(library::LibraryEvent::Summaries { .. }))
        ));
        assert!(matches!(received.recv().unwrap(), RuntimeEvent::Msg(Msg::Library(library::LibraryEvent::Ready))));
        queue.begin(&entries, &cancelled);
        queue.finish(empty(), &cancelled);
        assert_eq!(next(&queue), 2, "what is now in the library may be something else");
        queue.close();
        assert!(queue.next_job(&events).is_none());
    }

    #[test]
    fn what_a_reading_brings_that_is_over_is_passed_over() {
        let queue = RequestQueue::default();
        let (events, received) = mpsc::channel();
        let (entries, old, new) = (Arc::default(), AtomicBool::new(false), AtomicBool::new(false));
        queue.begin(&entries, &old);
        queue.add_brief(0, item("of the old"), &old);
        old.store(true, Ordering::Relaxed);
        queue.begin(&entries, &new);
        queue.add_brief(1, item("of the old"), &old);
        queue.finish(empty(), &old);
        queue.add_brief(0, item("of the new"), &new);
        queue.finish(empty(), &new);
        queue.push_brief(0);
        let _ = queue.next_job(&events);
        let RuntimeEvent::Msg(Msg::Library(library::LibraryEvent::Summaries { heads, reading })) =
            received.recv().unwrap()
        else {
            panic!("summaries are reported first")
        };
        assert_eq!((heads.len(), heads[0].1.name.as_str(), reading.read), (1, "of the new", 1));
    }

    /// A progress report must cost few bytes, because it is sent often on a slow connection.
    #[test]
    fn a_progress_report_costs_less_than_100_bytes() {
        let size = Size { width: 120, height: 40 };
        let names: Vec<String> = (0..11_405).map(|at| format!("brief-{at:05}")).collect();
        let mut app = App::with_unread_library(size, "briefs".to_owned(), names);
        let mut encoder = FrameEncoder::default();
        let mut max = 0;
        for read in (0..=11_405).step_by(405) {
            // This brief is outside of the visible rows.
            let heads = vec![(11_000, item("brief-11000"))];
            let heads = library::LibraryEvent::Summaries { heads, reading: LibraryProgress { read, is_long: true } };
            let _ = update(&mut app, Msg::Library(heads));
            let screen = Screen { app: &app, theme: Theme::new(&TERMINAL, ColorDepth::Indexed) };
            let frame = encoder.encode(size, |area, cells| paint(&screen, area, cells));
            max = max.max(if read > 405 { frame.len() } else { 0 });
        }
        assert!((1..100).contains(&max), "{max} bytes");
    }
}
