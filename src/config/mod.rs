//! What the user has settled for every start: one file in the XDG configuration folder. It is read, never written, and never needed.

mod chord;
mod default;
mod keys;
mod page;
mod schema;
mod themes;

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy as _, Xdg};

pub use default::default_file;
pub use schema::schema;

use crate::diagnostics::render::{self, Slip};
use crate::keys::Keymap;
use crate::text::sanitize::harmless;
use crate::tui::theme::{Change, Design, Role};
use crate::view::citation::Form;
use page::Page;

/// What the user has settled. What cannot be understood of it is left out, and told.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Config {
    /// The folder of briefs that is asked where the words name none.
    pub library: Option<Folder>,
    /// The folder of the articles' texts, by the names of their files, where none is named.
    pub texts: Option<Folder>,
    /// The theme; where there is none, the one for the terminal's ground.
    pub theme: Option<Chosen>,
    /// The user's own themes, by their names.
    pub themes: Vec<(String, Chosen)>,
    /// Whether ASCII alone is shown; where it is not settled, as the terminal has it.
    pub ascii: Option<bool>,
    /// Whether what was read of libraries is kept in the cache folder; it is, where nothing is settled.
    pub cache: Option<bool>,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// As what records are cited.
    pub citation: Citation,
    /// Which keys do what.
    pub keys: Keymap,
    /// Whether it is not known what the user has settled of the library: the file cannot be read, or is wrong there.
    pub is_unsure: bool,
    /// What is wrong with the file, a sentence each, with its place.
    pub complaints: Vec<String>,
    /// The same, drawn into the lines that have it; empty where no line has.
    drawn: Drawn,
}

/// As what records are cited; text as people read it, where nothing is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Citation(pub Form);

impl Default for Citation {
    fn default() -> Self {
        Self(Form::Plain)
    }
}

/// The faults of a file with its text.
#[derive(Debug, Default, Clone, PartialEq)]
struct Drawn {
    name: String,
    text: String,
    slips: Vec<Slip>,
}

/// A theme that comes with the program, with what the user has changed of it.
#[derive(Debug, Clone)]
pub struct Chosen {
    pub design: &'static Design,
    pub changes: Vec<(Role, Change)>,
}

impl PartialEq for Chosen {
    fn eq(&self, other: &Self) -> bool {
        self.design.name == other.design.name && self.changes == other.changes
    }
}

/// A folder that the file names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    pub path: PathBuf,
    /// Where the file names it, for whoever finds that it is not there: `config.toml:3`.
    pub place: String,
}

/// Every key at the top of the file.
pub const KEYS: &[&str] = &["library", "texts", "cache", "theme", "themes", "ascii", "mouse", "citation", "keys"];

/// Larger than any configuration of ours, in bytes.
const LARGEST: u64 = 1 << 16;

impl Config {
    /// Where the file is looked for: `$XDG_CONFIG_HOME/whosaid/config.toml`, by default `~/.config/whosaid/config.toml`; nowhere
    /// where no home is known.
    pub fn path() -> Option<PathBuf> {
        Xdg::new().ok().map(|folders| folders.config_dir().join("whosaid/config.toml"))
    }

    /// What the user has settled in the file at [`Config::path`].
    pub fn of_user() -> Self {
        match (Xdg::new(), Self::path()) {
            (Ok(folders), Some(path)) => Self::at(&path, folders.home_dir()),
            (Ok(_) | Err(_), _) => Self::default(),
        }
    }

    /// What the file at `path` settles; nothing, where there is none. A `~/` at the beginning of a path in it is `home`, and any
    /// other path that is not absolute begins at the file's own folder.
    pub fn at(path: &Path, home: &Path) -> Self {
        match read_small(path) {
            Ok(text) => Self::read(&text, path, home),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Self::default(),
            Err(error) => {
                let complaint = harmless(&format!("{}: not read: {error}", path.display()));
                Self { is_unsure: true, complaints: vec![complaint], ..Self::default() }
            }
        }
    }

    /// What a file of this text at `path` settles.
    pub fn read(text: &str, path: &Path, home: &Path) -> Self {
        let (mut config, mut slips) = Page { path, home, text }.config();
        slips.sort_by_key(|slip| slip.span.start);
        let name = path.display().to_string();
        config.complaints = slips.iter().map(|slip| slip.line(&name, text)).collect();
        config.drawn = Drawn { name, text: text.to_owned(), slips };
        config
    }

    /// The first thing that is wrong with the file, and how many there are, for one row of a screen: the folder, which would push out
    /// what is wrong, is left out.
    pub fn notice(&self) -> Option<String> {
        let Drawn { name, text, slips } = &self.drawn;
        let file = name.rsplit('/').next().unwrap_or(name);
        let first = slips.first().map(|slip| slip.line(file, text)).or_else(|| self.complaints.first().cloned())?;
        let all = self.complaints.len();
        Some(if all > 1 { format!("1 of {all} faults: {first}") } else { first })
    }

    /// What is wrong with the file, for a shell: drawn into its lines where they can be shown, an empty line after each.
    pub fn faults(&self, color: bool) -> String {
        let Drawn { name, text, slips } = &self.drawn;
        if self.complaints.is_empty() {
            return String::new();
        }
        if slips.is_empty() {
            return self.complaints.join("\n\n") + "\n";
        }
        render::draw(name, text, slips, color)
    }

    /// The places of the faults in the text, each inside it and on the bounds of characters.
    pub fn places(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let related = |slip: &Slip| slip.related.iter().map(|(span, _)| span.clone()).collect::<Vec<_>>();
        self.drawn.slips.iter().flat_map(move |slip| [vec![slip.span.clone()], related(slip)].concat())
    }
}

/// The text of a file that is one: a pipe would keep us waiting, a device never end.
fn read_small(path: &Path) -> io::Result<String> {
    let data = fs::metadata(path)?;
    if !data.is_file() || data.len() > LARGEST {
        return Err(io::Error::other("it is no small file"));
    }
    fs::read_to_string(path)
}

#[cfg(test)]
mod tests;
