//! The file operations that storage needs, behind a trait so that tests can make each one fail. It decides nothing.

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};

use super::atomic_file::{create_private_folder, files_older_than, recreate_private_file};

/// File operations of a state directory. The program uses [`StateDisk`]; tests use implementations that fail.
pub(super) trait StateFiles: Debug + Send + Sync {
    /// Reads a regular file of at most [`MAX_BYTES`] as UTF-8.
    fn read(&self, path: &Path) -> io::Result<String>;
    /// Creates a folder and its parents with mode 0700.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Takes an advisory lock on the folder; it is released when the returned file is dropped. Returns `None` when the lock cannot be
    /// had in a short time: a process that was stopped while it held the lock must not block all others.
    fn lock(&self, folder: &Path) -> Option<File>;
    /// Creates a new file with mode 0600 and syncs it to disk.
    fn write(&self, path: &Path, text: &str) -> io::Result<()>;
    /// Renames a file, replacing the target atomically.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Returns the files of a folder that were last written longer ago than `age`.
    fn older_than(&self, folder: &Path, age: Duration) -> Vec<PathBuf>;
}

/// The real file system.
#[derive(Debug, Clone, Copy)]
pub(super) struct StateDisk;

/// The most bytes of a state file.
pub(super) const MAX_BYTES: usize = 1 << 20;

/// How often a held lock is tried, and the pause between two attempts.
const LOCK_ATTEMPTS: usize = 40;
const LOCK_RETRY_DELAY: Duration = Duration::from_millis(5);

impl StateFiles for StateDisk {
    /// Only regular files are read: reading a pipe would block, and a device might never end.
    fn read(&self, path: &Path) -> io::Result<String> {
        let data = fs::metadata(path)?;
        if !data.is_file() || data.len() > MAX_BYTES as u64 {
            return Err(io::Error::other("it is not a file of ours"));
        }
        fs::read_to_string(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        create_private_folder(path)
    }

    fn lock(&self, folder: &Path) -> Option<File> {
        let folder = File::open(folder).ok()?;
        for _ in 0..LOCK_ATTEMPTS {
            if flock(&folder, FlockOperation::NonBlockingLockExclusive).is_ok() {
                return Some(folder);
            }
            thread::sleep(LOCK_RETRY_DELAY);
        }
        None
    }

    /// Syncs before it returns: after a crash, a rename may be on disk although the bytes are not.
    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        let mut file = recreate_private_file(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn older_than(&self, folder: &Path, age: Duration) -> Vec<PathBuf> {
        files_older_than(folder, age)
    }
}
