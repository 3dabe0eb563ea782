//! In which order cards stand: the usual one, or the one that the brief gives. It makes no card.

use crate::analysis;
use crate::model::{Attribution, Brief, Issue, Ix, Pick, Picked, Record, Section, Statement};
use crate::view::cases::Cases;

/// What has a place in the order, behind the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
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
pub(super) fn order(brief: &Brief, cases: &Cases) -> Vec<What> {
    let usual = usual(brief, cases);
    let begins_with_all = brief.deck.first().is_none_or(|first| first.omitted);
    let mut order = if begins_with_all { usual.clone() } else { Vec::new() };
    let (omitted, shown): (Vec<Pick>, Vec<Pick>) = brief.deck.iter().partition(|pick| pick.omitted);
    for pick in shown {
        let picked = usual.iter().copied().filter(|what| is_picked(*what, pick.cards, cases));
        let new: Vec<What> = picked.filter(|what| !order.contains(what)).collect();
        order.extend(new);
    }
    order.retain(|what| !omitted.iter().any(|pick| is_picked(*what, pick.cards, cases)));
    order
}

fn usual(brief: &Brief, cases: &Cases) -> Vec<What> {
    let mut order = vec![What::BottomLine, What::KeyPoints];
    order.extend(brief.issues.positions().map(What::Issue));
    order.extend((0..cases.contradictions.len()).map(What::Case));
    order.push(What::Timeline);
    let mut quotes: Vec<Ix<Statement>> =
        brief.statements.iter().filter(|(_, statement)| is_quote(statement.attribution)).map(|(ix, _)| ix).collect();
    quotes.retain(|ix| !brief.statements[*ix].quote.is_empty());
    quotes.sort_by(|a, b| analysis::list_order(brief, Record::Statement(*a), Record::Statement(*b)));
    order.extend(quotes.into_iter().map(What::Quote));
    order
}

const fn is_quote(attribution: Attribution) -> bool {
    match attribution {
        Attribution::Direct | Attribution::Mixed => true,
        Attribution::Indirect | Attribution::Inferred => false,
    }
}

fn is_picked(what: What, cards: Picked, cases: &Cases) -> bool {
    match cards {
        Picked::Section(section) => section == section_of(what),
        Picked::Issue(issue) => what == What::Issue(issue),
        Picked::Quote(quote) => what == What::Quote(quote),
        Picked::Contradiction(record) => match what {
            What::Case(at) => cases.contradictions[at].has(record),
            What::BottomLine | What::KeyPoints | What::Issue(_) | What::Timeline | What::Quote(_) => false,
        },
    }
}

const fn section_of(what: What) -> Section {
    match what {
        What::BottomLine => Section::BottomLine,
        What::KeyPoints => Section::KeyPoints,
        What::Issue(_) => Section::Issues,
        What::Case(_) => Section::Contradictions,
        What::Timeline => Section::Timeline,
        What::Quote(_) => Section::Quotes,
    }
}
