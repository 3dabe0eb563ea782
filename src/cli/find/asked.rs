//! The briefs that are asked, read as far as they can be. What cannot be is told, and the others are asked all the same.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::analysis::Findings;
use crate::cli::briefs;
use crate::cli::clearance::{Clearance, Missed};
use crate::cli::refusal::say;
use crate::config::Config;
use crate::loader::TextFolders;
use crate::loader::{self, Place, Reading};
use crate::model::Brief;
use crate::quotes::Quotes;
use crate::runtime::Waiting;
use crate::search::library::{Archive, Shelved, Trouble};
use crate::search::{self, Answer, Index, Question};
use crate::storage::{Key, Shelf};
use crate::text::sanitize::harmless;

/// All that is asked.
pub(super) struct Asked {
    pub briefs: Briefs,
    /// Whether nothing was named that cannot be read.
    pub all_read: bool,
}

/// The briefs that something can be read of.
pub(super) enum Briefs {
    AtHand(Vec<Held>),
    /// Those of a library, of which only the ones are read again in which something is found.
    Shelved(Box<Archive>),
}

/// A brief, ready to be told of.
pub(super) struct Held {
    /// What stands before the `#` of its references.
    pub spelt: String,
    pub name: String,
    pub brief: Brief,
    pub findings: Findings,
    /// Of no use before [`Held::compare`].
    pub quotes: Quotes,
    root: Option<PathBuf>,
    known: Option<BTreeSet<String>>,
}

impl Asked {
    /// The briefs at `paths`; where there are none, those of the library that is configured, or the one that comes with the program.
    pub(super) fn gather(paths: &[PathBuf], config: &Config, question: &Question) -> Self {
        if let Some((root, entries)) = briefs::only_library(paths, config) {
            let cache = briefs::cache(config);
            cache.sweep();
            let waiting = Waiting::for_briefs(entries.len());
            if let Some(archive) = cache.read(&root, &entries, &waiting) {
                drop(waiting);
                return Self::of_library(archive, question);
            }
        }
        let mut held = Vec::new();
        let mut all_read = true;
        let all_named = briefs::each(paths, config, |place, reading| {
            let trouble = Trouble::of(&reading);
            all_read &= tell(&place.spelt(), trouble.as_ref(), reading.number_of_faults());
            held.extend(Held::of(place, reading));
        });
        Self { briefs: Briefs::AtHand(held), all_read: all_read && all_named }
    }

    /// What of the same briefs may be shown to an audience. Each is read, because an index knows of what may not.
    pub(super) fn gather_for(mut clearance: Clearance, paths: &[PathBuf], config: &Config) -> Self {
        let (mut held, mut all_read) = (Vec::new(), true);
        let all_named = briefs::each(paths, config, |place, reading| match clearance.clear(&place.spelt(), &reading) {
            Ok(Some(brief)) => held.push(Held::new(place, brief, None)),
            Ok(None) => {}
            Err(Missed) => all_read = false,
        });
        clearance.say_above();
        Self { briefs: Briefs::AtHand(held), all_read: all_read && all_named }
    }

    fn of_library(mut archive: Archive, question: &Question) -> Self {
        let mut all_read = true;
        for Shelved { entry, listed, trouble } in archive.shelved() {
            if trouble.is_some() {
                let faults = listed.head.as_ref().map_or(0, |head| head.faults);
                all_read &= tell(&Place::Entry(entry.clone()).spelt(), trouble.as_ref(), faults);
            }
        }
        if may_ask_what_is_new(question) {
            archive.tell_known(|entry| known(&Place::Entry(entry.clone())));
        }
        Self { briefs: Briefs::Shelved(Box::new(archive)), all_read }
    }

    /// Whether nothing can be read of anything.
    pub(super) fn is_empty(&self) -> bool {
        match &self.briefs {
            Briefs::AtHand(held) => held.is_empty(),
            Briefs::Shelved(archive) => archive.shelved().iter().all(|shelved| shelved.listed.head.is_err()),
        }
    }

    /// Compares the quotes of the briefs at hand in which something was found with the texts that are held: no other is read.
    pub(super) fn compare(&mut self, answer: &Answer, texts: Option<&Path>) {
        let Briefs::AtHand(held) = &mut self.briefs else { return };
        let hit: BTreeSet<usize> = answer.hits.iter().map(|hit| hit.brief).collect();
        for at in hit {
            held[at].compare(texts);
        }
    }

    /// The best `most` records that a question asks for.
    pub(super) fn answer(&self, question: &Question, most: usize) -> Answer {
        match &self.briefs {
            Briefs::AtHand(held) => Index::of(held.iter().map(Held::as_asked)).first(question, most),
            Briefs::Shelved(archive) => archive.first(question, most),
        }
    }
}

impl Held {
    /// The brief, where anything can be read of it.
    pub(super) fn of(place: &Place, reading: Reading) -> Option<Self> {
        Some(Self::new(place, reading.brief?, reading.root))
    }

    fn new(place: &Place, brief: Brief, root: Option<PathBuf>) -> Self {
        Self {
            spelt: place.spelt(),
            name: place.name(),
            findings: Findings::of(&brief),
            quotes: Quotes::default(),
            root,
            known: known(place),
            brief,
        }
    }

    /// Compares its quotes with the texts that are held.
    pub(super) fn compare(&mut self, texts: Option<&Path>) {
        self.quotes = loader::quotes(&self.brief, TextFolders { root: self.root.as_deref(), texts });
    }

    fn as_asked(&self) -> search::Asked<'_> {
        search::Asked { name: &self.name, brief: &self.brief, findings: &self.findings, known: self.known.as_ref() }
    }
}

/// Tells what is wrong with a brief, which has so many faults; whether anything of it can be read.
fn tell(spelt: &str, trouble: Option<&Trouble>, faults: usize) -> bool {
    match trouble {
        None => {}
        Some(Trouble::Unread(lines)) => {
            say(&lines.lines().map(harmless).collect::<Vec<_>>().join("\n"));
        }
        Some(Trouble::Hopeless(problem)) => {
            say(&harmless(&format!("{spelt}: nothing of it can be read: {problem}")));
        }
        Some(Trouble::Faulty(first) | Trouble::Lacking(first)) => {
            let more = if faults > 1 { format!(", and {} more", faults - 1) } else { String::new() };
            let all = format!("`whosaid {spelt}` shows all of it");
            say(&harmless(&format!("{spelt}: searched as far as it can be read: {first}{more}; {all}")));
        }
    }
    matches!(trouble, None | Some(Trouble::Faulty(_)))
}

/// Whether the question may ask for what is new. To know what is, something is looked for of every brief.
fn may_ask_what_is_new(question: &Question) -> bool {
    let text = question.text().to_lowercase();
    text.contains("is:") && text.contains("new")
}

/// The ids of the sources that were there when the brief was last read; `None` where that is not remembered.
fn known(place: &Place) -> Option<BTreeSet<String>> {
    Shelf::of_user().glance(&place.path().map_or_else(Key::bundled, Key::of))?.known
}
