//! The words on the command line: what they mean, and what comes of them. What cannot be done is told on standard error.

mod refusal;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::disk::{self, Found};
use crate::reading::{Place, Reading};
use crate::report;
use crate::term::{self, Colors, Ending, Environment, Glyphs, Start};
use refusal::Refusal;

const EXAMPLES: &str = "\
Examples:
  whosaid                         read the brief that comes with the program
  whosaid briefs/kp-kabul-talks   read a brief
  whosaid briefs                  choose among the briefs of a folder

In the reader, ? shows every key and q leaves; the next start resumes there.

Exit status: 0 after reading; 2 when there is nothing to read, with the reason on standard
error; 128 and its number after a signal.";

/// Read a briefing: who said what, when, on what, as reported by whom, and how sure are we.
#[derive(Debug, Parser)]
#[command(name = "whosaid", version, after_help = EXAMPLES)]
struct Words {
    /// A brief: a folder with a brief.toml, or one .toml file. Or a folder of briefs, to choose from.
    /// Without it, the brief that comes with the program.
    #[arg(value_name = "BRIEF")]
    path: Option<PathBuf>,

    /// Open a brief that has faults, as far as it can be read
    #[arg(long)]
    force: bool,

    /// Draw with the characters of ASCII alone
    #[arg(long)]
    ascii: bool,
}

/// Does what the words ask for, the first being the program's name.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    match Words::try_parse_from(words).map_err(Refusal::from).and_then(Words::read) {
        Ok(ending) => ExitCode::from(ending.status()),
        Err(refusal) => refusal.tell(),
    }
}

impl Words {
    /// Opens the reader, once nothing is left that could prevent it.
    fn read(self) -> Result<Ending, Refusal> {
        let mut environment = Environment::detect();
        if self.ascii {
            environment.glyphs = Glyphs::Ascii;
        }
        let start = self.start(environment)?;
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(Refusal::NoTerminal);
        }
        term::run(start, environment).map_err(Refusal::Terminal)
    }

    fn start(&self, environment: Environment) -> Result<Start, Refusal> {
        let Some(path) = &self.path else {
            return self.brief(Place::Bundled, Reading::of(disk::bundled()), environment);
        };
        match disk::find(path)? {
            Found::Library(entries) => Ok(Start::Library { root: path.clone(), entries }),
            Found::Brief(files) => self.brief(Place::Path(path.clone()), Reading::of(files.files), environment),
        }
    }

    /// The brief, unless it has faults that nobody has agreed to.
    fn brief(&self, place: Place, reading: Reading, environment: Environment) -> Result<Start, Refusal> {
        let faults = reading.fault_lines();
        match reading.brief {
            Some(brief) if faults.is_empty() || self.force => {
                Ok(Start::Brief { place, brief: Box::new(brief), faults })
            }
            brief => {
                let color = environment.colors != Colors::None && io::stderr().is_terminal();
                let report = report::render(&reading.files, &reading.faults, color);
                Err(Refusal::Faults { report, readable: brief.is_some() })
            }
        }
    }
}
