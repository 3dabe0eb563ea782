//! Blocks of text that stay together on a card, and the splitting of blocks into cards. It never reads a brief.

use std::collections::VecDeque;

use super::smallest_body;
use crate::text::{self, Paragraph, TextCell, TextLine, TextRow, Tone};

/// A block of text that stays on one card if it fits.
#[derive(Debug, Clone)]
pub(super) struct CardBlock {
    content: BlockContent,
    /// Whether it follows the block before it with a smaller gap.
    is_joined: bool,
    /// The paragraph that is repeated when the block continues on another card.
    repeated_head: Option<Paragraph>,
    /// Whether it continues a block of the card before.
    is_continuation: bool,
}

#[derive(Debug, Clone)]
enum BlockContent {
    Text(Vec<Paragraph>),
    /// Text to be read from afar: in narrow lines, with empty rows between them when there is room.
    Wide(Paragraph),
    Rule,
}

/// The spacing of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CardLayout {
    pub(super) width: usize,
    /// Distance between blocks in rows: 1 or 2.
    pub(super) gap: usize,
    /// Whether text to be read from afar has empty rows between its lines.
    pub(super) spread: bool,
}

/// The greatest width of normal text, in columns.
const TEXT_WIDTH: usize = 76;
/// The greatest width of text to be read from afar, in columns.
const LARGE_TEXT_WIDTH: usize = 60;
/// The fewest free rows in which a block may start when it continues on the next card.
const MIN_ROWS: usize = 4;

impl CardLayout {
    /// Every layout for a body of `width` columns, the most spacious first. The last is that of the smallest screen, whose body has `smallest`
    /// columns.
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

    /// The width of normal text, in columns.
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

    /// The block with a smaller gap to the block before it.
    pub(super) fn joined(mut self) -> Self {
        self.is_joined = true;
        self
    }

    /// The block with the paragraph that is repeated when it continues on another card.
    pub(super) fn repeating(mut self, paragraph: Paragraph) -> Self {
        self.repeated_head = Some(paragraph);
        self
    }

    fn lines(&self, layout: CardLayout) -> Vec<TextLine> {
        match &self.content {
            BlockContent::Text(paragraphs) => text::wrap(paragraphs, layout.text_width()),
            BlockContent::Wide(paragraph) => {
                let lines = text::wrap(std::slice::from_ref(paragraph), layout.width.min(LARGE_TEXT_WIDTH));
                let gap = usize::from(layout.spread);
                let mut spread: Vec<TextLine> = lines
                    .into_iter()
                    .flat_map(|line| [line].into_iter().chain((0..gap).map(|_| TextLine::default())))
                    .collect();
                spread.truncate(spread.len().saturating_sub(gap));
                spread
            }
            BlockContent::Rule => text::wrap(&[rule_line(layout)], layout.width),
        }
    }

    /// Its height in rows, or `max + 1` when it is taller than `max`.
    fn height(&self, layout: CardLayout, max: usize) -> usize {
        let is_taller = match &self.content {
            BlockContent::Text(paragraphs) => text::is_taller(paragraphs, layout.text_width(), max),
            BlockContent::Wide(paragraph) => {
                text::is_taller(std::slice::from_ref(paragraph), layout.width.min(LARGE_TEXT_WIDTH), max)
            }
            BlockContent::Rule => false,
        };
        if is_taller { max + 1 } else { self.lines(layout).len() }
    }

    const fn gap(&self, layout: CardLayout) -> usize {
        if self.is_joined { layout.gap - 1 } else { layout.gap }
    }

    /// The block as it stands at the top of a card: a continuation gets its repeated paragraph.
    fn continued(self) -> Self {
        let (true, Some(head)) = (self.is_continuation, self.repeated_head.clone()) else { return self };
        let content = match self.content {
            BlockContent::Text(rest) => BlockContent::Text([head].into_iter().chain(rest).collect()),
            content @ (BlockContent::Wide(_) | BlockContent::Rule) => content,
        };
        Self { content, ..self }
    }

    /// Splits the block into the part that fits `rows` and the rest. Returns `None` when no row fits.
    fn split_at_row(&self, layout: CardLayout, rows: usize) -> Option<(Self, Self)> {
        let with = |content, is_continuation| Self { content, is_continuation, ..self.clone() };
        match &self.content {
            BlockContent::Rule => None,
            BlockContent::Wide(paragraph) => {
                let (head, rest) = paragraph.split_at_rows(layout.width.min(LARGE_TEXT_WIDTH), rows)?;
                Some((with(BlockContent::Wide(head), self.is_continuation), with(BlockContent::Wide(rest), true)))
            }
            BlockContent::Text(paragraphs) => {
                let (head, rest) = split_paragraphs(paragraphs, layout.text_width(), rows)?;
                Some((with(BlockContent::Text(head), self.is_continuation), with(BlockContent::Text(rest), true)))
            }
        }
    }
}

/// A horizontal line across the text.
pub(super) fn rule_line(layout: CardLayout) -> Paragraph {
    Paragraph::indented(0).with(Tone::Quiet, "─".repeat(layout.text_width()))
}

/// Splits `paragraphs` into the part that fits `rows` rows of `width` columns and the rest. Returns `None` when all or nothing fits.
pub(super) fn split_paragraphs(
    paragraphs: &[Paragraph],
    width: usize,
    rows: usize,
) -> Option<(Vec<Paragraph>, Vec<Paragraph>)> {
    let mut left = rows;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let single = std::slice::from_ref(paragraph);
        if !text::is_taller(single, width, left) {
            left -= text::wrap(single, width).len();
            continue;
        }
        let (mut head, mut rest) = (paragraphs[..at].to_vec(), paragraphs[at + 1..].to_vec());
        match paragraph.split_at_rows(width, left) {
            Some((fitting, remainder)) => {
                head.push(fitting);
                rest.insert(0, remainder);
            }
            None => rest.insert(0, paragraph.clone()),
        }
        return (!head.is_empty()).then_some((head, rest));
    }
    None
}

/// The rows of blocks, one below the other.
pub(super) fn block_rows(blocks: &[CardBlock], layout: CardLayout) -> Vec<TextRow> {
    let mut rows = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let gap = if at == 0 { 0 } else { block.gap(layout) };
        rows.resize(rows.len() + gap, TextRow::new());
        rows.extend(full_width_rows(block.lines(layout), layout.width));
    }
    rows
}

/// Lines as rows that have one cell of `width` columns.
pub(super) fn full_width_rows(lines: Vec<TextLine>, width: usize) -> impl Iterator<Item = TextRow> {
    lines.into_iter().map(move |line| vec![TextCell { column: 0, width, line }])
}

/// Splits blocks into the cards that they need on the smallest screen. A block that fits one card is never split.
pub(super) fn split_into_cards(blocks: Vec<CardBlock>) -> Vec<Vec<CardBlock>> {
    let layout = CardLayout::compact(usize::from(smallest_body().width));
    let height = usize::from(smallest_body().height);
    let mut queue = VecDeque::from(blocks);
    let (mut cards, mut card): (Vec<Vec<CardBlock>>, Vec<CardBlock>) = (Vec::new(), Vec::new());
    while let Some(mut block) = queue.pop_front() {
        if card.is_empty() && matches!(block.content, BlockContent::Rule) {
            continue;
        }
        if card.is_empty() && !cards.is_empty() {
            block = block.continued();
        }
        let needed = block.height(layout, height);
        let used = block_rows(&card, layout).len() + if card.is_empty() { 0 } else { block.gap(layout) };
        if used + needed <= height {
            card.push(block);
            continue;
        }
        let left = height.saturating_sub(used);
        let split = (needed > height && left >= MIN_ROWS).then(|| block.split_at_row(layout, left)).flatten();
        match split {
            Some((head, rest)) => {
                card.push(head);
                queue.push_front(rest);
            }
            None if card.is_empty() => card.push(block),
            None => queue.push_front(block),
        }
        cards.push(without_trailing_rules(std::mem::take(&mut card)));
    }
    cards.push(without_trailing_rules(card));
    cards.retain(|card| !card.is_empty());
    cards
}

/// The blocks of a card without rules at the end.
fn without_trailing_rules(mut card: Vec<CardBlock>) -> Vec<CardBlock> {
    while card.last().is_some_and(|block| matches!(block.content, BlockContent::Rule)) {
        card.pop();
    }
    card
}
