//! Contradictions that only one of the two sides tells of. Which of them is right is for nobody here to say.

use std::collections::HashSet;

use super::LintSubject;
use super::lint_spot::{MOST, statement};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::model::{Ix, Statement};

/// Statements that contradict another which does not contradict them; the first of each, should they be very many.
pub(super) fn one_sided(subject: LintSubject<'_>, found: &mut Faults) {
    let said = || {
        let statements = subject.brief.statements.iter();
        statements.flat_map(|(from, statement)| statement.contradicts.iter().map(move |to| (from, *to)))
    };
    let known: HashSet<(Ix<Statement>, Ix<Statement>)> = said().collect();
    let one_sided: Vec<_> = said().filter(|(from, to)| !known.contains(&(*to, *from))).collect();
    let of_each = one_sided.chunk_by(|(one, _), (other, _)| one == other);
    let told = of_each.flat_map(|links| links.iter().take(MOST));
    found.extend(told.map(|(from, to)| fault(subject, *from, *to)));
}

fn fault(subject: LintSubject<'_>, from: Ix<Statement>, to: Ix<Statement>) -> Fault {
    let [own, other] = [from, to].map(|ix| subject.brief.statements[ix].id.as_str());
    let problem = format!("contradicts {}, which does not contradict it", quoted(other));
    let spot = subject.spot_of_word(statement(from), "contradicts", other);
    let fault = spot.fault(Code::OneSided, problem).related(&subject.spot_of(statement(to)).place, "the other");
    fault.help(format!("write `contradicts = [\"{own}\"]` there too"))
}
