//! Jumps: from an item to its evidence, to the next finding, to a mark, a star or a date, and through the history. It
//! never hides anything.

use super::BriefItem;
use super::panes::TimelineRow;
use super::reader::{BriefReader, CaseSequence, CaseStep};
use crate::analysis::Dated;
use crate::layout::Pane;
use crate::model::{EdtfDate, Record};
use crate::storage::Bookmark;
use crate::text;
use crate::view::cases::Case;

/// The notice of a jump, if any, or a sentence that says why there was none.
pub(super) type JumpResult = Result<Option<String>, String>;

impl BriefReader {
    /// Goes from an actor to its newest statement, from a cell or an issue to its newest evidence, from a source to its
    /// first record, from a record to the rival side of its contradiction, or into Detail if it has none.
    pub(super) fn go_to_evidence(&mut self) -> JumpResult {
        let Some(item) = self.selected_item() else { return Err("nothing here to go to".to_owned()) };
        if let BriefItem::Record(record) = item {
            return Ok(self.go_to_rival_side(record));
        }
        let positions = self.facts.timeline_index.linked_to(&self.facts.brief, item);
        let shown = |position: &&usize| self.pin_filter.keeps(Pane::Timeline, **position);
        let is_statement =
            |position: &&usize| matches!(self.facts.timeline_index.records()[**position], Record::Statement(_));
        let target = match item {
            BriefItem::Source(_) => positions.iter().find(shown),
            BriefItem::Actor(_) => {
                let newest = positions.iter().rev().filter(is_statement).find(shown);
                newest.or_else(|| positions.iter().rev().find(shown))
            }
            BriefItem::Issue(_) | BriefItem::Cell(..) | BriefItem::Record(_) => positions.iter().rev().find(shown),
        };
        match target {
            Some(position) => {
                let record = self.facts.timeline_index.records()[*position];
                self.jump_to(BriefItem::Record(record));
                Ok(None)
            }
            None => Err(format!("{}: nothing to show for it", text::clean(&item.describe(&self.facts.brief)))),
        }
    }

    /// Goes to the rival side of a record's contradiction and returns a notice with that side's number; without a
    /// contradiction focuses Detail.
    fn go_to_rival_side(&mut self, record: Record) -> Option<String> {
        let Some((at, case)) = self.contradiction_of(record) else {
            self.history.push(self.bookmark());
            self.enter(Pane::Detail);
            return None;
        };
        let here = case.sides.iter().position(|side| side.records.contains(&record)).unwrap_or(0);
        let (rival, count) = ((here + 1) % case.sides.len(), case.sides.len());
        let target = case.sides[rival].records[0];
        self.step_to(CaseStep { sequence: CaseSequence::Contradictions, at }, target);
        Some(format!("side {} of {count}", rival + 1))
    }

    /// A contradiction with a side that has the record: the current case, otherwise the first.
    fn contradiction_of(&self, record: Record) -> Option<(usize, &Case)> {
        match self.stepped_to(record) {
            Some((CaseStep { sequence: CaseSequence::Contradictions, at }, case)) => Some((at, case)),
            Some(_) | None => self.facts.cases.contradictions.iter().enumerate().find(|(_, case)| case.has(record)),
        }
    }

    /// The next case of a sequence, and whether the search wrapped around to the first; `None` if the sequence is
    /// empty.
    ///
    /// This is the case after the current one. If the timeline's cursor has moved away from it, it is the case of the
    /// cursor's record, or the first case after that record.
    pub(super) fn next_case(&self, sequence: CaseSequence) -> Option<(CaseStep, bool)> {
        let cases = self.cases(sequence);
        let last = self.case_step.filter(|step| step.sequence == sequence).map(|step| step.at);
        let here = self.timeline_record().filter(|_| self.selected_pane() == Pane::Timeline);
        let still_there = last.filter(|last| here.is_some_and(|here| cases[*last].has(here)));
        let position = |record: Record| self.facts.timeline_index.position(record);
        let next = match (still_there, here) {
            (Some(last), _) => last + 1,
            // The cursor's record may have a case of its own.
            (None, Some(here)) => {
                let own = cases.iter().position(|case| case.has(here));
                let after = || cases.iter().position(|case| position(case.first()) >= position(here));
                own.or_else(after).unwrap_or(cases.len())
            }
            (None, None) => last.map_or(0, |last| last + 1),
        };
        let wraps = next >= cases.len();
        (!cases.is_empty()).then_some((CaseStep { sequence, at: if wraps { 0 } else { next } }, wraps))
    }

    /// Makes a case the current one and goes to one of its records.
    pub(super) fn step_to(&mut self, step: CaseStep, target: Record) {
        self.case_step = Some(step);
        self.jump_to(BriefItem::Record(target));
    }

    /// Goes to the next starred item in the order of panes and rows; wraps around at the end.
    pub(super) fn next_star(&mut self) -> JumpResult {
        let mut starred: Vec<BriefItem> =
            self.stars.iter().filter_map(|text| BriefItem::from_key(text, &self.facts.brief)).collect();
        let row = |item: &BriefItem| match item {
            BriefItem::Record(record) => self.facts.timeline_index.position(*record),
            BriefItem::Source(_) | BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Cell(..) => 0,
        };
        starred.sort_by_key(|item| (item.pane() as usize, row(item)));
        let here = self.selected_item().and_then(|item| starred.iter().position(|other| *other == item));
        let next = here.map_or(0, |here| (here + 1) % starred.len());
        let Some(item) = starred.get(next).copied() else {
            return Err("nothing is starred: * stars an item".to_owned());
        };
        self.jump_to(item);
        Ok(Some(format!("star {} of {}", next + 1, starred.len())))
    }

    /// Sets or removes the star of the selected item.
    pub(super) fn toggle_star(&mut self) {
        let Some(item) = self.selected_item() else { return };
        let text = item.to_key(&self.facts.brief);
        if !self.stars.remove(&text) {
            self.stars.insert(text);
        }
    }

    /// Whether the item is starred.
    pub fn has_star(&self, item: BriefItem) -> bool {
        !self.stars.is_empty() && self.stars.contains(&item.to_key(&self.facts.brief))
    }

    /// Marks the current position with a letter.
    pub(super) fn set_mark(&mut self, letter: char) {
        self.marks.insert(letter.to_string(), self.bookmark());
    }

    /// Goes to the position marked with a letter.
    pub(super) fn go_to_mark(&mut self, letter: char) -> JumpResult {
        let Some(bookmark) = self.marks.get(&letter.to_string()).cloned() else {
            let known: Vec<&str> = self.marks.keys().map(String::as_str).collect();
            let known =
                if known.is_empty() { "none is set".to_owned() } else { format!("set are {}", known.join(" ")) };
            return Err(format!("no mark '{letter}; {known}"));
        };
        self.history.push(self.bookmark());
        self.go_to_bookmark(&bookmark);
        self.pins_changed();
        let gone = bookmark.items.iter().find(|text| BriefItem::from_key(text, &self.facts.brief).is_none());
        Ok(gone.map(|text| format!("the brief has no {} any more, which '{letter} marked", text::clean(text))))
    }

    /// Goes to the first record that may be dated on or after the date.
    pub(super) fn go_to_date(&mut self, date: &EdtfDate) -> JumpResult {
        let from = date.earliest();
        let bounds = |row: &TimelineRow| {
            Dated::new(&self.facts.brief, row.record()?).when().map(|when| (when.earliest(), when.latest()))
        };
        let begins =
            |row: &&TimelineRow| bounds(row).is_some_and(|(earliest, _)| earliest.is_some() && earliest >= from);
        let reaches = |row: &&TimelineRow| bounds(row).is_some_and(|(_, latest)| latest.is_none() || latest >= from);
        // Prefer a record that begins on or after the date to one whose wide range merely reaches it.
        let rows = self.panes.timeline.rows();
        let target = rows.iter().find(begins).or_else(|| rows.iter().rev().find(reaches)).and_then(|row| row.record());
        let Some(record) = target else { return Err(format!("nothing on or after {date}")) };
        self.jump_to(BriefItem::Record(record));
        Ok(None)
    }

    /// Removes all pins and goes to the item with this key.
    pub(super) fn go_to_key(&mut self, key: &str) -> JumpResult {
        let item = BriefItem::from_key(key, &self.facts.brief)
            .ok_or_else(|| format!("the brief has no {}", text::clean(key)))?;
        // A record asked for by name is shown among everything that is linked to it; going back restores the pins.
        self.history.push(self.bookmark());
        self.pins = super::filter::Pins::default();
        self.pins_changed();
        self.panes.choose(item);
        self.set_focus(item.pane());
        self.cursor_moved();
        Ok(None)
    }

    /// Goes to the item with this key; pins that show it stay.
    pub(super) fn jump_to_key(&mut self, key: &str) -> JumpResult {
        let item = BriefItem::from_key(key, &self.facts.brief)
            .ok_or_else(|| format!("the brief has no {}", text::clean(key)))?;
        self.jump_to(item);
        Ok(None)
    }

    /// Goes back to the position before the last jump, or forward again.
    pub(super) fn step_history(&mut self, back: bool) -> JumpResult {
        let here = self.bookmark();
        let there = if back { self.history.back(here) } else { self.history.forward(here) };
        let Some(bookmark) = there else {
            return Err(if back { "this is where you began" } else { "nowhere further forward" }.to_owned());
        };
        self.go_to_bookmark(&bookmark);
        self.pins_changed();
        Ok(None)
    }

    /// Records the position in the history and selects an item. Pins that hide it are removed; the history keeps them.
    pub(super) fn jump_to(&mut self, item: BriefItem) {
        let here: Bookmark = self.bookmark();
        self.history.push(here);
        if !self.panes.choose(item) {
            self.pins = super::filter::Pins::default();
            self.pins_changed();
            self.panes.choose(item);
        }
        self.set_focus(item.pane());
        self.cursor_moved();
    }
}
