//! An article that is being coded: its candidates, the record in the form, what is asked. It reads and writes no file: a step of coding
//! leaves as an effect, and what became of it arrives as a message.

mod answers;
mod component;
mod fields;
mod form;
mod form_rows;
mod item;
mod judge;
mod people;
mod question;
mod recorded;
mod regions;
mod selection;
mod sheet;
mod words;

pub use form::{FormFault, FormSpeaker, RecordForm};
pub use item::{CodingItem, CodingTally, Judgement};
pub use people::{KnownPerson, PersonOrigin};
pub use question::{FormQuestion, QuestionKind, QuestionOption};
pub use regions::CodingRegions;
pub use sheet::{ArticleRow, CodingSheet, FORM_KEY_WIDTH, FORM_LABEL_WIDTH, FormRow};

use super::reader::BriefReader;
use super::{App, Notice};
use crate::app::overlay::Overlay;
use crate::draft::ArticleDraft;
use item::items_of;
use people::People;
use selection::TextSelection;

/// What is needed to code an article.
#[derive(Debug, Clone)]
pub struct CodingMaterial {
    /// The id of the source.
    pub source: String,
    /// The text that is held of it, as the reader shows it.
    pub text: String,
    pub draft: ArticleDraft,
    /// The words of the passages that were rejected.
    pub rejected: Vec<String>,
}

/// What a step has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedCoding {
    /// What was done, for people.
    pub done: String,
    /// The words of the passages that are rejected now.
    pub rejected: Vec<String>,
}

/// An article that is being coded.
#[derive(Debug)]
pub struct CodingView {
    material: CodingMaterial,
    people: People,
    items: Vec<CodingItem>,
    /// The index of the current item.
    at: usize,
    pub question: Option<FormQuestion>,
    selection: Option<TextSelection>,
    /// Whether the record is accepted as soon as nothing is left to ask.
    is_accepting: bool,
    /// Whether the next item is shown when the step that is under way is done.
    goes_on: bool,
    shows_unlikely: bool,
    /// Why the last step was not done.
    fault: Option<String>,
    /// What is drawn, laid out for the size of the screen.
    pub sheet: CodingSheet,
}

impl CodingView {
    /// The view of an article at its first candidate that is not judged.
    pub(in crate::app) fn open(material: CodingMaterial, reader: &BriefReader) -> Self {
        let mut view = Self {
            people: People::new(&material.draft, &reader.facts.brief),
            material,
            items: Vec::new(),
            at: 0,
            question: None,
            selection: None,
            is_accepting: false,
            goes_on: false,
            shows_unlikely: false,
            fault: None,
            sheet: CodingSheet::default(),
        };
        view.refresh(reader);
        view.at = (0..view.items.len()).find(|at| view.is_open(*at)).unwrap_or(0);
        view
    }

    /// The current item; `None` if the article has no candidate and no record.
    pub fn current(&self) -> Option<&CodingItem> {
        self.items.get(self.at)
    }

    /// Every item, in the order of the text.
    pub fn items(&self) -> &[CodingItem] {
        &self.items
    }

    /// The text of the article.
    pub fn text(&self) -> &str {
        &self.material.text
    }

    /// The selected words of the text, in bytes.
    pub fn selected(&self) -> Option<std::ops::Range<usize>> {
        self.selection.as_ref().map(|selection| selection.at().clone())
    }

    /// What is left to do in the article.
    pub fn tally(&self) -> CodingTally {
        CodingTally::of_items(&self.items)
    }

    /// Takes the records from the brief of `reader`. Forms that the officer has changed stay, and so do selections by hand.
    fn refresh(&mut self, reader: &BriefReader) {
        let facts = &reader.facts;
        let Some(source) = facts.brief.sources.find(&self.material.source) else { return };
        let here = self.current().map(|item| (item.content.clone(), item.form.id.clone()));
        let recorded = recorded::recorded_forms(facts, source);
        let old = std::mem::take(&mut self.items);
        self.items = items_of(&self.material.text, &self.material.draft, recorded, &self.material.rejected);
        for item in old.into_iter().filter(|item| item.is_edited) {
            let same = self.items.iter_mut().find(|new| new.content == item.content || new.form.id == item.form.id);
            match same {
                Some(new) if new.form.is_written() == item.form.is_written() => {
                    (new.form, new.is_edited) = (item.form, true);
                }
                // It was written meanwhile, or is not any more.
                Some(_) => {}
                None if item.form.is_written() => {}
                None => self.items.push(item),
            }
        }
        self.items.sort_by_key(CodingItem::start);
        let is_here = |item: &CodingItem| {
            here.as_ref().is_some_and(|(content, id)| item.content == *content || item.form.id == *id)
        };
        let found = self.items.iter().position(is_here);
        self.at = found.unwrap_or(self.at).min(self.items.len().saturating_sub(1));
        for (_, actor) in facts.brief.actors.iter() {
            if let Some(person) = self.people.get_mut(&actor.id) {
                person.name.clone_from(&actor.name);
            }
        }
    }

    /// Whether the item at a position is a shown candidate that is not judged.
    fn is_open(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.judgement == Judgement::Open && item.is_shown(self.shows_unlikely))
    }
}

/// Shows an article that is to be coded.
pub(super) fn show(app: &mut App, material: CodingMaterial) {
    let Some(reader) = app.reader.as_ref().filter(|_| app.presentation.is_none()) else { return };
    let view = CodingView::open(material, reader);
    app.close_overlays();
    app.overlay = Some(Overlay::Coding(Box::new(view)));
    app.lay_out_overlays();
}

/// Shows what became of a step.
pub(super) fn show_applied(app: &mut App, result: &Result<AppliedCoding, String>) {
    app.notice = Some(match result {
        Ok(applied) => Notice::Done(applied.done.clone()),
        Err(why) => Notice::Refused(why.clone()),
    });
    let (mut overlay, mut covered) = (app.overlay.take(), app.covered.take());
    for slot in [&mut overlay, &mut covered].into_iter().flatten() {
        if let (Overlay::Coding(view), Some(reader)) = (slot, &app.reader) {
            view.receive(result, reader);
        }
    }
    (app.overlay, app.covered) = (overlay, covered);
    app.lay_out_overlays();
}
