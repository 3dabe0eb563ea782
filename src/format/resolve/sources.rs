//! Resolves sources and issues. It never reads the text of a source.

use super::cycles;
use super::ids::{IdEntry, IdTable};
use super::row::{RowReader, require};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, FilePlace, quoted};
use crate::format::raw::{RawHeldText, RawIssue, RawSource};
use crate::format::raw_brief::{RawTables, TableHeader};
use crate::format::typed_value::SpannedField;
use crate::model::{HeldText, Issue, Ix, Reliability, Source, SourceKind, Table};

pub(super) fn issues(tables: &mut RawTables, faults: &mut Faults) -> (Table<Issue>, IdTable<Issue>) {
    let (mut ids, entries) = IdTable::collect(std::mem::take(&mut tables.issues), tables.incomplete, faults);
    let issues = entries.into_iter().filter_map(|entry| issue(entry, faults));
    let issues: Vec<Issue> = issues.collect();
    ids.number(issues.iter().map(|issue| issue.id.as_str()));
    (Table::new(issues), ids)
}

fn issue(entry: IdEntry<RawIssue>, faults: &mut Faults) -> Option<Issue> {
    let IdEntry { id, header, raw } = entry;
    let mut row = RowReader::new("issue", id.as_deref(), &header, faults);
    require!(row, raw, label, question);
    let (label, question, note) = (row.name(raw.label), row.name(raw.question), row.text(raw.note));
    let id = id?;
    Some(Issue { label: label.unwrap_or_else(|| id.clone()), id, question: question.unwrap_or_default(), note })
}

/// The default source of a file, for records that name none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileSource {
    /// The file has no `[[source]]`.
    None,
    /// The file has one source; `None` when it could not be resolved.
    One(Option<Ix<Source>>),
    /// The file has several sources, so that none is the default.
    Several,
}

/// The resolved sources of a brief.
pub(super) struct ResolvedSources {
    pub table: Table<Source>,
    pub ids: IdTable<Source>,
    /// The default source of each file.
    pub file_sources: Vec<FileSource>,
}

pub(super) fn sources(tables: &mut RawTables, files: usize, faults: &mut Faults) -> ResolvedSources {
    let (mut ids, entries) = IdTable::collect(std::mem::take(&mut tables.sources), tables.incomplete, faults);
    ids.number(entries.iter().filter_map(|entry| entry.id.as_deref()));
    let mut file_sources = vec![FileSource::None; files];
    for entry in &entries {
        let file_source = &mut file_sources[entry.header.place.file];
        *file_source = match file_source {
            FileSource::None => FileSource::One(entry.id.as_ref().and_then(|id| ids.get(id)?.ix)),
            FileSource::One(_) | FileSource::Several => FileSource::Several,
        };
    }
    let sources = entries.into_iter().filter_map(|entry| source(entry, &ids, faults)).collect();
    ResolvedSources { table: without_cycles(sources, faults), ids, file_sources }
}

/// A source with the place of its `origin` field.
struct SourceOrigin {
    source: Source,
    header: TableHeader,
    origin: FilePlace,
}

fn source(entry: IdEntry<RawSource>, ids: &IdTable<Source>, faults: &mut Faults) -> Option<SourceOrigin> {
    let IdEntry { id, header, raw } = entry;
    let mut row = RowReader::new("source", id.as_deref(), &header, faults);
    let origin_place = raw.origin.as_ref().map_or_else(|| header.place.clone(), |origin| row.at(origin.span()));
    let source = Source {
        outlet: row.name(raw.outlet),
        title: row.name(raw.title),
        author: row.name(raw.author),
        place: row.name(raw.place),
        url: row.name(raw.url),
        lang: row.name(raw.lang),
        kind: row.word(raw.kind).unwrap_or(SourceKind::ArticleNewspaper),
        published: row.date(raw.published),
        accessed: row.date(raw.accessed),
        published_basis: row.text(raw.published_basis),
        reliability: row.word(raw.reliability).unwrap_or(Reliability::F),
        origin: row.find(ids, raw.origin),
        text: held_text(raw.text, &mut row),
        tlp: row.tlp(raw.tlp),
        note: row.text(raw.note),
        // Last: `?` returns early, after all faults above are reported.
        id: id.clone()?,
    };
    Some(SourceOrigin { source, header, origin: origin_place })
}

fn held_text(field: SpannedField<RawHeldText>, row: &mut RowReader<'_>) -> Option<HeldText> {
    let held = row.value(field)?;
    let span = held.span();
    let raw = held.into_inner();
    if raw.file.is_none() {
        row.report(row.fault_at(Code::MissingField, span, "`file` is missing from the text"));
    }
    let (file, sha256) = (row.text_at(raw.file), row.text_at(raw.sha256));
    let file = file.filter(|file| {
        let is_inside = is_inside(file.get_ref());
        if !is_inside {
            let fault = row.fault_at(
                Code::TextPath,
                file.span(),
                format!("{} is not in the brief's folder", quoted(file.get_ref())),
            );
            row.report(fault.help("write the path from the folder of the brief down: `articles/x.txt`"));
        }
        is_inside
    });
    let file = file.filter(|file| {
        let is_brief = file.get_ref().to_ascii_lowercase().ends_with(".toml");
        if is_brief {
            let fault = row.fault_at(Code::TextPath, file.span(), format!("{} is no article", quoted(file.get_ref())));
            row.report(fault.help("a brief cannot be its own evidence; hold the article as plain text"));
        }
        !is_brief
    });
    let sha256 = sha256.filter(|sum| {
        let is_sum = sum.get_ref().len() == 64 && sum.get_ref().bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_sum {
            let fault = row.fault_at(Code::Sha256, sum.span(), "not a SHA-256 sum");
            row.report(fault.help("it has 64 hexadecimal digits, as `sha256sum` prints them"));
        }
        is_sum
    });
    let sha256 = sha256.map(|sum| sum.into_inner().to_ascii_lowercase());
    Some(HeldText { file: file?.into_inner(), sha256 })
}

/// Whether a relative path stays below its folder, with the separators of any system.
fn is_inside(path: &str) -> bool {
    let parts = path.split(['/', '\\']);
    !path.contains(':') && parts.clone().all(|part| !part.is_empty() && part != "..")
}

/// The sources without the `origin` fields that close a cycle, which are reported.
fn without_cycles(mut sources: Vec<SourceOrigin>, faults: &mut Faults) -> Table<Source> {
    let origins: Vec<Vec<usize>> =
        sources.iter().map(|entry| entry.source.origin.iter().map(|origin| origin.at()).collect()).collect();
    for edge in cycles::closing_edges(&origins) {
        let origin = sources[origins[edge.from][edge.nth]].source.id.clone();
        let SourceOrigin { source, header, origin: place } = &mut sources[edge.from];
        source.origin = None;
        let mut row = RowReader::new("source", Some(&source.id), header, faults);
        row.report(Fault::new(Code::Circle, place.clone(), cycles::describe(&source.id, &origin, "a repeat of")));
    }
    Table::new(sources.into_iter().map(|entry| entry.source).collect())
}

#[cfg(test)]
mod tests {
    use super::is_inside;

    #[test]
    fn a_held_text_is_below_the_folder_of_the_brief() {
        assert!(is_inside("articles/x.txt") && is_inside("x..txt") && is_inside("./x"));
        for path in ["/etc/passwd", "../x", "a/../../x", "C:\\x", "\\\\host\\x", "a//b", ""] {
            assert!(!is_inside(path), "{path}");
        }
    }
}
