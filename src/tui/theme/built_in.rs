//! The built-in themes: what each changes of the styles of a base. They never fall below the contrast that `contrast_tests` checks.
//!
//! Colours 16 to 255 of the 256-colour palette are the same on every terminal and cost few bytes. The first sixteen depend on the user's
//! settings.

use ratatui::style::{Color, Modifier};

use super::{RoleRow, RoleStyle, RoleTable, ThemeDefinition, ThemeRole};
use crate::model::StancePosition;
use crate::model::{Stance, Tlp};

/// Every built-in theme; the first one is for an unknown background.
pub const BUILT_IN: &[ThemeDefinition] = &[TERMINAL, DARK, LIGHT, HIGH_CONTRAST, COLOUR_BLIND, MONO];

/// For an unknown background.
pub const TERMINAL: ThemeDefinition = ThemeDefinition {
    name: "terminal",
    about: "the sixteen colours of your terminal, on its own ground",
    full: RoleTable { base: FULL, overrides: &[] },
    sixteen: RoleTable { base: SIXTEEN, overrides: &[] },
};

/// For a dark background.
pub const DARK: ThemeDefinition = ThemeDefinition {
    name: "dark",
    about: "soft colours for a dark ground, which stays your terminal's",
    full: RoleTable {
        base: FULL,
        overrides: &[
            (QUIET, RoleStyle::PLAIN.fg(indexed(246))),
            (ACCENT, RoleStyle::BOLD.fg(indexed(80))),
            (&[ThemeRole::Match], RoleStyle::BOLD.fg(indexed(80)).with_modifier(Modifier::UNDERLINED)),
            (KEPT, RoleStyle::BOLD.fg(indexed(221))),
            (&[ThemeRole::Alert], RoleStyle::BOLD.fg(indexed(203))),
            (FOR, RoleStyle::PLAIN.fg(indexed(114))),
            (CONDITIONAL, RoleStyle::PLAIN.fg(indexed(221))),
            (AGAINST, RoleStyle::PLAIN.fg(indexed(176))),
            (MIXED, RoleStyle::PLAIN.fg(indexed(203))),
        ],
    },
    sixteen: RoleTable { base: SIXTEEN, overrides: &[] },
};

/// For a light background.
pub const LIGHT: ThemeDefinition = ThemeDefinition {
    name: "light",
    about: "deep colours for a light ground, which stays your terminal's",
    full: RoleTable {
        base: FULL,
        overrides: &[
            (QUIET, RoleStyle::PLAIN.fg(indexed(241))),
            (ACCENT, RoleStyle::BOLD.fg(indexed(25))),
            (&[ThemeRole::Match], RoleStyle::BOLD.fg(indexed(25)).with_modifier(Modifier::UNDERLINED)),
            (&[ThemeRole::Cursor], RoleStyle::BOLD.fg(BLACK).bg(indexed(252))),
            (KEPT, RoleStyle::BOLD.fg(indexed(94))),
            (&[ThemeRole::Alert], RoleStyle::BOLD.fg(indexed(124))),
            (FOR, RoleStyle::PLAIN.fg(indexed(22))),
            (CONDITIONAL, RoleStyle::PLAIN.fg(indexed(94))),
            (AGAINST, RoleStyle::PLAIN.fg(indexed(127))),
            (MIXED, RoleStyle::PLAIN.fg(indexed(160))),
        ],
    },
    // Of the first eight colours only red, blue and magenta are readable on white, and in bold only blue.
    sixteen: RoleTable {
        base: SIXTEEN,
        overrides: &[
            (ACCENT, RoleStyle::BOLD.fg(Color::Blue)),
            (&[ThemeRole::Match], RoleStyle::BOLD.fg(Color::Blue).with_modifier(Modifier::UNDERLINED)),
            (KEPT, RoleStyle::BOLD.fg(Color::Blue)),
            (&[ThemeRole::Alert], RoleStyle::PLAIN.fg(Color::Red)),
            (FOR, RoleStyle::PLAIN.fg(Color::Blue)),
            (CONDITIONAL, RoleStyle::PLAIN.with_modifier(Modifier::UNDERLINED)),
            (AGAINST, RoleStyle::PLAIN.fg(Color::Magenta)),
            (MIXED, RoleStyle::PLAIN.fg(Color::Red)),
        ],
    },
};

/// Contrast of at least 7:1, on a background that the theme paints.
pub const HIGH_CONTRAST: ThemeDefinition = ThemeDefinition {
    name: "high-contrast",
    about: "white and bright colours on black, which it paints, at least 7:1",
    full: RoleTable {
        base: FULL,
        overrides: &[
            (TEXT, RoleStyle::PLAIN.fg(WHITE).bg(BLACK)),
            (QUIET, RoleStyle::PLAIN.fg(indexed(252))),
            (ACCENT, RoleStyle::BOLD.fg(indexed(123))),
            (&[ThemeRole::Match], RoleStyle::BOLD.fg(indexed(123)).with_modifier(Modifier::UNDERLINED)),
            (&[ThemeRole::Cursor], RoleStyle::BOLD.fg(BLACK).bg(indexed(229))),
            (KEPT, RoleStyle::BOLD.fg(indexed(227))),
            (&[ThemeRole::Alert], RoleStyle::BOLD.fg(indexed(217))),
            (&[ThemeRole::Stale], RoleStyle::BOLD.fg(BLACK).bg(indexed(217))),
            (FOR, RoleStyle::BOLD.fg(indexed(120))),
            (CONDITIONAL, RoleStyle::BOLD.fg(indexed(227))),
            (AGAINST, RoleStyle::BOLD.fg(indexed(219))),
            (MIXED, RoleStyle::BOLD.fg(indexed(217))),
            (TLP_RED, RoleStyle::BOLD.fg(Color::Rgb(0xff, 0x70, 0x70)).bg(BLACK)),
        ],
    },
    // No red of the sixteen colours has a contrast of 7:1.
    sixteen: RoleTable {
        base: SIXTEEN,
        overrides: &[
            (TEXT, RoleStyle::PLAIN.fg(Color::Gray).bg(Color::Black)),
            (ACCENT, RoleStyle::BOLD.fg(Color::LightCyan)),
            (&[ThemeRole::Match], RoleStyle::BOLD.fg(Color::LightCyan).with_modifier(Modifier::UNDERLINED)),
            (&[ThemeRole::Alert], RoleStyle::BOLD.fg(Color::LightYellow).with_modifier(Modifier::UNDERLINED)),
            (&[ThemeRole::Stale], REVERSED),
            (FOR, RoleStyle::BOLD.fg(Color::LightGreen)),
            (CONDITIONAL, RoleStyle::BOLD.fg(Color::LightYellow)),
            (AGAINST, RoleStyle::BOLD.fg(Color::LightCyan)),
            (MIXED, RoleStyle::BOLD.fg(Color::White).with_modifier(Modifier::UNDERLINED)),
            (TLP_RED, RoleStyle::BOLD.fg(Color::White).bg(Color::Black).with_modifier(Modifier::UNDERLINED)),
        ],
    },
};

/// The colours of Okabe and Ito. Each stance has another lightness, on a background that the theme paints.
pub const COLOUR_BLIND: ThemeDefinition = ThemeDefinition {
    name: "colour-blind",
    about: "colours that stay apart for every kind of colour blindness, on black, which it paints",
    full: RoleTable {
        base: FULL,
        overrides: &[
            (TEXT, RoleStyle::PLAIN.fg(indexed(255)).bg(BLACK)),
            (QUIET, RoleStyle::PLAIN.fg(indexed(246))),
            (ACCENT, RoleStyle::BOLD.fg(indexed(117))),
            (&[ThemeRole::Match], RoleStyle::BOLD.fg(indexed(117)).with_modifier(Modifier::UNDERLINED)),
            (KEPT, RoleStyle::BOLD.fg(indexed(220))),
            (&[ThemeRole::Alert], RoleStyle::BOLD.fg(indexed(208))),
            (&[ThemeRole::Stale], RoleStyle::BOLD.fg(BLACK).bg(indexed(208))),
            (FOR, RoleStyle::PLAIN.fg(indexed(75))),
            (CONDITIONAL, RoleStyle::PLAIN.fg(indexed(220))),
            (AGAINST, RoleStyle::PLAIN.fg(indexed(202))),
            (MIXED, RoleStyle::PLAIN.fg(indexed(132))),
        ],
    },
    sixteen: RoleTable {
        base: SIXTEEN,
        overrides: &[
            (TEXT, RoleStyle::PLAIN.fg(Color::Gray).bg(Color::Black)),
            (&[stance(Stance::Neutral), stance(Stance::Unclear)], RoleStyle::BOLD.fg(Color::White)),
            (FOR, RoleStyle::PLAIN.fg(Color::Cyan)),
            (AGAINST, RoleStyle::PLAIN.fg(Color::LightRed)),
            (MIXED, RoleStyle::PLAIN.fg(Color::LightMagenta)),
        ],
    },
};

/// No colours, only bold, underline and reverse.
pub const MONO: ThemeDefinition = ThemeDefinition {
    name: "mono",
    about: "no colours, as with NO_COLOR",
    full: RoleTable { base: COLOURLESS, overrides: &[] },
    sixteen: RoleTable { base: COLOURLESS, overrides: &[] },
};

/// Every role with many colours, on any background.
const FULL: &[RoleRow] = &[
    (TEXT, RoleStyle::PLAIN),
    (UNMARKED, RoleStyle::PLAIN),
    (BOLD, RoleStyle::BOLD),
    // The only grey that is readable on black and on white.
    (QUIET, RoleStyle::PLAIN.fg(indexed(243))),
    (ACCENT, RoleStyle::BOLD.fg(Color::Cyan)),
    (&[ThemeRole::Match], RoleStyle::BOLD.fg(Color::Cyan).with_modifier(Modifier::UNDERLINED)),
    (&[ThemeRole::Cursor], RoleStyle::BOLD.fg(WHITE).bg(indexed(238))),
    (KEPT, RoleStyle::BOLD.fg(Color::LightYellow)),
    (&[ThemeRole::Alert], RoleStyle::BOLD.fg(Color::LightRed)),
    (&[ThemeRole::Stale], RoleStyle::BOLD.fg(WHITE).bg(indexed(124))),
    (FOR, RoleStyle::PLAIN.fg(Color::Green)),
    (CONDITIONAL, RoleStyle::PLAIN.fg(Color::LightYellow)),
    (AGAINST, RoleStyle::PLAIN.fg(Color::LightMagenta)),
    (MIXED, RoleStyle::PLAIN.fg(Color::LightRed)),
    // The label colours of FIRST TLP 2.0, on their black background.
    (TLP_RED, RoleStyle::BOLD.fg(Color::Rgb(0xff, 0x2b, 0x2b)).bg(BLACK)),
    (TLP_AMBER, RoleStyle::BOLD.fg(Color::Rgb(0xff, 0xc0, 0x00)).bg(BLACK)),
    (TLP_GREEN, RoleStyle::BOLD.fg(Color::Rgb(0x33, 0xff, 0x00)).bg(BLACK)),
    (TLP_CLEAR, RoleStyle::BOLD.fg(WHITE).bg(BLACK)),
];

/// Every role with sixteen colours, on a dark background, which most terminals with so few colours have.
const SIXTEEN: &[RoleRow] = &[
    (TEXT, RoleStyle::PLAIN),
    (UNMARKED, RoleStyle::PLAIN),
    (BOLD, RoleStyle::BOLD),
    (QUIET, RoleStyle::PLAIN),
    (ACCENT, RoleStyle::BOLD.fg(Color::Cyan)),
    (&[ThemeRole::Match], RoleStyle::BOLD.fg(Color::Cyan).with_modifier(Modifier::UNDERLINED)),
    (&[ThemeRole::Cursor], REVERSED),
    (KEPT, RoleStyle::BOLD.fg(Color::LightYellow)),
    (&[ThemeRole::Alert], RoleStyle::BOLD.fg(Color::LightRed)),
    (&[ThemeRole::Stale], RoleStyle::BOLD.fg(Color::White).bg(Color::Red)),
    (FOR, RoleStyle::PLAIN.fg(Color::Green)),
    (CONDITIONAL, RoleStyle::PLAIN.fg(Color::LightYellow)),
    (AGAINST, RoleStyle::PLAIN.fg(Color::LightMagenta)),
    (MIXED, RoleStyle::PLAIN.fg(Color::LightRed)),
    (TLP_RED, RoleStyle::BOLD.fg(Color::LightRed).bg(Color::Black)),
    (TLP_AMBER, RoleStyle::BOLD.fg(Color::LightYellow).bg(Color::Black)),
    (TLP_GREEN, RoleStyle::BOLD.fg(Color::LightGreen).bg(Color::Black)),
    (TLP_CLEAR, RoleStyle::BOLD.fg(Color::White).bg(Color::Black)),
];

/// Every role without colours.
const COLOURLESS: &[RoleRow] = &[
    (TEXT, RoleStyle::PLAIN),
    (UNMARKED, RoleStyle::PLAIN),
    (BOLD, RoleStyle::BOLD),
    (QUIET, RoleStyle::PLAIN.with_modifier(Modifier::DIM)),
    (ACCENT, RoleStyle::BOLD),
    (&[ThemeRole::Match], RoleStyle::BOLD.with_modifier(Modifier::UNDERLINED)),
    (&[ThemeRole::Cursor, ThemeRole::Stale], REVERSED),
    (KEPT, RoleStyle::BOLD),
    (&[ThemeRole::Alert], RoleStyle::BOLD),
    (FOR, RoleStyle::PLAIN),
    (CONDITIONAL, RoleStyle::PLAIN),
    (AGAINST, RoleStyle::PLAIN),
    (MIXED, RoleStyle::PLAIN),
    (TLP_RED, REVERSED),
    (TLP_AMBER, REVERSED),
    (TLP_GREEN, REVERSED),
    (TLP_CLEAR, REVERSED),
];

/// Not bold: the Linux console shows reversed bold text as dark grey on grey.
const REVERSED: RoleStyle = RoleStyle::PLAIN.with_modifier(Modifier::REVERSED);

/// Colours of the cube, which the user's palette does not change.
const BLACK: Color = indexed(16);
const WHITE: Color = indexed(231);

// Roles that look the same in every theme.
const TEXT: &[ThemeRole] = &[ThemeRole::Text];
const UNMARKED: &[ThemeRole] = &[ThemeRole::Quote, stance(Stance::Neutral), stance(Stance::Unclear)];
const BOLD: &[ThemeRole] = &[ThemeRole::Strong, ThemeRole::Linked, ThemeRole::Key, ThemeRole::CursorAway];
const QUIET: &[ThemeRole] = &[ThemeRole::Quiet, ThemeRole::Rule];
const ACCENT: &[ThemeRole] = &[ThemeRole::Focus, ThemeRole::Bar];
const KEPT: &[ThemeRole] = &[ThemeRole::Pin, ThemeRole::Star];
const FOR: &[ThemeRole] = &[stance(Stance::For)];
const CONDITIONAL: &[ThemeRole] = &[stance(Stance::Conditional)];
const AGAINST: &[ThemeRole] = &[stance(Stance::Against)];
const MIXED: &[ThemeRole] = &[ThemeRole::Stance(StancePosition::Mixed)];
const TLP_RED: &[ThemeRole] = &[ThemeRole::Tlp(Tlp::Red)];
const TLP_AMBER: &[ThemeRole] = &[ThemeRole::Tlp(Tlp::AmberStrict), ThemeRole::Tlp(Tlp::Amber)];
const TLP_GREEN: &[ThemeRole] = &[ThemeRole::Tlp(Tlp::Green)];
const TLP_CLEAR: &[ThemeRole] = &[ThemeRole::Tlp(Tlp::Clear)];

const fn stance(stance: Stance) -> ThemeRole {
    ThemeRole::Stance(StancePosition::Held(stance))
}

const fn indexed(index: u8) -> Color {
    Color::Indexed(index)
}
