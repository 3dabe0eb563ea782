//! What follows from the brief for one record: contradictions with every side, shifts, weekday faults.

use super::evidence;
use crate::analysis::{Contradiction, Kind, Position, Shift};
use crate::app::reader::{Reader, Sequence};
use crate::model::{Brief, Ix, Record, Stance, Statement};
use crate::text::{Paragraph, Tone};
use crate::view;

/// What was stepped to, as far as it names `record`: it is told before anything else.
pub(super) fn stepped_to(reader: &Reader, record: Record) -> Vec<Paragraph> {
    let Some((step, case)) = reader.stepped_to(record) else { return Vec::new() };
    match step.sequence {
        Sequence::Contradictions => {
            let told = case.of.iter().map(|index| &reader.findings.contradictions[*index]);
            told.filter(|told| has(told, record)).flat_map(|told| sides(reader, told, record)).collect()
        }
        Sequence::Shifts => case.of.iter().flat_map(|index| turn(reader, &reader.findings.shifts[*index])).collect(),
    }
}

/// Every other finding that names `record` as evidence.
pub(super) fn of_record(reader: &Reader, record: Record) -> Vec<Paragraph> {
    let findings = &reader.findings;
    let told = |sequence: Sequence, index: usize| {
        reader.stepped_to(record).is_some_and(|(step, case)| step.sequence == sequence && case.of.contains(&index))
    };
    let mut paragraphs: Vec<Paragraph> = wrong_weekdays(reader, record).collect();
    for (index, shift) in findings.shifts.iter().enumerate() {
        if is_of(shift, record) && !told(Sequence::Shifts, index) {
            paragraphs.extend(turn(reader, shift));
        }
    }
    for (index, contradiction) in findings.contradictions.iter().enumerate() {
        if has(contradiction, record) && !told(Sequence::Contradictions, index) {
            paragraphs.extend(sides(reader, contradiction, record));
        }
    }
    paragraphs
}

/// That a printed weekday is wrong.
pub(super) fn wrong_weekdays(reader: &Reader, record: Record) -> impl Iterator<Item = Paragraph> {
    let faults = reader.findings.weekday_faults.iter().filter(move |fault| fault.record == record);
    let head = || Paragraph::at(0).hanging(2).with(Tone::Alert, "! the printed weekday is wrong: ");
    faults.map(move |fault| head().with(Tone::Plain, fault.to_string()))
}

/// A shift: both ends, dated.
pub(super) fn turn(reader: &Reader, shift: &Shift) -> Vec<Paragraph> {
    let brief = &reader.brief;
    let head =
        Paragraph::at(0).hanging(2).with(Tone::Alert, format!("{} {}", view::arrow(shift.turn), shift.turn.word()));
    let head =
        head.with(Tone::Plain, format!(" on {}: from {} to {}", brief.issues[shift.issue].label, shift.from, shift.to));
    let head = head.maybe(Tone::Quiet, shift.inferred.then_some(" · one end is the officer's reading"));
    let end = |stance: Stance| {
        move |ix: &Ix<Statement>| evidence(brief, Record::Statement(*ix), Some(Position::Held(stance)))
    };
    let before = shift.before.iter().map(end(shift.from));
    let after = shift.after.iter().map(end(shift.to));
    std::iter::once(head).chain(before).chain(after).collect()
}

/// A contradiction: its question, then every side with its evidence; the side that holds `here` is told so.
fn sides(reader: &Reader, contradiction: &Contradiction, here: Record) -> Vec<Paragraph> {
    let head = Paragraph::at(0).hanging(2).with(Tone::Alert, format!("! {}: ", kind_in_words(contradiction.kind)));
    let mut paragraphs = vec![head.with(Tone::Plain, &contradiction.question)];
    for side in &contradiction.sides {
        let mark = if side.records.contains(&here) { "▸ " } else { "  " };
        let line = Paragraph::at(0).hanging(4).with(Tone::Alert, mark).with(Tone::Strong, &side.label);
        if let [only] = side.records.as_slice() {
            paragraphs.push(proof(&reader.brief, *only, line.with(Tone::Plain, "  ")));
        } else {
            paragraphs.push(line);
            paragraphs
                .extend(side.records.iter().map(|record| proof(&reader.brief, *record, Paragraph::at(4).hanging(2))));
        }
    }
    paragraphs
}

/// One record of a side: its words, when, and who reports it. A claim's words are the side's own label.
fn proof(brief: &Brief, record: Record, line: Paragraph) -> Paragraph {
    let line = match record {
        Record::Statement(ix) => super::said(line, &brief.statements[ix]).with(Tone::Plain, "  "),
        Record::Event(_) => line.with(Tone::Plain, view::what(brief, record)).with(Tone::Plain, "  "),
        Record::Claim(_) => line,
    };
    let sources: Vec<String> =
        brief.sources_of(record).iter().map(|source| view::source_name(brief, *source)).collect();
    line.with(Tone::Quiet, format!("{} · {}", view::when(brief, record), sources.join(", ")))
}

/// What kind of contradiction it is, in words.
pub(in crate::app) const fn kind_in_words(kind: Kind) -> &'static str {
    match kind {
        Kind::RivalClaims { settled: false } => "rival claims",
        Kind::RivalClaims { settled: true } => "rival claims, one preferred",
        Kind::OppositeStances { same_day: true, .. } => "both sides on one day",
        Kind::OppositeStances { same_day: false, .. } => "both sides, in an order not known",
        Kind::Linked => "contradicted",
        Kind::Reworded => "printed in different words",
    }
}

fn has(contradiction: &Contradiction, record: Record) -> bool {
    contradiction.sides.iter().any(|side| side.records.contains(&record))
}

fn is_of(shift: &Shift, record: Record) -> bool {
    shift.before.iter().chain(&shift.after).any(|ix| Record::Statement(*ix) == record)
}
