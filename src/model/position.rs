//! Where an actor stands when several statements are in force together. It reads stances only, no dates.

use super::Stance;

/// Where an actor stands on an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StancePosition {
    Held(Stance),
    /// Both sides at one time.
    Mixed,
}

impl StancePosition {
    /// The position that `stances` make together; `None` when there is none.
    ///
    /// For (or conditional) and against both are [`StancePosition::Mixed`]. Else the first of these that is among them is held: conditional,
    /// for, against, neutral, unclear. So a condition qualifies a plain *for*, and what is neutral or unclear yields to what is firm.
    pub fn from_stances(stances: &[Stance]) -> Option<Self> {
        let takes = |camp| stances.iter().any(|stance| Camp::from_stance(*stance) == Some(camp));
        if takes(Camp::Pro) && takes(Camp::Contra) {
            return Some(Self::Mixed);
        }
        let by_weight = [Stance::Conditional, Stance::For, Stance::Against, Stance::Neutral, Stance::Unclear];
        by_weight.into_iter().find(|stance| stances.contains(stance)).map(Self::Held)
    }
}

/// The side of an issue that a stance takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Camp {
    Pro,
    Contra,
}

impl Camp {
    /// `None` for a stance that takes no side.
    pub(crate) const fn from_stance(stance: Stance) -> Option<Self> {
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
        let table: &[(&[Stance], Option<StancePosition>)] = &[
            (&[], None),
            (&[For, For], Some(StancePosition::Held(For))),
            (&[For, Against], Some(StancePosition::Mixed)),
            (&[Conditional, Against], Some(StancePosition::Mixed)),
            (&[For, Conditional], Some(StancePosition::Held(Conditional))),
            (&[Neutral, Against, Unclear], Some(StancePosition::Held(Against))),
            (&[Unclear, Neutral], Some(StancePosition::Held(Neutral))),
            (&[Unclear], Some(StancePosition::Held(Unclear))),
        ];
        for (stances, position) in table {
            assert_eq!(StancePosition::from_stances(stances), *position, "{stances:?}");
            let turned: Vec<Stance> = stances.iter().rev().copied().collect();
            assert_eq!(StancePosition::from_stances(&turned), *position, "{turned:?}");
        }
    }
}
