//! A file of a brief as it was written: every field may be missing or of the wrong type. Nothing here knows what a field means.

use serde::Deserialize;

use super::fields;
use super::written::{Amount, Date, Field, List, Map, Parts, Rows};

/// One table of the format with the names of its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableFields {
    /// Its name as a header has it: `actor`, `actor.roles`.
    pub table: &'static str,
    pub fields: &'static [&'static str],
}

/// Every table of the format, with every field that it may have: the one list that reading itself goes by.
pub fn tables() -> [TableFields; 10] {
    [
        TableFields { table: "brief", fields: fields::of::<RawBrief>() },
        TableFields { table: "key_point", fields: fields::of::<RawKeyPoint>() },
        TableFields { table: "issue", fields: fields::of::<RawIssue>() },
        TableFields { table: "actor", fields: fields::of::<RawActor>() },
        TableFields { table: "actor.roles", fields: fields::of::<RawRole>() },
        TableFields { table: "source", fields: fields::of::<RawSource>() },
        TableFields { table: "source.text", fields: fields::of::<RawHeldText>() },
        TableFields { table: "statement", fields: fields::of::<RawStatement>() },
        TableFields { table: "event", fields: fields::of::<RawEvent>() },
        TableFields { table: "claim", fields: fields::of::<RawClaim>() },
    ]
}

/// The tables that stand at the top of a file.
pub(super) fn top_tables() -> &'static [&'static str] {
    fields::of::<RawFile>()
}

#[derive(Deserialize)]
pub(super) struct RawFile {
    pub brief: Field<Rows<RawBrief>>,
    pub key_point: Field<Rows<RawKeyPoint>>,
    pub issue: Field<Rows<RawIssue>>,
    pub actor: Field<Rows<RawActor>>,
    pub source: Field<Rows<RawSource>>,
    pub statement: Field<Rows<RawStatement>>,
    pub event: Field<Rows<RawEvent>>,
    pub claim: Field<Rows<RawClaim>>,
}

#[derive(Deserialize)]
#[serde(expecting = "a table")]
pub(super) struct RawBrief {
    pub format: Field<i64>,
    pub title: Field<String>,
    pub as_of: Field<Date>,
    pub bottom_line: Field<String>,
    pub tlp: Field<String>,
    pub marking: Field<String>,
    pub authors: List<String>,
    pub note: Field<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "a table")]
pub(super) struct RawKeyPoint {
    pub text: Field<String>,
    pub likelihood: Field<String>,
    pub confidence: Field<String>,
    pub supports: List<String>,
    pub tlp: Field<String>,
    pub note: Field<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "a table")]
pub(super) struct RawIssue {
    pub id: Field<String>,
    pub label: Field<String>,
    pub question: Field<String>,
    pub note: Field<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "a table")]
pub(super) struct RawActor {
    pub id: Field<String>,
    pub name: Field<String>,
    pub kind: Field<String>,
    pub aliases: List<String>,
    pub native_name: Field<String>,
    pub member_of: List<String>,
    pub role: Field<String>,
    pub roles: List<RawRole>,
    pub description: Field<String>,
    pub note: Field<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "a table")]
pub(super) struct RawRole {
    pub title: Field<String>,
    pub at: Field<String>,
    pub from: Field<Date>,
    pub to: Field<Date>,
}

#[derive(Deserialize)]
#[serde(expecting = "a table")]
pub(super) struct RawSource {
    pub id: Field<String>,
    pub outlet: Field<String>,
    pub title: Field<String>,
    pub author: Field<String>,
    pub place: Field<String>,
    pub url: Field<String>,
    pub lang: Field<String>,
    pub kind: Field<String>,
    pub published: Field<Date>,
    pub published_basis: Field<String>,
    pub accessed: Field<Date>,
    pub reliability: Field<String>,
    pub origin: Field<String>,
    pub text: Field<RawHeldText>,
    pub tlp: Field<String>,
    pub note: Field<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "a table: { file = \"…\", sha256 = \"…\" }")]
pub(super) struct RawHeldText {
    pub file: Field<String>,
    pub sha256: Field<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "a table")]
pub(super) struct RawStatement {
    pub id: Field<String>,
    pub actor: Field<String>,
    pub described_as: Field<String>,
    pub source: Field<String>,
    pub attribution: Field<String>,
    pub quote: Field<Parts>,
    pub gist: Field<String>,
    pub cue: Field<String>,
    pub via: Field<String>,
    pub said: Field<Date>,
    pub printed_date: Field<String>,
    pub venue: Field<String>,
    pub stance: Map,
    pub about: List<String>,
    pub credibility: Field<Amount>,
    pub repeats: List<String>,
    pub rewords: List<String>,
    pub contradicts: List<String>,
    pub retracts: List<String>,
    pub tlp: Field<String>,
    pub note: Field<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "a table")]
pub(super) struct RawEvent {
    pub id: Field<String>,
    pub title: Field<String>,
    pub date: Field<Date>,
    pub printed_date: Field<String>,
    pub kind: Field<String>,
    pub place: Field<String>,
    pub actors: List<String>,
    pub sources: List<String>,
    pub gist: Field<String>,
    pub tlp: Field<String>,
    pub note: Field<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "a table")]
pub(super) struct RawClaim {
    pub id: Field<String>,
    pub question: Field<String>,
    pub value: Field<Amount>,
    pub unit: Field<String>,
    pub source: Field<String>,
    pub actor: Field<String>,
    pub as_of: Field<Date>,
    pub rank: Field<String>,
    pub why: Field<String>,
    pub tlp: Field<String>,
    pub note: Field<String>,
}
