//! Results in their order, written while the briefs that have them are read: never more of both than a few at a time.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::thread;

use super::asked::{Briefs, Held};
use super::form::{Form, Match, Results};
use crate::cli::refusal::say;
use crate::loader::Place;
use crate::search::Hit;
use crate::search::library::Archive;
use crate::text::sanitize::harmless;

/// How many results are written at first, and at most, before any other is looked at. Results of one brief that are near each other take
/// one reading of it.
const FIRST: usize = 64;
const MOST: usize = 1 << 14;

/// Writes the results, best first; whether all of them could be.
///
/// # Errors
/// When they cannot be written; whoever reads may have gone.
pub(super) fn write(out: &mut impl Write, form: Form, results: &Results<'_>) -> io::Result<bool> {
    let [before, between, after] = form.frame(!results.answer.hits.is_empty())?;
    out.write_all(before.as_bytes())?;
    let (mut is_first, mut all) = (true, true);
    let mut put = |result: &[u8]| {
        if !std::mem::take(&mut is_first) {
            out.write_all(between.as_bytes())?;
        }
        out.write_all(result)
    };
    let mut size = FIRST;
    let mut rest = results.answer.hits.as_slice();
    while !rest.is_empty() {
        let (now, later) = rest.split_at(size.min(rest.len()));
        match &results.asked.briefs {
            Briefs::AtHand(held) => {
                for hit in now {
                    put(&form.write(found(&held[hit.brief], hit), results)?)?;
                }
            }
            Briefs::Shelved(archive) => {
                for result in of_library(archive, now, form, results)? {
                    // Of a brief that has changed there is none.
                    all &= !result.is_empty();
                    if !result.is_empty() {
                        put(&result)?;
                    }
                }
            }
        }
        (rest, size) = (later, (size * 4).min(MOST));
    }
    out.write_all(after.as_bytes())?;
    Ok(all)
}

fn found<'h>(held: &'h Held, hit: &Hit) -> Match<'h> {
    Match { held, record: hit.record, perhaps: hit.perhaps }
}

/// What is written of each of some hits; nothing of those in briefs that have changed since they were searched.
fn of_library(archive: &Archive, hits: &[Hit], form: Form, results: &Results<'_>) -> io::Result<Vec<Vec<u8>>> {
    let mut of_briefs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, hit) in hits.iter().enumerate() {
        of_briefs.entry(hit.brief).or_default().push(at);
    }
    let of_briefs: Vec<(usize, Vec<usize>)> = of_briefs.into_iter().collect();
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(of_briefs.len()).max(1);
    let some = |briefs: &[(usize, Vec<usize>)]| -> io::Result<Vec<(usize, Vec<u8>)>> {
        let mut written = Vec::new();
        for (brief, places) in briefs {
            let Some(held) = held(archive, *brief, form, results) else { continue };
            for at in places {
                written.push((*at, form.write(found(&held, &hits[*at]), results)?));
            }
        }
        Ok(written)
    };
    let parts = of_briefs.chunks(of_briefs.len().div_ceil(threads).max(1));
    let written = thread::scope(|scope| {
        let parts: Vec<_> = parts.map(|part| scope.spawn(move || some(part))).collect();
        let joined = parts.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        joined.collect::<io::Result<Vec<_>>>()
    })?;
    let mut all = vec![Vec::new(); hits.len()];
    for (at, result) in written.into_iter().flatten() {
        all[at] = result;
    }
    Ok(all)
}

/// The brief at a place, read; what hinders that is told.
fn held(archive: &Archive, at: usize, form: Form, results: &Results<'_>) -> Option<Held> {
    let place = Place::Entry(archive.shelved()[at].entry.clone());
    let told = match archive.reading(at) {
        Ok(Some(reading)) => {
            let mut held = Held::of(&place, reading)?;
            if form.tells_of_texts() {
                held.compare(results.texts);
            }
            return Some(held);
        }
        Ok(None) => format!("{}: it changed while it was searched; ask again", place.spelt()),
        Err(error) => error.to_string(),
    };
    say(&told.lines().map(harmless).collect::<Vec<_>>().join("\n"));
    None
}
