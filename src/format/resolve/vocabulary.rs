//! A common trait for the closed vocabularies, so that one function reads a word of any of them. It defines no words.

use crate::diagnostics::Code;
use crate::model::{
    ActorKind, Attribution, Confidence, Credibility, EventKind, Likelihood, Rank, Reliability, Review, SourceKind,
    Stance, Tlp,
};

pub(super) trait FromWord: Sized {
    /// The name of the vocabulary in messages: `is no {NAME}`.
    const NAME: &'static str;
    const WORDS: &'static [&'static str];
    /// The code of an unknown word.
    const CODE: Code;
    fn from_word(word: &str) -> Option<Self>;
    /// The help for a word of an older version.
    fn advice(word: &str) -> Option<String>;
}

macro_rules! vocabulary {
    ($($words:ty: $name:literal, $code:ident, $advice:expr;)+) => { $(impl FromWord for $words {
        const NAME: &'static str = $name;
        const WORDS: &'static [&'static str] = <$words>::WORDS;
        const CODE: Code = Code::$code;
        fn from_word(word: &str) -> Option<Self> { <$words>::from_word(word) }
        fn advice(word: &str) -> Option<String> { $advice(word) }
    })+ };
}
vocabulary! {
    ActorKind: "kind of actor", Word, none;
    Attribution: "attribution", Word, none;
    Confidence: "level of confidence", Word, none;
    Credibility: "grade of credibility", Word, none;
    EventKind: "kind of event", Word, none;
    Likelihood: "likelihood", Word, none;
    Rank: "rank", Word, none;
    Reliability: "grade of reliability", Word, none;
    Review: "state of review", Word, none;
    SourceKind: "kind of source", Word, none;
    Stance: "stance", Word, none;
    Tlp: "TLP label", Tlp, tlp_1_label;
}

const fn none(_word: &str) -> Option<String> {
    None
}

/// TLP 2.0 renamed `TLP:WHITE` to `TLP:CLEAR`.
fn tlp_1_label(word: &str) -> Option<String> {
    let is_white = word.trim().eq_ignore_ascii_case("TLP:WHITE") || word.trim().eq_ignore_ascii_case("WHITE");
    is_white.then(|| format!("TLP 2.0 calls it `{}`", Tlp::Clear))
}
