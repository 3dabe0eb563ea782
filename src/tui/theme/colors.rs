//! The colour depth of a terminal, and the nearest available colour. It never writes to the terminal.

use ratatui::style::Color;

/// The colours that the terminal has and the user wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColorDepth {
    /// No colours; bold, underline and reverse remain.
    None,
    /// The first eight of the user's palette.
    Eight,
    /// The sixteen of the user's palette.
    Sixteen,
    /// The 256-colour palette: the user's sixteen, a cube of 216, and 24 greys. The last two are the same everywhere.
    Indexed,
    /// 24-bit colours.
    True,
}

/// The available colour that is nearest to `color`. Assumes that the user's sixteen colours are those of xterm.
pub(super) const fn nearest_color(color: Color, colors: ColorDepth) -> Color {
    match (color, colors) {
        (Color::Rgb(..), ColorDepth::Indexed) => Color::Indexed(nearest_index(color, 16, 255)),
        (Color::Indexed(index @ 0..16), ColorDepth::Eight | ColorDepth::Sixteen) => named_color(index),
        (Color::Rgb(..) | Color::Indexed(_), ColorDepth::Eight | ColorDepth::Sixteen) => {
            named_color(nearest_index(color, 0, 15))
        }
        (color, _) => color,
    }
}

/// The index from `first` to `last` of the palette colour that is nearest to `color`.
const fn nearest_index(color: Color, first: u8, last: u8) -> u8 {
    let Some(wanted) = components(color) else { return first };
    let (mut best, mut distance) = (first, u32::MAX);
    let mut index = first;
    loop {
        let here = color_distance(wanted, palette_color(index));
        if here < distance {
            (best, distance) = (index, here);
        }
        if index == last {
            return best;
        }
        index += 1;
    }
}

/// The squared distance of two colours, weighted by the sensitivity of the eye: green most, blue least.
const fn color_distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    let [red, green, blue] =
        [one[0].abs_diff(other[0]) as u32, one[1].abs_diff(other[1]) as u32, one[2].abs_diff(other[2]) as u32];
    3 * red * red + 6 * green * green + blue * blue
}

/// The red, green and blue components of a colour, with xterm's values for the user's sixteen. Returns `None` for the terminal's default.
pub(super) const fn components(color: Color) -> Option<[u8; 3]> {
    let index = match color {
        Color::Reset => return None,
        Color::Rgb(red, green, blue) => return Some([red, green, blue]),
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    Some(palette_color(index))
}

/// The components of an index of the 256-colour palette of xterm.
const fn palette_color(index: u8) -> [u8; 3] {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match index {
        0..16 => XTERM[index as usize],
        16..232 => {
            let at = index as usize - 16;
            [LEVELS[at / 36], LEVELS[at / 6 % 6], LEVELS[at % 6]]
        }
        232..=255 => [8 + 10 * (index - 232); 3],
    }
}

/// The default sixteen colours of xterm (`XTerm-col.ad`).
pub(super) const XTERM: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

const fn named_color(index: u8) -> Color {
    match index {
        0 => Color::Black,
        1 => Color::Red,
        2 => Color::Green,
        3 => Color::Yellow,
        4 => Color::Blue,
        5 => Color::Magenta,
        6 => Color::Cyan,
        7 => Color::Gray,
        8 => Color::DarkGray,
        9 => Color::LightRed,
        10 => Color::LightGreen,
        11 => Color::LightYellow,
        12 => Color::LightBlue,
        13 => Color::LightMagenta,
        14 => Color::LightCyan,
        15 => Color::White,
        other => Color::Indexed(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_of_the_palette_is_nearest_to_itself() {
        for index in 16..=255 {
            let [red, green, blue] = palette_color(index);
            let found = components(nearest_color(Color::Rgb(red, green, blue), ColorDepth::Indexed));
            assert_eq!(found, Some([red, green, blue]), "{index}");
        }
        for index in 0..16 {
            let [red, green, blue] = palette_color(index);
            assert_eq!(nearest_color(Color::Rgb(red, green, blue), ColorDepth::Sixteen), named_color(index));
        }
    }

    #[test]
    fn every_colour_becomes_an_available_one() {
        assert_eq!(nearest_color(Color::Rgb(0x5f, 0xb0, 0xd8), ColorDepth::Indexed), Color::Indexed(74));
        assert_eq!(nearest_color(Color::Indexed(196), ColorDepth::Sixteen), Color::LightRed);
        assert_eq!(nearest_color(Color::Rgb(1, 2, 3), ColorDepth::True), Color::Rgb(1, 2, 3));
        assert_eq!(nearest_color(Color::Reset, ColorDepth::Eight), Color::Reset);
    }
}
