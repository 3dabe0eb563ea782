//! The first cards: the title with what the brief rests on, the bottom line, the key points. It judges nothing.

use std::collections::BTreeSet;

use super::unit::{self, Unit};
use super::{Body, Draft, Flow, Ground, Sheet, label};
use crate::analysis::{Findings, Honesty};
use crate::model::{Brief, KeyPoint, Record, Section};
use crate::text::{Paragraph, Tone};
use crate::view::cases::{Case, OPEN};
use crate::view::{self, count};

/// Columns of the labels of a key point.
const LABEL: usize = 14;

/// The title: what this is, of when, by whom, for whom, and on what it rests.
pub(super) fn title(ground: Ground<'_>) -> Draft {
    let brief = ground.brief;
    let by = (!brief.authors.is_empty()).then(|| format!(" · {}", brief.authors.join(", ")));
    // What is to come may be stricter than the brief as a whole.
    let label = brief.strictest_tlp();
    let as_of = Paragraph::at(0).with(Tone::Plain, format!("as of {}", brief.as_of.in_words()));
    let tlp = Paragraph::at(0)
        .with(Tone::Strong, label.word())
        .with(Tone::Quiet, "  ")
        .with(Tone::Plain, format!("for {}", label.meaning()));
    let marking = brief.marking.as_ref().map(|marking| Paragraph::at(0).with(Tone::Plain, marking));
    let units = vec![
        Unit::wide(Paragraph::at(0).with(Tone::Strong, &brief.title)),
        Unit::text(vec![as_of.maybe(Tone::Quiet, by)]),
        Unit::text([tlp].into_iter().chain(marking).collect()),
        Unit::text(sourcing(brief, ground.findings, &ground.cases.contradictions)),
    ];
    let sheet = |body| Sheet { label, ..plain(brief, &brief.title, body) };
    let sheets = flows(units, Some(brief.title.clone()), sheet);
    Draft { key: "title".to_owned(), section: None, numbered: false, cards: sheets }
}

/// Units on centred cards, the first in large letters where it is all of `large`.
pub(super) fn flows(units: Vec<Unit>, large: Option<String>, sheet: impl Fn(Body) -> Sheet) -> Vec<Sheet> {
    let parts = unit::split(units);
    let large = large.filter(|_| parts.len() == 1);
    parts.into_iter().map(|units| sheet(Body::Flow(Flow { large: large.clone(), units, centred: true }))).collect()
}

/// A card that rests on the brief as a whole.
fn plain(brief: &Brief, title: &str, body: Body) -> Sheet {
    Sheet { title: title.to_owned(), short: String::new(), label: brief.tlp, records: Vec::new(), body }
}

/// Units from the top of a card on.
pub(super) fn from_top(units: Vec<Unit>) -> impl Iterator<Item = Body> {
    unit::split(units).into_iter().map(|units| Body::Flow(Flow { large: None, units, centred: false }))
}

/// How many sources, from how many origins, how reliable; how many statements, and how many contradictions are open.
pub fn sourcing(brief: &Brief, findings: &Findings, cases: &[Case]) -> Vec<Paragraph> {
    let honesty = &Honesty::of(brief, findings);
    let open = cases.iter().filter(|case| case.verdict(brief).word == OPEN).count();
    let quiet = |text: String| Paragraph::at(0).hanging(2).with(Tone::Quiet, text);
    let letters = honesty.by_reliability.iter().filter(|grade| grade.count > 0);
    let grades: Vec<String> =
        letters.map(|grade| format!("{} {} ({})", grade.count, grade.of, grade.of.meaning())).collect();
    let sources = format!("{} from {}", count(honesty.sources, "source"), count(honesty.origins, "independent origin"));
    let statements = match honesty.statements {
        0 => "no statement".to_owned(),
        all => format!("{}, {} quoted in whole or in part", count(all, "statement"), honesty.quotes),
    };
    let contradictions = match (cases.len(), open) {
        (0, _) => "no contradiction".to_owned(),
        (all, 0) => format!("{}, none open", count(all, "contradiction")),
        (all, open) => format!("{}, {open} of them open", count(all, "contradiction")),
    };
    let reliability = (!grades.is_empty()).then(|| quiet(format!("graded {}", grades.join(", "))));
    [quiet(sources)].into_iter().chain(reliability).chain([quiet(statements), quiet(contradictions)]).collect()
}

/// The bottom line.
pub(super) fn bottom_line(ground: Ground<'_>) -> Draft {
    let brief = ground.brief;
    let units = vec![Unit::wide(Paragraph::at(0).with(Tone::Strong, &brief.bottom_line))];
    Draft {
        key: "bottom-line".to_owned(),
        section: Some(Section::BottomLine),
        numbered: false,
        cards: flows(units, None, |body| plain(brief, "Bottom line", body)),
    }
}

/// The key points, one a card.
pub(super) fn key_points(ground: Ground<'_>) -> Option<Draft> {
    let brief = ground.brief;
    let cards: Vec<Sheet> = brief.key_points.iter().flat_map(|point| key_point(brief, point)).collect();
    (!cards.is_empty()).then(|| Draft {
        key: Section::KeyPoints.word().to_owned(),
        section: Some(Section::KeyPoints),
        numbered: true,
        cards,
    })
}

/// A judgement; likelihood and confidence stand apart, never in one sentence (ICD 203).
fn key_point(brief: &Brief, point: &KeyPoint) -> Vec<Sheet> {
    let told = |label: &str| Paragraph::at(0).hanging(LABEL).with(Tone::Quiet, format!("{label:<LABEL$}"));
    let mut units = vec![Unit::wide(Paragraph::at(0).with(Tone::Strong, &point.text))];
    let likelihood = point.likelihood.map(|likelihood| told("likelihood").with(Tone::Strong, likelihood.word()));
    let confidence = point.confidence.map(|confidence| told("confidence").with(Tone::Strong, confidence.word()));
    let rests =
        (!point.supports.is_empty()).then(|| told("rests on").with(Tone::Quiet, rests_on(brief, &point.supports)));
    let lines = [likelihood, confidence, rests].into_iter().flatten().map(|line| Unit::text(vec![line]));
    units.extend(lines.enumerate().map(|(at, unit)| if at == 0 { unit } else { unit.joined() }));
    let label = point.tlp.map_or(brief.tlp, |own| own.strictest(brief.tlp)).strictest(label(brief, &point.supports));
    flows(units, None, |body| Sheet { label, records: point.supports.clone(), ..plain(brief, &point.text, body) })
}

/// How many things of which kind, and whose.
fn rests_on(brief: &Brief, supports: &[Record]) -> String {
    let mut kinds = [0; 3];
    let (mut met, mut whose) = (BTreeSet::new(), Vec::new());
    for record in supports {
        let kind = match record {
            Record::Statement(_) => 0,
            Record::Event(_) => 1,
            Record::Claim(_) => 2,
        };
        kinds[kind] += 1;
        let who = match record {
            Record::Statement(_) | Record::Claim(_) => view::who(brief, *record).into_owned(),
            Record::Event(ix) => brief.events[*ix].title.clone(),
        };
        if met.insert(who.clone()) {
            whose.push(who);
        }
    }
    let counted = kinds.into_iter().zip(["statement", "event", "claim"]).filter(|(number, _)| *number > 0);
    let counted: Vec<String> = counted.map(|(number, noun)| count(number, noun)).collect();
    format!("{}: {}", counted.join(", "), whose.join(", "))
}
