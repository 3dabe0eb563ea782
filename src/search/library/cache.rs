//! The cache of libraries: what is known of each lies in files of its own in the XDG cache folder. Whatever is wrong with them, they are
//! as if they were not there.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;
use std::time::Duration;

use etcetera::base_strategy::{BaseStrategy as _, Xdg};

use super::blocks::{BlockFile, BlockWriter};
use super::files::{CacheDisk, CacheFiles};
use super::manifest::Manifest;
use crate::storage::hashed_stem;

/// The folder of all that is cached. It need not exist, nor be writable, nor be known at all.
#[derive(Debug, Clone)]
pub struct CacheDir {
    folder: Option<PathBuf>,
    files: Arc<dyn CacheFiles>,
}

/// The files of one library.
#[derive(Debug)]
pub(super) struct LibraryCache {
    files: Arc<dyn CacheFiles>,
    folder: PathBuf,
    /// What the names of its files begin with.
    stem: String,
    /// The library's whole path.
    owner: PathBuf,
}

/// What is known of a library, with the files of its index.
#[derive(Debug, Default)]
pub(super) struct CachedLibrary {
    pub ledger: Manifest,
    pub segments: Vec<Arc<BlockFile>>,
}

/// The endings of files: of a ledger, of a segment of an index, of the one that tells who writes, of what is being written.
const LEDGER: &str = "list";
const SEGMENT: &str = "index";
const LOCK: &str = "lock";
const DRAFT: &str = "new";

/// How often a ledger is read whose index is being replaced meanwhile.
const TRIES: usize = 3;

/// A ledger is read whole; none of ours is larger, in bytes.
const LARGEST: u64 = 1 << 30;

impl CacheDir {
    /// The cache of the user: `$XDG_CACHE_HOME/whosaid`, by default `~/.cache/whosaid`.
    pub fn for_user() -> Self {
        let folder = Xdg::new().ok().map(|folders| folders.cache_dir().join("whosaid"));
        Self { folder, files: Arc::new(CacheDisk) }
    }

    /// A cache in a folder of one's choice.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()), files: Arc::new(CacheDisk) }
    }

    #[cfg(test)]
    pub(super) fn with(folder: impl Into<PathBuf>, files: Arc<dyn CacheFiles>) -> Self {
        Self { folder: Some(folder.into()), files }
    }

    /// A cache that keeps nothing.
    pub fn disabled() -> Self {
        Self { folder: None, files: Arc::new(CacheDisk) }
    }

    /// The folder, where one is known.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Takes away what was being written when a process was killed, a day ago or earlier.
    pub fn sweep(&self) {
        let Some(folder) = &self.folder else { return };
        for path in self.files.older(folder, Duration::from_secs(24 * 60 * 60)) {
            if path.extension().is_some_and(|ending| ending == DRAFT) {
                let _ = self.files.remove(&path);
            }
        }
    }

    /// The files of the library at `root`; `None` where nothing is kept.
    pub(super) fn for_library(&self, root: &Path) -> Option<LibraryCache> {
        let (folder, owner) = (self.folder.clone()?, root.canonicalize().ok()?);
        Some(LibraryCache { files: Arc::clone(&self.files), folder, stem: hashed_stem(&owner), owner })
    }
}

impl LibraryCache {
    /// What was kept last, where it is whole and of this library.
    pub(super) fn load(&self) -> Option<CachedLibrary> {
        (0..TRIES).find_map(|_| {
            let ledger = self.read_manifest()?;
            let segments = ledger.segments.iter().map(|(id, _)| self.segment(*id).map(Arc::new));
            segments.collect::<Option<_>>().map(|segments| CachedLibrary { ledger, segments })
        })
    }

    fn read_manifest(&self) -> Option<Manifest> {
        let blocks = self.open(&self.path(LEDGER)).filter(|blocks| blocks.len() <= LARGEST)?;
        Manifest::decode(&blocks.read(0..blocks.len()).ok()?)
    }

    /// The segment that is called so.
    fn segment(&self, id: u64) -> Option<BlockFile> {
        self.open(&self.path_of(id)).filter(|blocks| blocks.id() == id)
    }

    fn open(&self, path: &Path) -> Option<BlockFile> {
        BlockFile::open(self.files.open(path).ok()?, self.owner.as_os_str().as_encoded_bytes())
    }

    /// Begins to write: the hold on all of it, and the second of the system's files. `None` where somebody else writes, or nobody can.
    pub(super) fn begin(&self) -> Option<(impl Sized + use<>, i64)> {
        self.files.make_folder(&self.folder).ok()?;
        let hold = self.files.hold(&self.path(LOCK))?;
        let draft = self.temporary_name();
        let begun = self.files.write(&draft, &mut |_| Ok(()));
        let _ = self.files.remove(&draft);
        Some((hold, begun.ok()?))
    }

    /// Writes a segment, and opens it.
    pub(super) fn write_segment(
        &self,
        fill: impl FnMut(&mut BlockWriter<'_>) -> io::Result<()>,
    ) -> io::Result<BlockFile> {
        let id = self.retain(fill, |id| self.path_of(id))?;
        self.segment(id).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    /// Writes the ledger, in place of the one before, and takes away the segments that it does not name.
    pub(super) fn write_manifest(&self, ledger: &Manifest) -> io::Result<()> {
        let bytes = ledger.encode();
        self.retain(|out| out.write_all(&bytes), |_| self.path(LEDGER))?;
        let named: Vec<PathBuf> = ledger.segments.iter().map(|(id, _)| self.path_of(*id)).collect();
        for path in self.files.older(&self.folder, Duration::ZERO) {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let rest = name.strip_prefix(&self.stem).and_then(|rest| rest.strip_prefix('.'));
            if rest.is_some_and(|rest| rest.ends_with(SEGMENT)) && !named.contains(&path) {
                let _ = self.files.remove(&path);
            }
        }
        Ok(())
    }

    /// Forgets what was kept: it is not what was written.
    pub(super) fn forget(&self) {
        let _ = self.files.remove(&self.path(LEDGER));
    }

    fn retain(
        &self,
        mut fill: impl FnMut(&mut BlockWriter<'_>) -> io::Result<()>,
        path: impl Fn(u64) -> PathBuf,
    ) -> io::Result<u64> {
        let draft = self.temporary_name();
        let mut id = 0;
        let written = self.files.write(&draft, &mut |out| {
            let mut writer = BlockWriter::begin(out, self.owner.as_os_str().as_encoded_bytes())?;
            fill(&mut writer)?;
            id = writer.end()?;
            Ok(())
        });
        let kept = written.and_then(|_| self.files.rename(&draft, &path(id)));
        if kept.is_err() {
            let _ = self.files.remove(&draft);
        }
        kept.map(|()| id)
    }

    /// The file of the ledger.
    #[cfg(test)]
    pub(super) fn list(&self) -> PathBuf {
        self.path(LEDGER)
    }

    fn path(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("{}.{ending}", self.stem))
    }

    fn path_of(&self, id: u64) -> PathBuf {
        self.folder.join(format!("{}.{id:016x}.{SEGMENT}", self.stem))
    }

    /// A name of this process alone.
    fn temporary_name(&self) -> PathBuf {
        self.folder.join(format!("{}.{}.{DRAFT}", self.stem, process::id()))
    }
}
