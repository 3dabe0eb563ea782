//! To tell what of the surroundings is known, what is assumed, and what to do. It changes nothing, and waits for nothing.

use std::env;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

use clap::Args;
use textwrap::Options;

use super::error::CliError;
use crate::config::Config;
use crate::runtime::doctor::{self, DoctorFacts, DoctorSection, TerminalFacts, Transport, UsedPath};
use crate::runtime::{self, ColorDepth, Environment, Glyphs, TerminalBackground};
use crate::search::library::CacheDir;
use crate::share::PresentationFolders;
use crate::storage::StateDir;
use crate::text::sanitize::sanitize;

const AFTER_HELP: &str = "\
It tells which colours and characters are used and why, what stands between the program and the
screen, what becomes of copies, how many bytes a key costs, and which files are used. Nothing is
asked of the terminal, so nothing is waited for; what no variable tells is assumed, and named so.

Exit status: 0, also with advice.";

/// Tell what is known of the terminal and its surroundings, and what to do where they stand in the way
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct DoctorCommand;

impl DoctorCommand {
    /// Prints it; the exit status.
    pub(super) fn run() -> Result<u8, CliError> {
        let report = format_report(&collect_facts());
        match io::stdout().lock().write_all(report.as_bytes()) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(0),
            done => done.map(|()| 0).map_err(CliError::Output),
        }
    }
}

fn variable(name: &str) -> Option<String> {
    env::var_os(name).map(|value| value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
}

/// What stands between the program and the screen.
pub(super) fn transport() -> Transport {
    Transport::from_variables(variable)
}

fn collect_facts() -> DoctorFacts {
    let environment = Environment::detect();
    let terminal = TerminalFacts {
        size: runtime::terminal_size(),
        has_keys: io::stdin().is_terminal(),
        term: variable("TERM"),
        colorterm: variable("COLORTERM"),
        no_color: variable("NO_COLOR").is_some(),
        colors: color_count(environment.colors),
        background: variable("COLORFGBG").map(|value| (value, background_word(environment.background))),
        theme: environment.design().name.to_owned(),
        locale: doctor::locale_variable(variable),
        ascii: environment.glyphs == Glyphs::Ascii,
    };
    DoctorFacts {
        terminal,
        transport: transport(),
        cost: runtime::measure_draw_cost(environment).ok(),
        paths: used_paths(),
    }
}

const fn color_count(colors: ColorDepth) -> &'static str {
    match colors {
        ColorDepth::None => "none",
        ColorDepth::Eight => "eight",
        ColorDepth::Sixteen => "sixteen",
        ColorDepth::Indexed => "256",
        ColorDepth::True => "16 million",
    }
}

const fn background_word(ground: TerminalBackground) -> &'static str {
    match ground {
        TerminalBackground::Dark => "dark",
        TerminalBackground::Light => "light",
        TerminalBackground::Unknown => "not understood",
    }
}

fn used_paths() -> Vec<UsedPath> {
    let config = Config::load();
    let folders = PresentationFolders::from_env();
    vec![
        UsedPath::file("configuration", Config::path()),
        UsedPath::folder("library", config.library.map(|folder| folder.path)),
        UsedPath::folder("texts", config.texts.map(|folder| folder.path)),
        UsedPath::writable_folder("what is remembered", StateDir::for_user().folder().map(ToOwned::to_owned)),
        UsedPath::writable_folder("cache", CacheDir::for_user().folder().map(ToOwned::to_owned)),
        UsedPath::writable_folder("presentations", Some(folders.user_folder())),
    ]
}

/// Columns of what is told of.
const NAME_WIDTH: usize = 20;

fn format_report(facts: &DoctorFacts) -> String {
    let mut report = format!("whosaid {}\n", env!("CARGO_PKG_VERSION"));
    for DoctorSection { title, rows } in doctor::sections(facts) {
        let _ = write!(report, "\n{title}\n");
        for (name, told) in rows {
            report += &wrap_row(&format!("  {name:NAME_WIDTH$}"), &told);
        }
    }
    let advice = doctor::advice(facts);
    report += if advice.is_empty() { "\nNothing stands in the way.\n" } else { "\nAdvice\n" };
    for sentence in advice {
        report += &wrap_row("  - ", &sentence);
    }
    report
}

/// Columns where there is no terminal to ask.
const WIDTH: usize = 80;

/// A row, and as many more as it takes, behind what it begins with.
fn wrap_row(begin: &str, told: &str) -> String {
    let width = runtime::terminal_columns().unwrap_or(WIDTH).max(2 * NAME_WIDTH);
    let beneath = " ".repeat(begin.len());
    let options = Options::new(width).initial_indent(begin).subsequent_indent(&beneath).break_words(false);
    textwrap::fill(&sanitize(told), options) + "\n"
}
