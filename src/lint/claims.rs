//! Lint: rival claims of which none, or more than one, is preferred. It never judges which claim is right.

use super::LintSubject;
use super::lint_spot::{LintSpot, SHOWN};
use crate::analysis::{Contradiction, ContradictionKind, ContradictionSide};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::format::EntityKind;
use crate::model::{Claim, Ix, Rank, Record};

/// Reports questions with several values of which none, or more than one, is preferred.
pub(super) fn ranks(subject: LintSubject<'_>, found: &mut Faults) {
    let open = subject
        .analysis
        .contradictions
        .iter()
        .filter(|one| one.kind == ContradictionKind::RivalClaims { settled: false });
    found.extend(
        open.filter_map(|rivals| preferred_twice(subject, rivals).or_else(|| never_preferred(subject, rivals))),
    );
}

/// The first claim of a side that has this rank.
fn ranked(subject: LintSubject<'_>, side: &ContradictionSide, rank: Rank) -> Option<Ix<Claim>> {
    side.records.iter().find_map(|record| match record {
        Record::Claim(ix) if subject.brief.claims[*ix].rank == rank => Some(*ix),
        Record::Claim(_) | Record::Statement(_) | Record::Event(_) => None,
    })
}

fn preferred_twice(subject: LintSubject<'_>, rivals: &Contradiction) -> Option<Fault> {
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

/// No fault when at most one value is not deprecated: that one needs no rank.
fn never_preferred(subject: LintSubject<'_>, rivals: &Contradiction) -> Option<Fault> {
    let mut normal: Vec<Ix<Claim>> =
        rivals.sides.iter().filter_map(|side| ranked(subject, side, Rank::Normal)).collect();
    normal.sort_unstable();
    let (first, others) = normal.split_first()?;
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

fn spot(subject: LintSubject<'_>, claim: Ix<Claim>, field: &str) -> LintSpot {
    subject.spot(EntityKind::Record(Record::Claim(claim)), field)
}
