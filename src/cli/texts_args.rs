//! Where held texts are looked for that do not lie beside their brief: the folder that the words name, or the one that is configured.

use std::path::PathBuf;

use clap::Args;

use super::error::{CliError, print_warning};
use crate::config::Config;
use crate::loader;

#[derive(Debug, Default, Args)]
pub(super) struct TextsArgs {
    /// Where the texts of articles lie, by the names of their files, unless they are beside the brief: every quote is
    /// looked for in its text. Without it, the folder that the configuration names as `texts`.
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
}

impl TextsArgs {
    /// The folder; `None` where there is none. That a configured one cannot be read is told, and prevents nothing.
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
