//! The `code` command: opens the reader of a brief on one of its articles, to code it. It writes nothing itself.

use std::path::{Path, PathBuf};

use clap::Args;

use super::config;
use super::display::DisplayArgs;
use super::error::CliError;
use super::resolve::{self, ResolvedTarget};
use super::texts_args::TextsArgs;
use crate::loader::LoadedBrief;
use crate::runtime::{self, ReaderOptions, StartTarget};

/// Code an article of a brief: its records, one decision a key
#[derive(Debug, Args)]
pub(super) struct CodeCommand {
    /// The text of the article, as a source of the brief names it
    #[arg(value_name = "ARTICLE")]
    article: PathBuf,

    /// The brief. Without it, the current folder if it is a brief
    #[arg(value_name = "BRIEF")]
    brief: Option<PathBuf>,

    #[command(flatten)]
    texts: TextsArgs,

    #[command(flatten)]
    display: DisplayArgs,
}

impl CodeCommand {
    /// Codes until the user quits or a signal arrives. Returns the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let config = config::load_and_report();
        let options = self.display.reader_options(&config)?;
        let texts = self.texts.folder(&config)?;
        let path = self.brief.clone().or_else(resolve::current_brief).ok_or_else(|| {
            CliError::Reference("no brief is named and the current folder is none; name one; `whosaid draft ARTICLE --into FOLDER` makes one".to_owned())
        })?;
        let ResolvedTarget::Brief { location, loaded } = resolve::resolve_path(&path, &config)? else {
            return Err(CliError::Reference(format!("{}: a folder of briefs; name one of them", path.display())));
        };
        let source = self.source_of(&loaded)?;
        let start = StartTarget::Brief { place: location, reading: loaded, at: None };
        let options = ReaderOptions { texts, ..options };
        runtime::run_coding(start, options, &source).map(runtime::ExitReason::status).map_err(CliError::Terminal)
    }

    /// The id of the source whose text is the article.
    fn source_of(&self, loaded: &LoadedBrief) -> Result<String, CliError> {
        let brief = loaded.brief.as_ref();
        let wanted = self.article.canonicalize();
        let root = loaded.root.as_deref().unwrap_or(Path::new(""));
        let is_wanted = |file: &str| {
            let there = root.join(file).canonicalize();
            matches!((&wanted, there), (Ok(wanted), Ok(there)) if *wanted == there) || Path::new(file) == self.article
        };
        let sources = brief.into_iter().flat_map(|brief| brief.sources.iter());
        let has_text = |source: &crate::model::Source| source.text.as_ref().is_some_and(|text| is_wanted(&text.file));
        let mut found = sources.filter(|(_, source)| has_text(source)).map(|(_, source)| source.id.clone());
        found.next().ok_or_else(|| {
            let article = self.article.display();
            CliError::Reference(format!(
                "{article}: no source of the brief has this text; `whosaid draft ARTICLE --into BRIEF` adds it"
            ))
        })
    }
}
