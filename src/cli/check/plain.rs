//! Faults as text: each marked in its lines, and a summary at the end. Colours are never written unless standard output is a terminal.

use std::io::{self, IsTerminal as _, Write};

use super::report::{CheckTotals, CheckWriter, CheckedBrief};
use crate::diagnostics::render::{self, RenderStyle};
use crate::diagnostics::{LintPolicy, Severity};
use crate::runtime::{ColorDepth, Environment};
use crate::text::sanitize::sanitize;
use crate::view::pluralize;

pub(super) struct PlainCheckWriter<'a> {
    out: &'a mut dyn Write,
    style: RenderStyle<'a>,
}

impl<'a> PlainCheckWriter<'a> {
    pub(super) fn new(out: &'a mut dyn Write, policy: &'a LintPolicy) -> Self {
        let color = Environment::detect().colors != ColorDepth::None && io::stdout().is_terminal();
        Self { out, style: RenderStyle { policy, color, most: usize::MAX } }
    }
}

impl CheckWriter for PlainCheckWriter<'_> {
    fn write_brief(&mut self, checked: &CheckedBrief) -> io::Result<()> {
        let CheckedBrief { loaded, faults, .. } = checked;
        write!(self.out, "{}", render::render(&loaded.files, faults, &self.style))?;
        if loaded.faults.is_empty() || !checked.is_found {
            return Ok(());
        }
        let name = sanitize(&checked.name);
        writeln!(self.out, "{name}: faults of the format prevent further checks; correct them, and check again")
    }

    fn finish(&mut self, totals: &CheckTotals) -> io::Result<()> {
        if totals.briefs == 0 && totals.count(Severity::Error) == 0 {
            return Ok(());
        }
        let checked =
            format!("{} and {} checked", pluralize(totals.briefs, "brief"), pluralize(totals.statements, "statement"));
        let found: Vec<String> = Severity::ALL
            .into_iter()
            .filter(|level| totals.count(*level) > 0)
            .map(|level| describe_count(totals, level))
            .collect();
        let found = if found.is_empty() { "nothing is wrong".to_owned() } else { found.join(", ") };
        writeln!(self.out, "{checked}: {found}")?;
        if totals.drafts > 0 {
            let drafts = pluralize(totals.drafts, "draft");
            writeln!(self.out, "{drafts}: no part of a brief until accepted, by taking out `review`")?;
        }
        self.write_counts("quotes", &totals.quotes.counts())?;
        let has_passages = totals.passages.none < totals.passages.records();
        if has_passages { self.write_counts("passages", &totals.passages.counts()) } else { Ok(()) }
    }
}

impl PlainCheckWriter<'_> {
    /// The states that occur, in one line; nothing if none does.
    fn write_counts(&mut self, what: &str, counts: &[(usize, &str)]) -> io::Result<()> {
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, state)| format!("{count} {state}")).collect();
        if counts.is_empty() { Ok(()) } else { writeln!(self.out, "{what}: {}", counts.join(", ")) }
    }
}

fn describe_count(totals: &CheckTotals, level: Severity) -> String {
    pluralize(totals.count(level), level.word())
}
