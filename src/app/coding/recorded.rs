//! Forms of the records that a brief has, and where they stand in the text of their source. It changes no record.

use std::ops::Range;

use super::form::{FormSpeaker, RecordForm};
use crate::app::BriefFacts;
use crate::coding::{CodedTable, FieldValue, passage_value, quote_value};
use crate::model::{Actor, Brief, Claim, EdtfDate, HasId, Ix, Record, Source, Speaker, Statement, Table, Tlp, Value};
use crate::quotes::QuoteState;

/// A record of the source that is being coded.
#[derive(Debug, Clone)]
pub(super) struct RecordedForm {
    pub(super) form: RecordForm,
    /// Where it stands in the text, in bytes; empty if that is not known.
    pub(super) at: Vec<Range<usize>>,
}

/// The statements and claims of a source, in the order of the brief.
pub(super) fn recorded_forms(facts: &BriefFacts, source: Ix<Source>) -> Vec<RecordedForm> {
    let brief = &facts.brief;
    let of_source = |record: &Record| brief.sources_of(*record).contains(&source);
    let recorded = |record: Record| {
        let form = match record {
            Record::Statement(ix) => statement_form(brief, &brief.statements[ix]),
            Record::Claim(ix) => claim_form(brief, &brief.claims[ix]),
            Record::Event(_) => return None,
        };
        Some(RecordedForm { form, at: places(facts, record) })
    };
    brief.records().filter(of_source).filter_map(recorded).collect()
}

/// Where a record stands in the text: at its quote, or else at its passage.
fn places(facts: &BriefFacts, record: Record) -> Vec<Range<usize>> {
    let Some(quotes) = facts.quotes() else { return Vec::new() };
    let quote = match record {
        Record::Statement(ix) => match quotes.state(&facts.brief, ix) {
            QuoteState::Compared(verdict) => verdict.at().to_vec(),
            QuoteState::NothingQuoted | QuoteState::NoText => Vec::new(),
        },
        Record::Event(_) | Record::Claim(_) => Vec::new(),
    };
    let at = if quote.is_empty() { quotes.passage(&facts.brief, record).at() } else { quote };
    at.into_iter().filter(|range| !range.is_empty()).collect()
}

fn statement_form(brief: &Brief, statement: &Statement) -> RecordForm {
    let speaker = form_speaker(brief, &statement.speaker);
    let mut form = RecordForm::new(CodedTable::Statement, statement.id.clone(), speaker);
    form.set_text("attribution", statement.attribution.word());
    form.set("quote", quote_value(&statement.quote));
    form.set_optional("cue", statement.cue.as_deref());
    form.set_optional("gist", statement.gist.as_deref());
    match statement.via.as_deref() {
        Some(Speaker::Unnamed(described)) => {
            form.set("via", Some(FieldValue::List(vec!["unnamed".to_owned()])));
            form.set_text("via_described_as", described);
        }
        Some(via @ (Speaker::Actor(_) | Speaker::Actors(_))) => form.set("via", ids(&brief.actors, via.actors())),
        None => {}
    }
    form.set_optional("said", date_text(statement.said.as_ref()).as_deref());
    form.set_optional("printed_date", statement.printed_date.as_deref());
    form.set_optional("venue", statement.venue.as_deref());
    for (issue, stance) in &statement.stances {
        form.set_stance(&brief.issues[*issue].id, Some(stance.word()));
    }
    form.set("about", ids(&brief.actors, &statement.about));
    // An unstated credibility reads as `6`; it is not written for that.
    let credibility = Some(statement.credibility.word()).filter(|word| *word != "6");
    form.set_optional("credibility", credibility);
    form.set("repeats", ids(&brief.statements, &statement.repeats));
    form.set("rewords", ids(&brief.statements, &statement.rewords));
    form.set("contradicts", ids(&brief.statements, &statement.contradicts));
    form.set("retracts", ids(&brief.statements, &statement.retracts));
    form.set("passage", statement.passage.as_deref().map(passage_value));
    form.set_optional("tlp", statement.tlp.map(Tlp::word));
    form.set_optional("note", statement.note.as_deref());
    form.into_written()
}

fn claim_form(brief: &Brief, claim: &Claim) -> RecordForm {
    let speaker = claim.actor.as_ref().map_or(FormSpeaker::Nobody, |actor| form_speaker(brief, actor));
    let mut form = RecordForm::new(CodedTable::Claim, claim.id.clone(), speaker);
    form.set_text("question", &claim.question);
    form.set(
        "value",
        Some(match &claim.value {
            Value::Text(text) => FieldValue::Text(text.clone()),
            // A count beyond 2^53 is none that an article prints.
            #[expect(clippy::cast_precision_loss, reason = "a value of a claim is far below 2^53")]
            Value::Integer(number) => FieldValue::Number(*number as f64),
            Value::Number(number) => FieldValue::Number(*number),
        }),
    );
    form.set_optional("unit", claim.unit.as_deref());
    form.set_optional("as_of", date_text(claim.as_of.as_ref()).as_deref());
    form.set_optional("rank", Some(claim.rank.word()).filter(|word| *word != "normal"));
    form.set_optional("why", claim.why.as_deref());
    form.set("passage", claim.passage.as_deref().map(passage_value));
    form.set_optional("tlp", claim.tlp.map(Tlp::word));
    form.set_optional("note", claim.note.as_deref());
    form.into_written()
}

fn form_speaker(brief: &Brief, speaker: &Speaker) -> FormSpeaker {
    let id = |actor: &Ix<Actor>| brief.actors[*actor].id.clone();
    match speaker {
        Speaker::Unnamed(described) => FormSpeaker::Unnamed(described.clone()),
        Speaker::Actor(_) | Speaker::Actors(_) => FormSpeaker::Actors(speaker.actors().iter().map(id).collect()),
    }
}

fn date_text(date: Option<&EdtfDate>) -> Option<String> {
    date.map(EdtfDate::to_string)
}

/// The ids of rows as a list; `None` without any.
fn ids<T: HasId>(table: &Table<T>, rows: &[Ix<T>]) -> Option<FieldValue> {
    let ids: Vec<String> = rows.iter().map(|ix| table[*ix].id().to_owned()).collect();
    (!ids.is_empty()).then_some(FieldValue::List(ids))
}
