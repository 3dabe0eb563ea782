//! Which statements are one utterance, reported more than once. It goes by the links that the officer typed, never by likeness of words.

use super::dating::in_list_order;
use super::union_find::UnionFind;
use crate::model::{Brief, Ix, Record, Statement};

/// The utterances of a brief: the statements that `repeats` and `rewords` join, directly or through others.
#[derive(Debug, Clone)]
pub struct Utterances {
    /// The reports of each utterance.
    reports: Vec<Vec<Ix<Statement>>>,
    /// The utterance of each statement, as a place in `reports`.
    of: Vec<usize>,
}

impl Utterances {
    /// The utterances of `brief`; a statement that nothing repeats is one by itself.
    pub fn new(brief: &Brief) -> Self {
        let mut joined = UnionFind::new(brief.statements.len());
        for (statement, said) in brief.statements.iter() {
            for other in said.repeats.iter().chain(&said.rewords) {
                joined.join(statement.at(), other.at());
            }
        }
        let mut of = vec![0; brief.statements.len()];
        let mut reports = Vec::new();
        for (utterance, group) in joined.groups().into_iter().enumerate() {
            let group: Vec<Ix<Statement>> = group.into_iter().map(Ix::new).collect();
            for statement in &group {
                of[statement.at()] = utterance;
            }
            reports.push(in_list_order(brief, group, Record::Statement));
        }
        Self { reports, of }
    }

    /// Every utterance: its reports, in the order of a list.
    pub fn iter(&self) -> impl Iterator<Item = &[Ix<Statement>]> {
        self.reports.iter().map(Vec::as_slice)
    }

    /// Every report of the utterance that `statement` reports, itself among them, in the order of a list.
    pub fn reports(&self, statement: Ix<Statement>) -> &[Ix<Statement>] {
        &self.reports[self.of[statement.at()]]
    }

    /// Whether two statements report one utterance.
    pub fn are_one(&self, a: Ix<Statement>, b: Ix<Statement>) -> bool {
        self.of[a.at()] == self.of[b.at()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::BriefBuilder;

    #[test]
    fn an_utterance_is_all_that_repeats_or_rewords_it() {
        let brief = BriefBuilder::new()
            .statement("dawn", |s| s)
            .statement("tolo", |s| s.repeats("dawn"))
            .statement("khaama", |s| s.rewords("tolo"))
            .statement("other", |s| s)
            .brief();
        let utterances = Utterances::new(&brief);
        let at = |id| brief.statements.find(id).unwrap();
        assert!(utterances.are_one(at("dawn"), at("khaama")));
        assert_eq!(utterances.reports(at("tolo")), [at("dawn"), at("khaama"), at("tolo")]);
        assert_eq!(utterances.reports(at("other")), [at("other")]);
        assert_eq!(utterances.iter().count(), 2);
    }
}
