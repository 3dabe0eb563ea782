//! Decodes the bytes that a terminal sends into events. It reads no device and no clock.
//!
//! The grammar is ECMA-48 (control sequences, control strings, single shifts) with the extensions of xterm's `ctlseqs`, the kitty
//! keyboard protocol and bracketed paste. Terminal reports and keys that cannot be bound produce no event.
//!
//! Input is UTF-8. A byte of 0x80 to 0x9F by itself is invalid text and not a C1 control, so 0x9B begins no control sequence.

mod paste;
mod sequence;

use std::mem;
use std::time::Duration;

use ratatui::layout::Position;

use crate::app::MouseAction;
use crate::keys::{Chord, Key};
use paste::Paste;
pub use paste::{INTERRUPT_WAIT, PASTE_LIMIT, PASTE_WAIT};

/// The silence after which a lone ESC is the Esc key and not the start of a sequence.
pub const ESCAPE_WAIT: Duration = Duration::from_millis(50);
/// The silence after which an unfinished sequence is dropped.
pub const SEQUENCE_WAIT: Duration = Duration::from_millis(250);
/// The longest time that a sequence takes, however its bytes come: keys that are typed behind a sequence that never ends count after it.
pub const SEQUENCE_LONGEST: Duration = Duration::from_secs(1);
/// The number of parameter bytes that are kept of a control sequence. A sequence with as many or more is ignored up to its final byte.
const SEQUENCE_LIMIT: usize = 64;

const CTRL_C: u8 = 0x03;
const BEL: u8 = 0x07;
const CAN: u8 = 0x18;
const SUB: u8 = 0x1a;
const ESC: u8 = 0x1b;

/// An input event: a key, the mouse or a paste.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputEvent {
    /// A key was pressed, or repeats.
    Key(Chord),
    /// A mouse action at a cell of the screen; positions count from 0.
    Mouse { at: Position, what: MouseAction },
    /// Text was pasted: the first [`PASTE_LIMIT`] bytes of it, in which U+FFFD replaces what is not UTF-8.
    Paste(String),
}

/// A decoder of the bytes that a terminal sends. It gives the same events however the bytes are split.
///
/// It holds at most [`PASTE_LIMIT`] bytes of pasted text and 64 bytes of a sequence. Ctrl-C (0x03) is a key in every state: at once, or
/// after [`INTERRUPT_WAIT`] of silence while a paste is open, where it may be text.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    /// The bytes of the unfinished sequence or character that are still needed.
    kept: Vec<u8>,
    paste: Paste,
    /// The time of the last byte.
    latest: Duration,
    /// The time of the ESC that began the sequence.
    begun: Duration,
}

#[derive(Debug, Default, Clone, Copy)]
enum State {
    #[default]
    Ground,
    /// Within a character of more than one byte.
    Character {
        with_alt: bool,
    },
    /// After ESC.
    Escape,
    /// After ESC `[`.
    ControlSequence,
    /// After ESC `O`.
    SingleShift,
    /// After a control sequence that `left` more characters belong to, such as the mouse report of X10.
    Tail {
        left: u8,
        of_mouse: bool,
    },
    /// Within OSC, DCS, APC, PM or SOS; `escaped` after an ESC, which may begin ST.
    String {
        escaped: bool,
    },
    Paste,
}

impl Decoder {
    /// Decodes bytes that were read at `now` and appends the events. `now` counts from any fixed moment and never decreases.
    pub fn feed(&mut self, bytes: &[u8], now: Duration, events: &mut Vec<InputEvent>) {
        self.latest = now;
        if !matches!(self.state, State::Ground | State::Character { .. } | State::Paste)
            && now > self.begun + SEQUENCE_LONGEST
        {
            self.enter(State::Ground);
        }
        for byte in bytes {
            self.step(*byte, events);
        }
    }

    /// The time at which [`pause`](Self::pause) ends the unfinished sequence; `None` if nothing is unfinished. It is at most
    /// [`PASTE_WAIT`] after the last byte.
    pub fn deadline(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Escape => Some(self.latest + ESCAPE_WAIT),
            State::Paste => Some(self.paste.deadline(self.latest)),
            State::Character { .. }
            | State::ControlSequence
            | State::SingleShift
            | State::Tail { .. }
            | State::String { .. } => Some(self.latest + SEQUENCE_WAIT),
        }
    }

    /// Ends the unfinished sequence if its deadline has passed. Call it only when no input is pending.
    pub fn pause(&mut self, now: Duration, events: &mut Vec<InputEvent>) {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return;
        }
        let ended = mem::take(&mut self.state);
        if matches!(ended, State::Escape) {
            events.push(plain(Key::Esc));
        }
        if matches!(ended, State::Paste) {
            let paste = mem::take(&mut self.paste);
            let interrupt = paste.is_interrupted().then_some(InputEvent::Key(Chord::ctrl('c')));
            events.extend(paste.end().into_iter().chain(interrupt));
        }
        self.kept.clear();
    }

    fn step(&mut self, byte: u8, events: &mut Vec<InputEvent>) {
        match self.state {
            State::Ground => self.begin(byte, events),
            State::Character { with_alt } => self.in_character(byte, with_alt, events),
            State::Escape => self.after_escape(byte, events),
            State::ControlSequence => self.in_control_sequence(byte, events),
            State::SingleShift => self.in_single_shift(byte, events),
            State::Tail { left, of_mouse } => self.in_tail(byte, left, of_mouse, events),
            State::String { escaped } => self.in_string(byte, escaped, events),
            State::Paste => {
                if self.paste.push(byte, self.latest) {
                    self.enter(State::Ground);
                    events.extend(mem::take(&mut self.paste).end());
                }
            }
        }
    }

    fn enter(&mut self, state: State) {
        self.kept.clear();
        if matches!(state, State::Escape) {
            self.begun = self.latest;
        }
        self.state = state;
    }

    /// Decodes a byte outside of any sequence.
    fn begin(&mut self, byte: u8, events: &mut Vec<InputEvent>) {
        self.enter(State::Ground);
        let letter = |from: u8, to: u8| InputEvent::Key(Chord::ctrl(char::from(byte - from + to)));
        events.push(match byte {
            ESC => return self.enter(State::Escape),
            b'\r' => plain(Key::Enter),
            b'\t' => plain(Key::Tab),
            // Half of all terminals send 0x08 for the key above enter.
            0x08 | 0x7f => plain(Key::Backspace),
            0x00 => letter(0x00, b' '),
            0x01..=0x1a => letter(0x01, b'a'),
            0x1c..=0x1f => letter(0x1c, b'4'),
            0x20..=0x7e => InputEvent::Key(Chord::char(char::from(byte))),
            0xc2..=0xf4 => return self.begin_character(byte, false),
            0x80..=0xc1 | 0xf5..=0xff => return,
        });
    }

    fn begin_character(&mut self, byte: u8, with_alt: bool) {
        self.enter(State::Character { with_alt });
        self.kept.push(byte);
    }

    fn in_character(&mut self, byte: u8, with_alt: bool, events: &mut Vec<InputEvent>) {
        if !is_continuation(byte) {
            return self.begin(byte, events);
        }
        self.kept.push(byte);
        let length = match self.kept[0] {
            ..0xe0 => 2,
            0xe0..0xf0 => 3,
            0xf0.. => 4,
        };
        if self.kept.len() == length {
            let char = str::from_utf8(&self.kept).ok().and_then(|text| text.chars().next());
            let typed = char.filter(|char| !with_alt && !char.is_control());
            events.extend(typed.map(|char| InputEvent::Key(Chord::char(char))));
            self.enter(State::Ground);
        }
    }

    /// A key with alt is sent as ESC and the key. Alt is never bound.
    fn after_escape(&mut self, byte: u8, events: &mut Vec<InputEvent>) {
        self.enter(match byte {
            b'[' => State::ControlSequence,
            b'O' => State::SingleShift,
            b'P' | b'X' | b']' | b'^' | b'_' => State::String { escaped: false },
            ESC => {
                events.push(plain(Key::Esc));
                State::Escape
            }
            CTRL_C => return self.begin(byte, events),
            0xc2..=0xf4 => return self.begin_character(byte, true),
            _ => State::Ground,
        });
    }

    fn in_control_sequence(&mut self, byte: u8, events: &mut Vec<InputEvent>) {
        match byte {
            0x20..=0x3f => self.keep(byte),
            0x40..=0x7e => self.end_control_sequence(byte, events),
            _ => self.give_up(byte, events),
        }
    }

    fn end_control_sequence(&mut self, last: u8, events: &mut Vec<InputEvent>) {
        let tail = |left, of_mouse| State::Tail { left, of_mouse };
        let next = match (self.kept.as_slice(), last) {
            (b"200", b'~') => State::Paste,
            // The mouse of X10 and of xterm's mode 1001, and the function keys of the Linux console.
            (b"", b'M') => tail(3, true),
            (b"", b't') => tail(2, false),
            (b"", b'T') => tail(6, false),
            (b"", b'[') => tail(1, false),
            (parameters, _) if parameters.len() >= SEQUENCE_LIMIT => State::Ground,
            (parameters, _) => {
                events.extend(sequence::control(parameters, last));
                State::Ground
            }
        };
        self.enter(next);
    }

    fn in_single_shift(&mut self, byte: u8, events: &mut Vec<InputEvent>) {
        match byte {
            0x30..=0x3f => self.keep(byte),
            0x20..=0x2f | 0x40..=0x7e => {
                events.extend(sequence::single_shift(&self.kept, byte));
                self.enter(State::Ground);
            }
            _ => self.give_up(byte, events),
        }
    }

    /// A character has one byte, or two in xterm's mode 1005.
    fn in_tail(&mut self, byte: u8, left: u8, of_mouse: bool, events: &mut Vec<InputEvent>) {
        let is_lead = |byte: &u8| (0xc2..=0xdf).contains(byte);
        let left = match byte {
            _ if is_continuation(byte) && self.kept.last().is_some_and(is_lead) => left,
            // The last character had one byte, not two.
            _ if left == 0 => return self.begin(byte, events),
            0x01..=0x1f => return self.give_up(byte, events),
            _ => left - 1,
        };
        self.keep(byte);
        if left > 0 || is_lead(&byte) {
            self.state = State::Tail { left, of_mouse };
            return;
        }
        if of_mouse {
            events.extend(sequence::x10_mouse(&self.kept));
        }
        self.enter(State::Ground);
    }

    /// Drops a control string up to ST, BEL (which xterm allows in place of ST), CAN, SUB, Ctrl-C or the next sequence.
    fn in_string(&mut self, byte: u8, escaped: bool, events: &mut Vec<InputEvent>) {
        match byte {
            ESC if escaped => self.enter(State::Escape),
            ESC => self.enter(State::String { escaped: true }),
            b'\\' if escaped => self.enter(State::Ground),
            _ if escaped => self.after_escape(byte, events),
            BEL | CAN | SUB => self.enter(State::Ground),
            CTRL_C => self.begin(byte, events),
            _ => {}
        }
    }

    fn keep(&mut self, byte: u8) {
        if self.kept.len() < SEQUENCE_LIMIT {
            self.kept.push(byte);
        }
    }

    /// Drops the sequence at a byte that it cannot contain, and decodes that byte. CAN and SUB only cancel.
    fn give_up(&mut self, byte: u8, events: &mut Vec<InputEvent>) {
        if matches!(byte, CAN | SUB) { self.enter(State::Ground) } else { self.begin(byte, events) }
    }
}

const fn is_continuation(byte: u8) -> bool {
    matches!(byte, 0x80..=0xbf)
}

const fn plain(key: Key) -> InputEvent {
    InputEvent::Key(Chord::plain(key))
}

#[cfg(test)]
mod tests;
