//! Go: from a thing to what proves it, to the next finding, to a mark, a star or a date, and back.

use super::panes::TimeRow;
use super::reader::{Reader, Sequence, Step};
use super::{Bookmark, Item};
use crate::analysis::Dated;
use crate::layout::Pane;
use crate::model::{Record, When};
use crate::text;
use crate::view::cases::Case;

/// What a jump did, or a sentence that says why it could not.
pub(super) type Jump = Result<Option<String>, String>;

impl Reader {
    /// From an actor to its newest statement, from a cell or an issue to what proves it, from a source to its first record, from a
    /// record to the rival side of its contradiction, or into Detail where it has none.
    pub(super) fn go(&mut self) -> Jump {
        let Some(item) = self.subject() else { return Err("nothing here to go to".to_owned()) };
        if let Item::Record(record) = item {
            return Ok(self.go_from_record(record));
        }
        let places = self.chronicle.linked_to(&self.brief, item);
        let shown = |place: &&usize| self.narrowing.keeps(Pane::Timeline, **place);
        let is_statement = |place: &&usize| matches!(self.chronicle.order()[**place], Record::Statement(_));
        let target = match item {
            Item::Source(_) => places.iter().find(shown),
            Item::Actor(_) => {
                let newest = places.iter().rev().filter(is_statement).find(shown);
                newest.or_else(|| places.iter().rev().find(shown))
            }
            Item::Issue(_) | Item::Cell(..) | Item::Record(_) => places.iter().rev().find(shown),
        };
        match target {
            Some(place) => {
                let record = self.chronicle.order()[*place];
                self.jump_to(Item::Record(record));
                Ok(None)
            }
            None => Err(format!("{}: nothing to show for it", text::clean(&item.in_words(&self.brief)))),
        }
    }

    /// Says which side the record now under the cursor is on, where it is on one.
    fn go_from_record(&mut self, record: Record) -> Option<String> {
        let Some((at, case)) = self.contradiction_of(record) else {
            self.trail.leave(self.bookmark());
            self.enter(Pane::Detail);
            return None;
        };
        let here = case.sides.iter().position(|side| side.records.contains(&record)).unwrap_or(0);
        let (rival, count) = ((here + 1) % case.sides.len(), case.sides.len());
        let target = case.sides[rival].records[0];
        self.step_to(Step { sequence: Sequence::Contradictions, at }, target);
        Some(format!("side {} of {count}", rival + 1))
    }

    /// The contradiction in which a record stands: the one last stepped to, else the first.
    fn contradiction_of(&self, record: Record) -> Option<(usize, &Case)> {
        match self.stepped_to(record) {
            Some((Step { sequence: Sequence::Contradictions, at }, case)) => Some((at, case)),
            Some(_) | None => self.cases.contradictions.iter().enumerate().find(|(_, case)| case.has(record)),
        }
    }

    /// The next case of a sequence, after the last the first, and whether it is the first again; `None` where there is no case.
    ///
    /// It is the one after that which was stepped to, or where the timeline's cursor has moved on, the one of its
    /// record, else the first after it.
    pub(super) fn next_case(&self, sequence: Sequence) -> Option<(Step, bool)> {
        let cases = self.cases(sequence);
        let last = self.step.filter(|step| step.sequence == sequence).map(|step| step.at);
        let here = self.record().filter(|_| self.subject_pane() == Pane::Timeline);
        let still_there = last.filter(|last| here.is_some_and(|here| cases[*last].has(here)));
        let place = |record: Record| self.chronicle.place(record);
        let next = match (still_there, here) {
            (Some(last), _) => last + 1,
            // Its own case first.
            (None, Some(here)) => {
                let own = cases.iter().position(|case| case.has(here));
                let after = || cases.iter().position(|case| place(case.first()) >= place(here));
                own.or_else(after).unwrap_or(cases.len())
            }
            (None, None) => last.map_or(0, |last| last + 1),
        };
        let wraps = next >= cases.len();
        (!cases.is_empty()).then_some((Step { sequence, at: if wraps { 0 } else { next } }, wraps))
    }

    /// Goes to a record of a case.
    pub(super) fn step_to(&mut self, step: Step, target: Record) {
        self.step = Some(step);
        self.jump_to(Item::Record(target));
    }

    /// Goes to the next starred item in the order of panes and rows, after the last to the first.
    pub(super) fn next_star(&mut self) -> Jump {
        let mut starred: Vec<Item> = self.stars.iter().filter_map(|text| Item::read(text, &self.brief)).collect();
        let row = |item: &Item| match item {
            Item::Record(record) => self.chronicle.place(*record),
            Item::Source(_) | Item::Actor(_) | Item::Issue(_) | Item::Cell(..) => 0,
        };
        starred.sort_by_key(|item| (item.pane() as usize, row(item)));
        let here = self.subject().and_then(|item| starred.iter().position(|other| *other == item));
        let next = here.map_or(0, |here| (here + 1) % starred.len());
        let Some(item) = starred.get(next).copied() else {
            return Err("nothing is starred: * stars an item".to_owned());
        };
        self.jump_to(item);
        Ok(Some(format!("star {} of {}", next + 1, starred.len())))
    }

    /// Stars the item looked at, or takes its star back.
    pub(super) fn toggle_star(&mut self) {
        let Some(item) = self.subject() else { return };
        let text = item.spelt(&self.brief);
        if !self.stars.remove(&text) {
            self.stars.insert(text);
        }
    }

    /// Whether the item is starred.
    pub fn has_star(&self, item: Item) -> bool {
        !self.stars.is_empty() && self.stars.contains(&item.spelt(&self.brief))
    }

    /// Marks this place with a letter.
    pub(super) fn set_mark(&mut self, letter: char) {
        self.marks.insert(letter.to_string(), self.bookmark());
    }

    /// Goes to the place marked with a letter.
    pub(super) fn go_to_mark(&mut self, letter: char) -> Jump {
        let Some(place) = self.marks.get(&letter.to_string()).cloned() else {
            let known: Vec<&str> = self.marks.keys().map(String::as_str).collect();
            let known =
                if known.is_empty() { "none is set".to_owned() } else { format!("set are {}", known.join(" ")) };
            return Err(format!("no mark '{letter}; {known}"));
        };
        self.trail.leave(self.bookmark());
        self.stand_at(&place);
        self.after_pins();
        let gone = place.items.iter().find(|text| Item::read(text, &self.brief).is_none());
        Ok(gone.map(|text| format!("the brief has no {} any more, which '{letter} marked", text::clean(text))))
    }

    /// Goes to the first record that can have been on the date or after it.
    pub(super) fn go_to_date(&mut self, date: &When) -> Jump {
        let from = date.earliest();
        let bounds =
            |row: &TimeRow| Dated::of(&self.brief, row.record()?).when().map(|when| (when.earliest(), when.latest()));
        let begins = |row: &&TimeRow| bounds(row).is_some_and(|(earliest, _)| earliest.is_some() && earliest >= from);
        let reaches = |row: &&TimeRow| bounds(row).is_some_and(|(_, latest)| latest.is_none() || latest >= from);
        // What begins by then is nearer than a wide date that merely reaches it.
        let rows = self.panes.timeline.rows();
        let target = rows.iter().find(begins).or_else(|| rows.iter().rev().find(reaches)).and_then(|row| row.record());
        let Some(record) = target else { return Err(format!("nothing on or after {date}")) };
        self.jump_to(Item::Record(record));
        Ok(None)
    }

    /// Goes to the item that [`Item::spelt`] writes so.
    pub(super) fn go_to(&mut self, spelt: &str) -> Jump {
        let item = Item::read(spelt, &self.brief).ok_or_else(|| format!("the brief has no {}", text::clean(spelt)))?;
        // Whoever asks for one record by name wants it among all that belongs to it; [ has the pins again.
        self.trail.leave(self.bookmark());
        self.pins = super::narrow::Pins::default();
        self.after_pins();
        self.panes.choose(item);
        self.set_focus(item.pane());
        self.after_move();
        Ok(None)
    }

    /// Goes to the item that [`Item::spelt`] writes so, with the pins that show it.
    pub(super) fn go_as_by_key(&mut self, spelt: &str) -> Jump {
        let item = Item::read(spelt, &self.brief).ok_or_else(|| format!("the brief has no {}", text::clean(spelt)))?;
        self.jump_to(item);
        Ok(None)
    }

    /// Goes back to the place before the last jump, or forward again.
    pub(super) fn travel(&mut self, back: bool) -> Jump {
        let here = self.bookmark();
        let there = if back { self.trail.back(here) } else { self.trail.forward(here) };
        let Some(place) = there else {
            return Err(if back { "this is where you began" } else { "nowhere further forward" }.to_owned());
        };
        self.stand_at(&place);
        self.after_pins();
        Ok(None)
    }

    /// Puts the focus on an item, leaving a trail. Pins that hide it are taken back: they are on the trail.
    pub(super) fn jump_to(&mut self, item: Item) {
        let here: Bookmark = self.bookmark();
        self.trail.leave(here);
        if !self.panes.choose(item) {
            self.pins = super::narrow::Pins::default();
            self.after_pins();
            self.panes.choose(item);
        }
        self.set_focus(item.pane());
        self.after_move();
    }
}
