//! What a look-up asks: the open brief, which answers at once, or a library, whose answers come later.

use crate::app::item::Item;
use crate::app::library::Library;
use crate::app::reader::Reader;
use crate::model::{Brief, Record};
use crate::search::{Answer, Completion, Excerpt, Hit, Index, Kind, Question, complete};

/// What is asked.
pub(super) enum Over<'a> {
    Brief(&'a mut Reader),
    Library(&'a mut Library),
}

impl Over<'_> {
    /// The answer, where it comes at once.
    pub(super) fn answer(&mut self, question: &Question) -> Option<Answer> {
        match self {
            Over::Brief(reader) => Some(reader.index().answer(question)),
            Over::Library(_) => None,
        }
    }

    /// The number of a question that now stands in the line.
    pub(super) fn number(&mut self) -> u64 {
        match self {
            Over::Brief(_) => 0,
            Over::Library(library) => {
                library.asked += 1;
                library.asked
            }
        }
    }

    /// Everything that was asked, the latest last.
    pub(super) fn questions(&self) -> &[String] {
        match self {
            Over::Brief(reader) => reader.search.questions(),
            Over::Library(library) => &library.questions,
        }
    }

    /// Takes a question down as the latest, with its answer.
    pub(super) fn keep(&mut self, text: &str, answer: &Answer) {
        match self {
            Over::Brief(reader) => reader.keep_question(text, answer),
            Over::Library(library) => library.keep_question(text),
        }
    }

    /// Ways to go on with the word before the cursor; over a library no names are known here, but fields and their words.
    pub(super) fn complete(&mut self, line: &str, cursor: usize) -> Option<Completion> {
        match self {
            Over::Brief(reader) => complete(reader.index(), line, cursor),
            Over::Library(_) => complete(&Index::of([]), line, cursor),
        }
    }

    /// The name of the brief that a hit is of, where it may be one of several.
    pub(super) fn name(&self, hit: Hit) -> Option<&str> {
        match self {
            Over::Brief(_) => None,
            Over::Library(library) => library.briefs.get(hit.brief).map(|brief| brief.name.as_str()),
        }
    }

    /// The brief that the chosen hit is of, where it is at hand.
    pub(super) fn leaf(&self) -> Option<&Reader> {
        match self {
            Over::Brief(reader) => Some(reader),
            Over::Library(library) => library.leaf(),
        }
    }
}

/// The record that is shown so as [`Item::spelt`] writes it.
pub(super) fn spelt(excerpt: &Excerpt) -> String {
    let kind = match excerpt.kind {
        Kind::Statement { .. } => "statement",
        Kind::Event => "event",
        Kind::Claim => "claim",
    };
    format!("{kind}:{}", excerpt.id)
}

/// The record that is shown so, in its brief as that is now.
pub(super) fn record_in(brief: &Brief, excerpt: &Excerpt) -> Option<Record> {
    match Item::read(&spelt(excerpt), brief)? {
        Item::Record(record) => Some(record),
        Item::Source(_) | Item::Actor(_) | Item::Issue(_) | Item::Cell(..) => None,
    }
}
