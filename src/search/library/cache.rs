//! The cache of library indexes, in the XDG cache folder: a manifest and segments for each library. A missing or damaged cache is the same
//! as none; `refresh` decides which cached briefs are still valid.

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

/// The cache folder. It need not exist or be writable; there may be none.
#[derive(Debug, Clone)]
pub struct CacheDir {
    folder: Option<PathBuf>,
    files: Arc<dyn CacheFiles>,
}

/// The cache files of one library.
#[derive(Debug)]
pub(super) struct LibraryCache {
    files: Arc<dyn CacheFiles>,
    folder: PathBuf,
    /// The beginning of the names of its files.
    stem: String,
    /// The canonical path of the library.
    owner: PathBuf,
}

/// The cached manifest of a library, with its segments.
#[derive(Debug, Default)]
pub(super) struct CachedLibrary {
    pub manifest: Manifest,
    pub segments: Vec<Arc<BlockFile>>,
}

/// The extensions: manifest, segment, lock file, and a file that is being written.
const MANIFEST: &str = "list";
const SEGMENT: &str = "index";
const LOCK: &str = "lock";
const TEMPORARY: &str = "new";

/// How often loading is tried while another process replaces the cache.
const TRIES: usize = 3;

/// The largest manifest in bytes; it is read whole.
const MAX_MANIFEST_SIZE: u64 = 1 << 30;

impl CacheDir {
    /// The cache of the user: `$XDG_CACHE_HOME/whosaid`, by default `~/.cache/whosaid`.
    pub fn for_user() -> Self {
        let folder = Xdg::new().ok().map(|folders| folders.cache_dir().join("whosaid"));
        Self { folder, files: Arc::new(CacheDisk) }
    }

    /// A cache in the given folder.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()), files: Arc::new(CacheDisk) }
    }

    #[cfg(test)]
    pub(super) fn with(folder: impl Into<PathBuf>, files: Arc<dyn CacheFiles>) -> Self {
        Self { folder: Some(folder.into()), files }
    }

    /// A cache that stores nothing.
    pub fn disabled() -> Self {
        Self { folder: None, files: Arc::new(CacheDisk) }
    }

    /// The folder, if there is one.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Removes temporary files that a killed process left more than a day ago.
    pub fn sweep(&self) {
        let Some(folder) = &self.folder else { return };
        for path in self.files.files_older_than(folder, Duration::from_secs(24 * 60 * 60)) {
            if path.extension().is_some_and(|extension| extension == TEMPORARY) {
                let _ = self.files.remove(&path);
            }
        }
    }

    /// The cache files of the library at `root`; `None` if there is no cache folder, or no library.
    pub(super) fn for_library(&self, root: &Path) -> Option<LibraryCache> {
        let (folder, owner) = (self.folder.clone()?, root.canonicalize().ok()?);
        Some(LibraryCache { files: Arc::clone(&self.files), folder, stem: hashed_stem(&owner), owner })
    }
}

impl LibraryCache {
    /// Loads the manifest and its segments; `None` if any of them is missing, damaged or of another library.
    pub(super) fn load(&self) -> Option<CachedLibrary> {
        (0..TRIES).find_map(|_| {
            let manifest = self.read_manifest()?;
            let segments = manifest.segments.iter().map(|(id, _)| self.segment(*id).map(Arc::new));
            segments.collect::<Option<_>>().map(|segments| CachedLibrary { manifest, segments })
        })
    }

    fn read_manifest(&self) -> Option<Manifest> {
        let blocks = self.open_blocks(&self.path(MANIFEST)).filter(|blocks| blocks.len() <= MAX_MANIFEST_SIZE)?;
        Manifest::decode(&blocks.read(0..blocks.len()).ok()?)
    }

    /// The segment of this id.
    fn segment(&self, id: u64) -> Option<BlockFile> {
        self.open_blocks(&self.segment_path(id)).filter(|blocks| blocks.id() == id)
    }

    fn open_blocks(&self, path: &Path) -> Option<BlockFile> {
        BlockFile::open(self.files.open(path).ok()?, self.owner.as_os_str().as_encoded_bytes())
    }

    /// Locks the cache for writing. Returns the lock, and the current second by the file system's clock; `None` if another process writes,
    /// or the folder is not writable.
    pub(super) fn lock_for_writing(&self) -> Option<(impl Sized + use<>, i64)> {
        self.files.create_folder(&self.folder).ok()?;
        let lock = self.files.lock(&self.path(LOCK))?;
        let temporary = self.temporary_name();
        let now = self.files.write(&temporary, &mut |_| Ok(()));
        let _ = self.files.remove(&temporary);
        Some((lock, now.ok()?))
    }

    /// Writes a segment, and opens it.
    pub(super) fn write_segment(
        &self,
        write_contents: impl FnMut(&mut BlockWriter<'_>) -> io::Result<()>,
    ) -> io::Result<BlockFile> {
        let id = self.write_file(write_contents, |id| self.segment_path(id))?;
        self.segment(id).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    /// Replaces the manifest, and removes the segments that it does not name.
    pub(super) fn write_manifest(&self, manifest: &Manifest) -> io::Result<()> {
        let bytes = manifest.encode().ok_or(io::ErrorKind::InvalidData)?;
        self.write_file(|out| out.write_all(&bytes), |_| self.path(MANIFEST))?;
        let current: Vec<PathBuf> = manifest.segments.iter().map(|(id, _)| self.segment_path(*id)).collect();
        for path in self.files.files_older_than(&self.folder, Duration::ZERO) {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let rest = name.strip_prefix(&self.stem).and_then(|rest| rest.strip_prefix('.'));
            if rest.is_some_and(|rest| rest.ends_with(SEGMENT)) && !current.contains(&path) {
                let _ = self.files.remove(&path);
            }
        }
        Ok(())
    }

    /// Removes the manifest, because the cache is damaged.
    pub(super) fn forget(&self) {
        let _ = self.files.remove(&self.path(MANIFEST));
    }

    fn write_file(
        &self,
        mut write_contents: impl FnMut(&mut BlockWriter<'_>) -> io::Result<()>,
        path: impl Fn(u64) -> PathBuf,
    ) -> io::Result<u64> {
        let temporary = self.temporary_name();
        let mut id = 0;
        let written = self.files.write(&temporary, &mut |out| {
            let mut writer = BlockWriter::begin(out, self.owner.as_os_str().as_encoded_bytes())?;
            write_contents(&mut writer)?;
            id = writer.finish()?;
            Ok(())
        });
        let renamed = written.and_then(|_| self.files.rename(&temporary, &path(id)));
        if renamed.is_err() {
            let _ = self.files.remove(&temporary);
        }
        renamed.map(|()| id)
    }

    /// The file of the manifest.
    #[cfg(test)]
    pub(super) fn manifest_path(&self) -> PathBuf {
        self.path(MANIFEST)
    }

    fn path(&self, extension: &str) -> PathBuf {
        self.folder.join(format!("{}.{extension}", self.stem))
    }

    fn segment_path(&self, id: u64) -> PathBuf {
        self.folder.join(format!("{}.{id:016x}.{SEGMENT}", self.stem))
    }

    /// A file name that only this process uses.
    fn temporary_name(&self) -> PathBuf {
        self.folder.join(format!("{}.{}.{TEMPORARY}", self.stem, process::id()))
    }
}
