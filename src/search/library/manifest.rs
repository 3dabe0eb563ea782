//! What is known of a library: of each brief what it was read from, what a list tells of it, and where its records are indexed. It holds
//! nothing that its file does not say, and looks at no brief.

use std::path::{Path, PathBuf};

use super::codec::{Decoder, Encoder};
use super::read_failure::ReadFailure;
use crate::loader::{FileStamp, LoadTrace};
use crate::model::Tlp;
use crate::search::library::{BriefListSummary, BriefListing};

/// The first bytes of a sum by which texts are told apart (SHA-256).
pub(super) type ContentHash = [u8; 16];

/// What is known of a library.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Manifest {
    /// As the library was spelt when its sentences were written, which have its files' names in them.
    pub spelt: PathBuf,
    /// The files of its index, in order: what tells each from any other, and how many briefs it has.
    pub segments: Vec<(u64, usize)>,
    /// In the order of their paths.
    pub briefs: Vec<ManifestEntry>,
}

/// What is known of a brief.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ManifestEntry {
    /// Its path from the library's.
    pub path: PathBuf,
    /// The file of shared actors, from there.
    pub shared: Option<PathBuf>,
    pub origin: ReadOrigin,
    /// The short name, by which it is asked for.
    pub name: String,
    /// What a list tells of it; the sentence is the trouble's where nothing can be told.
    pub head: Option<BriefListSummary>,
    pub trouble: Option<ReadFailure>,
    /// Which segment has its records, and as which of its briefs; `None` where it has none.
    pub leaf: Option<(usize, usize)>,
}

/// What a brief was read from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ReadOrigin {
    /// Names from the brief's path, each with its mark, as they are kept.
    parts: Vec<u8>,
    /// The mark of the file of shared actors.
    pub shared: u64,
    /// Of all texts, with their names.
    pub sum: ContentHash,
}

/// No stamp has this mark: what has it is not known to be as it was.
const UNSURE: u64 = 0;

/// The grain of the clocks of all file systems, in seconds: what was changed so shortly before it was read may have been changed after it
/// without another stamp.
const GRAIN: i64 = 2;

impl ReadOrigin {
    /// What the brief at `path` was read from, not before the second `begun`.
    pub(super) fn new(path: &Path, trace: &LoadTrace, sum: ContentHash, begun: i64) -> Self {
        let mut origin = Self { sum, ..Self::default() };
        let mut parts = Encoder::default();
        let mark = |stamp: &FileStamp| {
            let is_sure = !trace.is_incomplete && stamp.changed_at() < begun.saturating_sub(GRAIN);
            if is_sure { stamp.digest() } else { UNSURE }
        };
        for (part, stamp) in &trace.parts {
            match part.strip_prefix(path) {
                Ok(name) => drop(parts.path(name).mark(mark(stamp))),
                Err(_) => origin.shared = mark(stamp),
            }
        }
        origin.parts = parts.finish();
        origin
    }

    /// Whether everything that it was read from still has its mark; `look` tells the one that something now has.
    pub(super) fn is_unchanged(&self, mut look: impl FnMut(&Path) -> Option<u64>) -> bool {
        let mut parts = Decoder::new(&self.parts);
        while !parts.is_empty() {
            let (Some(name), Some(mark)) = (parts.path(), parts.mark()) else { return false };
            if mark == UNSURE || look(&name) != Some(mark) {
                return false;
            }
        }
        !self.parts.is_empty()
    }
}

impl ManifestEntry {
    /// As the list of the library shows it.
    pub(super) fn listed(&self, name: String) -> BriefListing {
        let told = || self.trouble.as_ref().map(|trouble| trouble.sentence().to_owned()).unwrap_or_default();
        BriefListing { name, summary: self.head.clone().ok_or_else(told) }
    }

    fn encode(&self, out: &mut Encoder) {
        out.path(&self.path).path(self.shared.as_deref().unwrap_or(Path::new(""))).text(&self.name);
        out.bytes(&self.origin.parts).mark(self.origin.shared).bytes(&self.origin.sum);
        match &self.head {
            None => drop(out.number(0)),
            Some(head) => {
                out.number(1).text(&head.title).text(&head.as_of).text(head.tlp.word());
                out.number(head.statements).number(head.sources).number(head.faults);
            }
        }
        match &self.trouble {
            None => drop(out.number(0)),
            Some(trouble) => drop(out.number(trouble.number()).text(trouble.sentence())),
        }
        match self.leaf {
            None => drop(out.number(0)),
            Some((segment, at)) => drop(out.number(segment + 1).number(at)),
        }
    }

    fn decode(from: &mut Decoder<'_>) -> Option<Self> {
        let (path, shared, name) = (from.path()?, from.path()?, from.text()?.to_owned());
        let (parts, mark, sum) = (from.bytes()?.to_vec(), from.mark()?, from.bytes()?.try_into().ok()?);
        let head = match from.number()? {
            0 => None,
            _ => Some(BriefListSummary {
                title: from.text()?.to_owned(),
                as_of: from.text()?.to_owned(),
                tlp: Tlp::from_word(from.text()?)?,
                statements: from.number()?,
                sources: from.number()?,
                faults: from.number()?,
            }),
        };
        let trouble = match from.number()? {
            0 => None,
            kind => Some(ReadFailure::from_number(kind, from.text()?.to_owned())?),
        };
        let leaf = match from.number()? {
            0 => None,
            segment => Some((segment - 1, from.number()?)),
        };
        let shared = Some(shared).filter(|shared| !shared.as_os_str().is_empty());
        Some(Self { path, shared, origin: ReadOrigin { parts, shared: mark, sum }, name, head, trouble, leaf })
    }
}

impl Manifest {
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = Encoder::default();
        out.path(&self.spelt).number(self.segments.len());
        for (id, count) in &self.segments {
            out.mark(*id).number(*count);
        }
        out.number(self.briefs.len());
        self.briefs.iter().for_each(|known| known.encode(&mut out));
        out.finish()
    }

    /// The ledger that these bytes are; `None` where they are none, or tell of what cannot be.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let mut from = Decoder::new(bytes);
        let spelt = from.path()?;
        let segments = from.several(|from| Some((from.mark()?, from.number()?)))?;
        let briefs = from.several(ManifestEntry::decode)?;
        let ledger = Self { spelt, segments, briefs };
        (from.is_empty() && ledger.is_sound()).then_some(ledger)
    }

    /// Whether the briefs are in order, and each is indexed where there is something, and as no other.
    fn is_sound(&self) -> bool {
        let in_order = self.briefs.is_sorted_by(|one, next| one.path < next.path);
        // No more briefs can be indexed than there were: a number that is larger is none of ours.
        let count: usize = self.segments.iter().fold(0, |count, (_, more)| count.saturating_add(*more));
        in_order && count <= self.briefs.len().saturating_mul(MOST_SEGMENTS) && self.places().is_some()
    }

    /// For each segment, for each of its briefs the place of that brief; `None` where another segment has what it is now, or it is gone.
    pub(super) fn places(&self) -> Option<Vec<Vec<Option<usize>>>> {
        let mut places: Vec<Vec<Option<usize>>> = self.segments.iter().map(|(_, count)| vec![None; *count]).collect();
        for (place, known) in self.briefs.iter().enumerate() {
            let Some((segment, at)) = known.leaf else { continue };
            if places.get_mut(segment)?.get_mut(at)?.replace(place).is_some() {
                return None;
            }
        }
        Some(places)
    }
}

/// More segments than these are read anew as one.
pub(super) const MOST_SEGMENTS: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    fn known(path: &str, leaf: Option<(usize, usize)>) -> ManifestEntry {
        let head = BriefListSummary {
            title: "T".to_owned(),
            as_of: "2025".to_owned(),
            tlp: Tlp::Red,
            statements: 300,
            sources: 2,
            faults: 0,
        };
        ManifestEntry {
            path: PathBuf::from(path),
            shared: leaf.map(|_| PathBuf::from("actors.toml")),
            origin: ReadOrigin { parts: vec![1, b'a', 1, 2, 3, 4, 5, 6, 7, 8], shared: 7, sum: [3; 16] },
            name: path.to_owned(),
            head: leaf.map(|_| head),
            trouble: leaf.is_none().then(|| ReadFailure::Hopeless("no brief is in it".to_owned())),
            leaf,
        }
    }

    fn ledger() -> Manifest {
        let briefs = vec![known("a", Some((0, 1))), known("b", None), known("c", Some((1, 0)))];
        Manifest { spelt: PathBuf::from("lib"), segments: vec![(9, 2), (u64::MAX, 1)], briefs }
    }

    /// What is compared: heads are not equal by themselves.
    fn describe(ledger: &Manifest) -> String {
        format!("{ledger:?}")
    }

    #[test]
    fn what_is_written_is_read_again_and_nothing_less() {
        let bytes = ledger().encode();
        assert_eq!(Manifest::decode(&bytes).as_ref().map(describe), Some(describe(&ledger())));
        for end in 0..bytes.len() {
            assert!(Manifest::decode(&bytes[..end]).is_none(), "{end} of {}", bytes.len());
        }
    }

    #[test]
    fn wild_numbers_are_no_ledger_and_take_no_memory() {
        let mut wild = ledger();
        wild.segments[0].1 = usize::MAX;
        assert!(Manifest::decode(&wild.encode()).is_none(), "more briefs than memory");
        for leaf in [(2, 0), (0, 2), (usize::MAX - 1, usize::MAX), (1, 0)] {
            let mut wild = ledger();
            wild.briefs[0].leaf = Some(leaf);
            assert!(Manifest::decode(&wild.encode()).is_none(), "{leaf:?}");
        }
        let mut wild = ledger();
        wild.briefs.swap(0, 1);
        assert!(Manifest::decode(&wild.encode()).is_none(), "out of order");
        // Of every byte every value: a ledger or none, and never a panic.
        let bytes = ledger().encode();
        for at in 0..bytes.len() {
            for value in 0..=u8::MAX {
                let mut bytes = bytes.clone();
                bytes[at] = value;
                let _ = Manifest::decode(&bytes);
            }
        }
    }

    #[test]
    fn what_was_changed_shortly_before_it_was_read_is_not_sure() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        std::fs::write(&path, "").unwrap();
        let stamp = crate::loader::FolderHandle::open(folder.path()).unwrap().stamp(Path::new("a.toml")).unwrap();
        let stands = |begun: i64, is_open: bool| {
            let trace = LoadTrace { parts: vec![(path.clone(), stamp)], is_incomplete: is_open };
            ReadOrigin::new(&path, &trace, [0; 16], begun).is_unchanged(|_| Some(stamp.digest()))
        };
        let changed = stamp.changed_at();
        assert!(stands(changed + GRAIN + 1, false));
        assert!(!stands(changed + GRAIN, false) && !stands(changed - 100, false), "nor from another's clock");
        assert!(!stands(changed + 100, true), "a link may lead elsewhere");
        assert!(!ReadOrigin::default().is_unchanged(|_| Some(1)), "what was read from nothing is not known");
    }
}
