//! What is to be kept if the program had to leave this moment. The reader notes it; whoever leaves writes it down.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::app::Memory;
use crate::app::stage::{Presented, Spot};
use crate::storage::{Key, Recalled, Shelf, StateError};

/// The memory of the open brief, within reach of every thread that may have to end the program.
#[derive(Debug)]
pub(super) struct Keeper {
    shelf: Shelf,
    page: Mutex<Page>,
    /// Held by whoever writes of a presentation: an older card is never written over a newer one.
    writing: Mutex<()>,
    /// Told when the presentation is at another card.
    moved: Condvar,
}

#[derive(Debug, Default)]
struct Page {
    noted: Option<(Key, Memory)>,
    saved: bool,
    /// The presentation that is not written yet.
    presented: Option<Presented>,
    /// Where it was last noted to be, and whether that is news.
    spot: Option<Spot>,
    has_moved: bool,
    /// What each brief's memory was when we last read or wrote it, so that another reader's changes can be told from ours.
    bases: BTreeMap<Key, Memory>,
}

impl Keeper {
    pub(super) fn new(shelf: Shelf) -> Self {
        Self { shelf, page: Mutex::default(), writing: Mutex::default(), moved: Condvar::new() }
    }

    /// What is remembered of a brief.
    pub(super) fn recall(&self, key: &Key) -> Recalled {
        let recalled = self.shelf.recall(key);
        self.page().bases.insert(key.clone(), recalled.memory.clone());
        recalled
    }

    /// What [`save`](Self::save) is to write from now on.
    pub(super) fn note(&self, key: &Key, memory: Memory) {
        let mut page = self.page();
        let known = page.noted.as_ref().is_some_and(|(of, noted)| of == key && *noted == memory);
        if !known {
            page.noted = Some((key.clone(), memory));
            page.saved = false;
        }
    }

    /// What [`save`](Self::save) is to keep of a presentation.
    pub(super) fn note_presented(&self, presented: Presented) {
        let mut page = self.page();
        if page.spot.as_ref() != Some(&presented.spot) {
            page.spot = Some(presented.spot.clone());
            page.has_moved = true;
            self.moved.notify_one();
        }
        page.presented = Some(presented);
    }

    /// Writes each card of a presentation down, so that it can be gone on with even after an end that nothing is told of. It never
    /// returns: on a slow disk only the thread waits that calls it.
    pub(super) fn keep_cards(&self) -> ! {
        loop {
            let unmoved = |page: &mut Page| !page.has_moved;
            let mut page = self.moved.wait_while(self.page(), unmoved).unwrap_or_else(PoisonError::into_inner);
            page.has_moved = false;
            drop(page);
            // Where it cannot be written, that is told when all is saved.
            let _ = self.save_presented();
        }
    }

    /// Writes what was noted, once, joined with what another reader has written meanwhile.
    pub(super) fn save(&self) -> Result<(), StateError> {
        let presented = self.save_presented();
        self.save_memory(&mut self.page()).and(presented)
    }

    fn save_presented(&self) -> Result<(), StateError> {
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let presented = self.page().presented.take();
        presented.map_or(Ok(()), |presented| self.shelf.keep_presented(&presented))
    }

    fn save_memory(&self, page: &mut Page) -> Result<(), StateError> {
        let Some((key, memory)) = page.noted.clone().filter(|_| !page.saved) else { return Ok(()) };
        let base = page.bases.get(&key).cloned().unwrap_or_default();
        self.shelf.keep(&key, |theirs| memory.joined(&base, theirs))?;
        // Only now: what could not be written is still news when it is tried again.
        page.bases.insert(key, memory);
        page.saved = true;
        Ok(())
    }

    /// A panic while the page was held has not spoilt it: it is replaced whole or not at all.
    fn page(&self) -> MutexGuard<'_, Page> {
        self.page.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_is_saved_once_and_again_only_when_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::at(folder.path());
        let keeper = Keeper::new(shelf.clone());
        let (key, starred) = (Key::bundled(), Memory { stars: ["actor:asif".to_owned()].into(), ..Memory::default() });
        keeper.save().unwrap();
        assert_eq!(folder.path().read_dir().unwrap().count(), 0, "nothing noted, nothing written");
        keeper.note(&key, starred.clone());
        keeper.save().unwrap();
        assert_eq!(shelf.recall(&key).memory, starred);
        shelf.keep(&key, |_| Memory::default()).unwrap();
        keeper.note(&key, starred.clone());
        keeper.save().unwrap();
        assert_eq!(shelf.recall(&key).memory, Memory::default(), "not written over by what was saved before");
        keeper.note(&key, Memory::default());
        keeper.note(&key, starred.clone());
        keeper.save().unwrap();
        assert_eq!(shelf.recall(&key).memory, Memory::default(), "a star that another reader took back stays so");
    }

    #[test]
    fn what_could_not_be_written_is_written_when_it_can() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::at(folder.path().join("whosaid"));
        let keeper = Keeper::new(shelf.clone());
        let (key, starred) = (Key::bundled(), Memory { stars: ["actor:asif".to_owned()].into(), ..Memory::default() });
        let in_the_way = folder.path().join("whosaid");
        std::fs::write(&in_the_way, "").unwrap();
        keeper.note(&key, starred.clone());
        assert!(keeper.save().is_err());
        std::fs::remove_file(&in_the_way).unwrap();
        keeper.save().unwrap();
        assert_eq!(shelf.recall(&key).memory, starred);
    }
}
