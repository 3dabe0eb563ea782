//! The briefs that are asked, read as far as they can be. What cannot be is told, and the others are asked all the same.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::analysis::Analysis;
use crate::cli::briefs;
use crate::cli::clearance::{Clearance, Missed};
use crate::cli::error::print_warning;
use crate::config::Config;
use crate::loader::TextFolders;
use crate::loader::{self, BriefLocation, LoadedBrief};
use crate::model::Brief;
use crate::quotes::Quotes;
use crate::runtime::ProgressLine;
use crate::search::library::{LibraryEntry, LibraryIndex, ReadFailure};
use crate::search::{self, Answer, Query, SearchIndex};
use crate::storage::{StateDir, StateKey};
use crate::text::sanitize::sanitize;

/// All that is asked.
pub(super) struct FindInput {
    pub briefs: FindBriefs,
    /// Whether nothing was named that cannot be read.
    pub all_read: bool,
}

/// The briefs that something can be read of.
pub(super) enum FindBriefs {
    Loaded(Vec<FindBrief>),
    /// Those of a library, of which only the ones are read again in which something is found.
    Indexed(Box<LibraryIndex>),
}

/// A brief, ready to be told of.
pub(super) struct FindBrief {
    /// What stands before the `#` of its references.
    pub path: String,
    pub name: String,
    pub brief: Brief,
    pub findings: Analysis,
    /// Of no use before [`Held::compare`].
    pub quotes: Quotes,
    root: Option<PathBuf>,
    known_sources: Option<BTreeSet<String>>,
}

impl FindInput {
    /// The briefs at `paths`; where there are none, those of the library that is configured, or the one that comes with the program.
    pub(super) fn load(paths: &[PathBuf], config: &Config, question: &Query) -> Self {
        if let Some((root, entries)) = briefs::single_library(paths, config) {
            let cache = briefs::open_cache(config);
            cache.sweep();
            let waiting = ProgressLine::new(entries.len());
            if let Some(archive) = cache.read(&root, &entries, &waiting) {
                drop(waiting);
                return Self::from_library(archive, question);
            }
        }
        let mut held = Vec::new();
        let mut all_read = true;
        let all_named = briefs::for_each_brief(paths, config, |place, reading| {
            let trouble = ReadFailure::from_reading(&reading);
            all_read &= report_problem(&place.path_as_given(), trouble.as_ref(), reading.fault_count());
            held.extend(FindBrief::from_loaded(place, reading));
        });
        Self { briefs: FindBriefs::Loaded(held), all_read: all_read && all_named }
    }

    /// What of the same briefs may be shown to an audience. Each is read, because an index knows of what may not.
    pub(super) fn gather_for(mut clearance: Clearance, paths: &[PathBuf], config: &Config) -> Self {
        let (mut held, mut all_read) = (Vec::new(), true);
        let all_named = briefs::for_each_brief(paths, config, |place, reading| {
            match clearance.clear(&place.path_as_given(), &reading) {
                Ok(Some(brief)) => held.push(FindBrief::new(place, brief, None)),
                Ok(None) => {}
                Err(Missed) => all_read = false,
            }
        });
        clearance.say_above();
        Self { briefs: FindBriefs::Loaded(held), all_read: all_read && all_named }
    }

    fn from_library(mut archive: LibraryIndex, question: &Query) -> Self {
        let mut all_read = true;
        for LibraryEntry { entry, listed, read_failure: trouble } in archive.entries() {
            if trouble.is_some() {
                let faults = listed.summary.as_ref().map_or(0, |head| head.faults);
                all_read &=
                    report_problem(&BriefLocation::InLibrary(entry.clone()).path_as_given(), trouble.as_ref(), faults);
            }
        }
        if may_use_is_new(question) {
            archive.set_known_sources(|entry| known_sources(&BriefLocation::InLibrary(entry.clone())));
        }
        Self { briefs: FindBriefs::Indexed(Box::new(archive)), all_read }
    }

    /// Whether nothing can be read of anything.
    pub(super) fn is_empty(&self) -> bool {
        match &self.briefs {
            FindBriefs::Loaded(held) => held.is_empty(),
            FindBriefs::Indexed(archive) => archive.entries().iter().all(|shelved| shelved.listed.summary.is_err()),
        }
    }

    /// Compares the quotes of the briefs at hand in which something was found with the texts that are held: no other is read.
    pub(super) fn compare_quotes(&mut self, answer: &Answer, texts: Option<&Path>) {
        let FindBriefs::Loaded(held) = &mut self.briefs else { return };
        let hit: BTreeSet<usize> = answer.hits.iter().map(|hit| hit.brief).collect();
        for at in hit {
            held[at].compare_quotes(texts);
        }
    }

    /// The best `most` records that a question asks for.
    pub(super) fn search(&self, question: &Query, most: usize) -> Answer {
        match &self.briefs {
            FindBriefs::Loaded(held) => {
                SearchIndex::build(held.iter().map(FindBrief::index_input)).first(question, most)
            }
            FindBriefs::Indexed(archive) => archive.first(question, most),
        }
    }
}

impl FindBrief {
    /// The brief, where anything can be read of it.
    pub(super) fn from_loaded(place: &BriefLocation, reading: LoadedBrief) -> Option<Self> {
        Some(Self::new(place, reading.brief?, reading.root))
    }

    fn new(place: &BriefLocation, brief: Brief, root: Option<PathBuf>) -> Self {
        Self {
            path: place.path_as_given(),
            name: place.name(),
            findings: Analysis::new(&brief),
            quotes: Quotes::default(),
            root,
            known_sources: known_sources(place),
            brief,
        }
    }

    /// Compares its quotes with the texts that are held.
    pub(super) fn compare_quotes(&mut self, texts: Option<&Path>) {
        self.quotes = loader::compare_quotes(&self.brief, TextFolders { root: self.root.as_deref(), texts });
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

/// Tells what is wrong with a brief, which has so many faults; whether anything of it can be read.
fn report_problem(spelt: &str, trouble: Option<&ReadFailure>, faults: usize) -> bool {
    match trouble {
        None => {}
        Some(ReadFailure::Unread(lines)) => {
            print_warning(&lines.lines().map(sanitize).collect::<Vec<_>>().join("\n"));
        }
        Some(ReadFailure::Hopeless(problem)) => {
            print_warning(&sanitize(&format!("{spelt}: nothing of it can be read: {problem}")));
        }
        Some(ReadFailure::Faulty(first) | ReadFailure::Lacking(first)) => {
            let more = if faults > 1 { format!(", and {} more", faults - 1) } else { String::new() };
            let all = format!("`whosaid {spelt}` shows all of it");
            print_warning(&sanitize(&format!("{spelt}: searched as far as it can be read: {first}{more}; {all}")));
        }
    }
    matches!(trouble, None | Some(ReadFailure::Faulty(_)))
}

/// Whether the question may ask for what is new. To know what is, something is looked for of every brief.
fn may_use_is_new(question: &Query) -> bool {
    let text = question.text().to_lowercase();
    text.contains("is:") && text.contains("new")
}

/// The ids of the sources that were there when the brief was last read; `None` where that is not remembered.
fn known_sources(place: &BriefLocation) -> Option<BTreeSet<String>> {
    StateDir::for_user().peek(&place.path().map_or_else(StateKey::bundled, StateKey::from_path))?.known
}
