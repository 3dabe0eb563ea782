//! Who, when, in which words and by whom it is reported, in paragraphs: the same ones on every card. What is not stated stays unsaid.

use std::collections::BTreeSet;

use crate::model::{Attribution, Brief, Record};
use crate::text::{Paragraph, Tone};
use crate::view::cases::{Report, Testimony};

/// Who it is, in which role that day, and who relayed it.
pub(super) fn who(told: &Testimony) -> Paragraph {
    let role = told.role.as_ref().map(|role| format!(", {role}"));
    let via = told.via.as_ref().map(|via| format!(" · relayed by {via}"));
    Paragraph::at(0).hanging(2).with(Tone::Strong, &told.who).maybe(Tone::Plain, role).maybe(Tone::Quiet, via)
}

/// When it was, as its article prints that, and where.
pub(super) fn when(told: &Testimony) -> Option<Paragraph> {
    let parts = circumstances(told);
    (!parts.is_empty()).then(|| Paragraph::at(0).hanging(2).with(Tone::Quiet, parts.join(" · ")))
}

fn circumstances(told: &Testimony) -> Vec<String> {
    let in_words = told.when.as_deref().unwrap_or_default();
    let printed = told.printed.as_ref().filter(|printed| words_of(printed) != words_of(in_words));
    let printed = printed.map(|printed| format!("printed “{printed}”"));
    [told.when.clone(), printed, told.venue.clone()].into_iter().flatten().collect()
}

/// The words of a date, in whatever order they are printed.
fn words_of(date: &str) -> BTreeSet<&str> {
    date.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The words, as quoted and as the officer tells them.
fn words(told: &Testimony) -> Option<Paragraph> {
    let line = Paragraph::at(0).maybe(Tone::Quote, told.quote.as_ref());
    let between = (told.quote.is_some() && told.gist.is_some()).then_some(" · ");
    let line = in_other_words(told, line.maybe(Tone::Quiet, between));
    (!line.is_empty()).then_some(line)
}

/// What is told in the officer’s words, and that it is.
pub(super) fn gist(told: &Testimony) -> Option<Paragraph> {
    told.gist.as_ref().map(|_| in_other_words(told, Paragraph::at(0)))
}

fn in_other_words(told: &Testimony, line: Paragraph) -> Paragraph {
    let whose = match told.attribution {
        Some(Attribution::Inferred) => "the officer’s reading, not speech: ",
        Some(Attribution::Direct | Attribution::Mixed | Attribution::Indirect) => "paraphrase: ",
        None => "",
    };
    match &told.gist {
        Some(gist) => line.with(Tone::Quiet, whose).with(Tone::Plain, gist),
        None => line,
    }
}

/// Each source with its grade.
pub(super) fn reports(told: &Testimony) -> impl Iterator<Item = Paragraph> + '_ {
    told.reports.iter().map(source)
}

/// The grade stands first, so that grades stand in one column.
fn source(report: &Report) -> Paragraph {
    let after = report.after.as_ref().map(|after| format!(", after {after}"));
    let line = Paragraph::at(0).hanging(2).with(Tone::Plain, &report.grade).with(Tone::Quiet, " · ");
    line.with(Tone::Quiet, &report.source).maybe(Tone::Quiet, after)
}

/// The label of a record, where it is stricter than the brief's.
pub(super) fn label(brief: &Brief, record: Record) -> Option<Paragraph> {
    let label = brief.tlp_of(record);
    (label != brief.tlp).then(|| Paragraph::at(0).with(Tone::Alert, label.word()))
}

/// All that is told of a record in few rows: who, when, the words, by whom it is reported; and behind the last source what else stands by
/// it.
pub(super) fn testimony(brief: &Brief, record: Record, also: Option<&str>) -> Vec<Paragraph> {
    let told = Testimony::of(brief, record);
    let company = circumstances(&told).into_iter();
    let mut rows = vec![company.fold(who(&told), |line, part| line.with(Tone::Quiet, " · ").with(Tone::Quiet, part))];
    rows.extend(words(&told));
    rows.extend(reported(brief, record, also));
    rows
}

/// The same where there is room: who and when apart, and empty rows around the words.
pub(super) fn roomy(brief: &Brief, record: Record, also: Option<&str>) -> Vec<Paragraph> {
    let told = Testimony::of(brief, record);
    let mut rows = vec![Paragraph::default(), who(&told)];
    rows.extend(when(&told));
    rows.extend(words(&told).into_iter().flat_map(|words| [Paragraph::default(), words]));
    rows.push(Paragraph::default());
    rows.extend(reported(brief, record, also));
    rows
}

fn reported(brief: &Brief, record: Record, also: Option<&str>) -> Vec<Paragraph> {
    let mut rows: Vec<Paragraph> = reports(&Testimony::of(brief, record)).collect();
    let last = rows.pop().unwrap_or_default();
    rows.push(last.maybe(Tone::Quiet, also.map(|also| format!(" · also {also}"))));
    rows.extend(label(brief, record));
    rows
}

/// All that is told of the newest statement, the day before all.
pub(super) fn newest(brief: &Brief, record: Record) -> Vec<Paragraph> {
    let told = Testimony::of(brief, record);
    let when = ["newest".to_owned()].into_iter().chain(circumstances(&told)).collect::<Vec<_>>().join(" · ");
    let mut rows = vec![Paragraph::at(0).hanging(2).with(Tone::Quiet, when), who(&told)];
    rows.extend(words(&told));
    rows.extend(reports(&told));
    rows.extend(label(brief, record));
    rows
}
