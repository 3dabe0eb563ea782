//! An actor in Detail: its roles, its stances and the number of its statements. It hides nothing.

use super::{DetailContext, evidence, field, finding, labelled};
use crate::model::{Actor, Brief, EdtfDate, Ix, Membership, Record, Role};
use crate::text::{Paragraph, Tone};
use crate::view::{self, BriefFacts};

pub(super) fn paragraphs(context: DetailContext<'_>, ix: Ix<Actor>) -> Vec<Paragraph> {
    let DetailContext { facts, .. } = context;
    let brief = &facts.brief;
    let actor = &brief.actors[ix];
    let mut paragraphs = vec![head(brief, actor)];
    paragraphs.extend(actor.description.as_ref().map(|text| Paragraph::indented(0).with(Tone::Plain, text)));
    paragraphs.extend(stance_line(context, ix));
    paragraphs.push(labelled("heard").with(Tone::Plain, statement_counts(facts, ix)));
    paragraphs.extend(newest_statement(facts, ix));
    let roles: Vec<String> = actor.roles.iter().map(|role| role_with_dates(brief, role)).collect();
    paragraphs.extend(field("roles", (roles.len() > 1).then(|| roles.join(" · "))));
    let bodies = actor.memberships.iter().map(|membership| (membership.of, membership));
    paragraphs.extend(field("member of", names_with_years(brief, bodies)));
    let members =
        brief.actors.iter().flat_map(|(member, other)| other.memberships.iter().map(move |one| (member, one)));
    paragraphs.extend(field("members", names_with_years(brief, members.filter(|(_, one)| one.of == ix))));
    paragraphs.extend(field("also spelt", (!actor.aliases.is_empty()).then(|| actor.aliases.join(", "))));
    for shift in facts.findings.shifts.iter().filter(|shift| shift.actor == ix) {
        paragraphs.extend(finding::shift_paragraphs(brief, shift));
    }
    paragraphs.extend(field("note", actor.note.as_ref()));
    paragraphs
}

fn head(brief: &Brief, actor: &Actor) -> Paragraph {
    let role = actor.role_on(None).map(|role| format!(", {}", view::role(brief, role)));
    let line = Paragraph::indented(0).with(Tone::Strong, &actor.name).with_optional(Tone::Plain, role);
    let native = actor.native_name.as_ref();
    let line = line.with_optional(Tone::Plain, native.map(|_| " · ")).with_optional(Tone::Native, native);
    line.with(Tone::Quiet, format!(" · {}", actor.kind))
}

/// The actor's stance on every issue of the shown matrix, and the issues on which it is silent.
fn stance_line(context: DetailContext<'_>, ix: Ix<Actor>) -> Option<Paragraph> {
    let brief = &context.facts.brief;
    let mut line = labelled("stands");
    let mut silent = Vec::new();
    let mut has_stance = false;
    for (issue_ix, issue) in brief.issues.iter() {
        let Some(cell) = context.matrix.cell(ix, issue_ix) else {
            silent.push(issue.label.as_str());
            continue;
        };
        let position = format!("{} {}", view::glyph(cell.position), view::position(cell.position));
        line = line.with_optional(Tone::Quiet, has_stance.then_some(" · "));
        line = line.with(Tone::Stance(cell.position), position).with(Tone::Plain, format!(" {}", issue.label));
        has_stance = true;
    }
    let silent = view::join_first(silent.iter().copied(), silent.len()).map(|labels| format!(" · silent on {labels}"));
    has_stance.then(|| line.with_optional(Tone::Quiet, silent))
}

fn statement_counts(facts: &BriefFacts, ix: Ix<Actor>) -> String {
    let positions = facts.timeline_index.for_actor(ix);
    let statements = facts.timeline_index.statements_by(ix);
    if statements == 0 {
        return match positions.len() {
            0 => "never; only named by others".to_owned(),
            _ => format!("never; {} with a part in it", view::pluralize(positions.len(), "record")),
        };
    }
    let sources: std::collections::BTreeSet<_> = positions
        .iter()
        .flat_map(|position| facts.brief.sources_of(facts.timeline_index.records()[*position]))
        .collect();
    let others = match positions.len() - statements {
        0 => String::new(),
        more => format!(" · a part in {more} more"),
    };
    format!("{} in {}{others}", view::pluralize(statements, "statement"), view::pluralize(sources.len(), "source"))
}

/// The newest statement, which is the most frequent question about an actor.
fn newest_statement(facts: &BriefFacts, ix: Ix<Actor>) -> Option<Paragraph> {
    let brief = &facts.brief;
    let says = |record: &Record| match record {
        Record::Statement(statement) => brief.statements[*statement].actors().contains(&ix),
        Record::Event(_) | Record::Claim(_) => false,
    };
    let records = facts.timeline_index.records();
    let newest = facts.timeline_index.for_actor(ix).iter().rev().map(|position| records[*position]).find(says)?;
    Some(evidence(brief, newest, None))
}

/// The actors at the other end of memberships, each with its dates: `council, 2019–2022 · port, since 2024`; with commas when no
/// membership has dates. Returns `None` without memberships.
fn names_with_years<'a>(
    brief: &Brief,
    memberships: impl Iterator<Item = (Ix<Actor>, &'a Membership)>,
) -> Option<String> {
    let mut separator = ", ";
    let names = memberships.map(|(other, Membership { from, to, .. })| {
        let name = view::short_name(brief, other);
        let Some(dates) = describe_period(from.as_ref(), to.as_ref()) else { return name.to_owned() };
        separator = " · ";
        format!("{name}, {dates}")
    });
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| names.join(separator))
}

/// `2019–2022`, `since 2019`, `until 2022`, or `None` without dates.
fn describe_period(from: Option<&EdtfDate>, to: Option<&EdtfDate>) -> Option<String> {
    match (from.map(EdtfDate::in_words), to.map(EdtfDate::in_words)) {
        (None, None) => None,
        (Some(from), None) => Some(format!("since {from}")),
        (None, Some(to)) => Some(format!("until {to}")),
        // A dash without spaces would join the last word of one date to the first of the other.
        (Some(from), Some(to)) if from.contains(' ') || to.contains(' ') => Some(format!("{from} – {to}")),
        (Some(from), Some(to)) => Some(format!("{from}–{to}")),
    }
}

/// A role with its body and dates: `Chief Minister, KP (since 2024)`.
fn role_with_dates(brief: &Brief, role: &Role) -> String {
    let title = view::role(brief, role);
    match (&role.from, &role.to) {
        (None, None) => title,
        (Some(from), None) => format!("{title} (since {})", from.in_words()),
        (None, Some(to)) => format!("{title} (until {})", to.in_words()),
        (Some(from), Some(to)) => format!("{title} ({} to {})", from.in_words(), to.in_words()),
    }
}
