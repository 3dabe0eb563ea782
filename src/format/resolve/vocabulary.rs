//! The closed vocabularies by one name each, so that one function reads a word of any of them.

use crate::diagnostics::Code;
use crate::model::{
    ActorKind, Attribution, Confidence, Credibility, EventKind, Likelihood, Rank, Reliability, SourceKind, Stance, Tlp,
};

pub(super) trait FromWord: Sized {
    /// What one of its words is.
    const NAME: &'static str;
    const WORDS: &'static [&'static str];
    /// What is wrong with a word that is none of them.
    const CODE: Code;
    fn from_word(word: &str) -> Option<Self>;
    /// The way out for a word that once was one of them.
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
    SourceKind: "kind of source", Word, none;
    Stance: "stance", Word, none;
    Tlp: "TLP label", Tlp, version_1;
}

const fn none(_word: &str) -> Option<String> {
    None
}

/// Version 2.0 of TLP has another word for one label of version 1.
fn version_1(word: &str) -> Option<String> {
    let is_white = word.trim().eq_ignore_ascii_case("TLP:WHITE") || word.trim().eq_ignore_ascii_case("WHITE");
    is_white.then(|| format!("TLP 2.0 calls it `{}`", Tlp::Clear))
}
