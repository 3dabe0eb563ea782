//! Roles to styles. A role says what a cell means; only here is it decided how that looks.

mod ascii;
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

/// A theme as it is written: how every role looks, role by role, where there are colours enough and where there are few.
#[derive(Debug, Clone, Copy)]
pub struct ThemeDefinition {
    /// By which the user calls it.
    pub name: &'static str,
    /// What it is, as a sentence without its full stop.
    pub about: &'static str,
    full: RoleTable,
    /// Made by hand: the nearest of sixteen colours would be any.
    sixteen: RoleTable,
}

/// Looks, each with the roles that have it.
type RoleTable = &'static [(&'static [ThemeRole], RoleStyle)];

/// How roles look on the terminal at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    role_styles: [RoleStyle; ThemeRole::ALL.len()],
    /// Whether every glyph outside of ASCII is replaced.
    pub ascii: bool,
}

impl Theme {
    /// How roles look where a terminal has so many colours; without any, as [`MONO`] has it, whatever the design.
    pub const fn new(design: &ThemeDefinition, colors: ColorDepth) -> Self {
        let table = match colors {
            ColorDepth::None => MONO.full,
            ColorDepth::Eight | ColorDepth::Sixteen => design.sixteen,
            ColorDepth::Indexed | ColorDepth::True => design.full,
        };
        let mut looks = [RoleStyle::PLAIN; ThemeRole::ALL.len()];
        let mut row = 0;
        while row < table.len() {
            let (roles, look) = table[row];
            let mut at = 0;
            while at < roles.len() {
                looks[roles[at].index()] = look.limited_to(colors);
                at += 1;
            }
            row += 1;
        }
        Self { role_styles: looks, ascii: false }
    }

    /// The same, showing ASCII alone or not.
    #[must_use]
    pub const fn with_ascii(self, ascii: bool) -> Self {
        Self { ascii, ..self }
    }

    /// How a role looks by itself.
    pub const fn role_style(&self, role: ThemeRole) -> RoleStyle {
        self.role_styles[role.index()]
    }

    /// The style of a role. What it leaves open, it has from what is below it, and the ground from [`Theme::ground`].
    pub fn style(&self, role: ThemeRole) -> Style {
        let RoleStyle { fg, bg, modifiers } = self.role_styles[role.index()];
        let given = |color| (color != Color::Reset).then_some(color);
        // What text and ground are by themselves is laid below everything at once.
        let (fg, bg) = if role == ThemeRole::Text { (None, None) } else { (given(fg), given(bg)) };
        Style { fg, bg, ..Style::new().add_modifier(modifiers) }
    }

    /// Text and ground where no role says otherwise: the colours of [`Role::Text`], which most designs leave to the terminal.
    pub const fn base_colors(&self) -> (Color, Color) {
        let RoleStyle { fg, bg, .. } = self.role_styles[ThemeRole::Text.index()];
        (fg, bg)
    }

    /// The style of a run of text in a role, with what was looked for laid over it: on the ground of the cursor by its line alone.
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

    #[test]
    fn every_theme_names_every_role_once() {
        for design in BUILT_IN {
            for table in [design.full, design.sixteen] {
                for role in ThemeRole::ALL {
                    let named = table.iter().flat_map(|(roles, _)| *roles).filter(|named| **named == role).count();
                    assert_eq!(named, 1, "{}: {}", design.name, role.name());
                }
            }
        }
    }

    #[test]
    fn every_theme_has_a_name_of_its_own() {
        for (at, design) in BUILT_IN.iter().enumerate() {
            assert!(BUILT_IN[at + 1..].iter().all(|other| other.name != design.name), "{}", design.name);
        }
    }

    #[test]
    fn without_colour_no_role_has_one() {
        for design in BUILT_IN {
            for role in ThemeRole::ALL {
                let style = Theme::new(design, ColorDepth::None).style(role);
                assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            }
        }
    }

    #[test]
    fn nothing_blinks_and_nothing_is_hidden() {
        for (design, colors) in BUILT_IN.iter().flat_map(|design| DEPTHS.map(|colors| (design, colors))) {
            for role in ThemeRole::ALL {
                let style = Theme::new(design, colors).style(role);
                let never = Modifier::SLOW_BLINK | Modifier::RAPID_BLINK | Modifier::HIDDEN;
                assert!(!style.add_modifier.intersects(never), "{}: {role:?}", design.name);
            }
        }
    }

    #[test]
    fn what_must_be_told_apart_is_told_apart_in_every_theme_at_every_depth() {
        for (design, colors) in BUILT_IN.iter().flat_map(|design| DEPTHS.map(|colors| (design, colors))) {
            let theme = Theme::new(design, colors);
            let style = |role| theme.style(role);
            let place = format!("{} {colors:?}", design.name);
            assert_ne!(style(ThemeRole::Cursor), style(ThemeRole::Linked), "{place}");
            assert_ne!(style(ThemeRole::Linked), style(ThemeRole::Text), "{place}");
            assert_ne!(style(ThemeRole::Alert), style(ThemeRole::Text), "{place}");
            // Of few colours no grey can be read everywhere.
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
