//! Where a brief is read from, and what is read there. It shows nothing and keeps nothing.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::analysis::Analysis;
use crate::diagnostics::render;
use crate::diagnostics::{Code, DescribedFault, Fault, Faults, FilePlace as FaultPlace, FileScope, SourceFile};
use crate::format::{self, Locations};
use crate::lint::{self, LintSubject};
use crate::loader::{self, BriefFiles, LoadError, PathContents, TextFile, TextFolders, UnreadBrief};
use crate::model::{Brief, HeldText};
use crate::quotes::{Article, Quotes, TextState};
use crate::text::sanitize::encode_path;

/// The name of the brief that comes with the program.
pub const BUNDLED: &str = "kp-kabul-talks";

/// Where a brief is read from, once and again.
#[derive(Debug, Clone)]
pub enum BriefLocation {
    /// The one that comes with the program.
    Bundled,
    /// A folder or a file.
    Path(PathBuf),
    /// A brief of a library, with what it shares with the others.
    InLibrary(UnreadBrief),
}

/// The files of a brief, and what they mean.
#[derive(Debug)]
pub struct LoadedBrief {
    pub files: Vec<SourceFile>,
    /// As far as it can be read; `None` when nothing can.
    pub brief: Option<Brief>,
    pub faults: Vec<Fault>,
    pub places: Locations,
    /// The folder that the brief's held texts are looked for in; `None` for the brief that comes with the program.
    pub root: Option<PathBuf>,
    /// Whether all of its files could be read. What could not is among the faults.
    pub all_read: bool,
}

impl BriefLocation {
    /// Reads the brief as it now stands.
    ///
    /// # Errors
    /// When its files cannot be read, or when there now is a whole library.
    pub fn read(&self) -> Result<LoadedBrief, LoadError> {
        match self {
            Self::Bundled => Ok(LoadedBrief::from_source_files(loader::bundled())),
            Self::InLibrary(entry) => Ok(LoadedBrief::from_files(entry.read()?)),
            Self::Path(path) => match loader::find(path)? {
                PathContents::Brief(files) => Ok(LoadedBrief::from_files(files)),
                PathContents::Library(_) => Err(LoadError::NotABrief { path: path.clone() }),
            },
        }
    }

    /// The short name of the brief: its folder's or file's.
    pub fn name(&self) -> String {
        self.path().map_or_else(|| BUNDLED.to_owned(), brief_name)
    }

    /// The words that lead to the brief again, as they were given: what stands before the `#` of a reference.
    pub fn path_as_given(&self) -> String {
        let path = self.path().map(|path| path.components().collect::<PathBuf>());
        path.map_or_else(|| BUNDLED.to_owned(), |path| encode_path(&path))
    }

    /// The words that lead to the brief from any folder.
    pub fn absolute_path(&self) -> String {
        let path = self.path().map(|path| path.canonicalize().unwrap_or_else(|_| path.to_owned()));
        path.map_or_else(|| BUNDLED.to_owned(), |path| encode_path(&path))
    }

    /// The brief's folder or file; `None` for the one that comes with the program.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Bundled => None,
            Self::Path(path) => Some(path),
            Self::InLibrary(entry) => Some(&entry.path),
        }
    }
}

impl LoadedBrief {
    /// What the files of one brief mean.
    pub fn from_source_files(files: Vec<SourceFile>) -> Self {
        let (brief, faults, places) = format::read_with_places(&files);
        Self { files, brief, faults, places, root: None, all_read: true }
    }

    /// What the files of one brief mean, which lie in a folder.
    pub fn from_files(files: BriefFiles) -> Self {
        let BriefFiles { root, files, unreadable } = files;
        Self { root: Some(root), ..Self::from_source_files(files) }.without(unreadable)
    }

    /// What there is to tell of a brief that cannot be read at all.
    pub fn unreadable(error: LoadError) -> Self {
        let file = SourceFile { name: encode_path(error.path()), text: String::new(), part: FileScope::Brief };
        let reading =
            Self { files: vec![file], brief: None, faults: Vec::new(), ..Self::from_source_files(Vec::new()) };
        reading.without(vec![(0, error)])
    }

    /// The same with a fault for each of its files that cannot be read, and with no fault that may come of those.
    fn without(mut self, unreadable: Vec<(usize, LoadError)>) -> Self {
        if unreadable.is_empty() {
            return self;
        }
        self.all_read = false;
        let mut faults = Faults::default();
        faults.extend(self.faults.into_iter().filter(|fault| !fault.code.may_come_of_a_lost_file()));
        for (file, error) in unreadable {
            let (code, reason) = (code_of(&error), error.reason());
            let (problem, help) =
                reason.split_once("; ").map_or((reason.as_str(), None), |(what, help)| (what, Some(help)));
            let mut at = 0;
            if let LoadError::NotUtf8 { text, offset, .. } = error {
                (self.files[file].text, at) = (text, offset);
            }
            let fault = Fault::new(code, FaultPlace { file, span: at..at }, problem);
            faults.push(Fault { help: help.map(str::to_owned), ..fault });
        }
        self.faults = faults.into_list();
        self.faults.sort_by_key(|fault| (fault.place.file, fault.place.span.start));
        self
    }

    /// All that is wrong: with its format, and with what it says and quotes; in the order of the files and of the places in them.
    ///
    /// With errors in the format, what may only seem so because something could not be read is not told.
    pub fn check(&self, quotes: &Quotes) -> Vec<Fault> {
        let Self { files, brief, faults, places, .. } = self;
        brief.as_ref().map_or_else(
            || faults.clone(),
            |brief| all_faults(faults, LintSubject { files, brief, places, findings: &Analysis::new(brief), quotes }),
        )
    }

    /// The brief, and what it takes to check it when it has gone to be shown.
    pub fn split(self) -> (Option<Brief>, UncheckedBrief) {
        let Self { files, brief, faults, places, root, .. } = self;
        (brief, UncheckedBrief { files, faults, places, root })
    }

    /// How the quotes stand in the texts that are held: beside the brief, or by the names of their files in the folder `texts`.
    /// Reads the texts, each once; nothing is compared where nothing of the brief can be read.
    pub fn quotes(&self, texts: Option<&Path>) -> Quotes {
        let folders = TextFolders { root: self.root.as_deref(), texts };
        self.brief.as_ref().map_or_else(Quotes::default, |brief| compare_quotes(brief, folders))
    }

    /// All that [`Self::check`] finds, the gravest first.
    pub fn diagnostics(&self, quotes: &Quotes) -> Vec<DescribedFault> {
        sorted_diagnostics(&self.files, &self.check(quotes))
    }

    /// How many faults the format has, told or counted.
    pub fn fault_count(&self) -> usize {
        self.faults.iter().map(|fault| fault.times).sum()
    }

    /// The faults, one line each, with their places.
    pub fn fault_lines(&self) -> Vec<String> {
        render::lines(&self.files, &self.faults)
    }

    /// Why nothing can be read, in one line.
    pub fn problem(&self) -> String {
        self.fault_lines().into_iter().next().unwrap_or_else(|| "no brief is in it".to_owned())
    }
}

/// What is left of a reading when its brief has gone to be shown.
#[derive(Debug)]
pub struct UncheckedBrief {
    files: Vec<SourceFile>,
    faults: Vec<Fault>,
    places: Locations,
    root: Option<PathBuf>,
}

impl UncheckedBrief {
    /// What [`Reading::quotes`] and [`Reading::told`] would have told of the brief that this was read with, and of what follows from it.
    pub fn check(&self, brief: &Brief, findings: &Analysis, texts: Option<&Path>) -> (Vec<DescribedFault>, Quotes) {
        let Self { files, faults, places, root } = self;
        let quotes = compare_quotes(brief, TextFolders { root: root.as_deref(), texts });
        let all = all_faults(faults, LintSubject { files, brief, places, findings, quotes: &quotes });
        (sorted_diagnostics(files, &all), quotes)
    }
}

/// The code of a file that cannot be read for that reason.
const fn code_of(error: &LoadError) -> Code {
    let is_limit = matches!(
        error,
        LoadError::TooLarge { .. }
            | LoadError::BriefTooLarge { .. }
            | LoadError::TooMany { .. }
            | LoadError::TooDeep { .. }
    );
    if is_limit { Code::Limit } else { Code::Unreadable }
}

/// The faults of the format, and whatever else is wrong with what could be read.
fn all_faults(faults: &[Fault], subject: LintSubject<'_>) -> Vec<Fault> {
    let found = lint::check(subject).into_iter();
    let found = found.filter(|fault| faults.is_empty() || !fault.code.is_about_absence());
    let mut all: Vec<Fault> = faults.iter().cloned().chain(found).collect();
    all.sort_by_key(|fault| (fault.place.file, fault.place.span.start));
    all
}

fn sorted_diagnostics(files: &[SourceFile], faults: &[Fault]) -> Vec<DescribedFault> {
    let mut told = render::describe(files, faults);
    told.sort_by_key(|told| told.code.level());
    told
}

/// How the quotes of `brief` stand in the texts of these folders, each of which is read once.
pub fn compare_quotes(brief: &Brief, folders: TextFolders<'_>) -> Quotes {
    let mut files: HashMap<&str, TextFile> = HashMap::new();
    let held = brief.sources.iter().map(|(_, source)| match &source.text {
        None => TextState::Unnamed,
        Some(named) => {
            held_text(files.entry(&named.file).or_insert_with(|| loader::read_text(folders, &named.file)), named)
        }
    });
    Quotes::new(brief, held.collect())
}

/// What a file is to the source that names it.
fn held_text(file: &TextFile, named: &HeldText) -> TextState {
    match file {
        TextFile::Missing => TextState::Missing,
        TextFile::Unreadable(why) => TextState::Unreadable(why.clone()),
        TextFile::Read { sha256, .. } if named.sha256.as_ref().is_some_and(|given| given != sha256) => {
            TextState::Other { sha256: sha256.clone() }
        }
        TextFile::Read { text, .. } => TextState::Text(Box::new(Article::new(text.clone()))),
    }
}

/// The last part of a path, as people call it: `.` and `..` have the name of the folder that they are.
pub fn brief_name(path: &Path) -> String {
    let whole = path.canonicalize().map_or(Cow::Borrowed(path), Cow::Owned);
    let name = if whole.is_dir() { whole.file_name() } else { whole.file_stem() };
    name.unwrap_or(whole.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_spelt_as_it_was_given_but_for_what_makes_no_difference() {
        let spelt = |path: &str| BriefLocation::Path(PathBuf::from(path)).path_as_given();
        assert_eq!(BriefLocation::Bundled.path_as_given(), "kp-kabul-talks");
        for (given, told) in [("briefs/kp/", "briefs/kp"), ("./a//b", "./a/b"), (".", "."), ("../x.toml", "../x.toml")]
        {
            assert_eq!(spelt(given), told);
        }
    }
}
