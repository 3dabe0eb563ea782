//! What an action needs to know: asked in a sentence, or taken from the words behind it. Whatever is typed goes where the reader would have it.

use super::{Prompt, PromptQuestion, PromptResponse, shortened};
use crate::app::overlay::Overlay;
use crate::app::presentation::PresentationPlan;
use crate::app::{Msg, Notice};
use crate::keys::{Action, BriefAction, Chord, Key};
use crate::model::Tlp;
use crate::text::suggest::nearest;

impl Prompt {
    pub(super) fn look_up(&mut self, words: &str) {
        self.close_unrelated(Action::LookUp);
        self.press_key_of(Action::LookUp);
        if words.is_empty() {
            self.question = Some(PromptQuestion::LookUp);
            self.response = PromptResponse::Message(
                "look up what? words anywhere, or who: on: is: in: about: after: before:".to_owned(),
            );
            return;
        }
        self.update(Msg::Paste(words.to_owned()));
        // From here on the keys go to the hits.
        self.update(Msg::Choose(0));
        self.response = PromptResponse::Location;
    }

    /// Asks what an action needs to know, or takes it from the words behind it.
    pub(super) fn ask_or_answer(&mut self, action: Action, question: PromptQuestion, rest: &str) {
        self.close_unrelated(action);
        self.press_key_of(action);
        self.question = Some(question);
        if rest.is_empty() {
            self.response = PromptResponse::Message(self.question_text(question));
        } else {
            self.question = None;
            self.answer_question(question, rest);
        }
    }

    fn question_text(&mut self, question: PromptQuestion) -> String {
        match question {
            PromptQuestion::LookUp => "look up what?".to_owned(),
            PromptQuestion::Date => "go to which date? a year, month or day, such as 2024-09".to_owned(),
            // The reader has asked it already.
            PromptQuestion::Letter => match self.app.notice.take() {
                Some(Notice::Done(asked) | Notice::Refused(asked)) => asked,
                None => "no brief is open".to_owned(),
            },
            PromptQuestion::Audience => audience_question(),
        }
    }

    /// Takes the line that answers a question; an empty one takes the question back.
    pub(super) fn answer_question(&mut self, question: PromptQuestion, line: &str) {
        self.response = PromptResponse::Location;
        if line.is_empty() {
            self.press_key(Key::Esc);
            self.app.notice = None;
            return;
        }
        match question {
            PromptQuestion::LookUp => {
                self.press_key(Key::Esc);
                self.look_up(line);
            }
            PromptQuestion::Date => {
                self.update(Msg::Paste(line.to_owned()));
                self.press_key(Key::Enter);
                if let Some(Overlay::Date { fault: Some(fault), .. }) = &self.app.overlay {
                    self.response = PromptResponse::Message(fault.clone());
                    self.press_key(Key::Esc);
                }
            }
            PromptQuestion::Letter => {
                // Of more than a letter none is one.
                let mut chars = line.chars();
                let letter = chars.next().filter(|_| chars.next().is_none()).unwrap_or('?');
                self.press(Chord::char(letter));
            }
            PromptQuestion::Audience => self.start_presentation(line),
        }
    }

    fn start_presentation(&mut self, word: &str) {
        let plan = match &self.app.overlay {
            Some(Overlay::Audience(choice)) => choice.plan().clone(),
            _ => PresentationPlan::default(),
        };
        // Where there is nothing else to come back to, it is asked until it is answered.
        self.question = plan.is_standalone.then_some(PromptQuestion::Audience);
        if !plan.is_standalone {
            self.press_key(Key::Esc);
        }
        let upper = word.to_ascii_uppercase();
        let full = if upper.starts_with("TLP:") { upper } else { format!("TLP:{upper}") };
        if let Some(label) = Tlp::from_word(&full) {
            // What was listed at the desk may be above the room.
            self.listed_items.clear();
            self.update(Msg::Present(Some(label), plan));
            if self.app.presentation.is_some() {
                self.question = None;
            }
            return;
        }
        let near = nearest(&full, Tlp::WORDS.iter().copied());
        let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        let labels = Tlp::WORDS.join(", ");
        self.response =
            PromptResponse::Message(format!("no label `{}`: an audience is one of {labels}{near}", shortened(word)));
    }

    /// Reads the next case, or the one of a number.
    pub(super) fn read_case(&mut self, action: Action, rest: &str) {
        self.run_simple(action);
        let number = match rest.parse::<usize>() {
            _ if rest.is_empty() => return,
            Ok(number) => number,
            Err(_) => 0,
        };
        let Some(Overlay::Case(view)) = &self.app.overlay else { return };
        let (first, of) = (view.number(), view.count());
        if (1..=of).contains(&number) {
            for _ in 0..(number + of - first) % of {
                self.press_key_of(Action::Brief(BriefAction::NextHit));
            }
            self.app.notice = None;
        } else {
            self.close_overlay();
            self.response = PromptResponse::Message(format!("no case `{}`: they go from 1 to {of}", shortened(rest)));
        }
    }

    /// Shows citations, in the form that a word names.
    pub(super) fn show_copy(&mut self, form: &str) {
        self.run_simple(Action::ShowCopy);
        let Some(Overlay::Copy(handout)) = &self.app.overlay else { return };
        let forms = handout.formats();
        let meant = forms.iter().find(|(_, title, _)| title.to_lowercase().starts_with(&form.to_lowercase()));
        match meant {
            _ if form.is_empty() => {}
            Some((key, ..)) => self.press(Chord::char(*key)),
            None => {
                let titles: Vec<&str> = forms.iter().map(|(_, title, _)| *title).collect();
                self.response =
                    PromptResponse::Message(format!("no form `{}`: there are {}", shortened(form), titles.join(", ")));
                self.close_overlay();
            }
        }
    }
}

/// The question which audience the room is.
pub(super) fn audience_question() -> String {
    let labels: Vec<String> = Tlp::ALL.iter().map(|label| format!("{label}, {}", label.meaning())).collect();
    format!("who is in the room? {}. What is marked above it is left out, and so is every note", labels.join("; "))
}
