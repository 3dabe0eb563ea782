//! The briefs that are asked, read as far as they can be. What cannot be is told, and the others are asked all the same.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::briefs;
use crate::cli::refusal::say;
use crate::config::Config;
use crate::disk::TextFolders;
use crate::findings::Findings;
use crate::harmless::harmless;
use crate::model::Brief;
use crate::query::{self, Answer};
use crate::quotes::Quotes;
use crate::reading::{self, Place, Reading};
use crate::state::{Key, Shelf};

/// All that is asked.
pub(super) struct Asked {
    pub briefs: Vec<Held>,
    /// Whether nothing was named that cannot be read.
    pub all_read: bool,
}

/// A brief, ready to be asked.
pub(super) struct Held {
    /// What stands before the `#` of its references.
    pub spelt: String,
    pub name: String,
    pub brief: Brief,
    pub findings: Findings,
    /// Of no use before [`Asked::compare`].
    pub quotes: Quotes,
    root: Option<PathBuf>,
    known: Option<BTreeSet<String>>,
}

impl Asked {
    /// The briefs at `paths`; where there are none, those of the library that is configured, or the one that comes with the program.
    pub(super) fn gather(paths: &[PathBuf], config: &Config) -> Self {
        let mut asked = Self { briefs: Vec::new(), all_read: true };
        let all_read = briefs::each(paths, config, |place, reading| asked.add(place, reading));
        asked.all_read &= all_read;
        asked
    }

    fn add(&mut self, place: &Place, reading: Reading) {
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
        let (quotes, root) = (Quotes::default(), reading.root);
        self.briefs.push(Held { name: place.name(), known: known(place), spelt, brief, findings, quotes, root });
    }

    /// Compares the quotes of the briefs in which something was found with the texts that are held: no other is read.
    pub(super) fn compare(&mut self, answer: &Answer, texts: Option<&Path>) {
        let hit: BTreeSet<usize> = answer.hits.iter().map(|hit| hit.brief).collect();
        for at in hit {
            let held = &mut self.briefs[at];
            held.quotes = reading::quotes(&held.brief, TextFolders { root: held.root.as_deref(), texts });
        }
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
