//! Cards of a presentation as text: what each is, then its rows. It shows no more than the cards do.

use ratatui::layout::Size;

use super::plain_text::{PlainOptions, line_text, row_text};
use crate::app::presentation::Presentation;
use crate::app::reader::BriefReader;
use crate::slides::{Card, LetterSize};
use crate::text;

/// The number of the card, what it is about in short, and its label.
pub fn heading(stage: &Presentation) -> String {
    let step = (stage.card().steps > 1).then(|| format!("step {} of {}", stage.step + 1, stage.card().steps));
    heading_of(stage, stage.at, step)
}

fn heading_of(stage: &Presentation, at: usize, step: Option<String>) -> String {
    let card = &stage.deck.cards[at];
    let mut parts = vec![format!("card {} of {}", at + 1, stage.deck.cards.len()), section_word(card).to_owned()];
    parts.extend((!card.short.is_empty()).then(|| text::clean(&card.short).into_owned()));
    parts.extend((card.part.total > 1).then(|| format!("part {} of {}", card.part.number, card.part.total)));
    parts.extend(step);
    parts.push(card.label.to_string());
    parts.join(" · ")
}

/// The rows of the card, at its step, that say something.
pub fn card_rows(stage: &Presentation, width: usize) -> Vec<String> {
    step_rows(stage.card(), stage.step, width)
}

fn step_rows(card: &Card, step: usize, width: usize) -> Vec<String> {
    let size = Size { width: u16::try_from(width).unwrap_or(u16::MAX), height: u16::MAX };
    let page = card.page(step, size, LetterSize::Plain);
    page.rows.iter().map(row_text).filter(|row| row.contains(char::is_alphanumeric)).collect()
}

/// Every card, one below the other, each step of it after what all its steps have in common.
pub fn render_all(stage: &Presentation, paper: PlainOptions) -> String {
    let mut out = paper.builder();
    for (at, card) in stage.deck.cards.iter().enumerate() {
        out.blank_row().unwrapped_row(&heading_of(stage, at, None));
        // On paper no step is the one that is lit.
        let unlit = |step| step_rows(card, step, paper.width).into_iter().map(|row| row.replacen('▸', " ", 1));
        let first: Vec<String> = unlit(0).collect();
        let last: Vec<String> = unlit(card.steps.saturating_sub(1)).collect();
        let (common, own): (Vec<_>, Vec<_>) = first.into_iter().partition(|row| last.contains(row));
        for row in common.iter().chain(&own) {
            out.unwrapped_row(row);
        }
        for row in (1..card.steps).flat_map(unlit).filter(|row| !common.contains(row)) {
            out.unwrapped_row(&row);
        }
    }
    out.finish()
}

/// The index of the cards: each on a row, with its number, its section and what it is about.
pub fn render_index(stage: &Presentation, paper: PlainOptions) -> String {
    let mut out = paper.builder();
    for (number, card) in (1..).zip(&stage.deck.cards) {
        let number: usize = number;
        out.unwrapped_row(&format!("{number:>3}  {}", index_entry(card)));
    }
    out.finish()
}

/// What the reader looks at, in rows as they were wrapped for the screen that is not there.
pub fn detail_rows(reader: &BriefReader) -> Vec<String> {
    reader.detail.lines.iter().map(|line| line_text(line).trim_end().to_owned()).collect()
}

/// A card in the index: its section and what it is about, whole.
pub(super) fn index_entry(card: &Card) -> String {
    let part = if card.part.total > 1 {
        format!(" (part {} of {})", card.part.number, card.part.total)
    } else {
        String::new()
    };
    format!("{}: {}{part}", section_word(card), card.title)
}

fn section_word(card: &Card) -> &'static str {
    card.section.map_or("title", |section| section.word())
}
