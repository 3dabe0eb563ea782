//! Resolves raw tables to the model: every word, date and reference becomes a value or a fault. It never parses TOML.

mod actors;
mod cycles;
mod deck;
mod frame;
mod ids;
mod records;
mod row;
mod sources;
mod speakers;
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

/// The entities that statements, events and claims refer to.
struct KnownEntities {
    actors: IdTable<Actor>,
    issues: IdTable<Issue>,
    sources: IdTable<Source>,
    /// For each file, the default source of records that name none.
    file_sources: Vec<FileSource>,
    /// Whether syntax errors may hide further ids.
    incomplete: bool,
}

pub(super) fn resolve(
    mut tables: RawTables,
    files: &[SourceFile],
    places: &mut Locations,
    faults: &mut Faults,
) -> Option<Brief> {
    let (issues, issue_ids) = sources::issues(&mut tables, faults);
    let (actors, actor_ids) = actors::resolve(&mut tables, faults);
    let ResolvedSources { table: sources, ids: source_ids, file_sources } =
        sources::sources(&mut tables, files.len(), faults);
    let incomplete = tables.incomplete;
    let known = KnownEntities { actors: actor_ids, issues: issue_ids, sources: source_ids, file_sources, incomplete };

    let drafts = tables.draft_ids();
    let (statements, statement_ids) = statements::resolve(tables.statements, &known, faults);
    let (events, event_ids) = records::events(tables.events, &known, faults);
    let (claims, claim_ids) = records::claims(tables.claims, &known, faults);
    let records = RecordIds { statements: &statement_ids, events: &event_ids, claims: &claim_ids };
    let deck = deck::resolve(
        tables.decks,
        &CardTargets { issues: &known.issues, records: &records, statements: &statements },
        faults,
    );
    let (key_points, key_point_places) = records::key_points(tables.key_points, &records, faults).into_iter().unzip();
    let brief = tables.briefs.first().map(|item| item.header.place.clone());
    *places = Locations { brief, key_points: key_point_places, drafts, tables: tables.tables, ..Locations::default() };
    known.record_locations(places);
    records.record_locations(places);
    if tables.briefs.is_empty() && !tables.broken {
        frame::report_missing(files, faults);
    }
    let contents = BriefContents { key_points, issues, actors, sources, statements, events, claims, deck };
    BriefFrame::new(tables.briefs, faults)?.into_brief(contents)
}

impl KnownEntities {
    /// Records the places of all entities.
    fn record_locations(&self, places: &mut Locations) {
        places.issues = self.issues.places();
        places.actors = self.actors.places();
        places.sources = self.sources.places();
    }

    /// The source that the field names, or the only source of the file when there is no field. Reports a fault when there is neither.
    fn source_or_default(&self, field: SpannedField<String>, row: &mut RowReader<'_>) -> Option<Ix<Source>> {
        match (&field, self.file_sources[row.file()]) {
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
