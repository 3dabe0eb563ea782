//! The `draft` command: finds who said what in articles, and proposes records. It accepts none, and changes no file that is there.

mod frame;
mod into_brief;
mod json_lines;

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::error::CliError;
use super::stdout;
use crate::coding::{self, CodingEdit};
use crate::draft::{ArticleDraft, Document, DraftInput, Tier, draft_article, find_attributions};
use crate::loader::{self, ArticleText};
use crate::model::{Brief, EdtfDate, HeldText};

const EXAMPLES: &str = "\
Examples:
  whosaid draft article.txt                        print what the article says as a brief of drafts
  whosaid draft *.txt --into briefs/harbour        add the articles and their drafts to a brief, or make it
  whosaid draft --format json article.txt          print the candidates with their places, for a program
  curl -s https://example.org/a | whosaid draft -  draft a page that another program fetched

A draft has `review = \"draft\"`: it is checked, but it is no part of the brief until you take that line
out. A pronoun is never resolved: the note names those whom it may mean, the likeliest first.

Exit status: 0 after drafting; 2 if an article cannot be read or nothing could be written.";

/// Propose the records of articles: who said what, when, in which words
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DraftCommand {
    /// The articles: plain text in UTF-8, HTML or Markdown; `-` reads standard input
    #[arg(value_name = "ARTICLE", required = true)]
    articles: Vec<PathBuf>,

    /// Add the articles and their drafts to this brief: a new file in its folder for each, and the text in `articles`. A folder that is
    /// new or empty becomes a brief
    #[arg(long, value_name = "BRIEF", conflicts_with = "format")]
    into: Option<PathBuf>,

    /// What to print
    #[arg(long, value_enum, default_value_t = DraftFormat::Toml)]
    format: DraftFormat,

    /// Propose also what only weak signs tell to be speech. JSON always has it
    #[arg(long)]
    all: bool,

    /// The day on which the articles were published, if they do not print it: 2024-09-12
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
}

/// What is printed of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DraftFormat {
    /// A brief in one file
    Toml,
    /// JSON, one object a line for each article, with offsets in Unicode code points
    Json,
}

/// How articles are drafted.
struct Drafter {
    published: Option<EdtfDate>,
    has_weak: bool,
}

/// An article that was read.
struct ReadArticle {
    /// The name of its file, without folders.
    name: String,
    /// `None` for standard input.
    path: Option<PathBuf>,
    article: ArticleText,
}

impl DraftCommand {
    /// Prints or writes the drafts. Returns the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let published = self.published.as_deref().map(parse_date).transpose()?;
        let drafter = Drafter { published, has_weak: self.all || self.format == DraftFormat::Json };
        if let Some(brief) = &self.into {
            return into_brief::add(brief, &self.articles, &drafter);
        }
        match self.format {
            DraftFormat::Json => json_lines::print(&self.articles, &drafter),
            DraftFormat::Toml => print_brief(&self.articles, &drafter),
        }
    }
}

fn parse_date(word: &str) -> Result<EdtfDate, CliError> {
    let failed = |error| CliError::Draft(format!("--published {word}: {error}; write a day as 2024-09-12"));
    word.parse().map_err(failed)
}

/// Prints a brief in one file, of drafts alone.
fn print_brief(articles: &[PathBuf], drafter: &Drafter) -> Result<u8, CliError> {
    let (mut tables, mut taken) = (String::new(), HashSet::new());
    let mut first = None;
    for path in articles {
        let read = ReadArticle::read(path)?;
        let proposed = drafter.draft(&read, None, &taken);
        let held = HeldText { file: read.held_name(), sha256: Some(read.article.sha256.clone()) };
        tables.push_str(&edits_text(&coding::draft_edits(&proposed, &held)));
        taken.extend(frame::ids(&proposed));
        first.get_or_insert(frame::brief_table(&proposed, &read));
    }
    stdout::print(&(first.unwrap_or_default() + &tables))
}

/// The tables that are added, with an empty line before each.
fn edits_text(edits: &[CodingEdit]) -> String {
    let tables = edits.iter().filter_map(|edit| match edit {
        CodingEdit::Add { table, fields } => Some(format!("\n{}", coding::table_text(*table, fields))),
        CodingEdit::Set { .. } | CodingEdit::Remove { .. } | CodingEdit::Reject { .. } => None,
    });
    tables.collect()
}

impl Drafter {
    /// The draft of an article for a brief; `taken` are the ids of other drafts.
    fn draft(&self, article: &ReadArticle, brief: Option<&Brief>, taken: &HashSet<String>) -> ArticleDraft {
        let text = &article.article.text;
        let mut candidates = find_attributions(&Document::new(text));
        candidates.retain(|candidate| self.has_weak || candidate.tier != Tier::Other);
        let published = self.published.as_ref();
        draft_article(&DraftInput { text, file_name: &article.name, brief, taken, published }, candidates)
    }
}

impl ReadArticle {
    fn read(path: &Path) -> Result<Self, CliError> {
        if path == Path::new("-") {
            let article = loader::read_article_from(io::stdin().lock())?;
            return Ok(Self { name: "article.txt".to_owned(), path: None, article });
        }
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok(Self { name, path: Some(path.to_owned()), article: loader::read_article(path)? })
    }

    /// The name of the file that a brief holds the text in: of a page, that of its text.
    fn held_name(&self) -> String {
        let stem = Path::new(&self.name).file_stem().map_or_else(|| "article".into(), |stem| stem.to_string_lossy());
        let is_text =
            self.name.to_lowercase().ends_with(".txt") || !self.article.is_converted && self.name.contains('.');
        if is_text { self.name.clone() } else { format!("{stem}.txt") }
    }
}
