//! A source in Detail: its kind, its reliability and what it alone reports. It hides nothing.

use super::{evidence, field, labelled};
use crate::model::{Ix, Record, Source};
use crate::text::{Paragraph, Tone};
use crate::view::{self, BriefFacts};

pub(super) fn paragraphs(facts: &BriefFacts, ix: Ix<Source>) -> Vec<Paragraph> {
    let brief = &facts.brief;
    let source = &brief.sources[ix];
    let mut paragraphs = vec![head(source)];
    paragraphs.extend(source.title.as_ref().map(|title| Paragraph::indented(0).with(Tone::Plain, title)));
    let grade = labelled("reliability").with(Tone::Strong, source.reliability.word());
    paragraphs.push(grade.with(Tone::Plain, format!(" {}", source.reliability.meaning())));
    paragraphs.push(labelled("reports").with(Tone::Plain, tally(facts, ix)));
    paragraphs.push(published(source));
    let origin = source.origin.map(|_| view::source(brief, facts.findings.origins.of_source(ix)));
    paragraphs.extend(field("origin", origin));
    paragraphs.extend(field("author", source.author.as_ref()));
    paragraphs.extend(field("address", source.url.as_ref()));
    paragraphs.extend(field("read on", source.accessed.as_ref().map(crate::model::EdtfDate::in_words)));
    paragraphs.extend(field("text", source.text.as_ref().map(|text| &text.file)));
    let tlp = brief.tlp_of_source(ix);
    paragraphs.extend((tlp != brief.tlp).then(|| labelled("label").with(Tone::Alert, tlp.word())));
    paragraphs.extend(field("note", source.note.as_ref()));
    paragraphs.extend(unique_records(facts, ix));
    paragraphs
}

fn head(source: &Source) -> Paragraph {
    let line = Paragraph::indented(0);
    let line = match &source.outlet {
        Some(outlet) => line.with(Tone::Strong, outlet),
        None => line.with(Tone::Strong, &source.id).with(Tone::Plain, " · outlet not stated"),
    };
    let line = line.with_optional(Tone::Plain, source.place.as_ref().map(|position| format!(" · {position}")));
    let lang = source.lang.as_ref().map(|lang| format!(" · {lang}"));
    line.with(Tone::Quiet, format!(" · {}", source.kind)).with_optional(Tone::Quiet, lang)
}

fn published(source: &Source) -> Paragraph {
    let line = labelled("published");
    let line = match &source.published {
        Some(published) => line.with(Tone::Plain, published.in_words()),
        None => line.with(Tone::Plain, "not stated"),
    };
    line.with_optional(Tone::Quiet, source.published_basis.as_ref().map(|basis| format!(" · {basis}")))
}

fn tally(facts: &BriefFacts, ix: Ix<Source>) -> String {
    let (mut statements, mut events, mut claims) = (0, 0, 0);
    for position in facts.timeline_index.for_source(ix) {
        match facts.timeline_index.records()[*position] {
            Record::Statement(_) => statements += 1,
            Record::Event(_) => events += 1,
            Record::Claim(_) => claims += 1,
        }
    }
    let counts = [(statements, "statement"), (events, "event"), (claims, "claim")];
    counts.map(|(number, noun)| view::pluralize(number, noun)).join(" · ")
}

/// The records that no other origin reports.
fn unique_records(facts: &BriefFacts, ix: Ix<Source>) -> Vec<Paragraph> {
    let mut unique = facts.findings.origins.alone(ix).to_vec();
    unique.sort_by_key(|record| facts.timeline_index.position(*record));
    let head = labelled("alone")
        .with(Tone::Plain, view::pluralize(unique.len(), "record"))
        .with(Tone::Quiet, " that no other origin here reports");
    std::iter::once(head).chain(unique.iter().map(|record| evidence(&facts.brief, *record, None))).collect()
}
