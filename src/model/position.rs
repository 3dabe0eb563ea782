//! The position that several stances make together. It uses stances only, never dates.

use super::Stance;

/// The position of an actor on an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StancePosition {
    Held(Stance),
    /// Both for and against at the same time.
    Mixed,
}

impl StancePosition {
    /// The position that `stances` make together; `None` when `stances` is empty.
    ///
    /// For (or conditional) together with against is [`StancePosition::Mixed`]. Otherwise the first of conditional, for, against, neutral,
    /// unclear that is in `stances` is held: conditional takes precedence over for, and a side over neutral and unclear.
    pub fn from_stances(stances: &[Stance]) -> Option<Self> {
        let takes = |side| stances.iter().any(|stance| StanceSide::from_stance(*stance) == Some(side));
        if takes(StanceSide::Pro) && takes(StanceSide::Contra) {
            return Some(Self::Mixed);
        }
        let by_precedence = [Stance::Conditional, Stance::For, Stance::Against, Stance::Neutral, Stance::Unclear];
        by_precedence.into_iter().find(|stance| stances.contains(stance)).map(Self::Held)
    }
}

/// The side of an issue that a stance takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StanceSide {
    Pro,
    Contra,
}

impl StanceSide {
    /// Returns `None` for a stance that takes no side.
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
            let reversed: Vec<Stance> = stances.iter().rev().copied().collect();
            assert_eq!(StancePosition::from_stances(&reversed), *position, "{reversed:?}");
        }
    }
}
