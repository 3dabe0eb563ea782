//! What can be asked of some briefs: segments, asked as one, with the names of all.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::answer::{Answer, Hit};
use super::binder::Binder;
use super::excerpt::Excerpt;
use super::leaf::Leaf;
use super::lexicon::{Lexicon, Register, Thing, Things};
use super::plan::Plan;
use super::segment::Segment;
use super::sets::Entries;
use super::ways::How;
use super::{Question, rank};
use crate::analysis::Findings;
use crate::model::Brief;

/// A brief as it is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The short name of the brief, for `brief:`.
    pub name: &'a str,
    pub brief: &'a Brief,
    pub findings: &'a Findings,
    /// The ids of the sources that were there when the brief was last read, for `is:new`; `None` where it never was.
    pub known: Option<&'a BTreeSet<String>>,
}

/// Every record of some briefs, ready to be asked.
#[derive(Debug)]
pub struct Index {
    pub(super) lexicon: Lexicon,
    pub(super) parts: Vec<Part>,
}

/// A segment among others.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) segment: Segment,
    /// For each brief its place among all that are asked; `None` where it is asked no more.
    places: Vec<Option<u32>>,
    /// For each thing of the lexicon its number here; `None` where the numbers are the same.
    things: Option<Vec<Option<u32>>>,
    /// The entries of the briefs that are asked; `None` where all are.
    live: Option<Entries>,
    /// For each source whether it is new.
    new: Vec<bool>,
}

impl Index {
    /// An index of `briefs`; hits name them by their place among these, counted from 0.
    ///
    /// # Panics
    /// Never: memory takes whatever is written, and what was written is read.
    pub fn of<'a>(briefs: impl IntoIterator<Item = Asked<'a>>) -> Self {
        let mut binder = Binder::new(Vec::new());
        let mut known = Vec::new();
        for asked in briefs {
            binder.add(Leaf::bare(asked)).expect("memory takes what is written");
            known.push(asked.known);
        }
        let bytes = binder.finish().expect("memory takes what is written");
        let segment = Segment::open(Arc::new(bytes)).expect("what was written is read");
        let places = (0..).take(known.len()).map(Some).collect();
        let mut index = Self::over(vec![(segment, places)]);
        index.tell_known(|brief| known[brief].cloned());
        index
    }

    /// An index of several segments. For each brief of a segment stands its place among all that are asked, by which hits name it;
    /// `None` where it is asked no more.
    pub fn over(segments: Vec<(Segment, Vec<Option<u32>>)>) -> Self {
        let is_whole = |(segment, places): &(Segment, Vec<Option<u32>>)| {
            places.len() == segment.briefs() && places.iter().all(Option::is_some)
        };
        if let [one] = segments.as_slice()
            && is_whole(one)
        {
            let lexicon = Lexicon::of(one.0.things());
            let parts = segments.into_iter().map(|(segment, places)| Part::of(segment, places, None)).collect();
            return Self { lexicon, parts };
        }
        let mut register = Register::default();
        let joined = segments.into_iter().map(|(segment, mut places)| {
            places.resize(segment.briefs(), None);
            let numbers = enter(&mut register, &segment, &places);
            (segment, places, numbers)
        });
        let joined: Vec<_> = joined.collect();
        let all = register.things().len();
        let part = |(segment, places, numbers): (Segment, Vec<Option<u32>>, Vec<(u32, u32)>)| {
            let mut things = vec![None; all];
            for (number, own) in numbers {
                things[number as usize] = Some(own);
            }
            Part::of(segment, places, Some(things))
        };
        let parts = joined.into_iter().map(part).collect();
        Self { lexicon: Lexicon::of(register.into_things()), parts }
    }

    /// Tells which sources of each brief, by its place, are known; `None` where the brief never was read. Until then, all are new.
    pub fn tell_known(&mut self, known: impl Fn(usize) -> Option<BTreeSet<String>>) {
        for part in &mut self.parts {
            part.tell_known(&known);
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
    pub fn answer(&self, question: &Question) -> Answer {
        self.first(question, usize::MAX)
    }

    /// The best `most` records that a question asks for, in the order of [`answer`](Self::answer). What it costs depends little on how
    /// many there are.
    pub fn first(&self, question: &Question, most: usize) -> Answer {
        let plan = Plan::of(self, question);
        let hits = rank::hits(self, &plan, most);
        plan.answer(self, hits)
    }

    /// How many records can be asked for.
    pub fn len(&self) -> usize {
        let live = |part: &Part| part.live.as_ref().map_or(part.segment.len(), |live| live.count_ones(..));
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
fn enter(register: &mut Register, segment: &Segment, places: &[Option<u32>]) -> Vec<(u32, u32)> {
    let mut things: Vec<Option<Thing>> = segment.things().into_iter().map(Some).collect();
    let mut numbers = Vec::new();
    let asked = segment.held().into_iter().zip(places).filter(|(_, place)| place.is_some());
    for own in asked.flat_map(|(things, _)| things) {
        let thing = things.get_mut(own as usize).and_then(Option::take);
        numbers.extend(thing.and_then(|thing| register.add(thing)).map(|number| (number, own)));
    }
    numbers
}

impl Part {
    fn of(segment: Segment, places: Vec<Option<u32>>, things: Option<Vec<Option<u32>>>) -> Self {
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

    fn tell_known(&mut self, known: impl Fn(usize) -> Option<BTreeSet<String>>) {
        let of_briefs: Vec<Option<BTreeSet<String>>> =
            self.places.iter().map(|place| known(place.map(|place| place as usize)?)).collect();
        let sources = self.segment.tables().sources.iter();
        let is_new = |brief: u32, id: &str| {
            of_briefs.get(brief as usize).and_then(Option::as_ref).is_none_or(|known| !known.contains(id))
        };
        self.new = sources.map(|source| is_new(source.brief, &source.id)).collect();
    }

    /// The entries of the briefs that are asked.
    pub(super) fn all(&self) -> Entries {
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
    pub(super) fn add_named(&self, things: &Things, is_meant: impl Fn(How) -> bool, set: &mut Entries) {
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
