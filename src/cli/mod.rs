//! The words on the command line: what they mean, and what comes of them. What cannot be done is told on standard error.

mod briefs;
mod check;
mod clearance;
mod config;
mod doctor;
mod drawing;
mod explain;
mod export;
mod find;
mod follow;
mod json;
mod label;
mod look;
mod new;
mod open;
mod present;
mod reference;
mod refusal;
mod rehearsal;
mod schema;
mod target;
mod texts;
mod told;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use check::Check;
use config::Configure;
use doctor::Doctor;
use explain::Explain;
use export::Export;
use find::Find;
use follow::Follow;
use new::New;
use open::Open;
use present::Present;
use refusal::Refusal;
use schema::Schema;

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
struct Words {
    #[command(subcommand)]
    task: Option<Task>,
    #[command(flatten)]
    open: Open,
}

/// What can be done besides reading.
#[derive(Debug, Subcommand)]
enum Task {
    Find(Find),
    Export(Export),
    Check(Check),
    Explain(Explain),
    New(New),
    Schema(Schema),
    Config(Configure),
    Present(Present),
    Follow(Follow),
    Doctor(Doctor),
}

/// Does what the words ask for, the first being the program's name.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let done = Words::try_parse_from(words).map_err(Refusal::from).and_then(|words| match words.task {
        Some(Task::Find(find)) => find.run(),
        Some(Task::Export(export)) => export.run(),
        Some(Task::Check(check)) => check.run(),
        Some(Task::Explain(explain)) => explain.run(),
        Some(Task::New(new)) => new.run(),
        Some(Task::Schema(Schema)) => Schema::run(),
        Some(Task::Config(configure)) => configure.run(),
        Some(Task::Present(present)) => present.run(),
        Some(Task::Follow(follow)) => follow.run(),
        Some(Task::Doctor(Doctor)) => Doctor::run(),
        None => words.open.run(),
    });
    done.map_or_else(Refusal::tell, ExitCode::from)
}
