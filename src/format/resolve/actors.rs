//! Resolves actors: those of the brief, and the shared actors that it refers to. It never includes other shared actors in the brief.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::cycles;
use super::ids::{IdEntry, IdTable};
use super::row::{RowReader, WrittenReference};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, FilePlace};
use crate::format::raw::{RawActor, RawMembership, RawRole};
use crate::format::raw_brief::{RawTables, TableHeader};
use crate::format::typed_value::{SpannedField, SpannedValue, TextParts, TypedValue, WrittenDate};
use crate::model::{Actor, ActorKind, EdtfDate, Membership, Role, Table};

/// An actor before shared fields are added and references are resolved.
pub(super) struct ActorDraft {
    id: Option<String>,
    header: TableHeader,
    name: Option<String>,
    kind: Option<ActorKind>,
    aliases: Vec<String>,
    native_name: Option<String>,
    memberships: Vec<MembershipDraft>,
    role: Option<RoleDraft>,
    roles: Vec<RoleDraft>,
    description: Option<String>,
    note: Option<String>,
    /// Required fields that are missing.
    missing: Vec<&'static str>,
}

struct MembershipDraft {
    of: WrittenReference,
    from: Option<EdtfDate>,
    to: Option<EdtfDate>,
}

struct RoleDraft {
    title: String,
    at: Option<WrittenReference>,
    from: Option<EdtfDate>,
    to: Option<EdtfDate>,
}

/// Resolves the actors and sets the positions of their ids.
pub(super) fn resolve(tables: &mut RawTables, faults: &mut Faults) -> (Table<Actor>, IdTable<Actor>) {
    let named = if tables.shared_actors.is_empty() { HashSet::new() } else { named_ids(tables) };
    let (mut ids, own) = IdTable::collect(std::mem::take(&mut tables.actors), tables.incomplete, faults);
    let (shared_ids, shared) = IdTable::collect(std::mem::take(&mut tables.shared_actors), tables.incomplete, faults);
    ids.adopt(shared_ids);

    let mut own: Vec<ActorDraft> = own.into_iter().map(|entry| ActorDraft::new(entry, faults)).collect();
    let shared = shared.into_iter().map(|entry| ActorDraft::new(entry, faults)).collect();
    let shared = merge(&mut own, shared);
    let used = reachable(named, &own, &shared);
    let (used, unused): (Vec<ActorDraft>, Vec<ActorDraft>) =
        shared.into_iter().partition(|draft| draft.id.as_ref().is_some_and(|id| used.contains(id)));
    own.extend(used);
    ids.number(own.iter().filter_map(|draft| draft.id.as_deref()));

    // Reports the faults of the others, too.
    for draft in unused {
        draft.finish(&ids, faults);
    }
    let members: Vec<MemberDraft> = own.into_iter().filter_map(|draft| draft.finish(&ids, faults)).collect();
    (without_cycles(members, faults), ids)
}

/// The ids of actors that statements, events and claims name.
fn named_ids(tables: &RawTables) -> HashSet<String> {
    let statements = tables.statements.iter().map(|item| &item.raw);
    let speakers = statements.flat_map(|raw| {
        in_parts(raw.actor.as_ref()).chain(in_parts(raw.via.as_ref())).chain(in_list(raw.about.as_ref()))
    });
    let participants = tables.events.iter().flat_map(|item| in_list(item.raw.actors.as_ref()));
    let claimants = tables.claims.iter().flat_map(|item| in_field(item.raw.actor.as_ref()));
    speakers.chain(participants).chain(claimants).cloned().collect()
}

fn in_field(field: Option<&SpannedValue<String>>) -> impl Iterator<Item = &String> {
    field.into_iter().filter_map(|text| valid(text.get_ref()))
}

fn in_parts(field: Option<&SpannedValue<TextParts>>) -> impl Iterator<Item = &String> {
    let (whole, parts) = match field.and_then(|field| valid(field.get_ref())) {
        Some(TextParts::Whole(id)) => (Some(id), None),
        Some(TextParts::Broken(ids)) => (None, Some(ids)),
        None => (None, None),
    };
    whole.into_iter().chain(parts.into_iter().flatten().filter_map(|id| valid(id.get_ref())))
}

fn in_list(list: Option<&SpannedValue<Vec<SpannedValue<String>>>>) -> impl Iterator<Item = &String> {
    let texts = list.into_iter().filter_map(|list| valid(list.get_ref())).flatten();
    texts.filter_map(|text| valid(text.get_ref()))
}

const fn valid<T>(value: &TypedValue<T>) -> Option<&T> {
    match value {
        TypedValue::Valid(value) => Some(value),
        TypedValue::Invalid(_) => None,
    }
}

/// Adds the fields of shared actors to the brief's actors with the same id. Returns the other shared actors.
fn merge(own: &mut [ActorDraft], shared: Vec<ActorDraft>) -> Vec<ActorDraft> {
    let at: HashMap<String, usize> =
        own.iter().enumerate().filter_map(|(at, draft)| Some((draft.id.clone()?, at))).collect();
    let mut others = Vec::new();
    for draft in shared {
        match draft.id.as_ref().and_then(|id| at.get(id)) {
            Some(at) => own[*at].add(draft),
            None => others.push(draft),
        }
    }
    others
}

/// The ids of `named` actors and of those that they, or the actors in `own`, refer to by memberships and roles, in any number of steps.
fn reachable(named: HashSet<String>, own: &[ActorDraft], shared: &[ActorDraft]) -> HashSet<String> {
    let shared: HashMap<&str, &ActorDraft> =
        shared.iter().filter_map(|draft| Some((draft.id.as_deref()?, draft))).collect();
    let mut reached = named;
    let mut open: Vec<&ActorDraft> =
        reached.iter().filter_map(|id| shared.get(id.as_str()).copied()).chain(own).collect();
    while let Some(draft) = open.pop() {
        for reference in draft.references() {
            if reached.insert(reference.id.clone()) {
                open.extend(shared.get(reference.id.as_str()));
            }
        }
    }
    reached
}

impl ActorDraft {
    fn new(entry: IdEntry<RawActor>, faults: &mut Faults) -> Self {
        let IdEntry { id, header, raw } = entry;
        let mut row = RowReader::new("actor", id.as_deref(), &header, faults);
        if id.as_deref() == Some("unnamed") {
            row.report(
                row.fault(Code::IdReserved, "the id `unnamed` stands for a speaker whom the source does not name"),
            );
        }
        let fields = [("name", raw.name.is_some()), ("kind", raw.kind.is_some())];
        let missing = fields.into_iter().filter(|(_, is_given)| !is_given).map(|(field, _)| field).collect();
        if let (Some(role), Some(_)) = (&raw.role, &raw.roles) {
            let fault = row.fault_at(Code::RoleAndRoles, role.span(), "both `role` and `roles`");
            row.report(fault.help("write every title as an `[[actor.roles]]`"));
        }
        let name = row.name(raw.name);
        let kind = row.word(raw.kind);
        let aliases = row.names(raw.aliases);
        let native_name = row.name(raw.native_name);
        let bodies = row.references(raw.member_of).into_iter();
        let mut memberships: Vec<MembershipDraft> =
            bodies.map(|of| MembershipDraft { of, from: None, to: None }).collect();
        let dated = row.values(raw.memberships).into_iter();
        memberships.extend(dated.filter_map(|membership| MembershipDraft::new(membership, &mut row)));
        let role = row.name(raw.role).map(|title| RoleDraft { title, at: None, from: None, to: None });
        let roles = row.values(raw.roles).into_iter();
        let roles = roles.filter_map(|role| RoleDraft::new(role, &mut row)).collect();
        let description = row.text(raw.description);
        let note = row.text(raw.note);
        Self { id, header, name, kind, aliases, native_name, memberships, role, roles, description, note, missing }
    }

    /// Adds the fields of a shared actor. The brief has priority when both have a field.
    fn add(&mut self, shared: Self) {
        self.name = self.name.take().or(shared.name);
        self.kind = self.kind.or(shared.kind);
        self.native_name = self.native_name.take().or(shared.native_name);
        self.role = self.role.take().or(shared.role);
        self.description = self.description.take().or(shared.description);
        self.note = self.note.take().or(shared.note);
        self.missing.retain(|field| shared.missing.contains(field));

        self.aliases.extend(shared.aliases);
        let mut seen = HashSet::new();
        self.aliases.retain(|alias| seen.insert(alias.clone()));
        self.memberships.extend(shared.memberships);
        // The brief's roles come last, because the last role that fits a day is shown.
        let own = std::mem::replace(&mut self.roles, shared.roles);
        self.roles.retain(|role| !own.iter().any(|later| later.is_same(role)));
        self.roles.extend(own);
    }

    fn references(&self) -> impl Iterator<Item = &WrittenReference> {
        self.memberships
            .iter()
            .map(|membership| &membership.of)
            .chain(self.roles.iter().filter_map(|role| role.at.as_ref()))
    }

    /// Resolves the references. Returns `None` for an actor without an id.
    fn finish(self, ids: &IdTable<Actor>, faults: &mut Faults) -> Option<MemberDraft> {
        let mut row = RowReader::new("actor", self.id.as_deref(), &self.header, faults);
        for field in self.missing {
            row.missing(field);
        }
        let memberships = without_repetitions(self.memberships).into_iter();
        let memberships = memberships.filter_map(|membership| membership.finish(ids, &mut row)).collect();
        let roles = self.role.into_iter().chain(self.roles);
        let roles = roles.map(|role| role.finish(ids, &mut row)).collect();
        let id = self.id?;
        let actor = Actor {
            name: self.name.unwrap_or_else(|| id.clone()),
            id,
            kind: self.kind.unwrap_or(ActorKind::Other),
            aliases: self.aliases,
            native_name: self.native_name,
            memberships: Vec::new(),
            roles,
            description: self.description,
            note: self.note,
        };
        Some(MemberDraft { actor, header: self.header, memberships })
    }
}

impl MembershipDraft {
    fn new(membership: Spanned<RawMembership>, row: &mut RowReader<'_>) -> Option<Self> {
        let span = membership.span();
        let raw = membership.into_inner();
        if raw.of.is_none() {
            row.report(row.fault_at(Code::MissingField, span, "`of` is missing from a membership"));
        }
        let of = row.reference(raw.of);
        let (from, to) = period(row, "membership", raw.from, raw.to);
        Some(Self { of: of?, from, to })
    }

    const fn is_dated(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// The membership with the place of its body.
    fn finish(self, ids: &IdTable<Actor>, row: &mut RowReader<'_>) -> Option<(Membership, FilePlace)> {
        let of = row.look_up(ids, &self.of)?;
        Some((Membership { of, from: self.from, to: self.to }, self.of.place))
    }
}

/// The memberships without dates, then those with dates. One without dates is left out when another one of the same body stands.
fn without_repetitions(memberships: Vec<MembershipDraft>) -> Vec<MembershipDraft> {
    let (dated, mut undated): (Vec<_>, Vec<_>) = memberships.into_iter().partition(MembershipDraft::is_dated);
    let mut seen: HashSet<String> = dated.iter().map(|membership| membership.of.id.clone()).collect();
    undated.retain(|membership| seen.insert(membership.of.id.clone()));
    undated.extend(dated);
    undated
}

/// The dates of a role or a membership; reports an end before the beginning.
fn period(
    row: &mut RowReader<'_>,
    what: &str,
    from: SpannedField<WrittenDate>,
    to: SpannedField<WrittenDate>,
) -> (Option<EdtfDate>, Option<EdtfDate>) {
    let end = to.as_ref().map(Spanned::span).unwrap_or_default();
    let (from, to) = (row.date(from), row.date(to));
    if let (Some(from), Some(to)) = (&from, &to)
        && to.is_before(from)
    {
        row.report(row.fault_at(Code::RoleDates, end, format!("a {what} that ends on {to} and begins on {from}")));
    }
    (from, to)
}

impl RoleDraft {
    fn new(role: Spanned<RawRole>, row: &mut RowReader<'_>) -> Option<Self> {
        let span = role.span();
        let raw = role.into_inner();
        if raw.title.is_none() {
            row.report(row.fault_at(Code::MissingField, span, "`title` is missing from a role"));
        }
        let (title, at) = (row.name(raw.title), row.reference(raw.at));
        let (from, to) = period(row, "role", raw.from, raw.to);
        Some(Self { title: title?, at, from, to })
    }

    fn is_same(&self, other: &Self) -> bool {
        let at = |role: &Self| role.at.as_ref().map(|at| at.id.clone());
        self.title == other.title && at(self) == at(other) && self.from == other.from && self.to == other.to
    }

    fn finish(self, ids: &IdTable<Actor>, row: &mut RowReader<'_>) -> Role {
        let at = self.at.and_then(|at| row.look_up(ids, &at));
        Role { title: self.title, at, from: self.from, to: self.to }
    }
}

/// An actor, and its memberships with the places of their bodies.
struct MemberDraft {
    actor: Actor,
    header: TableHeader,
    memberships: Vec<(Membership, FilePlace)>,
}

/// The actors without the memberships that close a cycle, which are reported.
fn without_cycles(mut members: Vec<MemberDraft>, faults: &mut Faults) -> Table<Actor> {
    let targets = |member: &MemberDraft| member.memberships.iter().map(|(body, _)| body.of.at()).collect();
    let targets: Vec<Vec<usize>> = members.iter().map(targets).collect();
    // In reverse, so that removing one does not move the others.
    for edge in cycles::closing_edges(&targets).into_iter().rev() {
        let body = members[targets[edge.from][edge.nth]].actor.id.clone();
        let member = &mut members[edge.from];
        let (_, place) = member.memberships.remove(edge.nth);
        let mut row = RowReader::new("actor", Some(&member.actor.id), &member.header, faults);
        row.report(Fault::new(Code::Circle, place, cycles::describe(&member.actor.id, &body, "a member of")));
    }
    let actors = members.into_iter().map(|member| {
        let memberships = member.memberships.into_iter().map(|(membership, _)| membership).collect();
        Actor { memberships, ..member.actor }
    });
    Table::new(actors.collect())
}
