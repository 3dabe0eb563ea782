//! Groups statements that report the same utterance, by the links of the brief. It never compares words.

use super::dating::in_list_order;
use super::union_find::UnionFind;
use crate::model::{Brief, Ix, Record, Statement};

/// The utterances of a brief: the statements that `repeats` and `rewords` join, directly or through others.
#[derive(Debug, Clone)]
pub struct Utterances {
    /// The reports of each utterance.
    reports: Vec<Vec<Ix<Statement>>>,
    /// The utterance of each statement, as an index of `reports`.
    utterance_of: Vec<usize>,
}

impl Utterances {
    /// The utterances of `brief`. A statement without links is an utterance by itself.
    pub fn new(brief: &Brief) -> Self {
        let mut sets = UnionFind::new(brief.statements.len());
        for (statement, said) in brief.statements.iter() {
            for other in said.repeats.iter().chain(&said.rewords) {
                sets.join(statement.at(), other.at());
            }
        }
        let mut utterance_of = vec![0; brief.statements.len()];
        let mut reports = Vec::new();
        for (utterance, group) in sets.groups().into_iter().enumerate() {
            let group: Vec<Ix<Statement>> = group.into_iter().map(Ix::new).collect();
            for statement in &group {
                utterance_of[statement.at()] = utterance;
            }
            reports.push(in_list_order(brief, group, Record::Statement));
        }
        Self { reports, utterance_of }
    }

    /// The reports of each utterance, in list order.
    pub fn iter(&self) -> impl Iterator<Item = &[Ix<Statement>]> {
        self.reports.iter().map(Vec::as_slice)
    }

    /// All reports of the utterance of `statement`, itself included, in list order.
    pub fn reports(&self, statement: Ix<Statement>) -> &[Ix<Statement>] {
        &self.reports[self.utterance_of[statement.at()]]
    }

    /// Whether two statements report the same utterance.
    pub fn are_one(&self, a: Ix<Statement>, b: Ix<Statement>) -> bool {
        self.utterance_of[a.at()] == self.utterance_of[b.at()]
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
