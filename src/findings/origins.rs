//! How many independent origins report a thing. It counts origins, not articles, and weighs none of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::iter::successors;

use super::contradictions::Answer;
use super::utterances::Utterances;
use crate::model::{Brief, Ix, Record, Source};

/// The independent origins of a brief, and which of them report what.
///
/// The origin of a source is the end of its chain of `origin`s: itself, when it repeats no other. One thing is reported by every record of
/// an utterance, by every source of an event, and by every claim of one value for one question.
#[derive(Debug, Clone)]
pub struct Origins {
    /// By the position of the source.
    of_source: Vec<Ix<Source>>,
    /// The origins of each thing reported, in the order of the brief.
    of_thing: Vec<Vec<Ix<Source>>>,
    /// What each record reports, as a place in `of_thing`.
    thing: HashMap<Record, usize>,
    /// By the position of the source.
    alone: Vec<Vec<Record>>,
}

impl Origins {
    /// The origins of `brief`, whose statements are reports of `utterances`.
    pub(super) fn of(brief: &Brief, utterances: &Utterances) -> Self {
        let mut origins = Self {
            of_source: brief.sources.positions().map(|source| end_of_chain(brief, source)).collect(),
            of_thing: Vec::new(),
            thing: HashMap::new(),
            alone: vec![Vec::new(); brief.sources.len()],
        };
        for records in things(brief, utterances) {
            origins.add(brief, &records);
        }
        for record in brief.records().filter(|record| origins.corroborating(*record).len() == 1).collect::<Vec<_>>() {
            let reporting: BTreeSet<Ix<Source>> = brief.sources_of(record).iter().copied().collect();
            for source in reporting {
                origins.alone[source.at()].push(record);
            }
        }
        origins
    }

    /// The independent origins that report what `record` reports, in the order of the brief; none for an event without sources.
    pub fn corroborating(&self, record: Record) -> &[Ix<Source>] {
        self.thing.get(&record).map_or(&[], |thing| &self.of_thing[*thing])
    }

    /// The source that `source` goes back to; itself, when it repeats no other.
    pub fn of_source(&self, source: Ix<Source>) -> Ix<Source> {
        self.of_source[source.at()]
    }

    /// How many independent origins the brief has.
    pub fn count(&self) -> usize {
        self.of_source.iter().collect::<BTreeSet<_>>().len()
    }

    /// The records of `source` that no other origin reports, kind by kind, in the order of the brief.
    pub fn alone(&self, source: Ix<Source>) -> &[Record] {
        &self.alone[source.at()]
    }

    fn add(&mut self, brief: &Brief, records: &[Record]) {
        let sources = records.iter().flat_map(|record| brief.sources_of(*record));
        let origins: BTreeSet<Ix<Source>> = sources.map(|source| self.of_source(*source)).collect();
        self.thing.extend(records.iter().map(|record| (*record, self.of_thing.len())));
        self.of_thing.push(origins.into_iter().collect());
    }
}

/// The reader refuses an `origin` that comes back to itself; should one be met all the same, the walk ends with the number of sources.
fn end_of_chain(brief: &Brief, source: Ix<Source>) -> Ix<Source> {
    successors(Some(source), |at| brief.sources[*at].origin).take(brief.sources.len()).last().unwrap_or(source)
}

/// Every thing that is reported, as the records that report it.
fn things(brief: &Brief, utterances: &Utterances) -> Vec<Vec<Record>> {
    let mut by_answer: BTreeMap<Answer, Vec<Record>> = BTreeMap::new();
    for (at, claim) in brief.claims.iter() {
        by_answer.entry(Answer::of(claim)).or_default().push(Record::Claim(at));
    }
    let statements = utterances.iter().map(|reports| reports.iter().copied().map(Record::Statement).collect());
    let events = brief.events.positions().map(|event| vec![Record::Event(event)]);
    statements.chain(events).chain(by_answer.into_values()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Findings;
    use crate::findings::testing::Draft;

    fn corroborating<'a>(brief: &'a Brief, findings: &Findings, record: &str) -> Vec<&'a str> {
        let origins = findings.origins.corroborating(brief.record(record).unwrap());
        origins.iter().map(|source| brief.sources[*source].id.as_str()).collect()
    }

    #[test]
    fn two_articles_from_one_wire_are_one_origin() {
        let brief = Draft::new()
            .source("reuters", |source| source)
            .source("dawn", |source| source.origin("reuters"))
            .source("daily", |source| source.origin("dawn"))
            .statement("wire", |s| s.in_source("reuters"))
            .statement("paper", |s| s.in_source("daily").repeats("wire"))
            .brief();
        let findings = Findings::of(&brief);
        assert_eq!(corroborating(&brief, &findings, "paper"), ["reuters"]);
        assert_eq!(findings.origins.count(), 1);
        let daily = brief.sources.find("daily").unwrap();
        assert_eq!(findings.origins.alone(daily), [brief.record("paper").unwrap()], "no other origin has it");
    }

    #[test]
    fn what_two_origins_report_is_corroborated() {
        let brief = Draft::new()
            .statement("a", |s| s.in_source("dawn"))
            .statement("b", |s| s.in_source("tolo").rewords("a"))
            .claim("c", |c| c.question("How long is the border?").value("2,640 km").in_source("tolo"))
            .claim("d", |c| c.question("how long is  the border?").value("2,640 KM").in_source("khaama"))
            .event("raid", "2024-09-12", &["dawn", "dawn"])
            .event("rumour", "2024-09-12", &[])
            .brief();
        let findings = Findings::of(&brief);
        assert_eq!(corroborating(&brief, &findings, "b"), ["dawn", "tolo"]);
        assert_eq!(corroborating(&brief, &findings, "c"), ["tolo", "khaama"]);
        assert_eq!(corroborating(&brief, &findings, "raid"), ["dawn"]);
        assert!(corroborating(&brief, &findings, "rumour").is_empty());
        let dawn = brief.sources.find("dawn").unwrap();
        assert_eq!(findings.origins.alone(dawn), [brief.record("raid").unwrap()]);
    }

    #[test]
    fn a_chain_that_comes_back_to_itself_ends() {
        let brief = Draft::new().source("a", |s| s.origin("b")).source("b", |s| s.origin("a")).brief();
        assert!(Findings::of(&brief).origins.count() <= 2);
    }
}
