//! What can be asked of some briefs: every record with its names, facts and folded words, newest first.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;

use super::answer::Answer;
use super::dates::Moment;
use super::enter::Entering;
use super::lexicon::Lexicon;
use super::plan::Plan;
use super::vocabulary::Vocabulary;
use super::{Question, rank};
use crate::findings::{Dated, Findings};
use crate::model::{Attribution, Brief, Credibility, EventKind, Record, Reliability, Stance, When};

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

/// Every record of some briefs, ready to be asked. It is about twice as large as the text of the briefs.
#[derive(Debug)]
pub struct Index {
    pub(super) lexicon: Lexicon,
    /// Newest first.
    pub(super) entries: Vec<Entry>,
    /// The links of all entries, each entry's side by side.
    pub(super) links: Vec<Link>,
    /// The folded words of all entries. Each piece of text stands between spaces, on a line of its own.
    pub(super) words: String,
    /// The same words, with the entries that have them.
    pub(super) vocabulary: Vocabulary,
    /// For each thing of the lexicon the entries that free words find by it.
    pub(super) named: Vec<Vec<u32>>,
    pub(super) sources: Vec<SourceFacts>,
}

/// A record with all that it can be asked for.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) brief: usize,
    pub(super) record: Record,
    pub(super) words: Range<usize>,
    pub(super) links: Range<usize>,
    pub(super) said: Moment,
    pub(super) attribution: Option<Attribution>,
    pub(super) credibility: Option<Credibility>,
    pub(super) event: Option<EventKind>,
    pub(super) disputed: bool,
}

/// A name that a record has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) how: How,
    /// The thing in the lexicon; for [`How::From`] the place among the sources.
    pub(super) to: u32,
}

/// How a record has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// It is what this actor says, or the value that it gives.
    By,
    /// Its speaker is described so, and not named.
    Described,
    /// Its speaker can have this role on that day.
    Role,
    /// This actor relays it.
    Via,
    /// It is about this actor.
    About,
    /// This actor takes part.
    Party,
    /// Who takes part can have this role on that day.
    PartyRole,
    /// It takes this stance on the issue of this label.
    Stance(Stance),
    /// It takes a stance on the issue of this question.
    Question,
    Outlet,
    Place,
    /// It is of the source with this name.
    Source,
    Brief,
    /// It is of this source.
    From,
}

impl How {
    /// How far a name is from who speaks; `None` for one by which a record is found in its own field only.
    pub(super) const fn distance(self) -> Option<usize> {
        match self {
            Self::By | Self::Described => Some(0),
            Self::Role => Some(1),
            Self::Via | Self::About | Self::Party | Self::PartyRole => Some(2),
            Self::Stance(_) | Self::Question | Self::Outlet | Self::Place => Some(ELSEWHERE),
            Self::Source | Self::Brief | Self::From => None,
        }
    }
}

/// How far a word is from the name of who speaks, where it is no name of anybody.
pub(super) const ELSEWHERE: usize = 3;

/// What is asked of a source.
#[derive(Debug)]
pub(super) struct SourceFacts {
    pub(super) reliability: Reliability,
    pub(super) published: Moment,
    pub(super) new: bool,
}

impl Index {
    /// An index of `briefs`; hits name them by their place among these, counted from 0.
    pub fn of<'a>(briefs: impl IntoIterator<Item = Asked<'a>>) -> Self {
        let briefs: Vec<Asked<'_>> = briefs.into_iter().collect();
        let mut records: Vec<(Age<'_>, usize, Record)> = Vec::new();
        for (at, asked) in briefs.iter().enumerate() {
            records.extend(asked.brief.records().map(|record| (Age::of(asked.brief, at, record), at, record)));
        }
        records.sort_unstable_by(|(one, ..), (other, ..)| one.newest_first(other));
        let mut entering = Entering::new(&briefs);
        for (_, at, record) in records {
            entering.enter(at, record);
        }
        entering.done()
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
        let plan = Plan::of(self, question);
        let hits = rank::hits(self, &plan);
        plan.answer(self, hits)
    }

    /// How many records can be asked for.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn links_of(&self, entry: &Entry) -> &[Link] {
        &self.links[entry.links.clone()]
    }

    pub(super) fn words_of(&self, entry: &Entry) -> &str {
        &self.words[entry.words.clone()]
    }
}

/// What decides which of two records is listed first among the newest.
struct Age<'a> {
    /// The date that lists go by, with whether it is the record's own; `None` without one.
    date: Option<(Option<NaiveDate>, NaiveDate, bool)>,
    kind: u8,
    brief: usize,
    id: &'a str,
}

impl<'a> Age<'a> {
    fn of(brief: &'a Brief, at: usize, record: Record) -> Self {
        let dated = Dated::of(brief, record);
        let own = matches!(dated, Dated::Stated(_));
        let latest = |when: &When| when.latest().unwrap_or(NaiveDate::MAX);
        let kind = match record {
            Record::Statement(ix) => match brief.statements[ix].attribution {
                Attribution::Direct => 0,
                Attribution::Mixed => 1,
                Attribution::Indirect => 2,
                Attribution::Inferred => 3,
            },
            Record::Event(_) => 4,
            Record::Claim(_) => 5,
        };
        let date = dated.when().map(|when| (when.earliest(), latest(when), own));
        Self { date, kind, brief: at, id: brief.record_id(record) }
    }

    fn newest_first(&self, other: &Self) -> Ordering {
        let by_date = Reverse(self.date).cmp(&Reverse(other.date));
        by_date.then_with(|| (self.kind, self.brief, self.id).cmp(&(other.kind, other.brief, other.id)))
    }
}
