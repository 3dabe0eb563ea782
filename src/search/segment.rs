//! Some briefs' leaves, joined and ready to be asked. It reads what a question needs, when it is needed, and trusts nothing that it reads.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::binder::KINDLESS;
use super::bytes::{Bytes, Taking, all_u32, all_u64};
use super::dates::Moment;
use super::excerpt::Excerpt;
use super::facts::{Facts, RecordKind};
use super::layers::{Layer, Stack};
use super::leaf::ListDate;
use super::lexicon::Thing;
use super::sets::{Entries, read_into};
use super::tables::{SourceRow, Tables, numbers, read_date};
use super::ways::How;
use super::words::{Phrase, Words};
use crate::model::{Ix, Record};

/// Briefs that can be asked, wherever their bytes lie.
#[derive(Debug)]
pub struct Segment {
    stack: Stack,
    columns: [OnceLock<Vec<u32>>; 6],
    excerpts_at: OnceLock<Vec<u64>>,
    tokens: OnceLock<(Vec<u8>, Vec<u64>)>,
    words: OnceLock<Words>,
    names: OnceLock<Vec<Ways>>,
    tables: OnceLock<Tables>,
    others: OnceLock<[Entries; 2]>,
}

/// How entries have a thing, each way with the place of the set of those that do.
type Ways = Vec<(How, Range<u64>)>;

/// What there is a line of for each entry.
#[derive(Debug, Clone, Copy)]
enum Column {
    Brief,
    Record,
    Facts,
    Said,
    Date,
    From,
}

impl Segment {
    /// What [`Binder`](super::Binder) wrote; `None` where it is something else. Little of it is read at first; what is found not to be
    /// what was written is taken for nothing, and remembered: see [`is_broken`](Self::is_broken).
    pub fn open(bytes: Arc<dyn Bytes>) -> Option<Self> {
        Some(Self {
            stack: Stack::of(bytes)?,
            columns: Default::default(),
            excerpts_at: OnceLock::new(),
            tokens: OnceLock::new(),
            words: OnceLock::new(),
            names: OnceLock::new(),
            tables: OnceLock::new(),
            others: OnceLock::new(),
        })
    }

    /// Whether something that was read of it was not what was written, so that its answers may be wrong.
    pub fn is_broken(&self) -> bool {
        self.stack.is_broken()
    }

    /// How many briefs it has.
    pub fn briefs(&self) -> usize {
        self.stack.layers.briefs
    }

    /// How many entries it has.
    pub(super) const fn len(&self) -> usize {
        self.stack.layers.entries
    }

    /// No entry.
    pub(super) fn none(&self) -> Entries {
        Entries::with_capacity(self.len())
    }

    /// The brief and the record of an entry.
    pub(super) fn record(&self, entry: usize) -> (u32, Record) {
        let number = self.column(Column::Record)[entry];
        let at = (number & KINDLESS) as usize;
        let record = match number >> 30 {
            0 => Record::Statement(Ix::new(at)),
            1 => Record::Event(Ix::new(at)),
            _ => Record::Claim(Ix::new(at)),
        };
        (self.brief(entry), record)
    }

    /// The brief of an entry.
    pub(super) fn brief(&self, entry: usize) -> u32 {
        self.column(Column::Brief)[entry]
    }

    pub(super) fn facts(&self, entry: usize) -> Facts {
        Facts::numbered(self.column(Column::Facts)[entry])
    }

    /// The events and the claims: all other entries are statements.
    pub(super) fn others(&self) -> &[Entries; 2] {
        self.others.get_or_init(|| {
            [RecordKind::Event, RecordKind::Claim].map(|kind| {
                let mut entries = self.none();
                entries.extend((0..self.len()).filter(|entry| self.facts(*entry).is_kind(kind)));
                entries
            })
        })
    }

    /// The place of the moment at which it was said.
    pub(super) fn said(&self, entry: usize) -> usize {
        self.column(Column::Said)[entry] as usize
    }

    /// The place of the set of its sources.
    pub(super) fn from(&self, entry: usize) -> usize {
        self.column(Column::From)[entry] as usize
    }

    /// The date that lists go by.
    pub(super) fn date(&self, entry: usize) -> ListDate {
        self.tables().dates.get(self.column(Column::Date)[entry] as usize).copied().flatten()
    }

    /// What a list shows of an entry.
    pub(super) fn excerpt(&self, entry: usize) -> Option<Excerpt> {
        let at = self.excerpts_at.get_or_init(|| {
            let at = self.stack.layer(Layer::ExcerptsAt).and_then(|bytes| all_u64(&bytes));
            self.stack.sound(at.filter(|at| at.len() == 2 * self.len())).unwrap_or_default()
        });
        let [start, end] = *at.get(2 * entry..2 * entry + 2)? else { return None };
        let bytes = self.stack.read_of(Layer::Excerpts, start..end);
        self.stack.sound(bytes.and_then(|bytes| Excerpt::read(&mut Taking(&bytes))))
    }

    /// What the columns name by place.
    pub(super) fn tables(&self) -> &Tables {
        self.tables.get_or_init(|| self.stack.sound(self.read_tables()).unwrap_or_default())
    }

    fn read_tables(&self) -> Option<Tables> {
        let tables = Tables {
            moments: self.stack.list(Layer::Moments, Moment::read)?,
            dates: self.stack.list(Layer::Dates, read_date)?,
            sets: self.stack.list(Layer::Sets, numbers)?,
            sources: self.stack.list(Layer::Sources, |taking| {
                Some(SourceRow { brief: taking.u32()?, published: taking.u32()?, id: taking.text()?.to_owned() })
            })?,
        };
        let sources = tables.sources.len();
        let are_there = tables.sets.iter().flatten().all(|source| (*source as usize) < sources)
            && tables.sources.iter().all(|source| {
                (source.brief as usize) < self.stack.layers.briefs && (source.published as usize) < tables.moments.len()
            });
        are_there.then_some(tables)
    }

    /// The things that there are, in their order.
    pub(super) fn things(&self) -> Vec<Thing> {
        self.stack.sound(self.stack.list(Layer::Things, Thing::read)).unwrap_or_default()
    }

    /// The things of each brief.
    pub(super) fn held(&self) -> Vec<Vec<u32>> {
        self.stack.sound(self.stack.list(Layer::Held, numbers)).unwrap_or_default()
    }

    /// Adds the entries that have a thing in one of the ways that are meant.
    pub(super) fn add_named(&self, thing: usize, is_meant: impl Fn(How) -> bool, set: &mut Entries) {
        let names = self.names.get_or_init(|| self.stack.sound(self.read_names()).unwrap_or_default());
        for (_, at) in names.get(thing).into_iter().flatten().filter(|(how, _)| is_meant(*how)) {
            self.add_set(Layer::Named, at.clone(), set);
        }
    }

    fn read_names(&self) -> Option<Vec<Ways>> {
        let mut start = 0;
        self.stack.list(Layer::Ways, |taking| {
            let ways = (0..taking.short()?).map(|_| {
                let (how, end) = (How::numbered(taking.byte()?)?, taking.u64()?);
                let at = start..end;
                start = end;
                Some((how, at))
            });
            ways.collect()
        })
    }

    /// Adds the entries that have a word, or one that begins so where the word is `open`.
    pub(super) fn add_having(&self, word: &str, open: bool, set: &mut Entries) {
        let words = self.words();
        if let Some(at) = words.beginning(word).filter(|_| open) {
            return self.add_set(Layer::Begun, at, set);
        }
        let sets = words.sets(words.alike(word, open));
        let (Some(first), Some(last)) = (sets.first(), sets.last()) else { return };
        let Some(bytes) = self.stack.sound(self.stack.read_of(Layer::Having, first.start..last.end)) else { return };
        for at in &sets {
            let range = [at.start, at.end].map(|at| usize::try_from(at - first.start).unwrap_or(usize::MAX));
            let _ = self.stack.sound(bytes.get(range[0]..range[1]).and_then(|bytes| read_into(bytes, set)));
        }
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| self.stack.sound(self.read_words()).unwrap_or_default())
    }

    fn read_words(&self) -> Option<Words> {
        let beginnings = self.stack.ends_of(Layer::Beginnings, |taking| Some(taking.text()?.to_owned()))?;
        Words::read(&self.stack.layer(Layer::Words)?, all_u64(&self.stack.layer(Layer::WordsAt)?)?, beginnings)
    }

    /// Words side by side, the last of which may go on where it is `open`, ready to be looked for.
    pub(super) fn phrase(&self, words: &[&str], open: bool) -> Phrase {
        self.words().phrase(words, open)
    }

    /// Whether the words stand side by side in an entry.
    pub(super) fn has_phrase(&self, entry: usize, phrase: &Phrase) -> bool {
        let (bytes, ends) = self.tokens();
        let start = entry.checked_sub(1).map_or(Some(0), |before| ends.get(before).copied());
        let range = start.zip(ends.get(entry).copied());
        let range = range.and_then(|(start, end)| Some(usize::try_from(start).ok()?..usize::try_from(end).ok()?));
        range.and_then(|range| bytes.get(range)).is_some_and(|tokens| phrase.stands_in(tokens))
    }

    fn tokens(&self) -> &(Vec<u8>, Vec<u64>) {
        self.tokens.get_or_init(|| {
            let ends = self.stack.layer(Layer::TokensAt).and_then(|bytes| all_u64(&bytes));
            let tokens = self.stack.layer(Layer::Tokens).zip(ends.filter(|ends| ends.len() == self.len()));
            self.stack.sound(tokens).unwrap_or_default()
        })
    }

    /// A column; a broken one is of the first of everything, so that each entry still has its line.
    fn column(&self, column: Column) -> &[u32] {
        let layers = [Layer::Brief, Layer::Record, Layer::Facts, Layer::Said, Layer::Date, Layer::From];
        let at = column as usize;
        self.columns[at].get_or_init(|| {
            let numbers = self.stack.layer(layers[at]).and_then(|bytes| all_u32(&bytes));
            let numbers = numbers.filter(|numbers| numbers.len() == self.len() && self.is_fit(column, numbers));
            self.stack.sound(numbers).unwrap_or_else(|| vec![0; self.len()])
        })
    }

    /// Whether everything that a column names is there.
    fn is_fit(&self, column: Column, numbers: &[u32]) -> bool {
        let most = match column {
            Column::Brief => self.stack.layers.briefs,
            Column::Said => self.tables().moments.len(),
            Column::Date => self.tables().dates.len(),
            Column::From => self.tables().sets.len(),
            Column::Record => 3 << 30,
            Column::Facts => return true,
        };
        numbers.iter().all(|number| (*number as usize) < most)
    }

    fn add_set(&self, layer: Layer, at: Range<u64>, set: &mut Entries) {
        let bytes = self.stack.read_of(layer, at);
        let _ = self.stack.sound(bytes.and_then(|bytes| read_into(&bytes, set)));
    }
}
