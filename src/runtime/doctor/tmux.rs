//! Reads the clipboard option from the configuration files of tmux. It does not query tmux itself, because that would start a process.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The option `set-clipboard` of tmux.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TmuxClipboard {
    /// tmux forwards copies of programs to the terminal.
    On,
    /// tmux forwards only its own copies. This is the default.
    External,
    Off,
}

/// A setting in a configuration file, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClipboardSetting {
    pub clipboard: TmuxClipboard,
    /// File and line, as `path:line`.
    pub location: String,
}

impl TmuxClipboard {
    /// Returns the value as written in the configuration.
    pub const fn word(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::External => "external",
            Self::Off => "off",
        }
    }
}

/// The most bytes read of a configuration file.
const MAX_BYTES: u64 = 1 << 20;

/// Returns the setting from the last of the files that has one. Included files and settings made while tmux runs are not seen.
pub fn read_clipboard_setting(files: &[PathBuf]) -> Option<ClipboardSetting> {
    files.iter().rev().find_map(|path| find_setting(path, &read_config(path).ok()?))
}

fn read_config(path: &Path) -> io::Result<String> {
    // Reading a pipe would block, and a device might never end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("no file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn find_setting(path: &Path, text: &str) -> Option<ClipboardSetting> {
    let setting = |(number, line): (usize, &str)| {
        let location = format!("{}:{}", path.display(), number + 1);
        Some(ClipboardSetting { clipboard: parse_setting(line)?, location })
    };
    text.lines().enumerate().filter_map(setting).last()
}

/// Returns the value set by a line such as `set -g set-clipboard on`.
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
        let setting = read_clipboard_setting(&files).unwrap();
        assert_eq!((setting.clipboard, setting.location), (TmuxClipboard::Off, format!("{}:3", user.display())));
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
