//! The briefs that can be opened, the one that is, and what is remembered of it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use ratatui::layout::Size;

use super::autosave::Autosave;
use super::library_worker::{LibrarySource, LibraryWorker};
use super::presenter::Presenter;
use super::{RuntimeEvent, brief_summary};
use crate::app::library::LibraryRequest;
use crate::app::presentation::PresentationPlan;
use crate::app::{App, BriefChecks, BriefItem, Msg, OpenedBrief, ReloadedBrief, update};
use crate::loader::UnreadBrief;
use crate::loader::{self, BriefLocation, LoadedBrief, UncheckedBrief};
use crate::model::{Record, Tlp};
use crate::search::library::{CacheDir, name_in};
use crate::slides::LetterSize;
use crate::storage::SavedState;
use crate::storage::{LoadedState, StateDir, StateKey};

/// What a reading starts with.
#[derive(Debug)]
pub enum StartTarget {
    /// A brief of which something can be read, and the record to stand at in place of where the last reading stopped.
    Brief { place: BriefLocation, reading: Box<LoadedBrief>, at: Option<Record> },
    /// A brief of which something can be read, to be presented to an audience that is asked for where it is not known.
    Presentation { place: BriefLocation, reading: Box<LoadedBrief>, audience: Option<Tlp>, plan: PresentationPlan },
    /// The list of the briefs below a folder.
    Library { root: PathBuf, entries: Vec<UnreadBrief> },
}

#[derive(Debug)]
pub(super) struct Workspace {
    autosave: Arc<Autosave>,
    library: Option<LibrarySource>,
    /// Who reads the library, where one is open.
    library_worker: Option<LibraryWorker>,
    open: Option<CurrentBrief>,
    /// Where it is kept what was read of libraries.
    cache: CacheDir,
    /// Where texts are looked for that do not lie beside their brief.
    texts: Option<PathBuf>,
    letters: LetterSize,
    /// Whom it is told to what is wrong with a large brief, once that is known; `None` where it is waited for.
    deferred_checks: Option<Sender<RuntimeEvent>>,
}

/// So many statements are checked before anything of them is shown.
const MAX_STATEMENTS_CHECKED_FIRST: usize = 4_000;

#[derive(Debug)]
struct CurrentBrief {
    location: BriefLocation,
    key: StateKey,
}

impl Workspace {
    pub(super) fn new(shelf: StateDir, texts: Option<PathBuf>, letters: LetterSize) -> Self {
        shelf.sweep();
        let (keeper, cache) = (Arc::new(Autosave::new(shelf)), CacheDir::disabled());
        Self {
            letters,
            autosave: keeper,
            cache,
            library: None,
            library_worker: None,
            open: None,
            texts,
            deferred_checks: None,
        }
    }

    /// The same, that keeps what it reads of libraries.
    pub(super) fn with_cache(self, cache: CacheDir) -> Self {
        cache.sweep();
        Self { cache, ..self }
    }

    /// The same, which shows a large brief before it is checked, and tells `news` what is wrong with it.
    pub(super) fn with_deferred_checks(self, news: Sender<RuntimeEvent>) -> Self {
        Self { deferred_checks: Some(news), ..self }
    }

    /// Where texts are looked for that do not lie beside their brief.
    pub(super) fn texts(&self) -> Option<&Path> {
        self.texts.as_deref()
    }

    pub(super) fn autosave(&self) -> Arc<Autosave> {
        Arc::clone(&self.autosave)
    }

    /// Lays out what the reading starts with.
    ///
    /// # Errors
    /// Nothing of the brief can be read.
    pub(super) fn start(&mut self, start: StartTarget, size: Size) -> io::Result<App> {
        match start {
            StartTarget::Brief { place, reading, at } => {
                let mut app = self.open_reader(place, *reading, size)?;
                let item = at.and_then(|record| Some(BriefItem::Record(record).to_key(&app.reader.as_ref()?.brief)));
                // What is wrong with what is remembered matters more than where one stands.
                let notice = app.notice.take();
                if let Some(item) = item {
                    let _ = update(&mut app, Msg::GoTo(item));
                }
                app.notice = notice.or(app.notice);
                Ok(app)
            }
            StartTarget::Presentation { place, reading, audience, plan } => {
                // The cards say what was found of the quotes.
                let later = self.deferred_checks.take();
                let mut app = self.open_reader(place, *reading, size)?;
                // What is wrong with what is remembered is told all the same.
                let notice = app.notice.take();
                let _ = update(&mut app, Msg::Present(audience, plan));
                self.deferred_checks = later;
                app.notice = notice.or(app.notice);
                Ok(app)
            }
            StartTarget::Library { root, entries } => {
                let names = entries.iter().map(|entry| name_in(&root, entry)).collect();
                let app = App::with_unread_library(size, loader::brief_name(&root), names);
                self.library = Some(LibrarySource { root, entries: Arc::new(entries), cache: self.cache.clone() });
                Ok(App { letters: self.letters, ..app })
            }
        }
    }

    /// The reader of a brief, where it was left.
    fn open_reader(&mut self, place: BriefLocation, reading: LoadedBrief, size: Size) -> io::Result<App> {
        let LoadedState { memory, notice } = self.autosave.load(&brief_summary::state_key(&place));
        let opened = self.prepare(&place, reading, memory).map_err(|lines| io::Error::other(lines.join("\n")))?;
        let mut app = App { letters: self.letters, ..App::with_brief(size, opened) };
        self.open = Some(CurrentBrief::new(place));
        if let Some(notice) = notice {
            let _ = update(&mut app, Msg::Failed(notice));
        }
        Ok(app)
    }

    /// Takes down what is to be remembered if the program ends before the next note.
    pub(super) fn update_autosave(&self, app: &App) {
        if let (Some(open), Some(memory)) = (&self.open, app.saved_state()) {
            self.autosave.update(&open.key, memory);
            if let Some(presented) = Presenter::presented(app, open.location.absolute_path()) {
                self.autosave.update_presentation(presented);
            }
        }
    }

    /// Keeps what is to be remembered; a message only where that fails.
    pub(super) fn save(&self, app: &App) -> Option<Msg> {
        self.update_autosave(app);
        self.autosave.save().err().map(|error| Msg::Failed(error.to_string()))
    }

    /// Opens a brief of the library in the place of the one that is open; what there is to tell in answer.
    pub(super) fn open(&mut self, at: usize, app: &App) -> Vec<Msg> {
        let Some(entry) = self.library.as_ref().and_then(|shelves| shelves.entries.get(at)) else {
            return vec![Msg::Failed("no such brief is in the list".to_owned())];
        };
        let place = BriefLocation::InLibrary(entry.clone());
        let mut answers = Vec::from_iter(self.save(app));
        let LoadedState { memory, notice } = self.autosave.load(&brief_summary::state_key(&place));
        match self.load(&place, memory) {
            Ok(opened) => {
                // From here on, notes are of this one.
                self.open = Some(CurrentBrief::new(place));
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
    pub(super) fn start_library_worker(&mut self, news: Sender<RuntimeEvent>) -> io::Result<()> {
        let start = |shelves: &LibrarySource| LibraryWorker::start(shelves.clone(), self.texts.clone(), news);
        self.library_worker = self.library.as_ref().map(start).transpose()?;
        Ok(())
    }

    /// Has done what is wanted of the library; a message only where that cannot be.
    pub(super) fn request(&mut self, wanted: LibraryRequest) -> Option<Msg> {
        self.library_worker.as_mut()?.request(wanted)
    }

    /// The library has these briefs now.
    pub(super) fn set_library_entries(&mut self, entries: Arc<Vec<UnreadBrief>>) {
        if let Some(shelves) = &mut self.library {
            shelves.entries = entries;
        }
    }

    /// Where the open brief is read from.
    pub(super) fn location(&self) -> Option<&BriefLocation> {
        self.open.as_ref().map(|open| &open.location)
    }

    /// Reads the open brief again, for a change of its files where that is the cause.
    pub(super) fn reload(&self, app: &App, cause: Option<String>) -> Msg {
        let Some(open) = &self.open else {
            return Msg::Failed("no brief is open".to_owned());
        };
        let opened = self.load(&open.location, app.saved_state().unwrap_or_default());
        Msg::Reloaded(Box::new(ReloadedBrief { opened, cause }))
    }

    /// The brief as it now stands, as far as it can be read; else the lines that say why nothing can.
    fn load(&self, place: &BriefLocation, memory: SavedState) -> Result<OpenedBrief, Vec<String>> {
        let lines = |told: String| told.lines().map(str::to_owned).collect::<Vec<_>>();
        let reading = place.read().map_err(|error| lines(error.to_string()))?;
        self.prepare(place, reading, memory)
    }

    pub(super) fn prepare(
        &self,
        place: &BriefLocation,
        reading: LoadedBrief,
        memory: SavedState,
    ) -> Result<OpenedBrief, Vec<String>> {
        let faults = reading.fault_lines();
        let (brief, unchecked) = reading.split();
        let Some(brief) = brief else {
            return Err(if faults.is_empty() { vec!["no brief is in it".to_owned()] } else { faults });
        };
        let opened = OpenedBrief {
            name: place.name(),
            place: place.path_as_given(),
            faults,
            saved_state: memory,
            ..OpenedBrief::from_brief(brief)
        };
        let checked = self.check_now_or_later(unchecked, &opened);
        Ok(OpenedBrief { checked, ..opened })
    }

    /// What is wrong with what is opened; `None` where it is told later, by a message.
    fn check_now_or_later(&self, unchecked: UncheckedBrief, opened: &OpenedBrief) -> Option<BriefChecks> {
        let (brief, findings) = (Arc::clone(&opened.brief), Arc::clone(&opened.findings));
        let texts = self.texts.clone();
        let is_large = brief.statements.len() > MAX_STATEMENTS_CHECKED_FIRST;
        let all = move || {
            let (told, quotes) = unchecked.check(&brief, &findings, texts.as_deref());
            (brief, BriefChecks { diagnostics: told, quotes })
        };
        let Some(news) = self.deferred_checks.clone().filter(|_| is_large) else { return Some(all().1) };
        let tell = move || {
            let (brief, checked) = all();
            let _ = news.send(RuntimeEvent::Msg(Msg::Checked(brief, Box::new(checked))));
        };
        // Without a thread it is never told: the reader says so for as long as it is read.
        let _ = thread::Builder::new().name("check".to_owned()).spawn(tell);
        None
    }
}

impl CurrentBrief {
    fn new(place: BriefLocation) -> Self {
        Self { key: brief_summary::state_key(&place), location: place }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::diagnostics::{FileScope, SourceFile};

    /// A brief of so many statements.
    fn reading(statements: usize) -> LoadedBrief {
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
        LoadedBrief::from_source_files(vec![SourceFile { name: "brief.toml".to_owned(), text, part: FileScope::Brief }])
    }

    #[test]
    fn a_large_brief_is_checked_later_with_the_same_outcome() {
        let (sender, news) = mpsc::channel();
        let desk = Workspace::new(StateDir::disabled(), None, LetterSize::Plain);
        let at_once = desk
            .prepare(&BriefLocation::Bundled, reading(MAX_STATEMENTS_CHECKED_FIRST + 1), SavedState::default())
            .unwrap();
        let desk = desk.with_deferred_checks(sender);
        let small = desk.prepare(&BriefLocation::Bundled, reading(10), SavedState::default()).unwrap();
        assert!(small.checked.is_some());
        let large = desk
            .prepare(&BriefLocation::Bundled, reading(MAX_STATEMENTS_CHECKED_FIRST + 1), SavedState::default())
            .unwrap();
        assert!(large.checked.is_none());
        let Ok(RuntimeEvent::Msg(Msg::Checked(brief, checked))) = news.recv_timeout(Duration::from_secs(60)) else {
            panic!("it is told what is wrong");
        };
        assert!(Arc::ptr_eq(&brief, &large.brief));
        assert_eq!(Some(checked.diagnostics), at_once.checked.map(|checked| checked.diagnostics));
        assert!(news.try_recv().is_err());
    }
}
