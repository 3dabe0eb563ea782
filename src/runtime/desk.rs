//! The briefs that can be opened, the one that is, and what is remembered of it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use ratatui::layout::Size;

use super::backstage::Backstage;
use super::keeper::Keeper;
use super::librarian::{Librarian, Shelves};
use super::{News, place};
use crate::app::library::Wanted;
use crate::app::stage::Plan;
use crate::app::{App, Checked, Item, Memory, Msg, Opened, Reread, update};
use crate::loader::Entry;
use crate::loader::{self, Place, Reading, Unchecked};
use crate::model::{Record, Tlp};
use crate::search::library::{Cache, name_in};
use crate::slides::Letters;
use crate::storage::{Key, Recalled, Shelf};

/// What a reading starts with.
#[derive(Debug)]
pub enum Start {
    /// A brief of which something can be read, and the record to stand at in place of where the last reading stopped.
    Brief { place: Place, reading: Box<Reading>, at: Option<Record> },
    /// A brief of which something can be read, to be presented to an audience that is asked for where it is not known.
    Presentation { place: Place, reading: Box<Reading>, audience: Option<Tlp>, plan: Plan },
    /// The list of the briefs below a folder.
    Library { root: PathBuf, entries: Vec<Entry> },
}

#[derive(Debug)]
pub(super) struct Desk {
    keeper: Arc<Keeper>,
    shelves: Option<Shelves>,
    /// Who reads the library, where one is open.
    librarian: Option<Librarian>,
    open: Option<Open>,
    /// Where it is kept what was read of libraries.
    cache: Cache,
    /// Where texts are looked for that do not lie beside their brief.
    texts: Option<PathBuf>,
    letters: Letters,
    /// Whom it is told to what is wrong with a large brief, once that is known; `None` where it is waited for.
    later: Option<Sender<News>>,
}

/// So many statements are checked before anything of them is shown.
const AT_ONCE: usize = 4_000;

#[derive(Debug)]
struct Open {
    place: Place,
    key: Key,
}

impl Desk {
    pub(super) fn new(shelf: Shelf, texts: Option<PathBuf>, letters: Letters) -> Self {
        shelf.sweep();
        let (keeper, cache) = (Arc::new(Keeper::new(shelf)), Cache::nowhere());
        Self { letters, keeper, cache, shelves: None, librarian: None, open: None, texts, later: None }
    }

    /// The same, that keeps what it reads of libraries.
    pub(super) fn with(self, cache: Cache) -> Self {
        cache.sweep();
        Self { cache, ..self }
    }

    /// The same, which shows a large brief before it is checked, and tells `news` what is wrong with it.
    pub(super) fn that_checks_later(self, news: Sender<News>) -> Self {
        Self { later: Some(news), ..self }
    }

    /// Where texts are looked for that do not lie beside their brief.
    pub(super) fn texts(&self) -> Option<&Path> {
        self.texts.as_deref()
    }

    pub(super) fn keeper(&self) -> Arc<Keeper> {
        Arc::clone(&self.keeper)
    }

    /// Lays out what the reading starts with.
    ///
    /// # Errors
    /// Nothing of the brief can be read.
    pub(super) fn start(&mut self, start: Start, size: Size) -> io::Result<App> {
        match start {
            Start::Brief { place, reading, at } => {
                let mut app = self.lay_out(place, *reading, size)?;
                let item = at.and_then(|record| Some(Item::Record(record).spelt(&app.reader.as_ref()?.brief)));
                // What is wrong with what is remembered matters more than where one stands.
                let notice = app.notice.take();
                if let Some(item) = item {
                    let _ = update(&mut app, Msg::GoTo(item));
                }
                app.notice = notice.or(app.notice);
                Ok(app)
            }
            Start::Presentation { place, reading, audience, plan } => {
                // The cards say what was found of the quotes.
                let later = self.later.take();
                let mut app = self.lay_out(place, *reading, size)?;
                // What is wrong with what is remembered is told all the same.
                let notice = app.notice.take();
                let _ = update(&mut app, Msg::Present(audience, plan));
                self.later = later;
                app.notice = notice.or(app.notice);
                Ok(app)
            }
            Start::Library { root, entries } => {
                let names = entries.iter().map(|entry| name_in(&root, entry)).collect();
                let app = App::shelves(size, loader::name_of(&root), names);
                self.shelves = Some(Shelves { root, entries: Arc::new(entries), cache: self.cache.clone() });
                Ok(App { letters: self.letters, ..app })
            }
        }
    }

    /// The reader of a brief, where it was left.
    fn lay_out(&mut self, place: Place, reading: Reading, size: Size) -> io::Result<App> {
        let Recalled { memory, notice } = self.keeper.recall(&place::key(&place));
        let opened = self.opened(&place, reading, memory).map_err(|lines| io::Error::other(lines.join("\n")))?;
        let mut app = App { letters: self.letters, ..App::reader(size, opened) };
        self.open = Some(Open::at(place));
        if let Some(notice) = notice {
            let _ = update(&mut app, Msg::Failed(notice));
        }
        Ok(app)
    }

    /// Takes down what is to be remembered if the program ends before the next note.
    pub(super) fn note(&self, app: &App) {
        if let (Some(open), Some(memory)) = (&self.open, app.memory()) {
            self.keeper.note(&open.key, memory);
            if let Some(presented) = Backstage::presented(app, open.place.from_anywhere()) {
                self.keeper.note_presented(presented);
            }
        }
    }

    /// Keeps what is to be remembered; a message only where that fails.
    pub(super) fn remember(&self, app: &App) -> Option<Msg> {
        self.note(app);
        self.keeper.save().err().map(|error| Msg::Failed(error.to_string()))
    }

    /// Opens a brief of the library in the place of the one that is open; what there is to tell in answer.
    pub(super) fn open(&mut self, at: usize, app: &App) -> Vec<Msg> {
        let Some(entry) = self.shelves.as_ref().and_then(|shelves| shelves.entries.get(at)) else {
            return vec![Msg::Failed("no such brief is in the list".to_owned())];
        };
        let place = Place::Entry(entry.clone());
        let mut answers = Vec::from_iter(self.remember(app));
        let Recalled { memory, notice } = self.keeper.recall(&place::key(&place));
        match self.read(&place, memory) {
            Ok(opened) => {
                // From here on, notes are of this one.
                self.open = Some(Open::at(place));
                answers.insert(0, Msg::Opened(Box::new(opened)));
                answers.extend(notice.map(Msg::Failed));
            }
            Err(problems) => answers.push(Msg::Failed(problems.into_iter().next().unwrap_or_default())),
        }
        answers
    }

    /// Opens a brief of the library, and stands at an item of it.
    pub(super) fn open_at(&mut self, at: usize, item: String, app: &App) -> Vec<Msg> {
        let mut answers = self.open(at, app);
        if matches!(answers.first(), Some(Msg::Opened(_))) {
            answers.insert(1, Msg::GoTo(item));
        }
        answers
    }

    /// Has the library read, where there is one; what comes of it goes to `news`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn have_read(&mut self, news: Sender<News>) -> io::Result<()> {
        let start = |shelves: &Shelves| Librarian::start(shelves.clone(), self.texts.clone(), news);
        self.librarian = self.shelves.as_ref().map(start).transpose()?;
        Ok(())
    }

    /// Has done what is wanted of the library; a message only where that cannot be.
    pub(super) fn fulfil(&mut self, wanted: Wanted) -> Option<Msg> {
        self.librarian.as_mut()?.fulfil(wanted)
    }

    /// The library has these briefs now.
    pub(super) fn renew(&mut self, entries: Arc<Vec<Entry>>) {
        if let Some(shelves) = &mut self.shelves {
            shelves.entries = entries;
        }
    }

    /// Where the open brief is read from.
    pub(super) fn place(&self) -> Option<&Place> {
        self.open.as_ref().map(|open| &open.place)
    }

    /// Reads the open brief again, for a change of its files where that is the cause.
    pub(super) fn reload(&self, app: &App, cause: Option<String>) -> Msg {
        let Some(open) = &self.open else {
            return Msg::Failed("no brief is open".to_owned());
        };
        let opened = self.read(&open.place, app.memory().unwrap_or_default());
        Msg::Reread(Box::new(Reread { opened, cause }))
    }

    /// The brief as it now stands, as far as it can be read; else the lines that say why nothing can.
    fn read(&self, place: &Place, memory: Memory) -> Result<Opened, Vec<String>> {
        let lines = |told: String| told.lines().map(str::to_owned).collect::<Vec<_>>();
        let reading = place.read().map_err(|error| lines(error.to_string()))?;
        self.opened(place, reading, memory)
    }

    pub(super) fn opened(&self, place: &Place, reading: Reading, memory: Memory) -> Result<Opened, Vec<String>> {
        let faults = reading.fault_lines();
        let (brief, unchecked) = reading.parted();
        let Some(brief) = brief else {
            return Err(if faults.is_empty() { vec!["no brief is in it".to_owned()] } else { faults });
        };
        let opened = Opened { name: place.name(), place: place.spelt(), faults, memory, ..Opened::of(brief) };
        let checked = self.check(unchecked, &opened);
        Ok(Opened { checked, ..opened })
    }

    /// What is wrong with what is opened; `None` where it is told later, by a message.
    fn check(&self, unchecked: Unchecked, opened: &Opened) -> Option<Checked> {
        let (brief, findings) = (Arc::clone(&opened.brief), Arc::clone(&opened.findings));
        let texts = self.texts.clone();
        let is_large = brief.statements.len() > AT_ONCE;
        let all = move || {
            let (told, quotes) = unchecked.check(&brief, &findings, texts.as_deref());
            (brief, Checked { told, quotes })
        };
        let Some(news) = self.later.clone().filter(|_| is_large) else { return Some(all().1) };
        let tell = move || {
            let (brief, checked) = all();
            let _ = news.send(News::Msg(Msg::Checked(brief, Box::new(checked))));
        };
        // Without a thread it is never told: the reader says so for as long as it is read.
        let _ = thread::Builder::new().name("check".to_owned()).spawn(tell);
        None
    }
}

impl Open {
    fn at(place: Place) -> Self {
        Self { key: place::key(&place), place }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::diagnostics::{Part, SourceFile};

    /// A brief of so many statements.
    fn reading(statements: usize) -> Reading {
        let mut text =
            "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
             [[actor]]\nid = \"a\"\nname = \"A\"\nkind = \"person\"\n[[source]]\nid = \"s\"\n"
                .to_owned();
        for at in 0..statements {
            let _ = write!(
                text,
                "[[statement]]\nid = \"q{at}\"\nactor = \"a\"\nattribution = \"indirect\"\ngist = \"G.\"\nsaid = 2020-01-01\n"
            );
        }
        Reading::of(vec![SourceFile { name: "brief.toml".to_owned(), text, part: Part::Brief }])
    }

    #[test]
    fn a_large_brief_is_checked_later_with_the_same_outcome() {
        let (sender, news) = mpsc::channel();
        let desk = Desk::new(Shelf::nowhere(), None, Letters::Plain);
        let at_once = desk.opened(&Place::Bundled, reading(AT_ONCE + 1), Memory::default()).unwrap();
        let desk = desk.that_checks_later(sender);
        let small = desk.opened(&Place::Bundled, reading(10), Memory::default()).unwrap();
        assert!(small.checked.is_some());
        let large = desk.opened(&Place::Bundled, reading(AT_ONCE + 1), Memory::default()).unwrap();
        assert!(large.checked.is_none());
        let Ok(News::Msg(Msg::Checked(brief, checked))) = news.recv_timeout(Duration::from_secs(60)) else {
            panic!("it is told what is wrong");
        };
        assert!(Arc::ptr_eq(&brief, &large.brief));
        assert_eq!(Some(checked.told), at_once.checked.map(|checked| checked.told));
        assert!(news.try_recv().is_err());
    }
}
