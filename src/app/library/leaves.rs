//! The few briefs of a library that hits were told from last, laid out. It reads none of them.

use super::super::reader::Reader;

/// The briefs that were looked into last, the latest first.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    /// Each by its place in the library; `Err` says why nothing can be told from it.
    read: Vec<(usize, Result<Box<Reader>, String>)>,
    chosen: Option<usize>,
    /// The one that is being read.
    awaited: Option<usize>,
}

/// So many are kept: whoever goes to and fro between hits waits for none of them.
const MOST: usize = 4;

impl Leaves {
    /// Chooses the brief that is told of.
    pub(super) fn turn_to(&mut self, brief: Option<usize>) {
        self.chosen = brief;
        if let Some(at) = self.read.iter().position(|(of, _)| Some(*of) == brief) {
            let leaf = self.read.remove(at);
            self.read.insert(0, leaf);
        }
    }

    /// The brief that has to be read so that the chosen one can be told of, each time once.
    pub(super) fn wanted(&mut self) -> Option<usize> {
        let chosen = self.chosen.filter(|_| self.found().is_none() && self.awaited != self.chosen)?;
        self.awaited = Some(chosen);
        Some(chosen)
    }

    /// Keeps a brief that was read.
    pub(super) fn keep(&mut self, brief: usize, read: Result<Box<Reader>, String>) {
        self.awaited = self.awaited.filter(|of| *of != brief);
        self.read.retain(|(of, _)| *of != brief);
        self.read.insert(0, (brief, read));
        self.read.truncate(MOST);
        self.turn_to(self.chosen);
    }

    /// Whether the chosen brief is still to be read.
    pub(super) fn is_awaited(&self) -> bool {
        self.chosen.is_some() && self.found().is_none()
    }

    pub(super) fn chosen(&self) -> Option<&Reader> {
        self.found()?.as_deref().ok()
    }

    /// Why nothing can be told from the chosen brief.
    pub(super) fn trouble(&self) -> Option<&str> {
        self.found()?.as_ref().err().map(String::as_str)
    }

    fn found(&self) -> Option<&Result<Box<Reader>, String>> {
        self.read.iter().find(|(of, _)| Some(*of) == self.chosen).map(|(_, read)| read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brief_is_wanted_once_and_the_one_before_last_is_still_at_hand() {
        let mut leaves = Leaves::default();
        let refused = || Err("gone".to_owned());
        leaves.turn_to(Some(7));
        assert_eq!((leaves.wanted(), leaves.wanted()), (Some(7), None));
        leaves.keep(7, refused());
        assert_eq!((leaves.wanted(), leaves.trouble()), (None, Some("gone")));
        for brief in 1..MOST {
            leaves.turn_to(Some(brief));
            assert_eq!(leaves.wanted(), Some(brief));
            leaves.keep(brief, refused());
        }
        leaves.turn_to(Some(7));
        assert_eq!(leaves.wanted(), None);
        leaves.turn_to(Some(8));
        leaves.keep(8, refused());
        leaves.turn_to(Some(1));
        assert_eq!(leaves.wanted(), Some(1), "the one that was longest not looked at is not kept");
    }
}
