//! A socket under a name that nobody else has: what is stale is put away, and nothing that is in use or somebody else's.

use std::path::{Path, PathBuf};

use rustix::fd::OwnedFd;
use rustix::fs::{Gid, Mode, chmod, chown, lstat, unlink};
use rustix::io::Errno;
use rustix::net::{SocketAddrUnix, bind, listen};

use super::dial::{Unreached, dial, is_socket, socket};
use super::error::MeetingError;
use super::folder::Folder;
use super::names::{self, us};

/// What the file of a socket ends with.
pub(super) const ENDING: &str = ".sock";

/// How long the name of a presentation may be, as one of a file, before what tells it from others of its name.
const LONGEST: usize = 40;

/// So many may have the same name at once.
const MOST: usize = 99;

/// The longest path that the address of a socket has room for (unix(7)).
const PATH: usize = 107;

/// How many may wait to be let in.
const WAITING: i32 = 64;

/// A socket that is listened at, with its file, which goes with it.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) listener: OwnedFd,
    pub(super) file: SocketFile,
}

/// The file of a socket; dropped, it is removed, unless another has taken its place.
#[derive(Debug)]
pub(super) struct SocketFile {
    /// Without its ending.
    pub(super) name: String,
    path: PathBuf,
    identity: (u64, u64),
}

impl Claim {
    /// Takes the first name that is free: `name`, `name-2`, `name-3` and so on.
    pub(super) fn stake(folder: &Folder, name: &str) -> Result<Self, MeetingError> {
        let longest_number = format!("-{MOST}").len();
        let used = folder.path.as_os_str().len() + "/".len() + longest_number + ENDING.len();
        let room = PATH.saturating_sub(used).min(LONGEST);
        if room == 0 {
            return Err(MeetingError::PathTooLong { path: folder.path.clone() });
        }
        let name = names::of_file(name, room);
        let _alone = folder.alone()?;
        for nth in 1..=MOST {
            let name = if nth == 1 { name.clone() } else { format!("{name}-{nth}") };
            let path = folder.path.join(format!("{name}{ENDING}"));
            if is_free(&path)? {
                return Self::bind(folder, name, &path);
            }
        }
        Err(MeetingError::AllTaken { path: folder.path.join(format!("{name}{ENDING}")) })
    }

    /// Nobody can connect before it is listened at, and that is last: after the file has its group and mode.
    fn bind(folder: &Folder, name: String, path: &Path) -> Result<Self, MeetingError> {
        let other = |error: Errno| MeetingError::of(path, error);
        let listener = socket().map_err(other)?;
        bind(&listener, &SocketAddrUnix::new(path).map_err(other)?).map_err(other)?;
        let stat = lstat(path).map_err(other)?;
        let file = SocketFile { name, path: path.to_owned(), identity: (stat.st_dev, stat.st_ino) };
        let mut mode = Mode::RUSR | Mode::WUSR;
        if let Some(group) = folder.group {
            chown(path, None, Some(Gid::from_raw(group))).map_err(other)?;
            mode |= Mode::RGRP | Mode::WGRP;
        }
        chmod(path, mode).map_err(other)?;
        listen(&listener, WAITING).map_err(other)?;
        Ok(Self { listener, file })
    }
}

/// Whether nothing is at `path`, or only what a speaker left behind who is no more; that is removed.
fn is_free(path: &Path) -> Result<bool, MeetingError> {
    let stat = match lstat(path) {
        Ok(stat) => stat,
        Err(Errno::NOENT) => return Ok(true),
        Err(error) => return Err(MeetingError::of(path, error)),
    };
    if !is_socket(&stat) {
        return Err(MeetingError::NotASocket { path: path.to_owned() });
    }
    if stat.st_uid != us() {
        return Err(MeetingError::OfAnother { path: path.to_owned(), owner: names::user(stat.st_uid) });
    }
    match dial(path, us()) {
        Ok(_) | Err(Unreached::Busy | Unreached::Stranger) => Ok(false),
        Err(Unreached::Absent) => Ok(true),
        Err(Unreached::Stale) => match unlink(path) {
            Ok(()) | Err(Errno::NOENT) => Ok(true),
            Err(error) => Err(MeetingError::of(path, error)),
        },
        Err(Unreached::Other(error)) => Err(MeetingError::of(path, error)),
    }
}

impl SocketFile {
    /// Whether it is still where it was put.
    pub(super) fn is_there(&self) -> bool {
        lstat(&self.path).is_ok_and(|stat| (stat.st_dev, stat.st_ino) == self.identity)
    }
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        if self.is_there() {
            let _ = unlink(&self.path);
        }
    }
}
