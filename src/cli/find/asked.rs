//! The briefs that are asked, read as far as they can be. What cannot be is told, and the others are asked all the same.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;

use crate::cli::refusal::{Refusal, say};
use crate::cli::target::{self, Target};
use crate::config::{Config, Folder};
use crate::disk::{self, Entry, Found};
use crate::findings::Findings;
use crate::harmless::harmless;
use crate::model::Brief;
use crate::query;
use crate::reading::{Place, Reading};
use crate::state::{Key, Shelf};

/// All that is asked.
pub(super) struct Asked {
    pub briefs: Vec<Held>,
    /// Whether nothing was named that cannot be read.
    pub all_read: bool,
    /// The files and folders of `briefs`: what is named twice is asked once.
    seen: HashSet<PathBuf>,
}

/// A brief, ready to be asked.
pub(super) struct Held {
    /// What stands before the `#` of its references.
    pub spelt: String,
    pub name: String,
    pub brief: Brief,
    pub findings: Findings,
    known: Option<BTreeSet<String>>,
}

impl Asked {
    /// The briefs at `paths`; where there are none, those of the library that is configured, or the one that comes with the program.
    pub(super) fn gather(paths: &[PathBuf], config: &Config) -> Self {
        let mut asked = Self { briefs: Vec::new(), all_read: true, seen: HashSet::new() };
        for path in paths {
            match target::find(path, config) {
                Ok(Target::Brief { place, reading }) => asked.add(&place, *reading),
                Ok(Target::Library { entries, .. }) => asked.add_all(entries),
                Err(refusal) => {
                    asked.all_read = false;
                    let _ = refusal.tell();
                }
            }
        }
        match &config.library {
            Some(library) if paths.is_empty() => asked.add_library(library),
            // Whoever has settled something is not to be answered from the sample because of a slip in it.
            None if paths.is_empty() && config.is_unsure => asked.all_read = false,
            None if paths.is_empty() => asked.add(&Place::Bundled, Reading::of(disk::bundled())),
            Some(_) | None => {}
        }
        asked
    }

    /// Adds the library that is configured.
    fn add_library(&mut self, library: &Folder) {
        match disk::find(&library.path) {
            Ok(Found::Library(entries)) => self.add_all(entries),
            Ok(Found::Brief(files)) => self.add(&Place::Path(library.path.clone()), Reading::of(files.files)),
            Err(error) => {
                self.all_read = false;
                say(&format!("{}: `library`: {error}", library.place));
            }
        }
    }

    fn add_all(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            let place = Place::Entry(entry);
            match place.read() {
                Ok(reading) => self.add(&place, reading),
                Err(error) => {
                    self.all_read = false;
                    let _ = Refusal::Disk(error).tell();
                }
            }
        }
    }

    fn add(&mut self, place: &Place, reading: Reading) {
        let path = place.path().and_then(|path| path.canonicalize().ok());
        let folder = path.map(|path| if path.ends_with("brief.toml") { path.with_file_name("") } else { path });
        if !self.seen.insert(folder.unwrap_or_default()) {
            return;
        }
        let spelt = place.spelt();
        let faults = reading.fault_lines();
        let problem = reading.problem();
        let Some(brief) = reading.brief else {
            self.all_read = false;
            return say(&harmless(&format!("{spelt}: nothing of it can be read: {problem}")));
        };
        if let [first, more @ ..] = faults.as_slice() {
            let more = if more.is_empty() { String::new() } else { format!(", and {} more", more.len()) };
            let all = format!("`whosaid {spelt}` shows all of it");
            say(&harmless(&format!("{spelt}: searched as far as it can be read: {first}{more}; {all}")));
        }
        let findings = Findings::of(&brief);
        self.briefs.push(Held { name: place.name(), known: known(place), spelt, brief, findings });
    }
}

impl Held {
    pub(super) fn as_asked(&self) -> query::Asked<'_> {
        query::Asked { name: &self.name, brief: &self.brief, findings: &self.findings, known: self.known.as_ref() }
    }
}

/// The ids of the sources that were there when the brief was last read; `None` where that is not remembered.
fn known(place: &Place) -> Option<BTreeSet<String>> {
    Shelf::of_user().glance(&place.path().map_or_else(Key::bundled, Key::of))?.known
}
