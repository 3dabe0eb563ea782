//! Candidates as JSON, for programs. Offsets are Unicode code points from 0, as the W3C's `TextPositionSelector` counts them.

use std::collections::HashSet;
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::PathBuf;

use serde::Serialize;

use super::{Drafter, ReadArticle};
use crate::cli::error::{CliError, EXIT_ERROR};
use crate::cli::{json, stdout};
use crate::draft::{ArticleDraft, DraftSpeaker, StatementDraft, Tier};

/// The draft of an article.
#[derive(Serialize)]
struct JsonArticle<'a> {
    article: &'a str,
    /// SHA-256 of the text in which the offsets are.
    sha256: &'a str,
    title: Option<&'a str>,
    published: Option<String>,
    candidates: Vec<JsonCandidate<'a>>,
}

#[derive(Serialize)]
struct JsonCandidate<'a> {
    id: &'a str,
    attribution: &'static str,
    tier: &'static str,
    confidence: f32,
    content: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    source: Vec<[usize; 2]>,
    /// Who it is; several names joined by `and`; null if the text leaves it open.
    speaker: Option<String>,
    /// Whom a pronoun or a title may mean, the likeliest first.
    offers: Vec<&'a str>,
    said: Option<String>,
    printed_date: Option<&'a str>,
}

/// Prints a line for each article. Returns the exit status.
pub(super) fn print(articles: &[PathBuf], drafter: &Drafter) -> Result<u8, CliError> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut status = 0;
    for path in articles {
        match ReadArticle::read(path) {
            Ok(article) => {
                let written = write_article(&mut out, &article, drafter).and_then(|()| out.flush());
                stdout::ignore_broken_pipe(written)?;
            }
            Err(error) => {
                let _ = error.report();
                status = EXIT_ERROR;
            }
        }
    }
    Ok(status)
}

fn write_article(out: &mut impl io::Write, article: &ReadArticle, drafter: &Drafter) -> io::Result<()> {
    let draft = drafter.draft(article, None, &HashSet::new());
    let starts: Vec<usize> = article.article.text.char_indices().map(|(at, _)| at).collect();
    let line = JsonArticle {
        article: &article.name,
        sha256: &article.article.sha256,
        title: draft.source.title.as_deref(),
        published: draft.source.published.as_ref().map(ToString::to_string),
        candidates: draft.statements.iter().map(|statement| candidate(&draft, statement, &starts)).collect(),
    };
    json::write_line(out, &line)
}

fn candidate<'a>(draft: &'a ArticleDraft, statement: &'a StatementDraft, starts: &[usize]) -> JsonCandidate<'a> {
    let offsets = |ranges: &[Range<usize>]| {
        let offset = |byte: usize| starts.partition_point(|start| *start < byte);
        ranges.iter().map(|at| [offset(at.start), offset(at.end)]).collect()
    };
    let found = &statement.candidate;
    let name = |entry: &usize| draft.roster.get(*entry).map(|entry| entry.name.as_str());
    let (speaker, offers) = match &statement.speaker {
        DraftSpeaker::Named(entry) => (name(entry).map(str::to_owned), Vec::new()),
        DraftSpeaker::Joint(entries) => {
            (Some(entries.iter().filter_map(name).collect::<Vec<_>>().join(" and ")), Vec::new())
        }
        DraftSpeaker::Ambiguous { offers, .. } => (None, offers.iter().filter_map(name).collect()),
        DraftSpeaker::Unnamed(_) | DraftSpeaker::NotStated => (None, Vec::new()),
    };
    JsonCandidate {
        id: &statement.id,
        attribution: found.attribution.word(),
        tier: match found.tier {
            Tier::Quoted => "quoted",
            Tier::SpeechVerb => "speech-verb",
            Tier::Other => "other",
        },
        confidence: found.confidence,
        content: offsets(&found.content),
        cue: offsets(&found.cue),
        source: offsets(&found.source),
        speaker,
        offers,
        said: statement.said.as_ref().map(ToString::to_string),
        printed_date: statement.printed_date.as_deref(),
    }
}
