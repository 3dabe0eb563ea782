//! How a screen is to be drawn, as far as the words say so. It draws nothing.

use clap::Args;

use crate::term::{Environment, Glyphs};

#[derive(Debug, Default, Args)]
pub(super) struct Drawing {
    /// Draw with the characters of ASCII alone
    #[arg(long)]
    ascii: bool,
}

impl Drawing {
    /// What the terminal at hand can show, and is wanted to.
    pub(super) fn environment(&self) -> Environment {
        let detected = Environment::detect();
        if self.ascii { Environment { glyphs: Glyphs::Ascii, ..detected } } else { detected }
    }
}
