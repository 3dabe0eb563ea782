//! A library is the same by its cache and without, whatever happened to either.

mod damage;
mod failing;
mod law;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tempfile::TempDir;

use super::files::{CacheDisk, CacheFiles, WriteContents};
use super::*;
use crate::loader::{self, PathContents};

/// A library and a cache, in a folder of their own.
struct Desk {
    home: TempDir,
    cache: CacheDir,
}

/// Somebody who counts what is told.
#[derive(Default)]
struct Counting {
    told: AtomicUsize,
    is_over: AtomicBool,
}

impl ReadProgress for Counting {
    fn listed(&self, _: usize, _: BriefListing) {
        self.told.fetch_add(1, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }
}

/// The disk, on which it is long since anything was changed: stamps are believed.
#[derive(Debug)]
struct Later;

impl CacheFiles for Later {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        CacheDisk.make_folder(path)
    }

    fn open(&self, path: &Path) -> io::Result<fs::File> {
        CacheDisk.open(path)
    }

    fn hold(&self, path: &Path) -> Option<fs::File> {
        CacheDisk.hold(path)
    }

    fn write(&self, path: &Path, fill: &mut WriteContents<'_>) -> io::Result<i64> {
        CacheDisk.write(path, fill).map(|begun| begun + 1000)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        CacheDisk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        CacheDisk.remove(path)
    }

    fn older(&self, folder: &Path, age: std::time::Duration) -> Vec<PathBuf> {
        CacheDisk.older(folder, age)
    }
}

/// A brief with one statement, which says `word`.
fn brief(title: &str, word: &str) -> String {
    format!(
        "[brief]\nformat = 1\ntitle = \"{title}\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
         [[actor]]\nid = \"vidal\"\nname = \"Irena Vidal\"\nkind = \"person\"\n\
         [[source]]\nid = \"s\"\npublished = 2025-01-01\n\
         [[statement]]\nid = \"x\"\nactor = \"vidal\"\nattribution = \"direct\"\nquote = \"Not a {word}.\"\n"
    )
}

impl Desk {
    /// A library of so many briefs.
    fn with(count: usize) -> Self {
        let home = tempfile::tempdir().unwrap();
        let cache = CacheDir::with(home.path().join("cache"), Arc::new(Later));
        let desk = Self { home, cache };
        for at in 0..count {
            desk.put(&format!("b{at:02}/brief.toml"), &brief(&format!("T{at}"), &format!("coin{at}")));
        }
        desk
    }

    fn root(&self) -> PathBuf {
        self.home.path().join("library")
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self.tick();
    }

    /// Waits until the clock of the files has gone on: what changes then has another stamp.
    fn tick(&self) {
        let path = self.home.path().join("clock");
        fs::write(&path, "").unwrap();
        let time = || {
            fs::write(&path, "1").unwrap();
            fs::metadata(&path).unwrap().modified().unwrap()
        };
        let now = time();
        while time() == now {}
    }

    fn entries(&self) -> Vec<UnreadBrief> {
        match loader::find(&self.root()) {
            Ok(PathContents::Library(entries)) => entries,
            Ok(PathContents::Brief(_)) | Err(_) => Vec::new(),
        }
    }

    fn read(&self) -> LibraryIndex {
        self.cache.read(&self.root(), &self.entries(), &NoProgress).unwrap()
    }

    /// How many briefs are read to know the library.
    fn reads(&self) -> usize {
        let known = self.cache.for_library(&self.root()).and_then(|kept| opened(&kept));
        let known = known.map_or(0, |(ledger, _)| ledger.briefs.len());
        let counting = Counting::default();
        self.cache.read(&self.root(), &self.entries(), &counting).unwrap();
        counting.told.into_inner() - known
    }

    /// The library by the cache is the library.
    fn hold(&self, when: &str) {
        let fresh = LibraryIndex::read(&self.root(), &self.entries(), &NoProgress).unwrap();
        assert_eq!(describe(&self.read()), describe(&fresh), "{when}");
    }

    /// The files of the cache, without the one that is held to write.
    fn kept(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.home.path().join("cache")).into_iter().flatten();
        let paths = entries.map(|entry| entry.unwrap().path());
        let mut paths: Vec<PathBuf> = paths.filter(|path| !path.ends_with("lock")).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending != "lock"));
        paths.sort();
        paths
    }
}

/// All that a library tells, and all that it answers. When its cache fails meanwhile, it is asked again.
fn describe(archive: &LibraryIndex) -> String {
    let had_failed = archive.has_failed();
    let told = told_once(archive);
    if archive.has_failed() == had_failed { told } else { told_once(archive) }
}

fn told_once(archive: &LibraryIndex) -> String {
    use std::fmt::Write as _;
    let mut told = String::new();
    for LibraryEntry { entry, listed, read_failure: trouble } in archive.entries() {
        let _ = writeln!(told, "{} {listed:?} {trouble:?}", entry.path.display());
    }
    for question in ["", "vidal", "coin", "\"not a coin1\"", "who:irena -coin2", "brief:b03", "stray", "is:disputed"] {
        let answer = archive.answer(&Query::parse(question));
        let _ = writeln!(told, "{question}: {} {:?}", answer.in_words, answer.remarks);
        for hit in &answer.hits {
            let _ = writeln!(told, "  {} {:?} {} {:?}", hit.brief, hit.record, hit.perhaps, archive.excerpt(*hit));
        }
    }
    told
}

#[test]
fn what_was_read_once_is_not_read_again_but_where_it_changed() {
    let desk = Desk::with(20);
    assert_eq!(desk.reads(), 20, "the first time all are");
    assert_eq!(desk.reads(), 0);
    desk.put(
        "b03/more.toml",
        "[[statement]]\nid = \"y\"\nactor = \"vidal\"\nsource = \"s\"\nattribution = \"direct\"\nquote = \"Stray.\"\n",
    );
    assert_eq!(desk.reads(), 1, "one brief has a file more");
    assert_eq!(desk.reads(), 0);
    desk.hold("a file more");
    desk.put("b04/brief.toml", &brief("T4", "coin4"));
    assert_eq!(desk.reads(), 1, "it was touched");
    assert_eq!(desk.reads(), 0);
    desk.put("actors.toml", "[[actor]]\nid = \"stray\"\nname = \"Stray\"\nkind = \"person\"\n");
    desk.hold("what is shared concerns all");
    assert_eq!(desk.reads(), 0);
}

#[test]
fn a_touched_file_that_says_the_same_changes_nothing_in_the_index() {
    let desk = Desk::with(4);
    desk.read();
    let before = desk.kept();
    desk.put("b01/brief.toml", &brief("T1", "coin1"));
    desk.hold("touched");
    assert_eq!(desk.kept(), before, "no segment more");
}

#[test]
fn a_file_that_was_changed_just_before_it_was_read_is_looked_at_again() {
    let desk = Desk::with(3);
    let desk = Desk { cache: CacheDir::at(desk.home.path().join("cache")), ..desk };
    assert_eq!(desk.reads(), 3);
    assert_eq!(desk.reads(), 3, "all of them are young");
    desk.hold("young");
}

#[test]
fn a_file_with_a_time_in_the_future_is_read_each_time() {
    let desk = Desk::with(3);
    let path = desk.root().join("b01/brief.toml");
    let tomorrow = std::time::SystemTime::now() + std::time::Duration::from_secs(24 * 60 * 60);
    fs::File::options().write(true).open(&path).unwrap().set_modified(tomorrow).unwrap();
    assert_eq!(desk.reads(), 3);
    assert_eq!(desk.reads(), 1, "the clock may have been set back since that file was written");
    // The new text has the size of the old one, and the file gets the same time again.
    fs::write(&path, brief("T1", "stray")).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(tomorrow).unwrap();
    assert_eq!(desk.read().answer(&Query::parse("stray")).hits.len(), 1);
    desk.hold("changed under the same time");
}

#[test]
fn what_is_kept_has_a_time_in_the_future_and_is_still_right() {
    let desk = Desk::with(3);
    desk.read();
    let tomorrow = std::time::SystemTime::now() + std::time::Duration::from_secs(24 * 60 * 60);
    for path in desk.kept() {
        fs::File::options().write(true).open(path).unwrap().set_modified(tomorrow).unwrap();
    }
    desk.put("b01/brief.toml", &brief("T1", "stray"));
    desk.cache.sweep();
    desk.hold("the cache seems to be younger than the library");
    assert_eq!(desk.reads(), 0, "it was kept anew");
}

#[test]
fn changes_are_indexed_apart_until_they_are_many() {
    let desk = Desk::with(12);
    desk.read();
    let mut most = 0;
    for round in 0..30 {
        desk.put(&format!("b{:02}/brief.toml", round % 3), &brief("T", &format!("round{round}")));
        desk.hold(&format!("round {round}"));
        let segments = desk.kept().len() - 1;
        most = most.max(segments);
        assert!(segments <= manifest::MOST_SEGMENTS, "{segments}");
    }
    assert!(most > 2, "{most}");
    for at in 0..12 {
        desk.put(&format!("b{at:02}/brief.toml"), &brief("T", "all"));
    }
    desk.hold("all have changed");
    assert_eq!(desk.kept().len(), 2, "everything became one again");
}

#[test]
fn sentences_name_files_as_the_library_is_spelt_now() {
    let desk = Desk::with(2);
    desk.put("b00/wrong.toml", "stnce = 1\n");
    desk.put("b09/brief.toml", "[[actor]]\nid = \"a\"\n");
    desk.put("b10/brief.toml", "x = 1\n");
    fs::write(desk.root().join("b10/latin.toml"), b"\xe9").unwrap();
    desk.hold("first");
    let other = desk.home.path().join("elsewhere");
    std::os::unix::fs::symlink(desk.root(), &other).unwrap();
    let Ok(PathContents::Library(entries)) = loader::find(&other) else { panic!("a library") };
    let by_cache = desk.cache.read(&other, &entries, &NoProgress).unwrap();
    assert_eq!(describe(&by_cache), describe(&LibraryIndex::read(&other, &entries, &NoProgress).unwrap()));
    assert!(describe(&by_cache).contains("elsewhere/b00/wrong.toml:1:1"), "{}", describe(&by_cache));
    desk.hold("and back");
}

#[test]
fn a_brief_that_changed_since_it_was_searched_is_not_taken_for_itself() {
    let desk = Desk::with(2);
    let archive = desk.read();
    assert!(archive.reading(0).unwrap().is_some());
    desk.put("b00/brief.toml", &brief("T0", "other"));
    assert!(archive.reading(0).unwrap().is_none());
    fs::remove_dir_all(desk.root().join("b01")).unwrap();
    assert!(archive.reading(1).is_err());
}

#[test]
fn who_has_left_is_not_waited_for_and_nothing_is_kept() {
    let desk = Desk::with(3);
    let gone = Counting { is_over: AtomicBool::new(true), ..Counting::default() };
    assert!(desk.cache.read(&desk.root(), &desk.entries(), &gone).is_none());
    assert!(desk.kept().is_empty(), "{:?}", desk.kept());
    desk.hold("afterwards");
}

#[test]
fn the_cache_is_for_the_user_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::with(1);
    desk.read();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&desk.home.path().join("cache")), 0o700);
    assert_eq!(desk.kept().iter().map(|path| mode(path)).collect::<Vec<_>>(), [0o600, 0o600]);
}
