//! Contradictions from `contradicts` links: two statements that cannot both be true. It never decides which one is.

use std::collections::{BTreeSet, HashMap};

use super::{Contradiction, ContradictionKind, ContradictionSide, outlet};
use crate::analysis::dating::in_list_order;
use crate::model::{Brief, Ix, Record, Statement};

/// Two linked statements, ordered by position, so that both directions of a link are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct StatementPair {
    first: Ix<Statement>,
    second: Ix<Statement>,
}

impl StatementPair {
    /// Returns `None` when both are the same statement.
    fn new(a: Ix<Statement>, b: Ix<Statement>) -> Option<Self> {
        (a != b).then(|| Self { first: a.min(b), second: a.max(b) })
    }
}

/// One contradiction for each linked pair that is not already on two sides of one contradiction in `found`.
pub(super) fn contradicting_links(brief: &Brief, found: &[Contradiction]) -> Vec<Contradiction> {
    let sides = SideIndex::new(found);
    let links =
        brief.statements.iter().flat_map(|(at, statement)| statement.contradicts.iter().map(move |to| (at, *to)));
    let pairs: BTreeSet<StatementPair> = links.filter_map(|(from, to)| StatementPair::new(from, to)).collect();
    pairs.into_iter().filter(|pair| !sides.oppose(*pair)).map(|pair| contradiction(brief, pair)).collect()
}

/// The contradictions and sides that each record belongs to.
struct SideIndex {
    by_record: HashMap<Record, Vec<SidePlace>>,
}

#[derive(Clone, Copy)]
struct SidePlace {
    contradiction: usize,
    side: usize,
}

impl SideIndex {
    fn new(found: &[Contradiction]) -> Self {
        let mut by_record: HashMap<Record, Vec<SidePlace>> = HashMap::new();
        for (contradiction, one) in found.iter().enumerate() {
            for (side, records) in one.sides.iter().map(|side| &side.records).enumerate() {
                for record in records {
                    by_record.entry(*record).or_default().push(SidePlace { contradiction, side });
                }
            }
        }
        Self { by_record }
    }

    /// Whether the statements are on different sides of one contradiction.
    fn oppose(&self, pair: StatementPair) -> bool {
        let places = |statement| self.by_record.get(&Record::Statement(statement)).map_or(&[][..], Vec::as_slice);
        let are_opposed = |a: &SidePlace, b: &SidePlace| a.contradiction == b.contradiction && a.side != b.side;
        places(pair.first).iter().any(|a| places(pair.second).iter().any(|b| are_opposed(a, b)))
    }
}

/// The labels of the sides are the speakers, or the outlets when both statements have the same speaker.
fn contradiction(brief: &Brief, pair: StatementPair) -> Contradiction {
    let pair = in_list_order(brief, vec![pair.first, pair.second], Record::Statement);
    let [first, second] = [pair[0], pair[1]].map(|at| &brief.statements[at]);
    let who = |statement: &Statement| brief.full_names(&statement.speaker).into_owned();
    let by_speaker = who(first) != who(second);
    let side = |at: &Ix<Statement>| {
        let statement = &brief.statements[*at];
        let label = if by_speaker { who(statement) } else { outlet(brief, statement.source) };
        ContradictionSide::new(brief, label, vec![Record::Statement(*at)])
    };
    Contradiction {
        kind: ContradictionKind::Linked,
        question: question(brief, first, second),
        sides: pair.iter().map(side).collect(),
    }
}

/// The question of the first issue on which both statements take a stance; otherwise a question made from the speakers.
fn question(brief: &Brief, first: &Statement, second: &Statement) -> String {
    if let Some((issue, _)) = first.stances.iter().find(|(issue, _)| second.stance_on(*issue).is_some()) {
        return brief.issues[*issue].question.clone();
    }
    let (who, other) = (brief.full_names(&first.speaker), brief.full_names(&second.speaker));
    if who == other { format!("What did {who} say?") } else { format!("Which is so: what {who} says, or {other}?") }
}
