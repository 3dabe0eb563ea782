//! The file operations of the cache. Each may fail, and the program may end between any two of them; it decides nothing.

use std::fmt::Debug;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{FlockOperation, OFlags, flock};
use rustix::process::geteuid;

use crate::storage::{create_private_folder, files_older_than, recreate_private_file};

/// Writes the contents of a file.
pub(super) type WriteContents<'a> = dyn FnMut(&mut (dyn Write + Send)) -> io::Result<()> + 'a;

/// The file operations of a cache. The program uses [`CacheDisk`]; tests use others, which fail.
pub(super) trait CacheFiles: Debug + Send + Sync {
    /// Creates a folder and its parents, with access for the user alone.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Opens a file for reading; it must be a regular file of the user, and no link.
    fn open(&self, path: &Path) -> io::Result<File>;
    /// Takes an exclusive lock, which is released when the returned file is dropped; `None` if another process holds it.
    fn lock(&self, path: &Path) -> Option<File>;
    /// Writes a new file. Returns the second in which it was created, since 1970, by the file system's clock.
    ///
    /// The bytes need not be on the disk when it returns: after a loss of power, the checksums show what is missing.
    fn write(&self, path: &Path, write_contents: &mut WriteContents<'_>) -> io::Result<i64>;
    /// Replaces a file by another, atomically.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// The files of a folder that were last written longer ago than `age`.
    fn files_older_than(&self, folder: &Path, age: Duration) -> Vec<PathBuf>;
}

/// The real disk.
#[derive(Debug, Clone, Copy)]
pub(super) struct CacheDisk;

/// Follows no link, and does not wait for a pipe.
const FLAGS: i32 = OFlags::NOFOLLOW.union(OFlags::NONBLOCK).union(OFlags::CLOEXEC).bits().cast_signed();

impl CacheFiles for CacheDisk {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        create_private_folder(path)
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        let file = OpenOptions::new().read(true).custom_flags(FLAGS).open(path)?;
        let data = file.metadata()?;
        let is_own = data.is_file() && data.uid() == geteuid().as_raw();
        if is_own { Ok(file) } else { Err(io::Error::other("not a regular file of this user")) }
    }

    fn lock(&self, path: &Path) -> Option<File> {
        let open = || {
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(false).mode(0o600).custom_flags(FLAGS).open(path)
        };
        let file = open().or_else(|_| {
            // A file that another user made here must not block the cache for ever.
            fs::remove_file(path)?;
            open()
        });
        let file = file.ok()?;
        flock(&file, FlockOperation::NonBlockingLockExclusive).ok().map(|()| file)
    }

    fn write(&self, path: &Path, write_contents: &mut WriteContents<'_>) -> io::Result<i64> {
        let new = recreate_private_file(path)?;
        let created = new.metadata()?.mtime();
        let mut out = BufWriter::with_capacity(1 << 18, new);
        write_contents(&mut out)?;
        out.flush()?;
        Ok(created)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn files_older_than(&self, folder: &Path, age: Duration) -> Vec<PathBuf> {
        files_older_than(folder, age)
    }
}
