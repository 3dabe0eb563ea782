//! Search in the open brief: the index, built on first use, the query history, and the cursor through the hits. It
//! never reads a file.

use std::collections::BTreeSet;

use crate::analysis::Analysis;
use crate::model::{Brief, Record};
use crate::search::{Answer, IndexInput, SearchIndex};

/// The longest query, in characters.
pub(super) const MAX_QUERY_CHARS: usize = 400;

/// The search state of the open brief.
#[derive(Debug, Default)]
pub(super) struct BriefSearch {
    index: Option<SearchIndex>,
    /// The ids of the sources that were known before this session; `None` in the first session.
    known: Option<BTreeSet<String>>,
    /// The query history, the latest last.
    pub(super) queries: Vec<String>,
    /// The hits of the latest query; `None` until it runs again after a start or a reload.
    pub(super) hit_cursor: Option<HitCursor>,
}

/// The hits of a query, and the position among them.
#[derive(Debug)]
pub(super) struct HitCursor {
    pub(super) description: String,
    pub(super) hits: Vec<Record>,
    /// The index of the current hit.
    pub(super) at: Option<usize>,
}

impl BriefSearch {
    pub(super) fn restore(mut queries: Vec<String>, known: Option<BTreeSet<String>>) -> Self {
        // A state file is untrusted input: drop queries that the line could not have held.
        queries.retain(|query| query.len() <= 4 * MAX_QUERY_CHARS);
        Self { index: None, known, queries, hit_cursor: None }
    }

    /// The query history, the latest last.
    pub(super) fn queries(&self) -> &[String] {
        &self.queries
    }

    pub(super) const fn known(&self) -> Option<&BTreeSet<String>> {
        self.known.as_ref()
    }

    pub(super) fn index(&mut self, name: &str, brief: &Brief, findings: &Analysis) -> &SearchIndex {
        let Self { index, known, .. } = self;
        index.get_or_insert_with(|| SearchIndex::build([IndexInput { name, brief, findings, known: known.as_ref() }]))
    }
}

impl HitCursor {
    pub(super) fn new(answer: &Answer) -> Self {
        let hits = answer.hits.iter().map(|hit| hit.record).collect();
        Self { description: answer.in_words.clone(), hits, at: None }
    }
}
