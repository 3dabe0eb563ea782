//! The folder of a speaker's socket: found, made, and checked on every use. Nothing in it is removed here.

use std::env;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustix::fd::OwnedFd;
use rustix::fs::{FlockOperation, Gid, Mode, OFlags, fchmod, fchown, flock, fstat, lstat, mkdir, open, openat, stat};
use rustix::io::Errno;

use super::error::ShareError;
use super::names::effective_uid;
use super::permissions::{UnsafeFolder, check_parent, check_stat, is_private};

/// What the folder of sockets is called, and begins with where many users have theirs side by side.
const FOLDER_NAME: &str = "whosaid";

/// A file in it that is locked. The folder itself could be locked by whoever may look into it.
const LOCK_FILE: &str = ".lock";

/// How often a folder that somebody else is at is tried again.
const LOCK_ATTEMPTS: u32 = 40;
const LOCK_RETRY_DELAY: Duration = Duration::from_millis(50);

/// Where presentations are, on this host.
#[derive(Debug, Clone)]
pub struct PresentationFolders {
    /// What the environment calls the runtime folder of the user; it is used only if it keeps the rule for these.
    pub runtime: Option<PathBuf>,
    /// The folder for temporary files, where those of all users lie side by side.
    pub temp: PathBuf,
}

/// A folder that only we can write to, held.
#[derive(Debug)]
pub(super) struct SocketFolder {
    pub(super) path: PathBuf,
    /// The group that may look into it, and connect to what is there.
    pub(super) group: Option<u32>,
    handle: OwnedFd,
}

impl PresentationFolders {
    /// As the environment names them.
    pub fn from_env() -> Self {
        // One that is not absolute would be another in each folder that somebody starts in.
        let temp = Some(env::temp_dir()).filter(|path| path.is_absolute()).unwrap_or_else(|| PathBuf::from("/tmp"));
        Self { runtime: env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from), temp }
    }

    /// The folder of the presentations that are for the user alone.
    pub fn user_folder(&self) -> PathBuf {
        self.runtime_folder().unwrap_or_else(|| self.temp_folder())
    }

    /// The folders, of ours, that a presentation may be in.
    pub(super) fn own_folders(&self) -> Vec<PathBuf> {
        self.runtime_folder().into_iter().chain([self.temp_folder()]).collect()
    }

    /// The folder below the user's own, if there is one that is kept as the XDG Base Directory Specification has it.
    fn runtime_folder(&self) -> Option<PathBuf> {
        let kept = self.runtime.as_ref().filter(|path| path.is_absolute() && is_private(path, effective_uid()))?;
        Some(kept.join(FOLDER_NAME))
    }

    fn temp_folder(&self) -> PathBuf {
        self.temp.join(format!("{FOLDER_NAME}-{}", effective_uid()))
    }

    /// The folder to open a presentation in: for us alone, or for a group. Nobody of a group can enter a user's runtime folder, so theirs
    /// lies in the folder for temporary files.
    pub(super) fn open(&self, group: Option<u32>) -> Result<SocketFolder, ShareError> {
        let path = match group {
            Some(group) => self.temp.join(format!("{FOLDER_NAME}-{}-{group}", effective_uid())),
            None => self.user_folder(),
        };
        SocketFolder::open(path, group)
    }
}

/// The user whose folder for a group has this name.
pub(super) fn group_folder_owner(name: &str) -> Option<u32> {
    let (user, group) = name.strip_prefix(FOLDER_NAME)?.strip_prefix('-')?.split_once('-')?;
    let _: u32 = group.parse().ok()?;
    user.parse().ok()
}

impl SocketFolder {
    /// Makes the folder if it is not there, for nobody else at first, and opens it to its group.
    fn open(path: PathBuf, group: Option<u32>) -> Result<Self, ShareError> {
        let other = |error: Errno| ShareError::from_io(&path, error);
        let around = path.parent().and_then(|around| stat(around).ok());
        if let Some(distrust) = around.and_then(|around| check_parent(around.st_mode)) {
            return Err(unsafe_folder_error(&path, distrust));
        }
        match mkdir(&path, Mode::RWXU) {
            Ok(()) | Err(Errno::EXIST) => {}
            Err(error) => return Err(other(error)),
        }
        let check = |stat| {
            check_stat(&stat, effective_uid()).map_or(Ok(()), |distrust| Err(unsafe_folder_error(&path, distrust)))
        };
        check(lstat(&path).map_err(other)?)?;
        let held = open(&path, OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty()).map_err(other)?;
        check(fstat(&held).map_err(other)?)?;
        let mode = match group {
            Some(group) => {
                fchown(&held, None, Some(Gid::from_raw(group))).map_err(other)?;
                Mode::RWXU | Mode::RGRP | Mode::XGRP
            }
            None => Mode::RWXU,
        };
        fchmod(&held, mode).map_err(other)?;
        Ok(Self { path, group, handle: held })
    }

    /// Whoever holds this is alone in looking for a name. It lasts until it is dropped.
    pub(super) fn lock(&self) -> Result<FolderLock, ShareError> {
        let other = |error| ShareError::from_io(&self.path.join(LOCK_FILE), error);
        let flags = OFlags::CREATE | OFlags::RDWR | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let lock = openat(&self.handle, LOCK_FILE, flags, Mode::RUSR | Mode::WUSR).map_err(other)?;
        for _ in 0..LOCK_ATTEMPTS {
            match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(FolderLock(lock)),
                Err(Errno::WOULDBLOCK | Errno::INTR) => thread::sleep(LOCK_RETRY_DELAY),
                Err(error) => return Err(other(error)),
            }
        }
        Err(ShareError::Busy { path: self.path.clone() })
    }
}

/// The lock on a folder, which nobody but its owner can take.
#[derive(Debug)]
pub(super) struct FolderLock(OwnedFd);

impl Drop for FolderLock {
    fn drop(&mut self) {
        let _ = flock(&self.0, FlockOperation::Unlock);
    }
}

fn unsafe_folder_error(path: &Path, distrust: UnsafeFolder) -> ShareError {
    ShareError::Folder { path: path.to_owned(), distrust }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_group_folder_tells_its_owner() {
        assert_eq!(group_folder_owner("whosaid-1000-27"), Some(1000));
        for other in ["whosaid-1000", "whosaid", "whosaid-a-27", "whosaid-1000-", "whosaid-1-2-3", "other-1-2"] {
            assert_eq!(group_folder_owner(other), None, "{other}");
        }
    }
}
