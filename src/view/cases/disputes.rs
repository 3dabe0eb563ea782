//! The contradictions that the officer linked, drawn together into disputes. It goes by issues, stances and shared records, never by words.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, Kind, Name, Side};
use crate::analysis::partition::Partition;
use crate::analysis::{self, Findings, list_order};
use crate::model::{Brief, Issue, Ix, Record, Speaker, Stance, Statement};
use crate::view;

/// A contradiction of two statements that the brief links.
#[derive(Clone, Copy)]
struct Link {
    /// Its place among the contradictions.
    at: usize,
    ends: [Record; 2],
}

/// A case for each dispute; each link in one of them.
pub(super) fn disputes(brief: &Brief, findings: &Findings) -> Vec<Case> {
    let mut by_issue: BTreeMap<Ix<Issue>, Vec<Link>> = BTreeMap::new();
    let mut others = Vec::new();
    for (at, one) in findings.contradictions.iter().enumerate() {
        let records: Vec<Record> = one.records().collect();
        let (analysis::Kind::Linked, [a, b]) = (one.kind, records.as_slice()) else { continue };
        let link = Link { at, ends: [*a, *b] };
        match disputed_issue(brief, link) {
            Some(issue) => by_issue.entry(issue).or_default().push(link),
            None => others.push(link),
        }
    }
    let on_issues = by_issue.into_iter().map(|(issue, links)| on_issue(brief, findings, issue, &links));
    let sharing = sharing_records(&others).into_iter().map(|links| on_records(brief, findings, &links));
    on_issues.chain(sharing).collect()
}

/// The first issue of the first statement on which two speakers take different stances.
fn disputed_issue(brief: &Brief, link: Link) -> Option<Ix<Issue>> {
    let [first, second] = link.ends.map(|end| statement(brief, end));
    let (first, second) = (first?, second?);
    let differ =
        |(issue, stance): &&(Ix<Issue>, Stance)| second.stance_on(*issue).is_some_and(|other| other != *stance);
    let issue = first.stances.iter().find(differ).map(|(issue, _)| *issue);
    issue.filter(|_| first.speaker != second.speaker)
}

fn on_issue(brief: &Brief, findings: &Findings, issue: Ix<Issue>, links: &[Link]) -> Case {
    let records = records(brief, links);
    let side = |stance: &Stance| {
        let takes = |record: &Record| super::stance(brief, *record, issue) == Some(*stance);
        Side::of(brief, findings, Name::stance(*stance), records.iter().copied().filter(takes).collect())
    };
    let sides = Stance::ALL.iter().map(side).filter(|side| !side.records.is_empty());
    case(brief.issues[issue].question.clone(), sides.collect(), links)
}

fn on_records(brief: &Brief, findings: &Findings, links: &[Link]) -> Case {
    let records = records(brief, links);
    let names = names(brief, &records).into_iter().zip(&records);
    let sides = names.map(|(name, record)| Side::of(brief, findings, name, vec![*record])).collect();
    case(findings.contradictions[links[0].at].question.clone(), sides, links)
}

fn case(question: String, sides: Vec<Side>, links: &[Link]) -> Case {
    Case {
        kind: Kind::Contradiction(analysis::Kind::Linked),
        question,
        sides,
        of: links.iter().map(|link| link.at).collect(),
        links: if links.len() > 1 { links.iter().map(|link| link.ends).collect() } else { Vec::new() },
    }
}

/// What hangs together by the records that links share.
fn sharing_records(links: &[Link]) -> Vec<Vec<Link>> {
    let mut joined = Partition::new(links.len());
    let mut met: BTreeMap<Record, usize> = BTreeMap::new();
    for (place, link) in links.iter().enumerate() {
        for end in link.ends {
            joined.join(*met.entry(end).or_insert(place), place);
        }
    }
    joined.groups().into_iter().map(|group| group.into_iter().map(|place| links[place]).collect()).collect()
}

/// The records of links, each once, in the order of a list.
fn records(brief: &Brief, links: &[Link]) -> Vec<Record> {
    let mut records: Vec<Record> = links.iter().flat_map(|link| link.ends).collect();
    records.sort_by(|a, b| list_order(brief, *a, *b));
    records.dedup();
    records
}

/// What each of the records is called as a side: by the first of speaker, stance, outlet and date that tells all of them apart; else by id.
fn names(brief: &Brief, records: &[Record]) -> Vec<Name> {
    let label = |of: fn(&Brief, Record) -> String| {
        records.iter().map(|record| Name { label: of(brief, *record), stance: None }).collect::<Vec<_>>()
    };
    let outlet = |brief: &Brief, record: Record| {
        let sources: Vec<String> =
            brief.sources_of(record).iter().map(|source| view::source_name(brief, *source)).collect();
        sources.join(", ")
    };
    let tries = [Some(label(speaker)), stances(brief, records), Some(label(outlet)), Some(label(view::when))];
    let told_apart =
        |names: &Vec<Name>| names.iter().map(|name| &name.label).collect::<BTreeSet<_>>().len() == names.len();
    let found = tries.into_iter().flatten().find(told_apart);
    found.unwrap_or_else(|| label(|brief, record| brief.record_id(record).to_owned()))
}

/// The stances on the first issue that all of them speak on.
fn stances(brief: &Brief, records: &[Record]) -> Option<Vec<Name>> {
    let first = statement(brief, *records.first()?)?;
    let on = |issue| records.iter().map(|record| super::stance(brief, *record, issue)).collect::<Option<Vec<Stance>>>();
    let stances = first.stances.iter().find_map(|(issue, _)| on(*issue))?;
    Some(stances.into_iter().map(Name::stance).collect())
}

fn speaker(brief: &Brief, record: Record) -> String {
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
