//! Following a speaker: what he shows is shown here, until one looks around. A follower drives nobody.

use ratatui::layout::Size;

use super::{FollowerSummary, Presentation, PresentationEvent, PresentationRole, SpeakerState, detach_from_speaker};
use crate::app::overlay::Overlay;
use crate::app::reader::BriefReader;
use crate::app::{App, Notice, OpenedBrief};
use crate::model::{Brief, Tlp};
use crate::share::protocol::{PresentationView, SpeakerView};
use crate::slides::{Deck, LetterSize, QuoteProofs};
use crate::storage::CardPosition;

/// Who is followed, and how closely.
#[derive(Debug)]
pub struct FollowerState {
    /// What the presentation is called.
    pub name: String,
    /// What the speaker shows; `None` before that is known.
    pub speaker: Option<SpeakerView>,
    /// Whether it is shown here too; else one looks around.
    pub live: bool,
    /// Why there is no speaker, while there is none.
    pub lost: Option<String>,
}

/// What a follower has to go by.
#[derive(Debug)]
pub struct JoinedPresentation {
    /// What the presentation is called.
    pub name: String,
    /// What of the brief is cleared for the audience.
    pub brief: Brief,
    pub audience: Tlp,
    pub proofs: QuoteProofs,
}

impl App {
    /// A screen that follows a speaker.
    pub fn follower(size: Size, joined: JoinedPresentation, letters: LetterSize) -> Self {
        let mut app = Self { letters, ..Self::empty(size) };
        join(&mut app, joined);
        app
    }

    /// Whether all of what a follower is shown can be seen here; `None` where nobody is followed.
    pub fn fits(&self) -> Option<bool> {
        let stage = self.presentation.as_ref()?;
        stage.follower().map(|_| stage.fits())
    }
}

/// Takes in what happens around a presentation; what is not for whoever sits here is passed over.
pub(in crate::app) fn handle_event(app: &mut App, news: PresentationEvent) {
    match news {
        PresentationEvent::Joined(joined) => join(app, *joined),
        PresentationEvent::Shown(showing) => receive_view(app, showing),
        PresentationEvent::Lost(why) => {
            if let Some(following) = app.presentation.as_mut().and_then(|stage| stage.follower_mut()) {
                following.lost = Some(why);
            }
        }
        PresentationEvent::Clock(clock) => update_speaker(app, |speaking| speaking.clock = clock),
        PresentationEvent::Followers(followers) => update_speaker(app, |speaking| speaking.followers = followers),
        PresentationEvent::Changed => update_speaker(app, |speaking| speaking.changed = true),
        PresentationEvent::Open(Ok(name)) => {
            if app.reader.as_ref().is_some_and(|reader| reader.name != name) {
                app.notice = Some(Notice::Done(format!("others follow this as {name}: whosaid follow {name}")));
            }
            update_speaker(app, |speaking| speaking.name = Some(name));
        }
        PresentationEvent::Open(Err(why)) => app.notice = Some(Notice::Refused(why)),
    }
}

fn update_speaker(app: &mut App, change: impl FnOnce(&mut SpeakerState)) {
    if let Some(speaking) = app.presentation.as_mut().and_then(|stage| stage.speaker_mut()) {
        change(speaking);
    }
}

/// Begins to follow, or begins anew where the speaker has come back.
fn join(app: &mut App, joined: JoinedPresentation) {
    let JoinedPresentation { name, brief, audience, proofs } = joined;
    let opened = OpenedBrief { place: name.clone(), name: name.clone(), ..OpenedBrief::from_brief(brief) };
    let reader = BriefReader::new(app.size, opened);
    let deck = Deck::new(&reader.brief, &reader.findings, &reader.cases, &proofs);
    let following = FollowerState { name, speaker: None, live: true, lost: None };
    let mut stage = Presentation::new(deck, audience, PresentationRole::Follower(Box::new(following)));
    stage.proofs = proofs;
    stage.letters = app.letters;
    stage.resize(app.size);
    let around = detached_view(app);
    // Both may repeat what is not in the brief any more.
    (app.overlay, app.notice) = (None, None);
    app.reader = Some(Box::new(reader));
    app.presentation = Some(Box::new(stage));
    if let Some(showing) = around {
        show_view(app, showing);
        detach_from_speaker(app);
    }
}

/// Where somebody looks around: the speaker's coming back is no reason to take him away from there.
fn detached_view(app: &App) -> Option<SpeakerView> {
    let (stage, reader) = (app.presentation.as_ref()?, app.reader.as_ref()?);
    stage.follower().filter(|following| !following.live)?;
    let CardPosition { card, step } = stage.position();
    Some(SpeakerView { view: stage.view, card, step, place: Some(reader.bookmark()) })
}

/// The speaker shows something else.
fn receive_view(app: &mut App, showing: SpeakerView) {
    let Some(following) = app.presentation.as_mut().and_then(|stage| stage.follower_mut()) else { return };
    following.speaker = Some(showing);
    following.lost = None;
    if following.live {
        return_to_speaker(app);
    }
}

/// Shows what the speaker shows.
pub(super) fn return_to_speaker(app: &mut App) {
    let Some(following) = app.presentation.as_mut().and_then(|stage| stage.follower_mut()) else { return };
    following.live = true;
    if let Some(showing) = following.speaker.clone() {
        show_view(app, showing);
    }
}

/// Shows this, as far as there is such a thing.
fn show_view(app: &mut App, showing: SpeakerView) {
    let (Some(stage), Some(reader)) = (&mut app.presentation, &mut app.reader) else { return };
    let SpeakerView { view, card, step, place } = showing;
    stage.view = view;
    stage.go_to_position(&CardPosition { card, step });
    if let (PresentationView::Reader, Some(place)) = (view, place) {
        reader.go_to_bookmark(&place);
        reader.pins_changed();
    }
    // What is read over the panes is of another moment; help and the list of cards are one's own.
    if !matches!(app.overlay, None | Some(Overlay::Help(_) | Overlay::Cards(_) | Overlay::Copy(_))) {
        app.overlay = None;
    }
}

impl FollowerSummary {
    /// Who follows, in words; `None` where nobody does.
    pub fn describe(self) -> Option<String> {
        let small = match self.too_small {
            0 => String::new(),
            cramped => format!(", {cramped} cannot see all"),
        };
        let verb = if self.count == 1 { "follows" } else { "follow" };
        (self.count > 0).then(|| format!("{} {verb}{small}", self.count))
    }
}
