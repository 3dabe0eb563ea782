//! Opposite stances of one actor on one issue with overlapping dates. It never reports a change of stance in a certain order.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{Contradiction, ContradictionKind, ContradictionSide};
use crate::analysis::stance_records::{ActorIssue, StanceRecord, retracted, stance_records};
use crate::analysis::union_find::UnionFind;
use crate::analysis::utterances::Utterances;
use crate::model::StanceSide;
use crate::model::{Brief, Record, Stance};

/// A stance record that takes a side.
#[derive(Clone, Copy)]
struct SidedStance {
    record: StanceRecord,
    side: StanceSide,
}

/// The contradictions between the statements of each actor for and against each issue.
pub(super) fn opposite_stances(brief: &Brief, utterances: &Utterances) -> Vec<Contradiction> {
    let retracted = retracted(brief, |_| true);
    let in_force = |record: &StanceRecord| !retracted[record.statement.at()];
    let mut found = Vec::new();
    for (key, records) in stance_records(brief) {
        let sided = records.into_iter().filter(in_force).filter_map(|record| {
            let side = StanceSide::from_stance(record.stance)?;
            Some(SidedStance { record, side })
        });
        let clusters = clusters(sided.collect()).into_iter();
        // Opposite reports of one utterance are errors of the reports, not a contradiction. A cluster is connected, so when it has more
        // than one utterance, one of its edges joins two of them.
        let contradicting = clusters.filter(|cluster| {
            cluster.iter().any(|one| !utterances.are_one(one.record.statement, cluster[0].record.statement))
        });
        found.extend(contradicting.map(|cluster| contradiction(brief, key, &cluster)));
    }
    found
}

/// The connected components, where an edge joins two stances of opposite sides with overlapping dates. Components of one are left out.
fn clusters(mut sided: Vec<SidedStance>) -> Vec<Vec<SidedStance>> {
    sided.sort_by_key(|one| one.record.span.begin());
    let mut sets = UnionFind::new(sided.len());
    let (mut pro, mut contra) = (Vec::new(), Vec::new());
    for (at, one) in sided.iter().enumerate() {
        let (mine, theirs) = match one.side {
            StanceSide::Pro => (&mut pro, &mut contra),
            StanceSide::Contra => (&mut contra, &mut pro),
        };
        theirs.retain(|other: &usize| !sided[*other].record.span.is_before(one.record.span));
        for other in theirs.iter() {
            sets.join(at, *other);
        }
        // They are one cluster now: the one with the latest end overlaps everything that any of them overlaps.
        let longest = theirs.iter().copied().max_by_key(|other| sided[*other].record.span.end());
        *theirs = longest.into_iter().collect();
        mine.push(at);
    }
    let clusters = sets.groups().into_iter().filter(|cluster| cluster.len() > 1);
    clusters.map(|cluster| cluster.into_iter().map(|at| sided[at]).collect()).collect()
}

fn contradiction(brief: &Brief, key: ActorIssue, cluster: &[SidedStance]) -> Contradiction {
    let days = |side| {
        let on_side = cluster.iter().filter(move |one| one.side == side);
        on_side.filter_map(|one| one.record.span.single_day()).collect::<HashSet<NaiveDate>>()
    };
    let same_day = !days(StanceSide::Pro).is_disjoint(&days(StanceSide::Contra));
    let side = |stance: &Stance| {
        let members = cluster.iter().filter(|one| one.record.stance == *stance);
        ContradictionSide::new(
            brief,
            stance.to_string(),
            members.map(|one| Record::Statement(one.record.statement)).collect(),
        )
    };
    Contradiction {
        kind: ContradictionKind::OppositeStances { actor: key.actor, issue: key.issue, same_day },
        question: brief.issues[key.issue].question.clone(),
        sides: Stance::ALL.iter().map(side).filter(|side| !side.records.is_empty()).collect(),
    }
}
