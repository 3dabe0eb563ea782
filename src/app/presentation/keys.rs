//! Keys on the stage: a clicker, an arrow or a number goes on; nothing is left, and nothing shown, by accident.

use super::{CardList, Presentation, PresentationPlan, PresentationRole, end, follower};
use crate::app::overlay::Overlay;
use crate::app::update::{perform, set_notice};
use crate::app::{App, BriefItem, Effect, MouseAction, Notice};
use crate::keys::{Action, BriefAction, CardAction, Chord, Key, Keymap};
use crate::share::protocol::PresentationView;

/// Longer than the number of any card.
const MAX_DIGITS: usize = 6;

/// What a key does while cards are shown, or the reader beside them.
pub(in crate::app) fn handle_presentation_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let stage = app.presentation.as_mut()?;
    match stage.view {
        PresentationView::Reader => handle_reader_key(app, chord),
        // Whatever it is, it does nothing else. A follower has the card back for himself: the speaker's screen is still blank.
        PresentationView::Blank => {
            stage.view = PresentationView::Card;
            detach_from_speaker(app);
            None
        }
        PresentationView::Card => {
            if let Some(digit) = chord.typed_char().filter(char::is_ascii_digit) {
                if stage.typed.len() < MAX_DIGITS {
                    stage.typed.push(digit);
                }
                return None;
            }
            if !stage.typed.is_empty() && handle_card_number(app, chord) {
                return None;
            }
            perform(app, app.keys.card_action_for(chord)?)
        }
    }
}

/// What the mouse does while a card is shown, or a blank screen: the speaker's goes on and back. A follower's does nothing.
pub(in crate::app) fn handle_mouse(app: &mut App, what: MouseAction) {
    let Some(stage) = app.presentation.as_mut().filter(|stage| stage.speaker().is_some()) else { return };
    stage.typed.clear();
    match (stage.view, what) {
        (PresentationView::Blank, MouseAction::Press) => stage.view = PresentationView::Card,
        (PresentationView::Card, MouseAction::Press | MouseAction::WheelDown) => step(app, true),
        (PresentationView::Card, MouseAction::WheelUp) => step(app, false),
        (PresentationView::Blank, MouseAction::WheelUp | MouseAction::WheelDown) | (PresentationView::Reader, _) => {}
    }
}

/// A key after digits: whether it was about the number. Any that is not goes on as if none had been typed.
fn handle_card_number(app: &mut App, chord: Chord) -> bool {
    let Some(stage) = &mut app.presentation else { return false };
    if chord.key == Key::Backspace {
        stage.typed.pop();
        return true;
    }
    let typed = std::mem::take(&mut stage.typed);
    let cards = stage.deck.cards.len();
    if chord.key == Key::Enter {
        match typed.parse().ok().filter(|number| (1..=cards).contains(number)) {
            Some(number) => go_to(app, number - 1, 0),
            None => app.notice = Some(Notice::Refused(format!("there is no card {typed}: they go from 1 to {cards}"))),
        }
        return true;
    }
    chord.key == Key::Esc
}

/// Does what the table says of a cue.
pub(in crate::app) fn perform_card_action(app: &mut App, cue: CardAction) {
    let Some(stage) = &mut app.presentation else { return };
    match cue {
        CardAction::Next => step(app, true),
        CardAction::Previous => step(app, false),
        CardAction::First => go_to(app, 0, 0),
        CardAction::Last => {
            let last = stage.deck.cards.len().saturating_sub(1);
            go_to(app, last, 0);
        }
        CardAction::ScrollDown => stage.top = (stage.top + 1).min(stage.hidden_rows()),
        CardAction::ScrollUp => stage.top = stage.top.saturating_sub(1),
        CardAction::Cards => {
            app.overlay = Some(Overlay::Cards(Box::new(CardList::new(stage))));
            super::lay_out_cards(app);
        }
        CardAction::Blank => match stage.role {
            PresentationRole::Speaker(_) => stage.view = PresentationView::Blank,
            PresentationRole::Follower(_) => {
                app.notice = Some(Notice::Refused("only the speaker blanks the screen".to_owned()))
            }
        },
        CardAction::OpenReader => open_reader(app),
        CardAction::ReturnToSpeaker => match stage.role {
            PresentationRole::Speaker(_) => {
                app.notice = Some(Notice::Refused("you are the speaker: the others follow you".to_owned()));
            }
            PresentationRole::Follower(_) => follower::return_to_speaker(app),
        },
    }
}

/// On or back: first through the rows that a small screen hides, then through the steps of the card, then to another card.
fn step(app: &mut App, on: bool) {
    let Some(stage) = &mut app.presentation else { return };
    let screenful = stage.height().saturating_sub(1).max(1);
    if on && stage.top < stage.hidden_rows() {
        stage.top = (stage.top + screenful).min(stage.hidden_rows());
        return;
    }
    if !on && stage.top > 0 {
        stage.top = stage.top.saturating_sub(screenful);
        return;
    }
    let Presentation { at, step, .. } = **stage;
    let target = if on {
        if step + 1 < stage.card().steps { Some((at, step + 1)) } else { Some((at + 1, 0)) }
    } else if step > 0 {
        Some((at, step - 1))
    } else {
        at.checked_sub(1).map(|before| (before, usize::MAX))
    };
    if let Some((at, step)) = target.filter(|(at, _)| *at < stage.deck.cards.len()) {
        go_to(app, at, step);
    } else {
        let told = if on { "this is the last card" } else { "this is the first card" };
        app.notice = Some(Notice::Done(told.to_owned()));
    }
}

/// Goes to a step of a card; a follower no longer sees what the speaker shows.
pub(super) fn go_to(app: &mut App, at: usize, step: usize) {
    detach_from_speaker(app);
    if let Some(stage) = &mut app.presentation {
        stage.go_to(at, step);
    }
}

/// A follower who moves by himself no longer sees what the speaker shows.
pub(in crate::app) fn detach_from_speaker(app: &mut App) {
    let Some(stage) = &mut app.presentation else { return };
    if let Some(following) = stage.follower_mut() {
        following.live = false;
    }
}

/// To the reader, at what the card rests on.
fn open_reader(app: &mut App) {
    detach_from_speaker(app);
    let (Some(stage), Some(reader)) = (&mut app.presentation, &mut app.reader) else { return };
    stage.view = PresentationView::Reader;
    if let Some(record) = stage.card().rests_on(stage.step).first() {
        let spelt = BriefItem::Record(*record).to_key(&reader.brief);
        let done = reader.go_to_key(&spelt);
        set_notice(app, done.map(|_| None));
    } else {
        app.notice = Some(Notice::Done("the card rests on the brief as a whole; tab goes back".to_owned()));
    }
}

/// What a key does in the reader beside the cards: what it does in the reader, but for the ways out.
fn handle_reader_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let stage = app.presentation.as_mut()?;
    if stage.follower().is_some() && app.keys.card_action_for(chord) == Some(Action::Card(CardAction::ReturnToSpeaker))
    {
        follower::return_to_speaker(app);
        return None;
    }
    let pinned = app.reader.as_ref().is_some_and(|reader| !reader.pins.is_empty());
    let is_aside = app.keys.card_action_for(chord) == Some(Action::Card(CardAction::OpenReader));
    let action = match app.keys.action_for(chord) {
        _ if is_aside => Action::Present,
        Some(Action::Brief(BriefAction::UnpinAll)) if !pinned => Action::Present,
        Some(Action::Quit) if !chord.ctrl => Action::Present,
        other => other?,
    };
    perform_in_reader(app, action)
}

/// Does what the reader's table says of an action, beside the cards.
pub(in crate::app) fn perform_in_reader(app: &mut App, action: Action) -> Option<Effect> {
    if action != Action::Quit {
        detach_from_speaker(app);
    }
    perform(app, action)
}

/// To present: asks for the audience; beside the cards, goes back to them.
pub(in crate::app) fn present(app: &mut App) {
    match &mut app.presentation {
        Some(stage) => stage.view = PresentationView::Card,
        None => super::ask_audience(app, PresentationPlan::default()),
    }
}

impl Presentation {
    /// Whether a key leaves the presentation here.
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

/// Leaves, the second time that it is asked for.
pub(in crate::app) fn ask_to_quit(app: &mut App) -> Option<Effect> {
    let stage = app.presentation.as_mut()?;
    if stage.quit_asked || stage.follower().is_some() {
        return end(app);
    }
    stage.quit_asked = true;
    let alone = stage.speaker().is_some_and(|speaking| speaking.plan.is_standalone);
    let keys: Vec<String> = app.keys.chords_for(Action::Quit).iter().map(ToString::to_string).collect();
    let keys = keys.join(" or ");
    let whole = if alone { "" } else { "; then the whole brief is on the screen" };
    app.notice = Some(Notice::Done(format!("leave the presentation? {keys} once more leaves{whole}")));
    None
}
