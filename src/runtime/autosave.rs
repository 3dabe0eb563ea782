//! Holds the state to save if the program has to exit at any moment, so that any thread can save it. It never reads the app.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::storage::SavedState;
use crate::storage::{CardPosition, SavedPresentation};
use crate::storage::{LoadedState, StateDir, StateError, StateKey};

/// The unsaved state of the open brief and presentation, shared by every thread that may end the program.
#[derive(Debug)]
pub(super) struct Autosave {
    state_dir: StateDir,
    state: Mutex<AutosaveState>,
    /// Held while a presentation is saved, so that an older card never overwrites a newer one.
    presentation_lock: Mutex<()>,
    /// Notified when the presentation moves to another card.
    card_changed: Condvar,
}

#[derive(Debug, Default)]
struct AutosaveState {
    pending: Option<(StateKey, SavedState)>,
    is_saved: bool,
    /// The state of the presentation that is not saved yet.
    pending_presentation: Option<SavedPresentation>,
    /// The last card of the presentation, and whether it changed since the last save.
    spot: Option<CardPosition>,
    has_moved: bool,
    /// By brief: the state when it was last loaded or saved, the base of the merge with changes of other processes.
    bases: BTreeMap<StateKey, SavedState>,
}

impl Autosave {
    pub(super) fn new(state_dir: StateDir) -> Self {
        Self { state_dir, state: Mutex::default(), presentation_lock: Mutex::default(), card_changed: Condvar::new() }
    }

    /// Loads the saved state of a brief.
    pub(super) fn load(&self, key: &StateKey) -> LoadedState {
        let loaded = self.state_dir.load(key);
        self.state().bases.insert(key.clone(), loaded.state.clone());
        loaded
    }

    /// Sets the state of a brief that the next [`save`](Self::save) writes.
    pub(super) fn update(&self, key: &StateKey, saved_state: SavedState) {
        let mut state = self.state();
        let is_known = state.pending.as_ref().is_some_and(|(of, pending)| of == key && *pending == saved_state);
        if !is_known {
            state.pending = Some((key.clone(), saved_state));
            state.is_saved = false;
        }
    }

    /// Sets the state of the presentation that the next [`save`](Self::save) writes.
    pub(super) fn update_presentation(&self, presentation: SavedPresentation) {
        let mut state = self.state();
        if state.spot.as_ref() != Some(&presentation.spot) {
            state.spot = Some(presentation.spot.clone());
            state.has_moved = true;
            self.card_changed.notify_one();
        }
        state.pending_presentation = Some(presentation);
    }

    /// Saves the presentation at each card, so that it can be resumed even after the process is killed. It never returns; on a slow disk
    /// only the calling thread waits.
    pub(super) fn run(&self) -> ! {
        loop {
            let unmoved = |state: &mut AutosaveState| !state.has_moved;
            let mut state = self.card_changed.wait_while(self.state(), unmoved).unwrap_or_else(PoisonError::into_inner);
            state.has_moved = false;
            drop(state);
            // The final save reports an error.
            let _ = self.save_presentation();
        }
    }

    /// Saves the pending state, merged with changes that other processes saved meanwhile. Does nothing if it is saved already.
    pub(super) fn save(&self) -> Result<(), StateError> {
        let presentation = self.save_presentation();
        self.save_state(&mut self.state()).and(presentation)
    }

    fn save_presentation(&self) -> Result<(), StateError> {
        let _lock = self.presentation_lock.lock().unwrap_or_else(PoisonError::into_inner);
        let presentation = self.state().pending_presentation.take();
        presentation.map_or(Ok(()), |presentation| self.state_dir.save_presentation(&presentation))
    }

    fn save_state(&self, state: &mut AutosaveState) -> Result<(), StateError> {
        let Some((key, ours)) = state.pending.clone().filter(|_| !state.is_saved) else { return Ok(()) };
        let base = state.bases.get(&key).cloned().unwrap_or_default();
        self.state_dir.save(&key, |theirs| ours.merge(&base, theirs))?;
        // After a failed save the base must stay, so that the next attempt still sees the change.
        state.bases.insert(key, ours);
        state.is_saved = true;
        Ok(())
    }

    /// The state stays valid when another thread panics: each field is replaced as a whole.
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
        let state_dir = StateDir::new(folder.path());
        let autosave = Autosave::new(state_dir.clone());
        let (key, starred) =
            (StateKey::bundled(), SavedState { stars: ["actor:asif".to_owned()].into(), ..SavedState::default() });
        autosave.save().unwrap();
        assert_eq!(folder.path().read_dir().unwrap().count(), 0, "nothing noted, nothing written");
        autosave.update(&key, starred.clone());
        autosave.save().unwrap();
        assert_eq!(state_dir.load(&key).state, starred);
        state_dir.save(&key, |_| SavedState::default()).unwrap();
        autosave.update(&key, starred.clone());
        autosave.save().unwrap();
        assert_eq!(state_dir.load(&key).state, SavedState::default(), "not written over by what was saved before");
        autosave.update(&key, SavedState::default());
        autosave.update(&key, starred.clone());
        autosave.save().unwrap();
        assert_eq!(state_dir.load(&key).state, SavedState::default(), "a star that another reader took back stays so");
    }

    #[test]
    fn what_could_not_be_written_is_written_when_it_can() {
        let folder = tempfile::tempdir().unwrap();
        let state_dir = StateDir::new(folder.path().join("whosaid"));
        let autosave = Autosave::new(state_dir.clone());
        let (key, starred) =
            (StateKey::bundled(), SavedState { stars: ["actor:asif".to_owned()].into(), ..SavedState::default() });
        let in_the_way = folder.path().join("whosaid");
        std::fs::write(&in_the_way, "").unwrap();
        autosave.update(&key, starred.clone());
        assert!(autosave.save().is_err());
        std::fs::remove_file(&in_the_way).unwrap();
        autosave.save().unwrap();
        assert_eq!(state_dir.load(&key).state, starred);
    }
}
