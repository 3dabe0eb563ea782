//! The style of a cell, and the shortest sequence that turns one style into another (SGR, ECMA-48 8.3.117). It writes nothing.
//!
//! crossterm's sequences are twice as long: it writes the sixteen colours as indexed ones, and under NO_COLOR resets the modifiers that
//! it has just set.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

/// The style of the following characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SgrStyle {
    foreground: Color,
    background: Color,
    underline: Color,
    modifier: Modifier,
}

const FOREGROUND: u8 = 30;
const BACKGROUND: u8 = 40;

/// The modifiers that are visible on a blank.
const SHOWN_ON_BLANK: Modifier = Modifier::UNDERLINED
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// Groups of modifiers: the number that resets the group, and the numbers that set each.
const GROUPS: [(&str, &[(Modifier, &str)]); 7] = [
    ("22", &[(Modifier::BOLD, "1"), (Modifier::DIM, "2")]),
    ("23", &[(Modifier::ITALIC, "3")]),
    ("24", &[(Modifier::UNDERLINED, "4")]),
    ("25", &[(Modifier::SLOW_BLINK, "5"), (Modifier::RAPID_BLINK, "6")]),
    ("27", &[(Modifier::REVERSED, "7")]),
    ("28", &[(Modifier::HIDDEN, "8")]),
    ("29", &[(Modifier::CROSSED_OUT, "9")]),
];

impl SgrStyle {
    pub(super) fn from_cell(cell: &Cell) -> Self {
        Self { foreground: cell.fg, background: cell.bg, underline: cell.underline_color, modifier: cell.modifier }
    }

    pub(super) fn from_style(style: Style) -> Self {
        let mut cell = Cell::EMPTY;
        cell.set_style(style);
        Self::from_cell(&cell)
    }

    /// Removes from a blank cell the style that is not visible, so that it causes no output.
    pub(super) fn simplify(cell: &mut Cell) {
        if cell.symbol() == " " {
            let Self { foreground, background, underline, modifier } = Self::from_cell(cell).on_blank();
            (cell.fg, cell.bg, cell.underline_color, cell.modifier) = (foreground, background, underline, modifier);
        }
    }

    /// Returns the part of the style that is visible on a blank.
    fn on_blank(self) -> Self {
        if self.modifier.intersects(SHOWN_ON_BLANK) {
            self
        } else {
            Self { background: self.background, ..Self::default() }
        }
    }

    /// Whether a cell looks right when it is written in this style.
    pub(super) fn matches(self, cell: &Cell) -> bool {
        if cell.symbol() == " " {
            self.on_blank() == Self::from_cell(cell).on_blank()
        } else {
            self == Self::from_cell(cell)
        }
    }

    /// Returns the sequence that turns `self` into `next`; empty when they are equal.
    pub(super) fn transition_to(self, next: Self) -> String {
        if self != next && next == Self::default() {
            return "\x1b[m".to_owned();
        }
        let mut numbers = modifier_numbers(self.modifier, next.modifier);
        if self.foreground != next.foreground {
            numbers.push(color_numbers(next.foreground, FOREGROUND));
        }
        if self.background != next.background {
            numbers.push(color_numbers(next.background, BACKGROUND));
        }
        let mut sequence = if numbers.is_empty() { String::new() } else { format!("\x1b[{}m", numbers.join(";")) };
        if self.underline != next.underline {
            sequence += &underline_sequence(next.underline);
        }
        sequence
    }
}

fn modifier_numbers(from: Modifier, to: Modifier) -> Vec<String> {
    let mut numbers = Vec::new();
    for (off, group) in GROUPS {
        let is_reset = group.iter().any(|(modifier, _)| from.contains(*modifier) && !to.contains(*modifier));
        if is_reset {
            numbers.push(off.to_owned());
        }
        let missing =
            group.iter().filter(|(modifier, _)| to.contains(*modifier) && (is_reset || !from.contains(*modifier)));
        numbers.extend(missing.map(|(_, on)| (*on).to_owned()));
    }
    numbers
}

/// Returns the SGR numbers of a colour; `base` is 30 for the foreground and 40 for the background. The sixteen colours get the short
/// numbers that every terminal knows.
fn color_numbers(color: Color, base: u8) -> String {
    match (color, palette_index(color)) {
        (Color::Rgb(red, green, blue), _) => format!("{};2;{red};{green};{blue}", base + 8),
        (_, Some(dark @ 0..8)) => (base + dark).to_string(),
        (_, Some(bright @ 8..16)) => (base + 60 + bright - 8).to_string(),
        (_, Some(index)) => format!("{};5;{index}", base + 8),
        (_, None) => (base + 9).to_string(),
    }
}

/// Returns the sequence of an underline colour. It uses colons, so that terminals without underline colours ignore it; with semicolons
/// they would take the 5 for blinking.
fn underline_sequence(color: Color) -> String {
    match (color, palette_index(color)) {
        (Color::Rgb(red, green, blue), _) => format!("\x1b[58:2::{red}:{green}:{blue}m"),
        (_, Some(index)) => format!("\x1b[58:5:{index}m"),
        (_, None) => "\x1b[59m".to_owned(),
    }
}

/// Returns the index of a colour in the palette of 256, which begins with the sixteen.
fn palette_index(color: Color) -> Option<u8> {
    match color {
        Color::Reset | Color::Rgb(..) => None,
        Color::Black => Some(0),
        Color::Red => Some(1),
        Color::Green => Some(2),
        Color::Yellow => Some(3),
        Color::Blue => Some(4),
        Color::Magenta => Some(5),
        Color::Cyan => Some(6),
        Color::Gray => Some(7),
        Color::DarkGray => Some(8),
        Color::LightRed => Some(9),
        Color::LightGreen => Some(10),
        Color::LightYellow => Some(11),
        Color::LightBlue => Some(12),
        Color::LightMagenta => Some(13),
        Color::LightCyan => Some(14),
        Color::White => Some(15),
        Color::Indexed(index) => Some(index),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sgr(style: impl Into<Style>) -> SgrStyle {
        SgrStyle::from_style(style.into())
    }

    #[test]
    fn only_what_differs_is_written() {
        let heading = sgr(Style::new().bold().cyan());
        assert_eq!(heading.transition_to(heading), "");
        assert_eq!(SgrStyle::default().transition_to(heading), "\x1b[1;36m");
        assert_eq!(
            heading.transition_to(sgr(Style::new().bold().light_red().bg(Color::Indexed(236)))),
            "\x1b[91;48;5;236m"
        );
        assert_eq!(heading.transition_to(sgr(Style::new().dim().cyan())), "\x1b[22;2m");
        assert_eq!(heading.transition_to(sgr(Style::new().bold())), "\x1b[39m");
        assert_eq!(heading.transition_to(SgrStyle::default()), "\x1b[m");
    }

    #[test]
    fn an_underline_has_its_own_colour_where_terminals_know_it() {
        let underlined = sgr(Style::new().underlined().underline_color(Color::Red));
        assert_eq!(SgrStyle::default().transition_to(underlined), "\x1b[4m\x1b[58:5:1m");
        assert_eq!(underlined.transition_to(sgr(Style::new().underlined())), "\x1b[59m");
    }

    #[test]
    fn without_colours_no_colour_is_written() {
        let selected = sgr(Modifier::REVERSED | Modifier::BOLD);
        assert_eq!(SgrStyle::default().transition_to(selected), "\x1b[1;7m");
    }
}
