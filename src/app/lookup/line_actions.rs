//! Actions on the line of a look-up: moving between line and hits, the query history, completion. No key is bound here.

use super::completion::TabCompletion;
use super::query_history::QueryHistory;
use super::target::LookUpTarget;
use super::{LookUp, LookUpFocus, input_line};
use crate::search::Answer;

impl LookUp {
    /// The answer with the loaded hits.
    pub(super) fn whole_answer(&self) -> Answer {
        let mut answer = self.answer.clone();
        answer.hits = self.hits.rows().to_vec();
        answer
    }

    /// Searches again. Call it when the user changed the text of the line.
    pub(super) fn search_edited(&mut self, target: &mut LookUpTarget<'_>) {
        self.history = QueryHistory::default();
        self.completion = None;
        self.search(target);
    }

    /// Moves the focus to the hits and applies `step`; does nothing without hits.
    pub(super) fn enter_hits(&mut self, step: impl FnOnce(&mut Self)) {
        if !self.hits.is_empty() {
            self.completion = None;
            self.focus = LookUpFocus::Hits;
            step(self);
        }
    }

    /// Replaces the line by an earlier query, or goes forward again to the text that was being typed.
    ///
    /// # Errors
    /// Returns a sentence if there is no earlier query.
    pub(super) fn recall(&mut self, target: &mut LookUpTarget<'_>, back: bool) -> Result<(), &'static str> {
        let typed = self.line.value().to_owned();
        let step = self.history.step(back, &typed, target.queries());
        let text = step.ok_or("no earlier question")?;
        self.completion = None;
        let length = text.chars().count();
        self.set_line(text, length, target);
        Ok(())
    }

    /// Completes the field or the value before the cursor; the next call takes the next or the previous candidate.
    ///
    /// # Errors
    /// Returns a sentence if nothing can be completed.
    pub(super) fn complete(&mut self, target: &mut LookUpTarget<'_>, forward: bool) -> Result<(), &'static str> {
        let completed = if let Some(tab_completion) = &mut self.completion {
            tab_completion.step(forward)
        } else {
            let (text, cursor) = (self.line.value(), input_line::cursor_byte(&self.line));
            let completion = target.complete(text, cursor);
            let started = completion.and_then(|completion| TabCompletion::start(text, completion));
            let (tab_completion, completed) =
                started.ok_or("nothing to complete here: fields are who: on: is: in: after:")?;
            self.completion = Some(tab_completion).filter(TabCompletion::has_choice);
            completed
        };
        self.history = QueryHistory::default();
        self.set_line(completed.line, completed.before, target);
        Ok(())
    }
}
