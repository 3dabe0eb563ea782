//! A presentation is begun and ended: what is cleared takes the place of the open brief, and gives it back.

use ratatui::layout::Size;

use super::{FollowerSummary, Presentation, PresentationClock, PresentationPlan, PresentationRole, SpeakerState};
use crate::app::reader::BriefReader;
use crate::app::update::resize;
use crate::app::{App, Effect, Notice, OpenedBrief};
use crate::model::{Brief, Record, Tlp};
use crate::quotes::{QuoteState, QuoteVerdict, Quotes};
use crate::redact;
use crate::slides::{Deck, QuoteProof, QuoteProofs};
use crate::storage::{Bookmark, SavedState};

/// A slip of the pen may have cost a label, and everything that has one.
pub const FAULTY_BRIEF: &str =
    "the brief has faults, and what cannot be read may be a label: mend it, or present it to TLP:RED";

/// A card says of each quote whether it was found.
const UNCHECKED_QUOTES: &str = "the quotes are still being compared with their texts: present it in a moment";

/// Begins a presentation of the open brief.
pub(in crate::app) fn begin(app: &mut App, audience: Tlp, plan: PresentationPlan) -> Option<Effect> {
    let desk = app.reader.as_ref()?;
    // What has become faulty since it was read may have got a label by that change.
    if !(desk.faults.is_empty() && desk.unread.is_empty()) && audience != Tlp::Red {
        app.notice = Some(Notice::Refused(FAULTY_BRIEF.to_owned()));
        return None;
    }
    let Some(checked) = &desk.checked else {
        app.notice = Some(Notice::Refused(UNCHECKED_QUOTES.to_owned()));
        return None;
    };
    let cleared = match redact::redact_for(&desk.brief, audience) {
        Ok(cleared) => cleared,
        Err(above) => {
            app.notice = Some(Notice::Refused(above.to_string()));
            return None;
        }
    };
    let proofs = quote_proofs(desk, &checked.quotes, &cleared);
    let reader = redacted_reader(desk, cleared, app.size);
    let cards = Deck::new(&reader.brief, &reader.findings, &reader.cases, &proofs);
    let whole = app.reader.replace(Box::new(reader))?;
    let from = plan.from.clone().or_else(|| whole.last_presented.clone());
    // Only that they have changed is shown: what is wrong with the files now repeats their words.
    let changed = app.stale.take().is_some();
    let (clock, followers) = (PresentationClock::default(), FollowerSummary::default());
    let speaking = SpeakerState { clock, plan, followers, name: None, changed, full_reader: whole };
    let mut stage = Presentation::new(cards, audience, PresentationRole::Speaker(Box::new(speaking)));
    (stage.proofs, stage.letters) = (proofs, app.letters);
    stage.resize(app.size);
    if let Some(spot) = from {
        stage.go_to_position(&spot);
    }
    app.overlay = None;
    app.notice = None;
    app.at_list = false;
    app.presentation = Some(Box::new(stage));
    None
}

/// The reader beside the cards: of what is cleared, where the desk stands. What was looked up and found at the desk stays there.
fn redacted_reader(desk: &BriefReader, cleared: Brief, size: Size) -> BriefReader {
    let last = Some(Bookmark { pins: Vec::new(), ..desk.bookmark() });
    let opened = OpenedBrief {
        name: desk.name.clone(),
        // Where the brief lies is nobody's business in the room.
        place: desk.name.clone(),
        saved_state: SavedState { last, ..SavedState::default() },
        ..OpenedBrief::from_brief(cleared)
    };
    BriefReader::new(size, opened)
}

/// Ends the presentation: the desk has its brief back, whole.
pub(in crate::app) fn end(app: &mut App) -> Option<Effect> {
    let stage = app.presentation.take()?;
    let spot = stage.position();
    app.overlay = None;
    match stage.role {
        PresentationRole::Follower(_) => Some(Effect::Quit),
        PresentationRole::Speaker(speaking) => {
            let SavedState { stars, marks, .. } = speaking.saved_state(app.reader.as_deref());
            let SpeakerState { plan, changed, full_reader: mut desk, .. } = *speaking;
            (desk.stars, desk.marks) = (stars, marks);
            desk.last_presented = Some(spot);
            app.reader = Some(desk);
            resize(app, app.size);
            if plan.is_standalone {
                return Some(Effect::Quit);
            }
            changed.then_some(Effect::Reload)
        }
    }
}

/// How the quotes of what is cleared were found in the texts that the desk holds.
fn quote_proofs(desk: &BriefReader, quotes: &Quotes, cleared: &Brief) -> QuoteProofs {
    let is_cleared = |id: &str| matches!(cleared.record(id), Some(Record::Statement(_)));
    let proof = |ix| match quotes.state(&desk.brief, ix) {
        QuoteState::NothingQuoted | QuoteState::NoText => None,
        QuoteState::Compared(QuoteVerdict::Verbatim { .. }) => Some(QuoteProof::Verbatim),
        QuoteState::Compared(QuoteVerdict::Normalized { .. }) => Some(QuoteProof::Normalized),
        QuoteState::Compared(
            QuoteVerdict::OutOfOrder { .. } | QuoteVerdict::Changed { .. } | QuoteVerdict::NotFound,
        ) => Some(QuoteProof::Otherwise),
    };
    let statements = desk.brief.statements.iter().filter(|(_, statement)| is_cleared(&statement.id));
    statements.filter_map(|(ix, statement)| Some((statement.id.clone(), proof(ix)?))).collect()
}
