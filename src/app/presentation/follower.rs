//! Follows a speaker: shows what the speaker shows, until the follower looks around. A follower never changes what
//! others see.

use ratatui::layout::Size;

use super::{FollowerSummary, Presentation, PresentationEvent, PresentationRole, SpeakerState, detach_from_speaker};
use crate::app::overlay::Overlay;
use crate::app::reader::BriefReader;
use crate::app::{App, BriefFacts, Notice, OpenedBrief};
use crate::model::{Brief, Tlp};
use crate::share::protocol::{PresentationView, SpeakerView};
use crate::slides::{Deck, DeckLength, LetterSize, QuoteProofs};
use crate::storage::CardPosition;

/// The state of a follower.
#[derive(Debug)]
pub struct FollowerState {
    /// The name of the presentation.
    pub name: String,
    /// What the speaker shows; `None` until it is known.
    pub speaker: Option<SpeakerView>,
    /// Whether the screen follows the speaker; `false` while the follower looks around.
    pub live: bool,
    /// Why the connection to the speaker is lost; `None` while there is a speaker.
    pub lost: Option<String>,
}

/// A presentation that a follower joined.
#[derive(Debug)]
pub struct JoinedPresentation {
    /// The name of the presentation.
    pub name: String,
    /// The brief, redacted for the audience.
    pub brief: Brief,
    pub audience: Tlp,
    pub proofs: QuoteProofs,
    /// How long the deck may be.
    pub length: DeckLength,
}

impl App {
    /// An app that follows a speaker.
    pub fn follower(size: Size, joined: JoinedPresentation, letters: LetterSize) -> Self {
        let mut app = Self { letters, ..Self::empty(size) };
        join(&mut app, joined);
        app
    }

    /// Whether the screen shows all that the speaker shows; `None` if this is no follower.
    pub fn fits(&self) -> Option<bool> {
        let presentation = self.presentation.as_ref()?;
        presentation.follower().map(|_| presentation.fits())
    }
}

/// Handles an event of a presentation; events for the other role are ignored.
pub(in crate::app) fn handle_event(app: &mut App, event: PresentationEvent) {
    match event {
        PresentationEvent::Joined(joined) => join(app, *joined),
        PresentationEvent::Shown(speaker_view) => receive_view(app, speaker_view),
        PresentationEvent::Lost(why) => {
            if let Some(follower) = app.presentation.as_mut().and_then(|presentation| presentation.follower_mut()) {
                follower.lost = Some(why);
            }
        }
        PresentationEvent::Clock(clock) => update_speaker(app, |speaker| speaker.clock = clock),
        PresentationEvent::Followers(followers) => update_speaker(app, |speaker| speaker.followers = followers),
        PresentationEvent::Changed => update_speaker(app, |speaker| speaker.changed = true),
        PresentationEvent::Open(Ok(name)) => {
            if app.reader.as_ref().is_some_and(|reader| reader.facts.name != name) {
                app.notice = Some(Notice::Done(format!("others follow this as {name}: whosaid follow {name}")));
            }
            update_speaker(app, |speaker| speaker.name = Some(name));
        }
        PresentationEvent::Open(Err(why)) => app.notice = Some(Notice::Refused(why)),
    }
}

fn update_speaker(app: &mut App, change: impl FnOnce(&mut SpeakerState)) {
    if let Some(speaker) = app.presentation.as_mut().and_then(|presentation| presentation.speaker_mut()) {
        change(speaker);
    }
}

/// Starts to follow, or starts again when the speaker has come back.
fn join(app: &mut App, joined: JoinedPresentation) {
    let JoinedPresentation { name, brief, audience, proofs, length } = joined;
    let facts = BriefFacts { place: name.clone(), name: name.clone(), ..BriefFacts::new(brief) };
    let reader = BriefReader::new(app.size, OpenedBrief::new(facts));
    let deck = Deck::with_length(&reader.facts.brief, &reader.facts.findings, &reader.facts.cases, &proofs, length);
    let follower = FollowerState { name, speaker: None, live: true, lost: None };
    let mut presentation = Presentation::new(deck, audience, PresentationRole::Follower(Box::new(follower)));
    presentation.proofs = proofs;
    presentation.letters = app.letters;
    presentation.resize(app.size);
    let detached = detached_view(app);
    // Both may show text that the new brief no longer has.
    app.close_overlays();
    app.notice = None;
    app.reader = Some(Box::new(reader));
    app.presentation = Some(Box::new(presentation));
    if let Some(speaker_view) = detached {
        show_view(app, speaker_view);
        detach_from_speaker(app);
    }
}

/// The view of a follower who looks around, to be kept when the speaker comes back.
fn detached_view(app: &App) -> Option<SpeakerView> {
    let (presentation, reader) = (app.presentation.as_ref()?, app.reader.as_ref()?);
    presentation.follower().filter(|follower| !follower.live)?;
    let CardPosition { card, step } = presentation.position();
    Some(SpeakerView { view: presentation.view, card, step, place: Some(reader.bookmark()) })
}

/// Takes over a new view of the speaker.
fn receive_view(app: &mut App, speaker_view: SpeakerView) {
    let Some(follower) = app.presentation.as_mut().and_then(|presentation| presentation.follower_mut()) else { return };
    follower.speaker = Some(speaker_view);
    follower.lost = None;
    if follower.live {
        return_to_speaker(app);
    }
}

/// Follows the speaker again.
pub(super) fn return_to_speaker(app: &mut App) {
    let Some(follower) = app.presentation.as_mut().and_then(|presentation| presentation.follower_mut()) else { return };
    follower.live = true;
    if let Some(speaker_view) = follower.speaker.clone() {
        show_view(app, speaker_view);
    }
}

/// Shows a view, as far as its card or position exists.
fn show_view(app: &mut App, speaker_view: SpeakerView) {
    let (Some(presentation), Some(reader)) = (&mut app.presentation, &mut app.reader) else { return };
    let SpeakerView { view, card, step, place } = speaker_view;
    presentation.view = view;
    presentation.go_to_position(&CardPosition { card, step });
    if let (PresentationView::Reader, Some(place)) = (view, place) {
        reader.go_to_bookmark(&place);
        reader.pins_changed();
    }
    // Close overlays that belong to the earlier view; help, the list of cards and the copy sheet are the follower's
    // own.
    if !matches!(app.overlay, None | Some(Overlay::Help(_) | Overlay::Cards(_) | Overlay::Copy(_))) {
        app.close_overlays();
    }
}

impl FollowerSummary {
    /// The number of followers in words; `None` without followers.
    pub fn describe(self) -> Option<String> {
        let small = match self.too_small {
            0 => String::new(),
            too_small => format!(", {too_small} cannot see all"),
        };
        let verb = if self.count == 1 { "follows" } else { "follow" };
        (self.count > 0).then(|| format!("{} {verb}{small}", self.count))
    }
}
