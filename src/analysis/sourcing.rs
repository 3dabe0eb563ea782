//! Counts that show how well a brief is sourced. It never weighs them; the reader judges.

use super::Analysis;
use crate::model::{Actor, Attribution, Brief, Credibility, Ix, Reliability, Speaker};

/// The counts that a presenter gives about the sourcing of a brief.
#[derive(Debug, Clone, PartialEq)]
pub struct SourcingReport {
    pub statements: usize,
    /// One count per attribution, zeros included.
    pub by_attribution: Vec<KindCount<Attribution>>,
    /// One count per number of the Admiralty code, zeros included.
    pub by_credibility: Vec<KindCount<Credibility>>,
    /// Statements whose speaker the source does not name.
    pub unnamed: usize,
    /// Statements with the attribution direct or mixed.
    pub quotes: usize,
    pub sources: usize,
    /// One count per letter of the Admiralty code, zeros included.
    pub by_reliability: Vec<KindCount<Reliability>>,
    /// Independent origins of the sources.
    pub origins: usize,
    /// Records that only one origin reports.
    pub of_one_origin: usize,
    /// Sources that state no date of publication.
    pub undated_sources: usize,
    /// Sources that state no outlet.
    pub sources_without_outlet: usize,
    pub weekday_faults: usize,
    /// Actors without a statement whose members have none either, in the order of the brief.
    pub unheard: Vec<Ix<Actor>>,
}

/// The number of items of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindCount<T> {
    pub of: T,
    pub count: usize,
}

impl SourcingReport {
    /// The counts of `brief`; `analysis` must be that of the same brief.
    pub fn new(brief: &Brief, analysis: &Analysis) -> Self {
        let statements = || brief.statements.iter().map(|(_, statement)| statement);
        let sources = || brief.sources.iter().map(|(_, source)| source);
        let quotes = || statements().filter(|statement| is_quote(statement.attribution));
        let of_one_origin = |record: &_| analysis.origins.corroborating(*record).len() == 1;
        Self {
            statements: statements().count(),
            by_attribution: counts(Attribution::ALL, statements().map(|statement| statement.attribution)),
            by_credibility: counts(Credibility::ALL, statements().map(|statement| statement.credibility)),
            unnamed: statements().filter(|statement| matches!(statement.speaker, Speaker::Unnamed(_))).count(),
            quotes: quotes().count(),
            sources: sources().count(),
            by_reliability: counts(Reliability::ALL, sources().map(|source| source.reliability)),
            origins: analysis.origins.count(),
            of_one_origin: brief.records().filter(of_one_origin).count(),
            undated_sources: sources().filter(|source| source.published.is_none()).count(),
            sources_without_outlet: sources().filter(|source| source.outlet.is_none()).count(),
            weekday_faults: analysis.weekday_faults.len(),
            unheard: analysis.silence.unheard.clone(),
        }
    }

    /// The share of statements with an unnamed speaker, in per cent, rounded to a whole number. 0 when there is no statement.
    pub fn unnamed_percent(&self) -> usize {
        (self.unnamed * 100 + self.statements / 2).checked_div(self.statements).unwrap_or(0)
    }
}

const fn is_quote(attribution: Attribution) -> bool {
    match attribution {
        Attribution::Direct | Attribution::Mixed => true,
        Attribution::Indirect | Attribution::Inferred => false,
    }
}

fn counts<T: Copy + PartialEq>(all: &[T], found: impl Iterator<Item = T>) -> Vec<KindCount<T>> {
    let mut counts: Vec<KindCount<T>> = all.iter().map(|of| KindCount { of: *of, count: 0 }).collect();
    for value in found {
        counts.iter_mut().filter(|count| count.of == value).for_each(|count| count.count += 1);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::BriefBuilder;

    #[test]
    fn the_numbers_add_up() {
        let brief = BriefBuilder::new()
            .source("dawn", |source| source.outlet("Dawn").published("2025").held())
            .statement("a", |s| s.by("asif").in_source("dawn").quote("Yes."))
            .statement("b", |s| s.unnamed("a diplomat").in_source("blog").quote("No.").about("kabul"))
            .statement("c", |s| s.by("asif").inferred().in_source("dawn"))
            .claim("d", |c| c.question("How many?").value("10"))
            .claim("e", |c| c.question("How many?").value("20"))
            .brief();
        let report = SourcingReport::new(&brief, &Analysis::new(&brief));
        assert_eq!((report.statements, report.unnamed, report.unnamed_percent()), (3, 1, 33));
        assert_eq!(report.quotes, 2);
        assert_eq!(report.by_attribution.iter().map(|count| count.count).sum::<usize>(), 3);
        assert_eq!(report.by_reliability[5], KindCount { of: Reliability::F, count: report.sources });
        assert_eq!(report.undated_sources, report.sources - 1);
        assert_eq!(report.unheard.len(), 1);
    }
}
