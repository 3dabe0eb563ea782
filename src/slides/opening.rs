//! The first cards: the title with what the brief rests on, the bottom line, the key points. It judges nothing.

use std::collections::BTreeSet;

use super::block::{self, CardBlock};
use super::{CardBody, CardDraft, CardGroup, DeckContext, TextFlow, strictest_label};
use crate::analysis::{Analysis, SourcingReport};
use crate::model::{Brief, KeyPoint, Record, Section};
use crate::text::{Paragraph, Tone};
use crate::view::cases::{Case, OPEN};
use crate::view::{self, pluralize};

/// Columns of the labels of a key point.
const LABEL: usize = 14;

/// The title: what this is, of when, by whom, for whom, and on what it rests.
pub(super) fn title_card(ground: DeckContext<'_>) -> CardGroup {
    let brief = ground.brief;
    let by = (!brief.authors.is_empty()).then(|| format!(" · {}", brief.authors.join(", ")));
    // What is to come may be stricter than the brief as a whole.
    let label = brief.strictest_tlp();
    let as_of = Paragraph::indented(0).with(Tone::Plain, format!("as of {}", brief.as_of.in_words()));
    let tlp = Paragraph::indented(0)
        .with(Tone::Strong, label.word())
        .with(Tone::Quiet, "  ")
        .with(Tone::Plain, format!("for {}", label.meaning()));
    let marking = brief.marking.as_ref().map(|marking| Paragraph::indented(0).with(Tone::Plain, marking));
    let units = vec![
        CardBlock::wide(Paragraph::indented(0).with(Tone::Strong, &brief.title)),
        CardBlock::text(vec![as_of.with_optional(Tone::Quiet, by)]),
        CardBlock::text([tlp].into_iter().chain(marking).collect()),
        CardBlock::text(sourcing(brief, ground.findings, &ground.cases.contradictions)),
    ];
    let sheet = |body| CardDraft { label, ..brief_card(brief, &brief.title, body) };
    let sheets = centred_cards(units, Some(brief.title.clone()), sheet);
    CardGroup { key: "title".to_owned(), section: None, numbered: false, cards: sheets }
}

/// Units on centred cards, the first in large letters where it is all of `large`.
pub(super) fn centred_cards(
    units: Vec<CardBlock>,
    large: Option<String>,
    sheet: impl Fn(CardBody) -> CardDraft,
) -> Vec<CardDraft> {
    let parts = block::split_into_cards(units);
    let large = large.filter(|_| parts.len() == 1);
    parts
        .into_iter()
        .map(|units| sheet(CardBody::Flow(TextFlow { large: large.clone(), units, centred: true })))
        .collect()
}

/// A card that rests on the brief as a whole.
fn brief_card(brief: &Brief, title: &str, body: CardBody) -> CardDraft {
    CardDraft { title: title.to_owned(), short: String::new(), label: brief.tlp, records: Vec::new(), body }
}

/// Units from the top of a card on.
pub(super) fn top_aligned(units: Vec<CardBlock>) -> impl Iterator<Item = CardBody> {
    block::split_into_cards(units)
        .into_iter()
        .map(|units| CardBody::Flow(TextFlow { large: None, units, centred: false }))
}

/// How many sources, from how many origins, how reliable; how many statements, and how many contradictions are open.
pub fn sourcing(brief: &Brief, findings: &Analysis, cases: &[Case]) -> Vec<Paragraph> {
    let honesty = &SourcingReport::new(brief, findings);
    let open = cases.iter().filter(|case| case.verdict(brief).word == OPEN).count();
    let quiet = |text: String| Paragraph::indented(0).hanging(2).with(Tone::Quiet, text);
    let letters = honesty.by_reliability.iter().filter(|grade| grade.count > 0);
    let grades: Vec<String> =
        letters.map(|grade| format!("{} {} ({})", grade.count, grade.of, grade.of.meaning())).collect();
    let sources =
        format!("{} from {}", pluralize(honesty.sources, "source"), pluralize(honesty.origins, "independent origin"));
    let statements = match honesty.statements {
        0 => "no statement".to_owned(),
        all => format!("{}, {} quoted in whole or in part", pluralize(all, "statement"), honesty.quotes),
    };
    let contradictions = match (cases.len(), open) {
        (0, _) => "no contradiction".to_owned(),
        (all, 0) => format!("{}, none open", pluralize(all, "contradiction")),
        (all, open) => format!("{}, {open} of them open", pluralize(all, "contradiction")),
    };
    let reliability = (!grades.is_empty()).then(|| quiet(format!("graded {}", grades.join(", "))));
    [quiet(sources)].into_iter().chain(reliability).chain([quiet(statements), quiet(contradictions)]).collect()
}

/// The bottom line.
pub(super) fn bottom_line_card(ground: DeckContext<'_>) -> CardGroup {
    let brief = ground.brief;
    let units = vec![CardBlock::wide(Paragraph::indented(0).with(Tone::Strong, &brief.bottom_line))];
    CardGroup {
        key: "bottom-line".to_owned(),
        section: Some(Section::BottomLine),
        numbered: false,
        cards: centred_cards(units, None, |body| brief_card(brief, "Bottom line", body)),
    }
}

/// The key points, one a card.
pub(super) fn key_point_cards(ground: DeckContext<'_>) -> Option<CardGroup> {
    let brief = ground.brief;
    let cards: Vec<CardDraft> = brief.key_points.iter().flat_map(|point| key_point_card(brief, point)).collect();
    (!cards.is_empty()).then(|| CardGroup {
        key: Section::KeyPoints.word().to_owned(),
        section: Some(Section::KeyPoints),
        numbered: true,
        cards,
    })
}

/// A judgement; likelihood and confidence stand apart, never in one sentence (ICD 203).
fn key_point_card(brief: &Brief, point: &KeyPoint) -> Vec<CardDraft> {
    let told = |label: &str| Paragraph::indented(0).hanging(LABEL).with(Tone::Quiet, format!("{label:<LABEL$}"));
    let mut units = vec![CardBlock::wide(Paragraph::indented(0).with(Tone::Strong, &point.text))];
    let likelihood = point.likelihood.map(|likelihood| told("likelihood").with(Tone::Strong, likelihood.word()));
    let confidence = point.confidence.map(|confidence| told("confidence").with(Tone::Strong, confidence.word()));
    let rests = (!point.supports.is_empty())
        .then(|| told("rests on").with(Tone::Quiet, describe_supports(brief, &point.supports)));
    let lines = [likelihood, confidence, rests].into_iter().flatten().map(|line| CardBlock::text(vec![line]));
    units.extend(lines.enumerate().map(|(at, unit)| if at == 0 { unit } else { unit.joined() }));
    let label =
        point.tlp.map_or(brief.tlp, |own| own.strictest(brief.tlp)).strictest(strictest_label(brief, &point.supports));
    centred_cards(units, None, |body| CardDraft {
        label,
        records: point.supports.clone(),
        ..brief_card(brief, &point.text, body)
    })
}

/// How many things of which kind, and whose.
fn describe_supports(brief: &Brief, supports: &[Record]) -> String {
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
    let counted: Vec<String> = counted.map(|(number, noun)| pluralize(number, noun)).collect();
    format!("{}: {}", counted.join(", "), whose.join(", "))
}
