//! Steps through the query history, and back to the text that was being typed. It stores no queries.

/// The position of the line in the query history.
#[derive(Debug, Default)]
pub(super) struct QueryHistory {
    /// The index of the shown query; `None` for the text that is being typed.
    at: Option<usize>,
    /// The text that was being typed before the first step back.
    draft: String,
}

impl QueryHistory {
    /// Whether an earlier query is shown.
    pub(super) const fn is_back(&self) -> bool {
        self.at.is_some()
    }

    /// The line one step back or forward instead of `typed`; `None` if there is nothing further.
    pub(super) fn step(&mut self, back: bool, typed: &str, queries: &[String]) -> Option<String> {
        match (self.at, back) {
            (None, true) => {
                let last = queries.len().checked_sub(1)?;
                typed.clone_into(&mut self.draft);
                self.at = Some(last);
            }
            (Some(at), true) => self.at = Some(at.checked_sub(1)?),
            (Some(at), false) => self.at = Some(at + 1).filter(|next| *next < queries.len()),
            (None, false) => return None,
        }
        Some(self.at.map_or_else(|| self.draft.clone(), |at| queries[at].clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_and_down_walk_between_the_oldest_question_and_what_was_being_typed() {
        let queries = ["asif".to_owned(), "khar".to_owned()];
        let mut history = QueryHistory::default();
        let mut step = |back| history.step(back, "tra", &queries);
        assert_eq!(step(true).as_deref(), Some("khar"));
        assert_eq!(step(true).as_deref(), Some("asif"));
        assert_eq!(step(true), None);
        assert_eq!(step(false).as_deref(), Some("khar"));
        assert_eq!(step(false).as_deref(), Some("tra"));
        assert_eq!(step(false), None);
    }
}
