//! What the terminal sends, as the reader means it. Sizes are not read here: they come with their signal.

use std::io;
use std::sync::mpsc::Sender;
use std::time::Duration;

use ratatui::crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Position;

use super::News;
use crate::app::{Mouse, Msg};
use crate::keys::{Chord, Key};

/// How long a terminal may pause within one answer.
const PAUSE: Duration = Duration::from_millis(500);

const NAMED: [(KeyCode, Key); 14] = [
    (KeyCode::Enter, Key::Enter),
    (KeyCode::Esc, Key::Esc),
    (KeyCode::Tab, Key::Tab),
    (KeyCode::BackTab, Key::BackTab),
    (KeyCode::Backspace, Key::Backspace),
    (KeyCode::Delete, Key::Delete),
    (KeyCode::Up, Key::Up),
    (KeyCode::Down, Key::Down),
    (KeyCode::Left, Key::Left),
    (KeyCode::Right, Key::Right),
    (KeyCode::Home, Key::Home),
    (KeyCode::End, Key::End),
    (KeyCode::PageUp, Key::PageUp),
    (KeyCode::PageDown, Key::PageDown),
];

/// Passes on what is typed and pasted, and what the mouse does where it is listened to, until nobody listens or the terminal is gone.
pub(super) fn listen(news: &Sender<News>, mouse: bool) -> io::Result<()> {
    let mut ear = Ear { hears_mouse: mouse, ..Ear::default() };
    loop {
        if ear.hears_an_answer && !event::poll(PAUSE)? {
            ear.hears_an_answer = false;
        }
        if let Some(msg) = ear.hear(event::read()?)
            && news.send(News::Msg(msg)).is_err()
        {
            return Ok(());
        }
    }
}

/// Tells people from terminals: an answer to a question that some other program asked arrives here as if typed.
#[derive(Debug, Default)]
struct Ear {
    hears_an_answer: bool,
    /// Whether the mouse is listened to: some other program may have left it on.
    hears_mouse: bool,
}

impl Ear {
    fn hear(&mut self, event: Event) -> Option<Msg> {
        match event {
            Event::Key(key) if self.hears_an_answer => {
                self.hears_an_answer = !ends_answer(key);
                None
            }
            Event::Key(key) if begins_answer(key) => {
                self.hears_an_answer = true;
                None
            }
            Event::Key(key) => chord(key).map(Msg::Key),
            Event::Paste(text) => Some(Msg::Paste(text)),
            Event::Mouse(mouse) if self.hears_mouse => used(mouse),
            Event::Resize(..) | Event::Mouse(_) | Event::FocusGained | Event::FocusLost => None,
        }
    }
}

/// What the mouse does as the reader knows it; `None` for what it has no use for. With a key held down it is the terminal's.
fn used(mouse: MouseEvent) -> Option<Msg> {
    let what = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Mouse::Press,
        MouseEventKind::ScrollUp => Mouse::WheelUp,
        MouseEventKind::ScrollDown => Mouse::WheelDown,
        MouseEventKind::Down(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    let at = Position { x: mouse.column, y: mouse.row };
    mouse.modifiers.is_empty().then_some(Msg::Mouse { at, what })
}

/// Alt and one of these is how crossterm reads the introducers OSC, DCS, APC, PM and SOS (ECMA-48 8.3).
fn begins_answer(key: KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::ALT) && [']', 'P', '_', '^', 'X'].map(KeyCode::Char).contains(&key.code)
}

/// ST, or the BEL that xterm allows in its place.
fn ends_answer(key: KeyEvent) -> bool {
    let (code, held) = (key.code, key.modifiers);
    (code == KeyCode::Char('\\') && held == KeyModifiers::ALT)
        || (code == KeyCode::Char('g') && held == KeyModifiers::CONTROL)
}

/// The press as the reader knows it; `None` for keys that it has no use for.
fn chord(key: KeyEvent) -> Option<Chord> {
    let bindable = KeyModifiers::SHIFT | KeyModifiers::CONTROL;
    if key.kind == KeyEventKind::Release || !bindable.contains(key.modifiers) {
        return None;
    }
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    if let KeyCode::Char(char) = key.code {
        let chord = if ctrl { Chord::ctrl(char.to_ascii_lowercase()) } else { Chord::char(char) };
        // Half of all terminals send this for the key above enter.
        return Some(if chord == Chord::ctrl('h') { Chord::plain(Key::Backspace) } else { chord });
    }
    let code =
        if key.code == KeyCode::Tab && key.modifiers == KeyModifiers::SHIFT { KeyCode::BackTab } else { key.code };
    let (_, key) = NAMED.into_iter().find(|(named, _)| *named == code)?;
    Some(Chord { key, ctrl })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
        KeyEvent::new(code, modifiers)
    }

    #[test]
    fn presses_become_the_readers_chords() {
        let plain = |code| chord(press(code, KeyModifiers::NONE));
        assert_eq!(plain(KeyCode::Char('j')), Some(Chord::char('j')));
        assert_eq!(plain(KeyCode::PageDown), Some(Chord::plain(Key::PageDown)));
        assert_eq!(plain(KeyCode::F(1)), None);
        assert_eq!(chord(press(KeyCode::Char('G'), KeyModifiers::SHIFT)), Some(Chord::char('G')));
        assert_eq!(chord(press(KeyCode::Char('c'), KeyModifiers::CONTROL)), Some(Chord::ctrl('c')));
        assert_eq!(chord(press(KeyCode::Tab, KeyModifiers::SHIFT)), Some(Chord::plain(Key::BackTab)));
        assert_eq!(chord(press(KeyCode::BackTab, KeyModifiers::SHIFT)), Some(Chord::plain(Key::BackTab)));
        assert_eq!(chord(press(KeyCode::Char('h'), KeyModifiers::CONTROL)), Some(Chord::plain(Key::Backspace)));
    }

    #[test]
    fn alt_and_releases_are_not_for_us() {
        assert_eq!(chord(press(KeyCode::Char('q'), KeyModifiers::ALT)), None);
        assert_eq!(chord(press(KeyCode::Char('q'), KeyModifiers::CONTROL | KeyModifiers::ALT)), None);
        let release = KeyEvent::new_with_kind(KeyCode::Char('q'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(chord(release), None);
    }

    #[test]
    fn the_mouse_is_heard_where_it_is_asked_for() {
        let told = |hears_mouse, kind, modifiers| {
            let mut ear = Ear { hears_mouse, ..Ear::default() };
            ear.hear(Event::Mouse(MouseEvent { kind, column: 7, row: 3, modifiers }))
        };
        let press = MouseEventKind::Down(MouseButton::Left);
        let heard = told(true, press, KeyModifiers::NONE);
        assert!(matches!(heard, Some(Msg::Mouse { at: Position { x: 7, y: 3 }, what: Mouse::Press })), "{heard:?}");
        assert!(told(true, press, KeyModifiers::CONTROL).is_none());
        assert!(told(true, MouseEventKind::Up(MouseButton::Left), KeyModifiers::NONE).is_none());
        assert!(told(false, press, KeyModifiers::NONE).is_none());
        assert!(told(false, MouseEventKind::ScrollUp, KeyModifiers::NONE).is_none());
    }

    #[test]
    fn a_terminals_answer_is_swallowed_up_to_its_end() {
        let mut ear = Ear::default();
        let mut heard = Vec::new();
        let answer = "11;rgb:0000/qqqq/0000".chars().map(|char| press(KeyCode::Char(char), KeyModifiers::NONE));
        let presses = [press(KeyCode::Char(']'), KeyModifiers::ALT)]
            .into_iter()
            .chain(answer)
            .chain([press(KeyCode::Char('\\'), KeyModifiers::ALT), press(KeyCode::Char('j'), KeyModifiers::NONE)]);
        for key in presses {
            if let Some(Msg::Key(chord)) = ear.hear(Event::Key(key)) {
                heard.push(chord);
            }
        }
        assert_eq!(heard, [Chord::char('j')]);
    }
}
