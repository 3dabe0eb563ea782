//! The contradictions that the officer typed. A link says that two statements cannot both be so, not which is.

use std::collections::{BTreeSet, HashMap};

use super::{Contradiction, Kind, Side, outlet, speaker};
use crate::analysis::dating::in_list_order;
use crate::model::{Brief, Ix, Record, Statement};

/// Two statements that a link joins, in whichever way it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    first: Ix<Statement>,
    second: Ix<Statement>,
}

impl Pair {
    /// `None` for a statement and itself.
    fn of(a: Ix<Statement>, b: Ix<Statement>) -> Option<Self> {
        (a != b).then(|| Self { first: a.min(b), second: a.max(b) })
    }
}

/// One contradiction for each linked pair that `found` does not already have on two sides of one contradiction, which says more.
pub(super) fn contradicting_links(brief: &Brief, found: &[Contradiction]) -> Vec<Contradiction> {
    let seats = Seats::of(found);
    let links =
        brief.statements.iter().flat_map(|(at, statement)| statement.contradicts.iter().map(move |to| (at, *to)));
    let pairs: BTreeSet<Pair> = links.filter_map(|(from, to)| Pair::of(from, to)).collect();
    pairs.into_iter().filter(|pair| !seats.oppose(*pair)).map(|pair| contradiction(brief, pair)).collect()
}

/// On which side of which contradiction a statement already sits.
struct Seats {
    of: HashMap<Record, Vec<Seat>>,
}

#[derive(Clone, Copy)]
struct Seat {
    contradiction: usize,
    side: usize,
}

impl Seats {
    fn of(found: &[Contradiction]) -> Self {
        let mut of: HashMap<Record, Vec<Seat>> = HashMap::new();
        for (contradiction, one) in found.iter().enumerate() {
            for (side, taken) in one.sides.iter().enumerate() {
                for record in &taken.records {
                    of.entry(*record).or_default().push(Seat { contradiction, side });
                }
            }
        }
        Self { of }
    }

    fn oppose(&self, pair: Pair) -> bool {
        let seats = |statement| self.of.get(&Record::Statement(statement)).map_or(&[][..], Vec::as_slice);
        let faces = |a: &Seat, b: &Seat| a.contradiction == b.contradiction && a.side != b.side;
        seats(pair.first).iter().any(|a| seats(pair.second).iter().any(|b| faces(a, b)))
    }
}

/// The sides are called by their speakers, or by their outlets where one speaker is reported to have said both.
fn contradiction(brief: &Brief, pair: Pair) -> Contradiction {
    let pair = in_list_order(brief, vec![pair.first, pair.second], Record::Statement);
    let [first, second] = [pair[0], pair[1]].map(|at| &brief.statements[at]);
    let by_speaker = speaker(brief, first) != speaker(brief, second);
    let side = |at: &Ix<Statement>| {
        let statement = &brief.statements[*at];
        let label = if by_speaker { speaker(brief, statement).to_owned() } else { outlet(brief, statement.source) };
        Side::of(brief, label, vec![Record::Statement(*at)])
    };
    Contradiction {
        kind: Kind::Linked,
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
