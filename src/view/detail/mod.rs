//! The content of Detail for an item, in paragraphs. It wraps nothing and hides nothing that the brief has.

mod actor;
mod finding;
mod record;
mod source;
mod stance;

pub(super) use finding::describe_kind;
pub use record::{paragraphs as record_paragraphs, without_findings as record_alone};

use super::cases::Case;
use super::{BriefFacts, BriefItem};
use crate::analysis::StanceMatrix;
use crate::model::{Brief, Record, StancePosition, Statement};
use crate::text::{Paragraph, Tone};
use crate::view;

/// What Detail describes an item from.
#[derive(Debug, Clone, Copy)]
pub struct DetailContext<'a> {
    pub facts: &'a BriefFacts,
    /// The stances of the day that is shown.
    pub matrix: &'a StanceMatrix,
    /// The case that is shown first in a record of one of its sides.
    pub case: Option<&'a Case>,
}

/// The paragraphs of `item`.
pub fn paragraphs(context: DetailContext<'_>, item: BriefItem) -> Vec<Paragraph> {
    match item {
        BriefItem::Source(ix) => source::paragraphs(context.facts, ix),
        BriefItem::Actor(ix) => actor::paragraphs(context, ix),
        BriefItem::Issue(ix) => stance::issue_paragraphs(context, ix),
        BriefItem::Cell(actor, issue) => stance::cell_paragraphs(context, actor, issue),
        BriefItem::Record(record) => record_paragraphs(context.facts, context.case, record),
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
