//! An issue, or an actor on an issue, in Detail: the stances and their evidence. It hides nothing.

use super::{DetailContext, evidence, finding};
use crate::analysis::StanceShift;
use crate::model::{Actor, Issue, Ix, Record, StancePosition, Statement};
use crate::text::{Paragraph, Tone};
use crate::view;

/// The width of the column with a position's glyph and word.
const POSITION_WIDTH: usize = 15;

pub(super) fn issue_paragraphs(context: DetailContext<'_>, issue: Ix<Issue>) -> Vec<Paragraph> {
    let brief = &context.facts.brief;
    let mut paragraphs = vec![Paragraph::indented(0).with(Tone::Strong, &brief.issues[issue].question)];
    for position in view::POSITIONS {
        let holders = context.matrix.on(issue).filter(|(_, cell)| cell.position == position);
        let names: Vec<&str> = holders.map(|(actor, _)| view::short_name(brief, actor)).collect();
        if !names.is_empty() {
            let words = format!("{} {}", view::glyph(position), view::position(position));
            let line = Paragraph::indented(0)
                .hanging(POSITION_WIDTH)
                .with(Tone::Stance(position), format!("{words:<POSITION_WIDTH$}"));
            paragraphs.push(line.with(Tone::Plain, names.join(", ")));
        }
    }
    let silence = &context.facts.findings.silence;
    let silent = silence.on(issue).map(|actor| view::short_name(brief, actor));
    let silent = view::join_first(silent, silence.number_on(issue));
    paragraphs.extend(silent.map(|names| {
        Paragraph::indented(0)
            .hanging(POSITION_WIDTH)
            .with(Tone::Quiet, format!("{:<POSITION_WIDTH$}{names}", format!("{} silent", view::SILENT)))
    }));
    paragraphs.extend(super::field("note", brief.issues[issue].note.as_ref()));
    paragraphs
}

pub(super) fn cell_paragraphs(context: DetailContext<'_>, actor: Ix<Actor>, issue: Ix<Issue>) -> Vec<Paragraph> {
    let brief = &context.facts.brief;
    let head = Paragraph::indented(0).with(Tone::Strong, &brief.actors[actor].name).with(Tone::Plain, " · ");
    let question = &brief.issues[issue].question;
    let Some(cell) = context.matrix.cell(actor, issue) else {
        // The glyph of silence is a dot too, and would stand next to the separator.
        return vec![head.with(Tone::Quiet, "silent").with(Tone::Plain, " · ").with(Tone::Plain, question)];
    };
    let position = format!("{} {}", view::glyph(cell.position), view::position(cell.position));
    let head = head.with(Tone::Stance(cell.position), position).with(Tone::Plain, " · ").with(Tone::Plain, question);
    let reading = cell.inferred_only.then_some(" · only the officer's reading");
    let mut paragraphs = vec![head.with_optional(Tone::Quiet, reading)];
    let evidence_line = |ix: &Ix<Statement>| {
        let stance = brief.statements[*ix].stance_on(issue).map_or(cell.position, StancePosition::Held);
        evidence(brief, Record::Statement(*ix), Some(stance))
    };
    paragraphs.extend(cell.current.iter().rev().map(evidence_line));
    let earlier: Vec<&Ix<Statement>> = cell.statements.iter().filter(|ix| !cell.current.contains(ix)).collect();
    if !earlier.is_empty() {
        paragraphs.push(Paragraph::indented(0).with(Tone::Quiet, "before"));
        paragraphs.extend(earlier.into_iter().rev().map(evidence_line));
    }
    // A matrix of an earlier day does not show later shifts.
    let is_known = |shift: &&StanceShift| shift.after.iter().all(|ix| cell.statements.contains(ix));
    for shift in context.facts.findings.shifts_on(actor, issue).iter().filter(is_known) {
        paragraphs.extend(finding::shift_paragraphs(brief, shift));
    }
    paragraphs
}
