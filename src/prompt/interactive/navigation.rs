//! Goes to an item by its number or id, to a card by its number, and through the list of briefs. It never searches by name; look-up does.

use super::{PAGE_ROWS, Prompt, PromptResponse, shortened};
use crate::app::overlay::Overlay;
use crate::app::{BriefItem, Msg};
use crate::keys::{Action, BriefAction, KeyContext};
use crate::model::Brief;
use crate::text::suggest::nearest;

/// The help of the list of briefs.
const LIBRARY_HELP: &str = "this is the list of briefs: `go 2` opens the second, `list` and words keeps those that have them, `list` alone \
has all again, `look-up` and words asks all of them who said what, `reload` reads what changed, `back` goes to the brief that is open, \
`quit` ends the program; in a brief, `help` says more";

impl Prompt {
    /// Goes to an item by its number in the last list, or by its id.
    pub(super) fn go_to(&mut self, word: &str) {
        self.response = PromptResponse::Location;
        if self.key_context() == KeyContext::Cards {
            return self.go_to_card(word);
        }
        if self.app.at_list {
            return self.go_to_hit(word);
        }
        let key = match word.parse::<usize>() {
            Ok(number) => number.checked_sub(1).and_then(|at| self.listed_items.get(at)).cloned(),
            Err(_) => self.app.reader.as_ref().and_then(|reader| find_item(word, &reader.facts.brief)),
        };
        let Some(key) = key else {
            self.response = PromptResponse::Message(self.unknown_item_message(word));
            return;
        };
        if let Some(at) = self.row_of(&key) {
            // The overlay links the item to the other hits or sides.
            self.update(Msg::Choose(at));
            self.perform(Action::Brief(BriefAction::Go));
        } else {
            self.close_unrelated(Action::Redraw);
            self.update(Msg::JumpTo(key));
        }
    }

    /// Opens the brief of a hit in the library.
    fn go_to_hit(&mut self, word: &str) {
        let Some(Overlay::LookUp(lookup)) = &self.app.overlay else {
            self.close_unrelated(Action::Redraw);
            return self.run_in_library(Action::Brief(BriefAction::Go), word);
        };
        let hits = lookup.hits.len();
        match word.parse::<usize>().ok().filter(|number| (1..=hits).contains(number)) {
            Some(number) => {
                self.update(Msg::Choose(number - 1));
                self.perform(Action::Brief(BriefAction::Go));
            }
            None => {
                self.response =
                    PromptResponse::Message(format!("no hit `{}`: they go from 1 to {hits}", shortened(word)));
            }
        }
    }

    /// The row of an item in the overlay.
    fn row_of(&self, key: &str) -> Option<usize> {
        let reader = self.app.reader.as_ref()?;
        let BriefItem::Record(record) = BriefItem::from_key(key, &reader.facts.brief)? else { return None };
        match &self.app.overlay {
            Some(Overlay::LookUp(lookup)) => lookup.hits.rows().iter().position(|hit| hit.record == record),
            Some(Overlay::Case(view)) => view.sheet.entries.iter().position(|entry| entry.record == record),
            Some(
                Overlay::Help(_)
                | Overlay::Page(_)
                | Overlay::Copy(_)
                | Overlay::Article(_)
                | Overlay::Audience(_)
                | Overlay::Cards(_)
                | Overlay::Date(_)
                | Overlay::Coding(_),
            )
            | None => None,
        }
    }

    fn unknown_item_message(&self, word: &str) -> String {
        let shown = shortened(word);
        if word.parse::<usize>().is_ok() {
            return match self.listed_items.len() {
                0 => format!("no number {shown}: nothing was listed yet; `list` lists"),
                last => format!("no number {shown}: the last list goes from 1 to {last}"),
            };
        }
        let near = self.app.reader.as_ref().and_then(|reader| nearest_id(word, &reader.facts.brief));
        let near = near.map_or("`look-up` finds things by words".to_owned(), |near| format!("did you mean `{near}`?"));
        format!("nothing here has the id `{shown}`; {near}")
    }

    fn go_to_card(&mut self, number: &str) {
        let word = number.trim();
        if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_digit()) {
            self.response = PromptResponse::Message("go to which card? `go 12`; `cards` lists them".to_owned());
            return;
        }
        self.close_unrelated(Action::Redraw);
        let cards = self.app.presentation.as_ref().map_or(0, |presentation| presentation.deck.cards.len());
        self.response = match word.parse::<usize>().ok().filter(|number| (1..=cards).contains(number)) {
            Some(number) => {
                self.update(Msg::Choose(number - 1));
                PromptResponse::CurrentRow
            }
            None => PromptResponse::Message(format!("there is no card {}: they go from 1 to {cards}", shortened(word))),
        };
    }

    /// Runs an action in the list of briefs.
    pub(super) fn run_in_library(&mut self, action: Action, rest: &str) {
        self.response = PromptResponse::Location;
        match action {
            Action::Brief(BriefAction::Go) if !rest.is_empty() => self.open_listed(rest),
            Action::Brief(BriefAction::PageDown) => {
                (0..PAGE_ROWS).for_each(|_| self.perform(Action::Brief(BriefAction::Down)));
            }
            Action::Brief(BriefAction::PageUp) => {
                (0..PAGE_ROWS).for_each(|_| self.perform(Action::Brief(BriefAction::Up)));
            }
            Action::Brief(
                BriefAction::Go | BriefAction::Down | BriefAction::Up | BriefAction::Top | BriefAction::Bottom,
            )
            | Action::Reload
            | Action::Quit
            | Action::Suspend => self.perform(action),
            Action::LookUp => {
                self.filter_library("");
                self.look_up(rest);
            }
            Action::Library | Action::Redraw => {}
            Action::Help => self.response = PromptResponse::Message(LIBRARY_HELP.to_owned()),
            Action::Brief(BriefAction::Back | BriefAction::UnpinAll) => self.back_to_brief(),
            Action::Brief(_)
            | Action::GoToDate
            | Action::NextContradiction
            | Action::NextShift
            | Action::BottomLine
            | Action::Honesty
            | Action::Article
            | Action::Star
            | Action::SetMark
            | Action::GoToMark
            | Action::Copy
            | Action::ShowCopy
            | Action::Link
            | Action::Present
            | Action::Card(_)
            | Action::Code
            | Action::Coding(_) => {
                self.response =
                    PromptResponse::Message("this is the list of briefs: `go 1` opens the first".to_owned());
            }
        }
    }

    /// Opens a brief of the list.
    fn open_listed(&mut self, number: &str) {
        let rows = self.app.library.as_ref().map_or(0, |library| library.rows.rows().len());
        match number.parse::<usize>().ok().filter(|number| (1..=rows).contains(number)) {
            Some(number) => {
                self.update(Msg::Choose(number - 1));
                self.perform(Action::Brief(BriefAction::Go));
            }
            None => {
                self.response =
                    PromptResponse::Message(format!("no brief `{}`: they go from 1 to {rows}", shortened(number)));
            }
        }
    }

    /// Lists the briefs that have these words; all without words.
    pub(super) fn filter_library(&mut self, words: &str) {
        if self.app.library.as_ref().is_some_and(|library| !library.filter.value().is_empty()) {
            self.perform(Action::Brief(BriefAction::UnpinAll));
        }
        self.update(Msg::Paste(words.to_owned()));
        self.response = PromptResponse::Location;
    }

    fn back_to_brief(&mut self) {
        if self.app.reader.is_none() {
            self.response = PromptResponse::Message("no brief is open: `go 1` opens the first".to_owned());
            return;
        }
        self.filter_library("");
        self.perform(Action::Brief(BriefAction::Back));
    }
}

/// The key of the item that a word names: `asif`, `asif/direct-talks`, `event:fall-of-kabul`, `#asif-federation`.
fn find_item(word: &str, brief: &Brief) -> Option<String> {
    let word = word.trim_start_matches('#');
    let key_of = |item: BriefItem| item.to_key(brief);
    if let Some(item) = BriefItem::from_key(word, brief).or_else(|| BriefItem::from_key(&format!("cell:{word}"), brief))
    {
        return Some(key_of(item));
    }
    let record = brief.record(word).map(BriefItem::Record);
    let found = record.or_else(|| {
        ["actor", "source", "issue"].iter().find_map(|kind| BriefItem::from_key(&format!("{kind}:{word}"), brief))
    });
    found.map(key_of)
}

/// The id of the brief that is nearest to `word`.
fn nearest_id<'a>(word: &str, brief: &'a Brief) -> Option<&'a str> {
    let records = brief.records().map(|record| brief.record_id(record));
    let actors = brief.actors.iter().map(|(_, actor)| actor.id.as_str());
    let sources = brief.sources.iter().map(|(_, source)| source.id.as_str());
    let issues = brief.issues.iter().map(|(_, issue)| issue.id.as_str());
    nearest(word, records.chain(actors).chain(sources).chain(issues))
}
