//! The command line: parses the arguments and runs the command. Errors go to standard error, never to standard output.

mod briefs;
mod check;
mod clearance;
mod code;
mod config;
mod display;
mod doctor;
mod draft;
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
mod reference;
mod resolve;
mod row_renderer;
mod schema;
mod stdout;
mod texts_args;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use check::CheckCommand;
use code::CodeCommand;
use config::ConfigCommand;
use doctor::DoctorCommand;
use draft::DraftCommand;
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
  whosaid kp-kabul-talks#asif-federation   open the brief at a statement that `find` printed
  whosaid --plain briefs/kp-kabul-talks    print the whole brief as plain text, for a pipe or for paper
  whosaid --plain --audience TLP:GREEN     print only what TLP:GREEN may see
  whosaid --interactive                    type commands and get sentences, for a screen reader
  whosaid find who:asif                    print what somebody said; see `find --help`
  whosaid export > statements.ndjson       export every statement as a row, for DuckDB and similar tools
  whosaid draft article.txt                propose who said what in an article, as a brief of drafts
  whosaid present briefs/kp-kabul-talks    present a brief; others join with `whosaid follow`

In the reader, ? shows every key and q quits. The next start resumes where you stopped.
If standard input or output is not a terminal, the brief is printed. A dumb terminal gets the prompt.
To open a brief in a folder that is named like a command, such as `find`, write ./find.

Exit status: 0 after reading; 2 if there is nothing to read (standard error gives the reason);
128 plus the signal number after a signal.";

/// Read a briefing: who said what, when, on what, as reported by whom, and how sure we are
#[derive(Debug, Parser)]
#[command(name = "whosaid", version, after_help = EXAMPLES)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<CliCommand>,
    #[command(flatten)]
    open: OpenCommand,
}

/// The commands besides reading.
#[derive(Debug, Subcommand)]
enum CliCommand {
    Find(FindCommand),
    Export(ExportCommand),
    Check(CheckCommand),
    Draft(DraftCommand),
    Explain(ExplainCommand),
    New(NewCommand),
    Code(CodeCommand),
    Schema(SchemaCommand),
    Config(ConfigCommand),
    Present(PresentCommand),
    Follow(FollowCommand),
    Doctor(DoctorCommand),
}

/// Runs the command line `args`, whose first element is the program's name. Returns the exit code of the process.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let result = match Cli::try_parse_from(args) {
        Ok(cli) => cli.run(),
        Err(error) if error.use_stderr() => Err(CliError::Usage(error)),
        Err(help) => print_help(&help),
    };
    result.map_or_else(CliError::report, ExitCode::from)
}

/// Prints the help or the version that was asked for. Returns the exit status.
fn print_help(help: &clap::Error) -> Result<u8, CliError> {
    let printed = stdout::check().and_then(|()| help.print()).and_then(|()| io::stdout().flush());
    stdout::ignore_broken_pipe(printed.map(|()| 0))
}

impl Cli {
    /// Runs the command, or the reader. Returns the exit status.
    fn run(self) -> Result<u8, CliError> {
        if !matches!(&self.command, Some(CliCommand::Export(export)) if export.has_file()) {
            stdout::check().map_err(CliError::Output)?;
        }
        match self.command {
            Some(CliCommand::Find(find)) => find.run(),
            Some(CliCommand::Export(export)) => export.run(),
            Some(CliCommand::Check(check)) => check.run(),
            Some(CliCommand::Draft(draft)) => draft.run(),
            Some(CliCommand::Explain(explain)) => explain.run(),
            Some(CliCommand::New(new)) => new.run(),
            Some(CliCommand::Code(code)) => code.run(),
            Some(CliCommand::Schema(SchemaCommand)) => SchemaCommand::run(),
            Some(CliCommand::Config(configure)) => configure.run(),
            Some(CliCommand::Present(present)) => present.run(),
            Some(CliCommand::Follow(follow)) => follow.run(),
            Some(CliCommand::Doctor(DoctorCommand)) => DoctorCommand::run(),
            None => self.open.run(),
        }
    }
}
