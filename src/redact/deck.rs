//! The order of the cards, without those that are gone. It makes no card.

use crate::model::{Pick, Picked, Section};

/// The lines of the order whose cards are still there, as `now` finds them.
///
/// How a list begins tells what it is: one that begins with cards has those alone, one that begins by leaving some out has all others. What
/// is gone from its beginning does not make the one the other, or the audience would be shown what the brief does not mean to present. A
/// list of which something is gone is written anew, cards first, so that it does not matter what went before what.
pub(super) fn kept(picks: &[Pick], now: impl Fn(Picked) -> Option<Picked>) -> Vec<Pick> {
    let kept = picks.iter().filter_map(|pick| now(pick.cards).map(|cards| Pick { cards, ..*pick }));
    let kept: Vec<Pick> = kept.collect();
    if kept.len() == picks.len() {
        return kept;
    }
    let (omitted, shown): (Vec<Pick>, Vec<Pick>) = kept.into_iter().partition(|pick| pick.omitted);
    match picks.first().map(|pick| pick.omitted) {
        // All cards are shown already, but for these.
        Some(true) | None => omitted,
        Some(false) if shown.is_empty() => nothing(),
        Some(false) => shown.into_iter().chain(omitted).collect(),
    }
}

/// The order that shows the title alone.
fn nothing() -> Vec<Pick> {
    Section::ALL.iter().map(|section| Pick { cards: Picked::Section(*section), omitted: true }).collect()
}
