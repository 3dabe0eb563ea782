//! The output of an export: standard output, or a file that gets its name once it is complete. It never looks into the rows.

use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write};
use std::path::Path;

use crate::cli::error::CliError;
use crate::loader::LoadError;
use crate::storage::{Access, AtomicFile};

pub(super) enum ExportOutput {
    Stdout(BufWriter<Stdout>),
    File(Box<AtomicFile>),
}

impl ExportOutput {
    /// Opens the output: the file, or standard output without one.
    ///
    /// # Errors
    /// The file cannot be created; or `is_text` is false and standard output is a terminal.
    pub(super) fn open(path: Option<&Path>, is_text: bool) -> Result<Self, CliError> {
        match path {
            Some(path) => Ok(Self::File(Box::new(AtomicFile::begin(path).map_err(LoadError::from)?))),
            None if !is_text && io::stdout().is_terminal() => {
                let why = "Parquet is not for the eye: write it to a file by `--output FILE`, or into a pipe";
                Err(CliError::Export(why.to_owned()))
            }
            None => Ok(Self::Stdout(BufWriter::with_capacity(1 << 16, io::stdout()))),
        }
    }

    /// Ends the output. A file gets its name; `access` says who may read a new file.
    pub(super) fn finish(self, access: Access) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::File(file) => file.commit(access),
        }
    }
}

impl Write for ExportOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File(file) => file.flush(),
        }
    }
}
