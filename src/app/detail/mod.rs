//! What Detail tells of an item, in paragraphs. It wraps nothing and hides nothing: all that the brief has stands here.

mod actor;
mod finding;
mod record;
mod source;
mod stance;

pub(super) use finding::kind_in_words;
pub use record::alone as record_alone;

use super::Item;
use super::reader::Reader;
use crate::analysis::Position;
use crate::model::{Brief, Record, Statement};
use crate::text::{Paragraph, Tone};
use crate::view;

/// The paragraphs that tell of `item`.
pub fn of(reader: &Reader, item: Item) -> Vec<Paragraph> {
    match item {
        Item::Source(ix) => source::paragraphs(reader, ix),
        Item::Actor(ix) => actor::paragraphs(reader, ix),
        Item::Issue(ix) => stance::of_issue(reader, ix),
        Item::Cell(actor, issue) => stance::of_cell(reader, actor, issue),
        Item::Record(record) => record::paragraphs(reader, record),
    }
}

/// A paragraph that begins with a quiet label in a column of its own.
fn labelled(label: &str) -> Paragraph {
    Paragraph::at(0).hanging(LABEL).with(Tone::Quiet, format!("{label:<LABEL$}"))
}

/// Columns of the labels.
const LABEL: usize = 13;

/// A label and a text, where there is a text.
fn field(label: &str, text: Option<impl AsRef<str>>) -> Option<Paragraph> {
    text.map(|text| labelled(label).with(Tone::Plain, text))
}

/// A record in one line: when, the stance that it is looked at for, who, what.
fn evidence(brief: &Brief, record: Record, stance: Option<Position>) -> Paragraph {
    let when = view::when(brief, record);
    let line = Paragraph::at(2).hanging(LABEL).with(Tone::Quiet, format!("{when}  "));
    let line = match stance {
        Some(stance) => line
            .with(Tone::Stance(stance), format!("{} {}", view::glyph(stance), view::position(stance)))
            .with(Tone::Plain, "  "),
        None => line,
    };
    let line = line.with(Tone::Strong, view::who(brief, record)).with(Tone::Plain, "  ");
    match record {
        Record::Statement(ix) => said(line, &brief.statements[ix]),
        Record::Event(_) | Record::Claim(_) => line.with(Tone::Plain, view::what(brief, record)),
    }
}

/// The words of a statement: its quote as speech, its gist as the officer's.
fn said(line: Paragraph, statement: &Statement) -> Paragraph {
    let line = line.maybe(Tone::Quote, view::quoted(statement));
    let between = (!statement.quote.is_empty() && statement.gist.is_some()).then_some("  ");
    line.maybe(Tone::Plain, between).maybe(Tone::Plain, statement.gist.as_ref())
}
