//! Dates that cannot be: a weekday that the day does not fall on, words reported before they were said. It never asks what day it is now.
//!
//! The date of a claim is left alone: it is the day that its value is for, which may well lie ahead of the article that gives it.

use super::LintSubject;
use super::lint_spot::SHOWN;
use crate::analysis::WeekdayFault;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults};
use crate::format::EntityKind;
use crate::model::{EdtfDate, Record};

/// Printed weekdays that their days do not fall on; one fault a record, whose date may name several days.
pub(super) fn weekdays(subject: LintSubject<'_>, found: &mut Faults) {
    let records = subject.findings.weekday_faults.chunk_by(|one, other| one.record == other.record);
    found.extend(records.filter_map(|days| weekday(subject, days)));
}

fn weekday(subject: LintSubject<'_>, days: &[WeekdayFault]) -> Option<Fault> {
    let first = days.first()?;
    let were: Vec<String> = days.iter().map(WeekdayFault::was_in_words).collect();
    let problem = format!("a {} is printed, but {}", first.printed_in_words(), were.join(", "));
    let would_be: Vec<String> = days.iter().filter_map(WeekdayFault::true_in_words).collect();
    let help = match would_be.as_slice() {
        [] => "no year in reach has it so: the day or the weekday is a slip; doubt the date with `?`".to_owned(),
        years => years.join(", "),
    };
    Some(subject.spot(EntityKind::Record(first.record), "printed_date").fault(Code::Weekday, problem).help(help))
}

/// What was said or happened after a source of it was published, for certain.
pub(super) fn after_their_sources(subject: LintSubject<'_>, found: &mut Faults) {
    found.extend(subject.brief.records().filter_map(|record| after_its_sources(subject, record)));
}

fn after_its_sources(subject: LintSubject<'_>, record: Record) -> Option<Fault> {
    let (field, happened) = match record {
        Record::Statement(_) => ("said", "said"),
        Record::Event(_) => ("date", "dated"),
        Record::Claim(_) => return None,
    };
    let when = subject.brief.when_of(record)?;
    let published = |source: &_| subject.brief.sources[*source].published.as_ref();
    let before = |published: &EdtfDate| published.is_before(when);
    let earlier = subject.brief.sources_of(record).iter().filter(|source| published(source).is_some_and(before));
    let earlier: Vec<_> = earlier.copied().collect();
    let first = published(earlier.first()?)?;
    let problem = format!("{happened} {}, after its source was published ({})", when.in_words(), first.in_words());
    let fault = subject.spot(EntityKind::Record(record), field).fault(Code::AfterSource, problem);
    let fault = fault.help("one of the two dates is wrong, or it is from another source");
    Some(earlier.into_iter().take(SHOWN).fold(fault, |fault, source| {
        fault.related(&subject.spot(EntityKind::Source(source), "published").place, "the source was published here")
    }))
}
