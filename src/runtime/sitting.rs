//! What holds for the whole of a reading, as the words and the configuration settle it. It reads neither.

use std::path::PathBuf;

use super::{Environment, Wants};
use crate::app::Relay;
use crate::keys::Keymap;
use crate::search::library::Cache;
use crate::tui::theme::Theme;
use crate::view::citation::Form;

/// What holds for the whole of a reading.
#[derive(Debug)]
pub struct Sitting {
    pub environment: Environment,
    pub theme: Theme,
    /// Which keys do what.
    pub keys: Keymap,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// As what records are cited.
    pub cited_as: Form,
    /// What stands before the terminal's clipboard.
    pub relay: Relay,
    /// What is to be told first, in place of the footer.
    pub notice: Option<String>,
    /// Where texts are looked for that do not lie beside their brief.
    pub texts: Option<PathBuf>,
    /// Where it is kept what was read of libraries.
    pub cache: Cache,
    pub wants: Wants,
}

impl Sitting {
    /// One in which nothing is settled.
    pub fn plain(environment: Environment) -> Self {
        Self {
            environment,
            theme: environment.theme(),
            keys: Keymap::default(),
            mouse: false,
            cited_as: Form::Plain,
            relay: Relay::Terminal,
            notice: None,
            texts: None,
            cache: Cache::nowhere(),
            wants: Wants::default(),
        }
    }
}
