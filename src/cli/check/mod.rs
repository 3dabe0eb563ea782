//! To check: briefs are read, and all that is wrong with them is printed at once. Nothing is mended.

mod contradictions;
mod form;
mod github;
mod json;
mod plain;
mod sarif;

use std::collections::HashSet;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;

use super::briefs;
use super::look::Look;
use super::refusal::{REFUSED, Refusal, say};
use super::texts::Texts;
use crate::analysis::Findings;
use crate::config::Config;
use crate::diagnostics::{Level, Policy, Which};
use crate::loader::{Place, Reading};
use crate::text::sanitize::harmless;
use crate::text::suggest::nearest;
use contradictions::Told;
use form::{Checked, Form, Tally};

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
pub(super) struct Check {
    /// Briefs and folders of briefs. Without any, the folder that the configuration names as `library`, else the
    /// brief that comes with the program.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    texts: Texts,

    /// How it is written
    #[arg(long, value_enum, default_value_t = Form::Plain)]
    format: Form,

    /// Print what contradicts what instead, with both sides, and every shift of position
    #[arg(long, conflicts_with_all = ["format", "deny", "allow", "texts"])]
    contradictions: bool,

    /// Write contradictions with the characters of ASCII alone
    #[arg(long, requires = "contradictions")]
    ascii: bool,

    /// Take a code for an error; or all `warnings`, or all `notes`
    #[arg(long, value_name = "CODE", value_parser = which, value_delimiter = ',')]
    deny: Vec<Which>,

    /// Do not tell a code; or no `warnings`, or no `notes`
    #[arg(long, value_name = "CODE", value_parser = which, value_delimiter = ',')]
    allow: Vec<Which>,
}

fn which(text: &str) -> Result<Which, String> {
    Which::read(text).ok_or_else(|| match nearest(text, Which::words()) {
        Some(near) => format!("no such code; did you mean `{near}`?"),
        None => {
            "no such code; `whosaid explain` lists them, and `warnings` and `notes` stand for all of theirs".to_owned()
        }
    })
}

impl Check {
    /// Prints what is wrong; the exit status.
    pub(super) fn run(self) -> Result<u8, Refusal> {
        let policy = Policy::new(&self.deny, &self.allow).map_err(|problem| Refusal::Policy(harmless(&problem)))?;
        let config = Config::of_user();
        config.complaints.iter().for_each(|complaint| say(complaint));
        if self.contradictions {
            return self.contradictions(&config);
        }
        let texts = self.texts.folder(&config)?;
        let mut out = BufWriter::new(io::stdout().lock());
        let mut writer = self.format.writer(&mut out, &policy);
        let mut tally = Tally::default();
        let mut written = Ok(());
        // What a library shares is read with each of its briefs.
        let mut shared = HashSet::new();
        let all_found = briefs::each_read(&self.paths, &config, |place, read| {
            if let Some(mut checked) = checked(place, read, texts.as_deref()) {
                checked.forget_what_was_told(&mut shared);
                tally.add(&checked, &policy);
                written = writer.brief(&checked);
            }
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        tally.has_unread |= !all_found;
        let written = written.and_then(|()| writer.end(&tally));
        drop(writer);
        told(written.and_then(|()| out.flush()))?;
        Ok(if tally.has_unread { REFUSED } else { u8::from(tally.of(Level::Error) > 0) })
    }

    /// Prints what contradicts what; the exit status.
    fn contradictions(&self, config: &Config) -> Result<u8, Refusal> {
        let mut held = Vec::new();
        let mut all_readable = true;
        let all_read = briefs::each(&self.paths, config, |place, reading| {
            if let [first, ..] = reading.fault_lines().as_slice() {
                say(&format!("{}: told as far as it can be read: {first}", harmless(&place.spelt())));
            }
            all_readable &= reading.all_read;
            match reading.brief {
                Some(brief) => held.push((place.spelt(), Findings::of(&brief), brief)),
                None => all_readable = false,
            }
        });
        let briefs: Vec<Told<'_>> =
            held.iter().map(|(place, findings, brief)| Told { place, brief, findings }).collect();
        let mut out = BufWriter::new(io::stdout().lock());
        told(contradictions::print(&mut out, &briefs, &Look::detect(self.ascii, config)).and_then(|_| out.flush()))?;
        Ok(if all_read && all_readable { 0 } else { REFUSED })
    }
}

/// That nobody reads on is no failure: whoever reads has seen enough.
fn told(written: io::Result<()>) -> Result<(), Refusal> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(Refusal::Output),
    }
}

/// What is wrong with a brief, or with what cannot be read as one; `None` where that was told on standard error.
fn checked(place: &Place, read: Result<Reading, Refusal>, texts: Option<&Path>) -> Option<Checked> {
    let is_found = read.is_ok();
    let reading = match read {
        Ok(reading) => reading,
        Err(Refusal::Disk(error)) => Reading::unreadable(error),
        Err(Refusal::NotFound { error, near }) => {
            let mut reading = Reading::unreadable(error);
            if let (Some(near), [fault]) = (near, reading.faults.as_mut_slice()) {
                fault.help = Some(format!("did you mean `{near}`?"));
            }
            reading
        }
        Err(refusal) => {
            let _ = refusal.tell();
            return None;
        }
    };
    let quotes = reading.quotes(texts);
    let faults = reading.check(&quotes);
    Some(Checked { name: place.spelt(), is_found, reading, quotes, faults })
}
