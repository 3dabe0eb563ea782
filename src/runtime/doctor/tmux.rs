//! What tmux does with copies, as its configuration says. tmux itself is not asked: that would take a process.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The option `set-clipboard` of tmux.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TmuxClipboard {
    /// Copies of programs go on to the terminal.
    On,
    /// Only copies of tmux itself do; so it comes.
    External,
    Off,
}

/// What a configuration says, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClipboardSetting {
    pub clipboard: TmuxClipboard,
    /// File and line.
    pub location: String,
}

impl TmuxClipboard {
    /// As tmux spells it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::External => "external",
            Self::Off => "off",
        }
    }
}

/// Larger than any configuration, in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// What the last of the files says that says anything. Files that they include are not read, nor what was set while tmux ran.
pub fn read_clipboard_setting(files: &[PathBuf]) -> Option<ClipboardSetting> {
    files.iter().rev().find_map(|path| find_setting(path, &read_config(path).ok()?))
}

fn read_config(path: &Path) -> io::Result<String> {
    // A pipe would keep us waiting, a device never end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("no file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn find_setting(path: &Path, text: &str) -> Option<ClipboardSetting> {
    let said = |(number, line): (usize, &str)| {
        let place = format!("{}:{}", path.display(), number + 1);
        Some(ClipboardSetting { clipboard: parse_setting(line)?, location: place })
    };
    text.lines().enumerate().filter_map(said).last()
}

/// What a line such as `set -g set-clipboard on` sets.
fn parse_setting(line: &str) -> Option<TmuxClipboard> {
    let mut words = line.split_whitespace();
    words.next().filter(|command| matches!(*command, "set" | "set-option"))?;
    let mut words = words.skip_while(|word| word.starts_with('-'));
    words.next().filter(|option| *option == "set-clipboard")?;
    match words.next()?.trim_matches(['"', '\'', ';']) {
        "on" => Some(TmuxClipboard::On),
        "external" => Some(TmuxClipboard::External),
        "off" => Some(TmuxClipboard::Off),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_of_the_last_file_holds() {
        let folder = tempfile::tempdir().unwrap();
        let [system, user] = ["system", "user"].map(|name| folder.path().join(name));
        let files = [system.clone(), user.clone(), folder.path().join("missing")];
        assert_eq!(read_clipboard_setting(&files), None);
        fs::write(&system, "set -s set-clipboard on\n").unwrap();
        assert_eq!(read_clipboard_setting(&files).unwrap().clipboard, TmuxClipboard::On);
        fs::write(&user, "# set -g set-clipboard on\nset-option -g set-clipboard on\nset -ga set-clipboard \"off\"\n")
            .unwrap();
        let said = read_clipboard_setting(&files).unwrap();
        assert_eq!((said.clipboard, said.location), (TmuxClipboard::Off, format!("{}:3", user.display())));
        fs::write(&user, "set -g mouse on\nset -g set-clipboard maybe\n").unwrap();
        assert_eq!(
            read_clipboard_setting(&files).unwrap().clipboard,
            TmuxClipboard::On,
            "the one says nothing that tmux would take"
        );
    }

    #[test]
    fn what_is_no_file_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read_clipboard_setting(&[folder.path().to_owned(), PathBuf::from("/dev/zero")]), None);
    }
}
