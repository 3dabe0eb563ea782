//! A presentation: the deck and where it stands, for the speaker and for whoever follows. It opens no connection and asks no clock.

mod cards;
mod choice;
mod clock;
mod following;
mod giving;
mod keys;
mod showing;

use ratatui::layout::{Position, Rect, Size};

pub use cards::CardList;
pub use choice::Choice;
pub use clock::Clock;
pub use following::{Following, Joined};
pub use showing::{Presented, Showing, Spot, View};

pub(super) use cards::{in_cards, lay_out as lay_out_cards};
pub(super) use choice::{ask, in_choice, present_to};
pub(super) use following::hear;
pub use giving::FAULTY;
use giving::{begin, end};
pub(super) use keys::{by_mouse, cue, leave, look_around, on_stage, perform_beside, present};

use super::reader::Reader;
use super::{App, Memory};
use crate::layout;
use crate::model::{Record, Tlp};
use crate::slides::{Card, Deck, Letters, Page, Proofs};

/// A presentation. While there is one, the open brief is what of it is cleared for the audience, and no other is within reach.
#[derive(Debug)]
pub struct Stage {
    pub deck: Deck,
    /// The label of the audience.
    pub audience: Tlp,
    pub proofs: Proofs,
    /// The place of the card among those of the deck.
    pub at: usize,
    /// The step of the card, from 0.
    pub step: usize,
    pub view: View,
    /// The card as it is laid out for the screen.
    pub page: Page,
    /// The first row of the page on the screen: more than 0 only where the screen is too small for the card.
    pub top: usize,
    /// The digits of a card's number, as far as they are typed.
    pub typed: String,
    pub role: Role,
    /// Whether the next key to leave is the second one.
    pub(super) leaving: bool,
    size: Size,
    letters: Letters,
}

/// Who sits before the screen.
#[derive(Debug)]
pub enum Role {
    Speaker(Box<Speaking>),
    Follower(Box<Following>),
}

/// What only a speaker knows.
#[derive(Debug)]
pub struct Speaking {
    pub clock: Clock,
    pub plan: Plan,
    pub followers: Followers,
    /// The name under which others follow, once that is known.
    pub name: Option<String>,
    /// Whether the files of the brief have changed since; what is shown has not.
    pub changed: bool,
    /// The brief as the desk reads it, whole: not shown while there is an audience.
    desk: Box<Reader>,
}

/// What a speaker wants beside the audience.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// How long it is to take.
    pub minutes: Option<u16>,
    /// Where it is to begin, if not at the title.
    pub from: Option<Spot>,
    /// Whether there is nothing else to come back to.
    pub alone: bool,
}

/// Who follows a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Followers {
    pub count: usize,
    /// How many of them have a screen that is too small for what is shown.
    pub cramped: usize,
}

/// What can happen around a presentation.
#[derive(Debug)]
pub enum News {
    Clock(Clock),
    Followers(Followers),
    /// The name under which it can be followed, or why it cannot.
    Open(Result<String, String>),
    /// Files of the brief have changed.
    Changed,
    /// To a follower: what the speaker shows now.
    Shown(Showing),
    /// To a follower: the brief of a speaker who has come back.
    Joined(Box<Joined>),
    /// To a follower: the speaker is gone, and why.
    Lost(String),
}

impl Stage {
    fn new(deck: Deck, audience: Tlp, role: Role) -> Self {
        Self {
            deck,
            audience,
            proofs: Proofs::default(),
            at: 0,
            step: 0,
            view: View::Card,
            page: Page::default(),
            top: 0,
            typed: String::new(),
            role,
            leaving: false,
            size: Size::ZERO,
            letters: Letters::Large,
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
            View::Card => room && self.hidden() == 0,
            View::Reader => room,
            View::Blank => true,
        }
    }

    /// Rows of the page that the screen is too small for.
    pub fn hidden(&self) -> usize {
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
    pub(super) fn cited(&self) -> Option<&[Record]> {
        (self.view != View::Reader).then(|| self.card().rests_on(self.step))
    }

    /// Where it stands, to be gone on from.
    pub fn spot(&self) -> Spot {
        Spot { card: self.card().key.clone(), step: self.step }
    }

    /// Goes to a spot, as far as the deck has it.
    fn stand_at(&mut self, spot: &Spot) {
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
        self.top = self.top.min(self.hidden());
    }

    /// Who speaks, where that is who sits here.
    pub fn speaking(&self) -> Option<&Speaking> {
        match &self.role {
            Role::Speaker(speaking) => Some(speaking),
            Role::Follower(_) => None,
        }
    }

    fn speaking_mut(&mut self) -> Option<&mut Speaking> {
        match &mut self.role {
            Role::Speaker(speaking) => Some(speaking),
            Role::Follower(_) => None,
        }
    }

    /// Who is followed, where a follower sits here.
    pub fn following(&self) -> Option<&Following> {
        match &self.role {
            Role::Speaker(_) => None,
            Role::Follower(following) => Some(following),
        }
    }

    fn following_mut(&mut self) -> Option<&mut Following> {
        match &mut self.role {
            Role::Speaker(_) => None,
            Role::Follower(following) => Some(following),
        }
    }
}

impl Speaking {
    /// What is to be kept of the reading at the desk, with the stars and marks that were set beside the cards.
    pub(super) fn memory(&self, beside: Option<&Reader>) -> Memory {
        let desk = self.desk.memory();
        let Some(beside) = beside else { return desk };
        let set = Memory {
            last: desk.last.clone(),
            stars: beside.stars.clone(),
            marks: beside.marks.clone(),
            ..Memory::default()
        };
        // Beside the cards there were none to begin with.
        set.joined(&Memory::default(), &desk)
    }
}

impl App {
    /// What is shown to followers; `None` where nobody speaks here.
    pub fn showing(&self) -> Option<Showing> {
        let (stage, reader) = (self.stage.as_ref()?, self.reader.as_ref()?);
        stage.speaking()?;
        let place = (stage.view == View::Reader).then(|| reader.bookmark());
        let Spot { card, step } = stage.spot();
        Some(Showing { view: stage.view, card, step, place })
    }

    /// What is to be kept of the presentation; `None` where nobody speaks here. Which brief it is of, and how late it is, others know.
    pub fn presented(&self) -> Option<Presented> {
        let stage = self.stage.as_ref()?;
        let Speaking { clock, plan, name, .. } = stage.speaking()?;
        let (audience, spot) = (stage.audience.to_string(), stage.spot());
        Some(Presented {
            name: name.clone(),
            audience,
            spot,
            minutes: plan.minutes,
            elapsed: clock.elapsed.as_secs(),
            ..Presented::default()
        })
    }
}
