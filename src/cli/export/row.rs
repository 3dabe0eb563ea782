//! A statement as a row: all that is told of it, with what it is linked to by name. It knows no column and no form, and never has a note.

use chrono::NaiveDate;

use crate::analysis::{Dated, Findings};
use crate::cli::told::{self, Name, Reported, Side, Who};
use crate::model::{Brief, Ix, Record, Source, Statement, Tlp, When};
use crate::view::citation;

/// A brief whose statements become rows.
pub(super) struct Held<'a> {
    /// What stands before the `#` of its references.
    pub spelt: &'a str,
    pub name: &'a str,
    pub as_of: String,
    pub brief: &'a Brief,
    pub findings: &'a Findings,
}

/// What is told of a statement.
pub(super) struct Row<'a> {
    pub reference: String,
    pub held: &'a Held<'a>,
    pub statement: &'a Statement,
    pub speaker: Who<'a>,
    pub via: Option<Name<'a>>,
    pub said: Option<String>,
    pub said_in: [Option<NaiveDate>; 2],
    pub said_basis: &'static str,
    /// Whether its own date is doubted, so that its bounds do not hold for certain. The days of a one-of set do.
    pub said_doubted: bool,
    /// Whether its own date is an estimate, so that it can have been a day earlier or later.
    pub said_approximate: bool,
    pub stances: Vec<Side<'a>>,
    pub about: Vec<Name<'a>>,
    pub source: Reported<'a>,
    pub grade: String,
    pub disputed: bool,
    pub tlp: Tlp,
}

impl<'a> Held<'a> {
    /// Every statement, in the order of the brief.
    pub(super) fn rows(&'a self) -> impl Iterator<Item = Row<'a>> {
        self.brief.statements.positions().map(|ix| Row::of(self, ix))
    }
}

impl<'a> Row<'a> {
    fn of(held: &'a Held<'a>, ix: Ix<Statement>) -> Self {
        let brief = held.brief;
        let (statement, record) = (&brief.statements[ix], Record::Statement(ix));
        let (dated, said) = (Dated::of(brief, record), statement.said.as_ref());
        Self {
            reference: citation::reference(held.spelt, brief, record),
            held,
            statement,
            speaker: Who::of(brief, ix),
            via: statement.via.map(|actor| Name::of(brief, actor)),
            said: said.map(When::to_string),
            said_in: told::bounds(dated),
            said_basis: told::basis(dated),
            said_doubted: said.is_some_and(|said| said.is_uncertain() && said.days().len() <= 1),
            said_approximate: said.is_some_and(When::is_approximate),
            stances: Side::all(brief, statement),
            about: Name::all(brief, &statement.about),
            source: Reported::of(brief, &brief.sources[statement.source]),
            grade: told::grade(brief, statement),
            disputed: held.findings.contradictions_of(record).next().is_some(),
            tlp: brief.tlp_of(record),
        }
    }

    /// The days between which its source was published.
    pub(super) fn published_in(&self) -> [Option<NaiveDate>; 2] {
        let published = self.of_source().published.as_ref();
        [published.and_then(When::earliest), published.and_then(When::latest)]
    }

    fn of_source(&self) -> &'a Source {
        &self.held.brief.sources[self.statement.source]
    }
}
