//! Cache invalidation: compares the manifest of a library with its files, and reads and indexes only the briefs that changed. It does not
//! know where the index is stored.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use sha2::{Digest as _, Sha256};

use super::manifest::{ContentHash, MAX_SEGMENTS, Manifest, ManifestEntry, ReadOrigin};
use super::read_failure::ReadFailure;
use super::{ReadProgress, fork_join, name_in, summary};
use crate::analysis::Analysis;
use crate::diagnostics::FileScope;
use crate::loader::{BriefFiles, BriefLocation, FolderHandle, LoadTrace, LoadedBrief, UnreadBrief};
use crate::search::{IndexDocument, IndexInput, SegmentWriter};
use crate::text::sanitize::decode_path;

/// A library, and what is cached of it.
pub(super) struct Refresh<'a> {
    pub root: &'a Path,
    pub entries: &'a [UnreadBrief],
    pub progress: &'a dyn ReadProgress,
    /// The cached entry of each brief; `None` for a new brief.
    known: Vec<Option<ManifestEntry>>,
    /// The segments of the cached entries.
    segments: Vec<(u64, usize)>,
    /// Whether the library was given by the same path as now, which the cached messages contain.
    is_same_root: bool,
    /// Whether anything differs from the cache.
    pub is_changed: bool,
    /// The second in which reading began, by the file system's clock.
    pub begun: i64,
}

/// The briefs to be indexed in a new segment.
pub(super) struct RefreshPlan {
    /// The number of cached segments that stay.
    pub retained: usize,
    /// The positions of the briefs of the new segment, in order.
    briefs: Vec<usize>,
    /// The documents of those of them that were read already.
    documents: Mutex<HashMap<usize, IndexDocument>>,
}

impl RefreshPlan {
    pub(super) fn is_empty(&self) -> bool {
        self.briefs.is_empty()
    }
}

/// A brief that was read.
struct ReadBrief {
    known: ManifestEntry,
    document: Option<IndexDocument>,
}

/// The index is rebuilt when more briefs have changed than `REBUILD_AFTER`, and more than one in `REBUILD_FRACTION`.
const REBUILD_AFTER: usize = 8;
const REBUILD_FRACTION: usize = 20;

impl<'a> Refresh<'a> {
    pub(super) fn new(
        root: &'a Path,
        entries: &'a [UnreadBrief],
        progress: &'a dyn ReadProgress,
        manifest: Manifest,
    ) -> Self {
        let is_same_root = manifest.root_as_given == root;
        let is_changed = !is_same_root || manifest.briefs.len() != entries.len();
        let mut rest = manifest.briefs.into_iter().peekable();
        let cached_entry = |entry: &UnreadBrief| {
            let path = relative(root, &entry.path);
            // Usually the paths are equal, and comparing the bytes is fastest.
            let has_path = |known: &ManifestEntry| known.path.as_os_str() == path.as_os_str();
            while rest.next_if(|known| !has_path(known) && known.path < path).is_some() {}
            let known = rest.next_if(has_path)?;
            (known.shared() == entry.shared().map(|shared| relative(root, shared))).then_some(known)
        };
        let known = entries.iter().map(cached_entry).collect();
        Self { root, entries, progress, known, segments: manifest.segments, is_same_root, is_changed, begun: i64::MIN }
    }

    /// Reports the cached briefs, and returns the positions of those that changed or are not cached; `None` if the progress was cancelled.
    pub(super) fn stale(&self) -> Option<Vec<usize>> {
        for (at, known) in self.known.iter().enumerate() {
            if let Some(known) = known.as_ref().filter(|known| self.is_listing_valid(known)) {
                self.progress.listed(at, known.listed(name_in(self.root, &self.entries[at])));
            }
        }
        let folder = FolderHandle::open(self.root).ok();
        let mut shared: HashMap<&Path, Option<u64>> = HashMap::new();
        for path in self.known.iter().flatten().filter_map(|known| known.shared()) {
            shared.entry(path).or_insert_with(|| Some(folder.as_ref()?.stamp(path)?.digest()));
        }
        let is_unchanged = fork_join::map(self.entries.len(), 64, self.progress, |at| {
            self.known[at].as_ref().zip(folder.as_ref()).is_some_and(|(known, folder)| {
                let is_shared_unchanged =
                    known.shared().is_none_or(|path| shared.get(path) == Some(&Some(known.origin.shared)));
                let current_digest = |name: &Path| Some(folder.stamp(&join(&known.path, name))?.digest());
                self.is_listing_valid(known) && is_shared_unchanged && known.origin.is_unchanged(current_digest)
            })
        })?;
        Some((0..self.entries.len()).filter(|at| !is_unchanged[*at]).collect())
    }

    /// Whether the cached list entry is still worded as it should be.
    fn is_listing_valid(&self, known: &ManifestEntry) -> bool {
        self.is_same_root || known.read_failure.is_none()
    }

    /// Reads the stale briefs, and plans what to index; `None` if the progress was cancelled.
    pub(super) fn plan(&mut self, stale: &[usize]) -> Option<RefreshPlan> {
        let is_mostly_gone = |(_, count): &(u64, usize)| *count > 2 * self.entries.len();
        if self.segments.first().is_none_or(is_mostly_gone) {
            return Some(self.rebuild());
        }
        let max_changes = REBUILD_AFTER.max(self.entries.len() / REBUILD_FRACTION);
        let changed = AtomicUsize::new(0);
        let read = fork_join::map(stale.len(), 1, self.progress, |at| {
            // The whole library will be read again.
            if changed.load(Ordering::Relaxed) > max_changes {
                return None;
            }
            let read = self.read_one(stale[at], self.known[stale[at]].as_ref());
            changed.fetch_add(usize::from(read.document.is_some()), Ordering::Relaxed);
            Some(read)
        })?;
        if changed.into_inner() > max_changes {
            return Some(self.rebuild());
        }
        let mut documents = HashMap::new();
        for (at, ReadBrief { known, document }) in stale.iter().zip(read).filter_map(|(at, read)| Some((*at, read?))) {
            let known = Some(known);
            self.is_changed |= self.known[at] != known;
            self.known[at] = known;
            documents.extend(document.map(|document| (at, document)));
        }
        if self.in_segments_from(1).count() + documents.len() > max_changes {
            return Some(self.rebuild());
        }
        let has_room = self.segments.len() < MAX_SEGMENTS || documents.is_empty();
        let retained = if has_room { self.segments.len() } else { 1 };
        let mut briefs: Vec<usize> = self.in_segments_from(retained).chain(documents.keys().copied()).collect();
        briefs.sort_unstable();
        Some(RefreshPlan { retained, briefs, documents: Mutex::new(documents) })
    }

    fn rebuild(&self) -> RefreshPlan {
        RefreshPlan { retained: 0, briefs: (0..self.entries.len()).collect(), documents: Mutex::default() }
    }

    /// The briefs that are indexed in the segments from `first` on.
    fn in_segments_from(&self, first: usize) -> impl Iterator<Item = usize> {
        let indexed_at = |known: &Option<ManifestEntry>| known.as_ref().and_then(|known| known.indexed_at);
        let known = self.known.iter().enumerate();
        known.filter(move |(_, known)| indexed_at(known).is_some_and(|(segment, _)| segment >= first)).map(|(at, _)| at)
    }

    /// Indexes the planned briefs, and reads those that were not read yet.
    ///
    /// # Errors
    /// When the segment cannot be written, or the progress was cancelled.
    pub(super) fn index<W: io::Write + Send>(&mut self, plan: &RefreshPlan, out: W) -> io::Result<W> {
        let mut writer = SegmentWriter::new(out);
        let (mut read, mut count, mut write_error) = (Vec::new(), 0, None);
        let read_planned = |at: usize| {
            let at = plan.briefs[at];
            let document = plan.documents.lock().ok().and_then(|mut documents| documents.remove(&at));
            let known = self.known[at].as_ref().filter(|_| document.is_some());
            known.map_or_else(|| self.read_one(at, None), |known| ReadBrief { known: known.clone(), document })
        };
        let take = |ReadBrief { mut known, document }| {
            known.indexed_at = document.as_ref().map(|_| (plan.retained, count));
            count += usize::from(document.is_some());
            read.push(known);
            write_error = document.and_then(|document| writer.add(document).err());
            write_error.is_none()
        };
        let done = fork_join::in_order(plan.briefs.len(), self.progress, read_planned, take);
        if let Some(error) = write_error {
            return Err(error);
        }
        done.ok_or(io::ErrorKind::Interrupted)?;
        let out = writer.finish()?;
        for (at, known) in plan.briefs.iter().zip(read) {
            self.known[*at] = Some(known);
        }
        self.segments.truncate(plan.retained);
        self.segments.push((0, count));
        self.is_changed = true;
        Ok(out)
    }

    /// The new manifest; `segment` is the id of the new segment, if there is one.
    pub(super) fn finish(mut self, segment: Option<u64>) -> Manifest {
        if let (Some((id, _)), Some(segment)) = (self.segments.last_mut(), segment) {
            *id = segment;
        }
        Manifest {
            root_as_given: self.root.to_owned(),
            segments: self.segments,
            briefs: self.known.into_iter().flatten().collect(),
        }
    }

    /// Reads a brief and reports it. No document is built if the text is that of `known`, which is indexed.
    fn read_one(&self, at: usize, known: Option<&ManifestEntry>) -> ReadBrief {
        let read = self.read_brief(&self.entries[at], known);
        self.progress.listed(at, read.known.listed(name_in(self.root, &self.entries[at])));
        read
    }

    fn read_brief(&self, entry: &UnreadBrief, known: Option<&ManifestEntry>) -> ReadBrief {
        let mut trace = LoadTrace::default();
        let (path, shared) =
            (relative(self.root, &entry.path), entry.shared().map(|shared| relative(self.root, shared)));
        let unread = ManifestEntry::unread(path, shared, BriefLocation::InLibrary(entry.clone()).name());
        let files = match entry.read_traced(&mut trace) {
            Ok(files) => files,
            Err(error) => {
                let read_failure = Some(ReadFailure::Unread(error.to_string()));
                return ReadBrief { known: ManifestEntry { read_failure, ..unread }, document: None };
            }
        };
        let hash = content_hash(self.root, &unread.name, &files);
        let unread = ManifestEntry { origin: ReadOrigin::new(&entry.path, &trace, hash, self.begun), ..unread };
        let same = known.filter(|known| known.origin.content_hash == hash);
        if let Some(known) = same.filter(|known| self.is_listing_valid(known)) {
            return ReadBrief { known: ManifestEntry { origin: unread.origin, ..known.clone() }, document: None };
        }
        let reading = LoadedBrief::from_files(files);
        let (summary, read_failure) = (summary(&reading), ReadFailure::from_reading(&reading));
        let indexed = same.and_then(|known| known.indexed_at);
        let unindexed = reading.brief.as_ref().filter(|_| indexed.is_none());
        let document = unindexed.map(|brief| {
            let findings = Analysis::new(brief);
            IndexDocument::build(IndexInput { name: &unread.name, brief, findings: &findings, known: None })
        });
        ReadBrief { known: ManifestEntry { summary, read_failure, indexed_at: indexed, ..unread }, document }
    }
}

/// The hash of a brief: its short name, the names of its files, and their texts.
pub(super) fn content_hash(root: &Path, name: &str, files: &BriefFiles) -> ContentHash {
    let mut all = Sha256::new();
    let mut add = |bytes: &[u8]| {
        all.update((bytes.len() as u64).to_le_bytes());
        all.update(bytes);
    };
    add(name.as_bytes());
    for file in &files.files {
        add(relative(root, &decode_path(Path::new(&file.name))).as_os_str().as_encoded_bytes());
        add(if file.part == FileScope::Brief { b"brief" } else { b"shared" });
        add(file.text.as_bytes());
    }
    for (file, error) in &files.unreadable {
        add(&file.to_le_bytes());
        add(error.reason().as_bytes());
    }
    let mut hash = ContentHash::default();
    hash.copy_from_slice(&all.finalize()[..size_of::<ContentHash>()]);
    hash
}

/// The path relative to the library.
fn relative<'p>(root: &Path, path: &'p Path) -> &'p Path {
    path.strip_prefix(root).unwrap_or(path)
}

/// The path with a relative name, which may be empty.
fn join(path: &Path, name: &Path) -> PathBuf {
    if name.as_os_str().is_empty() { path.to_owned() } else { path.join(name) }
}
