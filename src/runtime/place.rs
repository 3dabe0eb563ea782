//! A brief as a line of the list, and the key under which it is remembered.

use std::path::Path;

use crate::app::{Head, Listed};
use crate::loader::Entry;
use crate::loader::{Place, Reading};
use crate::storage::Key;

/// The key under which the brief is remembered.
pub(super) fn key(place: &Place) -> Key {
    place.path().map_or_else(Key::bundled, Key::of)
}

/// The line of the list for a brief of the library at `root`.
pub(super) fn listed(root: &Path, entry: &Entry) -> Listed {
    let within = entry.path.strip_prefix(root).unwrap_or(&entry.path);
    let head = Place::Entry(entry.clone()).read().map_err(|error| error.to_string()).and_then(|reading| head(&reading));
    Listed { name: within.with_extension("").display().to_string(), head }
}

fn head(reading: &Reading) -> Result<Head, String> {
    let brief = reading.brief.as_ref().ok_or_else(|| reading.problem())?;
    Ok(Head::new(brief, reading.number_of_faults()))
}
