//! The pane Detail: the paragraphs of the selected item, wrapped for its width. It never draws.

use super::reader::{BriefReader, DetailKey};
use super::{BriefItem, MAX_TEXT_WIDTH};
use crate::layout::Pane;
use crate::text::{self, Paragraph};
use crate::view::detail::{self, DetailContext};

impl BriefReader {
    /// The paragraphs that Detail shows of `item`.
    pub fn describe(&self, item: BriefItem) -> Vec<Paragraph> {
        let case = self.case_step.and_then(|step| self.cases(step.sequence).get(step.at));
        detail::paragraphs(DetailContext { facts: &self.facts, matrix: &self.matrix, case }, item)
    }

    /// Rebuilds Detail when its key changed.
    pub(super) fn update_detail(&mut self) {
        let body = self.regions().body(Pane::Detail);
        let (as_of, step, is_checked) = (self.as_of, self.case_step, self.facts.checked.is_some());
        let key = DetailKey { item: self.selected_item(), width: body.width, as_of, step, is_checked };
        if self.detail.key.as_ref() != Some(&key) {
            let same_item =
                self.detail.key.as_ref().is_some_and(|before| (before.item, before.step) == (key.item, key.step));
            let paragraphs = key.item.map(|item| self.describe(item)).unwrap_or_default();
            self.detail.lines = text::wrap(&paragraphs, usize::from(body.width.min(MAX_TEXT_WIDTH)).saturating_sub(1));
            self.detail.top = if same_item { self.detail.top } else { 0 };
            self.detail.key = Some(key);
        }
        let last = self.detail.lines.len().saturating_sub(usize::from(body.height));
        self.detail.top = self.detail.top.min(last);
    }
}
