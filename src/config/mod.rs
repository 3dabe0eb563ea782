//! What the user has settled for every start: one file in the XDG configuration folder. It is read, never written, and never needed.

mod chord;
mod default;
mod keys;
mod parse;
mod schema;
mod themes;

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

/// What the user has settled. What cannot be understood of it is left out, and told.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Config {
    /// The folder of briefs that is asked where the words name none.
    pub library: Option<ConfiguredFolder>,
    /// The folder of the articles' texts, by the names of their files, where none is named.
    pub texts: Option<ConfiguredFolder>,
    /// The theme; where there is none, the one for the terminal's ground.
    pub theme: Option<ChosenTheme>,
    /// The user's own themes, by their names.
    pub themes: Vec<(String, ChosenTheme)>,
    /// Whether ASCII alone is shown; where it is not settled, as the terminal has it.
    pub ascii: Option<bool>,
    /// Whether what was read of libraries is kept in the cache folder; it is, where nothing is settled.
    pub cache: Option<bool>,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// As what records are cited.
    pub citation: CitationSetting,
    /// Which keys do what.
    pub keys: Keymap,
    /// Whether it is not known what the user has settled of the library: the file cannot be read, or is wrong there.
    pub is_library_unknown: bool,
    /// What is wrong with the file, a sentence each, with its place.
    pub problems: Vec<String>,
    /// The same, drawn into the lines that have it; empty where no line has.
    located_faults: ConfigFaults,
}

/// As what records are cited; text as people read it, where nothing is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CitationSetting(pub CitationFormat);

impl Default for CitationSetting {
    fn default() -> Self {
        Self(CitationFormat::Plain)
    }
}

/// The faults of a file with its text.
#[derive(Debug, Default, Clone, PartialEq)]
struct ConfigFaults {
    name: String,
    text: String,
    slips: Vec<ConfigFault>,
}

/// A theme that comes with the program, with what the user has changed of it.
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
    /// Where the file names it, for whoever finds that it is not there: `config.toml:3`.
    pub place: String,
}

/// Every key at the top of the file.
pub const CONFIG_KEYS: &[&str] =
    &["library", "texts", "cache", "theme", "themes", "ascii", "mouse", "citation", "keys"];

/// Larger than any configuration of ours, in bytes.
const MAX_BYTES: u64 = 1 << 16;

impl Config {
    /// Where the file is looked for: `$XDG_CONFIG_HOME/whosaid/config.toml`, by default `~/.config/whosaid/config.toml`; nowhere
    /// where no home is known.
    pub fn path() -> Option<PathBuf> {
        Xdg::new().ok().map(|folders| folders.config_dir().join("whosaid/config.toml"))
    }

    /// What the user has settled in the file at [`Config::path`].
    pub fn load() -> Self {
        match (Xdg::new(), Self::path()) {
            (Ok(folders), Some(path)) => Self::load_from(&path, folders.home_dir()),
            (Ok(_) | Err(_), _) => Self::default(),
        }
    }

    /// What the file at `path` settles; nothing, where there is none. A `~/` at the beginning of a path in it is `home`, and any
    /// other path that is not absolute begins at the file's own folder.
    pub fn load_from(path: &Path, home: &Path) -> Self {
        match read_small_file(path) {
            Ok(text) => Self::parse(&text, path, home),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Self::default(),
            Err(error) => {
                let complaint = sanitize(&format!("{}: not read: {error}", path.display()));
                Self { is_library_unknown: true, problems: vec![complaint], ..Self::default() }
            }
        }
    }

    /// What a file of this text at `path` settles.
    pub fn parse(text: &str, path: &Path, home: &Path) -> Self {
        let (mut config, mut slips) = ConfigParser { path, home, text }.parse();
        slips.sort_by_key(|slip| slip.span.start);
        let name = path.display().to_string();
        config.problems = slips.iter().map(|slip| slip.line(&name, text)).collect();
        config.located_faults = ConfigFaults { name, text: text.to_owned(), slips };
        config
    }

    /// The first thing that is wrong with the file, and how many there are, for one row of a screen: the folder, which would push out
    /// what is wrong, is left out.
    pub fn notice(&self) -> Option<String> {
        let ConfigFaults { name, text, slips } = &self.located_faults;
        let file = name.rsplit('/').next().unwrap_or(name);
        let first = slips.first().map(|slip| slip.line(file, text)).or_else(|| self.problems.first().cloned())?;
        let all = self.problems.len();
        Some(if all > 1 { format!("1 of {all} faults: {first}") } else { first })
    }

    /// What is wrong with the file, for a shell: drawn into its lines where they can be shown, an empty line after each.
    pub fn render_faults(&self, color: bool) -> String {
        let ConfigFaults { name, text, slips } = &self.located_faults;
        if self.problems.is_empty() {
            return String::new();
        }
        if slips.is_empty() {
            return self.problems.join("\n\n") + "\n";
        }
        render::draw(name, text, slips, color)
    }

    /// The places of the faults in the text, each inside it and on the bounds of characters.
    pub fn fault_spans(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let related = |slip: &ConfigFault| slip.related.iter().map(|(span, _)| span.clone()).collect::<Vec<_>>();
        self.located_faults.slips.iter().flat_map(move |slip| [vec![slip.span.clone()], related(slip)].concat())
    }
}

/// The text of a file that is one: a pipe would keep us waiting, a device never end.
fn read_small_file(path: &Path) -> io::Result<String> {
    let data = fs::metadata(path)?;
    if !data.is_file() || data.len() > MAX_BYTES {
        return Err(io::Error::other("it is no small file"));
    }
    fs::read_to_string(path)
}

#[cfg(test)]
mod tests;
