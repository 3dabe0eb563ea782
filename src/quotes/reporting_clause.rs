//! Recognizes the reporter's clause inside of somebody's words, as in «Nous paierons, a déclaré Mme Vidal, mais tard». In doubt it sees none.

use std::ops::Range;

use super::speaker_words::SpeakerWords;
use super::speech_verbs::{AUXILIARIES, FIRST_PERSON, PARTICIPLES, THIRD_PERSON, TITLES, VERBS};
use super::turns::between_dashes;

/// The most words of a clause.
const MAX_WORDS: usize = 14;
/// The most words of what stands between two parts of a quote for a clause.
const MAX_GAP_WORDS: usize = 30;

/// The first reporting clause in a passage of the text; the passage is what a quote has.
///
/// A clause stands between commas, dashes or brackets, begins with a verb of saying and names the speaker, by a pronoun or by nobody else's
/// name; or it begins with the speaker's name and has the verb next.
pub(super) fn clause_in(text: &str, at: &Range<usize>, speaker: &SpeakerWords) -> Option<Range<usize>> {
    segments(text, at).into_iter().find(|(segment, is_dashed)| is_clause(&text[segment.clone()], *is_dashed, speaker)).map(|found| found.0)
}

/// Whether what stands between two parts of a quote is a reporting clause, and delimited as one.
pub(super) fn is_between_parts(text: &str, gap: &Range<usize>) -> bool {
    let words = &text[gap.clone()];
    let is_delimiter = |char: char| matches!(char, ',' | '—' | '–' | '―' | '-' | '(' | '[' | '!' | '?' | '…' | '.' | ';' | ':');
    let before = text[..gap.start].trim_end().ends_with(is_delimiter) || words.trim_start().starts_with(is_delimiter);
    let after = words.trim_end().ends_with(|char| is_delimiter(char) || matches!(char, ')' | ']'));
    let inside = words.trim_matches(|char: char| char.is_whitespace() || is_delimiter(char) || matches!(char, ')' | ']'));
    let count = inside.split_whitespace().count();
    before && after && (1..=MAX_GAP_WORDS).contains(&count) && (begins_with_verb(inside) || names_and_verb(inside))
}

/// Whether the words begin with a verb of saying whose subject follows.
pub(super) fn begins_with_verb(words: &str) -> bool {
    verb(&lower_words(words)).is_some()
}

/// A form of a clause that begins with its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum VerbForm {
    /// `a déclaré`, `ha detto`
    Compound,
    /// `dijo`, `sagte`
    Simple,
    /// `dit-il`
    WithPronoun,
}

/// The form of the verb at the start, and its number of words.
fn verb(words: &[String]) -> Option<(VerbForm, usize)> {
    // A pronoun before the verb: `l'a dit`, `se lamentó`.
    let skipped = usize::from(words.first().is_some_and(|word| matches!(word.as_str(), "se" | "lui" | "le" | "так")));
    let rest = &words[skipped..];
    let first = rest.first()?.trim_start_matches("l'").trim_start_matches("s'");
    if let Some((verb, pronoun)) = first.rsplit_once('-') {
        let verb = verb.trim_end_matches("-t");
        let is_aux = matches!(verb, "a" | "ont" | "s'est" | "avait");
        let said = VERBS.binary_search(&verb).is_ok() || is_aux && rest.iter().take(4).any(|word| is_participle(word));
        return (matches!(pronoun, "il" | "elle" | "ils" | "elles" | "on") && said).then_some((VerbForm::WithPronoun, skipped + 1));
    }
    if AUXILIARIES.contains(&first) {
        let at = rest.iter().skip(1).take(2).position(|word| is_participle(word))?;
        return Some((VerbForm::Compound, skipped + at + 2));
    }
    VERBS.binary_search(&first).is_ok().then_some((VerbForm::Simple, skipped + 1))
}

fn is_participle(word: &str) -> bool {
    PARTICIPLES.binary_search(&word).is_ok()
}

/// Whether the words are a pronoun or a name, and a verb of saying after it.
fn names_and_verb(words: &str) -> bool {
    let lower = lower_words(words);
    let begins = lower.first().is_some_and(|word| THIRD_PERSON.contains(&word.as_str()))
        || words.trim_start().chars().next().is_some_and(char::is_uppercase);
    begins && (1..lower.len().min(6)).any(|at| verb(&lower[at..]).is_some())
}

fn is_clause(words: &str, is_dashed: bool, speaker: &SpeakerWords) -> bool {
    let lower = lower_words(words);
    if lower.is_empty() || lower.len() > MAX_WORDS || lower.iter().any(|word| FIRST_PERSON.contains(&word.as_str())) {
        return false;
    }
    let names = names(words);
    let names_speaker = names.iter().any(|name| speaker.is_named(name));
    let Some((form, length)) = verb(&lower) else {
        // The speaker's name, and the verb next.
        let at = lower.iter().take(5).position(|word| VERBS.binary_search(&word.as_str()).is_ok() || AUXILIARIES.contains(&word.as_str()));
        return names_speaker && at.is_some_and(|at| at > 0 && verb(&lower[at..]).is_some() && speaker.is_named(names.first().map_or("", |name| name)));
    };
    let subject = &lower[length..];
    // The noun after such a verb may be whom the speaker cites.
    let names_other = names.iter().any(|name| speaker.may_be_known_as(name)) && !names_speaker;
    let is_pronoun = subject.first().is_some_and(|word| THIRD_PERSON.contains(&word.as_str()));
    match form {
        _ if names_other => false,
        VerbForm::WithPronoun | VerbForm::Compound => true,
        VerbForm::Simple if matches!(lower[0].as_str(), "so" | "aldus") => names_speaker,
        VerbForm::Simple => {
            is_dashed || names_speaker || is_pronoun || !names.is_empty() || speaker.has_role_in(words) || subject.is_empty() && speaker.cue_is(&lower[0])
        }
    }
}

/// The words in lower case, without punctuation.
fn lower_words(words: &str) -> Vec<String> {
    let words = words.split_whitespace().map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()).replace('’', "'").to_lowercase());
    words.filter(|word| !word.is_empty()).collect()
}

/// The words with a capital, without titles.
fn names(words: &str) -> Vec<&str> {
    let words = words.split(|char: char| !char.is_alphanumeric() && char != '-');
    words.filter(|word| word.starts_with(char::is_uppercase) && !TITLES.contains(word) && word.chars().count() > 1).collect()
}

/// The stretches of a passage between commas, dashes and brackets, each with whether dashes set it apart. The first is left out, unless the
/// text has such a sign right before it.
fn segments(text: &str, at: &Range<usize>) -> Vec<(Range<usize>, bool)> {
    let passage = &text[at.clone()];
    let mut segments = Vec::new();
    let is_first_set_apart = |sign: fn(char) -> bool| text[..at.start].trim_end().ends_with(sign);
    for (number, dashed) in between_dashes(passage, 0).into_iter().enumerate() {
        let is_dashed = number > 0 || is_first_set_apart(|char| matches!(char, '—' | '–' | '―')) && !is_paragraph_start(text, at.start);
        let mut from = dashed.start;
        let mut ends: Vec<(usize, usize)> = passage[dashed.clone()]
            .match_indices([',', '(', ')', '[', ']', '.', ';', ':', '!', '?', '،', '\n'])
            .map(|(sign, found)| (dashed.start + sign, dashed.start + sign + found.len()))
            .collect();
        ends.push((dashed.end, dashed.end));
        for (position, (end, next)) in ends.into_iter().enumerate() {
            let is_set_apart = match position {
                0 => is_dashed || number == 0 && is_first_set_apart(|char| char == ','),
                _ => passage[..from].ends_with([',', '(', '[', '!', '?']),
            };
            if is_set_apart && from < end {
                segments.push((at.start + from..at.start + end, is_dashed && position == 0));
            }
            from = next;
        }
    }
    let trimmed = |(segment, is_dashed): (Range<usize>, bool)| {
        let words = &text[segment.clone()];
        let start = segment.start + words.len() - words.trim_start().len();
        (start..(start + words.trim().len()), is_dashed)
    };
    segments.into_iter().map(trimmed).filter(|(segment, _)| !segment.is_empty()).collect()
}

/// Whether only a dash stands between the start of the line and this place.
fn is_paragraph_start(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    line.chars().all(|char| !char.is_alphanumeric())
}
