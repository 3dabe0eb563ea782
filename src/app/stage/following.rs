//! Following a speaker: what he shows is shown here, until one looks around. A follower drives nobody.

use ratatui::layout::Size;

use super::{Followers, News, Role, Showing, Speaking, Spot, Stage, View, look_around};
use crate::app::overlay::Overlay;
use crate::app::reader::Reader;
use crate::app::{App, Notice, Opened};
use crate::model::{Brief, Tlp};
use crate::slides::{Deck, Letters, Proofs};

/// Who is followed, and how closely.
#[derive(Debug)]
pub struct Following {
    /// What the presentation is called.
    pub name: String,
    /// What the speaker shows; `None` before that is known.
    pub speaker: Option<Showing>,
    /// Whether it is shown here too; else one looks around.
    pub live: bool,
    /// Why there is no speaker, while there is none.
    pub lost: Option<String>,
}

/// What a follower has to go by.
#[derive(Debug)]
pub struct Joined {
    /// What the presentation is called.
    pub name: String,
    /// What of the brief is cleared for the audience.
    pub brief: Brief,
    pub audience: Tlp,
    pub proofs: Proofs,
}

impl App {
    /// A screen that follows a speaker.
    pub fn follower(size: Size, joined: Joined, letters: Letters) -> Self {
        let mut app = Self { letters, ..Self::bare(size) };
        join(&mut app, joined);
        app
    }

    /// Whether all of what a follower is shown can be seen here; `None` where nobody is followed.
    pub fn fits(&self) -> Option<bool> {
        let stage = self.stage.as_ref()?;
        stage.following().map(|_| stage.fits())
    }
}

/// Takes in what happens around a presentation; what is not for whoever sits here is passed over.
pub(in crate::app) fn hear(app: &mut App, news: News) {
    match news {
        News::Joined(joined) => join(app, *joined),
        News::Shown(showing) => shown(app, showing),
        News::Lost(why) => {
            if let Some(following) = app.stage.as_mut().and_then(|stage| stage.following_mut()) {
                following.lost = Some(why);
            }
        }
        News::Clock(clock) => speaking(app, |speaking| speaking.clock = clock),
        News::Followers(followers) => speaking(app, |speaking| speaking.followers = followers),
        News::Changed => speaking(app, |speaking| speaking.changed = true),
        News::Open(Ok(name)) => {
            if app.reader.as_ref().is_some_and(|reader| reader.name != name) {
                app.notice = Some(Notice::Done(format!("others follow this as {name}: whosaid follow {name}")));
            }
            speaking(app, |speaking| speaking.name = Some(name));
        }
        News::Open(Err(why)) => app.notice = Some(Notice::Refused(why)),
    }
}

fn speaking(app: &mut App, change: impl FnOnce(&mut Speaking)) {
    if let Some(speaking) = app.stage.as_mut().and_then(|stage| stage.speaking_mut()) {
        change(speaking);
    }
}

/// Begins to follow, or begins anew where the speaker has come back.
fn join(app: &mut App, joined: Joined) {
    let Joined { name, brief, audience, proofs } = joined;
    let opened = Opened { place: name.clone(), name: name.clone(), ..Opened::of(brief) };
    let reader = Reader::new(app.size, opened);
    let deck = Deck::of(&reader.brief, &reader.findings, &reader.cases, &proofs);
    let following = Following { name, speaker: None, live: true, lost: None };
    let mut stage = Stage::new(deck, audience, Role::Follower(Box::new(following)));
    stage.proofs = proofs;
    stage.letters = app.letters;
    stage.resize(app.size);
    let around = around(app);
    // Both may repeat what is not in the brief any more.
    (app.overlay, app.notice) = (None, None);
    app.reader = Some(Box::new(reader));
    app.stage = Some(Box::new(stage));
    if let Some(showing) = around {
        look_at(app, showing);
        look_around(app);
    }
}

/// Where somebody looks around: the speaker's coming back is no reason to take him away from there.
fn around(app: &App) -> Option<Showing> {
    let (stage, reader) = (app.stage.as_ref()?, app.reader.as_ref()?);
    stage.following().filter(|following| !following.live)?;
    let Spot { card, step } = stage.spot();
    Some(Showing { view: stage.view, card, step, place: Some(reader.bookmark()) })
}

/// The speaker shows something else.
fn shown(app: &mut App, showing: Showing) {
    let Some(following) = app.stage.as_mut().and_then(|stage| stage.following_mut()) else { return };
    following.speaker = Some(showing);
    following.lost = None;
    if following.live {
        return_to_speaker(app);
    }
}

/// Shows what the speaker shows.
pub(super) fn return_to_speaker(app: &mut App) {
    let Some(following) = app.stage.as_mut().and_then(|stage| stage.following_mut()) else { return };
    following.live = true;
    if let Some(showing) = following.speaker.clone() {
        look_at(app, showing);
    }
}

/// Shows this, as far as there is such a thing.
fn look_at(app: &mut App, showing: Showing) {
    let (Some(stage), Some(reader)) = (&mut app.stage, &mut app.reader) else { return };
    let Showing { view, card, step, place } = showing;
    stage.view = view;
    stage.stand_at(&Spot { card, step });
    if let (View::Reader, Some(place)) = (view, place) {
        reader.stand_at(&place);
        reader.after_pins();
    }
    // What is read over the panes is of another moment; help and the list of cards are one's own.
    if !matches!(app.overlay, None | Some(Overlay::Help(_) | Overlay::Cards(_) | Overlay::Copy(_))) {
        app.overlay = None;
    }
}

impl Followers {
    /// Who follows, in words; `None` where nobody does.
    pub fn in_words(self) -> Option<String> {
        let small = match self.cramped {
            0 => String::new(),
            cramped => format!(", {cramped} cannot see all"),
        };
        let verb = if self.count == 1 { "follows" } else { "follow" };
        (self.count > 0).then(|| format!("{} {verb}{small}", self.count))
    }
}
