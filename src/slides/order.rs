//! The order of the cards: the default order, or the one that the brief gives. It never builds a card.

use crate::analysis;
use crate::model::{Attribution, Brief, DeckCards, DeckLine, Issue, Ix, Record, Section, Statement};
use crate::view::cases::Cases;

/// The fewest words of a quote that has a card by itself; fewer say little without their sentence.
const MIN_QUOTE_WORDS: usize = 5;

/// A topic in the order of cards, after the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CardTopic {
    BottomLine,
    KeyPoints,
    Issue(Ix<Issue>),
    /// The index of a case in [`Cases::contradictions`].
    Case(usize),
    Timeline,
    Quote(Ix<Statement>),
}

/// The topics of the deck of `brief`, in order.
///
/// Each line of the brief's order adds the topics that are not yet listed, or removes topics; a removal applies wherever it is written. The
/// order starts with all topics when the brief gives no order or its first line is a removal; else it starts empty. A quote of fewer
/// than [`MIN_QUOTE_WORDS`] words has a card only where the brief names it.
pub(super) fn card_order(brief: &Brief, cases: &Cases) -> Vec<CardTopic> {
    let (all, short) = default_order(brief, cases);
    let begins_with_all = brief.deck.first().is_none_or(|first| first.omitted);
    let mut order = if begins_with_all { all.clone() } else { Vec::new() };
    let (omitted, shown): (Vec<DeckLine>, Vec<DeckLine>) = brief.deck.iter().partition(|line| line.omitted);
    for line in shown {
        let named = if matches!(line.cards, DeckCards::Quote(_)) { &short } else { [].as_slice() };
        let selected = all.iter().chain(named).copied().filter(|topic| is_selected(*topic, line.cards, cases));
        let new: Vec<CardTopic> = selected.filter(|topic| !order.contains(topic)).collect();
        order.extend(new);
    }
    order.retain(|topic| !omitted.iter().any(|line| is_selected(*topic, line.cards, cases)));
    order
}

/// Returns all topics in the default order, and the quotes that are too short for a card of their own.
fn default_order(brief: &Brief, cases: &Cases) -> (Vec<CardTopic>, Vec<CardTopic>) {
    let mut order = vec![CardTopic::BottomLine, CardTopic::KeyPoints];
    order.extend(brief.issues.positions().map(CardTopic::Issue));
    order.extend((0..cases.contradictions.len()).map(CardTopic::Case));
    order.push(CardTopic::Timeline);
    let mut quotes: Vec<Ix<Statement>> =
        brief.statements.iter().filter(|(_, statement)| is_quote(statement.attribution)).map(|(ix, _)| ix).collect();
    quotes.retain(|ix| !brief.statements[*ix].quote.is_empty());
    quotes.sort_by(|a, b| analysis::list_order(brief, Record::Statement(*a), Record::Statement(*b)));
    let words =
        |ix: &Ix<Statement>| brief.statements[*ix].quote.iter().flat_map(|part| part.split_whitespace()).count();
    let (long, short): (Vec<_>, Vec<_>) = quotes.into_iter().partition(|ix| words(ix) >= MIN_QUOTE_WORDS);
    order.extend(long.into_iter().map(CardTopic::Quote));
    (order, short.into_iter().map(CardTopic::Quote).collect())
}

const fn is_quote(attribution: Attribution) -> bool {
    match attribution {
        Attribution::Direct | Attribution::Mixed => true,
        Attribution::Indirect | Attribution::Inferred => false,
    }
}

fn is_selected(topic: CardTopic, cards: DeckCards, cases: &Cases) -> bool {
    match cards {
        DeckCards::Section(section) => section == section_of(topic),
        DeckCards::Issue(issue) => topic == CardTopic::Issue(issue),
        DeckCards::Quote(quote) => topic == CardTopic::Quote(quote),
        DeckCards::Contradiction(record) => match topic {
            CardTopic::Case(index) => cases.contradictions[index].has(record),
            CardTopic::BottomLine
            | CardTopic::KeyPoints
            | CardTopic::Issue(_)
            | CardTopic::Timeline
            | CardTopic::Quote(_) => false,
        },
    }
}

const fn section_of(topic: CardTopic) -> Section {
    match topic {
        CardTopic::BottomLine => Section::BottomLine,
        CardTopic::KeyPoints => Section::KeyPoints,
        CardTopic::Issue(_) => Section::Issues,
        CardTopic::Case(_) => Section::Contradictions,
        CardTopic::Timeline => Section::Timeline,
        CardTopic::Quote(_) => Section::Quotes,
    }
}
