//! Resolves statements. It reports an incomplete statement and never includes it in the brief.

use toml::Spanned;

use super::KnownEntities;
use super::ids::{IdEntry, IdTable};
use super::row::{RowReader, WrittenReference, require};
use super::speakers::{SpeakerFields, WrittenSpeaker};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults};
use crate::format::raw::RawStatement;
use crate::format::raw_brief::{RawTable, TableHeader};
use crate::format::typed_value::{SpannedField, SpannedMap, TextOrNumber, TextParts, TypedValue};
use crate::model::{Attribution, Credibility, Issue, Ix, Stance, Statement, Table};

/// Resolves the statements and sets the positions of their ids.
pub(super) fn resolve(
    items: Vec<RawTable<RawStatement>>,
    known: &KnownEntities,
    faults: &mut Faults,
) -> (Table<Statement>, IdTable<Statement>) {
    let (mut ids, entries) = IdTable::collect(items, known.incomplete, faults);
    let drafts: Vec<StatementDraftLinks> =
        entries.into_iter().map(|entry| StatementDraftLinks::new(entry, known, faults)).collect();
    let complete = drafts.iter().filter_map(|draft| draft.statement.as_ref());
    ids.number(complete.map(|statement| statement.id.as_str()));
    let statements = drafts.into_iter().filter_map(|draft| draft.finish(&ids, faults)).collect();
    (Table::new(statements), ids)
}

const SPEAKER: SpeakerFields = SpeakerFields {
    who: "actor",
    described_as: "described_as",
    whom: "the speaker",
    example: "a senior diplomat",
    is_required: true,
};

const RELAY: SpeakerFields = SpeakerFields {
    who: "via",
    described_as: "via_described_as",
    whom: "the one who relayed it",
    example: "officials familiar with the call",
    is_required: false,
};

/// A statement whose links to other statements are not resolved yet.
struct StatementDraftLinks {
    id: Option<String>,
    header: TableHeader,
    /// `None` when the statement is incomplete, or a draft.
    statement: Option<Statement>,
    links: StatementLinks,
}

struct StatementLinks {
    repeats: Vec<WrittenReference>,
    rewords: Vec<WrittenReference>,
    contradicts: Vec<WrittenReference>,
    retracts: Vec<WrittenReference>,
}

impl StatementDraftLinks {
    fn new(entry: IdEntry<RawStatement>, known: &KnownEntities, faults: &mut Faults) -> Self {
        let IdEntry { id, header, mut raw } = entry;
        let mut row = RowReader::new("statement", id.as_deref(), &header, faults);
        let links = StatementLinks {
            repeats: row.references(raw.repeats.take()),
            rewords: row.references(raw.rewords.take()),
            contradicts: row.references(raw.contradicts.take()),
            retracts: row.references(raw.retracts.take()),
        };
        let is_draft = row.is_draft(raw.review.take());
        let statement = statement(id.clone().unwrap_or_default(), raw, is_draft, known, &mut row);
        let statement = statement.filter(|_| id.is_some() && !is_draft);
        Self { id, header, statement, links }
    }

    fn finish(self, ids: &IdTable<Statement>, faults: &mut Faults) -> Option<Statement> {
        let mut row = RowReader::new("statement", self.id.as_deref(), &self.header, faults);
        let mut link = |references, verb| linked_statements(references, verb, self.id.as_deref(), ids, &mut row);
        let repeats = link(self.links.repeats, "repeats");
        let rewords = link(self.links.rewords, "rewords");
        let contradicts = link(self.links.contradicts, "contradicts");
        let retracts = link(self.links.retracts, "retracts");
        Some(Statement { repeats, rewords, contradicts, retracts, ..self.statement? })
    }
}

/// Resolves links; reports unknown ids and a link of the statement to itself.
fn linked_statements(
    references: Vec<WrittenReference>,
    verb: &str,
    own: Option<&str>,
    ids: &IdTable<Statement>,
    row: &mut RowReader<'_>,
) -> Vec<Ix<Statement>> {
    let (itself, others): (Vec<_>, Vec<_>) = references.into_iter().partition(|link| Some(link.id.as_str()) == own);
    for link in itself {
        row.report(Fault::new(Code::SelfLink, link.place, format!("a statement that {verb} itself")));
    }
    row.look_up_all(ids, &others)
}

fn statement(
    id: String,
    raw: Box<RawStatement>,
    is_draft: bool,
    known: &KnownEntities,
    row: &mut RowReader<'_>,
) -> Option<Statement> {
    if raw.actor.is_none() {
        let help = "a speaker whom the source does not name is `actor = \"unnamed\"`, with `described_as`";
        row.report(row.fault(Code::MissingField, "`actor` is missing").help(help));
    }
    require!(row, raw, attribution);
    let attribution = row.word(raw.attribution);
    let content = StatementContent::new(attribution, raw.quote, (raw.gist, is_draft), row);
    let speaker = WrittenSpeaker { who: raw.actor, described_as: raw.described_as, fields: SPEAKER };
    let speaker = row.speaker(speaker, &known.actors);
    let via = WrittenSpeaker { who: raw.via, described_as: raw.via_described_as, fields: RELAY };
    let via = row.speaker(via, &known.actors).map(Box::new);
    let statement = Statement {
        id,
        quote: content.quote,
        gist: content.gist,
        cue: row.text(raw.cue),
        passage: row.passage(raw.passage),
        via,
        said: row.date(raw.said),
        printed_date: row.text(raw.printed_date),
        venue: row.text(raw.venue),
        stances: stances(raw.stance, &known.issues, row),
        about: row.find_all(&known.actors, raw.about),
        credibility: credibility(raw.credibility, row).unwrap_or(Credibility::Six),
        repeats: Vec::new(),
        rewords: Vec::new(),
        contradicts: Vec::new(),
        retracts: Vec::new(),
        tlp: row.tlp(raw.tlp),
        coder: row.text(raw.coder),
        note: row.text(raw.note),
        // Last: `?` returns early, after all faults above are reported.
        source: known.source_or_default(raw.source, row)?,
        speaker: speaker?,
        attribution: attribution?,
    };
    content.is_complete.then_some(statement)
}

/// The quote and the gist of a statement.
struct StatementContent {
    quote: Vec<String>,
    gist: Option<String>,
    /// Whether it has what its attribution requires.
    is_complete: bool,
}

impl StatementContent {
    fn new(
        attribution: Option<Attribution>,
        quote: SpannedField<TextParts>,
        (gist, is_draft): (SpannedField<String>, bool),
        row: &mut RowReader<'_>,
    ) -> Self {
        let quote_span = quote.as_ref().map(Spanned::span);
        let (needs_quote, needs_gist) = match attribution {
            Some(Attribution::Direct) => (true, false),
            Some(Attribution::Mixed) => (true, true),
            Some(Attribution::Indirect | Attribution::Inferred) => (false, true),
            None => (false, false),
        };
        if needs_quote && quote.is_none() {
            row.report(
                row.fault(Code::NoQuote, "`quote` is missing")
                    .help("copy the words in quotation marks; where there are none, it is `indirect`"),
            );
        }
        let needs_gist = needs_gist && !is_draft;
        if needs_gist && gist.is_none() {
            row.missing("gist");
        }
        if let (Some(attribution), Some(span), false) = (attribution, quote_span, needs_quote) {
            let fault =
                row.fault_at(Code::QuoteNotSpeech, span, format!("a quote, though the attribution is `{attribution}`"));
            row.report(fault.help("words in quotation marks make it `direct`, or `mixed` when they are a part"));
        }
        let (quote, gist) = (parts(quote, row), row.text(gist));
        let is_complete = (!needs_quote || !quote.is_empty()) && (!needs_gist || gist.is_some());
        Self { quote, gist, is_complete }
    }
}

/// The parts of a quote, in order.
fn parts(field: SpannedField<TextParts>, row: &mut RowReader<'_>) -> Vec<String> {
    let Some(parts) = row.value(field) else { return Vec::new() };
    let span = parts.span();
    match parts.into_inner() {
        TextParts::Whole(text) => {
            row.not_empty(Spanned::new(span, text)).map(Spanned::into_inner).into_iter().collect()
        }
        TextParts::Broken(list) if list.is_empty() => {
            row.report(row.fault_at(Code::Empty, span, "a quote without words"));
            Vec::new()
        }
        TextParts::Broken(list) => row.texts(Some(Spanned::new(span, TypedValue::Valid(list)))),
    }
}

/// The stances, in the order of the text.
fn stances(field: SpannedMap, issues: &IdTable<Issue>, row: &mut RowReader<'_>) -> Vec<(Ix<Issue>, Stance)> {
    let mut written = row.value(field).map(Spanned::into_inner).unwrap_or_default();
    written.sort_by_key(|(issue, _)| issue.span().start);
    let mut stances = Vec::with_capacity(written.len());
    for (issue, stance) in written {
        let issue = WrittenReference { place: row.at(issue.span()), id: issue.into_inner() };
        let (issue, stance) = (row.look_up(issues, &issue), row.word(Some(stance)));
        stances.extend(issue.zip(stance));
    }
    stances
}

/// The credibility: a number of the Admiralty code, with or without quotation marks.
fn credibility(field: SpannedField<TextOrNumber>, row: &mut RowReader<'_>) -> Option<Credibility> {
    let grade = row.value(field)?;
    let word = match grade.get_ref() {
        TextOrNumber::Text(text) => text.clone(),
        TextOrNumber::Integer(number) => number.to_string(),
        TextOrNumber::Number(number) => number.to_string(),
    };
    row.word_of(&word, grade.span())
}
