//! What either side of a presentation may be sent, from any bytes: understood, it writes back to the same; followed, it is drawn.

use std::sync::LazyLock;

use ratatui::layout::Size;
use whosaid::app::presentation::{JoinedPresentation, PresentationEvent};
use whosaid::app::{App, Msg, update};
use whosaid::diagnostics::{FileScope, SourceFile};
use whosaid::format::{self};
use whosaid::loader;
use whosaid::model::{Brief, Tlp};
use whosaid::share::protocol::SpeakerView;
use whosaid::share::protocol::{
    FollowerMessage, JoinRefusal, LONGEST, ProtocolError, ShownMessage, SpeakerMessage, Welcome, end_line,
};
use whosaid::slides::{DeckLength, LetterSize, QuoteProofs};

use super::drawn::{lawful, lawful_in_ascii};

static BUNDLED: LazyLock<Brief> = LazyLock::new(|| format::read(&loader::bundled()).0.expect("a brief without faults"));

/// What stands before a text that a speaker welcomes with, rather than a line: its hash is then right, as no fuzzing makes it.
const WELCOME: u8 = 0xff;

/// Hears every line on both sides, and follows what it shows.
pub(crate) fn any(bytes: &[u8]) {
    if let [WELCOME, text @ ..] = bytes {
        return welcomed(String::from_utf8_lossy(text).into_owned());
    }
    let mut showings = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n').take(64) {
        from_follower(line);
        showings.extend(from_speaker(line));
    }
    if !showings.is_empty() {
        follow(&BUNDLED, QuoteProofs::default(), showings);
    }
}

fn from_follower(line: &[u8]) {
    match FollowerMessage::parse(line) {
        Ok(Some(said)) => assert_eq!(FollowerMessage::parse(&said.to_line()), Ok(Some(said))),
        Ok(None) => {}
        Err(garbled) => refused(&garbled),
    }
}

fn from_speaker(line: &[u8]) -> Option<SpeakerView> {
    match SpeakerMessage::parse(line) {
        Ok(Some(SpeakerMessage::Shown(shown))) => {
            written_again(&shown);
            return Some(shown.showing);
        }
        Ok(Some(SpeakerMessage::Welcome(welcome))) => {
            let line = welcome.to_line().expect("it was short enough before");
            assert_eq!(SpeakerMessage::parse(&line), Ok(Some(SpeakerMessage::Welcome(welcome))));
        }
        Ok(Some(SpeakerMessage::Refused(why @ (JoinRefusal::Full | JoinRefusal::Version)))) => {
            assert_eq!(SpeakerMessage::parse(&why.to_line()), Ok(Some(SpeakerMessage::Refused(why))));
        }
        Ok(Some(SpeakerMessage::End)) => {
            assert_eq!(SpeakerMessage::parse(&end_line()), Ok(Some(SpeakerMessage::End)));
        }
        Ok(None) => {}
        Err(garbled) => refused(&garbled),
    }
    None
}

fn refused(garbled: &ProtocolError) {
    let told = garbled.to_string();
    assert!(!told.is_empty() && !told.contains(char::is_control), "{told:?}");
}

/// It is written in one line of the right length; whole, unless that was too long for it.
fn written_again(shown: &ShownMessage) {
    let line = shown.to_line();
    assert!(line.len() <= LONGEST && line.iter().position(|byte| *byte == b'\n') == Some(line.len() - 1));
    let again = match SpeakerMessage::parse(&line) {
        Ok(Some(SpeakerMessage::Shown(again))) => again,
        other => panic!("{shown:?} is written as {other:?}"),
    };
    assert!(*again == *shown || again.cut && again.seq == shown.seq, "{shown:?} is written as {again:?}");
    // What is cut once is short enough to stay as it is.
    assert_eq!(again.to_line(), line);
}

/// A speaker's brief: what is read of it without a fault is followed, card by card.
fn welcomed(text: String) {
    let welcome = Welcome::new("talks", "TLP:GREEN", text);
    let line = welcome.to_line().expect("it is short enough");
    assert_eq!(SpeakerMessage::parse(&line), Ok(Some(SpeakerMessage::Welcome(Box::new(welcome.clone())))));
    let file = SourceFile { name: "brief.toml".to_owned(), text: welcome.brief, part: FileScope::Brief };
    let (Some(brief), faults) = format::read(&[file]) else { return };
    if faults.is_empty() {
        follow(&brief, welcome.proofs, Vec::new());
    }
}

/// A follower sees each of what is shown, and is left with the last of it.
fn follow(brief: &Brief, proofs: QuoteProofs, showings: Vec<SpeakerView>) {
    let joined = JoinedPresentation {
        name: "talks".to_owned(),
        brief: brief.clone(),
        audience: Tlp::Green,
        proofs,
        length: DeckLength::EveryCard,
    };
    let mut app = App::follower(Size { width: 80, height: 24 }, joined, LetterSize::Large);
    lawful(&app);
    for showing in showings {
        assert_eq!(update(&mut app, Msg::Presentation(PresentationEvent::Shown(showing))), None);
        lawful(&app);
        assert!(app.fits().is_some());
    }
    update(&mut app, Msg::Presentation(PresentationEvent::Lost("the speaker is gone".to_owned())));
    lawful(&app);
    lawful_in_ascii(&app);
}
