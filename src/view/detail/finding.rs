//! The findings about a record in Detail: contradictions with every side, shifts, wrong weekdays. It finds nothing
//! itself.

use super::evidence;
use crate::analysis::{Contradiction, ContradictionKind, StanceShift};
use crate::model::StancePosition;
use crate::model::{Brief, Ix, Record, Stance, Statement};
use crate::text::{self, Paragraph, Tone};
use crate::view::cases::{Case, CaseKind};
use crate::view::{self, BriefFacts};

/// The findings of a case that name `record`, which is on one of its sides.
pub(super) fn of_case(facts: &BriefFacts, case: &Case, record: Record) -> Vec<Paragraph> {
    let BriefFacts { brief, findings, .. } = facts;
    let finding = |index: &usize| match case.kind {
        CaseKind::Contradiction(_) => Some(&findings.contradictions[*index])
            .filter(|contradiction| has_record(contradiction, record))
            .map_or_else(Vec::new, |contradiction| contradiction_paragraphs(brief, contradiction, record)),
        CaseKind::Shift(_) => shift_paragraphs(brief, &findings.shifts[*index]),
    };
    case.finding_indices.iter().flat_map(finding).collect()
}

/// The findings that name `record` as evidence, without those of `case`.
pub(super) fn others(facts: &BriefFacts, case: Option<&Case>, record: Record) -> Vec<Paragraph> {
    let BriefFacts { brief, findings, .. } = facts;
    let in_case = |is_shift: bool, index: usize| {
        case.is_some_and(|case| {
            matches!(case.kind, CaseKind::Shift(_)) == is_shift && case.finding_indices.contains(&index)
        })
    };
    let mut paragraphs: Vec<Paragraph> = wrong_weekdays(facts, record).collect();
    for (index, shift) in findings.shifts.iter().enumerate() {
        if is_evidence(shift, record) && !in_case(true, index) {
            paragraphs.extend(shift_paragraphs(brief, shift));
        }
    }
    for (index, contradiction) in findings.contradictions.iter().enumerate() {
        if has_record(contradiction, record) && !in_case(false, index) {
            paragraphs.extend(contradiction_paragraphs(brief, contradiction, record));
        }
    }
    paragraphs
}

/// The wrong printed weekdays of a record, and the printed day that is not the coded one.
pub(super) fn wrong_weekdays(facts: &BriefFacts, record: Record) -> impl Iterator<Item = Paragraph> {
    let faults = facts.findings.weekday_faults.iter().filter(move |fault| fault.record == record);
    let mismatches = facts.findings.day_mismatches.iter().filter(move |mismatch| mismatch.record == record);
    let paragraph = |head, fault| Paragraph::indented(0).hanging(2).with(Tone::Alert, head).with(Tone::Plain, fault);
    let weekdays = faults.map(move |fault| paragraph("! the printed weekday is wrong: ", fault.to_string()));
    weekdays.chain(
        mismatches.map(move |mismatch| {
            paragraph("! another day is printed: ", text::clean(&mismatch.to_string()).into_owned())
        }),
    )
}

/// A shift with the dated statements at both ends.
pub(super) fn shift_paragraphs(brief: &Brief, shift: &StanceShift) -> Vec<Paragraph> {
    let head = Paragraph::indented(0)
        .hanging(2)
        .with(Tone::Alert, format!("{} {}", view::arrow(shift.turn), shift.turn.word()));
    let head =
        head.with(Tone::Plain, format!(" on {}: from {} to {}", brief.issues[shift.issue].label, shift.from, shift.to));
    let head = head.with_optional(Tone::Quiet, shift.inferred.then_some(" · one end is the officer's reading"));
    let end = |stance: Stance| {
        move |ix: &Ix<Statement>| evidence(brief, Record::Statement(*ix), Some(StancePosition::Held(stance)))
    };
    let before = shift.before.iter().map(end(shift.from));
    let after = shift.after.iter().map(end(shift.to));
    std::iter::once(head).chain(before).chain(after).collect()
}

/// A contradiction: its question, then every side with its evidence; the side of `here` is marked.
fn contradiction_paragraphs(brief: &Brief, contradiction: &Contradiction, here: Record) -> Vec<Paragraph> {
    let head =
        Paragraph::indented(0).hanging(2).with(Tone::Alert, format!("! {}: ", describe_kind(contradiction.kind)));
    let mut paragraphs = vec![head.with(Tone::Plain, &contradiction.question)];
    for side in &contradiction.sides {
        let mark = if side.records.contains(&here) { "▸ " } else { "  " };
        let line = Paragraph::indented(0).hanging(4).with(Tone::Alert, mark).with(Tone::Strong, &side.label);
        if let [only] = side.records.as_slice() {
            paragraphs.push(record_line(brief, *only, line.with(Tone::Plain, "  ")));
        } else {
            paragraphs.push(line);
            paragraphs.extend(
                side.records.iter().map(|record| record_line(brief, *record, Paragraph::indented(4).hanging(2))),
            );
        }
    }
    paragraphs
}

/// A record of a side: its text, its date and its sources. The text of a claim is the label of the side.
fn record_line(brief: &Brief, record: Record, line: Paragraph) -> Paragraph {
    let line = match record {
        Record::Statement(ix) => super::statement_text(line, &brief.statements[ix]).with(Tone::Plain, "  "),
        Record::Event(_) => line.with(Tone::Plain, view::record_text(brief, record)).with(Tone::Plain, "  "),
        Record::Claim(_) => line,
    };
    let sources: Vec<String> =
        brief.sources_of(record).iter().map(|source| view::source_name(brief, *source)).collect();
    line.with(Tone::Quiet, format!("{} · {}", view::format_date(brief, record), sources.join(", ")))
}

/// The kind of a contradiction, in words.
pub(in crate::view) const fn describe_kind(kind: ContradictionKind) -> &'static str {
    match kind {
        ContradictionKind::RivalClaims { settled: false } => "rival claims",
        ContradictionKind::RivalClaims { settled: true } => "rival claims, one preferred",
        ContradictionKind::OppositeStances { same_day: true, .. } => "both sides on one day",
        ContradictionKind::OppositeStances { same_day: false, .. } => "both sides, in an order not known",
        ContradictionKind::Linked => "contradicted",
        ContradictionKind::Reworded => "printed in different words",
    }
}

fn has_record(contradiction: &Contradiction, record: Record) -> bool {
    contradiction.sides.iter().any(|side| side.records.contains(&record))
}

fn is_evidence(shift: &StanceShift, record: Record) -> bool {
    shift.before.iter().chain(&shift.after).any(|ix| Record::Statement(*ix) == record)
}
