//! The faults that a brief can have: their codes, their pages, their places and their rendering. It finds no fault: `format` and `lint` do.

mod fault;
mod page;
mod policy;
pub mod render;
mod source_file;

pub use fault::{Fault, FilePlace, MOST_FAULTS};
pub(crate) use fault::{Faults, TextOrigin, floor_char_boundary, quoted};
pub use page::{Page, PageSection};
pub use policy::{LintPolicy, PolicyTarget};
pub use source_file::{FileScope, SourceFile};

/// Declares the codes and the table of all of them. The page of a code, `assets/codes/CODE.md`, is also its documentation. A code without a
/// page does not compile.
macro_rules! codes {
    ($($variant:ident = $word:literal;)+) => {
        /// The kind of a fault. Its word is stable between versions: users type it to explain, deny or allow the code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/codes/", $word, ".md"))] $variant,)+
        }

        impl Code {
            /// Every code: errors first, then warnings, then notes.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as it is printed and typed, such as `W-weekday`.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The explanation of the code, parsed from its Markdown file.
            pub fn page(self) -> Page {
                Page::parse(match self { $(Self::$variant => include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/codes/", $word, ".md")),)+ })
            }

            /// The code with this word. The comparison is case-sensitive.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

codes! {
    // The files.
    Unreadable = "E-unreadable";
    // The format.
    Syntax = "E-syntax";
    Limit = "E-limit";
    DoubleKey = "E-double-key";
    Brackets = "E-brackets";
    UnknownTable = "E-unknown-table";
    OutsideTable = "E-outside-table";
    SharedTable = "E-shared-table";
    UnknownField = "E-unknown-field";
    MissingField = "E-missing-field";
    Type = "E-type";
    Empty = "E-empty";
    NotANumber = "E-not-a-number";
    Date = "E-date";
    Word = "E-word";
    Tlp = "E-tlp";
    Twice = "E-twice";
    // The table `[brief]`.
    NoBrief = "E-no-brief";
    SecondBrief = "E-second-brief";
    Format = "E-format";
    // Names.
    Id = "E-id";
    LookalikeId = "E-lookalike-id";
    IdTaken = "E-id-taken";
    IdReserved = "E-id-reserved";
    UnknownActor = "E-unknown-actor";
    UnknownIssue = "E-unknown-issue";
    UnknownSource = "E-unknown-source";
    UnknownStatement = "E-unknown-statement";
    UnknownSupport = "E-unknown-support";
    Circle = "E-circle";
    SelfLink = "E-self-link";
    // Actors.
    RoleAndRoles = "E-role-and-roles";
    RoleDates = "E-role-dates";
    // Statements.
    NoQuote = "E-no-quote";
    QuoteNotSpeech = "E-quote-not-speech";
    DescribedAs = "E-described-as";
    // Texts of sources.
    TextPath = "E-text-path";
    Sha256 = "E-sha256";
    OtherText = "E-other-text";
    QuoteChanged = "E-quote-changed";
    QuoteOrder = "E-quote-order";
    QuoteNotFound = "E-quote-not-found";
    PassageNotFound = "E-passage-not-found";

    UnreadableText = "W-unreadable-text";
    PassageRepeated = "W-passage-repeated";
    WrongEncoding = "W-wrong-encoding";
    UnmarkedQuote = "W-unmarked-quote";
    ClauseInQuote = "W-clause-in-quote";
    PrintedDate = "W-printed-date";
    Weekday = "W-weekday";
    CodedDay = "W-coded-day";
    AfterSource = "W-after-source";
    MarksInGist = "W-marks-in-gist";
    OuterMarks = "W-outer-marks";
    NoRoleThen = "W-no-role-then";
    SharedAlias = "W-shared-alias";
    ConfirmedByOneOrigin = "W-confirmed-by-one-origin";
    TwoPreferred = "W-two-preferred";
    SilentIssue = "W-silent-issue";
    NoSupport = "W-no-support";
    OneOrigin = "W-one-origin";
    LikelihoodAndConfidence = "W-likelihood-and-confidence";
    HiddenCharacter = "W-hidden-character";

    NoText = "N-no-text";
    NoPassage = "N-no-passage";
    LineEnds = "N-line-ends";
    RolesOverlap = "N-roles-overlap";
    CueNotPrinted = "N-cue-not-printed";
    DescriptionNotPrinted = "N-description-not-printed";
    SpeakerNotNear = "N-speaker-not-near";
    NonePreferred = "N-none-preferred";
    SilentActor = "N-silent-actor";
}

/// The codes of earlier versions, each with the reason why nothing has it any more. They stay accepted where a script may name them.
pub const RETIRED_CODES: &[(&str, &str)] =
    &[("N-one-sided", "a contradiction counts for both statements, whichever of them has the link")];

/// A fault as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribedFault {
    pub code: Code,
    /// The number of faults that it stands for, as in [`Fault::times`].
    pub times: usize,
    /// `file:line:column`.
    pub at: String,
    /// The problem, then the help if there is one: `problem; help`.
    pub message: String,
}

/// How serious a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The brief breaks the format, or contradicts its texts.
    Error,
    /// Something is most likely wrong.
    Warning,
    /// Something to consider. It may well be right.
    Note,
}

impl Code {
    /// The severity that the first letter of the code stands for.
    pub const fn level(self) -> Severity {
        match self.word().as_bytes() {
            [b'E', ..] => Severity::Error,
            [b'W', ..] => Severity::Warning,
            _ => Severity::Note,
        }
    }

    /// Whether the fault is that something is absent. Only a brief that was read completely can show this.
    pub const fn is_about_absence(self) -> bool {
        matches!(
            self,
            Self::NoRoleThen
                | Self::ConfirmedByOneOrigin
                | Self::SilentIssue
                | Self::NoSupport
                | Self::OneOrigin
                | Self::NonePreferred
                | Self::SilentActor
        )
    }

    /// Whether an unreadable file can cause the fault, because that file may contain what is missing.
    pub const fn may_follow_from_unreadable_file(self) -> bool {
        matches!(
            self,
            Self::NoBrief
                | Self::UnknownActor
                | Self::UnknownIssue
                | Self::UnknownSource
                | Self::UnknownStatement
                | Self::UnknownSupport
        )
    }
}

impl Severity {
    /// Every severity, the most serious first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The severity as a lower-case word in the singular.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_code_stands_twice_and_each_begins_with_its_level() {
        let words: HashSet<&str> = Code::ALL.iter().map(|code| code.word()).collect();
        assert_eq!(words.len(), Code::ALL.len());
        assert!(words.iter().all(|word| ["E-", "W-", "N-"].iter().any(|level| word.starts_with(level))));
        assert!(Code::ALL.is_sorted_by_key(|code| code.level()), "errors, warnings, notes");
        assert!(Code::ALL.iter().all(|code| Code::from_word(code.word()) == Some(*code)));
    }
}
