//! Compares the quotes of one utterance in several articles, word by word. It never compares a gist.

use super::{Case, CaseKind};
use crate::analysis;
use crate::model::{Brief, Record};
use crate::quotes::diff::{self, DiffPiece};

/// The difference between the quote of the first side and that of another side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordingDiff {
    /// The index of the other side.
    pub side: usize,
    /// The edits that turn the quote of the first side into that of this side.
    pub pieces: Vec<DiffPiece>,
}

/// The differences between the first side of a case and each other side that has a quote. Returns nothing when the case is not about wording,
/// or when the first side has no quote.
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

/// The quote without quotation marks, with `…` between its parts. Returns `None` when there is no quote.
fn joined_quote(brief: &Brief, record: Record) -> Option<String> {
    match record {
        Record::Statement(ix) => Some(brief.statements[ix].quote.join(" … ")).filter(|words| !words.is_empty()),
        Record::Event(_) | Record::Claim(_) => None,
    }
}
