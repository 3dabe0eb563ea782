//! The checks of a brief beyond its format: of the analysis, the source texts and the wording. It reads no file and prints nothing.

mod character_names;
mod claims;
mod credibility;
mod dates;
mod held_texts;
mod lint_spot;
mod marks;
mod names;
mod passages;
mod points;
mod pronouns;
mod quote_proofs;
mod roles;
mod silence;
mod surroundings;
mod unseen_characters;

use std::collections::HashSet;

use crate::analysis::Analysis;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, FilePlace, SourceFile};
use crate::format::Locations;
use crate::model::Brief;
use crate::quotes::Quotes;

/// The input of every lint: a brief with its files, analysis and quote verdicts.
#[derive(Debug, Clone, Copy)]
pub struct LintSubject<'a> {
    pub files: &'a [SourceFile],
    pub brief: &'a Brief,
    pub places: &'a Locations,
    pub analysis: &'a Analysis,
    pub quotes: &'a Quotes,
}

/// One check: adds the faults that it finds.
type Lint = fn(LintSubject<'_>, &mut Faults);

/// All lints. To add one, write a function of type [`Lint`] and list it here. Each takes at most O(n log n) time in the size of the brief
/// and looks up a place only to report a fault.
const LINTS: &[Lint] = &[
    held_texts::held,
    quote_proofs::quotes,
    passages::located,
    passages::without,
    surroundings::around_quotes,
    held_texts::printed_dates,
    dates::weekdays,
    dates::coded_days,
    dates::after_their_sources,
    marks::in_gists,
    marks::around_quotes,
    roles::not_held_then,
    roles::overlapping,
    names::shared,
    claims::ranks,
    credibility::confirmed_by_one_origin,
    silence::actors,
    silence::issues,
    points::support,
    points::likelihood_and_confidence,
    unseen_characters::characters,
];

/// Runs all lints and returns the faults, sorted by file and place. Faults of the format are not repeated.
pub fn check(subject: LintSubject<'_>) -> Vec<Fault> {
    let mut found = Faults::default();
    for lint in LINTS {
        lint(subject, &mut found);
    }
    let mut faults = found.into_list();
    faults.sort_by_key(|fault| (fault.place.file, fault.place.span.start));
    name_wrong_encodings(&mut faults);
    // When the text does not contain the printed date, its weekday and day say nothing about the article.
    let is_misread = |fault: &Fault| fault.code == Code::PrintedDate;
    let places: HashSet<(usize, usize)> = faults
        .iter()
        .filter(|fault| is_misread(fault))
        .map(|fault| (fault.place.file, fault.place.span.start))
        .collect();
    let is_of_printed_date = |fault: &Fault| matches!(fault.code, Code::Weekday | Code::CodedDay);
    faults.retain(|fault| !is_of_printed_date(fault) || !places.contains(&(fault.place.file, fault.place.span.start)));
    faults
}

/// Gives the reason for quotes that are not found in texts that were decoded wrongly.
fn name_wrong_encodings(faults: &mut [Fault]) {
    let texts: Vec<FilePlace> =
        faults.iter().filter(|fault| fault.code == Code::WrongEncoding).map(|fault| fault.place.clone()).collect();
    let is_of_text = |fault: &Fault| fault.related.iter().any(|(place, _)| texts.contains(place));
    for fault in faults.iter_mut().filter(|fault| fault.code == Code::QuoteNotFound && is_of_text(fault)) {
        fault.help = Some("the text was decoded wrongly; correct that first".to_owned());
    }
}
