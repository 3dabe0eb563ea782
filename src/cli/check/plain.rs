//! What is wrong, for the eye: drawn into its lines, and at the end how much was checked. Colours are for a terminal alone.

use std::io::{self, IsTerminal as _, Write};

use super::form::{Checked, Tally, Writer};
use crate::diagnostics::render::{self, Style};
use crate::diagnostics::{Level, Policy};
use crate::runtime::{Colors, Environment};
use crate::text::sanitize::harmless;
use crate::view::count;

pub(super) struct Plain<'a> {
    out: &'a mut dyn Write,
    style: Style<'a>,
}

impl<'a> Plain<'a> {
    pub(super) fn new(out: &'a mut dyn Write, policy: &'a Policy) -> Self {
        let color = Environment::detect().colors != Colors::None && io::stdout().is_terminal();
        Self { out, style: Style { policy, color, most: usize::MAX } }
    }
}

impl Writer for Plain<'_> {
    fn brief(&mut self, checked: &Checked) -> io::Result<()> {
        let Checked { reading, faults, .. } = checked;
        write!(self.out, "{}", render::render(&reading.files, faults, &self.style))?;
        if reading.faults.is_empty() || !checked.is_found {
            return Ok(());
        }
        let name = harmless(&checked.name);
        writeln!(self.out, "{name}: what breaks the format could not be checked further; mend that, and check again")
    }

    fn end(&mut self, tally: &Tally) -> io::Result<()> {
        if tally.briefs == 0 && tally.of(Level::Error) == 0 {
            return Ok(());
        }
        let checked = format!("{} and {} checked", count(tally.briefs, "brief"), count(tally.statements, "statement"));
        let found: Vec<String> =
            Level::ALL.into_iter().filter(|level| tally.of(*level) > 0).map(|level| counted(tally, level)).collect();
        let found = if found.is_empty() { "nothing is wrong".to_owned() } else { found.join(", ") };
        writeln!(self.out, "{checked}: {found}")?;
        let counts = tally.quotes.counts().into_iter().filter(|(count, _)| *count > 0);
        let quotes: Vec<String> = counts.map(|(count, state)| format!("{count} {state}")).collect();
        if quotes.is_empty() { Ok(()) } else { writeln!(self.out, "quotes: {}", quotes.join(", ")) }
    }
}

fn counted(tally: &Tally, level: Level) -> String {
    count(tally.of(level), level.word())
}
