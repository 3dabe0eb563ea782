//! What a draft means: every word, date and reference of it made a value of the model, or told as a fault. It reads no text.

mod actors;
mod circles;
mod frame;
mod ids;
mod records;
mod row;
mod sources;
mod statements;
mod vocabulary;

use super::SourceFile;
use super::draft::Draft;
use super::fault::Fault;
use super::written::Field;
use crate::model::{Actor, Brief, Issue, Ix, Source};
use frame::Frame;
use ids::Ids;
use records::Records;
use row::Row;
use sources::{FileSource, Sources};

/// What statements, events and claims refer to.
struct Known {
    actors: Ids<Actor>,
    issues: Ids<Issue>,
    sources: Ids<Source>,
    /// The source that each file gives to what names none.
    of_file: Vec<FileSource>,
}

pub(super) fn resolve(mut draft: Draft, files: &[SourceFile], faults: &mut Vec<Fault>) -> Option<Brief> {
    let (issues, issue_ids) = sources::issues(&mut draft, faults);
    let (actors, actor_ids) = actors::resolve(&mut draft, faults);
    let Sources { table: sources, ids: source_ids, of_file } = sources::sources(&mut draft, files.len(), faults);
    let known = Known { actors: actor_ids, issues: issue_ids, sources: source_ids, of_file };

    let incomplete = draft.incomplete;
    let (mut statement_ids, entries) = Ids::of(draft.statements, incomplete, faults);
    let statements = statements::resolve(entries, &known, &mut statement_ids, faults);
    let (mut event_ids, entries) = Ids::of(draft.events, incomplete, faults);
    let events = records::events(entries, &known, &mut event_ids, faults);
    let (mut claim_ids, entries) = Ids::of(draft.claims, incomplete, faults);
    let claims = records::claims(entries, &known, &mut claim_ids, faults);

    let records = Records { statements: &statement_ids, events: &event_ids, claims: &claim_ids };
    let key_points = records::key_points(draft.key_points, &records, faults);
    if draft.briefs.is_empty() && !draft.broken {
        frame::report_missing(files, faults);
    }
    let frame = Frame::of(draft.briefs, faults)?;
    Some(Brief {
        as_of: frame.as_of.or_else(|| frame::latest(&sources, &statements, &events))?,
        title: frame.title,
        bottom_line: frame.bottom_line,
        tlp: frame.tlp,
        marking: frame.marking,
        authors: frame.authors,
        note: frame.note,
        key_points,
        issues,
        actors,
        sources,
        statements,
        events,
        claims,
    })
}

impl Known {
    /// The source that is named, or else the only one of the file.
    fn source_or_the_files(&self, field: Field<String>, row: &mut Row<'_>) -> Option<Ix<Source>> {
        match (&field, self.of_file[row.file()]) {
            (Some(_), _) => row.find(&self.sources, field),
            (None, FileSource::One(source)) => source,
            (None, FileSource::None) => {
                let fault = row.fault("`source` is missing");
                row.report(fault.help("name one; the file has no `[[source]]` that it could be"));
                None
            }
            (None, FileSource::Several) => {
                let fault = row.fault("`source` is missing");
                row.report(fault.help("say which; the file has several"));
                None
            }
        }
    }
}
