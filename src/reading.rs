//! Where a brief is read from, and what is read there. It shows nothing and keeps nothing.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::brief::{self, Fault, SourceFile};
use crate::disk::{self, DiskError, Entry, Found};
use crate::model::Brief;
use crate::report;

/// The name of the brief that comes with the program.
pub const BUNDLED: &str = "kp-kabul-talks";

/// Where a brief is read from, once and again.
#[derive(Debug, Clone)]
pub enum Place {
    /// The one that comes with the program.
    Bundled,
    /// A folder or a file.
    Path(PathBuf),
    /// A brief of a library, with what it shares with the others.
    Entry(Entry),
}

/// The files of a brief, and what they mean.
#[derive(Debug)]
pub struct Reading {
    pub files: Vec<SourceFile>,
    /// As far as it can be read; `None` when nothing can.
    pub brief: Option<Brief>,
    pub faults: Vec<Fault>,
}

impl Place {
    /// Reads the brief as it now stands.
    ///
    /// # Errors
    /// When its files cannot be read, or when there now is a whole library.
    pub fn read(&self) -> Result<Reading, DiskError> {
        match self {
            Self::Bundled => Ok(Reading::of(disk::bundled())),
            Self::Entry(entry) => Ok(Reading::of(entry.read()?.files)),
            Self::Path(path) => match disk::find(path)? {
                Found::Brief(files) => Ok(Reading::of(files.files)),
                Found::Library(_) => Err(DiskError::NotABrief { path: path.clone() }),
            },
        }
    }

    /// The short name of the brief: its folder's or file's.
    pub fn name(&self) -> String {
        self.path().map_or_else(|| BUNDLED.to_owned(), name_of)
    }

    /// The words that lead to the brief again, as they were given: what stands before the `#` of a reference.
    pub fn spelt(&self) -> String {
        let path = self.path().map(|path| path.components().collect::<PathBuf>());
        path.map_or_else(|| BUNDLED.to_owned(), |path| path.to_string_lossy().into_owned())
    }

    /// The brief's folder or file; `None` for the one that comes with the program.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Bundled => None,
            Self::Path(path) => Some(path),
            Self::Entry(entry) => Some(&entry.path),
        }
    }
}

impl Reading {
    /// What the files of one brief mean.
    pub fn of(files: Vec<SourceFile>) -> Self {
        let (brief, faults) = brief::read(&files);
        Self { files, brief, faults }
    }

    /// The faults, one line each, with their places.
    pub fn fault_lines(&self) -> Vec<String> {
        report::lines(&self.files, &self.faults)
    }

    /// Why nothing can be read, in one line.
    pub fn problem(&self) -> String {
        self.fault_lines().into_iter().next().unwrap_or_else(|| "no brief is in it".to_owned())
    }
}

/// The last part of a path, as people call it: `.` and `..` have the name of the folder that they are.
pub fn name_of(path: &Path) -> String {
    let whole = path.canonicalize().map_or(Cow::Borrowed(path), Cow::Owned);
    let name = if whole.is_dir() { whole.file_name() } else { whole.file_stem() };
    name.unwrap_or(whole.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_spelt_as_it_was_given_but_for_what_makes_no_difference() {
        let spelt = |path: &str| Place::Path(PathBuf::from(path)).spelt();
        assert_eq!(Place::Bundled.spelt(), "kp-kabul-talks");
        for (given, told) in [("briefs/kp/", "briefs/kp"), ("./a//b", "./a/b"), (".", "."), ("../x.toml", "../x.toml")]
        {
            assert_eq!(spelt(given), told);
        }
    }
}
