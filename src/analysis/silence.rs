//! Who was not heard: on an issue, or at all. It cannot tell who kept silent from who was not asked.

use std::collections::BTreeSet;

use crate::model::{Actor, Brief, Issue, Ix};

/// Who has no stance in the brief. Silence is not neutral: whoever is neutral or unclear has spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Who takes a stance, by the position of the issue. Most are silent on most of many issues: to hold these would take the square.
    spoke: Vec<BTreeSet<Ix<Actor>>>,
    /// Those who speak at all, in the order of the brief.
    speakers: Vec<Ix<Actor>>,
    /// The actors of whom the brief has no statement at all, in its order. What others relay of them counts as theirs.
    pub unheard: Vec<Ix<Actor>>,
}

impl Silence {
    /// Who is silent in `brief`.
    pub(super) fn new(brief: &Brief) -> Self {
        let mut heard = vec![false; brief.actors.len()];
        let mut spoke = vec![BTreeSet::new(); brief.issues.len()];
        for (_, statement) in brief.statements.iter() {
            let Some(actor) = statement.actor() else { continue };
            heard[actor.at()] = true;
            for (issue, _) in &statement.stances {
                spoke[issue.at()].insert(actor);
            }
        }
        let (speakers, unheard): (Vec<_>, Vec<_>) = brief.actors.positions().partition(|actor| heard[actor.at()]);
        Self { spoke, speakers, unheard }
    }

    /// Those who speak in the brief, but take no stance on `issue`, in the order of the brief.
    pub fn on(&self, issue: Ix<Issue>) -> impl Iterator<Item = Ix<Actor>> {
        let spoke = &self.spoke[issue.at()];
        self.speakers.iter().copied().filter(|actor| !spoke.contains(actor))
    }

    /// How many they are.
    pub fn number_on(&self, issue: Ix<Issue>) -> usize {
        self.speakers.len() - self.spoke[issue.at()].len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::BriefBuilder;
    use crate::model::Stance::{For, Unclear};

    #[test]
    fn whoever_speaks_of_other_things_only_is_silent_and_whoever_never_speaks_is_unheard() {
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
