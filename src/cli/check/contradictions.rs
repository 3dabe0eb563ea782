//! Contradictions and shifts for the eye: every case in full, side below side, each record with the reference at which it can be read on.

use std::io::{self, Write};

use crate::analysis::Findings;
use crate::cli::look::Look;
use crate::model::Brief;
use crate::prompt::case;
use crate::text::{self, Paragraph, Tone};
use crate::view::cases::{Case, Cases, OPEN};
use crate::view::count;

/// A brief whose cases are printed.
#[derive(Clone, Copy)]
pub(in crate::cli) struct Told<'a> {
    /// What stands before the `#` of its references.
    pub place: &'a str,
    pub brief: &'a Brief,
    pub findings: &'a Findings,
}

/// How many were printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::cli) struct Tally {
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
pub(in crate::cli) fn print<W>(out: &mut W, briefs: &[Told<'_>], look: &Look) -> io::Result<Tally>
where
    W: Write + ?Sized,
{
    let mut tally = Tally::default();
    for told in briefs {
        if briefs.len() > 1 {
            let name = Paragraph::at(0).hanging(2).with(Tone::Strong, told.place);
            let name = name.with(Tone::Quiet, format!(" · {}", told.brief.title));
            rows(out, look, &[name, Paragraph::default()])?;
        }
        let cases = Cases::of(told.brief, told.findings);
        print_cases(out, look, *told, ("contradiction", &cases.contradictions))?;
        print_cases(out, look, *told, ("shift", &cases.shifts))?;
        tally.add(told.brief, &cases);
    }
    writeln!(out, "{}", tally.in_words())?;
    Ok(tally)
}

fn print_cases<W>(out: &mut W, look: &Look, told: Told<'_>, (kind, cases): (&str, &[Case])) -> io::Result<()>
where
    W: Write + ?Sized,
{
    for (at, case) in cases.iter().enumerate() {
        let number = format!("{kind} case {} of {}", at + 1, cases.len());
        rows(out, look, &[Paragraph::at(0).with(Tone::Quiet, number)])?;
        let case = case::Told { place: told.place, brief: told.brief, case };
        for line in case::rows(case, look.width, &str::to_owned) {
            writeln!(out, "{}", look.row(&line))?;
        }
        write!(out, "\n\n")?;
    }
    Ok(())
}

fn rows<W>(out: &mut W, look: &Look, paragraphs: &[Paragraph]) -> io::Result<()>
where
    W: Write + ?Sized,
{
    text::wrap(paragraphs, look.width).iter().try_for_each(|line| writeln!(out, "{}", look.row(line)))
}

impl Tally {
    fn add(&mut self, brief: &Brief, cases: &Cases) {
        let Cases { contradictions, shifts } = cases;
        self.cases += contradictions.len();
        self.contradictions += contradictions.iter().map(|case| case.of.len()).sum::<usize>();
        self.open += contradictions.iter().filter(|case| case.verdict(brief).word == OPEN).count();
        self.shifts += shifts.len();
    }

    fn in_words(self) -> String {
        let shifts = match self.shifts {
            0 => "nobody shifts position".to_owned(),
            shifts => format!("{} of position", count(shifts, "shift")),
        };
        if self.contradictions == 0 {
            return format!("no contradiction; {shifts}");
        }
        let contradictions = count(self.contradictions, "contradiction");
        format!("{contradictions} in {}, {} of them open; {shifts}", count(self.cases, "case"), self.open)
    }
}
