//! Contradictions and shifts for the eye: every case in full, side below side, each record with the reference at which it can be read on.

use std::io::{self, Write};

use crate::analysis::Analysis;
use crate::cli::row_renderer::RowRenderer;
use crate::model::Brief;
use crate::prompt::case;
use crate::text::{self, Paragraph, Tone};
use crate::view::cases::{Case, Cases, OPEN};
use crate::view::pluralize;

/// A brief whose cases are printed.
#[derive(Clone, Copy)]
pub(in crate::cli) struct BriefWithFindings<'a> {
    /// What stands before the `#` of its references.
    pub path: &'a str,
    pub brief: &'a Brief,
    pub findings: &'a Analysis,
}

/// How many were printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::cli) struct ContradictionCounts {
    pub cases: usize,
    pub contradictions: usize,
    pub open: usize,
    pub shifts: usize,
}

/// Prints the cases of `briefs`, the contradictions of each before its shifts, and at the end a line that counts them.
///
/// A brief is named where there are several. Where there is nothing to tell, the last line says so.
///
/// # Errors
/// When it cannot be written; whoever reads may have gone.
pub(in crate::cli) fn print<W>(
    out: &mut W,
    briefs: &[BriefWithFindings<'_>],
    look: &RowRenderer,
) -> io::Result<ContradictionCounts>
where
    W: Write + ?Sized,
{
    let mut tally = ContradictionCounts::default();
    for told in briefs {
        if briefs.len() > 1 {
            let name = Paragraph::indented(0).hanging(2).with(Tone::Strong, told.path);
            let name = name.with(Tone::Quiet, format!(" · {}", told.brief.title));
            print_paragraphs(out, look, &[name, Paragraph::default()])?;
        }
        let cases = Cases::new(told.brief, told.findings);
        print_cases(out, look, *told, ("contradiction", &cases.contradictions))?;
        print_cases(out, look, *told, ("shift", &cases.shifts))?;
        tally.add(told.brief, &cases);
    }
    writeln!(out, "{}", tally.summary())?;
    Ok(tally)
}

fn print_cases<W>(
    out: &mut W,
    look: &RowRenderer,
    told: BriefWithFindings<'_>,
    (kind, cases): (&str, &[Case]),
) -> io::Result<()>
where
    W: Write + ?Sized,
{
    for (at, case) in cases.iter().enumerate() {
        let number = format!("{kind} case {} of {}", at + 1, cases.len());
        print_paragraphs(out, look, &[Paragraph::indented(0).with(Tone::Quiet, number)])?;
        let case = case::CaseText { path: told.path, brief: told.brief, case };
        for line in case::render_rows(case, look.width, &str::to_owned) {
            writeln!(out, "{}", look.render(&line))?;
        }
        write!(out, "\n\n")?;
    }
    Ok(())
}

fn print_paragraphs<W>(out: &mut W, look: &RowRenderer, paragraphs: &[Paragraph]) -> io::Result<()>
where
    W: Write + ?Sized,
{
    text::wrap(paragraphs, look.width).iter().try_for_each(|line| writeln!(out, "{}", look.render(line)))
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
