//! The tables of a draft, field by field, in the order in which people write them. It decides nothing.

use super::{CodedTable, CodingEdit, FieldValue};
use crate::draft::{ArticleDraft, ClaimDraft, DraftSpeaker, RosterEntry, StatementDraft};
use crate::model::{ActorKind, Attribution, EdtfDate, HeldText, Passage};

/// A field of a table.
pub type CodedField = (String, FieldValue);

/// The source of a draft, with the text that is held.
pub fn source_edit(draft: &ArticleDraft, held: &HeldText) -> CodingEdit {
    let source = &draft.source;
    let mut fields = FieldList::default();
    fields.text("id", Some(&source.id));
    fields.text("outlet", source.outlet.as_ref());
    fields.text("title", source.title.as_ref());
    fields.text("author", source.author.as_ref());
    fields.text("place", source.place.as_ref());
    fields.date("published", source.published.as_ref());
    fields.text("published_basis", source.published_basis.as_ref());
    let sum = held.sha256.iter().map(|sum| ("sha256", sum));
    fields.table("text", [("file", &held.file)].into_iter().chain(sum));
    CodingEdit::Add { table: CodedTable::Source, fields: fields.0 }
}

/// An actor who is new to the brief.
pub fn actor_edit(entry: &RosterEntry) -> CodingEdit {
    let mut fields = FieldList::default();
    fields.text("id", Some(&entry.id));
    fields.text("name", Some(&entry.name));
    fields.word("kind", entry.kind.unwrap_or(ActorKind::Other).word());
    fields.list("aliases", &entry.aliases);
    fields.text("description", entry.role.as_ref());
    CodingEdit::Add { table: CodedTable::Actor, fields: fields.0 }
}

/// A statement as it is accepted, without a gist.
pub fn statement_fields(draft: &ArticleDraft, statement: &StatementDraft) -> Vec<CodedField> {
    let mut fields = FieldList::default();
    fields.text("id", Some(&statement.id));
    fields.speaker(draft, &statement.speaker);
    fields.word("attribution", statement.candidate.attribution.word());
    fields.text("cue", statement.cue.as_ref());
    if matches!(statement.candidate.attribution, Attribution::Direct | Attribution::Mixed) {
        match &statement.quote[..] {
            [whole] => fields.text("quote", Some(whole)),
            parts => fields.list("quote", parts),
        }
    }
    fields.passage(&statement.passage);
    fields.date("said", statement.said.as_ref());
    fields.text("printed_date", statement.printed_date.as_ref());
    fields.0
}

/// A claim as it is accepted.
pub fn claim_fields(draft: &ArticleDraft, claim: &ClaimDraft) -> Vec<CodedField> {
    let mut fields = FieldList::default();
    fields.text("id", Some(&claim.id));
    fields.text("question", Some(&claim.question));
    fields.0.push(("value".to_owned(), FieldValue::Number(claim.value)));
    fields.text("unit", claim.unit.as_ref());
    // A claim without an actor is the source's own.
    if !matches!(claim.speaker, DraftSpeaker::NotStated | DraftSpeaker::Joint(_)) {
        fields.speaker(draft, &claim.speaker);
    }
    fields.passage(&claim.passage);
    fields.0
}

/// The tables that a draft is written as: its source, the new actors who speak, its records. Each record is marked as a draft, and names
/// its source.
pub fn draft_edits(draft: &ArticleDraft, held: &HeldText) -> Vec<CodingEdit> {
    let mut edits = vec![source_edit(draft, held)];
    let is_needed = |at: usize| {
        let speakers = draft.statements.iter().map(|statement| &statement.speaker);
        speakers.chain(draft.claims.iter().map(|claim| &claim.speaker)).any(|speaker| match speaker {
            DraftSpeaker::Named(entry) => *entry == at,
            DraftSpeaker::Joint(entries) => entries.contains(&at),
            DraftSpeaker::Ambiguous { .. } | DraftSpeaker::Unnamed(_) | DraftSpeaker::NotStated => false,
        })
    };
    let new = draft.roster.iter().enumerate().filter(|(at, entry)| !entry.is_known && is_needed(*at));
    edits.extend(new.map(|(_, entry)| actor_edit(entry)));
    let marked = |mut fields: Vec<CodedField>, speaker: &DraftSpeaker| {
        let source = ("source".to_owned(), FieldValue::Text(draft.source.id.clone()));
        fields.insert(1, source);
        fields.push(("review".to_owned(), FieldValue::Text("draft".to_owned())));
        fields.extend(offers_note(draft, speaker).map(|note| ("note".to_owned(), FieldValue::Text(note))));
        fields
    };
    edits.extend(draft.statements.iter().map(|statement| CodingEdit::Add {
        table: CodedTable::Statement,
        fields: marked(statement_fields(draft, statement), &statement.speaker),
    }));
    edits.extend(draft.claims.iter().map(|claim| CodingEdit::Add {
        table: CodedTable::Claim,
        fields: marked(claim_fields(draft, claim), &claim.speaker),
    }));
    edits
}

/// Whom a pronoun may mean, in words: `“he” may be Irena Vidal (vidal) or Carlo Brandt (brandt)`.
pub fn offers_note(draft: &ArticleDraft, speaker: &DraftSpeaker) -> Option<String> {
    let DraftSpeaker::Ambiguous { printed, offers } = speaker else { return None };
    let names: Vec<String> = offers
        .iter()
        .filter_map(|offer| draft.roster.get(*offer))
        .map(|entry| format!("{} ({})", entry.name, entry.id))
        .collect();
    Some(format!("“{printed}” may be {}", names.join(" or ")))
}

#[derive(Default)]
struct FieldList(Vec<CodedField>);

impl FieldList {
    fn text(&mut self, name: &str, text: Option<&String>) {
        self.0.extend(text.map(|text| (name.to_owned(), FieldValue::Text(text.clone()))));
    }

    fn word(&mut self, name: &str, word: &str) {
        self.0.push((name.to_owned(), FieldValue::Text(word.to_owned())));
    }

    fn date(&mut self, name: &str, date: Option<&EdtfDate>) {
        self.0.extend(date.map(|date| (name.to_owned(), FieldValue::Text(date.to_string()))));
    }

    fn list(&mut self, name: &str, items: &[String]) {
        if !items.is_empty() {
            self.0.push((name.to_owned(), FieldValue::List(items.to_vec())));
        }
    }

    fn table<'t>(&mut self, name: &str, pairs: impl Iterator<Item = (&'t str, &'t String)>) {
        let pairs = pairs.map(|(name, text)| (name.to_owned(), FieldValue::Text(text.clone())));
        self.0.push((name.to_owned(), FieldValue::Table(pairs.collect())));
    }

    fn passage(&mut self, passage: &Passage) {
        let Passage { start, end, prefix, suffix } = passage;
        let terms =
            [("prefix", prefix.as_ref()), ("start", Some(start)), ("end", end.as_ref()), ("suffix", suffix.as_ref())];
        self.table("passage", terms.into_iter().filter_map(|(name, term)| Some((name, term?))));
    }

    fn speaker(&mut self, draft: &ArticleDraft, speaker: &DraftSpeaker) {
        let id = |entry: &usize| draft.roster.get(*entry).map_or_else(String::new, |entry| entry.id.clone());
        let described_as = match speaker {
            DraftSpeaker::Named(entry) => return self.word("actor", &id(entry)),
            DraftSpeaker::Joint(entries) => return self.list("actor", &entries.iter().map(id).collect::<Vec<_>>()),
            DraftSpeaker::Ambiguous { printed, .. } | DraftSpeaker::Unnamed(printed) => printed.as_str(),
            DraftSpeaker::NotStated => "not named",
        };
        self.word("actor", "unnamed");
        self.word("described_as", described_as);
    }
}
