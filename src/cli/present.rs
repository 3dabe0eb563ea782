//! To present: what the words name becomes a deck of cards for an audience, and nothing above its label is shown.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::audience;
use super::config;
use super::display::DisplayArgs;
use super::dry_run::DryRun;
use super::error::{CliError, require_terminal};
use super::open;
use super::resolve::{self, ResolvedTarget};
use super::texts_args::TextsArgs;
use crate::app::presentation::{FAULTY_BRIEF, PresentationPlan};
use crate::config::Config;
use crate::loader::{self, BriefLocation, LoadedBrief};
use crate::model::Tlp;
use crate::redact;
use crate::runtime::{self, PresentationOptions, ReaderOptions, StartTarget};
use crate::storage::SavedPresentation;
use crate::storage::StateDir;

const EXAMPLES: &str = "\
Examples:
  whosaid present briefs/kp-kabul-talks                       the audience is asked for
  whosaid present --audience TLP:GREEN --minutes 15 BRIEF     with a quarter of an hour on the clock
  whosaid present --resume                                    go on after a lost line, at that card
  whosaid present BRIEF --audience TLP:GREEN --list           its cards, and what is withheld
  whosaid present BRIEF --audience TLP:GREEN --plain          every card as text

space, an arrow or a clicker goes on; ? shows every key. What is marked above the audience,
and every note, is removed before anything is shown. Whoever is logged in to this host as the
same user joins with `whosaid follow`; `--group NAME` lets the people of that group join too.
On a terminal that is dumb, cards are told at a prompt.

Exit status: 0 after presenting; 2 when nothing can be presented, with the reason on standard
error; 128 and its number after a signal.";

/// Present a brief as cards: bottom line, issues, contradictions, timeline, quotes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct PresentCommand {
    /// A brief: a folder with a brief.toml, or one .toml file. Without it, the brief that comes with the program.
    #[arg(value_name = "BRIEF")]
    brief: Option<PathBuf>,

    /// The label of the room, such as TLP:GREEN: what is marked above it is left out. Without it, it is asked for.
    #[arg(long, value_name = "TLP")]
    audience: Option<String>,

    /// How long it is to take: what is left stands beside the clock
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u16).range(1..=1440))]
    minutes: Option<u16>,

    /// Go on with the last presentation, at the card and on the clock where it was lost
    #[arg(long)]
    resume: bool,

    /// Let the people of this group of users follow as well
    #[arg(long, value_name = "NAME")]
    group: Option<String>,

    #[command(flatten)]
    on_paper: PrintArgs,

    /// Present a brief that has faults, as far as it can be read; to TLP:RED alone, for a fault may have cost a label
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    texts: TextsArgs,

    #[command(flatten)]
    drawing: DisplayArgs,
}

/// What is printed in place of presenting.
#[derive(Debug, Default, Args)]
struct PrintArgs {
    /// List the cards, and what is withheld from the audience, with its labels; without an audience, how much is from each
    #[arg(long, conflicts_with = "plain")]
    list: bool,

    /// Print every card as text, one below the other
    #[arg(long, requires = "audience")]
    plain: bool,
}

impl PresentCommand {
    /// Presents until the speaker or the system has enough; the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let config = config::load_and_report();
        let sitting = self.drawing.reader_options(&config)?;
        let last = if self.resume { Some(last_presentation()?) } else { None };
        let audience = self.audience(last.as_ref())?;
        let (place, reading) = self.load_brief(&config, last.as_ref())?;
        if let (Some(brief), Some(audience)) = (&reading.brief, audience) {
            if !reading.faults.is_empty() && audience != Tlp::Red {
                return Err(CliError::Presentation(FAULTY_BRIEF.to_owned()));
            }
            redact::redact_for(brief, audience).map_err(|above| CliError::Presentation(above.to_string()))?;
        }
        let texts = self.texts.folder(&config)?;
        let paper = open::plain_options(&sitting);
        if self.on_paper.list {
            let rehearsal = DryRun { place, reading, audience, texts, plain: paper };
            return open::ignore_broken_pipe(rehearsal.write(&mut io::stdout().lock()).map(|()| 0));
        }
        if !self.on_paper.plain {
            require_terminal()?;
        }
        let minutes = self.minutes.or(last.as_ref().and_then(|last| last.minutes));
        let before = last.as_ref().map_or(Duration::ZERO, elapsed_before);
        let name = last.as_ref().and_then(|last| last.name.clone());
        let plan = PresentationPlan { minutes, from: last.map(|last| last.spot), is_standalone: true };
        let start = StartTarget::Presentation { place, reading: Box::new(reading), audience, plan };
        if self.on_paper.plain {
            return open::ignore_broken_pipe(
                runtime::print_plain(start, texts, paper, &mut io::stdout().lock()).map(|()| 0),
            );
        }
        let sitting = ReaderOptions {
            texts,
            presentation: PresentationOptions { group: self.group, name, elapsed_before: before },
            ..sitting
        };
        if runtime::is_dumb_terminal() {
            let done = runtime::run_prompt(start, sitting, paper, &mut io::stdout());
            return open::ignore_broken_pipe(done.map(runtime::ExitReason::status));
        }
        runtime::run(start, sitting).map(runtime::ExitReason::status).map_err(CliError::Terminal)
    }

    /// The label of the room: the one that is named, or that of the presentation that is gone on with.
    fn audience(&self, last: Option<&SavedPresentation>) -> Result<Option<Tlp>, CliError> {
        let Some(word) = &self.audience else {
            // What cannot be understood is asked for again.
            return Ok(last.and_then(|last| Tlp::from_word(&last.audience)));
        };
        audience::parse(word).map(Some)
    }

    fn load_brief(
        &self,
        config: &Config,
        last: Option<&SavedPresentation>,
    ) -> Result<(BriefLocation, LoadedBrief), CliError> {
        let earlier = last.map(|last| PathBuf::from(&last.brief));
        let (place, reading) = match self.brief.as_ref().or(earlier.as_ref()) {
            None => (BriefLocation::Bundled, LoadedBrief::from_source_files(loader::bundled())),
            Some(path) => match resolve::resolve_path(path, config)? {
                ResolvedTarget::Brief { place, reading } => (place, *reading),
                ResolvedTarget::Library { .. } => {
                    let why = format!("{} is a folder of briefs: name the one to present", path.display());
                    return Err(CliError::Presentation(why));
                }
            },
        };
        if let (Some(last), Some(_)) = (last, &self.brief)
            && place.absolute_path() != last.brief
        {
            let why = format!("the last presentation was of {}: go on with it by `present --resume` alone", last.brief);
            return Err(CliError::Presentation(why));
        }
        open::require_readable(&reading, self.force)?;
        Ok((place, reading))
    }
}

/// The presentation that was given last.
fn last_presentation() -> Result<SavedPresentation, CliError> {
    let none = || CliError::Presentation("there is no presentation to go on with: name a brief".to_owned());
    StateDir::for_user().load_presentation().filter(|presented| !presented.brief.is_empty()).ok_or_else(none)
}

/// Longer than this, in seconds, no line is lost in the middle of a meeting.
const LONGEST_GAP: i64 = 2 * 60 * 60;

/// How long it has lasted: the room sat on while the line was lost. A clock that was set meanwhile adds nothing.
fn elapsed_before(last: &SavedPresentation) -> Duration {
    let gap = runtime::now().checked_sub(last.at).filter(|gap| (0..=LONGEST_GAP).contains(gap)).unwrap_or(0);
    Duration::from_secs(last.elapsed).saturating_add(Duration::from_secs(u64::try_from(gap).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn audience(word: &str) -> Result<Option<Tlp>, String> {
        let words = PresentCommand {
            brief: None,
            audience: Some(word.to_owned()),
            minutes: None,
            resume: false,
            group: None,
            force: false,
            on_paper: PrintArgs::default(),
            texts: TextsArgs::default(),
            drawing: DisplayArgs::default(),
        };
        words.audience(None).map_err(|refusal| refusal.to_string())
    }

    #[test]
    fn a_label_is_known_with_and_without_its_prefix_and_no_other_word_is_one() {
        assert_eq!(audience("TLP:GREEN"), Ok(Some(Tlp::Green)));
        assert_eq!(audience("amber+strict"), Ok(Some(Tlp::AmberStrict)));
        let refused = audience("TLP:GREN").unwrap_err();
        assert!(refused.contains("did you mean TLP:GREEN?"), "{refused}");
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
