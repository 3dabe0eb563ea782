//! Reads a library while its list is open, and answers what is asked of it. Nobody waits for it: what comes of it is news.

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

/// A library that is read, and whoever answers for it. Dropped, it stops reading; what it was about to tell is not told.
#[derive(Debug)]
pub(super) struct LibraryWorker {
    library: LibrarySource,
    events: Sender<RuntimeEvent>,
    queue: Arc<RequestQueue>,
    /// Tells the thread that reads that nobody waits for it any more.
    cancelled: Arc<AtomicBool>,
}

/// Where a library lies, and what was found there.
#[derive(Debug, Clone)]
pub(super) struct LibrarySource {
    pub(super) root: PathBuf,
    pub(super) entries: Arc<Vec<UnreadBrief>>,
    /// Where it is kept what was read of it.
    pub(super) cache: CacheDir,
}

impl LibraryWorker {
    /// Begins to read the briefs on `shelves`; what comes of it goes to `news`. `texts` is where texts are looked for that do not lie
    /// beside their brief.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(
        shelves: LibrarySource,
        texts: Option<PathBuf>,
        news: Sender<RuntimeEvent>,
    ) -> io::Result<Self> {
        let counter = Arc::new(RequestQueue::default());
        let clerk = QueryWorker { queue: Arc::clone(&counter), texts, events: news.clone() };
        thread::Builder::new().name("librarian".to_owned()).spawn(move || clerk.run())?;
        let entries = Arc::clone(&shelves.entries);
        let mut librarian = Self { library: shelves, events: news, queue: counter, cancelled: Arc::default() };
        librarian.start_loading(Some(entries))?;
        Ok(librarian)
    }

    /// Does what is wanted of a library, each in place of the one before if that is not done yet; a message only where it cannot.
    pub(super) fn request(&mut self, wanted: LibraryRequest) -> Option<Msg> {
        match wanted {
            LibraryRequest::Answer(ask) => self.queue.push_question(ask),
            LibraryRequest::Preview(brief) => self.queue.push_brief(brief),
            LibraryRequest::Refresh => {
                return self.start_loading(None).err().map(|error| Msg::Failed(error.to_string()));
            }
        }
        None
    }

    /// Reads these briefs, or where it is not known which there are, those that are found.
    fn start_loading(&mut self, entries: Option<Arc<Vec<UnreadBrief>>>) -> io::Result<()> {
        self.cancelled.store(true, Ordering::Relaxed);
        self.cancelled = Arc::default();
        let reading = LibraryLoader {
            root: self.library.root.clone(),
            cache: self.library.cache.clone(),
            events: self.events.clone(),
            queue: Arc::clone(&self.queue),
            cancelled: Arc::clone(&self.cancelled),
        };
        thread::Builder::new().name("library".to_owned()).spawn(move || reading.run(entries))?;
        Ok(())
    }
}

impl Drop for LibraryWorker {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
        self.queue.close();
    }
}

/// The thread that reads, from the first brief to the last.
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
        if let Some(archive) = self.cache.read(&self.root, &entries, &self) {
            self.queue.finish(archive, &self.cancelled);
        }
    }

    /// The briefs that there are now, once they are told; `None` where nobody waits for them, or nothing can be read.
    fn find_briefs(&self) -> Option<Arc<Vec<UnreadBrief>>> {
        let why = match loader::find(&self.root) {
            Ok(PathContents::Library(entries)) => {
                let entries = Arc::new(entries);
                let volume = |entry| BriefListItem::unread(name_in(&self.root, entry));
                let briefs = library::LibraryEvent::Briefs(entries.iter().map(volume).collect());
                // Before they are told: what is told of others from now on would be mistaken for them.
                self.queue.begin(&entries, &self.cancelled);
                self.events.send(RuntimeEvent::Library { entries: Arc::clone(&entries), briefs }).ok()?;
                return Some(entries);
            }
            Ok(PathContents::Brief(_)) => "it is one brief now".to_owned(),
            Err(error) => error.to_string(),
        };
        let _ = self.events.send(RuntimeEvent::Msg(Msg::Failed(format!("the list stays as it was: {why}"))));
        None
    }
}

impl ReadProgress for LibraryLoader {
    fn listed(&self, at: usize, listed: BriefListing) {
        self.queue.add_brief(at, BriefListItem::from_listing(listed), &self.cancelled);
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
