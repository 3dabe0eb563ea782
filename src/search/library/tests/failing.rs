//! Tests that a failing disk or a killed process changes no result, neither now nor for the next reader.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Mutex;

use super::*;

/// A disk on which `left` changes succeed; after that every change fails.
#[derive(Debug)]
struct Failing {
    left: Mutex<usize>,
    fault: Fault,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// The disk is full: an operation that needs space fails after it has used what was left.
    Full,
    /// The process is killed: the operation is half done, and no other follows.
    Kill,
}

/// A file with space for so many bytes.
struct LimitedSpace<'a> {
    out: &'a mut (dyn Write + Send),
    room: usize,
}

impl Write for LimitedSpace<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.room == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let written = self.out.write(&bytes[..bytes.len().min(self.room)])?;
        self.room -= written;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Failing {
    fn succeeds(&self) -> bool {
        let mut left = self.left.lock().unwrap();
        let succeeds = *left > 0;
        *left = left.saturating_sub(1);
        succeeds
    }

    fn fail<T>() -> io::Result<T> {
        Err(io::ErrorKind::StorageFull.into())
    }
}

impl CacheFiles for Failing {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        if self.succeeds() { PastDisk.create_folder(path) } else { Self::fail() }
    }

    fn open(&self, path: &Path) -> io::Result<fs::File> {
        PastDisk.open(path)
    }

    fn lock(&self, path: &Path) -> Option<fs::File> {
        if self.succeeds() { PastDisk.lock(path) } else { None }
    }

    fn write(&self, path: &Path, write_contents: &mut WriteContents<'_>) -> io::Result<i64> {
        if self.succeeds() {
            return PastDisk.write(path, write_contents);
        }
        PastDisk.write(path, &mut |out| write_contents(&mut LimitedSpace { out, room: 700 }))?;
        Self::fail()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.succeeds() || self.fault == Fault::Full { PastDisk.rename(from, to) } else { Self::fail() }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        if self.succeeds() || self.fault == Fault::Full { PastDisk.remove(path) } else { Self::fail() }
    }

    fn files_older_than(&self, folder: &Path, age: std::time::Duration) -> Vec<PathBuf> {
        PastDisk.files_older_than(folder, age)
    }
}

/// More operations than it takes to write a cache.
const STEPS: usize = 14;

/// Reads the library with a disk that fails after each number of operations, with no cache or an old one.
fn through_failures(has_old: bool) {
    for fault in [Fault::Full, Fault::Kill] {
        let mut was_cached = BTreeSet::new();
        for steps in 0..STEPS {
            let library = TestLibrary::with(3);
            if has_old {
                library.read();
                library.put("b01/brief.toml", &brief("New", "thing"));
            }
            let failing: Arc<dyn CacheFiles> = Arc::new(Failing { left: Mutex::new(steps), fault });
            let failing = CacheDir::with(library.home.path().join("cache"), failing);
            let read = failing.read(&library.root(), &library.entries(), &NoProgress).unwrap();
            let fresh = LibraryIndex::read(&library.root(), &library.entries(), &NoProgress).unwrap();
            assert_eq!(describe(&read), describe(&fresh), "{fault:?} after {steps}");
            if fault == Fault::Full {
                let drafts = library
                    .cache_files()
                    .into_iter()
                    .filter(|path| path.extension().is_some_and(|ending| ending == "new"));
                assert_eq!(drafts.count(), 0, "nothing half written is left on a full disk, after {steps}");
            }
            was_cached.insert(library.reads() == 0);
            library.assert_same_as_uncached(&format!("the next after {fault:?} after {steps}"));
            assert_eq!(library.reads(), 0, "the next read writes the cache");
        }
        assert_eq!(was_cached.len(), 2, "{fault:?}: some steps are too few, and all are enough");
    }
}

#[test]
fn a_first_cache_that_cannot_be_written_is_done_without() {
    through_failures(false);
}

#[test]
fn a_cache_that_cannot_be_replaced_stays_valid() {
    through_failures(true);
}

#[test]
fn a_second_reader_writes_nothing_while_the_cache_is_locked() {
    let library = TestLibrary::with(3);
    let cache = library.cache.for_library(&library.root()).unwrap();
    let lock = cache.lock_for_writing().unwrap();
    library.assert_same_as_uncached("while another writes");
    assert!(library.cache_files().is_empty(), "{:?}", library.cache_files());
    drop(lock);
    library.assert_same_as_uncached("afterwards");
    assert_eq!(library.cache_files().len(), 2);
}

#[test]
fn concurrent_readers_are_right_and_leave_one_cache() {
    let library = TestLibrary::with(30);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..3).for_each(|_| library.assert_same_as_uncached("at once")));
        }
    });
    assert_eq!(library.reads(), 0);
    assert_eq!(library.cache_files().len(), 2, "{:?}", library.cache_files());
}

#[test]
fn an_open_cache_stays_readable_while_it_is_replaced() {
    let library = TestLibrary::with(12);
    library.read();
    let open = library.read();
    let before = describe(&library.read());
    for at in 0..12 {
        library.put(&format!("b{at:02}/brief.toml"), &brief("Other", "thing"));
    }
    library.assert_same_as_uncached("replaced");
    assert_eq!(describe(&open), before, "it shows the old library");
}

#[test]
fn a_cache_folder_that_cannot_be_created_is_done_without() {
    let library = TestLibrary::with(2);
    fs::write(library.home.path().join("cache"), "").unwrap();
    library.assert_same_as_uncached("a file is in the place of the folder");
    for folder in ["/proc/none", "/dev/null/none"] {
        let library = TestLibrary { cache: CacheDir::at(folder), ..TestLibrary::with(2) };
        library.assert_same_as_uncached(folder);
    }
}

#[test]
fn temporary_files_of_a_killed_process_are_removed_after_a_day() {
    let library = TestLibrary::with(1);
    library.read();
    let folder = library.home.path().join("cache");
    let (old, young) = (folder.join("library-0.17.new"), folder.join("library-0.18.new"));
    for path in [&old, &young] {
        fs::write(path, "").unwrap();
    }
    let days_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
    for path in library.cache_files().iter().filter(|path| **path != young) {
        fs::File::options().write(true).open(path).unwrap().set_modified(days_ago).unwrap();
    }
    library.cache.sweep();
    assert!(!old.exists() && young.exists());
    assert_eq!(library.reads(), 0, "the cache stays");
}
