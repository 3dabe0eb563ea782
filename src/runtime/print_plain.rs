//! Prints a brief, its cards or a list of briefs as plain text. It is not interactive, and does not change the saved state.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::StartTarget;
use super::workspace::Workspace;
use crate::app::Notice;
use crate::app::presentation::Presentation;
use crate::loader::{self, BriefLocation, UnreadBrief};
use crate::model::{Brief, Record};
use crate::plain::{self, PlainOptions};
use crate::prompt::{Prompt, card};
use crate::search::library::{BriefListSummary, BriefListing};
use crate::slides::LetterSize;
use crate::storage::StateDir;
use crate::view::BriefFacts;

/// Prints what a reader would open: a brief or one record of it, the cards for an audience, or the list of a folder of briefs.
///
/// # Errors
/// When nothing of the brief can be read or shown to the audience, or `out` fails.
pub fn print_plain(
    start: StartTarget,
    texts: Option<PathBuf>,
    options: PlainOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let workspace = Workspace::new(StateDir::for_user(), texts, LetterSize::Plain);
    let text = match start {
        StartTarget::Brief { place, reading, at } => {
            let facts = workspace.prepare(&place, *reading).map_err(|lines| io::Error::other(lines.join("\n")))?;
            text(&facts, at, options)
        }
        start @ StartTarget::Presentation { .. } => card::render_all(&build_stage(workspace, start)?, options),
        StartTarget::Library { root, entries } => {
            return print_briefs(&root, read_one_by_one(&root, &entries), options, out);
        }
    };
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Prints the index of the cards for an audience: one row per card, with its number, section and subject.
///
/// # Errors
/// When nothing of the brief can be read or shown to the audience, or `out` fails.
pub fn print_card_index(
    start: StartTarget,
    texts: Option<PathBuf>,
    options: PlainOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let stage = build_stage(Workspace::new(StateDir::for_user(), texts, LetterSize::Plain), start)?;
    out.write_all(card::render_index(&stage, options).as_bytes())?;
    out.flush()
}

/// Builds the presentation, or returns the reason why there is none.
fn build_stage(mut workspace: Workspace, start: StartTarget) -> io::Result<Presentation> {
    let app = workspace.start(start, Prompt::SCREEN)?;
    match (app.presentation, app.notice) {
        (Some(stage), _) => Ok(*stage),
        (None, Some(Notice::Done(why) | Notice::Refused(why) | Notice::Copied { what: why, .. })) => {
            Err(io::Error::other(why))
        }
        (None, None) => Err(io::Error::other("nobody said for which audience")),
    }
}

/// Prints a brief that was redacted for an audience, or one record of it.
///
/// It compares no quotes with texts and prints no faults: both would repeat what was redacted.
///
/// # Errors
/// When `out` fails.
pub fn print_cleared(
    location: &BriefLocation,
    brief: Brief,
    at: Option<Record>,
    options: PlainOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let facts = BriefFacts { name: location.name(), place: location.path_as_given(), ..BriefFacts::new(brief) };
    out.write_all(text(&facts, at, options).as_bytes())?;
    out.flush()
}

/// Prints a list of the briefs of the folder `root`, each as soon as `briefs` yields it.
///
/// # Errors
/// When `out` fails.
pub fn print_briefs<I>(root: &Path, briefs: I, options: PlainOptions, out: &mut dyn Write) -> io::Result<()>
where
    I: IntoIterator<Item = BriefListing, IntoIter: ExactSizeIterator>,
{
    let briefs = briefs.into_iter();
    out.write_all(plain::render_library_heading(&loader::brief_name(root), briefs.len(), options).as_bytes())?;
    for (number, listing) in (1..).zip(briefs) {
        out.write_all(plain::render_library_row(number, &listing, options).as_bytes())?;
    }
    out.flush()
}

/// Reads the briefs of a folder lazily, in the order of their paths, so that the first rows are printed at once.
fn read_one_by_one(root: &Path, entries: &[UnreadBrief]) -> impl ExactSizeIterator<Item = BriefListing> {
    entries.iter().map(|entry| brief_listing(root, entry))
}

/// Reads a brief of the library at `root`, and returns its line in the list.
fn brief_listing(root: &Path, entry: &UnreadBrief) -> BriefListing {
    let name = entry.path.strip_prefix(root).unwrap_or(&entry.path).with_extension("");
    let loaded = BriefLocation::InLibrary(entry.clone()).read().map_err(|error| error.to_string());
    let summary = loaded.and_then(|loaded| {
        let brief = loaded.brief.as_ref().ok_or_else(|| loaded.problem())?;
        Ok(BriefListSummary::new(brief, loaded.fault_count()))
    });
    BriefListing { name: name.display().to_string(), summary }
}

fn text(facts: &BriefFacts, at: Option<Record>, options: PlainOptions) -> String {
    match at {
        Some(record) => plain::render_record(facts, record, options),
        None => plain::render_brief(facts, options),
    }
}
