//! How text for the eye looks in the shell: its width, its glyphs, and whether it is painted. Colours and weight are for a terminal alone.

use std::io::{self, IsTerminal as _};

use super::drawing;
use crate::config::Config;
use crate::prompt;
use crate::runtime::{self, Colors};
use crate::text::Line;
use crate::tui::theme::{Role, Theme};

/// Columns where there is no terminal to ask.
const WIDTH: usize = 80;

/// How rows look here.
pub(super) struct Look {
    pub(super) width: usize,
    theme: Theme,
    /// Whether text is given a style.
    painted: bool,
}

impl Look {
    /// How they look on the terminal at hand, if there is one, by the configuration; in ASCII alone where that is asked for.
    pub(super) fn detect(ascii: bool, config: &Config) -> Self {
        let environment = drawing::environment(ascii, config);
        Self {
            width: runtime::columns().unwrap_or(WIDTH),
            theme: drawing::theme_of(config, environment),
            painted: environment.colors != Colors::None && io::stdout().is_terminal(),
        }
    }

    /// A row as it is written, without its line break.
    pub(super) fn row(&self, line: &Line) -> String {
        let runs = line.runs.iter().map(|run| {
            let text = if self.theme.ascii { prompt::ascii(&run.text) } else { run.text.clone() };
            if self.painted {
                runtime::painted(&text, self.theme.marked(Role::from(run.tone), run.marked))
            } else {
                text
            }
        });
        let row = " ".repeat(line.indent) + &runs.collect::<String>();
        if self.painted { row } else { row.trim_end().to_owned() }
    }
}
