//! Faults as workflow commands of GitHub Actions: each marks its line in a pull request. It never writes a summary.

use std::io::{self, Write};
use std::path::Path;

use super::report::{CheckTotals, CheckWriter, CheckedBrief};
use crate::diagnostics::Fault;
use crate::diagnostics::render::LineIndex;
use crate::diagnostics::{LintPolicy, Severity};
use crate::text::sanitize::{decode_path, sanitize};

pub(super) struct GithubCheckWriter<'a> {
    pub out: &'a mut dyn Write,
    pub policy: &'a LintPolicy,
}

impl CheckWriter for GithubCheckWriter<'_> {
    fn write_brief(&mut self, checked: &CheckedBrief) -> io::Result<()> {
        let lines = LineIndex::new(&checked.loaded.files, &checked.faults);
        for fault in &checked.faults {
            if let Some(level) = self.policy.level(fault.code) {
                writeln!(self.out, "{}", command(fault, level, &lines))?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, _totals: &CheckTotals) -> io::Result<()> {
        Ok(())
    }
}

fn command(fault: &Fault, level: Severity, lines: &LineIndex<'_>) -> String {
    let command = match level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let [start, end] = lines.points(&fault.place);
    // GitHub takes paths relative to the root of the repository, which is where the command runs.
    let name = lines.name(&fault.place);
    let name = name.strip_prefix("./").unwrap_or(name);
    let (file, remark) = match file(&decode_path(Path::new(name))) {
        Some(file) => (file, String::new()),
        None => (
            escape_property(name),
            format!("\nno annotation can name this file: its path is `{name}`, percent-encoded"),
        ),
    };
    let place = if start.line == end.line {
        format!("line={},col={},endColumn={}", start.line, start.column, end.column)
    } else {
        // GitHub accepts columns only within one line.
        format!("line={},endLine={}", start.line, end.line)
    };
    let help = fault.help.as_ref().map(|help| format!("\n{}", sanitize(help))).unwrap_or_default();
    let message = escape_data(&(sanitize(&fault.problem) + &help + &remark));
    format!("::{command} file={file},{place},title={}::{message}", escape_property(fault.code.word()))
}

/// A path as a property, which can contain line breaks. Returns `None` if the path is not UTF-8 or has other control characters.
fn file(path: &Path) -> Option<String> {
    let path = path.to_str()?;
    let text = path.replace(['\n', '\r'], "");
    (sanitize(&text) == text).then(|| escaped(path))
}

/// Escapes a message, so that it neither ends the command nor begins another.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a command.
fn escape_property(text: &str) -> String {
    escaped(&sanitize(text))
}

fn escaped(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::os::unix::ffi::OsStrExt as _;

    use super::*;

    #[test]
    fn nothing_in_a_message_ends_the_command() {
        assert_eq!(escape_data("50 %\n::error::"), "50 %25%0A::error::");
        assert_eq!(escape_property("a:b,c\n"), "a%3Ab%2Cc ");
    }

    #[test]
    fn a_path_is_named_by_its_own_bytes_or_not_at_all() {
        assert_eq!(file(Path::new("50%/a:b,c\r\nd.toml")).as_deref(), Some("50%25/a%3Ab%2Cc%0D%0Ad.toml"));
        assert_eq!(file(Path::new("\u{1b}[2J")), None);
        assert_eq!(file(Path::new(std::ffi::OsStr::from_bytes(b"\xff"))), None);
    }
}
