//! To check: briefs are read, and all that is wrong with them is printed at once. Nothing is mended.

mod contradictions;
mod github;
mod json;
mod output_format;
mod plain;
mod sarif;

use std::collections::HashSet;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;

use super::briefs;
use super::error::{CliError, EXIT_ERROR, print_warning};
use super::row_renderer::RowRenderer;
use super::texts_args::TextsArgs;
use crate::analysis::Analysis;
use crate::config::Config;
use crate::diagnostics::{LintPolicy, PolicyTarget, Severity};
use crate::loader::{BriefLocation, LoadedBrief};
use crate::text::sanitize::sanitize;
use crate::text::suggest::nearest;
use contradictions::BriefWithFindings;
use output_format::{CheckFormat, CheckTotals, CheckedBrief};

const EXAMPLES: &str = r"Examples:
  whosaid check briefs/kp-kabul-talks                  all that is wrong with a brief
  whosaid check --texts articles briefs                … and whether its quotes are really printed so
  whosaid check --deny warnings --allow W-weekday      for a gate that lets one kind of warning pass
  whosaid check --format sarif > check.sarif           for a code host; `github` marks the lines of a pull request
  whosaid explain W-weekday                            the reason for a code, and an example

Levels: an error breaks the format, or says what the texts do not; a warning is most likely wrong; a note
is something to think of.

Exit status: 0 without errors; 1 with errors or with what is denied; 2 where something cannot be read (the rest is checked).";

/// Print everything that is wrong with briefs.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckCommand {
    /// Briefs and folders of briefs. Without any, the folder that the configuration names as `library`, else the
    /// brief that comes with the program.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    texts: TextsArgs,

    /// How it is written
    #[arg(long, value_enum, default_value_t = CheckFormat::Plain)]
    format: CheckFormat,

    /// Print what contradicts what instead, with both sides, and every shift of position
    #[arg(long, conflicts_with_all = ["format", "deny", "allow", "texts"])]
    contradictions: bool,

    /// Write contradictions with the characters of ASCII alone
    #[arg(long, requires = "contradictions")]
    ascii: bool,

    /// Take a code for an error; or all `warnings`, or all `notes`
    #[arg(long, value_name = "CODE", value_parser = parse_code_set, value_delimiter = ',')]
    deny: Vec<PolicyTarget>,

    /// Do not tell a code; or no `warnings`, or no `notes`
    #[arg(long, value_name = "CODE", value_parser = parse_code_set, value_delimiter = ',')]
    allow: Vec<PolicyTarget>,
}

fn parse_code_set(text: &str) -> Result<PolicyTarget, String> {
    PolicyTarget::parse(text).ok_or_else(|| match nearest(text, PolicyTarget::words()) {
        Some(near) => format!("no such code; did you mean `{near}`?"),
        None => {
            "no such code; `whosaid explain` lists them, and `warnings` and `notes` stand for all of theirs".to_owned()
        }
    })
}

impl CheckCommand {
    /// Prints what is wrong; the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let policy =
            LintPolicy::new(&self.deny, &self.allow).map_err(|problem| CliError::Policy(sanitize(&problem)))?;
        let config = Config::load();
        config.problems.iter().for_each(|complaint| print_warning(complaint));
        if self.contradictions {
            return self.run_contradictions(&config);
        }
        let texts = self.texts.folder(&config)?;
        let mut out = BufWriter::new(io::stdout().lock());
        let mut writer = self.format.writer(&mut out, &policy);
        let mut tally = CheckTotals::default();
        let mut written = Ok(());
        // What a library shares is read with each of its briefs.
        let mut shared = HashSet::new();
        let all_found = briefs::each_read(&self.paths, &config, |place, read| {
            if let Some(mut checked) = check_brief(place, read, texts.as_deref()) {
                checked.retain_unreported(&mut shared);
                tally.add(&checked, &policy);
                written = writer.write_brief(&checked);
            }
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        tally.has_unread |= !all_found;
        let written = written.and_then(|()| writer.finish(&tally));
        drop(writer);
        ignore_broken_pipe(written.and_then(|()| out.flush()))?;
        Ok(if tally.has_unread { EXIT_ERROR } else { u8::from(tally.count(Severity::Error) > 0) })
    }

    /// Prints what contradicts what; the exit status.
    fn run_contradictions(&self, config: &Config) -> Result<u8, CliError> {
        let mut held = Vec::new();
        let mut all_readable = true;
        let all_read = briefs::for_each_brief(&self.paths, config, |place, reading| {
            if let [first, ..] = reading.fault_lines().as_slice() {
                print_warning(&format!("{}: told as far as it can be read: {first}", sanitize(&place.path_as_given())));
            }
            all_readable &= reading.all_read;
            match reading.brief {
                Some(brief) => held.push((place.path_as_given(), Analysis::new(&brief), brief)),
                None => all_readable = false,
            }
        });
        let briefs: Vec<BriefWithFindings<'_>> =
            held.iter().map(|(place, findings, brief)| BriefWithFindings { path: place, brief, findings }).collect();
        let mut out = BufWriter::new(io::stdout().lock());
        ignore_broken_pipe(
            contradictions::print(&mut out, &briefs, &RowRenderer::detect(self.ascii, config))
                .and_then(|_| out.flush()),
        )?;
        Ok(if all_read && all_readable { 0 } else { EXIT_ERROR })
    }
}

/// That nobody reads on is no failure: whoever reads has seen enough.
fn ignore_broken_pipe(written: io::Result<()>) -> Result<(), CliError> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(CliError::Output),
    }
}

/// What is wrong with a brief, or with what cannot be read as one; `None` where that was told on standard error.
fn check_brief(
    place: &BriefLocation,
    read: Result<LoadedBrief, CliError>,
    texts: Option<&Path>,
) -> Option<CheckedBrief> {
    let is_found = read.is_ok();
    let reading = match read {
        Ok(reading) => reading,
        Err(CliError::Load(error)) => LoadedBrief::unreadable(error),
        Err(CliError::NotFound { error, near }) => {
            let mut reading = LoadedBrief::unreadable(error);
            if let (Some(near), [fault]) = (near, reading.faults.as_mut_slice()) {
                fault.help = Some(format!("did you mean `{near}`?"));
            }
            reading
        }
        Err(refusal) => {
            let _ = refusal.report();
            return None;
        }
    };
    let quotes = reading.quotes(texts);
    let faults = reading.check(&quotes);
    Some(CheckedBrief { name: place.path_as_given(), is_found, reading, quotes, faults })
}
