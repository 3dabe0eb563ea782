//! Why nothing was opened, as told on standard error.

use std::io::{self, Write as _};
use std::process::ExitCode;

use thiserror::Error;

use crate::disk::DiskError;

/// The exit status when there is nothing to read.
const REFUSED: u8 = 2;

/// Why the reader was not opened.
#[derive(Debug, Error)]
pub(super) enum Refusal {
    /// The words are none that we know, or ask for help.
    #[error(transparent)]
    Words(#[from] clap::Error),
    #[error("whosaid: {0}")]
    Disk(#[from] DiskError),
    #[error("{report}whosaid: {}", if *readable { FORCE } else { HOPELESS })]
    Faults { report: String, readable: bool },
    #[error("whosaid: this is a reader for a terminal, and standard input and output are not both one")]
    NoTerminal,
    #[error("whosaid: the terminal cannot be used: {0}")]
    Terminal(io::Error),
}

const FORCE: &str = "not opened; --force opens what can be read of it";
const HOPELESS: &str = "not opened; nothing of it can be read";

impl Refusal {
    /// Tells it. That nobody listens is no reason to fail once more.
    pub(super) fn tell(self) -> ExitCode {
        match self {
            Self::Words(error) => {
                let _ = error.print();
                ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(REFUSED))
            }
            Self::Disk(_) | Self::Faults { .. } | Self::NoTerminal | Self::Terminal(_) => {
                let _ = writeln!(io::stderr().lock(), "{self}");
                ExitCode::from(REFUSED)
            }
        }
    }
}
