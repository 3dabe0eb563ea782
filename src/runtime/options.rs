//! What holds for the whole of a reading, as the words and the configuration settle it. It reads neither.

use std::path::PathBuf;

use super::{Environment, PresentationOptions};
use crate::app::ClipboardRoute;
use crate::keys::Keymap;
use crate::search::library::CacheDir;
use crate::tui::theme::Theme;
use crate::view::citation::CitationFormat;

/// What holds for the whole of a reading.
#[derive(Debug)]
pub struct ReaderOptions {
    pub environment: Environment,
    pub theme: Theme,
    /// Which keys do what.
    pub keys: Keymap,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// As what records are cited.
    pub cited_as: CitationFormat,
    /// What stands before the terminal's clipboard.
    pub relay: ClipboardRoute,
    /// What is to be told first, in place of the footer.
    pub notice: Option<String>,
    /// Where texts are looked for that do not lie beside their brief.
    pub texts: Option<PathBuf>,
    /// Where it is kept what was read of libraries.
    pub cache: CacheDir,
    pub presentation: PresentationOptions,
}

impl ReaderOptions {
    /// One in which nothing is settled.
    pub fn new(environment: Environment) -> Self {
        Self {
            environment,
            theme: environment.theme(),
            keys: Keymap::default(),
            mouse: false,
            cited_as: CitationFormat::Plain,
            relay: ClipboardRoute::Terminal,
            notice: None,
            texts: None,
            cache: CacheDir::disabled(),
            presentation: PresentationOptions::default(),
        }
    }
}
