//! The style of a role, and its form with fewer colours. It never chooses the style of a role.

use ratatui::style::{Color, Modifier};

use super::colors::{ColorDepth, nearest_color};

/// The style of a role. [`Color::Reset`] keeps the colour of the cell below, or else the terminal's default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleStyle {
    pub fg: Color,
    pub bg: Color,
    pub modifiers: Modifier,
}

impl RoleStyle {
    /// The terminal's default style.
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

    /// The style limited to the available colours.
    ///
    /// With eight colours, a bright colour becomes the plain one in bold, which such terminals show bright. With sixteen or fewer, nothing is
    /// dim, because the Linux console shows dim text in an unreadable grey.
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

/// The one of the first eight colours for a colour of the sixteen, and whether the original was bright.
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
        let style = RoleStyle::PLAIN.fg(Color::LightRed).with_modifier(Modifier::DIM).limited_to(ColorDepth::Eight);
        assert_eq!(style, RoleStyle::BOLD.fg(Color::Red));
        let style = RoleStyle::PLAIN.fg(Color::Black).bg(Color::White).limited_to(ColorDepth::Eight);
        assert_eq!(style, RoleStyle::PLAIN.fg(Color::Black).bg(Color::Gray));
    }

    #[test]
    fn without_colours_only_attributes_remain() {
        assert_eq!(
            RoleStyle::BOLD.fg(Color::Red).bg(Color::Rgb(1, 2, 3)).limited_to(ColorDepth::None),
            RoleStyle::BOLD
        );
    }
}
