//! Binds a speaker's socket to a free name. It removes stale sockets, but never one that is in use or belongs to another user.

use std::path::{Path, PathBuf};

use rustix::fd::OwnedFd;
use rustix::fs::{Gid, Mode, chmod, chown, lstat, unlink};
use rustix::io::Errno;
use rustix::net::{SocketAddrUnix, bind, listen};

use super::connect::{ConnectError, connect_to, is_socket, new_socket};
use super::error::ShareError;
use super::folder::SocketFolder;
use super::names::{self, effective_uid};

/// The extension of socket files.
pub(super) const SOCKET_EXTENSION: &str = ".sock";

/// The most bytes of a presentation's file name, before the number that tells presentations of the same name apart.
const MAX_NAME_BYTES: usize = 40;

/// How many presentations may have the same name at once.
const MAX_SAME_NAME: usize = 99;

/// The longest path of a socket address, in bytes (unix(7)).
const MAX_SOCKET_PATH: usize = 107;

/// How many connections may wait to be accepted.
const LISTEN_BACKLOG: i32 = 64;

/// A listening socket, with its file.
#[derive(Debug)]
pub(super) struct BoundSocket {
    pub(super) listener: OwnedFd,
    pub(super) file: SocketFile,
}

/// The file of a socket. Dropping it removes the file, unless another file has replaced it.
#[derive(Debug)]
pub(super) struct SocketFile {
    /// The file name without the extension.
    pub(super) name: String,
    path: PathBuf,
    identity: (u64, u64),
}

impl BoundSocket {
    /// Binds the first free name of `name`, `name-2`, `name-3` and so on.
    pub(super) fn bind_free_name(folder: &SocketFolder, name: &str) -> Result<Self, ShareError> {
        let longest_number = format!("-{MAX_SAME_NAME}").len();
        let used = folder.path.as_os_str().len() + "/".len() + longest_number + SOCKET_EXTENSION.len();
        let max_bytes = MAX_SOCKET_PATH.saturating_sub(used).min(MAX_NAME_BYTES);
        if max_bytes == 0 {
            return Err(ShareError::PathTooLong { path: folder.path.clone() });
        }
        let name = names::file_name(name, max_bytes);
        let _lock = folder.lock()?;
        for nth in 1..=MAX_SAME_NAME {
            let name = if nth == 1 { name.clone() } else { format!("{name}-{nth}") };
            let path = folder.path.join(format!("{name}{SOCKET_EXTENSION}"));
            if remove_if_stale(&path)? {
                return Self::bind_at(folder, name, &path);
            }
        }
        Err(ShareError::AllTaken { path: folder.path.join(format!("{name}{SOCKET_EXTENSION}")) })
    }

    /// Binds a socket at `path`. It listens last, so that nobody can connect before the file has its group and mode.
    fn bind_at(folder: &SocketFolder, name: String, path: &Path) -> Result<Self, ShareError> {
        let other = |error: Errno| ShareError::from_io(path, error);
        let listener = new_socket().map_err(other)?;
        bind(&listener, &SocketAddrUnix::new(path).map_err(other)?).map_err(other)?;
        let stat = lstat(path).map_err(other)?;
        let file = SocketFile { name, path: path.to_owned(), identity: (stat.st_dev, stat.st_ino) };
        let mut mode = Mode::RUSR | Mode::WUSR;
        if let Some(group) = folder.group {
            chown(path, None, Some(Gid::from_raw(group))).map_err(other)?;
            mode |= Mode::RGRP | Mode::WGRP;
        }
        chmod(path, mode).map_err(other)?;
        listen(&listener, LISTEN_BACKLOG).map_err(other)?;
        Ok(Self { listener, file })
    }
}

/// Whether `path` is free. A stale socket, on which no process listens, is removed first.
fn remove_if_stale(path: &Path) -> Result<bool, ShareError> {
    let stat = match lstat(path) {
        Ok(stat) => stat,
        Err(Errno::NOENT) => return Ok(true),
        Err(error) => return Err(ShareError::from_io(path, error)),
    };
    if !is_socket(&stat) {
        return Err(ShareError::NotASocket { path: path.to_owned() });
    }
    if stat.st_uid != effective_uid() {
        return Err(ShareError::OtherOwner { path: path.to_owned(), owner: names::user_name(stat.st_uid) });
    }
    match connect_to(path, effective_uid()) {
        Ok(_) | Err(ConnectError::Busy | ConnectError::WrongOwner) => Ok(false),
        Err(ConnectError::Absent) => Ok(true),
        Err(ConnectError::Stale) => match unlink(path) {
            Ok(()) | Err(Errno::NOENT) => Ok(true),
            Err(error) => Err(ShareError::from_io(path, error)),
        },
        Err(ConnectError::Other(error)) => Err(ShareError::from_io(path, error)),
    }
}

impl SocketFile {
    /// Whether the path still leads to this socket.
    pub(super) fn is_in_place(&self) -> bool {
        lstat(&self.path).is_ok_and(|stat| (stat.st_dev, stat.st_ino) == self.identity)
    }
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        if self.is_in_place() {
            let _ = unlink(&self.path);
        }
    }
}
