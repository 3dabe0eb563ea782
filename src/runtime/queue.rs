//! A bounded queue of input for the event loop. When it is full, events are dropped, but never a key that leaves the program.

use std::collections::VecDeque;
use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::RuntimeEvent;
use super::decoder::InputEvent;
use crate::keys::{Action, KeyContext, Keymap};

/// The maximum number of events: so many are answered within a second. A key that leaves drops them when the queue is full.
const LIMIT: usize = 1024;
/// The maximum number of equal events in a row: a key that is held down while the screen lags must not go on for long after it.
const RUN_LIMIT: usize = 256;
/// The queue is full with this many bytes of pasted text.
const PASTED_LIMIT: usize = 1 << 20;
/// Ctrl-C drops the events before it if there are more than this, as the terminal driver does for INTR (`termios`, without NOFLSH).
const OVERTAKEN: usize = 64;

/// The queue between the thread that reads the terminal and the event loop, which is woken by [`News::Input`].
#[derive(Debug)]
pub(super) struct InputQueue {
    news: Sender<RuntimeEvent>,
    /// The keys that leave the program, which are never dropped.
    quit: Vec<InputEvent>,
    waiting: Mutex<Waiting>,
}

#[derive(Debug, Default)]
struct Waiting {
    events: VecDeque<InputEvent>,
    /// How many events at the end are equal.
    run: usize,
    /// The number of bytes of pasted text.
    pasted: usize,
    /// The number of [`News::Input`] that were sent and not yet answered by a `pop`.
    woken: usize,
}

impl InputQueue {
    /// An empty queue. `keys` says which keys leave.
    pub(super) fn new(news: Sender<RuntimeEvent>, keys: &Keymap) -> Self {
        let bound = [KeyContext::Reader, KeyContext::Cards].into_iter().flat_map(|scene| keys.actions(scene));
        let quit = bound.filter(|bound| bound.action == Action::Quit).flat_map(|bound| &bound.chords);
        Self { news, quit: quit.copied().map(InputEvent::Key).collect(), waiting: Mutex::default() }
    }

    /// Appends events. Returns whether the event loop still runs.
    pub(super) fn push(&self, events: impl IntoIterator<Item = InputEvent>) -> bool {
        let mut waiting = self.lock();
        for event in events {
            let quits = self.quit.contains(&event);
            waiting.push(event, quits);
        }
        while waiting.woken < waiting.events.len() {
            if self.news.send(RuntimeEvent::Input).is_err() {
                return false;
            }
            waiting.woken += 1;
        }
        true
    }

    /// Removes the first event. Call it once for each [`News::Input`]; `None` if the event was dropped.
    pub(super) fn pop(&self) -> Option<InputEvent> {
        let mut waiting = self.lock();
        waiting.woken = waiting.woken.saturating_sub(1);
        let event = waiting.events.pop_front()?;
        waiting.run = waiting.run.min(waiting.events.len());
        waiting.pasted -= pasted(&event);
        Some(event)
    }

    /// A panic of another thread leaves the queue valid.
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn push(&mut self, event: InputEvent, quits: bool) {
        let is_control = matches!(&event, InputEvent::Key(chord) if chord.ctrl);
        let (is_full, is_heavy) = (self.events.len() >= LIMIT, self.pasted >= PASTED_LIMIT);
        let mut repeats = self.events.back() == Some(&event);
        if repeats && self.run >= RUN_LIMIT || (is_full || is_heavy) && !quits {
            return;
        }
        if quits && (is_full || is_control && self.events.len() > OVERTAKEN) {
            (self.events, self.pasted, repeats) = (VecDeque::new(), 0, false);
        }
        self.run = if repeats { self.run + 1 } else { 1 };
        self.pasted += pasted(&event);
        self.events.push_back(event);
    }
}

fn pasted(event: &InputEvent) -> usize {
    if let InputEvent::Paste(text) = event { text.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::keys::Chord;

    fn key(char: char) -> InputEvent {
        InputEvent::Key(Chord::char(char))
    }

    fn ctrl_c() -> InputEvent {
        InputEvent::Key(Chord::ctrl('c'))
    }

    fn queue() -> (InputQueue, mpsc::Receiver<RuntimeEvent>) {
        let (sender, news) = mpsc::channel();
        (InputQueue::new(sender, &Keymap::default()), news)
    }

    /// All that the event loop takes, as often as it was woken.
    fn taken(queue: &InputQueue, news: &mpsc::Receiver<RuntimeEvent>) -> Vec<InputEvent> {
        news.try_iter().filter_map(|_| queue.pop()).collect()
    }

    #[test]
    fn events_are_taken_in_the_order_in_which_they_came() {
        let (queue, news) = queue();
        assert!(queue.push("gj".chars().map(key)));
        assert!(queue.push([InputEvent::Paste("text".to_owned()), ctrl_c()]));
        assert_eq!(taken(&queue, &news), [key('g'), key('j'), InputEvent::Paste("text".to_owned()), ctrl_c()]);
        drop(news);
        assert!(!queue.push([key('j')]), "nobody listens");
    }

    #[test]
    fn a_key_that_is_held_down_waits_only_so_often_and_the_next_key_counts() {
        let (queue, news) = queue();
        queue.push((0..10_000).map(|_| key('j')).chain([key('?')]));
        let events = taken(&queue, &news);
        assert_eq!((events.len(), events.last()), (RUN_LIMIT + 1, Some(&key('?'))));
        queue.push([key('j')]);
        assert_eq!(taken(&queue, &news), [key('j')], "what was taken counts no more");
    }

    #[test]
    fn of_a_flood_the_keys_that_leave_are_kept() {
        let flood = || "jk".chars().map(key).cycle().take(1_000_000);
        let (queue, news) = queue();
        queue.push(flood().chain([key('q')]).chain(flood()));
        let events = taken(&queue, &news);
        assert_eq!((events.len(), events.first()), (LIMIT, Some(&key('q'))), "q overtakes a full queue");
        queue.push(flood().chain([ctrl_c()]));
        assert_eq!(taken(&queue, &news), [ctrl_c()], "ctrl-c overtakes what waits");
        for _ in 0..1_000 {
            queue.push("jk".chars().map(key).cycle().take(100).chain([ctrl_c()]));
        }
        assert!(news.try_iter().count() <= LIMIT, "the event loop is woken for what waits alone");
    }

    #[test]
    fn pasted_text_that_waits_is_bounded() {
        let (queue, news) = queue();
        let pastes = (0..u8::MAX).map(|at| InputEvent::Paste(char::from(at).to_string().repeat(PASTED_LIMIT / 4)));
        queue.push(pastes.chain([key('q')]));
        let events = taken(&queue, &news);
        assert_eq!((events.len(), events.last()), (5, Some(&key('q'))));
        assert_eq!(queue.lock().pasted, 0);
    }
}
