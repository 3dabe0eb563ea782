//! Lint: impossible dates, such as a wrong weekday or a statement later than the source that reports it. It never reads the clock.
//!
//! The date of a claim is not checked: a claim can give a value for a day after the publication of its source.

use super::LintSubject;
use super::lint_spot::SHOWN;
use crate::analysis::WeekdayFault;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::format::EntityKind;
use crate::model::{EdtfDate, Record};

/// Reports printed weekdays that do not match the date: one fault per record, even when its date names several days.
pub(super) fn weekdays(subject: LintSubject<'_>, found: &mut Faults) {
    let records = subject.analysis.weekday_faults.chunk_by(|one, other| one.record == other.record);
    found.extend(records.filter_map(|days| weekday(subject, days)));
}

fn weekday(subject: LintSubject<'_>, days: &[WeekdayFault]) -> Option<Fault> {
    let first = days.first()?;
    let facts: Vec<String> = days.iter().map(WeekdayFault::was_in_words).collect();
    let problem = format!("a {} is printed, but {}", first.printed_in_words(), facts.join(", "));
    let matches: Vec<String> = days.iter().filter_map(WeekdayFault::true_in_words).collect();
    let help = match matches.as_slice() {
        [] => "no nearby year matches: the day or the weekday is wrong; mark the date as uncertain with `?`".to_owned(),
        years => years.join(", "),
    };
    Some(subject.spot(EntityKind::Record(first.record), "printed_date").fault(Code::Weekday, problem).help(help))
}

/// Reports printed days, months and years that are not those of the coded date, unless it is reported as later than its sources.
pub(super) fn coded_days(subject: LintSubject<'_>, found: &mut Faults) {
    let mismatches = subject.analysis.day_mismatches.iter();
    let mismatches = mismatches.filter(|mismatch| after_its_sources(subject, mismatch.record).is_none());
    found.extend(mismatches.map(|mismatch| {
        let spot = subject.spot(EntityKind::Record(mismatch.record), "printed_date");
        let problem = format!("{} is printed, but the date is {}", quoted(&mismatch.printed), mismatch.coded);
        spot.fault(Code::CodedDay, problem)
            .help("one of the two is wrong; where the article itself is, mark the date as uncertain with `?`")
    }));
}

/// Reports statements and events that are certainly later than the publication of one of their sources.
pub(super) fn after_their_sources(subject: LintSubject<'_>, found: &mut Faults) {
    found.extend(subject.brief.records().filter_map(|record| after_its_sources(subject, record)));
}

fn after_its_sources(subject: LintSubject<'_>, record: Record) -> Option<Fault> {
    let (field, happened) = match record {
        Record::Statement(_) => ("said", "said"),
        Record::Event(_) => ("date", "dated"),
        Record::Claim(_) => return None,
    };
    let date = subject.brief.when_of(record)?;
    let published = |source: &_| subject.brief.sources[*source].published.as_ref();
    let before = |published: &EdtfDate| published.is_before(date);
    let earlier = subject.brief.sources_of(record).iter().filter(|source| published(source).is_some_and(before));
    let earlier: Vec<_> = earlier.copied().collect();
    let first = published(earlier.first()?)?;
    let problem = format!("{happened} {}, after its source was published ({})", date.in_words(), first.in_words());
    let fault = subject.spot(EntityKind::Record(record), field).fault(Code::AfterSource, problem);
    let fault = fault.help("one of the two dates is wrong, or it is from another source");
    Some(earlier.into_iter().take(SHOWN).fold(fault, |fault, source| {
        fault.related(&subject.spot(EntityKind::Source(source), "published").place, "the source was published here")
    }))
}
