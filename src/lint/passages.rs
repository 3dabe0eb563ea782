//! Lint: passages that are not in the text of their source, or are there several times, and records without one. It never judges a record whose
//! text is not held.

use super::LintSubject;
use super::lint_spot::some;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::format::EntityKind;
use crate::model::{Ix, PassageTerm, Record, Source};
use crate::quotes::{LocatedPassage, PassageState, PassageVerdict, RepeatedPassage};

/// Reports passages that are not in the text, or are there several times.
pub(super) fn located(subject: LintSubject<'_>, found: &mut Faults) {
    let faults = subject.brief.records().filter_map(|record| {
        let PassageState::Located(LocatedPassage { source, verdict }) = subject.quotes.passage(subject.brief, record)
        else {
            return None;
        };
        match verdict {
            PassageVerdict::Found(_) => None,
            PassageVerdict::Missing(term) => Some(missing(subject, record, *source, *term)),
            PassageVerdict::Repeated(places) => Some(repeated(subject, record, *source, places)),
        }
    });
    found.extend(faults);
}

fn missing(subject: LintSubject<'_>, record: Record, source: Ix<Source>, term: PassageTerm) -> Fault {
    let problem = match term {
        PassageTerm::Start => "the text does not have the `start` of the passage",
        PassageTerm::End => "the text does not have the `end` of the passage behind its `start`",
        PassageTerm::Prefix => "the `prefix` of the passage does not stand right before its `start`",
        PassageTerm::Suffix => "the `suffix` of the passage does not stand right behind it",
    };
    let spot = subject.spot_inside(EntityKind::Record(record), ["passage", term.word()]);
    let text = subject.spot_inside(EntityKind::Source(source), ["text", "file"]);
    let fault = spot.fault(Code::PassageNotFound, problem).related(&text.place, "the text");
    fault.help("copy the words as the text prints them")
}

fn repeated(subject: LintSubject<'_>, record: Record, source: Ix<Source>, places: &[RepeatedPassage]) -> Fault {
    let text = subject.quotes.text_of(source).text().map_or("", |article| article.text());
    let line = |place: &RepeatedPassage| 1 + text[..place.at.start].matches('\n').count();
    let lines: Vec<String> = places.iter().map(|place| line(place).to_string()).collect();
    let problem = format!("the passage is in the text {} times, in lines {}", places.len(), some(&lines));
    let prefixes = places.iter().filter_map(|place| place.prefix.as_ref().map(|prefix| (line(place), prefix)));
    let prefixes: Vec<String> = prefixes.map(|(line, prefix)| format!("{} in line {line}", quoted(prefix))).collect();
    let help = if prefixes.is_empty() {
        "add words to its `start`".to_owned()
    } else {
        format!("add words to its `start`, or a `prefix`: {}", some(&prefixes))
    };
    subject
        .spot_inside(EntityKind::Record(record), ["passage", "start"])
        .fault(Code::PassageRepeated, problem)
        .help(help)
}

/// Reports, for each text that is held, the records that open at no words of it: those that have no passage and quote nothing.
pub(super) fn without(subject: LintSubject<'_>, found: &mut Faults) {
    let brief = subject.brief;
    let mut of_sources: Vec<(usize, Vec<String>)> = vec![(0, Vec::new()); brief.sources.len()];
    for record in brief.records() {
        let is_held = |source: &Ix<Source>| subject.quotes.text_of(*source).text().is_some();
        let Some(source) = brief.sources_of(record).iter().copied().find(is_held) else { continue };
        let (all, without) = &mut of_sources[source.at()];
        *all += 1;
        if brief.passage_of(record).is_none() && !is_quoted(subject, record) {
            without.push(quoted(brief.record_id(record)));
        }
    }
    let faults = brief.sources.positions().zip(of_sources).filter(|(_, (_, without))| !without.is_empty());
    found.extend(faults.map(|(source, (all, without))| {
        let problem = format!("{} of {} without a passage: {}", without.len(), records(all), some(&without));
        let fault = subject.spot_inside(EntityKind::Source(source), ["text", "file"]).fault(Code::NoPassage, problem);
        fault.help("give the first and the last words of each: `passage = { start = \"…\", end = \"…\" }`")
    }));
}

/// Whether the record opens at its quote; a quote that the text does not have is reported as such.
fn is_quoted(subject: LintSubject<'_>, record: Record) -> bool {
    matches!(record, Record::Statement(ix) if !subject.brief.statements[ix].quote.is_empty())
}

fn records(number: usize) -> String {
    format!("{number} record{} of this text", if number == 1 { "" } else { "s" })
}
