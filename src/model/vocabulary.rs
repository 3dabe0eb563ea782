//! The closed vocabularies of the format. Each word is defined here only; the parser, the screen and the reference use this table.

/// Declares an enum whose variants are words of the format, with a table of all of them.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the format's reference.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// Every word, in the order of [`Self::ALL`].
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The word as a brief writes it.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value for `word`; the comparison is exact and case-sensitive.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}

words! {
    /// The stance of an actor on an issue. No stance at all is silence, which is not neutral.
    Stance {
        For = "for",
        /// For, on a condition.
        Conditional = "conditional",
        Neutral = "neutral",
        Against = "against",
        /// The actor spoke on it, but the stance is not clear.
        Unclear = "unclear",
    }
}

words! {
    /// The Traffic Light Protocol 2.0 of FIRST, strictest first, so that the stricter of two labels is the smaller value.
    Tlp {
        Red = "TLP:RED",
        AmberStrict = "TLP:AMBER+STRICT",
        Amber = "TLP:AMBER",
        Green = "TLP:GREEN",
        Clear = "TLP:CLEAR",
    }
}

impl Tlp {
    /// The permitted recipients in short (FIRST, TLP 2.0).
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Red => "only those in this room",
            Self::AmberStrict => "one’s own organization, as far as there is need",
            Self::Amber => "one’s own organization and its clients, as needed",
            Self::Green => "the wider community, but not the public",
            Self::Clear => "everybody",
        }
    }

    /// The stricter of two labels.
    #[must_use]
    pub fn strictest(self, other: Self) -> Self {
        self.min(other)
    }
}

words! {
    /// How the source reports a statement.
    Attribution {
        /// Wholly in quotation marks.
        Direct = "direct",
        /// Partly in quotation marks.
        Mixed = "mixed",
        /// In the reporter's words.
        Indirect = "indirect",
        /// The officer's interpretation of a position; never shown as speech.
        Inferred = "inferred",
    }
}

words! {
    /// Admiralty code, first half: the reliability of a source. `F` is not the worst grade: it means that it cannot be judged.
    Reliability { A = "A", B = "B", C = "C", D = "D", E = "E", F = "F", }
}

impl Reliability {
    /// The meaning of the letter in the Admiralty code.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "reliability cannot be judged",
        }
    }
}

words! {
    /// Admiralty code, second half: the credibility of one statement. `6` is not the worst grade: it means that it cannot be judged.
    Credibility { One = "1", Two = "2", Three = "3", Four = "4", Five = "5", Six = "6", }
}

impl Credibility {
    /// The meaning of the number in the Admiralty code.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::One => "confirmed by other sources",
            Self::Two => "probably true",
            Self::Three => "possibly true",
            Self::Four => "doubtful",
            Self::Five => "improbable",
            Self::Six => "truth cannot be judged",
        }
    }
}

words! {
    /// Likelihood of a judgement, in the seven terms of ICD 203, least likely first.
    Likelihood {
        AlmostNone = "almost no chance",
        VeryUnlikely = "very unlikely",
        Unlikely = "unlikely",
        Even = "roughly even chance",
        Likely = "likely",
        VeryLikely = "very likely",
        AlmostCertain = "almost certain",
    }
}

words! {
    /// Confidence in a judgement (ICD 203); never stated in one sentence with its likelihood.
    Confidence { Low = "low", Moderate = "moderate", High = "high", }
}

words! {
    /// The kind of an actor.
    ActorKind {
        Person = "person",
        Organization = "organization",
        Government = "government",
        Party = "party",
        ArmedGroup = "armed-group",
        Media = "media",
        Other = "other",
    }
}

words! {
    /// The kind of a source, in the item types of the Citation Style Language (CSL).
    SourceKind {
        ArticleNewspaper = "article-newspaper",
        Webpage = "webpage",
        Broadcast = "broadcast",
        Interview = "interview",
        Speech = "speech",
        Post = "post",
        Report = "report",
        Hearing = "hearing",
        PersonalCommunication = "personal_communication",
    }
}

impl SourceKind {
    /// Whether a text of this kind marks what somebody says. Others are somebody's words as a whole.
    pub const fn marks_speech(self) -> bool {
        match self {
            Self::Interview | Self::Speech | Self::Post | Self::Hearing => false,
            Self::ArticleNewspaper | Self::Webpage | Self::Broadcast | Self::Report | Self::PersonalCommunication => {
                true
            }
        }
    }
}

words! {
    /// The kind of an event.
    EventKind {
        Attack = "attack",
        Talks = "talks",
        Meeting = "meeting",
        Policy = "policy",
        Legal = "legal",
        Protest = "protest",
        Disaster = "disaster",
        Other = "other",
    }
}

words! {
    /// How far a record has been judged. A record without the word is accepted.
    Review { Draft = "draft", }
}

words! {
    /// The rank of a claim among its rivals, as in Wikidata.
    Rank { Preferred = "preferred", Normal = "normal", Deprecated = "deprecated", }
}

words! {
    /// A section of a presentation, in the default order. The title card precedes all sections.
    Section {
        BottomLine = "bottom-line",
        KeyPoints = "key-points",
        Issues = "issues",
        Contradictions = "contradictions",
        Timeline = "timeline",
        Quotes = "quotes",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stricter_label_wins() {
        assert_eq!(Tlp::Green.strictest(Tlp::AmberStrict), Tlp::AmberStrict);
        assert_eq!(Tlp::Clear.strictest(Tlp::Clear), Tlp::Clear);
    }

    #[test]
    fn every_word_means_the_value_that_it_is_written_for() {
        for stance in Stance::ALL {
            assert_eq!(Stance::from_word(stance.word()), Some(*stance));
        }
        assert_eq!(Tlp::from_word("TLP:WHITE"), None, "a label of version 1 is not a label");
    }
}
