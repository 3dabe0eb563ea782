//! The first cards: the title with its sourcing, the bottom line and the key points. It never adds a judgement.

use std::collections::BTreeSet;

use super::block::{self, CardBlock};
use super::{CardBody, CardDraft, CardGroup, DeckContext, TextFlow, strictest_label};
use crate::analysis::{Analysis, SourcingReport};
use crate::model::{Brief, KeyPoint, Record, Section};
use crate::text::{Paragraph, Tone};
use crate::view::cases::{Case, OPEN};
use crate::view::{self, pluralize};

/// Width of the labels of a key point, in columns.
const LABEL_WIDTH: usize = 14;

/// The title card: title, date, authors, label and sourcing of the brief.
pub(super) fn title_card(context: DeckContext<'_>) -> CardGroup {
    let brief = context.brief;
    let by = (!brief.authors.is_empty()).then(|| format!(" · {}", brief.authors.join(", ")));
    // Other cards may be stricter than the brief as a whole.
    let label = brief.strictest_tlp();
    let as_of = Paragraph::indented(0).with(Tone::Plain, format!("as of {}", brief.as_of.in_words()));
    let tlp = Paragraph::indented(0)
        .with(Tone::Strong, label.word())
        .with(Tone::Quiet, "  ")
        .with(Tone::Plain, format!("for {}", label.meaning()));
    let marking = brief.marking.as_ref().map(|marking| Paragraph::indented(0).with(Tone::Plain, marking));
    let blocks = vec![
        CardBlock::wide(Paragraph::indented(0).with(Tone::Strong, &brief.title)),
        CardBlock::text(vec![as_of.with_optional(Tone::Quiet, by)]),
        CardBlock::text([tlp].into_iter().chain(marking).collect()),
        CardBlock::text(sourcing(brief, context.analysis, &context.cases.contradictions)),
    ];
    let to_draft = |body| CardDraft { label, ..brief_card(brief, &brief.title, body) };
    let cards = centred_cards(blocks, Some(brief.title.clone()), to_draft);
    CardGroup { key: "title".to_owned(), section: None, numbered: false, cards }
}

/// Splits blocks into centred cards. `large` is the first block as plain text, to be shown in large letters when there is only one card.
pub(super) fn centred_cards(
    blocks: Vec<CardBlock>,
    large: Option<String>,
    to_draft: impl Fn(CardBody) -> CardDraft,
) -> Vec<CardDraft> {
    let parts = block::split_into_cards(blocks);
    let large = large.filter(|_| parts.len() == 1);
    parts
        .into_iter()
        .map(|blocks| to_draft(CardBody::Flow(TextFlow { large: large.clone(), blocks, centred: true })))
        .collect()
}

/// A card about the brief as a whole, without records.
fn brief_card(brief: &Brief, title: &str, body: CardBody) -> CardDraft {
    CardDraft { title: title.to_owned(), short: String::new(), label: brief.tlp, records: Vec::new(), body }
}

/// Splits blocks into cards that are aligned to the top.
pub(super) fn top_aligned(blocks: Vec<CardBlock>) -> impl Iterator<Item = CardBody> {
    block::split_into_cards(blocks)
        .into_iter()
        .map(|blocks| CardBody::Flow(TextFlow { large: None, blocks, centred: false }))
}

/// The sourcing of a brief in paragraphs: the number of sources and origins, their reliability, the statements and the open contradictions.
pub fn sourcing(brief: &Brief, analysis: &Analysis, cases: &[Case]) -> Vec<Paragraph> {
    let report = &SourcingReport::new(brief, analysis);
    let open = cases.iter().filter(|case| case.verdict(brief).word == OPEN).count();
    let quiet = |text: String| Paragraph::indented(0).hanging(2).with(Tone::Quiet, text);
    let used_grades = report.by_reliability.iter().filter(|grade| grade.count > 0);
    let grades: Vec<String> =
        used_grades.map(|grade| format!("{} {} ({})", grade.count, grade.of, grade.of.meaning())).collect();
    let sources =
        format!("{} from {}", pluralize(report.sources, "source"), pluralize(report.origins, "independent origin"));
    let statements = match report.statements {
        0 => "no statement".to_owned(),
        total => format!("{}, {} quoted in whole or in part", pluralize(total, "statement"), report.quotes),
    };
    let contradictions = match (cases.len(), open) {
        (0, _) => "no contradiction".to_owned(),
        (total, 0) => format!("{}, none open", pluralize(total, "contradiction")),
        (total, open) => format!("{}, {open} of them open", pluralize(total, "contradiction")),
    };
    let reliability = (!grades.is_empty()).then(|| quiet(format!("graded {}", grades.join(", "))));
    [quiet(sources)].into_iter().chain(reliability).chain([quiet(statements), quiet(contradictions)]).collect()
}

/// The card of the bottom line.
pub(super) fn bottom_line_card(context: DeckContext<'_>) -> CardGroup {
    let brief = context.brief;
    let blocks = vec![CardBlock::wide(Paragraph::indented(0).with(Tone::Strong, &brief.bottom_line))];
    CardGroup {
        key: "bottom-line".to_owned(),
        section: Some(Section::BottomLine),
        numbered: false,
        cards: centred_cards(blocks, None, |body| brief_card(brief, "Bottom line", body)),
    }
}

/// The cards of the key points, one for each. Returns `None` when there are none.
pub(super) fn key_point_cards(context: DeckContext<'_>) -> Option<CardGroup> {
    let brief = context.brief;
    let cards: Vec<CardDraft> = brief.key_points.iter().flat_map(|point| key_point_card(brief, point)).collect();
    (!cards.is_empty()).then(|| CardGroup {
        key: Section::KeyPoints.word().to_owned(),
        section: Some(Section::KeyPoints),
        numbered: true,
        cards,
    })
}

/// The cards of a key point. Likelihood and confidence are separate, as ICD 203 demands.
fn key_point_card(brief: &Brief, point: &KeyPoint) -> Vec<CardDraft> {
    let labelled =
        |label: &str| Paragraph::indented(0).hanging(LABEL_WIDTH).with(Tone::Quiet, format!("{label:<LABEL_WIDTH$}"));
    let mut blocks = vec![CardBlock::wide(Paragraph::indented(0).with(Tone::Strong, &point.text))];
    let likelihood = point.likelihood.map(|likelihood| labelled("likelihood").with(Tone::Strong, likelihood.word()));
    let confidence = point.confidence.map(|confidence| labelled("confidence").with(Tone::Strong, confidence.word()));
    let supports = (!point.supports.is_empty())
        .then(|| labelled("rests on").with(Tone::Quiet, describe_supports(brief, &point.supports)));
    let lines = [likelihood, confidence, supports].into_iter().flatten().map(|line| CardBlock::text(vec![line]));
    blocks.extend(lines.enumerate().map(|(at, block)| if at == 0 { block } else { block.joined() }));
    let label =
        point.tlp.map_or(brief.tlp, |own| own.strictest(brief.tlp)).strictest(strictest_label(brief, &point.supports));
    centred_cards(blocks, None, |body| CardDraft {
        label,
        records: point.supports.clone(),
        ..brief_card(brief, &point.text, body)
    })
}

/// The number of supporting records of each kind, and the names behind them.
fn describe_supports(brief: &Brief, supports: &[Record]) -> String {
    let mut kinds = [0; 3];
    let (mut seen, mut names) = (BTreeSet::new(), Vec::new());
    for record in supports {
        let kind = match record {
            Record::Statement(_) => 0,
            Record::Event(_) => 1,
            Record::Claim(_) => 2,
        };
        kinds[kind] += 1;
        let name = match record {
            Record::Statement(_) | Record::Claim(_) => view::who(brief, *record).into_owned(),
            Record::Event(ix) => brief.events[*ix].title.clone(),
        };
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    let counted = kinds.into_iter().zip(["statement", "event", "claim"]).filter(|(number, _)| *number > 0);
    let counted: Vec<String> = counted.map(|(number, noun)| pluralize(number, noun)).collect();
    format!("{}: {}", counted.join(", "), names.join(", "))
}
