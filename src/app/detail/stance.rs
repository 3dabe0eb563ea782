//! An issue, or one actor on one issue, in Detail: who stands where, and what proves it.

use super::{evidence, finding};
use crate::analysis::{Position, Shift};
use crate::app::reader::Reader;
use crate::model::{Actor, Issue, Ix, Record, Stance, Statement};
use crate::text::{Paragraph, Tone};
use crate::view;

/// The order in which an issue's camps are told.
const CAMPS: [Position; 6] = [
    Position::Held(Stance::For),
    Position::Held(Stance::Conditional),
    Position::Mixed,
    Position::Held(Stance::Against),
    Position::Held(Stance::Neutral),
    Position::Held(Stance::Unclear),
];

/// Columns of a camp's glyph and word.
const CAMP: usize = 15;

pub(super) fn of_issue(reader: &Reader, issue: Ix<Issue>) -> Vec<Paragraph> {
    let brief = &reader.brief;
    let mut paragraphs = vec![Paragraph::at(0).with(Tone::Strong, &brief.issues[issue].question)];
    for camp in CAMPS {
        let holding = reader.matrix.on(issue).filter(|(_, cell)| cell.position == camp);
        let names: Vec<&str> = holding.map(|(actor, _)| view::short(brief, actor)).collect();
        if !names.is_empty() {
            let camp_words = format!("{} {}", view::glyph(camp), view::position(camp));
            let line = Paragraph::at(0).hanging(CAMP).with(Tone::Stance(camp), format!("{camp_words:<CAMP$}"));
            paragraphs.push(line.with(Tone::Plain, names.join(", ")));
        }
    }
    let silence = &reader.findings.silence;
    let silent = silence.on(issue).map(|actor| view::short(brief, actor));
    let silent = view::first_of(silent, silence.number_on(issue));
    paragraphs.extend(silent.map(|names| {
        Paragraph::at(0)
            .hanging(CAMP)
            .with(Tone::Quiet, format!("{:<CAMP$}{names}", format!("{} silent", view::SILENT)))
    }));
    paragraphs.extend(super::field("note", brief.issues[issue].note.as_ref()));
    paragraphs
}

pub(super) fn of_cell(reader: &Reader, actor: Ix<Actor>, issue: Ix<Issue>) -> Vec<Paragraph> {
    let brief = &reader.brief;
    let head = Paragraph::at(0).with(Tone::Strong, &brief.actors[actor].name).with(Tone::Plain, " · ");
    let question = &brief.issues[issue].question;
    let Some(cell) = reader.matrix.cell(actor, issue) else {
        // Its sign is a dot as well, and would stand beside one.
        return vec![head.with(Tone::Quiet, "silent").with(Tone::Plain, " · ").with(Tone::Plain, question)];
    };
    let position = format!("{} {}", view::glyph(cell.position), view::position(cell.position));
    let head = head.with(Tone::Stance(cell.position), position).with(Tone::Plain, " · ").with(Tone::Plain, question);
    let read = cell.inferred_only.then_some(" · only the officer's reading");
    let mut paragraphs = vec![head.maybe(Tone::Quiet, read)];
    let proof = |ix: &Ix<Statement>| {
        let stance = brief.statements[*ix].stance_on(issue).map_or(cell.position, Position::Held);
        evidence(brief, Record::Statement(*ix), Some(stance))
    };
    paragraphs.extend(cell.current.iter().rev().map(proof));
    let earlier: Vec<&Ix<Statement>> = cell.statements.iter().filter(|ix| !cell.current.contains(ix)).collect();
    if !earlier.is_empty() {
        paragraphs.push(Paragraph::at(0).with(Tone::Quiet, "before"));
        paragraphs.extend(earlier.into_iter().rev().map(proof));
    }
    // On an earlier day, a shift that was still to come is not known.
    let is_known = |shift: &&Shift| shift.after.iter().all(|ix| cell.statements.contains(ix));
    for shift in reader.findings.shifts_on(actor, issue).iter().filter(is_known) {
        paragraphs.extend(finding::turn(reader, shift));
    }
    paragraphs
}
