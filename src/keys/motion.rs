//! The movements that actions ask for, of a cursor through a list or of a text. It never moves anything.

use super::{Action, BriefAction};

/// A movement through rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// By this many rows, down if positive.
    Rows(isize),
    /// By a screenful.
    Page { down: bool },
    /// To the first or the last row.
    End { last: bool },
}

impl Motion {
    /// The rows to move by in a window of `height` rows, down if positive.
    pub fn rows(self, height: usize) -> isize {
        let screenful = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
        match self {
            Self::Rows(rows) => rows,
            Self::Page { down } => screenful * if down { 1 } else { -1 },
            Self::End { last } => isize::MAX / 2 * if last { 1 } else { -1 },
        }
    }
}

impl Action {
    /// The movement of the cursor of a list. Returns `None` for an action that does anything else.
    pub const fn list_motion(self) -> Option<Motion> {
        let Self::Brief(action) = self else { return None };
        match action {
            BriefAction::Down => Some(Motion::Rows(1)),
            BriefAction::Up => Some(Motion::Rows(-1)),
            BriefAction::PageDown => Some(Motion::Page { down: true }),
            BriefAction::PageUp => Some(Motion::Page { down: false }),
            BriefAction::Top => Some(Motion::End { last: false }),
            BriefAction::Bottom => Some(Motion::End { last: true }),
            BriefAction::Left
            | BriefAction::Right
            | BriefAction::DetailDown
            | BriefAction::DetailUp
            | BriefAction::NextPane
            | BriefAction::PreviousPane
            | BriefAction::Focus(_)
            | BriefAction::Zoom
            | BriefAction::Go
            | BriefAction::Back
            | BriefAction::Forward
            | BriefAction::NextHit
            | BriefAction::PreviousHit
            | BriefAction::Narrow
            | BriefAction::Unpin
            | BriefAction::UnpinAll
            | BriefAction::AsOf
            | BriefAction::NextStar => None,
        }
    }

    /// The movement of a text that covers the panes: what scrolls Detail scrolls it too, and what pins goes on by a screenful.
    pub fn text_motion(self) -> Option<Motion> {
        let is = |action| self == Self::Brief(action);
        self.list_motion()
            .or(is(BriefAction::DetailDown).then_some(Motion::Rows(1)))
            .or(is(BriefAction::DetailUp).then_some(Motion::Rows(-1)))
            .or(is(BriefAction::Narrow).then_some(Motion::Page { down: true }))
    }
}
