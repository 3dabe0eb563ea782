//! Who answers for a library: one question after the other, the latest first, and the brief of the hit that is looked at.

use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::super::News;
use super::counter::{Counter, Job};
use crate::app::library;
use crate::app::lookup::{Ask, Found};
use crate::app::reader::Reader;
use crate::app::{Checked, Msg, Opened};
use crate::loader::Entry;
use crate::loader::Place;
use crate::prompt::Prompt;
use crate::search::library::Archive;
use crate::search::{Answer, Hit, Question};

/// The thread that answers.
pub(super) struct Clerk {
    pub(super) counter: Arc<Counter>,
    /// Where texts are looked for that do not lie beside their brief.
    pub(super) texts: Option<PathBuf>,
    pub(super) news: Sender<News>,
}

/// The latest answer, kept for the hits that are not asked for yet.
struct Answered {
    archive: Arc<Archive>,
    text: String,
    /// Without its hits.
    answer: Answer,
    /// The first of all.
    hits: Vec<Hit>,
    /// Whether the cache of the archive had failed when it answered.
    has_failed: bool,
}

impl Clerk {
    /// Works until the counter is closed.
    pub(super) fn work(self) {
        let mut latest: Option<Answered> = None;
        while let Some(job) = self.counter.next(&self.news) {
            let told = match job {
                Job::Answer(archive, ask) => {
                    let again = latest.take().filter(|of| of.text == ask.text && Arc::ptr_eq(&of.archive, &archive));
                    let answered = latest.insert(again.unwrap_or_else(|| Answered::of(archive, &ask)));
                    library::News::Found(Box::new(answered.found(&ask)))
                }
                Job::LayOut(entries, brief) => {
                    let Some(entry) = entries.get(brief) else { continue };
                    let leaf = leaf(entry, self.texts.as_deref());
                    if !self.counter.has(&entries) {
                        continue;
                    }
                    library::News::Leaf(brief, leaf)
                }
            };
            if self.news.send(News::Msg(Msg::Library(told))).is_err() {
                return;
            }
        }
    }
}

impl Answered {
    fn of(archive: Arc<Archive>, ask: &Ask) -> Self {
        let mut answer = archive.first(&Question::parse(&ask.text), ask.rows.end);
        let hits = mem::take(&mut answer.hits);
        let has_failed = archive.has_failed();
        Self { archive, text: ask.text.clone(), answer, hits, has_failed }
    }

    /// The hits that are asked for, with what is shown of them.
    fn found(&mut self, ask: &Ask) -> Found {
        let found = self.page(ask);
        if self.archive.has_failed() == self.has_failed {
            return found;
        }
        *self = Self::of(Arc::clone(&self.archive), ask);
        self.page(ask)
    }

    fn page(&mut self, ask: &Ask) -> Found {
        if ask.rows.end > self.hits.len() && self.hits.len() < self.answer.counts.all() {
            // Whoever goes on will go on further.
            let most = ask.rows.end.saturating_mul(2);
            self.hits = self.archive.first(&Question::parse(&self.text), most).hits;
        }
        let first = ask.rows.start.min(self.hits.len());
        let hits = &self.hits[first..ask.rows.end.clamp(first, self.hits.len())];
        let mut answer = self.answer.clone();
        answer.hits = hits.to_vec();
        let excerpts = hits.iter().map(|hit| self.archive.excerpt(*hit)).collect();
        Found { number: ask.number, answer, first, excerpts }
    }
}

/// A brief, read as it is now and laid out, so that its records can be told of.
fn leaf(entry: &Entry, texts: Option<&Path>) -> Result<Box<Reader>, String> {
    let place = Place::Entry(entry.clone());
    let reading = place.read().map_err(|error| error.to_string())?;
    let (quotes, problem) = (reading.quotes(texts), reading.problem());
    let brief = reading.brief.ok_or(problem)?;
    let checked = Some(Checked { quotes, ..Checked::default() });
    let opened = Opened { name: place.name(), place: place.spelt(), checked, ..Opened::of(brief) };
    Ok(Box::new(Reader::new(Prompt::SCREEN, opened)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::loader;
    use crate::search::library::{Cache, Patient};

    fn brief(word: &str) -> String {
        format!(
            "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
             [[actor]]\nid = \"vidal\"\nname = \"Irena Vidal\"\nkind = \"person\"\n[[source]]\nid = \"s\"\n\
             [[statement]]\nid = \"x\"\nactor = \"vidal\"\nattribution = \"direct\"\nquote = \"Not a {word}.\"\n"
        )
    }

    #[test]
    fn hits_from_before_the_cache_was_damaged_are_asked_for_again() {
        let home = tempfile::tempdir().unwrap();
        let (library, cache) = (home.path().join("library"), home.path().join("cache"));
        fs::create_dir(&library).unwrap();
        let write = |at: usize, word: &str| fs::write(library.join(format!("b{at}.toml")), brief(word)).unwrap();
        let read = || {
            let Ok(loader::Found::Library(entries)) = loader::find(&library) else { panic!("a library") };
            Cache::at(&cache).read(&library, &entries, &Patient).unwrap()
        };
        (0..8).for_each(|at| write(at, &format!("coin{at}")));
        read();
        // The index of this one lies in a file of its own, which numbers its records anew.
        write(2, "thing");
        let archive = Arc::new(read());
        let ask = |rows| Ask { number: 1, text: "vidal".to_owned(), rows };
        let mut answered = Answered::of(Arc::clone(&archive), &ask(0..8));
        assert_eq!(answered.found(&ask(0..2)).excerpts.len(), 2);
        for entry in fs::read_dir(&cache).unwrap() {
            let path = entry.unwrap().path();
            let garbage: Vec<u8> = fs::read(&path).unwrap().iter().map(|byte| !byte).collect();
            fs::write(path, garbage).unwrap();
        }
        let quotes = answered.found(&ask(0..8)).excerpts.into_iter().map(|excerpt| excerpt?.quote);
        let expected = (0..8).map(|at| if at == 2 { "thing".to_owned() } else { format!("coin{at}") });
        assert!(quotes.eq(expected.map(|word| Some(format!("Not a {word}.")))));
        assert!(archive.has_failed());
    }
}
