//! Standard output: whether it is open, and how a whole text is written to it. It never treats a closed pipe as an error.

use std::io::{self, ErrorKind, Write as _};
use std::os::fd::AsFd;

use rustix::fs::{FileType, OFlags, fcntl_getfl, fstat, stat};

use super::error::CliError;

/// Fails if the program was started with standard output closed, as by `>&-` in a shell.
///
/// When a program starts, the Rust runtime opens `/dev/null` for reading and writing in place of each closed standard stream
/// (`sanitize_standard_fds` in `library/std/src/sys/pal/unix/mod.rs`), so no write fails. A shell opens `/dev/null` for writing only
/// (`>/dev/null`), which is accepted. A caller that opens it for both looks like the runtime: to discard the output, it must open it for
/// writing only. A daemon has `/dev/null` for all three streams (`daemon(3)`); its output is discarded.
///
/// # Errors
/// Standard output is closed.
pub(super) fn check() -> io::Result<()> {
    let is_closed = was_closed(&io::stdout()) && !(was_closed(&io::stdin()) && was_closed(&io::stderr()));
    if is_closed { Err(io::Error::other("standard output is closed")) } else { Ok(()) }
}

/// Whether the stream is closed, or is what the runtime opens in place of a closed one.
fn was_closed(stream: &impl AsFd) -> bool {
    let Ok(flags) = fcntl_getfl(stream) else { return true };
    let is_null = || {
        let (stream, null) = (fstat(stream).ok()?, stat("/dev/null").ok()?);
        let is_device = FileType::from_raw_mode(stream.st_mode) == FileType::CharacterDevice;
        Some(is_device && stream.st_rdev == null.st_rdev)
    };
    flags & OFlags::RWMODE == OFlags::RDWR && is_null() == Some(true)
}

/// Writes `text` to standard output. Returns the exit status 0.
///
/// # Errors
/// The text cannot be written. A closed pipe is not an error.
pub(super) fn print(text: &str) -> Result<u8, CliError> {
    let mut out = io::stdout().lock();
    ignore_broken_pipe(out.write_all(text.as_bytes()).and_then(|()| out.flush()).map(|()| 0))
}

/// Turns a write error into a [`CliError`]. A closed pipe (EPIPE) counts as success: its reader wants no more.
pub(super) fn ignore_broken_pipe<T: Default>(written: io::Result<T>) -> Result<T, CliError> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(T::default()),
        written => written.map_err(CliError::Output),
    }
}
