//! Faults as SARIF 2.1.0 (OASIS): one run, with a rule for each reported code. It never writes a rule that no result names.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::report::{CheckTotals, CheckWriter, CheckedBrief};
use crate::cli::json::write_value;
use crate::diagnostics::render::LineIndex;
use crate::diagnostics::{Code, Fault, FilePlace, LintPolicy, Severity};
use crate::text::sanitize::decode_path;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Collects the results, because SARIF puts the rules that they name before them.
pub(super) struct SarifCheckWriter<'a> {
    out: &'a mut dyn Write,
    policy: &'a LintPolicy,
    results: Vec<Value>,
    /// One for each file that could not be read.
    notifications: Vec<Value>,
    reported_codes: BTreeSet<Code>,
}

impl<'a> SarifCheckWriter<'a> {
    pub(super) fn new(out: &'a mut dyn Write, policy: &'a LintPolicy) -> Self {
        Self { out, policy, results: Vec::new(), notifications: Vec::new(), reported_codes: BTreeSet::new() }
    }
}

impl CheckWriter for SarifCheckWriter<'_> {
    fn write_brief(&mut self, checked: &CheckedBrief) -> io::Result<()> {
        let lines = LineIndex::new(&checked.loaded.files, &checked.faults);
        for fault in &checked.faults {
            if let Some(level) = self.policy.level(fault.code) {
                self.reported_codes.insert(fault.code);
                if fault.code == Code::Unreadable {
                    self.notifications.push(notification(fault, &lines));
                }
                self.results.push(result(fault, level, &lines));
            }
        }
        Ok(())
    }

    fn finish(&mut self, totals: &CheckTotals) -> io::Result<()> {
        let driver = json!({
            "name": env!("CARGO_PKG_NAME"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": self.reported_codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            "notifications": [{ "id": Code::Unreadable.word() }],
        });
        let invocation = json!({
            "executionSuccessful": !totals.has_unread,
            "toolExecutionNotifications": std::mem::take(&mut self.notifications),
        });
        let run = json!({
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "results": std::mem::take(&mut self.results),
        });
        write_value(self.out, &json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }))?;
        writeln!(self.out)
    }
}

fn rule(code: Code) -> Value {
    json!({ "id": code.word(), "defaultConfiguration": { "level": code.level().word() } })
}

/// A notification that a file could not be read. It is a result too, because some viewers show only one of the two.
fn notification(fault: &Fault, lines: &LineIndex<'_>) -> Value {
    json!({
        "descriptor": { "id": fault.code.word() },
        "level": fault.code.level().word(),
        "message": { "text": message(fault) },
        "locations": [{ "physicalLocation": location(&fault.place, lines) }],
    })
}

fn message(fault: &Fault) -> String {
    let help = fault.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    format!("{}{help}", fault.problem)
}

fn result(fault: &Fault, level: Severity, lines: &LineIndex<'_>) -> Value {
    let related = fault.related.iter().enumerate().map(|(id, (place, message))| {
        json!({ "id": id, "message": { "text": message }, "physicalLocation": location(place, lines) })
    });
    json!({
        "ruleId": fault.code.word(),
        "level": level.word(),
        "message": { "text": message(fault) },
        "occurrenceCount": fault.times,
        "locations": [{ "physicalLocation": location(&fault.place, lines) }],
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

fn location(place: &FilePlace, lines: &LineIndex<'_>) -> Value {
    let [start, end] = lines.points(place);
    json!({
        "artifactLocation": { "uri": uri(lines.name(place)) },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "byteOffset": start.offset,
            "byteLength": end.offset - start.offset,
        },
    })
}

/// The name of a file as a relative reference or an absolute path of a URI (RFC 3986); other bytes are percent-encoded.
fn uri(name: &str) -> String {
    let path = decode_path(Path::new(name)).into_os_string();
    let bytes = path.as_encoded_bytes();
    let escaped = bytes.strip_prefix(b"./").unwrap_or(bytes).iter().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(*byte).to_string(),
        other => format!("%{other:02X}"),
    });
    escaped.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_uri() {
        assert_eq!(uri("./briefs/a b/é:1.toml"), "briefs/a%20b/%C3%A9%3A1.toml");
        assert_eq!(uri("/tmp/x.toml"), "/tmp/x.toml");
        assert_eq!(uri("a%FF%0Ab%250A"), "a%FF%0Ab%250A", "the bytes are those of the path");
    }
}
