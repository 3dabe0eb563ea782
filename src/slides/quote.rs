//! The card of a quote: somebody's words as large as they can be set, and below them all that tells how far to trust them. It compares nothing.

use super::front::flows;
use super::unit::Unit;
use super::{Draft, Ground, Proof, Sheet, told};
use crate::model::{Attribution, Ix, Record, Section, Statement};
use crate::text::{Paragraph, Tone};
use crate::view;
use crate::view::cases::Testimony;

/// Longer than any title that an index shows, in characters.
const TITLE: usize = 300;

/// The cards of a quote.
pub(super) fn quote(ground: Ground<'_>, ix: Ix<Statement>) -> Draft {
    let brief = ground.brief;
    let (record, statement) = (Record::Statement(ix), &brief.statements[ix]);
    let told = Testimony::of(brief, record);
    let quote = told.quote.clone().unwrap_or_default();
    let mut units = vec![Unit::wide(Paragraph::at(0).with(Tone::Strong, &quote))];
    if statement.attribution == Attribution::Mixed {
        let only = Paragraph::at(0).with(Tone::Quiet, "only the words between the marks are the speaker’s");
        units.push(Unit::text(told::gist(&told).into_iter().chain([only]).collect()));
    } else {
        units.extend(told::gist(&told).map(|gist| Unit::text(vec![gist])));
    }
    units.push(Unit::text([told::who(&told)].into_iter().chain(told::when(&told)).collect()));
    let grade = format!(
        "source: {} · statement: {}",
        brief.sources[statement.source].reliability.meaning(),
        statement.credibility.meaning()
    );
    let mut rows: Vec<Paragraph> = told::reports(&told).collect();
    rows.push(Paragraph::at(0).hanging(2).with(Tone::Quiet, grade));
    rows.extend(standing(ground, ix));
    rows.extend(told::label(brief, record));
    units.push(Unit::text(rows).joined());
    let label = brief.tlp_of(record);
    let speaker = view::speaker(brief, &statement.speaker);
    // Each of its cards has it: of a quote that fills many, the beginning has to do.
    let title: String = format!("{speaker}: {quote}").chars().take(TITLE).collect();
    let sheet =
        |body| Sheet { title: title.clone(), short: speaker.clone().into_owned(), label, records: vec![record], body };
    Draft {
        key: format!("quote:{}", statement.id),
        section: Some(Section::Quotes),
        numbered: false,
        cards: flows(units, Some(quote), sheet),
    }
}

/// How the words stand in the text that they are from, and whether they are disputed.
fn standing(ground: Ground<'_>, ix: Ix<Statement>) -> Option<Paragraph> {
    let statement = &ground.brief.statements[ix];
    let line = Paragraph::at(0).hanging(2);
    let line = match ground.proofs.get(&statement.id) {
        Some(Proof::Verbatim) => line.with(Tone::Plain, "✓ word for word in the text held"),
        Some(Proof::Normalized) => line.with(Tone::Plain, "✓ word for word in the text held, but for signs and spaces"),
        Some(Proof::Otherwise) => line.with(Tone::Alert, "✗ not word for word in the text held"),
        None => line,
    };
    let disputed = ground.findings.contradictions_of(Record::Statement(ix)).next().is_some();
    let line = match (disputed, line.is_empty()) {
        (false, _) => line,
        (true, true) => line.with(Tone::Alert, "! disputed"),
        (true, false) => line.with(Tone::Quiet, " · ").with(Tone::Alert, "! disputed"),
    };
    (!line.is_empty()).then_some(line)
}
