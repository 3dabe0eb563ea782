//! A brief as cards to be presented, one at a time: made from its data, by rule. It draws nothing, and knows no terminal.

mod dispute;
mod front;
mod issue;
mod letters;
mod order;
mod quote;
mod timeline;
mod told;
mod unit;

use std::collections::BTreeMap;

use ratatui::layout::{Rect, Size};
use serde::{Deserialize, Serialize};

use crate::analysis::{Findings, Matrix};
use crate::layout::{self, SMALLEST_CARD};
use crate::model::{Brief, Record, Section, Tlp};
use crate::text::Row;
use crate::view::cases::Cases;
use dispute::Dispute;
pub use front::sourcing;
use order::What;
use timeline::Timeline;
use unit::{Setting, Unit};

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
    pub part: Part,
    /// The strictest label of anything on it.
    pub label: Tlp,
    /// How many steps light up one after the other; at least one.
    pub steps: usize,
    /// What is told on it, the foremost first; where it has several steps, one record a step.
    pub records: Vec<Record>,
    body: Body,
}

/// Which part a card is of what did not fit one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// From 1.
    pub at: usize,
    pub of: usize,
}

/// A card laid out for a size, below its heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Rows to be set in large letters, above the others; each takes as many rows as [`LARGE`] is high.
    pub large: Vec<String>,
    pub rows: Vec<Row>,
    /// Whether it stands in the middle of the screen rather than at its top.
    pub centred: bool,
}

/// The cells of a large letter.
pub const LARGE: Size = Size { width: 4, height: 4 };

/// Whether what is short may be set in large letters, which are drawn with quarters of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    Large,
    Plain,
}

/// How quotes were found in the texts that they are from, by the id of the statement; without an entry where no text is held.
pub type Proofs = BTreeMap<String, Proof>;

/// How a quote was found in the text that it is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// Word for word.
    Verbatim,
    /// Word for word, but for signs and spaces.
    Normalized,
    /// In other words, in another order, or not at all.
    Otherwise,
}

#[derive(Debug, Clone)]
enum Body {
    Flow(Flow),
    Dispute(Dispute),
    Timeline(Timeline),
}

/// Text from top to bottom.
#[derive(Debug, Clone)]
struct Flow {
    /// The first unit, where it is short enough for large letters.
    large: Option<String>,
    units: Vec<Unit>,
    centred: bool,
}

/// All that cards are made of.
#[derive(Clone, Copy)]
struct Ground<'a> {
    brief: &'a Brief,
    findings: &'a Findings,
    cases: &'a Cases,
    proofs: &'a Proofs,
    /// As of the latest.
    matrix: &'a Matrix,
}

/// Cards of one thing, before they have their parts and keys.
struct Draft {
    key: String,
    section: Option<Section>,
    /// Whether the first part has a number in its key too.
    numbered: bool,
    cards: Vec<Sheet>,
}

/// What one of these cards has of its own.
struct Sheet {
    title: String,
    short: String,
    label: Tlp,
    records: Vec<Record>,
    body: Body,
}

impl Deck {
    /// The cards of `brief`, of which `findings` and `cases` follow.
    pub fn of(brief: &Brief, findings: &Findings, cases: &Cases, proofs: &Proofs) -> Self {
        let ground = Ground { brief, findings, cases, proofs, matrix: &Matrix::of(brief, None) };
        let mut drafts = vec![front::title(ground)];
        let points: Vec<Draft> =
            order::order(brief, cases).into_iter().filter_map(|what| draft(ground, what)).collect();
        drafts.extend(points);
        let mut deck = Self { cards: drafts.into_iter().flat_map(cards).collect() };
        deck.tell_apart();
        deck
    }

    /// The place of the card called `key`.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.cards.iter().position(|card| card.key == key)
    }

    /// Two cases may begin with the same record: what comes second under a key has its number after it.
    fn tell_apart(&mut self) {
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
fn draft(ground: Ground<'_>, what: What) -> Option<Draft> {
    match what {
        What::BottomLine => Some(front::bottom_line(ground)),
        What::KeyPoints => front::key_points(ground),
        What::Issue(ix) => Some(issue::issue(ground, ix)),
        What::Case(at) => dispute::dispute(ground, at),
        What::Timeline => timeline::timeline(ground),
        What::Quote(ix) => Some(quote::quote(ground, ix)),
    }
}

fn cards(draft: Draft) -> Vec<Card> {
    let of = draft.cards.len();
    let card = |(at, sheet): (usize, Sheet)| Card {
        key: if at > 0 || draft.numbered { format!("{}/{}", draft.key, at + 1) } else { draft.key.clone() },
        section: draft.section,
        title: sheet.title,
        short: sheet.short,
        part: Part { at: at + 1, of },
        label: sheet.label,
        steps: match &sheet.body {
            Body::Timeline(timeline) => timeline.steps(),
            Body::Flow(_) | Body::Dispute(_) => 1,
        },
        records: sheet.records,
        body: sheet.body,
    };
    draft.cards.into_iter().enumerate().map(card).collect()
}

impl Card {
    /// The card at `step` (from 0) laid out for a body of `size`: with as much air as there is room for, and at the least as on the smallest
    /// screen of the deck, where it fits. On a size smaller than that it may be higher than the size. All its steps are equally high.
    pub fn page(&self, step: usize, size: Size, letters: Letters) -> Page {
        let width = usize::from(size.width).max(1);
        let height = usize::from(size.height);
        if let (Body::Flow(flow), Letters::Large) = (&self.body, letters)
            && let Some(page) = flow.in_large(width).filter(|page| page.height() <= height)
        {
            return page;
        }
        let settings = Setting::airiest_first(width, usize::from(smallest().width));
        let mut pages = settings.into_iter().map(|setting| self.set(step, setting));
        let fitting = pages.by_ref().find(|page| page.height() <= height);
        fitting.unwrap_or_else(|| {
            let mut page = self.set(step, Setting::tight(width.min(usize::from(smallest().width))));
            // Where not all can be seen, nobody scrolls to what is empty.
            let end = page.rows.iter().rposition(|row| row.iter().any(|cell| !cell.line.runs.is_empty()));
            page.rows.truncate(end.map_or(0, |end| end + 1));
            page
        })
    }

    /// What a step (from 0) rests on, the foremost first: where the reader goes from here, and what copies cite.
    pub fn rests_on(&self, step: usize) -> &[Record] {
        match &self.body {
            Body::Timeline(_) => self.records.get(step..=step).unwrap_or_default(),
            Body::Flow(_) | Body::Dispute(_) => &self.records,
        }
    }

    fn set(&self, step: usize, setting: Setting) -> Page {
        match &self.body {
            Body::Flow(flow) => {
                Page { large: Vec::new(), rows: unit::rows(&flow.units, setting), centred: flow.centred }
            }
            Body::Dispute(dispute) => Page { rows: dispute.rows(setting), ..Page::default() },
            Body::Timeline(timeline) => Page { rows: timeline.rows(step, setting), ..Page::default() },
        }
    }
}

impl Flow {
    /// The page with its first unit in large letters; `None` where that has none, or is too long for them.
    fn in_large(&self, width: usize) -> Option<Page> {
        let large = letters::lines(self.large.as_deref()?, width)?;
        let mut rows = vec![Row::new()];
        rows.extend(unit::rows(&self.units[1..], Setting { width, gap: 1, spread: false }));
        Some(Page { large, rows, centred: self.centred })
    }
}

impl Page {
    /// Rows of the screen that it takes.
    pub fn height(&self) -> usize {
        self.large.len() * usize::from(LARGE.height) + self.rows.len()
    }
}

/// The body of a card on the smallest screen of the deck: what does not fit it is split.
fn smallest() -> Size {
    layout::card(Rect::new(0, 0, SMALLEST_CARD.width, SMALLEST_CARD.height)).body.as_size()
}

/// The strictest label of the brief and of some of its records.
fn label(brief: &Brief, records: &[Record]) -> Tlp {
    records.iter().map(|record| brief.tlp_of(*record)).fold(brief.tlp, Tlp::strictest)
}
