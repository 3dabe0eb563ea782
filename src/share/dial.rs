//! Connecting to a speaker's socket, as far as the system vouches for whose it is. It never waits.

use std::path::Path;

use rustix::fd::OwnedFd;
use rustix::fs::{FileType, Stat, lstat};
use rustix::io::Errno;
use rustix::net::sockopt::socket_peercred;
use rustix::net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType, connect, socket_with};

/// Why there is no connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreached {
    /// Nothing is there.
    Absent,
    /// Nobody answers any more.
    Stale,
    /// Somebody is there who has no time just now.
    Busy,
    /// What is there is no socket of the user, or whoever answers is another.
    Stranger,
    Other(Errno),
}

/// A connection that does not wait, to the socket at `path`, which `owner` owns and answers on.
pub(super) fn dial(path: &Path, owner: u32) -> Result<OwnedFd, Unreached> {
    let stat = lstat(path).map_err(why)?;
    if !is_socket(&stat) || stat.st_uid != owner {
        return Err(Unreached::Stranger);
    }
    let line = socket().map_err(Unreached::Other)?;
    connect(&line, &SocketAddrUnix::new(path).map_err(why)?).map_err(why)?;
    if socket_peercred(&line).map_err(why)?.uid.as_raw() != owner {
        return Err(Unreached::Stranger);
    }
    Ok(line)
}

/// A socket that does not wait, and that no other program inherits.
pub(super) fn socket() -> Result<OwnedFd, Errno> {
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)
}

pub(super) fn is_socket(stat: &Stat) -> bool {
    FileType::from_raw_mode(stat.st_mode) == FileType::Socket
}

fn why(error: Errno) -> Unreached {
    match error {
        Errno::NOENT => Unreached::Absent,
        Errno::CONNREFUSED => Unreached::Stale,
        Errno::AGAIN => Unreached::Busy,
        other => Unreached::Other(other),
    }
}
