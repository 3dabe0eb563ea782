//! A brief as a line of the list, and the key under which it is remembered.

use std::path::Path;

use crate::loader::UnreadBrief;
use crate::loader::{BriefLocation, LoadedBrief};
use crate::search::library::{BriefListSummary, BriefListing};
use crate::storage::StateKey;

/// The key under which the brief is remembered.
pub(super) fn state_key(place: &BriefLocation) -> StateKey {
    place.path().map_or_else(StateKey::bundled, StateKey::from_path)
}

/// The line of the list for a brief of the library at `root`.
pub(super) fn library_line(root: &Path, entry: &UnreadBrief) -> BriefListing {
    let within = entry.path.strip_prefix(root).unwrap_or(&entry.path);
    let head = BriefLocation::InLibrary(entry.clone())
        .read()
        .map_err(|error| error.to_string())
        .and_then(|reading| brief_head(&reading));
    BriefListing { name: within.with_extension("").display().to_string(), summary: head }
}

fn brief_head(reading: &LoadedBrief) -> Result<BriefListSummary, String> {
    let brief = reading.brief.as_ref().ok_or_else(|| reading.problem())?;
    Ok(BriefListSummary::new(brief, reading.fault_count()))
}
