//! Coding an article at the prompt: a command with its words answers what the form asks, and the form is read as sentences.

use super::{Prompt, PromptQuestion, PromptResponse};
use crate::app::Msg;
use crate::app::coding::{ArticleRow, CodingView, FormRow, Judgement, QuestionKind};
use crate::app::overlay::Overlay;
use crate::keys::{Action, BriefAction, Chord, CodingAction};
use crate::plain::{PlainBuilder, line_text};
use crate::text::{Paragraph, Tone};

impl Prompt {
    /// The article that is being coded, also below the help.
    pub(super) fn coding(&self) -> Option<&CodingView> {
        [&self.app.overlay, &self.app.covered].into_iter().find_map(|overlay| match overlay {
            Some(Overlay::Coding(view)) => Some(view.as_ref()),
            Some(_) | None => None,
        })
    }

    /// Performs an action on the article, and answers what it asks with `words`, if there are any.
    pub(super) fn run_coding(&mut self, action: Action, words: &str) {
        self.response = PromptResponse::Location;
        if self.app.covered.is_some() {
            // The help covers the article.
            self.update(Msg::Cancel);
        }
        let is_selecting = matches!(
            action,
            Action::Coding(
                CodingAction::Select
                    | CodingAction::SelectWord
                    | CodingAction::SelectSentence
                    | CodingAction::SelectQuotation
            )
        );
        self.perform(action);
        if (is_selecting || action == Action::Help) && !words.is_empty() {
            self.update(Msg::Paste(words.to_owned()));
        } else if !words.is_empty() {
            self.answer_form(words);
        }
        self.await_answer();
    }

    /// Takes a line as the answer to what the form asks; an empty line leaves the question, but for a role, which one may do without.
    pub(super) fn answer_coding(&mut self, line: &str) {
        self.response = PromptResponse::Location;
        let asks_role = matches!(self.asked(), Some(QuestionKind::PersonRole(_)));
        if line.is_empty() && !asks_role {
            self.update(Msg::Cancel);
        } else {
            self.answer_form(line);
        }
        self.await_answer();
    }

    fn asked(&self) -> Option<&QuestionKind> {
        self.coding()?.question.as_ref().map(|question| &question.kind)
    }

    fn await_answer(&mut self) {
        self.question = self.asked().map(|_| PromptQuestion::Coding);
    }

    /// Answers the question of the form. The first word is the field, where its value follows; the last is the stance, after its issue.
    fn answer_form(&mut self, words: &str) {
        let (first, then) = match self.asked() {
            None => return,
            Some(QuestionKind::FieldName) => {
                words.split_once(' ').map_or((words, None), |(name, rest)| (name, Some(rest)))
            }
            Some(QuestionKind::Issue) => {
                words.rsplit_once(' ').map_or((words, None), |(issue, word)| (issue, Some(word)))
            }
            Some(
                QuestionKind::Speaker
                | QuestionKind::PersonKind(_)
                | QuestionKind::PersonRole(_)
                | QuestionKind::Field(_)
                | QuestionKind::Entry(_)
                | QuestionKind::Stance(_)
                | QuestionKind::Record
                | QuestionKind::Removal,
            ) => (words, None),
        };
        self.answer_once(first);
        if let Some(then) = then.filter(|_| self.asked().is_some()) {
            self.answer_once(then);
        }
    }

    fn answer_once(&mut self, words: &str) {
        let has_options = self
            .coding()
            .and_then(|view| view.question.as_ref())
            .is_some_and(|question| !question.options.is_empty() && question.is_numbered());
        let number = words.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(at) = number.filter(|_| has_options) {
            self.update(Msg::Choose(at));
        } else {
            // The line may have the value that the field has now.
            self.update(Msg::Key(Chord::ctrl('u')));
            self.update(Msg::Paste(words.to_owned()));
        }
        self.update(Msg::Do(Action::Brief(BriefAction::Go)));
    }
}

/// Reads out the item under the cursor: its words in the article, its record, what is asked or left.
pub(super) fn render_coding(view: &CodingView, out: &mut PlainBuilder) {
    let items = view.items();
    let Some(item) = view.current() else {
        out.sentence("no candidate and no record in this article; `select` and words makes a record of them");
        return;
    };
    let number = items.iter().position(|other| std::ptr::eq(item, other)).map_or(0, |at| at + 1);
    let state = match item.judgement {
        Judgement::Open => "not coded",
        Judgement::Coded => "coded",
        Judgement::Rejected => "rejected",
    };
    out.sentence(format!("{number} of {}, {state}:", items.len()));
    out.paragraphs(&[article_paragraph(view)]);
    for row in joined_rows(&view.sheet.form) {
        out.paragraphs(&[Paragraph::indented(0).hanging(2).with(Tone::Plain, row)]);
    }
    let Some(question) = &view.question else {
        out.sentence(format!("left: {}", view.sheet.status));
        return;
    };
    if let Some(fault) = &question.fault {
        out.sentence(fault);
    }
    out.sentence(format!("{}?", question.label()));
    for (number, at) in (1..=9).zip(&question.shown) {
        let option = &question.options[*at];
        let detail = if option.detail.is_empty() { String::new() } else { format!(", {}", option.detail) };
        out.numbered_entry(number, format!("{}{detail}", option.label));
    }
}

/// The rows of the article around the item, its words in brackets.
fn article_paragraph(view: &CodingView) -> Paragraph {
    let rows = &view.sheet.article;
    let is_here = |row: &ArticleRow| row.line.runs.iter().any(|run| run.marked);
    let first = rows.iter().position(is_here).unwrap_or(0);
    let last = rows.iter().rposition(is_here).unwrap_or(first);
    let is_gap = |row: &ArticleRow| row.line.runs.is_empty();
    let from = rows[..first].iter().rposition(is_gap).map_or(0, |at| at + 1);
    let to = rows[last..].iter().position(is_gap).map_or(rows.len(), |at| last + at);
    let mut paragraph = Paragraph::indented(0);
    for row in &rows[from..to] {
        let gap = (!paragraph.is_empty()).then_some(" ");
        paragraph = paragraph.with_optional(Tone::Plain, gap);
        for run in &row.line.runs {
            let (before, after) = if run.marked { ("[", "]") } else { ("", "") };
            paragraph = paragraph.with(Tone::Plain, format!("{before}{}{after}", run.text));
        }
    }
    paragraph
}

/// The fields of a form, one text each: `gist: Nobody asked.`
fn joined_rows(rows: &[FormRow]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for row in rows {
        let text = line_text(&row.line);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match texts.last_mut() {
            Some(last) if row.label.is_empty() && !row.is_wide => {
                last.push_str(if row.line.runs.len() > 2 { "; " } else { " " });
                last.push_str(&text);
            }
            Some(_) | None if row.is_wide => texts.push(text),
            Some(_) | None => texts.push(format!("{}: {text}", row.label)),
        }
    }
    texts
}
