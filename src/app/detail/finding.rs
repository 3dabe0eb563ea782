//! What follows from the brief for one record: contradictions with every side, shifts, weekday faults.

use super::evidence;
use crate::app::reader::Reader;
use crate::app::text::{Paragraph, Tone};
use crate::app::words;
use crate::findings::{Contradiction, Kind, Shift};
use crate::model::Record;

/// Every finding that names `record` as evidence, the contradiction stepped to first.
pub(super) fn of_record(reader: &Reader, record: Record) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for fault in reader.findings.weekday_faults.iter().filter(|fault| fault.record == record) {
        paragraphs.push(
            Paragraph::at(0)
                .hanging(2)
                .with(Tone::Alert, "! the printed weekday is wrong: ")
                .with(Tone::Plain, fault.to_string()),
        );
    }
    for shift in reader.findings.shifts.iter().filter(|shift| is_of(shift, record)) {
        paragraphs.extend(turn(reader, shift));
    }
    let all = &reader.findings.contradictions;
    let first = reader.contradiction_at(record);
    let others = (0..all.len()).filter(|index| Some(*index) != first && has(&all[*index], record));
    for index in first.into_iter().chain(others) {
        paragraphs.extend(sides(reader, &all[index], record));
    }
    paragraphs
}

/// A shift: both ends, dated.
pub(super) fn turn(reader: &Reader, shift: &Shift) -> Vec<Paragraph> {
    let brief = &reader.brief;
    let head =
        Paragraph::at(0).hanging(2).with(Tone::Alert, format!("{} {}", words::arrow(shift.turn), shift.turn.word()));
    let head =
        head.with(Tone::Plain, format!(" on {}: from {} to {}", brief.issues[shift.issue].label, shift.from, shift.to));
    let head = head.maybe(Tone::Quiet, shift.inferred.then_some(" · one end is the officer's reading"));
    let ends = shift.before.iter().chain(&shift.after).map(|ix| evidence(brief, Record::Statement(*ix)));
    std::iter::once(head).chain(ends).collect()
}

/// A contradiction: its question, then every side with its evidence; the side that holds `here` is told so.
fn sides(reader: &Reader, contradiction: &Contradiction, here: Record) -> Vec<Paragraph> {
    let head = Paragraph::at(0).hanging(2).with(Tone::Alert, format!("! {}: ", kind_in_words(contradiction.kind)));
    let mut paragraphs = vec![head.with(Tone::Plain, &contradiction.question)];
    for side in &contradiction.sides {
        let mark = if side.records.contains(&here) { "▸ " } else { "  " };
        paragraphs.push(Paragraph::at(0).hanging(2).with(Tone::Alert, mark).with(Tone::Strong, &side.label));
        paragraphs.extend(side.records.iter().map(|record| evidence(&reader.brief, *record)));
    }
    paragraphs
}

/// What kind of contradiction it is, in words.
pub(in crate::app) const fn kind_in_words(kind: Kind) -> &'static str {
    match kind {
        Kind::RivalClaims { settled: false } => "rival claims",
        Kind::RivalClaims { settled: true } => "rival claims, one preferred",
        Kind::OppositeStances { same_day: true, .. } => "both sides on one day",
        Kind::OppositeStances { same_day: false, .. } => "both sides in dates that overlap",
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
