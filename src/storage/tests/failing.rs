//! Saved state survives a disk that fails and a process that is killed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::sync::Mutex;
use std::thread;

use super::*;

/// A file system that fails after a number of changes.
#[derive(Debug)]
struct Failing {
    left: Mutex<usize>,
    fault: Fault,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// The disk is full: writes fail after a part of the bytes; renames and removals still work.
    Full,
    /// The process is killed: the current change is half done, and no other follows.
    Kill,
}

impl Failing {
    /// Whether the next change succeeds.
    fn takes_step(&self) -> bool {
        let mut left = self.left.lock().unwrap();
        let succeeds = *left > 0;
        *left = left.saturating_sub(1);
        succeeds
    }

    fn refuse() -> io::Error {
        io::Error::from(ErrorKind::StorageFull)
    }
}

impl StateFiles for Failing {
    fn read(&self, path: &Path) -> io::Result<String> {
        StateDisk.read(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        if self.takes_step() { StateDisk.create_folder(path) } else { Err(Self::refuse()) }
    }

    fn lock(&self, folder: &Path) -> Option<File> {
        StateDisk.lock(folder)
    }

    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        if self.takes_step() {
            return StateDisk.write(path, text);
        }
        StateDisk.write(path, &text[..text.len() / 2])?;
        Err(Self::refuse())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.takes_step() || self.fault == Fault::Full { StateDisk.rename(from, to) } else { Err(Self::refuse()) }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        if self.takes_step() || self.fault == Fault::Full { StateDisk.remove(path) } else { Err(Self::refuse()) }
    }

    fn older_than(&self, folder: &Path, age: Duration) -> Vec<PathBuf> {
        StateDisk.older_than(folder, age)
    }
}

/// More changes than any save makes.
const STEPS: usize = 12;

#[test]
fn wherever_the_disk_fails_or_we_are_killed_the_old_or_the_new_is_found_whole() {
    for fault in [Fault::Full, Fault::Kill] {
        let mut found = BTreeSet::new();
        for steps in 0..STEPS {
            let (_folder, state_dir) = state_dir();
            state_dir.save(&StateKey::bundled(), |_| saved_state("asif")).unwrap();
            let failing = Failing { left: Mutex::new(steps), fault };
            let failing = StateDir { files: Arc::new(failing), ..state_dir.clone() };
            let saved = failing.save(&StateKey::bundled(), |_| saved_state("dar"));
            let loaded = state_dir.load(&StateKey::bundled());
            assert!(loaded.notice.is_none(), "{fault:?} after {steps}: {:?}", loaded.notice);
            assert_eq!(
                loaded.state,
                saved_state(if saved.is_ok() { "dar" } else { "asif" }),
                "{fault:?} after {steps}"
            );
            if fault == Fault::Full {
                assert_eq!(names(&state_dir).len(), 1, "nothing half written is left on a full disk");
            }
            found.insert(saved.is_ok());
            state_dir.save(&StateKey::bundled(), |_| saved_state("khar")).unwrap();
            assert_eq!(state_dir.load(&StateKey::bundled()).state, saved_state("khar"), "the next reading is as any");
        }
        assert_eq!(found.len(), 2, "{fault:?}: some steps are too few, and all are enough");
    }
}

#[test]
fn wherever_a_presentation_fails_to_be_kept_there_is_one_to_go_on_with() {
    let presentation = |minutes| SavedPresentation {
        brief: "/briefs/one".to_owned(),
        minutes: Some(minutes),
        ..SavedPresentation::default()
    };
    for fault in [Fault::Full, Fault::Kill] {
        for steps in 0..STEPS {
            let (_folder, state_dir) = state_dir();
            state_dir.save_presentation(&presentation(10)).unwrap();
            let failing = Failing { left: Mutex::new(steps), fault };
            let saved = StateDir { files: Arc::new(failing), ..state_dir.clone() }.save_presentation(&presentation(20));
            assert_eq!(
                state_dir.load_presentation(),
                Some(presentation(if saved.is_ok() { 20 } else { 10 })),
                "{fault:?} after {steps}"
            );
        }
    }
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    let (_folder, state_dir) = state_dir();
    state_dir.save(&StateKey::bundled(), |_| saved_state("asif")).unwrap();
    let error = state_dir.save(&StateKey::bundled(), |_| saved_state(&"a".repeat(MAX_BYTES))).unwrap_err();
    assert!(error.to_string().contains("more than would be read again"), "{error}");
    assert_eq!(state_dir.load(&StateKey::bundled()).state, saved_state("asif"));
}

#[test]
fn a_broken_presentation_is_not_written_over() {
    let (_folder, state_dir) = state_dir();
    state_dir.save_presentation(&SavedPresentation::default()).unwrap();
    fs::write(state_dir.folder().unwrap().join(PRESENTATION_FILE), "garbage = [").unwrap();
    state_dir.save_presentation(&SavedPresentation::default()).unwrap();
    let backup = state_dir.folder().unwrap().join(format!("{PRESENTATION_FILE}.broken"));
    assert_eq!(fs::read_to_string(backup).unwrap(), "garbage = [");
    assert_eq!(state_dir.load_presentation(), Some(SavedPresentation::default()));
}

#[test]
fn a_broken_file_is_not_lost_where_it_cannot_be_set_aside() {
    let (_folder, state_dir) = state_dir();
    state_dir.save(&StateKey::bundled(), |_| saved_state("asif")).unwrap();
    let path = state_dir.path_of(&StateKey::bundled()).unwrap();
    fs::write(&path, "[last").unwrap();
    let dead = StateDir { files: Arc::new(Failing { left: Mutex::new(0), fault: Fault::Kill }), ..state_dir };
    let loaded = dead.load(&StateKey::bundled());
    assert!(loaded.notice.unwrap().contains("starting afresh") && loaded.state == SavedState::default());
    assert_eq!(fs::read_to_string(&path).unwrap(), "[last");
}

/// The real file system, but with a lock that waits much longer.
#[derive(Debug)]
struct SlowLock;

impl StateFiles for SlowLock {
    fn read(&self, path: &Path) -> io::Result<String> {
        StateDisk.read(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        StateDisk.create_folder(path)
    }

    fn lock(&self, folder: &Path) -> Option<File> {
        (0..1000).find_map(|_| StateDisk.lock(folder))
    }

    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        StateDisk.write(path, text)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        StateDisk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        StateDisk.remove(path)
    }

    fn older_than(&self, folder: &Path, age: Duration) -> Vec<PathBuf> {
        StateDisk.older_than(folder, age)
    }
}

#[test]
fn two_readers_at_once_lose_nothing_of_each_other() {
    let (_folder, state_dir) = state_dir();
    let state_dir = StateDir { files: Arc::new(SlowLock), ..state_dir };
    let star = |reader: usize, number: usize| format!("actor:{reader}-{number}");
    thread::scope(|scope| {
        for reader in 0..2 {
            let state_dir = state_dir.clone();
            scope.spawn(move || {
                for number in 0..20 {
                    let starred = |theirs: &SavedState| {
                        let mut stars = theirs.stars.clone();
                        stars.insert(star(reader, number));
                        SavedState { stars, ..theirs.clone() }
                    };
                    state_dir.save(&StateKey::bundled(), starred).unwrap();
                }
            });
        }
    });
    let all: BTreeSet<String> = (0..2).flat_map(|reader| (0..20).map(move |number| star(reader, number))).collect();
    assert_eq!(state_dir.load(&StateKey::bundled()).state.stars, all);
}

#[test]
fn what_a_killed_process_left_is_swept_away_after_a_day() {
    let (_folder, state_dir) = state_dir();
    state_dir.save(&StateKey::bundled(), |_| saved_state("asif")).unwrap();
    let folder = state_dir.folder().unwrap();
    let (old, young) = (folder.join("talks.toml.17.new"), folder.join("talks.toml.18.new"));
    for path in [&old, &young, &folder.join("talks.toml.broken")] {
        fs::write(path, "").unwrap();
    }
    let days_ago = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    for path in [&old, &folder.join("talks.toml.broken")] {
        File::options().write(true).open(path).unwrap().set_modified(days_ago).unwrap();
    }
    state_dir.sweep();
    assert!(!old.exists() && young.exists() && folder.join("talks.toml.broken").exists());
}

#[test]
fn a_folder_that_is_lock_for_long_is_written_to_all_the_same() {
    let (_folder, state_dir) = state_dir();
    state_dir.save(&StateKey::bundled(), |_| saved_state("asif")).unwrap();
    let _lock = StateDisk.lock(state_dir.folder().unwrap()).unwrap();
    state_dir.save(&StateKey::bundled(), |_| saved_state("dar")).unwrap();
    assert_eq!(state_dir.load(&StateKey::bundled()).state, saved_state("dar"));
}
