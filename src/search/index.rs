//! What can be asked of some briefs: segments, asked as one, with the names of all.

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

/// A brief as it is asked.
#[derive(Debug, Clone, Copy)]
pub struct IndexInput<'a> {
    /// The short name of the brief, for `brief:`.
    pub name: &'a str,
    pub brief: &'a Brief,
    pub findings: &'a Analysis,
    /// The ids of the sources that were there when the brief was last read, for `is:new`; `None` where it never was.
    pub known: Option<&'a BTreeSet<String>>,
}

/// Every record of some briefs, ready to be asked.
#[derive(Debug)]
pub struct SearchIndex {
    pub(super) lexicon: NamesIndex,
    pub(super) parts: Vec<SegmentPart>,
}

/// A segment among others.
#[derive(Debug)]
pub(super) struct SegmentPart {
    pub(super) segment: Segment,
    /// For each brief its place among all that are asked; `None` where it is asked no more.
    places: Vec<Option<u32>>,
    /// For each thing of the lexicon its number here; `None` where the numbers are the same.
    things: Option<Vec<Option<u32>>>,
    /// The entries of the briefs that are asked; `None` where all are.
    live: Option<EntryIds>,
    /// For each source whether it is new.
    new: Vec<bool>,
}

impl SearchIndex {
    /// An index of `briefs`; hits name them by their place among these, counted from 0.
    ///
    /// # Panics
    /// Never: memory takes whatever is written, and what was written is read.
    pub fn build<'a>(briefs: impl IntoIterator<Item = IndexInput<'a>>) -> Self {
        let mut binder = SegmentWriter::new(Vec::new());
        let mut known = Vec::new();
        for asked in briefs {
            binder.add(IndexDocument::without_excerpts(asked)).expect("memory takes what is written");
            known.push(asked.known);
        }
        let bytes = binder.finish().expect("memory takes what is written");
        let segment = Segment::open(Arc::new(bytes)).expect("what was written is read");
        let places = (0..).take(known.len()).map(Some).collect();
        let mut index = Self::from_segments(vec![(segment, places)]);
        index.set_known_sources(|brief| known[brief].cloned());
        index
    }

    /// An index of several segments. For each brief of a segment stands its place among all that are asked, by which hits name it;
    /// `None` where it is asked no more.
    pub fn from_segments(segments: Vec<(Segment, Vec<Option<u32>>)>) -> Self {
        let is_whole = |(segment, places): &(Segment, Vec<Option<u32>>)| {
            places.len() == segment.briefs() && places.iter().all(Option::is_some)
        };
        if let [one] = segments.as_slice()
            && is_whole(one)
        {
            let lexicon = NamesIndex::build(one.0.things());
            let parts = segments.into_iter().map(|(segment, places)| SegmentPart::new(segment, places, None)).collect();
            return Self { lexicon, parts };
        }
        let mut register = EntityTable::default();
        let joined = segments.into_iter().map(|(segment, mut places)| {
            places.resize(segment.briefs(), None);
            let numbers = register_names(&mut register, &segment, &places);
            (segment, places, numbers)
        });
        let joined: Vec<_> = joined.collect();
        let all = register.things().len();
        let part = |(segment, places, numbers): (Segment, Vec<Option<u32>>, Vec<(u32, u32)>)| {
            let mut things = vec![None; all];
            for (number, own) in numbers {
                things[number as usize] = Some(own);
            }
            SegmentPart::new(segment, places, Some(things))
        };
        let parts = joined.into_iter().map(part).collect();
        Self { lexicon: NamesIndex::build(register.into_things()), parts }
    }

    /// Tells which sources of each brief, by its place, are known; `None` where the brief never was read. Until then, all are new.
    pub fn set_known_sources(&mut self, known: impl Fn(usize) -> Option<BTreeSet<String>>) {
        for part in &mut self.parts {
            part.set_known_sources(&known);
        }
    }

    /// The records that a question asks for, best first.
    ///
    /// The order, each rule deciding where those before it do not:
    /// 1. *Name hits:* each word of the question is 0 away where it names who speaks, 1 where it names the speaker's role, 2 where it
    ///    names somebody else who has to do with it, and 3 where it is found elsewhere; the least sum is best.
    /// 2. *The exact phrase:* the words that do not name the speaker, where there are several, stand in what is said (quote, gist, venue,
    ///    title, question, value) side by side, as typed.
    /// 3. *All words* that do not name the speaker stand in what is said, rather than in the names of issues, outlets and places.
    /// 4. *Certain dates* before uncertain ones, and these before what fits only because it has no date, where the question asks for one.
    /// 5. *Newest first:* by the earliest possible day, then the latest; what is dated by its publication alone comes after what has that
    ///    date itself, and what has no date at all last. On one date: statements before events before claims, direct before mixed before
    ///    indirect before inferred, then by brief and id.
    ///
    /// Fields only choose; they do not rank.
    pub fn answer(&self, question: &Query) -> Answer {
        self.first(question, usize::MAX)
    }

    /// The best `most` records that a question asks for, in the order of [`answer`](Self::answer). What it costs depends little on how
    /// many there are.
    pub fn first(&self, question: &Query, most: usize) -> Answer {
        let plan = QueryPlan::build(self, question);
        let hits = rank::hits(self, &plan, most);
        plan.answer(self, hits)
    }

    /// How many records can be asked for.
    pub fn len(&self) -> usize {
        let live = |part: &SegmentPart| part.live.as_ref().map_or(part.segment.len(), |live| live.count_ones(..));
        self.parts.iter().map(live).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a list shows of a hit; `None` where the index was made of briefs that are at hand.
    pub fn excerpt(&self, hit: Hit) -> Option<Excerpt> {
        let (part, entry) = hit.at;
        self.parts.get(part as usize)?.segment.excerpt(entry as usize)
    }

    /// Whether something that was read was not what was written, so that answers may be wrong.
    pub fn is_broken(&self) -> bool {
        self.parts.iter().any(|part| part.segment.is_broken())
    }
}

/// Enters the things of the briefs that are asked; the number of each, and its number in the segment.
fn register_names(register: &mut EntityTable, segment: &Segment, places: &[Option<u32>]) -> Vec<(u32, u32)> {
    let mut things: Vec<Option<NamedEntity>> = segment.things().into_iter().map(Some).collect();
    let mut numbers = Vec::new();
    let asked = segment.held().into_iter().zip(places).filter(|(_, place)| place.is_some());
    for own in asked.flat_map(|(things, _)| things) {
        let thing = things.get_mut(own as usize).and_then(Option::take);
        numbers.extend(thing.and_then(|thing| register.add(thing)).map(|number| (number, own)));
    }
    numbers
}

impl SegmentPart {
    fn new(segment: Segment, places: Vec<Option<u32>>, things: Option<Vec<Option<u32>>>) -> Self {
        let live = places.iter().any(Option::is_none).then(|| {
            let mut live = segment.none();
            live.extend(
                (0..segment.len())
                    .filter(|entry| places.get(segment.brief(*entry) as usize).copied().flatten().is_some()),
            );
            live
        });
        Self { segment, places, things, live, new: Vec::new() }
    }

    fn set_known_sources(&mut self, known: impl Fn(usize) -> Option<BTreeSet<String>>) {
        let of_briefs: Vec<Option<BTreeSet<String>>> =
            self.places.iter().map(|place| known(place.map(|place| place as usize)?)).collect();
        let sources = self.segment.tables().sources.iter();
        let is_new = |brief: u32, id: &str| {
            of_briefs.get(brief as usize).and_then(Option::as_ref).is_none_or(|known| !known.contains(id))
        };
        self.new = sources.map(|source| is_new(source.brief, &source.id)).collect();
    }

    /// The entries of the briefs that are asked.
    pub(super) fn all(&self) -> EntryIds {
        self.live.clone().unwrap_or_else(|| {
            let mut all = self.segment.none();
            all.insert_range(..);
            all
        })
    }

    /// The place of an entry's brief among all that are asked.
    pub(super) fn place(&self, entry: usize) -> u32 {
        self.places.get(self.segment.brief(entry) as usize).copied().flatten().unwrap_or_default()
    }

    pub(super) fn is_new(&self, source: u32) -> bool {
        self.new.get(source as usize).copied().unwrap_or(true)
    }

    /// Adds the entries that have one of the things in one of the ways that are meant.
    pub(super) fn add_named(&self, things: &EntityIds, is_meant: impl Fn(Relation) -> bool, set: &mut EntryIds) {
        for thing in things.ones() {
            let own = match &self.things {
                None => Some(thing),
                Some(numbers) => numbers.get(thing).copied().flatten().map(|own| own as usize),
            };
            if let Some(own) = own {
                self.segment.add_named(own, &is_meant, set);
            }
        }
    }
}
