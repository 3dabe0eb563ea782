//! What a draft means: every word, date and reference of it made a value of the model, or told as a fault. It reads no text.

mod actors;
mod cycles;
mod deck;
mod frame;
mod ids;
mod records;
mod row;
mod sources;
mod statements;
mod vocabulary;

use super::Locations;
use super::raw_brief::RawTables;
use super::typed_value::SpannedField;
use crate::diagnostics::Code;
use crate::diagnostics::Faults;
use crate::diagnostics::SourceFile;
use crate::model::{Actor, Brief, Issue, Ix, Source};
use deck::CardTargets;
use frame::{BriefContents, BriefFrame};
use ids::IdTable;
use records::RecordIds;
use row::RowReader;
use sources::{FileSource, ResolvedSources};

/// What statements, events and claims refer to.
struct KnownEntities {
    actors: IdTable<Actor>,
    issues: IdTable<Issue>,
    sources: IdTable<Source>,
    /// The source that each file gives to what names none.
    of_file: Vec<FileSource>,
    /// Whether syntax errors may hide further ids.
    incomplete: bool,
}

pub(super) fn resolve(
    mut draft: RawTables,
    files: &[SourceFile],
    places: &mut Locations,
    faults: &mut Faults,
) -> Option<Brief> {
    let (issues, issue_ids) = sources::issues(&mut draft, faults);
    let (actors, actor_ids) = actors::resolve(&mut draft, faults);
    let ResolvedSources { table: sources, ids: source_ids, of_file } =
        sources::sources(&mut draft, files.len(), faults);
    let incomplete = draft.incomplete;
    let known = KnownEntities { actors: actor_ids, issues: issue_ids, sources: source_ids, of_file, incomplete };

    let (statements, statement_ids) = statements::resolve(draft.statements, &known, faults);
    let (events, event_ids) = records::events(draft.events, &known, faults);
    let (claims, claim_ids) = records::claims(draft.claims, &known, faults);
    let records = RecordIds { statements: &statement_ids, events: &event_ids, claims: &claim_ids };
    let deck = deck::resolve(
        draft.decks,
        &CardTargets { issues: &known.issues, records: &records, statements: &statements },
        faults,
    );
    let (key_points, of_key_points) = records::key_points(draft.key_points, &records, faults).into_iter().unzip();
    let brief = draft.briefs.first().map(|item| item.header.place.clone());
    *places = Locations { brief, key_points: of_key_points, tables: draft.tables, ..Locations::default() };
    known.record_locations(places);
    records.record_locations(places);
    if draft.briefs.is_empty() && !draft.broken {
        frame::report_missing(files, faults);
    }
    let contents = BriefContents { key_points, issues, actors, sources, statements, events, claims, deck };
    BriefFrame::new(draft.briefs, faults)?.around(contents)
}

impl KnownEntities {
    /// Says where everything is written.
    fn record_locations(&self, places: &mut Locations) {
        places.issues = self.issues.places();
        places.actors = self.actors.places();
        places.sources = self.sources.places();
    }

    /// The source that is named, or else the only one of the file.
    fn source_or_the_files(&self, field: SpannedField<String>, row: &mut RowReader<'_>) -> Option<Ix<Source>> {
        match (&field, self.of_file[row.file()]) {
            (Some(_), _) => row.find(&self.sources, field),
            (None, FileSource::One(source)) => source,
            (None, FileSource::None) => {
                let fault = row.fault(Code::MissingField, "`source` is missing");
                row.report(fault.help("name one; the file has no `[[source]]` that it could be"));
                None
            }
            (None, FileSource::Several) => {
                let fault = row.fault(Code::MissingField, "`source` is missing");
                row.report(fault.help("say which; the file has several"));
                None
            }
        }
    }
}
