//! The protocol between a speaker and the followers: one JSON object (RFC 8259) per line. It opens no connection.
//!
//! The `kind` of an object is its type. Unknown fields and unknown kinds are ignored, so that additions within a version do not break
//! older programs.

mod encoding;
mod speaker_view;
mod truncate;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::slides::{DeckLength, QuoteProofs};
use crate::storage::sha256_hex;
use encoding::{decode, encode, message_kind};
pub use speaker_view::{PresentationView, SpeakerView};

/// The version of the protocol, sent in the first message of either side.
pub const VERSION: u32 = 1;

/// The longest line of either side, in bytes with its line break; only a [`Welcome`] may be longer.
pub const LONGEST: usize = 1024;

/// The longest line of a [`Welcome`], in bytes with its line break.
pub const LONGEST_WELCOME: usize = 64 << 20;

/// A message of a speaker. A [`Welcome`] or a refusal comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpeakerMessage {
    Welcome(Box<Welcome>),
    Shown(Box<ShownMessage>),
    Refused(JoinRefusal),
    /// The presentation is over.
    End,
}

/// The first message to a new follower. It contains the brief redacted for the audience, and nothing that was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    pub version: u32,
    /// The name of the presentation.
    pub name: String,
    /// The TLP label of the audience.
    pub audience: String,
    /// The brief as one TOML file.
    pub brief: String,
    /// SHA-256 of `brief`, in lower-case hexadecimal.
    pub hash: String,
    #[serde(default)]
    pub proofs: QuoteProofs,
    /// How long the deck may be; an older program shows every card.
    #[serde(default)]
    pub length: DeckLength,
}

/// What is shown now. Each message is complete and replaces all earlier ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownMessage {
    /// Increases with every message.
    pub seq: u64,
    /// The hash of the brief that is shown.
    pub hash: String,
    #[serde(flatten)]
    pub showing: SpeakerView,
    /// Whether a part was left out to keep the line within [`LONGEST`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cut: bool,
}

/// Why a follower is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JoinRefusal {
    /// The presentation has the most followers allowed.
    Full,
    /// The follower uses another version of the protocol.
    Version,
}

/// A message of a follower. `Hello` comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FollowerMessage {
    Hello,
    /// Whether the follower's screen is large enough for what is shown.
    Fits(bool),
}

/// Why a line is not valid in this protocol.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProtocolError {
    #[error(
        "the other side speaks version {theirs} of the protocol, and this program version {VERSION}; use the same release of whosaid on both sides"
    )]
    Version { theirs: u64 },
    #[error("what came is none of the protocol: {0}")]
    Malformed(&'static str),
}

/// The brief is too long for one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "the brief takes {bytes} bytes to be sent to each follower, and {LONGEST_WELCOME} are the most; present a part of it"
)]
pub struct BriefTooLong {
    pub bytes: usize,
}

impl Welcome {
    /// A welcome of this version, with the hash of `brief`.
    pub fn new(name: &str, audience: &str, brief: String) -> Self {
        Self {
            version: VERSION,
            name: name.to_owned(),
            audience: audience.to_owned(),
            hash: sha256_hex(&brief),
            brief,
            proofs: QuoteProofs::new(),
            length: DeckLength::EveryCard,
        }
    }

    /// Encodes the message as a line with its line break.
    ///
    /// # Errors
    /// When it would be longer than [`LONGEST_WELCOME`].
    pub fn to_line(&self) -> Result<Vec<u8>, BriefTooLong> {
        let line = encode("welcome", self);
        if line.len() > LONGEST_WELCOME { Err(BriefTooLong { bytes: line.len() }) } else { Ok(line) }
    }
}

impl SpeakerMessage {
    /// Parses a line, with or without its line break. Returns `None` for an unknown kind.
    ///
    /// # Errors
    /// When the line is of another version or malformed, or the brief of a welcome does not match its hash.
    pub fn parse(line: &[u8]) -> Result<Option<Self>, ProtocolError> {
        let kind = message_kind(line)?;
        if kind != "welcome" && line.len() > LONGEST {
            return Err(ProtocolError::Malformed("a line that is too long"));
        }
        let message = match kind.as_str() {
            "welcome" => Self::Welcome(Box::new(verify_hash(decode(line)?)?)),
            "shown" => Self::Shown(Box::new(decode(line)?)),
            "refused" => Self::Refused(decode::<RefusedMessage>(line)?.why),
            "over" => Self::End,
            _ => return Ok(None),
        };
        Ok(Some(message))
    }
}

impl JoinRefusal {
    /// Encodes the message as a line with its line break.
    pub fn to_line(self) -> Vec<u8> {
        encode("refused", &RefusedMessage { version: VERSION, why: self })
    }
}

/// Returns the line that ends the presentation, with its line break.
pub fn end_line() -> Vec<u8> {
    encode("over", &EndMessage {})
}

impl FollowerMessage {
    /// Encodes the message as a line with its line break.
    pub fn to_line(self) -> Vec<u8> {
        match self {
            Self::Hello => encode("hello", &HelloMessage { version: VERSION }),
            Self::Fits(fits) => encode("fits", &FitsMessage { fits }),
        }
    }

    /// Parses a line, with or without its line break. Returns `None` for an unknown kind.
    ///
    /// # Errors
    /// When the line is of another version or malformed.
    pub fn parse(line: &[u8]) -> Result<Option<Self>, ProtocolError> {
        if line.len() > LONGEST {
            return Err(ProtocolError::Malformed("a line that is too long"));
        }
        let message = match message_kind(line)?.as_str() {
            "hello" => decode::<HelloMessage>(line).map(|_| Self::Hello)?,
            "fits" => Self::Fits(decode::<FitsMessage>(line)?.fits),
            _ => return Ok(None),
        };
        Ok(Some(message))
    }
}

#[derive(Serialize)]
struct EndMessage {}

#[derive(Serialize, Deserialize)]
struct HelloMessage {
    version: u32,
}

#[derive(Serialize, Deserialize)]
struct FitsMessage {
    fits: bool,
}

#[derive(Serialize, Deserialize)]
struct RefusedMessage {
    version: u32,
    why: JoinRefusal,
}

fn verify_hash(welcome: Welcome) -> Result<Welcome, ProtocolError> {
    let is_genuine = sha256_hex(&welcome.brief) == welcome.hash;
    is_genuine.then_some(welcome).ok_or(ProtocolError::Malformed("a brief that is not what its hash says"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::share::protocol::PresentationView;
    use crate::slides::QuoteProof;
    use crate::storage::Bookmark;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn text() -> impl Strategy<Value = String> {
        prop_oneof!["[a-z:/-]{0,20}", "\\PC{0,400}", "[\\x00-\\x1f\"\\\\]{0,300}"]
    }

    prop_compose! {
        fn place()(pane in text(), items in vec(text(), 0..8), pins in vec(text(), 0..8)) -> Bookmark {
            Bookmark { pane, items, pins }
        }
    }

    prop_compose! {
        fn shown()(
            seq in any::<u64>(), hash in text(), card in text(), step in any::<usize>(), cut in any::<bool>(),
            view in prop_oneof![Just(PresentationView::Card), Just(PresentationView::Reader), Just(PresentationView::Blank)],
            place in proptest::option::of(place()),
        ) -> ShownMessage {
            ShownMessage { seq, hash, showing: SpeakerView { view, card, step, place }, cut }
        }
    }

    fn read_shown(line: &[u8]) -> ShownMessage {
        match SpeakerMessage::parse(line) {
            Ok(Some(SpeakerMessage::Shown(shown))) => *shown,
            other => panic!("{other:?}"),
        }
    }

    fn reader_at(items: &[&str], pins: &[&str]) -> ShownMessage {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let place = Bookmark { pane: "Timeline".to_owned(), items: owned(items), pins: owned(pins) };
        let showing =
            SpeakerView { view: PresentationView::Reader, card: "title".to_owned(), step: 0, place: Some(place) };
        ShownMessage { seq: 1, hash: sha256_hex(""), showing, cut: false }
    }

    #[test]
    fn what_is_shown_is_one_line_with_its_kind() {
        let showing =
            SpeakerView { view: PresentationView::Card, card: "issue:talks".to_owned(), step: 2, place: None };
        let shown = ShownMessage { seq: 7, hash: "ab".to_owned(), showing, cut: false };
        let line = r#"{"kind":"shown","seq":7,"hash":"ab","view":"card","card":"issue:talks","step":2}"#;
        assert_eq!(String::from_utf8(shown.to_line()).unwrap(), format!("{line}\n"));
        assert_eq!(SpeakerMessage::parse(line.as_bytes()), Ok(Some(SpeakerMessage::Shown(Box::new(shown)))));
    }

    #[test]
    fn pins_are_left_out_first_then_items_then_the_place() {
        let (long, far) = ("x".repeat(300), "y".repeat(2000));
        let place = |shown: &ShownMessage| {
            let shown = read_shown(&shown.to_line());
            assert!(shown.cut);
            shown.showing.place.map(|place| (place.items.len(), place.pins.len()))
        };
        assert_eq!(place(&reader_at(&["a", "b"], &[&long, &long, &long, "z"])), Some((2, 2)));
        assert_eq!(place(&reader_at(&[&long, &long, &long, "z"], &["p"])), Some((2, 0)));
        assert_eq!(place(&reader_at(&[&far], &["p"])), Some((0, 0)), "what is left of a place is a place");
        let mut nowhere = reader_at(&["a"], &[]);
        nowhere.showing.place.as_mut().unwrap().pane = far.clone();
        assert_eq!(place(&nowhere), None);
        nowhere.showing.card = far;
        let line = read_shown(&nowhere.to_line());
        assert_eq!((line.showing.card.as_str(), line.hash.len()), ("", 64));
    }

    #[test]
    fn the_first_message_tells_its_version_whatever_else_it_has() {
        for line in [r#"{"version":2}"#, r#"{"kind":{"of":[7]},"version":2,"x":null}"#] {
            assert_eq!(SpeakerMessage::parse(line.as_bytes()), Err(ProtocolError::Version { theirs: 2 }));
            assert_eq!(FollowerMessage::parse(line.as_bytes()), Err(ProtocolError::Version { theirs: 2 }));
        }
        for line in ["", "{}", "[]", "[2]", "7", r#"{"version":"2"}"#, r#"{"kind":"hello"}"#, "\u{1b}[2J"] {
            assert!(
                matches!(SpeakerMessage::parse(line.as_bytes()), Ok(None) | Err(ProtocolError::Malformed(_))),
                "{line}"
            );
            assert!(matches!(FollowerMessage::parse(line.as_bytes()), Err(ProtocolError::Malformed(_))), "{line}");
        }
    }

    #[test]
    fn what_is_not_known_does_no_harm() {
        assert_eq!(SpeakerMessage::parse(br#"{"kind":"clock","left":90}"#), Ok(None));
        assert_eq!(FollowerMessage::parse(br#"{"kind":"wave"}"#), Ok(None));
        let hello = br#"{"kind":"hello","version":1,"colours":256}"#;
        assert_eq!(FollowerMessage::parse(hello), Ok(Some(FollowerMessage::Hello)));
    }

    #[test]
    fn a_brief_is_what_its_hash_says_or_noise() {
        let mut welcome = Welcome::new("Talks", "TLP:GREEN", "[brief]\n".to_owned());
        welcome.proofs.insert("s1".to_owned(), QuoteProof::Verbatim);
        let line = welcome.to_line().unwrap();
        assert_eq!(SpeakerMessage::parse(&line), Ok(Some(SpeakerMessage::Welcome(Box::new(welcome.clone())))));
        welcome.brief.push('x');
        assert_eq!(
            SpeakerMessage::parse(&welcome.to_line().unwrap()),
            Err(ProtocolError::Malformed("a brief that is not what its hash says"))
        );
    }

    #[test]
    fn a_brief_may_be_so_long_and_no_longer() {
        let empty = Welcome::new("", "", String::new());
        let line = |bytes: usize| Welcome { brief: "x".repeat(bytes), ..empty.clone() }.to_line();
        let around = line(0).unwrap().len();
        assert_eq!(line(LONGEST_WELCOME - around).unwrap().len(), LONGEST_WELCOME);
        assert_eq!(line(LONGEST_WELCOME - around + 1), Err(BriefTooLong { bytes: LONGEST_WELCOME + 1 }));
    }

    #[test]
    fn what_is_said_is_read_as_it_was_said() {
        for message in [FollowerMessage::Hello, FollowerMessage::Fits(true), FollowerMessage::Fits(false)] {
            assert_eq!(FollowerMessage::parse(&message.to_line()), Ok(Some(message)));
        }
        assert_eq!(SpeakerMessage::parse(&end_line()), Ok(Some(SpeakerMessage::End)));
        for why in [JoinRefusal::Full, JoinRefusal::Version] {
            assert_eq!(SpeakerMessage::parse(&why.to_line()), Ok(Some(SpeakerMessage::Refused(why))));
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_none_is_cut_without_need(shown in shown()) {
            let line = shown.to_line();
            prop_assert!(line.len() <= LONGEST);
            prop_assert_eq!(memchr::memchr(b'\n', &line), Some(line.len() - 1));
            let read = read_shown(&line);
            if encode("shown", &shown).len() <= LONGEST {
                prop_assert_eq!(read, shown);
            } else {
                prop_assert!(read.cut);
                prop_assert_eq!((read.seq, read.showing.view, read.showing.step), (shown.seq, shown.showing.view, shown.showing.step));
            }
        }

        #[test]
        fn a_welcome_is_read_as_it_was_said(name in text(), audience in text(), brief in text()) {
            let welcome = Welcome::new(&name, &audience, brief);
            let line = welcome.to_line().unwrap();
            prop_assert_eq!(memchr::memchr(b'\n', &line), Some(line.len() - 1));
            prop_assert_eq!(SpeakerMessage::parse(&line), Ok(Some(SpeakerMessage::Welcome(Box::new(welcome)))));
        }

        #[test]
        fn no_bytes_are_too_much(bytes in vec(any::<u8>(), 0..200), cut in 0_usize..200, at in 0_usize..200) {
            let _ = (SpeakerMessage::parse(&bytes), FollowerMessage::parse(&bytes));
            let mut line = reader_at(&["actor:asif"], &["find:talks"]).to_line();
            let at = at.min(line.len() - 1);
            line[at] = bytes.first().copied().unwrap_or(b'"');
            line.truncate(cut.max(1));
            let _ = (SpeakerMessage::parse(&line), FollowerMessage::parse(&line));
        }
    }
}
