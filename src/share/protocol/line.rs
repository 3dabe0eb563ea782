//! Lines to and from what they tell. It knows of a line no more than its kind and its version.

use serde::{Deserialize, Serialize};

use super::{Garbled, VERSION};

#[derive(Serialize)]
struct Said<'a, T> {
    kind: &'static str,
    #[serde(flatten)]
    what: &'a T,
}

/// Nothing but what every version has where it has it.
#[derive(Deserialize)]
struct OfVersion {
    version: Option<u64>,
}

#[derive(Deserialize)]
struct OfKind {
    kind: String,
}

/// What is only text, numbers and lists of them can always be told.
pub(super) fn line_of<T: Serialize>(kind: &'static str, what: &T) -> Vec<u8> {
    let mut line = serde_json::to_vec(&Said { kind, what }).unwrap_or_default();
    line.push(b'\n');
    line
}

pub(super) fn kind_of(line: &[u8]) -> Result<String, Garbled> {
    // A list of the right values would do as well for serde.
    if line.trim_ascii_start().first() != Some(&b'{') {
        return Err(Garbled::Noise("no JSON object"));
    }
    match read::<OfVersion>(line)?.version {
        Some(theirs) if theirs != u64::from(VERSION) => Err(Garbled::Version { theirs }),
        Some(_) | None => Ok(read::<OfKind>(line)?.kind),
    }
}

pub(super) fn read<'a, T: Deserialize<'a>>(line: &'a [u8]) -> Result<T, Garbled> {
    // What serde says may quote what came, and that is not to be repeated to a terminal.
    serde_json::from_slice(line)
        .map_err(|error| Garbled::Noise(if error.is_data() { "an object of another shape" } else { "no JSON" }))
}
