//! The cards of a quote: the words in large letters, and below them the speaker, the sources and the proof. It never compares texts.

use super::block::CardBlock;
use super::opening::centred_cards;
use super::{CardDraft, CardGroup, DeckContext, QuoteProof, record_text};
use crate::model::{Attribution, Ix, Record, Section, Statement};
use crate::text::{Paragraph, Tone};
use crate::view;
use crate::view::record_view::RecordView;

/// The greatest length of a title in characters, longer than any list of cards shows.
const MAX_TITLE_CHARS: usize = 300;

/// The cards of a quote.
pub(super) fn quote_cards(context: DeckContext<'_>, ix: Ix<Statement>) -> CardGroup {
    let brief = context.brief;
    let (record, statement) = (Record::Statement(ix), &brief.statements[ix]);
    let record_view = RecordView::new(brief, record);
    let quote = record_view.quote.clone().unwrap_or_default();
    let mut blocks = vec![CardBlock::wide(Paragraph::indented(0).with(Tone::Strong, &quote))];
    if statement.attribution == Attribution::Mixed {
        let only = Paragraph::indented(0).with(Tone::Quiet, "only the words between the marks are the speaker’s");
        blocks.push(CardBlock::text(record_text::gist_line(&record_view).into_iter().chain([only]).collect()));
    } else {
        blocks.extend(record_text::gist_line(&record_view).map(|gist| CardBlock::text(vec![gist])));
    }
    blocks.push(CardBlock::text(
        [record_text::speaker_line(&record_view)].into_iter().chain(record_text::date_line(&record_view)).collect(),
    ));
    let grade = format!(
        "source: {} · statement: {}",
        brief.sources[statement.source].reliability.meaning(),
        statement.credibility.meaning()
    );
    let mut rows: Vec<Paragraph> = record_text::report_lines(&record_view).collect();
    rows.push(Paragraph::indented(0).hanging(2).with(Tone::Quiet, grade));
    rows.extend(quote_status(context, ix));
    rows.extend(record_text::label_line(&record_view));
    blocks.push(CardBlock::text(rows).joined());
    let label = brief.tlp_of(record);
    let speaker = view::speaker(brief, &statement.speaker);
    // Every card of the quote stores the title, so a long quote is cut.
    let title: String = format!("{speaker}: {quote}").chars().take(MAX_TITLE_CHARS).collect();
    let to_draft = |body| CardDraft {
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
        cards: centred_cards(blocks, Some(quote), to_draft),
    }
}

/// Whether the quote was found in the stored text, and whether it is disputed. Returns `None` when there is nothing to say.
fn quote_status(context: DeckContext<'_>, ix: Ix<Statement>) -> Option<Paragraph> {
    let statement = &context.brief.statements[ix];
    let line = Paragraph::indented(0).hanging(2);
    let line = match context.proofs.get(&statement.id) {
        Some(QuoteProof::Verbatim) => line.with(Tone::Plain, "✓ word for word in the text held"),
        Some(QuoteProof::Normalized) => {
            line.with(Tone::Plain, "✓ word for word in the text held, but for signs and spaces")
        }
        Some(QuoteProof::Unmarked) => line.with(Tone::Alert, "✗ not in quotation marks in the text held"),
        Some(QuoteProof::Otherwise) => line.with(Tone::Alert, "✗ not word for word in the text held"),
        None => line,
    };
    let disputed = context.analysis.contradictions_of(Record::Statement(ix)).next().is_some();
    let line = match (disputed, line.is_empty()) {
        (false, _) => line,
        (true, true) => line.with(Tone::Alert, "! disputed"),
        (true, false) => line.with(Tone::Quiet, " · ").with(Tone::Alert, "! disputed"),
    };
    (!line.is_empty()).then_some(line)
}
