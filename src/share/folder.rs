//! Finds, creates and checks the folder of a speaker's socket. It removes nothing from it.

use std::env;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustix::fd::OwnedFd;
use rustix::fs::{FlockOperation, Gid, Mode, OFlags, fchmod, fchown, flock, fstat, lstat, mkdir, open, openat, stat};
use rustix::io::Errno;

use super::error::{ShareError, UnsafeFolder};
use super::names::effective_uid;
use super::permissions::{check_parent, check_stat, is_private};

/// The name of the folder of sockets; in the folder for temporary files, it is the prefix of that name.
const FOLDER_NAME: &str = "whosaid";

/// The lock file in the folder. The folder itself could be locked by anybody who may read it.
const LOCK_FILE: &str = ".lock";

/// How often a handle lock is tried, and the pause between two attempts.
const LOCK_ATTEMPTS: u32 = 40;
const LOCK_RETRY_DELAY: Duration = Duration::from_millis(50);

/// The folders of presentations on this host.
#[derive(Debug, Clone)]
pub struct PresentationFolders {
    /// The value of `XDG_RUNTIME_DIR`. It is used only if it is absolute and private, as the XDG Base Directory Specification demands.
    pub runtime: Option<PathBuf>,
    /// The folder for temporary files, which all users share.
    pub temp: PathBuf,
}

/// An open folder that only the current user can write to.
#[derive(Debug)]
pub(super) struct SocketFolder {
    pub(super) path: PathBuf,
    /// The group that may list it and connect to its sockets.
    pub(super) group: Option<u32>,
    handle: OwnedFd,
}

impl PresentationFolders {
    /// Reads the folders from the environment.
    pub fn from_env() -> Self {
        // A relative path would be another folder in every working directory.
        let temp = Some(env::temp_dir()).filter(|path| path.is_absolute()).unwrap_or_else(|| PathBuf::from("/tmp"));
        Self { runtime: env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from), temp }
    }

    /// Returns the folder of the presentations that only the user may follow.
    pub fn user_folder(&self) -> PathBuf {
        self.runtime_folder().unwrap_or_else(|| self.temp_folder())
    }

    /// Returns the folders of the current user's own presentations.
    pub(super) fn own_folders(&self) -> Vec<PathBuf> {
        self.runtime_folder().into_iter().chain([self.temp_folder()]).collect()
    }

    /// Returns the folder below `XDG_RUNTIME_DIR`, if that follows the XDG Base Directory Specification.
    fn runtime_folder(&self) -> Option<PathBuf> {
        let runtime = self.runtime.as_ref().filter(|path| path.is_absolute() && is_private(path, effective_uid()))?;
        Some(runtime.join(FOLDER_NAME))
    }

    fn temp_folder(&self) -> PathBuf {
        self.temp.join(format!("{FOLDER_NAME}-{}", effective_uid()))
    }

    /// Opens the folder for a new presentation, for the user alone or for a group. Members of a group cannot enter a user's runtime folder,
    /// so a group's folder is in the folder for temporary files.
    pub(super) fn open(&self, group: Option<u32>) -> Result<SocketFolder, ShareError> {
        let path = match group {
            Some(group) => self.temp.join(format!("{FOLDER_NAME}-{}-{group}", effective_uid())),
            None => self.user_folder(),
        };
        SocketFolder::open(path, group)
    }
}

/// Returns the user id in the name of a group folder.
pub(super) fn group_folder_owner(name: &str) -> Option<u32> {
    let (user, group) = name.strip_prefix(FOLDER_NAME)?.strip_prefix('-')?.split_once('-')?;
    let _: u32 = group.parse().ok()?;
    user.parse().ok()
}

impl SocketFolder {
    /// Creates the folder with mode 0700 if it is missing, checks it, and opens it to its group.
    fn open(path: PathBuf, group: Option<u32>) -> Result<Self, ShareError> {
        let other = |error: Errno| ShareError::from_io(&path, error);
        let parent = path.parent().and_then(|parent| stat(parent).ok());
        if let Some(reason) = parent.and_then(|parent| check_parent(parent.st_mode)) {
            return Err(unsafe_folder_error(&path, reason));
        }
        match mkdir(&path, Mode::RWXU) {
            Ok(()) | Err(Errno::EXIST) => {}
            Err(error) => return Err(other(error)),
        }
        let check =
            |stat| check_stat(&stat, effective_uid()).map_or(Ok(()), |reason| Err(unsafe_folder_error(&path, reason)));
        check(lstat(&path).map_err(other)?)?;
        let handle =
            open(&path, OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty()).map_err(other)?;
        check(fstat(&handle).map_err(other)?)?;
        let mode = match group {
            Some(group) => {
                fchown(&handle, None, Some(Gid::from_raw(group))).map_err(other)?;
                Mode::RWXU | Mode::RGRP | Mode::XGRP
            }
            None => Mode::RWXU,
        };
        fchmod(&handle, mode).map_err(other)?;
        Ok(Self { path, group, handle })
    }

    /// Takes the lock under which a free name is chosen. It is released when the result is dropped.
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

/// The lock of a folder, which only its owner can take.
#[derive(Debug)]
pub(super) struct FolderLock(OwnedFd);

impl Drop for FolderLock {
    fn drop(&mut self) {
        let _ = flock(&self.0, FlockOperation::Unlock);
    }
}

fn unsafe_folder_error(path: &Path, reason: UnsafeFolder) -> ShareError {
    ShareError::Folder { path: path.to_owned(), reason }
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
