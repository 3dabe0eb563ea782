//! The form of a record as rows, wrapped for the screen: a key, a label and a value each. It changes no record.

use super::CodingView;
use super::fields::value_text;
use super::form::{FormFault, FormSpeaker, RecordForm};
use super::item::{CodingItem, Judgement};
use super::sheet::{FORM_KEY_WIDTH, FORM_LABEL_WIDTH, FormRow};
use crate::coding::{CodedTable, FieldValue};
use crate::keys::{Action, CodingAction, Keymap};
use crate::model::{Brief, Credibility, Stance, StancePosition};
use crate::text::{self, Paragraph, TextLine, TextRun, Tone};
use crate::view;

/// The most rows of a quote in the form; the article shows it as a whole.
const MOST_QUOTE_ROWS: usize = 3;

impl CodingView {
    /// The form of an item as rows.
    pub(super) fn form_rows(&self, item: &CodingItem, brief: &Brief, keys: &Keymap, width: usize) -> Vec<FormRow> {
        let form = &item.form;
        let is_rejected = item.judgement == Judgement::Rejected;
        let faults = if is_rejected { Vec::new() } else { form.faults() };
        let mut writer = FormWriter { rows: Vec::new(), faults, width, keys };
        let state = match (item.judgement, form.is_written()) {
            (Judgement::Coded, _) if item.is_edited => "coded, changed here: enter writes it",
            (Judgement::Coded, _) => "coded",
            (Judgement::Rejected, _) => "rejected",
            (Judgement::Open, true) => "a draft in the file",
            (Judgement::Open, false) => "not coded",
        };
        let head = Paragraph::indented(0).with(Tone::Strong, &form.id).with(Tone::Quiet, format!("  {state}"));
        writer.wide_row(head);
        if form.table == CodedTable::Claim {
            self.write_claim(form, &mut writer);
        } else {
            self.write_statement(form, brief, &mut writer);
        }
        writer.write_other_fields(form);
        if let Some(why) = &self.fault {
            writer.wide_row(Paragraph::indented(0).with(Tone::Alert, format!("! {why}")));
        }
        writer.rows
    }

    fn write_claim(&self, form: &RecordForm, writer: &mut FormWriter<'_>) {
        let plain = |text: &str| Paragraph::indented(0).with(Tone::Plain, text);
        writer.row("", "question", "question", plain(form.text("question")));
        let value = form.get("value").map(value_text).unwrap_or_default();
        writer.row("", "value", "value", plain(&value).with(Tone::Plain, " ").with(Tone::Quiet, form.text("unit")));
        let key = writer.key(CodingAction::Speaker);
        writer.row(&key, "given by", "actor", self.speaker_paragraph(form, None));
        let key = writer.key(CodingAction::Said);
        writer.row(&key, "as of", "as_of", plain(form.text("as_of")));
    }

    fn write_statement(&self, form: &RecordForm, brief: &Brief, writer: &mut FormWriter<'_>) {
        let plain = |text: &str| Paragraph::indented(0).with(Tone::Plain, text);
        let key = writer.key(CodingAction::Speaker);
        writer.row(&key, "who", "actor", self.speaker_paragraph(form, Some(brief)));
        let keys = [CodingAction::MakeDirect, CodingAction::MakeIndirect, CodingAction::MakeMixed];
        let key: String = keys.into_iter().map(|action| writer.key(action)).collect();
        let cue = Some(form.text("cue")).filter(|cue| !cue.is_empty()).map(|cue| format!(" · {cue}"));
        writer.row(&key, "type", "attribution", plain(form.text("attribution")).with_optional(Tone::Quiet, cue));
        let quote = match form.get("quote") {
            Some(FieldValue::Text(quote)) => format!("“{quote}”"),
            Some(FieldValue::List(parts)) => {
                parts.iter().map(|part| format!("“{part}”")).collect::<Vec<_>>().join(" … ")
            }
            Some(FieldValue::Number(_) | FieldValue::Table(_)) | None => String::new(),
        };
        if !quote.is_empty() || writer.has_fault("quote") {
            writer.cut_row("quote", "quote", Paragraph::indented(0).with(Tone::Quote, quote));
        }
        let key = writer.key(CodingAction::Gist);
        writer.row(&key, "gist", "gist", plain(form.text("gist")));
        let printed = Some(form.text("printed_date")).filter(|printed| !printed.is_empty());
        let printed = printed.map(|printed| format!(" · “{printed}”"));
        let key = writer.key(CodingAction::Said);
        writer.row(&key, "said", "said", plain(form.text("said")).with_optional(Tone::Quiet, printed));
        writer.write_stances(form, brief);
        let grade = Credibility::from_word(form.text("credibility"));
        let grade = grade.map_or(String::new(), |grade| format!("{grade} {}", grade.meaning()));
        let key = writer.key(CodingAction::Grade);
        writer.row(&key, "credibility", "credibility", plain(&grade));
        if let Some(rivals) = form.get("contradicts") {
            let key = writer.key(CodingAction::Contradicts);
            writer.row(&key, "contradicts", "contradicts", plain(&value_text(rivals)));
        }
    }

    /// Who speaks; with a brief, what the brief does not know yet.
    fn speaker_paragraph(&self, form: &RecordForm, brief: Option<&Brief>) -> Paragraph {
        let names = form.speaker.describe(&self.people);
        match &form.speaker {
            FormSpeaker::Actors(ids) => {
                let is_new = brief.is_some_and(|brief| ids.iter().any(|id| brief.actors.find(id).is_none()));
                let role = ids.first().filter(|_| ids.len() == 1).and_then(|id| self.people.get(id)?.role.clone());
                let line = Paragraph::indented(0).with(Tone::Strong, names);
                let line = line.with_optional(Tone::Quiet, role.map(|role| format!(", {role}")));
                line.with_optional(Tone::Quiet, is_new.then_some(" (new to the brief)"))
            }
            FormSpeaker::Unnamed(_) => Paragraph::indented(0).with(Tone::Plain, names).with(Tone::Quiet, " (unnamed)"),
            FormSpeaker::Open { offers, .. } => {
                let offers: Vec<&str> = offers.iter().take(3).map(|id| self.people.name(id)).collect();
                let offers = Some(offers.join(" or ")).filter(|offers| !offers.is_empty());
                let line = Paragraph::indented(0).with(Tone::Alert, names);
                line.with_optional(Tone::Quiet, offers.map(|offers| format!(" {offers}?")))
            }
            FormSpeaker::Nobody => Paragraph::indented(0),
        }
    }
}

/// Writes the rows of a form.
struct FormWriter<'a> {
    rows: Vec<FormRow>,
    faults: Vec<FormFault>,
    width: usize,
    keys: &'a Keymap,
}

impl FormWriter<'_> {
    fn key(&self, action: CodingAction) -> String {
        self.keys.key_label(Action::Coding(action))
    }

    fn has_fault(&self, field: &str) -> bool {
        self.faults.iter().any(|fault| fault.field == field)
    }

    /// Writes a field, and its faults below it.
    fn row(&mut self, key: &str, label: &str, field: &str, value: Paragraph) {
        let faults = self.faults.iter().filter(|fault| fault.field == field);
        let faults = faults.map(|fault| Paragraph::indented(0).with(Tone::Alert, format!("! {}", fault.problem)));
        let value = Some(value).filter(|value| !value.is_empty());
        let paragraphs: Vec<Paragraph> = value.into_iter().chain(faults).collect();
        let mut lines = text::wrap(&paragraphs, self.width);
        if lines.is_empty() {
            lines.push(TextLine { indent: 0, runs: vec![run(Tone::Quiet, "·")] });
        }
        self.push(key, label, lines);
    }

    /// Writes a field of at most [`MOST_QUOTE_ROWS`] rows.
    fn cut_row(&mut self, label: &str, field: &str, value: Paragraph) {
        let before = self.rows.len();
        self.row("", label, field, value);
        if self.rows.len() - before > MOST_QUOTE_ROWS {
            self.rows.truncate(before + MOST_QUOTE_ROWS);
            if let Some(last) = self.rows.last_mut() {
                last.line.runs.push(run(Tone::Quiet, " …"));
                let fits = text::width(&last.line.runs.iter().map(|run| run.text.as_str()).collect::<String>());
                if fits > self.width {
                    last.line.runs = vec![run(Tone::Quiet, "…")];
                }
            }
        }
    }

    fn push(&mut self, key: &str, label: &str, lines: Vec<TextLine>) {
        for (at, line) in lines.into_iter().enumerate() {
            let first = |text: &str| if at == 0 { text.to_owned() } else { String::new() };
            self.rows.push(FormRow { key: first(key), label: first(label), line, is_wide: false });
        }
    }

    /// Writes text over the whole width of the form.
    fn wide_row(&mut self, text: Paragraph) {
        let lines = text::wrap(&[text], self.width + FORM_KEY_WIDTH + FORM_LABEL_WIDTH);
        self.rows.extend(lines.into_iter().map(|line| FormRow { line, is_wide: true, ..FormRow::default() }));
    }

    /// Writes the stances, in columns where they fit: the digit of each issue, its label and its stance.
    fn write_stances(&mut self, form: &RecordForm, brief: &Brief) {
        const COLUMN: usize = 34;
        let columns = (self.width / COLUMN).max(1);
        let width = self.width / columns;
        let entries: Vec<Vec<TextRun>> = (1..)
            .zip(brief.issues.iter())
            .map(|(number, (_, issue))| {
                let stance = form.stance(&issue.id).and_then(Stance::from_word);
                let (tone, sign) = stance.map_or((Tone::Quiet, "·".to_owned()), |stance| {
                    let position = StancePosition::Held(stance);
                    (Tone::Stance(position), format!("{} {stance}", view::glyph(position)))
                });
                let digit = if number < 10 { number.to_string() } else { " ".to_owned() };
                let room = width.saturating_sub(text::width(&sign) + 5);
                let label = text::clean(&issue.label);
                let label = text::fit(&label, room);
                let gap = width.saturating_sub(2 + text::width(&label) + 1 + text::width(&sign));
                let parts = [(Tone::Strong, format!("{digit} ")), (Tone::Plain, format!("{label} ")), (tone, sign)];
                let parts = parts.into_iter().chain([(Tone::Plain, " ".repeat(gap))]);
                parts.map(|(tone, text)| run(tone, &text)).collect()
            })
            .collect();
        let lines: Vec<TextLine> =
            entries.chunks(columns).map(|row| TextLine { indent: 0, runs: row.concat() }).collect();
        self.push("", "stance", lines);
    }

    /// Writes the fields that have no row of their own.
    fn write_other_fields(&mut self, form: &RecordForm) {
        const SHOWN: &[&str] = &[
            "attribution",
            "cue",
            "quote",
            "gist",
            "said",
            "printed_date",
            "stance",
            "credibility",
            "contradicts",
            "passage",
            "question",
            "value",
            "unit",
            "as_of",
        ];
        let key = self.key(CodingAction::Field);
        let others: Vec<(String, String)> = form
            .fields()
            .iter()
            .filter(|(name, _)| !SHOWN.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), value_text(value)))
            .collect();
        for (name, value) in others {
            self.row(&key, &name.replace('_', " "), &name, Paragraph::indented(0).with(Tone::Plain, value));
        }
    }
}

fn run(tone: Tone, text: &str) -> TextRun {
    TextRun { text: text.to_owned(), tone, marked: false }
}
