//! Checks whether quotes are in the texts of their sources. It is given the texts, and opens no file.

mod align;
mod article;
mod characters;
pub mod diff;
mod interruptions;
mod joined_text;
mod mark_pairs;
mod marked_speech;
mod nearest_passage;
mod normalize;
mod occurrences;
mod paragraphs;
mod passages;
mod reporting_clause;
mod speaker_words;
mod speech_verbs;
mod turns;
mod word_index;

use std::ops::{AddAssign, Range};

pub use article::{Article, QuoteFinder, SpokenQuote};
pub use speaker_words::SpeakerWords;

pub use crate::text::fold::NormalizationRule;
pub use mark_pairs::MarkPairs;
pub use paragraphs::paragraphs;
pub use passages::{LocatedPassage, PassageCounts, PassageState, PassageVerdict, RepeatedPassage};

use crate::model::{Attribution, Brief, Ix, Record, Source, Statement};
use crate::quotes::diff::DiffPiece;

/// The result of looking for a quote in its text. Ranges are bytes of [`Article::text`] at character boundaries, one for each part of the
/// quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuoteVerdict {
    /// Every part is in the text, verbatim and in order.
    Verbatim { at: Vec<Range<usize>> },
    /// Every part is in the text, in order, apart from what the rules name.
    Normalized { at: Vec<Range<usize>>, rules: Vec<NormalizationRule> },
    /// Every part is in the text, but a part of this number is not marked as speech there: it is in the words of the article.
    Unmarked { at: Vec<Range<usize>>, part: usize },
    /// Every part is in the text, but a part has a clause of the reporter, such as *she said*.
    HasClause { at: Vec<Range<usize>>, clause: Range<usize> },
    /// Every part is in the text, but not in this order.
    OutOfOrder { at: Vec<Range<usize>> },
    /// The nearest passage has other words; the diff is from the quote to the text.
    Changed { at: Vec<Range<usize>>, diff: Vec<DiffPiece> },
    /// No passage is similar.
    NotFound,
}

/// The verdict on a quote, and how often it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundQuote {
    pub verdict: QuoteVerdict,
    /// How often the text has the quote; of several parts, the one that it has least often counts.
    pub times: usize,
}

/// What is known of the text of a source.
#[derive(Debug, Clone, Default)]
pub enum TextState {
    /// The source names no text.
    #[default]
    Unnamed,
    /// The file does not exist.
    Missing,
    /// The file cannot be read; the message says why.
    Unreadable(String),
    /// The file has this SHA-256 hash, which is not the one that the source gives: it is not the text that was coded.
    Other { sha256: String },
    /// The text; it has the hash that the source gives, if the source gives one.
    Text(Box<Article>),
    /// The text; only its line ends are not those of the text that was coded, as when git changes them.
    OtherLineEnds(Box<Article>),
}

/// The texts of a brief's sources, and the verdict on every quote.
#[derive(Debug, Clone, Default)]
pub struct Quotes {
    /// By the position of the source.
    texts: Vec<TextState>,
    /// By the position of the statement; `None` if it quotes nothing or there is no text.
    found: Vec<Option<FoundQuote>>,
    passages: passages::Passages,
}

/// The number of quotes in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QuoteCounts {
    pub verbatim: usize,
    pub normalized: usize,
    pub unmarked: usize,
    pub with_clause: usize,
    pub out_of_order: usize,
    pub changed: usize,
    pub not_found: usize,
    pub no_text: usize,
}

/// The state of the quote of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteState<'a> {
    /// The statement quotes nothing.
    NothingQuoted,
    /// There is no text of the source, or it is not the one that was coded.
    NoText,
    Compared(&'a QuoteVerdict),
}

impl Quotes {
    /// Compares every quote of `brief` with the text of its source. `texts` is indexed by the position of the source; sources beyond its
    /// end have no text.
    pub fn new(brief: &Brief, texts: Vec<TextState>) -> Self {
        let mut finders: Vec<Option<QuoteFinder<'_>>> =
            texts.iter().map(|text| text.text().map(Article::finder)).collect();
        let mut find = |statement: &Statement| {
            let finder = finders.get_mut(statement.source.at())?.as_mut().filter(|_| is_quote(statement))?;
            let is_marked = brief.sources[statement.source].kind.marks_speech();
            let speaker = SpeakerWords::new(brief, statement);
            Some(finder.find_spoken(SpokenQuote { parts: &statement.quote, speaker: &speaker, is_marked }))
        };
        let found = brief.statements.iter().map(|(_, statement)| find(statement)).collect();
        let passages = passages::Passages::new(brief, &mut finders);
        Self { texts, found, passages }
    }

    /// Counts the states of the statements of `brief`, which must be the brief of these quotes.
    pub fn tally(&self, brief: &Brief) -> QuoteCounts {
        let mut tally = QuoteCounts::default();
        for (ix, _) in brief.statements.iter() {
            match self.state(brief, ix) {
                QuoteState::NothingQuoted => {}
                QuoteState::NoText => tally.no_text += 1,
                QuoteState::Compared(QuoteVerdict::Verbatim { .. }) => tally.verbatim += 1,
                QuoteState::Compared(QuoteVerdict::Normalized { .. }) => tally.normalized += 1,
                QuoteState::Compared(QuoteVerdict::Unmarked { .. }) => tally.unmarked += 1,
                QuoteState::Compared(QuoteVerdict::HasClause { .. }) => tally.with_clause += 1,
                QuoteState::Compared(QuoteVerdict::OutOfOrder { .. }) => tally.out_of_order += 1,
                QuoteState::Compared(QuoteVerdict::Changed { .. }) => tally.changed += 1,
                QuoteState::Compared(QuoteVerdict::NotFound) => tally.not_found += 1,
            }
        }
        tally
    }

    /// The state of the passage of a record of `brief`, which must be the brief of these quotes.
    pub fn passage(&self, brief: &Brief, record: Record) -> PassageState<'_> {
        self.passages.state(brief, record)
    }

    /// Counts the states of the passages of `brief`, which must be the brief of these quotes.
    pub fn tally_passages(&self, brief: &Brief) -> PassageCounts {
        self.passages.tally(brief)
    }

    /// What is known of the text of a source.
    pub fn text_of(&self, source: Ix<Source>) -> &TextState {
        self.texts.get(source.at()).unwrap_or(&TextState::Unnamed)
    }

    /// The state of a statement of `brief`, which must be the brief of these quotes.
    pub fn state(&self, brief: &Brief, ix: Ix<Statement>) -> QuoteState<'_> {
        match self.found.get(ix.at()) {
            Some(Some(found)) => QuoteState::Compared(&found.verdict),
            Some(None) | None if is_quote(&brief.statements[ix]) => QuoteState::NoText,
            Some(None) | None => QuoteState::NothingQuoted,
        }
    }

    /// How often the text has the quote of a statement; 0 if it has other words, or is not compared.
    pub fn times_printed(&self, ix: Ix<Statement>) -> usize {
        self.found.get(ix.at()).and_then(Option::as_ref).map_or(0, |found| found.times)
    }
}

impl AddAssign for QuoteCounts {
    fn add_assign(&mut self, other: Self) {
        let Self { verbatim, normalized, unmarked, with_clause, out_of_order, changed, not_found, no_text } = other;
        self.verbatim += verbatim;
        self.normalized += normalized;
        self.unmarked += unmarked;
        self.with_clause += with_clause;
        self.out_of_order += out_of_order;
        self.changed += changed;
        self.not_found += not_found;
        self.no_text += no_text;
    }
}

impl QuoteCounts {
    /// The number of statements that quote something.
    pub const fn quotes(self) -> usize {
        let printed = self.verbatim + self.normalized + self.unmarked + self.with_clause + self.out_of_order;
        printed + self.changed + self.not_found + self.no_text
    }

    /// The counts with the words of [`QuoteState::word`], the best first.
    pub const fn counts(self) -> [(usize, &'static str); 8] {
        [
            (self.verbatim, "verbatim"),
            (self.normalized, "normalized"),
            (self.unmarked, "not in quotation marks"),
            (self.with_clause, "with words of the reporter"),
            (self.out_of_order, "out of order"),
            (self.changed, "changed"),
            (self.not_found, "not found"),
            (self.no_text, "no text held"),
        ]
    }
}

impl TextState {
    /// The text, if it is there and the one that was coded.
    pub fn text(&self) -> Option<&Article> {
        match self {
            Self::Text(article) | Self::OtherLineEnds(article) => Some(article),
            Self::Unnamed | Self::Missing | Self::Unreadable(_) | Self::Other { .. } => None,
        }
    }
}

impl QuoteState<'_> {
    /// The state in words: `verbatim`, `normalized`, `not in quotation marks`, `with words of the reporter`, `changed`, `out of order`,
    /// `not found`, `no text held`; `None` if nothing is quoted.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::NothingQuoted => None,
            Self::NoText => Some("no text held"),
            Self::Compared(verdict) => Some(verdict.word()),
        }
    }
}

impl QuoteVerdict {
    /// Where the parts are in the text, or the passages nearest to them.
    pub fn at(&self) -> &[Range<usize>] {
        match self {
            Self::Verbatim { at }
            | Self::Normalized { at, .. }
            | Self::Unmarked { at, .. }
            | Self::HasClause { at, .. }
            | Self::OutOfOrder { at }
            | Self::Changed { at, .. } => at,
            Self::NotFound => &[],
        }
    }

    /// The rules that the quote needs; empty if it is verbatim or has other words.
    pub fn rules(&self) -> &[NormalizationRule] {
        match self {
            Self::Normalized { rules, .. } => rules,
            Self::Verbatim { .. }
            | Self::Unmarked { .. }
            | Self::HasClause { .. }
            | Self::OutOfOrder { .. }
            | Self::Changed { .. }
            | Self::NotFound => &[],
        }
    }

    /// Whether the words are those that the text marks as speech, in order.
    pub const fn holds(&self) -> bool {
        match self {
            Self::Verbatim { .. } | Self::Normalized { .. } => true,
            Self::Unmarked { .. }
            | Self::HasClause { .. }
            | Self::OutOfOrder { .. }
            | Self::Changed { .. }
            | Self::NotFound => false,
        }
    }

    /// The state in words.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Verbatim { .. } => "verbatim",
            Self::Normalized { .. } => "normalized",
            Self::Unmarked { .. } => "not in quotation marks",
            Self::HasClause { .. } => "with words of the reporter",
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
