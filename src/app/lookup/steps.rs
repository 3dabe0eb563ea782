//! The steps of a look-up: from the line into the hits and back, to earlier questions, to what a half-typed word may become.

use super::complete::Completing;
use super::over::Over;
use super::recall::Recall;
use super::{LookUp, Part, line};
use crate::search::Answer;

impl LookUp {
    /// The answer with the hits that are at hand.
    pub(super) fn whole_answer(&self) -> Answer {
        let mut answer = self.answer.clone();
        answer.hits = self.hits.rows().to_vec();
        answer
    }

    /// To be called when the text of the line was changed by hand.
    pub(super) fn typed(&mut self, over: &mut Over<'_>) {
        self.recall = Recall::default();
        self.completing = None;
        self.ask(over);
    }

    /// Gives the keys to the hits, and moves among them: the first was chosen already.
    pub(super) fn enter_hits(&mut self, step: impl FnOnce(&mut Self)) {
        if !self.hits.is_empty() {
            self.completing = None;
            self.part = Part::Hits;
            step(self);
        }
    }

    /// One hit up, or from the first into the line.
    pub(super) fn up(&mut self) {
        if self.hits.at() == 0 {
            self.part = Part::Line;
        }
        self.hits.step(-1);
    }

    /// An earlier question instead of the one in the line, or forward again to what was being typed.
    pub(super) fn earlier(&mut self, over: &mut Over<'_>, back: bool) -> Result<(), &'static str> {
        let typed = self.line.value().to_owned();
        let step = self.recall.step(back, &typed, over.questions());
        let text = step.ok_or("no earlier question")?;
        self.completing = None;
        let length = text.chars().count();
        self.put(text, length, over);
        Ok(())
    }

    /// Completes the field or the value before the cursor; from then on, takes the next way to do so or the one before.
    pub(super) fn complete(&mut self, over: &mut Over<'_>, forward: bool) -> Result<(), &'static str> {
        let completed = if let Some(completing) = &mut self.completing {
            completing.step(forward)
        } else {
            let (text, cursor) = (self.line.value(), line::cursor_byte(&self.line));
            let completion = over.complete(text, cursor);
            let begun = completion.and_then(|completion| Completing::begin(text, completion));
            let (completing, completed) =
                begun.ok_or("nothing to complete here: fields are who: on: is: in: after:")?;
            self.completing = Some(completing).filter(Completing::has_choice);
            completed
        };
        self.recall = Recall::default();
        self.put(completed.line, completed.before, over);
        Ok(())
    }
}
