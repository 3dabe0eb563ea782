//! Actors without a statement, on an issue or at all. It never distinguishes silence from not being asked.

use std::collections::BTreeSet;

use crate::model::{Actor, Brief, Issue, Ix};

/// The actors without a stance. Silence is not neutral: an actor with a neutral or unclear stance has spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// The actors with a stance on each issue, by its position. The complement is not stored: it would need actors × issues entries.
    with_stance: Vec<BTreeSet<Ix<Actor>>>,
    /// The actors with a statement, in the order of the brief.
    speakers: Vec<Ix<Actor>>,
    /// The actors without any statement, in the order of the brief. A statement relayed by another actor counts for its speaker, and a
    /// body is heard when an actor is that belongs to it, directly or through other bodies.
    pub unheard: Vec<Ix<Actor>>,
}

impl Silence {
    /// The silent actors of `brief`.
    pub(super) fn new(brief: &Brief) -> Self {
        let mut has_spoken = vec![false; brief.actors.len()];
        let mut with_stance = vec![BTreeSet::new(); brief.issues.len()];
        for (_, statement) in brief.statements.iter() {
            for actor in statement.actors() {
                has_spoken[actor.at()] = true;
                for (issue, _) in &statement.stances {
                    with_stance[issue.at()].insert(*actor);
                }
            }
        }
        let speakers: Vec<Ix<Actor>> = brief.actors.positions().filter(|actor| has_spoken[actor.at()]).collect();
        let is_heard = brief.with_bodies(speakers.iter().copied());
        let unheard = brief.actors.positions().filter(|actor| !is_heard[actor.at()]).collect();
        Self { with_stance, speakers, unheard }
    }

    /// The actors who speak in the brief but take no stance on `issue`, in the order of the brief.
    pub fn on(&self, issue: Ix<Issue>) -> impl Iterator<Item = Ix<Actor>> {
        let with_stance = &self.with_stance[issue.at()];
        self.speakers.iter().copied().filter(|actor| !with_stance.contains(actor))
    }

    /// The number of actors that [`Self::on`] returns.
    pub fn number_on(&self, issue: Ix<Issue>) -> usize {
        self.speakers.len() - self.with_stance[issue.at()].len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::BriefBuilder;
    use crate::model::Stance::{For, Unclear};

    #[test]
    fn an_actor_who_speaks_on_other_issues_is_silent_and_one_who_never_speaks_is_unheard() {
        let brief = BriefBuilder::new()
            .statement("a", |s| s.by("asif").stance("talks", Unclear))
            .statement("b", |s| s.by("saif").stance("border", For).about("kabul"))
            .statement("c", |s| s.unnamed("a diplomat").stance("talks", For))
            .brief();
        let silence = Silence::new(&brief);
        let actor = |id| brief.actors.find(id).unwrap();
        for (issue, silent) in [("talks", "saif"), ("border", "asif")] {
            let issue = brief.issues.find(issue).unwrap();
            assert_eq!(silence.on(issue).collect::<Vec<_>>(), [actor(silent)]);
            assert_eq!(silence.number_on(issue), 1);
        }
        assert_eq!(silence.unheard, [actor("kabul")]);
    }
}
