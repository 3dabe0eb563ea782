//! What the user has settled for every start: one file in the XDG configuration folder. It is read, never written, and never needed.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy as _, Xdg};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::harmless::harmless;
use crate::nearest::nearest_or_all;

/// What the user has settled. What cannot be understood of it is left out, and told.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Config {
    /// The folder of briefs that is asked where the words name none.
    pub library: Option<Folder>,
    /// The folder of the articles' texts, by the names of their files, where none is named.
    pub texts: Option<Folder>,
    /// Whether it is not known what the user has settled of the library: the file cannot be read, or is wrong there.
    pub is_unsure: bool,
    /// What is wrong with the file, a sentence each, with its place.
    pub complaints: Vec<String>,
}

/// A folder that the file names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    pub path: PathBuf,
    /// Where the file names it, for whoever finds that it is not there: `config.toml:3`.
    pub place: String,
}

/// Every key of the file.
pub const KEYS: &[&str] = &["library", "texts"];

/// Larger than any configuration of ours, in bytes.
const LARGEST: u64 = 1 << 20;

impl Config {
    /// What the user has settled in `$XDG_CONFIG_HOME/whosaid/config.toml`, by default `~/.config/whosaid/config.toml`.
    pub fn of_user() -> Self {
        match Xdg::new() {
            Ok(folders) => Self::at(&folders.config_dir().join("whosaid/config.toml"), folders.home_dir()),
            Err(_) => Self::default(),
        }
    }

    /// What the file at `path` settles; nothing, where there is none. A `~/` at the beginning of a path in it is `home`, and any
    /// other path that is not absolute begins at the file's own folder.
    pub fn at(path: &Path, home: &Path) -> Self {
        let page = |text| Page { path, home, text };
        match read_small(path) {
            Ok(text) => page(&text).config(),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Self::default(),
            Err(error) => {
                let complaint = harmless(&format!("{}: not read: {error}", path.display()));
                Self { is_unsure: true, complaints: vec![complaint], ..Self::default() }
            }
        }
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

struct Page<'a> {
    path: &'a Path,
    home: &'a Path,
    text: &'a str,
}

impl Page<'_> {
    fn config(&self) -> Config {
        let mut config = Config::default();
        let (table, errors) = DeTable::parse_recoverable(self.text);
        let mut entries: Vec<_> = table.get_ref().iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            match key.get_ref().as_ref() {
                "texts" => match self.folder("texts", value) {
                    Ok(folder) => config.texts = Some(folder),
                    Err(complaint) => config.complaints.push(complaint),
                },
                "library" => match self.folder("library", value) {
                    Ok(folder) => config.library = Some(folder),
                    Err(complaint) => {
                        config.is_unsure = true;
                        config.complaints.push(complaint);
                    }
                },
                unknown => {
                    let help = nearest_or_all(unknown, KEYS, "there are");
                    let complaint = format!("no key `{unknown}`; {help}");
                    config.complaints.push(self.complaint(key.span().start, &complaint));
                }
            }
        }
        // What else seems to be wrong then is mostly its echo.
        if let Some(error) = errors.first() {
            let start = error.span().map_or(0, |span| span.start);
            config.is_unsure |= config.library.is_none();
            config.complaints = vec![self.complaint(start, error.message())];
        }
        config
    }

    fn folder(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<Folder, String> {
        let at = value.span().start;
        let Some(text) = value.get_ref().as_str().filter(|text| !text.is_empty()) else {
            let complaint = format!("`{key}`: expected a folder in quotation marks, such as \"~/briefs\"");
            return Err(self.complaint(at, &complaint));
        };
        let path = match text.strip_prefix('~') {
            Some("") => self.home.to_owned(),
            Some(below) if below.starts_with('/') => self.home.join(below.trim_start_matches('/')),
            Some(_) | None => self.path.parent().unwrap_or(Path::new("")).join(text),
        };
        Ok(Folder { path, place: self.place(at) })
    }

    fn complaint(&self, at: usize, sentence: &str) -> String {
        harmless(&format!("{}: {sentence}", self.place(at)))
    }

    /// `file:line` of the byte `at`.
    fn place(&self, at: usize) -> String {
        let before = self.text.as_bytes().iter().take(at);
        let line = before.filter(|byte| **byte == b'\n').count() + 1;
        harmless(&format!("{}:{line}", self.path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a file with `text` settles, told without the folder that it lies in.
    fn config(text: impl AsRef<[u8]>) -> (Option<String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, text).unwrap();
        let Config { library, complaints, .. } = Config::at(&path, Path::new("/home/asif"));
        let short = |text: String| text.replace(&format!("{}/", folder.path().display()), "");
        let library = library.map(|library| short(library.path.display().to_string()));
        (library, complaints.into_iter().map(short).collect())
    }

    #[test]
    fn a_folder_is_found_from_home_from_the_file_and_from_the_root() {
        for (written, meant) in
            [("~/briefs", "/home/asif/briefs"), ("~", "/home/asif"), ("briefs", "briefs"), ("/srv/b", "/srv/b")]
        {
            let (library, complaints) = config(format!("# mine\nlibrary = \"{written}\"\n"));
            assert_eq!((library.as_deref(), complaints), (Some(meant), Vec::new()));
        }
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_line_and_the_rest_holds() {
        let (library, complaints) = config("\nlibary = 3\ncolour = true\nlibrary = '/b'\n");
        assert_eq!(library.as_deref(), Some("/b"));
        assert_eq!(
            complaints,
            [
                "config.toml:2: no key `libary`; did you mean `library`?",
                "config.toml:3: no key `colour`; there are `library`, `texts`",
            ]
        );
        let (library, complaints) = config("library = [\"/b\"]\n");
        assert_eq!(library, None);
        assert!(complaints[0].starts_with("config.toml:1: `library`: expected a folder"), "{complaints:?}");
        let (_, complaints) = config("\n[library\n");
        assert!(complaints[0].starts_with("config.toml:2: "), "{complaints:?}");
        let (_, complaints) = config(b"library = \"\xff\"");
        assert!(complaints[0].contains("not read"), "{complaints:?}");
    }

    #[test]
    fn texts_have_a_folder_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, "library = 3\ntexts = \"~/articles\"\n").unwrap();
        let config = Config::at(&path, Path::new("/home/asif"));
        assert_eq!(config.texts.map(|texts| texts.path), Some(PathBuf::from("/home/asif/articles")));
        assert_eq!(config.complaints.len(), 1, "a slip elsewhere does not take it away");
    }

    #[test]
    fn no_file_is_no_fault() {
        assert_eq!(Config::at(Path::new("/nowhere/config.toml"), Path::new("/")), Config::default());
    }
}
