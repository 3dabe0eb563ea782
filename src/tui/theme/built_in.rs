//! The themes that come with the program, as tables: roles with their look. What they keep of contrast is measured by a test beside them.
//!
//! Colours of the table of 256 are the same on every terminal that has it, cost few bytes, and are enough for a calm screen.
//! The first sixteen are the user's own.

use ratatui::style::{Color, Modifier};

use super::{Design, Look, Role, Table};
use crate::analysis::Position;
use crate::model::{Stance, Tlp};

/// Every theme, the one for an unknown ground first.
pub const BUILT_IN: &[Design] = &[TERMINAL, DARK, LIGHT, HIGH_CONTRAST, COLOUR_BLIND, MONO];

/// For a ground that nobody tells of.
pub const TERMINAL: Design = Design {
    name: "terminal",
    about: "the sixteen colours of your terminal, on its own ground",
    full: &[
        (TEXT, Look::PLAIN),
        (UNMARKED, Look::PLAIN),
        (BOLD, Look::BOLD),
        // The one grey that can be read on black and on white.
        (QUIET, Look::PLAIN.fg(indexed(243))),
        (ACCENT, Look::BOLD.fg(Color::Cyan)),
        (&[Role::Match], Look::BOLD.fg(Color::Cyan).and(Modifier::UNDERLINED)),
        (&[Role::Cursor], Look::BOLD.fg(WHITE).bg(indexed(238))),
        (KEPT, Look::BOLD.fg(Color::LightYellow)),
        (&[Role::Alert], Look::BOLD.fg(Color::LightRed)),
        (&[Role::Stale], STALE),
        (FOR, Look::PLAIN.fg(Color::Green)),
        (CONDITIONAL, Look::PLAIN.fg(Color::LightYellow)),
        (AGAINST, Look::PLAIN.fg(Color::LightMagenta)),
        (MIXED, Look::PLAIN.fg(Color::LightRed)),
        (TLP_RED, FIRST_RED),
        (TLP_AMBER, FIRST_AMBER),
        (TLP_GREEN, FIRST_GREEN),
        (TLP_CLEAR, FIRST_CLEAR),
    ],
    sixteen: SIXTEEN,
};

/// For a dark ground.
pub const DARK: Design = Design {
    name: "dark",
    about: "soft colours for a dark ground, which stays your terminal's",
    full: &[
        (TEXT, Look::PLAIN),
        (UNMARKED, Look::PLAIN),
        (BOLD, Look::BOLD),
        (QUIET, Look::PLAIN.fg(indexed(246))),
        (ACCENT, Look::BOLD.fg(indexed(80))),
        (&[Role::Match], Look::BOLD.fg(indexed(80)).and(Modifier::UNDERLINED)),
        (&[Role::Cursor], Look::BOLD.fg(WHITE).bg(indexed(238))),
        (KEPT, Look::BOLD.fg(indexed(221))),
        (&[Role::Alert], Look::BOLD.fg(indexed(203))),
        (&[Role::Stale], STALE),
        (FOR, Look::PLAIN.fg(indexed(114))),
        (CONDITIONAL, Look::PLAIN.fg(indexed(221))),
        (AGAINST, Look::PLAIN.fg(indexed(176))),
        (MIXED, Look::PLAIN.fg(indexed(203))),
        (TLP_RED, FIRST_RED),
        (TLP_AMBER, FIRST_AMBER),
        (TLP_GREEN, FIRST_GREEN),
        (TLP_CLEAR, FIRST_CLEAR),
    ],
    sixteen: SIXTEEN,
};

/// For a light ground.
pub const LIGHT: Design = Design {
    name: "light",
    about: "deep colours for a light ground, which stays your terminal's",
    full: &[
        (TEXT, Look::PLAIN),
        (UNMARKED, Look::PLAIN),
        (BOLD, Look::BOLD),
        (QUIET, Look::PLAIN.fg(indexed(241))),
        (ACCENT, Look::BOLD.fg(indexed(25))),
        (&[Role::Match], Look::BOLD.fg(indexed(25)).and(Modifier::UNDERLINED)),
        (&[Role::Cursor], Look::BOLD.fg(BLACK).bg(indexed(252))),
        (KEPT, Look::BOLD.fg(indexed(94))),
        (&[Role::Alert], Look::BOLD.fg(indexed(124))),
        (&[Role::Stale], STALE),
        (FOR, Look::PLAIN.fg(indexed(22))),
        (CONDITIONAL, Look::PLAIN.fg(indexed(94))),
        (AGAINST, Look::PLAIN.fg(indexed(127))),
        (MIXED, Look::PLAIN.fg(indexed(160))),
        (TLP_RED, FIRST_RED),
        (TLP_AMBER, FIRST_AMBER),
        (TLP_GREEN, FIRST_GREEN),
        (TLP_CLEAR, FIRST_CLEAR),
    ],
    // On white, of the first eight only red, blue and magenta can be read, and of these in bold only blue.
    sixteen: &[
        (TEXT, Look::PLAIN),
        (UNMARKED, Look::PLAIN),
        (BOLD, Look::BOLD),
        (QUIET, Look::PLAIN),
        (ACCENT, Look::BOLD.fg(Color::Blue)),
        (&[Role::Match], Look::BOLD.fg(Color::Blue).and(Modifier::UNDERLINED)),
        (&[Role::Cursor], REVERSED),
        (KEPT, Look::BOLD.fg(Color::Blue)),
        (&[Role::Alert], Look::PLAIN.fg(Color::Red)),
        (&[Role::Stale], BASIC_STALE),
        (FOR, Look::PLAIN.fg(Color::Blue)),
        (CONDITIONAL, Look::PLAIN.and(Modifier::UNDERLINED)),
        (AGAINST, Look::PLAIN.fg(Color::Magenta)),
        (MIXED, Look::PLAIN.fg(Color::Red)),
        (TLP_RED, BASIC_RED),
        (TLP_AMBER, BASIC_AMBER),
        (TLP_GREEN, BASIC_GREEN),
        (TLP_CLEAR, BASIC_CLEAR),
    ],
};

/// At least 7:1, on a ground that it paints.
pub const HIGH_CONTRAST: Design = Design {
    name: "high-contrast",
    about: "white and bright colours on black, which it paints, at least 7:1",
    full: &[
        (TEXT, Look::PLAIN.fg(WHITE).bg(BLACK)),
        (UNMARKED, Look::PLAIN),
        (BOLD, Look::BOLD),
        (QUIET, Look::PLAIN.fg(indexed(252))),
        (ACCENT, Look::BOLD.fg(indexed(123))),
        (&[Role::Match], Look::BOLD.fg(indexed(123)).and(Modifier::UNDERLINED)),
        (&[Role::Cursor], Look::BOLD.fg(BLACK).bg(indexed(229))),
        (KEPT, Look::BOLD.fg(indexed(227))),
        (&[Role::Alert], Look::BOLD.fg(indexed(217))),
        (&[Role::Stale], Look::BOLD.fg(BLACK).bg(indexed(217))),
        (FOR, Look::BOLD.fg(indexed(120))),
        (CONDITIONAL, Look::BOLD.fg(indexed(227))),
        (AGAINST, Look::BOLD.fg(indexed(219))),
        (MIXED, Look::BOLD.fg(indexed(217))),
        (TLP_RED, Look::BOLD.fg(Color::Rgb(0xff, 0x70, 0x70)).bg(BLACK)),
        (TLP_AMBER, FIRST_AMBER),
        (TLP_GREEN, FIRST_GREEN),
        (TLP_CLEAR, FIRST_CLEAR),
    ],
    // No red keeps 7:1 here.
    sixteen: &[
        (TEXT, Look::PLAIN.fg(Color::Gray).bg(Color::Black)),
        (UNMARKED, Look::PLAIN),
        (BOLD, Look::BOLD),
        (QUIET, Look::PLAIN),
        (ACCENT, Look::BOLD.fg(Color::LightCyan)),
        (&[Role::Match], Look::BOLD.fg(Color::LightCyan).and(Modifier::UNDERLINED)),
        (&[Role::Cursor], REVERSED),
        (KEPT, Look::BOLD.fg(Color::LightYellow)),
        (&[Role::Alert], Look::BOLD.fg(Color::LightYellow).and(Modifier::UNDERLINED)),
        (&[Role::Stale], REVERSED),
        (FOR, Look::BOLD.fg(Color::LightGreen)),
        (CONDITIONAL, Look::BOLD.fg(Color::LightYellow)),
        (AGAINST, Look::BOLD.fg(Color::LightCyan)),
        (MIXED, Look::BOLD.fg(Color::White).and(Modifier::UNDERLINED)),
        (TLP_RED, Look::BOLD.fg(Color::White).bg(Color::Black).and(Modifier::UNDERLINED)),
        (TLP_AMBER, BASIC_AMBER),
        (TLP_GREEN, BASIC_GREEN),
        (TLP_CLEAR, BASIC_CLEAR),
    ],
};

/// After the colours of Okabe and Ito, each stance of its own lightness, on a ground that it paints.
pub const COLOUR_BLIND: Design = Design {
    name: "colour-blind",
    about: "colours that stay apart for every kind of colour blindness, on black, which it paints",
    full: &[
        (TEXT, Look::PLAIN.fg(indexed(255)).bg(BLACK)),
        (UNMARKED, Look::PLAIN),
        (BOLD, Look::BOLD),
        (QUIET, Look::PLAIN.fg(indexed(246))),
        (ACCENT, Look::BOLD.fg(indexed(117))),
        (&[Role::Match], Look::BOLD.fg(indexed(117)).and(Modifier::UNDERLINED)),
        (&[Role::Cursor], Look::BOLD.fg(WHITE).bg(indexed(238))),
        (KEPT, Look::BOLD.fg(indexed(220))),
        (&[Role::Alert], Look::BOLD.fg(indexed(208))),
        (&[Role::Stale], Look::BOLD.fg(BLACK).bg(indexed(208))),
        (FOR, Look::PLAIN.fg(indexed(75))),
        (CONDITIONAL, Look::PLAIN.fg(indexed(220))),
        (AGAINST, Look::PLAIN.fg(indexed(202))),
        (MIXED, Look::PLAIN.fg(indexed(132))),
        (TLP_RED, FIRST_RED),
        (TLP_AMBER, FIRST_AMBER),
        (TLP_GREEN, FIRST_GREEN),
        (TLP_CLEAR, FIRST_CLEAR),
    ],
    sixteen: &[
        (TEXT, Look::PLAIN.fg(Color::Gray).bg(Color::Black)),
        (&[Role::Quote], Look::PLAIN),
        (&[stance(Stance::Neutral), stance(Stance::Unclear)], Look::BOLD.fg(Color::White)),
        (BOLD, Look::BOLD),
        (QUIET, Look::PLAIN),
        (ACCENT, Look::BOLD.fg(Color::Cyan)),
        (&[Role::Match], Look::BOLD.fg(Color::Cyan).and(Modifier::UNDERLINED)),
        (&[Role::Cursor], REVERSED),
        (KEPT, Look::BOLD.fg(Color::LightYellow)),
        (&[Role::Alert], Look::BOLD.fg(Color::LightRed)),
        (&[Role::Stale], BASIC_STALE),
        (FOR, Look::PLAIN.fg(Color::Cyan)),
        (CONDITIONAL, Look::PLAIN.fg(Color::LightYellow)),
        (AGAINST, Look::PLAIN.fg(Color::LightRed)),
        (MIXED, Look::PLAIN.fg(Color::LightMagenta)),
        (TLP_RED, BASIC_RED),
        (TLP_AMBER, BASIC_AMBER),
        (TLP_GREEN, BASIC_GREEN),
        (TLP_CLEAR, BASIC_CLEAR),
    ],
};

/// Without colours: what weight, line and reverse can tell.
pub const MONO: Design =
    Design { name: "mono", about: "no colours, as with NO_COLOR", full: COLOURLESS, sixteen: COLOURLESS };

/// The sixteen for a dark ground. As many terminals that have them know no other.
const SIXTEEN: Table = &[
    (TEXT, Look::PLAIN),
    (UNMARKED, Look::PLAIN),
    (BOLD, Look::BOLD),
    (QUIET, Look::PLAIN),
    (ACCENT, Look::BOLD.fg(Color::Cyan)),
    (&[Role::Match], Look::BOLD.fg(Color::Cyan).and(Modifier::UNDERLINED)),
    (&[Role::Cursor], REVERSED),
    (KEPT, Look::BOLD.fg(Color::LightYellow)),
    (&[Role::Alert], Look::BOLD.fg(Color::LightRed)),
    (&[Role::Stale], BASIC_STALE),
    (FOR, Look::PLAIN.fg(Color::Green)),
    (CONDITIONAL, Look::PLAIN.fg(Color::LightYellow)),
    (AGAINST, Look::PLAIN.fg(Color::LightMagenta)),
    (MIXED, Look::PLAIN.fg(Color::LightRed)),
    (TLP_RED, BASIC_RED),
    (TLP_AMBER, BASIC_AMBER),
    (TLP_GREEN, BASIC_GREEN),
    (TLP_CLEAR, BASIC_CLEAR),
];

const COLOURLESS: Table = &[
    (TEXT, Look::PLAIN),
    (UNMARKED, Look::PLAIN),
    (BOLD, Look::BOLD),
    (QUIET, Look::PLAIN.and(Modifier::DIM)),
    (ACCENT, Look::BOLD),
    (&[Role::Match], Look::BOLD.and(Modifier::UNDERLINED)),
    (&[Role::Cursor, Role::Stale], REVERSED),
    (KEPT, Look::BOLD),
    (&[Role::Alert], Look::BOLD),
    (FOR, Look::PLAIN),
    (CONDITIONAL, Look::PLAIN),
    (AGAINST, Look::PLAIN),
    (MIXED, Look::PLAIN),
    (TLP_RED, REVERSED),
    (TLP_AMBER, REVERSED),
    (TLP_GREEN, REVERSED),
    (TLP_CLEAR, REVERSED),
];

/// Not in bold: of reversed bold text the Linux console makes dark grey on grey.
const REVERSED: Look = Look::PLAIN.and(Modifier::REVERSED);
const STALE: Look = Look::BOLD.fg(WHITE).bg(indexed(124));
const BASIC_STALE: Look = Look::BOLD.fg(Color::White).bg(Color::Red);

// The colours that FIRST gives the labels of TLP 2.0, on their black ground.
const FIRST_RED: Look = Look::BOLD.fg(Color::Rgb(0xff, 0x2b, 0x2b)).bg(BLACK);
const FIRST_AMBER: Look = Look::BOLD.fg(Color::Rgb(0xff, 0xc0, 0x00)).bg(BLACK);
const FIRST_GREEN: Look = Look::BOLD.fg(Color::Rgb(0x33, 0xff, 0x00)).bg(BLACK);
const FIRST_CLEAR: Look = Look::BOLD.fg(WHITE).bg(BLACK);
const BASIC_RED: Look = Look::BOLD.fg(Color::LightRed).bg(Color::Black);
const BASIC_AMBER: Look = Look::BOLD.fg(Color::LightYellow).bg(Color::Black);
const BASIC_GREEN: Look = Look::BOLD.fg(Color::LightGreen).bg(Color::Black);
const BASIC_CLEAR: Look = Look::BOLD.fg(Color::White).bg(Color::Black);

/// Of the cube, where the user's palette does not reach.
const BLACK: Color = indexed(16);
const WHITE: Color = indexed(231);

// Roles that look the same in every theme.
const TEXT: &[Role] = &[Role::Text];
const UNMARKED: &[Role] = &[Role::Quote, stance(Stance::Neutral), stance(Stance::Unclear)];
const BOLD: &[Role] = &[Role::Strong, Role::Linked, Role::Key, Role::CursorAway];
const QUIET: &[Role] = &[Role::Quiet, Role::Rule];
const ACCENT: &[Role] = &[Role::Focus, Role::Bar];
const KEPT: &[Role] = &[Role::Pin, Role::Star];
const FOR: &[Role] = &[stance(Stance::For)];
const CONDITIONAL: &[Role] = &[stance(Stance::Conditional)];
const AGAINST: &[Role] = &[stance(Stance::Against)];
const MIXED: &[Role] = &[Role::Stance(Position::Mixed)];
const TLP_RED: &[Role] = &[Role::Tlp(Tlp::Red)];
const TLP_AMBER: &[Role] = &[Role::Tlp(Tlp::AmberStrict), Role::Tlp(Tlp::Amber)];
const TLP_GREEN: &[Role] = &[Role::Tlp(Tlp::Green)];
const TLP_CLEAR: &[Role] = &[Role::Tlp(Tlp::Clear)];

const fn stance(stance: Stance) -> Role {
    Role::Stance(Position::Held(stance))
}

const fn indexed(index: u8) -> Color {
    Color::Indexed(index)
}
