//! Display options from the command line and the configuration. It draws nothing.

use clap::Args;

use super::briefs;
use super::error::CliError;
use crate::app::ClipboardRoute;
use crate::config::Config;
use crate::runtime::{self, Environment, Glyphs, ReaderOptions};
use crate::text::sanitize::sanitize;
use crate::text::suggest::nearest_or_all;
use crate::tui::theme::{BUILT_IN, Theme};

#[derive(Debug, Default, Args)]
pub(super) struct DisplayArgs {
    /// Use only ASCII characters
    #[arg(long)]
    ascii: bool,

    /// Use this colour theme: terminal, dark, light, high-contrast, colour-blind, mono, or one that your configuration defines
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
}

impl DisplayArgs {
    /// What the terminal supports, restricted by the options and the configuration.
    pub(super) fn environment(&self, config: &Config) -> Environment {
        environment(self.ascii, config)
    }

    /// The reader options that the command line and the configuration define.
    ///
    /// # Errors
    /// There is no theme of the given name.
    pub(super) fn reader_options(&self, config: &Config) -> Result<ReaderOptions, CliError> {
        let environment = self.environment(config);
        let theme = self.theme(config, environment)?;
        let notice = config.notice();
        let keys = config.keys.clone();
        let (mouse, citation_format, cache) = (config.mouse, config.citation.0, briefs::open_cache(config));
        let clipboard_route =
            super::doctor::transport().drops_copies().map_or(ClipboardRoute::Terminal, ClipboardRoute::Drops);
        Ok(ReaderOptions {
            theme,
            keys,
            mouse,
            citation_format,
            clipboard_route,
            notice,
            cache,
            ..ReaderOptions::new(environment)
        })
    }

    fn theme(&self, config: &Config, environment: Environment) -> Result<Theme, CliError> {
        let Some(name) = &self.theme else {
            return Ok(configured_theme(config, environment));
        };
        if let Some(own) = config.themes.iter().find(|(own, _)| own == name).map(|(_, own)| own) {
            return Ok(environment.theme_for(own.design).with_changes(&own.changes, environment.colors));
        }
        let own = config.themes.iter().map(|(name, _)| name.as_str());
        let names: Vec<&str> = BUILT_IN.iter().map(|design| design.name).chain(own).collect();
        let design = BUILT_IN.iter().find(|design| design.name == name);
        let help = || nearest_or_all(name, &names, "there are");
        design
            .map(|design| environment.theme_for(design))
            .ok_or_else(|| CliError::Config(format!("whosaid: no theme is called `{}`; {}", sanitize(name), help())))
    }
}

/// What the terminal supports; with ASCII only, if `ascii` or the configuration says so.
pub(super) fn environment(ascii: bool, config: &Config) -> Environment {
    let detected = Environment::detect();
    let ascii = if ascii { Some(true) } else { config.ascii };
    let glyphs = match ascii {
        Some(true) => Glyphs::Ascii,
        Some(false) => Glyphs::Unicode,
        None => detected.glyphs,
    };
    Environment { glyphs, ..detected }
}

/// Columns of the terminal, or 80 if there is no terminal.
pub(super) fn terminal_width() -> usize {
    runtime::terminal_columns().unwrap_or(80)
}

/// The theme that the configuration names, or the one for the terminal's background.
pub(super) fn configured_theme(config: &Config, environment: Environment) -> Theme {
    config.theme.as_ref().map_or_else(
        || environment.theme(),
        |chosen| environment.theme_for(chosen.design).with_changes(&chosen.changes, environment.colors),
    )
}
