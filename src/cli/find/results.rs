//! Writes results in order while it reads their briefs in batches. It never holds all results or all briefs at once.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::thread;

use super::input::{FindBrief, FindBriefs, FindMatch};
use super::output_format::{FindFormat, FindResults};
use crate::cli::error::print_warning;
use crate::loader::BriefLocation;
use crate::search::Hit;
use crate::search::library::LibraryIndex;
use crate::text::sanitize::sanitize;

/// Results of the first and of the largest batch. A small first batch shows results early; in a large one, each brief is read only once.
const FIRST_BATCH: usize = 64;
const MAX_BATCH: usize = 1 << 14;

/// Writes the results, best first. Returns whether all of their briefs could be read.
///
/// # Errors
/// The output cannot be written, for example because the pipe is closed.
pub(super) fn write_results(out: &mut impl Write, format: FindFormat, results: &FindResults<'_>) -> io::Result<bool> {
    let [before, between, after] = format.separators(results)?;
    out.write_all(&before)?;
    let (mut is_first, mut all) = (true, true);
    let mut write_next = |result: &[u8]| {
        if !std::mem::take(&mut is_first) {
            out.write_all(&between)?;
        }
        out.write_all(result)
    };
    let mut size = FIRST_BATCH;
    let mut rest = results.answer.hits.as_slice();
    while !rest.is_empty() {
        let (batch, later) = rest.split_at(size.min(rest.len()));
        match &results.input.briefs {
            FindBriefs::Loaded(briefs) => {
                for hit in batch {
                    write_next(&format.render(find_match(&briefs[hit.brief], hit), results)?)?;
                }
            }
            FindBriefs::Indexed(library) => {
                for result in render_library_hits(library, batch, format, results)? {
                    // Empty if the brief could not be read again.
                    all &= !result.is_empty();
                    if !result.is_empty() {
                        write_next(&result)?;
                    }
                }
            }
        }
        (rest, size) = (later, (size * 4).min(MAX_BATCH));
    }
    out.write_all(&after)?;
    Ok(all)
}

fn find_match<'h>(brief: &'h FindBrief, hit: &Hit) -> FindMatch<'h> {
    FindMatch { from: brief.row_brief(), record: hit.record, uncertain: hit.perhaps }
}

/// Renders the hits on several threads. The result of a hit is empty if its brief could not be read, or changed since the search.
fn render_library_hits(
    library: &LibraryIndex,
    hits: &[Hit],
    format: FindFormat,
    results: &FindResults<'_>,
) -> io::Result<Vec<Vec<u8>>> {
    let mut by_brief: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, hit) in hits.iter().enumerate() {
        by_brief.entry(hit.brief).or_default().push(at);
    }
    let by_brief: Vec<(usize, Vec<usize>)> = by_brief.into_iter().collect();
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(by_brief.len()).max(1);
    let render = |briefs: &[(usize, Vec<usize>)]| -> io::Result<Vec<(usize, Vec<u8>)>> {
        let mut written = Vec::new();
        for (number, positions) in briefs {
            let Some(brief) = load_brief(library, *number, format, results) else { continue };
            for at in positions {
                written.push((*at, format.render(find_match(&brief, &hits[*at]), results)?));
            }
        }
        Ok(written)
    };
    let parts = by_brief.chunks(by_brief.len().div_ceil(threads).max(1));
    let written = thread::scope(|scope| {
        let parts: Vec<_> = parts.map(|part| scope.spawn(move || render(part))).collect();
        let joined = parts.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        joined.collect::<io::Result<Vec<_>>>()
    })?;
    let mut all = vec![Vec::new(); hits.len()];
    for (at, result) in written.into_iter().flatten() {
        all[at] = result;
    }
    Ok(all)
}

/// Reads a brief of the library. Returns `None` and warns if it cannot be read or changed since the search.
fn load_brief(library: &LibraryIndex, at: usize, format: FindFormat, results: &FindResults<'_>) -> Option<FindBrief> {
    let location = BriefLocation::InLibrary(library.entries()[at].entry.clone());
    let message = match library.reading(at) {
        Ok(Some(loaded)) => {
            let mut brief = FindBrief::from_loaded(&location, loaded)?;
            if format.needs_texts() {
                brief.compare_quotes(results.texts);
            }
            return Some(brief);
        }
        Ok(None) => format!("{}: it changed while it was searched; ask again", location.path_as_given()),
        Err(error) => error.to_string(),
    };
    print_warning(&message.lines().map(sanitize).collect::<Vec<_>>().join("\n"));
    None
}
