//! The `present` command: presents a brief as cards for an audience. It never shows anything above the label of the audience.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::clearance::{Clearance, parse_audience};
use super::config;
use super::display::DisplayArgs;
use super::dry_run::DryRun;
use super::error::{CliError, require_terminal};
use super::open;
use super::resolve::{self, ResolvedTarget};
use super::stdout::ignore_broken_pipe;
use super::texts_args::TextsArgs;
use crate::app::presentation::{DeckLength, PresentationPlan};
use crate::config::Config;
use crate::loader::{BriefLocation, BundledBrief, LoadedBrief};
use crate::model::Tlp;
use crate::runtime::{self, PresentationOptions, ReaderOptions, StartTarget};

use crate::storage::SavedPresentation;
use crate::storage::StateDir;

const EXAMPLES: &str = "\
Examples:
  whosaid present briefs/kp-kabul-talks                       ask for the audience, then present
  whosaid present --audience TLP:GREEN --minutes 15 BRIEF     present 15 cards with 15 minutes on the clock
  whosaid present --all BRIEF                                 present every card
  whosaid present --resume                                    continue at the same card after a lost connection
  whosaid present BRIEF --audience TLP:GREEN --list           list the cards, and what is withheld
  whosaid present BRIEF --audience TLP:GREEN --plain          print every card as text

Space, an arrow key or a clicker shows the next card; ? shows every key. Everything marked above
the audience, and every note, is removed before anything is shown. The same user joins on this
host with `whosaid follow`; `--group NAME` lets the members of that group join too.
On a dumb terminal, the cards are shown as text at a prompt.

Exit status: 0 after presenting; 2 if nothing can be presented (standard error gives the reason);
128 plus the signal number after a signal.";

/// Present a brief as cards: bottom line, issues, contradictions, timeline, quotes
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct PresentCommand {
    /// A brief: a folder with a brief.toml, or one .toml file. Without it, the current folder if it
    /// is a brief, else the brief that comes with the program
    #[arg(value_name = "BRIEF")]
    brief: Option<PathBuf>,

    /// The label of the audience, such as TLP:GREEN: everything marked above it is left out. Without it, the program asks
    #[arg(long, value_name = "TLP")]
    audience: Option<String>,

    /// Planned length: the time left is shown beside the clock, and as many cards are chosen as fit, one a minute. Without it, cards
    /// for 10 minutes. A brief that has a `[deck]` shows that deck
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u16).range(1..=1440))]
    minutes: Option<u16>,

    /// Show every card, however long it takes
    #[arg(long)]
    all: bool,

    /// Continue the last presentation at the card where it was interrupted; the clock has kept running
    #[arg(long)]
    resume: bool,

    /// Let the members of this user group follow too
    #[arg(long, value_name = "NAME")]
    group: Option<String>,

    #[command(flatten)]
    print: PrintArgs,

    /// Present a brief that has faults, as far as it can be read. Only for TLP:RED, because a label may be missing
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    texts: TextsArgs,

    #[command(flatten)]
    display: DisplayArgs,
}

/// What to print instead of presenting.
#[derive(Debug, Default, Args)]
struct PrintArgs {
    /// List the cards, and what is withheld from the audience, with labels. Without an audience, count what each label withholds
    #[arg(long, conflicts_with = "plain")]
    list: bool,

    /// Print every card as text, one below the other
    #[arg(long, requires = "audience")]
    plain: bool,
}

impl PresentCommand {
    /// Presents until the speaker quits or a signal arrives. Returns the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let config = config::load_and_report();
        let options = self.display.reader_options(&config)?;
        let last = if self.resume { Some(last_presentation()?) } else { None };
        let audience = self.audience(last.as_ref())?;
        let (location, loaded) = self.load_brief(&config, last.as_ref())?;
        if let (Some(brief), Some(audience)) = (&loaded.brief, audience) {
            let clearance = Clearance::new(audience);
            clearance.require_allowed(&loaded)?;
            clearance.clear_only(brief)?;
        }
        let texts = self.texts.folder(&config)?;
        let print_options = open::plain_options(&options);
        let length = self.length(last.as_ref());
        if self.print.list {
            let dry_run = DryRun { location, loaded, audience, texts, plain: print_options, length };
            return ignore_broken_pipe(dry_run.write(&mut io::stdout().lock()).map(|()| 0));
        }
        if !self.print.plain {
            require_terminal()?;
        }
        let minutes = self.minutes.or(last.as_ref().and_then(|last| last.minutes));
        let before = last.as_ref().map_or(Duration::ZERO, elapsed_before);
        let name = last.as_ref().and_then(|last| last.name.clone());
        let plan = PresentationPlan { minutes, length, from: last.map(|last| last.spot), is_standalone: true };
        let start = StartTarget::Presentation { place: location, reading: Box::new(loaded), audience, plan };
        if self.print.plain {
            return ignore_broken_pipe(
                runtime::print_plain(start, texts, print_options, &mut io::stdout().lock()).map(|()| 0),
            );
        }
        let options = ReaderOptions {
            texts,
            presentation: PresentationOptions { group: self.group, name, elapsed_before: before },
            ..options
        };
        if runtime::is_dumb_terminal() {
            let done = runtime::run_prompt(start, options, print_options, &mut io::stdout());
            return ignore_broken_pipe(done.map(runtime::ExitReason::status));
        }
        runtime::run(start, options).map(runtime::ExitReason::status).map_err(CliError::Terminal)
    }

    /// The label of the audience: the one of the arguments, or the one of the presentation that is resumed.
    fn audience(&self, last: Option<&SavedPresentation>) -> Result<Option<Tlp>, CliError> {
        let Some(word) = &self.audience else {
            // If the saved label is not one, the program asks for it.
            return Ok(last.and_then(|last| Tlp::from_word(&last.audience)));
        };
        parse_audience(word).map(Some)
    }

    /// How long the deck may be: as the arguments say, else as in the presentation that is resumed, else [`DEFAULT_MINUTES`].
    fn length(&self, last: Option<&SavedPresentation>) -> DeckLength {
        match (self.all, self.minutes, last) {
            (true, _, _) => DeckLength::EveryCard,
            (false, Some(minutes), _) => DeckLength::Minutes(minutes),
            (false, None, Some(last)) => DeckLength::from_minutes(last.deck_minutes),
            (false, None, None) => DeckLength::Minutes(DEFAULT_MINUTES),
        }
    }

    fn load_brief(
        &self,
        config: &Config,
        last: Option<&SavedPresentation>,
    ) -> Result<(BriefLocation, LoadedBrief), CliError> {
        let last_brief = last.map(|last| PathBuf::from(&last.brief));
        let (location, loaded) = match self.brief.clone().or(last_brief).or_else(resolve::current_brief) {
            None => {
                (BriefLocation::Bundled(BundledBrief::default()), LoadedBrief::from_bundled(BundledBrief::default()))
            }
            Some(path) => match resolve::resolve_path(&path, config)? {
                ResolvedTarget::Brief { location, loaded } => (location, *loaded),
                ResolvedTarget::Library { .. } => {
                    let why = format!("{} is a folder of briefs: name the one to present", path.display());
                    return Err(CliError::Presentation(why));
                }
            },
        };
        if let (Some(last), Some(_)) = (last, &self.brief)
            && location.absolute_path() != last.brief
        {
            let why = format!(
                "the last presentation was of {}: to continue it, run `present --resume` without a brief",
                last.brief
            );
            return Err(CliError::Presentation(why));
        }
        open::require_readable(&loaded, self.force)?;
        Ok((location, loaded))
    }
}

/// The last presentation that was given.
fn last_presentation() -> Result<SavedPresentation, CliError> {
    let none = || CliError::Presentation("there is no presentation to continue: name a brief".to_owned());
    StateDir::for_user().load_presentation().filter(|presented| !presented.brief.is_empty()).ok_or_else(none)
}

/// The minutes for which cards are chosen when nobody says how long the talk is.
const DEFAULT_MINUTES: u16 = 10;

/// Longest interruption in seconds that counts as part of the presentation.
const LONGEST_GAP: i64 = 2 * 60 * 60;

/// How long the presentation has lasted, including the interruption. A gap that is negative or longer than [`LONGEST_GAP`] is ignored.
fn elapsed_before(last: &SavedPresentation) -> Duration {
    let gap = runtime::now().checked_sub(last.at).filter(|gap| (0..=LONGEST_GAP).contains(gap)).unwrap_or(0);
    Duration::from_secs(last.elapsed).saturating_add(Duration::from_secs(u64::try_from(gap).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn audience(word: &str) -> Result<Option<Tlp>, String> {
        let command = PresentCommand {
            brief: None,
            audience: Some(word.to_owned()),
            minutes: None,
            all: false,
            resume: false,
            group: None,
            force: false,
            print: PrintArgs::default(),
            texts: TextsArgs::default(),
            display: DisplayArgs::default(),
        };
        command.audience(None).map_err(|error| error.to_string())
    }

    #[test]
    fn a_label_is_known_with_and_without_its_prefix_and_no_other_word_is_one() {
        assert_eq!(audience("TLP:GREEN"), Ok(Some(Tlp::Green)));
        assert_eq!(audience("amber+strict"), Ok(Some(Tlp::AmberStrict)));
        let error = audience("TLP:GREN").unwrap_err();
        assert!(error.contains("did you mean TLP:GREEN?"), "{error}");
        assert!(audience("TLP:WHITE").is_err() && audience("").is_err());
    }

    #[test]
    fn a_clock_that_was_set_adds_nothing() {
        let at = |at| elapsed_before(&SavedPresentation { elapsed: 60, at, ..SavedPresentation::default() });
        assert_eq!(at(i64::MIN), Duration::from_secs(60));
        assert_eq!(at(i64::MAX), Duration::from_secs(60));
        assert_eq!(at(0), Duration::from_secs(60));
        assert!(at(runtime::now() - 30) >= Duration::from_secs(90));
    }
}
