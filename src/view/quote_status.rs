//! Describes the status of a quote in the text of its source. It compares nothing itself.

use crate::model::{Brief, Ix, Record, Statement};
use crate::quotes::diff::DiffPiece;
use crate::quotes::{NormalizationRule, PassageState, PassageVerdict, QuoteState, QuoteVerdict, Quotes, TextState};
use crate::text::{Paragraph, Tone};

/// The number of words shown before and after a change.
const CONTEXT_WORDS: usize = 5;

/// The status of a quote with its sign, such as `✓ normalized: dashes, spaces`, or why it was not compared; `None` if
/// nothing is quoted.
pub fn describe_status(quotes: &Quotes, brief: &Brief, ix: Ix<Statement>) -> Option<(Tone, String)> {
    let (tone, text) = match quotes.state(brief, ix) {
        QuoteState::NothingQuoted => return None,
        QuoteState::NoText => match quotes.text_of(brief.statements[ix].source) {
            TextState::Unnamed | TextState::Missing | TextState::Text(_) | TextState::OtherLineEnds(_) => {
                (Tone::Quiet, "no text held".to_owned())
            }
            TextState::Unreadable(why) => (Tone::Alert, format!("✗ the text held cannot be read: {why}")),
            TextState::Other { .. } => (Tone::Alert, "✗ the text held is not the one coded from".to_owned()),
        },
        QuoteState::Compared(verdict) => match verdict {
            QuoteVerdict::Verbatim { .. } => (Tone::Quiet, "✓ verbatim".to_owned()),
            QuoteVerdict::Normalized { rules, .. } => (Tone::Quiet, format!("✓ normalized: {}", describe_rules(rules))),
            QuoteVerdict::Unmarked { .. } => (Tone::Alert, "✗ not in quotation marks".to_owned()),
            QuoteVerdict::HasClause { .. } => (Tone::Alert, "✗ with words of the reporter".to_owned()),
            QuoteVerdict::OutOfOrder { .. } => (Tone::Alert, "✗ in the text held, but in another order".to_owned()),
            QuoteVerdict::Changed { .. } => (Tone::Alert, "✗ changed".to_owned()),
            QuoteVerdict::NotFound => (Tone::Alert, "✗ not in the text held".to_owned()),
        },
    };
    let times = quotes.times_printed(ix);
    Some((tone, if times > 1 { format!("{text} · printed {times} times") } else { text }))
}

/// The state of the passage of a record with its sign; `None` if it has none and no text of its sources is held.
pub fn describe_passage(quotes: &Quotes, brief: &Brief, record: Record) -> Option<(Tone, String)> {
    let is_held = || brief.sources_of(record).iter().any(|source| quotes.text_of(*source).text().is_some());
    let (tone, text) = match quotes.passage(brief, record) {
        PassageState::None if is_held() => (Tone::Quiet, "¶\u{a0}no\u{a0}passage".to_owned()),
        PassageState::None => return None,
        PassageState::NoText => (Tone::Quiet, "¶\u{a0}passage".to_owned()),
        PassageState::Located(located) => match &located.verdict {
            PassageVerdict::Found(_) => (Tone::Quiet, "¶\u{a0}passage".to_owned()),
            PassageVerdict::Repeated(places) => {
                (Tone::Alert, format!("✗ passage {} times in the text held", places.len()))
            }
            PassageVerdict::Missing(_) => (Tone::Alert, "✗ passage not in the text held".to_owned()),
        },
    };
    Some((tone, text))
}

/// The rules, separated by commas.
pub fn describe_rules(rules: &[NormalizationRule]) -> String {
    rules.iter().map(|rule| rule.word()).collect::<Vec<_>>().join(", ")
}

/// The word diff of a changed quote and its text; `None` if the words are not changed.
pub fn diff_paragraph(quotes: &Quotes, brief: &Brief, ix: Ix<Statement>) -> Option<Paragraph> {
    let QuoteState::Compared(QuoteVerdict::Changed { diff, .. }) = quotes.state(brief, ix) else { return None };
    let line = Paragraph::indented(2).hanging(2).with(Tone::Quiet, "[-quoted-] {+printed+}: ");
    let last = diff.len().saturating_sub(1);
    Some(diff.iter().enumerate().fold(line, |line, (at, piece)| match piece {
        DiffPiece::Same(text) => line.with(Tone::Quote, elide(text, at > 0, at < last)),
        DiffPiece::Removed(text) => line.with(Tone::Alert, format!("[-{text}-]")),
        DiffPiece::Added(text) => line.with(Tone::Strong, format!("{{+{text}+}}")),
    }))
}

/// Shortens the text between changes to the words next to them; `…` replaces the others.
fn elide(text: &str, is_behind: bool, is_ahead: bool) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let (head, tail) = (if is_behind { CONTEXT_WORDS } else { 0 }, if is_ahead { CONTEXT_WORDS } else { 0 });
    if words.len() <= head + tail + 1 {
        return text.to_owned();
    }
    let (head, tail) = (words[..head].concat(), words[words.len() - tail..].concat());
    format!("{head}… {tail}")
}
