//! The `config` command: checks the configuration and prints its path, its defaults or its schema. It never writes the file.

use std::io::{self, IsTerminal as _, Write as _};

use clap::Args;

use super::error::CliError;
use super::stdout::print;
use crate::config::{self, Config};
use crate::runtime::{ColorDepth, Environment};
use crate::text::sanitize::sanitize;

const AFTER_HELP: &str = "\
Examples:
  whosaid config                              show what is wrong with your configuration
  mkdir -p ~/.config/whosaid
  whosaid config --default > ~/.config/whosaid/config.toml     start from a file with all the defaults

An editor that supports TOML schemas completes and explains every key. To set this up, run
`whosaid config --schema > ~/.config/whosaid/config.schema.json` and begin the file with

  #:schema ./config.schema.json

Exit status: 0 if nothing is wrong; 1 if something is wrong (standard error says what).";

/// Check the configuration (themes, keys, folders), or print its defaults or its schema
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct ConfigCommand {
    /// Print a configuration file with all the defaults and with comments
    #[arg(long, group = "printed")]
    default: bool,

    /// Print the JSON Schema of the configuration file
    #[arg(long, group = "printed")]
    schema: bool,

    /// Print the path of the configuration file
    #[arg(long, group = "printed")]
    path: bool,
}

/// The exit status when the file has faults.
const EXIT_FAULTY: u8 = 1;

impl ConfigCommand {
    /// Prints what the options ask for, or checks the file. Returns the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let Some(path) = Config::path() else {
            return Err(CliError::Config(
                "whosaid: no home folder is known, so there is no configuration; set HOME".to_owned(),
            ));
        };
        let file_exists = path.exists();
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
            let state = if file_exists { "nothing is wrong" } else { "not there, so the defaults apply" };
            return print(&format!("{path}: {state}\n"));
        }
        report_faults(&config);
        Ok(EXIT_FAULTY)
    }
}

/// Loads the configuration and reports its faults on standard error.
pub(super) fn load_and_report() -> Config {
    let config = Config::load();
    report_faults(&config);
    config
}

fn report_faults(config: &Config) {
    let color = Environment::detect().colors != ColorDepth::None && io::stderr().is_terminal();
    let _ = io::stderr().lock().write_all(config.render_faults(color).as_bytes());
}
