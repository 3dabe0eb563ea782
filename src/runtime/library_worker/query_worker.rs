//! The query worker: a thread that answers queries on a library and loads the brief of the chosen hit. It changes no file.

use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::super::RuntimeEvent;
use super::request_queue::{QueryJob, RequestQueue};
use crate::app::library;
use crate::app::lookup::{LookUpRequest, LookUpResponse};
use crate::app::{BriefChecks, BriefFacts, Msg};
use crate::loader::UnreadBrief;
use crate::search::library::LibraryIndex;
use crate::search::{Answer, Hit, Query};

/// The thread that answers queries.
pub(super) struct QueryWorker {
    pub(super) queue: Arc<RequestQueue>,
    /// The folder of texts that are not beside their brief.
    pub(super) texts: Option<PathBuf>,
    pub(super) events: Sender<RuntimeEvent>,
}

/// The latest answer, kept for further pages of hits.
struct CachedAnswer {
    index: Arc<LibraryIndex>,
    text: String,
    /// The answer without its hits.
    answer: Answer,
    /// The first hits.
    hits: Vec<Hit>,
    /// Whether the cache of the index had failed when this was computed.
    has_failed: bool,
}

impl QueryWorker {
    /// Runs until the queue is closed.
    pub(super) fn run(self) {
        let mut latest: Option<CachedAnswer> = None;
        while let Some(job) = self.queue.next_job(&self.events) {
            let event = match job {
                QueryJob::Answer(index, request) => {
                    let cached = latest.take().filter(|of| of.text == request.text && Arc::ptr_eq(&of.index, &index));
                    let answered = latest.insert(cached.unwrap_or_else(|| CachedAnswer::new(index, &request)));
                    library::LibraryEvent::Answer(Box::new(answered.response(&request)))
                }
                QueryJob::LoadPreview(entries, brief) => {
                    let Some(entry) = entries.get(brief) else { continue };
                    let facts = load_facts(entry, self.texts.as_deref());
                    if !self.queue.is_current(&entries) {
                        continue;
                    }
                    library::LibraryEvent::Preview(brief, facts)
                }
            };
            if self.events.send(RuntimeEvent::Msg(Msg::Library(event))).is_err() {
                return;
            }
        }
    }
}

impl CachedAnswer {
    fn new(index: Arc<LibraryIndex>, request: &LookUpRequest) -> Self {
        let mut answer = index.first(&Query::parse(&request.text), request.rows.end);
        let hits = mem::take(&mut answer.hits);
        let has_failed = index.has_failed();
        Self { index, text: request.text.clone(), answer, hits, has_failed }
    }

    /// Returns the requested hits with their excerpts. Computes the answer again if the cache failed meanwhile.
    fn response(&mut self, request: &LookUpRequest) -> LookUpResponse {
        let response = self.page(request);
        if self.index.has_failed() == self.has_failed {
            return response;
        }
        *self = Self::new(Arc::clone(&self.index), request);
        self.page(request)
    }

    fn page(&mut self, request: &LookUpRequest) -> LookUpResponse {
        if request.rows.end > self.hits.len() && self.hits.len() < self.answer.counts.all() {
            // A reader who pages on will probably page further.
            let limit = request.rows.end.saturating_mul(2);
            self.hits = self.index.first(&Query::parse(&self.text), limit).hits;
        }
        let first = request.rows.start.min(self.hits.len());
        let hits = &self.hits[first..request.rows.end.clamp(first, self.hits.len())];
        let mut answer = self.answer.clone();
        answer.hits = hits.to_vec();
        let excerpts = hits.iter().map(|hit| self.index.excerpt(*hit)).collect();
        LookUpResponse { number: request.number, answer, first, excerpts }
    }
}

/// Loads a brief from disk, for a preview of its records.
fn load_facts(entry: &UnreadBrief, texts: Option<&Path>) -> Result<Box<BriefFacts>, String> {
    let location = entry.location();
    let loaded = location.read().map_err(|error| error.to_string())?;
    let (quotes, problem) = (loaded.quotes(texts), loaded.problem());
    let brief = loaded.brief.ok_or(problem)?;
    let checked = Some(BriefChecks { quotes, ..BriefChecks::default() });
    let (name, place) = (location.name(), location.path_as_given());
    Ok(Box::new(BriefFacts { name, place, checked, ..BriefFacts::new(brief) }))
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
        let folder = tempfile::tempdir().unwrap();
        let (library, cache) = (folder.path().join("library"), folder.path().join("cache"));
        fs::create_dir(&library).unwrap();
        let write = |at: usize, word: &str| fs::write(library.join(format!("b{at}.toml")), brief(word)).unwrap();
        let read = || {
            let Ok(loader::PathContents::Library(entries)) = loader::find(&library) else { panic!("a library") };
            CacheDir::at(&cache).read(&library, &entries, &NoProgress).unwrap()
        };
        (0..8).for_each(|at| write(at, &format!("coin{at}")));
        read();
        // The index of this brief is in a file of its own, with its own numbers of records.
        write(2, "thing");
        let index = Arc::new(read());
        let request = |rows| LookUpRequest { number: 1, text: "vidal".to_owned(), rows };
        let mut answered = CachedAnswer::new(Arc::clone(&index), &request(0..8));
        assert_eq!(answered.response(&request(0..2)).excerpts.len(), 2);
        for entry in fs::read_dir(&cache).unwrap() {
            let path = entry.unwrap().path();
            let garbage: Vec<u8> = fs::read(&path).unwrap().iter().map(|byte| !byte).collect();
            fs::write(path, garbage).unwrap();
        }
        let quotes = answered.response(&request(0..8)).excerpts.into_iter().map(|excerpt| excerpt?.quote);
        let expected = (0..8).map(|at| if at == 2 { "thing".to_owned() } else { format!("coin{at}") });
        assert!(quotes.eq(expected.map(|word| Some(format!("Not a {word}.")))));
        assert!(index.has_failed());
    }
}
