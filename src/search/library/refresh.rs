//! From what was known of a library to what it now is: only briefs that are not as they were are read. It decides what is read and what
//! is indexed anew; where it is kept is not its matter.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use sha2::{Digest as _, Sha256};

use super::manifest::{ContentHash, MOST_SEGMENTS, Manifest, ManifestEntry, ReadOrigin};
use super::read_failure::ReadFailure;
use super::{ReadProgress, fork_join, head, name_in};
use crate::analysis::Analysis;
use crate::diagnostics::FileScope;
use crate::loader::{BriefFiles, BriefLocation, FolderHandle, LoadTrace, LoadedBrief, UnreadBrief};
use crate::search::{IndexDocument, IndexInput, SegmentWriter};
use crate::text::sanitize::decode_path;

/// A library, and what is known of it.
pub(super) struct Refresh<'a> {
    pub root: &'a Path,
    pub entries: &'a [UnreadBrief],
    pub progress: &'a dyn ReadProgress,
    /// What is known of each brief; `None` of one that is new.
    known: Vec<Option<ManifestEntry>>,
    /// The segments that these are indexed in.
    segments: Vec<(u64, usize)>,
    /// Whether the sentences that are known have the names of files as they are now spelt.
    is_spelt_so: bool,
    /// Whether anything is not as it was known.
    pub is_changed: bool,
    /// The second in which it was begun to read.
    pub begun: i64,
}

/// What is to be indexed.
pub(super) struct RefreshPlan {
    /// How many of the segments stay.
    pub from: usize,
    /// The briefs of the segment behind them, by their places, in order.
    briefs: Vec<usize>,
    /// Those of them that were read already.
    leaves: Mutex<HashMap<usize, IndexDocument>>,
}

impl RefreshPlan {
    pub(super) fn is_empty(&self) -> bool {
        self.briefs.is_empty()
    }
}

/// A brief that was read.
struct ReadBrief {
    known: ManifestEntry,
    leaf: Option<IndexDocument>,
}

/// At least so many briefs are indexed apart before everything is indexed anew, and at least so many parts of the library.
const FEW: usize = 8;
const PARTS: usize = 20;

impl<'a> Refresh<'a> {
    pub(super) fn new(
        root: &'a Path,
        entries: &'a [UnreadBrief],
        progress: &'a dyn ReadProgress,
        ledger: Manifest,
    ) -> Self {
        let is_spelt_so = ledger.spelt == root;
        let is_changed = !is_spelt_so || ledger.briefs.len() != entries.len();
        let mut rest = ledger.briefs.into_iter().peekable();
        let of = |entry: &UnreadBrief| {
            let path = below(root, &entry.path);
            // Mostly it is the same, which the system's own words tell soonest.
            let is_it = |known: &ManifestEntry| known.path.as_os_str() == path.as_os_str();
            while rest.next_if(|known| !is_it(known) && known.path < path).is_some() {}
            let known = rest.next_if(is_it)?;
            (known.shared.as_deref() == entry.shared().map(|shared| below(root, shared))).then_some(known)
        };
        let known = entries.iter().map(of).collect();
        Self { root, entries, progress, known, segments: ledger.segments, is_spelt_so, is_changed, begun: i64::MIN }
    }

    /// Tells what was known; the briefs that are not as they were, or of which nothing was known. `None` where nobody waits any more.
    pub(super) fn stale(&self) -> Option<Vec<usize>> {
        for (at, known) in self.known.iter().enumerate() {
            if let Some(known) = known.as_ref().filter(|known| self.has_listed(known)) {
                self.progress.listed(at, known.listed(name_in(self.root, &self.entries[at])));
            }
        }
        let below = FolderHandle::open(self.root).ok();
        let mut shared: HashMap<&Path, Option<u64>> = HashMap::new();
        for path in self.known.iter().flatten().filter_map(|known| known.shared.as_deref()) {
            shared.entry(path).or_insert_with(|| Some(below.as_ref()?.stamp(path)?.digest()));
        }
        let stands = fork_join::each(self.entries.len(), 64, self.progress, |at| {
            self.known[at].as_ref().zip(below.as_ref()).is_some_and(|(known, below)| {
                let is_shared_so =
                    known.shared.as_deref().is_none_or(|path| shared.get(path) == Some(&Some(known.origin.shared)));
                let look = |name: &Path| Some(below.stamp(&joined(&known.path, name))?.digest());
                self.has_listed(known) && is_shared_so && known.origin.is_unchanged(look)
            })
        })?;
        Some((0..self.entries.len()).filter(|at| !stands[*at]).collect())
    }

    /// Whether what is to be told of it is known in the words of now.
    fn has_listed(&self, known: &ManifestEntry) -> bool {
        self.is_spelt_so || known.trouble.is_none()
    }

    /// Reads the stale briefs, and finds what is to be indexed; `None` where nobody waits any more.
    pub(super) fn plan(&mut self, stale: &[usize]) -> Option<RefreshPlan> {
        let is_mostly_gone = |(_, count): &(u64, usize)| *count > 2 * self.entries.len();
        if self.segments.first().is_none_or(is_mostly_gone) {
            return Some(self.anew());
        }
        let most = FEW.max(self.entries.len() / PARTS);
        let changed = AtomicUsize::new(0);
        let read = fork_join::each(stale.len(), 1, self.progress, |at| {
            // So many have changed that all will be read.
            if changed.load(Ordering::Relaxed) > most {
                return None;
            }
            let read = self.read_one(stale[at], self.known[stale[at]].as_ref());
            changed.fetch_add(usize::from(read.leaf.is_some()), Ordering::Relaxed);
            Some(read)
        })?;
        if changed.into_inner() > most {
            return Some(self.anew());
        }
        let mut leaves = HashMap::new();
        for (at, ReadBrief { known, leaf }) in stale.iter().zip(read).filter_map(|(at, read)| Some((*at, read?))) {
            let known = Some(known);
            self.is_changed |= self.known[at] != known;
            self.known[at] = known;
            leaves.extend(leaf.map(|leaf| (at, leaf)));
        }
        if self.in_segments_from(1).count() + leaves.len() > most {
            return Some(self.anew());
        }
        let has_room = self.segments.len() < MOST_SEGMENTS || leaves.is_empty();
        let from = if has_room { self.segments.len() } else { 1 };
        let mut briefs: Vec<usize> = self.in_segments_from(from).chain(leaves.keys().copied()).collect();
        briefs.sort_unstable();
        Some(RefreshPlan { from, briefs, leaves: Mutex::new(leaves) })
    }

    fn anew(&self) -> RefreshPlan {
        RefreshPlan { from: 0, briefs: (0..self.entries.len()).collect(), leaves: Mutex::default() }
    }

    /// The briefs that are indexed in a segment from this one on.
    fn in_segments_from(&self, first: usize) -> impl Iterator<Item = usize> {
        let leaf = |known: &Option<ManifestEntry>| known.as_ref().and_then(|known| known.leaf);
        let known = self.known.iter().enumerate();
        known.filter(move |(_, known)| leaf(known).is_some_and(|(segment, _)| segment >= first)).map(|(at, _)| at)
    }

    /// Indexes what is planned to be, reading what was not read yet.
    ///
    /// # Errors
    /// When that cannot be written, or nobody waits any more.
    pub(super) fn index<W: io::Write + Send>(&mut self, plan: &RefreshPlan, out: W) -> io::Result<W> {
        let mut binder = SegmentWriter::new(out);
        let (mut read, mut count, mut wrong) = (Vec::new(), 0, None);
        let made = |at: usize| {
            let at = plan.briefs[at];
            let leaf = plan.leaves.lock().ok().and_then(|mut leaves| leaves.remove(&at));
            let known = self.known[at].as_ref().filter(|_| leaf.is_some());
            known.map_or_else(|| self.read_one(at, None), |known| ReadBrief { known: known.clone(), leaf })
        };
        let take = |ReadBrief { mut known, leaf }| {
            known.leaf = leaf.as_ref().map(|_| (plan.from, count));
            count += usize::from(leaf.is_some());
            read.push(known);
            wrong = leaf.and_then(|leaf| binder.add(leaf).err());
            wrong.is_none()
        };
        let done = fork_join::in_order(plan.briefs.len(), self.progress, made, take);
        if let Some(error) = wrong {
            return Err(error);
        }
        done.ok_or(io::ErrorKind::Interrupted)?;
        let out = binder.finish()?;
        for (at, known) in plan.briefs.iter().zip(read) {
            self.known[*at] = Some(known);
        }
        self.segments.truncate(plan.from);
        self.segments.push((0, count));
        self.is_changed = true;
        Ok(out)
    }

    /// What the library now is, with what tells the new segment from others, where there is one.
    pub(super) fn finish(mut self, segment: Option<u64>) -> Manifest {
        if let (Some((id, _)), Some(segment)) = (self.segments.last_mut(), segment) {
            *id = segment;
        }
        Manifest {
            spelt: self.root.to_owned(),
            segments: self.segments,
            briefs: self.known.into_iter().flatten().collect(),
        }
    }

    /// Reads a brief, and tells of it; what it says is not asked for where it is `known` already.
    fn read_one(&self, at: usize, known: Option<&ManifestEntry>) -> ReadBrief {
        let read = self.read_brief(&self.entries[at], known);
        self.progress.listed(at, read.known.listed(name_in(self.root, &self.entries[at])));
        read
    }

    fn read_brief(&self, entry: &UnreadBrief, known: Option<&ManifestEntry>) -> ReadBrief {
        let mut trace = LoadTrace::default();
        let blank = ManifestEntry {
            path: below(self.root, &entry.path).to_owned(),
            shared: entry.shared().map(|shared| below(self.root, shared).to_owned()),
            origin: ReadOrigin::default(),
            name: BriefLocation::InLibrary(entry.clone()).name(),
            head: None,
            trouble: None,
            leaf: None,
        };
        let files = match entry.read_traced(&mut trace) {
            Ok(files) => files,
            Err(error) => {
                let trouble = Some(ReadFailure::Unread(error.to_string()));
                return ReadBrief { known: ManifestEntry { trouble, ..blank }, leaf: None };
            }
        };
        let sum = content_hash(self.root, &blank.name, &files);
        let blank = ManifestEntry { origin: ReadOrigin::new(&entry.path, &trace, sum, self.begun), ..blank };
        let same = known.filter(|known| known.origin.sum == sum);
        if let Some(known) = same.filter(|known| self.has_listed(known)) {
            return ReadBrief { known: ManifestEntry { origin: blank.origin, ..known.clone() }, leaf: None };
        }
        let reading = LoadedBrief::from_files(files);
        let (head, trouble) = (head(&reading), ReadFailure::from_reading(&reading));
        let indexed = same.and_then(|known| known.leaf);
        let unindexed = reading.brief.as_ref().filter(|_| indexed.is_none());
        let leaf = unindexed.map(|brief| {
            let findings = Analysis::new(brief);
            IndexDocument::build(IndexInput { name: &blank.name, brief, findings: &findings, known: None })
        });
        ReadBrief { known: ManifestEntry { head, trouble, leaf: indexed, ..blank }, leaf }
    }
}

/// By what a brief's texts are told from others: its short name, the names of its files, and all that is in them.
pub(super) fn content_hash(root: &Path, name: &str, files: &BriefFiles) -> ContentHash {
    let mut all = Sha256::new();
    let mut add = |bytes: &[u8]| {
        all.update((bytes.len() as u64).to_le_bytes());
        all.update(bytes);
    };
    add(name.as_bytes());
    for file in &files.files {
        add(below(root, &decode_path(Path::new(&file.name))).as_os_str().as_encoded_bytes());
        add(if file.part == FileScope::Brief { b"brief" } else { b"shared" });
        add(file.text.as_bytes());
    }
    for (file, error) in &files.unreadable {
        add(&file.to_le_bytes());
        add(error.reason().as_bytes());
    }
    let mut sum = ContentHash::default();
    sum.copy_from_slice(&all.finalize()[..size_of::<ContentHash>()]);
    sum
}

/// The path from the library's.
fn below<'p>(root: &Path, path: &'p Path) -> &'p Path {
    path.strip_prefix(root).unwrap_or(path)
}

/// The path with a name below it, which may be the path itself.
fn joined(path: &Path, name: &Path) -> PathBuf {
    if name.as_os_str().is_empty() { path.to_owned() } else { path.join(name) }
}
