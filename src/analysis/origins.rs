//! How many independent origins report a thing. It counts origins, not articles, and weighs none of them.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::successors;
use std::ops::Range;

use super::contradictions::ClaimAnswer;
use super::utterances::Utterances;
use crate::model::{Brief, Claim, Ix, Record, Source};

/// The independent origins of a brief, and which of them report what.
///
/// The origin of a source is the end of its chain of `origin`s: itself, when it repeats no other. One thing is reported by every record of
/// an utterance, by every source of an event, and by every claim of one value for one question.
#[derive(Debug, Clone)]
pub struct Origins {
    /// By the position of the source.
    of_source: Vec<Ix<Source>>,
    /// The origins of each thing reported, in the order of the brief; one thing after the other, for most have one.
    of_things: Vec<Ix<Source>>,
    /// Where those of what each record reports stand in `of_things`: of statements, events and claims, by their positions.
    things: [Vec<Range<usize>>; 3],
    /// By the position of the source.
    alone: Vec<Vec<Record>>,
    count: usize,
}

impl Origins {
    /// The origins of `brief`, whose statements are reports of `utterances`.
    pub(super) fn new(brief: &Brief, utterances: &Utterances) -> Self {
        let mut origins = Self {
            of_source: brief.sources.positions().map(|source| end_of_chain(brief, source)).collect(),
            of_things: Vec::with_capacity(brief.statements.len()),
            things: [brief.statements.len(), brief.events.len(), brief.claims.len()].map(|count| vec![0..0; count]),
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

    /// The independent origins that report what `record` reports, in the order of the brief; none for an event without sources.
    pub fn corroborating(&self, record: Record) -> &[Ix<Source>] {
        let (kind, at) = slot(record);
        self.things[kind].get(at).and_then(|thing| self.of_things.get(thing.clone())).unwrap_or_default()
    }

    /// The source that `source` goes back to; itself, when it repeats no other.
    pub fn of_source(&self, source: Ix<Source>) -> Ix<Source> {
        self.of_source[source.at()]
    }

    /// How many independent origins the brief has.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The records of `source` that no other origin reports, kind by kind, in the order of the brief.
    pub fn alone(&self, source: Ix<Source>) -> &[Record] {
        &self.alone[source.at()]
    }

    /// Adds what these records report together.
    fn add(&mut self, brief: &Brief, records: impl Iterator<Item = Record> + Clone) {
        let start = self.of_things.len();
        for record in records.clone() {
            self.of_things.extend(brief.sources_of(record).iter().map(|source| self.of_source[source.at()]));
        }
        if self.of_things.len() - start > 1 {
            let origins: BTreeSet<Ix<Source>> = self.of_things.drain(start..).collect();
            self.of_things.extend(origins);
        }
        for (kind, at) in records.map(slot) {
            self.things[kind][at] = start..self.of_things.len();
        }
    }
}

/// The kind of a record, and its position among those.
const fn slot(record: Record) -> (usize, usize) {
    match record {
        Record::Statement(ix) => (0, ix.at()),
        Record::Event(ix) => (1, ix.at()),
        Record::Claim(ix) => (2, ix.at()),
    }
}

/// The reader refuses an `origin` that comes back to itself; should one be met all the same, the walk ends with the number of sources.
fn end_of_chain(brief: &Brief, source: Ix<Source>) -> Ix<Source> {
    successors(Some(source), |at| brief.sources[*at].origin).take(brief.sources.len()).last().unwrap_or(source)
}

/// The claims of one value for one question, together.
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

    fn corroborating<'a>(brief: &'a Brief, findings: &Analysis, record: &str) -> Vec<&'a str> {
        let origins = findings.origins.corroborating(brief.record(record).unwrap());
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
        let findings = Analysis::new(&brief);
        assert_eq!(corroborating(&brief, &findings, "paper"), ["reuters"]);
        assert_eq!(findings.origins.count(), 1);
        let daily = brief.sources.find("daily").unwrap();
        assert_eq!(findings.origins.alone(daily), [brief.record("paper").unwrap()], "no other origin has it");
    }

    #[test]
    fn what_two_origins_report_is_corroborated() {
        let brief = BriefBuilder::new()
            .statement("a", |s| s.in_source("dawn"))
            .statement("b", |s| s.in_source("tolo").rewords("a"))
            .claim("c", |c| c.question("How long is the border?").value("2,640 km").in_source("tolo"))
            .claim("d", |c| c.question("how long is  the border?").value("2,640 KM").in_source("khaama"))
            .event("raid", "2024-09-12", &["dawn", "dawn"])
            .event("rumour", "2024-09-12", &[])
            .brief();
        let findings = Analysis::new(&brief);
        assert_eq!(corroborating(&brief, &findings, "b"), ["dawn", "tolo"]);
        assert_eq!(corroborating(&brief, &findings, "c"), ["tolo", "khaama"]);
        assert_eq!(corroborating(&brief, &findings, "raid"), ["dawn"]);
        assert!(corroborating(&brief, &findings, "rumour").is_empty());
        let dawn = brief.sources.find("dawn").unwrap();
        assert_eq!(findings.origins.alone(dawn), [brief.record("raid").unwrap()]);
    }

    #[test]
    fn a_chain_that_comes_back_to_itself_ends() {
        let brief = BriefBuilder::new().source("a", |s| s.origin("b")).source("b", |s| s.origin("a")).brief();
        assert!(Analysis::new(&brief).origins.count() <= 2);
    }
}
