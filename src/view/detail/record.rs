//! A statement, an event or a claim in Detail. It hides nothing.

use super::{evidence, field, finding, labelled};
use crate::model::{Attribution, Ix, Record, Statement};
use crate::text::{Paragraph, Tone};
use crate::view::cases::Case;
use crate::view::record_view::{PersonView, RecordView, join};
use crate::view::{self, BriefFacts, quote_status};

/// A record with its findings. Those of `case` come first if the record is on one of its sides.
pub fn paragraphs(facts: &BriefFacts, case: Option<&Case>, record: Record) -> Vec<Paragraph> {
    let case = case.filter(|case| case.has(record));
    let record_view = RecordView::new(&facts.brief, record);
    let mut paragraphs = case.map(|case| finding::of_case(facts, case, record)).unwrap_or_default();
    paragraphs.extend(record_fields(facts, record, &record_view));
    paragraphs.extend(finding::others(facts, case, record));
    paragraphs.extend(origins_and_notes(facts, record, &record_view));
    paragraphs
}

/// A record without its contradictions and shifts.
pub fn without_findings(facts: &BriefFacts, record: Record) -> Vec<Paragraph> {
    let record_view = RecordView::new(&facts.brief, record);
    let mut paragraphs = record_fields(facts, record, &record_view);
    paragraphs.extend(finding::wrong_weekdays(facts, record));
    paragraphs.extend(origins_and_notes(facts, record, &record_view));
    paragraphs
}

fn record_fields(facts: &BriefFacts, record: Record, record_view: &RecordView<'_>) -> Vec<Paragraph> {
    match record {
        Record::Statement(ix) => statement(facts, ix, record_view),
        Record::Event(_) => event(facts, record, record_view),
        Record::Claim(_) => claim(facts, record, record_view),
    }
}

/// The last paragraphs: origins, label, note.
fn origins_and_notes(
    facts: &BriefFacts,
    record: Record,
    record_view: &RecordView<'_>,
) -> impl Iterator<Item = Paragraph> {
    let label = record_view.label.map(|label| labelled("label").with(Tone::Alert, label.word()));
    [corroboration(facts, record), label, field("note", record_view.note)].into_iter().flatten()
}

fn statement(facts: &BriefFacts, ix: Ix<Statement>, record_view: &RecordView<'_>) -> Vec<Paragraph> {
    let (brief, record) = (&facts.brief, Record::Statement(ix));
    let attribution = record_view.attribution.map(|attribution| format!(" · {attribution}"));
    let grade = record_view.reports.first().map(|report| format!(" · {}", report.grade()));
    let head = with_circumstances(record_view.with_who(Paragraph::indented(0)), record_view);
    let mut paragraphs = vec![head.with_optional(Tone::Quiet, attribution).with_optional(Tone::Quiet, grade)];
    if let Some(quoted) = &record_view.quote {
        let line = Paragraph::indented(0).with(Tone::Quote, quoted);
        let quotes = facts.quotes();
        let not_yet = || Some((Tone::Quiet, "not compared yet".to_owned()));
        paragraphs.push(match quotes.map_or_else(not_yet, |quotes| quote_status::describe_status(quotes, brief, ix)) {
            Some((tone, state)) => line.with(Tone::Plain, "  ").with(tone, state),
            None => line,
        });
        paragraphs.extend(quotes.and_then(|quotes| quote_status::diff_paragraph(quotes, brief, ix)));
    }
    let is_inferred = record_view.attribution == Some(Attribution::Inferred);
    let gist = Paragraph::indented(0).with_optional(Tone::Quiet, is_inferred.then_some("read as: "));
    paragraphs.extend(record_view.gist.map(|text| gist.with(Tone::Plain, text)));
    paragraphs.extend(stance_line(record_view));
    let about = join(&record_view.about, ", ", PersonView::short_name).map(|names| format!(" · about {names}"));
    let line =
        reported_by(record_view).with_optional(Tone::Plain, record_view.cue.map(|cue| format!(" · cue “{cue}”")));
    let via = record_view.relayed_by(|person| person.name().to_owned());
    let line = line.with_optional(Tone::Plain, via).with_optional(Tone::Plain, about);
    paragraphs.push(with_passage(line, facts, record));
    let statement = &brief.statements[ix];
    for (label, links) in [("repeats", &statement.repeats), ("retracts", &statement.retracts)] {
        if !links.is_empty() {
            paragraphs.push(Paragraph::indented(0).with(Tone::Quiet, label));
            paragraphs.extend(links.iter().map(|ix| evidence(brief, Record::Statement(*ix), None)));
        }
    }
    paragraphs
}

/// Appends the venue, the date, and the date as printed.
fn with_circumstances(line: Paragraph, record_view: &RecordView<'_>) -> Paragraph {
    line.with_optional(Tone::Plain, record_view.venue.map(|venue| format!(" · {venue}")))
        .with(Tone::Plain, format!(" · {}", record_view.date_words()))
        .with_optional(Tone::Quiet, record_view.printed.map(|printed| format!(" (printed: “{printed}”)")))
}

fn stance_line(record_view: &RecordView<'_>) -> Option<Paragraph> {
    let mut line = labelled("stance");
    for (at, (position, issue)) in record_view.stances.iter().enumerate() {
        line = line
            .with_optional(Tone::Quiet, (at > 0).then_some(" · "))
            .with(Tone::Stance(*position), format!("{} {}", view::glyph(*position), view::position(*position)))
            .with(Tone::Plain, format!(" {issue}"));
    }
    (!record_view.stances.is_empty()).then_some(line)
}

fn reported_by(record_view: &RecordView<'_>) -> Paragraph {
    let sources: Vec<&str> = record_view.reports.iter().map(|report| report.source.as_str()).collect();
    labelled("reported by").with(Tone::Plain, sources.join(" · "))
}

/// Appends whether the record has a passage. A quote without one opens at its words, so nothing is said of it.
fn with_passage(line: Paragraph, facts: &BriefFacts, record: Record) -> Paragraph {
    let brief = &facts.brief;
    let opens_at_quote = matches!(record, Record::Statement(ix) if !brief.statements[ix].quote.is_empty());
    if opens_at_quote && brief.passage_of(record).is_none() {
        return line;
    }
    match facts.quotes().and_then(|quotes| quote_status::describe_passage(quotes, brief, record)) {
        Some((tone, state)) => line.with(Tone::Quiet, " · ").with(tone, state),
        None => line,
    }
}

fn event(facts: &BriefFacts, record: Record, record_view: &RecordView<'_>) -> Vec<Paragraph> {
    let kind = record_view.event_kind.map(|kind| format!(" · event: {kind}"));
    let head = with_circumstances(record_view.with_who(Paragraph::indented(0)), record_view);
    let mut paragraphs = vec![head.with_optional(Tone::Quiet, kind)];
    paragraphs.extend(record_view.gist.map(|gist| Paragraph::indented(0).with(Tone::Plain, gist)));
    paragraphs.extend(field("who", join(&record_view.people, ", ", PersonView::short_name)));
    paragraphs.extend((!record_view.reports.is_empty()).then(|| with_passage(reported_by(record_view), facts, record)));
    paragraphs
}

fn claim(facts: &BriefFacts, record: Record, record_view: &RecordView<'_>) -> Vec<Paragraph> {
    let head = Paragraph::indented(0).with_optional(Tone::Strong, record_view.title).with(Tone::Plain, "  ");
    let rank = record_view.rank.map(|rank| format!(" · claim: {rank}"));
    let head = head.with_optional(Tone::Strong, record_view.value.as_ref()).with_optional(Tone::Quiet, rank);
    let who = join(&record_view.people, ", ", |person| person.described().unwrap_or_else(|| person.name().to_owned()));
    let line = reported_by(record_view).with_optional(Tone::Plain, who.map(|who| format!(" · given by {who}")));
    let line = line.with_optional(Tone::Plain, record_view.when().map(|when| format!(" · {when}")));
    let line = with_passage(line, facts, record);
    [head, line].into_iter().chain(field("why", record_view.why)).collect()
}

fn corroboration(facts: &BriefFacts, record: Record) -> Option<Paragraph> {
    let brief = &facts.brief;
    let origins = facts.findings.origins.corroborating(record);
    let names: Vec<String> = origins.iter().map(|source| view::source_name(brief, *source)).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(labelled("origins").with(Tone::Plain, "1").with(Tone::Quiet, format!(" · {one} alone"))),
        several => {
            let line = labelled("origins").with(Tone::Plain, several.len().to_string());
            Some(line.with(Tone::Quiet, format!(" independent · {}", several.join(", "))))
        }
    }
}
