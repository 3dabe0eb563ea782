//! To follow a speaker in plain text: each card is written below the one before, for a screen reader, a pipe or a log. No cursor is moved.

use std::io::{self, Write};
use std::sync::mpsc;

use ratatui::layout::Size;

use super::Environment;
use super::follow::parse_welcome;
use crate::app::presentation::{self, JoinedPresentation};
use crate::app::{App, Msg, update};
use crate::prompt::{card, to_ascii};
use crate::share::protocol::Welcome;
use crate::share::protocol::{PresentationView, SpeakerView};
use crate::share::{DiscoveredPresentation, FollowEvent, FollowHandle, FollowTiming};
use crate::slides::LetterSize;
use crate::text::sanitize::sanitize;
use crate::tui::theme::Theme;
use crate::view;

/// So much is heard ahead of what is written.
const EVENT_BUFFER: usize = 4;

/// Follows a presentation until it is over and does not come back; every card that is shown goes to `out`.
///
/// # Errors
/// The speaker cannot be heard or understood, or `out` takes no more.
pub fn follow_plain(
    running: &DiscoveredPresentation,
    environment: Environment,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    // Where nobody reads what is written, the speaker is not read either: he keeps the latest, and nothing piles up here.
    let (sender, news) = mpsc::sync_channel(EVENT_BUFFER);
    let title = running.title();
    let hear = move |heard| {
        // What it is called here is not for the speaker to say.
        let heard = match heard {
            FollowEvent::Welcome(welcome) => {
                FollowEvent::Welcome(Box::new(Welcome { name: title.clone(), ..*welcome }))
            }
            heard @ (FollowEvent::Shown(_) | FollowEvent::Lost(_) | FollowEvent::Ended(_)) => heard,
        };
        let _ = sender.send(heard);
    };
    let _speaker = FollowHandle::start(running, FollowTiming::default(), hear).map_err(io::Error::other)?;
    write_plain(news, environment, width, out)
}

/// Writes what is heard of a presentation, until it is over and does not come back.
///
/// # Errors
/// What the speaker sends cannot be understood, he was never heard, or `out` takes no more.
pub fn write_plain(
    news: impl IntoIterator<Item = FollowEvent>,
    environment: Environment,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = FollowWriter { out, theme: environment.theme(), width, app: None, last: None, rows: Vec::new() };
    for heard in news {
        match heard {
            FollowEvent::Welcome(welcome) => {
                let name = sanitize(&welcome.name);
                writer.begin(parse_welcome(*welcome, &name).map_err(io::Error::other)?)?;
            }
            FollowEvent::Shown(shown) => writer.show(&shown.showing)?,
            FollowEvent::Lost(why) => writer.write_sentence(&why)?,
            FollowEvent::Ended(why) if writer.app.is_none() => return Err(io::Error::other(why)),
            FollowEvent::Ended(why) => return writer.write_sentence(&why),
        }
    }
    Ok(())
}

struct FollowWriter<'a> {
    out: &'a mut dyn Write,
    theme: Theme,
    width: usize,
    /// The screen that a follower would see; what of it is told is written.
    app: Option<Box<App>>,
    last: Option<SpeakerView>,
    /// What was written of the card.
    rows: Vec<String>,
}

/// Rows of the screen that is not there; nothing is laid out for its height but lists.
const HEIGHT: u16 = 40;

impl FollowWriter<'_> {
    fn begin(&mut self, joined: JoinedPresentation) -> io::Result<()> {
        let size = Size { width: u16::try_from(self.width).unwrap_or(u16::MAX), height: HEIGHT };
        let (name, audience) = (joined.name.clone(), joined.audience);
        let app = App::follower(size, joined, LetterSize::Plain);
        let cards = app.presentation.as_ref().map_or(0, |stage| stage.deck.cards.len());
        self.last = None;
        self.app = Some(Box::new(app));
        self.write_sentence(&format!("following {name}, for {audience}: {}", view::pluralize(cards, "card")))
    }

    /// What is shown now, where that is something else than before.
    fn show(&mut self, showing: &SpeakerView) -> io::Result<()> {
        if self.last.as_ref() == Some(showing) {
            return Ok(());
        }
        let same_card = self.last.as_ref().is_some_and(|last| (last.view, &last.card) == (showing.view, &showing.card));
        self.last = Some(showing.clone());
        let Some(app) = &mut self.app else { return Ok(()) };
        let _ = update(app, Msg::Presentation(presentation::PresentationEvent::Shown(showing.clone())));
        let (Some(stage), Some(reader)) = (&app.presentation, &app.reader) else { return Ok(()) };
        let (head, rows) = match showing.view {
            PresentationView::Blank => ("the speaker has blanked the screen".to_owned(), Vec::new()),
            PresentationView::Reader => {
                ("the speaker is in the reader, and looks at".to_owned(), card::detail_rows(reader))
            }
            PresentationView::Card => (card::heading(stage), card::card_rows(stage, self.width)),
        };
        // Of a card that goes on by a step, what is new is enough.
        let new = rows.iter().filter(|row| !(same_card && self.rows.contains(row))).cloned();
        let told: Vec<String> = [head].into_iter().chain(new).collect();
        self.rows = rows;
        self.write(&told.join("\n"))
    }

    fn write_sentence(&mut self, sentence: &str) -> io::Result<()> {
        self.write(&sanitize(sentence))
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        for row in text.lines() {
            writeln!(self.out, "{}", if self.theme.ascii { to_ascii(row) } else { row.to_owned() })?;
        }
        writeln!(self.out)?;
        self.out.flush()
    }
}
