//! A library of briefs: which there are, what a list tells of each, and what can be asked of all together. What was read once is kept in
//! a cache, and read again where it has changed. It draws nothing.

mod blocks;
mod cache;
mod code;
mod files;
mod ledger;
mod pool;
mod refresh;
mod trouble;

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::app::{Head, Listed};
use crate::loader::Reading;
use crate::loader::{DiskError, Entry};
use crate::search::{Answer, Bytes, Excerpt, Hit, Index, Question, Segment};
use blocks::Blocks;
pub use cache::Cache;
use cache::{Kept, Loaded};
use ledger::{Known, Ledger, Sum};
use refresh::{Plan, Refresh, sum_of};
pub use trouble::Trouble;

/// The briefs below a folder, read.
#[derive(Debug)]
pub struct Archive {
    root: PathBuf,
    shelved: Vec<Shelved>,
    /// By what each brief's texts are told from others.
    sums: Vec<(String, Sum)>,
    index: Index,
    /// The files that the index lies in, and what they are part of.
    blocks: Vec<Arc<Blocks>>,
    kept: Option<Kept>,
    /// The same library read without the cache, once that has failed.
    anew: OnceLock<Box<Archive>>,
}

/// A brief of a library.
#[derive(Debug, Clone)]
pub struct Shelved {
    pub entry: Entry,
    pub listed: Listed,
    /// What there is to tell of it, where it is not whole.
    pub trouble: Option<Trouble>,
}

/// Whoever waits for a library to be read.
pub trait Progress: Sync {
    /// The brief at this place of the library is to be listed so. A brief that was known may be told twice: as it was, and as it now is.
    fn listed(&self, at: usize, listed: Listed);

    /// Whether nobody waits any more.
    fn is_over(&self) -> bool;
}

/// Somebody who waits to the end, and looks at nothing meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct Patient;

impl Progress for Patient {
    fn listed(&self, _: usize, _: Listed) {}

    fn is_over(&self) -> bool {
        false
    }
}

impl Cache {
    /// The library at `root`, with the briefs that were found there in the order of their paths: what is known of them and still holds is
    /// not read again. `None` where that was left.
    ///
    /// It is the same library as without a cache, whatever is wrong with that.
    pub fn read(&self, root: &Path, entries: &[Entry], progress: &dyn Progress) -> Option<Archive> {
        let kept = self.of(root);
        let (ledger, mut segments) = kept.as_ref().and_then(opened).unwrap_or_default();
        let count = ledger.briefs.len();
        let mut refresh = Refresh::of(root, entries, progress, ledger);
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
        let ledger = refresh.done(id);
        if let Some(writer) = writer.filter(|_| is_changed) {
            let _ = writer.keep_ledger(&ledger);
        }
        drop(writing);
        Some(Archive { kept, ..Archive::of(root, entries, ledger, segments) })
    }
}

/// A part of an index, and the file that it lies in.
#[derive(Debug)]
struct Opened {
    segment: Segment,
    blocks: Option<Arc<Blocks>>,
}

impl Opened {
    fn of(blocks: Arc<Blocks>) -> Option<Self> {
        let bytes: Arc<dyn Bytes> = Arc::clone(&blocks) as Arc<dyn Bytes>;
        Some(Self { segment: Segment::open(bytes)?, blocks: Some(blocks) })
    }
}

/// What was kept, where all of it can be opened.
fn opened(kept: &Kept) -> Option<(Ledger, Vec<Opened>)> {
    let Loaded { ledger, segments } = kept.load()?;
    let segments: Option<Vec<Opened>> = segments.into_iter().map(Opened::of).collect();
    let segments = segments?;
    let counts = segments.iter().map(|opened| opened.segment.briefs());
    counts.eq(ledger.segments.iter().map(|(_, count)| *count)).then_some((ledger, segments))
}

/// The segment that is planned, in a file.
fn written(writer: &Kept, refresh: &mut Refresh<'_>, plan: &Plan) -> Option<Opened> {
    let blocks = writer.keep_segment(|out| refresh.index(plan, out).map(|_| ()));
    Opened::of(Arc::new(blocks.ok()?))
}

/// The same in memory; `None` where nobody waits any more.
fn in_memory(refresh: &mut Refresh<'_>, plan: &Plan) -> Option<Opened> {
    let bytes = refresh.index(plan, Vec::new()).ok()?;
    Some(Opened { segment: Segment::open(Arc::new(bytes))?, blocks: None })
}

impl Bytes for Blocks {
    fn size(&self) -> u64 {
        self.len()
    }

    fn read(&self, at: Range<u64>) -> io::Result<Vec<u8>> {
        Self::read(self, at)
    }
}

impl Archive {
    /// Reads the briefs of the library at `root`, with no cache; `None` where that was left.
    pub fn read(root: &Path, entries: &[Entry], progress: &dyn Progress) -> Option<Self> {
        Cache::nowhere().read(root, entries, progress)
    }

    fn of(root: &Path, entries: &[Entry], ledger: Ledger, segments: Vec<Opened>) -> Self {
        let places = ledger.places().unwrap_or_default();
        let (mut parts, mut blocks) = (Vec::new(), Vec::new());
        for (opened, places) in segments.into_iter().zip(places) {
            let places = places.into_iter().map(|place| u32::try_from(place?).ok()).collect();
            parts.push((opened.segment, places));
            blocks.extend(opened.blocks);
        }
        let sums = ledger.briefs.iter().map(|known| (known.name.clone(), known.origin.sum)).collect();
        let shelve = |(entry, known): (&Entry, Known)| {
            let listed = known.listed(name_in(root, entry));
            Shelved { entry: entry.clone(), listed, trouble: known.trouble }
        };
        let shelved = entries.iter().zip(ledger.briefs).map(shelve).collect();
        Self {
            root: root.to_owned(),
            shelved,
            sums,
            index: Index::over(parts),
            blocks,
            kept: None,
            anew: OnceLock::new(),
        }
    }

    /// The briefs, in the order of their paths.
    pub fn shelved(&self) -> &[Shelved] {
        &self.shelved
    }

    /// The records that a question asks for, best first; hits name briefs by their places among [`shelved`](Self::shelved).
    pub fn answer(&self, question: &Question) -> Answer {
        self.first(question, usize::MAX)
    }

    /// The best `most` of them.
    pub fn first(&self, question: &Question, most: usize) -> Answer {
        let answer = self.sound().index.first(question, most);
        // What was read wrong shows only by now.
        let sound = self.sound();
        if std::ptr::eq(sound, self) { answer } else { sound.index.first(question, most) }
    }

    /// Tells which sources of each brief are known, for `is:new`; `None` where the brief never was read. Until then, all are new.
    pub fn tell_known(&mut self, known: impl Fn(&Entry) -> Option<BTreeSet<String>>) {
        self.index.tell_known(|at| known(&self.shelved.get(at)?.entry));
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
    pub fn reading(&self, at: usize) -> Result<Option<Reading>, DiskError> {
        let (name, sum) = &self.sums[at];
        let files = self.shelved[at].entry.read()?;
        let is_same = sum_of(&self.root, name, &files) == *sum;
        Ok(is_same.then(|| Reading::of_files(files)))
    }

    /// The library that can be asked: this one, or what is read of it without the cache where a part of that has failed.
    fn sound(&self) -> &Self {
        if !self.index.is_broken() && !self.blocks.iter().any(|blocks| blocks.has_failed()) {
            return self;
        }
        self.anew.get_or_init(|| {
            // Whoever comes next makes it anew.
            self.kept.iter().for_each(Kept::forget);
            let entries: Vec<Entry> = self.shelved.iter().map(|shelved| shelved.entry.clone()).collect();
            let read = Self::read(&self.root, &entries, &Patient);
            Box::new(read.unwrap_or_else(|| Self::of(&self.root, &[], Ledger::default(), Vec::new())))
        })
    }
}

/// A brief of a library as a list calls it: its path from there, without its ending.
pub fn name_in(root: &Path, entry: &Entry) -> String {
    let within = entry.path.strip_prefix(root).unwrap_or(&entry.path);
    within.with_extension("").display().to_string()
}

fn head(reading: &Reading) -> Option<Head> {
    Some(Head::new(reading.brief.as_ref()?, reading.number_of_faults()))
}

#[cfg(test)]
mod tests;
