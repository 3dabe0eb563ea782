//! The inverted index of briefs: one or more segments, and the names of all of them. It reads no file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::answer::{Answer, Hit};
use super::document::IndexDocument;
use super::excerpt::Excerpt;
use super::names_index::{EntityIds, EntityTable, NamedEntity, NamesIndex};
use super::postings::EntryIds;
use super::query_plan::QueryPlan;
use super::relation::Relation;
use super::segment::Segment;
use super::segment_writer::SegmentWriter;
use super::{Query, rank};
use crate::analysis::Analysis;
use crate::model::Brief;

/// A brief to be indexed.
#[derive(Debug, Clone, Copy)]
pub struct IndexInput<'a> {
    /// The short name of the brief, for `brief:`.
    pub name: &'a str,
    pub brief: &'a Brief,
    pub findings: &'a Analysis,
    /// The ids of the sources that the brief had when it was last read, for `is:new`; `None` if it was never read.
    pub known: Option<&'a BTreeSet<String>>,
}

/// The search index of some briefs: segments with term postings, and an index of names.
#[derive(Debug)]
pub struct SearchIndex {
    pub(super) names: NamesIndex,
    pub(super) parts: Vec<SegmentPart>,
}

/// A segment as part of an index.
#[derive(Debug)]
pub(super) struct SegmentPart {
    pub(super) segment: Segment,
    /// For each brief of the segment its position among all briefs of the index; `None` if it is not part of the index any more.
    positions: Vec<Option<u32>>,
    /// For each entity of the index its number in the segment; `None` if the numbers are the same.
    entities: Option<Vec<Option<u32>>>,
    /// The entries of the live briefs; `None` if all entries are live.
    live: Option<EntryIds>,
    /// For each source whether it is new.
    new: Vec<bool>,
}

impl SearchIndex {
    /// Builds an index of `briefs`; hits name them by their positions, counted from 0.
    ///
    /// # Panics
    /// Never: writing to memory does not fail, and the segment was just written.
    pub fn build<'a>(briefs: impl IntoIterator<Item = IndexInput<'a>>) -> Self {
        let mut writer = SegmentWriter::new(Vec::new());
        let mut known = Vec::new();
        for input in briefs {
            writer.add(IndexDocument::without_excerpts(input)).expect("memory takes what is written");
            known.push(input.known);
        }
        let bytes = writer.finish().expect("memory takes what is written");
        let segment = Segment::open(Arc::new(bytes)).expect("what was written is read");
        let positions = (0..).take(known.len()).map(Some).collect();
        let mut index = Self::from_segments(vec![(segment, positions)]);
        index.set_known_sources(|brief| known[brief].cloned());
        index
    }

    /// Builds an index of several segments. Each segment comes with the position of each of its briefs among all briefs of the index, which
    /// hits report; `None` excludes a brief that was removed or replaced.
    pub fn from_segments(segments: Vec<(Segment, Vec<Option<u32>>)>) -> Self {
        let is_complete = |(segment, positions): &(Segment, Vec<Option<u32>>)| {
            positions.len() == segment.briefs() && positions.iter().all(Option::is_some)
        };
        if let [segment] = segments.as_slice()
            && is_complete(segment)
        {
            let names = NamesIndex::build(segment.0.entities());
            let parts =
                segments.into_iter().map(|(segment, positions)| SegmentPart::new(segment, positions, None)).collect();
            return Self { names, parts };
        }
        let mut entity_table = EntityTable::default();
        let prepared = segments.into_iter().map(|(segment, mut positions)| {
            positions.resize(segment.briefs(), None);
            let segment_numbers = register_names(&mut entity_table, &segment, &positions);
            (segment, positions, segment_numbers)
        });
        let prepared: Vec<_> = prepared.collect();
        let all = entity_table.entities().len();
        let part = |(segment, positions, segment_numbers): (Segment, Vec<Option<u32>>, Vec<(u32, u32)>)| {
            let mut entities = vec![None; all];
            for (number, own) in segment_numbers {
                entities[number as usize] = Some(own);
            }
            SegmentPart::new(segment, positions, Some(entities))
        };
        let parts = prepared.into_iter().map(part).collect();
        Self { names: NamesIndex::build(entity_table.into_entities()), parts }
    }

    /// Sets the known sources of each brief, by its position; `None` if the brief was never read. All sources are new until this is called.
    pub fn set_known_sources(&mut self, known: impl Fn(usize) -> Option<BTreeSet<String>>) {
        for part in &mut self.parts {
            part.set_known_sources(&known);
        }
    }

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
        let hits = rank::hits(self, &plan, limit);
        plan.answer(self, hits)
    }

    /// The number of records.
    pub fn len(&self) -> usize {
        let live = |part: &SegmentPart| part.live.as_ref().map_or(part.segment.len(), |live| live.count_ones(..));
        self.parts.iter().map(live).sum()
    }

    /// Whether there are no records.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The excerpt of a hit; `None` if the index was built without excerpts.
    pub fn excerpt(&self, hit: Hit) -> Option<Excerpt> {
        let (part, entry) = hit.at;
        self.parts.get(part as usize)?.segment.excerpt(entry as usize)
    }

    /// Whether damaged data was read, so that answers may be wrong.
    pub fn is_broken(&self) -> bool {
        self.parts.iter().any(|part| part.segment.is_broken())
    }
}

/// Registers the entities of the live briefs of a segment; for each its number in the index and in the segment.
fn register_names(entity_table: &mut EntityTable, segment: &Segment, positions: &[Option<u32>]) -> Vec<(u32, u32)> {
    let mut entities: Vec<Option<NamedEntity>> = segment.entities().into_iter().map(Some).collect();
    let mut segment_numbers = Vec::new();
    let live = segment.brief_entities().into_iter().zip(positions).filter(|(_, position)| position.is_some());
    for own in live.flat_map(|(entities, _)| entities) {
        let entity = entities.get_mut(own as usize).and_then(Option::take);
        segment_numbers
            .extend(entity.and_then(|entity| entity_table.insert_entity(entity)).map(|number| (number, own)));
    }
    segment_numbers
}

impl SegmentPart {
    fn new(segment: Segment, positions: Vec<Option<u32>>, entities: Option<Vec<Option<u32>>>) -> Self {
        let live = positions.iter().any(Option::is_none).then(|| {
            let mut live = segment.empty_set();
            live.extend(
                (0..segment.len())
                    .filter(|entry| positions.get(segment.brief(*entry) as usize).copied().flatten().is_some()),
            );
            live
        });
        Self { segment, positions, entities, live, new: Vec::new() }
    }

    fn set_known_sources(&mut self, known: impl Fn(usize) -> Option<BTreeSet<String>>) {
        let known_by_brief: Vec<Option<BTreeSet<String>>> =
            self.positions.iter().map(|position| known(position.map(|position| position as usize)?)).collect();
        let sources = self.segment.tables().sources.iter();
        let is_new = |brief: u32, id: &str| {
            known_by_brief.get(brief as usize).and_then(Option::as_ref).is_none_or(|known| !known.contains(id))
        };
        self.new = sources.map(|source| is_new(source.brief, &source.id)).collect();
    }

    /// The entries of the live briefs.
    pub(super) fn all(&self) -> EntryIds {
        self.live.clone().unwrap_or_else(|| {
            let mut all = self.segment.empty_set();
            all.insert_range(..);
            all
        })
    }

    /// The position of an entry's brief among all briefs of the index.
    pub(super) fn position(&self, entry: usize) -> u32 {
        self.positions.get(self.segment.brief(entry) as usize).copied().flatten().unwrap_or_default()
    }

    pub(super) fn is_new(&self, source: u32) -> bool {
        self.new.get(source as usize).copied().unwrap_or(true)
    }

    /// Adds the entries that have one of the entities in a relation for which `accepts` is true.
    pub(super) fn add_entity_postings(
        &self,
        entities: &EntityIds,
        accepts: impl Fn(Relation) -> bool,
        set: &mut EntryIds,
    ) {
        for entity in entities.ones() {
            let own = match &self.entities {
                None => Some(entity),
                Some(segment_numbers) => segment_numbers.get(entity).copied().flatten().map(|own| own as usize),
            };
            if let Some(own) = own {
                self.segment.add_entity_postings(own, &accepts, set);
            }
        }
    }
}
