//! One utterance in the words of several articles: what one of them prints and another does not. Only quotes are compared, never a gist.

use super::{Case, CaseKind};
use crate::analysis;
use crate::model::{Brief, Record};
use crate::quotes::diff::{self, DiffPiece};

/// The first wording held against another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordingDiff {
    /// The side, by its place, whose words are held against those of the first.
    pub side: usize,
    /// What makes its words of the first side's.
    pub pieces: Vec<DiffPiece>,
}

/// The wordings of a case against that of its first side; none, where it is not about words, or where a side quotes nothing.
pub fn wording_diffs(brief: &Brief, case: &Case) -> Vec<WordingDiff> {
    if case.kind != CaseKind::Contradiction(analysis::ContradictionKind::Reworded) {
        return Vec::new();
    }
    let quotes: Vec<Option<String>> =
        case.sides.iter().map(|side| side.records.iter().find_map(|record| joined_quote(brief, *record))).collect();
    let Some(Some(first)) = quotes.first() else { return Vec::new() };
    let others = quotes.iter().enumerate().skip(1);
    others.filter_map(|(side, quote)| Some(WordingDiff { side, pieces: diff::words(first, quote.as_ref()?) })).collect()
}

/// The words as printed, with `…` where the article interrupts them.
fn joined_quote(brief: &Brief, record: Record) -> Option<String> {
    match record {
        Record::Statement(ix) => Some(brief.statements[ix].quote.join(" … ")).filter(|words| !words.is_empty()),
        Record::Event(_) | Record::Claim(_) => None,
    }
}
