//! The page “How sure are we?”: the sourcing of the brief, and what is missing from it. It never judges a brief itself.

use super::BriefFacts;
use super::detail::describe_kind;
use crate::analysis::SourcingReport;
use crate::diagnostics::{DescribedFault, Severity};
use crate::text::{Paragraph, Tone};
use crate::view;
use crate::view::cases::{Case, CaseKind, OPEN};

/// The width of the label column.
const LABEL: usize = 16;

/// The paragraphs of the page.
pub(super) fn paragraphs(facts: &BriefFacts) -> Vec<Paragraph> {
    let report = SourcingReport::new(&facts.brief, &facts.findings);
    let mut paragraphs = unread_files(facts);
    paragraphs.extend(unchecked(facts));
    paragraphs.extend(errors(facts));
    paragraphs.extend(sources(facts, &report));
    paragraphs.push(Paragraph::default());
    paragraphs.extend(statements(facts, &report));
    paragraphs.push(Paragraph::default());
    paragraphs.extend(contradictions(facts, &report));
    paragraphs.push(Paragraph::default());
    paragraphs.extend(silences(facts, &report));
    paragraphs.extend(warnings_and_notes(facts));
    paragraphs
}

fn labelled_row(label: &str, text: impl AsRef<str>) -> Paragraph {
    Paragraph::indented(0).hanging(LABEL).with(Tone::Quiet, format!("{label:<LABEL$}")).with(Tone::Plain, text)
}

/// The faults of changed files that are not shown because of them.
fn unread_files(facts: &BriefFacts) -> Vec<Paragraph> {
    if facts.unread.is_empty() {
        return Vec::new();
    }
    let head =
        "! the files have changed and are not shown, for they have faults; all else here is of their last good state";
    let lines = facts.unread.iter().map(|line| Paragraph::indented(2).hanging(2).with(Tone::Plain, line));
    std::iter::once(Paragraph::indented(0).with(Tone::Alert, head)).chain(lines).chain([Paragraph::default()]).collect()
}

/// A line that says that the checks are not done yet.
fn unchecked(facts: &BriefFacts) -> Option<Paragraph> {
    let text = "what may be wrong with the brief is still being looked for, and its quotes for in their texts";
    facts.checked.is_none().then(|| Paragraph::indented(0).with(Tone::Quiet, text))
}

/// The errors of the brief; empty without errors.
pub fn errors(facts: &BriefFacts) -> Vec<Paragraph> {
    let errors: Vec<&DescribedFault> = facts.diagnostics(Severity::Error).collect();
    if errors.is_empty() {
        return Vec::new();
    }
    let head = format!("! {} in this brief", view::pluralize(total_times(&errors), "error"));
    let hidden = (!facts.faults.is_empty()).then_some(": what could not be read is not shown");
    let head = Paragraph::indented(0).with(Tone::Alert, head).with_optional(Tone::Alert, hidden);
    std::iter::once(head).chain(errors.into_iter().map(fault)).chain([Paragraph::default()]).collect()
}

/// The warnings and notes, which the officer may have good reason to leave.
fn warnings_and_notes(facts: &BriefFacts) -> Vec<Paragraph> {
    let levels = [Severity::Warning, Severity::Note].into_iter().flat_map(|level| {
        let faults: Vec<&DescribedFault> = facts.diagnostics(level).collect();
        let head = (!faults.is_empty()).then(|| {
            let count = view::pluralize(total_times(&faults), level.word());
            [Paragraph::default(), Paragraph::indented(0).with(Tone::Strong, count)]
        });
        head.into_iter().flatten().chain(faults.into_iter().map(fault)).collect::<Vec<_>>()
    });
    levels.collect()
}

/// A diagnostic: its message, then its code and location in a quiet tone.
fn fault(fault: &DescribedFault) -> Paragraph {
    let line = Paragraph::indented(2).hanging(2).with(Tone::Plain, &fault.message);
    line.with(Tone::Quiet, format!("  {} · {}", fault.code, fault.at))
}

/// The number of occurrences of all these diagnostics.
fn total_times(faults: &[&DescribedFault]) -> usize {
    faults.iter().map(|fault| fault.times).sum()
}

fn sources(facts: &BriefFacts, report: &SourcingReport) -> Vec<Paragraph> {
    let brief = &facts.brief;
    let origins = view::pluralize(report.origins, "independent origin");
    let mut paragraphs = vec![
        labelled_row("sources", view::pluralize(report.sources, "source")).with(Tone::Strong, format!(" · {origins}")),
    ];
    for (_, source) in brief.sources.iter() {
        let grade = source.reliability;
        let line = Paragraph::indented(LABEL)
            .hanging(2)
            .with(Tone::Strong, format!("{grade} "))
            .with(Tone::Plain, source.name());
        paragraphs.push(line.with(Tone::Quiet, format!(" · {}", grade.meaning())));
    }
    let missing = [(report.sources_without_outlet, "outlet"), (report.undated_sources, "date of publication")];
    let missing: Vec<String> = missing
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{what}: {number}"))
        .collect();
    if !missing.is_empty() {
        paragraphs.push(labelled_row("not stated", missing.join(" · ")));
    }
    paragraphs
}

fn statements(facts: &BriefFacts, report: &SourcingReport) -> Vec<Paragraph> {
    let attributions: Vec<String> =
        report.by_attribution.iter().map(|count| format!("{} {}", count.count, count.of)).collect();
    let graded: Vec<String> = report
        .by_credibility
        .iter()
        .filter(|count| count.count > 0)
        .map(|count| format!("{} · {} {}", count.count, count.of, count.of.meaning()))
        .collect();
    let unnamed = format!("{} of {} ({} %)", report.unnamed, report.statements, report.unnamed_percent());
    let mut paragraphs = vec![
        labelled_row("statements", report.statements.to_string())
            .with(Tone::Quiet, format!(" · {}", attributions.join(" · "))),
    ];
    let label = |at| if at == 0 { "credibility" } else { "" };
    paragraphs.extend(graded.iter().enumerate().map(|(at, line)| labelled_row(label(at), line)));
    paragraphs.push(labelled_row("unnamed", unnamed));
    paragraphs.push(quotes(facts));
    paragraphs.extend(passages(facts));
    paragraphs.push(labelled_row(
        "of one origin",
        format!("{} that no second origin reports", view::pluralize(report.of_one_origin, "thing")),
    ));
    paragraphs
}

/// The number of quotes by status; statuses that need attention are alerts.
fn quotes(facts: &BriefFacts) -> Paragraph {
    let Some(checked) = &facts.checked else { return labelled_row("quotes", "not compared yet") };
    let tally = checked.quotes.tally(&facts.brief);
    let mut line = labelled_row("quotes", tally.quotes().to_string());
    for (at, (count, state)) in tally.counts().into_iter().filter(|(count, _)| *count > 0).enumerate() {
        let is_wrong = !matches!(state, "verbatim" | "normalized" | "no text held");
        let tone = if is_wrong { Tone::Alert } else { Tone::Quiet };
        line = line.with(Tone::Quiet, if at == 0 { ": " } else { " · " }).with(tone, format!("{count} {state}"));
    }
    line
}

/// The number of passages by state; `None` if no record has one.
fn passages(facts: &BriefFacts) -> Option<Paragraph> {
    let tally = facts.quotes()?.tally_passages(&facts.brief);
    let with = tally.records() - tally.none;
    let mut line = labelled_row("passages", format!("{with} of {} records", tally.records()));
    let states = tally.counts().into_iter().filter(|(count, state)| *count > 0 && *state != "none");
    for (at, (count, state)) in states.enumerate() {
        let tone = if matches!(state, "found" | "no text held") { Tone::Quiet } else { Tone::Alert };
        line = line.with(Tone::Quiet, if at == 0 { ": " } else { " · " }).with(tone, format!("{count} {state}"));
    }
    (with > 0).then_some(line)
}

fn contradictions(facts: &BriefFacts, report: &SourcingReport) -> Vec<Paragraph> {
    let cases = &facts.cases.contradictions;
    let is_open = |case: &&Case| case.verdict(&facts.brief).word == OPEN;
    let open = format!("{} of {}", cases.iter().filter(is_open).count(), cases.len());
    let mut paragraphs = vec![labelled_row("contradictions", open).with(Tone::Quiet, " open")];
    for case in cases {
        let tone = if is_open(&case) { Tone::Alert } else { Tone::Quiet };
        let line = Paragraph::indented(LABEL).hanging(2).with(tone, "! ").with(Tone::Plain, &case.question);
        let sides: Vec<&str> = case.sides.iter().map(|side| side.label.as_str()).collect();
        let kind = match &case.kind {
            CaseKind::Contradiction(kind) => describe_kind(*kind),
            CaseKind::Shift(shift) => shift.turn.word(),
        };
        paragraphs.push(line.with(Tone::Quiet, format!("  {} · {kind}", sides.join(" / "))));
    }
    paragraphs.push(labelled_row("shifts", facts.findings.shifts.len().to_string()));
    paragraphs.push(labelled_row("wrong weekdays", report.weekday_faults.to_string()));
    for fault in &facts.findings.weekday_faults {
        paragraphs
            .push(Paragraph::indented(LABEL).hanging(2).with(Tone::Alert, "! ").with(Tone::Plain, fault.to_string()));
    }
    paragraphs
}

fn silences(facts: &BriefFacts, report: &SourcingReport) -> Vec<Paragraph> {
    let brief = &facts.brief;
    let nobody = || "nobody: every actor speaks, or a member of it".to_owned();
    let mut paragraphs = vec![labelled_row("not heard", view::actors(brief, &report.unheard).unwrap_or_else(nobody))];
    for (ix, issue) in brief.issues.iter() {
        let said = match facts.findings.silence.number_on(ix) {
            0 => "nobody is silent".to_owned(),
            number => format!("{number} who speak elsewhere are silent"),
        };
        paragraphs.push(
            Paragraph::indented(LABEL)
                .hanging(2)
                .with(Tone::Quiet, format!("{}: ", issue.label))
                .with(Tone::Quiet, said),
        );
    }
    paragraphs
}
