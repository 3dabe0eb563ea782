//! The relation of a name to a record: speaker, issue, outlet and so on.

use crate::model::Stance;
use crate::search::query::field::QueryField;

/// The relation of a name to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum Relation {
    /// The actor speaks in the record, or gives its value.
    By,
    /// The description of an unnamed speaker.
    Described,
    /// A role that the speaker can have had on the day of the record.
    Role,
    /// The actor relays the record.
    Via,
    /// The record is about the actor.
    About,
    /// The actor takes part in the event.
    Party,
    /// A role that a participant can have had on the day of the event.
    PartyRole,
    /// The record takes this stance on the issue of this label.
    Stance(Stance),
    /// The record takes this stance on the issue of this question.
    Question(Stance),
    Outlet,
    Place,
    /// The record is from the source of this name.
    Source,
    Brief,
}

/// The distance of a word that names nobody.
pub(in crate::search) const ELSEWHERE: usize = 3;

impl Relation {
    /// The relations that have no stance, by number.
    const WITHOUT_STANCE: [Self; 11] = [
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

    /// The number of the relation, less than 32.
    pub(in crate::search) fn number(self) -> u8 {
        let stance_position = |stance| Stance::ALL.iter().position(|other| *other == stance).unwrap_or_default();
        let number = match self {
            Self::Stance(stance) => Self::WITHOUT_STANCE.len() + stance_position(stance),
            Self::Question(stance) => Self::WITHOUT_STANCE.len() + Stance::ALL.len() + stance_position(stance),
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
            | Self::Brief => Self::WITHOUT_STANCE.iter().position(|other| *other == self).unwrap_or_default(),
        };
        u8::try_from(number).unwrap_or_default()
    }

    /// The relation of a number.
    pub(in crate::search) fn from_number(number: u8) -> Option<Self> {
        let number = usize::from(number);
        let stance_position = number.checked_sub(Self::WITHOUT_STANCE.len());
        match stance_position {
            None => Self::WITHOUT_STANCE.get(number).copied(),
            Some(at) if at < Stance::ALL.len() => Some(Self::Stance(Stance::ALL[at])),
            Some(at) => Stance::ALL.get(at - Stance::ALL.len()).copied().map(Self::Question),
        }
    }

    /// The distance of the name from the speaker; `None` if the name is only searched in its own field.
    pub(in crate::search) const fn distance(self) -> Option<usize> {
        match self {
            Self::By | Self::Described => Some(0),
            Self::Role => Some(1),
            Self::Via | Self::About | Self::Party | Self::PartyRole => Some(2),
            Self::Stance(_) | Self::Question(_) | Self::Outlet | Self::Place => Some(ELSEWHERE),
            Self::Source | Self::Brief => None,
        }
    }

    /// Whether the field searches names of this relation.
    pub(in crate::search) const fn matches_field(self, field: QueryField) -> bool {
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

    /// Whether the record takes this stance.
    pub(in crate::search) fn has_stance(self, stance: Stance) -> bool {
        self == Self::Stance(stance) || self == Self::Question(stance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_relation_has_a_number_of_its_own() {
        let relations: Vec<Relation> = (0..32).filter_map(Relation::from_number).collect();
        assert_eq!(relations.len(), Relation::WITHOUT_STANCE.len() + 2 * Stance::ALL.len());
        for (number, relation) in (0..).zip(relations) {
            assert_eq!(relation.number(), number);
        }
    }
}
