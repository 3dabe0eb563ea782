//! A brief as cards to be presented, one at a time: made from its data, by rule. It draws nothing, and knows no terminal.

mod block;
mod contradiction;
mod issue;
mod large_text;
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
pub use opening::sourcing;
use order::CardTopic;
use timeline::TimelineCard;

/// The cards of a brief, in the order in which they are shown; at least one.
///
/// It follows from the brief alone, not from any screen: whoever has the same brief has the same cards under the same numbers.
#[derive(Debug, Clone)]
pub struct Deck {
    pub cards: Vec<Card>,
}

/// One card. On the smallest screen of the deck and on every larger one, all of it can be seen.
#[derive(Debug, Clone)]
pub struct Card {
    /// Names the card among those of its brief: `title`, `issue:direct-talks`, `quote:asif-federation/2`.
    pub key: String,
    /// `None` for the title.
    pub section: Option<Section>,
    /// What it is about, whole, as the index has it: the question, the judgement, who speaks.
    pub title: String,
    /// The same in a few words, beside the section in its heading; empty where the section says enough.
    pub short: String,
    pub part: CardPart,
    /// The strictest label of anything on it.
    pub label: Tlp,
    /// How many steps light up one after the other; at least one.
    pub steps: usize,
    /// What is told on it, the foremost first; where it has several steps, one record a step.
    pub records: Vec<Record>,
    body: CardBody,
}

/// Which part a card is of what did not fit one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardPart {
    /// From 1.
    pub number: usize,
    pub total: usize,
}

/// A card laid out for a size, below its heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CardPage {
    /// Rows to be set in large letters, above the others; each takes as many rows as [`LARGE`] is high.
    pub large: Vec<String>,
    pub rows: Vec<TextRow>,
    /// Whether it stands in the middle of the screen rather than at its top.
    pub centred: bool,
}

/// The cells of a large letter.
pub const LARGE_LETTER: Size = Size { width: 4, height: 4 };

/// Whether what is short may be set in large letters, which are drawn with quarters of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterSize {
    Large,
    Plain,
}

/// How quotes were found in the texts that they are from, by the id of the statement; without an entry where no text is held.
pub type QuoteProofs = BTreeMap<String, QuoteProof>;

/// How a quote was found in the text that it is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuoteProof {
    /// Word for word.
    Verbatim,
    /// Word for word, but for signs and spaces.
    Normalized,
    /// In other words, in another order, or not at all.
    Otherwise,
}

#[derive(Debug, Clone)]
enum CardBody {
    Flow(TextFlow),
    Contradiction(ContradictionCard),
    Timeline(TimelineCard),
}

/// Text from top to bottom.
#[derive(Debug, Clone)]
struct TextFlow {
    /// The first unit, where it is short enough for large letters.
    large: Option<String>,
    units: Vec<CardBlock>,
    centred: bool,
}

/// All that cards are made of.
#[derive(Clone, Copy)]
struct DeckContext<'a> {
    brief: &'a Brief,
    findings: &'a Analysis,
    cases: &'a Cases,
    proofs: &'a QuoteProofs,
    /// As of the latest.
    matrix: &'a StanceMatrix,
}

/// Cards of one thing, before they have their parts and keys.
struct CardGroup {
    key: String,
    section: Option<Section>,
    /// Whether the first part has a number in its key too.
    numbered: bool,
    cards: Vec<CardDraft>,
}

/// What one of these cards has of its own.
struct CardDraft {
    title: String,
    short: String,
    label: Tlp,
    records: Vec<Record>,
    body: CardBody,
}

impl Deck {
    /// The cards of `brief`, of which `findings` and `cases` follow.
    pub fn new(brief: &Brief, findings: &Analysis, cases: &Cases, proofs: &QuoteProofs) -> Self {
        let ground = DeckContext { brief, findings, cases, proofs, matrix: &StanceMatrix::new(brief, None) };
        let mut drafts = vec![opening::title_card(ground)];
        let points: Vec<CardGroup> =
            order::card_order(brief, cases).into_iter().filter_map(|what| group_for(ground, what)).collect();
        drafts.extend(points);
        let mut deck = Self { cards: drafts.into_iter().flat_map(into_cards).collect() };
        deck.make_keys_unique();
        deck
    }

    /// The place of the card called `key`.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.cards.iter().position(|card| card.key == key)
    }

    /// Two cases may begin with the same record: what comes second under a key has its number after it.
    fn make_keys_unique(&mut self) {
        let mut met: BTreeMap<String, usize> = BTreeMap::new();
        for card in &mut self.cards {
            let times = met.entry(card.key.clone()).or_default();
            *times += 1;
            if *times > 1 {
                card.key = format!("{}+{times}", card.key);
            }
        }
    }
}

/// The cards of one place in the order; `None` where the brief has nothing for it.
fn group_for(ground: DeckContext<'_>, what: CardTopic) -> Option<CardGroup> {
    match what {
        CardTopic::BottomLine => Some(opening::bottom_line_card(ground)),
        CardTopic::KeyPoints => opening::key_point_cards(ground),
        CardTopic::Issue(ix) => Some(issue::issue_cards(ground, ix)),
        CardTopic::Case(at) => contradiction::contradiction_cards(ground, at),
        CardTopic::Timeline => timeline::timeline_cards(ground),
        CardTopic::Quote(ix) => Some(quote::quote_cards(ground, ix)),
    }
}

fn into_cards(draft: CardGroup) -> Vec<Card> {
    let of = draft.cards.len();
    let card = |(at, sheet): (usize, CardDraft)| Card {
        key: if at > 0 || draft.numbered { format!("{}/{}", draft.key, at + 1) } else { draft.key.clone() },
        section: draft.section,
        title: sheet.title,
        short: sheet.short,
        part: CardPart { number: at + 1, total: of },
        label: sheet.label,
        steps: match &sheet.body {
            CardBody::Timeline(timeline) => timeline.steps(),
            CardBody::Flow(_) | CardBody::Contradiction(_) => 1,
        },
        records: sheet.records,
        body: sheet.body,
    };
    draft.cards.into_iter().enumerate().map(card).collect()
}

impl Card {
    /// The card at `step` (from 0) laid out for a body of `size`: with as much air as there is room for, and at the least as on the smallest
    /// screen of the deck, where it fits. On a size smaller than that it may be higher than the size. All its steps are equally high.
    pub fn page(&self, step: usize, size: Size, letters: LetterSize) -> CardPage {
        let width = usize::from(size.width).max(1);
        let height = usize::from(size.height);
        if let (CardBody::Flow(flow), LetterSize::Large) = (&self.body, letters)
            && let Some(page) = flow.with_large_text(width).filter(|page| page.height() <= height)
        {
            return page;
        }
        let settings = CardLayout::roomiest_first(width, usize::from(smallest_body().width));
        let mut pages = settings.into_iter().map(|setting| self.lay_out(step, setting));
        let fitting = pages.by_ref().find(|page| page.height() <= height);
        fitting.unwrap_or_else(|| {
            let mut page = self.lay_out(step, CardLayout::compact(width.min(usize::from(smallest_body().width))));
            // Where not all can be seen, nobody scrolls to what is empty.
            let end = page.rows.iter().rposition(|row| row.iter().any(|cell| !cell.line.runs.is_empty()));
            page.rows.truncate(end.map_or(0, |end| end + 1));
            page
        })
    }

    /// What a step (from 0) rests on, the foremost first: where the reader goes from here, and what copies cite.
    pub fn rests_on(&self, step: usize) -> &[Record] {
        match &self.body {
            CardBody::Timeline(_) => self.records.get(step..=step).unwrap_or_default(),
            CardBody::Flow(_) | CardBody::Contradiction(_) => &self.records,
        }
    }

    fn lay_out(&self, step: usize, setting: CardLayout) -> CardPage {
        match &self.body {
            CardBody::Flow(flow) => {
                CardPage { large: Vec::new(), rows: block::block_rows(&flow.units, setting), centred: flow.centred }
            }
            CardBody::Contradiction(dispute) => CardPage { rows: dispute.rows(setting), ..CardPage::default() },
            CardBody::Timeline(timeline) => CardPage { rows: timeline.rows(step, setting), ..CardPage::default() },
        }
    }
}

impl TextFlow {
    /// The page with its first unit in large letters; `None` where that has none, or is too long for them.
    fn with_large_text(&self, width: usize) -> Option<CardPage> {
        let large = large_text::break_lines(self.large.as_deref()?, width)?;
        let mut rows = vec![TextRow::new()];
        rows.extend(block::block_rows(&self.units[1..], CardLayout { width, gap: 1, spread: false }));
        Some(CardPage { large, rows, centred: self.centred })
    }
}

impl CardPage {
    /// Rows of the screen that it takes.
    pub fn height(&self) -> usize {
        self.large.len() * usize::from(LARGE_LETTER.height) + self.rows.len()
    }
}

/// The body of a card on the smallest screen of the deck: what does not fit it is split.
fn smallest_body() -> Size {
    layout::card(Rect::new(0, 0, SMALLEST_CARD.width, SMALLEST_CARD.height)).body.as_size()
}

/// The strictest label of the brief and of some of its records.
fn strictest_label(brief: &Brief, records: &[Record]) -> Tlp {
    records.iter().map(|record| brief.tlp_of(*record)).fold(brief.tlp, Tlp::strictest)
}
