//! The fields of what was drafted, in the order in which people write them. It decides nothing.

use super::{CodedTable, CodingEdit, FieldValue};
use crate::draft::{ArticleDraft, ClaimDraft, DraftSpeaker, SourceDraft, StatementDraft};
use crate::model::{ActorKind, EdtfDate, HeldText, Passage};

/// A field of a table.
pub type CodedField = (String, FieldValue);

/// An actor who is new to a brief.
#[derive(Debug, Clone, Copy)]
pub struct NewActor<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub kind: ActorKind,
    pub aliases: &'a [String],
    pub role: Option<&'a str>,
}

impl NewActor<'_> {
    /// The edit that adds the actor.
    pub fn edit(&self) -> CodingEdit {
        let mut fields = vec![text("id", self.id), text("name", self.name), text("kind", self.kind.word())];
        fields.extend(list("aliases", self.aliases));
        fields.extend(self.role.map(|role| text("role", role)));
        CodingEdit::Add { table: CodedTable::Actor, fields }
    }
}

/// The fields of a drafted statement, without its id and its speaker.
pub fn statement_fields(statement: &StatementDraft) -> Vec<CodedField> {
    let mut fields = vec![text("attribution", statement.candidate.attribution.word())];
    fields.extend(optional("cue", statement.cue.as_ref()));
    fields.extend(quote_value(&statement.quote).map(|quote| ("quote".to_owned(), quote)));
    fields.push(("passage".to_owned(), passage_value(&statement.passage)));
    fields.extend(date("said", statement.said.as_ref()));
    fields.extend(optional("printed_date", statement.printed_date.as_ref()));
    fields
}

/// The fields of a drafted claim, without its id and its speaker.
pub fn claim_fields(claim: &ClaimDraft) -> Vec<CodedField> {
    let mut fields = vec![text("question", &claim.question), ("value".to_owned(), FieldValue::Number(claim.value))];
    fields.extend(optional("unit", claim.unit.as_ref()));
    fields.push(("passage".to_owned(), passage_value(&claim.passage)));
    fields
}

/// The value of a quote: a text, or a list of its parts; `None` without any.
pub fn quote_value(parts: &[String]) -> Option<FieldValue> {
    match parts {
        [] => None,
        [whole] => Some(FieldValue::Text(whole.clone())),
        several => Some(FieldValue::List(several.to_vec())),
    }
}

/// The value of a passage.
pub fn passage_value(passage: &Passage) -> FieldValue {
    let Passage { start, end, prefix, suffix } = passage;
    let terms =
        [("start", Some(start)), ("end", end.as_ref()), ("prefix", prefix.as_ref()), ("suffix", suffix.as_ref())];
    FieldValue::Table(terms.into_iter().filter_map(|(name, words)| optional(name, words)).collect())
}

/// The tables that a draft is written as: its source, the new actors who speak, its records. Each record is marked as a draft, and names
/// its source.
pub fn draft_edits(draft: &ArticleDraft, held: &HeldText) -> Vec<CodingEdit> {
    let mut edits = vec![source_edit(&draft.source, held)];
    edits.extend(new_speakers(draft));
    let add = |table: CodedTable, id: &str, speaker: Vec<CodedField>, fields: Vec<CodedField>, note: Option<String>| {
        let mut all = vec![text("id", id), text("source", &draft.source.id)];
        all.extend(speaker.into_iter().chain(fields));
        all.push(text("review", "draft"));
        all.extend(optional("note", note.as_ref()));
        CodingEdit::Add { table, fields: all }
    };
    edits.extend(draft.statements.iter().map(|statement| {
        let StatementDraft { id, speaker, .. } = statement;
        let (fields, note) = (statement_fields(statement), offers_note(draft, speaker));
        add(CodedTable::Statement, id, speaker_fields(draft, speaker), fields, note)
    }));
    edits.extend(draft.claims.iter().map(|claim| {
        let ClaimDraft { id, speaker, .. } = claim;
        // A claim without an actor is the source's own.
        let is_own = matches!(speaker, DraftSpeaker::NotStated | DraftSpeaker::Joint(_));
        let speakers = if is_own { Vec::new() } else { speaker_fields(draft, speaker) };
        add(CodedTable::Claim, id, speakers, claim_fields(claim), offers_note(draft, speaker))
    }));
    edits
}

fn source_edit(source: &SourceDraft, held: &HeldText) -> CodingEdit {
    let mut fields = vec![text("id", &source.id)];
    fields.extend(optional("outlet", source.outlet.as_ref()));
    fields.extend(optional("title", source.title.as_ref()));
    fields.extend(optional("author", source.author.as_ref()));
    fields.extend(optional("place", source.place.as_ref()));
    fields.extend(date("published", source.published.as_ref()));
    fields.extend(optional("published_basis", source.published_basis.as_ref()));
    let sum = optional("sha256", held.sha256.as_ref());
    let held = [text("file", &held.file)].into_iter().chain(sum);
    fields.push(("text".to_owned(), FieldValue::Table(held.collect())));
    CodingEdit::Add { table: CodedTable::Source, fields }
}

/// The actors who speak and whom the brief does not have.
fn new_speakers(draft: &ArticleDraft) -> impl Iterator<Item = CodingEdit> {
    let statements = draft.statements.iter().map(|statement| &statement.speaker);
    let speakers: Vec<usize> = statements
        .chain(draft.claims.iter().map(|claim| &claim.speaker))
        .flat_map(|speaker| match speaker {
            DraftSpeaker::Named(entry) => std::slice::from_ref(entry),
            DraftSpeaker::Joint(entries) => entries,
            DraftSpeaker::Ambiguous { .. } | DraftSpeaker::Unnamed(_) | DraftSpeaker::NotStated => &[],
        })
        .copied()
        .collect();
    let new = draft.roster.iter().enumerate().filter(move |(at, entry)| !entry.is_known && speakers.contains(at));
    new.map(|(_, entry)| {
        let kind = entry.kind.unwrap_or(ActorKind::Other);
        let role = entry.role.as_deref();
        NewActor { id: &entry.id, name: &entry.name, kind, aliases: &entry.aliases, role }.edit()
    })
}

fn speaker_fields(draft: &ArticleDraft, speaker: &DraftSpeaker) -> Vec<CodedField> {
    let id = |entry: &usize| draft.roster.get(*entry).map_or_else(String::new, |entry| entry.id.clone());
    let described_as = match speaker {
        DraftSpeaker::Named(entry) => return vec![text("actor", &id(entry))],
        DraftSpeaker::Joint(entries) => {
            return vec![("actor".to_owned(), FieldValue::List(entries.iter().map(id).collect()))];
        }
        DraftSpeaker::Ambiguous { printed, .. } | DraftSpeaker::Unnamed(printed) => printed.as_str(),
        DraftSpeaker::NotStated => "not named",
    };
    vec![text("actor", "unnamed"), text("described_as", described_as)]
}

/// Whom a pronoun may mean, in words: `“he” may be Irena Vidal (vidal) or Carlo Brandt (brandt)`.
fn offers_note(draft: &ArticleDraft, speaker: &DraftSpeaker) -> Option<String> {
    let DraftSpeaker::Ambiguous { printed, offers } = speaker else { return None };
    let entries = offers.iter().filter_map(|offer| draft.roster.get(*offer));
    let names: Vec<String> = entries.map(|entry| format!("{} ({})", entry.name, entry.id)).collect();
    Some(format!("“{printed}” may be {}", names.join(" or ")))
}

fn text(name: &str, text: &str) -> CodedField {
    (name.to_owned(), FieldValue::Text(text.to_owned()))
}

fn optional(name: &str, words: Option<&String>) -> Option<CodedField> {
    words.map(|words| text(name, words))
}

fn date(name: &str, date: Option<&EdtfDate>) -> Option<CodedField> {
    date.map(|date| text(name, &date.to_string()))
}

fn list(name: &str, items: &[String]) -> Option<CodedField> {
    (!items.is_empty()).then(|| (name.to_owned(), FieldValue::List(items.to_vec())))
}
