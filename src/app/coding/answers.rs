//! Answers to questions about a record: each sets a field of the form, makes an actor, or asks the next question.

use super::CodingView;
use super::form::FormSpeaker;
use super::people::{KnownPerson, PersonOrigin};
use super::question::{FormQuestion, QuestionKind, toggled};
use super::words::id_word;
use crate::app::Effect;
use crate::model::{ActorKind, Brief};
use crate::text::one_line;

impl CodingView {
    /// Asks for the value of a field.
    pub(super) fn ask_field(&mut self, field: &str, brief: &Brief) {
        if let Some(item) = self.items.get(self.at) {
            self.question = Some(FormQuestion::field(&item.form, field, &self.people, brief));
        }
    }

    /// Asks for the stance on the issue with this number in the form, from 1; `None` asks for the issue first.
    ///
    /// # Errors
    /// A sentence if the brief has no such issue.
    pub(super) fn ask_stance(&mut self, number: Option<usize>, brief: &Brief) -> Result<(), String> {
        self.question = Some(match number {
            None if brief.issues.is_empty() => return Err("the brief has no issues".to_owned()),
            None => FormQuestion::issue(brief),
            Some(number) => {
                let issue = brief.issues.iter().nth(number - 1).map(|(_, issue)| issue);
                FormQuestion::stance(&issue.ok_or_else(|| format!("no issue has the number {number}"))?.id)
            }
        });
        Ok(())
    }

    /// Takes the answer that is typed or chosen, and goes on with what follows from it.
    ///
    /// # Errors
    /// A sentence that says why the record cannot be accepted.
    pub(super) fn answer(&mut self, brief: &Brief) -> Result<Option<Effect>, String> {
        let Some(mut question) = self.question.take() else { return Ok(None) };
        match self.apply_answer(&question, brief) {
            Ok(Some(effect)) => return Ok(Some(effect)),
            Ok(None) => {}
            Err(why) => {
                question.fault = Some(why);
                self.question = Some(question);
                return Ok(None);
            }
        }
        let goes_on = self.is_accepting && self.question.is_none();
        if goes_on { self.accept(brief) } else { Ok(None) }
    }

    /// Applies an answer; it may ask another question.
    ///
    /// # Errors
    /// A sentence that says why it is no answer.
    fn apply_answer(&mut self, question: &FormQuestion, brief: &Brief) -> Result<Option<Effect>, String> {
        let typed = one_line(question.line.value());
        let chosen = question.chosen().map(|option| option.value.clone());
        match &question.kind {
            QuestionKind::Speaker => match chosen {
                Some(id) => self.set_speaker(FormSpeaker::Actors(vec![id]), brief),
                None if typed.is_empty() => return Err("type a name".to_owned()),
                None => self.name_person(&typed, brief)?,
            },
            QuestionKind::PersonKind(id) => {
                let word = chosen.ok_or_else(|| format!("a kind is one of {}", ActorKind::WORDS.join(", ")))?;
                let person = self.people.get_mut(id).ok_or("nobody has this name")?;
                person.kind = ActorKind::from_word(&word);
                if person.origin == PersonOrigin::Typed {
                    self.question = Some(FormQuestion::person_role(id.clone()));
                }
            }
            QuestionKind::PersonRole(id) => {
                let person = self.people.get_mut(id).ok_or("nobody has this name")?;
                person.role = Some(typed).filter(|role| !role.is_empty());
            }
            QuestionKind::FieldName => {
                let field = chosen.ok_or_else(|| format!("no field is called `{typed}`"))?;
                self.ask_field(&field, brief);
            }
            QuestionKind::Field(field) => {
                let value = if question.options.is_empty() { Some(typed) } else { chosen };
                let value = value.ok_or_else(|| format!("`{field}` has no such value"))?;
                self.type_field(field, &value)?;
            }
            QuestionKind::Entry(field) => {
                let entry = chosen.ok_or("nothing has these words")?;
                let form = &self.items.get(self.at).ok_or("no candidate is here")?.form;
                let value = toggled(form.get(field), &entry);
                self.set_field(field, value);
            }
            QuestionKind::Issue => {
                let issue = chosen.ok_or("no issue has these words")?;
                self.question = Some(FormQuestion::stance(&issue));
            }
            QuestionKind::Stance(issue) => {
                let stance = chosen.ok_or("a stance is for, conditional, neutral, against or unclear")?;
                if let Some(item) = self.items.get_mut(self.at) {
                    item.form.set_stance(issue, Some(stance.as_str()).filter(|stance| !stance.is_empty()));
                    item.is_edited = true;
                }
            }
            QuestionKind::Record => {
                let id = chosen.ok_or("no record has these words")?;
                let at = self.items.iter().position(|item| item.form.is_written() && item.form.id == id);
                self.go_to(at.ok_or("the record is gone")?);
            }
            QuestionKind::Removal => return Ok(self.removal()),
        }
        Ok(None)
    }

    /// Sets a field to what was typed.
    fn type_field(&mut self, field: &str, typed: &str) -> Result<(), String> {
        let item = self.items.get_mut(self.at).ok_or("no candidate is here")?;
        item.form.type_into(field, typed)?;
        item.is_edited = true;
        if field == "attribution"
            && let Some(attribution) = item.form.attribution()
        {
            self.set_attribution(attribution);
        }
        Ok(())
    }

    /// Makes an actor of a typed name as the speaker, and asks for its kind. A description in lower case is somebody unnamed.
    fn name_person(&mut self, name: &str, brief: &Brief) -> Result<(), String> {
        if name.starts_with(char::is_lowercase) {
            self.set_speaker(FormSpeaker::Unnamed(name.to_owned()), brief);
            return Ok(());
        }
        let word = Some(id_word(name)).filter(|word| !word.is_empty()).unwrap_or_else(|| "actor".to_owned());
        let is_taken = |id: &str| self.people.get(id).is_some() || brief.actors.find(id).is_some();
        let numbered = (2..100).map(|number| format!("{word}-{number}"));
        let id = std::iter::once(word.clone()).chain(numbered).find(|id| !is_taken(id));
        let id = id.ok_or("too many actors have this name")?;
        self.people.add(KnownPerson {
            id: id.clone(),
            name: name.to_owned(),
            aliases: Vec::new(),
            kind: None,
            role: None,
            origin: PersonOrigin::Typed,
        });
        self.set_speaker(FormSpeaker::Actors(vec![id.clone()]), brief);
        self.question = Some(FormQuestion::person_kind(id));
        Ok(())
    }
}
