//! The JSON Schema of the configuration file, made from the same tables that the parser uses. It never checks a file.

use serde_json::{Map, Value, json};

use super::keys::subtable_name;
use super::parse::CITATION_FORMATS;
use super::themes::AUTO_THEME;
use crate::keys::KeyContext;
use crate::tui::theme::{BUILT_IN, COLOR_NAMES, TextAttribute, ThemeRole};

/// The JSON Schema (draft 2020-12) of the configuration file, with a line break at the end.
pub fn schema() -> String {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "whosaid: config.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "library": { "type": "string", "minLength": 1, "description": "The folder of briefs to use if none is named." },
            "texts": { "type": "string", "minLength": 1, "description": "The folder of the articles' texts to use if none is named." },
            "cache": { "type": "boolean", "default": true, "description": "Whether folders of briefs are cached." },
            "theme": { "type": "string", "examples": theme_names(), "description": "A built-in theme, one of `themes`, or `auto`: the one for the terminal's background." },
            "themes": { "type": "object", "propertyNames": { "not": { "enum": theme_names() } }, "additionalProperties": theme_schema(), "description": "Your own themes, by name." },
            "ascii": { "type": "boolean", "description": "Whether only ASCII characters are shown. Without it, it depends on the terminal." },
            "mouse": { "type": "boolean", "default": false, "description": "Whether the mouse is used: a click chooses, the wheel scrolls." },
            "citation": { "enum": CITATION_FORMATS.map(|(word, _)| word), "description": "The format of citations that are copied to the clipboard." },
            "keys": keys_schema(KeyContext::Reader),
        },
        "$defs": {
            "keys": { "anyOf": [{ "$ref": "#/$defs/key" }, { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/key" } }] },
            "key": { "type": "string", "minLength": 1 },
            "colour": { "anyOf": [{ "enum": COLOR_NAMES.map(|(word, _)| word) }, { "type": "string", "pattern": "^(#[0-9a-fA-F]{6}|[0-9]{1,3})$" }] },
            "look": { "anyOf": [{ "$ref": "#/$defs/colour" }, style_schema()] },
        },
    });
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn theme_names() -> Vec<&'static str> {
    [AUTO_THEME].into_iter().chain(BUILT_IN.iter().map(|design| design.name)).collect()
}

fn theme_schema() -> Value {
    let base = json!({ "enum": BUILT_IN.iter().map(|design| design.name).collect::<Vec<_>>(), "description": "The theme that yours changes." });
    let look = |role: &ThemeRole| (role.name().to_owned(), json!({ "$ref": "#/$defs/look" }));
    let roles: Map<String, Value> =
        [("base".to_owned(), base)].into_iter().chain(ThemeRole::ALL.iter().map(look)).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": roles })
}

fn style_schema() -> Value {
    let colours = ["fg", "bg"].map(|name| (name.to_owned(), json!({ "$ref": "#/$defs/colour" })));
    let attributes = TextAttribute::ALL.map(|(_, name)| (name.to_owned(), json!({ "type": "boolean" })));
    let parts: Map<String, Value> = colours.into_iter().chain(attributes).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": parts })
}

fn keys_schema(context: KeyContext) -> Value {
    let action = |binding: &crate::keys::Binding| {
        let description = json!({ "$ref": "#/$defs/keys", "description": format!("To {}.", binding.description) });
        (binding.action.name().to_owned(), description)
    };
    let mut actions: Map<String, Value> = context.bindings().iter().map(action).collect();
    let description = match context {
        KeyContext::Reader => {
            for context in KeyContext::ALL {
                let table = subtable_name(context).map(|name| (name.to_owned(), keys_schema(context)));
                actions.extend(table);
            }
            "The keys of each action. An action that is not named keeps its default keys."
        }
        KeyContext::Cards => "The keys of each action while cards are presented.",
        KeyContext::Coding => "The keys of each action while an article is coded.",
    };
    json!({ "type": "object", "additionalProperties": false, "properties": actions, "description": description })
}
