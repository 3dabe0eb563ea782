//! Stamps that detect changes of files and folders by their metadata. It reads no file.

use std::fs::{self, Metadata};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Mode, OFlags, Stat, open, statat};

/// A stamp of a file or folder: inode, size, mode, and the times of the last write (mtime) and change (ctime).
///
/// While the stamp of a file is equal, its bytes are equal; while the stamp of a folder is equal, the names in it are. Only two changes
/// within one tick of the file system's clock can go unnoticed: see [`FileStamp::changed_at`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileStamp {
    digest: u64,
    changed_at: i64,
}

/// The files and folders that a brief was loaded from. While all stamps are equal, the brief is unchanged.
#[derive(Debug, Clone, Default)]
pub struct LoadTrace {
    /// The listed folders and the files read, with their stamps from before the read.
    pub parts: Vec<(PathBuf, FileStamp)>,
    /// Whether the brief depends on more than `parts`, such as a link, whose target can change while the link does not.
    pub is_incomplete: bool,
}

/// An open folder, for stamps of paths below it.
#[derive(Debug)]
pub struct FolderHandle(OwnedFd);

impl FileStamp {
    pub(super) fn from_metadata(data: &Metadata) -> Self {
        let times = [(data.mtime(), data.mtime_nsec()), (data.ctime(), data.ctime_nsec())];
        Self::from_parts([data.ino(), data.len(), u64::from(data.mode())], times)
    }

    fn from_stat(data: &Stat) -> Option<Self> {
        let times = [(data.st_mtime, data.st_mtime_nsec), (data.st_ctime, data.st_ctime_nsec)];
        let times = times.map(|(seconds, parts)| Some((seconds, i64::try_from(parts).ok()?)));
        let [Some(written), Some(changed)] = times else { return None };
        Some(Self::from_parts(
            [data.st_ino, u64::try_from(data.st_size).ok()?, u64::from(data.st_mode)],
            [written, changed],
        ))
    }

    /// Builds a stamp from inode, size and mode, and from mtime and ctime in seconds and nanoseconds.
    fn from_parts(identity: [u64; 3], times: [(i64, i64); 2]) -> Self {
        let times = times.map(|(seconds, parts)| (seconds, seconds.wrapping_mul(1_000_000_000).wrapping_add(parts)));
        let words = identity.into_iter().chain(times.map(|(_, time)| time.cast_unsigned()));
        let digest = words.fold(0x9e37_79b9_7f4a_7c15, |digest: u64, word| {
            let mixed = (digest ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd);
            mixed ^ (mixed >> 32)
        });
        Self { digest, changed_at: times[0].0.max(times[1].0) }
    }

    /// Returns the stamp of the file or folder at `path`. A link is not followed.
    pub(super) fn from_path(path: &Path) -> Option<Self> {
        fs::symlink_metadata(path).ok().map(|data| Self::from_metadata(&data))
    }

    /// Returns the stamp as a number that can be stored and compared.
    pub const fn digest(self) -> u64 {
        self.digest
    }

    /// Returns the time of the last change, in seconds since the Unix epoch. A stamp taken within that second or the next is not reliable:
    /// another change may leave it equal.
    pub const fn changed_at(self) -> i64 {
        self.changed_at
    }
}

impl FolderHandle {
    /// Opens the folder at `path`.
    ///
    /// # Errors
    /// When it is no folder or cannot be opened.
    pub fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlags::DIRECTORY.union(OFlags::RDONLY).union(OFlags::CLOEXEC);
        Ok(Self(open(path, flags, Mode::empty())?))
    }

    /// Returns the stamp of a path relative to this folder, or `None` when nothing is there.
    pub fn stamp(&self, path: &Path) -> Option<FileStamp> {
        statat(&self.0, path, AtFlags::SYMLINK_NOFOLLOW).ok().and_then(|data| FileStamp::from_stat(&data))
    }
}
