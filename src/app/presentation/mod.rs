//! A presentation: the deck and where it stands, for the speaker and for whoever follows. It opens no connection and asks no clock.

mod audience;
mod card_list;
mod clock;
mod follower;
mod keys;
mod lifecycle;

use ratatui::layout::{Position, Rect, Size};

pub use audience::AudienceChoice;
pub use card_list::CardList;
pub use clock::PresentationClock;
pub use follower::{FollowerState, JoinedPresentation};

pub(super) use audience::{ask_audience, handle_audience_key, present_to};
pub(super) use card_list::{handle_card_list_key, lay_out as lay_out_cards};
pub(super) use follower::handle_event;
pub(super) use keys::{
    ask_to_quit, detach_from_speaker, handle_mouse, handle_presentation_key, perform_card_action, perform_in_reader,
    present,
};
pub use lifecycle::FAULTY_BRIEF;
use lifecycle::{begin, end};

use super::App;
use super::reader::BriefReader;
use crate::layout;
use crate::model::{Record, Tlp};
use crate::share::protocol::{PresentationView, SpeakerView};
use crate::slides::{Card, CardPage, Deck, LetterSize, QuoteProofs};
use crate::storage::SavedState;
use crate::storage::{CardPosition, SavedPresentation};

/// A presentation. While there is one, the open brief is what of it is cleared for the audience, and no other is within reach.
#[derive(Debug)]
pub struct Presentation {
    pub deck: Deck,
    /// The label of the audience.
    pub audience: Tlp,
    pub proofs: QuoteProofs,
    /// The place of the card among those of the deck.
    pub at: usize,
    /// The step of the card, from 0.
    pub step: usize,
    pub view: PresentationView,
    /// The card as it is laid out for the screen.
    pub page: CardPage,
    /// The first row of the page on the screen: more than 0 only where the screen is too small for the card.
    pub top: usize,
    /// The digits of a card's number, as far as they are typed.
    pub typed: String,
    pub role: PresentationRole,
    /// Whether the next key to leave is the second one.
    pub(super) quit_asked: bool,
    size: Size,
    letters: LetterSize,
}

/// Who sits before the screen.
#[derive(Debug)]
pub enum PresentationRole {
    Speaker(Box<SpeakerState>),
    Follower(Box<FollowerState>),
}

/// What only a speaker knows.
#[derive(Debug)]
pub struct SpeakerState {
    pub clock: PresentationClock,
    pub plan: PresentationPlan,
    pub followers: FollowerSummary,
    /// The name under which others follow, once that is known.
    pub name: Option<String>,
    /// Whether the files of the brief have changed since; what is shown has not.
    pub changed: bool,
    /// The brief as the desk reads it, whole: not shown while there is an audience.
    full_reader: Box<BriefReader>,
}

/// What a speaker wants beside the audience.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PresentationPlan {
    /// How long it is to take.
    pub minutes: Option<u16>,
    /// Where it is to begin, if not at the title.
    pub from: Option<CardPosition>,
    /// Whether there is nothing else to come back to.
    pub is_standalone: bool,
}

/// Who follows a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FollowerSummary {
    pub count: usize,
    /// How many of them have a screen that is too small for what is shown.
    pub too_small: usize,
}

/// What can happen around a presentation.
#[derive(Debug)]
pub enum PresentationEvent {
    Clock(PresentationClock),
    Followers(FollowerSummary),
    /// The name under which it can be followed, or why it cannot.
    Open(Result<String, String>),
    /// Files of the brief have changed.
    Changed,
    /// To a follower: what the speaker shows now.
    Shown(SpeakerView),
    /// To a follower: the brief of a speaker who has come back.
    Joined(Box<JoinedPresentation>),
    /// To a follower: the speaker is gone, and why.
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

    /// The card on the screen, or beneath what is.
    pub fn card(&self) -> &Card {
        &self.deck.cards[self.at]
    }

    /// Whether all of what is shown can be seen at once.
    pub fn fits(&self) -> bool {
        let room = layout::SMALLEST.width <= self.size.width && layout::SMALLEST.height <= self.size.height;
        match self.view {
            PresentationView::Card => room && self.hidden_rows() == 0,
            PresentationView::Reader => room,
            PresentationView::Blank => true,
        }
    }

    /// Rows of the page that the screen is too small for.
    pub fn hidden_rows(&self) -> usize {
        self.page.height().saturating_sub(self.height())
    }

    /// Rows of the screen for the page.
    fn height(&self) -> usize {
        usize::from(self.body().height)
    }

    fn body(&self) -> Rect {
        layout::card(Rect::from((Position::ORIGIN, self.size))).body
    }

    /// What is cited here: what the card rests on, while a card is what is shown.
    pub(super) fn cited_records(&self) -> Option<&[Record]> {
        (self.view != PresentationView::Reader).then(|| self.card().rests_on(self.step))
    }

    /// Where it stands, to be gone on from.
    pub fn position(&self) -> CardPosition {
        CardPosition { card: self.card().key.clone(), step: self.step }
    }

    /// Goes to a spot, as far as the deck has it.
    fn go_to_position(&mut self, spot: &CardPosition) {
        if let Some(at) = self.deck.find(&spot.card) {
            self.go_to(at, spot.step);
        }
    }

    /// Goes to a step of a card.
    fn go_to(&mut self, at: usize, step: usize) {
        let at = at.min(self.deck.cards.len().saturating_sub(1));
        let step = step.min(self.deck.cards[at].steps.saturating_sub(1));
        if (at, step) != (self.at, self.step) {
            self.top = 0;
        }
        (self.at, self.step) = (at, step);
        self.lay_out();
    }

    /// Lays the card out anew, for a screen of another size.
    pub(super) fn resize(&mut self, size: Size) {
        self.size = size;
        self.lay_out();
    }

    fn lay_out(&mut self) {
        self.page = self.card().page(self.step, self.body().as_size(), self.letters);
        self.top = self.top.min(self.hidden_rows());
    }

    /// Who speaks, where that is who sits here.
    pub fn speaker(&self) -> Option<&SpeakerState> {
        match &self.role {
            PresentationRole::Speaker(speaking) => Some(speaking),
            PresentationRole::Follower(_) => None,
        }
    }

    fn speaker_mut(&mut self) -> Option<&mut SpeakerState> {
        match &mut self.role {
            PresentationRole::Speaker(speaking) => Some(speaking),
            PresentationRole::Follower(_) => None,
        }
    }

    /// Who is followed, where a follower sits here.
    pub fn follower(&self) -> Option<&FollowerState> {
        match &self.role {
            PresentationRole::Speaker(_) => None,
            PresentationRole::Follower(following) => Some(following),
        }
    }

    fn follower_mut(&mut self) -> Option<&mut FollowerState> {
        match &mut self.role {
            PresentationRole::Speaker(_) => None,
            PresentationRole::Follower(following) => Some(following),
        }
    }
}

impl SpeakerState {
    /// What is to be kept of the reading at the desk, with the stars and marks that were set beside the cards.
    pub(super) fn saved_state(&self, beside: Option<&BriefReader>) -> SavedState {
        let desk = self.full_reader.saved_state();
        let Some(beside) = beside else { return desk };
        let set = SavedState {
            last: desk.last.clone(),
            stars: beside.stars.clone(),
            marks: beside.marks.clone(),
            ..SavedState::default()
        };
        // Beside the cards there were none to begin with.
        set.merge(&SavedState::default(), &desk)
    }
}

impl App {
    /// What is shown to followers; `None` where nobody speaks here.
    pub fn speaker_view(&self) -> Option<SpeakerView> {
        let (stage, reader) = (self.presentation.as_ref()?, self.reader.as_ref()?);
        stage.speaker()?;
        let place = (stage.view == PresentationView::Reader).then(|| reader.bookmark());
        let CardPosition { card, step } = stage.position();
        Some(SpeakerView { view: stage.view, card, step, place })
    }

    /// What is to be kept of the presentation; `None` where nobody speaks here. Which brief it is of, and how late it is, others know.
    pub fn saved_presentation(&self) -> Option<SavedPresentation> {
        let stage = self.presentation.as_ref()?;
        let SpeakerState { clock, plan, name, .. } = stage.speaker()?;
        let (audience, spot) = (stage.audience.to_string(), stage.position());
        Some(SavedPresentation {
            name: name.clone(),
            audience,
            spot,
            minutes: plan.minutes,
            elapsed: clock.elapsed.as_secs(),
            ..SavedPresentation::default()
        })
    }
}
