//! What is wrong, as workflow commands of GitHub Actions: each marks its line in the changes of a pull request.

use std::io::{self, Write};

use super::form::{Checked, Tally, Writer};
use crate::brief::Fault;
use crate::codes::{Level, Policy};
use crate::harmless::harmless;
use crate::report::Pages;

pub(super) struct Github<'a> {
    pub out: &'a mut dyn Write,
    pub policy: &'a Policy,
}

impl Writer for Github<'_> {
    fn brief(&mut self, checked: &Checked) -> io::Result<()> {
        let pages = Pages::of(&checked.reading.files, &checked.faults);
        for fault in &checked.faults {
            if let Some(level) = self.policy.level(fault.code) {
                writeln!(self.out, "{}", command(fault, level, &pages))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, _tally: &Tally) -> io::Result<()> {
        Ok(())
    }
}

fn command(fault: &Fault, level: Level, pages: &Pages<'_>) -> String {
    let name = match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let [start, end] = pages.points(&fault.place);
    // Paths are taken from the root of the repository, which is where the command runs.
    let path = pages.name(&fault.place);
    let file = property(path.strip_prefix("./").unwrap_or(path));
    let place = if start.line == end.line {
        format!("line={},col={},endColumn={}", start.line, start.column, end.column)
    } else {
        // Columns are understood within one line only.
        format!("line={},endLine={}", start.line, end.line)
    };
    let help = fault.help.as_ref().map(|help| format!("\n{}", harmless(help))).unwrap_or_default();
    let message = data(&(harmless(&fault.problem) + &help));
    format!("::{name} file={file},{place},title={}::{message}", property(fault.code.word()))
}

/// A message as a command takes it: what would end or begin one is escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property as a command takes it.
fn property(text: &str) -> String {
    data(&harmless(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_message_ends_the_command() {
        assert_eq!(data("50 %\n::error::"), "50 %25%0A::error::");
        assert_eq!(property("a:b,c\n"), "a%3Ab%2Cc ");
    }
}
