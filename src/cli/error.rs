//! Why nothing was opened or printed, as told on standard error.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use thiserror::Error;

use super::stdout;
use crate::loader::LoadError;
use crate::text::sanitize::sanitize;

/// The exit status when what was asked for cannot be done.
pub(super) const EXIT_ERROR: u8 = 2;

/// Why what was asked for cannot be done.
#[derive(Debug, Error)]
pub(super) enum CliError {
    /// The words are none that we know, or ask for help.
    #[error(transparent)]
    Usage(#[from] clap::Error),
    #[error("whosaid: {0}")]
    Load(#[from] LoadError),
    #[error("whosaid: {error}{}", near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    NotFound { error: LoadError, near: Option<String> },
    /// What a reference names is not there.
    #[error("whosaid: {0}")]
    Reference(String),
    #[error("{report}whosaid: {}", if *readable { FORCE } else { HOPELESS })]
    Faults { report: String, readable: bool },
    #[error("whosaid: no question; put one in quotes, such as 'who:asif on:\"direct talks\"', or '' for everything")]
    NoQuestion,
    #[error("whosaid: {0}")]
    NoOption(String),
    /// The faults of the configuration, drawn.
    #[error("{0}")]
    Config(String),
    #[error("whosaid: {0}")]
    Policy(String),
    /// The complaints, each drawn into the question.
    #[error("{0}")]
    Question(String),
    #[error("whosaid: the answer cannot be written: {0}")]
    Output(io::Error),
    /// What cannot be exported, and why.
    #[error("whosaid: {0}")]
    Export(String),
    /// What cannot be presented or followed, and why.
    #[error("whosaid: {0}")]
    Presentation(String),
    #[error("whosaid: this is a reader for a terminal, and standard input and output are not both one")]
    NoTerminal,
    #[error("whosaid: the terminal cannot be used: {0}")]
    Terminal(io::Error),
}

const FORCE: &str = "not opened; --force opens what can be read of it";
const HOPELESS: &str = "not opened; nothing of it can be read";

impl CliError {
    /// Tells it. That nobody listens is no reason to fail once more.
    pub(super) fn report(self) -> ExitCode {
        match self {
            Self::Usage(error) => {
                if error.use_stderr() {
                    // What was typed stands in the sentence, and a file name may hold anything.
                    let told = error.render().to_string();
                    let lines = told.lines().map(|line| sanitize(line) + "\n");
                    let _ = io::stderr().lock().write_all(lines.collect::<String>().as_bytes());
                } else {
                    // Help, or the version; that nobody reads on is no failure.
                    let told = stdout::check().and_then(|()| error.print()).and_then(|()| io::stdout().flush());
                    if let Err(full) = told.or_else(ignore_broken_pipe) {
                        return Self::Output(full).report();
                    }
                }
                ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(EXIT_ERROR))
            }
            // What is drawn has colours of its own, and was made harmless before it was given them.
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
            | Self::Presentation(_)
            | Self::NoTerminal
            | Self::Terminal(_) => {
                let told: String = self.to_string().lines().map(|line| sanitize(line) + "\n").collect();
                let _ = io::stderr().lock().write_all(told.as_bytes());
                ExitCode::from(EXIT_ERROR)
            }
        }
    }
}

/// Whoever reads may have gone, and has seen enough.
fn ignore_broken_pipe(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) }
}

/// That there is a terminal to read on and to write to.
pub(super) fn require_terminal() -> Result<(), CliError> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() { Ok(()) } else { Err(CliError::NoTerminal) }
}

/// Tells a sentence that stops nothing.
pub(super) fn print_warning(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "whosaid: {sentence}");
}
