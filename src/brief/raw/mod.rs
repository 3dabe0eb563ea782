//! A file of a brief as it was written: every field may be missing or of the wrong type. Nothing here knows what a field means.

mod actor;
mod frame;
mod records;
mod source;

use schemars::JsonSchema;
use serde::Deserialize;

pub(super) use actor::{RawActor, RawRole};
pub(super) use frame::{RawBrief, RawDeck, RawIssue, RawKeyPoint};
pub(super) use records::{RawClaim, RawEvent, RawStatement};
pub(super) use source::{RawHeldText, RawSource};

use super::fields;
use super::written::{Field, Rows};

/// One table of the format with the names of its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableFields {
    /// Its name as a header has it: `actor`, `actor.roles`.
    pub table: &'static str,
    pub fields: &'static [&'static str],
}

/// Every table of the format, with every field that it may have: the one list that reading itself goes by.
pub fn tables() -> [TableFields; 11] {
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
        TableFields { table: "deck", fields: fields::of::<RawDeck>() },
    ]
}

/// The tables that stand at the top of a file.
pub(super) fn top_tables() -> &'static [&'static str] {
    fields::of::<RawFile>()
}

/// One file of a brief. All files of the folder are one brief, and it makes no difference in which of them a table stands, but for
/// `source`: where a file has one, what names no source in that file is of it.
#[derive(Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "A file of a brief", extend("required" = []))]
// Unless the file has the one source that it gives to them, statements and claims must name theirs.
#[schemars(extend(
    "if" = { "properties": { "source": { "minItems": 1, "maxItems": 1 } }, "required": ["source"] },
    "else" = { "properties": {
        "statement": { "items": { "required": ["source"] } },
        "claim": { "items": { "required": ["source"] } },
    } },
))]
pub(super) struct RawFile {
    /// What holds for the whole. A brief has one, in one of its files.
    #[schemars(with = "RawBrief")]
    pub brief: Field<Rows<RawBrief>>,
    /// The judgements, the first being the most important.
    #[schemars(with = "Vec<RawKeyPoint>")]
    pub key_point: Field<Rows<RawKeyPoint>>,
    /// What actors take sides on.
    #[schemars(with = "Vec<RawIssue>")]
    pub issue: Field<Rows<RawIssue>>,
    /// Who speaks and acts.
    #[schemars(with = "Vec<RawActor>")]
    pub actor: Field<Rows<RawActor>>,
    /// Where something was reported. The natural layout is one file an article: its source, and what it reports.
    #[schemars(with = "Vec<RawSource>")]
    pub source: Field<Rows<RawSource>>,
    /// What somebody said.
    #[schemars(with = "Vec<RawStatement>")]
    pub statement: Field<Rows<RawStatement>>,
    /// What happened.
    #[schemars(with = "Vec<RawEvent>")]
    pub event: Field<Rows<RawEvent>>,
    /// The values that sources give for a question.
    #[schemars(with = "Vec<RawClaim>")]
    pub claim: Field<Rows<RawClaim>>,
    /// How the brief is presented. A brief has one at most, in one of its files.
    #[schemars(with = "RawDeck")]
    pub deck: Field<Rows<RawDeck>>,
}
