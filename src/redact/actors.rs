//! Which actors stay. An actor has no label: what mentions it tells.

use super::retained_rows::RetainedRows;
use crate::model::{Actor, Brief, Ix, Record, Table};

/// The actors, but for those whom only records mention that do not show.
///
/// A record mentions who speaks, relays, acts, gives the value or is spoken of, and with each the bodies that it is a member of or holds
/// a role in, and theirs. An actor whom nothing mentions is no secret of any record, and stays, with its bodies.
pub(super) fn retained_actors(brief: &Brief, shows: impl Fn(Record) -> bool) -> RetainedRows<Actor> {
    let by_any = reached(&brief.actors, brief.records().flat_map(|record| mentioned_actors(brief, record)));
    let by_none = brief.actors.positions().filter(|actor| !by_any[actor.at()]);
    let seen = brief.records().filter(|record| shows(*record));
    let by_seen = seen.flat_map(|record| mentioned_actors(brief, record));
    let stays = reached(&brief.actors, by_seen.chain(by_none));
    RetainedRows::new(&brief.actors, |actor| stays[actor.at()])
}

fn mentioned_actors(brief: &Brief, record: Record) -> Vec<Ix<Actor>> {
    let mut actors = brief.actors_of(record);
    if let Record::Statement(statement) = record {
        actors.extend_from_slice(&brief.statements[statement].about);
    }
    actors
}

/// Whether each actor is one of the first, or a body that those lead to.
fn reached(actors: &Table<Actor>, first: impl Iterator<Item = Ix<Actor>>) -> Vec<bool> {
    let mut reached = vec![false; actors.len()];
    let mut open: Vec<Ix<Actor>> = first.collect();
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut reached[at.at()], true) {
            open.extend(&actors[at].member_of);
            open.extend(actors[at].roles.iter().filter_map(|role| role.at));
        }
    }
    reached
}
