//! The texts of a citation, the same for every format. Every text is sanitized and on one line.

use super::{one_line, reference};
use crate::model::{Attribution, Brief, EventKind, Rank, Record, Source};
use crate::view::record_view::{PersonView, RecordView, SourceReport, join};

/// The texts of a record for a citation.
pub(super) struct CitedRecord<'a> {
    /// The quote in quotation marks; `None` unless somebody said it.
    pub(super) quote: Option<String>,
    /// The gist, who said it, when and where.
    pub(super) details: Vec<CitationLine>,
    pub(super) reports: Vec<CitedSource<'a>>,
    /// The attribution, grade, label and reference.
    pub(super) assessment: Vec<CitationLine>,
    /// The text that opens the reader at the record; see [`reference()`].
    pub(super) reference: String,
    /// The title for a source that has none.
    pub(super) title: String,
}

/// A label and its text.
pub(super) struct CitationLine {
    pub(super) label: &'static str,
    pub(super) text: String,
}

/// A source that reports the record.
pub(super) struct CitedSource<'a> {
    pub(super) source: &'a Source,
    /// Outlet, title, author, place and dates, without the URL; says so when the outlet or the date is not stated.
    pub(super) text: String,
    pub(super) url: Option<String>,
}

impl<'a> CitedRecord<'a> {
    /// Builds the texts of a record of the brief that `location` opens.
    pub(super) fn new(location: &str, brief: &'a Brief, record: Record) -> Self {
        let seen = RecordView::new(brief, record);
        let title = seen.title.unwrap_or_default();
        let (quote, details, title) = match record {
            Record::Statement(_) => statement_details(&seen),
            Record::Event(_) => (None, event_details(&seen), format!("[Event: {title}]")),
            Record::Claim(_) => (None, claim_details(&seen), format!("[Claim: {title}]")),
        };
        let reference = reference(location, brief, record);
        let label =
            brief.marking.iter().fold(brief.tlp_of(record).word().to_owned(), |tlp, own| format!("{tlp}; {own}"));
        let mut assessment = grade_lines(&seen);
        assessment.push(CitationLine::new("label", &label));
        assessment.push(CitationLine::new("reference", &reference));
        Self {
            quote: quote.map(|quote| one_line(&quote)),
            details,
            reports: seen.reports.iter().map(CitedSource::new).collect(),
            assessment,
            reference,
            title: one_line(&title),
        }
    }
}

impl CitationLine {
    fn new(label: &'static str, text: &str) -> Self {
        Self { label, text: one_line(text) }
    }
}

impl<'a> CitedSource<'a> {
    fn new(report: &SourceReport<'a>) -> Self {
        let source = report.of;
        let outlet = source.outlet.clone().unwrap_or_else(|| "outlet not stated".to_owned());
        let title = source.title.as_ref().map(|title| format!("“{title}”"));
        let author = source.author.as_ref().map(|author| format!("by {author}"));
        let published = source.published.as_ref().map_or("undated".to_owned(), |published| {
            let inferred = if source.published_basis.is_some() { " (inferred)" } else { "" };
            format!("{}{inferred}", published.in_words())
        });
        let origin = report.after.as_ref().map(|after| format!("after {after}"));
        let accessed = source.accessed.as_ref().map(|accessed| format!("accessed {}", accessed.in_words()));
        let parts = [Some(outlet), title, author, source.place.clone(), Some(published), origin, accessed];
        let text = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        Self { source, text: one_line(&text), url: source.url.as_deref().map(one_line) }
    }
}

/// The quote, the detail lines and the title of a statement. A position that the brief infers has no quote.
fn statement_details(seen: &RecordView<'_>) -> (Option<String>, Vec<CitationLine>, String) {
    let is_inferred = seen.attribution == Some(Attribution::Inferred);
    let quote = seen.quote.clone().filter(|_| !is_inferred);
    let name = join(&seen.people, ", ", PersonView::in_words).unwrap_or_default();
    let via = join(&seen.via, ", then through ", PersonView::cited).map(|via| format!("through {via}"));
    let venue = seen.venue.map(str::to_owned);
    let circumstances = join_stated([seen.cited_people(), via, Some(date_with_printed(seen)), venue]);
    let (gist_label, speaker_label, title) = if is_inferred {
        ("the brief's reading, not speech", "position of", format!("[Position of {name}, as read by the brief]"))
    } else {
        ("paraphrase, in the brief's words", "said by", format!("[Statement by {name}]"))
    };
    let mut details = Vec::from_iter(seen.gist.map(|gist| CitationLine::new(gist_label, gist)));
    details.push(CitationLine::new(speaker_label, &circumstances));
    (quote, details, title)
}

fn event_details(seen: &RecordView<'_>) -> Vec<CitationLine> {
    let names = join(&seen.people, ", ", |person| person.name().to_owned());
    let kind = seen.event_kind.filter(|kind| *kind != EventKind::Other).map(|kind| format!(" ({kind})"));
    let title = format!("{}{}", seen.title.unwrap_or_default(), kind.unwrap_or_default());
    let mut details = vec![CitationLine::new("event", &title)];
    details.extend(seen.gist.map(|gist| CitationLine::new("in the brief's words", gist)));
    details.extend(names.map(|names| CitationLine::new("who", &names)));
    details
        .push(CitationLine::new("when", &join_stated([Some(date_with_printed(seen)), seen.venue.map(str::to_owned)])));
    details
}

fn claim_details(seen: &RecordView<'_>) -> Vec<CitationLine> {
    let by = seen.cited_people().unwrap_or_else(|| "the report itself".to_owned());
    let (question, value) = (seen.title.unwrap_or_default(), seen.value.as_deref().unwrap_or_default());
    let mut details = vec![CitationLine::new("claim", &format!("{question} {value}"))];
    details.push(CitationLine::new("given by", &format!("{by}; {}", date_with_printed(seen))));
    let why = seen.why.map(|why| format!(": {why}")).unwrap_or_default();
    let rank = seen.rank.filter(|rank| *rank != Rank::Normal || !why.is_empty());
    details.extend(rank.map(|rank| CitationLine::new("rank", &format!("{rank}{why}"))));
    details
}

fn join_stated<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// The date of a record in words, with the date as printed.
fn date_with_printed(seen: &RecordView<'_>) -> String {
    let words = seen.date_words();
    match seen.printed {
        Some(printed) => format!("{words} (printed: “{printed}”)"),
        None => words,
    }
}

/// The attribution of a statement and its grade in the Admiralty code; for other records only the reliability of the sources.
fn grade_lines(seen: &RecordView<'_>) -> Vec<CitationLine> {
    let attribution =
        seen.attribution.map(|attribution| CitationLine::new("attribution", describe_attribution(attribution)));
    let grade = match seen.reports.as_slice() {
        [] => None,
        [report] => Some(report.grade_in_words()),
        several => {
            let graded = several.iter().map(|report| format!("{}, {}", report.name, report.grade_in_words()));
            Some(graded.collect::<Vec<_>>().join("; "))
        }
    };
    attribution.into_iter().chain(grade.map(|grade| CitationLine::new("grade", &grade))).collect()
}

const fn describe_attribution(attribution: Attribution) -> &'static str {
    match attribution {
        Attribution::Direct => "direct, wholly in quotation marks",
        Attribution::Mixed => "mixed, partly in quotation marks",
        Attribution::Indirect => "indirect, in the reporter's words",
        Attribution::Inferred => "inferred, the brief's own reading",
    }
}
