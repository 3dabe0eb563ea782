//! Maps a complete control sequence or single shift to a key, a mouse event or nothing. It keeps no state.

use ratatui::layout::Position;

use super::InputEvent;
use crate::app::MouseAction;
use crate::keys::{Chord, Key};

/// The bits of the modifier parameter, after 1 is subtracted from it.
const SHIFT: u32 = 1;
const CTRL: u32 = 4;
/// Caps lock and num lock, which are states and not held keys.
const LOCKS: u32 = 64 | 128;
/// The event type of a key release in the kitty keyboard protocol.
const RELEASE: u32 = 3;

/// The bits of a mouse button: modifiers, which belong to the terminal, and motion.
const BUTTON_WITH_KEY: u8 = 4 | 8 | 16;
const BUTTON_MOVES: u8 = 32;

/// The meaning of CSI with these parameter and intermediate bytes and this final byte.
pub(super) fn control(parameters: &[u8], last: u8) -> Option<InputEvent> {
    let text = str::from_utf8(parameters).ok()?;
    if let Some(text) = text.strip_prefix('<') {
        return if last == b'M' { mouse(Fields::parse(text)?, 0) } else { None };
    }
    let fields = Fields::parse(text)?;
    match last {
        b'M' => mouse(fields, 32),
        b'u' => unicode_key(fields.number(0, 0)?, fields.number(0, 1), fields.held(1)?),
        b'~' if fields.number(0, 0) == Some(27) => unicode_key(fields.number(2, 0)?, None, fields.held(1)?),
        b'~' => key(numbered(fields.number(0, 0)?)?, fields.held(1)?),
        _ => key(lettered(last)?, fields.held_last()?),
    }
}

/// The meaning of SS3 with these parameter bytes and this final byte.
pub(super) fn single_shift(parameters: &[u8], last: u8) -> Option<InputEvent> {
    const KEYPAD: &[u8] = b"*+,-./0123456789";
    let char = match last {
        b' ' => ' ',
        b'X' => '=',
        b'j'..=b'y' => char::from(KEYPAD[usize::from(last - b'j')]),
        _ => '\0',
    };
    let pressed = match last {
        _ if char != '\0' => Key::Char(char),
        b'I' => Key::Tab,
        b'M' => Key::Enter,
        _ => lettered(last)?,
    };
    key(pressed, Fields::parse(str::from_utf8(parameters).ok()?)?.held_last()?)
}

/// The three bytes after `CSI M`.
pub(super) fn x10_mouse(bytes: &[u8]) -> Option<InputEvent> {
    let [button, x, y] = <[u8; 3]>::try_from(bytes).ok()?.map(|byte| byte.checked_sub(32));
    mouse_event(button?, u16::from(x?), u16::from(y?))
}

/// The mouse in the encodings SGR (1006, 1016) and urxvt (1015). The latter adds 32 to the button.
fn mouse(fields: Fields<'_>, added: u32) -> Option<InputEvent> {
    let number = |at| fields.number(at, 0);
    let button = u8::try_from(number(0)?.checked_sub(added)?).ok()?;
    mouse_event(button, u16::try_from(number(1)?).ok()?, u16::try_from(number(2)?).ok()?)
}

/// Returns the mouse event of a button at a cell, counted from 1, or `None` if the program does not use it.
fn mouse_event(button: u8, x: u16, y: u16) -> Option<InputEvent> {
    if button & (BUTTON_WITH_KEY | BUTTON_MOVES) != 0 {
        return None;
    }
    let what = match button {
        0 => MouseAction::Press,
        64 => MouseAction::WheelUp,
        65 => MouseAction::WheelDown,
        _ => return None,
    };
    Some(InputEvent::Mouse { at: Position { x: x.checked_sub(1)?, y: y.checked_sub(1)? }, what })
}

/// Returns the key of a final byte, as in the sequences of cursor keys.
const fn lettered(last: u8) -> Option<Key> {
    Some(match last {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        b'Z' => Key::BackTab,
        _ => return None,
    })
}

/// Returns the key of the number before `~`, as in the sequences of editing keys.
const fn numbered(number: u32) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        _ => return None,
    })
}

/// Returns the key of a code point, as encoded by `CSI u` and modifyOtherKeys.
fn unicode_key(code: u32, shifted: Option<u32>, held: Held) -> Option<InputEvent> {
    const KEYPAD: &[u8] = b"0123456789./*-+";
    let pressed = match code {
        9 => Key::Tab,
        13 | 57414 => Key::Enter,
        27 => Key::Esc,
        8 | 127 => Key::Backspace,
        57399..=57413 => Key::Char(char::from(KEYPAD[usize::try_from(code - 57399).ok()?])),
        57415 => Key::Char('='),
        57416 => Key::Char(','),
        57417 => Key::Left,
        57418 => Key::Right,
        57419 => Key::Up,
        57420 => Key::Down,
        57421 => Key::PageUp,
        57422 => Key::PageDown,
        57423 => Key::Home,
        57424 => Key::End,
        57426 => Key::Delete,
        // Other keys of the kitty keyboard protocol, in the private use area.
        57344..=63743 => return None,
        _ => {
            let code = shifted.filter(|_| held.shift).unwrap_or(code);
            let char = char::from_u32(code).filter(|char| !char.is_control())?;
            Key::Char(if held.shift && !held.ctrl { upper(char) } else { char })
        }
    };
    key(pressed, held)
}

fn upper(char: char) -> char {
    let mut upper = char.to_uppercase();
    upper.next().filter(|_| upper.next().is_none()).unwrap_or(char)
}

/// The chord of a key press; `None` if nothing can be bound to it.
fn key(pressed: Key, held: Held) -> Option<InputEvent> {
    let key = if pressed == Key::Tab && held.shift { Key::BackTab } else { pressed };
    let lower = if let Key::Char(char) = key { Key::Char(char.to_ascii_lowercase()) } else { key };
    let chord = Chord { key: if held.ctrl { lower } else { key }, ctrl: held.ctrl };
    // Without these protocols, ctrl-h and backspace are the same byte.
    let chord = if chord == Chord::ctrl('h') { Chord::plain(Key::Backspace) } else { chord };
    (!held.is_unbound).then_some(InputEvent::Key(chord))
}

/// The modifiers of a key.
#[derive(Debug, Clone, Copy)]
struct Held {
    shift: bool,
    ctrl: bool,
    /// Another modifier is held, or the key is released: nothing can be bound to that.
    is_unbound: bool,
}

/// Parameters, separated by `;`, with sub-parameters, separated by `:`. Each may be empty.
#[derive(Debug, Clone, Copy)]
struct Fields<'a>(&'a str);

impl<'a> Fields<'a> {
    /// `None` if the text contains anything else or more parameters than any key has.
    fn parse(text: &'a str) -> Option<Self> {
        let is_plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b';' | b':'));
        // The third is the text of a key in the kitty keyboard protocol.
        (is_plain && text.split(';').count() <= 3).then_some(Self(text))
    }

    fn number(self, at: usize, further: usize) -> Option<u32> {
        self.0.split(';').nth(at)?.split(':').nth(further)?.parse().ok()
    }

    /// The modifiers in the parameter at this index; `None` if it is no number of modifiers.
    fn held(self, at: usize) -> Option<Held> {
        let number = match self.0.split(';').nth(at) {
            None | Some("") => 1,
            Some(_) => self.number(at, 0)?,
        };
        let bits = number.checked_sub(1)? & !LOCKS;
        let is_unbound = bits & !(SHIFT | CTRL) != 0 || self.number(at, 1) == Some(RELEASE);
        Some(Held { shift: bits & SHIFT != 0, ctrl: bits & CTRL != 0, is_unbound })
    }

    /// The modifiers in the last parameter: xterm can send `CSI 5 A` as well as `CSI 1 ; 5 A`.
    fn held_last(self) -> Option<Held> {
        self.held(self.0.split(';').count().saturating_sub(1).min(1))
    }
}
