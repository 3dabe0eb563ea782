//! The items of a brief that can be selected, and their keys, which outlive a reload.

use crate::model::{Actor, Brief, Issue, Ix, Record, Source};

/// An item that can be selected, pinned or starred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BriefItem {
    Source(Ix<Source>),
    Actor(Ix<Actor>),
    /// An issue: a column of the matrix.
    Issue(Ix<Issue>),
    /// One actor on one issue.
    Cell(Ix<Actor>, Ix<Issue>),
    Record(Record),
}

impl BriefItem {
    /// The key of the item: its kind and id, such as `actor:asif` or `cell:asif/direct-talks`.
    pub fn to_key(self, brief: &Brief) -> String {
        match self {
            Self::Source(ix) => format!("source:{}", brief.sources[ix].id),
            Self::Actor(ix) => format!("actor:{}", brief.actors[ix].id),
            Self::Issue(ix) => format!("issue:{}", brief.issues[ix].id),
            Self::Cell(actor, issue) => format!("cell:{}/{}", brief.actors[actor].id, brief.issues[issue].id),
            Self::Record(record @ Record::Statement(_)) => format!("statement:{}", brief.record_id(record)),
            Self::Record(record @ Record::Event(_)) => format!("event:{}", brief.record_id(record)),
            Self::Record(record @ Record::Claim(_)) => format!("claim:{}", brief.record_id(record)),
        }
    }

    /// Parses a key written by [`to_key`](Self::to_key); returns `None` if the brief has no such item.
    pub fn from_key(text: &str, brief: &Brief) -> Option<Self> {
        let (kind, id) = text.split_once(':')?;
        match kind {
            "source" => brief.sources.find(id).map(Self::Source),
            "actor" => brief.actors.find(id).map(Self::Actor),
            "issue" => brief.issues.find(id).map(Self::Issue),
            "cell" => {
                let (actor, issue) = id.split_once('/')?;
                Some(Self::Cell(brief.actors.find(actor)?, brief.issues.find(issue)?))
            }
            "statement" => brief.statements.find(id).map(|ix| Self::Record(Record::Statement(ix))),
            "event" => brief.events.find(id).map(|ix| Self::Record(Record::Event(ix))),
            "claim" => brief.claims.find(id).map(|ix| Self::Record(Record::Claim(ix))),
            _ => None,
        }
    }

    /// The item as the title line shows it: `Asif × direct talks`.
    pub fn describe(self, brief: &Brief) -> String {
        match self {
            Self::Source(ix) => brief.sources[ix].name().to_owned(),
            Self::Actor(ix) => brief.short_name(ix).to_owned(),
            Self::Issue(ix) => brief.issues[ix].label.clone(),
            Self::Cell(actor, issue) => {
                format!("{} × {}", brief.short_name(actor), brief.issues[issue].label)
            }
            Self::Record(record) => brief.record_id(record).to_owned(),
        }
    }
}
