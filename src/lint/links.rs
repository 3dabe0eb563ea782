//! Lint: `contradicts` links that only one of the two statements has. It never judges which statement is right.

use std::collections::HashSet;

use super::LintSubject;
use super::lint_spot::{MOST, statement};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::model::{Ix, Statement};

/// Reports statements that contradict another statement without a link back: at most [`MOST`] links per statement.
pub(super) fn one_sided(subject: LintSubject<'_>, found: &mut Faults) {
    let links = || {
        let statements = subject.brief.statements.iter();
        statements.flat_map(|(from, statement)| statement.contradicts.iter().map(move |to| (from, *to)))
    };
    let known: HashSet<(Ix<Statement>, Ix<Statement>)> = links().collect();
    let one_sided: Vec<_> = links().filter(|(from, to)| !known.contains(&(*to, *from))).collect();
    let by_statement = one_sided.chunk_by(|(one, _), (other, _)| one == other);
    let reported = by_statement.flat_map(|links| links.iter().take(MOST));
    found.extend(reported.map(|(from, to)| fault(subject, *from, *to)));
}

fn fault(subject: LintSubject<'_>, from: Ix<Statement>, to: Ix<Statement>) -> Fault {
    let [own, other] = [from, to].map(|ix| subject.brief.statements[ix].id.as_str());
    let problem = format!("contradicts {}, which does not contradict it", quoted(other));
    let spot = subject.spot_of_word(statement(from), "contradicts", other);
    let fault = spot.fault(Code::OneSided, problem).related(&subject.spot_of(statement(to)).place, "the other");
    fault.help(format!("write `contradicts = [\"{own}\"]` there too"))
}
