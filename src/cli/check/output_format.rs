//! The formats of the report, each with its writer. It writes nothing itself.

use std::io::Write;

use clap::ValueEnum;

use super::github::GithubCheckWriter;
use super::json::JsonCheckWriter;
use super::plain::PlainCheckWriter;
use super::report::CheckWriter;
use super::sarif::SarifCheckWriter;
use crate::diagnostics::LintPolicy;

/// The format of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// Text: the faults marked in their lines
    Plain,
    /// One JSON object, for programs
    Json,
    /// Workflow commands of GitHub Actions, which mark the lines of a pull request
    Github,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

impl CheckFormat {
    pub(super) fn writer<'a>(self, out: &'a mut dyn Write, policy: &'a LintPolicy) -> Box<dyn CheckWriter + 'a> {
        match self {
            Self::Plain => Box::new(PlainCheckWriter::new(out, policy)),
            Self::Json => Box::new(JsonCheckWriter::new(out, policy)),
            Self::Github => Box::new(GithubCheckWriter { out, policy }),
            Self::Sarif => Box::new(SarifCheckWriter::new(out, policy)),
        }
    }
}
