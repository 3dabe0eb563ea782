//! Whether quotes are really printed in the texts that they are taken from. It is given the texts; it opens no file.

mod align;
mod article;
mod characters;
pub mod diff;
mod nearest_passage;
mod normalize;
mod occurrences;
mod word_index;

use std::ops::{AddAssign, Range};

pub use article::{Article, QuoteFinder};

use crate::model::{Attribution, Brief, Ix, Source, Statement};
use crate::quotes::diff::DiffPiece;

/// How a quote stands in its text. Ranges are of bytes of [`Article::text`], on the bounds of characters, one for each part of the quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuoteVerdict {
    /// Every part stands there as it is, in order.
    Verbatim { at: Vec<Range<usize>> },
    /// Every part stands there, in order, but for what the rules name.
    Normalized { at: Vec<Range<usize>>, rules: Vec<NormalizationRule> },
    /// Every part stands there, but not one after the other in this order.
    OutOfOrder { at: Vec<Range<usize>> },
    /// The nearest passage has other words: from those of the quote to those of the text.
    Changed { at: Vec<Range<usize>>, diff: Vec<DiffPiece> },
    /// Nothing there is like it.
    NotFound,
}

/// What may differ between a quote and its text without changing a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NormalizationRule {
    QuotationMarks,
    Dashes,
    Spaces,
    Ellipses,
    /// One text in two forms of Unicode, such as é as one character or as two.
    UnicodeForm,
}

impl NormalizationRule {
    /// What differs, in words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::QuotationMarks => "quotation marks",
            Self::Dashes => "dashes",
            Self::Spaces => "spaces",
            Self::Ellipses => "ellipses",
            Self::UnicodeForm => "Unicode form",
        }
    }
}

/// What there is of the text of a source.
#[derive(Debug, Clone, Default)]
pub enum TextState {
    /// The source names no text.
    #[default]
    Unnamed,
    /// It names one that is not there.
    Missing,
    /// It is there, and cannot be read; the sentence says why.
    Unreadable(String),
    /// It is there, but its SHA-256 sum is this and not the one that the source gives: another text than the one coded from.
    Other { sha256: String },
    /// The text, with the sum that the source gives, where it gives one.
    Text(Box<Article>),
}

/// The texts of a brief's sources, and how every quote stands in them.
#[derive(Debug, Clone, Default)]
pub struct Quotes {
    /// By the position of the source.
    held: Vec<TextState>,
    /// By the position of the statement; `None` where nothing is quoted or no text is held.
    verdicts: Vec<Option<QuoteVerdict>>,
}

/// How many quotes are in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QuoteCounts {
    pub verbatim: usize,
    pub normalized: usize,
    pub out_of_order: usize,
    pub changed: usize,
    pub not_found: usize,
    pub no_text: usize,
}

/// What is known of the words of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteState<'a> {
    /// It quotes nothing.
    NothingQuoted,
    /// The text that it is from is not held, or is not the one coded from.
    NoText,
    Compared(&'a QuoteVerdict),
}

impl Quotes {
    /// Compares every quote of `brief` with the text of its source. `held` is by the position of the source; what is missing at its
    /// end is as good as unnamed.
    pub fn new(brief: &Brief, held: Vec<TextState>) -> Self {
        let mut finders: Vec<Option<QuoteFinder<'_>>> =
            held.iter().map(|held| held.text().map(Article::finder)).collect();
        let mut verdict = |statement: &Statement| {
            let finder = finders.get_mut(statement.source.at())?.as_mut()?;
            is_quote(statement).then(|| finder.find(&statement.quote))
        };
        let verdicts = brief.statements.iter().map(|(_, statement)| verdict(statement)).collect();
        Self { held, verdicts }
    }

    /// How many statements of `brief`, the one that these quotes are of, are in which state.
    pub fn tally(&self, brief: &Brief) -> QuoteCounts {
        let mut tally = QuoteCounts::default();
        for (ix, _) in brief.statements.iter() {
            match self.state(brief, ix) {
                QuoteState::NothingQuoted => {}
                QuoteState::NoText => tally.no_text += 1,
                QuoteState::Compared(QuoteVerdict::Verbatim { .. }) => tally.verbatim += 1,
                QuoteState::Compared(QuoteVerdict::Normalized { .. }) => tally.normalized += 1,
                QuoteState::Compared(QuoteVerdict::OutOfOrder { .. }) => tally.out_of_order += 1,
                QuoteState::Compared(QuoteVerdict::Changed { .. }) => tally.changed += 1,
                QuoteState::Compared(QuoteVerdict::NotFound) => tally.not_found += 1,
            }
        }
        tally
    }

    /// What there is of the text of a source.
    pub fn text_of(&self, source: Ix<Source>) -> &TextState {
        self.held.get(source.at()).unwrap_or(&TextState::Unnamed)
    }

    /// What is known of the words of a statement of `brief`, the one that these quotes are of.
    pub fn state(&self, brief: &Brief, ix: Ix<Statement>) -> QuoteState<'_> {
        match self.verdicts.get(ix.at()) {
            Some(Some(verdict)) => QuoteState::Compared(verdict),
            Some(None) | None if is_quote(&brief.statements[ix]) => QuoteState::NoText,
            Some(None) | None => QuoteState::NothingQuoted,
        }
    }
}

impl AddAssign for QuoteCounts {
    fn add_assign(&mut self, other: Self) {
        let Self { verbatim, normalized, out_of_order, changed, not_found, no_text } = other;
        self.verbatim += verbatim;
        self.normalized += normalized;
        self.out_of_order += out_of_order;
        self.changed += changed;
        self.not_found += not_found;
        self.no_text += no_text;
    }
}

impl QuoteCounts {
    /// All statements that quote something.
    pub const fn quotes(self) -> usize {
        self.verbatim + self.normalized + self.out_of_order + self.changed + self.not_found + self.no_text
    }

    /// The counts with the words of [`State::word`], the best first.
    pub const fn counts(self) -> [(usize, &'static str); 6] {
        [
            (self.verbatim, "verbatim"),
            (self.normalized, "normalized"),
            (self.out_of_order, "out of order"),
            (self.changed, "changed"),
            (self.not_found, "not found"),
            (self.no_text, "no text held"),
        ]
    }
}

impl TextState {
    /// The text, where it is held and the one coded from.
    pub fn text(&self) -> Option<&Article> {
        match self {
            Self::Text(article) => Some(article),
            Self::Unnamed | Self::Missing | Self::Unreadable(_) | Self::Other { .. } => None,
        }
    }
}

impl QuoteState<'_> {
    /// The state as a word: `verbatim`, `normalized`, `changed`, `out of order`, `not found`, `no text held`; `None` where nothing is
    /// quoted.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::NothingQuoted => None,
            Self::NoText => Some("no text held"),
            Self::Compared(verdict) => Some(verdict.word()),
        }
    }
}

impl QuoteVerdict {
    /// Where the parts stand, or what is nearest to them.
    pub fn at(&self) -> &[Range<usize>] {
        match self {
            Self::Verbatim { at }
            | Self::Normalized { at, .. }
            | Self::OutOfOrder { at }
            | Self::Changed { at, .. } => at,
            Self::NotFound => &[],
        }
    }

    /// What had to be overlooked for the words to be the same; empty where nothing, or where they are not.
    pub fn rules(&self) -> &[NormalizationRule] {
        match self {
            Self::Normalized { rules, .. } => rules,
            Self::Verbatim { .. } | Self::OutOfOrder { .. } | Self::Changed { .. } | Self::NotFound => &[],
        }
    }

    /// Whether the words are those of the text, in order.
    pub const fn holds(&self) -> bool {
        match self {
            Self::Verbatim { .. } | Self::Normalized { .. } => true,
            Self::OutOfOrder { .. } | Self::Changed { .. } | Self::NotFound => false,
        }
    }

    /// The state as a word.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Verbatim { .. } => "verbatim",
            Self::Normalized { .. } => "normalized",
            Self::OutOfOrder { .. } => "out of order",
            Self::Changed { .. } => "changed",
            Self::NotFound => "not found",
        }
    }
}

fn is_quote(statement: &Statement) -> bool {
    match statement.attribution {
        Attribution::Direct | Attribution::Mixed => !statement.quote.is_empty(),
        Attribution::Indirect | Attribution::Inferred => false,
    }
}
