//! The answer to a query: hits, counts and the query in words.

mod describe;
mod highlight;

use std::ops::Range;

use super::hit::{Counts, Hit};
use super::index::SearchIndex;
use super::index::excerpt::Excerpt;
use super::index::names_index::EntityIds;
use super::query::Query;
use super::ranking;
use super::ranking::plan::{QueryPlan, TermCheck};
use crate::model::{Issue, Stance};
use highlight::Highlighter;

/// The answer to a query.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The hits, best first; [`SearchIndex::answer`](super::SearchIndex::answer) gives the order.
    pub hits: Vec<Hit>,
    /// The number of all hits; it is larger than the length of `hits` when only the first ones were asked for.
    pub counts: Counts,
    /// The query as it was understood: `Asif · on direct talks · against · since September 2024`.
    pub in_words: String,
    /// The parts of the query that match nothing, in words: ``nobody is called `pty`; did you mean `PTI`?``
    pub remarks: Vec<String>,
    highlighter: Highlighter,
    /// The labels of the issues that the query names; `None` if it names none.
    issues: Option<Vec<String>>,
    /// The stances that the query names; empty if it names none.
    stances: Vec<Stance>,
}

impl SearchIndex {
    /// The records that match a query, best first.
    ///
    /// The ranking, each rule deciding between records that the rules before it rank equally:
    /// 1. *Name hits:* each word of the query has the distance 0 if it names the speaker, 1 if it names the speaker's role, 2 if it names
    ///    somebody else in the record, and 3 if it is found elsewhere; the least sum is best.
    /// 2. *The exact phrase:* the words that do not name the speaker, if there are several, stand side by side in the record's text (quote,
    ///    gist, venue, title, question, value), as typed.
    /// 3. *All words* that do not name the speaker are in the record's text, rather than in the names of issues, outlets and places.
    /// 4. *Certain dates* before uncertain ones, and these before missing ones, if the query asks for a date.
    /// 5. *Newest first:* by the earliest possible day, then the latest. A record that only its publication dates follows those that state
    ///    that date; a record without any date is last. On one date: statements before events before claims, direct before mixed before
    ///    indirect before inferred, then by brief and id.
    ///
    /// Fields only filter; they do not rank.
    pub fn answer(&self, query: &Query) -> Answer {
        self.first(query, usize::MAX)
    }

    /// The best `limit` records that match a query, in the order of [`answer`](Self::answer). The cost depends little on the number of hits.
    pub fn first(&self, query: &Query, limit: usize) -> Answer {
        let plan = QueryPlan::build(self, query);
        let hits = ranking::hits(self, &plan, limit);
        Answer::new(self, &plan, hits)
    }
}

impl Answer {
    fn new(index: &SearchIndex, plan: &QueryPlan<'_>, (hits, counts): (Vec<Hit>, Counts)) -> Self {
        let is = plan.terms().filter(|(term, _)| !term.excluded).flat_map(|(_, check)| match check {
            TermCheck::Is(traits) => *traits,
            TermCheck::Words(_) | TermCheck::Named { .. } | TermCheck::Plain(_) => &[],
        });
        let stances = is.filter_map(|of| of.stance()).collect();
        let labels = |entities: &EntityIds| {
            entities.ones().map(|number| index.names.entity(number).display_name.clone()).collect()
        };
        Self {
            hits,
            counts,
            in_words: describe::in_words(index, plan),
            remarks: describe::remarks(index, plan),
            highlighter: Highlighter::new(plan),
            issues: plan.issues.as_ref().map(labels),
            stances,
        }
    }
    /// The byte ranges of `text` that match the words of the query, sorted and disjoint. `text` is what is shown of a hit, such as a name
    /// or a quote. The time is linear in the length of `text`.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        self.highlighter.marks(text)
    }

    /// Whether the query asks with `on:` or `is:` for this stance on this issue. It tells which of several stances of a hit matched.
    pub fn asks_for(&self, issue: &Issue, stance: Stance) -> bool {
        let on = self.issues.as_ref().is_none_or(|labels| labels.contains(&issue.label));
        let is = self.stances.is_empty() || self.stances.contains(&stance);
        (self.issues.is_some() || !self.stances.is_empty()) && on && is
    }

    /// The stance to show of a hit: the one that the query asks for, else the first on an issue that it names, else the first.
    pub fn stance_of<'e>(&self, excerpt: &'e Excerpt) -> Option<&'e (Stance, String)> {
        let has_filter = !self.stances.is_empty() || self.issues.is_some();
        let matches_filter = |(stance, label): &&(Stance, String)| {
            let on = self.issues.as_ref().is_none_or(|labels| labels.contains(label));
            has_filter && on && (self.stances.is_empty() || self.stances.contains(stance))
        };
        let named = |(_, label): &&(Stance, String)| !self.marks(label).is_empty();
        let stances = || excerpt.stances.iter();
        stances().find(matches_filter).or_else(|| stances().find(named)).or(excerpt.stances.first())
    }
}
