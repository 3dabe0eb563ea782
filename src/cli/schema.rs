//! The `schema` command: prints the JSON Schema of a brief's files. It never reads a brief.

use clap::Args;

use super::error::CliError;
use super::stdout;
use crate::format;

const AFTER_HELP: &str = "\
An editor that supports TOML schemas completes and explains every field. To set this up, run this
command in the folder of the brief

  whosaid schema > brief.schema.json

and begin each file with the line

  #:schema ./brief.schema.json

The schema checks each file by itself. `whosaid check` also checks the files together.";

/// Print the JSON Schema of a brief's files, for editors and validators
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct SchemaCommand;

impl SchemaCommand {
    /// Prints the schema. Returns the exit status.
    pub(super) fn run() -> Result<u8, CliError> {
        stdout::print(&format::schema())
    }
}
