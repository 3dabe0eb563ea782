//! Encodes and decodes messages as lines of JSON. Of a line it knows only its kind and version.

use serde::{Deserialize, Serialize};

use super::{ProtocolError, VERSION};

#[derive(Serialize)]
struct TaggedMessage<'a, T> {
    kind: &'static str,
    #[serde(flatten)]
    message: &'a T,
}

/// The version, which every version of the protocol has at the same place.
#[derive(Deserialize)]
struct VersionField {
    version: Option<u64>,
}

#[derive(Deserialize)]
struct KindField {
    kind: String,
}

/// Encodes a message. Messages of text, numbers and lists never fail to serialize.
pub(super) fn encode<T: Serialize>(kind: &'static str, message: &T) -> Vec<u8> {
    let mut line = serde_json::to_vec(&TaggedMessage { kind, message }).unwrap_or_default();
    line.push(b'\n');
    line
}

pub(super) fn message_kind(line: &[u8]) -> Result<String, ProtocolError> {
    // serde would also accept an array of the right values.
    if line.trim_ascii_start().first() != Some(&b'{') {
        return Err(ProtocolError::Malformed("no JSON object"));
    }
    match decode::<VersionField>(line)?.version {
        Some(theirs) if theirs != u64::from(VERSION) => Err(ProtocolError::Version { theirs }),
        Some(_) | None => Ok(decode::<KindField>(line)?.kind),
    }
}

pub(super) fn decode<'a, T: Deserialize<'a>>(line: &'a [u8]) -> Result<T, ProtocolError> {
    // The message of serde may quote the input, which must not reach a terminal.
    serde_json::from_slice(line).map_err(|error| {
        ProtocolError::Malformed(if error.is_data() { "an object of another shape" } else { "no JSON" })
    })
}
