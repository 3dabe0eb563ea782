//! To follow a speaker in plain text: each card is written below the one before, for a screen reader, a pipe or a log. No cursor is moved.

use std::io::{self, Write};
use std::sync::mpsc;

use ratatui::layout::Size;

use super::Environment;
use super::follow::joined;
use crate::app::stage::{self, Joined, Showing, View};
use crate::app::{App, Msg, update};
use crate::prompt::{ascii, card};
use crate::share::protocol::Welcome;
use crate::share::{Follow, Heard, Patience, Running};
use crate::slides::Letters;
use crate::text::sanitize::harmless;
use crate::tui::theme::Theme;
use crate::view;

/// So much is heard ahead of what is written.
const AHEAD: usize = 4;

/// Follows a presentation until it is over and does not come back; every card that is shown goes to `out`.
///
/// # Errors
/// The speaker cannot be heard or understood, or `out` takes no more.
pub fn follow_plainly(
    running: &Running,
    environment: Environment,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    // Where nobody reads what is written, the speaker is not read either: he keeps the latest, and nothing piles up here.
    let (sender, news) = mpsc::sync_channel(AHEAD);
    let title = running.title();
    let hear = move |heard| {
        // What it is called here is not for the speaker to say.
        let heard = match heard {
            Heard::Welcome(welcome) => Heard::Welcome(Box::new(Welcome { name: title.clone(), ..*welcome })),
            heard @ (Heard::Shown(_) | Heard::Lost(_) | Heard::Ended(_)) => heard,
        };
        let _ = sender.send(heard);
    };
    let _speaker = Follow::start(running, Patience::default(), hear).map_err(io::Error::other)?;
    write_plainly(news, environment, width, out)
}

/// Writes what is heard of a presentation, until it is over and does not come back.
///
/// # Errors
/// What the speaker sends cannot be understood, he was never heard, or `out` takes no more.
pub fn write_plainly(
    news: impl IntoIterator<Item = Heard>,
    environment: Environment,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = Writer { out, theme: environment.theme(), width, app: None, last: None, rows: Vec::new() };
    for heard in news {
        match heard {
            Heard::Welcome(welcome) => {
                let name = harmless(&welcome.name);
                writer.begin(joined(*welcome, &name).map_err(io::Error::other)?)?;
            }
            Heard::Shown(shown) => writer.show(&shown.showing)?,
            Heard::Lost(why) => writer.say(&why)?,
            Heard::Ended(why) if writer.app.is_none() => return Err(io::Error::other(why)),
            Heard::Ended(why) => return writer.say(&why),
        }
    }
    Ok(())
}

struct Writer<'a> {
    out: &'a mut dyn Write,
    theme: Theme,
    width: usize,
    /// The screen that a follower would see; what of it is told is written.
    app: Option<Box<App>>,
    last: Option<Showing>,
    /// What was written of the card.
    rows: Vec<String>,
}

/// Rows of the screen that is not there; nothing is laid out for its height but lists.
const HEIGHT: u16 = 40;

impl Writer<'_> {
    fn begin(&mut self, joined: Joined) -> io::Result<()> {
        let size = Size { width: u16::try_from(self.width).unwrap_or(u16::MAX), height: HEIGHT };
        let (name, audience) = (joined.name.clone(), joined.audience);
        let app = App::follower(size, joined, Letters::Plain);
        let cards = app.stage.as_ref().map_or(0, |stage| stage.deck.cards.len());
        self.last = None;
        self.app = Some(Box::new(app));
        self.say(&format!("following {name}, for {audience}: {}", view::count(cards, "card")))
    }

    /// What is shown now, where that is something else than before.
    fn show(&mut self, showing: &Showing) -> io::Result<()> {
        if self.last.as_ref() == Some(showing) {
            return Ok(());
        }
        let same_card = self.last.as_ref().is_some_and(|last| (last.view, &last.card) == (showing.view, &showing.card));
        self.last = Some(showing.clone());
        let Some(app) = &mut self.app else { return Ok(()) };
        let _ = update(app, Msg::Stage(stage::News::Shown(showing.clone())));
        let (Some(stage), Some(reader)) = (&app.stage, &app.reader) else { return Ok(()) };
        let (head, rows) = match showing.view {
            View::Blank => ("the speaker has blanked the screen".to_owned(), Vec::new()),
            View::Reader => ("the speaker is in the reader, and looks at".to_owned(), card::beside(reader)),
            View::Card => (card::head(stage), card::rows(stage, self.width)),
        };
        // Of a card that goes on by a step, what is new is enough.
        let new = rows.iter().filter(|row| !(same_card && self.rows.contains(row))).cloned();
        let told: Vec<String> = [head].into_iter().chain(new).collect();
        self.rows = rows;
        self.write(&told.join("\n"))
    }

    fn say(&mut self, sentence: &str) -> io::Result<()> {
        self.write(&harmless(sentence))
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        for row in text.lines() {
            writeln!(self.out, "{}", if self.theme.ascii { ascii(row) } else { row.to_owned() })?;
        }
        writeln!(self.out)?;
        self.out.flush()
    }
}
