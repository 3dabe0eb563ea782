//! The steps by which the cache is changed. Each may fail, and the program may end between any two of them; it decides nothing.

use std::fmt::Debug;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{FlockOperation, OFlags, flock};
use rustix::process::geteuid;

/// Writes a file's bytes.
pub(super) type WriteContents<'a> = dyn FnMut(&mut (dyn Write + Send)) -> io::Result<()> + 'a;

/// Where a cache keeps its files. The program has one, [`Disk`]; tests have others, that fail.
pub(super) trait CacheFiles: Debug + Send + Sync {
    /// Makes a folder, and those above it, for the user alone.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// A file of ours, to be read: regular, no link, and nobody else's.
    fn open(&self, path: &Path) -> io::Result<File>;
    /// Keeps others who ask for it from writing, until what is returned is dropped; `None` where somebody else does.
    fn hold(&self, path: &Path) -> Option<File>;
    /// Writes a new file of its own; the second in which it was begun, since 1970, by the clock of the system's files.
    ///
    /// The bytes need not lie on the disk when it returns: after a loss of power, their sums tell what is missing.
    fn write(&self, path: &Path, fill: &mut WriteContents<'_>) -> io::Result<i64>;
    /// Puts a file in the place of another, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// The files of a folder that were last written longer ago than `age`.
    fn older(&self, folder: &Path, age: Duration) -> Vec<PathBuf>;
}

/// The disk itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct CacheDisk;

/// No link is followed, and no pipe waited for.
const FLAGS: i32 = OFlags::NOFOLLOW.union(OFlags::NONBLOCK).union(OFlags::CLOEXEC).bits().cast_signed();

impl CacheFiles for CacheDisk {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(path)
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        let file = OpenOptions::new().read(true).custom_flags(FLAGS).open(path)?;
        let data = file.metadata()?;
        let is_ours = data.is_file() && data.uid() == geteuid().as_raw();
        if is_ours { Ok(file) } else { Err(io::Error::other("it is not a file of ours")) }
    }

    fn hold(&self, path: &Path) -> Option<File> {
        let open = || {
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(false).mode(0o600).custom_flags(FLAGS).open(path)
        };
        let file = open().or_else(|_| {
            // Somebody else's, made in our name, must not be in the way for ever.
            fs::remove_file(path)?;
            open()
        });
        let file = file.ok()?;
        flock(&file, FlockOperation::NonBlockingLockExclusive).ok().map(|()| file)
    }

    fn write(&self, path: &Path, fill: &mut WriteContents<'_>) -> io::Result<i64> {
        // What a process of this number left here is nobody's any more.
        let _ = fs::remove_file(path);
        let new = OpenOptions::new().write(true).create_new(true).mode(0o600).custom_flags(FLAGS).open(path)?;
        let begun = new.metadata()?.mtime();
        let mut out = BufWriter::with_capacity(1 << 18, new);
        fill(&mut out)?;
        out.flush()?;
        Ok(begun)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn older(&self, folder: &Path, age: Duration) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let is_older = |entry: &fs::DirEntry| {
            let written = entry.metadata().and_then(|data| data.modified());
            written.is_ok_and(|written| age.is_zero() || written.elapsed().is_ok_and(|elapsed| elapsed > age))
        };
        entries.filter(is_older).map(|entry| entry.path()).collect()
    }
}
