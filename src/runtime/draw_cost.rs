//! What drawing costs on the way to the terminal, measured on a screen that nobody sees.

use std::io;

use ratatui::layout::Size;

use super::event_loop::paint;
use super::frame_encoder::FrameEncoder;
use super::workspace::{StartTarget, Workspace};
use super::{Environment, tty};
use crate::app::{Msg, update};
use crate::keys::Chord;
use crate::loader::{self, BriefLocation, LoadedBrief};
use crate::runtime::doctor::DrawCost;
use crate::storage::StateDir;
use crate::tui::Screen;

/// A walk through all panes: moved, narrowed, gone to the proof and back.
const KEYS: &str = "jjjj<tab>jjjj<tab>jjll<tab>jjjj<pgdn>kk<tab>JJ2jj<space>4jj<backspace>3jl<enter>[!nj<esc>4Gg";

/// What a reader of the brief that comes with the program costs on the terminal at hand.
///
/// # Errors
/// Never, as long as the program comes with a brief that can be read.
pub fn measure_draw_cost(environment: Environment) -> io::Result<DrawCost> {
    measure_at(environment, tty::size())
}

fn measure_at(environment: Environment, size: Size) -> io::Result<DrawCost> {
    let mut desk = Workspace::new(StateDir::disabled(), None, environment.letters());
    let reading = Box::new(LoadedBrief::from_source_files(loader::bundled()));
    let mut app = desk.start(StartTarget::Brief { place: BriefLocation::Bundled, reading, at: None }, size)?;
    app.notice = None;
    let (mut canvas, theme) = (FrameEncoder::default(), environment.theme());
    let first = canvas.encode(size, |area, cells| paint(&Screen { app: &app, theme }, area, cells)).len();
    let (mut sum, mut most, chords) = (0, 0, Chord::parse_all(KEYS));
    for chord in &chords {
        let _ = update(&mut app, Msg::Key(*chord));
        let bytes = canvas.encode(size, |area, cells| paint(&Screen { app: &app, theme }, area, cells)).len();
        sum += bytes;
        most = most.max(bytes);
    }
    Ok(DrawCost { first_frame: first, keys: chords.len(), mean: sum / chords.len().max(1), max: most })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_costs_less_than_the_first_screen_and_something() {
        let environment = Environment::from_variables(|_| Some("xterm-256color".to_owned()));
        let DrawCost { first_frame: first, keys, mean, max: most } =
            measure_at(environment, Size { width: 80, height: 24 }).unwrap();
        assert!(keys > 40 && 0 < mean && mean < most && mean < first, "{first} {keys} {mean} {most}");
    }
}
