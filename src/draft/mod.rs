//! Proposes the records of an article: who said what, found in its text by rules. It reads no file and writes none.

mod assemble;
mod clauses;
mod content;
mod dates;
mod document;
mod head;
mod ids;
mod labels;
mod lexicon;
mod names;
mod names_lexicon;
mod parentheses;
mod passages;
mod predicates;
mod quoted;
mod roster;
mod rules;
mod selection;
mod sentences;
mod sources;
mod speakers;
mod tags;

use std::ops::Range;

use lexicon::Lexicon;
use rules::Rule;
use selection::candidates;
use tags::TaggedSection;

pub use assemble::{DraftInput, draft_article};
pub use document::{Document, Quotation, Section, TextToken};
pub use passages::passage_of;

use crate::model::{ActorKind, Attribution, EdtfDate, Passage};

/// Somebody said something, as found in a text. All ranges are bytes of the text, in its order.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// `Direct`, `Mixed` or `Indirect`; an inferred position is the officer's reading, and no text has it.
    pub attribution: Attribution,
    /// What was said, with its quotation marks; several ranges where the article interrupts it. Never empty.
    pub content: Vec<Range<usize>>,
    /// The words that tell it is speech, as in `said` or `according to`.
    pub cue: Vec<Range<usize>>,
    /// Who said it, as printed; empty if the text does not say.
    pub source: Vec<Range<usize>>,
    pub tier: Tier,
    /// From 0 to 1: how likely it is an attribution with this content.
    pub confidence: f32,
}

/// How a candidate was found, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Its words stand in quotation marks.
    Quoted,
    /// A verb of speech has it as its content.
    SpeechVerb,
    /// Another sign. Hidden until it is asked for.
    Other,
}

/// The proposed records of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleDraft {
    pub source: SourceDraft,
    /// The people and bodies of the text, in the order in which they are first named.
    pub roster: Vec<RosterEntry>,
    /// In the order of the text.
    pub statements: Vec<StatementDraft>,
    pub claims: Vec<ClaimDraft>,
}

/// The source, as the head of the article tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceDraft {
    /// Unique in the brief.
    pub id: String,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub author: Option<String>,
    pub place: Option<String>,
    pub published: Option<EdtfDate>,
    /// How `published` was inferred, if the text does not print it.
    pub published_basis: Option<String>,
}

/// A person or a body that a text names.
#[derive(Debug, Clone, PartialEq)]
pub struct RosterEntry {
    /// The id of the actor of the brief or the library, or else a new id that no actor has.
    pub id: String,
    /// Whether the brief or the library has this actor.
    pub is_known: bool,
    /// The fullest name in the text.
    pub name: String,
    pub kind: Option<ActorKind>,
    /// The title or role that the text gives, as in `Defence Minister`.
    pub role: Option<String>,
    /// The other names in the text.
    pub aliases: Vec<String>,
    /// Where it is named.
    pub mentions: Vec<Range<usize>>,
}

/// A proposed statement.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementDraft {
    /// Unique in the brief.
    pub id: String,
    pub candidate: Candidate,
    pub speaker: DraftSpeaker,
    /// The words in quotation marks, without the marks, a string a part; empty for an indirect statement.
    pub quote: Vec<String>,
    /// The passage of the content, unique in the text.
    pub passage: Passage,
    pub cue: Option<String>,
    /// The day on which it was said; approximate (`~`) where it is guessed.
    pub said: Option<EdtfDate>,
    /// The words of the text that tell `said`.
    pub printed_date: Option<String>,
}

/// Who said it, as far as the text tells. A position is one in [`ArticleDraft::roster`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftSpeaker {
    Named(usize),
    /// Several who speak together.
    Joint(Vec<usize>),
    /// A pronoun or a title that may be one of these, the likeliest first. The officer chooses.
    Ambiguous {
        printed: String,
        offers: Vec<usize>,
    },
    /// Somebody whom the text does not name, described as printed.
    Unnamed(String),
    /// The text does not say who.
    NotStated,
}

/// A proposed claim: a value for a question of the brief.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimDraft {
    /// Unique in the brief.
    pub id: String,
    /// The question, in the words of the brief.
    pub question: String,
    pub value: f64,
    pub unit: Option<String>,
    pub speaker: DraftSpeaker,
    pub passage: Passage,
    pub at: Range<usize>,
}

/// The most candidates of a text. No article has a hundredth of them.
const MAX_CANDIDATES: usize = 1 << 16;

/// Finds who said what in a text, in linear time; in the order of the text, which has at most 65,536 of them before the rest is left out.
pub fn find_attributions(document: &Document) -> Vec<Candidate> {
    find_by_rules(document).into_iter().map(|(_, candidate)| candidate).collect()
}

/// The candidates with the rules that found them.
fn find_by_rules(document: &Document) -> Vec<(Rule, Candidate)> {
    let lexicon = Lexicon::new();
    let mut found = Vec::new();
    for (number, section) in document.sections().enumerate() {
        found.extend(candidates(&TaggedSection::new(document, &section, &lexicon), number == 0));
        if found.len() >= MAX_CANDIDATES {
            found.truncate(MAX_CANDIDATES);
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests;
