//! Finds the names in a text: runs of capitalized words, with the titles before them. It never says who speaks.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use any_ascii::any_ascii;

use super::document::{Document, Section};
use super::names_lexicon::{BODY_WORDS, ORDINARY_WORDS, PARTICLES, TIME_WORDS, TITLE_WORDS};

/// The most words of a name.
const MAX_WORDS: usize = 9;

/// A name as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PrintedName {
    /// The bytes of the name alone.
    pub at: Range<usize>,
    /// The words of the name, folded.
    pub words: Vec<String>,
    /// The title right before the name, as printed.
    pub title: Option<Range<usize>>,
    /// Whether it begins its sentence.
    pub begins_sentence: bool,
    /// Whether a possessive `'s` follows.
    pub is_owner: bool,
}

/// A word in lower case without accents, apostrophes and points.
pub(super) fn fold(word: &str) -> String {
    any_ascii(word).to_lowercase().replace(['\'', '.', '`'], "")
}

/// The words of a text, folded.
pub(super) fn fold_words(text: &str) -> Vec<String> {
    text.split(|char: char| char.is_whitespace() || matches!(char, '-' | '(' | ')' | ','))
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether a folded word names an office, such as `minister`.
pub(super) fn is_title(word: &str) -> bool {
    TITLE_WORDS.binary_search(&word).is_ok()
}

/// Whether a word in lower case has a verb in it, as in `don’t` and `we’ve`.
fn is_contraction(word: &str) -> bool {
    let word = word.replace('’', "'");
    ["n't", "'ll", "'ve", "'re", "'m", "'d"].iter().any(|ending| word.ends_with(ending))
}

/// The names of a document, in its order.
pub(super) fn printed_names(document: &Document<'_>) -> Vec<PrintedName> {
    let lower = lower_case_words(document);
    let mut names = Vec::new();
    for section in document.sections() {
        NameFinder { document, section: &section, lower: &lower }.find(&mut names);
    }
    names.retain(|name| !is_dateline(document.text(), name));
    trim_to_names(document.text(), &mut names);
    names
}

/// Whether the name is the place of a dateline, as in `PORT LORN — `. An abbreviation is shorter.
fn is_dateline(text: &str, name: &PrintedName) -> bool {
    let (printed, rest) = (&text[name.at.clone()], text[name.at.end..].trim_start_matches(' '));
    name.begins_sentence
        && printed.len() > 4
        && !printed.contains(char::is_lowercase)
        && rest.starts_with(['—', '–', '―', '-', ':', '('])
}

/// Takes away the words before a name that stand there less often than the name alone: `Democrat Irena Vidal`, `Voters Reject Irena Vidal`.
fn trim_to_names(text: &str, names: &mut [PrintedName]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in &*names {
        *counts.entry(name.words.join(" ")).or_default() += 1;
    }
    let count = |words: &[String]| counts.get(&words.join(" ")).copied().unwrap_or_default();
    for name in names
        .iter_mut()
        .filter(|name| name.words.len() > 2 && !name.words.iter().any(|word| BODY_WORDS.contains(&word.as_str())))
    {
        let whole = count(&name.words);
        let extra = (1..name.words.len() - 1).find(|extra| count(&name.words[*extra..]) > whole);
        let Some((extra, printed)) = extra.zip(text.get(name.at.clone())) else { continue };
        let mut pieces = printed.split_whitespace();
        if pieces.clone().count() != name.words.len() {
            continue;
        }
        let Some(first) = pieces.nth(extra).and_then(|piece| printed.rfind(piece).filter(|_| !piece.is_empty())) else {
            continue;
        };
        // A piece may be repeated in a name: the rest of the words must follow.
        if printed[first..].split_whitespace().count() == name.words.len() - extra {
            name.at.start += first;
            name.words.drain(..extra);
        }
    }
}

/// The words that the text also has in lower case.
fn lower_case_words<'t>(document: &Document<'t>) -> HashSet<&'t str> {
    let mut words = HashSet::new();
    for section in document.sections() {
        for token in section.tokens.iter().filter(|token| token.is_word) {
            let word = document.text().get(token.start as usize..token.end as usize).unwrap_or_default();
            if word.starts_with(char::is_lowercase) {
                words.insert(word);
            }
        }
    }
    words
}

struct NameFinder<'a> {
    document: &'a Document<'a>,
    section: &'a Section,
    lower: &'a HashSet<&'a str>,
}

impl NameFinder<'_> {
    fn find(&self, names: &mut Vec<PrintedName>) {
        for sentence in &self.section.sentences {
            let mut at = sentence.start;
            let mut is_first_word = true;
            while at < sentence.end {
                let end = self.run_end(at, sentence.end, is_first_word);
                if end == at {
                    is_first_word &= !self.section.tokens[at].is_word;
                    at += 1;
                    continue;
                }
                names.extend(self.name(at..end, is_first_word));
                is_first_word = false;
                at = end;
            }
        }
    }

    fn word(&self, at: usize) -> &str {
        self.section.tokens.get(at).map_or("", |token| self.document.words(token.start as usize..token.end as usize))
    }

    fn is_capitalized(&self, at: usize) -> bool {
        let word = self.word(at);
        word.starts_with(char::is_uppercase) && word != "I"
    }

    /// Whether a word can be part of a name here.
    fn is_of_name(&self, at: usize, is_first_word: bool) -> bool {
        if !self.is_capitalized(at) {
            return false;
        }
        let lower = self.word(at).to_lowercase();
        let bare = lower.trim_end_matches('.');
        if ORDINARY_WORDS.binary_search(&bare).is_ok() || TIME_WORDS.contains(&bare) || is_contraction(&lower) {
            return false;
        }
        // “Citing Vidal, he …”
        let is_participle = lower.len() > 5 && lower.ends_with("ing") && self.is_capitalized(at + 1);
        !is_first_word || !(is_participle || self.lower.contains(&*lower)) || is_title(&lower)
    }

    /// Where the run of capitalized words ends that begins at `start`; `start` if there is none.
    fn run_end(&self, start: usize, stop: usize, is_first_word: bool) -> usize {
        if !self.is_of_name(start, is_first_word) {
            return start;
        }
        let mut end = start + 1;
        while end < stop && end - start < MAX_WORDS {
            let word = self.word(end);
            let next_is_name = end + 1 < stop && self.is_of_name(end + 1, false);
            let before = fold(self.word(end - 1));
            let joins = match word {
                "of" | "for" => {
                    next_is_name && (BODY_WORDS.contains(&&*before) || matches!(&*before, "secretary" | "speaker"))
                }
                "the" => matches!(self.word(end - 1), "of" | "for") && next_is_name,
                "&" => next_is_name,
                _ if PARTICLES.contains(&word) => {
                    let is_particle = end + 2 < stop && PARTICLES.contains(&self.word(end + 1));
                    next_is_name || is_particle && self.is_of_name(end + 2, false)
                }
                _ => self.is_of_name(end, false),
            };
            if !joins {
                break;
            }
            end += 1;
        }
        end
    }

    /// The name in a run: what is left of it behind its last title.
    fn name(&self, run: Range<usize>, begins_sentence: bool) -> Option<PrintedName> {
        let last_title = run.clone().rev().find(|at| is_title(&fold(self.word(*at)))).filter(|at| at + 1 < run.end);
        // “Secretary of State John Kerry”
        let behind_title = last_title.map_or(run.start, |title| match self.word(title + 1) {
            "of" | "for" if title + 3 < run.end => title + 3,
            "of" | "for" => run.start,
            _ => title + 1,
        });
        let is_body = (behind_title..run.end).any(|at| BODY_WORDS.contains(&&*fold(self.word(at))));
        let first = if is_body { run.start } else { behind_title };
        let words: Vec<String> =
            (first..run.end).map(|at| fold(self.word(at))).filter(|word| !word.is_empty()).collect();
        let has_letters = words.iter().any(|word| word.chars().any(char::is_alphabetic));
        if !has_letters || words.iter().all(|word| is_title(word)) {
            return None;
        }
        let is_owner = matches!(self.word(run.end), "'s" | "’s");
        Some(PrintedName {
            at: self.section.bytes(&(first..run.end)),
            words,
            title: (first > run.start).then(|| self.section.bytes(&(run.start..first))),
            begins_sentence,
            is_owner,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Option<&str>)> {
        let names = printed_names(&Document::new(text));
        names.into_iter().map(|name| (&text[name.at], name.title.map(|at| text[at].trim()))).collect()
    }

    #[test]
    fn names_are_runs_of_capitals_behind_their_titles() {
        for (text, names) in [
            ("Mayor Irena Vidal said no.", &[("Irena Vidal", Some("Mayor"))][..]),
            ("The toll, Secretary of State Jon Ker said, is high.", &[("Jon Ker", Some("Secretary of State"))]),
            ("On Monday the Ministry of Public Works agreed.", &[("Ministry of Public Works", None)]),
            ("Toll talks failed. The toll stays, says Ludwig van der Berg.", &[("Ludwig van der Berg", None)]),
            ("He met Vidal’s deputy in Port Lorn.", &[("Vidal", None), ("Port Lorn", None)]),
            ("The Mayor said so.", &[]),
            ("Citing Vidal, he left.", &[("Vidal", None)]),
            ("", &[]),
        ] {
            assert_eq!(found(text), names, "{text}");
        }
    }

    #[test]
    fn the_lists_are_sorted_for_look_up() {
        assert!(TITLE_WORDS.is_sorted() && ORDINARY_WORDS.is_sorted());
    }
}
