//! A library of briefs: which there are, what a list tells of each, and what can be asked of all together. What was read once is kept in
//! a cache, and read again where it has changed. It draws nothing.

mod blocks;
mod cache;
mod codec;
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

/// The briefs below a folder, read.
#[derive(Debug)]
pub struct LibraryIndex {
    root: PathBuf,
    entries: Vec<LibraryEntry>,
    /// By what each brief's texts are told from others.
    sums: Vec<(String, ContentHash)>,
    index: SearchIndex,
    /// The files that the index lies in, and what they are part of.
    blocks: Vec<Arc<BlockFile>>,
    kept: Option<LibraryCache>,
    /// The same library read without the cache, once that has failed.
    anew: OnceLock<Box<LibraryIndex>>,
}

/// A brief of a library.
#[derive(Debug, Clone)]
pub struct LibraryEntry {
    pub entry: UnreadBrief,
    pub listed: BriefListing,
    /// What there is to tell of it, where it is not whole.
    pub read_failure: Option<ReadFailure>,
}

/// Whoever waits for a library to be read.
pub trait ReadProgress: Sync {
    /// The brief at this place of the library is to be listed so. A brief that was known may be told twice: as it was, and as it now is.
    fn listed(&self, at: usize, listed: BriefListing);

    /// Whether nobody waits any more.
    fn is_cancelled(&self) -> bool;
}

/// Somebody who waits to the end, and looks at nothing meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct NoProgress;

impl ReadProgress for NoProgress {
    fn listed(&self, _: usize, _: BriefListing) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

impl CacheDir {
    /// The library at `root`, with the briefs that were found there in the order of their paths: what is known of them and still holds is
    /// not read again. `None` where that was left.
    ///
    /// It is the same library as without a cache, whatever is wrong with that.
    pub fn read(&self, root: &Path, entries: &[UnreadBrief], progress: &dyn ReadProgress) -> Option<LibraryIndex> {
        let kept = self.for_library(root);
        let (ledger, mut segments) = kept.as_ref().and_then(opened).unwrap_or_default();
        let count = ledger.briefs.len();
        let mut refresh = Refresh::new(root, entries, progress, ledger);
        let stale = refresh.stale()?;
        let is_as_before = stale.is_empty() && count == entries.len();
        let writing = kept.as_ref().filter(|_| !is_as_before).and_then(|kept| Some((kept, kept.begin()?)));
        refresh.begun = writing.as_ref().map_or(i64::MIN, |(_, (_, begun))| *begun);
        let plan = refresh.plan(&stale)?;
        segments.truncate(plan.from);
        let mut writer = writing.as_ref().map(|(kept, _)| *kept);
        let mut id = None;
        if !plan.is_empty() {
            let written = writer.and_then(|writer| written(writer, &mut refresh, &plan));
            // What could not be written is not kept, and a list without it would be of no use.
            writer = writer.filter(|_| written.is_some());
            id = written.as_ref().and_then(|segment| Some(segment.blocks.as_ref()?.id()));
            segments.push(written.or_else(|| in_memory(&mut refresh, &plan))?);
        }
        let is_changed = refresh.is_changed;
        let ledger = refresh.finish(id);
        if let Some(writer) = writer.filter(|_| is_changed) {
            let _ = writer.write_manifest(&ledger);
        }
        drop(writing);
        Some(LibraryIndex { kept, ..LibraryIndex::build(root, entries, ledger, segments) })
    }
}

/// A part of an index, and the file that it lies in.
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

/// What was kept, where all of it can be opened.
fn opened(kept: &LibraryCache) -> Option<(Manifest, Vec<OpenSegment>)> {
    let CachedLibrary { ledger, segments } = kept.load()?;
    let segments: Option<Vec<OpenSegment>> = segments.into_iter().map(OpenSegment::open).collect();
    let segments = segments?;
    let counts = segments.iter().map(|opened| opened.segment.briefs());
    counts.eq(ledger.segments.iter().map(|(_, count)| *count)).then_some((ledger, segments))
}

/// The segment that is planned, in a file.
fn written(writer: &LibraryCache, refresh: &mut Refresh<'_>, plan: &RefreshPlan) -> Option<OpenSegment> {
    let blocks = writer.write_segment(|out| refresh.index(plan, out).map(|_| ()));
    OpenSegment::open(Arc::new(blocks.ok()?))
}

/// The same in memory; `None` where nobody waits any more.
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
    /// Reads the briefs of the library at `root`, with no cache; `None` where that was left.
    pub fn read(root: &Path, entries: &[UnreadBrief], progress: &dyn ReadProgress) -> Option<Self> {
        CacheDir::disabled().read(root, entries, progress)
    }

    fn build(root: &Path, entries: &[UnreadBrief], ledger: Manifest, segments: Vec<OpenSegment>) -> Self {
        let places = ledger.places().unwrap_or_default();
        let (mut parts, mut blocks) = (Vec::new(), Vec::new());
        for (opened, places) in segments.into_iter().zip(places) {
            let places = places.into_iter().map(|place| u32::try_from(place?).ok()).collect();
            parts.push((opened.segment, places));
            blocks.extend(opened.blocks);
        }
        let sums = ledger.briefs.iter().map(|known| (known.name.clone(), known.origin.sum)).collect();
        let shelve = |(entry, known): (&UnreadBrief, ManifestEntry)| {
            let listed = known.listed(name_in(root, entry));
            LibraryEntry { entry: entry.clone(), listed, read_failure: known.trouble }
        };
        let shelved = entries.iter().zip(ledger.briefs).map(shelve).collect();
        Self {
            root: root.to_owned(),
            entries: shelved,
            sums,
            index: SearchIndex::from_segments(parts),
            blocks,
            kept: None,
            anew: OnceLock::new(),
        }
    }

    /// The briefs, in the order of their paths.
    pub fn entries(&self) -> &[LibraryEntry] {
        &self.entries
    }

    /// The records that a question asks for, best first; hits name briefs by their places among [`shelved`](Self::shelved).
    pub fn answer(&self, question: &Query) -> Answer {
        self.first(question, usize::MAX)
    }

    /// The best `most` of them.
    pub fn first(&self, question: &Query, most: usize) -> Answer {
        let answer = self.sound().index.first(question, most);
        // What was read wrong shows only by now.
        let sound = self.sound();
        if std::ptr::eq(sound, self) { answer } else { sound.index.first(question, most) }
    }

    /// Tells which sources of each brief are known, for `is:new`; `None` where the brief never was read. Until then, all are new.
    pub fn set_known_sources(&mut self, known: impl Fn(&UnreadBrief) -> Option<BTreeSet<String>>) {
        self.index.set_known_sources(|at| known(&self.entries.get(at)?.entry));
    }

    /// What a list shows of a hit.
    ///
    /// It is of use only while [`has_failed`](Self::has_failed) returns what it returned when the hit was given.
    pub fn excerpt(&self, hit: Hit) -> Option<Excerpt> {
        let excerpt = self.sound().index.excerpt(hit);
        // A part that was read wrong shows only by now.
        let _ = self.sound();
        excerpt
    }

    /// Whether the cache turned out to be damaged, so that the library was read again without it. Excerpts can no longer be asked for
    /// hits from before that; the question must be asked again.
    pub fn has_failed(&self) -> bool {
        self.anew.get().is_some()
    }

    /// The brief at a place, read again, while it is the one in which hits are found; `None` where it has changed since.
    ///
    /// # Errors
    /// When its files cannot be read any more.
    pub fn reading(&self, at: usize) -> Result<Option<LoadedBrief>, LoadError> {
        let (name, sum) = &self.sums[at];
        let files = self.entries[at].entry.read()?;
        let is_same = content_hash(&self.root, name, &files) == *sum;
        Ok(is_same.then(|| LoadedBrief::from_files(files)))
    }

    /// The library that can be asked: this one, or what is read of it without the cache where a part of that has failed.
    fn sound(&self) -> &Self {
        if !self.index.is_broken() && !self.blocks.iter().any(|blocks| blocks.has_failed()) {
            return self;
        }
        self.anew.get_or_init(|| {
            // Whoever comes next makes it anew.
            self.kept.iter().for_each(LibraryCache::forget);
            let entries: Vec<UnreadBrief> = self.entries.iter().map(|shelved| shelved.entry.clone()).collect();
            let read = Self::read(&self.root, &entries, &NoProgress);
            Box::new(read.unwrap_or_else(|| Self::build(&self.root, &[], Manifest::default(), Vec::new())))
        })
    }
}

/// A brief of a library as a list calls it: its path from there, without its ending.
pub fn name_in(root: &Path, entry: &UnreadBrief) -> String {
    let within = entry.path.strip_prefix(root).unwrap_or(&entry.path);
    within.with_extension("").display().to_string()
}

fn head(reading: &LoadedBrief) -> Option<BriefListSummary> {
    Some(BriefListSummary::new(reading.brief.as_ref()?, reading.fault_count()))
}

#[cfg(test)]
mod tests;
