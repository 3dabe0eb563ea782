//! The whole brief in reading order, with headings: what a screen reader reads, a pipe takes, and paper keeps. It asks nothing.

use std::collections::{BTreeSet, HashMap};

use super::case::{self, Told};
use super::paper::{Paper, Writing};
use super::rows;
use crate::analysis::{Cell, Position};
use crate::app::library::Volume;
use crate::app::overlay::PageKind;
use crate::app::reader::Reader;
use crate::app::{Item, detail, honesty};
use crate::layout::Pane;
use crate::model::{Actor, Brief, Issue, Ix, Record, Statement};
use crate::slides;
use crate::text::{Paragraph, Tone};
use crate::view::cases::Case;
use crate::view::citation;
use crate::view::{self, count};

/// All of a brief.
pub fn brief(reader: &Reader, paper: Paper) -> String {
    let mut out = paper.begin();
    let print = Print { reader, paper };
    print.head(&mut out);
    out.heading(2, PageKind::BottomLine.title()).say(&PageKind::BottomLine.paragraphs(reader));
    print.faults(&mut out);
    print.stances(&mut out);
    print.cases("Contradictions", "contradiction", &reader.cases.contradictions, &mut out);
    print.cases("Shifts of position", "shift", &reader.cases.shifts, &mut out);
    print.items("Sources", Pane::Sources, &mut out);
    print.items("Actors", Pane::Actors, &mut out);
    print.timeline(&mut out);
    out.heading(2, PageKind::Honesty.title()).say(&PageKind::Honesty.paragraphs(reader));
    out.gap().sentence(reader.brief.strictest_tlp().word());
    out.end()
}

/// One record of a brief, with the cases that it stands in.
pub fn record(reader: &Reader, record: Record, paper: Paper) -> String {
    let mut out = paper.begin();
    let brief = &reader.brief;
    out.sentence(format!("{}, {}", brief.title, brief.tlp_of(record)));
    out.whole(&citation::reference(&reader.place, brief, record));
    out.say(&detail::of(reader, Item::Record(record)));
    out.end()
}

/// The head of the list of a folder of so many briefs.
pub fn library(name: &str, briefs: usize, paper: Paper) -> String {
    let mut out = paper.begin();
    out.heading(1, name).gap().sentence(count(briefs, "brief"));
    out.end()
}

/// A brief of such a list.
pub fn listed(number: usize, brief: &Volume, paper: Paper) -> String {
    let mut out = paper.begin();
    out.entry(number, rows::listed(brief));
    out.end()
}

struct Print<'a> {
    reader: &'a Reader,
    paper: Paper,
}

impl Print<'_> {
    /// The title, the label of all that follows, of when it is, by whom, and what it rests on.
    fn head(&self, out: &mut Writing) {
        let Reader { brief, findings, cases, .. } = self.reader;
        out.heading(1, &brief.title).gap();
        let label = brief.strictest_tlp();
        out.sentence(format!("{label}, for {}", label.meaning()));
        if let Some(marking) = &brief.marking {
            out.sentence(marking);
        }
        out.sentence(format!("as of {}", brief.as_of.in_words()));
        out.say(&slides::sourcing(brief, findings, &cases.contradictions));
        out.gap().sentence(format!("A word behind a # names a record: `whosaid {}#ID` opens it.", self.reader.place));
    }

    fn faults(&self, out: &mut Writing) {
        let errors = honesty::errors(self.reader);
        if !errors.is_empty() {
            out.heading(2, "Faults").say(&errors);
        }
    }

    /// The matrix in words: for each issue who stands where, and the references that prove it.
    fn stances(&self, out: &mut Writing) {
        let Reader { brief, matrix, .. } = self.reader;
        out.heading(2, "Who stands where");
        if brief.issues.is_empty() {
            out.gap().sentence("no issue in this brief");
        }
        for (issue, of) in brief.issues.iter() {
            out.heading(3, &of.label).say(&detail::of(self.reader, Item::Issue(issue))).gap();
            for (actor, cell) in matrix.on(issue) {
                out.say(&[self.position(cell, actor, issue)]);
            }
        }
    }

    /// The position of an actor with what proves it, and below what was said before.
    fn position(&self, cell: &Cell, actor: Ix<Actor>, issue: Ix<Issue>) -> Paragraph {
        let brief = &self.reader.brief;
        let names =
            |of: Vec<Ix<Statement>>| of.into_iter().map(|ix| self.proof(ix, issue)).collect::<Vec<_>>().join(", ");
        let earlier: Vec<_> = cell.statements.iter().copied().filter(|ix| !cell.current.contains(ix)).collect();
        let before = (!earlier.is_empty()).then(|| format!("; before: {}", names(earlier)));
        let line = Paragraph::at(0).hanging(2).with(Tone::Stance(cell.position), view::position(cell.position));
        let line = line.with(Tone::Plain, format!("  {}", brief.actors[actor].name));
        let more = rows::cell_flags(self.reader, actor, issue, cell);
        let line = line.maybe(Tone::Plain, (!more.is_empty()).then(|| format!(", {}", more.join(", "))));
        line.with(Tone::Quiet, format!(": {}", names(cell.current.clone()))).maybe(Tone::Quiet, before)
    }

    /// A statement that proves a position: its reference, its day, and where it was another one, which.
    fn proof(&self, ix: Ix<Statement>, issue: Ix<Issue>) -> String {
        let brief = &self.reader.brief;
        let record = Record::Statement(ix);
        let stance = brief.statements[ix].stance_on(issue).map(|stance| view::position(Position::Held(stance)));
        format!("{} ({}, {})", self.reference(record), stance.unwrap_or_default(), view::when(brief, record))
    }

    fn cases(&self, title: &str, kind: &str, cases: &[Case], out: &mut Writing) {
        out.heading(2, title);
        if cases.is_empty() {
            out.gap().sentence(format!("no {kind} in this brief"));
        }
        for (at, case) in cases.iter().enumerate() {
            out.heading(3, format!("{kind} {} of {}", at + 1, cases.len()));
            let told = Told { place: "", brief: &self.reader.brief, case };
            out.lines(&case::rows(told, self.paper.width, &|text| self.paper.spell(text)));
        }
    }

    /// Every item of a pane, whole.
    fn items(&self, title: &str, pane: Pane, out: &mut Writing) {
        out.heading(2, title);
        let items = rows::items(self.reader, pane);
        if items.is_empty() {
            out.gap().sentence("none in this brief");
        }
        for item in items {
            out.heading(3, item.in_words(&self.reader.brief)).sentence(rows::one(self.reader, item));
            out.say(&detail::of(self.reader, item));
        }
    }

    fn timeline(&self, out: &mut Writing) {
        let Reader { brief, chronicle, .. } = self.reader;
        out.heading(2, "Timeline");
        let standing = self.standing();
        let mut before: Option<Record> = None;
        for record in chronicle.order().iter().copied() {
            if before.is_none_or(|before| view::when(brief, before) != view::when(brief, record)) {
                out.heading(3, date(brief, before, record));
            }
            out.gap().whole(&self.reference(record));
            out.say(&detail::record_alone(self.reader, record));
            out.say(standing.get(&record).map_or(&[], Vec::as_slice));
            before = Some(record);
        }
    }

    /// In which cases each record stands, a line a kind.
    fn standing(&self) -> HashMap<Record, Vec<Paragraph>> {
        let cases = &self.reader.cases;
        let mut lines: HashMap<Record, Vec<Paragraph>> = HashMap::new();
        for (kind, cases) in [("disputed: contradiction", &cases.contradictions), ("shift", &cases.shifts)] {
            let mut numbers: HashMap<Record, Vec<String>> = HashMap::new();
            for (number, case) in (1..).zip(cases) {
                let records: BTreeSet<Record> = case.records().collect();
                let number: usize = number;
                for record in records {
                    numbers.entry(record).or_default().push(number.to_string());
                }
            }
            for (record, numbers) in numbers {
                let line = Paragraph::at(0).hanging(2).with(Tone::Alert, format!("! {kind} {}", numbers.join(", ")));
                lines.entry(record).or_default().push(line);
            }
        }
        lines
    }

    fn reference(&self, record: Record) -> String {
        citation::reference("", &self.reader.brief, record)
    }
}

/// A date as a heading of the timeline: its weekday, and how long after the one before.
fn date(brief: &Brief, before: Option<Record>, record: Record) -> String {
    let weekday = view::weekday(brief, record);
    let gap = before.and_then(|before| view::gap(brief, before, record));
    [Some(view::when(brief, record)), weekday, gap].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
