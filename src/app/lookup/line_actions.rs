//! The steps of a look-up: from the line into the hits and back, to earlier questions, to what a half-typed word may become.

use super::completion::TabCompletion;
use super::query_history::QueryHistory;
use super::target::LookUpTarget;
use super::{LookUp, LookUpFocus, input_line};
use crate::search::Answer;

impl LookUp {
    /// The answer with the hits that are at hand.
    pub(super) fn whole_answer(&self) -> Answer {
        let mut answer = self.answer.clone();
        answer.hits = self.hits.rows().to_vec();
        answer
    }

    /// To be called when the text of the line was changed by hand.
    pub(super) fn on_edit(&mut self, over: &mut LookUpTarget<'_>) {
        self.history = QueryHistory::default();
        self.completion = None;
        self.search(over);
    }

    /// Gives the keys to the hits, and moves among them: the first was chosen already.
    pub(super) fn enter_hits(&mut self, step: impl FnOnce(&mut Self)) {
        if !self.hits.is_empty() {
            self.completion = None;
            self.focus = LookUpFocus::Hits;
            step(self);
        }
    }

    /// One hit up, or from the first into the line.
    pub(super) fn move_up(&mut self) {
        if self.hits.at() == 0 {
            self.focus = LookUpFocus::Line;
        }
        self.hits.step(-1);
    }

    /// An earlier question instead of the one in the line, or forward again to what was being typed.
    pub(super) fn recall_query(&mut self, over: &mut LookUpTarget<'_>, back: bool) -> Result<(), &'static str> {
        let typed = self.line.value().to_owned();
        let step = self.history.step(back, &typed, over.queries());
        let text = step.ok_or("no earlier question")?;
        self.completion = None;
        let length = text.chars().count();
        self.set_line(text, length, over);
        Ok(())
    }

    /// Completes the field or the value before the cursor; from then on, takes the next way to do so or the one before.
    pub(super) fn complete(&mut self, over: &mut LookUpTarget<'_>, forward: bool) -> Result<(), &'static str> {
        let completed = if let Some(completing) = &mut self.completion {
            completing.step(forward)
        } else {
            let (text, cursor) = (self.line.value(), input_line::cursor_byte(&self.line));
            let completion = over.complete(text, cursor);
            let begun = completion.and_then(|completion| TabCompletion::start(text, completion));
            let (completing, completed) =
                begun.ok_or("nothing to complete here: fields are who: on: is: in: after:")?;
            self.completion = Some(completing).filter(TabCompletion::has_choice);
            completed
        };
        self.history = QueryHistory::default();
        self.set_line(completed.line, completed.before, over);
        Ok(())
    }
}
