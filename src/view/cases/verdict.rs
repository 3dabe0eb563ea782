//! The verdict of a case: what the officer prefers and why, or that it is open. It repeats what the brief says and never weighs evidence.

use super::{Case, CaseKind};
use crate::analysis;
use crate::model::{Brief, Rank, Record};
use crate::view;

/// The word of a case that has no answer yet.
pub const OPEN: &str = "open";

/// The word of a case that has an answer.
pub const SETTLED: &str = "settled";

/// The state of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseVerdict {
    /// [`OPEN`], [`SETTLED`], or the word for the direction of a shift.
    pub word: &'static str,
    /// The explanation, as a sentence without a full stop.
    pub sentence: String,
    /// Why values are preferred or deprecated, in the order of the sides.
    pub reasons: Vec<RankReason>,
}

/// The rank that the officer gave to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankReason {
    pub rank: Rank,
    pub value: String,
    /// Who gives the value, and the source that reports it.
    pub whose: String,
    /// The officer's reason.
    pub why: Option<String>,
}

impl Case {
    /// The verdict of the case in `brief`.
    pub fn verdict(&self, brief: &Brief) -> CaseVerdict {
        let open = |sentence: &str| CaseVerdict { word: OPEN, sentence: sentence.to_owned(), reasons: Vec::new() };
        match &self.kind {
            CaseKind::Contradiction(analysis::ContradictionKind::RivalClaims { .. }) => self.claims_verdict(brief),
            CaseKind::Contradiction(analysis::ContradictionKind::OppositeStances { same_day: true, .. }) => {
                open("both were said on one day, so it is no change of mind from one day to another")
            }
            CaseKind::Contradiction(analysis::ContradictionKind::OppositeStances { same_day: false, .. }) => {
                open("the dates do not tell which came first; it may be a change of mind")
            }
            CaseKind::Contradiction(analysis::ContradictionKind::Linked) => {
                open("the brief holds them against each other, and does not say which is so")
            }
            CaseKind::Contradiction(analysis::ContradictionKind::Reworded) => {
                open("the brief does not say which of these words were spoken")
            }
            CaseKind::Shift(shift) => {
                let inferred =
                    if shift.inferred { "; one end is the officer’s reading, which nobody reports" } else { "" };
                let sentence = format!("from {} to {}{inferred}", shift.from, shift.to);
                CaseVerdict { word: shift.turn.word(), sentence, reasons: Vec::new() }
            }
        }
    }

    /// The highest rank among the claims of a side. Returns `None` when the side has no claim.
    pub fn rank(&self, brief: &Brief, side: usize) -> Option<Rank> {
        let claim_rank = |record: &Record| match record {
            Record::Claim(ix) => Some(brief.claims[*ix].rank),
            Record::Statement(_) | Record::Event(_) => None,
        };
        let ranks: Vec<Rank> = self.sides.get(side)?.records.iter().filter_map(claim_rank).collect();
        [Rank::Preferred, Rank::Normal, Rank::Deprecated].into_iter().find(|rank| ranks.contains(rank))
    }

    fn claims_verdict(&self, brief: &Brief) -> CaseVerdict {
        let is_preferred = |side: &usize| self.rank(brief, *side) == Some(Rank::Preferred);
        let preferred: Vec<usize> = (0..self.sides.len()).filter(is_preferred).collect();
        let (word, sentence) = match preferred.as_slice() {
            [] => (OPEN, "no value is preferred".to_owned()),
            [one] => (SETTLED, format!("the officer prefers: {}", self.sides[*one].label)),
            several => (OPEN, format!("{} values are preferred, which decides nothing", several.len())),
        };
        let reasons = self.records().filter_map(|record| reason(brief, record)).collect();
        CaseVerdict { word, sentence, reasons }
    }
}

/// The rank of a claim with its reason. Returns `None` for a normal rank without a reason, and for other records.
fn reason(brief: &Brief, record: Record) -> Option<RankReason> {
    let Record::Claim(ix) = record else { return None };
    let claim = &brief.claims[ix];
    let is_plain = claim.rank == Rank::Normal && claim.why.is_none();
    let value = view::value(brief, ix);
    let source = view::source_name(brief, claim.source);
    let whose = match &claim.actor {
        Some(actor) => format!("{}, {source}", view::giver(brief, actor)),
        None => source,
    };
    (!is_plain).then(|| RankReason { rank: claim.rank, value, whose, why: claim.why.clone() })
}
