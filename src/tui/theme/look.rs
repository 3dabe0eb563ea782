//! How one role looks, and how near to it fewer colours come. It decides for no role.

use ratatui::style::{Color, Modifier};

use super::colors::{Colors, nearest};

/// How a role looks. A colour that is [`Color::Reset`] is left to what is below: the ground, or the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub fg: Color,
    pub bg: Color,
    pub modifiers: Modifier,
}

impl Look {
    /// As the terminal shows text by itself.
    pub const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifiers: Modifier::empty() };
    pub(super) const BOLD: Self = Self::PLAIN.and(Modifier::BOLD);

    #[must_use]
    pub(super) const fn fg(self, fg: Color) -> Self {
        Self { fg, ..self }
    }

    #[must_use]
    pub(super) const fn bg(self, bg: Color) -> Self {
        Self { bg, ..self }
    }

    #[must_use]
    pub(super) const fn and(self, modifier: Modifier) -> Self {
        Self { modifiers: self.modifiers.union(modifier), ..self }
    }

    /// The same within the colours that are there.
    ///
    /// Where there are eight, a bright colour is the plain one in bold, which the terminals that have eight show bright. Where
    /// there are few, nothing is dim: of that the Linux console makes a grey that cannot be read.
    #[must_use]
    pub(super) const fn within(self, colors: Colors) -> Self {
        let (fg, bg) = (nearest(self.fg, colors), nearest(self.bg, colors));
        let strong = self.modifiers.difference(Modifier::DIM);
        match colors {
            Colors::None => Self { modifiers: self.modifiers, ..Self::PLAIN },
            Colors::Indexed | Colors::True => Self { fg, bg, ..self },
            Colors::Sixteen => Self { fg, bg, modifiers: strong },
            Colors::Eight => {
                let (fg, is_bright) = darker(fg);
                let (bg, _) = darker(bg);
                Self { fg, bg, modifiers: if is_bright { strong.union(Modifier::BOLD) } else { strong } }
            }
        }
    }
}

/// One of the first eight, and whether it was a bright one.
const fn darker(color: Color) -> (Color, bool) {
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
        let look = Look::PLAIN.fg(Color::LightRed).and(Modifier::DIM).within(Colors::Eight);
        assert_eq!(look, Look::BOLD.fg(Color::Red));
        let look = Look::PLAIN.fg(Color::Black).bg(Color::White).within(Colors::Eight);
        assert_eq!(look, Look::PLAIN.fg(Color::Black).bg(Color::Gray));
    }

    #[test]
    fn no_colour_is_no_colour() {
        assert_eq!(Look::BOLD.fg(Color::Red).bg(Color::Rgb(1, 2, 3)).within(Colors::None), Look::BOLD);
    }
}
