//! Who answers for a library: one question after the other, the latest first, and the brief of the hit that is looked at.

use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::super::RuntimeEvent;
use super::request_queue::{QueryJob, RequestQueue};
use crate::app::library;
use crate::app::lookup::{LookUpRequest, LookUpResponse};
use crate::app::reader::BriefReader;
use crate::app::{BriefChecks, Msg, OpenedBrief};
use crate::loader::BriefLocation;
use crate::loader::UnreadBrief;
use crate::prompt::Prompt;
use crate::search::library::LibraryIndex;
use crate::search::{Answer, Hit, Query};

/// The thread that answers.
pub(super) struct QueryWorker {
    pub(super) queue: Arc<RequestQueue>,
    /// Where texts are looked for that do not lie beside their brief.
    pub(super) texts: Option<PathBuf>,
    pub(super) events: Sender<RuntimeEvent>,
}

/// The latest answer, kept for the hits that are not asked for yet.
struct CachedAnswer {
    archive: Arc<LibraryIndex>,
    text: String,
    /// Without its hits.
    answer: Answer,
    /// The first of all.
    hits: Vec<Hit>,
    /// Whether the cache of the archive had failed when it answered.
    has_failed: bool,
}

impl QueryWorker {
    /// Works until the counter is closed.
    pub(super) fn run(self) {
        let mut latest: Option<CachedAnswer> = None;
        while let Some(job) = self.queue.next_job(&self.events) {
            let told = match job {
                QueryJob::Answer(archive, ask) => {
                    let again = latest.take().filter(|of| of.text == ask.text && Arc::ptr_eq(&of.archive, &archive));
                    let answered = latest.insert(again.unwrap_or_else(|| CachedAnswer::new(archive, &ask)));
                    library::LibraryEvent::Answer(Box::new(answered.found(&ask)))
                }
                QueryJob::LoadReader(entries, brief) => {
                    let Some(entry) = entries.get(brief) else { continue };
                    let leaf = load_reader(entry, self.texts.as_deref());
                    if !self.queue.is_current(&entries) {
                        continue;
                    }
                    library::LibraryEvent::Preview(brief, leaf)
                }
            };
            if self.events.send(RuntimeEvent::Msg(Msg::Library(told))).is_err() {
                return;
            }
        }
    }
}

impl CachedAnswer {
    fn new(archive: Arc<LibraryIndex>, ask: &LookUpRequest) -> Self {
        let mut answer = archive.first(&Query::parse(&ask.text), ask.rows.end);
        let hits = mem::take(&mut answer.hits);
        let has_failed = archive.has_failed();
        Self { archive, text: ask.text.clone(), answer, hits, has_failed }
    }

    /// The hits that are asked for, with what is shown of them.
    fn found(&mut self, ask: &LookUpRequest) -> LookUpResponse {
        let found = self.page(ask);
        if self.archive.has_failed() == self.has_failed {
            return found;
        }
        *self = Self::new(Arc::clone(&self.archive), ask);
        self.page(ask)
    }

    fn page(&mut self, ask: &LookUpRequest) -> LookUpResponse {
        if ask.rows.end > self.hits.len() && self.hits.len() < self.answer.counts.all() {
            // Whoever goes on will go on further.
            let most = ask.rows.end.saturating_mul(2);
            self.hits = self.archive.first(&Query::parse(&self.text), most).hits;
        }
        let first = ask.rows.start.min(self.hits.len());
        let hits = &self.hits[first..ask.rows.end.clamp(first, self.hits.len())];
        let mut answer = self.answer.clone();
        answer.hits = hits.to_vec();
        let excerpts = hits.iter().map(|hit| self.archive.excerpt(*hit)).collect();
        LookUpResponse { number: ask.number, answer, first, excerpts }
    }
}

/// A brief, read as it is now and laid out, so that its records can be told of.
fn load_reader(entry: &UnreadBrief, texts: Option<&Path>) -> Result<Box<BriefReader>, String> {
    let place = BriefLocation::InLibrary(entry.clone());
    let reading = place.read().map_err(|error| error.to_string())?;
    let (quotes, problem) = (reading.quotes(texts), reading.problem());
    let brief = reading.brief.ok_or(problem)?;
    let checked = Some(BriefChecks { quotes, ..BriefChecks::default() });
    let opened =
        OpenedBrief { name: place.name(), place: place.path_as_given(), checked, ..OpenedBrief::from_brief(brief) };
    Ok(Box::new(BriefReader::new(Prompt::SCREEN, opened)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::loader;
    use crate::search::library::{CacheDir, NoProgress};

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
            let Ok(loader::PathContents::Library(entries)) = loader::find(&library) else { panic!("a library") };
            CacheDir::at(&cache).read(&library, &entries, &NoProgress).unwrap()
        };
        (0..8).for_each(|at| write(at, &format!("coin{at}")));
        read();
        // The index of this one lies in a file of its own, which numbers its records anew.
        write(2, "thing");
        let archive = Arc::new(read());
        let ask = |rows| LookUpRequest { number: 1, text: "vidal".to_owned(), rows };
        let mut answered = CachedAnswer::new(Arc::clone(&archive), &ask(0..8));
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
