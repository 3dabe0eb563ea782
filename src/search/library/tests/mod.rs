//! Tests that a library is the same with the cache and without, whatever happened to either.

mod damage;
mod failing;
mod random_changes;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tempfile::TempDir;

use super::files::{CacheDisk, CacheFiles, WriteContents};
use super::*;
use crate::loader::{self, PathContents};

/// A library and a cache, in a folder of their own.
struct TestLibrary {
    home: TempDir,
    cache: CacheDir,
}

/// Counts the reports of progress.
#[derive(Default)]
struct Counting {
    listed: AtomicUsize,
    is_cancelled: AtomicBool,
}

impl ReadProgress for Counting {
    fn listed(&self, _: usize, _: BriefListing) {
        self.listed.fetch_add(1, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }
}

/// A disk whose clock is ahead, so that the stamps of files count as certain.
#[derive(Debug)]
struct PastDisk;

impl CacheFiles for PastDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        CacheDisk.create_folder(path)
    }

    fn open(&self, path: &Path) -> io::Result<fs::File> {
        CacheDisk.open(path)
    }

    fn lock(&self, path: &Path) -> Option<fs::File> {
        CacheDisk.lock(path)
    }

    fn write(&self, path: &Path, write_contents: &mut WriteContents<'_>) -> io::Result<i64> {
        CacheDisk.write(path, write_contents).map(|created| created + 1000)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        CacheDisk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        CacheDisk.remove(path)
    }

    fn files_older_than(&self, folder: &Path, age: std::time::Duration) -> Vec<PathBuf> {
        CacheDisk.files_older_than(folder, age)
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

impl TestLibrary {
    /// A library of `count` briefs.
    fn with(count: usize) -> Self {
        let home = tempfile::tempdir().unwrap();
        let cache = CacheDir::with(home.path().join("cache"), Arc::new(PastDisk));
        let library = Self { home, cache };
        for at in 0..count {
            library.put(&format!("b{at:02}/brief.toml"), &brief(&format!("T{at}"), &format!("coin{at}")));
        }
        library
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

    /// Waits until the clock of the file system has advanced, so that the next change has another stamp.
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

    /// The number of briefs that are read to refresh the library.
    fn reads(&self) -> usize {
        let known = self.cache.for_library(&self.root()).and_then(|cache| load_segments(&cache));
        let known = known.map_or(0, |(manifest, _)| manifest.briefs.len());
        let counting = Counting::default();
        self.cache.read(&self.root(), &self.entries(), &counting).unwrap();
        counting.listed.into_inner() - known
    }

    /// Asserts that the library read with the cache is the one read without.
    fn assert_same_as_uncached(&self, when: &str) {
        let fresh = LibraryIndex::read(&self.root(), &self.entries(), &NoProgress).unwrap();
        assert_eq!(describe(&self.read()), describe(&fresh), "{when}");
    }

    /// The files of the cache, except the lock file.
    fn cache_files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.home.path().join("cache")).into_iter().flatten();
        let paths = entries.map(|entry| entry.unwrap().path());
        let mut paths: Vec<PathBuf> = paths.filter(|path| !path.ends_with("lock")).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending != "lock"));
        paths.sort();
        paths
    }
}

/// All listings and all answers of a library. If its cache fails meanwhile, they are read again.
fn describe(index: &LibraryIndex) -> String {
    let had_failed = index.has_failed();
    let text = describe_once(index);
    if index.has_failed() == had_failed { text } else { describe_once(index) }
}

fn describe_once(index: &LibraryIndex) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for LibraryEntry { entry, listed, read_failure } in index.entries() {
        let _ = writeln!(text, "{} {listed:?} {read_failure:?}", entry.path.display());
    }
    for query in ["", "vidal", "coin", "\"not a coin1\"", "who:irena -coin2", "brief:b03", "stray", "is:disputed"] {
        let answer = index.answer(&Query::parse(query));
        let _ = writeln!(text, "{query}: {} {:?}", answer.in_words, answer.remarks);
        for hit in &answer.hits {
            let _ = writeln!(text, "  {} {:?} {} {:?}", hit.brief, hit.record, hit.perhaps, index.excerpt(*hit));
        }
    }
    text
}

#[test]
fn only_changed_briefs_are_read_again() {
    let library = TestLibrary::with(20);
    assert_eq!(library.reads(), 20, "the first time all are");
    assert_eq!(library.reads(), 0);
    library.put(
        "b03/more.toml",
        "[[statement]]\nid = \"y\"\nactor = \"vidal\"\nsource = \"s\"\nattribution = \"direct\"\nquote = \"Stray.\"\n",
    );
    assert_eq!(library.reads(), 1, "one brief has a file more");
    assert_eq!(library.reads(), 0);
    library.assert_same_as_uncached("a file more");
    library.put("b04/brief.toml", &brief("T4", "coin4"));
    assert_eq!(library.reads(), 1, "it was touched");
    assert_eq!(library.reads(), 0);
    library.put("actors.toml", "[[actor]]\nid = \"stray\"\nname = \"Stray\"\nkind = \"person\"\n");
    library.assert_same_as_uncached("shared actors concern all briefs");
    assert_eq!(library.reads(), 0);
}

#[test]
fn a_touched_file_with_the_same_text_changes_nothing_in_the_index() {
    let library = TestLibrary::with(4);
    library.read();
    let before = library.cache_files();
    library.put("b01/brief.toml", &brief("T1", "coin1"));
    library.assert_same_as_uncached("touched");
    assert_eq!(library.cache_files(), before, "no segment more");
}

#[test]
fn a_file_that_was_changed_just_before_it_was_read_is_looked_at_again() {
    let library = TestLibrary::with(3);
    let library = TestLibrary { cache: CacheDir::at(library.home.path().join("cache")), ..library };
    assert_eq!(library.reads(), 3);
    assert_eq!(library.reads(), 3, "all of them are young");
    library.assert_same_as_uncached("young");
}

#[test]
fn a_file_with_a_time_in_the_future_is_read_each_time() {
    let library = TestLibrary::with(3);
    let path = library.root().join("b01/brief.toml");
    let tomorrow = std::time::SystemTime::now() + std::time::Duration::from_secs(24 * 60 * 60);
    fs::File::options().write(true).open(&path).unwrap().set_modified(tomorrow).unwrap();
    assert_eq!(library.reads(), 3);
    assert_eq!(library.reads(), 1, "the clock may have been set back since that file was written");
    // The new text has the size of the old one, and the file gets the same time again.
    fs::write(&path, brief("T1", "stray")).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(tomorrow).unwrap();
    assert_eq!(library.read().answer(&Query::parse("stray")).hits.len(), 1);
    library.assert_same_as_uncached("changed under the same time");
}

#[test]
fn a_cache_with_a_time_in_the_future_is_still_right() {
    let library = TestLibrary::with(3);
    library.read();
    let tomorrow = std::time::SystemTime::now() + std::time::Duration::from_secs(24 * 60 * 60);
    for path in library.cache_files() {
        fs::File::options().write(true).open(path).unwrap().set_modified(tomorrow).unwrap();
    }
    library.put("b01/brief.toml", &brief("T1", "stray"));
    library.cache.sweep();
    library.assert_same_as_uncached("the cache seems to be younger than the library");
    assert_eq!(library.reads(), 0, "it was cached again");
}

#[test]
fn changes_get_their_own_segments_until_they_are_many() {
    let library = TestLibrary::with(12);
    library.read();
    let mut most = 0;
    for round in 0..30 {
        library.put(&format!("b{:02}/brief.toml", round % 3), &brief("T", &format!("round{round}")));
        library.assert_same_as_uncached(&format!("round {round}"));
        let segments = library.cache_files().len() - 1;
        most = most.max(segments);
        assert!(segments <= manifest::MAX_SEGMENTS, "{segments}");
    }
    assert!(most > 2, "{most}");
    for at in 0..12 {
        library.put(&format!("b{at:02}/brief.toml"), &brief("T", "all"));
    }
    library.assert_same_as_uncached("all have changed");
    assert_eq!(library.cache_files().len(), 2, "everything became one again");
}

#[test]
fn messages_name_files_by_the_current_path_of_the_library() {
    let library = TestLibrary::with(2);
    library.put("b00/wrong.toml", "stnce = 1\n");
    library.put("b09/brief.toml", "[[actor]]\nid = \"a\"\n");
    library.put("b10/brief.toml", "x = 1\n");
    fs::write(library.root().join("b10/latin.toml"), b"\xe9").unwrap();
    library.assert_same_as_uncached("first");
    let other = library.home.path().join("elsewhere");
    std::os::unix::fs::symlink(library.root(), &other).unwrap();
    let Ok(PathContents::Library(entries)) = loader::find(&other) else { panic!("a library") };
    let by_cache = library.cache.read(&other, &entries, &NoProgress).unwrap();
    assert_eq!(describe(&by_cache), describe(&LibraryIndex::read(&other, &entries, &NoProgress).unwrap()));
    assert!(describe(&by_cache).contains("elsewhere/b00/wrong.toml:1:1"), "{}", describe(&by_cache));
    library.assert_same_as_uncached("and back");
}

#[test]
fn a_brief_that_changed_after_it_was_indexed_is_not_returned() {
    let library = TestLibrary::with(2);
    let index = library.read();
    assert!(index.reading(0).unwrap().is_some());
    library.put("b00/brief.toml", &brief("T0", "other"));
    assert!(index.reading(0).unwrap().is_none());
    fs::remove_dir_all(library.root().join("b01")).unwrap();
    assert!(index.reading(1).is_err());
}

#[test]
fn cancelled_reading_writes_no_cache() {
    let library = TestLibrary::with(3);
    let gone = Counting { is_cancelled: AtomicBool::new(true), ..Counting::default() };
    assert!(library.cache.read(&library.root(), &library.entries(), &gone).is_none());
    assert!(library.cache_files().is_empty(), "{:?}", library.cache_files());
    library.assert_same_as_uncached("afterwards");
}

#[test]
fn only_the_user_can_read_the_cache() {
    use std::os::unix::fs::PermissionsExt as _;
    let library = TestLibrary::with(1);
    library.read();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&library.home.path().join("cache")), 0o700);
    assert_eq!(library.cache_files().iter().map(|path| mode(path)).collect::<Vec<_>>(), [0o600, 0o600]);
}
