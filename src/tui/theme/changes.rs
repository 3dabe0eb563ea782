//! The user's changes to a theme, and the names of colours. It never reads a file.

use ratatui::style::{Color, Modifier};

use super::{ColorDepth, RoleStyle, Theme, ThemeRole};

/// A change to the style of a role; `None` keeps the colour of the theme.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct RoleChange {
    pub fg: Option<Color>,
    pub bg: Option<Color>,
    /// The attributes to turn on or off.
    pub attributes: Vec<(TextAttribute, bool)>,
}

/// An attribute of text other than its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextAttribute {
    Bold,
    Dim,
    Italic,
    Underline,
    Reverse,
}

impl TextAttribute {
    /// Every attribute with its name. None of them blinks or hides text.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Bold, "bold"),
        (Self::Dim, "dim"),
        (Self::Italic, "italic"),
        (Self::Underline, "underline"),
        (Self::Reverse, "reverse"),
    ];

    /// The attribute as a modifier of cells.
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

/// The names of the sixteen colours of the user's palette, and of the terminal's default.
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

/// Parses a name of [`COLOR_NAMES`], `#rrggbb`, or an index of the 256-colour palette.
pub fn parse_color(word: &str) -> Option<Color> {
    let named = COLOR_NAMES.iter().find(|(known, _)| *known == word).map(|(_, color)| *color);
    // The names that `Color` reads are others: its `white` is the bright one here.
    let is_number = word.bytes().all(|byte| byte == b'#' || byte.is_ascii_hexdigit());
    named.or_else(|| word.parse().ok().filter(|_| is_number))
}

/// Formats a colour in the form that [`parse_color`] reads.
pub fn format_color(color: Color) -> String {
    match (color, COLOR_NAMES.iter().find(|(_, known)| *known == color)) {
        (_, Some((word, _))) => (*word).to_owned(),
        (Color::Indexed(index), None) => index.to_string(),
        (other, None) => other.to_string().to_lowercase(),
    }
}

impl Theme {
    /// The theme with some roles changed, limited to the colours that are available. Without colours only the attributes change.
    #[must_use]
    pub fn with_changes(mut self, changes: &[(ThemeRole, RoleChange)], colors: ColorDepth) -> Self {
        for (role, RoleChange { fg, bg, attributes }) in changes {
            let style = &mut self.role_styles[role.index()];
            let mut next = RoleStyle { fg: fg.unwrap_or(style.fg), bg: bg.unwrap_or(style.bg), ..*style };
            for (attribute, is_on) in attributes {
                next.modifiers.set(attribute.modifier(), *is_on);
            }
            *style = next.limited_to(colors);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::{DARK, MONO};

    #[test]
    fn a_colour_has_a_name_six_digits_or_a_number() {
        assert_eq!(parse_color("bright-red"), Some(Color::LightRed));
        assert_eq!(parse_color("#5fd7D7"), Some(Color::Rgb(0x5f, 0xd7, 0xd7)));
        assert_eq!(parse_color("208"), Some(Color::Indexed(208)));
        assert_eq!(parse_color("white"), Some(Color::Gray));
        for wrong in ["", "#fff", "#12345g", "#+12345", "##12345", "+5", "256", "5fd7d7", "crimson", "Red ", "reset"] {
            assert_eq!(parse_color(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_change_uses_only_available_colours() {
        let change =
            RoleChange { fg: parse_color("#ff0000"), bg: None, attributes: vec![(TextAttribute::Bold, false)] };
        let changes = [(ThemeRole::Focus, change)];
        let style = |theme, colors| Theme::new(theme, colors).with_changes(&changes, colors).style(ThemeRole::Focus);
        assert_eq!(style(&DARK, ColorDepth::True).fg, Some(Color::Rgb(255, 0, 0)));
        assert_eq!(style(&DARK, ColorDepth::Indexed).fg, Some(Color::Indexed(196)));
        assert_eq!(style(&DARK, ColorDepth::Sixteen).fg, Some(Color::LightRed));
        assert_eq!(style(&DARK, ColorDepth::Eight).fg, Some(Color::Red));
        assert_eq!(style(&MONO, ColorDepth::None).fg, None);
        assert!(!style(&DARK, ColorDepth::True).add_modifier.contains(Modifier::BOLD));
    }
}
