//! Handles keys and the mouse during a presentation. Leaving and showing more of the brief always take a deliberate
//! key.

use super::{CardList, Presentation, PresentationPlan, PresentationRole, end, follower};
use crate::app::actions::perform;
use crate::app::overlay::Overlay;
use crate::app::{App, BriefItem, Effect, MouseAction, Notice};
use crate::keys::{Action, BriefAction, CardAction, Chord, Key, Keymap};
use crate::share::protocol::PresentationView;

/// The largest number of digits of a card's number.
const MAX_DIGITS: usize = 6;

/// Handles a key while a card, the blank screen or the reader is shown.
pub(in crate::app) fn handle_presentation_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let presentation = app.presentation.as_mut()?;
    let action = match presentation.view {
        PresentationView::Reader => app.reader_key_action(chord)?,
        // Any key only ends the blank screen.
        PresentationView::Blank => Action::Card(CardAction::Blank),
        PresentationView::Card => {
            if let Some(digit) = chord.typed_char().filter(char::is_ascii_digit) {
                if presentation.typed.len() < MAX_DIGITS {
                    presentation.typed.push(digit);
                }
                return None;
            }
            if !presentation.typed.is_empty() && handle_card_number(app, chord) {
                return None;
            }
            app.keys.card_action_for(chord)?
        }
    };
    perform(app, action)
}

/// Handles the mouse on a card or a blank screen: the speaker goes on and back. A follower's mouse does nothing.
pub(in crate::app) fn handle_mouse(app: &mut App, what: MouseAction) {
    let Some(presentation) = app.presentation.as_mut().filter(|presentation| presentation.speaker().is_some()) else {
        return;
    };
    presentation.typed.clear();
    match (presentation.view, what) {
        (PresentationView::Blank, MouseAction::Press) => presentation.view = PresentationView::Card,
        (PresentationView::Card, MouseAction::Press | MouseAction::WheelDown) => step(app, true),
        (PresentationView::Card, MouseAction::WheelUp) => step(app, false),
        (PresentationView::Blank, MouseAction::WheelUp | MouseAction::WheelDown) | (PresentationView::Reader, _) => {}
    }
}

/// Handles a key after digits. Returns whether the key belonged to the number; any other key acts as if no digits had
/// been typed.
fn handle_card_number(app: &mut App, chord: Chord) -> bool {
    let Some(presentation) = &mut app.presentation else { return false };
    if chord.key == Key::Backspace {
        presentation.typed.pop();
        return true;
    }
    let typed = std::mem::take(&mut presentation.typed);
    let cards = presentation.deck.cards.len();
    if chord.key == Key::Enter {
        match typed.parse().ok().filter(|number| (1..=cards).contains(number)) {
            Some(number) => go_to(app, number - 1, 0),
            None => app.refuse(format!("there is no card {typed}: they go from 1 to {cards}")),
        }
    }
    matches!(chord.key, Key::Enter | Key::Esc)
}

/// Shows the card with this index, also in place of a blank screen; does nothing beyond the last one.
pub(in crate::app) fn choose_card(app: &mut App, at: usize) {
    let Some(presentation) = &mut app.presentation else { return };
    if at < presentation.deck.cards.len() {
        presentation.view = PresentationView::Card;
        go_to(app, at, 0);
    }
}

/// Performs an action on the cards.
pub(in crate::app) fn perform_card_action(app: &mut App, card_action: CardAction) {
    let Some(presentation) = &mut app.presentation else { return };
    match card_action {
        CardAction::Next => step(app, true),
        CardAction::Previous => step(app, false),
        CardAction::First => go_to(app, 0, 0),
        CardAction::Last => {
            let last = presentation.deck.cards.len().saturating_sub(1);
            go_to(app, last, 0);
        }
        CardAction::ScrollDown => presentation.top = (presentation.top + 1).min(presentation.hidden_rows()),
        CardAction::ScrollUp => presentation.top = presentation.top.saturating_sub(1),
        CardAction::Cards => {
            app.overlay = Some(Overlay::Cards(Box::new(CardList::new(presentation))));
            app.lay_out_overlays();
        }
        CardAction::Blank => match presentation.role {
            PresentationRole::Speaker(_) => presentation.view = PresentationView::Blank,
            PresentationRole::Follower(_) => {
                app.refuse("only the speaker blanks the screen");
            }
        },
        CardAction::OpenReader => open_reader(app),
        CardAction::ReturnToSpeaker => match presentation.role {
            PresentationRole::Speaker(_) => {
                app.refuse("you are the speaker: the others follow you");
            }
            PresentationRole::Follower(_) => follower::return_to_speaker(app),
        },
    }
}

/// Goes forward or back: first through the rows that a small screen hides, then through the steps of the card, then to
/// another card.
fn step(app: &mut App, forward: bool) {
    let Some(presentation) = &mut app.presentation else { return };
    let screenful = presentation.height().saturating_sub(1).max(1);
    if forward && presentation.top < presentation.hidden_rows() {
        presentation.top = (presentation.top + screenful).min(presentation.hidden_rows());
        return;
    }
    if !forward && presentation.top > 0 {
        presentation.top = presentation.top.saturating_sub(screenful);
        return;
    }
    let Presentation { at, step, .. } = **presentation;
    let target = if forward {
        if step + 1 < presentation.card().steps { Some((at, step + 1)) } else { Some((at + 1, 0)) }
    } else if step > 0 {
        Some((at, step - 1))
    } else {
        at.checked_sub(1).map(|before| (before, usize::MAX))
    };
    if let Some((at, step)) = target.filter(|(at, _)| *at < presentation.deck.cards.len()) {
        go_to(app, at, step);
    } else {
        let notice = if forward { "this is the last card" } else { "this is the first card" };
        app.notice = Some(Notice::Done(notice.to_owned()));
    }
}

/// Goes to a step of a card; a follower is detached from the speaker.
pub(super) fn go_to(app: &mut App, at: usize, step: usize) {
    detach_from_speaker(app);
    if let Some(presentation) = &mut app.presentation {
        presentation.go_to(at, step);
    }
}

/// Detaches a follower who acts on his own: the speaker's view is no longer shown.
pub(in crate::app) fn detach_from_speaker(app: &mut App) {
    let Some(presentation) = &mut app.presentation else { return };
    if let Some(follower) = presentation.follower_mut() {
        follower.live = false;
    }
}

/// Opens the reader at the first record that the card cites.
fn open_reader(app: &mut App) {
    detach_from_speaker(app);
    let (Some(presentation), Some(reader)) = (&mut app.presentation, &mut app.reader) else { return };
    presentation.view = PresentationView::Reader;
    if let Some(record) = presentation.card().rests_on(presentation.step).first() {
        let key = BriefItem::Record(*record).to_key(&reader.facts.brief);
        let result = reader.go_to_key(&key);
        app.set_notice(result.map(|_| None));
    } else {
        app.notice = Some(Notice::Done("the card rests on the brief as a whole; tab goes back".to_owned()));
    }
}

impl App {
    /// The action of a key in the reader while presenting: as in the reader, but leaving it returns to the cards.
    fn reader_key_action(&self, chord: Chord) -> Option<Action> {
        let is_follower = self.presentation.as_ref().is_some_and(|presentation| presentation.follower().is_some());
        let is_pinned = self.reader.as_ref().is_some_and(|reader| !reader.pins.is_empty());
        match (self.keys.card_action_for(chord), self.keys.action_for(chord)) {
            (Some(action @ Action::Card(CardAction::ReturnToSpeaker)), _) if is_follower => Some(action),
            (Some(Action::Card(CardAction::OpenReader)), _) => Some(Action::Present),
            (_, Some(Action::Brief(BriefAction::UnpinAll))) if !is_pinned => Some(Action::Present),
            (_, Some(Action::Quit)) if !chord.ctrl => Some(Action::Present),
            (_, action) => action,
        }
    }
}

/// Asks for the audience to present to; while presenting, returns to the cards.
pub(in crate::app) fn present(app: &mut App) {
    match &mut app.presentation {
        Some(presentation) => presentation.view = PresentationView::Card,
        None => super::ask_audience(app, PresentationPlan::default()),
    }
}

impl Presentation {
    /// Prepares for an action of the user. Returns whether it is to be performed: on a blank screen, most only bring the
    /// card back.
    pub(in crate::app) fn prepare_for(&mut self, action: Action) -> bool {
        self.typed.clear();
        let (view, is_quit) = (self.view, action == Action::Quit);
        if view == PresentationView::Blank && !is_quit {
            self.view = PresentationView::Card;
        }
        // A follower who uses the reader, or who sees a card while the speaker's screen is blank, is on his own.
        if let Some(follower) = self.follower_mut().filter(|_| view != PresentationView::Card && !is_quit) {
            follower.live = false;
        }
        view != PresentationView::Blank || is_quit
    }

    /// Whether the user is asked to confirm quitting.
    pub const fn asks_to_quit(&self) -> bool {
        self.quit_asked
    }

    /// Whether a key quits the presentation in the current view.
    pub(in crate::app) fn is_quit_key(&self, chord: Chord, keys: &Keymap) -> bool {
        let by_reader = keys.action_for(chord) == Some(Action::Quit);
        match self.view {
            PresentationView::Reader => by_reader,
            PresentationView::Card | PresentationView::Blank => {
                keys.card_action_for(chord) == Some(Action::Quit) || (by_reader && chord.ctrl)
            }
        }
    }
}

/// Asks before quitting the presentation; quits when asked a second time. A follower quits at once.
pub(in crate::app) fn ask_to_quit(app: &mut App) -> Option<Effect> {
    let presentation = app.presentation.as_mut()?;
    if presentation.quit_asked || presentation.follower().is_some() {
        return end(app);
    }
    presentation.quit_asked = true;
    let is_standalone = presentation.speaker().is_some_and(|speaker| speaker.plan.is_standalone);
    let keys: Vec<String> = app.keys.chords_for(Action::Quit).iter().map(ToString::to_string).collect();
    let keys = keys.join(" or ");
    let consequence = if is_standalone { "" } else { "; then the whole brief is on the screen" };
    app.notice = Some(Notice::Done(format!("leave the presentation? {keys} once more leaves{consequence}")));
    None
}
