//! Lint: speakers who held none of their roles on the day of the statement, or several. It never reports a role without dates, which fits
//! any day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::LintSubject;
use super::lint_spot::{some, statement};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::format::EntityKind;
use crate::model::{Actor, EdtfDate, Ix, Role, Statement};

/// Reports statements in a gap between the roles of their actor: one fault per gap, at its first statement.
pub(super) fn not_held_then(subject: LintSubject<'_>, found: &mut Faults) {
    let tenures: Vec<Option<RoleTenures>> =
        subject.brief.actors.iter().map(|(_, actor)| RoleTenures::new(actor)).collect();
    let mut gaps: BTreeMap<(Ix<Actor>, usize), Vec<Ix<Statement>>> = BTreeMap::new();
    for (ix, statement) in subject.brief.statements.iter() {
        let Some(said) = &statement.said else { continue };
        for actor in statement.actors() {
            if let Some(gap) = tenures[actor.at()].as_ref().and_then(|tenures| tenures.gap(said)) {
                gaps.entry((*actor, gap)).or_default().push(ix);
            }
        }
    }
    found.extend(gaps.into_iter().filter_map(|((actor, _), made)| fault(subject, actor, &made)));
}

fn fault(subject: LintSubject<'_>, actor: Ix<Actor>, made: &[Ix<Statement>]) -> Option<Fault> {
    let (first, others) = made.split_first()?;
    let brief = subject.brief;
    let said = brief.statements[*first].said.as_ref()?.in_words();
    let others: Vec<String> = others.iter().map(|other| quoted(&brief.statements[*other].id)).collect();
    let also = if others.is_empty() { String::new() } else { format!("; nor on the day of {}", some(&others)) };
    let problem = format!("{} held none of the roles given on {said}{also}", quoted(&brief.actors[actor].id));
    let fault = subject.spot(statement(*first), "said").fault(Code::NoRoleThen, problem);
    let roles = subject.spot(EntityKind::Actor(actor), "roles").place;
    Some(fault.related(&roles, "the roles").help("add the role of that day, or see whether a date is wrong"))
}

/// Reports actors of whom two dated roles can have been held on the day of a statement: one fault per actor, at its first such statement.
pub(super) fn overlapping(subject: LintSubject<'_>, found: &mut Faults) {
    let mut statements: BTreeMap<Ix<Actor>, Vec<Ix<Statement>>> = BTreeMap::new();
    for (ix, statement) in subject.brief.statements.iter() {
        let Some(said) = &statement.said else { continue };
        for actor in statement.actors() {
            if held_on(&subject.brief.actors[*actor], said).nth(1).is_some() {
                statements.entry(*actor).or_default().push(ix);
            }
        }
    }
    found.extend(statements.into_iter().filter_map(|(actor, made)| overlap(subject, actor, &made)));
}

/// The roles with a date of their own that can have been held on a day.
fn held_on<'a>(actor: &'a Actor, day: &'a EdtfDate) -> impl Iterator<Item = &'a Role> {
    let is_dated = |role: &&Role| role.from.is_some() || role.to.is_some();
    actor.roles_on(Some(day)).filter(is_dated)
}

fn overlap(subject: LintSubject<'_>, actor: Ix<Actor>, made: &[Ix<Statement>]) -> Option<Fault> {
    let (first, others) = made.split_first()?;
    let (brief, id) = (subject.brief, &subject.brief.actors[actor].id);
    let said = brief.statements[*first].said.as_ref()?;
    let shown = &brief.actors[actor].role_on(Some(said))?.title;
    let titles: Vec<String> = held_on(&brief.actors[actor], said).map(|role| quoted(&role.title)).collect();
    let others: Vec<String> = others.iter().map(|other| quoted(&brief.statements[*other].id)).collect();
    let also = if others.is_empty() { String::new() } else { format!("; also on the day of {}", some(&others)) };
    let (titles, shown) = (some(&titles), quoted(shown));
    let day = said.in_words();
    let problem = format!("{} can have held several roles on {day}: {titles}; {shown} is shown{also}", quoted(id));
    let fault = subject.spot(statement(*first), "said").fault(Code::RolesOverlap, problem);
    let roles = subject.spot(EntityKind::Actor(actor), "roles").place;
    Some(
        fault
            .related(&roles, "the roles")
            .help("give the days on which one ends and the other begins, if it is only one of them"),
    )
}

/// The periods in which an actor can have held a role.
struct RoleTenures {
    /// The first day of each role, sorted.
    starts: Vec<NaiveDate>,
    /// For each index of `starts`, the latest last day of the roles up to it.
    latest_ends: Vec<NaiveDate>,
}

impl RoleTenures {
    /// Returns `None` for an actor without roles.
    fn new(actor: &Actor) -> Option<Self> {
        let days = |role: &Role| {
            let from = role.from.as_ref().and_then(EdtfDate::earliest).unwrap_or(NaiveDate::MIN);
            (from, role.to.as_ref().and_then(EdtfDate::latest).unwrap_or(NaiveDate::MAX))
        };
        let mut days: Vec<(NaiveDate, NaiveDate)> = actor.roles.iter().map(days).collect();
        days.sort_unstable();
        let (starts, ends): (Vec<_>, Vec<_>) = days.into_iter().unzip();
        let latest_ends = ends.iter().scan(NaiveDate::MIN, |latest, end| {
            *latest = (*latest).max(*end);
            Some(*latest)
        });
        let latest_ends = latest_ends.collect();
        (!starts.is_empty()).then_some(Self { starts, latest_ends })
    }

    /// The gap between roles that a day certainly falls in, as the number of roles that began before it; `None` when a role may have been
    /// held on that day.
    fn gap(&self, day: &EdtfDate) -> Option<usize> {
        let started =
            day.latest().map_or(self.starts.len(), |latest| self.starts.partition_point(|start| *start <= latest));
        let is_gap =
            started.checked_sub(1).is_none_or(|last| day.earliest().is_some_and(|day| self.latest_ends[last] < day));
        is_gap.then_some(started)
    }
}
