//! The `check` command: prints all faults of the briefs at once. It never changes a brief.

mod contradictions;
mod github;
mod json;
mod plain;
mod report;
mod sarif;

use std::collections::HashSet;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::briefs;
use super::error::{CliError, EXIT_ERROR, print_warning};
use super::row_renderer::RowRenderer;
use super::stdout::ignore_broken_pipe;
use super::texts_args::TextsArgs;
use crate::analysis::Analysis;
use crate::config::Config;
use crate::diagnostics::{LintPolicy, PolicyTarget, Severity};
use crate::loader::{BriefLocation, LoadedBrief};
use crate::text::sanitize::sanitize;
use crate::text::suggest::nearest;
use contradictions::AnalysedBrief;
use github::GithubCheckWriter;
use json::JsonCheckWriter;
use plain::PlainCheckWriter;
use report::{CheckTotals, CheckWriter, CheckedBrief};
use sarif::SarifCheckWriter;

const EXAMPLES: &str = r"Examples:
  whosaid check briefs/kp-kabul-talks                  show all faults of a brief
  whosaid check --texts articles briefs                also compare the quotes with the texts of the articles
  whosaid check --deny warnings --allow W-weekday      fail on every warning except one kind
  whosaid check --format sarif > check.sarif           for a code host; `github` marks the lines of a pull request
  whosaid explain W-weekday                            show the reason for a code, and an example

Levels: an error breaks the format, or contradicts the texts; a warning is probably a mistake; a note is a
point to consider.

Exit status: 0 without errors; 1 with errors, or with codes that --deny makes errors; 2 if something cannot
be read (the rest is still checked).";

/// Check briefs and print all their faults
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckCommand {
    /// Briefs and folders of briefs. Without any, the current folder if it is a brief, else the folder that the
    /// configuration names as `library`, else the brief that comes with the program
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    texts: TextsArgs,

    /// Format of the report
    #[arg(long, value_enum, default_value_t = CheckFormat::Plain)]
    format: CheckFormat,

    /// Print the contradictions with all their sides, and the shifts of position, instead of the faults
    #[arg(long, conflicts_with_all = ["format", "deny", "allow", "texts"])]
    contradictions: bool,

    /// Print contradictions with ASCII characters only
    #[arg(long, requires = "contradictions")]
    ascii: bool,

    /// Treat this code as an error, or all `warnings`, or all `notes`
    #[arg(long, value_name = "CODE", value_parser = parse_code_set, value_delimiter = ',')]
    deny: Vec<PolicyTarget>,

    /// Do not report this code, or no `warnings`, or no `notes`
    #[arg(long, value_name = "CODE", value_parser = parse_code_set, value_delimiter = ',')]
    allow: Vec<PolicyTarget>,
}

/// The format of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// Text: the faults marked in their lines
    Plain,
    /// One JSON object, for programs
    Json,
    /// Workflow commands of GitHub Actions, which mark the lines of a pull request
    Github,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

fn parse_code_set(text: &str) -> Result<PolicyTarget, String> {
    PolicyTarget::parse(text).ok_or_else(|| match nearest(text, PolicyTarget::words()) {
        Some(near) => format!("no such code; did you mean `{near}`?"),
        None => {
            "no such code; `whosaid explain` lists them, and `warnings` and `notes` stand for all of theirs".to_owned()
        }
    })
}

impl CheckFormat {
    fn writer<'a>(self, out: &'a mut dyn Write, policy: &'a LintPolicy) -> Box<dyn CheckWriter + 'a> {
        match self {
            Self::Plain => Box::new(PlainCheckWriter::new(out, policy)),
            Self::Json => Box::new(JsonCheckWriter::new(out, policy)),
            Self::Github => Box::new(GithubCheckWriter { out, policy }),
            Self::Sarif => Box::new(SarifCheckWriter::new(out, policy)),
        }
    }
}

impl CheckCommand {
    /// Prints the faults. Returns the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let policy =
            LintPolicy::new(&self.deny, &self.allow).map_err(|problem| CliError::Policy(sanitize(&problem)))?;
        let config = Config::load();
        config.problems.iter().for_each(|problem| print_warning(problem));
        let paths = briefs::paths_or_current(&self.paths, &config);
        if self.contradictions {
            return self.run_contradictions(&paths, &config);
        }
        let texts = self.texts.folder(&config)?;
        let mut out = BufWriter::new(io::stdout().lock());
        let mut writer = self.format.writer(&mut out, &policy);
        let mut totals = CheckTotals::default();
        let mut written = Ok(());
        // Each brief of a library also reads the files that the library shares.
        let mut reported = HashSet::new();
        let all_found = briefs::each_read(&paths, &config, |location, result| {
            if let Some(mut checked) = check_brief(location, result, texts.as_deref()) {
                checked.retain_unreported(&mut reported);
                totals.add(&checked, &policy);
                written = writer.write_brief(&checked);
            }
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        totals.has_unread |= !all_found;
        let written = written.and_then(|()| writer.finish(&totals));
        drop(writer);
        ignore_broken_pipe(written.and_then(|()| out.flush()))?;
        Ok(if totals.has_unread { EXIT_ERROR } else { u8::from(totals.count(Severity::Error) > 0) })
    }

    /// Prints the contradictions and shifts. Returns the exit status.
    fn run_contradictions(&self, paths: &[PathBuf], config: &Config) -> Result<u8, CliError> {
        let mut analysed = Vec::new();
        let mut all_readable = true;
        let all_read = briefs::for_each_brief(paths, config, |location, loaded| {
            if let [first, ..] = loaded.fault_lines().as_slice() {
                print_warning(&format!(
                    "{}: shown as far as it can be read: {first}",
                    sanitize(&location.path_as_given())
                ));
            }
            all_readable &= loaded.all_read;
            match loaded.brief {
                Some(brief) => analysed.push((location.path_as_given(), Analysis::new(&brief), brief)),
                None => all_readable = false,
            }
        });
        let briefs: Vec<AnalysedBrief<'_>> = analysed
            .iter()
            .map(|(location, analysis, brief)| AnalysedBrief { path: location, brief, analysis })
            .collect();
        let mut out = BufWriter::new(io::stdout().lock());
        ignore_broken_pipe(
            contradictions::print(&mut out, &briefs, &RowRenderer::detect(self.ascii, config))
                .and_then(|_| out.flush()),
        )?;
        Ok(if all_read && all_readable { 0 } else { EXIT_ERROR })
    }
}

/// Checks a brief, or what cannot be read as one. Returns `None` if the error was reported on standard error.
fn check_brief(
    location: &BriefLocation,
    result: Result<LoadedBrief, CliError>,
    texts: Option<&Path>,
) -> Option<CheckedBrief> {
    let is_found = result.is_ok();
    let loaded = match result {
        Ok(loaded) => loaded,
        Err(CliError::Load(error)) => LoadedBrief::unreadable(error),
        Err(CliError::NotFound { error, near }) => {
            let mut loaded = LoadedBrief::unreadable(error);
            if let (Some(near), [fault]) = (near, loaded.faults.as_mut_slice()) {
                fault.help = Some(format!("did you mean `{near}`?"));
            }
            loaded
        }
        Err(error) => {
            let _ = error.report();
            return None;
        }
    };
    let quotes = loaded.quotes(texts);
    let faults = loaded.check(&quotes);
    Some(CheckedBrief { name: location.path_as_given(), is_found, loaded, quotes, faults })
}
