//! Where briefs lie: finds the files of a brief or the briefs of a library, and reads them. It writes nothing but a folder that is new
//! and a file that is asked for, and opens no device.

mod draft;
mod error;
mod make;
mod open;
mod reading;
mod stamp;
mod texts;
mod walk;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, DirEntry, include_dir};

use crate::diagnostics::{Part, SourceFile};
use crate::format::{is_meant_as_brief, limits};
use crate::text::sanitize::encode_path;
pub use draft::{Access, Draft};
pub use error::DiskError;
pub use make::make;
pub use reading::{BUNDLED, Place, Reading, Unchecked, name_of, quotes};
pub use stamp::{Below, Stamp, Trace};
pub use texts::{TextFile, TextFolders, check_texts, text, text_places};
use walk::{Node, Walk};

/// What a path leads to.
#[derive(Debug)]
pub enum Found {
    Brief(Files),
    /// The briefs below a folder that is none itself, in the order of their paths; never empty.
    Library(Vec<Entry>),
}

/// The files of one brief, read.
#[derive(Debug)]
pub struct Files {
    /// The folder that the brief's held texts are looked for in.
    pub root: PathBuf,
    /// Those of the brief in the order of their paths, then those that its library shares. What cannot be read is among them, empty.
    pub files: Vec<SourceFile>,
    /// Why some of them cannot be read, each with its position among them, in their order.
    pub unreadable: Vec<(usize, DiskError)>,
}

/// A brief of a library, not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The brief's folder, or its one file.
    pub path: PathBuf,
    /// The actors that it shares with others.
    shared: Option<PathBuf>,
    /// The library that it was found in, which no link of it may lead out of; `None` for what the user named himself.
    library: Option<PathBuf>,
}

/// The name of the file that makes a folder a brief.
const MAIN: &str = "brief.toml";
/// The name of the file that holds a library's shared actors.
const SHARED: &str = "actors.toml";

/// Finds the brief or the library at `path`: a folder, or one `.toml` file. A `brief.toml` stands for its folder.
///
/// # Errors
/// When there is nothing, or nothing that may be read, or no brief.
pub fn find(path: &Path) -> Result<Found, DiskError> {
    let node = walk::node(path)?;
    let entry = Entry { path: path.to_owned(), shared: None, library: None };
    match node {
        Node::Folder if path.join(MAIN).symlink_metadata().is_ok() => {
            entry.beside_its_library().read().map(Found::Brief)
        }
        Node::Folder => library(path).map(Found::Library),
        Node::File if path.file_name().is_some_and(|name| name == MAIN) => {
            let path = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Entry { path: path.to_owned(), shared: None, library: None }.beside_its_library().read().map(Found::Brief)
        }
        Node::File if walk::is_toml(path) => entry.beside_its_library().read().map(Found::Brief),
        Node::File => Err(DiskError::NotABrief { path: path.to_owned() }),
    }
}

/// The brief that comes with the program.
pub fn bundled() -> Vec<SourceFile> {
    static BUNDLED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/briefs/kp-kabul-talks");
    let mut files = Vec::new();
    let mut open = vec![&BUNDLED];
    while let Some(folder) = open.pop() {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(folder) => open.push(folder),
                DirEntry::File(file) if walk::is_toml(file.path()) => {
                    let name = format!("kp-kabul-talks/{}", file.path().display());
                    let text = file.contents_utf8().unwrap_or_default().to_owned();
                    files.push(SourceFile { name, text, part: Part::Brief });
                }
                DirEntry::File(_) => {}
            }
        }
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files
}

/// The briefs below a folder.
fn library(root: &Path) -> Result<Vec<Entry>, DiskError> {
    let home = open::home_of(root)?;
    let actors = |folder: &Path| Some(folder.join(SHARED)).filter(|path| path.symlink_metadata().is_ok());
    let entry = |path, shared: &Option<PathBuf>| Entry { path, shared: shared.clone(), library: Some(home.clone()) };
    let mut entries = Vec::new();
    // The shared actors that hold in the folders still to be looked into.
    let mut holding = HashMap::from([(root.to_owned(), actors(root))]);
    let mut walk = Walk::of(root);
    while let Some((folder, depth)) = walk.next() {
        let shared = holding.remove(&folder).flatten();
        let listing = match walk::list(&folder) {
            Ok(listing) => listing,
            Err(error) if folder == root => return Err(error),
            // Its own reading will tell what is wrong with it.
            Err(_) => {
                entries.push(entry(folder, &shared));
                continue;
            }
        };
        walk.count(&listing)?;
        for path in listing.folders {
            if path.join(MAIN).symlink_metadata().is_ok() {
                entries.push(entry(path, &shared));
            } else {
                holding.insert(path.clone(), actors(&path).or_else(|| shared.clone()));
                walk.enter(path, depth + 1)?;
            }
        }
        let files = listing.files.into_iter().filter(|path| path.file_name().is_none_or(|name| name != SHARED));
        let briefs =
            files.filter(|path| walk::read(path, Some(&home)).map_or(true, |(text, _)| is_meant_as_brief(&text)));
        entries.extend(briefs.map(|path| entry(path, &shared)));
    }
    if entries.is_empty() {
        return Err(DiskError::NoBrief { path: root.to_owned() });
    }
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(entries)
}

impl Entry {
    /// The file of the actors that it shares with other briefs.
    pub fn shared(&self) -> Option<&Path> {
        self.shared.as_deref()
    }

    /// Reads the brief with the actors that its library shares.
    ///
    /// # Errors
    /// When it is gone, or larger than a brief may be. What else cannot be read is in [`Files::unreadable`].
    pub fn read(&self) -> Result<Files, DiskError> {
        self.read_traced(&mut Trace::default())
    }

    /// Reads the same, and takes down what it was read from: with a file that cannot be read, it stays open.
    ///
    /// # Errors
    /// As [`Self::read`]; what was taken down is then of no use.
    pub fn read_traced(&self, trace: &mut Trace) -> Result<Files, DiskError> {
        let is_folder = walk::node(&self.path)? == Node::Folder;
        let (root, (paths, errors)) = if is_folder {
            (self.path.clone(), walk::toml_files(&self.path, trace)?)
        } else {
            trace.is_open |= self.path.is_symlink();
            (self.path.parent().unwrap_or(Path::new("")).to_owned(), (vec![self.path.clone()], Vec::new()))
        };
        let mut parts: Vec<(PathBuf, Option<DiskError>)> = paths.into_iter().map(|path| (path, None)).collect();
        parts.extend(errors.into_iter().map(|error| (error.path().to_owned(), Some(error))));
        parts.sort_by(|(one, _), (other, _)| one.cmp(other));
        let home = if is_folder { Some(open::home_of(&root)?) } else { self.library.clone() };
        let mut pile = Pile { path: &self.path, files: Vec::new(), unreadable: Vec::new(), size: 0, trace };
        for (path, error) in parts {
            match error {
                Some(error) => pile.lack(error, Part::Brief),
                None => pile.add(&path, home.as_deref(), Part::Brief)?,
            }
        }
        if let Some(shared) = &self.shared {
            let home = open::home_of(shared.parent().unwrap_or(Path::new("")))?;
            pile.trace.is_open |= shared.is_symlink();
            pile.add(shared, Some(&home), Part::Shared)?;
        }
        let Pile { files, unreadable, .. } = pile;
        Ok(Files { root, files, unreadable })
    }

    /// The same brief with the actors of the folder that it lies in, unless that is a brief of which it is a part.
    fn beside_its_library(self) -> Self {
        let named = self.path.parent().filter(|_| self.path.file_name().is_some()).map(Path::to_owned);
        let parent = named.or_else(|| Some(self.path.canonicalize().ok()?.parent()?.to_owned()));
        let shared = parent
            .filter(|parent| parent.join(MAIN).symlink_metadata().is_err())
            .map(|parent| parent.join(SHARED))
            .filter(|actors| actors.symlink_metadata().is_ok() && *actors != self.path);
        Self { shared, ..self }
    }
}

/// The files of a brief that were read so far.
struct Pile<'a> {
    path: &'a Path,
    files: Vec<SourceFile>,
    unreadable: Vec<(usize, DiskError)>,
    size: usize,
    trace: &'a mut Trace,
}

impl Pile<'_> {
    /// Reads one more.
    ///
    /// # Errors
    /// When there is more now than a brief may have: then nothing else is read.
    fn add(&mut self, path: &Path, home: Option<&Path>, part: Part) -> Result<(), DiskError> {
        match walk::read(path, home) {
            Ok((text, stamp)) => {
                self.size += text.len();
                self.trace.parts.push((path.to_owned(), stamp));
                self.files.push(SourceFile { name: encode_path(path), text, part });
            }
            Err(error) => self.lack(error, part),
        }
        if self.size > limits::BRIEF { Err(DiskError::BriefTooLarge { path: self.path.to_owned() }) } else { Ok(()) }
    }

    /// Takes down one that cannot be read. What has no stamp may be readable at any time.
    fn lack(&mut self, error: DiskError, part: Part) {
        self.trace.is_open = true;
        let name = encode_path(error.path());
        self.unreadable.push((self.files.len(), error));
        self.files.push(SourceFile { name, text: String::new(), part });
    }
}
