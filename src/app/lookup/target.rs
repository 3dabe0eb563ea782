//! What a look-up asks: the open brief, which answers at once, or a library, whose answers come later.

use crate::app::item::BriefItem;
use crate::app::library::LibraryList;
use crate::app::reader::BriefReader;
use crate::model::{Brief, Record};
use crate::search::{Answer, Completion, Excerpt, ExcerptKind, Hit, Query, SearchIndex, complete};

/// What is asked.
pub(super) enum LookUpTarget<'a> {
    Brief(&'a mut BriefReader),
    Library(&'a mut LibraryList),
}

impl LookUpTarget<'_> {
    /// The answer, where it comes at once.
    pub(super) fn answer(&mut self, question: &Query) -> Option<Answer> {
        match self {
            LookUpTarget::Brief(reader) => Some(reader.index().answer(question)),
            LookUpTarget::Library(_) => None,
        }
    }

    /// The number of a question that now stands in the line.
    pub(super) fn next_number(&mut self) -> u64 {
        match self {
            LookUpTarget::Brief(_) => 0,
            LookUpTarget::Library(library) => {
                library.query_count += 1;
                library.query_count
            }
        }
    }

    /// Everything that was asked, the latest last.
    pub(super) fn queries(&self) -> &[String] {
        match self {
            LookUpTarget::Brief(reader) => reader.search.queries(),
            LookUpTarget::Library(library) => &library.queries,
        }
    }

    /// Takes a question down as the latest, with its answer.
    pub(super) fn remember(&mut self, text: &str, answer: &Answer) {
        match self {
            LookUpTarget::Brief(reader) => reader.keep_query(text, answer),
            LookUpTarget::Library(library) => library.keep_query(text),
        }
    }

    /// Ways to go on with the word before the cursor; over a library no names are known here, but fields and their words.
    pub(super) fn complete(&mut self, line: &str, cursor: usize) -> Option<Completion> {
        match self {
            LookUpTarget::Brief(reader) => complete(reader.index(), line, cursor),
            LookUpTarget::Library(_) => complete(&SearchIndex::build([]), line, cursor),
        }
    }

    /// The name of the brief that a hit is of, where it may be one of several.
    pub(super) fn brief_name(&self, hit: Hit) -> Option<&str> {
        match self {
            LookUpTarget::Brief(_) => None,
            LookUpTarget::Library(library) => library.briefs.get(hit.brief).map(|brief| brief.name.as_str()),
        }
    }

    /// The brief that the chosen hit is of, where it is at hand.
    pub(super) fn hit_reader(&self) -> Option<&BriefReader> {
        match self {
            LookUpTarget::Brief(reader) => Some(reader),
            LookUpTarget::Library(library) => library.preview(),
        }
    }
}

/// The record that is shown so as [`Item::spelt`] writes it.
pub(super) fn excerpt_key(excerpt: &Excerpt) -> String {
    let kind = match excerpt.kind {
        ExcerptKind::Statement { .. } => "statement",
        ExcerptKind::Event => "event",
        ExcerptKind::Claim => "claim",
    };
    format!("{kind}:{}", excerpt.id)
}

/// The record that is shown so, in its brief as that is now.
pub(super) fn find_record(brief: &Brief, excerpt: &Excerpt) -> Option<Record> {
    match BriefItem::from_key(&excerpt_key(excerpt), brief)? {
        BriefItem::Record(record) => Some(record),
        BriefItem::Source(_) | BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Cell(..) => None,
    }
}
