//! To print the schema of the format, for editors and validators. It reads no brief.

use std::io::{self, ErrorKind, Write as _};

use clap::Args;

use super::error::CliError;
use crate::format;

const AFTER_HELP: &str = "\
An editor that knows TOML schemas completes and explains every field, once a brief's folder has

  whosaid schema > brief.schema.json

and each file begins with the line

  #:schema ./brief.schema.json

What needs several files of a brief at once, the schema cannot tell; opening the brief does.";

/// Print the JSON Schema of a brief's files, for editors and validators
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct SchemaCommand;

impl SchemaCommand {
    /// Prints it; the exit status.
    pub(super) fn run() -> Result<u8, CliError> {
        match io::stdout().lock().write_all(format::schema().as_bytes()) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(0),
            done => done.map(|()| 0).map_err(CliError::Output),
        }
    }
}
