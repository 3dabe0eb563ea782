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

use super::News;
use crate::diagnostics::Part;
use crate::loader::Place;
use crate::loader::{self, TextFile, TextFolders};
use crate::model::HeldText;
use crate::text::sanitize::decode_path;

/// How long nothing must happen before what happened is looked at: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(200);
/// Whoever never rests is looked at all the same.
const LONGEST: Duration = Duration::from_secs(2);

type Watcher = Arc<Mutex<RecommendedWatcher>>;

/// Where changes are told, and the one thread that reads the files for every watch, one after the other: each thread that ever reads
/// keeps memory for itself, and with a thread a watch it would be as much for every brief that is opened.
#[derive(Debug)]
pub(super) struct Lookout {
    news: Sender<News>,
    asked: Sender<Asked>,
}

/// A question what the files of a brief are.
#[derive(Debug)]
struct Asked {
    place: Place,
    texts: Option<PathBuf>,
    /// Who asks; whoever has gone needs no answer.
    watcher: Weak<Mutex<RecommendedWatcher>>,
    answer: Sender<Print>,
}

impl Lookout {
    /// Changes are told to `news`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(news: Sender<News>) -> io::Result<Self> {
        let (asked, questions) = mpsc::channel::<Asked>();
        thread::Builder::new().name("prints".to_owned()).spawn(move || {
            for Asked { place, texts, watcher, answer } in questions {
                if watcher.strong_count() > 0 {
                    let _ = answer.send(Print::of(&place, texts.as_deref()));
                }
            }
        })?;
        Ok(Self { news, asked })
    }
}

/// Watches for as long as it lives.
#[derive(Debug)]
pub(super) struct FileWatch {
    _watcher: Watcher,
}

impl FileWatch {
    /// Watches the files of a brief; `None` for the one that comes with the program.
    ///
    /// # Errors
    /// When the system has no watch to give.
    pub(super) fn start(place: &Place, texts: Option<&Path>, lookout: &Lookout) -> io::Result<Option<Self>> {
        let Some(path) = place.path().map(Path::to_owned) else { return Ok(None) };
        let (sender, events) = mpsc::channel();
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(sender, config).map_err(io::Error::other)?;
        let folders = Folders::of(&path);
        let watcher = Arc::new(Mutex::new(watcher));
        folders.watch(&watcher).map_err(io::Error::other)?;
        let texts = texts.map(Path::to_owned);
        let Lookout { news, asked } = lookout;
        let (news, asked, weak) = (news.clone(), asked.clone(), Arc::downgrade(&watcher));
        let vigil = Vigil { place: place.clone(), texts, news, asked, folders, watcher: weak };
        thread::Builder::new().name("files".to_owned()).spawn(move || vigil.keep(&events))?;
        Ok(Some(Self { _watcher: watcher }))
    }
}

/// What is watched. A file is, by its folder: a watch on a file itself ends when another is put in its place, as editors do.
#[derive(Debug)]
struct Folders {
    /// The brief's folder with all below, or its file.
    brief: PathBuf,
    is_folder: bool,
    /// The folder around it, in which it may be made anew, and in which a library's actors lie.
    around: PathBuf,
}

impl Folders {
    fn of(path: &Path) -> Self {
        let brief = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        // A `brief.toml` stands for its folder.
        let brief = match brief.parent() {
            Some(folder) if brief.is_file() && brief.ends_with("brief.toml") => folder.to_owned(),
            Some(_) | None => brief,
        };
        let around = brief.parent().unwrap_or(&brief).to_owned();
        Self { is_folder: brief.is_dir(), brief, around }
    }

    /// Watches the folders of held texts that do not lie below the brief's. One that cannot be watched is looked at by no more than `R`.
    fn watch_texts(&self, watcher: &Watcher, texts: &BTreeSet<PathBuf>) {
        let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
        let folders: BTreeSet<&Path> = texts.iter().filter_map(|text| text.parent()).collect();
        for folder in folders {
            if !(self.is_folder && folder.starts_with(&self.brief)) && folder != self.around {
                let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
            }
        }
    }

    /// Begins to watch, or goes on where a folder was made anew.
    fn watch(&self, watcher: &Watcher) -> notify::Result<()> {
        let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
        watcher.watch(&self.around, RecursiveMode::NonRecursive)?;
        if self.is_folder { watcher.watch(&self.brief, RecursiveMode::Recursive) } else { Ok(()) }
    }

    /// Whether an event may be of the brief: to read a file is none, or our own reading would wake us for ever.
    fn concern(&self, event: &Event, seen: &Print) -> bool {
        let is_ours =
            |path: &PathBuf| path.starts_with(&self.brief) || seen.shared.contains(path) || seen.texts.contains(path);
        !event.kind.is_access() && (event.need_rescan() || event.paths.iter().any(is_ours))
    }
}

/// The thread that looks after the files, until nobody watches any more.
struct Vigil {
    place: Place,
    /// Where texts are looked for that do not lie beside the brief.
    texts: Option<PathBuf>,
    news: Sender<News>,
    asked: Sender<Asked>,
    folders: Folders,
    watcher: Weak<Mutex<RecommendedWatcher>>,
}

impl Vigil {
    fn keep(&self, events: &Receiver<notify::Result<Event>>) {
        let Some(mut seen) = self.print() else { return };
        if let Some(watcher) = self.watcher.upgrade() {
            self.folders.watch_texts(&watcher, &seen.texts);
        }
        let mut good = seen.clone();
        while let Ok(event) = events.recv() {
            let concerns = |event: notify::Result<Event>| event.is_ok_and(|event| self.folders.concern(&event, &seen));
            if !concerns(event) {
                continue;
            }
            let since = Instant::now();
            while since.elapsed() < LONGEST && events.recv_timeout(QUIET).is_ok() {}
            let Some(watcher) = self.watcher.upgrade() else { return };
            // Where that fails the folder is gone, and the one around it tells when it is back.
            let _ = self.folders.watch(&watcher);
            let Some(now) = self.print() else { return };
            self.folders.watch_texts(&watcher, &now.texts);
            if now.files != seen.files && self.news.send(News::Changed(now.told_after(&good))).is_err() {
                return;
            }
            if now.is_read {
                good = now.clone();
            }
            seen = now;
        }
    }
}

impl Vigil {
    /// What the files are now; `None` where nobody watches any more.
    fn print(&self) -> Option<Print> {
        let (answer, told) = mpsc::channel();
        let (place, texts, watcher) = (self.place.clone(), self.texts.clone(), self.watcher.clone());
        self.asked.send(Asked { place, texts, watcher, answer }).ok()?;
        told.recv().ok()
    }
}

/// What the files were at one time: a file that is merely touched does not change it.
#[derive(Debug, Clone, Default)]
struct Print {
    /// Each file by its name, with a hash of what is in it.
    files: BTreeMap<String, u64>,
    /// The files of the library around the brief.
    shared: Vec<PathBuf>,
    /// Where its held texts are looked for.
    texts: BTreeSet<PathBuf>,
    /// Whether they could be read; else the one hash is of the reason.
    is_read: bool,
}

impl Print {
    fn of(place: &Place, texts: Option<&Path>) -> Self {
        let reading = match place.read() {
            Ok(reading) => reading,
            Err(error) => {
                return Self { files: [(String::new(), hash(&error.to_string()))].into(), ..Self::default() };
            }
        };
        let folders = TextFolders { root: reading.root.as_deref(), texts };
        let sources = reading.brief.iter().flat_map(|brief| brief.sources.iter());
        let held: Vec<&HeldText> = sources.filter_map(|(_, source)| source.text.as_ref()).collect();
        let lie = held.iter().flat_map(|text| loader::text_places(folders, &text.file)).collect();
        let held = held.into_iter().map(|text| (text.file.clone(), hash(&state(&loader::text(folders, &text.file)))));
        let files = reading.files.iter().map(|file| (file.name.clone(), hash(&file.text)));
        let shared = reading.files.iter().filter(|file| file.part == Part::Shared);
        let shared = shared.filter_map(|file| decode_path(Path::new(&file.name)).canonicalize().ok()).collect();
        Self { files: files.chain(held).collect(), shared, texts: lie, is_read: reading.all_read }
    }

    /// What has become of the files since they could last be read: `brief.toml changed`.
    fn told_after(&self, before: &Self) -> String {
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
fn state(text: &TextFile) -> String {
    match text {
        TextFile::Missing => String::new(),
        TextFile::Unreadable(why) => why.clone(),
        TextFile::Read { sha256, .. } => sha256.clone(),
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(files: &[(&str, u64)]) -> Print {
        let files = files.iter().map(|(name, hash)| ((*name).to_owned(), *hash)).collect();
        Print { files, is_read: true, ..Print::default() }
    }

    #[test]
    fn a_change_is_told_by_the_file_that_changed() {
        let before = print(&[("b/brief.toml", 1), ("b/x.toml", 1)]);
        let told = |after| print(after).told_after(&before);
        assert_eq!(told(&[("b/brief.toml", 2), ("b/x.toml", 1)]), "brief.toml changed");
        assert_eq!(told(&[("b/brief.toml", 1)]), "x.toml is gone");
        assert_eq!(told(&[("b/brief.toml", 1), ("b/x.toml", 1), ("b/y.toml", 1)]), "y.toml is new");
        assert_eq!(told(&[("b/brief.toml", 2), ("b/z.toml", 1)]), "3 files changed");
        assert_eq!(told(&[("b/brief.toml", 1), ("b/x.toml", 1)]), "it is as it was");
    }
}
