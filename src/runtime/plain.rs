//! A brief, its cards or a list of briefs, printed as plain text. It asks nothing, and what is remembered is neither read nor changed.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Start;
use super::desk::Desk;
use super::place;
use crate::app::library::Volume;
use crate::app::reader::Reader;
use crate::app::stage::Stage;
use crate::app::{Listed, Memory, Notice, Opened};
use crate::loader::Entry;
use crate::loader::{self, Place, Reading};
use crate::model::{Brief, Record};
use crate::prompt::{self, Paper, Prompt, card};
use crate::slides::Letters;
use crate::storage::Shelf;

/// Prints what a reading would start with: a brief, one record of it where one is named, the cards that an audience is shown, or the list
/// of a folder of briefs.
///
/// # Errors
/// Nothing of the brief can be read or shown to the audience, or `out` takes no more.
pub fn print_plainly(start: Start, texts: Option<PathBuf>, paper: Paper, out: &mut dyn Write) -> io::Result<()> {
    let desk = Desk::new(Shelf::of_user(), texts, Letters::Plain);
    let text = match start {
        Start::Brief { place, reading, at } => text(&reader(&desk, &place, *reading)?, at, paper),
        start @ Start::Presentation { .. } => card::all(&staged(desk, start)?, paper),
        Start::Library { root, entries } => return print_briefs(&root, read_one_by_one(&root, &entries), paper, out),
    };
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Prints the index of the cards that an audience is shown: each on a row, with its number, its section and what it is about.
///
/// # Errors
/// Nothing of the brief can be read or shown to the audience, or `out` takes no more.
pub fn print_index(start: Start, texts: Option<PathBuf>, paper: Paper, out: &mut dyn Write) -> io::Result<()> {
    let stage = staged(Desk::new(Shelf::of_user(), texts, Letters::Plain), start)?;
    out.write_all(card::index(&stage, paper).as_bytes())?;
    out.flush()
}

/// The presentation that a reading would start with, or why there is none.
fn staged(mut desk: Desk, start: Start) -> io::Result<Stage> {
    let app = desk.start(start, Prompt::SCREEN)?;
    match (app.stage, app.notice) {
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
    place: &Place,
    brief: Brief,
    at: Option<Record>,
    paper: Paper,
    out: &mut dyn Write,
) -> io::Result<()> {
    let opened = Opened { name: place.name(), place: place.spelt(), ..Opened::of(brief) };
    out.write_all(text(&Reader::new(Prompt::SCREEN, opened), at, paper).as_bytes())?;
    out.flush()
}

/// Prints a list of the briefs of the folder `root`, each as soon as `briefs` yields it.
///
/// # Errors
/// `out` takes no more.
pub fn print_briefs<I>(root: &Path, briefs: I, paper: Paper, out: &mut dyn Write) -> io::Result<()>
where
    I: IntoIterator<Item = Listed, IntoIter: ExactSizeIterator>,
{
    let briefs = briefs.into_iter();
    out.write_all(prompt::library(&loader::name_of(root), briefs.len(), paper).as_bytes())?;
    for (number, listed) in (1..).zip(briefs) {
        out.write_all(prompt::listed(number, &Volume::read(listed), paper).as_bytes())?;
    }
    out.flush()
}

/// The briefs of a folder, in the order of their paths: whoever wants no more than the first waits for no other.
fn read_one_by_one(root: &Path, entries: &[Entry]) -> impl ExactSizeIterator<Item = Listed> {
    entries.iter().map(|entry| place::listed(root, entry))
}

fn text(reader: &Reader, at: Option<Record>, paper: Paper) -> String {
    match at {
        Some(record) => prompt::record(reader, record, paper),
        None => prompt::brief(reader, paper),
    }
}

fn reader(desk: &Desk, place: &Place, reading: Reading) -> io::Result<Reader> {
    let opened = desk.opened(place, reading, Memory::default());
    Ok(Reader::new(Prompt::SCREEN, opened.map_err(|lines| io::Error::other(lines.join("\n")))?))
}
