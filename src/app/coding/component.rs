//! Keys and actions on an article that is being coded. What they do to a record is in the files beside this one.

use ratatui::layout::Position;
use tui_input::Input;

use super::CodingView;
use super::item::Judgement;
use super::question::FormQuestion;
use super::selection::TextSelection;
use crate::app::overlay::{Flow, Help, Overlay, OverlayComponent, edit_line, insert_text, is_closing};
use crate::app::reader::BriefReader;
use crate::app::{App, CodingRequest, Effect, Notice};
use crate::keys::{Action, BriefAction, Chord, CodingAction, Key, KeyContext, Keymap, Motion};
use crate::model::{Attribution, Brief};

impl OverlayComponent for CodingView {
    fn perform(&mut self, app: &mut App, action: Action) -> Flow {
        let flow = if action == Action::Coding(CodingAction::Leave) {
            self.leave()
        } else if let Action::Coding(action) = action {
            self.perform_coding(app, action)
        } else if action == Action::Help {
            app.overlay = Some(Overlay::Help(Help::for_context(app, KeyContext::Coding)));
            Flow::Stay(None)
        } else if self.question.is_some() {
            self.perform_on_question(app, action)
        } else if action == Action::Brief(BriefAction::Go) {
            // The prompt knows this action of the reader.
            self.perform_coding(app, CodingAction::Accept)
        } else if is_closing(action) {
            self.leave()
        } else {
            Flow::Stay(None)
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
        reader.facts.brief.sources.find(self.source()).is_some()
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
            CodingAction::ShowUnlikely => {
                app.notice = Some(Notice::Done(self.toggle_unlikely()));
                Ok(None)
            }
            CodingAction::Select => self.begin_selection().map(|()| None),
            CodingAction::SelectWord => self.select(TextSelection::grow_by_word),
            CodingAction::SelectSentence => self.select(TextSelection::grow_by_sentence),
            CodingAction::SelectQuotation => self.select(TextSelection::take_quotation),
            CodingAction::Undo => Ok(Some(Effect::Coding(CodingRequest::Undo))),
            CodingAction::Redo => Ok(Some(Effect::Coding(CodingRequest::Redo))),
            CodingAction::OpenRecord => self.ask_record(),
            CodingAction::NextItem
            | CodingAction::PreviousItem
            | CodingAction::ArticleDown
            | CodingAction::ArticleUp
            | CodingAction::ArticlePageDown
            | CodingAction::ArticlePageUp
            | CodingAction::FormDown
            | CodingAction::FormUp
            | CodingAction::Leave => {
                self.move_about(action);
                Ok(None)
            }
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

    /// Goes to another item, or scrolls the article or the form.
    fn move_about(&mut self, action: CodingAction) {
        let is = |one: CodingAction| action == one;
        if is(CodingAction::NextItem) || is(CodingAction::PreviousItem) {
            self.go_to_neighbour(is(CodingAction::NextItem));
        } else if is(CodingAction::ArticleDown) || is(CodingAction::ArticleUp) {
            self.sheet.scroll(if is(CodingAction::ArticleDown) { 1 } else { -1 });
        } else if is(CodingAction::ArticlePageDown) || is(CodingAction::ArticlePageUp) {
            self.sheet.scroll_page(is(CodingAction::ArticlePageDown));
        } else if is(CodingAction::FormDown) {
            self.sheet.form_top += 1;
        } else if is(CodingAction::FormUp) {
            self.sheet.form_top = self.sheet.form_top.saturating_sub(1);
        }
    }

    /// Performs an action on the form, or asks what it needs.
    fn change_record(&mut self, action: CodingAction, brief: &Brief) -> Result<Option<Effect>, String> {
        let item = self.items.get(self.at).ok_or("no candidate is here; v selects words by hand")?;
        let is_claim = item.form.attribution().is_none();
        let attributions = [
            (CodingAction::MakeDirect, Attribution::Direct),
            (CodingAction::MakeIndirect, Attribution::Indirect),
            (CodingAction::MakeMixed, Attribution::Mixed),
        ];
        let attribution = attributions.into_iter().find(|(of, _)| *of == action).map(|(_, attribution)| attribution);
        let fields = [
            (CodingAction::Gist, "gist"),
            (CodingAction::Grade, "credibility"),
            (CodingAction::Said, if is_claim { "as_of" } else { "said" }),
            (CodingAction::Contradicts, "contradicts"),
        ];
        let field = fields.into_iter().find(|(of, _)| *of == action).map(|(_, field)| field);
        if action == CodingAction::Field {
            self.question = Some(FormQuestion::field_name(&item.form));
        } else if action == CodingAction::Speaker {
            self.question = Some(self.speaker_question());
        } else if is_claim && action != CodingAction::Said {
            return Err("a claim has no such field; f lists those it has".to_owned());
        } else if let Some(attribution) = attribution {
            self.set_attribution(attribution);
        } else if let Some(field) = field {
            self.ask_field(field, brief);
        } else {
            self.ask_stance(None, brief)?;
        }
        Ok(None)
    }

    /// Performs an action on the selection. Returns whether it is about the selection.
    fn perform_on_selection(&mut self, action: CodingAction, brief: &Brief) -> bool {
        let Some(selection) = &mut self.selection else { return false };
        if action == CodingAction::Accept {
            self.take_selection(brief);
        } else if action == CodingAction::Select {
            self.selection = None;
        } else if action == CodingAction::SelectWord {
            selection.grow_by_word();
        } else if action == CodingAction::SelectSentence {
            selection.grow_by_sentence();
        } else if action == CodingAction::SelectQuotation {
            selection.take_quotation();
        } else {
            return false;
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
    if matches!(key, Key::Left | Key::Right) {
        selection.move_by_word(key == Key::Right);
    } else if matches!(key, Key::Up | Key::Down) {
        selection.move_by_sentence(key == Key::Down);
    } else {
        return false;
    }
    true
}
