//! The default command: opens what the arguments name in the reader, at the prompt or as plain text. It opens nothing before all checks
//! have passed.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::clearance::{BriefNotShown, Clearance};
use super::config;
use super::display::{self, DisplayArgs};
use super::error::{CliError, EXIT_ERROR, require_terminal};
use super::reference::{self, RecordReference};
use super::resolve::{self, ResolvedTarget};
use super::stdout::ignore_broken_pipe;
use super::texts_args::TextsArgs;
use crate::config::Config;
use crate::diagnostics::LintPolicy;
use crate::diagnostics::render::{self, RenderStyle};
use crate::loader::{BriefLocation, BundledBrief, LoadedBrief, UnreadBrief};
use crate::model::Brief;
use crate::plain::PlainOptions;
use crate::runtime::{self, ColorDepth, Environment, ReaderOptions, StartTarget};
use crate::search::library;
use crate::search::library::{BriefListSummary, BriefListing};

/// At most this many faults are shown and the rest only counted: most of the rest follow from the first ones.
const MAX_RENDERED_FAULTS: usize = 100;

/// Fewest columns of plain text: on fewer, no row would hold a word.
const MIN_WIDTH: usize = 20;

/// How a brief is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReadMode {
    Panes,
    /// Commands and answers in plain text.
    Prompt,
    /// The whole brief in plain text.
    Print,
}

#[derive(Debug, Args)]
pub(super) struct OpenCommand {
    /// A brief (a folder with a brief.toml, or one .toml file), a folder of briefs to choose from, or BRIEF#ID to open
    /// a brief at a statement, event or claim. Without it, the current folder if it is a brief, else the brief that comes
    /// with the program
    #[arg(value_name = "BRIEF")]
    brief: Option<PathBuf>,

    /// Open a brief that has faults, as far as it can be read
    #[arg(long)]
    force: bool,

    /// Print the whole brief as plain text with headings. This is the default if there is no terminal
    #[arg(long)]
    plain: bool,

    /// Print only what this audience may see, such as TLP:GREEN: everything marked above it is left out, and whatever depends on it
    #[arg(long, value_name = "TLP", requires = "plain", conflicts_with = "interactive")]
    audience: Option<String>,

    /// Read at a prompt: type a command, get sentences in plain text. Nothing is redrawn
    #[arg(long)]
    interactive: bool,

    #[command(flatten)]
    texts: TextsArgs,

    #[command(flatten)]
    display: DisplayArgs,
}

impl OpenCommand {
    /// Reads until the user quits or a signal arrives. Returns the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let config = config::load_and_report();
        let options = self.display.reader_options(&config)?;
        if let Some(word) = &self.audience {
            return self.print_for(Clearance::parse(word)?, &config, plain_options(&options));
        }
        let start = self.start_target(&config)?;
        let texts = self.texts.folder(&config)?;
        let plain = plain_options(&options);
        let options = ReaderOptions { texts, ..options };
        match self.read_mode() {
            ReadMode::Panes => {
                runtime::run(start, options).map(runtime::ExitReason::status).map_err(CliError::Terminal)
            }
            ReadMode::Prompt => ignore_broken_pipe(
                runtime::run_prompt(start, options, plain, &mut io::stdout()).map(runtime::ExitReason::status),
            ),
            ReadMode::Print => ignore_broken_pipe(
                runtime::print_plain(start, options.texts, plain, &mut io::stdout().lock()).map(|()| 0),
            ),
        }
    }

    /// The mode that the options ask for, or else the one that the terminal supports.
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
            (ResolvedTarget::Brief { location, loaded }, id) => self.start_at_brief(location, *loaded, id.as_deref()),
            (ResolvedTarget::Library { root, entries }, _) => Ok(StartTarget::Library { root, entries }),
        }
    }

    /// The target that the arguments name, and the id of a record in it if they name one.
    fn target(&self, config: &Config) -> Result<(ResolvedTarget, Option<String>), CliError> {
        let Some(path) = self.brief.clone().or_else(resolve::current_brief) else {
            let loaded = Box::new(LoadedBrief::from_bundled(BundledBrief::default()));
            return Ok((
                ResolvedTarget::Brief { location: BriefLocation::Bundled(BundledBrief::default()), loaded },
                None,
            ));
        };
        let (path, id) = match reference::parse(&path) {
            Some(RecordReference { brief, id }) => (brief, Some(id)),
            None => (path, None),
        };
        match (resolve::resolve_path(&path, config)?, id) {
            (ResolvedTarget::Library { root, entries }, Some(id)) => {
                Err(CliError::Reference(reference::needs_brief_message(&root, &entries, &id)))
            }
            found => Ok(found),
        }
    }

    /// Prints what an audience may see. Returns the exit status. A record id is looked up in the redacted brief only.
    fn print_for(&self, clearance: Clearance, config: &Config, plain: PlainOptions) -> Result<u8, CliError> {
        let out = &mut io::stdout().lock();
        match self.target(config)? {
            (ResolvedTarget::Brief { location, loaded }, id) => {
                // Before any fault is printed: a fault quotes the brief.
                clearance.require_allowed(&loaded)?;
                let brief = clearance.clear_only(require_readable(&loaded, self.force)?)?;
                let at = id
                    .map(|id| reference::find_record(&location, &brief, &id))
                    .transpose()
                    .map_err(CliError::Reference)?;
                ignore_broken_pipe(runtime::print_cleared(&location, brief, at, plain, out).map(|()| 0))
            }
            (ResolvedTarget::Library { root, entries }, _) => {
                let (briefs, all_shown) = list_for(clearance, &root, &entries);
                let status = if all_shown { 0 } else { EXIT_ERROR };
                ignore_broken_pipe(runtime::print_briefs(&root, briefs, plain, out)).map(|()| status)
            }
        }
    }

    /// Starts at the record that `id` names. Fails if the brief has faults and `--force` is not given.
    fn start_at_brief(
        &self,
        location: BriefLocation,
        loaded: LoadedBrief,
        id: Option<&str>,
    ) -> Result<StartTarget, CliError> {
        let brief = require_readable(&loaded, self.force)?;
        let at = id.map(|id| reference::find_record(&location, brief, id)).transpose();
        Ok(StartTarget::Brief { at: at.map_err(CliError::Reference)?, place: location, reading: Box::new(loaded) })
    }
}

/// The briefs of a folder as an audience may see them, and whether all could be read and had no faults that forbid showing them.
fn list_for(mut clearance: Clearance, root: &Path, entries: &[UnreadBrief]) -> (Vec<BriefListing>, bool) {
    let (mut briefs, mut all_shown) = (Vec::new(), true);
    for entry in entries {
        let location = BriefLocation::InLibrary(entry.clone());
        let loaded = match location.read() {
            Ok(loaded) => loaded,
            Err(error) => {
                let _ = CliError::Load(error).report();
                all_shown = false;
                continue;
            }
        };
        all_shown &= loaded.all_read;
        match clearance.clear(&location.path_as_given(), &loaded) {
            Ok(Some(brief)) => {
                let summary = BriefListSummary::new(&brief, loaded.fault_count());
                briefs.push(BriefListing { name: library::name_in(root, entry), summary: Ok(summary) });
            }
            Ok(None) => {}
            Err(BriefNotShown) => all_shown = false,
        }
    }
    clearance.report_withheld("shown");
    (briefs, all_shown)
}

/// The width and the character set of plain text.
pub(super) fn plain_options(options: &ReaderOptions) -> PlainOptions {
    PlainOptions { width: display::terminal_width().max(MIN_WIDTH), ascii: options.theme.ascii }
}

/// The loaded brief.
///
/// # Errors
/// Nothing of the brief can be read, or it has faults and `force` is not set. The error holds the rendered faults.
pub(super) fn require_readable(loaded: &LoadedBrief, force: bool) -> Result<&Brief, CliError> {
    match &loaded.brief {
        Some(brief) if loaded.faults.is_empty() || force => Ok(brief),
        brief => {
            let color = Environment::detect().colors != ColorDepth::None && io::stderr().is_terminal();
            let style = RenderStyle { policy: &LintPolicy::default(), color, most: MAX_RENDERED_FAULTS };
            let report = render::render(&loaded.files, &loaded.faults, &style);
            let count = render::count(&loaded.faults, style.policy);
            let report = format!("{report}{count}\n");
            Err(CliError::Faults { report, readable: brief.is_some() })
        }
    }
}
