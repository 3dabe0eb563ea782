//! What tells a file or a folder from itself at another time, without a look inside. It opens no file.

use std::fs::{self, Metadata};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Mode, OFlags, Stat, open, statat};

/// What a file or a folder was at a time: which it is, how large, and when it was last written to or otherwise changed.
///
/// While the stamp of a file is the same, so are its bytes; while that of a folder is, so are the names in it. Only what is changed twice
/// within the grain of the system's clock can deceive it: see [`Stamp::changed`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileStamp {
    digest: u64,
    changed_at: i64,
}

/// What a brief was read from. As long as all of it is as it was, so is the brief.
#[derive(Debug, Clone, Default)]
pub struct LoadTrace {
    /// The folders whose names were asked for and the files that were read, as they were before that.
    pub parts: Vec<(PathBuf, FileStamp)>,
    /// Whether more than that has a part in it: a link, whose end may change while it does not.
    pub is_incomplete: bool,
}

/// A folder in which stamps are looked at.
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

    /// Of the file itself, size and mode; when it was written to and when otherwise changed, in seconds and their parts.
    fn from_parts(what: [u64; 3], times: [(i64, i64); 2]) -> Self {
        let times = times.map(|(seconds, parts)| (seconds, seconds.wrapping_mul(1_000_000_000).wrapping_add(parts)));
        let words = what.into_iter().chain(times.map(|(_, time)| time.cast_unsigned()));
        let mark = words.fold(0x9e37_79b9_7f4a_7c15, |mark: u64, word| {
            let mixed = (mark ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd);
            mixed ^ (mixed >> 32)
        });
        Self { digest: mark, changed_at: times[0].0.max(times[1].0) }
    }

    /// Of the file or folder at `path`, which is not followed where it is a link.
    pub(super) fn from_path(path: &Path) -> Option<Self> {
        fs::symlink_metadata(path).ok().map(|data| Self::from_metadata(&data))
    }

    /// The whole of it in a number, for whoever keeps it.
    pub const fn digest(self) -> u64 {
        self.digest
    }

    /// The second in which it was last changed, since 1970. What is looked at in that second or the next may be changed once more and keep
    /// the same stamp.
    pub const fn changed_at(self) -> i64 {
        self.changed_at
    }
}

impl FolderHandle {
    /// The folder at `path`.
    ///
    /// # Errors
    /// When there is none that may be looked into.
    pub fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlags::DIRECTORY.union(OFlags::RDONLY).union(OFlags::CLOEXEC);
        Ok(Self(open(path, flags, Mode::empty())?))
    }

    /// The stamp of what is at a path below it; `None` where nothing is.
    pub fn stamp(&self, path: &Path) -> Option<FileStamp> {
        statat(&self.0, path, AtFlags::SYMLINK_NOFOLLOW).ok().and_then(|data| FileStamp::from_stat(&data))
    }
}
