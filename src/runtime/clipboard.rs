//! Text on its way to the terminal's own clipboard, which over SSH is that of the user's machine. It asks the terminal nothing.

use ratatui::crossterm::Command as _;
use ratatui::crossterm::clipboard::CopyToClipboard;

/// The sequence that fills the clipboard with `text` (OSC 52, XTerm Control Sequences). Terminals that do not know it, or are not
/// allowed to obey it, pass over it and say nothing.
pub(super) fn osc52_copy(text: &str) -> String {
    let mut sequence = String::new();
    // Writing into a string does not fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
    sequence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_goes_as_base64_in_one_sequence() {
        assert_eq!(osc52_copy("Kabul – Peshawar"), "\x1b]52;c;S2FidWwg4oCTIFBlc2hhd2Fy\x1b\\");
    }
}
