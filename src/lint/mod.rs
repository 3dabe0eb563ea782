//! Everything that is wrong with a brief beyond its format: what its findings, its texts and its words tell. It reads no file and prints
//! nothing.

mod character_names;
mod claims;
mod dates;
mod held_texts;
mod links;
mod lint_spot;
mod marks;
mod names;
mod points;
mod quote_proofs;
mod roles;
mod silence;
mod unseen_characters;

use std::collections::HashSet;

use crate::analysis::Analysis;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, SourceFile};
use crate::format::Locations;
use crate::model::Brief;
use crate::quotes::Quotes;

/// A brief with all that is known of it.
#[derive(Debug, Clone, Copy)]
pub struct LintSubject<'a> {
    pub files: &'a [SourceFile],
    pub brief: &'a Brief,
    pub places: &'a Locations,
    pub findings: &'a Analysis,
    pub quotes: &'a Quotes,
}

/// Whatever looks at a brief in one respect, and tells what it finds.
type Lint = fn(LintSubject<'_>, &mut Faults);

/// Each takes time by the size of the brief, n log n at most, and looks for a place only when it has something to say.
const LINTS: &[Lint] = &[
    held_texts::held,
    quote_proofs::quotes,
    held_texts::printed_dates,
    dates::weekdays,
    dates::after_their_sources,
    marks::in_gists,
    marks::around_quotes,
    roles::not_held_then,
    names::shared,
    claims::ranks,
    links::one_sided,
    silence::actors,
    silence::issues,
    points::support,
    points::likelihood_and_confidence,
    unseen_characters::characters,
];

/// What is wrong with a brief, in the order of its files and of the places in them; faults of its format are not told again.
pub fn check(subject: LintSubject<'_>) -> Vec<Fault> {
    let mut found = Faults::default();
    for lint in LINTS {
        lint(subject, &mut found);
    }
    let mut faults = found.into_list();
    faults.sort_by_key(|fault| (fault.place.file, fault.place.span.start));
    // Of a date that the text does not print, the weekday says nothing of the article.
    let misread = |fault: &Fault| fault.code == Code::PrintedDate;
    let places: HashSet<(usize, usize)> =
        faults.iter().filter(|fault| misread(fault)).map(|fault| (fault.place.file, fault.place.span.start)).collect();
    faults.retain(|fault| fault.code != Code::Weekday || !places.contains(&(fault.place.file, fault.place.span.start)));
    faults
}
