//! The contradictions that the officer linked, drawn together into disputes. It goes by issues, stances and shared records, never by words.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, CaseKind, CaseSide, SideName};
use crate::analysis::union_find::UnionFind;
use crate::analysis::{self, Analysis, list_order};
use crate::model::{Brief, Issue, Ix, Record, Speaker, Stance, Statement};
use crate::view;

/// A contradiction of two statements that the brief links.
#[derive(Clone, Copy)]
struct LinkedContradiction {
    /// Its place among the contradictions.
    at: usize,
    ends: [Record; 2],
}

/// A case for each dispute; each link in one of them.
pub(super) fn linked_cases(brief: &Brief, findings: &Analysis) -> Vec<Case> {
    let mut by_issue: BTreeMap<Ix<Issue>, Vec<LinkedContradiction>> = BTreeMap::new();
    let mut others = Vec::new();
    for (at, one) in findings.contradictions.iter().enumerate() {
        let records: Vec<Record> = one.records().collect();
        let (analysis::ContradictionKind::Linked, [a, b]) = (one.kind, records.as_slice()) else { continue };
        let link = LinkedContradiction { at, ends: [*a, *b] };
        match disputed_issue(brief, link) {
            Some(issue) => by_issue.entry(issue).or_default().push(link),
            None => others.push(link),
        }
    }
    let on_issues = by_issue.into_iter().map(|(issue, links)| issue_case(brief, findings, issue, &links));
    let sharing = group_by_shared_records(&others).into_iter().map(|links| records_case(brief, findings, &links));
    on_issues.chain(sharing).collect()
}

/// The first issue of the first statement on which two speakers take different stances.
fn disputed_issue(brief: &Brief, link: LinkedContradiction) -> Option<Ix<Issue>> {
    let [first, second] = link.ends.map(|end| statement(brief, end));
    let (first, second) = (first?, second?);
    let differ =
        |(issue, stance): &&(Ix<Issue>, Stance)| second.stance_on(*issue).is_some_and(|other| other != *stance);
    let issue = first.stances.iter().find(differ).map(|(issue, _)| *issue);
    issue.filter(|_| first.speaker != second.speaker)
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
    linked_case(findings.contradictions[links[0].at].question.clone(), sides, links)
}

fn linked_case(question: String, sides: Vec<CaseSide>, links: &[LinkedContradiction]) -> Case {
    Case {
        kind: CaseKind::Contradiction(analysis::ContradictionKind::Linked),
        question,
        sides,
        finding_indices: links.iter().map(|link| link.at).collect(),
        links: if links.len() > 1 { links.iter().map(|link| link.ends).collect() } else { Vec::new() },
    }
}

/// What hangs together by the records that links share.
fn group_by_shared_records(links: &[LinkedContradiction]) -> Vec<Vec<LinkedContradiction>> {
    let mut joined = UnionFind::new(links.len());
    let mut met: BTreeMap<Record, usize> = BTreeMap::new();
    for (place, link) in links.iter().enumerate() {
        for end in link.ends {
            joined.join(*met.entry(end).or_insert(place), place);
        }
    }
    joined.groups().into_iter().map(|group| group.into_iter().map(|place| links[place]).collect()).collect()
}

/// The records of links, each once, in the order of a list.
fn linked_records(brief: &Brief, links: &[LinkedContradiction]) -> Vec<Record> {
    let mut records: Vec<Record> = links.iter().flat_map(|link| link.ends).collect();
    records.sort_by(|a, b| list_order(brief, *a, *b));
    records.dedup();
    records
}

/// What each of the records is called as a side: by the first of speaker, stance, outlet and date that tells all of them apart; else by id.
fn side_names(brief: &Brief, records: &[Record]) -> Vec<SideName> {
    let label = |of: fn(&Brief, Record) -> String| {
        records.iter().map(|record| SideName { label: of(brief, *record), stance: None }).collect::<Vec<_>>()
    };
    let outlet = |brief: &Brief, record: Record| {
        let sources: Vec<String> =
            brief.sources_of(record).iter().map(|source| view::source_name(brief, *source)).collect();
        sources.join(", ")
    };
    let tries =
        [Some(label(speaker_name)), stance_names(brief, records), Some(label(outlet)), Some(label(view::format_date))];
    let told_apart =
        |names: &Vec<SideName>| names.iter().map(|name| &name.label).collect::<BTreeSet<_>>().len() == names.len();
    let found = tries.into_iter().flatten().find(told_apart);
    found.unwrap_or_else(|| label(|brief, record| brief.record_id(record).to_owned()))
}

/// The stances on the first issue that all of them speak on.
fn stance_names(brief: &Brief, records: &[Record]) -> Option<Vec<SideName>> {
    let first = statement(brief, *records.first()?)?;
    let on = |issue| records.iter().map(|record| super::stance(brief, *record, issue)).collect::<Option<Vec<Stance>>>();
    let stances = first.stances.iter().find_map(|(issue, _)| on(*issue))?;
    Some(stances.into_iter().map(SideName::stance).collect())
}

fn speaker_name(brief: &Brief, record: Record) -> String {
    match statement(brief, record).map(|statement| &statement.speaker) {
        Some(Speaker::Actor(actor)) => brief.actors[*actor].name.clone(),
        Some(Speaker::Unnamed(described)) => described.clone(),
        None => view::who(brief, record).into_owned(),
    }
}

fn statement(brief: &Brief, record: Record) -> Option<&Statement> {
    match record {
        Record::Statement(ix) => Some(&brief.statements[ix]),
        Record::Event(_) | Record::Claim(_) => None,
    }
}
