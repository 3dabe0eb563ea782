//! The user's configuration: one optional file in the XDG configuration folder. It is never written.

mod chord;
mod default;
mod keys;
mod parse;
mod schema;
mod themes;
mod value;

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy as _, Xdg};

pub use default::default_file;
pub use schema::schema;

use crate::diagnostics::render::{self, ConfigFault};
use crate::keys::Keymap;
use crate::text::sanitize::sanitize;
use crate::tui::theme::{RoleChange, ThemeDefinition, ThemeRole};
use crate::view::citation::CitationFormat;
use parse::ConfigParser;

/// The user's configuration. Entries with faults are left out and listed in `problems`.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Config {
    /// The folder of briefs to use if the command line names none.
    pub library: Option<ConfiguredFolder>,
    /// The folder of the articles' texts to use if the command line names none.
    pub texts: Option<ConfiguredFolder>,
    /// The theme; `None` for the one for the terminal's background.
    pub theme: Option<ChosenTheme>,
    /// The themes that the user defines, by name.
    pub themes: Vec<(String, ChosenTheme)>,
    /// Whether only ASCII is shown; `None` lets the terminal decide.
    pub ascii: Option<bool>,
    /// Whether libraries are cached; `None` means yes.
    pub cache: Option<bool>,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// The format of citations.
    pub citation: CitationSetting,
    /// The key bindings.
    pub keys: Keymap,
    /// Whether the file cannot be read, or its `library` entry has a fault, so that the user's library is not known.
    pub is_library_unknown: bool,
    /// The faults of the file, one sentence each, with their places.
    pub problems: Vec<String>,
    /// The same faults with their spans; empty if the file could not be read.
    located_faults: ConfigFaults,
}

/// The format of citations; plain text by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CitationSetting(pub CitationFormat);

impl Default for CitationSetting {
    fn default() -> Self {
        Self(CitationFormat::Plain)
    }
}

/// The faults of a file, with its name and text.
#[derive(Debug, Default, Clone, PartialEq)]
struct ConfigFaults {
    name: String,
    text: String,
    faults: Vec<ConfigFault>,
}

/// A built-in theme with the user's changes.
#[derive(Debug, Clone)]
pub struct ChosenTheme {
    pub design: &'static ThemeDefinition,
    pub changes: Vec<(ThemeRole, RoleChange)>,
}

impl PartialEq for ChosenTheme {
    fn eq(&self, other: &Self) -> bool {
        self.design.name == other.design.name && self.changes == other.changes
    }
}

/// A folder that the file names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfiguredFolder {
    pub path: PathBuf,
    /// The place in the configuration file that names it, for error messages: `config.toml:3`.
    pub place: String,
}

/// Every top-level key of the file.
pub const CONFIG_KEYS: &[&str] =
    &["library", "texts", "cache", "theme", "themes", "ascii", "mouse", "citation", "keys"];

/// Largest size of a configuration file in bytes.
const MAX_BYTES: u64 = 1 << 16;

impl Config {
    /// The path of the file: `$XDG_CONFIG_HOME/whosaid/config.toml`, by default `~/.config/whosaid/config.toml`. Returns `None` if
    /// there is no home folder.
    pub fn path() -> Option<PathBuf> {
        Xdg::new().ok().map(|folders| folders.config_dir().join("whosaid/config.toml"))
    }

    /// Loads the file at [`Config::path`].
    pub fn load() -> Self {
        match (Xdg::new(), Self::path()) {
            (Ok(folders), Some(path)) => Self::load_from(&path, folders.home_dir()),
            (Ok(_) | Err(_), _) => Self::default(),
        }
    }

    /// Loads the file at `path`; the defaults if there is none. In the file, `~/` at the beginning of a path stands for `home`, and
    /// any other relative path is relative to the folder of the file.
    pub fn load_from(path: &Path, home: &Path) -> Self {
        match read_small_file(path) {
            Ok(text) => Self::parse(&text, path, home),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Self::default(),
            Err(error) => {
                let problem = sanitize(&format!("{}: not read: {error}", path.display()));
                Self { is_library_unknown: true, problems: vec![problem], ..Self::default() }
            }
        }
    }

    /// Parses `text` as the content of a file at `path`. It never fails: faults are listed in `problems`.
    pub fn parse(text: &str, path: &Path, home: &Path) -> Self {
        let (mut config, mut faults) = ConfigParser { path, home, text }.parse();
        faults.sort_by_key(|fault| fault.span.start);
        let name = path.display().to_string();
        config.problems = faults.iter().map(|fault| fault.line(&name, text)).collect();
        config.located_faults = ConfigFaults { name, text: text.to_owned(), faults };
        config
    }

    /// The first fault of the file and the number of faults, for one row of a screen; `None` without faults. The folder of the file is
    /// left out, to save space for the fault.
    pub fn notice(&self) -> Option<String> {
        let ConfigFaults { name, text, faults } = &self.located_faults;
        let file = name.rsplit('/').next().unwrap_or(name);
        let first = faults.first().map(|fault| fault.line(file, text)).or_else(|| self.problems.first().cloned())?;
        let all = self.problems.len();
        Some(if all > 1 { format!("1 of {all} faults: {first}") } else { first })
    }

    /// The faults of the file for a shell: each marked in its line, if the file could be read, with an empty line after it.
    pub fn render_faults(&self, color: bool) -> String {
        let ConfigFaults { name, text, faults } = &self.located_faults;
        if self.problems.is_empty() {
            return String::new();
        }
        if faults.is_empty() {
            return self.problems.join("\n\n") + "\n";
        }
        render::draw(name, text, faults, color)
    }

    /// The byte ranges of the faults; each lies inside the text and on character boundaries.
    pub fn fault_spans(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let related = |fault: &ConfigFault| fault.related.iter().map(|(span, _)| span.clone()).collect::<Vec<_>>();
        self.located_faults.faults.iter().flat_map(move |fault| [vec![fault.span.clone()], related(fault)].concat())
    }
}

/// Reads a regular file of at most [`MAX_BYTES`]: a pipe could block, and a device might never end.
fn read_small_file(path: &Path) -> io::Result<String> {
    let data = fs::metadata(path)?;
    if !data.is_file() || data.len() > MAX_BYTES {
        return Err(io::Error::other("it is not a regular file of at most 64 KiB"));
    }
    fs::read_to_string(path)
}

#[cfg(test)]
mod tests;
