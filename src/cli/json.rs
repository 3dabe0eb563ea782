//! JSON (RFC 8259), one value per line. Characters that control a terminal are never written raw, but as escapes.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use crate::text::sanitize::{is_invisible, is_terminal_control};

/// Writes a value and a line break.
pub(super) fn write_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    write_value(out, value)?;
    writeln!(out)
}

/// Writes a value without line breaks.
pub(super) fn write_value<W: Write + ?Sized>(out: &mut W, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(out, EscapingFormatter))?;
    Ok(())
}

/// A compact formatter that escapes terminal control characters and invisible characters. The value stays the same.
struct EscapingFormatter;

impl Formatter for EscapingFormatter {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        let mut written = 0;
        for (at, char) in text.char_indices().filter(|(_, char)| is_terminal_control(*char) || is_invisible(*char)) {
            out.write_all(&text.as_bytes()[written..at])?;
            for unit in char.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            written = at + char.len_utf8();
        }
        out.write_all(&text.as_bytes()[written..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_kept() {
        let text = "é\u{9b}2J\u{202e}x\u{7f}\u{1b}\n\u{feff}“";
        let mut out = Vec::new();
        write_value(&mut out, &text).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert!(!written.contains(is_terminal_control), "{written:?}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
