//! Resolves actors: those of the brief, and the shared actors that it refers to. It never includes other shared actors in the brief.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::cycles;
use super::ids::{IdEntry, IdTable};
use super::row::{RowReader, WrittenReference};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, FilePlace};
use crate::format::raw::{RawActor, RawRole};
use crate::format::raw_brief::{RawTables, TableHeader};
use crate::format::typed_value::{SpannedValue, TypedValue};
use crate::model::{Actor, ActorKind, EdtfDate, Ix, Role, Table};

/// An actor before shared fields are added and references are resolved.
pub(super) struct ActorDraft {
    id: Option<String>,
    header: TableHeader,
    name: Option<String>,
    kind: Option<ActorKind>,
    aliases: Vec<String>,
    native_name: Option<String>,
    member_of: Vec<WrittenReference>,
    role: Option<RoleDraft>,
    roles: Vec<RoleDraft>,
    description: Option<String>,
    note: Option<String>,
    /// Required fields that are missing.
    missing: Vec<&'static str>,
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
    let members: Vec<Membership> = own.into_iter().filter_map(|draft| draft.finish(&ids, faults)).collect();
    (without_cycles(members, faults), ids)
}

/// The ids of actors that statements, events and claims name.
fn named_ids(tables: &RawTables) -> HashSet<String> {
    let statements = tables.statements.iter().map(|item| &item.raw);
    let speakers = statements.flat_map(|raw| {
        in_field(raw.actor.as_ref()).chain(in_field(raw.via.as_ref())).chain(in_list(raw.about.as_ref()))
    });
    let participants = tables.events.iter().flat_map(|item| in_list(item.raw.actors.as_ref()));
    let claimants = tables.claims.iter().flat_map(|item| in_field(item.raw.actor.as_ref()));
    speakers.chain(participants).chain(claimants).cloned().collect()
}

fn in_field(field: Option<&SpannedValue<String>>) -> impl Iterator<Item = &String> {
    field.into_iter().filter_map(|text| valid(text.get_ref()))
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
        let member_of = row.references(raw.member_of);
        let role = row.name(raw.role).map(|title| RoleDraft { title, at: None, from: None, to: None });
        let roles = row.values(raw.roles).into_iter();
        let roles = roles.filter_map(|role| RoleDraft::new(role, &mut row)).collect();
        let description = row.text(raw.description);
        let note = row.text(raw.note);
        Self { id, header, name, kind, aliases, native_name, member_of, role, roles, description, note, missing }
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
        let known: HashSet<String> = self.member_of.iter().map(|body| body.id.clone()).collect();
        self.member_of.extend(shared.member_of.into_iter().filter(|body| !known.contains(&body.id)));
        // The brief's roles come last, because the last role that fits a day is shown.
        let own = std::mem::replace(&mut self.roles, shared.roles);
        self.roles.retain(|role| !own.iter().any(|later| later.is_same(role)));
        self.roles.extend(own);
    }

    fn references(&self) -> impl Iterator<Item = &WrittenReference> {
        self.member_of.iter().chain(self.roles.iter().filter_map(|role| role.at.as_ref()))
    }

    /// Resolves the references. Returns `None` for an actor without an id.
    fn finish(self, ids: &IdTable<Actor>, faults: &mut Faults) -> Option<Membership> {
        let mut row = RowReader::new("actor", self.id.as_deref(), &self.header, faults);
        for field in self.missing {
            row.missing(field);
        }
        let bodies = self.member_of.into_iter();
        let bodies = bodies.filter_map(|body| Some((row.look_up(ids, &body)?, body.place))).collect();
        let roles = self.role.into_iter().chain(self.roles);
        let roles = roles.map(|role| role.finish(ids, &mut row)).collect();
        let id = self.id?;
        let actor = Actor {
            name: self.name.unwrap_or_else(|| id.clone()),
            id,
            kind: self.kind.unwrap_or(ActorKind::Other),
            aliases: self.aliases,
            native_name: self.native_name,
            member_of: Vec::new(),
            roles,
            description: self.description,
            note: self.note,
        };
        Some(Membership { actor, header: self.header, bodies })
    }
}

impl RoleDraft {
    fn new(role: Spanned<RawRole>, row: &mut RowReader<'_>) -> Option<Self> {
        let span = role.span();
        let raw = role.into_inner();
        let end = raw.to.as_ref().map(Spanned::span).unwrap_or_default();
        if raw.title.is_none() {
            row.report(row.fault_at(Code::MissingField, span, "`title` is missing from a role"));
        }
        let (title, at) = (row.name(raw.title), row.reference(raw.at));
        let (from, to) = (row.date(raw.from), row.date(raw.to));
        if let (Some(from), Some(to)) = (&from, &to)
            && to.is_before(from)
        {
            row.report(row.fault_at(Code::RoleDates, end, format!("a role that ends on {to} and begins on {from}")));
        }
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

/// An actor with the bodies that it is a member of, each with its place in `member_of`.
struct Membership {
    actor: Actor,
    header: TableHeader,
    bodies: Vec<(Ix<Actor>, FilePlace)>,
}

/// The actors without the memberships that close a cycle, which are reported.
fn without_cycles(mut members: Vec<Membership>, faults: &mut Faults) -> Table<Actor> {
    let targets: Vec<Vec<usize>> =
        members.iter().map(|member| member.bodies.iter().map(|(body, _)| body.at()).collect()).collect();
    // In reverse, so that removing one does not move the others.
    for edge in cycles::closing_edges(&targets).into_iter().rev() {
        let body = members[targets[edge.from][edge.nth]].actor.id.clone();
        let member = &mut members[edge.from];
        let (_, place) = member.bodies.remove(edge.nth);
        let mut row = RowReader::new("actor", Some(&member.actor.id), &member.header, faults);
        row.report(Fault::new(Code::Circle, place, cycles::describe(&member.actor.id, &body, "a member of")));
    }
    let actors = members
        .into_iter()
        .map(|member| Actor { member_of: member.bodies.into_iter().map(|(body, _)| body).collect(), ..member.actor });
    Table::new(actors.collect())
}
