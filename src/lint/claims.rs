//! Rival claims that wait for a rank, or have one too many. It never says which of them is right.

use super::Subject;
use super::spot::{SHOWN, Spot};
use crate::analysis::{Contradiction, Kind, Side};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::format::Thing;
use crate::model::{Claim, Ix, Rank, Record};

/// Questions with several values of which none, or more than one, is preferred.
pub(super) fn ranks(subject: Subject<'_>, found: &mut Faults) {
    let open = subject.findings.contradictions.iter().filter(|one| one.kind == Kind::RivalClaims { settled: false });
    found.extend(
        open.filter_map(|rivals| preferred_twice(subject, rivals).or_else(|| never_preferred(subject, rivals))),
    );
}

/// The claim of a side that has a rank.
fn ranked(subject: Subject<'_>, side: &Side, rank: Rank) -> Option<Ix<Claim>> {
    side.records.iter().find_map(|record| match record {
        Record::Claim(ix) if subject.brief.claims[*ix].rank == rank => Some(*ix),
        Record::Claim(_) | Record::Statement(_) | Record::Event(_) => None,
    })
}

fn preferred_twice(subject: Subject<'_>, rivals: &Contradiction) -> Option<Fault> {
    let mut preferred: Vec<Ix<Claim>> =
        rivals.sides.iter().filter_map(|side| ranked(subject, side, Rank::Preferred)).collect();
    preferred.sort_unstable();
    let (last, others) = preferred.split_last()?;
    let first = others.first()?;
    let problem = format!("preferred, and so is its rival {}", quoted(&subject.brief.claims[*first].id));
    let fault = spot(subject, *last, "rank").fault(Code::TwoPreferred, problem);
    let fault = fault.help("prefer one value; where none is better, leave both at `normal`");
    Some(
        others
            .iter()
            .take(SHOWN)
            .fold(fault, |fault, other| fault.related(&spot(subject, *other, "rank").place, "preferred here")),
    )
}

/// Where all values but one are deprecated, that one needs no rank.
fn never_preferred(subject: Subject<'_>, rivals: &Contradiction) -> Option<Fault> {
    let mut standing: Vec<Ix<Claim>> =
        rivals.sides.iter().filter_map(|side| ranked(subject, side, Rank::Normal)).collect();
    standing.sort_unstable();
    let (first, others) = standing.split_first()?;
    let number = others.len() + 1;
    let problem =
        (number > 1).then(|| format!("one of {number} answers to its question, of which none is preferred"))?;
    let fault = spot(subject, *first, "value").fault(Code::NonePreferred, problem);
    let fault = fault.help("where one is better founded, write `rank = \"preferred\"` and say `why`");
    Some(
        others
            .iter()
            .take(SHOWN)
            .fold(fault, |fault, other| fault.related(&spot(subject, *other, "value").place, "another answer")),
    )
}

fn spot(subject: Subject<'_>, claim: Ix<Claim>, field: &str) -> Spot {
    subject.spot(Thing::Record(Record::Claim(claim)), field)
}
