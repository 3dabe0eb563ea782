//! Loads a brief from its location, with its faults. It shows nothing and caches nothing.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::analysis::Analysis;
use crate::diagnostics::render;
use crate::diagnostics::{Code, DescribedFault, Fault, Faults, FilePlace, FileScope, SourceFile};
use crate::format::{self, Locations};
use crate::lint::{self, LintSubject};
use crate::loader::{self, BriefFiles, BundledBrief, LoadError, PathContents, TextFile, TextFolders, UnreadBrief};
use crate::model::{Brief, HeldText};
use crate::quotes::{Article, Quotes, TextState};
use crate::storage::StateKey;
use crate::text::sanitize::encode_path;

/// Where a brief is loaded from, the first time and on every reload.
#[derive(Debug, Clone)]
pub enum BriefLocation {
    /// A brief that is part of the program.
    Bundled(BundledBrief),
    /// A folder or a file.
    Path(PathBuf),
    /// A brief of a library, with its shared actors.
    InLibrary(UnreadBrief),
}

/// The files of a brief, the brief that they define, and the faults found.
#[derive(Debug)]
pub struct LoadedBrief {
    pub files: Vec<SourceFile>,
    /// The brief as far as it could be read; `None` when nothing could.
    pub brief: Option<Brief>,
    pub faults: Vec<Fault>,
    pub places: Locations,
    /// The folder in which the brief's texts are searched; `None` for a bundled brief.
    pub root: Option<PathBuf>,
    /// The bundled brief that this is, whose texts are part of the program.
    pub bundled: Option<BundledBrief>,
    /// Whether all files could be read. Each file that could not has a fault.
    pub all_read: bool,
}

impl BriefLocation {
    /// Reads the brief from disk.
    ///
    /// # Errors
    /// When its files cannot be read, or when the path leads to a library.
    pub fn read(&self) -> Result<LoadedBrief, LoadError> {
        match self {
            Self::Bundled(brief) => Ok(LoadedBrief::from_bundled(*brief)),
            Self::InLibrary(entry) => Ok(LoadedBrief::from_files(entry.read()?)),
            Self::Path(path) => match loader::find(path)? {
                PathContents::Brief(files) => Ok(LoadedBrief::from_files(files)),
                PathContents::Library(_) => Err(LoadError::NotABrief { path: path.clone() }),
            },
        }
    }

    /// Returns the short name of the brief: that of its folder or file.
    pub fn name(&self) -> String {
        match self {
            Self::Bundled(brief) => brief.name().to_owned(),
            Self::Path(path) => brief_name(path),
            Self::InLibrary(entry) => brief_name(&entry.path),
        }
    }

    /// Returns the path as the user gave it, which opens the brief again. It is the part of a reference before `#`.
    pub fn path_as_given(&self) -> String {
        let path = self.path().map(|path| path.components().collect::<PathBuf>());
        path.map_or_else(|| self.name(), |path| encode_path(&path))
    }

    /// Returns a path that opens the brief from any folder.
    pub fn absolute_path(&self) -> String {
        let path = self.path().map(|path| path.canonicalize().unwrap_or_else(|_| path.to_owned()));
        path.map_or_else(|| self.name(), |path| encode_path(&path))
    }

    /// Returns the key of its saved state.
    pub fn state_key(&self) -> StateKey {
        match self {
            Self::Bundled(BundledBrief::KabulTalks) => StateKey::bundled(),
            Self::Bundled(BundledBrief::HarbourToll) => StateKey::bundled_example(),
            Self::Path(path) => StateKey::from_path(path),
            Self::InLibrary(entry) => StateKey::from_path(&entry.path),
        }
    }

    /// Returns the brief's folder or file, or `None` for a bundled brief.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Bundled(_) => None,
            Self::Path(path) => Some(path),
            Self::InLibrary(entry) => Some(&entry.path),
        }
    }
}

impl LoadedBrief {
    /// Parses the files of one brief.
    pub fn from_source_files(files: Vec<SourceFile>) -> Self {
        let (brief, faults, places) = format::read_with_places(&files);
        Self { files, brief, faults, places, root: None, bundled: None, all_read: true }
    }

    /// Parses the files of a bundled brief.
    pub fn from_bundled(brief: BundledBrief) -> Self {
        Self { bundled: Some(brief), ..Self::from_source_files(brief.files()) }
    }

    /// Parses the files of one brief that were read from disk.
    pub fn from_files(files: BriefFiles) -> Self {
        let BriefFiles { root, files, unreadable } = files;
        Self { root: Some(root), ..Self::from_source_files(files) }.with_unreadable_files(unreadable)
    }

    /// Returns the fault of a brief that cannot be read at all.
    pub fn unreadable(error: LoadError) -> Self {
        let file = SourceFile { name: encode_path(error.path()), text: String::new(), part: FileScope::Brief };
        let loaded = Self { files: vec![file], brief: None, faults: Vec::new(), ..Self::from_source_files(Vec::new()) };
        loaded.with_unreadable_files(vec![(0, error)])
    }

    /// Adds a fault for each unreadable file, and drops the faults that may only be consequences of these.
    fn with_unreadable_files(mut self, unreadable: Vec<(usize, LoadError)>) -> Self {
        if unreadable.is_empty() {
            return self;
        }
        self.all_read = false;
        let mut faults = Faults::default();
        faults.extend(self.faults.into_iter().filter(|fault| !fault.code.may_follow_from_unreadable_file()));
        for (file, error) in unreadable {
            let (code, reason) = (code_for(&error), error.reason());
            let (problem, help) =
                reason.split_once("; ").map_or((reason.as_str(), None), |(what, help)| (what, Some(help)));
            let mut at = 0;
            if let LoadError::NotUtf8 { text, offset, .. } = error {
                (self.files[file].text, at) = (text, offset);
            }
            let fault = Fault::new(code, FilePlace { file, span: at..at }, problem);
            faults.push(Fault { help: help.map(str::to_owned), ..fault });
        }
        self.faults = faults.into_list();
        self.faults.sort_by_key(|fault| (fault.place.file, fault.place.span.start));
        self
    }

    /// Returns all faults of the format, the content and the quotes, ordered by file and position.
    ///
    /// If the format has errors, faults about missing things are left out: what is missing may be in the part that could not be read.
    pub fn check(&self, quotes: &Quotes) -> Vec<Fault> {
        let Self { files, brief, faults, places, .. } = self;
        brief.as_ref().map_or_else(
            || faults.clone(),
            |brief| all_faults(faults, LintSubject { files, brief, places, analysis: &Analysis::new(brief), quotes }),
        )
    }

    /// Splits off the brief to be shown, and returns with it what is needed to check it later.
    pub fn split(self) -> (Option<Brief>, UncheckedBrief) {
        let Self { files, brief, faults, places, root, bundled, all_read: _ } = self;
        (brief, UncheckedBrief { files, faults, places, root, bundled })
    }

    /// Compares the quotes with the sources' texts, which are read once each from the brief's folder or the folder `texts`. Returns no
    /// comparison when nothing of the brief could be read.
    pub fn quotes(&self, texts: Option<&Path>) -> Quotes {
        let folders = self.text_folders(texts);
        self.brief.as_ref().map_or_else(Quotes::default, |brief| compare_quotes(brief, folders))
    }

    /// Returns where the brief's texts are searched, beside it and in the folder `texts`.
    pub fn text_folders<'a>(&'a self, texts: Option<&'a Path>) -> TextFolders<'a> {
        TextFolders { root: self.root.as_deref(), texts, bundled: self.bundled }
    }

    /// Returns the faults that [`Self::check`] finds, the most severe first.
    pub fn diagnostics(&self, quotes: &Quotes) -> Vec<DescribedFault> {
        sorted_diagnostics(&self.files, &self.check(quotes))
    }

    /// Returns the number of faults of the format, including repetitions that are only counted.
    pub fn fault_count(&self) -> usize {
        self.faults.iter().map(|fault| fault.times).sum()
    }

    /// Returns the faults of the format with their places, one line each.
    pub fn fault_lines(&self) -> Vec<String> {
        render::lines(&self.files, &self.faults)
    }

    /// Returns the reason why nothing can be read, in one line.
    pub fn problem(&self) -> String {
        self.fault_lines().into_iter().next().unwrap_or_else(|| "no brief is in it".to_owned())
    }
}

/// The rest of a loaded brief after [`LoadedBrief::split`], for checking it later.
#[derive(Debug)]
pub struct UncheckedBrief {
    files: Vec<SourceFile>,
    faults: Vec<Fault>,
    places: Locations,
    root: Option<PathBuf>,
    bundled: Option<BundledBrief>,
}

impl UncheckedBrief {
    /// Returns what [`LoadedBrief::diagnostics`] and [`LoadedBrief::quotes`] return for the whole. `brief` must be the brief that was split
    /// off, and `analysis` its analysis.
    pub fn check(&self, brief: &Brief, analysis: &Analysis, texts: Option<&Path>) -> (Vec<DescribedFault>, Quotes) {
        let Self { files, faults, places, root, bundled } = self;
        let quotes = compare_quotes(brief, TextFolders { root: root.as_deref(), texts, bundled: *bundled });
        let all = all_faults(faults, LintSubject { files, brief, places, analysis, quotes: &quotes });
        (sorted_diagnostics(files, &all), quotes)
    }
}

/// Returns the code of the fault for this error.
const fn code_for(error: &LoadError) -> Code {
    let is_limit = matches!(
        error,
        LoadError::TooLarge { .. }
            | LoadError::BriefTooLarge { .. }
            | LoadError::TooMany { .. }
            | LoadError::TooDeep { .. }
    );
    if is_limit { Code::Limit } else { Code::Unreadable }
}

/// Returns the faults of the format and of the content.
fn all_faults(faults: &[Fault], subject: LintSubject<'_>) -> Vec<Fault> {
    let found = lint::check(subject).into_iter();
    let found = found.filter(|fault| faults.is_empty() || !fault.code.is_about_absence());
    let mut all: Vec<Fault> = faults.iter().cloned().chain(found).collect();
    all.sort_by_key(|fault| (fault.place.file, fault.place.span.start));
    all
}

fn sorted_diagnostics(files: &[SourceFile], faults: &[Fault]) -> Vec<DescribedFault> {
    let mut described = render::describe(files, faults);
    described.sort_by_key(|fault| fault.code.level());
    described
}

/// Compares the quotes of `brief` with the texts in these folders. Each text is read once.
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

/// Returns the state of a text for the source that names it.
fn held_text(file: &TextFile, named: &HeldText) -> TextState {
    match file {
        TextFile::Missing => TextState::Missing,
        TextFile::Unreadable(why) => TextState::Unreadable(why.clone()),
        TextFile::Read { text, sha256, .. } => {
            let article = || Box::new(Article::new(text.clone()));
            match &named.sha256 {
                Some(given) if given == sha256 => TextState::Text(article()),
                Some(given) if file.has_sum_with_other_line_ends(given) => TextState::OtherLineEnds(article()),
                Some(_) => TextState::Other { sha256: sha256.clone() },
                None => TextState::Text(article()),
            }
        }
    }
}

/// Returns the last component of the canonical path, without the extension of a file. `.` and `..` give the name of their folder.
pub fn brief_name(path: &Path) -> String {
    let canonical = path.canonicalize().map_or(Cow::Borrowed(path), Cow::Owned);
    let name = if canonical.is_dir() { canonical.file_name() } else { canonical.file_stem() };
    name.unwrap_or(canonical.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_spelt_as_it_was_given_but_for_what_makes_no_difference() {
        let as_given = |path: &str| BriefLocation::Path(PathBuf::from(path)).path_as_given();
        assert_eq!(BriefLocation::Bundled(BundledBrief::KabulTalks).path_as_given(), "kp-kabul-talks");
        for (given, expected) in
            [("briefs/kp/", "briefs/kp"), ("./a//b", "./a/b"), (".", "."), ("../x.toml", "../x.toml")]
        {
            assert_eq!(as_given(given), expected);
        }
    }
}
