//! The steps by which the disk is changed. Each may fail, and the program may end between any two of them; it decides nothing.

use std::fmt::Debug;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustix::fs::{FlockOperation, OFlags, flock};

/// Where a shelf keeps its files. The program has one, [`Disk`]; tests have others, that fail.
pub(super) trait StateFiles: Debug + Send + Sync {
    /// The text of a small file.
    fn read(&self, path: &Path) -> io::Result<String>;
    /// Makes a folder, and those above it, for the user alone.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Keeps others who ask for it from changing the folder's files, until what is returned is dropped. Who has waited for long goes on
    /// without: a process that was stopped while it held a folder must not hold up all others.
    fn lock(&self, folder: &Path) -> Option<File>;
    /// Writes a file of its own; the text lies on the disk when it returns.
    fn write(&self, path: &Path, text: &str) -> io::Result<()>;
    /// Puts a file in the place of another, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// The files of a folder that were last written longer ago than `age`.
    fn older_than(&self, folder: &Path, age: Duration) -> Vec<PathBuf>;
}

/// The disk itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct StateDisk;

/// Larger than any state of ours, in bytes.
pub(super) const MAX_BYTES: usize = 1 << 20;

/// How often a folder that somebody holds is asked for, and how long is waited each time.
const LOCK_ATTEMPTS: usize = 40;
const LOCK_RETRY_DELAY: Duration = Duration::from_millis(5);

impl StateFiles for StateDisk {
    /// Of a file that is one: a pipe would keep us waiting, a device never end.
    fn read(&self, path: &Path) -> io::Result<String> {
        let data = fs::metadata(path)?;
        if !data.is_file() || data.len() > MAX_BYTES as u64 {
            return Err(io::Error::other("it is not a file of ours"));
        }
        fs::read_to_string(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(path)
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

    /// A rename may outlive the bytes that it names, unless they lie on the disk before.
    ///
    /// The file is always a new one. Whatever has the name already, such as a leftover of a killed process, or a link to a file of
    /// somebody else, is unlinked and never written through.
    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        let _ = fs::remove_file(path);
        let flags = OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o600).custom_flags(flags.bits().cast_signed());
        let mut file = options.open(path)?;
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
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let is_older = |entry: &fs::DirEntry| {
            let written = entry.metadata().and_then(|data| data.modified());
            written.is_ok_and(|written| written.elapsed().is_ok_and(|elapsed| elapsed > age))
        };
        entries.filter(is_older).map(|entry| entry.path()).collect()
    }
}
