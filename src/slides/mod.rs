//! Turns a brief into cards for a presentation. It never draws and knows no terminal.

mod block;
mod contradiction;
mod issue;
mod large_text;
mod length;
mod opening;
mod order;
mod quote;
mod record_text;
mod timeline;

use std::collections::BTreeMap;

use ratatui::layout::{Rect, Size};
use serde::{Deserialize, Serialize};

use crate::analysis::{Analysis, StanceMatrix};
use crate::layout::{self, SMALLEST_CARD};
use crate::model::{Brief, Record, Section, Tlp};
use crate::text::TextRow;
use crate::view::cases::Cases;
use block::{CardBlock, CardLayout};
use contradiction::ContradictionCard;
pub use length::{DeckLength, LEFT_OUT_CARD, LeftOut, LeftOutSection};
pub use opening::sourcing;
use order::CardTopic;
use timeline::TimelineCard;

/// The cards of a brief in the order of the presentation; at least one.
///
/// The deck depends on the brief alone, not on the screen: the same brief gives the same cards with the same numbers.
#[derive(Debug, Clone)]
pub struct Deck {
    pub cards: Vec<Card>,
    /// What was left out for want of time; the last card says it.
    pub left_out: Option<LeftOut>,
}

/// One card. All of it fits on a screen of [`SMALLEST_CARD`] or larger.
#[derive(Debug, Clone)]
pub struct Card {
    /// The unique name of the card in its brief: `title`, `issue:direct-talks`, `quote:asif-federation/2`.
    pub key: String,
    /// `None` for the title card and the card that says what is left out.
    pub section: Option<Section>,
    /// The full title for the list of cards: the question, the judgement, or the speaker and the quote.
    pub title: String,
    /// The short title in the heading, next to the section; empty when the section is enough.
    pub short: String,
    pub part: CardPart,
    /// The strictest label of anything on the card.
    pub label: Tlp,
    /// The number of steps, at least one; each step highlights another entry.
    pub steps: usize,
    /// The records on the card, the most important first; one per step when there are several steps.
    pub records: Vec<Record>,
    body: CardBody,
}

/// The part number of a card whose content needs several cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardPart {
    /// Starts at 1.
    pub number: usize,
    pub total: usize,
}

/// The body of a card laid out for a size.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CardPage {
    /// Lines in large letters, above the other rows; each is as high as [`LARGE_LETTER`].
    pub large: Vec<String>,
    pub rows: Vec<TextRow>,
    /// Whether the page is centred vertically instead of aligned to the top.
    pub centred: bool,
}

/// The size of a large letter, in cells.
pub const LARGE_LETTER: Size = Size { width: 4, height: 4 };

/// Whether short text may use large letters, which are drawn with quadrant block characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterSize {
    Large,
    Plain,
}

/// How quotes were found in their texts, by the id of the statement; a quote whose text is not stored has no entry.
pub type QuoteProofs = BTreeMap<String, QuoteProof>;

/// How a quote was found in the text of its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuoteProof {
    /// Word for word.
    Verbatim,
    /// Word for word, except for punctuation and spaces.
    Normalized,
    /// Word for word, but not marked as speech.
    Unmarked,
    /// In other words, in another order, or not at all.
    Otherwise,
}

#[derive(Debug, Clone)]
enum CardBody {
    Flow(TextFlow),
    Contradiction(ContradictionCard),
    Timeline(TimelineCard),
}

/// Blocks of text from top to bottom.
#[derive(Debug, Clone)]
struct TextFlow {
    /// The text of the first block, when it may be shown in large letters.
    large: Option<String>,
    blocks: Vec<CardBlock>,
    centred: bool,
}

/// The data from which cards are made.
#[derive(Clone, Copy)]
struct DeckContext<'a> {
    brief: &'a Brief,
    analysis: &'a Analysis,
    cases: &'a Cases,
    proofs: &'a QuoteProofs,
    /// The latest stances.
    matrix: &'a StanceMatrix,
}

/// The cards of one topic, before they get part numbers and keys.
struct CardGroup {
    key: String,
    section: Option<Section>,
    /// Whether the key of the first part has a number too.
    numbered: bool,
    cards: Vec<CardDraft>,
}

/// One card of a group.
struct CardDraft {
    title: String,
    short: String,
    label: Tlp,
    records: Vec<Record>,
    body: CardBody,
}

impl Deck {
    /// Builds every card of `brief` from its `analysis` and `cases`.
    pub fn new(brief: &Brief, analysis: &Analysis, cases: &Cases, proofs: &QuoteProofs) -> Self {
        Self::with_length(brief, analysis, cases, proofs, DeckLength::EveryCard)
    }

    /// Builds the cards of `brief` that fit into a talk of this length.
    pub fn with_length(
        brief: &Brief,
        analysis: &Analysis,
        cases: &Cases,
        proofs: &QuoteProofs,
        length: DeckLength,
    ) -> Self {
        let context = DeckContext { brief, analysis, cases, proofs, matrix: &StanceMatrix::new(brief, None) };
        let mut groups = vec![opening::title_card(context)];
        let topics = order::card_order(brief, cases).into_iter();
        let (topics, all): (Vec<CardTopic>, Vec<CardGroup>) =
            topics.filter_map(|topic| Some((topic, group_for(context, topic)?))).unzip();
        let (kept, left_out) = match length {
            DeckLength::Minutes(minutes) if brief.deck.is_empty() => length::fit(context, &topics, all, minutes),
            DeckLength::Minutes(_) | DeckLength::EveryCard => (all, None),
        };
        groups.extend(kept);
        groups.extend(left_out.as_ref().map(|left_out| length::left_out_card(brief, left_out)));
        let mut deck = Self { cards: groups.into_iter().flat_map(into_cards).collect(), left_out };
        deck.make_keys_unique();
        deck
    }

    /// The index of the card with this key.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.cards.iter().position(|card| card.key == key)
    }

    /// Appends a number to repeated keys, because two cases may start with the same record.
    fn make_keys_unique(&mut self) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for card in &mut self.cards {
            let count = counts.entry(card.key.clone()).or_default();
            *count += 1;
            if *count > 1 {
                card.key = format!("{}+{count}", card.key);
            }
        }
    }
}

/// The cards of a topic. Returns `None` when the brief has nothing on it.
fn group_for(context: DeckContext<'_>, topic: CardTopic) -> Option<CardGroup> {
    match topic {
        CardTopic::BottomLine => Some(opening::bottom_line_card(context)),
        CardTopic::KeyPoints => opening::key_point_cards(context),
        CardTopic::Issue(ix) => Some(issue::issue_cards(context, ix)),
        CardTopic::Case(index) => contradiction::contradiction_cards(context, index),
        CardTopic::Timeline => timeline::timeline_cards(context),
        CardTopic::Quote(ix) => Some(quote::quote_cards(context, ix)),
    }
}

fn into_cards(group: CardGroup) -> Vec<Card> {
    let total = group.cards.len();
    let card = |(at, draft): (usize, CardDraft)| Card {
        key: if at > 0 || group.numbered { format!("{}/{}", group.key, at + 1) } else { group.key.clone() },
        section: group.section,
        title: draft.title,
        short: draft.short,
        part: CardPart { number: at + 1, total },
        label: draft.label,
        steps: match &draft.body {
            CardBody::Timeline(timeline) => timeline.steps(),
            CardBody::Flow(_) | CardBody::Contradiction(_) => 1,
        },
        records: draft.records,
        body: draft.body,
    };
    group.cards.into_iter().enumerate().map(card).collect()
}

impl Card {
    /// Lays out the card at `step` (from 0) for a body of `size` cells, with as much space between blocks as fits. The page may be higher than
    /// `size` when that is smaller than on [`SMALLEST_CARD`]. All steps of a card have the same height.
    pub fn page(&self, step: usize, size: Size, letters: LetterSize) -> CardPage {
        let width = usize::from(size.width).max(1);
        let height = usize::from(size.height);
        if let (CardBody::Flow(flow), LetterSize::Large) = (&self.body, letters)
            && let Some(page) = flow.with_large_text(width).filter(|page| page.height() <= height)
        {
            return page;
        }
        let layouts = CardLayout::roomiest_first(width, usize::from(smallest_body().width));
        let mut pages = layouts.into_iter().map(|layout| self.lay_out(step, layout));
        let fitting = pages.by_ref().find(|page| page.height() <= height);
        fitting.unwrap_or_else(|| {
            let mut page = self.lay_out(step, CardLayout::compact(width.min(usize::from(smallest_body().width))));
            // On a screen that is too small, empty rows at the end are not worth scrolling to.
            let end = page.rows.iter().rposition(|row| row.iter().any(|cell| !cell.line.runs.is_empty()));
            page.rows.truncate(end.map_or(0, |end| end + 1));
            page
        })
    }

    /// The word for its section in lists of cards.
    pub fn section_word(&self) -> &'static str {
        match self.section {
            Some(section) => section.word(),
            None if self.key == LEFT_OUT_CARD => "left out",
            None => "title",
        }
    }

    /// The records behind a step (from 0), the most important first: the reader opens at them, and copies cite them.
    pub fn rests_on(&self, step: usize) -> &[Record] {
        match &self.body {
            CardBody::Timeline(_) => self.records.get(step..=step).unwrap_or_default(),
            CardBody::Flow(_) | CardBody::Contradiction(_) => &self.records,
        }
    }

    fn lay_out(&self, step: usize, layout: CardLayout) -> CardPage {
        match &self.body {
            CardBody::Flow(flow) => {
                CardPage { large: Vec::new(), rows: block::block_rows(&flow.blocks, layout), centred: flow.centred }
            }
            CardBody::Contradiction(contradiction) => {
                CardPage { rows: contradiction.rows(layout), ..CardPage::default() }
            }
            CardBody::Timeline(timeline) => CardPage { rows: timeline.rows(step, layout), ..CardPage::default() },
        }
    }
}

impl TextFlow {
    /// The page with its first block in large letters. Returns `None` when that text has no large form or is too long.
    fn with_large_text(&self, width: usize) -> Option<CardPage> {
        let large = large_text::break_lines(self.large.as_deref()?, width)?;
        let mut rows = vec![TextRow::new()];
        rows.extend(block::block_rows(&self.blocks[1..], CardLayout { width, gap: 1, spread: false }));
        Some(CardPage { large, rows, centred: self.centred })
    }
}

impl CardPage {
    /// The height of the page, in rows.
    pub fn height(&self) -> usize {
        self.large.len() * usize::from(LARGE_LETTER.height) + self.rows.len()
    }
}

/// The size of the body on the smallest screen; content that does not fit is split into several cards.
fn smallest_body() -> Size {
    layout::card(Rect::new(0, 0, SMALLEST_CARD.width, SMALLEST_CARD.height)).body.as_size()
}

/// The strictest label of the brief and `records`.
fn strictest_label(brief: &Brief, records: &[Record]) -> Tlp {
    records.iter().map(|record| brief.tlp_of(*record)).fold(brief.tlp, Tlp::strictest)
}
