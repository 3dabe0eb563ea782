//! The few briefs of a library that hits were told from last, laid out. It reads none of them.

use super::super::reader::BriefReader;

/// The briefs that were looked into last, the latest first.
#[derive(Debug, Default)]
pub(super) struct PreviewCache {
    /// Each by its place in the library; `Err` says why nothing can be told from it.
    entries: Vec<(usize, Result<Box<BriefReader>, String>)>,
    chosen: Option<usize>,
    /// The one that is being read.
    requested: Option<usize>,
}

/// So many are kept: whoever goes to and fro between hits waits for none of them.
const CAPACITY: usize = 4;

impl PreviewCache {
    /// Chooses the brief that is told of.
    pub(super) fn select(&mut self, brief: Option<usize>) {
        self.chosen = brief;
        if let Some(at) = self.entries.iter().position(|(of, _)| Some(*of) == brief) {
            let leaf = self.entries.remove(at);
            self.entries.insert(0, leaf);
        }
    }

    /// The brief that has to be read so that the chosen one can be told of, each time once.
    pub(super) fn next_request(&mut self) -> Option<usize> {
        let chosen = self.chosen.filter(|_| self.chosen_entry().is_none() && self.requested != self.chosen)?;
        self.requested = Some(chosen);
        Some(chosen)
    }

    /// Keeps a brief that was read.
    pub(super) fn insert(&mut self, brief: usize, read: Result<Box<BriefReader>, String>) {
        self.requested = self.requested.filter(|of| *of != brief);
        self.entries.retain(|(of, _)| *of != brief);
        self.entries.insert(0, (brief, read));
        self.entries.truncate(CAPACITY);
        self.select(self.chosen);
    }

    /// Whether the chosen brief is still to be read.
    pub(super) fn is_loading(&self) -> bool {
        self.chosen.is_some() && self.chosen_entry().is_none()
    }

    pub(super) fn chosen_reader(&self) -> Option<&BriefReader> {
        self.chosen_entry()?.as_deref().ok()
    }

    /// Why nothing can be told from the chosen brief.
    pub(super) fn error(&self) -> Option<&str> {
        self.chosen_entry()?.as_ref().err().map(String::as_str)
    }

    fn chosen_entry(&self) -> Option<&Result<Box<BriefReader>, String>> {
        self.entries.iter().find(|(of, _)| Some(*of) == self.chosen).map(|(_, read)| read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brief_is_wanted_once_and_the_one_before_last_is_still_at_hand() {
        let mut leaves = PreviewCache::default();
        let refused = || Err("gone".to_owned());
        leaves.select(Some(7));
        assert_eq!((leaves.next_request(), leaves.next_request()), (Some(7), None));
        leaves.insert(7, refused());
        assert_eq!((leaves.next_request(), leaves.error()), (None, Some("gone")));
        for brief in 1..CAPACITY {
            leaves.select(Some(brief));
            assert_eq!(leaves.next_request(), Some(brief));
            leaves.insert(brief, refused());
        }
        leaves.select(Some(7));
        assert_eq!(leaves.next_request(), None);
        leaves.select(Some(8));
        leaves.insert(8, refused());
        leaves.select(Some(1));
        assert_eq!(leaves.next_request(), Some(1), "the one that was longest not looked at is not kept");
    }
}
