//! The `follow` command: shows a presentation that runs on this host. It never sends anything to the other followers.

use std::io::{self, ErrorKind};

use clap::Args;

use super::config;
use super::display::{self, DisplayArgs};
use super::error::{CliError, require_terminal};
use crate::runtime;
use crate::share::{self, DiscoveredPresentation, PresentationFolders};
use crate::text::sanitize::sanitize;
use crate::text::suggest::nearest;

const EXAMPLES: &str = "\
Examples:
  whosaid follow                   join the presentation that runs on this host
  whosaid follow kp-kabul-talks    join this one, if several run
  whosaid follow --plain           write every card as text, one below the other, for a screen reader

You see what the speaker shows, at the size and in the colours of your own terminal. You can look
around on your own; f returns to the speaker. Nobody sees what you do.

Exit status: 0 after following; 2 if no presentation can be followed (standard error gives the
reason); 128 plus the signal number after a signal.";

/// Follow a presentation that runs on this host
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct FollowCommand {
    /// The name of the presentation, or OWNER/NAME if another user gives it. Needed only if several run
    #[arg(value_name = "NAME")]
    name: Option<String>,

    /// Write every card as text, one below the other. This is the default if there is no terminal
    #[arg(long)]
    plain: bool,

    #[command(flatten)]
    display: DisplayArgs,
}

impl FollowCommand {
    /// Follows until the follower quits, the presentation ends or a signal arrives. Returns the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let config = config::load_and_report();
        let environment = self.display.environment(&config);
        let presentation = self.choose_presentation(share::discover(&PresentationFolders::from_env()))?;
        if self.plain || require_terminal().is_err() || runtime::is_dumb_terminal() {
            let width = display::terminal_width();
            return match runtime::follow_plain(&presentation, environment, width, &mut io::stdout().lock()) {
                Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(0),
                done => done.map(|()| 0).map_err(|error| CliError::Presentation(sanitize(&error.to_string()))),
            };
        }
        let done =
            runtime::follow(&presentation, self.display.reader_options(&config)?).map(runtime::ExitReason::status);
        done.map_err(|error| CliError::Presentation(sanitize(&error.to_string())))
    }

    /// The presentation with the given name, or the only one.
    fn choose_presentation(
        &self,
        mut presentations: Vec<DiscoveredPresentation>,
    ) -> Result<DiscoveredPresentation, CliError> {
        let names: Vec<String> = presentations.iter().map(|found| sanitize(&found.title())).collect();
        let count_named = |name: &str| presentations.iter().filter(|found| found.name == name).count();
        let at = match &self.name {
            // If several presentations share a name, only OWNER/NAME identifies one.
            Some(name) => presentations
                .iter()
                .position(|found| found.title() == *name || found.name == *name && count_named(name) == 1),
            None if presentations.len() > 1 => {
                let why = format!("several presentations run on this host: name one of {}", names.join(", "));
                return Err(CliError::Presentation(why));
            }
            None => (!presentations.is_empty()).then_some(0),
        };
        at.map(|at| presentations.swap_remove(at)).ok_or_else(|| CliError::Presentation(self.not_found_message(&names)))
    }

    fn not_found_message(&self, names: &[String]) -> String {
        let Some(name) = &self.name else {
            return "nobody presents on this host: a presentation that you may join begins with `whosaid present`"
                .to_owned();
        };
        let near = nearest(name, names.iter().map(String::as_str));
        let help = match (near, names) {
            (Some(near), _) => format!("; did you mean `{near}`?"),
            (None, []) => "; nobody presents on this host".to_owned(),
            (None, names) => format!("; there is {}", names.join(", ")),
        };
        format!("no presentation is called `{}`{help}", sanitize(name))
    }
}
