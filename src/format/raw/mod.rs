//! The tables of a brief as written: every field may be missing or have a wrong type. It never interprets a field.

/// Declares a raw table: its fields, how they are read, and their schema.
macro_rules! raw_table {
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident: $expected:literal {
            $($(#[$about:meta])* pub $field:ident: $type:ty,)+
        }
    ) => {
        #[derive(Default, schemars::JsonSchema)]
        $(#[$meta])*
        $visibility struct $name {
            $($(#[$about])* pub $field: $type,)+
        }

        impl $name {
            pub(in crate::format) const FIELDS: &'static [&'static str] = &[$(stringify!($field)),+];

            pub(in crate::format) fn from_table(table: $crate::format::document::TomlTable<'_>) -> Self {
                let mut raw = Self::default();
                for $crate::format::document::TomlEntry { key, value } in table.entries {
                    match &**key.get_ref() {
                        $(stringify!($field) => raw.$field = Some($crate::format::typed_value::read(value)),)+
                        _ => {}
                    }
                }
                raw
            }
        }

        impl $crate::format::typed_value::FromToml for $name {
            const EXPECTED: &'static str = $expected;

            fn from_toml(
                data: $crate::format::document::TomlData<'_>,
            ) -> Result<Self, $crate::format::document::TomlData<'_>> {
                match data {
                    $crate::format::document::TomlData::Table(table) => Ok(Self::from_table(table)),
                    other => Err(other),
                }
            }
        }
    };
}

mod actor;
mod frame;
mod records;
mod source;

pub(super) use actor::{RawActor, RawMembership, RawRole};
pub(super) use frame::{RawBrief, RawDeck, RawIssue, RawKeyPoint};
pub(super) use records::{RawClaim, RawEvent, RawPassage, RawStatement};
pub(super) use source::{RawHeldText, RawSource};

use super::typed_value::{OneOrManyTables, SpannedField};

/// A table of the format with the names of its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableFields {
    /// Its name as in a header: `actor`, `actor.roles`.
    pub table: &'static str,
    pub fields: &'static [&'static str],
}

/// Every table of the format with all its fields: the same list that the parser uses.
pub const fn tables() -> [TableFields; 15] {
    [
        TableFields { table: "brief", fields: RawBrief::FIELDS },
        TableFields { table: "key_point", fields: RawKeyPoint::FIELDS },
        TableFields { table: "issue", fields: RawIssue::FIELDS },
        TableFields { table: "actor", fields: RawActor::FIELDS },
        TableFields { table: "actor.memberships", fields: RawMembership::FIELDS },
        TableFields { table: "actor.roles", fields: RawRole::FIELDS },
        TableFields { table: "source", fields: RawSource::FIELDS },
        TableFields { table: "source.text", fields: RawHeldText::FIELDS },
        TableFields { table: "statement", fields: RawStatement::FIELDS },
        TableFields { table: "statement.passage", fields: RawPassage::FIELDS },
        TableFields { table: "event", fields: RawEvent::FIELDS },
        TableFields { table: "event.passage", fields: RawPassage::FIELDS },
        TableFields { table: "claim", fields: RawClaim::FIELDS },
        TableFields { table: "claim.passage", fields: RawPassage::FIELDS },
        TableFields { table: "deck", fields: RawDeck::FIELDS },
    ]
}

/// The names of the top-level tables of a file.
pub(super) const fn top_tables() -> &'static [&'static str] {
    RawFile::FIELDS
}

raw_table! {
    /// One file of a brief. All files of the folder are one brief, and a table can be in any of them. Only `source` depends on the file: a
    /// source that is the only one of its file is the default for the records of that file.
    #[schemars(deny_unknown_fields, title = "A file of a brief", extend("required" = []))]
    // Statements and claims must name their source, unless the file has exactly one, which is the default.
    #[schemars(extend(
        "if" = { "properties": { "source": { "minItems": 1, "maxItems": 1 } }, "required": ["source"] },
        "else" = { "properties": {
            "statement": { "items": { "required": ["source"] } },
            "claim": { "items": { "required": ["source"] } },
        } },
    ))]
    pub(super) struct RawFile: "a table" {
        /// The fields of the whole brief. A brief has one, in one of its files.
        #[schemars(with = "RawBrief")]
        pub brief: SpannedField<OneOrManyTables<RawBrief>>,
        /// The key points, the most important first.
        #[schemars(with = "Vec<RawKeyPoint>")]
        pub key_point: SpannedField<OneOrManyTables<RawKeyPoint>>,
        /// The issues on which actors take a stance.
        #[schemars(with = "Vec<RawIssue>")]
        pub issue: SpannedField<OneOrManyTables<RawIssue>>,
        /// The actors.
        #[schemars(with = "Vec<RawActor>")]
        pub actor: SpannedField<OneOrManyTables<RawActor>>,
        /// The sources. The usual layout is one file per article: its source and what it reports.
        #[schemars(with = "Vec<RawSource>")]
        pub source: SpannedField<OneOrManyTables<RawSource>>,
        /// The statements.
        #[schemars(with = "Vec<RawStatement>")]
        pub statement: SpannedField<OneOrManyTables<RawStatement>>,
        /// The events.
        #[schemars(with = "Vec<RawEvent>")]
        pub event: SpannedField<OneOrManyTables<RawEvent>>,
        /// The claims: values that sources give for a question.
        #[schemars(with = "Vec<RawClaim>")]
        pub claim: SpannedField<OneOrManyTables<RawClaim>>,
        /// The cards of a presentation. A brief has at most one such table, in one of its files.
        #[schemars(with = "RawDeck")]
        pub deck: SpannedField<OneOrManyTables<RawDeck>>,
    }
}
