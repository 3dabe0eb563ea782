//! A builder of briefs for tests. It creates actors, issues and sources that are only named, and never reads TOML.

mod any;
mod resolve;

use chrono::NaiveDate;

use crate::model::{Rank, Stance};

pub(crate) use any::any_draft;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Builds a brief. References are ids, which [`BriefBuilder::brief`] resolves.
#[derive(Debug, Clone, Default)]
pub(crate) struct BriefBuilder {
    sources: Vec<SourceDraft>,
    statements: Vec<StatementDraft>,
    claims: Vec<ClaimDraft>,
    events: Vec<EventDraft>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct SourceDraft {
    id: String,
    outlet: Option<String>,
    published: Option<String>,
    origin: Option<String>,
    held: bool,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct StatementDraft {
    id: String,
    actors: Vec<String>,
    described_as: String,
    source: String,
    inferred: bool,
    quote: Vec<String>,
    said: Option<String>,
    printed: Option<String>,
    stances: Vec<(String, Stance)>,
    about: Vec<String>,
    repeats: Vec<String>,
    rewords: Vec<String>,
    contradicts: Vec<String>,
    retracts: Vec<String>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct ClaimDraft {
    id: String,
    question: String,
    value: String,
    source: String,
    rank: Option<Rank>,
    why: Option<String>,
}

#[derive(Debug, Clone)]
struct EventDraft {
    id: String,
    date: String,
    sources: Vec<String>,
}

/// Defines setters that take a text, one per field.
macro_rules! setters {
    ($kind:ident: $($name:ident => $($field:ident).+,)+) => {
        impl $kind {
            $(pub(crate) fn $name(mut self, text: &str) -> Self {
                self.$($field).+.extend_with(text);
                self
            })+
        }
    };
}

/// Sets an option or a text, or adds to a list.
trait ExtendWith {
    fn extend_with(&mut self, text: &str);
}
impl ExtendWith for String {
    fn extend_with(&mut self, text: &str) {
        text.clone_into(self);
    }
}
impl ExtendWith for Option<String> {
    fn extend_with(&mut self, text: &str) {
        *self = Some(text.to_owned());
    }
}
impl ExtendWith for Vec<String> {
    fn extend_with(&mut self, text: &str) {
        self.push(text.to_owned());
    }
}

setters! { SourceDraft: outlet => outlet, published => published, origin => origin, }
setters! { ClaimDraft: question => question, value => value, in_source => source, why => why, }
setters! { StatementDraft:
    by => actors, unnamed => described_as, in_source => source, quote => quote, said => said, printed => printed, about => about,
    repeats => repeats, rewords => rewords, contradicts => contradicts, retracts => retracts,
}

impl SourceDraft {
    pub(crate) fn held(mut self) -> Self {
        self.held = true;
        self
    }
}

impl ClaimDraft {
    pub(crate) fn preferred(self) -> Self {
        self.ranked(Rank::Preferred)
    }

    pub(crate) fn ranked(mut self, rank: Rank) -> Self {
        self.rank = Some(rank);
        self
    }
}

impl StatementDraft {
    pub(crate) fn stance(mut self, issue: &str, stance: Stance) -> Self {
        self.stances.push((issue.to_owned(), stance));
        self
    }

    pub(crate) fn inferred(mut self) -> Self {
        self.inferred = true;
        self
    }
}

impl BriefBuilder {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn source(mut self, id: &str, fill: impl FnOnce(SourceDraft) -> SourceDraft) -> Self {
        self.sources.push(fill(SourceDraft { id: id.to_owned(), ..SourceDraft::default() }));
        self
    }

    /// Adds a statement by `somebody` in the source `paper`; `fill` can change both.
    pub(crate) fn statement(mut self, id: &str, fill: impl FnOnce(StatementDraft) -> StatementDraft) -> Self {
        let (id, source) = (id.to_owned(), "paper".to_owned());
        self.statements.push(fill(StatementDraft { id, source, ..StatementDraft::default() }));
        self
    }

    /// Adds a claim in the source `paper`; `fill` can change it.
    pub(crate) fn claim(mut self, id: &str, fill: impl FnOnce(ClaimDraft) -> ClaimDraft) -> Self {
        let (id, source) = (id.to_owned(), "paper".to_owned());
        self.claims.push(fill(ClaimDraft { id, source, ..ClaimDraft::default() }));
        self
    }

    pub(crate) fn event(mut self, id: &str, date: &str, sources: &[&str]) -> Self {
        let sources = sources.iter().map(ToString::to_string).collect();
        self.events.push(EventDraft { id: id.to_owned(), date: date.to_owned(), sources });
        self
    }

    /// The same brief with all tables in reverse order.
    pub(crate) fn reversed(mut self) -> Self {
        self.sources.reverse();
        self.statements.reverse();
        self.claims.reverse();
        self.events.reverse();
        self
    }
}
