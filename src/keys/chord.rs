//! Key presses and their names in help, configuration and tests. It knows nothing of terminals.

use std::fmt;

/// One key without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character as typed: `G`, not shift with `g`.
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

/// A key with or without control. Alt is not supported, because terminals and multiplexers use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    pub key: Key,
    pub ctrl: bool,
}

impl Chord {
    /// A key without control.
    pub const fn plain(key: Key) -> Self {
        Self { key, ctrl: false }
    }

    /// A character without control.
    pub const fn char(char: char) -> Self {
        Self::plain(Key::Char(char))
    }

    /// A character with control.
    pub const fn ctrl(char: char) -> Self {
        Self { key: Key::Char(char), ctrl: true }
    }

    /// The character that this chord types into a text field. Returns `None` for every other chord.
    pub const fn typed_char(self) -> Option<char> {
        if let (Key::Char(char), false) = (self.key, self.ctrl) { Some(char) } else { None }
    }

    /// Parses the name of a key in a configuration: `space`, `pgdn`, `↓`, `ctrl-f`. Returns `None` for any other text, also for one
    /// character such as `j`.
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some(char) = name.strip_prefix("ctrl-").and_then(single_char) {
            return Some(Self::ctrl(char));
        }
        let has_name = |(_, spelling, shown): &&(Key, &str, &str)| *spelling == name || *shown == name || name == " ";
        NAMES.iter().find(has_name).map(|(key, ..)| Self::plain(*key))
    }

    /// The configuration names of all keys that have one.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(_, spelling, _)| *spelling)
    }

    /// The name of the chord in a configuration: `pgdn`, not `PgDn`.
    pub fn config_name(self) -> String {
        let name = NAMES.iter().find(|(key, ..)| *key == self.key).map(|(_, spelling, _)| *spelling);
        if self.ctrl { self.to_string() } else { name.map_or_else(|| self.to_string(), str::to_owned) }
    }

    /// Parses a sequence of key presses: a character is itself, and every other key is `<name>`.
    ///
    /// A `<` that does not start a known name is the character `<`.
    pub fn parse_all(text: &str) -> Vec<Self> {
        let mut chords = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (chord, length) = parse_named(rest).unwrap_or((Self::char(first), first.len_utf8()));
            chords.push(chord);
            rest = &rest[length..];
        }
        chords
    }
}

/// The character of a text that has exactly one, which is not a control character.
fn single_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|char| chars.next().is_none() && !char.is_control())
}

/// Each key with its configuration name and its name for people.
const NAMES: &[(Key, &str, &str)] = &[
    (Key::Char(' '), "space", "space"),
    (Key::Enter, "enter", "enter"),
    (Key::Esc, "esc", "esc"),
    (Key::Tab, "tab", "tab"),
    (Key::BackTab, "shift-tab", "shift-tab"),
    (Key::Backspace, "backspace", "backspace"),
    (Key::Delete, "delete", "delete"),
    (Key::Up, "up", "↑"),
    (Key::Down, "down", "↓"),
    (Key::Left, "left", "←"),
    (Key::Right, "right", "→"),
    (Key::Home, "home", "home"),
    (Key::End, "end", "end"),
    (Key::PageUp, "pgup", "PgUp"),
    (Key::PageDown, "pgdn", "PgDn"),
];

fn parse_named(text: &str) -> Option<(Chord, usize)> {
    let (name, _) = text.strip_prefix('<')?.split_once('>')?;
    let length = name.len() + 2;
    if let Some(char) = name.strip_prefix("ctrl-").and_then(|rest| rest.chars().next()) {
        return Some((Chord::ctrl(char), length));
    }
    let (key, ..) = NAMES.iter().find(|(_, spelling, _)| *spelling == name)?;
    Some((Chord::plain(*key), length))
}

/// Writes the name for people: `j`, `PgDn`, `ctrl-c`.
impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match (self.key, NAMES.iter().find(|(key, ..)| *key == self.key)) {
            (_, Some((.., shown))) => (*shown).to_owned(),
            (Key::Char(char), None) => char.to_string(),
            (key, None) => format!("{key:?}"),
        };
        f.pad(&if self.ctrl { format!("ctrl-{text}") } else { text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_of_key_presses_is_parsed() {
        let names: Vec<String> = Chord::parse_all("2jj<space>G<ctrl-c><x<pgdn>").iter().map(Chord::to_string).collect();
        assert_eq!(names, ["2", "j", "j", "space", "G", "ctrl-c", "<", "x", "PgDn"]);
    }
}
