//! A brief, its cards or a list of briefs, printed as plain text. It asks nothing, and what is remembered is neither read nor changed.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::StartTarget;
use super::brief_summary;
use super::workspace::Workspace;
use crate::app::library::BriefListItem;
use crate::app::presentation::Presentation;
use crate::app::reader::BriefReader;
use crate::app::{Notice, OpenedBrief};
use crate::loader::UnreadBrief;
use crate::loader::{self, BriefLocation, LoadedBrief};
use crate::model::{Brief, Record};
use crate::prompt::{self, PlainOptions, Prompt, card};
use crate::search::library::BriefListing;
use crate::slides::LetterSize;
use crate::storage::SavedState;
use crate::storage::StateDir;

/// Prints what a reading would start with: a brief, one record of it where one is named, the cards that an audience is shown, or the list
/// of a folder of briefs.
///
/// # Errors
/// Nothing of the brief can be read or shown to the audience, or `out` takes no more.
pub fn print_plain(
    start: StartTarget,
    texts: Option<PathBuf>,
    paper: PlainOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let desk = Workspace::new(StateDir::for_user(), texts, LetterSize::Plain);
    let text = match start {
        StartTarget::Brief { place, reading, at } => text(&build_reader(&desk, &place, *reading)?, at, paper),
        start @ StartTarget::Presentation { .. } => card::render_all(&build_stage(desk, start)?, paper),
        StartTarget::Library { root, entries } => {
            return print_briefs(&root, read_one_by_one(&root, &entries), paper, out);
        }
    };
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Prints the index of the cards that an audience is shown: each on a row, with its number, its section and what it is about.
///
/// # Errors
/// Nothing of the brief can be read or shown to the audience, or `out` takes no more.
pub fn print_card_index(
    start: StartTarget,
    texts: Option<PathBuf>,
    paper: PlainOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let stage = build_stage(Workspace::new(StateDir::for_user(), texts, LetterSize::Plain), start)?;
    out.write_all(card::render_index(&stage, paper).as_bytes())?;
    out.flush()
}

/// The presentation that a reading would start with, or why there is none.
fn build_stage(mut desk: Workspace, start: StartTarget) -> io::Result<Presentation> {
    let app = desk.start(start, Prompt::SCREEN)?;
    match (app.presentation, app.notice) {
        (Some(stage), _) => Ok(*stage),
        (None, Some(Notice::Done(why) | Notice::Refused(why))) => Err(io::Error::other(why)),
        (None, None) => Err(io::Error::other("nobody said for which audience")),
    }
}

/// Prints a brief that was cleared for an audience, or one record of it.
///
/// Nothing is compared with texts, and no fault is printed: both would repeat what is not cleared.
///
/// # Errors
/// `out` takes no more.
pub fn print_cleared(
    place: &BriefLocation,
    brief: Brief,
    at: Option<Record>,
    paper: PlainOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let opened = OpenedBrief { name: place.name(), place: place.path_as_given(), ..OpenedBrief::from_brief(brief) };
    out.write_all(text(&BriefReader::new(Prompt::SCREEN, opened), at, paper).as_bytes())?;
    out.flush()
}

/// Prints a list of the briefs of the folder `root`, each as soon as `briefs` yields it.
///
/// # Errors
/// `out` takes no more.
pub fn print_briefs<I>(root: &Path, briefs: I, paper: PlainOptions, out: &mut dyn Write) -> io::Result<()>
where
    I: IntoIterator<Item = BriefListing, IntoIter: ExactSizeIterator>,
{
    let briefs = briefs.into_iter();
    out.write_all(prompt::render_library_heading(&loader::brief_name(root), briefs.len(), paper).as_bytes())?;
    for (number, listed) in (1..).zip(briefs) {
        out.write_all(prompt::render_library_row(number, &BriefListItem::from_listing(listed), paper).as_bytes())?;
    }
    out.flush()
}

/// The briefs of a folder, in the order of their paths: whoever wants no more than the first waits for no other.
fn read_one_by_one(root: &Path, entries: &[UnreadBrief]) -> impl ExactSizeIterator<Item = BriefListing> {
    entries.iter().map(|entry| brief_summary::library_line(root, entry))
}

fn text(reader: &BriefReader, at: Option<Record>, paper: PlainOptions) -> String {
    match at {
        Some(record) => prompt::render_record(reader, record, paper),
        None => prompt::render_brief(reader, paper),
    }
}

fn build_reader(desk: &Workspace, place: &BriefLocation, reading: LoadedBrief) -> io::Result<BriefReader> {
    let opened = desk.prepare(place, reading, SavedState::default());
    Ok(BriefReader::new(Prompt::SCREEN, opened.map_err(|lines| io::Error::other(lines.join("\n")))?))
}
