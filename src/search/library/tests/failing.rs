//! Wherever the disk fails, or the program is killed, the library is the same, and so it is for the next who reads it.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Mutex;

use super::*;

/// A disk that does `steps` changes and then fails for ever.
#[derive(Debug)]
struct Failing {
    left: Mutex<usize>,
    fault: Fault,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// The disk is full: what takes room fails, after as much as there was room for.
    Full,
    /// The program is killed: the step is half done, and no other follows.
    Kill,
}

/// A file with room for so many bytes.
struct Narrow<'a> {
    out: &'a mut (dyn Write + Send),
    room: usize,
}

impl Write for Narrow<'_> {
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
    fn goes(&self) -> bool {
        let mut left = self.left.lock().unwrap();
        let goes = *left > 0;
        *left = left.saturating_sub(1);
        goes
    }

    fn refuse<T>() -> io::Result<T> {
        Err(io::ErrorKind::StorageFull.into())
    }
}

impl CacheFiles for Failing {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        if self.goes() { Later.make_folder(path) } else { Self::refuse() }
    }

    fn open(&self, path: &Path) -> io::Result<fs::File> {
        Later.open(path)
    }

    fn hold(&self, path: &Path) -> Option<fs::File> {
        if self.goes() { Later.hold(path) } else { None }
    }

    fn write(&self, path: &Path, fill: &mut WriteContents<'_>) -> io::Result<i64> {
        if self.goes() {
            return Later.write(path, fill);
        }
        Later.write(path, &mut |out| fill(&mut Narrow { out, room: 700 }))?;
        Self::refuse()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.goes() || self.fault == Fault::Full { Later.rename(from, to) } else { Self::refuse() }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        if self.goes() || self.fault == Fault::Full { Later.remove(path) } else { Self::refuse() }
    }

    fn older(&self, folder: &Path, age: std::time::Duration) -> Vec<PathBuf> {
        Later.older(folder, age)
    }
}

/// More steps than it takes to keep a library.
const STEPS: usize = 14;

/// The library is read by a disk that fails after each number of steps, once before there is a cache and once where there is an old one.
fn through_failures(has_old: bool) {
    for fault in [Fault::Full, Fault::Kill] {
        let mut kept = BTreeSet::new();
        for steps in 0..STEPS {
            let desk = Desk::with(3);
            if has_old {
                desk.read();
                desk.put("b01/brief.toml", &brief("New", "thing"));
            }
            let failing: Arc<dyn CacheFiles> = Arc::new(Failing { left: Mutex::new(steps), fault });
            let failing = CacheDir::with(desk.home.path().join("cache"), failing);
            let read = failing.read(&desk.root(), &desk.entries(), &NoProgress).unwrap();
            let fresh = LibraryIndex::read(&desk.root(), &desk.entries(), &NoProgress).unwrap();
            assert_eq!(describe(&read), describe(&fresh), "{fault:?} after {steps}");
            if fault == Fault::Full {
                let drafts =
                    desk.kept().into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "new"));
                assert_eq!(drafts.count(), 0, "nothing half written is left on a full disk, after {steps}");
            }
            kept.insert(desk.reads() == 0);
            desk.hold(&format!("the next after {fault:?} after {steps}"));
            assert_eq!(desk.reads(), 0, "the next reading keeps it");
        }
        assert_eq!(kept.len(), 2, "{fault:?}: some steps are too few, and all are enough");
    }
}

#[test]
fn a_first_cache_that_cannot_be_written_is_none() {
    through_failures(false);
}

#[test]
fn a_cache_that_cannot_be_renewed_is_the_old_or_the_new() {
    through_failures(true);
}

#[test]
fn whoever_comes_second_reads_for_himself_and_writes_nothing() {
    let desk = Desk::with(3);
    let kept = desk.cache.for_library(&desk.root()).unwrap();
    let held = kept.begin().unwrap();
    desk.hold("while another writes");
    assert!(desk.kept().is_empty(), "{:?}", desk.kept());
    drop(held);
    desk.hold("afterwards");
    assert_eq!(desk.kept().len(), 2);
}

#[test]
fn two_at_once_are_both_right_and_leave_one_cache() {
    let desk = Desk::with(30);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..3).for_each(|_| desk.hold("at once")));
        }
    });
    assert_eq!(desk.reads(), 0);
    assert_eq!(desk.kept().len(), 2, "{:?}", desk.kept());
}

#[test]
fn who_has_it_open_keeps_it_while_another_replaces_it() {
    let desk = Desk::with(12);
    desk.read();
    let open = desk.read();
    let before = describe(&desk.read());
    for at in 0..12 {
        desk.put(&format!("b{at:02}/brief.toml"), &brief("Other", "thing"));
    }
    desk.hold("replaced");
    assert_eq!(describe(&open), before, "it tells what it was");
}

#[test]
fn a_place_that_cannot_be_a_folder_of_ours_is_done_without() {
    let desk = Desk::with(2);
    fs::write(desk.home.path().join("cache"), "").unwrap();
    desk.hold("a file is in the place of the folder");
    for folder in ["/proc/none", "/dev/null/none"] {
        let desk = Desk { cache: CacheDir::at(folder), ..Desk::with(2) };
        desk.hold(folder);
    }
}

#[test]
fn what_a_killed_process_left_is_swept_away_after_a_day() {
    let desk = Desk::with(1);
    desk.read();
    let folder = desk.home.path().join("cache");
    let (old, young) = (folder.join("library-0.17.new"), folder.join("library-0.18.new"));
    for path in [&old, &young] {
        fs::write(path, "").unwrap();
    }
    let days_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
    for path in desk.kept().iter().filter(|path| **path != young) {
        fs::File::options().write(true).open(path).unwrap().set_modified(days_ago).unwrap();
    }
    desk.cache.sweep();
    assert!(!old.exists() && young.exists());
    assert_eq!(desk.reads(), 0, "what is kept stays");
}
