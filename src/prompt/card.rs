//! Cards of a presentation as text: a heading, then the rows. It never shows more than the cards do.

use ratatui::layout::Size;

use crate::app::presentation::Presentation;
use crate::app::reader::BriefReader;
use crate::plain::{PlainOptions, line_text, row_text};
use crate::slides::{Card, LetterSize};
use crate::text;
use crate::view::pluralize;

/// The heading of the current card: its number, section, short title and label.
pub fn heading(presentation: &Presentation) -> String {
    let step = (presentation.card().steps > 1)
        .then(|| format!("step {} of {}", presentation.step + 1, presentation.card().steps));
    heading_of(presentation, presentation.at, step)
}

fn heading_of(presentation: &Presentation, at: usize, step: Option<String>) -> String {
    let card = &presentation.deck.cards[at];
    let mut parts =
        vec![format!("card {} of {}", at + 1, presentation.deck.cards.len()), card.section_word().to_owned()];
    parts.extend((!card.short.is_empty()).then(|| text::clean(&card.short).into_owned()));
    parts.extend((card.part.total > 1).then(|| format!("part {} of {}", card.part.number, card.part.total)));
    parts.extend(step);
    parts.push(card.label.to_string());
    parts.join(" · ")
}

/// The rows of the current card at its step; rows without a letter or digit are left out. `width` is in columns.
pub fn card_rows(presentation: &Presentation, width: usize) -> Vec<String> {
    step_rows(presentation.card(), presentation.step, width)
}

fn step_rows(card: &Card, step: usize, width: usize) -> Vec<String> {
    let size = Size { width: u16::try_from(width).unwrap_or(u16::MAX), height: u16::MAX };
    let page = card.page(step, size, LetterSize::Plain);
    page.rows.iter().map(row_text).filter(|row| row.contains(char::is_alphanumeric)).collect()
}

/// Every card, one below the other. The rows that all steps of a card share come first, then the rows of each step.
pub fn render_all(presentation: &Presentation, options: PlainOptions) -> String {
    let mut out = options.builder();
    for (at, card) in presentation.deck.cards.iter().enumerate() {
        out.blank_row().unwrapped_row(&heading_of(presentation, at, None));
        // In print, no step is the current one.
        let step_text = |step| step_rows(card, step, options.width).into_iter().map(|row| row.replacen('▸', " ", 1));
        let first: Vec<String> = step_text(0).collect();
        let last: Vec<String> = step_text(card.steps.saturating_sub(1)).collect();
        let (common, own): (Vec<_>, Vec<_>) = first.into_iter().partition(|row| last.contains(row));
        for row in common.iter().chain(&own) {
            out.unwrapped_row(row);
        }
        for row in (1..card.steps).flat_map(step_text).filter(|row| !common.contains(row)) {
            out.unwrapped_row(&row);
        }
    }
    out.finish()
}

/// The index of the cards: one row each, with its number, section and title.
pub fn render_index(presentation: &Presentation, options: PlainOptions) -> String {
    let mut out = options.builder();
    for (number, card) in (1..).zip(&presentation.deck.cards) {
        let number: usize = number;
        out.unwrapped_row(&format!("{number:>3}  {}", index_entry(card)));
    }
    if let Some(left_out) = &presentation.deck.left_out {
        let minutes = pluralize(left_out.minutes.into(), "minute");
        let lines = left_out.lines().join("; ");
        out.blank_row().sentence(format!("cards for {minutes}, without {lines}; `--all` takes every card"));
    }
    out.finish()
}

/// The rows of the Detail pane, as wrapped for [`Prompt::SCREEN`](super::Prompt::SCREEN).
pub fn detail_rows(reader: &BriefReader) -> Vec<String> {
    reader.detail.lines.iter().map(|line| line_text(line).trim_end().to_owned()).collect()
}

/// A card in the index: its section and its full title.
pub(super) fn index_entry(card: &Card) -> String {
    let part = if card.part.total > 1 {
        format!(" (part {} of {})", card.part.number, card.part.total)
    } else {
        String::new()
    };
    format!("{}: {}{part}", card.section_word(), card.title)
}
