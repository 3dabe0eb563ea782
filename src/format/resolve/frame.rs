//! Resolves the table `[brief]`. A missing field never hides the rest of the brief: a default takes its place.

use super::row::{RowReader, require};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, FilePlace, FileScope, SourceFile};
use crate::format::raw::RawBrief;
use crate::format::raw_brief::RawTable;
use crate::model::{
    Actor, Brief, Claim, DeckLine, EdtfDate, Event, Issue, KeyPoint, ShortNames, Source, Statement, Table, Tlp,
};

/// The version of the format that this program reads.
const FORMAT: i64 = 1;

/// The contents of a brief without the fields of `[brief]`.
pub(super) struct BriefContents {
    pub key_points: Vec<KeyPoint>,
    pub issues: Table<Issue>,
    pub actors: Table<Actor>,
    pub sources: Table<Source>,
    pub statements: Table<Statement>,
    pub events: Table<Event>,
    pub claims: Table<Claim>,
    pub deck: Vec<DeckLine>,
}

/// The fields of `[brief]`.
pub(super) struct BriefFrame {
    title: String,
    as_of: Option<EdtfDate>,
    bottom_line: String,
    tlp: Tlp,
    marking: Option<String>,
    authors: Vec<String>,
    note: Option<String>,
}

impl BriefFrame {
    /// Reads the first `[brief]` and reports others. Returns `None` when there is none.
    pub(super) fn new(items: Vec<RawTable<RawBrief>>, faults: &mut Faults) -> Option<Self> {
        let mut items = items.into_iter();
        let first = items.next()?;
        for second in items {
            let fault = Fault::new(Code::SecondBrief, second.header.place, "a second `[brief]`")
                .related(&first.header.place, "the first");
            faults.push(fault.help("a folder is one brief; keep one of them"));
        }
        let RawTable { header, raw } = first;
        let mut row = RowReader::new("brief", None, &header, faults);
        require!(row, raw, format, title, as_of, bottom_line, tlp);
        if let Some(format) = row.value(raw.format)
            && *format.get_ref() != FORMAT
        {
            let fault = row.fault_at(Code::Format, format.span(), format!("format {} is not known", format.get_ref()));
            row.report(fault.help(format!("this program reads format {FORMAT}")));
        }
        Some(Self {
            title: row.text(raw.title).unwrap_or_default(),
            as_of: row.date(raw.as_of),
            bottom_line: row.text(raw.bottom_line).unwrap_or_default(),
            // Without a label, the strictest applies.
            tlp: row.tlp(raw.tlp).unwrap_or(Tlp::Red),
            marking: row.text(raw.marking),
            authors: row.texts(raw.authors),
            note: row.text(raw.note),
        })
    }

    /// Makes the brief. When `as_of` is missing, the latest date of the contents takes its place.
    pub(super) fn into_brief(self, contents: BriefContents) -> Option<Brief> {
        let Self { title, as_of, bottom_line, tlp, marking, authors, note } = self;
        let BriefContents { key_points, issues, actors, sources, statements, events, claims, deck } = contents;
        let as_of = as_of.or_else(|| latest(&sources, &statements, &events))?;
        Some(Brief {
            title,
            as_of,
            bottom_line,
            tlp,
            marking,
            authors,
            note,
            key_points,
            issues,
            short_names: ShortNames::new(&actors),
            actors,
            sources,
            statements,
            events,
            claims,
            deck,
        })
    }
}

/// Reports that no file has a `[brief]`, at the start of `brief.toml` or else of the first file.
pub(super) fn report_missing(files: &[SourceFile], faults: &mut Faults) {
    let is_main = |file: &SourceFile| file.name.rsplit(['/', '\\']).next() == Some("brief.toml");
    let brief_files = || files.iter().enumerate().filter(|(_, file)| file.part == FileScope::Brief);
    let Some((at, _)) = brief_files().find(|(_, file)| is_main(file)).or_else(|| brief_files().next()) else { return };
    let fault = Fault::new(Code::NoBrief, FilePlace { file: at, span: 0..0 }, "no `[brief]`");
    faults.push(fault.help("begin with `[brief]` and its `format`, `title`, `as_of`, `bottom_line` and `tlp`"));
}

/// The latest date of the contents. Without any, `../9999`, because EDTF has no interval with both ends open.
fn latest(sources: &Table<Source>, statements: &Table<Statement>, events: &Table<Event>) -> Option<EdtfDate> {
    let published = sources.iter().filter_map(|(_, source)| source.published.as_ref());
    let said = statements.iter().filter_map(|(_, statement)| statement.said.as_ref());
    let dates = published.chain(said).chain(events.iter().map(|(_, event)| &event.date));
    dates.max_by_key(|date| date.latest()).cloned().or_else(|| "../9999".parse().ok())
}
