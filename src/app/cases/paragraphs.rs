//! A case in paragraphs, piece by piece: the same ones in the view and in the shell. Where the pieces stand is theirs to say who show them.

use crate::analysis;
use crate::app::detail::describe_kind;
use crate::model::StancePosition;
use crate::model::{Actor, Attribution, Brief, Ix, Rank, Record};
use crate::quotes::diff::DiffPiece;
use crate::text::{Paragraph, Tone};
use crate::view;
use crate::view::cases::{
    Case, CaseKind, CaseVerdict, OPEN, RankReason, RecordView, SETTLED, SourceReport, WordingDiff, wording_diffs,
};

/// Columns before what is told of a side's records.
pub const INDENT: usize = 2;
/// Columns of the ranks.
const RANK: usize = 12;

/// The question, and below it what kind of case it is and whether it is open.
pub fn heading(brief: &Brief, case: &Case) -> Vec<Paragraph> {
    let of = |line: Paragraph, actor: Ix<Actor>| line.with(Tone::Quiet, format!(" · {}", brief.actors[actor].name));
    let kind = match &case.kind {
        CaseKind::Contradiction(kind @ analysis::ContradictionKind::OppositeStances { actor, .. }) => {
            of(Paragraph::indented(0).with(Tone::Quiet, describe_kind(*kind)), *actor)
        }
        CaseKind::Contradiction(kind) => Paragraph::indented(0).with(Tone::Quiet, describe_kind(*kind)),
        CaseKind::Shift(shift) => {
            let turn = format!("{} {}", view::arrow(shift.turn), shift.turn.word());
            of(Paragraph::indented(0).with(Tone::Alert, turn), shift.actor)
        }
    };
    let links = (!case.links.is_empty()).then(|| format!(" · {}", view::pluralize(case.links.len(), "link")));
    // Where it stands is told at once, for on a small screen the end is not seen.
    let CaseVerdict { word, sentence, .. } = case.verdict(brief);
    let stands = match word {
        OPEN => Some(" · open".to_owned()),
        SETTLED => Some(format!(" · {sentence}")),
        _ => None,
    };
    let kind = kind.with_optional(Tone::Quiet, links).with_optional(Tone::Quiet, stands);
    vec![Paragraph::indented(0).hanging(2).with(Tone::Strong, &case.question), kind]
}

/// What a side is called, how it is ranked, and how many origins it has.
pub fn label(brief: &Brief, case: &Case, at: usize) -> Paragraph {
    let side = &case.sides[at];
    let end = match (&case.kind, at) {
        (CaseKind::Contradiction(_), _) => None,
        (CaseKind::Shift(_), 0) => Some("from "),
        (CaseKind::Shift(_), _) => Some("to "),
    };
    let line = Paragraph::indented(0).hanging(2).with_optional(Tone::Quiet, end);
    let position = side.stance.map(StancePosition::Held);
    let line = match position {
        Some(held) => line.with(Tone::Stance(held), format!("{} ", view::glyph(held))),
        None => line,
    };
    let line = line.with(Tone::Strong, &side.label);
    let line = match case.rank(brief, at) {
        Some(Rank::Preferred) => line.with(Tone::Plain, " · preferred"),
        Some(Rank::Deprecated) => line.with(Tone::Quiet, " · deprecated"),
        Some(Rank::Normal) | None => line,
    };
    line.with(Tone::Quiet, format!(" · {}", view::pluralize(side.origins.len(), "origin")))
}

/// What is told of one record: who says so, when, in which words, as reported by whom.
pub fn record_paragraphs(brief: &Brief, case: &Case, record: Record) -> Vec<Paragraph> {
    let told = RecordView::new(brief, record);
    let row = || Paragraph::indented(INDENT);
    let given = matches!(record, Record::Claim(_)).then_some("given by ");
    let who = row().hanging(2).with_optional(Tone::Quiet, given).with(Tone::Strong, &told.who);
    let who = who.with_optional(Tone::Plain, told.role.as_ref().map(|role| format!(", {role}")));
    let mut rows = vec![who.with_optional(Tone::Strong, rank(brief, record).map(|rank| format!(" · {rank}")))];
    rows.extend(circumstances(&told));
    rows.extend(told.quote.as_ref().map(|quote| row().with(Tone::Quote, quote)));
    let whose = match told.attribution {
        Some(Attribution::Inferred) => "the officer’s reading, not speech: ",
        Some(Attribution::Direct | Attribution::Mixed | Attribution::Indirect) | None => "paraphrase: ",
    };
    rows.extend(told.gist.as_ref().map(|gist| row().with(Tone::Quiet, whose).with(Tone::Plain, gist)));
    let attribution = attribution(&told);
    let of_first = |at| attribution.clone().filter(|_| at == 0);
    rows.extend(told.reports.iter().enumerate().map(|(at, told)| report(told, of_first(at))));
    let label = brief.tlp_of(record);
    rows.extend((label != brief.tlp).then(|| row().with(Tone::Alert, label.word())));
    rows.extend(contradicts_line(brief, case, record));
    rows
}

/// The rank of a claim, where it is not the usual one: one of several that give a value may be preferred.
fn rank(brief: &Brief, record: Record) -> Option<Rank> {
    let Record::Claim(ix) = record else { return None };
    Some(brief.claims[ix].rank).filter(|rank| *rank != Rank::Normal)
}

/// When it was, as printed and where.
fn circumstances(told: &RecordView) -> Option<Paragraph> {
    let printed = told.printed.as_ref().map(|printed| format!("printed “{printed}”"));
    let parts = [told.when.clone(), printed, told.venue.clone()];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| Paragraph::indented(INDENT).hanging(2).with(Tone::Quiet, parts.join(" · ")))
}

/// How it is attributed, with the reporting verb and who relayed it.
fn attribution(told: &RecordView) -> Option<String> {
    let cue = told.cue.as_ref().map(|cue| format!(" “{cue}”")).unwrap_or_default();
    let via = told.via.as_ref().map(|via| format!(" · relayed by {via}")).unwrap_or_default();
    told.attribution.map(|attribution| format!("{attribution}{cue}{via} · "))
}

/// The grade stands first, so that grades stand in one column.
fn report(report: &SourceReport, attribution: Option<String>) -> Paragraph {
    let line = Paragraph::indented(INDENT).hanging(2).with(Tone::Plain, &report.grade).with(Tone::Quiet, " · ");
    let line = line.with_optional(Tone::Quiet, attribution).with(Tone::Quiet, &report.source);
    line.with_optional(Tone::Quiet, report.after.as_ref().map(|after| format!(" · after {after}")))
}

/// Whom it contradicts, where the sides alone do not tell.
fn contradicts_line(brief: &Brief, case: &Case, record: Record) -> Option<Paragraph> {
    let name = |other| format!("{} {}", view::who(brief, other), view::format_date(brief, other));
    let names: Vec<String> = case.contradicted_by(record).map(name).collect();
    let line = Paragraph::indented(INDENT).hanging(2).with(Tone::Quiet, format!("contradicts {}", names.join(", ")));
    (!names.is_empty()).then_some(line)
}

/// What stands below the sides: how their words differ, and where the case stands.
pub fn ending(brief: &Brief, case: &Case) -> Vec<Paragraph> {
    let wordings = wording_diffs(brief, case);
    let mut rows: Vec<Paragraph> = wordings.iter().flat_map(|wording| wording_paragraphs(case, wording)).collect();
    rows.extend(verdict(&case.verdict(brief)));
    rows.extend(case.only_origin().map(|origin| {
        let name = format!(" · every side goes back to {}", view::source_name(brief, origin));
        Paragraph::indented(0).hanging(2).with(Tone::Strong, "one origin").with(Tone::Plain, name)
    }));
    rows
}

/// The words that two sides share, with what only one of them prints between signs.
fn wording_paragraphs(case: &Case, wording: &WordingDiff) -> [Paragraph; 3] {
    let [first, other] = [0, wording.side].map(|side| case.sides[side].label.as_str());
    let legend = Paragraph::indented(0).hanging(2).with(Tone::Quiet, "word by word: ");
    let legend = removed(legend, &format!("only {first}")).with(Tone::Quiet, " ");
    let legend = added(legend, &format!("only {other}"));
    let compared = wording.pieces.iter().fold(Paragraph::indented(INDENT), |line, piece| match piece {
        DiffPiece::Same(text) => line.with(Tone::Plain, text),
        DiffPiece::Removed(text) => removed(line, text),
        DiffPiece::Added(text) => added(line, text),
    });
    [legend, compared, Paragraph::default()]
}

fn removed(line: Paragraph, text: &str) -> Paragraph {
    with_signs(line, Tone::Quiet, ["[-", "-]"], text)
}

fn added(line: Paragraph, text: &str) -> Paragraph {
    with_signs(line, Tone::Strong, ["{+", "+}"], text)
}

/// The signs stand at the words, and the space around them outside.
fn with_signs(line: Paragraph, tone: Tone, [before, after]: [&str; 2], text: &str) -> Paragraph {
    let inner = text.trim();
    if inner.is_empty() {
        return line.with(Tone::Plain, text);
    }
    let start = text.len() - text.trim_start().len();
    let (lead, trail) = (&text[..start], &text[start + inner.len()..]);
    line.with(Tone::Plain, lead).with(tone, format!("{before}{inner}{after}")).with(Tone::Plain, trail)
}

fn verdict(verdict: &CaseVerdict) -> Vec<Paragraph> {
    let line = Paragraph::indented(0).hanging(2).with(Tone::Strong, verdict.word);
    let line = line.with(Tone::Quiet, " · ").with(Tone::Plain, &verdict.sentence);
    std::iter::once(line).chain(verdict.reasons.iter().map(reason)).collect()
}

fn reason(reason: &RankReason) -> Paragraph {
    let line = Paragraph::indented(INDENT).hanging(RANK).with(Tone::Quiet, format!("{:<RANK$}", reason.rank.word()));
    let why = reason.why.as_ref().map(|why| format!(": {why}"));
    let line = line.with(Tone::Strong, &reason.value).with(Tone::Quiet, format!(" · {}", reason.whose));
    line.with_optional(Tone::Plain, why)
}
