//! How text for the eye looks in the shell: its width, its glyphs, and whether it is painted. Colours and weight are for a terminal alone.

use std::io::{self, IsTerminal as _};

use crate::term::{self, Colors, Environment, Glyphs};
use crate::text::Line;
use crate::theme::{Role, Theme};

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
    /// How they look on the terminal at hand, if there is one; with the characters of `ascii` alone, if that is asked for.
    pub(super) fn detect(ascii: bool) -> Self {
        let mut environment = Environment::detect();
        if ascii {
            environment.glyphs = Glyphs::Ascii;
        }
        Self {
            width: term::columns().unwrap_or(WIDTH),
            theme: environment.theme(),
            painted: environment.colors != Colors::None && io::stdout().is_terminal(),
        }
    }

    /// A row as it is written, without its line break.
    pub(super) fn row(&self, line: &Line) -> String {
        let runs = line.runs.iter().map(|run| {
            let text: String = if self.theme.ascii {
                run.text.replace('…', "...").chars().map(Theme::ascii).collect()
            } else {
                run.text.clone()
            };
            if self.painted { term::painted(&text, self.theme.marked(Role::from(run.tone), run.marked)) } else { text }
        });
        let row = " ".repeat(line.indent) + &runs.collect::<String>();
        if self.painted { row } else { row.trim_end().to_owned() }
    }
}
