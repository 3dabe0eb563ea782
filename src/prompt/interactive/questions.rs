//! Arguments of actions: taken from the words after the command, or asked for in a question. It never interprets them; the
//! reader does.

use super::{Prompt, PromptQuestion, PromptResponse, shortened};
use crate::app::overlay::{DateField, Overlay};
use crate::app::presentation::PresentationPlan;
use crate::app::{Msg, Notice};
use crate::keys::{Action, BriefAction};
use crate::model::Tlp;
use crate::redact;

impl Prompt {
    /// Looks up `words`, or asks for them if there are none.
    pub(super) fn look_up(&mut self, words: &str) {
        self.close_unrelated(Action::LookUp);
        self.perform(Action::LookUp);
        if words.is_empty() {
            self.question = Some(PromptQuestion::LookUp);
            self.response = PromptResponse::Message(
                "look up what? words anywhere, or who: on: is: in: about: after: before:".to_owned(),
            );
            return;
        }
        self.update(Msg::Paste(words.to_owned()));
        // Moves the focus from the search field to the hits.
        self.update(Msg::Choose(0));
        self.response = PromptResponse::Location;
    }

    /// Takes the argument of an action from `rest`, or asks for it if `rest` is empty.
    pub(super) fn ask_or_answer(&mut self, action: Action, question: PromptQuestion, rest: &str) {
        self.close_unrelated(action);
        self.perform(action);
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
            // The reader has put this question in its notice.
            PromptQuestion::Letter => match self.app.notice.take() {
                Some(Notice::Done(question) | Notice::Refused(question)) => question,
                Some(Notice::Copied { .. }) | None => "no brief is open".to_owned(),
            },
            PromptQuestion::Audience => audience_question(),
            // The form asks it.
            PromptQuestion::Coding => String::new(),
        }
    }

    /// Handles the answer to a question; an empty line cancels the question.
    pub(super) fn answer_question(&mut self, question: PromptQuestion, line: &str) {
        if question == PromptQuestion::Coding {
            return self.answer_coding(line);
        }
        self.response = PromptResponse::Location;
        if line.is_empty() {
            self.update(Msg::Cancel);
            return;
        }
        match question {
            PromptQuestion::LookUp => self.look_up(line),
            PromptQuestion::Date => {
                self.update(Msg::Paste(line.to_owned()));
                self.perform(Action::Brief(BriefAction::Go));
                if let Some(Overlay::Date(DateField { fault: Some(fault), .. })) = &self.app.overlay {
                    self.response = PromptResponse::Message(fault.clone());
                    self.update(Msg::Cancel);
                }
            }
            PromptQuestion::Letter => {
                // `?` is not a valid letter, so the reader refuses it.
                let mut chars = line.chars();
                let letter = chars.next().filter(|_| chars.next().is_none()).unwrap_or('?');
                self.update(Msg::Letter(letter));
            }
            PromptQuestion::Audience => self.start_presentation(line),
            PromptQuestion::Coding => {}
        }
    }

    fn start_presentation(&mut self, word: &str) {
        let plan = match &self.app.overlay {
            Some(Overlay::Audience(choice)) => choice.plan().clone(),
            _ => PresentationPlan::default(),
        };
        // A standalone presentation has nothing to return to, so the question is repeated until it is answered.
        self.question = plan.is_standalone.then_some(PromptQuestion::Audience);
        if !plan.is_standalone {
            self.update(Msg::Cancel);
        }
        match redact::parse_audience(&shortened(word)) {
            Ok(label) => {
                // The last list may contain items above the label of the audience.
                self.listed_items.clear();
                self.update(Msg::Present(Some(label), plan));
                if self.app.presentation.is_some() {
                    self.question = None;
                }
            }
            Err(message) => self.response = PromptResponse::Message(message),
        }
    }

    /// Shows the next case, or the case with the number `rest`.
    pub(super) fn read_case(&mut self, action: Action, rest: &str) {
        self.run_simple(action);
        let number = match rest.parse::<usize>() {
            _ if rest.is_empty() => return,
            Ok(number) => number,
            Err(_) => 0,
        };
        let Some(Overlay::Case(view)) = &self.app.overlay else { return };
        let (first, count) = (view.number(), view.count());
        if (1..=count).contains(&number) {
            for _ in 0..(number + count - first) % count {
                self.perform(Action::Brief(BriefAction::NextHit));
            }
            self.app.notice = None;
        } else {
            self.update(Msg::Cancel);
            self.response =
                PromptResponse::Message(format!("no case `{}`: they go from 1 to {count}", shortened(rest)));
        }
    }

    /// Shows citations in the named format.
    pub(super) fn show_copy(&mut self, format: &str) {
        self.run_simple(Action::ShowCopy);
        let Some(Overlay::Copy(copy_sheet)) = &self.app.overlay else { return };
        let formats = copy_sheet.formats();
        let chosen = formats.iter().position(|(_, title, _)| title.to_lowercase().starts_with(&format.to_lowercase()));
        match chosen {
            _ if format.is_empty() => {}
            Some(at) => self.update(Msg::Choose(at)),
            None => {
                let titles: Vec<&str> = formats.iter().map(|(_, title, _)| *title).collect();
                self.response = PromptResponse::Message(format!(
                    "no form `{}`: there are {}",
                    shortened(format),
                    titles.join(", ")
                ));
                self.update(Msg::Cancel);
            }
        }
    }
}

/// The question for the label of the audience.
pub(super) fn audience_question() -> String {
    let labels: Vec<String> = Tlp::ALL.iter().map(|label| format!("{label}, {}", label.meaning())).collect();
    format!("who is in the room? {}. What is marked above it is left out, and so is every note", labels.join("; "))
}
