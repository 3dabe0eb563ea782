//! Whether a quote stands in its text, as a line tells it. It compares nothing itself.

use crate::model::{Brief, Ix, Statement};
use crate::quotes::diff::Piece;
use crate::quotes::{Held, Quotes, Rule, State, Verdict};
use crate::text::{Paragraph, Tone};

/// Words that are shown before and after a change.
const AROUND: usize = 5;

/// The sign and the state, such as `✓ normalized: dashes, spaces`; where nothing can be compared, why.
pub fn state(quotes: &Quotes, brief: &Brief, ix: Ix<Statement>) -> Option<(Tone, String)> {
    let (tone, told) = match quotes.state(brief, ix) {
        State::NothingQuoted => return None,
        State::NoText => match quotes.held(brief.statements[ix].source) {
            Held::Unnamed | Held::Missing | Held::Text(_) => (Tone::Quiet, "no text held".to_owned()),
            Held::Unreadable(why) => (Tone::Alert, format!("✗ the text held cannot be read: {why}")),
            Held::Other { .. } => (Tone::Alert, "✗ the text held is not the one coded from".to_owned()),
        },
        State::Compared(verdict) => match verdict {
            Verdict::Verbatim { .. } => (Tone::Quiet, "✓ verbatim".to_owned()),
            Verdict::Normalized { rules, .. } => (Tone::Quiet, format!("✓ normalized: {}", rules_in_words(rules))),
            Verdict::OutOfOrder { .. } => (Tone::Alert, "✗ in the text held, but in another order".to_owned()),
            Verdict::Changed { .. } => (Tone::Alert, "✗ changed".to_owned()),
            Verdict::NotFound => (Tone::Alert, "✗ not in the text held".to_owned()),
        },
    };
    Some((tone, told))
}

/// The rules, with commas between.
pub fn rules_in_words(rules: &[Rule]) -> String {
    rules.iter().map(|rule| rule.word()).collect::<Vec<_>>().join(", ")
}

/// What a changed quote has and the text has not, and the other way round; `None` where the words are not changed.
pub(super) fn change(quotes: &Quotes, brief: &Brief, ix: Ix<Statement>) -> Option<Paragraph> {
    let State::Compared(Verdict::Changed { diff, .. }) = quotes.state(brief, ix) else { return None };
    let line = Paragraph::at(2).hanging(2).with(Tone::Quiet, "[-quoted-] {+printed+}: ");
    let last = diff.len().saturating_sub(1);
    Some(diff.iter().enumerate().fold(line, |line, (at, piece)| match piece {
        Piece::Same(text) => line.with(Tone::Quote, shortened(text, at > 0, at < last)),
        Piece::Removed(text) => line.with(Tone::Alert, format!("[-{text}-]")),
        Piece::Added(text) => line.with(Tone::Strong, format!("{{+{text}+}}")),
    }))
}

/// The words next to a change before or behind; `…` stands for the others.
fn shortened(text: &str, is_behind: bool, is_ahead: bool) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let (head, tail) = (if is_behind { AROUND } else { 0 }, if is_ahead { AROUND } else { 0 });
    if words.len() <= head + tail + 1 {
        return text.to_owned();
    }
    let (head, tail) = (words[..head].concat(), words[words.len() - tail..].concat());
    format!("{head}… {tail}")
}
