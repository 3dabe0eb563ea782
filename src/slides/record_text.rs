//! The paragraphs that describe a record, the same on every card: who, when, the words and the sources. It never fills in what is not
//! stated.

use std::collections::BTreeSet;

use crate::model::{Attribution, Brief, Record};
use crate::text::{Paragraph, Tone};
use crate::view::record_view::{PersonView, RecordView, SourceReport};

/// The speaker, the role at that date, and who relayed the words.
pub(super) fn speaker_line(view: &RecordView<'_>) -> Paragraph {
    view.with_who(Paragraph::indented(0).hanging(2)).with_optional(Tone::Quiet, view.relayed_by(PersonView::short_name))
}

/// The date, the date as printed, and the place. Returns `None` when nothing of it is stated.
pub(super) fn date_line(view: &RecordView<'_>) -> Option<Paragraph> {
    let parts = circumstances(view);
    (!parts.is_empty()).then(|| Paragraph::indented(0).hanging(2).with(Tone::Quiet, parts.join(" · ")))
}

fn circumstances(view: &RecordView<'_>) -> Vec<String> {
    let when = view.when();
    let in_words = when.as_deref().unwrap_or_default();
    let printed = view.printed.filter(|printed| date_words(printed) != date_words(in_words));
    let printed = printed.map(|printed| format!("printed “{printed}”"));
    [when, printed, view.venue.map(str::to_owned)].into_iter().flatten().collect()
}

/// The set of words of a date, to compare dates regardless of word order.
fn date_words(date: &str) -> BTreeSet<&str> {
    date.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The quote and the gist. Returns `None` when there is neither.
fn quote_and_gist(view: &RecordView<'_>) -> Option<Paragraph> {
    let line = Paragraph::indented(0).with_optional(Tone::Quote, view.quote.as_ref());
    let between = (view.quote.is_some() && view.gist.is_some()).then_some(" · ");
    let line = push_gist(view, line.with_optional(Tone::Quiet, between));
    (!line.is_empty()).then_some(line)
}

/// The gist, marked as the officer's words. Returns `None` when there is none.
pub(super) fn gist_line(view: &RecordView<'_>) -> Option<Paragraph> {
    view.gist.map(|_| push_gist(view, Paragraph::indented(0)))
}

fn push_gist(view: &RecordView<'_>, line: Paragraph) -> Paragraph {
    let prefix = match view.attribution {
        Some(Attribution::Inferred) => "the officer’s reading, not speech: ",
        Some(Attribution::Direct | Attribution::Mixed | Attribution::Indirect) => "paraphrase: ",
        None => "",
    };
    match view.gist {
        Some(gist) => line.with(Tone::Quiet, prefix).with(Tone::Plain, gist),
        None => line,
    }
}

/// One line for each source, with its grade.
pub(super) fn report_lines<'a>(view: &'a RecordView<'_>) -> impl Iterator<Item = Paragraph> + 'a {
    view.reports.iter().map(report_line)
}

/// The grade comes first, so that all grades are in one column.
fn report_line(report: &SourceReport<'_>) -> Paragraph {
    let after = report.after.as_ref().map(|after| format!(", after {after}"));
    let line = Paragraph::indented(0).hanging(2).with(Tone::Plain, report.grade()).with(Tone::Quiet, " · ");
    line.with(Tone::Quiet, &report.source).with_optional(Tone::Quiet, after)
}

/// The label of a record. Returns `None` when it is the label of the brief.
pub(super) fn label_line(view: &RecordView<'_>) -> Option<Paragraph> {
    view.label.map(|label| Paragraph::indented(0).with(Tone::Alert, label.word()))
}

/// A record in few rows: who and when, the words, and the sources. `also` names other supporters after the last source.
pub(super) fn compact(brief: &Brief, record: Record, also: Option<&str>) -> Vec<Paragraph> {
    let view = RecordView::new(brief, record);
    let circumstances = circumstances(&view).into_iter();
    let mut rows = vec![
        circumstances.fold(speaker_line(&view), |line, part| line.with(Tone::Quiet, " · ").with(Tone::Quiet, part)),
    ];
    rows.extend(quote_and_gist(&view));
    rows.extend(reports_and_label(&view, also));
    rows
}

/// A record with more space: who and when on separate rows, and empty rows around the words.
pub(super) fn spacious(brief: &Brief, record: Record, also: Option<&str>) -> Vec<Paragraph> {
    let view = RecordView::new(brief, record);
    let mut rows = vec![Paragraph::default(), speaker_line(&view)];
    rows.extend(date_line(&view));
    rows.extend(quote_and_gist(&view).into_iter().flat_map(|words| [Paragraph::default(), words]));
    rows.push(Paragraph::default());
    rows.extend(reports_and_label(&view, also));
    rows
}

fn reports_and_label(view: &RecordView<'_>, also: Option<&str>) -> Vec<Paragraph> {
    let mut rows: Vec<Paragraph> = report_lines(view).collect();
    let last = rows.pop().unwrap_or_default();
    rows.push(last.with_optional(Tone::Quiet, also.map(|also| format!(" · also {also}"))));
    rows.extend(label_line(view));
    rows
}

/// The newest statement, with its date first.
pub(super) fn newest(brief: &Brief, record: Record) -> Vec<Paragraph> {
    let view = RecordView::new(brief, record);
    let when = ["newest".to_owned()].into_iter().chain(circumstances(&view)).collect::<Vec<_>>().join(" · ");
    let mut rows = vec![Paragraph::indented(0).hanging(2).with(Tone::Quiet, when), speaker_line(&view)];
    rows.extend(quote_and_gist(&view));
    rows.extend(report_lines(&view));
    rows.extend(label_line(&view));
    rows
}
