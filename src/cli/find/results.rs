//! Results in their order, written while the briefs that have them are read: never more of both than a few at a time.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::thread;

use super::input::{FindBrief, FindBriefs};
use super::output_format::{FindFormat, FindMatch, FindResults};
use crate::cli::error::print_warning;
use crate::loader::BriefLocation;
use crate::search::Hit;
use crate::search::library::LibraryIndex;
use crate::text::sanitize::sanitize;

/// How many results are written at first, and at most, before any other is looked at. Results of one brief that are near each other take
/// one reading of it.
const FIRST_BATCH: usize = 64;
const MAX_BATCH: usize = 1 << 14;

/// Writes the results, best first; whether all of them could be.
///
/// # Errors
/// When they cannot be written; whoever reads may have gone.
pub(super) fn write_results(out: &mut impl Write, form: FindFormat, results: &FindResults<'_>) -> io::Result<bool> {
    let [before, between, after] = form.separators(!results.answer.hits.is_empty())?;
    out.write_all(before.as_bytes())?;
    let (mut is_first, mut all) = (true, true);
    let mut put = |result: &[u8]| {
        if !std::mem::take(&mut is_first) {
            out.write_all(between.as_bytes())?;
        }
        out.write_all(result)
    };
    let mut size = FIRST_BATCH;
    let mut rest = results.answer.hits.as_slice();
    while !rest.is_empty() {
        let (now, later) = rest.split_at(size.min(rest.len()));
        match &results.input.briefs {
            FindBriefs::Loaded(held) => {
                for hit in now {
                    put(&form.write(find_match(&held[hit.brief], hit), results)?)?;
                }
            }
            FindBriefs::Indexed(archive) => {
                for result in render_library_hits(archive, now, form, results)? {
                    // Of a brief that has changed there is none.
                    all &= !result.is_empty();
                    if !result.is_empty() {
                        put(&result)?;
                    }
                }
            }
        }
        (rest, size) = (later, (size * 4).min(MAX_BATCH));
    }
    out.write_all(after.as_bytes())?;
    Ok(all)
}

fn find_match<'h>(held: &'h FindBrief, hit: &Hit) -> FindMatch<'h> {
    FindMatch { in_brief: held, record: hit.record, uncertain: hit.perhaps }
}

/// What is written of each of some hits; nothing of those in briefs that have changed since they were searched.
fn render_library_hits(
    archive: &LibraryIndex,
    hits: &[Hit],
    form: FindFormat,
    results: &FindResults<'_>,
) -> io::Result<Vec<Vec<u8>>> {
    let mut of_briefs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, hit) in hits.iter().enumerate() {
        of_briefs.entry(hit.brief).or_default().push(at);
    }
    let of_briefs: Vec<(usize, Vec<usize>)> = of_briefs.into_iter().collect();
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(of_briefs.len()).max(1);
    let some = |briefs: &[(usize, Vec<usize>)]| -> io::Result<Vec<(usize, Vec<u8>)>> {
        let mut written = Vec::new();
        for (brief, places) in briefs {
            let Some(held) = load_brief(archive, *brief, form, results) else { continue };
            for at in places {
                written.push((*at, form.write(find_match(&held, &hits[*at]), results)?));
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
fn load_brief(archive: &LibraryIndex, at: usize, form: FindFormat, results: &FindResults<'_>) -> Option<FindBrief> {
    let place = BriefLocation::InLibrary(archive.entries()[at].entry.clone());
    let told = match archive.reading(at) {
        Ok(Some(reading)) => {
            let mut held = FindBrief::from_loaded(&place, reading)?;
            if form.needs_texts() {
                held.compare_quotes(results.texts);
            }
            return Some(held);
        }
        Ok(None) => format!("{}: it changed while it was searched; ask again", place.path_as_given()),
        Err(error) => error.to_string(),
    };
    print_warning(&told.lines().map(sanitize).collect::<Vec<_>>().join("\n"));
    None
}
