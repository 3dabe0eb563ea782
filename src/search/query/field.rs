//! The table of the fields of a query: their names, and the values that each takes. Parser, completion and reference read this table.

use crate::model::{Attribution, Credibility, EventKind, Reliability, Stance};

/// A field of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QueryField {
    Who,
    On,
    Is,
    In,
    Via,
    About,
    After,
    Before,
    Said,
    Published,
    Source,
    Grade,
    Credibility,
    Kind,
    Brief,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct FieldHelp {
    pub field: QueryField,
    /// The name as it is typed, without the colon.
    pub name: &'static str,
    /// The values that it takes; the phrase follows "it takes".
    pub takes: &'static str,
    /// What it finds, as a sentence without its full stop.
    pub finds: &'static str,
}

/// All fields, in the order of the reference.
pub const FIELDS: &[FieldHelp] = &[
    line(QueryField::Who, "who", "a name, a role or `unnamed`", "who speaks, takes part or gives the value"),
    line(QueryField::On, "on", "an issue", "a stance on the issue"),
    line(
        QueryField::Is,
        "is",
        "a stance, an attribution, `unnamed`, `disputed` or `new`",
        "how it is said and what is found of it; `new`: in a source that was not there at the last reading",
    ),
    line(QueryField::In, "in", "an outlet", "where it was reported"),
    line(QueryField::Via, "via", "a name", "who relayed it"),
    line(QueryField::About, "about", "a name", "who is spoken of"),
    line(QueryField::After, "after", "a date, such as 2024-09", "on the first day of the date, or later"),
    line(QueryField::Before, "before", "a date, such as 2024-09", "before the first day of the date"),
    line(QueryField::Said, "said", "a date, such as 2024-09", "said, happened or claimed on that date"),
    line(QueryField::Published, "published", "a date, such as 2024-09", "reported by a source of that date"),
    line(QueryField::Source, "source", "the id or title of a source", "reported by that source"),
    line(
        QueryField::Grade,
        "grade",
        "a letter from A to F, such as B or A..C, or a whole grade such as B2",
        "the source's reliability",
    ),
    line(
        QueryField::Credibility,
        "credibility",
        "a number from 1 to 6, such as 2 or 1..3",
        "the statement's credibility",
    ),
    line(QueryField::Kind, "kind", "`statement`, `event`, `claim` or a kind of event", "records of that kind"),
    line(QueryField::Brief, "brief", "the name or title of a brief", "what stands in that brief"),
];

const fn line(field: QueryField, name: &'static str, takes: &'static str, finds: &'static str) -> FieldHelp {
    FieldHelp { field, name, takes, finds }
}

impl QueryField {
    /// The field of this name.
    pub(in crate::search) fn from_name(name: &str) -> Option<Self> {
        FIELDS.iter().find(|line| line.name == name).map(|line| line.field)
    }

    /// The row of this field.
    ///
    /// # Panics
    /// Never: a test checks that every field has a row.
    pub(in crate::search) fn line(self) -> &'static FieldHelp {
        FIELDS.iter().find(|line| line.field == self).expect("every field has a line in the table")
    }

    /// The words that the field takes, if they are words of the format; names and dates are not included.
    pub(in crate::search) fn vocabulary(self) -> Vec<&'static str> {
        match self {
            Self::Is => [Stance::WORDS, Attribution::WORDS, TRAITS].concat(),
            Self::Kind => [KINDS, EventKind::WORDS].concat(),
            Self::Grade => Reliability::WORDS.to_vec(),
            Self::Credibility => Credibility::WORDS.to_vec(),
            Self::Who
            | Self::On
            | Self::In
            | Self::Via
            | Self::About
            | Self::After
            | Self::Before
            | Self::Said
            | Self::Published
            | Self::Source
            | Self::Brief => Vec::new(),
        }
    }
}

/// The values of `is:` besides stances and attributions.
const TRAITS: &[&str] = &["unnamed", "disputed", "new"];

/// The kinds of records.
const KINDS: &[&str] = &["statement", "event", "claim"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_used_twice() {
        for (at, line) in FIELDS.iter().enumerate() {
            assert!(
                FIELDS[..at].iter().all(|other| other.name != line.name && other.field != line.field),
                "{}",
                line.name
            );
            assert_eq!(QueryField::from_name(line.name), Some(line.field));
            assert_eq!(line.field.line().name, line.name);
        }
    }
}
