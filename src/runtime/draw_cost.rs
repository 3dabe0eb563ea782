//! Measures how many bytes drawing sends to the terminal. It writes nothing to the terminal.

use std::io;

use ratatui::layout::Size;

use super::event_loop::paint;
use super::frame_encoder::FrameEncoder;
use super::workspace::{StartTarget, Workspace};
use super::{Environment, tty};
use crate::app::{Msg, update};
use crate::keys::Chord;
use crate::loader::{BriefLocation, BundledBrief, LoadedBrief};
use crate::runtime::doctor::DrawCost;
use crate::storage::StateDir;
use crate::tui::Screen;

/// Keys that visit all panes, move, filter, follow a reference and return.
const KEYS: &str = "jjjj<tab>jjjj<tab>jjll<tab>jjjj<pgdn>kk<tab>JJ2jj<space>4jj<backspace>3jl<enter>[!nj<esc>4Gg";

/// Measures the bytes of the first frame and of each key in a reader of the bundled brief, at the size of the current terminal.
///
/// # Errors
/// When the bundled brief cannot be read.
pub fn measure_draw_cost(environment: Environment) -> io::Result<DrawCost> {
    measure_at(environment, tty::size())
}

fn measure_at(environment: Environment, size: Size) -> io::Result<DrawCost> {
    let mut workspace = Workspace::new(StateDir::disabled(), None, environment.letters());
    let reading = Box::new(LoadedBrief::from_bundled(BundledBrief::default()));
    let mut app = workspace.start(
        StartTarget::Brief { place: BriefLocation::Bundled(BundledBrief::default()), reading, at: None },
        size,
    )?;
    app.notice = None;
    let (mut encoder, theme) = (FrameEncoder::default(), environment.theme());
    let first_frame = encoder.encode(size, |area, cells| paint(&Screen { app: &app, theme }, area, cells)).len();
    let (mut sum, mut max, chords) = (0, 0, Chord::parse_all(KEYS));
    for chord in &chords {
        let _ = update(&mut app, Msg::Key(*chord));
        let bytes = encoder.encode(size, |area, cells| paint(&Screen { app: &app, theme }, area, cells)).len();
        sum += bytes;
        max = max.max(bytes);
    }
    Ok(DrawCost { first_frame, keys: chords.len(), mean: sum / chords.len().max(1), max })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_costs_less_than_the_first_screen_and_something() {
        let environment = Environment::from_variables(|_| Some("xterm-256color".to_owned()));
        let DrawCost { first_frame, keys, mean, max } =
            measure_at(environment, Size { width: 80, height: 24 }).unwrap();
        assert!(keys > 40 && 0 < mean && mean < max && mean < first_frame, "{first_frame} {keys} {mean} {max}");
    }
}
