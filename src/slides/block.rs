//! Pieces of a card that stay together where they can, in rows; and the splitting of what does not fit one card. It knows no brief.

use std::collections::VecDeque;

use super::smallest_body;
use crate::text::{self, Paragraph, TextCell, TextLine, TextRow, Tone};

/// What stays together.
#[derive(Debug, Clone)]
pub(super) struct CardBlock {
    content: BlockContent,
    /// Whether it stands directly below the unit before it.
    is_joined: bool,
    /// What it begins with where it goes on upon another card.
    repeated_head: Option<Paragraph>,
    /// Whether it goes on with what another card began.
    is_continuation: bool,
}

#[derive(Debug, Clone)]
enum BlockContent {
    Text(Vec<Paragraph>),
    /// Text to be read from afar: in a narrow measure, with empty rows between its own where there is room.
    Wide(Paragraph),
    Rule,
}

/// How a card is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CardLayout {
    pub(super) width: usize,
    /// Rows between units: 1 or 2.
    pub(super) gap: usize,
    /// Whether text to be read from afar has empty rows between its own.
    pub(super) spread: bool,
}

/// Columns of text that is read in company of other text.
const TEXT_WIDTH: usize = 76;
/// Columns of text that is read from afar.
const LARGE_TEXT_WIDTH: usize = 60;
/// Rows that are too few to begin a unit in which goes on upon the next card.
const MIN_ROWS: usize = 4;

impl CardLayout {
    /// Every setting for a screen, the airiest first; the last is the one of the smallest screen.
    pub(super) fn roomiest_first(width: usize, smallest: usize) -> [Self; 4] {
        [
            Self { width, gap: 2, spread: true },
            Self { width, gap: 1, spread: true },
            Self { width, gap: 1, spread: false },
            Self::compact(width.min(smallest)),
        ]
    }

    pub(super) const fn compact(width: usize) -> Self {
        Self { width, gap: 1, spread: false }
    }

    /// The measure of text.
    pub(super) fn text_width(self) -> usize {
        self.width.min(TEXT_WIDTH)
    }
}

impl CardBlock {
    pub(super) const fn text(paragraphs: Vec<Paragraph>) -> Self {
        Self { content: BlockContent::Text(paragraphs), is_joined: false, repeated_head: None, is_continuation: false }
    }

    pub(super) const fn wide(paragraph: Paragraph) -> Self {
        Self { content: BlockContent::Wide(paragraph), is_joined: false, repeated_head: None, is_continuation: false }
    }

    pub(super) const fn rule() -> Self {
        Self { content: BlockContent::Rule, is_joined: false, repeated_head: None, is_continuation: false }
    }

    /// The unit directly below the one before it.
    pub(super) fn joined(mut self) -> Self {
        self.is_joined = true;
        self
    }

    /// The unit with what it begins with where it goes on upon another card.
    pub(super) fn repeating(mut self, paragraph: Paragraph) -> Self {
        self.repeated_head = Some(paragraph);
        self
    }

    fn lines(&self, setting: CardLayout) -> Vec<TextLine> {
        match &self.content {
            BlockContent::Text(paragraphs) => text::wrap(paragraphs, setting.text_width()),
            BlockContent::Wide(paragraph) => {
                let lines = text::wrap(std::slice::from_ref(paragraph), setting.width.min(LARGE_TEXT_WIDTH));
                let air = usize::from(setting.spread);
                let mut spread: Vec<TextLine> = lines
                    .into_iter()
                    .flat_map(|line| [line].into_iter().chain((0..air).map(|_| TextLine::default())))
                    .collect();
                spread.truncate(spread.len().saturating_sub(air));
                spread
            }
            BlockContent::Rule => text::wrap(&[rule_line(setting)], setting.width),
        }
    }

    /// Rows that it takes; of more than `most`, only that there are more.
    fn height(&self, setting: CardLayout, most: usize) -> usize {
        let is_taller = match &self.content {
            BlockContent::Text(paragraphs) => text::is_taller(paragraphs, setting.text_width(), most),
            BlockContent::Wide(paragraph) => {
                text::is_taller(std::slice::from_ref(paragraph), setting.width.min(LARGE_TEXT_WIDTH), most)
            }
            BlockContent::Rule => false,
        };
        if is_taller { most + 1 } else { self.lines(setting).len() }
    }

    const fn gap(&self, setting: CardLayout) -> usize {
        if self.is_joined { setting.gap - 1 } else { setting.gap }
    }

    /// The unit as a card begins with it.
    fn continued(self) -> Self {
        let (true, Some(again)) = (self.is_continuation, self.repeated_head.clone()) else { return self };
        let content = match self.content {
            BlockContent::Text(rest) => BlockContent::Text([again].into_iter().chain(rest).collect()),
            content @ (BlockContent::Wide(_) | BlockContent::Rule) => content,
        };
        Self { content, ..self }
    }

    /// What fits `rows`, and the rest; `None` where not even a row of it does.
    fn split_at_row(&self, setting: CardLayout, rows: usize) -> Option<(Self, Self)> {
        let with = |content, goes_on| Self { content, is_continuation: goes_on, ..self.clone() };
        match &self.content {
            BlockContent::Rule => None,
            BlockContent::Wide(paragraph) => {
                let (head, rest) = paragraph.split_at_rows(setting.width.min(LARGE_TEXT_WIDTH), rows)?;
                Some((with(BlockContent::Wide(head), self.is_continuation), with(BlockContent::Wide(rest), true)))
            }
            BlockContent::Text(paragraphs) => {
                let (head, rest) = split_paragraphs(paragraphs, setting.text_width(), rows)?;
                Some((with(BlockContent::Text(head), self.is_continuation), with(BlockContent::Text(rest), true)))
            }
        }
    }
}

/// The line across a card.
pub(super) fn rule_line(setting: CardLayout) -> Paragraph {
    Paragraph::indented(0).with(Tone::Quiet, "─".repeat(setting.text_width()))
}

/// As many of `paragraphs` as fit `rows`, the last of them cut if need be, and the rest; `None` where all fit, or nothing does.
pub(super) fn split_paragraphs(
    paragraphs: &[Paragraph],
    width: usize,
    rows: usize,
) -> Option<(Vec<Paragraph>, Vec<Paragraph>)> {
    let mut left = rows;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let alone = std::slice::from_ref(paragraph);
        if !text::is_taller(alone, width, left) {
            left -= text::wrap(alone, width).len();
            continue;
        }
        let (mut head, mut rest) = (paragraphs[..at].to_vec(), paragraphs[at + 1..].to_vec());
        match paragraph.split_at_rows(width, left) {
            Some((first, then)) => {
                head.push(first);
                rest.insert(0, then);
            }
            None => rest.insert(0, paragraph.clone()),
        }
        return (!head.is_empty()).then_some((head, rest));
    }
    None
}

/// Units in rows, one below the other.
pub(super) fn block_rows(units: &[CardBlock], setting: CardLayout) -> Vec<TextRow> {
    let mut rows = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let gap = if at == 0 { 0 } else { unit.gap(setting) };
        rows.resize(rows.len() + gap, TextRow::new());
        rows.extend(full_width_rows(unit.lines(setting), setting.width));
    }
    rows
}

/// Lines as rows of one cell.
pub(super) fn full_width_rows(lines: Vec<TextLine>, width: usize) -> impl Iterator<Item = TextRow> {
    lines.into_iter().map(move |line| vec![TextCell { column: 0, width, line }])
}

/// Units in as many cards as they need on the smallest screen of the deck: no unit is broken that fits a card.
pub(super) fn split_into_cards(units: Vec<CardBlock>) -> Vec<Vec<CardBlock>> {
    let setting = CardLayout::compact(usize::from(smallest_body().width));
    let height = usize::from(smallest_body().height);
    let mut queue = VecDeque::from(units);
    let (mut cards, mut card): (Vec<Vec<CardBlock>>, Vec<CardBlock>) = (Vec::new(), Vec::new());
    while let Some(mut unit) = queue.pop_front() {
        if card.is_empty() && matches!(unit.content, BlockContent::Rule) {
            continue;
        }
        if card.is_empty() && !cards.is_empty() {
            unit = unit.continued();
        }
        let needs = unit.height(setting, height);
        let used = block_rows(&card, setting).len() + if card.is_empty() { 0 } else { unit.gap(setting) };
        if used + needs <= height {
            card.push(unit);
            continue;
        }
        let left = height.saturating_sub(used);
        let broken = (needs > height && left >= MIN_ROWS).then(|| unit.split_at_row(setting, left)).flatten();
        match broken {
            Some((head, rest)) => {
                card.push(head);
                queue.push_front(rest);
            }
            None if card.is_empty() => card.push(unit),
            None => queue.push_front(unit),
        }
        cards.push(without_trailing_rules(std::mem::take(&mut card)));
    }
    cards.push(without_trailing_rules(card));
    cards.retain(|card| !card.is_empty());
    cards
}

/// A card without a rule at its end.
fn without_trailing_rules(mut card: Vec<CardBlock>) -> Vec<CardBlock> {
    while card.last().is_some_and(|unit| matches!(unit.content, BlockContent::Rule)) {
        card.pop();
    }
    card
}
