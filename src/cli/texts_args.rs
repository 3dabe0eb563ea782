//! The `--texts` option: the folder of article texts that are not stored with their brief. It never reads a text.

use std::path::PathBuf;

use clap::Args;

use super::error::{CliError, print_warning};
use crate::config::Config;
use crate::loader;

#[derive(Debug, Default, Args)]
pub(super) struct TextsArgs {
    /// The folder of article texts that are not stored with the brief: every quote is compared with its text. Without it,
    /// the folder that the configuration names as `texts`
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
}

impl TextsArgs {
    /// The folder of the option or of the configuration; `None` if neither names one.
    ///
    /// # Errors
    /// The folder of the option cannot be read. If the configured one cannot be read, that is only a warning.
    pub(super) fn folder(&self, config: &Config) -> Result<Option<PathBuf>, CliError> {
        if let Some(texts) = &self.texts {
            loader::check_texts_folder(texts)?;
            return Ok(Some(texts.clone()));
        }
        let Some(folder) = &config.texts else { return Ok(None) };
        match loader::check_texts_folder(&folder.path) {
            Ok(()) => Ok(Some(folder.path.clone())),
            Err(error) => {
                print_warning(&format!("{}: `texts`: {error}", folder.place));
                Ok(None)
            }
        }
    }
}
