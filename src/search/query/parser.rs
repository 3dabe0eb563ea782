//! The query parser below `Query::parse`: splits the text of a query into terms, fields and values with their byte ranges. It knows no field
//! names and rejects nothing.

use std::ops::Range;

/// A term as it is written: `-who:asif,"Hina Khar"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct RawTerm {
    /// Whether a `-` stands before it.
    pub(in crate::search) excluded: bool,
    /// The name before the colon, in lower case.
    pub(in crate::search) field: Option<String>,
    /// The values, which commas separate; empty for a field without a value.
    pub(in crate::search) values: Vec<RawValue>,
    /// The bytes of the term in the query.
    pub(in crate::search) at: Range<usize>,
}

/// One value of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct RawValue {
    /// The text, without its quotation marks.
    pub(in crate::search) text: String,
    pub(in crate::search) quoted: bool,
    /// Whether a quotation mark was opened and not closed.
    pub(in crate::search) open: bool,
    /// The bytes of the value in the query, with its quotation marks.
    pub(in crate::search) at: Range<usize>,
}

/// The terms of `text`, in order.
pub(in crate::search) fn terms(text: &str) -> Vec<RawTerm> {
    let mut parser = QueryParser { text, at: 0 };
    let mut terms = Vec::new();
    while parser.skip_space() {
        terms.extend(parser.term());
    }
    terms
}

struct QueryParser<'a> {
    text: &'a str,
    at: usize,
}

impl QueryParser<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Skips separators; returns whether any text is left.
    fn skip_space(&mut self) -> bool {
        while self.peek().is_some_and(is_space) {
            self.bump();
        }
        self.at < self.text.len()
    }

    /// Parses a term; `None` for a character that means nothing.
    fn term(&mut self) -> Option<RawTerm> {
        let start = self.at;
        let excluded = self.peek() == Some('-');
        if excluded {
            self.bump();
        }
        let field = self.field();
        let mut values = Vec::new();
        loop {
            values.extend(self.value(field.is_some()));
            if self.peek() != Some(',') {
                break;
            }
            self.bump();
            // Between words, a comma followed by a space is punctuation; in a field, the next value follows.
            if field.is_some() {
                self.skip_space();
            } else if self.peek().is_none_or(is_space) {
                break;
            }
        }
        (field.is_some() || !values.is_empty()).then_some(RawTerm { excluded, field, values, at: start..self.at })
    }

    fn field(&mut self) -> Option<String> {
        let rest = &self.text[self.at..];
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if length == 0 || !rest[length..].starts_with(':') {
            return None;
        }
        self.at += length + 1;
        Some(rest[..length].to_lowercase())
    }

    fn value(&mut self, in_field: bool) -> Option<RawValue> {
        match self.peek()? {
            '"' | '“' | '”' | '„' | '«' => Some(self.quoted()),
            char if is_space(char) || char == ',' => None,
            _ => Some(self.bare(in_field)),
        }
    }

    fn quoted(&mut self) -> RawValue {
        let start = self.at;
        self.bump();
        let inner = self.at;
        while self.peek().is_some_and(|char| !matches!(char, '"' | '”' | '“' | '»')) {
            self.bump();
        }
        let text = self.text[inner..self.at].to_owned();
        let open = self.peek().is_none();
        self.bump();
        RawValue { text, quoted: true, open, at: start..self.at }
    }

    fn bare(&mut self, in_field: bool) -> RawValue {
        let start = self.at;
        // The comma in a set of dates (`[2024-09-10,2025-09-10]`) or in a long number (`800,000`) is no separator.
        let set = in_field && self.peek() == Some('[');
        while let Some(char) = self.peek() {
            let ends =
                is_space(char) || matches!(char, '"' | '“' | '„' | '«') || (char == ',' && !set && !self.in_number());
            if ends {
                break;
            }
            self.bump();
            if set && char == ']' {
                break;
            }
        }
        RawValue { text: self.text[start..self.at].to_owned(), quoted: false, open: false, at: start..self.at }
    }

    /// Whether the comma here follows a digit and precedes a group of three digits.
    fn in_number(&self) -> bool {
        let before = self.text.as_bytes()[..self.at].last().is_some_and(u8::is_ascii_digit);
        let after = self.text[self.at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        before && after == 3
    }
}

/// Whether the character separates terms: all white space, and control characters, which nobody types on purpose.
fn is_space(char: char) -> bool {
    char.is_whitespace() || char.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The terms, each as `-field:value|value`, with “” around what was quoted.
    fn describe(text: &str) -> Vec<String> {
        let value = |value: &RawValue| match (value.quoted, value.open) {
            (false, _) => value.text.clone(),
            (true, false) => format!("“{}”", value.text),
            (true, true) => format!("“{}", value.text),
        };
        let term = |term: &RawTerm| {
            let field = term.field.as_ref().map(|field| format!("{field}:")).unwrap_or_default();
            let values: Vec<String> = term.values.iter().map(value).collect();
            format!("{}{field}{}", if term.excluded { "-" } else { "" }, values.join("|"))
        };
        terms(text).iter().map(term).collect()
    }

    #[test]
    fn words_fields_quotes_commas_and_exclusions_are_parsed() {
        for (text, expected) in [
            ("asif federation", vec!["asif", "federation"]),
            ("WHO:asif,khar", vec!["who:asif|khar"]),
            ("who:asif, khar on:\"direct talks\"", vec!["who:asif|khar", "on:“direct talks”"]),
            ("who:“Imran Khan”,asif", vec!["who:“Imran Khan”|asif"]),
            ("-is:against -\"new path\"", vec!["-is:against", "-“new path”"]),
            ("one, two,three", vec!["one", "two|three"]),
            ("800,000 1,2", vec!["800,000", "1|2"]),
            ("said:[2024-09-10,2025-09-10],2024", vec!["said:[2024-09-10,2025-09-10]|2024"]),
            ("who: asif", vec!["who:", "asif"]),
            ("\"attack on", vec!["“attack on"]),
            ("- , ,, -", vec![]),
            ("tehreek-e-insaf 10:30", vec!["tehreek-e-insaf", "10:30"]),
            ("a\u{1b}b\tc", vec!["a", "b", "c"]),
            ("ab\"c d\"", vec!["ab", "“c d”"]),
        ] {
            assert_eq!(describe(text), expected, "{text}");
        }
    }

    #[test]
    fn byte_ranges_are_those_of_the_query() {
        let text = "x -who:“Ä b”,c";
        let terms = terms(text);
        assert_eq!(&text[terms[1].at.clone()], "-who:“Ä b”,c");
        assert_eq!(&text[terms[1].values[0].at.clone()], "“Ä b”");
    }
}
