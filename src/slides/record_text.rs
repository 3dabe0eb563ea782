//! The paragraphs that describe a record, the same on every card: who, when, the words and the sources. It never fills in what is not
//! stated.

use std::collections::BTreeSet;

use crate::model::{Attribution, Brief, Record};
use crate::text::{Paragraph, Tone};
use crate::view::cases::{RecordView, SourceReport};

/// The speaker, the role at that date, and who relayed the words.
pub(super) fn speaker_line(view: &RecordView) -> Paragraph {
    let role = view.role.as_ref().map(|role| format!(", {role}"));
    let via = view.via.as_ref().map(|via| format!(" · relayed by {via}"));
    Paragraph::indented(0)
        .hanging(2)
        .with(Tone::Strong, &view.who)
        .with_optional(Tone::Plain, role)
        .with_optional(Tone::Quiet, via)
}

/// The date, the date as printed, and the place. Returns `None` when nothing of it is stated.
pub(super) fn date_line(view: &RecordView) -> Option<Paragraph> {
    let parts = circumstances(view);
    (!parts.is_empty()).then(|| Paragraph::indented(0).hanging(2).with(Tone::Quiet, parts.join(" · ")))
}

fn circumstances(view: &RecordView) -> Vec<String> {
    let in_words = view.when.as_deref().unwrap_or_default();
    let printed = view.printed.as_ref().filter(|printed| date_words(printed) != date_words(in_words));
    let printed = printed.map(|printed| format!("printed “{printed}”"));
    [view.when.clone(), printed, view.venue.clone()].into_iter().flatten().collect()
}

/// The set of words of a date, to compare dates regardless of word order.
fn date_words(date: &str) -> BTreeSet<&str> {
    date.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The quote and the gist. Returns `None` when there is neither.
fn quote_and_gist(view: &RecordView) -> Option<Paragraph> {
    let line = Paragraph::indented(0).with_optional(Tone::Quote, view.quote.as_ref());
    let between = (view.quote.is_some() && view.gist.is_some()).then_some(" · ");
    let line = push_gist(view, line.with_optional(Tone::Quiet, between));
    (!line.is_empty()).then_some(line)
}

/// The gist, marked as the officer's words. Returns `None` when there is none.
pub(super) fn gist_line(view: &RecordView) -> Option<Paragraph> {
    view.gist.as_ref().map(|_| push_gist(view, Paragraph::indented(0)))
}

fn push_gist(view: &RecordView, line: Paragraph) -> Paragraph {
    let prefix = match view.attribution {
        Some(Attribution::Inferred) => "the officer’s reading, not speech: ",
        Some(Attribution::Direct | Attribution::Mixed | Attribution::Indirect) => "paraphrase: ",
        None => "",
    };
    match &view.gist {
        Some(gist) => line.with(Tone::Quiet, prefix).with(Tone::Plain, gist),
        None => line,
    }
}

/// One line for each source, with its grade.
pub(super) fn report_lines(view: &RecordView) -> impl Iterator<Item = Paragraph> + '_ {
    view.reports.iter().map(report_line)
}

/// The grade comes first, so that all grades are in one column.
fn report_line(report: &SourceReport) -> Paragraph {
    let after = report.after.as_ref().map(|after| format!(", after {after}"));
    let line = Paragraph::indented(0).hanging(2).with(Tone::Plain, &report.grade).with(Tone::Quiet, " · ");
    line.with(Tone::Quiet, &report.source).with_optional(Tone::Quiet, after)
}

/// The label of a record. Returns `None` when it is the label of the brief.
pub(super) fn label_line(brief: &Brief, record: Record) -> Option<Paragraph> {
    let label = brief.tlp_of(record);
    (label != brief.tlp).then(|| Paragraph::indented(0).with(Tone::Alert, label.word()))
}

/// A record in few rows: who and when, the words, and the sources. `also` names other supporters after the last source.
pub(super) fn compact(brief: &Brief, record: Record, also: Option<&str>) -> Vec<Paragraph> {
    let view = RecordView::new(brief, record);
    let circumstances = circumstances(&view).into_iter();
    let mut rows = vec![
        circumstances.fold(speaker_line(&view), |line, part| line.with(Tone::Quiet, " · ").with(Tone::Quiet, part)),
    ];
    rows.extend(quote_and_gist(&view));
    rows.extend(reports_and_label(brief, record, also));
    rows
}

/// A record with more space: who and when on separate rows, and empty rows around the words.
pub(super) fn spacious(brief: &Brief, record: Record, also: Option<&str>) -> Vec<Paragraph> {
    let view = RecordView::new(brief, record);
    let mut rows = vec![Paragraph::default(), speaker_line(&view)];
    rows.extend(date_line(&view));
    rows.extend(quote_and_gist(&view).into_iter().flat_map(|words| [Paragraph::default(), words]));
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

/// The newest statement, with its date first.
pub(super) fn newest(brief: &Brief, record: Record) -> Vec<Paragraph> {
    let view = RecordView::new(brief, record);
    let when = ["newest".to_owned()].into_iter().chain(circumstances(&view)).collect::<Vec<_>>().join(" · ");
    let mut rows = vec![Paragraph::indented(0).hanging(2).with(Tone::Quiet, when), speaker_line(&view)];
    rows.extend(quote_and_gist(&view));
    rows.extend(report_lines(&view));
    rows.extend(label_line(brief, record));
    rows
}
