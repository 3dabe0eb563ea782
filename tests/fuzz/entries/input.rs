//! What a terminal sends, from any bytes in any pieces: whatever it is, it ends, and Ctrl-C and the next key count.

use std::time::Duration;

use whosaid::keys::{Chord, Key};
use whosaid::runtime::decoder::{Decoder, InputEvent, PASTE_LIMIT};

/// Within this time after the last byte, whatever is unfinished has ended.
const AT_MOST: Duration = Duration::from_secs(1);

/// Decodes the bytes after the first, in pieces of as many as it says, and holds what comes of them to the laws of input.
pub(crate) fn any(bytes: &[u8]) {
    let (first, bytes) = bytes.split_first().map_or((1, bytes), |(first, rest)| (usize::from(*first) + 1, rest));
    let whole = decoded(bytes.chunks(bytes.len().max(1)));
    let pieces = decoded(bytes.chunks(first));
    assert_eq!(pieces.1, whole.1, "pieces of {first} bytes are not decoded as the whole");
    assert!(whole.1.len() <= bytes.len() + 1, "{} events of {} bytes", whole.1.len(), bytes.len());
    whole.1.iter().for_each(lawful);
    ctrl_c_counts(whole.0);
    the_next_key_counts(pieces.0);
    with_pauses(bytes, first);
}

fn decoded<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> (Decoder, Vec<InputEvent>) {
    let (mut decoder, mut events) = (Decoder::default(), Vec::new());
    for piece in pieces {
        decoder.feed(piece, Duration::ZERO, &mut events);
    }
    (decoder, events)
}

/// Lets the time pass for which the decoder waits, without a byte; when that is.
fn silence(decoder: &mut Decoder, since: Duration, events: &mut Vec<InputEvent>) -> Duration {
    let Some(deadline) = decoder.deadline() else { return since };
    assert!(deadline <= since + AT_MOST, "what is unfinished may last until {deadline:?} after {since:?}");
    decoder.pause(deadline, events);
    assert_eq!(decoder.deadline(), None, "it is still unfinished");
    deadline
}

/// Ctrl-C makes its key, as the last one, within a second.
fn ctrl_c_counts(mut decoder: Decoder) {
    let mut events = Vec::new();
    decoder.feed(b"\x03", Duration::ZERO, &mut events);
    silence(&mut decoder, Duration::ZERO, &mut events);
    assert_eq!(events.last(), Some(&InputEvent::Key(Chord::ctrl('c'))), "{events:?}");
}

/// After a silence the next key is what it is, and nothing else.
fn the_next_key_counts(mut decoder: Decoder) {
    let mut events = Vec::new();
    let now = silence(&mut decoder, Duration::ZERO, &mut events);
    events.iter().for_each(lawful);
    assert!(events.len() <= 2, "{events:?} of silence");
    events.clear();
    decoder.feed(b"j", now, &mut events);
    assert_eq!((events.as_slice(), decoder.deadline()), (&[InputEvent::Key(Chord::char('j'))][..], None));
}

/// The same with a second of silence after each piece: all of it is then over.
fn with_pauses(bytes: &[u8], length: usize) {
    let (mut decoder, mut events, mut now) = (Decoder::default(), Vec::new(), Duration::ZERO);
    for piece in bytes.chunks(length) {
        decoder.feed(piece, now, &mut events);
        silence(&mut decoder, now, &mut events);
        now += AT_MOST;
    }
    events.iter().for_each(lawful);
}

fn lawful(event: &InputEvent) {
    match event {
        InputEvent::Key(Chord { key: Key::Char(char), .. }) => assert!(!char.is_control(), "{event:?}"),
        InputEvent::Key(_) | InputEvent::Mouse { .. } => {}
        // What is not UTF-8 takes three bytes for one.
        InputEvent::Paste(text) => assert!(!text.is_empty() && text.len() <= 3 * PASTE_LIMIT, "{} bytes", text.len()),
    }
}
