//! Decisions about the items of an article: accept, reject, select, go on. Each that changes a file becomes an effect.

use super::form::{FormSpeaker, RecordForm};
use super::item::{CodingItem, Judgement};
use super::question::FormQuestion;
use super::selection::TextSelection;
use super::words::{propose_id, quoted_ranges};
use super::{AppliedCoding, CodingView};
use crate::app::reader::BriefReader;
use crate::app::{CodingRequest, Effect};
use crate::coding::{CodedTable, CodingEdit, CodingStep, FieldValue, passage_value, quote_value};
use crate::draft::{Tier, passage_of};
use crate::model::{Attribution, Brief};
use crate::text::one_line;

impl CodingView {
    /// Accepts the record in the form, or asks for what it lacks.
    ///
    /// # Errors
    /// A sentence that says why it cannot be accepted.
    pub(super) fn accept(&mut self, brief: &Brief) -> Result<Option<Effect>, String> {
        let item = self.items.get(self.at).ok_or("no candidate is here; v selects words by hand")?;
        self.is_accepting = true;
        if let Some(fault) = item.form.faults().first() {
            return match fault.field.as_str() {
                "actor" => {
                    self.question = Some(self.speaker_question());
                    Ok(None)
                }
                "gist" => {
                    self.question = Some(FormQuestion::field(&item.form, "gist", &self.people, brief));
                    Ok(None)
                }
                _ => {
                    self.is_accepting = false;
                    Err(format!("{}: {}", fault.field, fault.problem))
                }
            };
        }
        let ids = item.form.actor_ids();
        let unknown = |id: &&String| {
            brief.actors.find(id).is_none() && self.people.get(id).is_some_and(|person| person.kind.is_none())
        };
        if let Some(id) = ids.iter().find(unknown) {
            self.question = Some(FormQuestion::person_kind(id.clone()));
            return Ok(None);
        }
        self.is_accepting = false;
        let step = item.form.step(self.people.additions(&ids, brief));
        if step.edits.is_empty() {
            self.go_to_open(true);
            return Ok(None);
        }
        self.goes_on = true;
        Ok(Some(Effect::Coding(CodingRequest::Apply(step))))
    }

    /// Rejects the candidate, or asks whether to remove the record.
    ///
    /// # Errors
    /// A sentence that says why there is nothing to reject.
    pub(super) fn reject(&mut self) -> Result<Option<Effect>, String> {
        let item = self.items.get(self.at).ok_or("no candidate is here")?;
        match item.judgement {
            Judgement::Rejected => Err("it is rejected already; enter accepts it nonetheless".to_owned()),
            Judgement::Coded => {
                self.question = Some(FormQuestion::removal());
                Ok(None)
            }
            Judgement::Open => {
                let passage = item.passage_words(&self.material.text);
                let mut edits = vec![CodingEdit::Reject { passage }];
                if item.form.is_written() {
                    edits.insert(0, CodingEdit::Remove { table: item.form.table, id: item.form.id.clone() });
                }
                self.goes_on = true;
                Ok(Some(Effect::Coding(CodingRequest::Apply(CodingStep {
                    label: format!("reject {}", item.form.id),
                    edits,
                }))))
            }
        }
    }

    /// The effect that removes the record in the form.
    pub(super) fn removal(&self) -> Option<Effect> {
        let form = &self.current()?.form;
        let edits = vec![CodingEdit::Remove { table: form.table, id: form.id.clone() }];
        Some(Effect::Coding(CodingRequest::Apply(CodingStep { label: format!("remove {}", form.id), edits })))
    }

    /// Takes over what became of a step; a step that was done leads to the next candidate.
    pub(super) fn receive(&mut self, result: &Result<AppliedCoding, String>, reader: &BriefReader) {
        let goes_on = std::mem::take(&mut self.goes_on);
        match result {
            Ok(applied) => {
                self.material.rejected.clone_from(&applied.rejected);
                self.fault = None;
                if goes_on && let Some(item) = self.items.get_mut(self.at) {
                    item.is_edited = false;
                }
                self.refresh(reader);
                if goes_on {
                    self.go_to_open(true);
                }
            }
            Err(why) => self.fault = Some(why.clone()),
        }
    }

    /// Goes to the next or the previous candidate that is not judged, around the ends. Returns whether there is one.
    pub(super) fn go_to_open(&mut self, forward: bool) -> bool {
        let count = self.items.len();
        let step = |by: usize| (self.at + if forward { by } else { count - by }) % count;
        let next = (1..=count).map(step).find(|at| self.is_open(*at));
        self.go_to(next.unwrap_or(self.at));
        next.is_some()
    }

    /// Goes to the next or the previous item that is shown, whatever was decided; stops at the ends.
    pub(super) fn go_to_neighbour(&mut self, forward: bool) {
        let is_shown = |at: &usize| self.items[*at].is_shown(self.shows_unlikely);
        let next = if forward {
            (self.at + 1..self.items.len()).find(is_shown)
        } else {
            (0..self.at.min(self.items.len())).rev().find(is_shown)
        };
        self.go_to(next.unwrap_or(self.at));
    }

    /// Shows another item.
    pub(super) fn go_to(&mut self, at: usize) {
        (self.at, self.fault, self.is_accepting) = (at, None, false);
        (self.sheet.form_top, self.sheet.is_scrolled) = (0, false);
    }

    /// Shows or hides the less likely candidates. Returns what was done, for people.
    pub(super) fn toggle_unlikely(&mut self) -> String {
        self.shows_unlikely = !self.shows_unlikely;
        let number = self.tally().unlikely;
        let is_hidden = self.current().is_some_and(|item| !item.is_shown(self.shows_unlikely));
        if is_hidden {
            self.go_to_open(false);
        }
        let word = if self.shows_unlikely { "shown" } else { "hidden" };
        format!("the less likely candidates are {word}: {number}")
    }

    /// Begins a selection at the current item, or at the first word on the screen if the article was scrolled.
    ///
    /// # Errors
    /// A sentence if the article has no words.
    pub(super) fn begin_selection(&mut self) -> Result<(), String> {
        let from = if self.sheet.is_scrolled { None } else { self.current().map(CodingItem::start) };
        let from = from.filter(|from| *from <= self.material.text.len()).unwrap_or_else(|| self.sheet.first_byte());
        self.selection = Some(TextSelection::new(&self.material.text, from).ok_or("the article has no words")?);
        Ok(())
    }

    /// Makes a new candidate of the selected words, and shows it.
    pub(super) fn take_selection(&mut self, brief: &Brief) {
        let Some(selection) = self.selection.take() else { return };
        let (text, at) = (&self.material.text, selection.at().clone());
        let inside = &text[at.clone()];
        let quoted = quoted_ranges(inside);
        let marks = |range: &std::ops::Range<usize>| range.len() + 8 >= inside.trim().len();
        let attribution = match quoted.as_slice() {
            [] => Attribution::Indirect,
            [only] if marks(only) => Attribution::Direct,
            _ => Attribution::Mixed,
        };
        let is_taken = |id: &str| brief.record(id).is_some() || self.items.iter().any(|item| item.form.id == id);
        let id = propose_id("", inside, is_taken);
        let speaker = FormSpeaker::Open { printed: String::new(), offers: Vec::new() };
        let mut form = RecordForm::new(CodedTable::Statement, id, speaker);
        form.set_text("attribution", attribution.word());
        form.set("passage", Some(passage_value(&passage_of(text, &at))));
        let item = CodingItem {
            content: vec![at],
            speaker_at: Vec::new(),
            tier: Tier::Quoted,
            judgement: Judgement::Open,
            form,
            is_edited: true,
        };
        let start = item.start();
        let at = self.items.iter().position(|other| other.start() > start).unwrap_or(self.items.len());
        self.items.insert(at, item);
        self.go_to(at);
        self.set_attribution(attribution);
    }

    /// Sets how the words are attributed; the quote follows from it.
    pub(super) fn set_attribution(&mut self, attribution: Attribution) {
        let Some(item) = self.items.get_mut(self.at) else { return };
        item.is_edited = true;
        item.form.set_text("attribution", attribution.word());
        let quote: Vec<String> = match attribution {
            Attribution::Indirect | Attribution::Inferred => Vec::new(),
            Attribution::Direct | Attribution::Mixed => {
                let text = &self.material.text;
                let parts = |at: &std::ops::Range<usize>| -> Vec<String> {
                    let inside = &text[at.clone()];
                    let quoted = quoted_ranges(inside);
                    quoted.into_iter().map(|part| one_line(&inside[part])).collect()
                };
                item.content.iter().flat_map(parts).collect()
            }
        };
        // Words whose marks stand outside of the content are quoted already.
        let keeps = quote.is_empty() && matches!(attribution, Attribution::Direct | Attribution::Mixed);
        if !(keeps && item.form.get("quote").is_some()) {
            item.form.set("quote", quote_value(&quote));
        }
    }

    /// Who said it: the likeliest first, then those that the form has.
    pub(super) fn speaker_question(&self) -> FormQuestion {
        let offers = match self.current().map(|item| &item.form.speaker) {
            Some(FormSpeaker::Open { offers, .. } | FormSpeaker::Actors(offers)) => offers.clone(),
            Some(FormSpeaker::Unnamed(_) | FormSpeaker::Nobody) | None => Vec::new(),
        };
        FormQuestion::speaker(&self.people, &offers)
    }

    /// Sets the speaker of the form. An id that was proposed without knowing who speaks is proposed again.
    pub(super) fn set_speaker(&mut self, speaker: FormSpeaker, brief: &Brief) {
        let taken: Vec<String> = self.items.iter().map(|item| item.form.id.clone()).collect();
        let Some(item) = self.items.get_mut(self.at) else { return };
        let was_open = matches!(item.form.speaker, FormSpeaker::Open { .. });
        if let (true, false, FormSpeaker::Actors(ids)) = (was_open, item.form.is_written(), &speaker) {
            let words: Vec<String> = item.content.iter().map(|at| one_line(&self.material.text[at.clone()])).collect();
            let is_taken = |id: &str| brief.record(id).is_some() || taken.iter().any(|other| other == id);
            let first = ids.first().map_or("", String::as_str);
            item.form.id = propose_id(first, &words.join(" "), is_taken);
        }
        (item.form.speaker, item.is_edited) = (speaker, true);
    }

    /// Sets a field of the form.
    pub(super) fn set_field(&mut self, field: &str, value: Option<FieldValue>) {
        if let Some(item) = self.items.get_mut(self.at) {
            item.form.set(field, value);
            item.is_edited = true;
        }
    }
}
