//! Keys on the stage: a clicker, an arrow or a number goes on; nothing is left, and nothing shown, by accident.

use super::{CardList, Plan, Role, Stage, View, end, following};
use crate::app::overlay::Overlay;
use crate::app::update::{perform, tell};
use crate::app::{App, Effect, Item, Mouse, Notice};
use crate::keys::{Action, Chord, Cue, Key, Keymap, Verb};

/// Longer than the number of any card.
const DIGITS: usize = 6;

/// What a key does while cards are shown, or the reader beside them.
pub(in crate::app) fn on_stage(app: &mut App, chord: Chord) -> Option<Effect> {
    let stage = app.stage.as_mut()?;
    match stage.view {
        View::Reader => beside(app, chord),
        // Whatever it is, it does nothing else. A follower has the card back for himself: the speaker's screen is still blank.
        View::Blank => {
            stage.view = View::Card;
            look_around(app);
            None
        }
        View::Card => {
            if let Some(digit) = chord.typed().filter(char::is_ascii_digit) {
                if stage.typed.len() < DIGITS {
                    stage.typed.push(digit);
                }
                return None;
            }
            if !stage.typed.is_empty() && number(app, chord) {
                return None;
            }
            perform(app, app.keys.cue_for(chord)?)
        }
    }
}

/// What the mouse does while a card is shown, or a blank screen: the speaker's goes on and back. A follower's does nothing.
pub(in crate::app) fn by_mouse(app: &mut App, what: Mouse) {
    let Some(stage) = app.stage.as_mut().filter(|stage| stage.speaking().is_some()) else { return };
    stage.typed.clear();
    match (stage.view, what) {
        (View::Blank, Mouse::Press) => stage.view = View::Card,
        (View::Card, Mouse::Press | Mouse::WheelDown) => step(app, true),
        (View::Card, Mouse::WheelUp) => step(app, false),
        (View::Blank, Mouse::WheelUp | Mouse::WheelDown) | (View::Reader, _) => {}
    }
}

/// A key after digits: whether it was about the number. Any that is not goes on as if none had been typed.
fn number(app: &mut App, chord: Chord) -> bool {
    let Some(stage) = &mut app.stage else { return false };
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
pub(in crate::app) fn cue(app: &mut App, cue: Cue) {
    let Some(stage) = &mut app.stage else { return };
    match cue {
        Cue::Next => step(app, true),
        Cue::Previous => step(app, false),
        Cue::First => go_to(app, 0, 0),
        Cue::Last => {
            let last = stage.deck.cards.len().saturating_sub(1);
            go_to(app, last, 0);
        }
        Cue::ScrollDown => stage.top = (stage.top + 1).min(stage.hidden()),
        Cue::ScrollUp => stage.top = stage.top.saturating_sub(1),
        Cue::Cards => {
            app.overlay = Some(Overlay::Cards(Box::new(CardList::of(stage))));
            super::lay_out_cards(app);
        }
        Cue::Blank => match stage.role {
            Role::Speaker(_) => stage.view = View::Blank,
            Role::Follower(_) => app.notice = Some(Notice::Refused("only the speaker blanks the screen".to_owned())),
        },
        Cue::Aside => aside(app),
        Cue::Return => match stage.role {
            Role::Speaker(_) => {
                app.notice = Some(Notice::Refused("you are the speaker: the others follow you".to_owned()));
            }
            Role::Follower(_) => following::return_to_speaker(app),
        },
    }
}

/// On or back: first through the rows that a small screen hides, then through the steps of the card, then to another card.
fn step(app: &mut App, on: bool) {
    let Some(stage) = &mut app.stage else { return };
    let screenful = stage.height().saturating_sub(1).max(1);
    if on && stage.top < stage.hidden() {
        stage.top = (stage.top + screenful).min(stage.hidden());
        return;
    }
    if !on && stage.top > 0 {
        stage.top = stage.top.saturating_sub(screenful);
        return;
    }
    let Stage { at, step, .. } = **stage;
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
    look_around(app);
    if let Some(stage) = &mut app.stage {
        stage.go_to(at, step);
    }
}

/// A follower who moves by himself no longer sees what the speaker shows.
pub(in crate::app) fn look_around(app: &mut App) {
    let Some(stage) = &mut app.stage else { return };
    if let Some(following) = stage.following_mut() {
        following.live = false;
    }
}

/// To the reader, at what the card rests on.
fn aside(app: &mut App) {
    look_around(app);
    let (Some(stage), Some(reader)) = (&mut app.stage, &mut app.reader) else { return };
    stage.view = View::Reader;
    if let Some(record) = stage.card().rests_on(stage.step).first() {
        let spelt = Item::Record(*record).spelt(&reader.brief);
        let done = reader.go_to(&spelt);
        tell(app, done.map(|_| None));
    } else {
        app.notice = Some(Notice::Done("the card rests on the brief as a whole; tab goes back".to_owned()));
    }
}

/// What a key does in the reader beside the cards: what it does in the reader, but for the ways out.
fn beside(app: &mut App, chord: Chord) -> Option<Effect> {
    let stage = app.stage.as_mut()?;
    if stage.following().is_some() && app.keys.cue_for(chord) == Some(Action::Cue(Cue::Return)) {
        following::return_to_speaker(app);
        return None;
    }
    let pinned = app.reader.as_ref().is_some_and(|reader| !reader.pins.is_empty());
    let is_aside = app.keys.cue_for(chord) == Some(Action::Cue(Cue::Aside));
    let action = match app.keys.action_for(chord) {
        _ if is_aside => Action::Present,
        Some(Action::Brief(Verb::UnpinAll)) if !pinned => Action::Present,
        Some(Action::Quit) if !chord.ctrl => Action::Present,
        other => other?,
    };
    perform_beside(app, action)
}

/// Does what the reader's table says of an action, beside the cards.
pub(in crate::app) fn perform_beside(app: &mut App, action: Action) -> Option<Effect> {
    if action != Action::Quit {
        look_around(app);
    }
    perform(app, action)
}

/// To present: asks for the audience; beside the cards, goes back to them.
pub(in crate::app) fn present(app: &mut App) {
    match &mut app.stage {
        Some(stage) => stage.view = View::Card,
        None => super::ask(app, Plan::default()),
    }
}

impl Stage {
    /// Whether a key leaves the presentation here.
    pub(in crate::app) fn is_left_by(&self, chord: Chord, keys: &Keymap) -> bool {
        let by_reader = keys.action_for(chord) == Some(Action::Quit);
        match self.view {
            View::Reader => by_reader,
            View::Card | View::Blank => keys.cue_for(chord) == Some(Action::Quit) || (by_reader && chord.ctrl),
        }
    }
}

/// Leaves, the second time that it is asked for.
pub(in crate::app) fn leave(app: &mut App) -> Option<Effect> {
    let stage = app.stage.as_mut()?;
    if stage.leaving || stage.following().is_some() {
        return end(app);
    }
    stage.leaving = true;
    let alone = stage.speaking().is_some_and(|speaking| speaking.plan.alone);
    let keys: Vec<String> = app.keys.keys(Action::Quit).iter().map(ToString::to_string).collect();
    let keys = keys.join(" or ");
    let whole = if alone { "" } else { "; then the whole brief is on the screen" };
    app.notice = Some(Notice::Done(format!("leave the presentation? {keys} once more leaves{whole}")));
    None
}
