//! The format as a JSON Schema for editors and validators, generated from the raw types. It reads no brief, and never expresses rules that
//! need the other files of a brief.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value as Json;

use super::raw::RawFile;
use crate::model;

/// The JSON Schema (draft 2020-12) of one file of a brief, indented, with a newline at its end.
///
/// [`super::read`] finds a fault in every file that the schema rejects, but not vice versa. Dates are strings, as in the usual conversion of
/// TOML to JSON.
pub fn schema() -> String {
    // Inlined, because some editors ignore keywords next to a `$ref`.
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let settings = settings.with_transform(RecursiveTransform(join_lines));
    let schema = settings.into_generator().into_root_schema_for::<RawFile>();
    format!("{:#}\n", Json::from(schema))
}

/// Joins the lines of a description: the line breaks of the source code have no meaning.
fn join_lines(schema: &mut Schema) {
    if let Some(Json::String(text)) = schema.get_mut("description") {
        *text = text.replace('\n', " ");
    }
}

/// Declares types for the values of fields, each with its schema.
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
    /// A text that is not blank.
    Text: json_schema!({ "type": "string", "pattern": NOT_BLANK });
    Texts: json_schema!({ "type": "array", "items": { "type": "string", "pattern": NOT_BLANK } });
    Id: json_schema!({ "type": "string", "pattern": ID });
    ActorId: json_schema!({ "type": "string", "pattern": ID, "not": { "const": "unnamed" } });
    Ids: json_schema!({ "type": "array", "items": { "type": "string", "pattern": ID }, "uniqueItems": true });
    /// One id, or a list of ids of actors.
    IdOrIds: json_schema!({ "anyOf": [
        { "type": "string", "pattern": ID },
        {
            "type": "array",
            "items": { "type": "string", "pattern": ID, "not": { "const": "unnamed" } },
            "minItems": 1,
            "uniqueItems": true,
        },
    ] });
    Day: json_schema!({ "type": "string", "pattern": date() });
    Cards: json_schema!({
        "type": "array",
        "items": { "type": "string", "pattern": cards() },
        "minItems": 1,
        "uniqueItems": true,
    });
    Format: json_schema!({ "type": "integer", "const": 1 });
    /// One text, or a list of its parts.
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
    /// A relative path to a file below the folder.
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
    Review: word(model::Review::WORDS);
}

const NOT_BLANK: &str = r"\S";
const ID: &str = "^[a-z0-9-]+$";
/// A component of a path that is not `..`, without look-ahead, which some validators do not support.
const STEP: &str = r"([^./\\:][^/\\:]*|\.|\.[^./\\:][^/\\:]*|\.\.[^/\\:]+)";

fn word(words: &[&str]) -> Schema {
    json_schema!({ "type": "string", "enum": words })
}

fn grades() -> Vec<Json> {
    let words = model::Credibility::WORDS;
    words.iter().map(|word| Json::from(*word)).chain((1..=words.len()).map(Json::from)).collect()
}

/// The pattern of an entry of the `cards` field.
fn cards() -> String {
    format!("^-?({}|(issue|contradiction|quote):[a-z0-9-]+)$", model::Section::WORDS.join("|"))
}

/// The pattern of the EDTF forms that briefs use. It does not check the lengths of months.
fn date() -> String {
    let mark = "[?~%]?";
    let (month, day) = ("(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])");
    let of_month = format!("{mark}{month}{mark}(-{mark}({day}|XX){mark})?");
    let unspecified = format!("{mark}XX{mark}(-{mark}XX{mark})?");
    let of_year = format!("{mark}-?[0-9]{{4}}{mark}(-({of_month}|{unspecified}|{mark}2[1-4]{mark}))?");
    let date = format!("({of_year}|{mark}[0-9]{{2}}[0-9X]X{mark}|Y-?[1-9][0-9]{{4,18}}{mark})");
    let zone = "(Z|[+-][0-9]{2}(:[0-5][0-9])?)?";
    let time = format!("[0-9]{{4}}-{month}-{day}T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60){zone}");
    format!(r"^({date}|{time}|{date}/({date}|\.\.)?|(\.\.)?/{date}|\[{date}(,{date})*\])$")
}
