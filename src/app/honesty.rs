//! The honesty panel: what the brief rests on, and what is missing from it.

use super::detail::kind_in_words;
use super::reader::Reader;
use super::text::{Paragraph, Tone};
use crate::findings::{Honesty, Kind};
use crate::words;

/// Columns of the labels.
const LABEL: usize = 16;

/// The page that answers "and how sure are we?".
pub(super) fn paragraphs(reader: &Reader) -> Vec<Paragraph> {
    let honesty = Honesty::of(&reader.brief, &reader.findings);
    let mut paragraphs = faults(reader);
    paragraphs.extend(sources(reader, &honesty));
    paragraphs.push(Paragraph::default());
    paragraphs.extend(statements(&honesty));
    paragraphs.push(Paragraph::default());
    paragraphs.extend(disputes(reader, &honesty));
    paragraphs.push(Paragraph::default());
    paragraphs.extend(silences(reader, &honesty));
    paragraphs
}

fn row(label: &str, text: impl AsRef<str>) -> Paragraph {
    Paragraph::at(0).hanging(LABEL).with(Tone::Quiet, format!("{label:<LABEL$}")).with(Tone::Plain, text)
}

fn faults(reader: &Reader) -> Vec<Paragraph> {
    if reader.faults.is_empty() {
        return Vec::new();
    }
    let head = format!(
        "! {} in the files of this brief: what could not be read is not shown",
        words::count(reader.faults.len(), "fault")
    );
    let lines = reader.faults.iter().map(|fault| Paragraph::at(2).hanging(2).with(Tone::Plain, fault));
    std::iter::once(Paragraph::at(0).with(Tone::Alert, head)).chain(lines).chain([Paragraph::default()]).collect()
}

fn sources(reader: &Reader, honesty: &Honesty) -> Vec<Paragraph> {
    let brief = &reader.brief;
    let origins = words::count(honesty.origins, "independent origin");
    let mut paragraphs =
        vec![row("sources", words::count(honesty.sources, "source")).with(Tone::Strong, format!(" · {origins}"))];
    for (_, source) in brief.sources.iter() {
        let grade = source.reliability;
        let line =
            Paragraph::at(LABEL).hanging(2).with(Tone::Strong, format!("{grade} ")).with(Tone::Plain, source.name());
        paragraphs.push(line.with(Tone::Quiet, format!(" · {}", grade.meaning())));
    }
    let missing = [(honesty.sources_without_outlet, "outlet"), (honesty.undated_sources, "date of publication")];
    let missing: Vec<String> = missing
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{what}: {number}"))
        .collect();
    if !missing.is_empty() {
        paragraphs.push(row("not stated", missing.join(" · ")));
    }
    paragraphs
}

fn statements(honesty: &Honesty) -> Vec<Paragraph> {
    let attributions: Vec<String> =
        honesty.by_attribution.iter().map(|count| format!("{} {}", count.count, count.of)).collect();
    let graded: Vec<String> = honesty
        .by_credibility
        .iter()
        .filter(|count| count.count > 0)
        .map(|count| format!("{} · {} {}", count.count, count.of, count.of.meaning()))
        .collect();
    let unnamed = format!("{} of {} ({} %)", honesty.unnamed, honesty.statements, honesty.unnamed_percent());
    let quotes = match honesty.quotes {
        0 => "none".to_owned(),
        quotes => format!(
            "{quotes}; the article is named for {}, and none is compared with it here",
            honesty.quotes_with_text
        ),
    };
    let mut paragraphs = vec![
        row("statements", honesty.statements.to_string()).with(Tone::Quiet, format!(" · {}", attributions.join(" · "))),
    ];
    let label = |at| if at == 0 { "credibility" } else { "" };
    paragraphs.extend(graded.iter().enumerate().map(|(at, line)| row(label(at), line)));
    paragraphs.push(row("unnamed", unnamed));
    paragraphs.push(row("quotes", quotes));
    paragraphs.push(row(
        "of one origin",
        format!("{} that no second origin reports", words::count(honesty.of_one_origin, "thing")),
    ));
    paragraphs
}

fn disputes(reader: &Reader, honesty: &Honesty) -> Vec<Paragraph> {
    let open = format!("{} of {}", honesty.open_contradictions, honesty.contradictions);
    let mut paragraphs = vec![row("contradictions", open).with(Tone::Quiet, " open")];
    for contradiction in &reader.findings.contradictions {
        let settled = matches!(contradiction.kind, Kind::RivalClaims { settled: true });
        let line = Paragraph::at(LABEL).hanging(2).with(if settled { Tone::Quiet } else { Tone::Alert }, "! ");
        let line = line.with(Tone::Plain, &contradiction.question);
        let sides: Vec<&str> = contradiction.sides.iter().map(|side| side.label.as_str()).collect();
        paragraphs
            .push(line.with(Tone::Quiet, format!("  {} · {}", sides.join(" / "), kind_in_words(contradiction.kind))));
    }
    paragraphs.push(row("shifts", reader.findings.shifts.len().to_string()));
    paragraphs.push(row("wrong weekdays", honesty.weekday_faults.to_string()));
    for fault in &reader.findings.weekday_faults {
        paragraphs.push(Paragraph::at(LABEL).hanging(2).with(Tone::Alert, "! ").with(Tone::Plain, fault.to_string()));
    }
    paragraphs
}

fn silences(reader: &Reader, honesty: &Honesty) -> Vec<Paragraph> {
    let brief = &reader.brief;
    let nobody = || "nobody: every actor speaks".to_owned();
    let mut paragraphs = vec![row("not heard", words::actors(brief, &honesty.unheard).unwrap_or_else(nobody))];
    for (ix, issue) in brief.issues.iter() {
        let silent = reader.findings.silence.on(ix);
        let said = match silent.len() {
            0 => "nobody is silent".to_owned(),
            number => format!("{number} who speak elsewhere are silent"),
        };
        paragraphs.push(
            Paragraph::at(LABEL).hanging(2).with(Tone::Quiet, format!("{}: ", issue.label)).with(Tone::Quiet, said),
        );
    }
    paragraphs
}
