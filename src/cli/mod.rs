//! The words on the command line: what they mean, and what comes of them. What cannot be done is told on standard error.

mod audience;
mod briefs;
mod check;
mod clearance;
mod config;
mod display;
mod doctor;
mod dry_run;
mod error;
mod explain;
mod export;
mod find;
mod follow;
mod json;
mod new;
mod open;
mod present;
mod record_fields;
mod reference;
mod resolve;
mod row_renderer;
mod schema;
mod stdout;
mod texts_args;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use check::CheckCommand;
use config::ConfigCommand;
use doctor::DoctorCommand;
use error::CliError;
use explain::ExplainCommand;
use export::ExportCommand;
use find::FindCommand;
use follow::FollowCommand;
use new::NewCommand;
use open::OpenCommand;
use present::PresentCommand;
use schema::SchemaCommand;

const EXAMPLES: &str = "\
Examples:
  whosaid                                  read the brief that comes with the program
  whosaid briefs/kp-kabul-talks            read a brief
  whosaid briefs                           choose among the briefs of a folder
  whosaid kp-kabul-talks#asif-federation   read on from what `find` has printed
  whosaid --plain briefs/kp-kabul-talks    print all of it as plain text: for a pipe, or paper
  whosaid --plain --audience TLP:GREEN     print it without what is marked above that
  whosaid --interactive                    ask at a prompt, answered in sentences: for a screen reader
  whosaid find who:asif                    print what somebody said; see `find --help`
  whosaid export > statements.ndjson       every statement as a row, for DuckDB and its like
  whosaid present briefs/kp-kabul-talks    present a brief to a room; `whosaid follow` joins

In the reader, ? shows every key and q leaves; the next start resumes there.
Without a terminal on both sides, the brief is printed; on one that is dumb, there is the prompt.
A brief in a folder that is called `find` is opened as ./find.

Exit status: 0 after reading; 2 when there is nothing to read, with the reason on standard
error; 128 and its number after a signal.";

/// Read a briefing: who said what, when, on what, as reported by whom, and how sure are we.
#[derive(Debug, Parser)]
#[command(name = "whosaid", version, after_help = EXAMPLES)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    task: Option<CliCommand>,
    #[command(flatten)]
    open: OpenCommand,
}

/// What can be done besides reading.
#[derive(Debug, Subcommand)]
enum CliCommand {
    Find(FindCommand),
    Export(ExportCommand),
    Check(CheckCommand),
    Explain(ExplainCommand),
    New(NewCommand),
    Schema(SchemaCommand),
    Config(ConfigCommand),
    Present(PresentCommand),
    Follow(FollowCommand),
    Doctor(DoctorCommand),
}

/// Does what the words ask for, the first being the program's name.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let done = Cli::try_parse_from(words).map_err(CliError::from).and_then(Cli::run);
    done.map_or_else(CliError::report, ExitCode::from)
}

impl Cli {
    /// The exit status.
    fn run(self) -> Result<u8, CliError> {
        if !matches!(&self.task, Some(CliCommand::Export(export)) if export.has_file()) {
            stdout::check().map_err(CliError::Output)?;
        }
        match self.task {
            Some(CliCommand::Find(find)) => find.run(),
            Some(CliCommand::Export(export)) => export.run(),
            Some(CliCommand::Check(check)) => check.run(),
            Some(CliCommand::Explain(explain)) => explain.run(),
            Some(CliCommand::New(new)) => new.run(),
            Some(CliCommand::Schema(SchemaCommand)) => SchemaCommand::run(),
            Some(CliCommand::Config(configure)) => configure.run(),
            Some(CliCommand::Present(present)) => present.run(),
            Some(CliCommand::Follow(follow)) => follow.run(),
            Some(CliCommand::Doctor(DoctorCommand)) => DoctorCommand::run(),
            None => self.open.run(),
        }
    }
}
