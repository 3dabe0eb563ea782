//! `check --contradictions`: prints every contradiction and shift as text, side below side, each record with its reference. It never
//! reports a fault.

use std::io::{self, Write};

use crate::analysis::Analysis;
use crate::cli::row_renderer::RowRenderer;
use crate::model::Brief;
use crate::plain::case;
use crate::text::{self, Paragraph, Tone};
use crate::view::cases::{Case, Cases, OPEN};
use crate::view::pluralize;

/// A brief with its analysis.
#[derive(Clone, Copy)]
pub(in crate::cli) struct AnalysedBrief<'a> {
    /// The part of a reference before the `#`.
    pub path: &'a str,
    pub brief: &'a Brief,
    pub analysis: &'a Analysis,
}

/// How much was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::cli) struct ContradictionCounts {
    pub cases: usize,
    pub contradictions: usize,
    pub open: usize,
    pub shifts: usize,
}

/// Prints the cases of `briefs`, the contradictions of each before its shifts, and a last line with the counts.
///
/// A brief is named only if there are several. If there are no cases, the last line says so.
///
/// # Errors
/// The output cannot be written, for example because the pipe is closed.
pub(in crate::cli) fn print<W>(
    out: &mut W,
    briefs: &[AnalysedBrief<'_>],
    renderer: &RowRenderer,
) -> io::Result<ContradictionCounts>
where
    W: Write + ?Sized,
{
    let mut counts = ContradictionCounts::default();
    for checked in briefs {
        if briefs.len() > 1 {
            let name = Paragraph::indented(0).hanging(2).with(Tone::Strong, checked.path);
            let name = name.with(Tone::Quiet, format!(" · {}", checked.brief.title));
            print_paragraphs(out, renderer, &[name, Paragraph::default()])?;
        }
        let cases = Cases::new(checked.brief, checked.analysis);
        print_cases(out, renderer, *checked, ("contradiction", &cases.contradictions))?;
        print_cases(out, renderer, *checked, ("shift", &cases.shifts))?;
        counts.add(checked.brief, &cases);
    }
    writeln!(out, "{}", counts.summary())?;
    Ok(counts)
}

fn print_cases<W>(
    out: &mut W,
    renderer: &RowRenderer,
    checked: AnalysedBrief<'_>,
    (kind, cases): (&str, &[Case]),
) -> io::Result<()>
where
    W: Write + ?Sized,
{
    for (at, case) in cases.iter().enumerate() {
        let number = format!("{kind} case {} of {}", at + 1, cases.len());
        print_paragraphs(out, renderer, &[Paragraph::indented(0).with(Tone::Quiet, number)])?;
        let case = case::CaseText { path: checked.path, brief: checked.brief, case };
        for line in case::render_rows(case, renderer.width, &str::to_owned) {
            writeln!(out, "{}", renderer.render(&line))?;
        }
        write!(out, "\n\n")?;
    }
    Ok(())
}

fn print_paragraphs<W>(out: &mut W, renderer: &RowRenderer, paragraphs: &[Paragraph]) -> io::Result<()>
where
    W: Write + ?Sized,
{
    text::wrap(paragraphs, renderer.width).iter().try_for_each(|line| writeln!(out, "{}", renderer.render(line)))
}

impl ContradictionCounts {
    fn add(&mut self, brief: &Brief, cases: &Cases) {
        let Cases { contradictions, shifts } = cases;
        self.cases += contradictions.len();
        self.contradictions += contradictions.iter().map(|case| case.finding_indices.len()).sum::<usize>();
        self.open += contradictions.iter().filter(|case| case.verdict(brief).word == OPEN).count();
        self.shifts += shifts.len();
    }

    fn summary(self) -> String {
        let shifts = match self.shifts {
            0 => "nobody shifts position".to_owned(),
            shifts => format!("{} of position", pluralize(shifts, "shift")),
        };
        if self.contradictions == 0 {
            return format!("no contradiction; {shifts}");
        }
        let contradictions = pluralize(self.contradictions, "contradiction");
        format!("{contradictions} in {}, {} of them open; {shifts}", pluralize(self.cases, "case"), self.open)
    }
}
