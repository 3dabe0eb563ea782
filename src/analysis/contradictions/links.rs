//! The contradictions that the officer typed. A link says that two statements cannot both be so, not which is.

use std::collections::{BTreeSet, HashMap};

use super::{Contradiction, ContradictionKind, ContradictionSide, outlet, speaker};
use crate::analysis::dating::in_list_order;
use crate::model::{Brief, Ix, Record, Statement};

/// Two statements that a link joins, in whichever way it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct StatementPair {
    first: Ix<Statement>,
    second: Ix<Statement>,
}

impl StatementPair {
    /// `None` for a statement and itself.
    fn new(a: Ix<Statement>, b: Ix<Statement>) -> Option<Self> {
        (a != b).then(|| Self { first: a.min(b), second: a.max(b) })
    }
}

/// One contradiction for each linked pair that `found` does not already have on two sides of one contradiction, which says more.
pub(super) fn contradicting_links(brief: &Brief, found: &[Contradiction]) -> Vec<Contradiction> {
    let seats = SideIndex::new(found);
    let links =
        brief.statements.iter().flat_map(|(at, statement)| statement.contradicts.iter().map(move |to| (at, *to)));
    let pairs: BTreeSet<StatementPair> = links.filter_map(|(from, to)| StatementPair::new(from, to)).collect();
    pairs.into_iter().filter(|pair| !seats.oppose(*pair)).map(|pair| contradiction(brief, pair)).collect()
}

/// On which side of which contradiction a statement already sits.
struct SideIndex {
    of: HashMap<Record, Vec<SidePlace>>,
}

#[derive(Clone, Copy)]
struct SidePlace {
    contradiction: usize,
    side: usize,
}

impl SideIndex {
    fn new(found: &[Contradiction]) -> Self {
        let mut of: HashMap<Record, Vec<SidePlace>> = HashMap::new();
        for (contradiction, one) in found.iter().enumerate() {
            for (side, taken) in one.sides.iter().enumerate() {
                for record in &taken.records {
                    of.entry(*record).or_default().push(SidePlace { contradiction, side });
                }
            }
        }
        Self { of }
    }

    fn oppose(&self, pair: StatementPair) -> bool {
        let seats = |statement| self.of.get(&Record::Statement(statement)).map_or(&[][..], Vec::as_slice);
        let faces = |a: &SidePlace, b: &SidePlace| a.contradiction == b.contradiction && a.side != b.side;
        seats(pair.first).iter().any(|a| seats(pair.second).iter().any(|b| faces(a, b)))
    }
}

/// The sides are called by their speakers, or by their outlets where one speaker is reported to have said both.
fn contradiction(brief: &Brief, pair: StatementPair) -> Contradiction {
    let pair = in_list_order(brief, vec![pair.first, pair.second], Record::Statement);
    let [first, second] = [pair[0], pair[1]].map(|at| &brief.statements[at]);
    let by_speaker = speaker(brief, first) != speaker(brief, second);
    let side = |at: &Ix<Statement>| {
        let statement = &brief.statements[*at];
        let label = if by_speaker { speaker(brief, statement).to_owned() } else { outlet(brief, statement.source) };
        ContradictionSide::new(brief, label, vec![Record::Statement(*at)])
    };
    Contradiction {
        kind: ContradictionKind::Linked,
        question: question(brief, first, second),
        sides: pair.iter().map(side).collect(),
    }
}

/// The question of the first issue that both take a stance on; else the plain question who, or what, is right.
fn question(brief: &Brief, first: &Statement, second: &Statement) -> String {
    if let Some((issue, _)) = first.stances.iter().find(|(issue, _)| second.stance_on(*issue).is_some()) {
        return brief.issues[*issue].question.clone();
    }
    let (who, other) = (speaker(brief, first), speaker(brief, second));
    if who == other { format!("What did {who} say?") } else { format!("Which is so: what {who} says, or {other}?") }
}
