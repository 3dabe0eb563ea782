//! The briefs that are part of the program, with the texts of their articles. It reads no disk.

use std::path::Path;

use include_dir::{Dir, DirEntry, include_dir};

use super::folder_walk;
use crate::diagnostics::{FileScope, SourceFile};

static BRIEFS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/briefs");

/// A brief that is part of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BundledBrief {
    /// The real one, which opens when nothing is named. It has no texts of articles.
    #[default]
    KabulTalks,
    /// The invented one, with the texts of its articles, to try things on.
    HarbourToll,
}

impl BundledBrief {
    /// All of them, ordered by name.
    pub const ALL: [Self; 2] = [Self::HarbourToll, Self::KabulTalks];

    /// Its name, which opens it where no file has that name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::KabulTalks => "kp-kabul-talks",
            Self::HarbourToll => "harbour-toll",
        }
    }

    /// Its TOML files, ordered by name.
    pub fn files(self) -> Vec<SourceFile> {
        let mut files = Vec::new();
        let mut pending = Vec::from_iter(BRIEFS.get_dir(self.name()));
        while let Some(folder) = pending.pop() {
            for entry in folder.entries() {
                match entry {
                    DirEntry::Dir(folder) => pending.push(folder),
                    DirEntry::File(file) if folder_walk::is_toml(file.path()) => {
                        let name = file.path().display().to_string();
                        let text = file.contents_utf8().unwrap_or_default().to_owned();
                        files.push(SourceFile { name, text, part: FileScope::Brief });
                    }
                    DirEntry::File(_) => {}
                }
            }
        }
        files.sort_by(|one, other| one.name.cmp(&other.name));
        files
    }

    /// The bytes of the text that the brief names `file`; `None` if it is not part of the program.
    pub(super) fn text(self, file: &Path) -> Option<&'static [u8]> {
        BRIEFS.get_file(Path::new(self.name()).join(file)).map(include_dir::File::contents)
    }
}

/// Returns the files of the bundled brief that opens when nothing is named.
pub fn bundled() -> Vec<SourceFile> {
    BundledBrief::default().files()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, Severity};
    use crate::loader::{BriefLocation, LoadedBrief};

    #[test]
    fn a_bundled_brief_is_found_by_its_name_alone() {
        for brief in BundledBrief::ALL {
            let location = BriefLocation::Bundled(brief);
            assert_eq!((location.name().as_str(), location.path()), (brief.name(), None));
            assert!(brief.files().iter().all(|file| file.name.starts_with(brief.name())));
        }
    }

    #[test]
    fn both_check_without_errors_and_the_invented_one_against_its_own_texts() {
        for brief in BundledBrief::ALL {
            let loaded = LoadedBrief::from_bundled(brief);
            let quotes = loaded.quotes(None);
            let faults: Vec<Code> = loaded.check(&quotes).iter().map(|fault| fault.code).collect();
            let brief_read = loaded.brief.unwrap();
            let (quotes, passages) = (quotes.tally(&brief_read), quotes.tally_passages(&brief_read));
            match brief {
                BundledBrief::KabulTalks => {
                    assert_eq!(quotes.no_text, quotes.quotes());
                    assert!(faults.iter().all(|code| code.level() != Severity::Error), "{faults:?}");
                }
                BundledBrief::HarbourToll => {
                    assert_eq!(faults, []);
                    assert!(quotes.verbatim > 20 && quotes.verbatim == quotes.quotes(), "{quotes:?}");
                    assert!(passages.found > 40 && passages.found == passages.records(), "{passages:?}");
                }
            }
        }
    }
}
