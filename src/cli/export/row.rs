//! A statement as a row, with the names of everything that it refers to. It knows no column and no format, and never includes a note.

use chrono::NaiveDate;

use crate::analysis::{Analysis, Dated};
use crate::cli::record_fields::{self, ActorFields, SourceFields, SpeakerFields, StanceFields};
use crate::model::{Brief, EdtfDate, Ix, Record, Source, Statement, Tlp};
use crate::view::citation;

/// A brief whose statements become rows.
pub(super) struct ExportBrief<'a> {
    /// The part of a reference before the `#`.
    pub path: &'a str,
    pub name: &'a str,
    pub as_of: String,
    pub brief: &'a Brief,
    pub findings: &'a Analysis,
}

/// The exported data of one statement.
pub(super) struct ExportRow<'a> {
    pub reference: String,
    pub from_brief: &'a ExportBrief<'a>,
    pub statement: &'a Statement,
    pub speaker: SpeakerFields<'a>,
    pub via: Option<ActorFields<'a>>,
    pub said: Option<String>,
    pub said_bounds: [Option<NaiveDate>; 2],
    /// The bounds, where an estimate reaches one more of its unit at either end.
    pub said_widened: [Option<NaiveDate>; 2],
    pub said_basis: &'static str,
    /// Whether the statement's own date is uncertain, so that its bounds are not certain. The bounds of a one-of set are.
    pub said_doubted: bool,
    /// Whether the statement's own date is approximate.
    pub said_approximate: bool,
    pub stances: Vec<StanceFields<'a>>,
    pub about: Vec<ActorFields<'a>>,
    pub source: SourceFields<'a>,
    pub grade: String,
    pub disputed: bool,
    pub tlp: Tlp,
}

impl<'a> ExportBrief<'a> {
    /// Every statement, in the order of the brief.
    pub(super) fn rows(&'a self) -> impl Iterator<Item = ExportRow<'a>> {
        self.brief.statements.positions().map(|ix| ExportRow::new(self, ix))
    }
}

impl<'a> ExportRow<'a> {
    fn new(from_brief: &'a ExportBrief<'a>, ix: Ix<Statement>) -> Self {
        let brief = from_brief.brief;
        let (statement, record) = (&brief.statements[ix], Record::Statement(ix));
        let (dated, said) = (Dated::new(brief, record), statement.said.as_ref());
        Self {
            reference: citation::reference(from_brief.path, brief, record),
            from_brief,
            statement,
            speaker: SpeakerFields::new(brief, ix),
            via: statement.via.map(|actor| ActorFields::new(brief, actor)),
            said: said.map(EdtfDate::to_string),
            said_bounds: record_fields::date_bounds(dated),
            said_widened: record_fields::widened_bounds(dated),
            said_basis: record_fields::date_basis(dated),
            said_doubted: said.is_some_and(|said| said.is_uncertain() && said.days().len() <= 1),
            said_approximate: said.is_some_and(EdtfDate::is_approximate),
            stances: StanceFields::list(brief, statement),
            about: ActorFields::list(brief, &statement.about),
            source: SourceFields::new(brief, &brief.sources[statement.source]),
            grade: record_fields::grade(brief, statement),
            disputed: from_brief.findings.contradictions_of(record).next().is_some(),
            tlp: brief.tlp_of(record),
        }
    }

    /// The earliest and the latest day on which the source was published.
    pub(super) fn published_bounds(&self) -> [Option<NaiveDate>; 2] {
        self.statement_source().published.as_ref().map_or([None; 2], record_fields::calendar_bounds)
    }

    fn statement_source(&self) -> &'a Source {
        &self.from_brief.brief.sources[self.statement.source]
    }
}
