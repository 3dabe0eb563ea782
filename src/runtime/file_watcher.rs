//! Watches the files of the open brief and reports changes as events. It uses no processor time while nothing changes, and blocks no
//! other thread.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::RuntimeEvent;
use crate::diagnostics::FileScope;
use crate::loader::BriefLocation;
use crate::loader::{self, TextFile};
use crate::model::HeldText;
use crate::text::sanitize::decode_path;

/// The quiet time after an event before the files are read: an editor saves in several steps.
const DEBOUNCE: Duration = Duration::from_millis(200);
/// The most time from the first event until the files are read, even if events never pause.
const MAX_DEBOUNCE: Duration = Duration::from_secs(2);

type SharedWatcher = Arc<Mutex<RecommendedWatcher>>;

/// Sends changes as events, and owns the one thread that reads the files for all watches. Each thread that reads briefs retains
/// memory, so a thread per watch would add that for every brief that is opened.
#[derive(Debug)]
pub(super) struct WatchService {
    events: Sender<RuntimeEvent>,
    requests: Sender<FingerprintRequest>,
}

/// A request for the fingerprint of a brief's files.
#[derive(Debug)]
struct FingerprintRequest {
    location: BriefLocation,
    texts: Option<PathBuf>,
    /// The watch that asks. If it was dropped, no answer is needed.
    watcher: Weak<Mutex<RecommendedWatcher>>,
    answer: Sender<FileFingerprint>,
}

impl WatchService {
    /// Starts the service. Changes are sent to `events`.
    ///
    /// # Errors
    /// When no thread can be started.
    pub(super) fn start(events: Sender<RuntimeEvent>) -> io::Result<Self> {
        let (requests, received) = mpsc::channel::<FingerprintRequest>();
        thread::Builder::new().name("fingerprints".to_owned()).spawn(move || {
            for FingerprintRequest { location, texts, watcher, answer } in received {
                if watcher.strong_count() > 0 {
                    let _ = answer.send(FileFingerprint::compute(&location, texts.as_deref()));
                }
            }
        })?;
        Ok(Self { events, requests })
    }
}

/// A watch on the files of a brief, until it is dropped.
#[derive(Debug)]
pub(super) struct FileWatcher {
    _watcher: SharedWatcher,
}

impl FileWatcher {
    /// Watches the files of a brief. Returns `None` for the bundled brief.
    ///
    /// # Errors
    /// When the system has no more watches or threads.
    pub(super) fn start(
        location: &BriefLocation,
        texts: Option<&Path>,
        service: &WatchService,
    ) -> io::Result<Option<Self>> {
        let Some(path) = location.path().map(Path::to_owned) else { return Ok(None) };
        let (sender, file_events) = mpsc::channel();
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(sender, config).map_err(io::Error::other)?;
        let folders = WatchedFolders::new(&path);
        let watcher = Arc::new(Mutex::new(watcher));
        folders.watch(&watcher).map_err(io::Error::other)?;
        let texts = texts.map(Path::to_owned);
        let WatchService { events, requests } = service;
        let (events, requests, weak) = (events.clone(), requests.clone(), Arc::downgrade(&watcher));
        let watch_loop = WatchLoop { location: location.clone(), texts, events, requests, folders, watcher: weak };
        thread::Builder::new().name("files".to_owned()).spawn(move || watch_loop.run(&file_events))?;
        Ok(Some(Self { _watcher: watcher }))
    }
}

/// The watched folders. A file is watched by its folder: a watch on the file would end when an editor replaces it.
#[derive(Debug)]
struct WatchedFolders {
    /// The brief's folder, watched recursively, or its file.
    brief: PathBuf,
    is_folder: bool,
    /// The parent folder, in which the brief may be created again, and which has the shared actors of a library.
    parent: PathBuf,
}

impl WatchedFolders {
    fn new(path: &Path) -> Self {
        let brief = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        // A `brief.toml` stands for its folder.
        let brief = match brief.parent() {
            Some(folder) if brief.is_file() && brief.ends_with("brief.toml") => folder.to_owned(),
            Some(_) | None => brief,
        };
        let parent = brief.parent().unwrap_or(&brief).to_owned();
        Self { is_folder: brief.is_dir(), brief, parent }
    }

    /// Watches the folders of texts outside of the brief's folder. Changes in a folder that cannot be watched are seen only by a reload.
    fn watch_texts(&self, watcher: &SharedWatcher, texts: &BTreeSet<PathBuf>) {
        let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
        let folders: BTreeSet<&Path> = texts.iter().filter_map(|text| text.parent()).collect();
        for folder in folders {
            if !(self.is_folder && folder.starts_with(&self.brief)) && folder != self.parent {
                let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
            }
        }
    }

    /// Starts watching, or watches a folder again after it was created again.
    fn watch(&self, watcher: &SharedWatcher) -> notify::Result<()> {
        let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
        watcher.watch(&self.parent, RecursiveMode::NonRecursive)?;
        if self.is_folder { watcher.watch(&self.brief, RecursiveMode::Recursive) } else { Ok(()) }
    }

    /// Whether an event may concern the brief. Read accesses do not count, or loaded the files here would cause events without end.
    fn is_relevant(&self, event: &Event, seen: &FileFingerprint) -> bool {
        let is_ours =
            |path: &PathBuf| path.starts_with(&self.brief) || seen.shared.contains(path) || seen.texts.contains(path);
        !event.kind.is_access() && (event.need_rescan() || event.paths.iter().any(is_ours))
    }
}

/// The thread of a watch, which ends when the watch is dropped.
struct WatchLoop {
    location: BriefLocation,
    /// The folder of texts that are not beside the brief.
    texts: Option<PathBuf>,
    events: Sender<RuntimeEvent>,
    requests: Sender<FingerprintRequest>,
    folders: WatchedFolders,
    watcher: Weak<Mutex<RecommendedWatcher>>,
}

impl WatchLoop {
    fn run(&self, file_events: &Receiver<notify::Result<Event>>) {
        let Some(mut seen) = self.request_fingerprint() else { return };
        if let Some(watcher) = self.watcher.upgrade() {
            self.folders.watch_texts(&watcher, &seen.texts);
        }
        let mut readable = seen.clone();
        while let Ok(event) = file_events.recv() {
            let is_relevant =
                |event: notify::Result<Event>| event.is_ok_and(|event| self.folders.is_relevant(&event, &seen));
            if !is_relevant(event) {
                continue;
            }
            let since = Instant::now();
            while since.elapsed() < MAX_DEBOUNCE && file_events.recv_timeout(DEBOUNCE).is_ok() {}
            let Some(watcher) = self.watcher.upgrade() else { return };
            // If this fails, the folder is gone; the watch on its parent reports when it is back.
            let _ = self.folders.watch(&watcher);
            let Some(now) = self.request_fingerprint() else { return };
            self.folders.watch_texts(&watcher, &now.texts);
            if now.files != seen.files
                && self.events.send(RuntimeEvent::FilesChanged(now.describe_changes(&readable))).is_err()
            {
                return;
            }
            if now.is_read {
                readable = now.clone();
            }
            seen = now;
        }
    }

    /// Returns the fingerprint of the files now, or `None` when the watch was dropped.
    fn request_fingerprint(&self) -> Option<FileFingerprint> {
        let (answer, received) = mpsc::channel();
        let (location, texts, watcher) = (self.location.clone(), self.texts.clone(), self.watcher.clone());
        self.requests.send(FingerprintRequest { location, texts, watcher, answer }).ok()?;
        received.recv().ok()
    }
}

/// The contents of a brief's files at one time. Touching a file does not change it.
#[derive(Debug, Clone, Default)]
struct FileFingerprint {
    /// By file name: a hash of the content.
    files: BTreeMap<String, u64>,
    /// The files shared with other briefs of the library.
    shared: Vec<PathBuf>,
    /// The paths at which the brief's texts are searched.
    texts: BTreeSet<PathBuf>,
    /// Whether the files could be read. If not, the only hash is that of the error.
    is_read: bool,
}

impl FileFingerprint {
    fn compute(location: &BriefLocation, texts: Option<&Path>) -> Self {
        let loaded = match location.read() {
            Ok(loaded) => loaded,
            Err(error) => {
                return Self { files: [(String::new(), hash_text(&error.to_string()))].into(), ..Self::default() };
            }
        };
        let folders = loaded.text_folders(texts);
        let sources = loaded.brief.iter().flat_map(|brief| brief.sources.iter());
        let held: Vec<&HeldText> = sources.filter_map(|(_, source)| source.text.as_ref()).collect();
        let text_paths = held.iter().flat_map(|text| loader::text_paths(folders, &text.file)).collect();
        let held = held
            .into_iter()
            .map(|text| (text.file.clone(), hash_text(&text_state(&loader::read_text(folders, &text.file)))));
        let files = loaded.files.iter().map(|file| (file.name.clone(), hash_text(&file.text)));
        let shared = loaded.files.iter().filter(|file| file.part == FileScope::Shared);
        let shared = shared.filter_map(|file| decode_path(Path::new(&file.name)).canonicalize().ok()).collect();
        Self { files: files.chain(held).collect(), shared, texts: text_paths, is_read: loaded.all_read }
    }

    /// Describes the changes since `before`, such as `brief.toml changed`.
    fn describe_changes(&self, before: &Self) -> String {
        let change = |name: &String| match (before.files.get(name), self.files.get(name)) {
            (None, Some(_)) => Some("is new"),
            (Some(_), None) => Some("is gone"),
            (Some(before), Some(now)) if before != now => Some("changed"),
            (Some(_), Some(_)) | (None, None) => None,
        };
        let names: BTreeMap<&String, &str> =
            before.files.keys().chain(self.files.keys()).filter_map(|name| Some((name, change(name)?))).collect();
        let mut names = names.into_iter();
        match (names.next(), names.len()) {
            (None, _) => "it is as it was".to_owned(),
            (Some((name, change)), 0) => format!("{} {change}", name.rsplit('/').next().unwrap_or(name)),
            (Some(_), others) => format!("{} files changed", others + 1),
        }
    }
}

/// Returns a value that changes when the text changes.
fn text_state(text: &TextFile) -> String {
    match text {
        TextFile::Missing => String::new(),
        TextFile::Unreadable(why) => why.clone(),
        TextFile::Read { sha256, .. } => sha256.clone(),
    }
}

fn hash_text(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(files: &[(&str, u64)]) -> FileFingerprint {
        let files = files.iter().map(|(name, hash)| ((*name).to_owned(), *hash)).collect();
        FileFingerprint { files, is_read: true, ..FileFingerprint::default() }
    }

    #[test]
    fn a_change_is_described_by_the_file_that_changed() {
        let before = fingerprint(&[("b/brief.toml", 1), ("b/x.toml", 1)]);
        let changes = |after| fingerprint(after).describe_changes(&before);
        assert_eq!(changes(&[("b/brief.toml", 2), ("b/x.toml", 1)]), "brief.toml changed");
        assert_eq!(changes(&[("b/brief.toml", 1)]), "x.toml is gone");
        assert_eq!(changes(&[("b/brief.toml", 1), ("b/x.toml", 1), ("b/y.toml", 1)]), "y.toml is new");
        assert_eq!(changes(&[("b/brief.toml", 2), ("b/z.toml", 1)]), "3 files changed");
        assert_eq!(changes(&[("b/brief.toml", 1), ("b/x.toml", 1)]), "it is as it was");
    }
}
