//! How text for the eye looks in the shell: its width, its glyphs, and whether it is painted. Colours and weight are for a terminal alone.

use std::io::{self, IsTerminal as _};

use super::display;
use crate::config::Config;
use crate::prompt;
use crate::runtime::{self, ColorDepth};
use crate::text::TextLine;
use crate::tui::theme::{Theme, ThemeRole};

/// Columns where there is no terminal to ask.
const WIDTH: usize = 80;

/// How rows look here.
pub(super) struct RowRenderer {
    pub(super) width: usize,
    theme: Theme,
    /// Whether text is given a style.
    is_styled: bool,
}

impl RowRenderer {
    /// How they look on the terminal at hand, if there is one, by the configuration; in ASCII alone where that is asked for.
    pub(super) fn detect(ascii: bool, config: &Config) -> Self {
        let environment = display::environment(ascii, config);
        Self {
            width: runtime::terminal_columns().unwrap_or(WIDTH),
            theme: display::configured_theme(config, environment),
            is_styled: environment.colors != ColorDepth::None && io::stdout().is_terminal(),
        }
    }

    /// A row as it is written, without its line break.
    pub(super) fn render(&self, line: &TextLine) -> String {
        let runs = line.runs.iter().map(|run| {
            let text = if self.theme.ascii { prompt::to_ascii(&run.text) } else { run.text.clone() };
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
