//! Follows a presentation as plain text, one card below the other, for a screen reader, a pipe or a log. It never moves the cursor.

use std::io::{self, Write};
use std::sync::mpsc;

use ratatui::layout::Size;

use super::Environment;
use super::follow::parse_welcome;
use crate::app::presentation::{self, JoinedPresentation};
use crate::app::{App, Msg, update};
use crate::plain::to_ascii;
use crate::prompt::card;
use crate::share::protocol::Welcome;
use crate::share::protocol::{PresentationView, SpeakerView};
use crate::share::{DiscoveredPresentation, FollowEvent, FollowHandle, FollowTiming};
use crate::slides::LetterSize;
use crate::text::sanitize::sanitize;
use crate::tui::theme::Theme;
use crate::view;

/// How many events may wait to be written.
const EVENT_BUFFER: usize = 4;

/// Follows a presentation until it is over and does not come back. Each card that is shown is written to `out`.
///
/// # Errors
/// When the presentation cannot be joined, its brief cannot be read, or `out` fails.
pub fn follow_plain(
    presentation: &DiscoveredPresentation,
    environment: Environment,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    // If nobody reads `out`, the socket is not read either: the server keeps only the latest state, and nothing accumulates here.
    let (sender, events) = mpsc::sync_channel(EVENT_BUFFER);
    let title = presentation.title();
    let on_event = move |event| {
        // The name comes from this host, not from the speaker.
        let event = match event {
            FollowEvent::Welcome(welcome) => {
                FollowEvent::Welcome(Box::new(Welcome { name: title.clone(), ..*welcome }))
            }
            other @ (FollowEvent::Shown(_) | FollowEvent::Lost(_) | FollowEvent::Ended(_)) => other,
        };
        let _ = sender.send(event);
    };
    let _speaker = FollowHandle::start(presentation, FollowTiming::default(), on_event).map_err(io::Error::other)?;
    write_plain(events, environment, width, out)
}

/// Writes the events of a presentation, until it is over and does not come back.
///
/// # Errors
/// When a brief cannot be read, the presentation ends before the welcome, or `out` fails.
pub fn write_plain(
    events: impl IntoIterator<Item = FollowEvent>,
    environment: Environment,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = FollowWriter { out, theme: environment.theme(), width, app: None, last: None, rows: Vec::new() };
    for event in events {
        match event {
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
    /// The app as a follower sees it, from which the text is made.
    app: Option<Box<App>>,
    last: Option<SpeakerView>,
    /// The rows of the current card that were written.
    rows: Vec<String>,
}

/// The height of the virtual screen, in rows. Only lists depend on it.
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

    /// Writes what is shown now, if it changed.
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
        // After a step within a card, only the new rows are written.
        let new = rows.iter().filter(|row| !(same_card && self.rows.contains(row))).cloned();
        let lines: Vec<String> = [head].into_iter().chain(new).collect();
        self.rows = rows;
        self.write(&lines.join("\n"))
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
