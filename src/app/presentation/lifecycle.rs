//! Begins and ends a presentation: the redacted brief replaces the open one, which returns at the end. It redacts
//! nothing itself.

use ratatui::layout::Size;

use super::{FollowerSummary, Presentation, PresentationClock, PresentationPlan, PresentationRole, SpeakerState};
use crate::app::reader::BriefReader;
use crate::app::{App, BriefFacts, Effect, Notice, OpenedBrief};
use crate::model::{Brief, Record, Tlp};
use crate::quotes::{QuoteState, QuoteVerdict, Quotes};
use crate::redact;
use crate::slides::{Deck, LeftOut, QuoteProof, QuoteProofs};
use crate::storage::{Bookmark, SavedState};
use crate::view::pluralize;

/// A fault may have lost a label, and with it everything that the label protects.
pub const FAULTY_BRIEF: &str =
    "the brief has faults, and what cannot be read may be a label: mend it, or present it to TLP:RED";

/// A card shows for each quote whether it was found, so the checks must be done.
const UNCHECKED_QUOTES: &str = "the quotes are still being compared with their texts: present it in a moment";

/// Begins a presentation of the open brief.
pub(in crate::app) fn begin(app: &mut App, audience: Tlp, plan: PresentationPlan) -> Option<Effect> {
    let full_reader = app.reader.as_ref()?;
    // A change that added a fault may also have added a label.
    if !(full_reader.facts.faults.is_empty() && full_reader.facts.unread.is_empty()) && audience != Tlp::Red {
        app.refuse(FAULTY_BRIEF);
        return None;
    }
    let Some(checked) = &full_reader.facts.checked else {
        app.refuse(UNCHECKED_QUOTES);
        return None;
    };
    let redacted = match redact::redact_for(&full_reader.facts.brief, audience) {
        Ok(redacted) => redacted,
        Err(error) => {
            app.refuse(error.to_string());
            return None;
        }
    };
    let proofs = quote_proofs(full_reader, &checked.quotes, &redacted);
    let reader = redacted_reader(full_reader, redacted, app.size);
    let deck =
        Deck::with_length(&reader.facts.brief, &reader.facts.findings, &reader.facts.cases, &proofs, plan.length);
    let notice = deck.left_out.as_ref().map(|left_out| Notice::Done(length_notice(&deck, left_out)));
    let full_reader = app.reader.replace(Box::new(reader))?;
    let from = plan.from.clone().or_else(|| full_reader.last_presented.clone());
    // Show only that the files changed: the banner quotes the faulty lines.
    let changed = app.stale.take().is_some();
    let (clock, followers) = (PresentationClock::default(), FollowerSummary::default());
    let speaker = SpeakerState { clock, plan, followers, name: None, changed, full_reader };
    let mut presentation = Presentation::new(deck, audience, PresentationRole::Speaker(Box::new(speaker)));
    (presentation.proofs, presentation.letters) = (proofs, app.letters);
    presentation.resize(app.size);
    if let Some(position) = from {
        presentation.go_to_position(&position);
    }
    app.close_overlays();
    app.notice = notice;
    app.at_list = false;
    app.presentation = Some(Box::new(presentation));
    None
}

/// Says how many cards there are for how many minutes, and how to have all.
fn length_notice(deck: &Deck, left_out: &LeftOut) -> String {
    let (cards, minutes) = (pluralize(deck.cards.len(), "card"), pluralize(left_out.minutes.into(), "minute"));
    format!("{cards} for {minutes}; the last says what is left out, `present --all` shows all")
}

/// A reader of the redacted brief, at the position of the full reader. Pins and queries stay with the full reader.
fn redacted_reader(full_reader: &BriefReader, redacted: Brief, size: Size) -> BriefReader {
    let last = Some(Bookmark { pins: Vec::new(), ..full_reader.bookmark() });
    // The audience must not see the path of the brief.
    let [name, place] = [full_reader.facts.name.clone(), full_reader.facts.name.clone()];
    let facts = BriefFacts { name, place, ..BriefFacts::new(redacted) };
    BriefReader::new(size, OpenedBrief { facts, saved_state: SavedState { last, ..SavedState::default() } })
}

/// Ends the presentation and restores the full reader.
pub(in crate::app) fn end(app: &mut App) -> Option<Effect> {
    let presentation = app.presentation.take()?;
    let position = presentation.position();
    app.close_overlays();
    match presentation.role {
        PresentationRole::Follower(_) => Some(Effect::Quit),
        PresentationRole::Speaker(speaker) => {
            let SavedState { stars, marks, .. } = speaker.saved_state(app.reader.as_deref());
            let SpeakerState { plan, changed, mut full_reader, .. } = *speaker;
            (full_reader.stars, full_reader.marks) = (stars, marks);
            full_reader.last_presented = Some(position);
            app.reader = Some(full_reader);
            app.resize(app.size);
            if plan.is_standalone {
                return Some(Effect::Quit);
            }
            changed.then_some(Effect::Reload)
        }
    }
}

/// The status of the redacted brief's quotes in the texts that the full reader has.
fn quote_proofs(full_reader: &BriefReader, quotes: &Quotes, redacted: &Brief) -> QuoteProofs {
    let is_retained = |id: &str| matches!(redacted.record(id), Some(Record::Statement(_)));
    let proof = |ix| match quotes.state(&full_reader.facts.brief, ix) {
        QuoteState::NothingQuoted | QuoteState::NoText => None,
        QuoteState::Compared(QuoteVerdict::Verbatim { .. }) => Some(QuoteProof::Verbatim),
        QuoteState::Compared(QuoteVerdict::Normalized { .. }) => Some(QuoteProof::Normalized),
        QuoteState::Compared(QuoteVerdict::Unmarked { .. }) => Some(QuoteProof::Unmarked),
        QuoteState::Compared(
            QuoteVerdict::HasClause { .. }
            | QuoteVerdict::OutOfOrder { .. }
            | QuoteVerdict::Changed { .. }
            | QuoteVerdict::NotFound,
        ) => Some(QuoteProof::Otherwise),
    };
    let statements = full_reader.facts.brief.statements.iter().filter(|(_, statement)| is_retained(&statement.id));
    statements.filter_map(|(ix, statement)| Some((statement.id.clone(), proof(ix)?))).collect()
}
