//! The errors of the command line, and how they are reported on standard error. It never ends the process.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use thiserror::Error;

use crate::loader::LoadError;
use crate::text::sanitize::sanitize;

/// The exit status when a command cannot do what was asked.
pub(super) const EXIT_ERROR: u8 = 2;

/// Why a command cannot do what was asked.
#[derive(Debug, Error)]
pub(super) enum CliError {
    /// The arguments are wrong.
    #[error(transparent)]
    Usage(clap::Error),
    #[error("whosaid: {0}")]
    Load(#[from] LoadError),
    #[error("whosaid: {error}{}", near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    NotFound { error: LoadError, near: Option<String> },
    /// A reference or a code names something that does not exist.
    #[error("whosaid: {0}")]
    Reference(String),
    #[error("{report}whosaid: {}", if *readable { FORCE } else { UNREADABLE })]
    Faults { report: String, readable: bool },
    #[error("whosaid: no question; put one in quotes, such as 'who:asif on:\"direct talks\"', or '' for everything")]
    NoQuestion,
    #[error("whosaid: {0}")]
    NoOption(String),
    /// The faults of the configuration, rendered.
    #[error("{0}")]
    Config(String),
    #[error("whosaid: {0}")]
    Policy(String),
    /// The faults of a query, each rendered under the query.
    #[error("{0}")]
    Question(String),
    #[error("whosaid: the answer cannot be written: {0}")]
    Output(io::Error),
    /// What cannot be exported, and why.
    #[error("whosaid: {0}")]
    Export(String),
    /// What cannot be drafted, and why.
    #[error("whosaid: {0}")]
    Draft(String),
    /// What cannot be presented or followed, and why.
    #[error("whosaid: {0}")]
    Presentation(String),
    #[error("whosaid: this is a reader for a terminal, and standard input and output are not both one")]
    NoTerminal,
    #[error("whosaid: the terminal cannot be used: {0}")]
    Terminal(io::Error),
}

const FORCE: &str = "not opened; --force opens what can be read of it";
const UNREADABLE: &str = "not opened; nothing of it can be read";

impl CliError {
    /// Writes the error to standard error and returns the exit code. A failure to write is ignored.
    pub(super) fn report(self) -> ExitCode {
        match self {
            Self::Usage(error) => {
                // The message repeats the arguments, and a file name may hold control characters.
                let text = error.render().to_string();
                let lines = text.lines().map(|line| sanitize(line) + "\n");
                let _ = io::stderr().lock().write_all(lines.collect::<String>().as_bytes());
                ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(EXIT_ERROR))
            }
            // The rendered text has colours, and was sanitized before they were added.
            Self::Faults { .. } | Self::Config(_) | Self::Question(_) => {
                let _ = writeln!(io::stderr().lock(), "{self}");
                ExitCode::from(EXIT_ERROR)
            }
            Self::Load(_)
            | Self::NotFound { .. }
            | Self::Reference(_)
            | Self::NoQuestion
            | Self::NoOption(_)
            | Self::Policy(_)
            | Self::Output(_)
            | Self::Export(_)
            | Self::Draft(_)
            | Self::Presentation(_)
            | Self::NoTerminal
            | Self::Terminal(_) => {
                let text: String = self.to_string().lines().map(|line| sanitize(line) + "\n").collect();
                let _ = io::stderr().lock().write_all(text.as_bytes());
                ExitCode::from(EXIT_ERROR)
            }
        }
    }
}

/// Checks that standard input and standard output are terminals.
pub(super) fn require_terminal() -> Result<(), CliError> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() { Ok(()) } else { Err(CliError::NoTerminal) }
}

/// Writes a warning to standard error. A failure to write is ignored.
pub(super) fn print_warning(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "whosaid: {sentence}");
}
