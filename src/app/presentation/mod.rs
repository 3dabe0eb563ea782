//! A presentation: the deck, its position and the state of the speaker or follower. It opens no connection and asks no
//! clock.

mod audience;
mod card_list;
mod clock;
mod follower;
mod keys;
mod lifecycle;

use ratatui::layout::{Position, Rect, Size};

pub use audience::AudienceChoice;
pub use card_list::{CARDS_BELOW, CardList};
pub use clock::PresentationClock;
pub use follower::{FollowerState, JoinedPresentation};

pub(super) use audience::{ask_audience, present_to};
pub(super) use follower::handle_event;
pub(super) use keys::{
    ask_to_quit, choose_card, detach_from_speaker, handle_mouse, handle_presentation_key, perform_card_action, present,
};
pub use lifecycle::FAULTY_BRIEF;
use lifecycle::{begin, end};

use super::App;
use super::reader::BriefReader;
use crate::layout;
use crate::model::{Record, Tlp};
use crate::share::protocol::{PresentationView, SpeakerView};
pub use crate::slides::DeckLength;
use crate::slides::{Card, CardPage, Deck, LetterSize, QuoteProofs};
use crate::storage::SavedState;
use crate::storage::{CardPosition, SavedPresentation};

/// A presentation. While it runs, the open brief is the one redacted for the audience, and no other can be opened.
#[derive(Debug)]
pub struct Presentation {
    pub deck: Deck,
    /// The label of the audience.
    pub audience: Tlp,
    pub proofs: QuoteProofs,
    /// The index of the card in the deck.
    pub at: usize,
    /// The step of the card, from 0.
    pub step: usize,
    pub view: PresentationView,
    /// The card laid out for the screen.
    pub page: CardPage,
    /// The first row of the page on the screen; above 0 only if the screen is too small for the card.
    pub top: usize,
    /// The digits of a card's number typed so far.
    pub typed: String,
    pub role: PresentationRole,
    /// Whether the user was asked to confirm quitting.
    pub(super) quit_asked: bool,
    size: Size,
    letters: LetterSize,
}

/// The role of the user in a presentation.
#[derive(Debug)]
pub enum PresentationRole {
    Speaker(Box<SpeakerState>),
    Follower(Box<FollowerState>),
}

/// The state of a speaker.
#[derive(Debug)]
pub struct SpeakerState {
    pub clock: PresentationClock,
    pub plan: PresentationPlan,
    pub followers: FollowerSummary,
    /// The name under which others follow; `None` until it is known.
    pub name: Option<String>,
    /// Whether the files of the brief have changed since the presentation began; the shown brief has not.
    pub changed: bool,
    /// The reader of the whole brief; it is not shown while there is an audience.
    full_reader: Box<BriefReader>,
}

/// The options of a presentation besides the audience.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PresentationPlan {
    /// The planned duration, in minutes.
    pub minutes: Option<u16>,
    /// How long the deck may be.
    pub length: DeckLength,
    /// The card to begin with; `None` for the title.
    pub from: Option<CardPosition>,
    /// Whether the program quits at the end of the presentation.
    pub is_standalone: bool,
}

/// The number of followers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FollowerSummary {
    pub count: usize,
    /// The number of followers whose screen is too small for what is shown.
    pub too_small: usize,
}

/// An event of a presentation.
#[derive(Debug)]
pub enum PresentationEvent {
    Clock(PresentationClock),
    Followers(FollowerSummary),
    /// The name under which others can follow, or why they cannot.
    Open(Result<String, String>),
    /// Files of the brief have changed.
    Changed,
    /// For a follower: what the speaker shows now.
    Shown(SpeakerView),
    /// For a follower: the presentation of a speaker who has come back.
    Joined(Box<JoinedPresentation>),
    /// For a follower: the connection is lost, and why.
    Lost(String),
}

impl Presentation {
    fn new(deck: Deck, audience: Tlp, role: PresentationRole) -> Self {
        Self {
            deck,
            audience,
            proofs: QuoteProofs::default(),
            at: 0,
            step: 0,
            view: PresentationView::Card,
            page: CardPage::default(),
            top: 0,
            typed: String::new(),
            role,
            quit_asked: false,
            size: Size::ZERO,
            letters: LetterSize::Large,
        }
    }

    /// The current card, which the reader or a blank screen may cover.
    pub fn card(&self) -> &Card {
        &self.deck.cards[self.at]
    }

    /// Whether the screen shows all of the current view at once.
    pub fn fits(&self) -> bool {
        let is_large_enough = layout::SMALLEST.width <= self.size.width && layout::SMALLEST.height <= self.size.height;
        match self.view {
            PresentationView::Card => is_large_enough && self.hidden_rows() == 0,
            PresentationView::Reader => is_large_enough,
            PresentationView::Blank => true,
        }
    }

    /// The number of rows of the page that do not fit on the screen.
    pub fn hidden_rows(&self) -> usize {
        self.page.height().saturating_sub(self.height())
    }

    /// The number of rows of the screen for the page.
    fn height(&self) -> usize {
        usize::from(self.body().height)
    }

    fn body(&self) -> Rect {
        layout::card(Rect::from((Position::ORIGIN, self.size))).body
    }

    /// The records that the current card cites; `None` in the reader.
    pub(super) fn cited_records(&self) -> Option<&[Record]> {
        (self.view != PresentationView::Reader).then(|| self.card().rests_on(self.step))
    }

    /// The current card and step.
    pub fn position(&self) -> CardPosition {
        CardPosition { card: self.card().key.clone(), step: self.step }
    }

    /// Goes to a card and step, if the deck has the card.
    fn go_to_position(&mut self, position: &CardPosition) {
        if let Some(at) = self.deck.find(&position.card) {
            self.go_to(at, position.step);
        }
    }

    /// Goes to a step of a card; both are clamped to the last one.
    fn go_to(&mut self, at: usize, step: usize) {
        let at = at.min(self.deck.cards.len().saturating_sub(1));
        let step = step.min(self.deck.cards[at].steps.saturating_sub(1));
        if (at, step) != (self.at, self.step) {
            self.top = 0;
        }
        (self.at, self.step) = (at, step);
        self.lay_out();
    }

    /// Lays out the card for a screen of another size.
    pub(super) fn resize(&mut self, size: Size) {
        self.size = size;
        self.lay_out();
    }

    fn lay_out(&mut self) {
        self.page = self.card().page(self.step, self.body().as_size(), self.letters);
        self.top = self.top.min(self.hidden_rows());
    }

    /// The state of the speaker, if this is one.
    pub fn speaker(&self) -> Option<&SpeakerState> {
        match &self.role {
            PresentationRole::Speaker(speaker) => Some(speaker),
            PresentationRole::Follower(_) => None,
        }
    }

    fn speaker_mut(&mut self) -> Option<&mut SpeakerState> {
        match &mut self.role {
            PresentationRole::Speaker(speaker) => Some(speaker),
            PresentationRole::Follower(_) => None,
        }
    }

    /// The state of the follower, if this is one.
    pub fn follower(&self) -> Option<&FollowerState> {
        match &self.role {
            PresentationRole::Speaker(_) => None,
            PresentationRole::Follower(follower) => Some(follower),
        }
    }

    fn follower_mut(&mut self) -> Option<&mut FollowerState> {
        match &mut self.role {
            PresentationRole::Speaker(_) => None,
            PresentationRole::Follower(follower) => Some(follower),
        }
    }
}

impl SpeakerState {
    /// The saved state of the full reader, with the stars and marks that were set in `reader` during the presentation.
    pub(super) fn saved_state(&self, reader: Option<&BriefReader>) -> SavedState {
        let full = self.full_reader.saved_state();
        let Some(reader) = reader else { return full };
        let set = SavedState {
            last: full.last.clone(),
            stars: reader.stars.clone(),
            marks: reader.marks.clone(),
            ..SavedState::default()
        };
        // The reader of the presentation started without stars and marks.
        set.merge(&SavedState::default(), &full)
    }
}

impl App {
    /// The view to send to followers; `None` if this is no speaker.
    pub fn speaker_view(&self) -> Option<SpeakerView> {
        let (presentation, reader) = (self.presentation.as_ref()?, self.reader.as_ref()?);
        presentation.speaker()?;
        let place = (presentation.view == PresentationView::Reader).then(|| reader.bookmark());
        let CardPosition { card, step } = presentation.position();
        Some(SpeakerView { view: presentation.view, card, step, place })
    }

    /// The state to save for the presentation, without its brief and its time; `None` if this is no speaker.
    pub fn saved_presentation(&self) -> Option<SavedPresentation> {
        let presentation = self.presentation.as_ref()?;
        let SpeakerState { clock, plan, name, .. } = presentation.speaker()?;
        let (audience, spot) = (presentation.audience.to_string(), presentation.position());
        Some(SavedPresentation {
            name: name.clone(),
            audience,
            spot,
            minutes: plan.minutes,
            deck_minutes: plan.length.minutes(),
            elapsed: clock.elapsed.as_secs(),
            ..SavedPresentation::default()
        })
    }
}
