//! The index of a library: the list of its briefs, and search in all of them. Results are cached, and a brief is read again only after it
//! changed. It draws nothing.

mod blocks;
mod cache;
mod files;
mod fork_join;
mod listing;
mod manifest;
mod read_failure;
mod refresh;

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::loader::LoadedBrief;
use crate::loader::{LoadError, UnreadBrief};
use crate::search::{Answer, ByteSource, Excerpt, Hit, Query, SearchIndex, Segment};
use blocks::BlockFile;
pub use cache::CacheDir;
use cache::{CachedLibrary, LibraryCache};
pub use listing::{BriefListSummary, BriefListing};
use manifest::{ContentHash, Manifest, ManifestEntry};
pub use read_failure::ReadFailure;
use refresh::{Refresh, RefreshPlan, content_hash};

/// A folder of briefs, read and indexed.
#[derive(Debug)]
pub struct LibraryIndex {
    root: PathBuf,
    entries: Vec<LibraryEntry>,
    /// For each brief its short name and the hash of its texts.
    content_hashes: Vec<(String, ContentHash)>,
    index: SearchIndex,
    /// The files of the index.
    blocks: Vec<Arc<BlockFile>>,
    cache: Option<LibraryCache>,
    /// The same library read without the cache, after the cache turned out to be damaged.
    rebuilt: OnceLock<Box<LibraryIndex>>,
}

/// A brief of a library.
#[derive(Debug, Clone)]
pub struct LibraryEntry {
    pub entry: UnreadBrief,
    pub listed: BriefListing,
    /// Why the brief could not be read whole.
    pub read_failure: Option<ReadFailure>,
}

/// Follows the progress of reading a library.
pub trait ReadProgress: Sync {
    /// The list entry of the brief at this position. A cached brief may be reported twice: as it was, and as it is now.
    fn listed(&self, at: usize, listed: BriefListing);

    /// Whether reading should stop.
    fn is_cancelled(&self) -> bool;
}

/// Ignores the progress and never cancels.
#[derive(Debug, Clone, Copy)]
pub struct NoProgress;

impl ReadProgress for NoProgress {
    fn listed(&self, _: usize, _: BriefListing) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

impl CacheDir {
    /// Reads the library at `root`, whose briefs are `entries`, in the order of their paths. Cached briefs that did not change are not read
    /// again. Returns `None` if `progress` was cancelled.
    ///
    /// The result is the same as without a cache, even if the cache is damaged.
    pub fn read(&self, root: &Path, entries: &[UnreadBrief], progress: &dyn ReadProgress) -> Option<LibraryIndex> {
        let cache = self.for_library(root);
        let (manifest, mut segments) = cache.as_ref().and_then(load_segments).unwrap_or_default();
        let count = manifest.briefs.len();
        let mut refresh = Refresh::new(root, entries, progress, manifest);
        let stale = refresh.stale()?;
        let is_current = stale.is_empty() && count == entries.len();
        let locked = cache.as_ref().filter(|_| !is_current).and_then(|cache| Some((cache, cache.lock_for_writing()?)));
        refresh.begun = locked.as_ref().map_or(i64::MIN, |(_, (_, now))| *now);
        let plan = refresh.plan(&stale)?;
        segments.truncate(plan.retained);
        let mut writer = locked.as_ref().map(|(cache, _)| *cache);
        let mut id = None;
        if !plan.is_empty() {
            let written = writer.and_then(|writer| write_segment(writer, &mut refresh, &plan));
            // Without the segment the manifest would be useless, so neither is stored.
            writer = writer.filter(|_| written.is_some());
            id = written.as_ref().and_then(|segment| Some(segment.blocks.as_ref()?.id()));
            segments.push(written.or_else(|| in_memory(&mut refresh, &plan))?);
        }
        let is_changed = refresh.is_changed;
        let manifest = refresh.finish(id);
        if let Some(writer) = writer.filter(|_| is_changed) {
            let _ = writer.write_manifest(&manifest);
        }
        drop(locked);
        Some(LibraryIndex { cache, ..LibraryIndex::build(root, entries, manifest, segments) })
    }
}

/// A segment, and the file that it is in; `None` if it is in memory.
#[derive(Debug)]
struct OpenSegment {
    segment: Segment,
    blocks: Option<Arc<BlockFile>>,
}

impl OpenSegment {
    fn open(blocks: Arc<BlockFile>) -> Option<Self> {
        let bytes: Arc<dyn ByteSource> = Arc::clone(&blocks) as Arc<dyn ByteSource>;
        Some(Self { segment: Segment::open(bytes)?, blocks: Some(blocks) })
    }
}

/// The cached manifest with its segments, if all of them can be opened.
fn load_segments(cache: &LibraryCache) -> Option<(Manifest, Vec<OpenSegment>)> {
    let CachedLibrary { manifest, segments } = cache.load()?;
    let segments: Option<Vec<OpenSegment>> = segments.into_iter().map(OpenSegment::open).collect();
    let segments = segments?;
    let counts = segments.iter().map(|opened| opened.segment.briefs());
    counts.eq(manifest.segments.iter().map(|(_, count)| *count)).then_some((manifest, segments))
}

/// Writes the planned segment to a file.
fn write_segment(writer: &LibraryCache, refresh: &mut Refresh<'_>, plan: &RefreshPlan) -> Option<OpenSegment> {
    let blocks = writer.write_segment(|out| refresh.index(plan, out).map(|_| ()));
    OpenSegment::open(Arc::new(blocks.ok()?))
}

/// Builds the planned segment in memory; `None` if the progress was cancelled.
fn in_memory(refresh: &mut Refresh<'_>, plan: &RefreshPlan) -> Option<OpenSegment> {
    let bytes = refresh.index(plan, Vec::new()).ok()?;
    Some(OpenSegment { segment: Segment::open(Arc::new(bytes))?, blocks: None })
}

impl ByteSource for BlockFile {
    fn size(&self) -> u64 {
        self.len()
    }

    fn read(&self, at: Range<u64>) -> io::Result<Vec<u8>> {
        Self::read(self, at)
    }
}

impl LibraryIndex {
    /// Reads the library at `root` without a cache; `None` if `progress` was cancelled.
    pub fn read(root: &Path, entries: &[UnreadBrief], progress: &dyn ReadProgress) -> Option<Self> {
        CacheDir::disabled().read(root, entries, progress)
    }

    fn build(root: &Path, entries: &[UnreadBrief], manifest: Manifest, segments: Vec<OpenSegment>) -> Self {
        let positions = manifest.brief_positions().unwrap_or_default();
        let (mut parts, mut blocks) = (Vec::new(), Vec::new());
        for (opened, positions) in segments.into_iter().zip(positions) {
            let positions = positions.into_iter().map(|position| u32::try_from(position?).ok()).collect();
            parts.push((opened.segment, positions));
            blocks.extend(opened.blocks);
        }
        let content_hashes =
            manifest.briefs.iter().map(|known| (known.name.clone(), known.origin.content_hash)).collect();
        let library_entry = |(entry, known): (&UnreadBrief, ManifestEntry)| {
            let listed = known.listed(name_in(root, entry));
            LibraryEntry { entry: entry.clone(), listed, read_failure: known.read_failure }
        };
        let entries = entries.iter().zip(manifest.briefs).map(library_entry).collect();
        Self {
            root: root.to_owned(),
            entries,
            content_hashes,
            index: SearchIndex::from_segments(parts),
            blocks,
            cache: None,
            rebuilt: OnceLock::new(),
        }
    }

    /// The briefs, in the order of their paths.
    pub fn entries(&self) -> &[LibraryEntry] {
        &self.entries
    }

    /// The records that match a query, best first; hits name briefs by their positions in [`entries`](Self::entries).
    pub fn answer(&self, query: &Query) -> Answer {
        self.first(query, usize::MAX)
    }

    /// The best `limit` records that match a query.
    pub fn first(&self, query: &Query, limit: usize) -> Answer {
        let answer = self.usable().index.first(query, limit);
        // Damage in the cache shows only after the search.
        let usable = self.usable();
        if std::ptr::eq(usable, self) { answer } else { usable.index.first(query, limit) }
    }

    /// Sets the known sources of each brief, for `is:new`; `None` if the brief was never read. All sources are new until this is called.
    pub fn set_known_sources(&mut self, known: impl Fn(&UnreadBrief) -> Option<BTreeSet<String>>) {
        self.index.set_known_sources(|at| known(&self.entries.get(at)?.entry));
    }

    /// The excerpt of a hit.
    ///
    /// It is valid only while [`has_failed`](Self::has_failed) returns what it returned when the hit was found.
    pub fn excerpt(&self, hit: Hit) -> Option<Excerpt> {
        let excerpt = self.usable().index.excerpt(hit);
        // Damage in the cache shows only after the read.
        let _ = self.usable();
        excerpt
    }

    /// Whether the cache turned out to be damaged, so that the library was read again without it. Hits from before are not valid any more,
    /// and the query must be run again.
    pub fn has_failed(&self) -> bool {
        self.rebuilt.get().is_some()
    }

    /// Reads the brief at a position again; `None` if it has changed since it was indexed.
    ///
    /// # Errors
    /// When its files cannot be read.
    pub fn reading(&self, at: usize) -> Result<Option<LoadedBrief>, LoadError> {
        let (name, hash) = &self.content_hashes[at];
        let files = self.entries[at].entry.read()?;
        let is_same = content_hash(&self.root, name, &files) == *hash;
        Ok(is_same.then(|| LoadedBrief::from_files(files)))
    }

    /// The index to search: this one, or one that is read without the cache after a read from the cache failed.
    fn usable(&self) -> &Self {
        if !self.index.is_broken() && !self.blocks.iter().any(|blocks| blocks.has_failed()) {
            return self;
        }
        self.rebuilt.get_or_init(|| {
            // The next process writes a new cache.
            self.cache.iter().for_each(LibraryCache::forget);
            let entries: Vec<UnreadBrief> =
                self.entries.iter().map(|library_entry| library_entry.entry.clone()).collect();
            let read = Self::read(&self.root, &entries, &NoProgress);
            Box::new(read.unwrap_or_else(|| Self::build(&self.root, &[], Manifest::default(), Vec::new())))
        })
    }
}

/// The name of a brief in the list of its library: its relative path without the extension.
pub fn name_in(root: &Path, entry: &UnreadBrief) -> String {
    let within = entry.path.strip_prefix(root).unwrap_or(&entry.path);
    within.with_extension("").display().to_string()
}

fn summary(reading: &LoadedBrief) -> Option<BriefListSummary> {
    Some(BriefListSummary::new(reading.brief.as_ref()?, reading.fault_count()))
}

#[cfg(test)]
mod tests;
