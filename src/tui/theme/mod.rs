//! Maps the roles of cells to styles. It never decides which role a cell has.

mod built_in;
mod changes;
mod colors;
#[cfg(test)]
mod contrast_tests;
mod role;
mod role_style;

pub use ratatui::style::Color;
use ratatui::style::{Modifier, Style};

pub use built_in::{BUILT_IN, COLOUR_BLIND, DARK, HIGH_CONTRAST, LIGHT, MONO, TERMINAL};
pub use changes::{COLOR_NAMES, RoleChange, TextAttribute, format_color, parse_color};
pub use colors::ColorDepth;
pub use role::ThemeRole;
pub use role_style::RoleStyle;

/// The definition of a theme: the style of every role with many colours and with few.
#[derive(Debug, Clone, Copy)]
pub struct ThemeDefinition {
    /// The name of the theme in the configuration.
    pub name: &'static str,
    /// The description, as a sentence without a full stop.
    pub about: &'static str,
    /// The styles for 256 or more colours.
    full: RoleTable,
    /// The styles for 16 or fewer colours. They are chosen by hand, because the nearest of sixteen colours often looks wrong.
    sixteen: RoleTable,
}

/// The styles of all roles: those of a base, and those of the roles that differ from it.
#[derive(Debug, Clone, Copy)]
struct RoleTable {
    /// Every role, once.
    base: &'static [RoleRow],
    overrides: &'static [RoleRow],
}

/// Roles with the style that they have.
type RoleRow = (&'static [ThemeRole], RoleStyle);

/// The styles of all roles for a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    role_styles: [RoleStyle; ThemeRole::ALL.len()],
    /// Whether characters outside of ASCII are replaced.
    pub ascii: bool,
}

impl Theme {
    /// The styles of a theme with the available colours. Without colours every theme looks like [`MONO`].
    pub const fn new(definition: &ThemeDefinition, colors: ColorDepth) -> Self {
        let table = match colors {
            ColorDepth::None => MONO.full,
            ColorDepth::Eight | ColorDepth::Sixteen => definition.sixteen,
            ColorDepth::Indexed | ColorDepth::True => definition.full,
        };
        let theme = Self { role_styles: [RoleStyle::PLAIN; ThemeRole::ALL.len()], ascii: false };
        theme.with_rows(table.base, colors).with_rows(table.overrides, colors)
    }

    const fn with_rows(mut self, rows: &[RoleRow], colors: ColorDepth) -> Self {
        let mut row = 0;
        while row < rows.len() {
            let (roles, style) = rows[row];
            let mut at = 0;
            while at < roles.len() {
                self.role_styles[roles[at].index()] = style.limited_to(colors);
                at += 1;
            }
            row += 1;
        }
        self
    }

    /// The theme with ASCII-only output on or off.
    #[must_use]
    pub const fn with_ascii(self, ascii: bool) -> Self {
        Self { ascii, ..self }
    }

    /// The own style of a role.
    pub const fn role_style(&self, role: ThemeRole) -> RoleStyle {
        self.role_styles[role.index()]
    }

    /// The style of a role for a cell. Colours that the role leaves open stay as they are; see [`Theme::base_colors`].
    pub fn style(&self, role: ThemeRole) -> Style {
        let RoleStyle { fg, bg, modifiers } = self.role_styles[role.index()];
        let given = |color| (color != Color::Reset).then_some(color);
        // The base colours are applied to the whole screen at the end.
        let (fg, bg) = if role == ThemeRole::Text { (None, None) } else { (given(fg), given(bg)) };
        Style { fg, bg, ..Style::new().add_modifier(modifiers) }
    }

    /// The default foreground and background: the colours of [`ThemeRole::Text`], which most themes leave to the terminal.
    pub const fn base_colors(&self) -> (Color, Color) {
        let RoleStyle { fg, bg, .. } = self.role_styles[ThemeRole::Text.index()];
        (fg, bg)
    }

    /// The style of text in a role, combined with [`ThemeRole::Match`] when it is a match. On the row of the cursor a match is only underlined.
    pub fn marked(&self, role: ThemeRole, marked: bool) -> Style {
        let style = self.style(role);
        if !marked {
            return style;
        }
        if role == ThemeRole::Cursor {
            style.add_modifier(Modifier::UNDERLINED)
        } else {
            style.patch(self.style(ThemeRole::Match))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEPTHS: [ColorDepth; 5] =
        [ColorDepth::None, ColorDepth::Eight, ColorDepth::Sixteen, ColorDepth::Indexed, ColorDepth::True];

    /// The styles that a table gives to a role.
    fn styles_of(rows: &[RoleRow], role: ThemeRole) -> Vec<RoleStyle> {
        let has_role = |(roles, _): &&RoleRow| roles.contains(&role);
        rows.iter().filter(has_role).map(|(_, style)| *style).collect()
    }

    #[test]
    fn every_theme_names_every_role_once_and_changes_only_what_differs_from_its_base() {
        for definition in BUILT_IN {
            for table in [definition.full, definition.sixteen] {
                for role in ThemeRole::ALL {
                    let place = format!("{}: {}", definition.name, role.name());
                    let base = styles_of(table.base, role);
                    assert_eq!(base.len(), 1, "{place}");
                    let overrides = styles_of(table.overrides, role);
                    assert!(overrides.len() <= 1 && overrides != base, "{place}");
                }
            }
        }
    }

    #[test]
    fn every_theme_has_a_name_of_its_own() {
        for (at, definition) in BUILT_IN.iter().enumerate() {
            assert!(BUILT_IN[at + 1..].iter().all(|other| other.name != definition.name), "{}", definition.name);
        }
    }

    #[test]
    fn without_colour_no_role_has_one() {
        for definition in BUILT_IN {
            for role in ThemeRole::ALL {
                let style = Theme::new(definition, ColorDepth::None).style(role);
                assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            }
        }
    }

    #[test]
    fn nothing_blinks_and_nothing_is_hidden() {
        for (definition, colors) in BUILT_IN.iter().flat_map(|definition| DEPTHS.map(|colors| (definition, colors))) {
            for role in ThemeRole::ALL {
                let style = Theme::new(definition, colors).style(role);
                let never = Modifier::SLOW_BLINK | Modifier::RAPID_BLINK | Modifier::HIDDEN;
                assert!(!style.add_modifier.intersects(never), "{}: {role:?}", definition.name);
            }
        }
    }

    #[test]
    fn roles_that_must_differ_do_so_in_every_theme_at_every_depth() {
        for (definition, colors) in BUILT_IN.iter().flat_map(|definition| DEPTHS.map(|colors| (definition, colors))) {
            let theme = Theme::new(definition, colors);
            let style = |role| theme.style(role);
            let place = format!("{} {colors:?}", definition.name);
            assert_ne!(style(ThemeRole::Cursor), style(ThemeRole::Linked), "{place}");
            assert_ne!(style(ThemeRole::Linked), style(ThemeRole::Text), "{place}");
            assert_ne!(style(ThemeRole::Alert), style(ThemeRole::Text), "{place}");
            // With few colours no grey is readable everywhere.
            assert!(
                style(ThemeRole::Quiet) != style(ThemeRole::Text)
                    || [ColorDepth::Eight, ColorDepth::Sixteen].contains(&colors),
                "{place}"
            );
            for role in [ThemeRole::Text, ThemeRole::Strong, ThemeRole::Cursor] {
                assert_ne!(theme.marked(role, true), theme.marked(role, false), "{role:?}");
            }
        }
    }
}
