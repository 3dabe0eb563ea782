//! The workspace: opens, reloads and checks briefs for the app, and passes their state to autosave. It draws nothing.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use ratatui::layout::Size;

use super::RuntimeEvent;
use super::autosave::Autosave;
use super::coding::CodingState;
use super::library_worker::{LibrarySource, LibraryWorker};
use super::presenter::Presenter;
use crate::app::library::{LibraryList, LibraryRequest};
use crate::app::presentation::PresentationPlan;
use crate::app::{App, BriefChecks, BriefFacts, BriefItem, Msg, OpenedBrief, ReloadedBrief, update};
use crate::loader::{self, BriefLocation, LoadedBrief, UncheckedBrief, UnreadBrief};
use crate::model::{Record, Tlp};
use crate::search::library::{CacheDir, name_in};
use crate::slides::LetterSize;
use crate::storage::{LoadedState, SavedState, StateDir, StateKey};

/// What the program opens at the start.
#[derive(Debug)]
pub enum StartTarget {
    /// A brief that can be read at least in part, and the record to show instead of the saved position.
    Brief { place: BriefLocation, reading: Box<LoadedBrief>, at: Option<Record> },
    /// A brief that can be read at least in part, to be presented. The audience is asked for if it is `None`.
    Presentation { place: BriefLocation, reading: Box<LoadedBrief>, audience: Option<Tlp>, plan: PresentationPlan },
    /// The list of the briefs below a folder.
    Library { root: PathBuf, entries: Vec<UnreadBrief> },
}

/// The open brief and library.
#[derive(Debug)]
pub(super) struct Workspace {
    autosave: Arc<Autosave>,
    library: Option<LibrarySource>,
    /// The worker of the open library.
    library_worker: Option<LibraryWorker>,
    open: Option<CurrentBrief>,
    pub(super) coding: CodingState,
    /// Where the steps of coding are remembered.
    pub(super) steps_dir: StateDir,
    /// The cache of libraries.
    cache: CacheDir,
    /// The folder of texts that are not beside their brief.
    texts: Option<PathBuf>,
    letters: LetterSize,
    /// Where the checks of a large brief are sent later; `None` if checks always run before the brief is shown.
    deferred_checks: Option<Sender<RuntimeEvent>>,
}

/// Briefs with at most this number of statements are checked before they are shown.
const MAX_STATEMENTS_CHECKED_FIRST: usize = 4_000;

#[derive(Debug)]
struct CurrentBrief {
    location: BriefLocation,
    key: StateKey,
}

impl Workspace {
    pub(super) fn new(state_dir: StateDir, texts: Option<PathBuf>, letters: LetterSize) -> Self {
        state_dir.sweep();
        Self {
            letters,
            steps_dir: state_dir.clone(),
            autosave: Arc::new(Autosave::new(state_dir)),
            cache: CacheDir::disabled(),
            library: None,
            library_worker: None,
            open: None,
            coding: CodingState::default(),
            texts,
            deferred_checks: None,
        }
    }

    /// Sets the cache of libraries.
    pub(super) fn with_cache(self, cache: CacheDir) -> Self {
        cache.sweep();
        Self { cache, ..self }
    }

    /// Shows large briefs before they are checked, and sends the checks to `events` later.
    pub(super) fn with_deferred_checks(self, events: Sender<RuntimeEvent>) -> Self {
        Self { deferred_checks: Some(events), ..self }
    }

    /// Returns the folder of texts that are not beside their brief.
    pub(super) fn texts(&self) -> Option<&Path> {
        self.texts.as_deref()
    }

    pub(super) fn autosave(&self) -> Arc<Autosave> {
        Arc::clone(&self.autosave)
    }

    /// Builds the app for what is opened at the start.
    ///
    /// # Errors
    /// When nothing of the brief can be read.
    pub(super) fn start(&mut self, start: StartTarget, size: Size) -> io::Result<App> {
        match start {
            StartTarget::Brief { place, reading, at } => {
                let is_bundled = matches!(place, BriefLocation::Bundled(_));
                let mut app = self.open_reader(place, *reading, size)?;
                app.library = is_bundled.then(|| self.bundled_library(size));
                let item =
                    at.and_then(|record| Some(BriefItem::Record(record).to_key(&app.reader.as_ref()?.facts.brief)));
                // A notice about broken saved state is more important than one about the position.
                let notice = app.notice.take();
                if let Some(item) = item {
                    let _ = update(&mut app, Msg::GoTo(item));
                }
                app.notice = notice.or(app.notice);
                Ok(app)
            }
            StartTarget::Presentation { place, reading, audience, plan } => {
                // The cards show the results of comparing quotes, so checks must not be deferred.
                let deferred_checks = self.deferred_checks.take();
                let mut app = self.open_reader(place, *reading, size)?;
                // A notice about broken saved state must not be lost.
                let notice = app.notice.take();
                let _ = update(&mut app, Msg::Present(audience, plan));
                self.deferred_checks = deferred_checks;
                app.notice = notice.or(app.notice);
                Ok(app)
            }
            StartTarget::Library { root, entries } => {
                let names = entries.iter().map(|entry| name_in(&root, entry)).collect();
                let app = App::with_unread_library(size, loader::brief_name(&root), names);
                let cache = self.cache.clone();
                self.library = Some(LibrarySource { root: Some(root), entries: Arc::new(entries), cache });
                Ok(App { letters: self.letters, ..app })
            }
        }
    }

    /// Sets the bundled briefs as the library, and returns their list. They are never cached.
    fn bundled_library(&mut self, size: Size) -> LibraryList {
        let entries = UnreadBrief::bundled_library();
        let names = entries.iter().map(|entry| entry.location().name()).collect();
        self.library = Some(LibrarySource { root: None, entries: Arc::new(entries), cache: CacheDir::disabled() });
        LibraryList::unread(size, "briefs that come with the program".to_owned(), names)
    }

    /// Opens the reader of a brief at its saved state.
    fn open_reader(&mut self, location: BriefLocation, loaded: LoadedBrief, size: Size) -> io::Result<App> {
        let LoadedState { state, notice } = self.autosave.load(&location.state_key());
        let facts = self.prepare(&location, loaded).map_err(|lines| io::Error::other(lines.join("\n")))?;
        let opened = OpenedBrief { facts, saved_state: state };
        let mut app = App { letters: self.letters, ..App::with_brief(size, opened) };
        self.open = Some(CurrentBrief::new(location));
        if let Some(notice) = notice {
            let _ = update(&mut app, Msg::Failed(notice));
        }
        Ok(app)
    }

    /// Passes the current state to autosave, which saves it if the program ends before the next update.
    pub(super) fn update_autosave(&self, app: &App) {
        if let (Some(open), Some(saved_state)) = (&self.open, app.saved_state()) {
            self.autosave.update(&open.key, saved_state);
            if let Some(presentation) = Presenter::saved_presentation(app, open.location.absolute_path()) {
                self.autosave.update_presentation(presentation);
            }
        }
    }

    /// Saves the current state. Returns a message only when that fails.
    pub(super) fn save(&self, app: &App) -> Option<Msg> {
        self.update_autosave(app);
        self.autosave.save().err().map(|error| Msg::Failed(error.to_string()))
    }

    /// Opens a brief of the library in place of the current one. Returns messages with the result.
    pub(super) fn open(&mut self, at: usize, app: &App) -> Vec<Msg> {
        let Some(entry) = self.library.as_ref().and_then(|library| library.entries.get(at)) else {
            return vec![Msg::Failed("no such brief is in the list".to_owned())];
        };
        let location = entry.location();
        let mut answers = Vec::from_iter(self.save(app));
        let LoadedState { state, notice } = self.autosave.load(&location.state_key());
        match self.load(&location, state) {
            Ok(opened) => {
                // From here on, autosave gets the state of this brief.
                self.open = Some(CurrentBrief::new(location));
                self.coding = CodingState::default();
                answers.insert(0, Msg::Opened(Box::new(opened)));
                answers.extend(notice.map(Msg::Failed));
            }
            Err(problems) => answers.push(Msg::Failed(problems.into_iter().next().unwrap_or_default())),
        }
        answers
    }

    /// Opens a brief of the library at an item.
    pub(super) fn open_at(&mut self, at: usize, item: String, app: &App) -> Vec<Msg> {
        let mut answers = self.open(at, app);
        if matches!(answers.first(), Some(Msg::Opened(_))) {
            answers.insert(1, Msg::GoTo(item));
        }
        answers
    }

    /// Starts the worker of the library, if one is open. Its results are sent to `events`.
    ///
    /// # Errors
    /// When no thread can be started.
    pub(super) fn start_library_worker(&mut self, events: Sender<RuntimeEvent>) -> io::Result<()> {
        let start = |library: &LibrarySource| LibraryWorker::start(library.clone(), self.texts.clone(), events);
        self.library_worker = self.library.as_ref().map(start).transpose()?;
        Ok(())
    }

    /// Passes a request to the library worker. Returns a message only when that fails.
    pub(super) fn request(&mut self, request: LibraryRequest) -> Option<Msg> {
        self.library_worker.as_mut()?.request(request)
    }

    /// Sets the briefs of the library after it was listed again.
    pub(super) fn set_library_entries(&mut self, entries: Arc<Vec<UnreadBrief>>) {
        if let Some(library) = &mut self.library {
            library.entries = entries;
        }
    }

    /// Returns the key under which the state of the open brief is saved.
    pub(super) fn state_key(&self) -> Option<&StateKey> {
        self.open.as_ref().map(|open| &open.key)
    }

    /// Returns the location of the open brief.
    pub(super) fn location(&self) -> Option<&BriefLocation> {
        self.open.as_ref().map(|open| &open.location)
    }

    /// Reads the open brief again. `cause` describes the change of its files, if that is the reason.
    pub(super) fn reload(&self, app: &App, cause: Option<String>) -> Msg {
        let Some(open) = &self.open else {
            return Msg::Failed("no brief is open".to_owned());
        };
        let opened = self.load(&open.location, app.saved_state().unwrap_or_default());
        Msg::Reloaded(Box::new(ReloadedBrief { opened, cause }))
    }

    /// Reads a brief from disk, as far as it can be read. Returns the lines of the error if nothing can.
    fn load(&self, location: &BriefLocation, saved_state: SavedState) -> Result<OpenedBrief, Vec<String>> {
        let lines = |message: String| message.lines().map(str::to_owned).collect::<Vec<_>>();
        let loaded = location.read().map_err(|error| lines(error.to_string()))?;
        Ok(OpenedBrief { facts: self.prepare(location, loaded)?, saved_state })
    }

    /// Derives the facts of a loaded brief. Returns the faults if nothing of it could be read.
    pub(super) fn prepare(&self, location: &BriefLocation, loaded: LoadedBrief) -> Result<BriefFacts, Vec<String>> {
        let (faults, drafts) = (loaded.fault_lines(), loaded.places.draft_ids().len());
        let (brief, unchecked) = loaded.split();
        let Some(brief) = brief else {
            return Err(if faults.is_empty() { vec!["no brief is in it".to_owned()] } else { faults });
        };
        let mut facts = BriefFacts {
            name: location.name(),
            place: location.path_as_given(),
            faults,
            drafts,
            ..BriefFacts::new(brief)
        };
        facts.checked = self.check_now_or_later(unchecked, &facts);
        Ok(facts)
    }

    /// Checks an opened brief. Returns `None` when the result is sent later as a message.
    fn check_now_or_later(&self, unchecked: UncheckedBrief, facts: &BriefFacts) -> Option<BriefChecks> {
        let (brief, findings) = (Arc::clone(&facts.brief), Arc::clone(&facts.findings));
        let texts = self.texts.clone();
        let is_large = brief.statements.len() > MAX_STATEMENTS_CHECKED_FIRST;
        let check = move || {
            let (diagnostics, quotes) = unchecked.check(&brief, &findings, texts.as_deref());
            (brief, BriefChecks { diagnostics, quotes })
        };
        let Some(events) = self.deferred_checks.clone().filter(|_| is_large) else { return Some(check().1) };
        let check_and_send = move || {
            let (brief, checked) = check();
            let _ = events.send(RuntimeEvent::Msg(Msg::Checked(brief, Box::new(checked))));
        };
        // If no thread can be started, the reader shows the brief as unchecked.
        let _ = thread::Builder::new().name("check".to_owned()).spawn(check_and_send);
        None
    }
}

impl CurrentBrief {
    fn new(location: BriefLocation) -> Self {
        Self { key: location.state_key(), location }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::diagnostics::{FileScope, SourceFile};
    use crate::loader::BundledBrief;

    /// A brief with this number of statements.
    fn brief_of(statements: usize) -> LoadedBrief {
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
        let (sender, events) = mpsc::channel();
        let workspace = Workspace::new(StateDir::disabled(), None, LetterSize::Plain);
        let at_once = workspace
            .prepare(&BriefLocation::Bundled(BundledBrief::default()), brief_of(MAX_STATEMENTS_CHECKED_FIRST + 1))
            .unwrap();
        let workspace = workspace.with_deferred_checks(sender);
        let small = workspace.prepare(&BriefLocation::Bundled(BundledBrief::default()), brief_of(10)).unwrap();
        assert!(small.checked.is_some());
        let large = workspace
            .prepare(&BriefLocation::Bundled(BundledBrief::default()), brief_of(MAX_STATEMENTS_CHECKED_FIRST + 1))
            .unwrap();
        assert!(large.checked.is_none());
        let Ok(RuntimeEvent::Msg(Msg::Checked(brief, checked))) = events.recv_timeout(Duration::from_secs(60)) else {
            panic!("the checks are sent");
        };
        assert!(Arc::ptr_eq(&brief, &large.brief));
        assert_eq!(Some(checked.diagnostics), at_once.checked.map(|checked| checked.diagnostics));
        assert!(events.try_recv().is_err());
    }
}
