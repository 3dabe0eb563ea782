//! The configuration: whether it is right, where it is looked for, and what can be in it. It is never written.

use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

use clap::Args;

use super::error::CliError;
use crate::config::{self, Config};
use crate::runtime::{ColorDepth, Environment};
use crate::text::sanitize::sanitize;

const AFTER_HELP: &str = "\
Examples:
  whosaid config                              tell what is wrong with your configuration
  mkdir -p ~/.config/whosaid
  whosaid config --default > ~/.config/whosaid/config.toml     begin with everything as it is

An editor that knows TOML schemas completes and explains every key, once the file begins with

  #:schema ./config.schema.json

and `whosaid config --schema > ~/.config/whosaid/config.schema.json` has put it there.

Exit status: 0 where nothing is wrong; 1 where something is, as told on standard error.";

/// Check the configuration: themes, keys, folders; or print all that can be in it.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct ConfigCommand {
    /// Print the whole file as it is by itself, with comments
    #[arg(long, group = "printed")]
    default: bool,

    /// Print its JSON Schema
    #[arg(long, group = "printed")]
    schema: bool,

    /// Print where it is looked for
    #[arg(long, group = "printed")]
    path: bool,
}

/// The exit status of a file in which something is wrong.
const EXIT_FAULTY: u8 = 1;

impl ConfigCommand {
    /// Prints what is asked for; the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let Some(path) = Config::path() else {
            return Err(CliError::Config(
                "whosaid: no home is known, so there is no configuration; set HOME".to_owned(),
            ));
        };
        let is_there = path.exists();
        let path = sanitize(&path.display().to_string());
        if self.default {
            return print(&config::default_file());
        }
        if self.schema {
            return print(&config::schema());
        }
        if self.path {
            return print(&format!("{path}\n"));
        }
        let config = Config::load();
        if config.problems.is_empty() {
            let said = if is_there { "nothing is wrong" } else { "not there, so all is as it comes" };
            return print(&format!("{path}: {said}\n"));
        }
        report_faults(&config);
        Ok(EXIT_FAULTY)
    }
}

/// What the user has settled, after what is wrong with it has been told on standard error.
pub(super) fn load_and_report() -> Config {
    let config = Config::load();
    report_faults(&config);
    config
}

fn report_faults(config: &Config) {
    let color = Environment::detect().colors != ColorDepth::None && io::stderr().is_terminal();
    let _ = io::stderr().lock().write_all(config.render_faults(color).as_bytes());
}

fn print(text: &str) -> Result<u8, CliError> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(0),
        done => done.map(|()| 0).map_err(CliError::Output),
    }
}
