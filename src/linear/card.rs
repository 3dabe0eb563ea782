//! A card of a presentation as text: what it is, then its rows. It shows no more than the card does.

use ratatui::layout::Size;

use super::paper::{text_of, written};
use crate::app::reader::Reader;
use crate::app::stage::Stage;
use crate::deck::{Card, Letters};
use crate::text;

/// The number of the card, what it is about in short, and its label.
pub fn head(stage: &Stage) -> String {
    let card = stage.card();
    let mut parts = vec![format!("card {} of {}", stage.at + 1, stage.deck.cards.len()), section(card).to_owned()];
    parts.extend((!card.short.is_empty()).then(|| text::clean(&card.short).into_owned()));
    parts.extend((card.part.of > 1).then(|| format!("part {} of {}", card.part.at, card.part.of)));
    parts.extend((card.steps > 1).then(|| format!("step {} of {}", stage.step + 1, card.steps)));
    parts.push(card.label.to_string());
    parts.join(" · ")
}

/// The rows of the card, at its step, that say something.
pub fn rows(stage: &Stage, width: usize) -> Vec<String> {
    let size = Size { width: u16::try_from(width).unwrap_or(u16::MAX), height: u16::MAX };
    let page = stage.card().page(stage.step, size, Letters::Plain);
    page.rows.iter().map(written).filter(|row| row.contains(char::is_alphanumeric)).collect()
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
