//! The content of Detail for an item, in paragraphs. It wraps nothing and hides nothing that the brief has.

mod actor;
mod finding;
mod record;
mod source;
mod stance;

pub(super) use finding::describe_kind;
pub use record::without_findings as record_alone;

use super::reader::{BriefReader, DetailKey};
use super::{BriefItem, MAX_TEXT_WIDTH};
use crate::layout::Pane;
use crate::model::{Brief, Record, StancePosition, Statement};
use crate::text::{self, Paragraph, Tone};
use crate::view;

/// The paragraphs of `item`.
pub fn paragraphs(reader: &BriefReader, item: BriefItem) -> Vec<Paragraph> {
    match item {
        BriefItem::Source(ix) => source::paragraphs(reader, ix),
        BriefItem::Actor(ix) => actor::paragraphs(reader, ix),
        BriefItem::Issue(ix) => stance::issue_paragraphs(reader, ix),
        BriefItem::Cell(actor, issue) => stance::cell_paragraphs(reader, actor, issue),
        BriefItem::Record(record) => record::paragraphs(reader, record),
    }
}

impl BriefReader {
    /// Rebuilds Detail when its key changed.
    pub(in crate::app) fn update_detail(&mut self) {
        let body = self.regions().body(Pane::Detail);
        let (as_of, step, is_checked) = (self.as_of, self.case_step, self.checked.is_some());
        let key = DetailKey { item: self.selected_item(), width: body.width, as_of, step, is_checked };
        if self.detail.key.as_ref() != Some(&key) {
            let same_item =
                self.detail.key.as_ref().is_some_and(|before| (before.item, before.step) == (key.item, key.step));
            let paragraphs = key.item.map(|item| paragraphs(self, item)).unwrap_or_default();
            self.detail.lines = text::wrap(&paragraphs, usize::from(body.width.min(MAX_TEXT_WIDTH)).saturating_sub(1));
            self.detail.top = if same_item { self.detail.top } else { 0 };
            self.detail.key = Some(key);
        }
        let last = self.detail.lines.len().saturating_sub(usize::from(body.height));
        self.detail.top = self.detail.top.min(last);
    }
}

/// A paragraph that begins with a quiet label in its own column.
fn labelled(label: &str) -> Paragraph {
    Paragraph::indented(0).hanging(LABEL).with(Tone::Quiet, format!("{label:<LABEL$}"))
}

/// The width of the label column.
const LABEL: usize = 13;

/// A label with a text; `None` without a text.
fn field(label: &str, text: Option<impl AsRef<str>>) -> Option<Paragraph> {
    text.map(|text| labelled(label).with(Tone::Plain, text))
}

/// A record in one line: its date, the given stance, who and what.
fn evidence(brief: &Brief, record: Record, stance: Option<StancePosition>) -> Paragraph {
    let when = view::format_date(brief, record);
    let line = Paragraph::indented(2).hanging(LABEL).with(Tone::Quiet, format!("{when}  "));
    let line = match stance {
        Some(stance) => line
            .with(Tone::Stance(stance), format!("{} {}", view::glyph(stance), view::position(stance)))
            .with(Tone::Plain, "  "),
        None => line,
    };
    let line = line.with(Tone::Strong, view::who(brief, record)).with(Tone::Plain, "  ");
    match record {
        Record::Statement(ix) => statement_text(line, &brief.statements[ix]),
        Record::Event(_) | Record::Claim(_) => line.with(Tone::Plain, view::record_text(brief, record)),
    }
}

/// The text of a statement: its quote as speech, its gist in the officer's words.
fn statement_text(line: Paragraph, statement: &Statement) -> Paragraph {
    let line = line.with_optional(Tone::Quote, view::quote_text(statement));
    let between = (!statement.quote.is_empty() && statement.gist.is_some()).then_some("  ");
    line.with_optional(Tone::Plain, between).with_optional(Tone::Plain, statement.gist.as_ref())
}
