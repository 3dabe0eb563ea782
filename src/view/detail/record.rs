//! A statement, an event or a claim in Detail. It hides nothing.

use super::{evidence, field, finding, labelled};
use crate::model::StancePosition;
use crate::model::{Attribution, Brief, Claim, Event, Ix, Record, Speaker, Statement, Tlp};
use crate::text::{Paragraph, Tone};
use crate::view::cases::Case;
use crate::view::{self, BriefFacts, quote_status};

/// A record with its findings. Those of `case` come first if the record is on one of its sides.
pub fn paragraphs(facts: &BriefFacts, case: Option<&Case>, record: Record) -> Vec<Paragraph> {
    let case = case.filter(|case| case.has(record));
    let mut paragraphs = case.map(|case| finding::of_case(facts, case, record)).unwrap_or_default();
    paragraphs.extend(record_fields(facts, record));
    paragraphs.extend(finding::others(facts, case, record));
    paragraphs.extend(origins_and_notes(facts, record));
    paragraphs
}

/// A record without its contradictions and shifts.
pub fn without_findings(facts: &BriefFacts, record: Record) -> Vec<Paragraph> {
    let mut paragraphs = record_fields(facts, record);
    paragraphs.extend(finding::wrong_weekdays(facts, record));
    paragraphs.extend(origins_and_notes(facts, record));
    paragraphs
}

fn record_fields(facts: &BriefFacts, record: Record) -> Vec<Paragraph> {
    match record {
        Record::Statement(ix) => statement(facts, ix),
        Record::Event(ix) => event(&facts.brief, ix),
        Record::Claim(ix) => claim(&facts.brief, ix),
    }
}

/// The last paragraphs: origins, label, note.
fn origins_and_notes(facts: &BriefFacts, record: Record) -> impl Iterator<Item = Paragraph> {
    let brief = &facts.brief;
    let parts = [corroboration(facts, record), label(brief, record), field("note", note(brief, record))];
    parts.into_iter().flatten()
}

fn statement(facts: &BriefFacts, ix: Ix<Statement>) -> Vec<Paragraph> {
    let brief = &facts.brief;
    let statement = &brief.statements[ix];
    let mut paragraphs = vec![speaker(brief, ix)];
    if let Some(quoted) = view::quote_text(statement) {
        let line = Paragraph::indented(0).with(Tone::Quote, quoted);
        let quotes = facts.quotes();
        let not_yet = || Some((Tone::Quiet, "not compared yet".to_owned()));
        paragraphs.push(match quotes.map_or_else(not_yet, |quotes| quote_status::describe_status(quotes, brief, ix)) {
            Some((tone, state)) => line.with(Tone::Plain, "  ").with(tone, state),
            None => line,
        });
        paragraphs.extend(quotes.and_then(|quotes| quote_status::diff_paragraph(quotes, brief, ix)));
    }
    let gist = Paragraph::indented(0)
        .with_optional(Tone::Quiet, (statement.attribution == Attribution::Inferred).then_some("read as: "));
    paragraphs.extend(statement.gist.as_ref().map(|text| gist.with(Tone::Plain, text)));
    paragraphs.extend(stance_line(brief, statement));
    paragraphs.push(source_line(brief, statement));
    for (label, links) in [("repeats", &statement.repeats), ("retracts", &statement.retracts)] {
        if !links.is_empty() {
            paragraphs.push(Paragraph::indented(0).with(Tone::Quiet, label));
            paragraphs.extend(links.iter().map(|ix| evidence(brief, Record::Statement(*ix), None)));
        }
    }
    paragraphs
}

/// The speaker with the role on that day, the venue, the date, the attribution and the grade.
fn speaker(brief: &Brief, ix: Ix<Statement>) -> Paragraph {
    let statement = &brief.statements[ix];
    let line = Paragraph::indented(0);
    let line = match &statement.speaker {
        Speaker::Actor(actor) => {
            let role = view::role_at(brief, *actor, Record::Statement(ix)).map(|role| view::role(brief, role));
            line.with(Tone::Strong, &brief.actors[*actor].name)
                .with_optional(Tone::Plain, role.map(|role| format!(", {role}")))
        }
        Speaker::Unnamed(described) => line.with(Tone::Strong, "unnamed").with(Tone::Plain, format!(", {described}")),
    };
    let line = line.with_optional(Tone::Plain, statement.venue.as_ref().map(|venue| format!(" · {venue}")));
    let line = line.with(Tone::Plain, format!(" · {}", view::describe_date(brief, Record::Statement(ix))));
    let printed = statement.printed_date.as_ref().map(|printed| format!(" (printed: “{printed}”)"));
    let line = line.with_optional(Tone::Quiet, printed);
    let grade = format!("{}{}", brief.sources[statement.source].reliability, statement.credibility);
    line.with(Tone::Quiet, format!(" · {} · {grade}", statement.attribution))
}

fn stance_line(brief: &Brief, statement: &Statement) -> Option<Paragraph> {
    let mut line = labelled("stance");
    for (at, (issue, stance)) in statement.stances.iter().enumerate() {
        let position = StancePosition::Held(*stance);
        line = line
            .with_optional(Tone::Quiet, (at > 0).then_some(" · "))
            .with(Tone::Stance(position), format!("{} {}", view::glyph(position), view::position(position)))
            .with(Tone::Plain, format!(" {}", brief.issues[*issue].label));
    }
    (!statement.stances.is_empty()).then_some(line)
}

fn source_line(brief: &Brief, statement: &Statement) -> Paragraph {
    let line = labelled("reported by").with(Tone::Plain, view::source(brief, statement.source));
    let cue = statement.cue.as_ref().map(|cue| format!(" · cue “{cue}”"));
    let via = statement.via.map(|actor| format!(" · relayed by {}", brief.actors[actor].name));
    let about = view::actors(brief, &statement.about).map(|names| format!(" · about {names}"));
    line.with_optional(Tone::Plain, cue).with_optional(Tone::Plain, via).with_optional(Tone::Plain, about)
}

fn event(brief: &Brief, ix: Ix<Event>) -> Vec<Paragraph> {
    let event = &brief.events[ix];
    let printed = event.printed_date.as_ref().map(|printed| format!(" (printed: “{printed}”)"));
    let head = Paragraph::indented(0).with(Tone::Strong, &event.title);
    let place = event.place.as_ref().map(|place| format!(" · {place}"));
    let head = head.with_optional(Tone::Plain, place).with(Tone::Plain, format!(" · {}", event.date.in_words()));
    let head = head.with_optional(Tone::Quiet, printed).with(Tone::Quiet, format!(" · event: {}", event.kind));
    let mut paragraphs = vec![head];
    paragraphs.extend(event.gist.as_ref().map(|gist| Paragraph::indented(0).with(Tone::Plain, gist)));
    paragraphs.extend(field("who", view::actors(brief, &event.actors)));
    let sources: Vec<String> = event.sources.iter().map(|source| view::source(brief, *source)).collect();
    paragraphs.extend(field("reported by", (!sources.is_empty()).then(|| sources.join(" · "))));
    paragraphs
}

fn claim(brief: &Brief, ix: Ix<Claim>) -> Vec<Paragraph> {
    let claim = &brief.claims[ix];
    let head = Paragraph::indented(0).with(Tone::Strong, &claim.question).with(Tone::Plain, "  ");
    let head = head.with(Tone::Strong, view::value(brief, ix)).with(Tone::Quiet, format!(" · claim: {}", claim.rank));
    let who = claim.actor.map(|actor| format!(" · given by {}", brief.actors[actor].name));
    let as_of = claim.as_of.as_ref().map(|when| format!(" · as of {}", when.in_words()));
    let reported = labelled("reported by").with(Tone::Plain, view::source(brief, claim.source));
    let mut paragraphs = vec![head, reported.with_optional(Tone::Plain, who).with_optional(Tone::Plain, as_of)];
    paragraphs.extend(field("why", claim.why.as_ref()));
    paragraphs
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

/// The label; `None` if it is the brief's.
fn label(brief: &Brief, record: Record) -> Option<Paragraph> {
    let tlp: Tlp = brief.tlp_of(record);
    (tlp != brief.tlp).then(|| labelled("label").with(Tone::Alert, tlp.word()))
}

fn note(brief: &Brief, record: Record) -> Option<&String> {
    match record {
        Record::Statement(ix) => brief.statements[ix].note.as_ref(),
        Record::Event(ix) => brief.events[ix].note.as_ref(),
        Record::Claim(ix) => brief.claims[ix].note.as_ref(),
    }
}
