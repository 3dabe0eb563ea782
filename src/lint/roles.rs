//! Speakers who held none of their roles on the day that they spoke. A role without dates may have been held on any day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::LintSubject;
use super::lint_spot::{some, statement};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::format::EntityKind;
use crate::model::{Actor, EdtfDate, Ix, Role, Statement};

/// One fault for each stretch of days in which an actor held no role and spoke, at the first statement of it.
pub(super) fn not_held_then(subject: LintSubject<'_>, found: &mut Faults) {
    let tenures: Vec<Option<RoleTenures>> =
        subject.brief.actors.iter().map(|(_, actor)| RoleTenures::new(actor)).collect();
    let mut gaps: BTreeMap<(Ix<Actor>, usize), Vec<Ix<Statement>>> = BTreeMap::new();
    for (ix, statement) in subject.brief.statements.iter() {
        let (Some(actor), Some(said)) = (statement.actor(), &statement.said) else { continue };
        if let Some(gap) = tenures[actor.at()].as_ref().and_then(|tenures| tenures.gap(said)) {
            gaps.entry((actor, gap)).or_default().push(ix);
        }
    }
    found.extend(gaps.into_iter().filter_map(|((actor, _), spoken)| fault(subject, actor, &spoken)));
}

fn fault(subject: LintSubject<'_>, actor: Ix<Actor>, spoken: &[Ix<Statement>]) -> Option<Fault> {
    let (first, others) = spoken.split_first()?;
    let brief = subject.brief;
    let said = brief.statements[*first].said.as_ref()?.in_words();
    let others: Vec<String> = others.iter().map(|other| quoted(&brief.statements[*other].id)).collect();
    let also = if others.is_empty() { String::new() } else { format!("; nor on the day of {}", some(&others)) };
    let problem = format!("{} held none of the roles given on {said}{also}", quoted(&brief.actors[actor].id));
    let fault = subject.spot(statement(*first), "said").fault(Code::NoRoleThen, problem);
    let roles = subject.spot(EntityKind::Actor(actor), "roles").place;
    Some(fault.related(&roles, "the roles").help("add the role of that day, or see whether a date is wrong"))
}

/// The days on which an actor can have held a role.
struct RoleTenures {
    /// The first day of each, in order.
    starts: Vec<NaiveDate>,
    /// The latest day on which any of the roles can have been held that began by then.
    lasting: Vec<NaiveDate>,
}

impl RoleTenures {
    /// `None` for an actor without roles.
    fn new(actor: &Actor) -> Option<Self> {
        let days = |role: &Role| {
            let from = role.from.as_ref().and_then(EdtfDate::earliest).unwrap_or(NaiveDate::MIN);
            (from, role.to.as_ref().and_then(EdtfDate::latest).unwrap_or(NaiveDate::MAX))
        };
        let mut days: Vec<(NaiveDate, NaiveDate)> = actor.roles.iter().map(days).collect();
        days.sort_unstable();
        let (starts, ends): (Vec<_>, Vec<_>) = days.into_iter().unzip();
        let lasting = ends.iter().scan(NaiveDate::MIN, |latest, end| {
            *latest = (*latest).max(*end);
            Some(*latest)
        });
        let lasting = lasting.collect();
        (!starts.is_empty()).then_some(Self { starts, lasting })
    }

    /// How many roles had begun by a day on which, for certain, none was held.
    fn gap(&self, day: &EdtfDate) -> Option<usize> {
        let begun =
            day.latest().map_or(self.starts.len(), |latest| self.starts.partition_point(|start| *start <= latest));
        let over = begun.checked_sub(1).is_none_or(|last| day.earliest().is_some_and(|day| self.lasting[last] < day));
        over.then_some(begun)
    }
}
