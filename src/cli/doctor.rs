//! The `doctor` command: reports what is known and assumed about the terminal, with advice. It never changes anything, nor waits for the
//! terminal.

use std::env;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};

use clap::Args;
use textwrap::Options;

use super::display;
use super::error::CliError;
use super::stdout;
use crate::config::Config;
use crate::runtime::doctor::{self, DoctorFacts, DoctorSection, TerminalFacts, Transport, UsedPath};
use crate::runtime::{self, ColorDepth, Environment, Glyphs, TerminalBackground};
use crate::search::library::CacheDir;
use crate::share::PresentationFolders;
use crate::storage::StateDir;
use crate::text::sanitize::sanitize;

const AFTER_HELP: &str = "\
The report lists the colours and characters in use and the reason for them, the programs between
whosaid and the screen (ssh, tmux, screen), whether copies reach the clipboard, how many bytes one
key press costs, and which files are used. The command sends no query to the terminal: what no
environment variable says is assumed, and marked as assumed.

Exit status: 0, also if there is advice.";

/// Report what is known about the terminal and its environment, with advice on problems
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct DoctorCommand;

impl DoctorCommand {
    /// Prints the report. Returns the exit status.
    pub(super) fn run() -> Result<u8, CliError> {
        stdout::print(&format_report(&collect_facts()))
    }
}

fn variable(name: &str) -> Option<String> {
    env::var_os(name).map(|value| value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
}

/// The programs between this one and the screen, such as ssh or tmux.
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

const fn background_word(background: TerminalBackground) -> &'static str {
    match background {
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

/// Columns of the names.
const NAME_WIDTH: usize = 20;

fn format_report(facts: &DoctorFacts) -> String {
    let mut report = format!("whosaid {}\n", env!("CARGO_PKG_VERSION"));
    for DoctorSection { title, rows } in doctor::sections(facts) {
        let _ = write!(report, "\n{title}\n");
        for (name, text) in rows {
            report += &wrap_row(&format!("  {name:NAME_WIDTH$}"), &text);
        }
    }
    let advice = doctor::advice(facts);
    report += if advice.is_empty() { "\nNothing stands in the way.\n" } else { "\nAdvice\n" };
    for sentence in advice {
        report += &wrap_row("  - ", &sentence);
    }
    report
}

/// `text` wrapped at the terminal's width, after `prefix`; the following rows are indented as wide as `prefix`.
fn wrap_row(prefix: &str, text: &str) -> String {
    let width = display::terminal_width().max(2 * NAME_WIDTH);
    let indent = " ".repeat(prefix.len());
    let options = Options::new(width).initial_indent(prefix).subsequent_indent(&indent).break_words(false);
    textwrap::fill(&sanitize(text), options) + "\n"
}
