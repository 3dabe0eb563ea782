//! Pieces of a card that stay together where they can, in rows; and the splitting of what does not fit one card. It knows no brief.

use std::collections::VecDeque;

use super::smallest;
use crate::text::{self, Cell, Line, Paragraph, Row, Tone};

/// What stays together.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    content: Content,
    /// Whether it stands directly below the unit before it.
    joined: bool,
    /// What it begins with where it goes on upon another card.
    again: Option<Paragraph>,
    /// Whether it goes on with what another card began.
    goes_on: bool,
}

#[derive(Debug, Clone)]
enum Content {
    Text(Vec<Paragraph>),
    /// Text to be read from afar: in a narrow measure, with empty rows between its own where there is room.
    Wide(Paragraph),
    Rule,
}

/// How a card is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) width: usize,
    /// Rows between units: 1 or 2.
    pub(super) gap: usize,
    /// Whether text to be read from afar has empty rows between its own.
    pub(super) spread: bool,
}

/// Columns of text that is read in company of other text.
const MEASURE: usize = 76;
/// Columns of text that is read from afar.
const NARROW: usize = 60;
/// Rows that are too few to begin a unit in which goes on upon the next card.
const FEW: usize = 4;

impl Setting {
    /// Every setting for a screen, the airiest first; the last is the one of the smallest screen.
    pub(super) fn airiest_first(width: usize, smallest: usize) -> [Self; 4] {
        [
            Self { width, gap: 2, spread: true },
            Self { width, gap: 1, spread: true },
            Self { width, gap: 1, spread: false },
            Self::tight(width.min(smallest)),
        ]
    }

    pub(super) const fn tight(width: usize) -> Self {
        Self { width, gap: 1, spread: false }
    }

    /// The measure of text.
    pub(super) fn measure(self) -> usize {
        self.width.min(MEASURE)
    }
}

impl Unit {
    pub(super) const fn text(paragraphs: Vec<Paragraph>) -> Self {
        Self { content: Content::Text(paragraphs), joined: false, again: None, goes_on: false }
    }

    pub(super) const fn wide(paragraph: Paragraph) -> Self {
        Self { content: Content::Wide(paragraph), joined: false, again: None, goes_on: false }
    }

    pub(super) const fn rule() -> Self {
        Self { content: Content::Rule, joined: false, again: None, goes_on: false }
    }

    /// The unit directly below the one before it.
    pub(super) fn joined(mut self) -> Self {
        self.joined = true;
        self
    }

    /// The unit with what it begins with where it goes on upon another card.
    pub(super) fn again(mut self, paragraph: Paragraph) -> Self {
        self.again = Some(paragraph);
        self
    }

    fn lines(&self, setting: Setting) -> Vec<Line> {
        match &self.content {
            Content::Text(paragraphs) => text::wrap(paragraphs, setting.measure()),
            Content::Wide(paragraph) => {
                let lines = text::wrap(std::slice::from_ref(paragraph), setting.width.min(NARROW));
                let air = usize::from(setting.spread);
                let mut spread: Vec<Line> = lines
                    .into_iter()
                    .flat_map(|line| [line].into_iter().chain((0..air).map(|_| Line::default())))
                    .collect();
                spread.truncate(spread.len().saturating_sub(air));
                spread
            }
            Content::Rule => text::wrap(&[rule(setting)], setting.width),
        }
    }

    /// Rows that it takes; of more than `most`, only that there are more.
    fn height(&self, setting: Setting, most: usize) -> usize {
        let is_taller = match &self.content {
            Content::Text(paragraphs) => text::is_taller(paragraphs, setting.measure(), most),
            Content::Wide(paragraph) => {
                text::is_taller(std::slice::from_ref(paragraph), setting.width.min(NARROW), most)
            }
            Content::Rule => false,
        };
        if is_taller { most + 1 } else { self.lines(setting).len() }
    }

    const fn gap(&self, setting: Setting) -> usize {
        if self.joined { setting.gap - 1 } else { setting.gap }
    }

    /// The unit as a card begins with it.
    fn carried(self) -> Self {
        let (true, Some(again)) = (self.goes_on, self.again.clone()) else { return self };
        let content = match self.content {
            Content::Text(rest) => Content::Text([again].into_iter().chain(rest).collect()),
            content @ (Content::Wide(_) | Content::Rule) => content,
        };
        Self { content, ..self }
    }

    /// What fits `rows`, and the rest; `None` where not even a row of it does.
    fn cut(&self, setting: Setting, rows: usize) -> Option<(Self, Self)> {
        let with = |content, goes_on| Self { content, goes_on, ..self.clone() };
        match &self.content {
            Content::Rule => None,
            Content::Wide(paragraph) => {
                let (head, rest) = paragraph.cut(setting.width.min(NARROW), rows)?;
                Some((with(Content::Wide(head), self.goes_on), with(Content::Wide(rest), true)))
            }
            Content::Text(paragraphs) => {
                let (head, rest) = cut(paragraphs, setting.measure(), rows)?;
                Some((with(Content::Text(head), self.goes_on), with(Content::Text(rest), true)))
            }
        }
    }
}

/// The line across a card.
pub(super) fn rule(setting: Setting) -> Paragraph {
    Paragraph::at(0).with(Tone::Quiet, "─".repeat(setting.measure()))
}

/// As many of `paragraphs` as fit `rows`, the last of them cut if need be, and the rest; `None` where all fit, or nothing does.
pub(super) fn cut(paragraphs: &[Paragraph], width: usize, rows: usize) -> Option<(Vec<Paragraph>, Vec<Paragraph>)> {
    let mut left = rows;
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let alone = std::slice::from_ref(paragraph);
        if !text::is_taller(alone, width, left) {
            left -= text::wrap(alone, width).len();
            continue;
        }
        let (mut head, mut rest) = (paragraphs[..at].to_vec(), paragraphs[at + 1..].to_vec());
        match paragraph.cut(width, left) {
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
pub(super) fn rows(units: &[Unit], setting: Setting) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        let gap = if at == 0 { 0 } else { unit.gap(setting) };
        rows.resize(rows.len() + gap, Row::new());
        rows.extend(whole(unit.lines(setting), setting.width));
    }
    rows
}

/// Lines as rows of one cell.
pub(super) fn whole(lines: Vec<Line>, width: usize) -> impl Iterator<Item = Row> {
    lines.into_iter().map(move |line| vec![Cell { column: 0, width, line }])
}

/// Units in as many cards as they need on the smallest screen of the deck: no unit is broken that fits a card.
pub(super) fn split(units: Vec<Unit>) -> Vec<Vec<Unit>> {
    let setting = Setting::tight(usize::from(smallest().width));
    let height = usize::from(smallest().height);
    let mut queue = VecDeque::from(units);
    let (mut cards, mut card): (Vec<Vec<Unit>>, Vec<Unit>) = (Vec::new(), Vec::new());
    while let Some(mut unit) = queue.pop_front() {
        if card.is_empty() && matches!(unit.content, Content::Rule) {
            continue;
        }
        if card.is_empty() && !cards.is_empty() {
            unit = unit.carried();
        }
        let needs = unit.height(setting, height);
        let used = rows(&card, setting).len() + if card.is_empty() { 0 } else { unit.gap(setting) };
        if used + needs <= height {
            card.push(unit);
            continue;
        }
        let left = height.saturating_sub(used);
        let broken = (needs > height && left >= FEW).then(|| unit.cut(setting, left)).flatten();
        match broken {
            Some((head, rest)) => {
                card.push(head);
                queue.push_front(rest);
            }
            None if card.is_empty() => card.push(unit),
            None => queue.push_front(unit),
        }
        cards.push(closed(std::mem::take(&mut card)));
    }
    cards.push(closed(card));
    cards.retain(|card| !card.is_empty());
    cards
}

/// A card without a rule at its end.
fn closed(mut card: Vec<Unit>) -> Vec<Unit> {
    while card.last().is_some_and(|unit| matches!(unit.content, Content::Rule)) {
        card.pop();
    }
    card
}
