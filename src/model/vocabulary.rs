//! The closed vocabularies of the format: each word is written once, here, and read by parser, screen and reference alike.

/// Declares an enum whose values are words of the format, with the table of all of them.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the format's reference.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// Every word, in the order of [`Self::ALL`].
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The word as it stands in a brief.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value that a brief names by `word`; spelling and case count.
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
    /// Where an actor stands on an issue. No stance at all is silence, which is not neutral.
    Stance {
        For = "for",
        /// For, if something is granted first.
        Conditional = "conditional",
        Neutral = "neutral",
        Against = "against",
        /// Spoke on it, but where the actor stands cannot be told.
        Unclear = "unclear",
    }
}

words! {
    /// The Traffic Light Protocol 2.0 of FIRST, strictest first, so that the stricter of two labels is the lesser value.
    Tlp {
        Red = "TLP:RED",
        AmberStrict = "TLP:AMBER+STRICT",
        Amber = "TLP:AMBER",
        Green = "TLP:GREEN",
        Clear = "TLP:CLEAR",
    }
}

impl Tlp {
    /// Who may be told, in few words (FIRST, TLP 2.0).
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
    /// How a statement stands in its source (the field's *attribution*).
    Attribution {
        /// Wholly in quotation marks.
        Direct = "direct",
        /// Partly in quotation marks.
        Mixed = "mixed",
        /// In the reporter's words.
        Indirect = "indirect",
        /// The officer's reading of a position; never shown as speech.
        Inferred = "inferred",
    }
}

words! {
    /// Admiralty code, first half: the reliability of a source. `F` is not the worst: it cannot be judged.
    Reliability { A = "A", B = "B", C = "C", D = "D", E = "E", F = "F", }
}

impl Reliability {
    /// The letter in words, as the Admiralty code has them.
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
    /// Admiralty code, second half: the credibility of one statement. `6` is not the worst: it cannot be judged.
    Credibility { One = "1", Two = "2", Three = "3", Four = "4", Five = "5", Six = "6", }
}

impl Credibility {
    /// The number in words, as the Admiralty code has them.
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
    /// Confidence in a judgement (ICD 203); never said in one sentence with its likelihood.
    Confidence { Low = "low", Moderate = "moderate", High = "high", }
}

words! {
    /// What kind of actor speaks or acts.
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

words! {
    /// What kind of thing happened.
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
    /// The standing of a claim among its rivals, in Wikidata's ranks.
    Rank { Preferred = "preferred", Normal = "normal", Deprecated = "deprecated", }
}

words! {
    /// A part of a presentation, in the usual order. The title stands before all of them.
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
