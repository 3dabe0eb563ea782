//! The schema of the file, for editors, written from the tables that it is read by. It checks nothing.

use serde_json::{Map, Value, json};

use super::parse::CITATION_FORMATS;
use super::themes::AUTO_THEME;
use crate::keys::KeyContext;
use crate::tui::theme::{BUILT_IN, COLOR_NAMES, TextAttribute, ThemeRole};

/// The JSON Schema of the configuration (2020-12), with a line break at its end.
pub fn schema() -> String {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "whosaid: config.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "library": { "type": "string", "minLength": 1, "description": "The folder of briefs that is asked where none is named." },
            "texts": { "type": "string", "minLength": 1, "description": "The folder of the articles' texts, where none is named." },
            "cache": { "type": "boolean", "default": true, "description": "Whether what was read of a folder of briefs is kept in the cache folder." },
            "theme": { "type": "string", "examples": theme_names(), "description": "A theme of the program, one of `themes`, or `auto`: the one for the terminal's ground." },
            "themes": { "type": "object", "propertyNames": { "not": { "enum": theme_names() } }, "additionalProperties": theme_schema(), "description": "Themes of your own, by their names." },
            "ascii": { "type": "boolean", "description": "Whether ASCII alone is shown; without it, as the terminal has it." },
            "mouse": { "type": "boolean", "default": false, "description": "Whether the mouse is listened to: a press chooses, the wheel scrolls." },
            "citation": { "enum": CITATION_FORMATS.map(|(word, _)| word), "description": "As what a citation is sent to the clipboard." },
            "keys": keys_schema(KeyContext::Reader),
        },
        "$defs": {
            "keys": { "anyOf": [{ "$ref": "#/$defs/key" }, { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/key" } }] },
            "key": { "type": "string", "minLength": 1 },
            "colour": { "anyOf": [{ "enum": COLOR_NAMES.map(|(word, _)| word) }, { "type": "string", "pattern": "^(#[0-9a-fA-F]{6}|[0-9]{1,3})$" }] },
            "look": { "anyOf": [{ "$ref": "#/$defs/colour" }, look_schema()] },
        },
    });
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn theme_names() -> Vec<&'static str> {
    [AUTO_THEME].into_iter().chain(BUILT_IN.iter().map(|design| design.name)).collect()
}

fn theme_schema() -> Value {
    let base = json!({ "enum": BUILT_IN.iter().map(|design| design.name).collect::<Vec<_>>(), "description": "What holds where nothing is changed." });
    let look = |role: &ThemeRole| (role.name().to_owned(), json!({ "$ref": "#/$defs/look" }));
    let roles: Map<String, Value> =
        [("base".to_owned(), base)].into_iter().chain(ThemeRole::ALL.iter().map(look)).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": roles })
}

fn look_schema() -> Value {
    let colours = ["fg", "bg"].map(|name| (name.to_owned(), json!({ "$ref": "#/$defs/colour" })));
    let weights = TextAttribute::ALL.map(|(_, name)| (name.to_owned(), json!({ "type": "boolean" })));
    let parts: Map<String, Value> = colours.into_iter().chain(weights).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": parts })
}

fn keys_schema(scene: KeyContext) -> Value {
    let action = |binding: &crate::keys::Binding| {
        let told = json!({ "$ref": "#/$defs/keys", "description": format!("To {}.", binding.description) });
        (binding.action.name().to_owned(), told)
    };
    let mut actions: Map<String, Value> = scene.bindings().iter().map(action).collect();
    let told = match scene {
        KeyContext::Reader => {
            actions.insert("cards".to_owned(), keys_schema(KeyContext::Cards));
            "Which keys do what; an action that is not named keeps its own."
        }
        KeyContext::Cards => "Which keys do what while cards are presented.",
    };
    json!({ "type": "object", "additionalProperties": false, "properties": actions, "description": told })
}
