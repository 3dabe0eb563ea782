//! Random briefs for property tests. It never makes a link to a later statement.

use proptest::prelude::*;

use super::{BriefBuilder, SourceDraft, StatementDraft};
use crate::model::Stance;

/// Statements of two actors on two issues, with dates of every form, in a dated and an undated source, some with links; and claims that
/// may be rivals.
pub(crate) fn any_draft() -> impl Strategy<Value = BriefBuilder> {
    let statements = prop::collection::vec(any_statement(), 0..12);
    let claims = prop::collection::vec((0..2_u8, 0..3_u8), 0..5);
    (statements, claims).prop_map(|(statements, claims)| {
        let dated = |source: SourceDraft| source.published("2025-01-03");
        let mut draft = BriefBuilder::new().source("paper", dated).source("leaflet", |source| source);
        for (at, mut statement) in statements.into_iter().enumerate() {
            statement.id = format!("s{at}");
            // A link points `back` statements back; it is dropped when there is no such statement.
            for links in
                [&mut statement.rewords, &mut statement.contradicts, &mut statement.retracts, &mut statement.repeats]
            {
                links.retain_mut(|back| match at.checked_sub(back.parse().unwrap()) {
                    Some(to) => {
                        *back = format!("s{to}");
                        true
                    }
                    None => false,
                });
            }
            draft.statements.push(statement);
        }
        for (at, (question, value)) in claims.into_iter().enumerate() {
            draft = draft.claim(&format!("c{at}"), |c| c.question(&format!("q{question}")).value(&value.to_string()));
        }
        draft
    })
}

fn any_statement() -> impl Strategy<Value = StatementDraft> {
    let said = prop_oneof![
        2 => Just(None),
        6 => (1..6).prop_map(|day| Some(format!("2025-01-0{day}"))),
        1 => Just(Some("2025-01".to_owned())),
        1 => Just(Some("2025-01-02/..".to_owned())),
        1 => Just(Some("../2025-01-03".to_owned())),
        1 => Just(Some("[2025-01-01,2025-01-04]".to_owned())),
    ];
    let stance = prop::sample::select(Stance::ALL);
    let link = || prop::collection::vec((1..6_usize).prop_map(|back| back.to_string()), 0..=1);
    let links = prop_oneof![3 => Just([vec![], vec![], vec![], vec![]]), 1 => [link(), link(), link(), link()]];
    let source = prop::sample::select(vec!["paper", "leaflet"]);
    (said, stance, 0..2, 0..2, "[ab]", source, links).prop_map(|(said, stance, actor, issue, quote, source, links)| {
        let [rewords, contradicts, retracts, repeats] = links;
        let (actors, stances) = (vec![format!("actor{actor}")], vec![(format!("issue{issue}"), stance)]);
        let (quote, source) = (vec![quote], source.to_owned());
        StatementDraft {
            actors,
            source,
            quote,
            said,
            stances,
            repeats,
            rewords,
            contradicts,
            retracts,
            ..StatementDraft::default()
        }
    })
}
