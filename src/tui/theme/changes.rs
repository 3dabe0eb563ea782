//! What a user changes of a theme: roles with other colours and weights, and the words for colours. It reads no file.

use ratatui::style::{Color, Modifier};

use super::{ColorDepth, RoleStyle, Theme, ThemeRole};

/// What is to be different in the look of a role; what is `None` stays.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct RoleChange {
    pub fg: Option<Color>,
    pub bg: Option<Color>,
    pub attributes: Vec<(TextAttribute, bool)>,
}

/// How else text can stand out than by its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextAttribute {
    Bold,
    Dim,
    Italic,
    Underline,
    Reverse,
}

impl TextAttribute {
    /// Each with its word. None of them blinks or hides.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Bold, "bold"),
        (Self::Dim, "dim"),
        (Self::Italic, "italic"),
        (Self::Underline, "underline"),
        (Self::Reverse, "reverse"),
    ];

    /// As cells have it.
    pub const fn modifier(self) -> Modifier {
        match self {
            Self::Bold => Modifier::BOLD,
            Self::Dim => Modifier::DIM,
            Self::Italic => Modifier::ITALIC,
            Self::Underline => Modifier::UNDERLINED,
            Self::Reverse => Modifier::REVERSED,
        }
    }
}

/// The words for the user's own sixteen colours, and for the one that text or ground has by itself.
pub const COLOR_NAMES: [(&str, Color); 17] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// The colour of a word of [`COLOR_WORDS`], of `#rrggbb`, or of a number of the table of 256.
pub fn parse_color(word: &str) -> Option<Color> {
    if let Some(digits) = word.strip_prefix('#') {
        let is_hex = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?.to_be_bytes();
        return Some(Color::Rgb(red, green, blue));
    }
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok().map(Color::Indexed);
    }
    COLOR_NAMES.iter().find(|(known, _)| *known == word).map(|(_, color)| *color)
}

/// The word of a colour, such as [`color`] reads.
pub fn format_color(color: Color) -> String {
    match (color, COLOR_NAMES.iter().find(|(_, known)| *known == color)) {
        (_, Some((word, _))) => (*word).to_owned(),
        (Color::Indexed(index), None) => index.to_string(),
        (other, None) => other.to_string().to_lowercase(),
    }
}

impl Theme {
    /// The same with some roles changed, within the colours that are there; without any, their weights alone.
    #[must_use]
    pub fn with_changes(mut self, changes: &[(ThemeRole, RoleChange)], colors: ColorDepth) -> Self {
        for (role, RoleChange { fg, bg, attributes: weights }) in changes {
            let look = &mut self.role_styles[role.index()];
            let mut next = RoleStyle { fg: fg.unwrap_or(look.fg), bg: bg.unwrap_or(look.bg), ..*look };
            for (weight, is_on) in weights {
                next.modifiers.set(weight.modifier(), *is_on);
            }
            *look = next.limited_to(colors);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::{DARK, MONO};

    #[test]
    fn a_colour_has_a_word_six_digits_or_a_number() {
        assert_eq!(parse_color("bright-red"), Some(Color::LightRed));
        assert_eq!(parse_color("#5fd7D7"), Some(Color::Rgb(0x5f, 0xd7, 0xd7)));
        assert_eq!(parse_color("208"), Some(Color::Indexed(208)));
        for wrong in ["", "#fff", "#12345g", "#+12345", "256", "crimson", "Red "] {
            assert_eq!(parse_color(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_change_keeps_within_the_colours_that_are_there() {
        let change =
            RoleChange { fg: parse_color("#ff0000"), bg: None, attributes: vec![(TextAttribute::Bold, false)] };
        let changes = [(ThemeRole::Focus, change)];
        let fg = |design, colors| Theme::new(design, colors).with_changes(&changes, colors).style(ThemeRole::Focus);
        assert_eq!(fg(&DARK, ColorDepth::True).fg, Some(Color::Rgb(255, 0, 0)));
        assert_eq!(fg(&DARK, ColorDepth::Indexed).fg, Some(Color::Indexed(196)));
        assert_eq!(fg(&DARK, ColorDepth::Sixteen).fg, Some(Color::LightRed));
        assert_eq!(fg(&DARK, ColorDepth::Eight).fg, Some(Color::Red));
        assert_eq!(fg(&MONO, ColorDepth::None).fg, None);
        assert!(!fg(&DARK, ColorDepth::True).add_modifier.contains(Modifier::BOLD));
    }
}
