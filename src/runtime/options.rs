//! The options of a reader, as set by the command line and the configuration. It reads neither.

use std::path::PathBuf;

use super::{Environment, PresentationOptions};
use crate::app::ClipboardRoute;
use crate::keys::Keymap;
use crate::search::library::CacheDir;
use crate::tui::theme::Theme;
use crate::view::citation::CitationFormat;

/// Options that hold until the program exits.
#[derive(Debug)]
pub struct ReaderOptions {
    pub environment: Environment,
    pub theme: Theme,
    /// The key bindings.
    pub keys: Keymap,
    /// Whether mouse events are used.
    pub mouse: bool,
    /// The format of citations.
    pub citation_format: CitationFormat,
    /// What is between the program and the terminal's clipboard.
    pub clipboard_route: ClipboardRoute,
    /// A notice to show first, in place of the footer.
    pub notice: Option<String>,
    /// The folder of texts that are not beside their brief.
    pub texts: Option<PathBuf>,
    /// The cache of libraries.
    pub cache: CacheDir,
    pub presentation: PresentationOptions,
}

impl ReaderOptions {
    /// The default options for a terminal.
    pub fn new(environment: Environment) -> Self {
        Self {
            environment,
            theme: environment.theme(),
            keys: Keymap::default(),
            mouse: false,
            citation_format: CitationFormat::Plain,
            clipboard_route: ClipboardRoute::Terminal,
            notice: None,
            texts: None,
            cache: CacheDir::disabled(),
            presentation: PresentationOptions::default(),
        }
    }
}
