//! Keys and actions on an article that is being coded. What they do to a record is in the files beside this one.

use ratatui::layout::Position;
use tui_input::Input;

use super::CodingView;
use super::item::Judgement;
use super::question::FormQuestion;
use super::selection::TextSelection;
use crate::app::overlay::{Flow, Help, Overlay, OverlayComponent, edit_line, insert_text, is_closing};
use crate::app::reader::BriefReader;
use crate::app::{App, Effect, Notice};
use crate::keys::{Action, BriefAction, Chord, CodingAction, Key, KeyContext, Keymap, Motion};
use crate::model::{Attribution, Brief};

impl OverlayComponent for CodingView {
    fn perform(&mut self, app: &mut App, action: Action) -> Flow {
        let flow = match action {
            Action::Coding(CodingAction::Leave) => self.leave(),
            Action::Coding(action) => self.perform_coding(app, action),
            Action::Help => {
                app.overlay = Some(Overlay::Help(Help::for_context(app, KeyContext::Coding)));
                Flow::Stay(None)
            }
            _ if self.question.is_some() => self.perform_on_question(app, action),
            // The prompt and the mouse know these actions of the reader.
            Action::Brief(BriefAction::Go) => self.perform_coding(app, CodingAction::Accept),
            _ if is_closing(action) => self.leave(),
            _ => Flow::Stay(None),
        };
        self.lay_out(app);
        flow
    }

    fn text_field(&mut self) -> Option<&mut Input> {
        self.question.as_mut().map(|question| &mut question.line)
    }

    fn on_edit(&mut self, app: &mut App) {
        if let Some(question) = &mut self.question {
            question.filter();
        }
        self.lay_out(app);
    }

    fn handle_key(&mut self, app: &mut App, chord: Chord) -> Flow {
        let Some(question) = &mut self.question else { return self.handle_command(app, chord) };
        if chord.typed_char().is_some_and(|char| question.choose_by_key(char)) {
            return self.perform(app, Action::Brief(BriefAction::Go));
        }
        if let Some(action) = Keymap::text_field_action(chord) {
            return self.perform(app, action);
        }
        if edit_line(&mut question.line, chord) {
            self.on_edit(app);
        }
        Flow::Stay(None)
    }

    /// Inserts pasted text into the answer. While words are selected by hand, it selects these words of the article.
    fn paste(&mut self, app: &mut App, text: &str) {
        if let Some(question) = &mut self.question {
            insert_text(&mut question.line, text);
            self.on_edit(app);
        } else if let Some(selection) = &mut self.selection {
            if !selection.find(&self.material.text, text) {
                app.refuse("the article has no such words");
            }
            self.lay_out(app);
        }
    }

    fn scroll_at(&mut self, app: &mut App, at: Position, rows: isize) {
        if self.regions(app.content_size()).form.contains(at) {
            self.sheet.form_top = self.sheet.form_top.saturating_add_signed(rows);
        } else {
            self.sheet.scroll(rows);
        }
        self.lay_out(app);
    }

    fn choose(&mut self, app: &mut App, at: usize) {
        if let Some(question) = &mut self.question {
            question.at = at.min(question.shown.len().saturating_sub(1));
        } else if at < self.items.len() {
            self.go_to(at);
        }
        self.lay_out(app);
    }

    fn lay_out(&mut self, app: &mut App) {
        let size = app.content_size();
        if let Some(reader) = &app.reader {
            self.lay_out_for(size, &reader.facts.brief, &app.keys);
        }
    }

    /// Stays open if the source is still in the brief.
    fn reload(&mut self, _old: &Brief, reader: &mut BriefReader) -> bool {
        self.refresh(reader);
        reader.facts.brief.sources.find(&self.source().to_owned()).is_some()
    }
}

impl CodingView {
    /// Whether the action is about the article or the record in the form.
    pub(in crate::app) fn accepts(action: Action) -> bool {
        matches!(action, Action::Coding(_))
    }

    /// Handles a key press outside of a question.
    fn handle_command(&mut self, app: &mut App, chord: Chord) -> Flow {
        if let Some(selection) = &mut self.selection
            && move_selection(selection, chord.key)
        {
            self.lay_out(app);
            return Flow::Stay(None);
        }
        match app.keys.coding_action_for(chord) {
            Some(Action::Coding(CodingAction::Stance)) => {
                let digit = chord.typed_char().and_then(|char| char.to_digit(10)).filter(|digit| *digit > 0);
                let result = match &app.reader {
                    Some(reader) => self.ask_stance(digit.map(|digit| digit as usize), &reader.facts.brief),
                    None => Ok(()),
                };
                if let Err(why) = result {
                    app.refuse(why);
                }
                self.lay_out(app);
                Flow::Stay(None)
            }
            Some(action) => self.perform(app, action),
            None => Flow::Stay(None),
        }
    }

    /// Closes the question, or else the selection, or else the article.
    fn leave(&mut self) -> Flow {
        self.is_accepting = false;
        if self.question.take().is_some() || self.selection.take().is_some() {
            return Flow::Stay(None);
        }
        Flow::Close(None)
    }

    fn perform_on_question(&mut self, app: &mut App, action: Action) -> Flow {
        let Some(reader) = &app.reader else { return Flow::Close(None) };
        if action == Action::Brief(BriefAction::Go) {
            let result = self.answer(&reader.facts.brief);
            return stay(app, result);
        }
        if let Some(question) = &mut self.question {
            match action.list_motion() {
                Some(motion @ (Motion::Rows(_) | Motion::Page { .. } | Motion::End { .. })) => {
                    question.step(motion.rows(5));
                }
                None if is_closing(action) => return self.leave(),
                None => {}
            }
        }
        Flow::Stay(None)
    }

    fn perform_coding(&mut self, app: &mut App, action: CodingAction) -> Flow {
        let Some(brief) = app.reader.as_ref().map(|reader| std::sync::Arc::clone(&reader.facts.brief)) else {
            return Flow::Close(None);
        };
        if self.selection.is_some() && self.perform_on_selection(action, &brief) {
            return Flow::Stay(None);
        }
        self.question = None;
        let result = match action {
            CodingAction::Accept => self.accept(&brief),
            CodingAction::Reject => self.reject(),
            CodingAction::NextCandidate | CodingAction::PreviousCandidate => {
                if !self.go_to_open(action == CodingAction::NextCandidate) {
                    app.notice = Some(Notice::Done("every candidate is judged".to_owned()));
                }
                Ok(None)
            }
            CodingAction::NextItem => done(self.go_to_neighbour(true)),
            CodingAction::PreviousItem => done(self.go_to_neighbour(false)),
            CodingAction::ShowUnlikely => {
                app.notice = Some(Notice::Done(self.toggle_unlikely()));
                Ok(None)
            }
            CodingAction::ArticleDown => done(self.sheet.scroll(1)),
            CodingAction::ArticleUp => done(self.sheet.scroll(-1)),
            CodingAction::ArticlePageDown => done(self.sheet.scroll_page(true)),
            CodingAction::ArticlePageUp => done(self.sheet.scroll_page(false)),
            CodingAction::FormDown => done(self.sheet.form_top += 1),
            CodingAction::FormUp => done(self.sheet.form_top = self.sheet.form_top.saturating_sub(1)),
            CodingAction::Select => self.begin_selection().map(|()| None),
            CodingAction::SelectWord => self.select(TextSelection::grow_by_word),
            CodingAction::SelectSentence => self.select(TextSelection::grow_by_sentence),
            CodingAction::SelectQuotation => self.select(TextSelection::take_quotation),
            CodingAction::Undo => Ok(Some(Effect::UndoCoding)),
            CodingAction::Redo => Ok(Some(Effect::RedoCoding)),
            CodingAction::OpenRecord => self.ask_record(),
            CodingAction::Leave => Ok(None),
            CodingAction::MakeDirect
            | CodingAction::MakeIndirect
            | CodingAction::MakeMixed
            | CodingAction::Speaker
            | CodingAction::Stance
            | CodingAction::Gist
            | CodingAction::Grade
            | CodingAction::Said
            | CodingAction::Field
            | CodingAction::Contradicts => self.change_record(action, &brief),
        };
        stay(app, result)
    }

    /// Performs an action on the form, or asks what it needs.
    fn change_record(&mut self, action: CodingAction, brief: &Brief) -> Result<Option<Effect>, String> {
        let item = self.items.get(self.at).ok_or("no candidate is here; v selects words by hand")?;
        let is_claim = item.form.attribution().is_none();
        match action {
            CodingAction::Field => self.question = Some(FormQuestion::field_name(&item.form)),
            CodingAction::Speaker => self.question = Some(self.speaker_question()),
            CodingAction::Said if is_claim => self.ask_field("as_of", brief),
            _ if is_claim => return Err("a claim has no such field; f lists those it has".to_owned()),
            CodingAction::MakeDirect => self.set_attribution(Attribution::Direct),
            CodingAction::MakeIndirect => self.set_attribution(Attribution::Indirect),
            CodingAction::MakeMixed => self.set_attribution(Attribution::Mixed),
            CodingAction::Stance => self.ask_stance(None, brief)?,
            CodingAction::Gist => self.ask_field("gist", brief),
            CodingAction::Grade => self.ask_field("credibility", brief),
            CodingAction::Said => self.ask_field("said", brief),
            CodingAction::Contradicts => self.ask_field("contradicts", brief),
            _ => {}
        }
        Ok(None)
    }

    /// Performs an action on the selection. Returns whether it is about the selection.
    fn perform_on_selection(&mut self, action: CodingAction, brief: &Brief) -> bool {
        let Some(selection) = &mut self.selection else { return false };
        match action {
            CodingAction::Accept => self.take_selection(brief),
            CodingAction::Select => self.selection = None,
            CodingAction::SelectWord => selection.grow_by_word(),
            CodingAction::SelectSentence => selection.grow_by_sentence(),
            CodingAction::SelectQuotation => selection.take_quotation(),
            _ => return false,
        }
        true
    }

    /// Begins a selection, and lets it grow.
    fn select(&mut self, grow: fn(&mut TextSelection)) -> Result<Option<Effect>, String> {
        self.begin_selection()?;
        self.selection.as_mut().into_iter().for_each(grow);
        Ok(None)
    }

    fn ask_record(&mut self) -> Result<Option<Effect>, String> {
        let coded = self.items.iter().filter(|item| item.judgement == Judgement::Coded).map(|item| &item.form);
        let question = FormQuestion::record(coded, &self.people);
        if question.options.is_empty() {
            return Err("no record of this article is coded yet".to_owned());
        }
        self.question = Some(question);
        Ok(None)
    }

    /// The id of the source.
    pub fn source(&self) -> &str {
        &self.material.source
    }
}

/// The result of a change that needs nothing more.
#[expect(clippy::unnecessary_wraps, reason = "it stands beside results that do fail")]
fn done((): ()) -> Result<Option<Effect>, String> {
    Ok(None)
}

fn stay(app: &mut App, result: Result<Option<Effect>, String>) -> Flow {
    match result {
        Ok(effect) => Flow::Stay(effect),
        Err(why) => {
            app.refuse(why);
            Flow::Stay(None)
        }
    }
}

/// Moves the selection by an arrow key. Returns whether the key is one.
fn move_selection(selection: &mut TextSelection, key: Key) -> bool {
    match key {
        Key::Left => selection.move_by_word(false),
        Key::Right => selection.move_by_word(true),
        Key::Up => selection.move_by_sentence(false),
        Key::Down => selection.move_by_sentence(true),
        _ => return false,
    }
    true
}
