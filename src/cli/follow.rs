//! To follow: who presents on this host is shown here, each at a screen of one's own.

use std::io::{self, ErrorKind};

use clap::Args;

use super::config;
use super::display::DisplayArgs;
use super::error::{CliError, require_terminal};
use crate::runtime;
use crate::share::{self, DiscoveredPresentation, PresentationFolders};
use crate::text::sanitize::sanitize;
use crate::text::suggest::nearest;

const EXAMPLES: &str = "\
Examples:
  whosaid follow                   join the presentation that runs on this host
  whosaid follow kp-kabul-talks    … where several do
  whosaid follow --plain           every card as text, below the one before: for a screen reader

You see what the speaker shows, at the size and in the colours of your own terminal. Look
around as you like: f returns to the speaker. Nothing that you do is seen by others.

Exit status: 0 after following; 2 when nobody can be followed, with the reason on standard
error; 128 and its number after a signal.";

/// Columns of plain text where there is no terminal to ask.
const WIDTH: usize = 80;

/// Follow a presentation that somebody gives on this host.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct FollowCommand {
    /// What the presentation is called, behind its owner's name where that is somebody else: OWNER/NAME. Needed only
    /// where several can be followed
    #[arg(value_name = "NAME")]
    name: Option<String>,

    /// Write every card as text, below the one before; without a terminal it is so by itself
    #[arg(long)]
    plain: bool,

    #[command(flatten)]
    drawing: DisplayArgs,
}

impl FollowCommand {
    /// Follows until the follower, the speaker or the system has enough; the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let config = config::load_and_report();
        let environment = self.drawing.environment(&config);
        let running = self.choose_presentation(share::discover(&PresentationFolders::from_env()))?;
        if self.plain || require_terminal().is_err() || runtime::is_dumb_terminal() {
            let width = runtime::terminal_columns().unwrap_or(WIDTH);
            return match runtime::follow_plain(&running, environment, width, &mut io::stdout().lock()) {
                Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(0),
                done => done.map(|()| 0).map_err(|error| CliError::Presentation(sanitize(&error.to_string()))),
            };
        }
        let done = runtime::follow(&running, self.drawing.reader_options(&config)?).map(runtime::ExitReason::status);
        done.map_err(|error| CliError::Presentation(sanitize(&error.to_string())))
    }

    /// The presentation that is meant.
    fn choose_presentation(
        &self,
        mut running: Vec<DiscoveredPresentation>,
    ) -> Result<DiscoveredPresentation, CliError> {
        let names: Vec<String> = running.iter().map(|running| sanitize(&running.title())).collect();
        let called = |name: &str| running.iter().filter(|running| running.name == name).count();
        let at = match &self.name {
            // A name that several have is none: whose is meant has to be said.
            Some(name) => running
                .iter()
                .position(|running| running.title() == *name || running.name == *name && called(name) == 1),
            None if running.len() > 1 => {
                let why = format!("several presentations run on this host: name one of {}", names.join(", "));
                return Err(CliError::Presentation(why));
            }
            None => (!running.is_empty()).then_some(0),
        };
        at.map(|at| running.swap_remove(at)).ok_or_else(|| CliError::Presentation(self.not_found_message(&names)))
    }

    fn not_found_message(&self, names: &[String]) -> String {
        let Some(name) = &self.name else {
            return "nobody presents on this host: a presentation that you may join begins with `whosaid present`"
                .to_owned();
        };
        let near = nearest(name, names.iter().map(String::as_str));
        let way_out = match (near, names) {
            (Some(near), _) => format!("; did you mean `{near}`?"),
            (None, []) => "; nobody presents on this host".to_owned(),
            (None, names) => format!("; there is {}", names.join(", ")),
        };
        format!("no presentation is called `{}`{way_out}", sanitize(name))
    }
}
