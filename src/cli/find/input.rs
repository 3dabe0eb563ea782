//! Loads the briefs that a query searches. A brief that cannot be read is reported and never stops the others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::analysis::Analysis;
use crate::cli::briefs;
use crate::cli::clearance::{BriefNotShown, Clearance};
use crate::cli::error::print_warning;
use crate::config::Config;
use crate::loader::{self, BriefLocation, BundledBrief, LoadedBrief, TextFolders};
use crate::model::{Brief, Record};
use crate::quotes::Quotes;
use crate::runtime::ProgressLine;
use crate::search::library::{LibraryEntry, LibraryIndex, ReadFailure};
use crate::search::{self, Answer, Query, SearchIndex};
use crate::storage::StateDir;
use crate::text::sanitize::sanitize;
use crate::view::record_row::{RecordRow, RowBrief};

/// All the briefs that a query searches.
pub(super) struct FindInput {
    pub briefs: FindBriefs,
    /// Whether everything that was named could be read.
    pub all_read: bool,
}

/// The briefs that are readable at least in part.
pub(super) enum FindBriefs {
    Loaded(Vec<FindBrief>),
    /// The index of a library; only the briefs with matches are read again.
    Indexed(Box<LibraryIndex>),
}

/// A loaded brief with its findings.
pub(super) struct FindBrief {
    /// The part of a reference before the `#`.
    path: String,
    name: String,
    brief: Brief,
    findings: Analysis,
    /// Empty before [`FindBrief::compare_quotes`].
    quotes: Quotes,
    root: Option<PathBuf>,
    bundled: Option<BundledBrief>,
    known_sources: Option<BTreeSet<String>>,
}

/// A matching record with its brief.
#[derive(Clone, Copy)]
pub(super) struct FindMatch<'a> {
    pub from: RowBrief<'a>,
    pub record: Record,
    /// Whether it matches only because its date is uncertain.
    pub uncertain: bool,
}

impl<'a> FindMatch<'a> {
    pub(super) fn row(self) -> RecordRow<'a> {
        RecordRow::new(self.from, self.record, self.uncertain)
    }
}

impl FindInput {
    /// Loads the briefs at `paths`; without paths, those of the configured library, or else the bundled brief.
    pub(super) fn load(paths: &[PathBuf], config: &Config, query: &Query) -> Self {
        if let Some((root, entries)) = briefs::single_library(paths, config) {
            let cache = briefs::open_cache(config);
            cache.sweep();
            let progress = ProgressLine::new(entries.len());
            if let Some(library) = cache.read(&root, &entries, &progress) {
                drop(progress);
                return Self::from_library(library, query);
            }
        }
        let (mut briefs, mut all_read) = (Vec::new(), true);
        let all_named = briefs::for_each_brief(paths, config, |location, loaded| {
            let failure = ReadFailure::from_reading(&loaded);
            all_read &= report_problem(&location.path_as_given(), failure.as_ref(), loaded.fault_count());
            briefs.extend(FindBrief::from_loaded(location, loaded));
        });
        Self { briefs: FindBriefs::Loaded(briefs), all_read: all_read && all_named }
    }

    /// Loads the part of the same briefs that an audience may see. The index is not used, because it contains what the audience may not
    /// see.
    pub(super) fn load_for(mut clearance: Clearance, paths: &[PathBuf], config: &Config) -> Self {
        let (mut briefs, mut all_read) = (Vec::new(), true);
        let all_named = briefs::for_each_brief(paths, config, |location, loaded| {
            all_read &= loaded.all_read;
            match clearance.clear(&location.path_as_given(), &loaded) {
                Ok(Some(brief)) => briefs.push(FindBrief::new(location, brief, None)),
                Ok(None) => {}
                Err(BriefNotShown) => all_read = false,
            }
        });
        clearance.report_withheld("shown");
        Self { briefs: FindBriefs::Loaded(briefs), all_read: all_read && all_named }
    }

    fn from_library(mut library: LibraryIndex, query: &Query) -> Self {
        let mut all_read = true;
        for LibraryEntry { entry, listed, read_failure: failure } in library.entries() {
            if failure.is_some() {
                let faults = listed.summary.as_ref().map_or(0, |summary| summary.faults);
                all_read &=
                    report_problem(&BriefLocation::InLibrary(entry.clone()).path_as_given(), failure.as_ref(), faults);
            }
        }
        if may_use_is_new(query) {
            library.set_known_sources(|entry| known_sources(&BriefLocation::InLibrary(entry.clone())));
        }
        Self { briefs: FindBriefs::Indexed(Box::new(library)), all_read }
    }

    /// Whether no brief is readable.
    pub(super) fn is_empty(&self) -> bool {
        match &self.briefs {
            FindBriefs::Loaded(briefs) => briefs.is_empty(),
            FindBriefs::Indexed(library) => library.entries().iter().all(|entry| entry.listed.summary.is_err()),
        }
    }

    /// Compares the quotes with their texts, in the loaded briefs that have matches. Texts of other briefs are not read.
    pub(super) fn compare_quotes(&mut self, answer: &Answer, texts: Option<&Path>) {
        let FindBriefs::Loaded(briefs) = &mut self.briefs else { return };
        let with_hits: BTreeSet<usize> = answer.hits.iter().map(|found| found.brief).collect();
        for at in with_hits {
            briefs[at].compare_quotes(texts);
        }
    }

    /// The best `most` matches of a query.
    pub(super) fn search(&self, query: &Query, most: usize) -> Answer {
        match &self.briefs {
            FindBriefs::Loaded(briefs) => {
                SearchIndex::build(briefs.iter().map(FindBrief::index_input)).first(query, most)
            }
            FindBriefs::Indexed(library) => library.first(query, most),
        }
    }
}

impl FindBrief {
    /// The brief; `None` if nothing of it is readable.
    pub(super) fn from_loaded(location: &BriefLocation, loaded: LoadedBrief) -> Option<Self> {
        Some(Self { bundled: loaded.bundled, ..Self::new(location, loaded.brief?, loaded.root) })
    }

    fn new(location: &BriefLocation, brief: Brief, root: Option<PathBuf>) -> Self {
        Self {
            path: location.path_as_given(),
            name: location.name(),
            findings: Analysis::new(&brief),
            quotes: Quotes::default(),
            root,
            bundled: None,
            known_sources: known_sources(location),
            brief,
        }
    }

    /// Compares its quotes with their texts.
    pub(super) fn compare_quotes(&mut self, texts: Option<&Path>) {
        let folders = TextFolders { root: self.root.as_deref(), texts, bundled: self.bundled };
        self.quotes = loader::compare_quotes(&self.brief, folders);
    }

    pub(super) fn row_brief(&self) -> RowBrief<'_> {
        let Self { path, name, brief, findings, quotes, .. } = self;
        RowBrief { path, name, brief, findings, quotes }
    }

    fn index_input(&self) -> search::IndexInput<'_> {
        search::IndexInput {
            name: &self.name,
            brief: &self.brief,
            findings: &self.findings,
            known: self.known_sources.as_ref(),
        }
    }
}

/// Reports why a brief could not be read completely, and how many faults it has. Returns whether the exit status can still be 0.
fn report_problem(path: &str, failure: Option<&ReadFailure>, faults: usize) -> bool {
    match failure {
        None => {}
        Some(ReadFailure::Unread(lines)) => {
            print_warning(&lines.lines().map(sanitize).collect::<Vec<_>>().join("\n"));
        }
        Some(ReadFailure::Hopeless(problem)) => {
            print_warning(&sanitize(&format!("{path}: nothing of it can be read: {problem}")));
        }
        Some(ReadFailure::Faulty(first) | ReadFailure::Lacking(first)) => {
            let more = if faults > 1 { format!(", and {} more", faults - 1) } else { String::new() };
            let hint = format!("`whosaid {path}` shows all of it");
            print_warning(&sanitize(&format!("{path}: searched as far as it can be read: {first}{more}; {hint}")));
        }
    }
    matches!(failure, None | Some(ReadFailure::Faulty(_)))
}

/// Whether the query may use `is:new`, which needs the saved state of every brief.
fn may_use_is_new(query: &Query) -> bool {
    let text = query.text().to_lowercase();
    text.contains("is:") && text.contains("new")
}

/// The ids of the sources that the brief had when it was last read; `None` if no state is saved.
fn known_sources(location: &BriefLocation) -> Option<BTreeSet<String>> {
    StateDir::for_user().peek(&location.state_key())?.known
}
