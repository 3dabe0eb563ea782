//! Adds articles and their drafts to a brief: new files alone. A file that is there is never changed.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{Drafter, ReadArticle, edits_text, frame};
use crate::cli::error::CliError;
use crate::cli::open::require_readable;
use crate::cli::stdout;
use crate::coding;
use crate::diagnostics::{FileScope, SourceFile};
use crate::draft::ArticleDraft;
use crate::format;
use crate::loader::{self, BriefLocation, LoadError, LoadedBrief};
use crate::model::HeldText;
use crate::text::sanitize::{encode_path, sanitize};
use crate::view::pluralize;

/// Adds a file for each article to the brief at `folder`, which is created if it is new or empty. Returns the exit status.
pub(super) fn add(folder: &Path, articles: &[PathBuf], drafter: &Drafter) -> Result<u8, CliError> {
    let mut report = String::new();
    for path in articles {
        let article = ReadArticle::read(path)?;
        let line = match loader::find(folder) {
            Ok(_) if folder.is_file() => {
                let why = format!(
                    "{}: a brief in one file; name the folder of a brief, or a new folder",
                    encode_path(folder)
                );
                return Err(CliError::Draft(why));
            }
            Ok(_) => add_to_brief(folder, &article, drafter)?,
            Err(LoadError::NotFound { .. } | LoadError::NoBrief { .. }) => create(folder, &article, drafter)?,
            Err(error) => return Err(CliError::Load(error)),
        };
        let _ = writeln!(report, "{}", sanitize(&line));
    }
    let shown = encode_path(folder);
    let _ = writeln!(
        report,
        "\nDrafts are no part of the brief yet. Judge them in the reader, with `c` on a source; or in the file, where\n\
         a draft without its line `review` is accepted.\n"
    );
    let _ = writeln!(report, "  whosaid {shown}        read it\n  whosaid check {shown}  see what is missing");
    stdout::print(&report)
}

/// Makes a brief of a new or empty folder.
fn create(folder: &Path, article: &ReadArticle, drafter: &Drafter) -> Result<String, CliError> {
    let draft = drafter.draft(article, None, &HashSet::new());
    let held = held_text(article);
    let (name, text) = (file_name(article), toml_text(&draft, &held));
    let bytes = String::from_utf8_lossy(&article.article.bytes).into_owned();
    let files =
        [("brief.toml", frame::brief_table(&draft, article)), (name.as_str(), text), (held.file.as_str(), bytes)];
    loader::create_brief_folder(folder, &files)?;
    Ok(summary(folder, &name, &draft))
}

fn add_to_brief(folder: &Path, article: &ReadArticle, drafter: &Drafter) -> Result<String, CliError> {
    let location = BriefLocation::Path(folder.to_owned());
    let loaded = location.read()?;
    let brief = require_readable(&loaded, false)?;
    let taken: HashSet<String> = loaded.places.draft_ids().iter().cloned().collect();
    let draft = drafter.draft(article, Some(brief), &taken);
    let held = beside(folder, article).unwrap_or_else(|| held_text(article));
    let (name, text) = (file_name(article), toml_text(&draft, &held));
    check(&loaded, &name, &text)?;
    let mut files = vec![(name.clone(), text.into_bytes())];
    if beside(folder, article).is_none() {
        files.insert(0, (held.file, article.article.bytes.clone()));
    }
    loader::create_files(folder, &files)?;
    Ok(summary(folder, &name, &draft))
}

/// Checks that the brief has no fault with the new file.
fn check(loaded: &LoadedBrief, name: &str, text: &str) -> Result<(), CliError> {
    let file = SourceFile { name: name.to_owned(), text: text.to_owned(), part: FileScope::Brief };
    let files: Vec<SourceFile> = loaded.files.iter().cloned().chain([file]).collect();
    match format::read(&files).1.first() {
        None => Ok(()),
        Some(fault) => {
            Err(CliError::Draft(format!("{name} was not written, for the brief would have a fault: {}", fault.problem)))
        }
    }
}

fn summary(folder: &Path, name: &str, draft: &ArticleDraft) -> String {
    let records = pluralize(draft.statements.len() + draft.claims.len(), "draft");
    format!("{}: {records}", encode_path(&folder.join(name)))
}

fn toml_text(draft: &ArticleDraft, held: &HeldText) -> String {
    let tables = edits_text(&coding::draft_edits(draft, held));
    tables.trim_start().to_owned()
}

/// The name of the article's file in the brief.
fn file_name(article: &ReadArticle) -> String {
    let name = article.held_name();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let stem = if stem == "brief" || stem.is_empty() { "article" } else { stem };
    format!("{stem}.toml")
}

/// Where the brief holds an article that is copied into it.
fn held_text(article: &ReadArticle) -> HeldText {
    HeldText { file: format!("articles/{}", article.held_name()), sha256: Some(article.article.sha256.clone()) }
}

/// Where the article is, if it lies in the brief's folder already.
fn beside(folder: &Path, article: &ReadArticle) -> Option<HeldText> {
    let path = article.path.as_ref().filter(|_| !article.article.is_converted)?.canonicalize().ok()?;
    let inside = path.strip_prefix(folder.canonicalize().ok()?).ok()?;
    Some(HeldText { file: inside.to_str()?.to_owned(), sha256: Some(article.article.sha256.clone()) })
}
