//! What is to be kept if the program had to leave this moment. The reader notes it; whoever leaves writes it down.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::storage::SavedState;
use crate::storage::{CardPosition, SavedPresentation};
use crate::storage::{LoadedState, StateDir, StateError, StateKey};

/// The memory of the open brief, within reach of every thread that may have to end the program.
#[derive(Debug)]
pub(super) struct Autosave {
    state_dir: StateDir,
    state: Mutex<AutosaveState>,
    /// Held by whoever writes of a presentation: an older card is never written over a newer one.
    presentation_lock: Mutex<()>,
    /// Told when the presentation is at another card.
    card_changed: Condvar,
}

#[derive(Debug, Default)]
struct AutosaveState {
    pending: Option<(StateKey, SavedState)>,
    is_saved: bool,
    /// The presentation that is not written yet.
    pending_presentation: Option<SavedPresentation>,
    /// Where it was last noted to be, and whether that is news.
    spot: Option<CardPosition>,
    has_moved: bool,
    /// What each brief's memory was when we last read or wrote it, so that another reader's changes can be told from ours.
    bases: BTreeMap<StateKey, SavedState>,
}

impl Autosave {
    pub(super) fn new(shelf: StateDir) -> Self {
        Self {
            state_dir: shelf,
            state: Mutex::default(),
            presentation_lock: Mutex::default(),
            card_changed: Condvar::new(),
        }
    }

    /// What is remembered of a brief.
    pub(super) fn load(&self, key: &StateKey) -> LoadedState {
        let recalled = self.state_dir.load(key);
        self.state().bases.insert(key.clone(), recalled.memory.clone());
        recalled
    }

    /// What [`save`](Self::save) is to write from now on.
    pub(super) fn update(&self, key: &StateKey, memory: SavedState) {
        let mut page = self.state();
        let known = page.pending.as_ref().is_some_and(|(of, noted)| of == key && *noted == memory);
        if !known {
            page.pending = Some((key.clone(), memory));
            page.is_saved = false;
        }
    }

    /// What [`save`](Self::save) is to keep of a presentation.
    pub(super) fn update_presentation(&self, presented: SavedPresentation) {
        let mut page = self.state();
        if page.spot.as_ref() != Some(&presented.spot) {
            page.spot = Some(presented.spot.clone());
            page.has_moved = true;
            self.card_changed.notify_one();
        }
        page.pending_presentation = Some(presented);
    }

    /// Writes each card of a presentation down, so that it can be gone on with even after an end that nothing is told of. It never
    /// returns: on a slow disk only the thread waits that calls it.
    pub(super) fn run(&self) -> ! {
        loop {
            let unmoved = |page: &mut AutosaveState| !page.has_moved;
            let mut page = self.card_changed.wait_while(self.state(), unmoved).unwrap_or_else(PoisonError::into_inner);
            page.has_moved = false;
            drop(page);
            // Where it cannot be written, that is told when all is saved.
            let _ = self.save_presentation();
        }
    }

    /// Writes what was noted, once, joined with what another reader has written meanwhile.
    pub(super) fn save(&self) -> Result<(), StateError> {
        let presented = self.save_presentation();
        self.save_memory(&mut self.state()).and(presented)
    }

    fn save_presentation(&self) -> Result<(), StateError> {
        let _alone = self.presentation_lock.lock().unwrap_or_else(PoisonError::into_inner);
        let presented = self.state().pending_presentation.take();
        presented.map_or(Ok(()), |presented| self.state_dir.save_presentation(&presented))
    }

    fn save_memory(&self, page: &mut AutosaveState) -> Result<(), StateError> {
        let Some((key, memory)) = page.pending.clone().filter(|_| !page.is_saved) else { return Ok(()) };
        let base = page.bases.get(&key).cloned().unwrap_or_default();
        self.state_dir.save(&key, |theirs| memory.merge(&base, theirs))?;
        // Only now: what could not be written is still news when it is tried again.
        page.bases.insert(key, memory);
        page.is_saved = true;
        Ok(())
    }

    /// A panic while the page was held has not spoilt it: it is replaced whole or not at all.
    fn state(&self) -> MutexGuard<'_, AutosaveState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_is_saved_once_and_again_only_when_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = StateDir::new(folder.path());
        let keeper = Autosave::new(shelf.clone());
        let (key, starred) =
            (StateKey::bundled(), SavedState { stars: ["actor:asif".to_owned()].into(), ..SavedState::default() });
        keeper.save().unwrap();
        assert_eq!(folder.path().read_dir().unwrap().count(), 0, "nothing noted, nothing written");
        keeper.update(&key, starred.clone());
        keeper.save().unwrap();
        assert_eq!(shelf.load(&key).memory, starred);
        shelf.save(&key, |_| SavedState::default()).unwrap();
        keeper.update(&key, starred.clone());
        keeper.save().unwrap();
        assert_eq!(shelf.load(&key).memory, SavedState::default(), "not written over by what was saved before");
        keeper.update(&key, SavedState::default());
        keeper.update(&key, starred.clone());
        keeper.save().unwrap();
        assert_eq!(shelf.load(&key).memory, SavedState::default(), "a star that another reader took back stays so");
    }

    #[test]
    fn what_could_not_be_written_is_written_when_it_can() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = StateDir::new(folder.path().join("whosaid"));
        let keeper = Autosave::new(shelf.clone());
        let (key, starred) =
            (StateKey::bundled(), SavedState { stars: ["actor:asif".to_owned()].into(), ..SavedState::default() });
        let in_the_way = folder.path().join("whosaid");
        std::fs::write(&in_the_way, "").unwrap();
        keeper.update(&key, starred.clone());
        assert!(keeper.save().is_err());
        std::fs::remove_file(&in_the_way).unwrap();
        keeper.save().unwrap();
        assert_eq!(shelf.load(&key).memory, starred);
    }
}
