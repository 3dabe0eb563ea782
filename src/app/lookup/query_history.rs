//! Walking back through earlier questions, and forward again to what was being typed.

/// Where the line stands among the earlier questions.
#[derive(Debug, Default)]
pub(super) struct QueryHistory {
    /// The earlier question that is shown; `None` for what is being typed.
    at: Option<usize>,
    /// What was being typed before the first step back.
    draft: String,
}

impl QueryHistory {
    /// Whether an earlier question is shown.
    pub(super) const fn is_back(&self) -> bool {
        self.at.is_some()
    }

    /// What stands in the line instead of `typed`, one step back or forward; `None` where there is nothing further.
    pub(super) fn step(&mut self, back: bool, typed: &str, questions: &[String]) -> Option<String> {
        match (self.at, back) {
            (None, true) => {
                let last = questions.len().checked_sub(1)?;
                typed.clone_into(&mut self.draft);
                self.at = Some(last);
            }
            (Some(at), true) => self.at = Some(at.checked_sub(1)?),
            (Some(at), false) => self.at = Some(at + 1).filter(|next| *next < questions.len()),
            (None, false) => return None,
        }
        Some(self.at.map_or_else(|| self.draft.clone(), |at| questions[at].clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_and_down_walk_between_the_oldest_question_and_what_was_being_typed() {
        let questions = ["asif".to_owned(), "khar".to_owned()];
        let mut recall = QueryHistory::default();
        let mut step = |back| recall.step(back, "tra", &questions);
        assert_eq!(step(true).as_deref(), Some("khar"));
        assert_eq!(step(true).as_deref(), Some("asif"));
        assert_eq!(step(true), None);
        assert_eq!(step(false).as_deref(), Some("khar"));
        assert_eq!(step(false).as_deref(), Some("tra"));
        assert_eq!(step(false), None);
    }
}
