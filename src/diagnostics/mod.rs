//! Every thing that can be wrong with a brief, by the code that names it. It finds none of them: `brief` and `check` do.

mod fault;
mod format;
mod frame;
mod judgement;
mod page;
mod policy;
pub mod render;
mod source_file;
mod speech;
mod warnings;

pub use fault::{Fault, FilePlace, MOST_FAULTS};
pub(crate) use fault::{Faults, TextOrigin, floor_char_boundary, quoted};
pub use page::{ARTICLE, ARTICLE_FILE, BESIDE, Page, Setting};
pub use policy::{LintPolicy, PolicyTarget};
pub use source_file::{FileScope, SourceFile};

/// Declares the codes, with the table of all of them. What is wrong is said once, in the comment of the code, which its page begins with.
macro_rules! codes {
    ($(#[doc = $says:literal] $variant:ident = $word:literal, $leaf:expr;)+) => {
        /// What is wrong, as one word that stays the same from version to version: to be explained, denied or allowed by it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $says] $variant,)+ }

        impl Code {
            /// Every code: errors, warnings, notes.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as it is printed and typed.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// What there is to know of it.
            pub const fn page(self) -> Page {
                match self { $(Self::$variant => $leaf.page($says),)+ }
            }

            /// The code that is printed so; case counts.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

codes! {
    // The files.
    /// A file or a folder of the brief cannot be read.
    Unreadable = "E-unreadable", format::UNREADABLE;
    // The format.
    /// The file is no TOML.
    Syntax = "E-syntax", format::SYNTAX;
    /// A file is larger, a line longer or a value deeper than a brief may be.
    Limit = "E-limit", format::LIMIT;
    /// A key is given twice in one table.
    DoubleKey = "E-double-key", format::DOUBLE_KEY;
    /// A table that may stand once is an array of tables, or the other way round.
    Brackets = "E-brackets", format::BRACKETS;
    /// The format has no table of that name.
    UnknownTable = "E-unknown-table", format::UNKNOWN_TABLE;
    /// A field stands above the first table.
    OutsideTable = "E-outside-table", format::OUTSIDE_TABLE;
    /// A library's shared actors hold something else.
    SharedTable = "E-shared-table", format::SHARED_TABLE;
    /// The table has no field of that name.
    UnknownField = "E-unknown-field", format::UNKNOWN_FIELD;
    /// A required field is not there.
    MissingField = "E-missing-field", format::MISSING_FIELD;
    /// A value of another type than the field takes.
    Type = "E-type", format::TYPE;
    /// A text or a list that says nothing.
    Empty = "E-empty", format::EMPTY;
    /// A number that is none.
    NotANumber = "E-not-a-number", format::NOT_A_NUMBER;
    /// A date that is not EDTF, or of a form that briefs do not use.
    Date = "E-date", format::DATE;
    /// A word that the field's vocabulary does not have.
    Word = "E-word", format::WORD;
    /// A label that is not of TLP 2.0.
    Tlp = "E-tlp", format::TLP;
    /// Something stands twice in one list.
    Twice = "E-twice", format::TWICE;
    // The frame.
    /// No file has a `[brief]`.
    NoBrief = "E-no-brief", frame::NO_BRIEF;
    /// Two files have one.
    SecondBrief = "E-second-brief", frame::SECOND_BRIEF;
    /// A version of the format that this program does not read.
    Format = "E-format", frame::FORMAT;
    // Names.
    /// An id that is not made of `a-z 0-9 -`.
    Id = "E-id", frame::ID;
    /// A letter of an id only looks like one that it may have.
    LookalikeId = "E-lookalike-id", frame::LOOKALIKE_ID;
    /// Two things of one kind have one id.
    IdTaken = "E-id-taken", frame::ID_TAKEN;
    /// An id that means something else.
    IdReserved = "E-id-reserved", frame::ID_RESERVED;
    /// A reference to an actor that is not there.
    UnknownActor = "E-unknown-actor", frame::UNKNOWN_ACTOR;
    /// A reference to an issue that is not there.
    UnknownIssue = "E-unknown-issue", frame::UNKNOWN_ISSUE;
    /// A reference to a source that is not there.
    UnknownSource = "E-unknown-source", frame::UNKNOWN_SOURCE;
    /// A reference to a statement that is not there.
    UnknownStatement = "E-unknown-statement", frame::UNKNOWN_STATEMENT;
    /// A key point rests on what is not there.
    UnknownSupport = "E-unknown-support", frame::UNKNOWN_SUPPORT;
    /// A membership or an origin comes back to where it began.
    Circle = "E-circle", frame::CIRCLE;
    /// A statement is linked to itself.
    SelfLink = "E-self-link", frame::SELF_LINK;
    // Actors.
    /// An actor has both `role` and `roles`.
    RoleAndRoles = "E-role-and-roles", speech::ROLE_AND_ROLES;
    /// A role ends before it begins.
    RoleDates = "E-role-dates", speech::ROLE_DATES;
    // Statements.
    /// There is no quote where one must be.
    NoQuote = "E-no-quote", speech::NO_QUOTE;
    /// An indirect or inferred statement has a quote.
    QuoteNotSpeech = "E-quote-not-speech", speech::QUOTE_NOT_SPEECH;
    /// A named speaker is described as if unnamed.
    DescribedAs = "E-described-as", speech::DESCRIBED_AS;
    // Held texts.
    /// A text lies outside of the brief's folder.
    TextPath = "E-text-path", speech::TEXT_PATH;
    /// What should be a SHA-256 sum is none.
    Sha256 = "E-sha256", speech::SHA256;
    /// The text is not the one that was coded from.
    OtherText = "E-other-text", speech::OTHER_TEXT;
    /// The words of a quote are not those of its text.
    QuoteChanged = "E-quote-changed", speech::QUOTE_CHANGED;
    /// The parts of a quote stand in its text in another order.
    QuoteOrder = "E-quote-order", speech::QUOTE_ORDER;
    /// Nothing in its text is like the quote.
    QuoteNotFound = "E-quote-not-found", speech::QUOTE_NOT_FOUND;

    /// A text that is there and cannot be read.
    UnreadableText = "W-unreadable-text", warnings::UNREADABLE_TEXT;
    /// A printed date that its text does not print.
    PrintedDate = "W-printed-date", warnings::PRINTED_DATE;
    /// A printed date names a weekday that it does not fall on.
    Weekday = "W-weekday", warnings::WEEKDAY;
    /// Something was said or happened after its source was published.
    AfterSource = "W-after-source", warnings::AFTER_SOURCE;
    /// An indirect statement's gist has quotation marks.
    MarksInGist = "W-marks-in-gist", warnings::MARKS_IN_GIST;
    /// A quote is given with its outer marks.
    OuterMarks = "W-outer-marks", warnings::OUTER_MARKS;
    /// No role of the speaker was held on the day.
    NoRoleThen = "W-no-role-then", warnings::NO_ROLE_THEN;
    /// Two actors have one name or alias.
    SharedAlias = "W-shared-alias", judgement::SHARED_ALIAS;
    /// Two of several rival claims are preferred.
    TwoPreferred = "W-two-preferred", judgement::TWO_PREFERRED;
    /// Nobody speaks on an issue.
    SilentIssue = "W-silent-issue", judgement::SILENT_ISSUE;
    /// A key point rests on nothing.
    NoSupport = "W-no-support", judgement::NO_SUPPORT;
    /// All that a key point rests on is of one origin.
    OneOrigin = "W-one-origin", judgement::ONE_ORIGIN;
    /// One sentence tells likelihood and confidence.
    LikelihoodAndConfidence = "W-likelihood-and-confidence", judgement::LIKELIHOOD_AND_CONFIDENCE;
    /// A text has characters that are not seen, or that a terminal obeys.
    HiddenCharacter = "W-hidden-character", judgement::HIDDEN_CHARACTER;

    /// The text that a source names is not there.
    NoText = "N-no-text", judgement::NO_TEXT;
    /// Of rival claims none is preferred.
    NonePreferred = "N-none-preferred", judgement::NONE_PREFERRED;
    /// A statement contradicts another that does not contradict it.
    OneSided = "N-one-sided", judgement::ONE_SIDED;
    /// An actor neither speaks nor acts.
    SilentActor = "N-silent-actor", judgement::SILENT_ACTOR;
}

/// Something that is wrong, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribedFault {
    pub code: Code,
    /// How many things that are wrong it stands for, as [`Fault::times`](crate::diagnostics::Fault::times).
    pub times: usize,
    /// `file:line:column`.
    pub at: String,
    /// What it is, and the way out.
    pub says: String,
}

/// How much a fault weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The brief breaks the format, or says what its texts do not.
    Error,
    /// Something is most likely wrong.
    Warning,
    /// Something to think of, which may well be right.
    Note,
}

impl Code {
    /// How much it weighs; the first letter of the code tells.
    pub const fn level(self) -> Severity {
        match self.word().as_bytes() {
            [b'E', ..] => Severity::Error,
            [b'W', ..] => Severity::Warning,
            _ => Severity::Note,
        }
    }
}

impl Code {
    /// Whether it tells that something is nowhere, which is known only of a brief that is read whole.
    pub const fn is_about_absence(self) -> bool {
        matches!(
            self,
            Self::NoRoleThen
                | Self::SilentIssue
                | Self::NoSupport
                | Self::OneOrigin
                | Self::NonePreferred
                | Self::OneSided
                | Self::SilentActor
        )
    }
}

impl Code {
    /// Whether it may tell only that a file which could not be read is missing: what it looks for may be written there.
    pub const fn may_come_of_a_lost_file(self) -> bool {
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
    /// Every level, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The level as a word.
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
