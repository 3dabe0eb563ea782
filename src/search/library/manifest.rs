//! The manifest of a cached library: for each brief what it was read from, what a list shows of it, and where its records are indexed. It
//! reads no brief.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::read_failure::ReadFailure;
use crate::loader::{FileStamp, LoadTrace};
use crate::search::bytes::{ByteReader, put_value};
use crate::search::library::{BriefListSummary, BriefListing};

/// The first bytes of a SHA-256 hash, by which texts are compared.
pub(super) type ContentHash = [u8; 16];

/// The manifest of a library.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The path of the library as it was given when the messages were written, which contain the names of files.
    #[serde(serialize_with = "write_path", deserialize_with = "read_path")]
    pub root_as_given: PathBuf,
    /// The segments of the index, in order: the id of the file, and the number of its briefs.
    pub segments: Vec<(u64, usize)>,
    /// The briefs, in the order of their paths.
    pub briefs: Vec<ManifestEntry>,
}

/// What is cached of a brief.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct ManifestEntry {
    /// The path, relative to the library.
    #[serde(serialize_with = "write_path", deserialize_with = "read_path")]
    pub path: PathBuf,
    /// The path of the file of shared actors, relative to the library; empty if there is none.
    #[serde(serialize_with = "write_path", deserialize_with = "read_path")]
    pub shared: PathBuf,
    pub origin: ReadOrigin,
    /// The short name, for `brief:`.
    pub name: String,
    /// What a list shows of the brief; if there is nothing to show, it shows the message of `read_failure`.
    pub summary: Option<BriefListSummary>,
    pub read_failure: Option<ReadFailure>,
    /// The segment of its records, and the position of the brief in it; `None` if it is not indexed.
    pub indexed_at: Option<(usize, usize)>,
}

/// The files that a brief was read from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct ReadOrigin {
    /// The encoded names relative to the brief's path, each with the digest of its file stamp. They stay encoded: a library has many files.
    parts: Vec<u8>,
    /// The digest of the stamp of the file of shared actors.
    pub shared: u64,
    /// The hash of all texts and their names.
    pub content_hash: ContentHash,
}

/// No stamp has this digest; the file must be read again.
const UNKNOWN_DIGEST: u64 = 0;

/// The coarsest resolution of a file system's clock, in seconds. A file that was changed so shortly before it was read may change again
/// without a new stamp.
const CLOCK_RESOLUTION: i64 = 2;

impl ReadOrigin {
    /// The files of the brief at `path`, which were read no earlier than the second `begun`.
    pub(super) fn new(path: &Path, trace: &LoadTrace, content_hash: ContentHash, begun: i64) -> Self {
        let mut origin = Self { content_hash, ..Self::default() };
        let digest_of = |stamp: &FileStamp| {
            let is_certain = !trace.is_incomplete && stamp.changed_at() < begun.saturating_sub(CLOCK_RESOLUTION);
            if is_certain { stamp.digest() } else { UNKNOWN_DIGEST }
        };
        for (part, stamp) in &trace.parts {
            match part.strip_prefix(path) {
                Ok(name) => put_value(&mut origin.parts, &(name.as_os_str().as_bytes(), digest_of(stamp))),
                Err(_) => origin.shared = digest_of(stamp),
            }
        }
        origin
    }

    /// Whether every file still has its digest; `current_digest` returns that of the file as it is now.
    pub(super) fn is_unchanged(&self, mut current_digest: impl FnMut(&Path) -> Option<u64>) -> bool {
        let mut parts = ByteReader(&self.parts);
        while !parts.is_empty() {
            let Some((name, digest)) = parts.value::<(&[u8], u64)>() else { return false };
            if digest == UNKNOWN_DIGEST || current_digest(Path::new(OsStr::from_bytes(name))) != Some(digest) {
                return false;
            }
        }
        !self.parts.is_empty()
    }
}

impl ManifestEntry {
    /// What is cached of a brief that was not read yet.
    pub(super) fn unread(path: &Path, shared: Option<&Path>, name: String) -> Self {
        Self {
            path: path.to_owned(),
            shared: shared.map(Path::to_owned).unwrap_or_default(),
            origin: ReadOrigin::default(),
            name,
            summary: None,
            read_failure: None,
            indexed_at: None,
        }
    }

    /// The path of the file of shared actors, relative to the library.
    pub(super) fn shared(&self) -> Option<&Path> {
        Some(self.shared.as_path()).filter(|shared| !shared.as_os_str().is_empty())
    }

    /// The brief as the list of the library shows it.
    pub(super) fn listed(&self, name: String) -> BriefListing {
        let message =
            || self.read_failure.as_ref().map(|read_failure| read_failure.message().to_owned()).unwrap_or_default();
        BriefListing { name, summary: self.summary.clone().ok_or_else(message) }
    }
}

impl Manifest {
    /// Encodes the manifest; `None` never, because all its lists have a length.
    pub(super) fn encode(&self) -> Option<Vec<u8>> {
        postcard::to_allocvec(self).ok()
    }

    /// Decodes a manifest; `None` if the bytes are malformed or inconsistent.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let (manifest, rest) = postcard::take_from_bytes::<Self>(bytes).ok()?;
        (rest.is_empty() && manifest.is_consistent()).then_some(manifest)
    }

    /// Whether the briefs are sorted, and each is indexed at a valid position of its own.
    fn is_consistent(&self) -> bool {
        let in_order = self.briefs.is_sorted_by(|one, next| one.path < next.path);
        // The index cannot have had more briefs than this; the check limits the memory.
        let count: usize = self.segments.iter().fold(0, |count, (_, more)| count.saturating_add(*more));
        in_order && count <= self.briefs.len().saturating_mul(MAX_SEGMENTS) && self.brief_positions().is_some()
    }

    /// For each segment, for each of its briefs its position in the manifest; `None` if the brief is gone or indexed in another segment.
    pub(super) fn brief_positions(&self) -> Option<Vec<Vec<Option<usize>>>> {
        let mut brief_positions: Vec<Vec<Option<usize>>> =
            self.segments.iter().map(|(_, count)| vec![None; *count]).collect();
        for (position, known) in self.briefs.iter().enumerate() {
            let Some((segment, at)) = known.indexed_at else { continue };
            if brief_positions.get_mut(segment)?.get_mut(at)?.replace(position).is_some() {
                return None;
            }
        }
        Some(brief_positions)
    }
}

/// Encodes a path as its bytes, which need not be UTF-8.
fn write_path<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
    path.as_os_str().as_bytes().serialize(to)
}

fn read_path<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
    <&[u8]>::deserialize(from).map(|bytes| PathBuf::from(OsStr::from_bytes(bytes)))
}

/// If there are more segments than these, they are merged.
pub(super) const MAX_SEGMENTS: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Tlp;

    fn known(path: &str, indexed_at: Option<(usize, usize)>) -> ManifestEntry {
        let summary = BriefListSummary {
            title: "T".to_owned(),
            as_of: "2025".to_owned(),
            tlp: Tlp::Red,
            statements: 300,
            sources: 2,
            faults: 0,
        };
        ManifestEntry {
            path: PathBuf::from(path),
            shared: PathBuf::from(if indexed_at.is_some() { "actors.toml" } else { "" }),
            origin: ReadOrigin { parts: vec![1, b'a', 1], shared: 7, content_hash: [3; 16] },
            name: path.to_owned(),
            summary: indexed_at.map(|_| summary),
            read_failure: indexed_at.is_none().then(|| ReadFailure::Hopeless("no brief is in it".to_owned())),
            indexed_at,
        }
    }

    fn manifest() -> Manifest {
        let briefs = vec![known("a", Some((0, 1))), known("b", None), known("c", Some((1, 0)))];
        Manifest { root_as_given: PathBuf::from("lib"), segments: vec![(9, 2), (u64::MAX, 1)], briefs }
    }

    /// For comparison, because summaries do not implement `Eq`.
    fn describe(manifest: &Manifest) -> String {
        format!("{manifest:?}")
    }

    #[test]
    fn a_manifest_is_decoded_whole_or_not_at_all() {
        let bytes = manifest().encode().unwrap();
        assert_eq!(Manifest::decode(&bytes).as_ref().map(describe), Some(describe(&manifest())));
        for end in 0..bytes.len() {
            assert!(Manifest::decode(&bytes[..end]).is_none(), "{end} of {}", bytes.len());
        }
    }

    #[test]
    fn wrong_numbers_are_refused_and_take_no_memory() {
        let mut wrong = manifest();
        wrong.segments[0].1 = usize::MAX;
        assert!(Manifest::decode(&wrong.encode().unwrap()).is_none(), "more briefs than memory");
        for indexed_at in [(2, 0), (0, 2), (usize::MAX - 1, usize::MAX), (1, 0)] {
            let mut wrong = manifest();
            wrong.briefs[0].indexed_at = Some(indexed_at);
            assert!(Manifest::decode(&wrong.encode().unwrap()).is_none(), "{indexed_at:?}");
        }
        let mut wrong = manifest();
        wrong.briefs.swap(0, 1);
        assert!(Manifest::decode(&wrong.encode().unwrap()).is_none(), "out of order");
        // Every value of every byte gives a manifest or none, and never a panic.
        let bytes = manifest().encode().unwrap();
        for at in 0..bytes.len() {
            for value in 0..=u8::MAX {
                let mut bytes = bytes.clone();
                bytes[at] = value;
                let _ = Manifest::decode(&bytes);
            }
        }
    }

    #[test]
    fn a_file_changed_shortly_before_it_was_read_is_not_certain() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        std::fs::write(&path, "").unwrap();
        let stamp = crate::loader::FolderHandle::open(folder.path()).unwrap().stamp(Path::new("a.toml")).unwrap();
        let is_unchanged = |begun: i64, is_incomplete: bool| {
            let trace = LoadTrace { parts: vec![(path.clone(), stamp)], is_incomplete };
            ReadOrigin::new(&path, &trace, [0; 16], begun).is_unchanged(|_| Some(stamp.digest()))
        };
        let changed = stamp.changed_at();
        assert!(is_unchanged(changed + CLOCK_RESOLUTION + 1, false));
        assert!(
            !is_unchanged(changed + CLOCK_RESOLUTION, false) && !is_unchanged(changed - 100, false),
            "nor from another's clock"
        );
        assert!(!is_unchanged(changed + 100, true), "a link may lead elsewhere");
        assert!(!ReadOrigin::default().is_unchanged(|_| Some(1)), "what was read from nothing is not known");
    }
}
