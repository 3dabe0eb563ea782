//! Connecting to a speaker's socket, as far as the system vouches for whose it is. It never waits.

use std::path::Path;

use rustix::fd::OwnedFd;
use rustix::fs::{FileType, Stat, lstat};
use rustix::io::Errno;
use rustix::net::sockopt::socket_peercred;
use rustix::net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType, connect, socket_with};

/// Why there is no connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ConnectError {
    /// Nothing is there.
    Absent,
    /// Nobody answers any more.
    Stale,
    /// Somebody is there who has no time just now.
    Busy,
    /// What is there is no socket of the user, or whoever answers is another.
    WrongOwner,
    Other(Errno),
}

/// A connection that does not wait, to the socket at `path`, which `owner` owns and answers on.
pub(super) fn connect_to(path: &Path, owner: u32) -> Result<OwnedFd, ConnectError> {
    let stat = lstat(path).map_err(connect_error)?;
    if !is_socket(&stat) || stat.st_uid != owner {
        return Err(ConnectError::WrongOwner);
    }
    let line = new_socket().map_err(ConnectError::Other)?;
    connect(&line, &SocketAddrUnix::new(path).map_err(connect_error)?).map_err(connect_error)?;
    if socket_peercred(&line).map_err(connect_error)?.uid.as_raw() != owner {
        return Err(ConnectError::WrongOwner);
    }
    Ok(line)
}

/// A socket that does not wait, and that no other program inherits.
pub(super) fn new_socket() -> Result<OwnedFd, Errno> {
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)
}

pub(super) fn is_socket(stat: &Stat) -> bool {
    FileType::from_raw_mode(stat.st_mode) == FileType::Socket
}

fn connect_error(error: Errno) -> ConnectError {
    match error {
        Errno::NOENT => ConnectError::Absent,
        Errno::CONNREFUSED => ConnectError::Stale,
        Errno::AGAIN => ConnectError::Busy,
        other => ConnectError::Other(other),
    }
}
