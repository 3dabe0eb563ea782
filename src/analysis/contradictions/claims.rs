//! Rival claims: several values for one question. It never judges which one is right.

use std::collections::BTreeMap;

use super::{Contradiction, ContradictionKind, ContradictionSide};
use crate::analysis::dating::{in_list_order, list_order};
use crate::analysis::fold_case_and_spaces;
use crate::model::{Brief, Claim, Ix, Rank, Record};

/// The question and the value of a claim, normalized. Claims with equal answers say the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::analysis) struct ClaimAnswer {
    question: String,
    value: String,
}

impl ClaimAnswer {
    pub(in crate::analysis) fn new(claim: &Claim) -> Self {
        Self { question: fold_case_and_spaces(&claim.question), value: fold_case_and_spaces(&value_with_unit(claim)) }
    }
}

fn value_with_unit(claim: &Claim) -> String {
    match &claim.unit {
        Some(unit) => format!("{} {unit}", claim.value),
        None => claim.value.to_string(),
    }
}

/// One contradiction for each question with several values; the sides are in the order of their earliest claims.
pub(super) fn rival_claims(brief: &Brief) -> Vec<Contradiction> {
    let mut by_question: BTreeMap<String, BTreeMap<String, Vec<Ix<Claim>>>> = BTreeMap::new();
    for (claim, said) in brief.claims.iter() {
        let ClaimAnswer { question, value } = ClaimAnswer::new(said);
        by_question.entry(question).or_default().entry(value).or_default().push(claim);
    }
    by_question
        .into_values()
        .filter(|values| values.len() > 1)
        .map(|values| rivals(brief, values.into_values()))
        .collect()
}

fn rivals(brief: &Brief, values: impl Iterator<Item = Vec<Ix<Claim>>>) -> Contradiction {
    let mut values: Vec<Vec<Ix<Claim>>> = values.map(|claims| in_list_order(brief, claims, Record::Claim)).collect();
    values.sort_by(|a, b| list_order(brief, Record::Claim(a[0]), Record::Claim(b[0])));
    let is_preferred = |claims: &&Vec<Ix<Claim>>| claims.iter().any(|at| brief.claims[*at].rank == Rank::Preferred);
    let side = |claims: &Vec<Ix<Claim>>| ContradictionSide {
        label: value_with_unit(&brief.claims[claims[0]]),
        records: claims.iter().copied().map(Record::Claim).collect(),
    };
    Contradiction {
        kind: ContradictionKind::RivalClaims { settled: values.iter().filter(is_preferred).count() == 1 },
        question: brief.claims[values[0][0]].question.clone(),
        sides: values.iter().map(side).collect(),
    }
}
