//! The briefs that can be opened, the one that is, and what is remembered of it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ratatui::layout::Size;

use super::backstage::Backstage;
use super::keeper::Keeper;
use super::place;
use crate::app::stage::Plan;
use crate::app::{App, Item, Memory, Msg, Opened, Reread, update};
use crate::deck::Letters;
use crate::disk::Entry;
use crate::model::{Record, Tlp};
use crate::reading::{self, Place, Reading};
use crate::state::{Key, Recalled, Shelf};

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
    entries: Vec<Entry>,
    open: Option<Open>,
    /// Where texts are looked for that do not lie beside their brief.
    texts: Option<PathBuf>,
    letters: Letters,
}

#[derive(Debug)]
struct Open {
    place: Place,
    key: Key,
}

impl Desk {
    pub(super) fn new(shelf: Shelf, texts: Option<PathBuf>, letters: Letters) -> Self {
        shelf.sweep();
        Self { letters, keeper: Arc::new(Keeper::new(shelf)), entries: Vec::new(), open: None, texts }
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
                let mut app = self.lay_out(place, *reading, size)?;
                // What is wrong with what is remembered is told all the same.
                let notice = app.notice.take();
                let _ = update(&mut app, Msg::Present(audience, plan));
                app.notice = notice.or(app.notice);
                Ok(app)
            }
            Start::Library { root, entries } => {
                let listed = entries.iter().map(|entry| place::listed(&root, entry)).collect();
                self.entries = entries;
                Ok(App { letters: self.letters, ..App::library(size, reading::name_of(&root), listed) })
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
        let Some(entry) = self.entries.get(at) else {
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
        let quotes = reading.quotes(self.texts.as_deref());
        let told = reading.told(&quotes);
        let Some(brief) = reading.brief else {
            return Err(if faults.is_empty() { vec!["no brief is in it".to_owned()] } else { faults });
        };
        Ok(Opened { brief, name: place.name(), place: place.spelt(), faults, told, quotes, memory })
    }
}

impl Open {
    fn at(place: Place) -> Self {
        Self { key: place::key(&place), place }
    }
}
