//! How a record has a name: as who speaks, what it is on, where it was reported.

use super::field::QueryField;
use crate::model::Stance;

/// How a record has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// It is what this actor says, or the value that it gives.
    By,
    /// Its speaker is described so, and not named.
    Described,
    /// Its speaker can have this role on that day.
    Role,
    /// This actor relays it.
    Via,
    /// It is about this actor.
    About,
    /// This actor takes part.
    Party,
    /// Who takes part can have this role on that day.
    PartyRole,
    /// It takes this stance on the issue of this label.
    Stance(Stance),
    /// It takes this stance on the issue of this question.
    Question(Stance),
    Outlet,
    Place,
    /// It is of the source with this name.
    Source,
    Brief,
}

/// How far a word is from the name of who speaks, where it is no name of anybody.
pub(super) const ELSEWHERE: usize = 3;

impl Relation {
    /// Every way that does not depend on a stance, each with its number.
    const PLAIN: [Self; 11] = [
        Self::By,
        Self::Described,
        Self::Role,
        Self::Via,
        Self::About,
        Self::Party,
        Self::PartyRole,
        Self::Outlet,
        Self::Place,
        Self::Source,
        Self::Brief,
    ];

    /// Its number, less than 32.
    pub(super) fn number(self) -> u8 {
        let of_stance = |stance| Stance::ALL.iter().position(|other| *other == stance).unwrap_or_default();
        let number = match self {
            Self::Stance(stance) => Self::PLAIN.len() + of_stance(stance),
            Self::Question(stance) => Self::PLAIN.len() + Stance::ALL.len() + of_stance(stance),
            Self::By
            | Self::Described
            | Self::Role
            | Self::Via
            | Self::About
            | Self::Party
            | Self::PartyRole
            | Self::Outlet
            | Self::Place
            | Self::Source
            | Self::Brief => Self::PLAIN.iter().position(|other| *other == self).unwrap_or_default(),
        };
        u8::try_from(number).unwrap_or_default()
    }

    /// The way of a number.
    pub(super) fn numbered(number: u8) -> Option<Self> {
        let number = usize::from(number);
        let of_stance = number.checked_sub(Self::PLAIN.len());
        match of_stance {
            None => Self::PLAIN.get(number).copied(),
            Some(at) if at < Stance::ALL.len() => Some(Self::Stance(Stance::ALL[at])),
            Some(at) => Stance::ALL.get(at - Stance::ALL.len()).copied().map(Self::Question),
        }
    }

    /// How far a name is from who speaks; `None` for one by which a record is found in its own field only.
    pub(super) const fn distance(self) -> Option<usize> {
        match self {
            Self::By | Self::Described => Some(0),
            Self::Role => Some(1),
            Self::Via | Self::About | Self::Party | Self::PartyRole => Some(2),
            Self::Stance(_) | Self::Question(_) | Self::Outlet | Self::Place => Some(ELSEWHERE),
            Self::Source | Self::Brief => None,
        }
    }

    /// Whether a name that is had so is one that the field asks for.
    pub(super) const fn stands_in(self, field: QueryField) -> bool {
        match self {
            Self::By | Self::Described | Self::Role | Self::Party | Self::PartyRole => matches!(field, QueryField::Who),
            Self::Via => matches!(field, QueryField::Via),
            Self::About => matches!(field, QueryField::About),
            Self::Stance(_) | Self::Question(_) => matches!(field, QueryField::On),
            Self::Outlet => matches!(field, QueryField::In),
            Self::Source => matches!(field, QueryField::Source | QueryField::In),
            Self::Brief => matches!(field, QueryField::Brief),
            Self::Place => false,
        }
    }

    /// Whether it is by taking this stance.
    pub(super) fn takes(self, stance: Stance) -> bool {
        self == Self::Stance(stance) || self == Self::Question(stance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_has_a_number_of_its_own() {
        let ways: Vec<Relation> = (0..32).filter_map(Relation::numbered).collect();
        assert_eq!(ways.len(), Relation::PLAIN.len() + 2 * Stance::ALL.len());
        for (number, way) in (0..).zip(ways) {
            assert_eq!(way.number(), number);
        }
    }
}
