//! Prints the whole brief in reading order, with headings, for a screen reader, a pipe or paper. It never asks a question.

use std::collections::{BTreeSet, HashMap};

use super::builder::{PlainBuilder, PlainOptions};
use super::case::{self, CaseText};
use super::rows;
use crate::analysis::{MatrixCell, StanceMatrix};
use crate::model::StancePosition;
use crate::model::{Actor, Brief, Issue, Ix, Record, Statement};
use crate::slides;
use crate::text::{Paragraph, Tone};
use crate::view::cases::Case;
use crate::view::detail::{self, DetailContext};
use crate::view::{self, BriefFacts, BriefItem, PageKind, citation, honesty};

/// The whole brief.
pub fn render_brief(facts: &BriefFacts, options: PlainOptions) -> String {
    let mut out = options.builder();
    let printer = BriefPrinter { facts, matrix: &StanceMatrix::new(&facts.brief, None), options };
    printer.print_head(&mut out);
    out.heading(2, PageKind::BottomLine.title()).paragraphs(&PageKind::BottomLine.paragraphs(facts));
    printer.print_faults(&mut out);
    printer.print_stances(&mut out);
    printer.print_cases("Contradictions", "contradiction", &facts.cases.contradictions, &mut out);
    printer.print_cases("Shifts of position", "shift", &facts.cases.shifts, &mut out);
    printer.print_items("Sources", facts.timeline_index.sources().iter().copied().map(BriefItem::Source), &mut out);
    printer.print_items("Actors", facts.timeline_index.actors().iter().copied().map(BriefItem::Actor), &mut out);
    printer.print_timeline(&mut out);
    out.heading(2, PageKind::Honesty.title()).paragraphs(&PageKind::Honesty.paragraphs(facts));
    out.blank_row().sentence(facts.brief.strictest_tlp().word());
    out.finish()
}

/// One record of a brief, with the cases that it is part of.
pub fn render_record(facts: &BriefFacts, record: Record, options: PlainOptions) -> String {
    let mut out = options.builder();
    let brief = &facts.brief;
    out.sentence(format!("{}, {}", brief.title, brief.tlp_of(record)));
    out.unwrapped_row(&citation::reference(&facts.place, brief, record));
    out.paragraphs(&detail::record_paragraphs(facts, None, record));
    out.finish()
}

struct BriefPrinter<'a> {
    facts: &'a BriefFacts,
    /// The latest stances.
    matrix: &'a StanceMatrix,
    options: PlainOptions,
}

impl BriefPrinter<'_> {
    /// The title, the label of everything that follows, the date, and the sources.
    fn print_head(&self, out: &mut PlainBuilder) {
        let BriefFacts { brief, findings, cases, place, .. } = self.facts;
        out.heading(1, &brief.title).blank_row();
        let label = brief.strictest_tlp();
        out.sentence(format!("{label}, for {}", label.meaning()));
        if let Some(marking) = &brief.marking {
            out.sentence(marking);
        }
        out.sentence(format!("as of {}", brief.as_of.in_words()));
        out.paragraphs(&slides::sourcing(brief, findings, &cases.contradictions));
        out.blank_row().sentence(format!("A word behind a # names a record: `whosaid {place}#ID` opens it."));
    }

    fn print_faults(&self, out: &mut PlainBuilder) {
        let errors = honesty::errors(self.facts);
        if !errors.is_empty() {
            out.heading(2, "Faults").paragraphs(&errors);
        }
    }

    /// The matrix in words: for each issue, the position of each actor with its evidence.
    fn print_stances(&self, out: &mut PlainBuilder) {
        let brief = &self.facts.brief;
        out.heading(2, "Who stands where");
        if brief.issues.is_empty() {
            out.blank_row().sentence("no issue in this brief");
        }
        for (ix, issue) in brief.issues.iter() {
            out.heading(3, &issue.label).paragraphs(&self.describe(BriefItem::Issue(ix))).blank_row();
            for (actor, cell) in self.matrix.on(ix) {
                out.paragraphs(&[self.position_line(cell, actor, ix)]);
            }
        }
    }

    /// The position of an actor with its evidence, and the earlier statements.
    fn position_line(&self, cell: &MatrixCell, actor: Ix<Actor>, issue: Ix<Issue>) -> Paragraph {
        let brief = &self.facts.brief;
        let names = |statements: Vec<Ix<Statement>>| {
            statements.into_iter().map(|ix| self.cited_statement(ix, issue)).collect::<Vec<_>>().join(", ")
        };
        let earlier: Vec<_> = cell.statements.iter().copied().filter(|ix| !cell.current.contains(ix)).collect();
        let previous = (!earlier.is_empty()).then(|| format!("; before: {}", names(earlier)));
        let line = Paragraph::indented(0).hanging(2).with(Tone::Stance(cell.position), view::position(cell.position));
        let line = line.with(Tone::Plain, format!("  {}", brief.actors[actor].name));
        let more = rows::cell_flags(self.facts, actor, issue, cell);
        let line = line.with_optional(Tone::Plain, (!more.is_empty()).then(|| format!(", {}", more.join(", "))));
        line.with(Tone::Quiet, format!(": {}", names(cell.current.clone()))).with_optional(Tone::Quiet, previous)
    }

    /// A statement as evidence: its reference, its stance and its date.
    fn cited_statement(&self, ix: Ix<Statement>, issue: Ix<Issue>) -> String {
        let brief = &self.facts.brief;
        let record = Record::Statement(ix);
        let stance = brief.statements[ix].stance_on(issue).map(|stance| view::position(StancePosition::Held(stance)));
        format!("{} ({}, {})", self.reference(record), stance.unwrap_or_default(), view::format_date(brief, record))
    }

    fn print_cases(&self, title: &str, kind: &str, cases: &[Case], out: &mut PlainBuilder) {
        out.heading(2, title);
        if cases.is_empty() {
            out.blank_row().sentence(format!("no {kind} in this brief"));
        }
        for (at, case) in cases.iter().enumerate() {
            out.heading(3, format!("{kind} {} of {}", at + 1, cases.len()));
            let case_text = CaseText { path: "", brief: &self.facts.brief, case };
            out.wrapped_lines(&case::render_rows(case_text, self.options.width, &|text| {
                self.options.map_letters(text)
            }));
        }
    }

    /// Every item of a list, with all its details.
    fn print_items(&self, title: &str, items: impl ExactSizeIterator<Item = BriefItem>, out: &mut PlainBuilder) {
        out.heading(2, title);
        if items.len() == 0 {
            out.blank_row().sentence("none in this brief");
        }
        for item in items {
            out.heading(3, item.describe(&self.facts.brief)).sentence(rows::item_row(self.facts, self.matrix, item));
            out.paragraphs(&self.describe(item));
        }
    }

    fn print_timeline(&self, out: &mut PlainBuilder) {
        let BriefFacts { brief, timeline_index, .. } = self.facts;
        out.heading(2, "Timeline");
        let case_lines = self.case_lines();
        let mut previous: Option<Record> = None;
        for record in timeline_index.records().iter().copied() {
            if previous.is_none_or(|previous| view::format_date(brief, previous) != view::format_date(brief, record)) {
                out.heading(3, date_heading(brief, previous, record));
            }
            out.blank_row().unwrapped_row(&self.reference(record));
            out.paragraphs(&detail::record_alone(self.facts, record));
            out.paragraphs(case_lines.get(&record).map_or(&[], Vec::as_slice));
            previous = Some(record);
        }
    }

    /// For each record, a line for each kind of case that it is part of.
    fn case_lines(&self) -> HashMap<Record, Vec<Paragraph>> {
        let cases = &self.facts.cases;
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
                let line =
                    Paragraph::indented(0).hanging(2).with(Tone::Alert, format!("! {kind} {}", numbers.join(", ")));
                lines.entry(record).or_default().push(line);
            }
        }
        lines
    }

    fn describe(&self, item: BriefItem) -> Vec<Paragraph> {
        detail::paragraphs(DetailContext { facts: self.facts, matrix: self.matrix, case: None }, item)
    }

    fn reference(&self, record: Record) -> String {
        citation::reference("", &self.facts.brief, record)
    }
}

/// A heading of the timeline: the date, its weekday, and the time since the previous date.
fn date_heading(brief: &Brief, previous: Option<Record>, record: Record) -> String {
    let weekday = view::weekday(brief, record);
    let gap = previous.and_then(|previous| view::describe_gap(brief, previous, record));
    [Some(view::format_date(brief, record)), weekday, gap].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
