//! Counts the independent origins of each record. It counts origins, not articles, and never weighs them.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::successors;
use std::ops::Range;

use super::contradictions::ClaimAnswer;
use super::utterances::Utterances;
use crate::model::{Brief, Claim, Ix, Record, Source};

/// The independent origins of a brief, and the records that each of them reports.
///
/// The origin of a source is the end of its chain of `origin` fields: the source itself when it repeats no other. The same fact is
/// reported by all records of an utterance, by all sources of an event, and by all claims of one value for one question.
#[derive(Debug, Clone)]
pub struct Origins {
    /// The origin of each source, by position.
    of_source: Vec<Ix<Source>>,
    /// The origins of all facts in one vector, because most facts have a single origin. In the order of the brief within a fact.
    of_facts: Vec<Ix<Source>>,
    /// The range in `of_facts` for each statement, event and claim, by position.
    facts: [Vec<Range<usize>>; 3],
    /// The records that no other origin reports, by the position of the source.
    alone: Vec<Vec<Record>>,
    count: usize,
}

impl Origins {
    /// The origins of `brief`; `utterances` must be those of the same brief.
    pub(super) fn new(brief: &Brief, utterances: &Utterances) -> Self {
        let mut origins = Self {
            of_source: brief.sources.positions().map(|source| end_of_chain(brief, source)).collect(),
            of_facts: Vec::with_capacity(brief.statements.len()),
            facts: [brief.statements.len(), brief.events.len(), brief.claims.len()].map(|count| vec![0..0; count]),
            alone: vec![Vec::new(); brief.sources.len()],
            count: 0,
        };
        origins.count = origins.of_source.iter().collect::<BTreeSet<_>>().len();
        for reports in utterances.iter() {
            origins.add(brief, reports.iter().copied().map(Record::Statement));
        }
        for event in brief.events.positions() {
            origins.add(brief, std::iter::once(Record::Event(event)));
        }
        for claims in by_answer(brief) {
            origins.add(brief, claims.iter().copied().map(Record::Claim));
        }
        for record in brief.records() {
            if origins.corroborating(record).len() != 1 {
                continue;
            }
            for source in brief.sources_of(record) {
                let alone = &mut origins.alone[source.at()];
                if alone.last() != Some(&record) {
                    alone.push(record);
                }
            }
        }
        origins
    }

    /// The independent origins of the fact that `record` reports, in the order of the brief. Empty for an event without sources.
    pub fn corroborating(&self, record: Record) -> &[Ix<Source>] {
        let (kind, at) = slot(record);
        self.facts[kind].get(at).and_then(|fact| self.of_facts.get(fact.clone())).unwrap_or_default()
    }

    /// The origin of `source`: the source itself when it repeats no other.
    pub fn of_source(&self, source: Ix<Source>) -> Ix<Source> {
        self.of_source[source.at()]
    }

    /// The number of independent origins in the brief.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The records of `source` that no other origin reports: statements, events, claims, each in the order of the brief.
    pub fn alone(&self, source: Ix<Source>) -> &[Record] {
        &self.alone[source.at()]
    }

    /// Adds a fact that all of `records` report.
    fn add(&mut self, brief: &Brief, records: impl Iterator<Item = Record> + Clone) {
        let start = self.of_facts.len();
        for record in records.clone() {
            self.of_facts.extend(brief.sources_of(record).iter().map(|source| self.of_source[source.at()]));
        }
        if self.of_facts.len() - start > 1 {
            let origins: BTreeSet<Ix<Source>> = self.of_facts.drain(start..).collect();
            self.of_facts.extend(origins);
        }
        for (kind, at) in records.map(slot) {
            self.facts[kind][at] = start..self.of_facts.len();
        }
    }
}

/// The index of the kind of a record, and its position within the kind.
const fn slot(record: Record) -> (usize, usize) {
    match record {
        Record::Statement(ix) => (0, ix.at()),
        Record::Event(ix) => (1, ix.at()),
        Record::Claim(ix) => (2, ix.at()),
    }
}

/// The last source of the chain of `origin` fields. The loader rejects cycles; the limit ends the loop if there is one nevertheless.
fn end_of_chain(brief: &Brief, source: Ix<Source>) -> Ix<Source> {
    successors(Some(source), |at| brief.sources[*at].origin).take(brief.sources.len()).last().unwrap_or(source)
}

/// The claims, grouped by question and value.
fn by_answer(brief: &Brief) -> impl Iterator<Item = Vec<Ix<Claim>>> {
    let mut by_answer: BTreeMap<ClaimAnswer, Vec<Ix<Claim>>> = BTreeMap::new();
    for (at, claim) in brief.claims.iter() {
        by_answer.entry(ClaimAnswer::new(claim)).or_default().push(at);
    }
    by_answer.into_values()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::analysis::testing::BriefBuilder;

    fn corroborating<'a>(brief: &'a Brief, analysis: &Analysis, record: &str) -> Vec<&'a str> {
        let origins = analysis.origins.corroborating(brief.record(record).unwrap());
        origins.iter().map(|source| brief.sources[*source].id.as_str()).collect()
    }

    #[test]
    fn two_articles_from_one_wire_are_one_origin() {
        let brief = BriefBuilder::new()
            .source("reuters", |source| source)
            .source("dawn", |source| source.origin("reuters"))
            .source("daily", |source| source.origin("dawn"))
            .statement("wire", |s| s.in_source("reuters"))
            .statement("paper", |s| s.in_source("daily").repeats("wire"))
            .brief();
        let analysis = Analysis::new(&brief);
        assert_eq!(corroborating(&brief, &analysis, "paper"), ["reuters"]);
        assert_eq!(analysis.origins.count(), 1);
        let daily = brief.sources.find("daily").unwrap();
        assert_eq!(analysis.origins.alone(daily), [brief.record("paper").unwrap()], "no other origin has it");
    }

    #[test]
    fn a_record_of_two_origins_is_corroborated() {
        let brief = BriefBuilder::new()
            .statement("a", |s| s.in_source("dawn"))
            .statement("b", |s| s.in_source("tolo").rewords("a"))
            .claim("c", |c| c.question("How long is the border?").value("2,640 km").in_source("tolo"))
            .claim("d", |c| c.question("how long is  the border?").value("2,640 KM").in_source("khaama"))
            .event("raid", "2024-09-12", &["dawn", "dawn"])
            .event("rumour", "2024-09-12", &[])
            .brief();
        let analysis = Analysis::new(&brief);
        assert_eq!(corroborating(&brief, &analysis, "b"), ["dawn", "tolo"]);
        assert_eq!(corroborating(&brief, &analysis, "c"), ["tolo", "khaama"]);
        assert_eq!(corroborating(&brief, &analysis, "raid"), ["dawn"]);
        assert!(corroborating(&brief, &analysis, "rumour").is_empty());
        let dawn = brief.sources.find("dawn").unwrap();
        assert_eq!(analysis.origins.alone(dawn), [brief.record("raid").unwrap()]);
    }

    #[test]
    fn a_cycle_of_origins_ends() {
        let brief = BriefBuilder::new().source("a", |s| s.origin("b")).source("b", |s| s.origin("a")).brief();
        assert!(Analysis::new(&brief).origins.count() <= 2);
    }
}
