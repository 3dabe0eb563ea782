//! To read: what the words name is opened in the reader, once nothing is left that could prevent it.

use std::borrow::Cow;
use std::io::{self, ErrorKind, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::clearance::{Clearance, Missed};
use super::config;
use super::drawing::Drawing;
use super::reference::{self, Reference};
use super::refusal::{REFUSED, Refusal, a_terminal};
use super::target::{self, Target};
use super::texts::Texts;
use crate::app::{Head, Listed};
use crate::config::Config;
use crate::diagnostics::Policy;
use crate::diagnostics::render::{self, Style};
use crate::loader::{self, Entry, Place, Reading};
use crate::model::Brief;
use crate::prompt::Paper;
use crate::runtime::{self, Colors, Environment, Sitting, Start};
use crate::search::library;

/// Faults after these many are counted and not drawn: nobody reads them, and most come from the first.
const MOST_DRAWN: usize = 100;

/// Columns of plain text where there is no terminal to ask.
const WIDTH: usize = 80;
/// On less, no row would hold a word.
const NARROWEST: usize = 20;

/// How a brief is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Panes,
    /// Line by line, in plain text.
    Prompt,
    /// All at once, in plain text.
    Print,
}

#[derive(Debug, Args)]
pub(super) struct Open {
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
    texts: Texts,

    #[command(flatten)]
    drawing: Drawing,
}

impl Open {
    /// Reads until the reader or the system has enough; the exit status.
    pub(super) fn run(self) -> Result<u8, Refusal> {
        let config = config::of_user();
        let sitting = self.drawing.sitting(&config)?;
        if let Some(word) = &self.audience {
            return self.print_for(Clearance::parse(word)?, &config, paper(&sitting));
        }
        let start = self.start(&config)?;
        let texts = self.texts.folder(&config)?;
        let paper = paper(&sitting);
        let sitting = Sitting { texts, ..sitting };
        match self.manner() {
            Manner::Panes => runtime::run(start, sitting).map(runtime::Ending::status).map_err(Refusal::Terminal),
            Manner::Prompt => {
                written(runtime::prompt(start, sitting, paper, &mut io::stdout()).map(runtime::Ending::status))
            }
            Manner::Print => {
                written(runtime::print_plainly(start, sitting.texts, paper, &mut io::stdout().lock()).map(|()| 0))
            }
        }
    }

    /// How it is to be read: as the words say, and else as the terminal can.
    fn manner(&self) -> Manner {
        match (self.interactive, self.plain || a_terminal().is_err()) {
            (true, _) => Manner::Prompt,
            (false, true) => Manner::Print,
            (false, false) if runtime::is_dumb() => Manner::Prompt,
            (false, false) => Manner::Panes,
        }
    }

    fn start(&self, config: &Config) -> Result<Start, Refusal> {
        match self.target(config)? {
            (Target::Brief { place, reading }, id) => self.brief(place, *reading, id.as_deref()),
            (Target::Library { root, entries }, _) => Ok(Start::Library { root, entries }),
        }
    }

    /// What is named, and the id of a record where a brief is.
    fn target(&self, config: &Config) -> Result<(Target, Option<String>), Refusal> {
        let Some(path) = &self.brief else {
            let reading = Box::new(Reading::of(loader::bundled()));
            return Ok((Target::Brief { place: Place::Bundled, reading }, None));
        };
        let (path, id) = match reference::read(path) {
            Some(Reference { brief, id }) => (Cow::Owned(brief), Some(id)),
            None => (Cow::Borrowed(path), None),
        };
        match (target::find(&path, config)?, id) {
            (Target::Library { root, entries }, Some(id)) => {
                Err(Refusal::Reference(reference::among(&root, &entries, &id)))
            }
            found => Ok(found),
        }
    }

    /// Prints what may be shown to an audience; the exit status. Nothing is looked for in what may not.
    fn print_for(&self, clearance: Clearance, config: &Config, paper: Paper) -> Result<u8, Refusal> {
        let out = &mut io::stdout().lock();
        match self.target(config)? {
            (Target::Brief { place, reading }, id) => {
                let brief = clearance.clear_only(readable(&reading, self.force)?, &reading)?;
                let at = id.map(|id| reference::record(&place, &brief, &id)).transpose().map_err(Refusal::Reference)?;
                written(runtime::print_cleared(&place, brief, at, paper, out).map(|()| 0))
            }
            (Target::Library { root, entries }, _) => {
                let (briefs, all_shown) = listed_for(clearance, &root, &entries);
                let status = if all_shown { 0 } else { REFUSED };
                written(runtime::print_briefs(&root, briefs, paper, out).map(|()| status))
            }
        }
    }

    /// The brief, at the record that `id` names, unless it has faults that nobody has agreed to.
    fn brief(&self, place: Place, reading: Reading, id: Option<&str>) -> Result<Start, Refusal> {
        let brief = readable(&reading, self.force)?;
        let at = id.map(|id| reference::record(&place, brief, id)).transpose();
        Ok(Start::Brief { at: at.map_err(Refusal::Reference)?, place, reading: Box::new(reading) })
    }
}

/// The briefs of a folder as an audience may see them; whether none was left out for its faults, or because it cannot be read.
fn listed_for(mut clearance: Clearance, root: &Path, entries: &[Entry]) -> (Vec<Listed>, bool) {
    let (mut briefs, mut all_shown) = (Vec::new(), true);
    for entry in entries {
        let place = Place::Entry(entry.clone());
        let reading = match place.read() {
            Ok(reading) => reading,
            Err(error) => {
                let _ = Refusal::Disk(error).tell();
                all_shown = false;
                continue;
            }
        };
        match clearance.clear(&place.spelt(), &reading) {
            Ok(Some(brief)) => {
                let head = Head::new(&brief, reading.number_of_faults());
                briefs.push(Listed { name: library::name_in(root, entry), head: Ok(head) });
            }
            Ok(None) => {}
            Err(Missed) => all_shown = false,
        }
    }
    clearance.say_above();
    (briefs, all_shown)
}

/// What plain text is written on.
pub(super) fn paper(sitting: &Sitting) -> Paper {
    Paper { width: runtime::columns().unwrap_or(WIDTH).max(NARROWEST), ascii: sitting.theme.ascii }
}

/// Whoever reads what is written may have had enough.
pub(super) fn written(done: io::Result<u8>) -> Result<u8, Refusal> {
    match done {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(0),
        done => done.map_err(Refusal::Output),
    }
}

/// The brief that was read, unless it has faults that nobody has agreed to by force.
pub(super) fn readable(reading: &Reading, force: bool) -> Result<&Brief, Refusal> {
    match &reading.brief {
        Some(brief) if reading.faults.is_empty() || force => Ok(brief),
        brief => {
            let color = Environment::detect().colors != Colors::None && io::stderr().is_terminal();
            let style = Style { policy: &Policy::default(), color, most: MOST_DRAWN };
            let report = render::render(&reading.files, &reading.faults, &style);
            let count = render::count(&reading.faults, style.policy);
            let report = format!("{report}{count}\n");
            Err(Refusal::Faults { report, readable: brief.is_some() })
        }
    }
}
