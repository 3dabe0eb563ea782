//! A cache of the briefs of a library whose hits were previewed last. It loads none of them.

use super::super::BriefFacts;

/// The cached briefs, the last used first.
#[derive(Debug, Default)]
pub(super) struct PreviewCache {
    /// Each brief with its index in the library; `Err` says why it cannot be shown.
    entries: Vec<(usize, Result<Box<BriefFacts>, String>)>,
    chosen: Option<usize>,
    /// The brief that is being loaded.
    requested: Option<usize>,
}

/// The number of cached briefs, so that the user can go back and forth between hits without waiting.
const CAPACITY: usize = 4;

impl PreviewCache {
    /// Chooses the brief to preview; `None` for none.
    pub(super) fn select(&mut self, brief: Option<usize>) {
        self.chosen = brief;
        if let Some(at) = self.entries.iter().position(|(index, _)| Some(*index) == brief) {
            let entry = self.entries.remove(at);
            self.entries.insert(0, entry);
        }
    }

    /// The index of the chosen brief if it must be loaded; each request is returned once.
    pub(super) fn next_request(&mut self) -> Option<usize> {
        let chosen = self.chosen.filter(|_| self.chosen_entry().is_none() && self.requested != self.chosen)?;
        self.requested = Some(chosen);
        Some(chosen)
    }

    /// Adds a loaded brief.
    pub(super) fn insert(&mut self, brief: usize, read: Result<Box<BriefFacts>, String>) {
        self.requested = self.requested.filter(|index| *index != brief);
        self.entries.retain(|(index, _)| *index != brief);
        self.entries.insert(0, (brief, read));
        self.entries.truncate(CAPACITY);
        self.select(self.chosen);
    }

    /// Whether the chosen brief is not loaded yet.
    pub(super) fn is_loading(&self) -> bool {
        self.chosen.is_some() && self.chosen_entry().is_none()
    }

    pub(super) fn chosen_facts(&self) -> Option<&BriefFacts> {
        self.chosen_entry()?.as_deref().ok()
    }

    /// Why the chosen brief cannot be previewed.
    pub(super) fn error(&self) -> Option<&str> {
        self.chosen_entry()?.as_ref().err().map(String::as_str)
    }

    fn chosen_entry(&self) -> Option<&Result<Box<BriefFacts>, String>> {
        self.entries.iter().find(|(index, _)| Some(*index) == self.chosen).map(|(_, read)| read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brief_is_wanted_once_and_the_one_before_last_is_still_at_hand() {
        let mut cache = PreviewCache::default();
        let refused = || Err("gone".to_owned());
        cache.select(Some(7));
        assert_eq!((cache.next_request(), cache.next_request()), (Some(7), None));
        cache.insert(7, refused());
        assert_eq!((cache.next_request(), cache.error()), (None, Some("gone")));
        for brief in 1..CAPACITY {
            cache.select(Some(brief));
            assert_eq!(cache.next_request(), Some(brief));
            cache.insert(brief, refused());
        }
        cache.select(Some(7));
        assert_eq!(cache.next_request(), None);
        cache.select(Some(8));
        cache.insert(8, refused());
        cache.select(Some(1));
        assert_eq!(cache.next_request(), Some(1), "the one that was longest not looked at is not kept");
    }
}
