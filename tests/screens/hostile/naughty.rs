//! Briefs with a naughty string in every text field.

use toml::{Table, Value};

/// What the public list lacks.
const OURS: &[&str] = &[
    "\u{1b}[2J\u{1b}[31mred\u{1b}[m",
    "\u{1b}]52;c;cm0gLXJmIH4=\u{7}",
    "\u{1b}]8;;https://evil.example\u{1b}\\click\u{1b}]8;;\u{1b}\\",
    "\u{1b}]0;title\u{7}\u{1b}P+q\u{1b}\\\u{1b}_x\u{1b}\\\u{1b}^y\u{1b}\\",
    "\u{1b}c\u{1b}[6n\u{1b}[c\u{5}",
    "\u{9b}2J\u{9d}52;c;eA==\u{9c}\u{90}\u{98}\u{84}\u{85}",
    "\u{0}\u{1}\u{7}\u{8}\u{b}\u{c}\r\u{e}\u{f}\u{7f}",
    "kept\rgone\r\nand\tmore",
    "\u{202e}txt.exe\u{202c} \u{202a}\u{202b}\u{202d}",
    "\u{2066}a\u{2067}b\u{2068}c\u{2069}\u{2069}\u{2069}\u{206a}\u{206f}",
    "ad\u{200b}mi\u{200d}n\u{200c}is\u{2060}tr\u{feff}at\u{ad}or\u{180e}",
    "tag\u{e0001}\u{e0068}\u{e0069}\u{e007f}",
    "line\u{2028}separator\u{2029}paragraph",
    "می\u{200c}خواهم خان\u{200f}. \u{200e}(x)",
    "👩\u{200d}💻 ❤\u{fe0f} 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "\u{301}\u{302}mark first",
    "\u{e000}\u{f8ff}\u{fffe}\u{10ffff}\u{fdd0}\u{3164}",
    "\u{fff9}a\u{fffa}b\u{fffb}",
    "::error file=x::y%0A::stop-commands::t",
    "=cmd|' /C calc'!A0",
    "](javascript:alert(1)) <script> `code` | cell",
];

/// Every string that is not empty, which a text must not be.
pub(crate) fn strings() -> Vec<String> {
    let marks = format!("z{}algo", "\u{301}\u{489}".repeat(2000));
    let of_list = naughty_strings::BLNS.iter().copied().chain(OURS.iter().copied()).map(str::to_owned);
    of_list.chain([marks, "x".repeat(5000), "日".repeat(500)]).filter(|text| !text.trim().is_empty()).collect()
}

/// A brief with these strings, each in every text field of every table but those of which there is one, in which the first stands.
pub(crate) fn brief(strings: &[String]) -> String {
    let whole = include_str!("../../schema/whole.toml");
    let mut whole: Table = whole.parse().unwrap();
    whole.remove("deck");
    let first = strings.first().unwrap();
    let mut brief = Table::new();
    for (name, value) in &whole {
        let value = match value.as_array() {
            Some(rows) => {
                let rows =
                    strings.iter().enumerate().flat_map(|(at, text)| rows.iter().map(move |row| with(row, text, at)));
                Value::Array(rows.collect())
            }
            None => with(value, first, 0),
        };
        brief.insert(name.clone(), value);
    }
    brief.to_string()
}

/// Fields whose words are the format's own, or dates.
const WORDS: &[&str] = &[
    "accessed",
    "as_of",
    "attribution",
    "confidence",
    "credibility",
    "date",
    "format",
    "from",
    "kind",
    "likelihood",
    "published",
    "rank",
    "reliability",
    "said",
    "sha256",
    "stance",
    "tlp",
    "to",
];
/// Fields that name things: each copy has things of its own.
const IDS: &[&str] = &[
    "about",
    "actor",
    "actors",
    "at",
    "contradicts",
    "id",
    "member_of",
    "origin",
    "repeats",
    "retracts",
    "rewords",
    "source",
    "sources",
    "supports",
    "via",
];

/// A table with a text in every text field, and the ids of its copy.
fn with(value: &Value, text: &str, at: usize) -> Value {
    let Value::Table(table) = value else { return value.clone() };
    let fields = table.iter().map(|(name, value)| {
        let value = match (name.as_str(), value) {
            ("text", Value::Table(_)) => {
                let mut held = Table::new();
                held.insert("file".to_owned(), format!("articles/{}", text.replace(['/', '\\'], " ")).into());
                Value::Table(held)
            }
            ("stance", Value::Table(sides)) => {
                Value::Table(sides.iter().map(|(issue, side)| (copy(issue, at), side.clone())).collect())
            }
            ("text", Value::String(_)) => text.into(),
            (name, value) if WORDS.contains(&name) => value.clone(),
            (name, value) if IDS.contains(&name) => copied(value, at),
            (_, Value::String(_)) => text.into(),
            (_, Value::Array(parts)) => Value::Array(parts.iter().map(|part| in_list(part, text, at)).collect()),
            (_, value) => value.clone(),
        };
        (name.clone(), value)
    });
    Value::Table(fields.collect())
}

fn in_list(part: &Value, text: &str, at: usize) -> Value {
    if part.is_table() { with(part, text, at) } else { Value::from(text) }
}

fn copied(value: &Value, at: usize) -> Value {
    match (value.as_str(), value.as_array()) {
        (Some(id), _) => copy(id, at).into(),
        (None, Some(ids)) => Value::Array(ids.iter().map(|id| copied(id, at)).collect()),
        (None, None) => value.clone(),
    }
}

fn copy(id: &str, at: usize) -> String {
    if id == "unnamed" { id.to_owned() } else { format!("{id}-{at}") }
}
