//! A search query: its terms as they are meant, and the errors in its text. A part that cannot be understood is left out and reported.

pub(super) mod field;
pub(super) mod parser;
pub(super) mod terms;
mod values;

use std::ops::Range;

use crate::search::index::fuzzy::may_be_one_word;
use crate::text::suggest::nearest_or_all;
use field::{FIELDS, QueryField};
use parser::{RawTerm, RawValue};
use terms::{QueryError, QueryTerm, QueryWords, TermTest, shown};

/// A query, in the words and fields of the look-up line.
#[derive(Debug, Clone, Default)]
pub struct Query {
    text: String,
    pub(in crate::search) terms: Vec<QueryTerm>,
    errors: Vec<QueryError>,
}

/// The largest number of characters of a query that are read.
const LONGEST: usize = 1_000;

impl Query {
    /// Parses a query; [`errors`](Self::errors) returns what is wrong with it.
    pub fn parse(text: &str) -> Self {
        let mut query = Self { text: text.to_owned(), ..Self::default() };
        let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        let raw = parser::terms(&text[..end]);
        for term in &raw {
            query.read(term, end);
        }
        join_neighbours(&mut query.terms);
        if end < text.len() {
            query.add_error(end..text.len(), format!("only the first {LONGEST} characters of a question are read"));
        }
        let says_nothing = query.terms.is_empty() && query.errors.is_empty();
        if says_nothing && text.chars().any(|char| !char.is_whitespace()) {
            query.add_error(0..text.len(), "no letter or digit to look for");
        }
        query.check_dates();
        query.errors.sort_by_key(|error| error.at.start);
        query
    }

    /// The text as it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the query has no terms, and so matches everything.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The errors, in the order of the text; they do not depend on a brief.
    pub fn errors(&self) -> &[QueryError] {
        &self.errors
    }

    pub(in crate::search) fn add_error(&mut self, at: Range<usize>, sentence: impl Into<String>) {
        self.errors.push(QueryError { sentence: sentence.into(), at });
    }

    fn read(&mut self, raw: &RawTerm, end: usize) {
        for value in raw.values.iter().filter(|value| value.open) {
            self.add_error(value.at.clone(), "the quotation mark is not closed");
        }
        for value in raw.values.iter().filter(|value| !value.quoted && value.text.starts_with('-')) {
            let (field, name) = (raw.field.as_ref().map(|field| format!("{field}:")), shown(&value.text));
            let hint = format!("-{}{}", field.unwrap_or_default(), name.trim_start_matches('-'));
            self.add_error(value.at.clone(), format!("`{name}`: the `-` of what is excluded stands first: `{hint}`"));
        }
        let test = match &raw.field {
            None if is_operator(raw) => {
                let hint = "all words are looked for; for either write `asif,khar`, to exclude `-asif`";
                self.add_error(raw.at.clone(), format!("no word `{}`: {hint}", raw.values[0].text));
                None
            }
            None => {
                let words = raw.values.iter().filter_map(|value| QueryWords::from_value(value, end));
                Some(TermTest::Words(words.collect::<Vec<_>>()))
                    .filter(|test| !matches!(test, TermTest::Words(words) if words.is_empty()))
            }
            Some(name) => self.read_field(name, raw, end),
        };
        self.terms.extend(test.map(|test| QueryTerm { excluded: raw.excluded, test, at: raw.at.clone() }));
    }

    fn read_field(&mut self, name: &str, raw: &RawTerm, end: usize) -> Option<TermTest> {
        let Some(field) = QueryField::from_name(name) else {
            let known: Vec<&str> = FIELDS.iter().map(|line| line.name).collect();
            let name = shown(name);
            let matching: Vec<&&str> = known.iter().filter(|field| field.starts_with(name.as_str())).collect();
            let hint = match matching.as_slice() {
                [one] => format!("did you mean `{one}`?"),
                _ => nearest_or_all(&name, &known, "the fields are"),
            };
            self.add_error(raw.at.clone(), format!("no field `{name}:`; {hint}"));
            return None;
        };
        if raw.values.is_empty() {
            self.add_error(raw.at.clone(), format!("`{name}:` takes {}", field.line().takes));
            return None;
        }
        let mut errors = Vec::new();
        let mut read = values::FieldValues { field, raw: &raw.values, end, errors: &mut errors };
        let test = read.test();
        self.errors.extend(errors);
        test
    }

    /// Reports dates that exclude each other.
    fn check_dates(&mut self) {
        let dates = self.terms.iter().filter(|term| !term.excluded).filter_map(|term| {
            let TermTest::Date { target, periods } = &term.test else { return None };
            let [range] = periods.as_slice() else { return None };
            Some((*target, range.clone(), term.at.clone()))
        });
        let dates: Vec<_> = dates.collect();
        let mut impossible = Vec::new();
        for (position, (target, later, at_later)) in dates.iter().enumerate() {
            for (other, earlier, _) in &dates[..position] {
                if target == other && later.period.is_disjoint_from(earlier.period) {
                    let sentence = format!("no day is {} and {}", earlier.in_words, later.in_words);
                    impossible.push((at_later.clone(), sentence));
                }
            }
        }
        for (at, sentence) in impossible {
            self.add_error(at, sentence);
        }
    }
}

/// Lets two words that stand side by side match the one word that they may be: `cross border` also finds `crossborder`.
fn join_neighbours(terms: &mut [QueryTerm]) {
    for at in 1..terms.len() {
        let [before, after] = &mut terms[at - 1..=at] else { continue };
        let (Some(first), Some(second)) = (single_word(before), single_word(after)) else { continue };
        if let ([one], [other]) = (first.tokens.as_slice(), second.tokens.as_slice())
            && may_be_one_word(one, other)
        {
            let joined = vec![format!("{one}{other}")];
            first.joined.push(joined.clone());
            second.joined.push(joined);
        }
    }
}

/// The words of a term without a field, quotation marks, alternatives and exclusion.
fn single_word(term: &mut QueryTerm) -> Option<&mut QueryWords> {
    match &mut term.test {
        TermTest::Words(words) if !term.excluded => match words.as_mut_slice() {
            [words] if !words.phrase => Some(words),
            [] | [_, ..] => None,
        },
        TermTest::Words(_)
        | TermTest::Named { .. }
        | TermTest::Is(_)
        | TermTest::Date { .. }
        | TermTest::Grade(_)
        | TermTest::Credibility(_)
        | TermTest::Kind(_) => None,
    }
}

/// Whether the term is an operator of other query languages, which would be searched for as a word here.
fn is_operator(raw: &RawTerm) -> bool {
    matches!(raw.values.as_slice(), [RawValue { text, quoted: false, .. }] if matches!(text.as_str(), "AND" | "OR" | "NOT"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn errors(text: &str) -> Vec<String> {
        Query::parse(text).errors().iter().map(|error| error.sentence.clone()).collect()
    }

    #[test]
    fn every_error_is_reported_with_a_hint() {
        let dates = "a date, such as 2024-09";
        for (text, expected) in [
            ("whom:asif", "no field `whom:`; did you mean `who`?".to_owned()),
            ("who:", "`who:` takes a name, a role or `unnamed`".to_owned()),
            ("-on:", "`on:` takes an issue".to_owned()),
            ("is:agianst", "`is:agianst`: did you mean `against`?".to_owned()),
            ("after:soon", format!("`after:soon`: it takes {dates}")),
            ("said:2024-13", format!("`said:2024-13`: it takes {dates}")),
            ("after:2024,2025", "`after:` takes one date".to_owned()),
            (
                "grade:G",
                "`grade:G`: it takes a letter from A to F, such as B or A..C, or a whole grade such as B2".to_owned(),
            ),
            ("credibility:0", "`credibility:0`: it takes a number from 1 to 6, such as 2 or 1..3".to_owned()),
            ("kind:speech", "`kind:speech`: it takes `statement`, `event`, `claim` or a kind of event".to_owned()),
            ("\"direct attack", "the quotation mark is not closed".to_owned()),
            ("after:2025 before:2024", "no day is since 2025 and before 2024".to_owned()),
            ("on:…", "`on:…`: it takes an issue".to_owned()),
            ("… 👍", "no letter or digit to look for".to_owned()),
            ("who:-asif", "`-asif`: the `-` of what is excluded stands first: `-who:asif`".to_owned()),
            ("wh:asif", "no field `wh:`; did you mean `who`?".to_owned()),
            (
                "asif OR khar",
                "no word `OR`: all words are looked for; for either write `asif,khar`, to exclude `-asif`".to_owned(),
            ),
        ] {
            assert_eq!(errors(text), [expected], "{text}");
        }
        assert_eq!(errors(&"word ".repeat(2_000)), ["only the first 1000 characters of a question are read"]);
    }

    #[test]
    fn valid_queries_have_no_errors() {
        for text in [
            "",
            "  ",
            "asif federation",
            "-who:asif",
            "is:for,against,direct,unnamed,disputed,new",
            "grade:b,A..C,F2",
            "credibility:1..2",
            "kind:events,claim,attack",
            "said:2024-09-05/2024-09-12",
            "said:[2024-09-10,2025-09-10]",
            "published:2024-09-12~",
            "who:unnamed,\"Imran Khan\"",
            "after:2024 before:2025",
            "800,000",
            "عمران خان",
        ] {
            assert_eq!(errors(text), [] as [&str; 0], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_parsed_or_refused_in_words(
            text in "\\PC{0,60}|(-?(who|on|is|in|after|said|grade|kind|xyz):?[\"“,A-F0-9.:\\[\\]/~? a-z-]{0,12} ?){0,5}|.{0,20}"
        ) {
            let query = Query::parse(&text);
            prop_assert_eq!(query.text(), &text);
            for error in query.errors() {
                prop_assert!(text.get(error.at.clone()).is_some(), "{error:?}");
                prop_assert!(!error.sentence.is_empty());
                prop_assert!(!error.sentence.chars().any(crate::text::sanitize::is_terminal_control), "{error:?}");
            }
            for term in &query.terms {
                prop_assert!(text.get(term.at.clone()).is_some());
            }
        }
    }
}
