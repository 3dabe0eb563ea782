//! Recognizes the reporter's clause inside of somebody's words, as in «Nous paierons, a déclaré Mme Vidal, mais tard». In doubt it sees none.

use std::ops::Range;

use super::speaker_words::SpeakerWords;
use super::speech_verbs::{AUXILIARIES, FIRST_PERSON, PARTICIPLES, THIRD_PERSON, TITLES, VERBS};

/// The most words of a clause.
const MAX_WORDS: usize = 14;
/// The most bytes after a clause in which its name can follow.
const MAX_NAME: usize = 60;
/// The most words of a clause whose verb is not known.
const MAX_UNKNOWN_WORDS: usize = 5;
/// The most words of what stands between two parts of a quote for a clause.
const MAX_GAP_WORDS: usize = 30;

/// The first reporting clause in a passage of the text; the passage is what a quote has.
///
/// A clause stands between commas, dashes or brackets, begins with a verb of saying and names the speaker, by a pronoun or by nobody else's
/// name; or it has the speaker's name and a verb of saying or the reporting verb of the statement.
pub(super) fn clause_in(text: &str, at: &Range<usize>, speaker: &SpeakerWords) -> Option<Range<usize>> {
    let segments = segments(text, at);
    let is_found = |number: &usize| {
        let (segment, is_dashed) = &segments[*number];
        // The name can follow the title: “a déclaré la maire de Port, Irena Vidal”.
        let next = segments.get(number + 1).map_or(segment.end, |(next, _)| next.end.min(segment.end + MAX_NAME));
        let further = (segment.end..=next).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(segment.end);
        let names_speaker = names(&text[segment.start..further]).iter().any(|name| speaker.is_named(name));
        is_clause(&text[segment.clone()], *is_dashed, names_speaker, speaker)
    };
    (0..segments.len()).find(is_found).map(|number| segments[number].0.clone())
}

/// Whether what stands between two parts of a quote is a reporting clause, and delimited as one.
pub(super) fn is_between_parts(text: &str, gap: &Range<usize>, speaker: &SpeakerWords) -> bool {
    let words = &text[gap.clone()];
    let is_delimiter = |char: char| {
        matches!(char, ',' | '—' | '–' | '―' | '-' | '(' | '[' | '!' | '?' | '…' | '.' | ';' | ':' | ')' | ']')
    };
    let before = text[..gap.start].trim_end().ends_with(is_delimiter) || words.trim_start().starts_with(is_delimiter);
    let after = words.trim_end().ends_with(is_delimiter);
    let inside = words.trim_matches(|char: char| char.is_whitespace() || is_delimiter(char));
    let count = inside.split_whitespace().count();
    let names_speaker = || names(inside).iter().any(|name| speaker.is_named(name));
    before
        && after
        && (1..=MAX_GAP_WORDS).contains(&count)
        && (begins_with_verb(inside)
            || names_and_verb(inside)
            || count <= MAX_WORDS && names_speaker() && has_verb_of(inside, speaker))
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
        let said = VERBS.contains(verb) || is_aux && rest.iter().take(4).any(|word| is_participle(word));
        return (matches!(pronoun, "il" | "elle" | "ils" | "elles" | "on") && said)
            .then_some((VerbForm::WithPronoun, skipped + 1));
    }
    if AUXILIARIES.contains(first) {
        let at = rest.iter().skip(1).take(2).position(|word| is_participle(word))?;
        return Some((VerbForm::Compound, skipped + at + 2));
    }
    VERBS.contains(first).then_some((VerbForm::Simple, skipped + 1))
}

fn is_participle(word: &str) -> bool {
    PARTICIPLES.contains(word)
}

/// Whether the words are a pronoun or a name, and a verb of saying after it.
fn names_and_verb(words: &str) -> bool {
    let lower = lower_words(words);
    let begins = lower.first().is_some_and(|word| THIRD_PERSON.contains(word))
        || words.trim_start().chars().next().is_some_and(char::is_uppercase);
    begins && (1..lower.len().min(6)).any(|at| verb(&lower[at..]).is_some())
}

/// Whether words with the speaker's name have the reporting verb of the statement, or are hardly more than one word and the name.
fn has_verb_of(words: &str, speaker: &SpeakerWords) -> bool {
    let lower = lower_words(words);
    let is_name = |word: &str| speaker.is_named(word);
    let ends_with_name = names(words).last().is_some_and(|name| is_name(name) && words.trim_end().ends_with(name));
    let first = words.split_whitespace().next().unwrap_or_default();
    let begins_with_word =
        first.chars().all(char::is_lowercase) && (first.chars().count() > 3 || AUXILIARIES.contains(first));
    lower.iter().any(|word| speaker.cue_is(word))
        || ends_with_name && begins_with_word && lower.len() <= MAX_UNKNOWN_WORDS
}

fn is_clause(words: &str, is_dashed: bool, names_speaker: bool, speaker: &SpeakerWords) -> bool {
    let lower = lower_words(words);
    if lower.is_empty() || lower.len() > MAX_WORDS || lower.iter().any(|word| FIRST_PERSON.contains(word)) {
        return false;
    }
    let names = names(words);
    let Some((form, length)) = verb(&lower) else {
        if names.iter().any(|name| speaker.is_named(name)) && has_verb_of(words, speaker) {
            return true;
        }
        // The speaker's name, and the verb next.
        let at = lower.iter().take(5).position(|word| VERBS.contains(word) || AUXILIARIES.contains(word));
        return names_speaker
            && at.is_some_and(|at| {
                at > 0 && verb(&lower[at..]).is_some() && speaker.is_named(names.first().map_or("", |name| name))
            });
    };
    let subject = &lower[length..];
    // The noun after such a verb may be whom the speaker cites.
    let names_other = names.iter().any(|name| speaker.may_be_known_as(name)) && !names_speaker;
    let is_pronoun = subject.first().is_some_and(|word| THIRD_PERSON.contains(word));
    match form {
        _ if names_other => false,
        VerbForm::WithPronoun | VerbForm::Compound => true,
        VerbForm::Simple if matches!(lower[0].as_str(), "so" | "aldus") => names_speaker,
        VerbForm::Simple => {
            is_dashed
                || names_speaker
                || is_pronoun
                || !names.is_empty()
                || speaker.has_role_in(words)
                || subject.is_empty() && speaker.cue_is(&lower[0])
        }
    }
}

/// The words in lower case, without punctuation.
fn lower_words(words: &str) -> Vec<String> {
    let words = words
        .split_whitespace()
        .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()).replace('’', "'").to_lowercase());
    words.filter(|word| !word.is_empty()).collect()
}

/// The words with a capital, without titles.
fn names(words: &str) -> Vec<&str> {
    let words = words.split(|char: char| !char.is_alphanumeric() && char != '-');
    words
        .filter(|word| word.starts_with(char::is_uppercase) && !TITLES.contains(word) && word.chars().count() > 1)
        .collect()
}

/// The stretches of a passage between commas, dashes and brackets, each with whether dashes set it apart. The first is left out, unless the
/// text has such a sign right before it.
fn segments(text: &str, at: &Range<usize>) -> Vec<(Range<usize>, bool)> {
    let passage = &text[at.clone()];
    let mut segments = Vec::new();
    let is_first_set_apart = |sign: fn(char) -> bool| text[..at.start].trim_end().ends_with(sign);
    for (number, dashed) in between_dashes(passage, 0).into_iter().enumerate() {
        let is_dashed = number > 0
            || is_first_set_apart(|char| matches!(char, '—' | '–' | '―')) && !is_paragraph_start(text, at.start);
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

/// The stretches between the dashes of a paragraph; a hyphen is a dash beside a space.
pub(super) fn between_dashes(words: &str, begin: usize) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut from = begin;
    for (at, char) in words.char_indices().filter(|(at, _)| *at >= begin) {
        let after = at + char.len_utf8();
        let is_dash = match char {
            '—' | '―' | '–' => true,
            '-' => {
                let is_end = |char: char| char.is_whitespace() || matches!(char, ',' | '.' | ';' | ':');
                words[..at].ends_with(char::is_whitespace) || words[after..].starts_with(is_end)
            }
            _ => false,
        };
        if is_dash {
            stretches.push(from..at);
            from = after;
        }
    }
    stretches.push(from..words.len());
    stretches
}

/// Whether only a dash stands between the start of the line and this place.
fn is_paragraph_start(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    line.chars().all(|char| !char.is_alphanumeric())
}
