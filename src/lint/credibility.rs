//! Lint: statements graded as confirmed by other sources, of which one origin is the only one. It never grades a statement itself.

use super::LintSubject;
use super::lint_spot::statement;
use crate::diagnostics::Code;
use crate::diagnostics::{Faults, quoted};
use crate::model::{Credibility, Record};

/// Reports statements of credibility 1 whose reports all go back to one origin.
pub(super) fn confirmed_by_one_origin(subject: LintSubject<'_>, found: &mut Faults) {
    let brief = subject.brief;
    let confirmed = brief.statements.iter().filter(|(_, statement)| statement.credibility == Credibility::One);
    found.extend(confirmed.filter_map(|(ix, _)| {
        let [origin] = subject.analysis.origins.corroborating(Record::Statement(ix)) else { return None };
        let origin = quoted(&brief.sources[*origin].id);
        let problem = format!("graded as confirmed by other sources, but its one origin is {origin}");
        let fault = subject.spot(statement(ix), "credibility").fault(Code::ConfirmedByOneOrigin, problem);
        Some(fault.help("link the reports of other sources with `repeats` or `rewords`, or grade it lower"))
    }));
}
