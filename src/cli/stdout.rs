//! Whether there is a standard output. It writes nothing to it.

use std::io;
use std::os::fd::AsFd;

use rustix::fs::{FileType, OFlags, fcntl_getfl, fstat, stat};

/// Fails where the program was started with standard output closed, as by `>&-` in a shell.
///
/// The runtime of Rust opens `/dev/null` for reading and writing in place of whichever of the three standard streams is closed when a
/// program starts (`sanitize_standard_fds` in `library/std/src/sys/pal/unix/mod.rs`), so no write fails. A shell opens it for writing
/// alone (`>/dev/null`), and that is no failure. What opens it for both cannot be told from the runtime: a caller who wants to discard
/// the output must open it for writing alone. A daemon has it for all three streams (`daemon(3)`), and has its output discarded.
///
/// # Errors
/// When it is closed.
pub(super) fn check() -> io::Result<()> {
    let is_closed = is_in_place(&io::stdout()) && !(is_in_place(&io::stdin()) && is_in_place(&io::stderr()));
    if is_closed { Err(io::Error::other("standard output is closed")) } else { Ok(()) }
}

/// Whether the stream is closed, or what the runtime puts in the place of one that is.
fn is_in_place(stream: &impl AsFd) -> bool {
    let Ok(flags) = fcntl_getfl(stream) else { return true };
    let is_null = || {
        let (stream, null) = (fstat(stream).ok()?, stat("/dev/null").ok()?);
        let is_device = FileType::from_raw_mode(stream.st_mode) == FileType::CharacterDevice;
        Some(is_device && stream.st_rdev == null.st_rdev)
    };
    flags & OFlags::RWMODE == OFlags::RDWR && is_null() == Some(true)
}
