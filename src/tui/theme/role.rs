//! What a cell means, by name. It knows nothing of colours.

use crate::model::StancePosition;
use crate::model::{Stance, Tlp};
use crate::text::Tone;

/// What a cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemeRole {
    /// Text, and the ground below all.
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
    Stance(StancePosition),
    Tlp(Tlp),
}

impl ThemeRole {
    /// Every role, in the order of their indices.
    pub const ALL: [Self; 27] = [
        Self::Text,
        Self::Strong,
        Self::Quiet,
        Self::Rule,
        Self::Focus,
        Self::Cursor,
        Self::CursorAway,
        Self::Linked,
        Self::Bar,
        Self::Pin,
        Self::Star,
        Self::Quote,
        Self::Match,
        Self::Alert,
        Self::Stale,
        Self::Key,
        Self::Stance(StancePosition::Held(Stance::For)),
        Self::Stance(StancePosition::Held(Stance::Conditional)),
        Self::Stance(StancePosition::Held(Stance::Against)),
        Self::Stance(StancePosition::Held(Stance::Neutral)),
        Self::Stance(StancePosition::Held(Stance::Unclear)),
        Self::Stance(StancePosition::Mixed),
        Self::Tlp(Tlp::Red),
        Self::Tlp(Tlp::AmberStrict),
        Self::Tlp(Tlp::Amber),
        Self::Tlp(Tlp::Green),
        Self::Tlp(Tlp::Clear),
    ];

    /// The place of the role in [`Role::ALL`].
    pub(super) const fn index(self) -> usize {
        self.index_and_name().0
    }

    /// The name by which a theme of the user calls the role: lower-case words with hyphens between them.
    pub const fn name(self) -> &'static str {
        self.index_and_name().1
    }

    const fn index_and_name(self) -> (usize, &'static str) {
        match self {
            Self::Text => (0, "text"),
            Self::Strong => (1, "strong"),
            Self::Quiet => (2, "quiet"),
            Self::Rule => (3, "rule"),
            Self::Focus => (4, "focus"),
            Self::Cursor => (5, "cursor"),
            Self::CursorAway => (6, "cursor-away"),
            Self::Linked => (7, "linked"),
            Self::Bar => (8, "bar"),
            Self::Pin => (9, "pin"),
            Self::Star => (10, "star"),
            Self::Quote => (11, "quote"),
            Self::Match => (12, "match"),
            Self::Alert => (13, "alert"),
            Self::Stale => (14, "stale"),
            Self::Key => (15, "key"),
            Self::Stance(StancePosition::Held(Stance::For)) => (16, "stance-for"),
            Self::Stance(StancePosition::Held(Stance::Conditional)) => (17, "stance-conditional"),
            Self::Stance(StancePosition::Held(Stance::Against)) => (18, "stance-against"),
            Self::Stance(StancePosition::Held(Stance::Neutral)) => (19, "stance-neutral"),
            Self::Stance(StancePosition::Held(Stance::Unclear)) => (20, "stance-unclear"),
            Self::Stance(StancePosition::Mixed) => (21, "stance-mixed"),
            Self::Tlp(Tlp::Red) => (22, "tlp-red"),
            Self::Tlp(Tlp::AmberStrict) => (23, "tlp-amber-strict"),
            Self::Tlp(Tlp::Amber) => (24, "tlp-amber"),
            Self::Tlp(Tlp::Green) => (25, "tlp-green"),
            Self::Tlp(Tlp::Clear) => (26, "tlp-clear"),
        }
    }
}

/// The role of a tone of text.
impl From<Tone> for ThemeRole {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_is_where_its_index_says_and_has_a_name_of_its_own() {
        for (at, role) in ThemeRole::ALL.into_iter().enumerate() {
            assert_eq!(role.index(), at, "{role:?}");
            assert!(ThemeRole::ALL[..at].iter().all(|other| other.name() != role.name()), "{role:?}");
        }
    }
}
