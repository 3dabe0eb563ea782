//! The target of a look-up: the open brief, which answers at once, or a library, which answers later. It draws nothing.

use crate::app::library::LibraryList;
use crate::app::reader::BriefReader;
use crate::app::{App, BriefFacts, BriefItem};
use crate::model::{Brief, Record};
use crate::search::{Answer, Completion, Excerpt, ExcerptKind, Hit, Query, SearchIndex, complete};
use crate::text::Paragraph;
use crate::view::detail;

/// The target of a look-up.
pub(super) enum LookUpTarget<'a> {
    Brief(&'a mut BriefReader),
    Library(&'a mut LibraryList),
}

impl<'a> LookUpTarget<'a> {
    /// The library while its list is shown, else the open brief.
    pub(super) fn from_app(app: &'a mut App) -> Option<Self> {
        match (&mut app.library, &mut app.reader) {
            (Some(library), _) if app.at_list => Some(Self::Library(library)),
            (_, reader) => reader.as_deref_mut().map(Self::Brief),
        }
    }

    /// The answer of a brief; `None` for a library, which answers later.
    pub(super) fn answer(&mut self, query: &Query) -> Option<Answer> {
        match self {
            LookUpTarget::Brief(reader) => Some(reader.index().answer(query)),
            LookUpTarget::Library(_) => None,
        }
    }

    /// The number of a new query; 0 for a brief, which needs no numbers.
    pub(super) fn next_number(&mut self) -> u64 {
        match self {
            LookUpTarget::Brief(_) => 0,
            LookUpTarget::Library(library) => {
                library.query_count += 1;
                library.query_count
            }
        }
    }

    /// The query history, the latest last.
    pub(super) fn queries(&self) -> &[String] {
        match self {
            LookUpTarget::Brief(reader) => reader.search.queries(),
            LookUpTarget::Library(library) => &library.queries,
        }
    }

    /// Adds a query to the history, with its answer.
    pub(super) fn remember(&mut self, text: &str, answer: &Answer) {
        match self {
            LookUpTarget::Brief(reader) => reader.keep_query(text, answer),
            LookUpTarget::Library(library) => library.keep_query(text),
        }
    }

    /// Completes the word before the cursor; for a library only fields and their fixed values are known.
    pub(super) fn complete(&mut self, line: &str, cursor: usize) -> Option<Completion> {
        match self {
            LookUpTarget::Brief(reader) => complete(reader.index(), line, cursor),
            LookUpTarget::Library(_) => complete(&SearchIndex::build([]), line, cursor),
        }
    }

    /// The name of a hit's brief; `None` for a single brief.
    pub(super) fn brief_name(&self, hit: Hit) -> Option<&str> {
        match self {
            LookUpTarget::Brief(_) => None,
            LookUpTarget::Library(library) => library.briefs.get(hit.brief).map(|brief| brief.name.as_str()),
        }
    }

    /// The brief of the chosen hit, if it is loaded.
    pub(super) fn hit_facts(&self) -> Option<&BriefFacts> {
        match self {
            LookUpTarget::Brief(reader) => Some(&reader.facts),
            LookUpTarget::Library(library) => library.preview(),
        }
    }

    /// The paragraphs of a record of the chosen hit's brief; none while the brief is loading.
    pub(super) fn describe(&self, record: Record) -> Vec<Paragraph> {
        match self {
            LookUpTarget::Brief(reader) => reader.describe(BriefItem::Record(record)),
            LookUpTarget::Library(library) => {
                library.preview().map(|facts| detail::record_paragraphs(facts, None, record)).unwrap_or_default()
            }
        }
    }
}

/// The key of an excerpt's record, as written by [`BriefItem::to_key`].
pub(super) fn excerpt_key(excerpt: &Excerpt) -> String {
    let kind = match excerpt.kind {
        ExcerptKind::Statement { .. } => "statement",
        ExcerptKind::Event => "event",
        ExcerptKind::Claim => "claim",
    };
    format!("{kind}:{}", excerpt.id)
}

/// The record of an excerpt in the current version of its brief.
pub(super) fn find_record(brief: &Brief, excerpt: &Excerpt) -> Option<Record> {
    match BriefItem::from_key(&excerpt_key(excerpt), brief)? {
        BriefItem::Record(record) => Some(record),
        BriefItem::Source(_) | BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Cell(..) => None,
    }
}
