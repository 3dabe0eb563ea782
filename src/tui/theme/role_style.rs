//! How one role looks, and how near to it fewer colours come. It decides for no role.

use ratatui::style::{Color, Modifier};

use super::colors::{ColorDepth, nearest_color};

/// How a role looks. A colour that is [`Color::Reset`] is left to what is below: the ground, or the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleStyle {
    pub fg: Color,
    pub bg: Color,
    pub modifiers: Modifier,
}

impl RoleStyle {
    /// As the terminal shows text by itself.
    pub const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifiers: Modifier::empty() };
    pub(super) const BOLD: Self = Self::PLAIN.with_modifier(Modifier::BOLD);

    #[must_use]
    pub(super) const fn fg(self, fg: Color) -> Self {
        Self { fg, ..self }
    }

    #[must_use]
    pub(super) const fn bg(self, bg: Color) -> Self {
        Self { bg, ..self }
    }

    #[must_use]
    pub(super) const fn with_modifier(self, modifier: Modifier) -> Self {
        Self { modifiers: self.modifiers.union(modifier), ..self }
    }

    /// The same within the colours that are there.
    ///
    /// Where there are eight, a bright colour is the plain one in bold, which the terminals that have eight show bright. Where
    /// there are few, nothing is dim: of that the Linux console makes a grey that cannot be read.
    #[must_use]
    pub(super) const fn limited_to(self, colors: ColorDepth) -> Self {
        let (fg, bg) = (nearest_color(self.fg, colors), nearest_color(self.bg, colors));
        let strong = self.modifiers.difference(Modifier::DIM);
        match colors {
            ColorDepth::None => Self { modifiers: self.modifiers, ..Self::PLAIN },
            ColorDepth::Indexed | ColorDepth::True => Self { fg, bg, ..self },
            ColorDepth::Sixteen => Self { fg, bg, modifiers: strong },
            ColorDepth::Eight => {
                let (fg, is_bright) = plain_color(fg);
                let (bg, _) = plain_color(bg);
                Self { fg, bg, modifiers: if is_bright { strong.union(Modifier::BOLD) } else { strong } }
            }
        }
    }
}

/// One of the first eight, and whether it was a bright one.
const fn plain_color(color: Color) -> (Color, bool) {
    match color {
        Color::DarkGray => (Color::Black, true),
        Color::LightRed => (Color::Red, true),
        Color::LightGreen => (Color::Green, true),
        Color::LightYellow => (Color::Yellow, true),
        Color::LightBlue => (Color::Blue, true),
        Color::LightMagenta => (Color::Magenta, true),
        Color::LightCyan => (Color::Cyan, true),
        Color::White => (Color::Gray, true),
        Color::Reset
        | Color::Black
        | Color::Red
        | Color::Green
        | Color::Yellow
        | Color::Blue
        | Color::Magenta
        | Color::Cyan
        | Color::Gray
        | Color::Rgb(..)
        | Color::Indexed(_) => (color, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_colours_show_a_bright_one_in_bold() {
        let look = RoleStyle::PLAIN.fg(Color::LightRed).with_modifier(Modifier::DIM).limited_to(ColorDepth::Eight);
        assert_eq!(look, RoleStyle::BOLD.fg(Color::Red));
        let look = RoleStyle::PLAIN.fg(Color::Black).bg(Color::White).limited_to(ColorDepth::Eight);
        assert_eq!(look, RoleStyle::PLAIN.fg(Color::Black).bg(Color::Gray));
    }

    #[test]
    fn no_colour_is_no_colour() {
        assert_eq!(
            RoleStyle::BOLD.fg(Color::Red).bg(Color::Rgb(1, 2, 3)).limited_to(ColorDepth::None),
            RoleStyle::BOLD
        );
    }
}
