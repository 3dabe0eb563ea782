//! To read: what the words name is opened in the reader, once nothing is left that could prevent it.

use std::borrow::Cow;
use std::io::{self, ErrorKind, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::clearance::{Clearance, Missed};
use super::config;
use super::display::DisplayArgs;
use super::error::{CliError, EXIT_ERROR, require_terminal};
use super::reference::{self, RecordReference};
use super::resolve::{self, ResolvedTarget};
use super::texts_args::TextsArgs;
use crate::config::Config;
use crate::diagnostics::LintPolicy;
use crate::diagnostics::render::{self, RenderStyle};
use crate::loader::{self, BriefLocation, LoadedBrief, UnreadBrief};
use crate::model::Brief;
use crate::prompt::PlainOptions;
use crate::runtime::{self, ColorDepth, Environment, ReaderOptions, StartTarget};
use crate::search::library;
use crate::search::library::{BriefListSummary, BriefListing};

/// Faults after these many are counted and not drawn: nobody reads them, and most come from the first.
const MAX_RENDERED_FAULTS: usize = 100;

/// Columns of plain text where there is no terminal to ask.
const WIDTH: usize = 80;
/// On less, no row would hold a word.
const MIN_WIDTH: usize = 20;

/// How a brief is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReadMode {
    Panes,
    /// Line by line, in plain text.
    Prompt,
    /// All at once, in plain text.
    Print,
}

#[derive(Debug, Args)]
pub(super) struct OpenCommand {
    /// A brief: a folder with a brief.toml, or one .toml file. Or a folder of briefs, to choose from.
    /// Or BRIEF#ID, to stand at a statement, event or claim. Without it, the brief that comes with the program.
    #[arg(value_name = "BRIEF")]
    brief: Option<PathBuf>,

    /// Open a brief that has faults, as far as it can be read
    #[arg(long)]
    force: bool,

    /// Print the whole brief as plain text, with headings; without a terminal it is so by itself
    #[arg(long)]
    plain: bool,

    /// For whom it is printed, such as TLP:GREEN: what is marked above it is left out, with all that follows from it
    #[arg(long, value_name = "TLP", requires = "plain", conflicts_with = "interactive")]
    audience: Option<String>,

    /// Read at a prompt, in plain text: a line asks, sentences answer, nothing is redrawn
    #[arg(long)]
    interactive: bool,

    #[command(flatten)]
    texts: TextsArgs,

    #[command(flatten)]
    drawing: DisplayArgs,
}

impl OpenCommand {
    /// Reads until the reader or the system has enough; the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let config = config::load_and_report();
        let sitting = self.drawing.reader_options(&config)?;
        if let Some(word) = &self.audience {
            return self.print_for(Clearance::parse(word)?, &config, plain_options(&sitting));
        }
        let start = self.start_target(&config)?;
        let texts = self.texts.folder(&config)?;
        let paper = plain_options(&sitting);
        let sitting = ReaderOptions { texts, ..sitting };
        match self.read_mode() {
            ReadMode::Panes => {
                runtime::run(start, sitting).map(runtime::ExitReason::status).map_err(CliError::Terminal)
            }
            ReadMode::Prompt => ignore_broken_pipe(
                runtime::run_prompt(start, sitting, paper, &mut io::stdout()).map(runtime::ExitReason::status),
            ),
            ReadMode::Print => ignore_broken_pipe(
                runtime::print_plain(start, sitting.texts, paper, &mut io::stdout().lock()).map(|()| 0),
            ),
        }
    }

    /// How it is to be read: as the words say, and else as the terminal can.
    fn read_mode(&self) -> ReadMode {
        match (self.interactive, self.plain || require_terminal().is_err()) {
            (true, _) => ReadMode::Prompt,
            (false, true) => ReadMode::Print,
            (false, false) if runtime::is_dumb_terminal() => ReadMode::Prompt,
            (false, false) => ReadMode::Panes,
        }
    }

    fn start_target(&self, config: &Config) -> Result<StartTarget, CliError> {
        match self.target(config)? {
            (ResolvedTarget::Brief { place, reading }, id) => self.start_at_brief(place, *reading, id.as_deref()),
            (ResolvedTarget::Library { root, entries }, _) => Ok(StartTarget::Library { root, entries }),
        }
    }

    /// What is named, and the id of a record where a brief is.
    fn target(&self, config: &Config) -> Result<(ResolvedTarget, Option<String>), CliError> {
        let Some(path) = &self.brief else {
            let reading = Box::new(LoadedBrief::from_source_files(loader::bundled()));
            return Ok((ResolvedTarget::Brief { place: BriefLocation::Bundled, reading }, None));
        };
        let (path, id) = match reference::parse(path) {
            Some(RecordReference { brief, id }) => (Cow::Owned(brief), Some(id)),
            None => (Cow::Borrowed(path), None),
        };
        match (resolve::resolve_path(&path, config)?, id) {
            (ResolvedTarget::Library { root, entries }, Some(id)) => {
                Err(CliError::Reference(reference::needs_brief_message(&root, &entries, &id)))
            }
            found => Ok(found),
        }
    }

    /// Prints what may be shown to an audience; the exit status. Nothing is looked for in what may not.
    fn print_for(&self, clearance: Clearance, config: &Config, paper: PlainOptions) -> Result<u8, CliError> {
        let out = &mut io::stdout().lock();
        match self.target(config)? {
            (ResolvedTarget::Brief { place, reading }, id) => {
                let brief = clearance.clear_only(require_readable(&reading, self.force)?, &reading)?;
                let at = id
                    .map(|id| reference::find_record(&place, &brief, &id))
                    .transpose()
                    .map_err(CliError::Reference)?;
                ignore_broken_pipe(runtime::print_cleared(&place, brief, at, paper, out).map(|()| 0))
            }
            (ResolvedTarget::Library { root, entries }, _) => {
                let (briefs, all_shown) = listed_for(clearance, &root, &entries);
                let status = if all_shown { 0 } else { EXIT_ERROR };
                ignore_broken_pipe(runtime::print_briefs(&root, briefs, paper, out).map(|()| status))
            }
        }
    }

    /// The brief, at the record that `id` names, unless it has faults that nobody has agreed to.
    fn start_at_brief(
        &self,
        place: BriefLocation,
        reading: LoadedBrief,
        id: Option<&str>,
    ) -> Result<StartTarget, CliError> {
        let brief = require_readable(&reading, self.force)?;
        let at = id.map(|id| reference::find_record(&place, brief, id)).transpose();
        Ok(StartTarget::Brief { at: at.map_err(CliError::Reference)?, place, reading: Box::new(reading) })
    }
}

/// The briefs of a folder as an audience may see them; whether none was left out for its faults, or because it cannot be read.
fn listed_for(mut clearance: Clearance, root: &Path, entries: &[UnreadBrief]) -> (Vec<BriefListing>, bool) {
    let (mut briefs, mut all_shown) = (Vec::new(), true);
    for entry in entries {
        let place = BriefLocation::InLibrary(entry.clone());
        let reading = match place.read() {
            Ok(reading) => reading,
            Err(error) => {
                let _ = CliError::Load(error).report();
                all_shown = false;
                continue;
            }
        };
        match clearance.clear(&place.path_as_given(), &reading) {
            Ok(Some(brief)) => {
                let head = BriefListSummary::new(&brief, reading.fault_count());
                briefs.push(BriefListing { name: library::name_in(root, entry), summary: Ok(head) });
            }
            Ok(None) => {}
            Err(Missed) => all_shown = false,
        }
    }
    clearance.say_above();
    (briefs, all_shown)
}

/// What plain text is written on.
pub(super) fn plain_options(sitting: &ReaderOptions) -> PlainOptions {
    PlainOptions { width: runtime::terminal_columns().unwrap_or(WIDTH).max(MIN_WIDTH), ascii: sitting.theme.ascii }
}

/// Whoever reads what is written may have had enough.
pub(super) fn ignore_broken_pipe(done: io::Result<u8>) -> Result<u8, CliError> {
    match done {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(0),
        done => done.map_err(CliError::Output),
    }
}

/// The brief that was read, unless it has faults that nobody has agreed to by force.
pub(super) fn require_readable(reading: &LoadedBrief, force: bool) -> Result<&Brief, CliError> {
    match &reading.brief {
        Some(brief) if reading.faults.is_empty() || force => Ok(brief),
        brief => {
            let color = Environment::detect().colors != ColorDepth::None && io::stderr().is_terminal();
            let style = RenderStyle { policy: &LintPolicy::default(), color, most: MAX_RENDERED_FAULTS };
            let report = render::render(&reading.files, &reading.faults, &style);
            let count = render::count(&reading.faults, style.policy);
            let report = format!("{report}{count}\n");
            Err(CliError::Faults { report, readable: brief.is_some() })
        }
    }
}
