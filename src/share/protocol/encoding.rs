//! Lines to and from what they tell. It knows of a line no more than its kind and its version.

use serde::{Deserialize, Serialize};

use super::{ProtocolError, VERSION};

#[derive(Serialize)]
struct TaggedMessage<'a, T> {
    kind: &'static str,
    #[serde(flatten)]
    what: &'a T,
}

/// Nothing but what every version has where it has it.
#[derive(Deserialize)]
struct VersionField {
    version: Option<u64>,
}

#[derive(Deserialize)]
struct KindField {
    kind: String,
}

/// What is only text, numbers and lists of them can always be told.
pub(super) fn encode<T: Serialize>(kind: &'static str, what: &T) -> Vec<u8> {
    let mut line = serde_json::to_vec(&TaggedMessage { kind, what }).unwrap_or_default();
    line.push(b'\n');
    line
}

pub(super) fn message_kind(line: &[u8]) -> Result<String, ProtocolError> {
    // A list of the right values would do as well for serde.
    if line.trim_ascii_start().first() != Some(&b'{') {
        return Err(ProtocolError::Malformed("no JSON object"));
    }
    match decode::<VersionField>(line)?.version {
        Some(theirs) if theirs != u64::from(VERSION) => Err(ProtocolError::Version { theirs }),
        Some(_) | None => Ok(decode::<KindField>(line)?.kind),
    }
}

pub(super) fn decode<'a, T: Deserialize<'a>>(line: &'a [u8]) -> Result<T, ProtocolError> {
    // What serde says may quote what came, and that is not to be repeated to a terminal.
    serde_json::from_slice(line).map_err(|error| {
        ProtocolError::Malformed(if error.is_data() { "an object of another shape" } else { "no JSON" })
    })
}
