//! The format as a JSON Schema, for editors and validators: made from the raw types themselves. It reads no brief, and what needs the
//! other files of a brief is beyond it.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value as Json;

use super::raw::RawFile;
use crate::model;

/// The JSON Schema (draft 2020-12) of one file of a brief, indented, with a newline at its end.
///
/// A file that it refuses is one that [`super::read`] finds a fault in; not the other way round. Dates are texts in it, as whatever
/// turns TOML into JSON makes them.
pub fn schema() -> String {
    // Inlined, because some editors pass over what stands beside a reference.
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let settings = settings.with_transform(RecursiveTransform(unfold));
    let schema = settings.into_generator().into_root_schema_for::<RawFile>();
    format!("{:#}\n", Json::from(schema))
}

/// Makes one line of an explanation: where ours are broken is no matter of the reader's.
fn unfold(schema: &mut Schema) {
    if let Some(Json::String(told)) = schema.get_mut("description") {
        *told = told.replace('\n', " ");
    }
}

/// Declares what the fields of the format may hold, each with its schema.
macro_rules! values {
    ($($(#[$meta:meta])* $name:ident: $schema:expr;)+) => { $(
        $(#[$meta])*
        pub(super) enum $name {}

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )+ };
}

values! {
    /// A text that says something.
    Text: json_schema!({ "type": "string", "pattern": NOT_BLANK });
    Texts: json_schema!({ "type": "array", "items": { "type": "string", "pattern": NOT_BLANK } });
    Id: json_schema!({ "type": "string", "pattern": ID });
    ActorId: json_schema!({ "type": "string", "pattern": ID, "not": { "const": "unnamed" } });
    Ids: json_schema!({ "type": "array", "items": { "type": "string", "pattern": ID }, "uniqueItems": true });
    Day: json_schema!({ "type": "string", "pattern": date() });
    Cards: json_schema!({
        "type": "array",
        "items": { "type": "string", "pattern": cards() },
        "minItems": 1,
        "uniqueItems": true,
    });
    Format: json_schema!({ "type": "integer", "const": 1 });
    /// One text, or its parts.
    Quote: json_schema!({ "anyOf": [
        { "type": "string", "pattern": NOT_BLANK },
        { "type": "array", "items": { "type": "string", "pattern": NOT_BLANK }, "minItems": 1 },
    ] });
    Stances: json_schema!({
        "type": "object",
        "propertyNames": { "pattern": ID },
        "additionalProperties": { "type": "string", "enum": model::Stance::WORDS },
    });
    Value: json_schema!({ "anyOf": [{ "type": "string", "pattern": NOT_BLANK }, { "type": "number" }] });
    /// With or without quotation marks.
    Credibility: json_schema!({ "enum": grades() });
    /// A path from a folder to somewhere below it.
    PathBelow: json_schema!({ "type": "string", "pattern": format!("^{STEP}([/\\\\]{STEP})*$") });
    Sha256: json_schema!({ "type": "string", "pattern": "^[0-9A-Fa-f]{64}$" });
    Tlp: word(model::Tlp::WORDS);
    Likelihood: word(model::Likelihood::WORDS);
    Confidence: word(model::Confidence::WORDS);
    ActorKind: word(model::ActorKind::WORDS);
    SourceKind: word(model::SourceKind::WORDS);
    Reliability: word(model::Reliability::WORDS);
    Attribution: word(model::Attribution::WORDS);
    EventKind: word(model::EventKind::WORDS);
    Rank: word(model::Rank::WORDS);
}

const NOT_BLANK: &str = r"\S";
const ID: &str = "^[a-z0-9-]+$";
/// A part of a path that does not lead up, without the look-ahead that some validators do not know.
const STEP: &str = r"([^./\\:][^/\\:]*|\.|\.[^./\\:][^/\\:]*|\.\.[^/\\:]+)";

fn word(words: &[&str]) -> Schema {
    json_schema!({ "type": "string", "enum": words })
}

fn grades() -> Vec<Json> {
    let words = model::Credibility::WORDS;
    words.iter().map(|word| Json::from(*word)).chain((1..=words.len()).map(Json::from)).collect()
}

/// An entry of the order of a presentation.
fn cards() -> String {
    format!("^-?({}|(issue|contradiction|quote):[a-z0-9-]+)$", model::Section::WORDS.join("|"))
}

/// The forms of EDTF that briefs use, as far as a pattern can tell: it knows no lengths of months.
fn date() -> String {
    let mark = "[?~%]?";
    let day = format!("(-{mark}(0[1-9]|[12][0-9]|3[01]|XX){mark})?");
    let date = format!("{mark}[0-9]{{4}}{mark}(-{mark}(0[1-9]|1[0-2]){mark}{day})?");
    format!(r"^({date}|{date}/({date}|\.\.)|\.\./{date}|\[{date}(,{date})*\])$")
}
