//! The order of the cards, without those that are gone. It makes no card.

use crate::model::{DeckCards, DeckLine, Section};

/// The lines of the order whose cards are still there, as `now` finds them.
///
/// How a list begins tells what it is: one that begins with cards has those alone, one that begins by leaving some out has all others. What
/// is gone from its beginning does not make the one the other, or the audience would be shown what the brief does not mean to present. A
/// list of which something is gone is written anew, cards first, so that it does not matter what went before what.
pub(super) fn retained_picks(picks: &[DeckLine], now: impl Fn(DeckCards) -> Option<DeckCards>) -> Vec<DeckLine> {
    let kept = picks.iter().filter_map(|pick| now(pick.cards).map(|cards| DeckLine { cards, ..*pick }));
    let kept: Vec<DeckLine> = kept.collect();
    if kept.len() == picks.len() {
        return kept;
    }
    let (omitted, shown): (Vec<DeckLine>, Vec<DeckLine>) = kept.into_iter().partition(|pick| pick.omitted);
    match picks.first().map(|pick| pick.omitted) {
        // All cards are shown already, but for these.
        Some(true) | None => omitted,
        Some(false) if shown.is_empty() => omit_all(),
        Some(false) => shown.into_iter().chain(omitted).collect(),
    }
}

/// The order that shows the title alone.
fn omit_all() -> Vec<DeckLine> {
    Section::ALL.iter().map(|section| DeckLine { cards: DeckCards::Section(*section), omitted: true }).collect()
}
