//! Groups the contradictions that the officer linked into cases, by issue, stance and shared records. It never compares texts.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, CaseKind, CaseSide, SideName};
use crate::analysis::union_find::UnionFind;
use crate::analysis::{self, Analysis, list_order};
use crate::model::{Brief, Issue, Ix, Record, Stance, Statement};
use crate::view;

/// A contradiction between two records that the brief links.
#[derive(Clone, Copy)]
struct LinkedContradiction {
    /// The index in [`Analysis::contradictions`].
    index: usize,
    ends: [Record; 2],
}

/// The cases of all linked contradictions; each contradiction is in exactly one case.
pub(super) fn linked_cases(brief: &Brief, findings: &Analysis) -> Vec<Case> {
    let mut by_issue: BTreeMap<Ix<Issue>, Vec<LinkedContradiction>> = BTreeMap::new();
    let mut others = Vec::new();
    for (index, contradiction) in findings.contradictions.iter().enumerate() {
        let records: Vec<Record> = contradiction.records().collect();
        let (analysis::ContradictionKind::Linked, [a, b]) = (contradiction.kind, records.as_slice()) else { continue };
        let link = LinkedContradiction { index, ends: [*a, *b] };
        match disputed_issue(brief, link) {
            Some(issue) => by_issue.entry(issue).or_default().push(link),
            None => others.push(link),
        }
    }
    let on_issues = by_issue.into_iter().map(|(issue, links)| issue_case(brief, findings, issue, &links));
    let sharing = group_by_shared_records(&others).into_iter().map(|links| records_case(brief, findings, &links));
    on_issues.chain(sharing).collect()
}

/// The first issue of the first statement on which the two statements take different stances. Returns `None` when a speaker made both.
fn disputed_issue(brief: &Brief, link: LinkedContradiction) -> Option<Ix<Issue>> {
    let [first, second] = link.ends.map(|end| statement(brief, end));
    let (first, second) = (first?, second?);
    let differ =
        |(issue, stance): &&(Ix<Issue>, Stance)| second.stance_on(*issue).is_some_and(|other| other != *stance);
    let issue = first.stances.iter().find(differ).map(|(issue, _)| *issue);
    let is_of_both = first.actors().iter().any(|actor| second.actors().contains(actor));
    issue.filter(|_| !is_of_both && first.speaker != second.speaker)
}

fn issue_case(brief: &Brief, findings: &Analysis, issue: Ix<Issue>, links: &[LinkedContradiction]) -> Case {
    let records = linked_records(brief, links);
    let side = |stance: &Stance| {
        let takes = |record: &Record| super::stance(brief, *record, issue) == Some(*stance);
        CaseSide::new(brief, findings, SideName::stance(*stance), records.iter().copied().filter(takes).collect())
    };
    let sides = Stance::ALL.iter().map(side).filter(|side| !side.records.is_empty());
    linked_case(brief.issues[issue].question.clone(), sides.collect(), links)
}

fn records_case(brief: &Brief, findings: &Analysis, links: &[LinkedContradiction]) -> Case {
    let records = linked_records(brief, links);
    let names = side_names(brief, &records).into_iter().zip(&records);
    let sides = names.map(|(name, record)| CaseSide::new(brief, findings, name, vec![*record])).collect();
    linked_case(findings.contradictions[links[0].index].question.clone(), sides, links)
}

fn linked_case(question: String, sides: Vec<CaseSide>, links: &[LinkedContradiction]) -> Case {
    Case {
        kind: CaseKind::Contradiction(analysis::ContradictionKind::Linked),
        question,
        sides,
        finding_indices: links.iter().map(|link| link.index).collect(),
        links: if links.len() > 1 { links.iter().map(|link| link.ends).collect() } else { Vec::new() },
    }
}

/// Groups links that share a record, directly or through other links.
fn group_by_shared_records(links: &[LinkedContradiction]) -> Vec<Vec<LinkedContradiction>> {
    let mut joined = UnionFind::new(links.len());
    let mut first_link: BTreeMap<Record, usize> = BTreeMap::new();
    for (index, link) in links.iter().enumerate() {
        for end in link.ends {
            joined.join(*first_link.entry(end).or_insert(index), index);
        }
    }
    joined.groups().into_iter().map(|group| group.into_iter().map(|index| links[index]).collect()).collect()
}

/// The records of the links without duplicates, in list order.
fn linked_records(brief: &Brief, links: &[LinkedContradiction]) -> Vec<Record> {
    let mut records: Vec<Record> = links.iter().flat_map(|link| link.ends).collect();
    records.sort_by(|a, b| list_order(brief, *a, *b));
    records.dedup();
    records
}

/// The names of the records as sides of a case: the first of speaker, stance, outlet and date that is different for all of them, else the
/// id.
fn side_names(brief: &Brief, records: &[Record]) -> Vec<SideName> {
    let names_by = |name: fn(&Brief, Record) -> String| {
        records.iter().map(|record| SideName { label: name(brief, *record), stance: None }).collect::<Vec<_>>()
    };
    let outlet = |brief: &Brief, record: Record| {
        let sources: Vec<String> =
            brief.sources_of(record).iter().map(|source| view::source_name(brief, *source)).collect();
        sources.join(", ")
    };
    let candidates = [
        Some(names_by(speaker_name)),
        stance_names(brief, records),
        Some(names_by(outlet)),
        Some(names_by(view::format_date)),
    ];
    let are_distinct =
        |names: &Vec<SideName>| names.iter().map(|name| &name.label).collect::<BTreeSet<_>>().len() == names.len();
    let found = candidates.into_iter().flatten().find(are_distinct);
    found.unwrap_or_else(|| names_by(|brief, record| brief.record_id(record).to_owned()))
}

/// The stances of the records on the first issue that all of them address. Returns `None` when there is no such issue.
fn stance_names(brief: &Brief, records: &[Record]) -> Option<Vec<SideName>> {
    let first = statement(brief, *records.first()?)?;
    let stances_on =
        |issue| records.iter().map(|record| super::stance(brief, *record, issue)).collect::<Option<Vec<Stance>>>();
    let stances = first.stances.iter().find_map(|(issue, _)| stances_on(*issue))?;
    Some(stances.into_iter().map(SideName::stance).collect())
}

fn speaker_name(brief: &Brief, record: Record) -> String {
    match statement(brief, record).map(|statement| &statement.speaker) {
        Some(speaker) => brief.full_names(speaker).into_owned(),
        None => view::who(brief, record).into_owned(),
    }
}

fn statement(brief: &Brief, record: Record) -> Option<&Statement> {
    match record {
        Record::Statement(ix) => Some(&brief.statements[ix]),
        Record::Event(_) | Record::Claim(_) => None,
    }
}
