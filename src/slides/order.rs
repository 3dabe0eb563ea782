//! In which order cards stand: the usual one, or the one that the brief gives. It makes no card.

use crate::analysis;
use crate::model::{Attribution, Brief, DeckCards, DeckLine, Issue, Ix, Record, Section, Statement};
use crate::view::cases::Cases;

/// What has a place in the order, behind the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CardTopic {
    BottomLine,
    KeyPoints,
    Issue(Ix<Issue>),
    /// A case, by its place among the contradictions.
    Case(usize),
    Timeline,
    Quote(Ix<Statement>),
}

/// What is shown of `brief`, in order: line by line of the order that it gives, where a line adds what does not stand there yet. What is
/// left out is left out wherever that is said.
///
/// Where it gives none, or begins by leaving out, all there is stands there at first.
pub(super) fn card_order(brief: &Brief, cases: &Cases) -> Vec<CardTopic> {
    let usual = default_order(brief, cases);
    let begins_with_all = brief.deck.first().is_none_or(|first| first.omitted);
    let mut order = if begins_with_all { usual.clone() } else { Vec::new() };
    let (omitted, shown): (Vec<DeckLine>, Vec<DeckLine>) = brief.deck.iter().partition(|pick| pick.omitted);
    for pick in shown {
        let picked = usual.iter().copied().filter(|what| is_picked(*what, pick.cards, cases));
        let new: Vec<CardTopic> = picked.filter(|what| !order.contains(what)).collect();
        order.extend(new);
    }
    order.retain(|what| !omitted.iter().any(|pick| is_picked(*what, pick.cards, cases)));
    order
}

fn default_order(brief: &Brief, cases: &Cases) -> Vec<CardTopic> {
    let mut order = vec![CardTopic::BottomLine, CardTopic::KeyPoints];
    order.extend(brief.issues.positions().map(CardTopic::Issue));
    order.extend((0..cases.contradictions.len()).map(CardTopic::Case));
    order.push(CardTopic::Timeline);
    let mut quotes: Vec<Ix<Statement>> =
        brief.statements.iter().filter(|(_, statement)| is_quote(statement.attribution)).map(|(ix, _)| ix).collect();
    quotes.retain(|ix| !brief.statements[*ix].quote.is_empty());
    quotes.sort_by(|a, b| analysis::list_order(brief, Record::Statement(*a), Record::Statement(*b)));
    order.extend(quotes.into_iter().map(CardTopic::Quote));
    order
}

const fn is_quote(attribution: Attribution) -> bool {
    match attribution {
        Attribution::Direct | Attribution::Mixed => true,
        Attribution::Indirect | Attribution::Inferred => false,
    }
}

fn is_picked(what: CardTopic, cards: DeckCards, cases: &Cases) -> bool {
    match cards {
        DeckCards::Section(section) => section == section_of(what),
        DeckCards::Issue(issue) => what == CardTopic::Issue(issue),
        DeckCards::Quote(quote) => what == CardTopic::Quote(quote),
        DeckCards::Contradiction(record) => match what {
            CardTopic::Case(at) => cases.contradictions[at].has(record),
            CardTopic::BottomLine
            | CardTopic::KeyPoints
            | CardTopic::Issue(_)
            | CardTopic::Timeline
            | CardTopic::Quote(_) => false,
        },
    }
}

const fn section_of(what: CardTopic) -> Section {
    match what {
        CardTopic::BottomLine => Section::BottomLine,
        CardTopic::KeyPoints => Section::KeyPoints,
        CardTopic::Issue(_) => Section::Issues,
        CardTopic::Case(_) => Section::Contradictions,
        CardTopic::Timeline => Section::Timeline,
        CardTopic::Quote(_) => Section::Quotes,
    }
}
