//! Who, when, in which words and by whom it is reported, in paragraphs: the same ones on every card. What is not stated stays unsaid.

use std::collections::BTreeSet;

use crate::model::{Attribution, Brief, Record};
use crate::text::{Paragraph, Tone};
use crate::view::cases::{RecordView, SourceReport};

/// Who it is, in which role that day, and who relayed it.
pub(super) fn speaker_line(told: &RecordView) -> Paragraph {
    let role = told.role.as_ref().map(|role| format!(", {role}"));
    let via = told.via.as_ref().map(|via| format!(" · relayed by {via}"));
    Paragraph::indented(0)
        .hanging(2)
        .with(Tone::Strong, &told.who)
        .with_optional(Tone::Plain, role)
        .with_optional(Tone::Quiet, via)
}

/// When it was, as its article prints that, and where.
pub(super) fn date_line(told: &RecordView) -> Option<Paragraph> {
    let parts = circumstances(told);
    (!parts.is_empty()).then(|| Paragraph::indented(0).hanging(2).with(Tone::Quiet, parts.join(" · ")))
}

fn circumstances(told: &RecordView) -> Vec<String> {
    let in_words = told.when.as_deref().unwrap_or_default();
    let printed = told.printed.as_ref().filter(|printed| date_words(printed) != date_words(in_words));
    let printed = printed.map(|printed| format!("printed “{printed}”"));
    [told.when.clone(), printed, told.venue.clone()].into_iter().flatten().collect()
}

/// The words of a date, in whatever order they are printed.
fn date_words(date: &str) -> BTreeSet<&str> {
    date.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The words, as quoted and as the officer tells them.
fn quote_and_gist(told: &RecordView) -> Option<Paragraph> {
    let line = Paragraph::indented(0).with_optional(Tone::Quote, told.quote.as_ref());
    let between = (told.quote.is_some() && told.gist.is_some()).then_some(" · ");
    let line = push_gist(told, line.with_optional(Tone::Quiet, between));
    (!line.is_empty()).then_some(line)
}

/// What is told in the officer’s words, and that it is.
pub(super) fn gist_line(told: &RecordView) -> Option<Paragraph> {
    told.gist.as_ref().map(|_| push_gist(told, Paragraph::indented(0)))
}

fn push_gist(told: &RecordView, line: Paragraph) -> Paragraph {
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
pub(super) fn report_lines(told: &RecordView) -> impl Iterator<Item = Paragraph> + '_ {
    told.reports.iter().map(report_line)
}

/// The grade stands first, so that grades stand in one column.
fn report_line(report: &SourceReport) -> Paragraph {
    let after = report.after.as_ref().map(|after| format!(", after {after}"));
    let line = Paragraph::indented(0).hanging(2).with(Tone::Plain, &report.grade).with(Tone::Quiet, " · ");
    line.with(Tone::Quiet, &report.source).with_optional(Tone::Quiet, after)
}

/// The label of a record, where it is stricter than the brief's.
pub(super) fn label_line(brief: &Brief, record: Record) -> Option<Paragraph> {
    let label = brief.tlp_of(record);
    (label != brief.tlp).then(|| Paragraph::indented(0).with(Tone::Alert, label.word()))
}

/// All that is told of a record in few rows: who, when, the words, by whom it is reported; and behind the last source what else stands by
/// it.
pub(super) fn compact(brief: &Brief, record: Record, also: Option<&str>) -> Vec<Paragraph> {
    let told = RecordView::new(brief, record);
    let company = circumstances(&told).into_iter();
    let mut rows =
        vec![company.fold(speaker_line(&told), |line, part| line.with(Tone::Quiet, " · ").with(Tone::Quiet, part))];
    rows.extend(quote_and_gist(&told));
    rows.extend(reports_and_label(brief, record, also));
    rows
}

/// The same where there is room: who and when apart, and empty rows around the words.
pub(super) fn spacious(brief: &Brief, record: Record, also: Option<&str>) -> Vec<Paragraph> {
    let told = RecordView::new(brief, record);
    let mut rows = vec![Paragraph::default(), speaker_line(&told)];
    rows.extend(date_line(&told));
    rows.extend(quote_and_gist(&told).into_iter().flat_map(|words| [Paragraph::default(), words]));
    rows.push(Paragraph::default());
    rows.extend(reports_and_label(brief, record, also));
    rows
}

fn reports_and_label(brief: &Brief, record: Record, also: Option<&str>) -> Vec<Paragraph> {
    let mut rows: Vec<Paragraph> = report_lines(&RecordView::new(brief, record)).collect();
    let last = rows.pop().unwrap_or_default();
    rows.push(last.with_optional(Tone::Quiet, also.map(|also| format!(" · also {also}"))));
    rows.extend(label_line(brief, record));
    rows
}

/// All that is told of the newest statement, the day before all.
pub(super) fn newest(brief: &Brief, record: Record) -> Vec<Paragraph> {
    let told = RecordView::new(brief, record);
    let when = ["newest".to_owned()].into_iter().chain(circumstances(&told)).collect::<Vec<_>>().join(" · ");
    let mut rows = vec![Paragraph::indented(0).hanging(2).with(Tone::Quiet, when), speaker_line(&told)];
    rows.extend(quote_and_gist(&told));
    rows.extend(report_lines(&told));
    rows.extend(label_line(brief, record));
    rows
}
