//! The library worker: background threads that load a library and answer queries. The event loop never waits for it; results are events.

mod query_worker;
mod request_queue;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::{io, thread};

use super::RuntimeEvent;
use crate::app::Msg;
use crate::app::library::{self, BriefListItem, LibraryRequest};
use crate::loader::{self, PathContents, UnreadBrief};
use crate::search::library::BriefListing;
use crate::search::library::{CacheDir, ReadProgress, name_in};
use query_worker::QueryWorker;
use request_queue::RequestQueue;

/// The threads that load a library and answer queries. Dropping it cancels loading and discards pending results.
#[derive(Debug)]
pub(super) struct LibraryWorker {
    library: LibrarySource,
    events: Sender<RuntimeEvent>,
    queue: Arc<RequestQueue>,
    /// Tells the loading thread to stop.
    cancelled: Arc<AtomicBool>,
}

/// The folder of a library, and the briefs found there; or the bundled briefs.
#[derive(Debug, Clone)]
pub(super) struct LibrarySource {
    /// `None` for the bundled briefs.
    pub(super) root: Option<PathBuf>,
    pub(super) entries: Arc<Vec<UnreadBrief>>,
    /// The cache of what was read.
    pub(super) cache: CacheDir,
}

impl LibraryWorker {
    /// Starts loading `library`; results are sent to `events`. `texts` is the folder of texts that are not beside their brief.
    ///
    /// # Errors
    /// When no thread can be started.
    pub(super) fn start(
        library: LibrarySource,
        texts: Option<PathBuf>,
        events: Sender<RuntimeEvent>,
    ) -> io::Result<Self> {
        let queue = Arc::new(RequestQueue::default());
        let query_worker = QueryWorker { queue: Arc::clone(&queue), texts, events: events.clone() };
        thread::Builder::new().name("query".to_owned()).spawn(move || query_worker.run())?;
        let entries = Arc::clone(&library.entries);
        let mut worker = Self { library, events, queue, cancelled: Arc::default() };
        worker.start_loading(Some(entries))?;
        Ok(worker)
    }

    /// Queues a request, which replaces a pending one of the same kind. Returns a message only when that fails.
    pub(super) fn request(&mut self, request: LibraryRequest) -> Option<Msg> {
        match request {
            LibraryRequest::Answer(question) => self.queue.push_question(question),
            LibraryRequest::Preview(brief) => self.queue.push_brief(brief),
            LibraryRequest::Refresh => {
                return self.start_loading(None).err().map(|error| Msg::Failed(error.to_string()));
            }
        }
        None
    }

    /// Starts loading `entries`, or the briefs found on disk if it is `None`.
    fn start_loading(&mut self, entries: Option<Arc<Vec<UnreadBrief>>>) -> io::Result<()> {
        self.cancelled.store(true, Ordering::Relaxed);
        self.cancelled = Arc::default();
        let entries = entries.or_else(|| self.library.root.is_none().then(|| Arc::clone(&self.library.entries)));
        let loader = LibraryLoader {
            root: self.library.root.clone().unwrap_or_default(),
            cache: self.library.cache.clone(),
            events: self.events.clone(),
            queue: Arc::clone(&self.queue),
            cancelled: Arc::clone(&self.cancelled),
        };
        thread::Builder::new().name("library".to_owned()).spawn(move || loader.run(entries))?;
        Ok(())
    }
}

impl Drop for LibraryWorker {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
        self.queue.close();
    }
}

/// The loading thread, which reads the briefs in order.
struct LibraryLoader {
    root: PathBuf,
    cache: CacheDir,
    events: Sender<RuntimeEvent>,
    queue: Arc<RequestQueue>,
    cancelled: Arc<AtomicBool>,
}

impl LibraryLoader {
    fn run(self, entries: Option<Arc<Vec<UnreadBrief>>>) {
        let Some(entries) = entries.or_else(|| self.find_briefs()) else { return };
        self.queue.begin(&entries, &self.cancelled);
        if let Some(index) = self.cache.read(&self.root, &entries, &self) {
            self.queue.finish(index, &self.cancelled);
        }
    }

    /// Finds the briefs on disk and sends their list. Returns `None` when nobody receives it, or nothing can be read.
    fn find_briefs(&self) -> Option<Arc<Vec<UnreadBrief>>> {
        let problem = match loader::find(&self.root) {
            Ok(PathContents::Library(entries)) => {
                let entries = Arc::new(entries);
                let item = |entry| BriefListItem::unread(name_in(&self.root, entry));
                let briefs = library::LibraryEvent::Briefs(entries.iter().map(item).collect());
                // This comes before the list is sent: later reports about other briefs would be mistaken for these.
                self.queue.begin(&entries, &self.cancelled);
                self.events.send(RuntimeEvent::Library { entries: Arc::clone(&entries), briefs }).ok()?;
                return Some(entries);
            }
            Ok(PathContents::Brief(_)) => "it is one brief now".to_owned(),
            Err(error) => error.to_string(),
        };
        let _ = self.events.send(RuntimeEvent::Msg(Msg::Failed(format!("the list stays as it was: {problem}"))));
        None
    }
}

impl ReadProgress for LibraryLoader {
    fn listed(&self, at: usize, listing: BriefListing) {
        self.queue.add_brief(at, BriefListItem::from_listing(listing), &self.cancelled);
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
