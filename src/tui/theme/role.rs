//! The roles of a theme: what a cell means. It knows nothing of colours.

use crate::model::StancePosition;
use crate::model::{Stance, Tlp};
use crate::text::Tone;

/// What a cell means, independent of its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemeRole {
    /// Plain text, and the default colours of the screen.
    Text,
    Strong,
    Quiet,
    /// The lines that divide the screen.
    Rule,
    /// The title and the line of the focused pane.
    Focus,
    /// The row under the cursor of the focused pane.
    Cursor,
    /// The row whose item Detail shows, while Detail has the focus.
    CursorAway,
    /// A row that is linked to the item under the cursor.
    Linked,
    /// The bar before the row under the cursor and before linked rows.
    Bar,
    Pin,
    Star,
    Quote,
    /// A match of a search, combined with the role of its text.
    Match,
    Alert,
    /// The banner for files that changed but could not be read.
    Stale,
    Key,
    Stance(StancePosition),
    Tlp(Tlp),
}

impl ThemeRole {
    /// Every role, in the order of the indices.
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

    /// The index of the role in [`ThemeRole::ALL`].
    pub(super) const fn index(self) -> usize {
        self.index_and_name().0
    }

    /// The name of the role in a user's theme: lower-case words with hyphens between them.
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
    fn each_role_has_its_own_index_and_name() {
        for (at, role) in ThemeRole::ALL.into_iter().enumerate() {
            assert_eq!(role.index(), at, "{role:?}");
            assert!(ThemeRole::ALL[..at].iter().all(|other| other.name() != role.name()), "{role:?}");
        }
    }
}
