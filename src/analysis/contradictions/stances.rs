//! Opposite stances of one actor on one issue. It goes by dates, and leaves an actor in peace who changed sides in a certain order.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{Contradiction, ContradictionKind, ContradictionSide};
use crate::analysis::stance_records::{Square, StanceRecord, retracted, stance_records};
use crate::analysis::union_find::UnionFind;
use crate::analysis::utterances::Utterances;
use crate::model::Camp;
use crate::model::{Brief, Record, Stance};

/// A stance that takes a side.
#[derive(Clone, Copy)]
struct SidedStance {
    voice: StanceRecord,
    camp: Camp,
}

/// The contradictions among what each actor says for and against each issue.
pub(super) fn opposite_stances(brief: &Brief, utterances: &Utterances) -> Vec<Contradiction> {
    let retracted = retracted(brief, |_| true);
    let stands = |voice: &StanceRecord| !retracted[voice.statement.at()];
    let mut found = Vec::new();
    for (square, voices) in stance_records(brief) {
        let sided = voices.into_iter().filter(stands).filter_map(|voice| {
            let camp = Camp::from_stance(voice.stance)?;
            Some(SidedStance { voice, camp })
        });
        let clusters = clusters(sided.collect()).into_iter();
        // Opposite reports of one utterance are the fault of the reports. Where a cluster holds more than one utterance, some edge of it
        // joins two, for it hangs together by its edges.
        let accused = clusters.filter(|cluster| {
            cluster.iter().any(|one| !utterances.are_one(one.voice.statement, cluster[0].voice.statement))
        });
        found.extend(accused.map(|cluster| contradiction(brief, square, &cluster)));
    }
    found
}

/// What hangs together when each is joined to those of the other camp whose dates overlap its own; what overlaps none is left out.
fn clusters(mut sided: Vec<SidedStance>) -> Vec<Vec<SidedStance>> {
    sided.sort_by_key(|one| one.voice.span.earliest);
    let mut joined = UnionFind::new(sided.len());
    let (mut pro, mut contra) = (Vec::new(), Vec::new());
    for (at, one) in sided.iter().enumerate() {
        let (mine, theirs) = match one.camp {
            Camp::Pro => (&mut pro, &mut contra),
            Camp::Contra => (&mut contra, &mut pro),
        };
        theirs.retain(|other: &usize| !sided[*other].voice.span.is_before(one.voice.span));
        for other in theirs.iter() {
            joined.join(at, *other);
        }
        // They are one cluster now: the one that lasts longest meets whatever any of them would meet.
        let longest = theirs.iter().copied().max_by_key(|other| sided[*other].voice.span.latest);
        *theirs = longest.into_iter().collect();
        mine.push(at);
    }
    let clusters = joined.groups().into_iter().filter(|cluster| cluster.len() > 1);
    clusters.map(|cluster| cluster.into_iter().map(|at| sided[at]).collect()).collect()
}

fn contradiction(brief: &Brief, square: Square, cluster: &[SidedStance]) -> Contradiction {
    let days = |camp| {
        let of_camp = cluster.iter().filter(move |one| one.camp == camp);
        of_camp.filter_map(|one| one.voice.span.single_day()).collect::<HashSet<NaiveDate>>()
    };
    let same_day = !days(Camp::Pro).is_disjoint(&days(Camp::Contra));
    let side = |stance: &Stance| {
        let taken = cluster.iter().filter(|one| one.voice.stance == *stance);
        ContradictionSide::new(
            brief,
            stance.to_string(),
            taken.map(|one| Record::Statement(one.voice.statement)).collect(),
        )
    };
    Contradiction {
        kind: ContradictionKind::OppositeStances { actor: square.actor, issue: square.issue, same_day },
        question: brief.issues[square.issue].question.clone(),
        sides: Stance::ALL.iter().map(side).filter(|side| !side.records.is_empty()).collect(),
    }
}
