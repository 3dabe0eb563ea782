//! Chooses the cards of a talk of some minutes, and says what it leaves out. It changes no card.

use serde::{Deserialize, Serialize};

use super::block::CardBlock;
use super::opening::centred_cards;
use super::order::CardTopic;
use super::{CardDraft, CardGroup, DeckContext, QuoteProof};
use crate::analysis;
use crate::model::{Brief, Issue, Ix, Record, Section, Stance, StancePosition, Statement};
use crate::text::{Paragraph, Tone};
use crate::view::cases::OPEN;
use crate::view::pluralize;

/// How long a deck may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeckLength {
    /// Every card.
    #[default]
    EveryCard,
    /// One card a minute, besides the title and the last card, which says what is left out. A brief with an order of its own has all
    /// cards of that order.
    Minutes(u16),
}

impl DeckLength {
    /// The length for `minutes`; `None` stands for every card.
    pub fn from_minutes(minutes: Option<u16>) -> Self {
        minutes.map_or(Self::EveryCard, Self::Minutes)
    }

    /// The minutes; `None` for every card.
    pub const fn minutes(self) -> Option<u16> {
        match self {
            Self::EveryCard => None,
            Self::Minutes(minutes) => Some(minutes),
        }
    }
}

/// What of a deck was left out for want of time: how many cards of each section are left out, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub minutes: u16,
    /// The sections of which cards are left out, in the default order.
    pub sections: Vec<LeftOutSection>,
}

/// The cards of one section that are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOutSection {
    pub section: Section,
    pub left_out: usize,
    pub total: usize,
}

/// The key of the card that says what is left out.
pub const LEFT_OUT_CARD: &str = "left-out";

/// The kinds of cards in the order in which a talk takes one of each, after the bottom line, until the time is filled.
const ROUND: [TalkPart; 4] =
    [TalkPart::KeyPoint, TalkPart::KeyPoint, TalkPart::SplitIssue, TalkPart::OpenContradiction];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TalkPart {
    KeyPoint,
    SplitIssue,
    OpenContradiction,
}

/// A group of cards, or a card of a group of key points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Choice {
    group: usize,
    /// The card, when the group is taken card by card.
    card: Option<usize>,
    cost: usize,
}

/// Keeps the cards that fit into `minutes`: the bottom line, then in turn two key points, an issue that splits and an open contradiction,
/// after the first round the newest proven quote, and at last what else there is, in the default order. Adds the card that says what is
/// left out, if any is. `groups` are those of `topics`.
pub(super) fn fit(
    context: DeckContext<'_>,
    topics: &[CardTopic],
    groups: Vec<CardGroup>,
    minutes: u16,
) -> (Vec<CardGroup>, Option<LeftOut>) {
    let chosen = choose(context, topics, &groups, minutes.into());
    let totals = section_sizes(&groups);
    let kept: Vec<CardGroup> = groups
        .into_iter()
        .enumerate()
        .map(|(at, group)| {
            let is_kept = |card: usize| {
                chosen.iter().any(|choice| choice.group == at && choice.card.is_none_or(|only| only == card))
            };
            let cards = group.cards.into_iter().enumerate().filter(|(card, _)| is_kept(*card)).map(|(_, card)| card);
            CardGroup { cards: cards.collect(), ..group }
        })
        .filter(|group| !group.cards.is_empty())
        .collect();
    let shown = section_sizes(&kept);
    let sections: Vec<LeftOutSection> = Section::ALL
        .iter()
        .copied()
        .zip(totals.into_iter().zip(shown))
        .filter(|(_, (total, shown))| shown < total)
        .map(|(section, (total, shown))| LeftOutSection { section, left_out: total - shown, total })
        .collect();
    (kept, (!sections.is_empty()).then_some(LeftOut { minutes, sections }))
}

/// The number of cards of each section.
fn section_sizes(groups: &[CardGroup]) -> Vec<usize> {
    let size = |section: &Section| {
        let of_section = groups.iter().filter(|group| group.section == Some(*section));
        of_section.map(|group| group.cards.len()).sum()
    };
    Section::ALL.iter().map(size).collect()
}

fn choose(context: DeckContext<'_>, topics: &[CardTopic], groups: &[CardGroup], minutes: usize) -> Vec<Choice> {
    let whole = |at: usize| Choice { group: at, card: None, cost: groups[at].cards.len() };
    let where_is = |topic: CardTopic| topics.iter().position(|other| *other == topic).map(whole);
    let mut talk = Talk { left: minutes, chosen: Vec::new() };
    talk.take(where_is(CardTopic::BottomLine));
    let key_points = topics.iter().position(|topic| *topic == CardTopic::KeyPoints);
    let mut key_points = key_points
        .into_iter()
        .flat_map(|group| (0..groups[group].cards.len()).map(move |card| Choice { group, card: Some(card), cost: 1 }));
    let mut issues = split_issues(context).into_iter().filter_map(|issue| where_is(CardTopic::Issue(issue)));
    let mut open = (0..context.cases.contradictions.len())
        .filter(|at| context.cases.contradictions[*at].verdict(context.brief).word == OPEN)
        .filter_map(|at| where_is(CardTopic::Case(at)));
    let mut newest = newest_proven_quote(context, topics).map(CardTopic::Quote).and_then(where_is);
    loop {
        let before = talk.chosen.len();
        for part in ROUND {
            talk.take_first(match part {
                TalkPart::KeyPoint => &mut key_points,
                TalkPart::SplitIssue => &mut issues,
                TalkPart::OpenContradiction => &mut open,
            });
        }
        talk.take(newest.take());
        if talk.chosen.len() == before {
            break;
        }
    }
    for at in 0..groups.len() {
        if !talk.chosen.iter().any(|choice| choice.group == at) {
            talk.take(Some(whole(at)));
        }
    }
    talk.chosen
}

/// The cards chosen so far, and the number that still fit.
struct Talk {
    left: usize,
    chosen: Vec<Choice>,
}

impl Talk {
    /// Takes the choice if it fits. Returns whether it was taken.
    fn take(&mut self, choice: Option<Choice>) -> bool {
        let Some(choice) = choice.filter(|choice| choice.cost <= self.left) else { return false };
        self.left -= choice.cost;
        self.chosen.push(choice);
        true
    }

    /// Takes the first of the choices that fits.
    fn take_first(&mut self, choices: &mut dyn Iterator<Item = Choice>) {
        if self.left > 0 {
            for choice in choices {
                if self.take(Some(choice)) {
                    break;
                }
            }
        }
    }
}

/// The issues on which somebody is for and somebody against, those first whose smaller camp is larger.
fn split_issues(context: DeckContext<'_>) -> Vec<Ix<Issue>> {
    let smaller_camp = |issue: Ix<Issue>| {
        let camp = |is_in: fn(StancePosition) -> bool| {
            context.matrix.on(issue).filter(|(_, cell)| is_in(cell.position)).count()
        };
        camp(is_for).min(camp(is_against))
    };
    let mut split: Vec<(usize, Ix<Issue>)> = context
        .brief
        .issues
        .positions()
        .map(|issue| (smaller_camp(issue), issue))
        .filter(|(camp, _)| *camp > 0)
        .collect();
    split.sort_by_key(|(camp, _)| std::cmp::Reverse(*camp));
    split.into_iter().map(|(_, issue)| issue).collect()
}

const fn is_for(position: StancePosition) -> bool {
    matches!(position, StancePosition::Held(Stance::For | Stance::Conditional) | StancePosition::Mixed)
}

const fn is_against(position: StancePosition) -> bool {
    matches!(position, StancePosition::Held(Stance::Against) | StancePosition::Mixed)
}

/// The latest quote that was found word for word; where no text is held, the latest quote.
fn newest_proven_quote(context: DeckContext<'_>, topics: &[CardTopic]) -> Option<Ix<Statement>> {
    let is_proven = |ix: &Ix<Statement>| {
        let proof = context.proofs.get(&context.brief.statements[*ix].id);
        matches!(proof, Some(QuoteProof::Verbatim | QuoteProof::Normalized))
    };
    let quotes = || {
        topics.iter().filter_map(|topic| match topic {
            CardTopic::Quote(ix) => Some(*ix),
            CardTopic::BottomLine
            | CardTopic::KeyPoints
            | CardTopic::Issue(_)
            | CardTopic::Case(_)
            | CardTopic::Timeline => None,
        })
    };
    let newest = |a: &Ix<Statement>, b: &Ix<Statement>| {
        analysis::list_order(context.brief, Record::Statement(*a), Record::Statement(*b))
    };
    quotes().filter(is_proven).max_by(newest).or_else(|| quotes().max_by(newest))
}

impl LeftOut {
    /// Says what is left out, one line for each section: `contradictions: 9 of 16 cards`.
    pub fn lines(&self) -> Vec<String> {
        let line = |section: &LeftOutSection| {
            let LeftOutSection { section, left_out, total } = section;
            let how_many = if left_out == total { format!("all {total}") } else { format!("{left_out} of {total}") };
            format!("{}: {how_many}", section.word().replace('-', " "))
        };
        self.sections.iter().map(line).collect()
    }
}

/// The last card of a talk, which says what it leaves out.
pub(super) fn left_out_card(brief: &Brief, left_out: &LeftOut) -> CardGroup {
    let title = format!("Not in these {}", pluralize(left_out.minutes.into(), "minute"));
    let heading = CardBlock::wide(Paragraph::indented(0).with(Tone::Strong, &title));
    let lines = left_out.lines().into_iter().map(|line| Paragraph::indented(0).hanging(2).with(Tone::Plain, line));
    let blocks = vec![heading, CardBlock::text(lines.collect())];
    let to_draft = |body| CardDraft {
        title: title.clone(),
        short: String::new(),
        label: brief.strictest_tlp(),
        records: Vec::new(),
        body,
    };
    CardGroup {
        key: LEFT_OUT_CARD.to_owned(),
        section: None,
        numbered: false,
        cards: centred_cards(blocks, None, to_draft),
    }
}
