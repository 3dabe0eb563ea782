//! The briefs that can be opened, the one that is, and what is remembered of it.

use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Size;

use super::keeper::Keeper;
use super::place;
use crate::app::{App, Item, Memory, Msg, Opened, update};
use crate::disk::Entry;
use crate::model::{Brief, Record};
use crate::reading::{self, Place};
use crate::state::{Key, Recalled, Shelf};

/// What a reading starts with.
#[derive(Debug)]
pub enum Start {
    /// A brief, with the lines of its faults, and the record to stand at in place of where the last reading stopped.
    Brief { place: Place, brief: Box<Brief>, faults: Vec<String>, at: Option<Record> },
    /// The list of the briefs below a folder.
    Library { root: PathBuf, entries: Vec<Entry> },
}

#[derive(Debug)]
pub(super) struct Desk {
    keeper: Arc<Keeper>,
    entries: Vec<Entry>,
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    place: Place,
    key: Key,
}

impl Desk {
    pub(super) fn new(shelf: Shelf) -> Self {
        Self { keeper: Arc::new(Keeper::new(shelf)), entries: Vec::new(), open: None }
    }

    pub(super) fn keeper(&self) -> Arc<Keeper> {
        Arc::clone(&self.keeper)
    }

    /// Lays out what the reading starts with.
    pub(super) fn start(&mut self, start: Start, size: Size) -> App {
        match start {
            Start::Brief { place, brief, faults, at } => {
                let Recalled { memory, notice } = self.keeper.recall(&place::key(&place));
                let item = at.map(|record| Item::Record(record).spelt(&brief));
                let (name, spelt) = (place.name(), place.spelt());
                let opened = Opened { brief: *brief, name, place: spelt, faults, memory };
                let mut app = App::reader(size, opened);
                self.open = Some(Open::at(place));
                let messages = item.map(Msg::GoTo).into_iter().chain(notice.map(Msg::Failed));
                for msg in messages {
                    let _ = update(&mut app, msg);
                }
                app
            }
            Start::Library { root, entries } => {
                let listed = entries.iter().map(|entry| place::listed(&root, entry)).collect();
                self.entries = entries;
                App::library(size, reading::name_of(&root), listed)
            }
        }
    }

    /// Takes down what is to be remembered if the program ends before the next note.
    pub(super) fn note(&self, app: &App) {
        if let (Some(open), Some(memory)) = (&self.open, app.memory()) {
            self.keeper.note(&open.key, memory);
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
        match read(&place, memory) {
            Ok(opened) => {
                // From here on, notes are of this one.
                self.open = Some(Open::at(place));
                answers.insert(0, Msg::Opened(Box::new(opened)));
                answers.extend(notice.map(Msg::Failed));
            }
            Err(problem) => answers.push(Msg::Failed(problem)),
        }
        answers
    }

    /// Reads the open brief again; when nothing of it can be read any more, the old one stays.
    pub(super) fn reload(&self, app: &App) -> Msg {
        let Some(open) = &self.open else {
            return Msg::Failed("no brief is open".to_owned());
        };
        match read(&open.place, app.memory().unwrap_or_default()) {
            Ok(opened) => Msg::Opened(Box::new(opened)),
            Err(problem) => Msg::Failed(problem),
        }
    }
}

impl Open {
    fn at(place: Place) -> Self {
        Self { key: place::key(&place), place }
    }
}

fn read(place: &Place, memory: Memory) -> Result<Opened, String> {
    let reading = place.read().map_err(|error| error.to_string())?;
    let faults = reading.fault_lines();
    let problem = reading.problem();
    let brief = reading.brief.ok_or(problem)?;
    Ok(Opened { brief, name: place.name(), place: place.spelt(), faults, memory })
}
