//! To tell what of the surroundings is known, what is assumed, and what to do. It changes nothing, and waits for nothing.

use std::env;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

use clap::Args;
use textwrap::Options;

use super::refusal::Refusal;
use crate::config::Config;
use crate::runtime::doctor::{self, Between, Facts, Place, Section, Terminal};
use crate::runtime::{self, Colors, Environment, Glyphs, Ground};
use crate::search::library::Cache;
use crate::share::Folders;
use crate::storage::Shelf;
use crate::text::sanitize::harmless;

const TELLS: &str = "\
It tells which colours and characters are used and why, what stands between the program and the
screen, what becomes of copies, how many bytes a key costs, and which files are used. Nothing is
asked of the terminal, so nothing is waited for; what no variable tells is assumed, and named so.

Exit status: 0, also with advice.";

/// Tell what is known of the terminal and its surroundings, and what to do where they stand in the way
#[derive(Debug, Args)]
#[command(after_help = TELLS)]
pub(super) struct Doctor;

impl Doctor {
    /// Prints it; the exit status.
    pub(super) fn run() -> Result<u8, Refusal> {
        let report = report(&facts());
        match io::stdout().lock().write_all(report.as_bytes()) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(0),
            done => done.map(|()| 0).map_err(Refusal::Output),
        }
    }
}

fn variable(name: &str) -> Option<String> {
    env::var_os(name).map(|value| value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
}

/// What stands between the program and the screen.
pub(super) fn between() -> Between {
    Between::of(variable)
}

fn facts() -> Facts {
    let environment = Environment::detect();
    let terminal = Terminal {
        size: runtime::size(),
        has_keys: io::stdin().is_terminal(),
        term: variable("TERM"),
        colorterm: variable("COLORTERM"),
        no_color: variable("NO_COLOR").is_some(),
        colors: count_of(environment.colors),
        ground: variable("COLORFGBG").map(|value| (value, word_of(environment.ground))),
        theme: environment.design().name.to_owned(),
        locale: doctor::locale(variable),
        ascii: environment.glyphs == Glyphs::Ascii,
    };
    Facts { terminal, between: between(), cost: runtime::cost(environment).ok(), places: places() }
}

const fn count_of(colors: Colors) -> &'static str {
    match colors {
        Colors::None => "none",
        Colors::Eight => "eight",
        Colors::Sixteen => "sixteen",
        Colors::Indexed => "256",
        Colors::True => "16 million",
    }
}

const fn word_of(ground: Ground) -> &'static str {
    match ground {
        Ground::Dark => "dark",
        Ground::Light => "light",
        Ground::Unknown => "not understood",
    }
}

fn places() -> Vec<Place> {
    let config = Config::of_user();
    let folders = Folders::of_user();
    vec![
        Place::file("configuration", Config::path()),
        Place::folder("library", config.library.map(|folder| folder.path)),
        Place::folder("texts", config.texts.map(|folder| folder.path)),
        Place::written("what is remembered", Shelf::of_user().folder().map(ToOwned::to_owned)),
        Place::written("cache", Cache::of_user().folder().map(ToOwned::to_owned)),
        Place::written("presentations", Some(folders.of_presentations())),
    ]
}

/// Columns of what is told of.
const NAME: usize = 20;

fn report(facts: &Facts) -> String {
    let mut report = format!("whosaid {}\n", env!("CARGO_PKG_VERSION"));
    for Section { title, rows } in doctor::told(facts) {
        let _ = write!(report, "\n{title}\n");
        for (name, told) in rows {
            report += &wrapped(&format!("  {name:NAME$}"), &told);
        }
    }
    let advice = doctor::advice(facts);
    report += if advice.is_empty() { "\nNothing stands in the way.\n" } else { "\nAdvice\n" };
    for sentence in advice {
        report += &wrapped("  - ", &sentence);
    }
    report
}

/// Columns where there is no terminal to ask.
const WIDTH: usize = 80;

/// A row, and as many more as it takes, behind what it begins with.
fn wrapped(begin: &str, told: &str) -> String {
    let width = runtime::columns().unwrap_or(WIDTH).max(2 * NAME);
    let beneath = " ".repeat(begin.len());
    let options = Options::new(width).initial_indent(begin).subsequent_indent(&beneath).break_words(false);
    textwrap::fill(&harmless(told), options) + "\n"
}
