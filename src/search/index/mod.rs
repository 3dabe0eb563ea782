//! The inverted index of briefs: one or more segments, and the names of all of them. It reads no file.

pub(super) mod document;
mod document_rows;
pub(super) mod excerpt;
pub(super) mod facts;
pub(super) mod fuzzy;
mod interner;
pub(super) mod names_index;
pub(super) mod postings;
pub(super) mod relation;
mod sections;
pub(super) mod segment;
pub(super) mod segment_writer;
pub(super) mod term_dictionary;
mod term_writer;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::search::hit::Hit;
use document::{IndexDocument, IndexInput};
use excerpt::Excerpt;
use names_index::{EntityIds, EntityTable, NamedEntity, NamesIndex};
use postings::EntryIds;
use relation::Relation;
use segment::Segment;
use segment_writer::SegmentWriter;

/// The search index of some briefs: segments with term postings, and an index of names.
#[derive(Debug)]
pub struct SearchIndex {
    pub(in crate::search) names: NamesIndex,
    pub(in crate::search) parts: Vec<SegmentPart>,
}

/// A segment as part of an index.
#[derive(Debug)]
pub(in crate::search) struct SegmentPart {
    pub(in crate::search) segment: Segment,
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
    pub(in crate::search) fn all(&self) -> EntryIds {
        self.live.clone().unwrap_or_else(|| {
            let mut all = self.segment.empty_set();
            all.insert_range(..);
            all
        })
    }

    /// The position of an entry's brief among all briefs of the index.
    pub(in crate::search) fn position(&self, entry: usize) -> u32 {
        self.positions.get(self.segment.brief(entry) as usize).copied().flatten().unwrap_or_default()
    }

    pub(in crate::search) fn is_new(&self, source: u32) -> bool {
        self.new.get(source as usize).copied().unwrap_or(true)
    }

    /// Adds the entries that have one of the entities in a relation for which `accepts` is true.
    pub(in crate::search) fn add_entity_postings(
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
