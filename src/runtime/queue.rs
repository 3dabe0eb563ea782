//! A bounded queue of input for the event loop. When it is full, it drops events, but never a key that quits the program.

use std::collections::VecDeque;
use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::RuntimeEvent;
use super::decoder::InputEvent;
use crate::keys::{Action, KeyContext, Keymap};

/// The maximum number of events, which can be handled within a second. A key that quits drops them when the queue is full.
const LIMIT: usize = 1024;
/// The maximum number of equal events in a row: a key that is held down while the screen lags must not have effect for long after that.
const RUN_LIMIT: usize = 256;
/// The queue is full with this many bytes of pasted text.
const PASTED_LIMIT: usize = 1 << 20;
/// Ctrl-C drops the events before it if there are more than this, as the terminal driver does for INTR (`termios`, without NOFLSH).
const MAX_BEFORE_INTERRUPT: usize = 64;

/// The queue between the thread that reads the terminal and the event loop, which is woken by [`RuntimeEvent::Input`].
#[derive(Debug)]
pub(super) struct InputQueue {
    runtime_events: Sender<RuntimeEvent>,
    /// The keys that quit the program, which are never dropped.
    quit: Vec<InputEvent>,
    pending: Mutex<PendingInput>,
}

#[derive(Debug, Default)]
struct PendingInput {
    events: VecDeque<InputEvent>,
    /// How many events at the end are equal.
    run: usize,
    /// The number of bytes of pasted text.
    pasted: usize,
    /// The number of [`RuntimeEvent::Input`] that were sent and not yet answered by a `pop`.
    woken: usize,
}

impl InputQueue {
    /// An empty queue. `keys` has the bindings of the keys that quit.
    pub(super) fn new(runtime_events: Sender<RuntimeEvent>, keys: &Keymap) -> Self {
        let bound = KeyContext::ALL.into_iter().flat_map(|context| keys.actions(context));
        let quit = bound.filter(|bound| bound.action == Action::Quit).flat_map(|bound| &bound.chords);
        Self { runtime_events, quit: quit.copied().map(InputEvent::Key).collect(), pending: Mutex::default() }
    }

    /// Appends events. Returns whether the event loop still runs.
    pub(super) fn push(&self, events: impl IntoIterator<Item = InputEvent>) -> bool {
        let mut pending = self.lock();
        for event in events {
            pending.push(event, &self.quit);
        }
        while pending.woken < pending.events.len() {
            if self.runtime_events.send(RuntimeEvent::Input).is_err() {
                return false;
            }
            pending.woken += 1;
        }
        true
    }

    /// Removes the first event. Call it once for each [`RuntimeEvent::Input`]; `None` if the event was dropped.
    pub(super) fn pop(&self) -> Option<InputEvent> {
        let mut pending = self.lock();
        pending.woken = pending.woken.saturating_sub(1);
        let event = pending.events.pop_front()?;
        pending.run = pending.run.min(pending.events.len());
        pending.pasted -= pasted(&event);
        Some(event)
    }

    /// The queue stays valid when another thread panics.
    fn lock(&self) -> MutexGuard<'_, PendingInput> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PendingInput {
    /// Appends an event. `quit` has the keys that quit.
    fn push(&mut self, event: InputEvent, quit: &[InputEvent]) {
        let quits = quit.contains(&event);
        let has_control = is_control(&event);
        let (is_full, is_heavy) = (self.events.len() >= LIMIT, self.pasted >= PASTED_LIMIT);
        let mut repeats = self.events.back() == Some(&event);
        if repeats && self.run >= RUN_LIMIT || (is_full || is_heavy) && !quits {
            return;
        }
        if quits && (is_full || has_control && self.events.len() > MAX_BEFORE_INTERRUPT) {
            // In a text line only a key with control quits, so a later plain one does not replace it.
            let interrupt = self.events.iter().find(|event| is_control(event) && quit.contains(event)).cloned();
            self.events = interrupt.filter(|_| !has_control).into_iter().collect();
            (self.pasted, repeats) = (0, false);
        }
        self.run = if repeats { self.run + 1 } else { 1 };
        self.pasted += pasted(&event);
        self.events.push_back(event);
    }
}

fn is_control(event: &InputEvent) -> bool {
    matches!(event, InputEvent::Key(chord) if chord.ctrl)
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
        let (sender, received) = mpsc::channel();
        (InputQueue::new(sender, &Keymap::default()), received)
    }

    /// All events that the event loop takes, one per wake-up.
    fn taken(queue: &InputQueue, received: &mpsc::Receiver<RuntimeEvent>) -> Vec<InputEvent> {
        received.try_iter().filter_map(|_| queue.pop()).collect()
    }

    #[test]
    fn a_plain_key_that_quits_does_not_replace_ctrl_c() {
        let (queue, received) = queue();
        assert!(queue.push([ctrl_c()]));
        assert!(queue.push((0..LIMIT).map(|at| key(if at % 2 == 0 { 'j' } else { 'k' }))));
        assert!(queue.push([key('q')]));
        assert_eq!(taken(&queue, &received), [ctrl_c(), key('q')]);
    }

    #[test]
    fn events_are_taken_in_the_order_in_which_they_came() {
        let (queue, received) = queue();
        assert!(queue.push("gj".chars().map(key)));
        assert!(queue.push([InputEvent::Paste("text".to_owned()), ctrl_c()]));
        assert_eq!(taken(&queue, &received), [key('g'), key('j'), InputEvent::Paste("text".to_owned()), ctrl_c()]);
        drop(received);
        assert!(!queue.push([key('j')]), "nobody listens");
    }

    #[test]
    fn a_key_that_is_held_down_waits_only_so_often_and_the_next_key_counts() {
        let (queue, received) = queue();
        queue.push((0..10_000).map(|_| key('j')).chain([key('?')]));
        let events = taken(&queue, &received);
        assert_eq!((events.len(), events.last()), (RUN_LIMIT + 1, Some(&key('?'))));
        queue.push([key('j')]);
        assert_eq!(taken(&queue, &received), [key('j')], "what was taken counts no more");
    }

    #[test]
    fn in_a_flood_of_events_the_keys_that_quit_are_kept() {
        let flood = || "jk".chars().map(key).cycle().take(1_000_000);
        let (queue, received) = queue();
        queue.push(flood().chain([key('q')]).chain(flood()));
        let events = taken(&queue, &received);
        assert_eq!((events.len(), events.first()), (LIMIT, Some(&key('q'))), "q overtakes a full queue");
        queue.push(flood().chain([ctrl_c()]));
        assert_eq!(taken(&queue, &received), [ctrl_c()], "ctrl-c overtakes what waits");
        for _ in 0..1_000 {
            queue.push("jk".chars().map(key).cycle().take(100).chain([ctrl_c()]));
        }
        assert!(received.try_iter().count() <= LIMIT, "the event loop is woken for what waits alone");
    }

    #[test]
    fn pasted_text_that_waits_is_bounded() {
        let (queue, received) = queue();
        let pastes = (0..u8::MAX).map(|at| InputEvent::Paste(char::from(at).to_string().repeat(PASTED_LIMIT / 4)));
        queue.push(pastes.chain([key('q')]));
        let events = taken(&queue, &received);
        assert_eq!((events.len(), events.last()), (5, Some(&key('q'))));
        assert_eq!(queue.lock().pasted, 0);
    }
}
