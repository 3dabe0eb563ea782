//! Connects to a speaker's socket, if the system confirms its owner. It never blocks.

use std::path::Path;

use rustix::fd::OwnedFd;
use rustix::fs::{FileType, Stat, lstat};
use rustix::io::Errno;
use rustix::net::sockopt::socket_peercred;
use rustix::net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType, connect, socket_with};

/// Why a connection failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ConnectError {
    /// The path does not exist.
    Absent,
    /// No process listens on the socket.
    Stale,
    /// The server's queue of connections is full.
    Busy,
    /// The path is no socket of the owner, or the process that answers belongs to another user.
    WrongOwner,
    Other(Errno),
}

/// Opens a non-blocking connection to the socket at `path`. Both the file and the peer process must belong to `owner`.
pub(super) fn connect_to(path: &Path, owner: u32) -> Result<OwnedFd, ConnectError> {
    let stat = lstat(path).map_err(connect_error)?;
    if !is_socket(&stat) || stat.st_uid != owner {
        return Err(ConnectError::WrongOwner);
    }
    let socket = new_socket().map_err(ConnectError::Other)?;
    connect(&socket, &SocketAddrUnix::new(path).map_err(connect_error)?).map_err(connect_error)?;
    if socket_peercred(&socket).map_err(connect_error)?.uid.as_raw() != owner {
        return Err(ConnectError::WrongOwner);
    }
    Ok(socket)
}

/// Creates a non-blocking socket that child processes do not inherit.
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
