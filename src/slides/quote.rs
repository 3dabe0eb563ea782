//! The card of a quote: somebody's words as large as they can be set, and below them all that tells how far to trust them. It compares nothing.

use super::block::CardBlock;
use super::opening::centred_cards;
use super::{CardDraft, CardGroup, DeckContext, QuoteProof, record_text};
use crate::model::{Attribution, Ix, Record, Section, Statement};
use crate::text::{Paragraph, Tone};
use crate::view;
use crate::view::cases::RecordView;

/// Longer than any title that an index shows, in characters.
const MAX_TITLE_CHARS: usize = 300;

/// The cards of a quote.
pub(super) fn quote_cards(ground: DeckContext<'_>, ix: Ix<Statement>) -> CardGroup {
    let brief = ground.brief;
    let (record, statement) = (Record::Statement(ix), &brief.statements[ix]);
    let told = RecordView::new(brief, record);
    let quote = told.quote.clone().unwrap_or_default();
    let mut units = vec![CardBlock::wide(Paragraph::indented(0).with(Tone::Strong, &quote))];
    if statement.attribution == Attribution::Mixed {
        let only = Paragraph::indented(0).with(Tone::Quiet, "only the words between the marks are the speaker’s");
        units.push(CardBlock::text(record_text::gist_line(&told).into_iter().chain([only]).collect()));
    } else {
        units.extend(record_text::gist_line(&told).map(|gist| CardBlock::text(vec![gist])));
    }
    units.push(CardBlock::text(
        [record_text::speaker_line(&told)].into_iter().chain(record_text::date_line(&told)).collect(),
    ));
    let grade = format!(
        "source: {} · statement: {}",
        brief.sources[statement.source].reliability.meaning(),
        statement.credibility.meaning()
    );
    let mut rows: Vec<Paragraph> = record_text::report_lines(&told).collect();
    rows.push(Paragraph::indented(0).hanging(2).with(Tone::Quiet, grade));
    rows.extend(quote_status(ground, ix));
    rows.extend(record_text::label_line(brief, record));
    units.push(CardBlock::text(rows).joined());
    let label = brief.tlp_of(record);
    let speaker = view::speaker(brief, &statement.speaker);
    // Each of its cards has it: of a quote that fills many, the beginning has to do.
    let title: String = format!("{speaker}: {quote}").chars().take(MAX_TITLE_CHARS).collect();
    let sheet = |body| CardDraft {
        title: title.clone(),
        short: speaker.clone().into_owned(),
        label,
        records: vec![record],
        body,
    };
    CardGroup {
        key: format!("quote:{}", statement.id),
        section: Some(Section::Quotes),
        numbered: false,
        cards: centred_cards(units, Some(quote), sheet),
    }
}

/// How the words stand in the text that they are from, and whether they are disputed.
fn quote_status(ground: DeckContext<'_>, ix: Ix<Statement>) -> Option<Paragraph> {
    let statement = &ground.brief.statements[ix];
    let line = Paragraph::indented(0).hanging(2);
    let line = match ground.proofs.get(&statement.id) {
        Some(QuoteProof::Verbatim) => line.with(Tone::Plain, "✓ word for word in the text held"),
        Some(QuoteProof::Normalized) => {
            line.with(Tone::Plain, "✓ word for word in the text held, but for signs and spaces")
        }
        Some(QuoteProof::Otherwise) => line.with(Tone::Alert, "✗ not word for word in the text held"),
        None => line,
    };
    let disputed = ground.findings.contradictions_of(Record::Statement(ix)).next().is_some();
    let line = match (disputed, line.is_empty()) {
        (false, _) => line,
        (true, true) => line.with(Tone::Alert, "! disputed"),
        (true, false) => line.with(Tone::Quiet, " · ").with(Tone::Alert, "! disputed"),
    };
    (!line.is_empty()).then_some(line)
}
