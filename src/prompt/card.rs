//! Cards of a presentation as text: what each is, then its rows. It shows no more than the cards do.

use ratatui::layout::Size;

use super::paper::{Paper, text_of, written};
use crate::app::reader::Reader;
use crate::app::stage::Stage;
use crate::slides::{Card, Letters};
use crate::text;

/// The number of the card, what it is about in short, and its label.
pub fn head(stage: &Stage) -> String {
    let step = (stage.card().steps > 1).then(|| format!("step {} of {}", stage.step + 1, stage.card().steps));
    head_of(stage, stage.at, step)
}

fn head_of(stage: &Stage, at: usize, step: Option<String>) -> String {
    let card = &stage.deck.cards[at];
    let mut parts = vec![format!("card {} of {}", at + 1, stage.deck.cards.len()), section(card).to_owned()];
    parts.extend((!card.short.is_empty()).then(|| text::clean(&card.short).into_owned()));
    parts.extend((card.part.of > 1).then(|| format!("part {} of {}", card.part.at, card.part.of)));
    parts.extend(step);
    parts.push(card.label.to_string());
    parts.join(" · ")
}

/// The rows of the card, at its step, that say something.
pub fn rows(stage: &Stage, width: usize) -> Vec<String> {
    rows_of(stage.card(), stage.step, width)
}

fn rows_of(card: &Card, step: usize, width: usize) -> Vec<String> {
    let size = Size { width: u16::try_from(width).unwrap_or(u16::MAX), height: u16::MAX };
    let page = card.page(step, size, Letters::Plain);
    page.rows.iter().map(written).filter(|row| row.contains(char::is_alphanumeric)).collect()
}

/// Every card, one below the other, each step of it after what all its steps have in common.
pub fn all(stage: &Stage, paper: Paper) -> String {
    let mut out = paper.begin();
    for (at, card) in stage.deck.cards.iter().enumerate() {
        out.gap().whole(&head_of(stage, at, None));
        // On paper no step is the one that is lit.
        let unlit = |step| rows_of(card, step, paper.width).into_iter().map(|row| row.replacen('▸', " ", 1));
        let first: Vec<String> = unlit(0).collect();
        let last: Vec<String> = unlit(card.steps.saturating_sub(1)).collect();
        let (common, own): (Vec<_>, Vec<_>) = first.into_iter().partition(|row| last.contains(row));
        for row in common.iter().chain(&own) {
            out.whole(row);
        }
        for row in (1..card.steps).flat_map(unlit).filter(|row| !common.contains(row)) {
            out.whole(&row);
        }
    }
    out.end()
}

/// The index of the cards: each on a row, with its number, its section and what it is about.
pub fn index(stage: &Stage, paper: Paper) -> String {
    let mut out = paper.begin();
    for (number, card) in (1..).zip(&stage.deck.cards) {
        let number: usize = number;
        out.whole(&format!("{number:>3}  {}", in_index(card)));
    }
    out.end()
}

/// What the reader looks at, in rows as they were wrapped for the screen that is not there.
pub fn beside(reader: &Reader) -> Vec<String> {
    reader.detail.lines.iter().map(|line| text_of(line).trim_end().to_owned()).collect()
}

/// A card in the index: its section and what it is about, whole.
pub(super) fn in_index(card: &Card) -> String {
    let part = if card.part.of > 1 { format!(" (part {} of {})", card.part.at, card.part.of) } else { String::new() };
    format!("{}: {}{part}", section(card), card.title)
}

fn section(card: &Card) -> &'static str {
    card.section.map_or("title", |section| section.word())
}
