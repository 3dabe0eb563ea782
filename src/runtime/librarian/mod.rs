//! Reads a library while its list is open, and answers what is asked of it. Nobody waits for it: what comes of it is news.

mod clerk;
mod counter;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::{io, thread};

use super::News;
use crate::app::library::{self, Volume, Wanted};
use crate::app::{Listed, Msg};
use crate::loader::{self, Entry, Found};
use crate::search::library::{Cache, Progress, name_in};
use clerk::Clerk;
use counter::Counter;

/// A library that is read, and whoever answers for it. Dropped, it stops reading; what it was about to tell is not told.
#[derive(Debug)]
pub(super) struct Librarian {
    shelves: Shelves,
    news: Sender<News>,
    counter: Arc<Counter>,
    /// Tells the thread that reads that nobody waits for it any more.
    over: Arc<AtomicBool>,
}

/// Where a library lies, and what was found there.
#[derive(Debug, Clone)]
pub(super) struct Shelves {
    pub(super) root: PathBuf,
    pub(super) entries: Arc<Vec<Entry>>,
    /// Where it is kept what was read of it.
    pub(super) cache: Cache,
}

impl Librarian {
    /// Begins to read the briefs on `shelves`; what comes of it goes to `news`. `texts` is where texts are looked for that do not lie
    /// beside their brief.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(shelves: Shelves, texts: Option<PathBuf>, news: Sender<News>) -> io::Result<Self> {
        let counter = Arc::new(Counter::default());
        let clerk = Clerk { counter: Arc::clone(&counter), texts, news: news.clone() };
        thread::Builder::new().name("librarian".to_owned()).spawn(move || clerk.work())?;
        let entries = Arc::clone(&shelves.entries);
        let mut librarian = Self { shelves, news, counter, over: Arc::default() };
        librarian.read(Some(entries))?;
        Ok(librarian)
    }

    /// Does what is wanted of a library, each in place of the one before if that is not done yet; a message only where it cannot.
    pub(super) fn fulfil(&mut self, wanted: Wanted) -> Option<Msg> {
        match wanted {
            Wanted::Answer(ask) => self.counter.ask(ask),
            Wanted::Leaf(brief) => self.counter.lay_out(brief),
            Wanted::Again => return self.read(None).err().map(|error| Msg::Failed(error.to_string())),
        }
        None
    }

    /// Reads these briefs, or where it is not known which there are, those that are found.
    fn read(&mut self, entries: Option<Arc<Vec<Entry>>>) -> io::Result<()> {
        self.over.store(true, Ordering::Relaxed);
        self.over = Arc::default();
        let reading = Reading {
            root: self.shelves.root.clone(),
            cache: self.shelves.cache.clone(),
            news: self.news.clone(),
            counter: Arc::clone(&self.counter),
            over: Arc::clone(&self.over),
        };
        thread::Builder::new().name("library".to_owned()).spawn(move || reading.run(entries))?;
        Ok(())
    }
}

impl Drop for Librarian {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        self.counter.close();
    }
}

/// The thread that reads, from the first brief to the last.
struct Reading {
    root: PathBuf,
    cache: Cache,
    news: Sender<News>,
    counter: Arc<Counter>,
    over: Arc<AtomicBool>,
}

impl Reading {
    fn run(self, entries: Option<Arc<Vec<Entry>>>) {
        let Some(entries) = entries.or_else(|| self.find()) else { return };
        self.counter.begin(&entries, &self.over);
        if let Some(archive) = self.cache.read(&self.root, &entries, &self) {
            self.counter.finish(archive, &self.over);
        }
    }

    /// The briefs that there are now, once they are told; `None` where nobody waits for them, or nothing can be read.
    fn find(&self) -> Option<Arc<Vec<Entry>>> {
        let why = match loader::find(&self.root) {
            Ok(Found::Library(entries)) => {
                let entries = Arc::new(entries);
                let volume = |entry| Volume::unread(name_in(&self.root, entry));
                let briefs = library::News::Briefs(entries.iter().map(volume).collect());
                // Before they are told: what is told of others from now on would be mistaken for them.
                self.counter.begin(&entries, &self.over);
                self.news.send(News::Library { entries: Arc::clone(&entries), briefs }).ok()?;
                return Some(entries);
            }
            Ok(Found::Brief(_)) => "it is one brief now".to_owned(),
            Err(error) => error.to_string(),
        };
        let _ = self.news.send(News::Msg(Msg::Failed(format!("the list stays as it was: {why}"))));
        None
    }
}

impl Progress for Reading {
    fn listed(&self, at: usize, listed: Listed) {
        self.counter.put(at, Volume::read(listed), &self.over);
    }

    fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }
}
