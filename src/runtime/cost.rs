//! What drawing costs on the way to the terminal, measured on a screen that nobody sees.

use std::io;

use ratatui::layout::Size;

use super::canvas::Canvas;
use super::desk::{Desk, Start};
use super::session::paint;
use super::{Environment, tty};
use crate::app::{Msg, update};
use crate::keys::Chord;
use crate::loader::{self, Place, Reading};
use crate::runtime::doctor::Cost;
use crate::storage::Shelf;
use crate::tui::Screen;

/// A walk through all panes: moved, narrowed, gone to the proof and back.
const KEYS: &str = "jjjj<tab>jjjj<tab>jjll<tab>jjjj<pgdn>kk<tab>JJ2jj<space>4jj<backspace>3jl<enter>[!nj<esc>4Gg";

/// What a reader of the brief that comes with the program costs on the terminal at hand.
///
/// # Errors
/// Never, as long as the program comes with a brief that can be read.
pub fn cost(environment: Environment) -> io::Result<Cost> {
    cost_at(environment, tty::size())
}

fn cost_at(environment: Environment, size: Size) -> io::Result<Cost> {
    let mut desk = Desk::new(Shelf::nowhere(), None, environment.letters());
    let reading = Box::new(Reading::of(loader::bundled()));
    let mut app = desk.start(Start::Brief { place: Place::Bundled, reading, at: None }, size)?;
    app.notice = None;
    let (mut canvas, theme) = (Canvas::default(), environment.theme());
    let first = canvas.frame(size, |area, cells| paint(&Screen { app: &app, theme }, area, cells)).len();
    let (mut sum, mut most, chords) = (0, 0, Chord::parse_all(KEYS));
    for chord in &chords {
        let _ = update(&mut app, Msg::Key(*chord));
        let bytes = canvas.frame(size, |area, cells| paint(&Screen { app: &app, theme }, area, cells)).len();
        sum += bytes;
        most = most.max(bytes);
    }
    Ok(Cost { first, keys: chords.len(), mean: sum / chords.len().max(1), most })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_costs_less_than_the_first_screen_and_something() {
        let environment = Environment::from_variables(|_| Some("xterm-256color".to_owned()));
        let Cost { first, keys, mean, most } = cost_at(environment, Size { width: 80, height: 24 }).unwrap();
        assert!(keys > 40 && 0 < mean && mean < most && mean < first, "{first} {keys} {mean} {most}");
    }
}
