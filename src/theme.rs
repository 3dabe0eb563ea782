//! Roles to styles. A role says what a cell means; only here is it decided how that looks.

use ratatui::style::{Color, Modifier, Style};

use crate::findings::Position;
use crate::model::{Stance, Tlp};
use crate::text::Tone;

/// What a cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Text,
    Strong,
    Quiet,
    /// The lines that divide the screen.
    Rule,
    /// The title and the line of the pane that has the focus.
    Focus,
    /// The row under the cursor, where the keys go.
    Cursor,
    /// The row under the cursor of the pane that Detail tells of, while Detail has the focus.
    CursorAway,
    /// A row that belongs to the item under the cursor.
    Linked,
    /// The bar before the cursor's and the linked rows.
    Bar,
    Pin,
    Star,
    Quote,
    /// What was looked for, laid over the role of the text around it.
    Match,
    Alert,
    /// The row that tells why what is shown is not what the files say.
    Stale,
    Key,
    Stance(Position),
    Tlp(Tlp),
}

/// The role of a tone of text.
impl From<Tone> for Role {
    fn from(tone: Tone) -> Self {
        match tone {
            Tone::Plain | Tone::Native => Self::Text,
            Tone::Strong => Self::Strong,
            Tone::Quiet => Self::Quiet,
            Tone::Quote => Self::Quote,
            Tone::Alert => Self::Alert,
            Tone::Stance(position) => Self::Stance(position),
        }
    }
}

/// How roles look on the terminal at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether colours are used; without them meaning is carried by words, glyphs, weight and bars alone.
    pub colour: bool,
    /// Whether every glyph outside of ASCII is replaced.
    pub ascii: bool,
}

impl Theme {
    /// The style of a role. Colours are the sixteen that the user's own palette names, so that light and dark both hold.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let coloured = |style: Style, colour| if self.colour { style.fg(colour) } else { style };
        match role {
            Role::Text | Role::Quote => plain,
            Role::Strong | Role::Linked | Role::Key | Role::CursorAway => bold,
            Role::Quiet | Role::Rule if self.colour => plain.fg(Color::DarkGray),
            Role::Quiet | Role::Rule => plain.add_modifier(Modifier::DIM),
            Role::Focus | Role::Bar => coloured(bold, Color::Cyan),
            Role::Cursor if self.colour => bold.fg(Color::White).bg(Color::DarkGray),
            Role::Match => coloured(bold, Color::Cyan).add_modifier(Modifier::UNDERLINED),
            Role::Pin | Role::Star => coloured(bold, Color::Yellow),
            Role::Alert => coloured(bold, Color::Red),
            Role::Stale => coloured(bold, Color::Red).add_modifier(Modifier::REVERSED),
            Role::Stance(position) => coloured(plain, stance_colour(position)),
            Role::Tlp(label) if self.colour => bold.fg(tlp_colour(label)).bg(Color::Black),
            Role::Cursor | Role::Tlp(_) => bold.add_modifier(Modifier::REVERSED),
        }
    }

    /// The style of a run of text in a role, with what was looked for laid over it: on the ground of the cursor by its line alone.
    pub fn marked(self, role: Role, marked: bool) -> Style {
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

    /// The character that stands for `char` where only ASCII is shown; one cell for one cell.
    pub const fn ascii(char: char) -> char {
        match char {
            ' '..='~' => char,
            '●' | '◆' | '•' => '+',
            '★' => '*',
            '✓' => 'v',
            '✗' => 'X',
            '◐' => '~',
            '○' | '–' | '—' | '─' | '━' | '‐' => '-',
            '◌' | '≡' => '=',
            '◑' => '%',
            '·' => '.',
            '▌' | '▸' | '›' | '↗' | '…' => '>',
            '│' | '▎' | '↓' | '↑' => '|',
            '↘' => '\\',
            '⇄' | '×' => 'x',
            '‹' | '≤' => '<',
            '“' | '”' | '„' => '"',
            '‘' | '’' => '\'',
            '▁' | '▂' => '_',
            '▃'..='█' => '#',
            _ => '?',
        }
    }
}

const fn stance_colour(position: Position) -> Color {
    match position {
        Position::Held(Stance::For) => Color::Green,
        Position::Held(Stance::Conditional) => Color::Yellow,
        Position::Held(Stance::Against) => Color::Magenta,
        Position::Held(Stance::Neutral | Stance::Unclear) => Color::Reset,
        Position::Mixed => Color::Red,
    }
}

/// The colours that FIRST gives the labels of TLP 2.0, on their black ground.
const fn tlp_colour(label: Tlp) -> Color {
    match label {
        Tlp::Red => Color::Red,
        Tlp::AmberStrict | Tlp::Amber => Color::Yellow,
        Tlp::Green => Color::Green,
        Tlp::Clear => Color::White,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: &[Role] = &[
        Role::Text,
        Role::Strong,
        Role::Quiet,
        Role::Rule,
        Role::Focus,
        Role::Cursor,
        Role::CursorAway,
        Role::Linked,
        Role::Bar,
        Role::Pin,
        Role::Star,
        Role::Quote,
        Role::Match,
        Role::Alert,
        Role::Stale,
        Role::Key,
        Role::Stance(Position::Mixed),
        Role::Tlp(Tlp::Red),
    ];

    #[test]
    fn without_colour_no_role_has_one() {
        for role in ROLES {
            let style = Theme { colour: false, ascii: false }.style(*role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }

    #[test]
    fn what_must_be_told_apart_is_told_apart_without_colour() {
        let theme = Theme { colour: false, ascii: false };
        let style = |role| theme.style(role);
        assert_ne!(style(Role::Cursor), style(Role::Linked));
        assert_ne!(style(Role::Linked), style(Role::Text));
        assert_ne!(style(Role::Quiet), style(Role::Text));
        assert_ne!(style(Role::Alert), style(Role::Text));
        for role in [Role::Text, Role::Strong, Role::Cursor] {
            assert_ne!(theme.marked(role, true), theme.marked(role, false), "{role:?}");
        }
    }
}
