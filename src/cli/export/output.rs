//! Where rows go: standard output, or a file that takes its name once it is whole. It knows no row.

use std::io::{self, BufWriter, ErrorKind, IsTerminal as _, Stdout, Write};
use std::path::Path;

use crate::cli::error::CliError;
use crate::loader::{Access, AtomicFile};

pub(super) enum ExportOutput {
    Stdout(BufWriter<Stdout>),
    File(Box<AtomicFile>),
}

impl ExportOutput {
    /// Where rows are to go. What is no text does not go to a terminal.
    pub(super) fn open(file: Option<&Path>, is_text: bool) -> Result<Self, CliError> {
        match file {
            Some(path) => Ok(Self::File(Box::new(AtomicFile::create(path)?))),
            None if !is_text && io::stdout().is_terminal() => {
                let why = "Parquet is not for the eye: write it to a file by `--output FILE`, or into a pipe";
                Err(CliError::Export(why.to_owned()))
            }
            None => Ok(Self::Stdout(BufWriter::with_capacity(1 << 16, io::stdout()))),
        }
    }

    /// Ends it; a file has its name then, and `access` says who may read it where it is new.
    pub(super) fn finish(self, access: Access) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::File(draft) => draft.commit(access),
        }
    }
}

impl Write for ExportOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File(draft) => draft.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File(draft) => draft.flush(),
        }
    }
}

/// Whether it failed only because whoever reads has seen enough.
pub(super) fn is_broken_pipe(error: &io::Error) -> bool {
    error.kind() == ErrorKind::BrokenPipe
}
