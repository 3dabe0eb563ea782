//! What is remembered of each brief between two starts: one small file a brief in the XDG state folder, never beside the brief.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::process;

use etcetera::base_strategy::{BaseStrategy as _, Xdg};
use thiserror::Error;

use crate::app::Memory;
use crate::app::stage::Presented;

/// The folder of all that is remembered. It need not exist, nor be writable, nor be known at all.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: Option<PathBuf>,
}

/// Which brief something is remembered of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(String);

/// Why something will not be remembered.
#[derive(Debug, Error)]
pub enum StateError {
    #[error("no home folder is known to remember this reading in")]
    NoFolder,
    #[error("{}: this reading cannot be remembered: {source}", path.display())]
    Unwritable { path: PathBuf, source: io::Error },
}

/// What was remembered, and a sentence where something went wrong with it.
#[derive(Debug, Default)]
pub struct Recalled {
    pub memory: Memory,
    pub notice: Option<String>,
}

impl Key {
    /// The key of the brief at `path`: its name, for people, and a hash of its whole path, which is the same on every machine.
    pub fn of(path: &Path) -> Self {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let readable: String =
            name.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '-' }).take(48).collect();
        Self(format!("{readable}-{:016x}.toml", fnv_1a(path.as_os_str().as_encoded_bytes())))
    }

    /// The key of the brief that is part of the program.
    pub fn bundled() -> Self {
        Self("bundled.toml".to_owned())
    }
}

impl Shelf {
    /// The shelf of the user: `$XDG_STATE_HOME/whosaid`, by default `~/.local/state/whosaid`.
    pub fn of_user() -> Self {
        let folder = Xdg::new().ok().and_then(|folders| folders.state_dir());
        Self { folder: folder.map(|folder| folder.join("whosaid")) }
    }

    /// A shelf in a folder of one's choice.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()) }
    }

    /// What is remembered of a brief; nothing, when it is met for the first time.
    ///
    /// What cannot be understood is set aside under another name, so that the next [`keep`](Self::keep) destroys nothing.
    pub fn recall(&self, key: &Key) -> Recalled {
        let Some(path) = self.path_of(key) else { return Recalled::default() };
        let problem = match read_small(&path) {
            Ok(text) => match toml::from_str(&text) {
                Ok(memory) => return Recalled { memory, notice: None },
                Err(error) => error.message().to_owned(),
            },
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Recalled::default();
            }
            Err(error) => error.to_string(),
        };
        Recalled { memory: Memory::default(), notice: Some(set_aside(&path, &problem)) }
    }

    /// What is remembered of a brief, where it can be understood. Nothing is set aside, and nothing written.
    pub fn glance(&self, key: &Key) -> Option<Memory> {
        toml::from_str(&read_small(&self.path_of(key)?).ok()?).ok()
    }

    /// Remembers `memory` for the next [`recall`](Self::recall); whatever happens meanwhile, that finds the old or the new.
    ///
    /// # Errors
    /// When there is no place to write to.
    pub fn keep(&self, key: &Key, memory: &Memory) -> Result<(), StateError> {
        let path = self.path_of(key).ok_or(StateError::NoFolder)?;
        let text = toml::to_string(memory).map_err(io::Error::other);
        text.and_then(|text| write_whole(&path, &text)).map_err(|source| StateError::Unwritable { path, source })
    }

    /// What was kept of the last presentation, where there is one that can be understood.
    pub fn presented(&self) -> Option<Presented> {
        toml::from_str(&read_small(&self.folder.as_ref()?.join(PRESENTED)).ok()?).ok()
    }

    /// Keeps a presentation, in place of the last one.
    ///
    /// # Errors
    /// When there is no place to write to.
    pub fn keep_presented(&self, presented: &Presented) -> Result<(), StateError> {
        let path = self.folder.as_ref().ok_or(StateError::NoFolder)?.join(PRESENTED);
        let text = toml::to_string(presented).map_err(io::Error::other);
        text.and_then(|text| write_whole(&path, &text)).map_err(|source| StateError::Unwritable { path, source })
    }

    fn path_of(&self, key: &Key) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(&key.0))
    }
}

/// The file of the last presentation; no brief's key begins so.
const PRESENTED: &str = ".presented.toml";

/// Larger than any state of ours, in bytes.
const LARGEST: u64 = 1 << 20;

/// The text of a file that is one: a pipe would keep us waiting, a device never end.
fn read_small(path: &Path) -> io::Result<String> {
    let data = fs::metadata(path)?;
    if !data.is_file() || data.len() > LARGEST {
        return Err(io::Error::other("it is not a file of ours"));
    }
    fs::read_to_string(path)
}

fn set_aside(path: &Path, problem: &str) -> String {
    let shown = path.display();
    let names = (0..100).map(|number| if number == 0 { ".broken".to_owned() } else { format!(".broken.{number}") });
    let aside = names.map(|ending| {
        let mut aside = path.as_os_str().to_owned();
        aside.push(&ending);
        (PathBuf::from(aside), ending)
    });
    // Nothing that was set aside before is written over.
    let kept = aside.into_iter().find(|(aside, _)| aside.symlink_metadata().is_err());
    match kept.filter(|(aside, _)| fs::rename(path, aside).is_ok()) {
        Some((_, ending)) => {
            format!("{shown}: starting afresh, as it cannot be read: {problem}; it is kept as {ending}")
        }
        None => format!("{shown}: starting afresh, as it cannot be read: {problem}"),
    }
}

/// Writes beside the file, then puts the new in the place of the old in one step.
fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let beside = beside(path);
    let written = write_through(&beside, text).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A name of this process alone: two readers of one brief do not write into one file.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(format!(".{}.new", process::id()));
    PathBuf::from(name)
}

/// Returns once the text lies on the disk: a rename may otherwise outlive the bytes that it names.
fn write_through(path: &Path, text: &str) -> io::Result<()> {
    let mut file: File = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// FNV-1a of 64 bits: unlike the hashes of the standard library, defined once and for all.
fn fnv_1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::app::Bookmark;

    fn shelf() -> (tempfile::TempDir, Shelf) {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::at(folder.path().join("deep/whosaid"));
        (folder, shelf)
    }

    fn memory(star: &str) -> Memory {
        let place = Bookmark { pane: "Actors".to_owned(), items: vec![format!("actor:{star}")], pins: Vec::new() };
        Memory {
            last: Some(place.clone()),
            stars: [star.to_owned()].into(),
            marks: [("a".to_owned(), place)].into(),
            questions: vec![format!("who:{star}")],
            known: Some(["dawn".to_owned()].into()),
        }
    }

    fn names(shelf: &Shelf) -> Vec<String> {
        let folder = fs::read_dir(shelf.folder.as_ref().unwrap()).unwrap();
        folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn what_is_kept_is_recalled_brief_by_brief() {
        let (_folder, shelf) = shelf();
        let (one, other) = (Key::of(Path::new("/briefs/one")), Key::bundled());
        assert_eq!(shelf.recall(&one).memory, Memory::default());
        shelf.keep(&one, &memory("asif")).unwrap();
        shelf.keep(&one, &memory("dar")).unwrap();
        shelf.keep(&other, &memory("afridi")).unwrap();
        assert_eq!(shelf.recall(&one).memory, memory("dar"));
        assert_eq!(shelf.recall(&other).memory, memory("afridi"));
        assert_eq!(names(&shelf).len(), 2, "nothing is left over from writing");
    }

    #[test]
    fn the_last_presentation_is_kept_in_place_of_the_one_before() {
        let (_folder, shelf) = shelf();
        assert_eq!(shelf.presented(), None);
        let of = |brief: &str| Presented { brief: brief.to_owned(), minutes: Some(15), ..Presented::default() };
        shelf.keep_presented(&of("/briefs/one")).unwrap();
        shelf.keep_presented(&of("/briefs/two")).unwrap();
        assert_eq!(shelf.presented(), Some(of("/briefs/two")));
        fs::write(shelf.folder.as_ref().unwrap().join(PRESENTED), "brief = 3").unwrap();
        assert_eq!(shelf.presented(), None, "what cannot be understood is none");
    }

    #[test]
    fn a_glance_changes_nothing() {
        let (_folder, shelf) = shelf();
        assert_eq!(shelf.glance(&Key::bundled()), None);
        shelf.keep(&Key::bundled(), &memory("asif")).unwrap();
        assert_eq!(shelf.glance(&Key::bundled()), Some(memory("asif")));
        fs::write(shelf.path_of(&Key::bundled()).unwrap(), "last = 3").unwrap();
        assert_eq!(shelf.glance(&Key::bundled()), None);
        assert_eq!(names(&shelf).len(), 1, "what is broken stays where it is");
    }

    #[test]
    fn only_the_user_can_look_into_the_folder() {
        let (_folder, shelf) = shelf();
        shelf.keep(&Key::bundled(), &memory("asif")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(shelf.folder.as_ref().unwrap()), 0o700);
        assert_eq!(mode(&shelf.path_of(&Key::bundled()).unwrap()), 0o600);
    }

    #[test]
    fn a_key_is_readable_and_the_same_for_ever() {
        assert_eq!(Key::of(Path::new("/nowhere/kp kabul.toml")).0, "kp-kabul-15ba805e5a895709.toml");
        assert_ne!(Key::of(Path::new("/a/talks")), Key::of(Path::new("/b/talks")));
        assert_eq!(fnv_1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv_1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn two_ways_to_a_brief_are_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let (brief, link) = (folder.path().join("talks"), folder.path().join("link"));
        fs::create_dir(&brief).unwrap();
        std::os::unix::fs::symlink(&brief, &link).unwrap();
        assert_eq!(Key::of(&link), Key::of(&brief));
        assert_eq!(Key::of(&folder.path().join("talks/../talks/.")), Key::of(&brief));
    }

    #[test]
    fn a_crash_while_writing_leaves_the_old() {
        let (_folder, shelf) = shelf();
        let path = shelf.path_of(&Key::bundled()).unwrap();
        shelf.keep(&Key::bundled(), &memory("asif")).unwrap();
        write_through(&beside(&path), "[last]\npane = \"Act").unwrap();
        assert_eq!(shelf.recall(&Key::bundled()).memory, memory("asif"));
        shelf.keep(&Key::bundled(), &memory("dar")).unwrap();
        assert_eq!(shelf.recall(&Key::bundled()).memory, memory("dar"));
        assert_eq!(names(&shelf).len(), 1);
    }

    #[test]
    fn a_broken_file_is_set_aside_with_a_word() {
        let (_folder, shelf) = shelf();
        let path = shelf.path_of(&Key::bundled()).unwrap();
        shelf.keep(&Key::bundled(), &memory("asif")).unwrap();
        let endings = ["broken", "broken.1", "broken.2"];
        for (broken, ending) in [b"last = 3".as_slice(), b"[last", b"\xff\xfe"].into_iter().zip(endings) {
            fs::write(&path, broken).unwrap();
            let recalled = shelf.recall(&Key::bundled());
            assert_eq!(recalled.memory, Memory::default());
            assert!(recalled.notice.unwrap().contains("starting afresh"));
            assert_eq!(fs::read(path.with_extension(format!("toml.{ending}"))).unwrap(), broken, "none is lost");
            assert!(shelf.recall(&Key::bundled()).notice.is_none(), "told once");
        }
    }

    #[test]
    fn what_is_no_small_file_is_not_waited_for() {
        let (_folder, shelf) = shelf();
        let path = shelf.path_of(&Key::bundled()).unwrap();
        fs::create_dir_all(&path).unwrap();
        assert!(shelf.recall(&Key::bundled()).notice.unwrap().contains("not a file of ours"));
        File::create(&path).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(shelf.recall(&Key::bundled()).notice.unwrap().contains("not a file of ours"));
    }

    #[test]
    fn unknown_fields_of_a_later_version_do_no_harm() {
        let (_folder, shelf) = shelf();
        shelf.keep(&Key::bundled(), &memory("asif")).unwrap();
        let path = shelf.path_of(&Key::bundled()).unwrap();
        let text = format!("zoom = true\n{}", fs::read_to_string(&path).unwrap());
        fs::write(&path, text).unwrap();
        assert_eq!(shelf.recall(&Key::bundled()).memory, memory("asif"));
    }

    /// A file in the folder's place, because permissions do not bind whoever runs the tests as root.
    #[test]
    fn a_folder_that_cannot_be_is_an_error_with_its_path_and_nothing_to_recall() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("whosaid");
        fs::write(&file, "").unwrap();
        let shelf = Shelf::at(&file);
        assert!(shelf.recall(&Key::bundled()).notice.is_none());
        let error = shelf.keep(&Key::bundled(), &memory("asif")).unwrap_err();
        assert!(error.to_string().contains(file.to_str().unwrap()), "{error}");
        let nowhere = Shelf { folder: None };
        assert!(matches!(nowhere.keep(&Key::bundled(), &memory("asif")), Err(StateError::NoFolder)));
    }
}
