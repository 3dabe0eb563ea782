//! A case in paragraphs, piece by piece, for the overlay and for the prompt. Their layout is decided by the callers.

use crate::analysis;
use crate::model::StancePosition;
use crate::model::{Actor, Attribution, Brief, Ix, Rank, Record};
use crate::quotes::diff::DiffPiece;
use crate::text::{Paragraph, Tone};
use crate::view;
use crate::view::cases::{Case, CaseKind, CaseVerdict, OPEN, RankReason, SETTLED, WordingDiff, wording_diffs};
use crate::view::detail::describe_kind;
use crate::view::record_view::{PersonView, RecordView, SourceReport};

/// The indent of a side's records, in columns.
pub const INDENT: usize = 2;
/// The width of the column of ranks.
const RANK: usize = 12;

/// The question, and below it the kind of the case and whether it is open.
pub fn heading(brief: &Brief, case: &Case) -> Vec<Paragraph> {
    let with_actor =
        |line: Paragraph, actor: Ix<Actor>| line.with(Tone::Quiet, format!(" · {}", brief.actors[actor].name));
    let kind = match &case.kind {
        CaseKind::Contradiction(kind @ analysis::ContradictionKind::OppositeStances { actor, .. }) => {
            with_actor(Paragraph::indented(0).with(Tone::Quiet, describe_kind(*kind)), *actor)
        }
        CaseKind::Contradiction(kind) => Paragraph::indented(0).with(Tone::Quiet, describe_kind(*kind)),
        CaseKind::Shift(shift) => {
            let turn = format!("{} {}", view::arrow(shift.turn), shift.turn.word());
            with_actor(Paragraph::indented(0).with(Tone::Alert, turn), shift.actor)
        }
    };
    let links = (!case.links.is_empty()).then(|| format!(" · {}", view::pluralize(case.links.len(), "link")));
    // The verdict comes first: a small screen does not show the end.
    let CaseVerdict { word, sentence, .. } = case.verdict(brief);
    let stands = match word {
        OPEN => Some(" · open".to_owned()),
        SETTLED => Some(format!(" · {sentence}")),
        _ => None,
    };
    let kind = kind.with_optional(Tone::Quiet, links).with_optional(Tone::Quiet, stands);
    vec![Paragraph::indented(0).hanging(2).with(Tone::Strong, &case.question), kind]
}

/// The label of a side, its rank and the number of its origins.
pub fn label(brief: &Brief, case: &Case, at: usize) -> Paragraph {
    let side = &case.sides[at];
    let prefix = match (&case.kind, at) {
        (CaseKind::Contradiction(_), _) => None,
        (CaseKind::Shift(_), 0) => Some("from "),
        (CaseKind::Shift(_), _) => Some("to "),
    };
    let line = Paragraph::indented(0).hanging(2).with_optional(Tone::Quiet, prefix);
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

/// A record: who says so, when, in which words, and who reports it.
pub fn record_paragraphs(brief: &Brief, case: &Case, record: Record) -> Vec<Paragraph> {
    let record_view = RecordView::new(brief, record);
    let row = || Paragraph::indented(INDENT);
    let given = matches!(record, Record::Claim(_)).then_some("given by ");
    let who = record_view.with_who(row().hanging(2).with_optional(Tone::Quiet, given));
    // Of several claims with one value, only one may be preferred.
    let rank = record_view.rank.filter(|rank| *rank != Rank::Normal).map(|rank| format!(" · {rank}"));
    let mut rows = vec![who.with_optional(Tone::Strong, rank)];
    rows.extend(circumstances(&record_view));
    rows.extend(record_view.quote.as_ref().map(|quote| row().with(Tone::Quote, quote)));
    let prefix = match record_view.attribution {
        Some(Attribution::Inferred) => "the officer’s reading, not speech: ",
        Some(Attribution::Direct | Attribution::Mixed | Attribution::Indirect) | None => "paraphrase: ",
    };
    rows.extend(record_view.gist.map(|gist| row().with(Tone::Quiet, prefix).with(Tone::Plain, gist)));
    let attribution = attribution(&record_view);
    let for_first = |at| attribution.clone().filter(|_| at == 0);
    rows.extend(record_view.reports.iter().enumerate().map(|(at, source_report)| report(source_report, for_first(at))));
    rows.extend(record_view.label.map(|label| row().with(Tone::Alert, label.word())));
    rows.extend(contradicts_line(brief, case, record));
    rows
}

/// The date, the printed date and the venue.
fn circumstances(record_view: &RecordView<'_>) -> Option<Paragraph> {
    let printed = record_view.printed.map(|printed| format!("printed “{printed}”"));
    let parts = [record_view.when(), printed, record_view.venue.map(str::to_owned)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| Paragraph::indented(INDENT).hanging(2).with(Tone::Quiet, parts.join(" · ")))
}

/// The attribution, with the reporting verb and the actor who relayed it.
fn attribution(record_view: &RecordView<'_>) -> Option<String> {
    let cue = record_view.cue.map(|cue| format!(" “{cue}”")).unwrap_or_default();
    let via = record_view.relayed_by(PersonView::short_name).unwrap_or_default();
    record_view.attribution.map(|attribution| format!("{attribution}{cue}{via} · "))
}

/// The report of a source. The grade comes first, so that grades align in one column.
fn report(report: &SourceReport<'_>, attribution: Option<String>) -> Paragraph {
    let line = Paragraph::indented(INDENT).hanging(2).with(Tone::Plain, report.grade()).with(Tone::Quiet, " · ");
    let line = line.with_optional(Tone::Quiet, attribution).with(Tone::Quiet, &report.source);
    line.with_optional(Tone::Quiet, report.after.as_ref().map(|after| format!(" · after {after}")))
}

/// The records that a record contradicts, if the sides alone do not show it.
fn contradicts_line(brief: &Brief, case: &Case, record: Record) -> Option<Paragraph> {
    let name = |other| format!("{} {}", view::who(brief, other), view::format_date(brief, other));
    let names: Vec<String> = case.contradicted_by(record).map(name).collect();
    let line = Paragraph::indented(INDENT).hanging(2).with(Tone::Quiet, format!("contradicts {}", names.join(", ")));
    (!names.is_empty()).then_some(line)
}

/// The end of a case: the differences in wording, the verdict, and a note if all sides have one origin.
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

/// The word diff of two sides: shared words, and the words of one side between signs.
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

/// Puts signs directly around the words; the spaces around them stay outside.
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
