//! The closed vocabularies by one name each, so that one function reads a word of any of them.

use crate::model::{
    ActorKind, Attribution, Confidence, Credibility, EventKind, Likelihood, Rank, Reliability, SourceKind, Stance, Tlp,
};

pub(super) trait Vocabulary: Sized {
    /// What one of its words is.
    const NAME: &'static str;
    const WORDS: &'static [&'static str];
    fn from_word(word: &str) -> Option<Self>;
}

macro_rules! vocabulary {
    ($($words:ty: $name:literal),+ $(,)?) => { $(impl Vocabulary for $words {
        const NAME: &'static str = $name;
        const WORDS: &'static [&'static str] = <$words>::WORDS;
        fn from_word(word: &str) -> Option<Self> { <$words>::from_word(word) }
    })+ };
}
vocabulary! {
    ActorKind: "kind of actor",
    Attribution: "attribution",
    Confidence: "level of confidence",
    Credibility: "grade of credibility",
    EventKind: "kind of event",
    Likelihood: "likelihood",
    Rank: "rank",
    Reliability: "grade of reliability",
    SourceKind: "kind of source",
    Stance: "stance",
    Tlp: "TLP label",
}
