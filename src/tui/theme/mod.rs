//! Roles to styles. A role says what a cell means; only here is it decided how that looks.

mod ascii;
mod built_in;
mod changes;
mod colors;
mod look;
#[cfg(test)]
mod measured;
mod role;

pub use ratatui::style::Color;
use ratatui::style::{Modifier, Style};

pub use built_in::{BUILT_IN, COLOUR_BLIND, DARK, HIGH_CONTRAST, LIGHT, MONO, TERMINAL};
pub use changes::{COLOR_WORDS, Change, Weight, color, color_word};
pub use colors::Colors;
pub use look::Look;
pub use role::Role;

/// A theme as it is written: how every role looks, role by role, where there are colours enough and where there are few.
#[derive(Debug, Clone, Copy)]
pub struct Design {
    /// By which the user calls it.
    pub name: &'static str,
    /// What it is, as a sentence without its full stop.
    pub about: &'static str,
    full: Table,
    /// Made by hand: the nearest of sixteen colours would be any.
    sixteen: Table,
}

/// Looks, each with the roles that have it.
type Table = &'static [(&'static [Role], Look)];

/// How roles look on the terminal at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    looks: [Look; Role::ALL.len()],
    /// Whether every glyph outside of ASCII is replaced.
    pub ascii: bool,
}

impl Theme {
    /// How roles look where a terminal has so many colours; without any, as [`MONO`] has it, whatever the design.
    pub const fn of(design: &Design, colors: Colors) -> Self {
        let table = match colors {
            Colors::None => MONO.full,
            Colors::Eight | Colors::Sixteen => design.sixteen,
            Colors::Indexed | Colors::True => design.full,
        };
        let mut looks = [Look::PLAIN; Role::ALL.len()];
        let mut row = 0;
        while row < table.len() {
            let (roles, look) = table[row];
            let mut at = 0;
            while at < roles.len() {
                looks[roles[at].index()] = look.within(colors);
                at += 1;
            }
            row += 1;
        }
        Self { looks, ascii: false }
    }

    /// The same, showing ASCII alone or not.
    #[must_use]
    pub const fn in_ascii(self, ascii: bool) -> Self {
        Self { ascii, ..self }
    }

    /// How a role looks by itself.
    pub const fn look(&self, role: Role) -> Look {
        self.looks[role.index()]
    }

    /// The style of a role. What it leaves open, it has from what is below it, and the ground from [`Theme::ground`].
    pub fn style(&self, role: Role) -> Style {
        let Look { fg, bg, modifiers } = self.looks[role.index()];
        let given = |color| (color != Color::Reset).then_some(color);
        // What text and ground are by themselves is laid below everything at once.
        let (fg, bg) = if role == Role::Text { (None, None) } else { (given(fg), given(bg)) };
        Style { fg, bg, ..Style::new().add_modifier(modifiers) }
    }

    /// Text and ground where no role says otherwise: the colours of [`Role::Text`], which most designs leave to the terminal.
    pub const fn ground(&self) -> (Color, Color) {
        let Look { fg, bg, .. } = self.looks[Role::Text.index()];
        (fg, bg)
    }

    /// The style of a run of text in a role, with what was looked for laid over it: on the ground of the cursor by its line alone.
    pub fn marked(&self, role: Role, marked: bool) -> Style {
        let style = self.style(role);
        if !marked {
            return style;
        }
        if role == Role::Cursor {
            style.add_modifier(Modifier::UNDERLINED)
        } else {
            style.patch(self.style(Role::Match))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEPTHS: [Colors; 5] = [Colors::None, Colors::Eight, Colors::Sixteen, Colors::Indexed, Colors::True];

    #[test]
    fn every_theme_names_every_role_once() {
        for design in BUILT_IN {
            for table in [design.full, design.sixteen] {
                for role in Role::ALL {
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
            for role in Role::ALL {
                let style = Theme::of(design, Colors::None).style(role);
                assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            }
        }
    }

    #[test]
    fn nothing_blinks_and_nothing_is_hidden() {
        for (design, colors) in BUILT_IN.iter().flat_map(|design| DEPTHS.map(|colors| (design, colors))) {
            for role in Role::ALL {
                let style = Theme::of(design, colors).style(role);
                let never = Modifier::SLOW_BLINK | Modifier::RAPID_BLINK | Modifier::HIDDEN;
                assert!(!style.add_modifier.intersects(never), "{}: {role:?}", design.name);
            }
        }
    }

    #[test]
    fn what_must_be_told_apart_is_told_apart_in_every_theme_at_every_depth() {
        for (design, colors) in BUILT_IN.iter().flat_map(|design| DEPTHS.map(|colors| (design, colors))) {
            let theme = Theme::of(design, colors);
            let style = |role| theme.style(role);
            let place = format!("{} {colors:?}", design.name);
            assert_ne!(style(Role::Cursor), style(Role::Linked), "{place}");
            assert_ne!(style(Role::Linked), style(Role::Text), "{place}");
            assert_ne!(style(Role::Alert), style(Role::Text), "{place}");
            // Of few colours no grey can be read everywhere.
            assert!(
                style(Role::Quiet) != style(Role::Text) || [Colors::Eight, Colors::Sixteen].contains(&colors),
                "{place}"
            );
            for role in [Role::Text, Role::Strong, Role::Cursor] {
                assert_ne!(theme.marked(role, true), theme.marked(role, false), "{role:?}");
            }
        }
    }
}
