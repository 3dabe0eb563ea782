//! The files of the open brief, watched: what changes in them becomes news. It costs nothing while nothing changes, and keeps nobody.

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
use crate::loader::{self, TextFile, TextFolders};
use crate::model::HeldText;
use crate::text::sanitize::decode_path;

/// How long nothing must happen before what happened is looked at: an editor saves in several steps.
const DEBOUNCE: Duration = Duration::from_millis(200);
/// Whoever never rests is looked at all the same.
const MAX_DEBOUNCE: Duration = Duration::from_secs(2);

type SharedWatcher = Arc<Mutex<RecommendedWatcher>>;

/// Where changes are told, and the one thread that reads the files for every watch, one after the other: each thread that ever reads
/// keeps memory for itself, and with a thread a watch it would be as much for every brief that is opened.
#[derive(Debug)]
pub(super) struct WatchService {
    events: Sender<RuntimeEvent>,
    requests: Sender<FingerprintRequest>,
}

/// A question what the files of a brief are.
#[derive(Debug)]
struct FingerprintRequest {
    location: BriefLocation,
    texts: Option<PathBuf>,
    /// Who asks; whoever has gone needs no answer.
    watcher: Weak<Mutex<RecommendedWatcher>>,
    answer: Sender<FileFingerprint>,
}

impl WatchService {
    /// Changes are told to `news`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(news: Sender<RuntimeEvent>) -> io::Result<Self> {
        let (asked, questions) = mpsc::channel::<FingerprintRequest>();
        thread::Builder::new().name("prints".to_owned()).spawn(move || {
            for FingerprintRequest { location: place, texts, watcher, answer } in questions {
                if watcher.strong_count() > 0 {
                    let _ = answer.send(FileFingerprint::compute(&place, texts.as_deref()));
                }
            }
        })?;
        Ok(Self { events: news, requests: asked })
    }
}

/// Watches for as long as it lives.
#[derive(Debug)]
pub(super) struct FileWatcher {
    _watcher: SharedWatcher,
}

impl FileWatcher {
    /// Watches the files of a brief; `None` for the one that comes with the program.
    ///
    /// # Errors
    /// When the system has no watch to give.
    pub(super) fn start(
        place: &BriefLocation,
        texts: Option<&Path>,
        lookout: &WatchService,
    ) -> io::Result<Option<Self>> {
        let Some(path) = place.path().map(Path::to_owned) else { return Ok(None) };
        let (sender, events) = mpsc::channel();
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(sender, config).map_err(io::Error::other)?;
        let folders = WatchedFolders::new(&path);
        let watcher = Arc::new(Mutex::new(watcher));
        folders.watch(&watcher).map_err(io::Error::other)?;
        let texts = texts.map(Path::to_owned);
        let WatchService { events: news, requests: asked } = lookout;
        let (news, asked, weak) = (news.clone(), asked.clone(), Arc::downgrade(&watcher));
        let vigil = WatchLoop { location: place.clone(), texts, events: news, requests: asked, folders, watcher: weak };
        thread::Builder::new().name("files".to_owned()).spawn(move || vigil.run(&events))?;
        Ok(Some(Self { _watcher: watcher }))
    }
}

/// What is watched. A file is, by its folder: a watch on a file itself ends when another is put in its place, as editors do.
#[derive(Debug)]
struct WatchedFolders {
    /// The brief's folder with all below, or its file.
    brief: PathBuf,
    is_folder: bool,
    /// The folder around it, in which it may be made anew, and in which a library's actors lie.
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
        let around = brief.parent().unwrap_or(&brief).to_owned();
        Self { is_folder: brief.is_dir(), brief, parent: around }
    }

    /// Watches the folders of held texts that do not lie below the brief's. One that cannot be watched is looked at by no more than `R`.
    fn watch_texts(&self, watcher: &SharedWatcher, texts: &BTreeSet<PathBuf>) {
        let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
        let folders: BTreeSet<&Path> = texts.iter().filter_map(|text| text.parent()).collect();
        for folder in folders {
            if !(self.is_folder && folder.starts_with(&self.brief)) && folder != self.parent {
                let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
            }
        }
    }

    /// Begins to watch, or goes on where a folder was made anew.
    fn watch(&self, watcher: &SharedWatcher) -> notify::Result<()> {
        let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
        watcher.watch(&self.parent, RecursiveMode::NonRecursive)?;
        if self.is_folder { watcher.watch(&self.brief, RecursiveMode::Recursive) } else { Ok(()) }
    }

    /// Whether an event may be of the brief: to read a file is none, or our own reading would wake us for ever.
    fn is_relevant(&self, event: &Event, seen: &FileFingerprint) -> bool {
        let is_ours =
            |path: &PathBuf| path.starts_with(&self.brief) || seen.shared.contains(path) || seen.texts.contains(path);
        !event.kind.is_access() && (event.need_rescan() || event.paths.iter().any(is_ours))
    }
}

/// The thread that looks after the files, until nobody watches any more.
struct WatchLoop {
    location: BriefLocation,
    /// Where texts are looked for that do not lie beside the brief.
    texts: Option<PathBuf>,
    events: Sender<RuntimeEvent>,
    requests: Sender<FingerprintRequest>,
    folders: WatchedFolders,
    watcher: Weak<Mutex<RecommendedWatcher>>,
}

impl WatchLoop {
    fn run(&self, events: &Receiver<notify::Result<Event>>) {
        let Some(mut seen) = self.request_fingerprint() else { return };
        if let Some(watcher) = self.watcher.upgrade() {
            self.folders.watch_texts(&watcher, &seen.texts);
        }
        let mut good = seen.clone();
        while let Ok(event) = events.recv() {
            let concerns =
                |event: notify::Result<Event>| event.is_ok_and(|event| self.folders.is_relevant(&event, &seen));
            if !concerns(event) {
                continue;
            }
            let since = Instant::now();
            while since.elapsed() < MAX_DEBOUNCE && events.recv_timeout(DEBOUNCE).is_ok() {}
            let Some(watcher) = self.watcher.upgrade() else { return };
            // Where that fails the folder is gone, and the one around it tells when it is back.
            let _ = self.folders.watch(&watcher);
            let Some(now) = self.request_fingerprint() else { return };
            self.folders.watch_texts(&watcher, &now.texts);
            if now.files != seen.files
                && self.events.send(RuntimeEvent::FilesChanged(now.describe_changes(&good))).is_err()
            {
                return;
            }
            if now.is_read {
                good = now.clone();
            }
            seen = now;
        }
    }
}

impl WatchLoop {
    /// What the files are now; `None` where nobody watches any more.
    fn request_fingerprint(&self) -> Option<FileFingerprint> {
        let (answer, told) = mpsc::channel();
        let (place, texts, watcher) = (self.location.clone(), self.texts.clone(), self.watcher.clone());
        self.requests.send(FingerprintRequest { location: place, texts, watcher, answer }).ok()?;
        told.recv().ok()
    }
}

/// What the files were at one time: a file that is merely touched does not change it.
#[derive(Debug, Clone, Default)]
struct FileFingerprint {
    /// Each file by its name, with a hash of what is in it.
    files: BTreeMap<String, u64>,
    /// The files of the library around the brief.
    shared: Vec<PathBuf>,
    /// Where its held texts are looked for.
    texts: BTreeSet<PathBuf>,
    /// Whether they could be read; else the one hash is of the reason.
    is_read: bool,
}

impl FileFingerprint {
    fn compute(place: &BriefLocation, texts: Option<&Path>) -> Self {
        let reading = match place.read() {
            Ok(reading) => reading,
            Err(error) => {
                return Self { files: [(String::new(), hash_text(&error.to_string()))].into(), ..Self::default() };
            }
        };
        let folders = TextFolders { root: reading.root.as_deref(), texts };
        let sources = reading.brief.iter().flat_map(|brief| brief.sources.iter());
        let held: Vec<&HeldText> = sources.filter_map(|(_, source)| source.text.as_ref()).collect();
        let lie = held.iter().flat_map(|text| loader::text_paths(folders, &text.file)).collect();
        let held = held
            .into_iter()
            .map(|text| (text.file.clone(), hash_text(&text_state(&loader::read_text(folders, &text.file)))));
        let files = reading.files.iter().map(|file| (file.name.clone(), hash_text(&file.text)));
        let shared = reading.files.iter().filter(|file| file.part == FileScope::Shared);
        let shared = shared.filter_map(|file| decode_path(Path::new(&file.name)).canonicalize().ok()).collect();
        Self { files: files.chain(held).collect(), shared, texts: lie, is_read: reading.all_read }
    }

    /// What has become of the files since they could last be read: `brief.toml changed`.
    fn describe_changes(&self, before: &Self) -> String {
        let fate = |name: &String| match (before.files.get(name), self.files.get(name)) {
            (None, Some(_)) => Some("is new"),
            (Some(_), None) => Some("is gone"),
            (Some(before), Some(now)) if before != now => Some("changed"),
            (Some(_), Some(_)) | (None, None) => None,
        };
        let names: BTreeMap<&String, &str> =
            before.files.keys().chain(self.files.keys()).filter_map(|name| Some((name, fate(name)?))).collect();
        let mut names = names.into_iter();
        match (names.next(), names.len()) {
            (None, _) => "it is as it was".to_owned(),
            (Some((name, fate)), 0) => format!("{} {fate}", name.rsplit('/').next().unwrap_or(name)),
            (Some(_), others) => format!("{} files changed", others + 1),
        }
    }
}

/// What is there of a held text.
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

    fn print(files: &[(&str, u64)]) -> FileFingerprint {
        let files = files.iter().map(|(name, hash)| ((*name).to_owned(), *hash)).collect();
        FileFingerprint { files, is_read: true, ..FileFingerprint::default() }
    }

    #[test]
    fn a_change_is_told_by_the_file_that_changed() {
        let before = print(&[("b/brief.toml", 1), ("b/x.toml", 1)]);
        let told = |after| print(after).describe_changes(&before);
        assert_eq!(told(&[("b/brief.toml", 2), ("b/x.toml", 1)]), "brief.toml changed");
        assert_eq!(told(&[("b/brief.toml", 1)]), "x.toml is gone");
        assert_eq!(told(&[("b/brief.toml", 1), ("b/x.toml", 1), ("b/y.toml", 1)]), "y.toml is new");
        assert_eq!(told(&[("b/brief.toml", 2), ("b/z.toml", 1)]), "3 files changed");
        assert_eq!(told(&[("b/brief.toml", 1), ("b/x.toml", 1)]), "it is as it was");
    }
}
