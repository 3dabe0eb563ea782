//! Where an actor stands when several statements are in force together. It reads stances only, no dates.

use crate::model::Stance;

/// Where an actor stands on an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Position {
    Held(Stance),
    /// Both sides at one time.
    Mixed,
}

impl Position {
    /// The position that `stances` make together; `None` when there is none.
    ///
    /// For (or conditional) and against both are [`Position::Mixed`]. Else the first of these that is among them is held: conditional,
    /// for, against, neutral, unclear. So a condition qualifies a plain *for*, and what is neutral or unclear yields to what is firm.
    pub fn of(stances: &[Stance]) -> Option<Self> {
        let takes = |camp| stances.iter().any(|stance| Camp::of(*stance) == Some(camp));
        if takes(Camp::Pro) && takes(Camp::Contra) {
            return Some(Self::Mixed);
        }
        let by_weight = [Stance::Conditional, Stance::For, Stance::Against, Stance::Neutral, Stance::Unclear];
        by_weight.into_iter().find(|stance| stances.contains(stance)).map(Self::Held)
    }
}

/// The side of an issue that a stance takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Camp {
    Pro,
    Contra,
}

impl Camp {
    /// `None` for a stance that takes no side.
    pub(super) const fn of(stance: Stance) -> Option<Self> {
        match stance {
            Stance::For | Stance::Conditional => Some(Self::Pro),
            Stance::Against => Some(Self::Contra),
            Stance::Neutral | Stance::Unclear => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Stance::{Against, Conditional, For, Neutral, Unclear};

    #[test]
    fn several_stances_make_one_position() {
        let table: &[(&[Stance], Option<Position>)] = &[
            (&[], None),
            (&[For, For], Some(Position::Held(For))),
            (&[For, Against], Some(Position::Mixed)),
            (&[Conditional, Against], Some(Position::Mixed)),
            (&[For, Conditional], Some(Position::Held(Conditional))),
            (&[Neutral, Against, Unclear], Some(Position::Held(Against))),
            (&[Unclear, Neutral], Some(Position::Held(Neutral))),
            (&[Unclear], Some(Position::Held(Unclear))),
        ];
        for (stances, position) in table {
            assert_eq!(Position::of(stances), *position, "{stances:?}");
            let turned: Vec<Stance> = stances.iter().rev().copied().collect();
            assert_eq!(Position::of(&turned), *position, "{turned:?}");
        }
    }
}
