//! A presentation is begun and ended: what is cleared takes the place of the open brief, and gives it back.

use ratatui::layout::Size;

use super::{Clock, Followers, Plan, Role, Speaking, Stage};
use crate::app::reader::Reader;
use crate::app::update::resize;
use crate::app::{App, Bookmark, Effect, Memory, Notice, Opened};
use crate::model::{Brief, Record, Tlp};
use crate::quotes::{Quotes, State, Verdict};
use crate::redact;
use crate::slides::{Deck, Proof, Proofs};

/// A slip of the pen may have cost a label, and everything that has one.
pub const FAULTY: &str =
    "the brief has faults, and what cannot be read may be a label: mend it, or present it to TLP:RED";

/// A card says of each quote whether it was found.
const UNCHECKED: &str = "the quotes are still being compared with their texts: present it in a moment";

/// Begins a presentation of the open brief.
pub(in crate::app) fn begin(app: &mut App, audience: Tlp, plan: Plan) -> Option<Effect> {
    let desk = app.reader.as_ref()?;
    // What has become faulty since it was read may have got a label by that change.
    if !(desk.faults.is_empty() && desk.unread.is_empty()) && audience != Tlp::Red {
        app.notice = Some(Notice::Refused(FAULTY.to_owned()));
        return None;
    }
    let Some(checked) = &desk.checked else {
        app.notice = Some(Notice::Refused(UNCHECKED.to_owned()));
        return None;
    };
    let cleared = match redact::cleared(&desk.brief, audience) {
        Ok(cleared) => cleared,
        Err(above) => {
            app.notice = Some(Notice::Refused(above.to_string()));
            return None;
        }
    };
    let proofs = proofs(desk, &checked.quotes, &cleared);
    let reader = reader_of(desk, cleared, app.size);
    let cards = Deck::of(&reader.brief, &reader.findings, &reader.cases, &proofs);
    let whole = app.reader.replace(Box::new(reader))?;
    let from = plan.from.clone().or_else(|| whole.presented.clone());
    // Only that they have changed is shown: what is wrong with the files now repeats their words.
    let changed = app.stale.take().is_some();
    let (clock, followers) = (Clock::default(), Followers::default());
    let speaking = Speaking { clock, plan, followers, name: None, changed, desk: whole };
    let mut stage = Stage::new(cards, audience, Role::Speaker(Box::new(speaking)));
    (stage.proofs, stage.letters) = (proofs, app.letters);
    stage.resize(app.size);
    if let Some(spot) = from {
        stage.stand_at(&spot);
    }
    app.overlay = None;
    app.notice = None;
    app.at_list = false;
    app.stage = Some(Box::new(stage));
    None
}

/// The reader beside the cards: of what is cleared, where the desk stands. What was looked up and found at the desk stays there.
fn reader_of(desk: &Reader, cleared: Brief, size: Size) -> Reader {
    let last = Some(Bookmark { pins: Vec::new(), ..desk.bookmark() });
    let opened = Opened {
        name: desk.name.clone(),
        // Where the brief lies is nobody's business in the room.
        place: desk.name.clone(),
        memory: Memory { last, ..Memory::default() },
        ..Opened::of(cleared)
    };
    Reader::new(size, opened)
}

/// Ends the presentation: the desk has its brief back, whole.
pub(in crate::app) fn end(app: &mut App) -> Option<Effect> {
    let stage = app.stage.take()?;
    let spot = stage.spot();
    app.overlay = None;
    match stage.role {
        Role::Follower(_) => Some(Effect::Quit),
        Role::Speaker(speaking) => {
            let Memory { stars, marks, .. } = speaking.memory(app.reader.as_deref());
            let Speaking { plan, changed, mut desk, .. } = *speaking;
            (desk.stars, desk.marks) = (stars, marks);
            desk.presented = Some(spot);
            app.reader = Some(desk);
            resize(app, app.size);
            if plan.alone {
                return Some(Effect::Quit);
            }
            changed.then_some(Effect::Reload)
        }
    }
}

/// How the quotes of what is cleared were found in the texts that the desk holds.
fn proofs(desk: &Reader, quotes: &Quotes, cleared: &Brief) -> Proofs {
    let is_cleared = |id: &str| matches!(cleared.record(id), Some(Record::Statement(_)));
    let proof = |ix| match quotes.state(&desk.brief, ix) {
        State::NothingQuoted | State::NoText => None,
        State::Compared(Verdict::Verbatim { .. }) => Some(Proof::Verbatim),
        State::Compared(Verdict::Normalized { .. }) => Some(Proof::Normalized),
        State::Compared(Verdict::OutOfOrder { .. } | Verdict::Changed { .. } | Verdict::NotFound) => {
            Some(Proof::Otherwise)
        }
    };
    let statements = desk.brief.statements.iter().filter(|(_, statement)| is_cleared(&statement.id));
    statements.filter_map(|(ix, statement)| Some((statement.id.clone(), proof(ix)?))).collect()
}
