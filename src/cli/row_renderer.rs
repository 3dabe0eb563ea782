//! Renders text lines for the shell: width, glyphs and styles. Styles are never written unless standard output is a terminal.

use std::io::{self, IsTerminal as _};

use super::display;
use crate::config::Config;
use crate::plain;
use crate::runtime::{self, ColorDepth};
use crate::text::TextLine;
use crate::tui::theme::{Theme, ThemeRole};

/// Renders rows of text.
pub(super) struct RowRenderer {
    pub(super) width: usize,
    theme: Theme,
    /// Whether text gets colours and attributes.
    is_styled: bool,
}

impl RowRenderer {
    /// The renderer for the terminal and the configuration; with ASCII only, if `ascii` is set.
    pub(super) fn detect(ascii: bool, config: &Config) -> Self {
        let environment = display::environment(ascii, config);
        Self {
            width: display::terminal_width(),
            theme: display::configured_theme(config, environment),
            is_styled: environment.colors != ColorDepth::None && io::stdout().is_terminal(),
        }
    }

    /// Renders one line, without a line break.
    pub(super) fn render(&self, line: &TextLine) -> String {
        let runs = line.runs.iter().map(|run| {
            let text = if self.theme.ascii { plain::to_ascii(&run.text) } else { run.text.clone() };
            if self.is_styled {
                runtime::styled(&text, self.theme.marked(ThemeRole::from(run.tone), run.marked))
            } else {
                text
            }
        });
        let row = " ".repeat(line.indent) + &runs.collect::<String>();
        if self.is_styled { row } else { row.trim_end().to_owned() }
    }
}
