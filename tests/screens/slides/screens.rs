//! The deck of the bundled brief on two screens, card by card as it is shown.

use std::fmt::Write as _;

use whosaid::slides::{QuoteProof, QuoteProofs};

use super::common::{bundled, drawn, page, proven};

fn all(screen: (u16, u16)) -> String {
    let brief = bundled();
    let mut proofs = QuoteProofs::new();
    proofs.insert("asif-federation".to_owned(), QuoteProof::Verbatim);
    proofs.insert("gandapur-jirga-formed".to_owned(), QuoteProof::Normalized);
    proofs.insert("khan-martyrdom".to_owned(), QuoteProof::Otherwise);
    let mut told = String::new();
    for card in proven(&brief, &proofs).cards {
        // Of a timeline, the first steps tell enough.
        for step in 0..card.steps.min(2) {
            let label = card.label;
            writeln!(told, "══ {} · step {} of {} · {label}", card.key, step + 1, card.steps).unwrap();
            let drawn = drawn(&card, &page(&card, step, screen), 0, screen);
            writeln!(told, "{}", drawn.trim_end()).unwrap();
        }
    }
    told
}

#[test]
fn the_deck_at_80_by_24() {
    insta::assert_snapshot!(all((80, 24)));
}

#[test]
fn the_deck_at_120_by_40() {
    insta::assert_snapshot!(all((120, 40)));
}
