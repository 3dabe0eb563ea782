//! Tests of the sanitizing rule, by tables and by properties.

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr as _;

use super::*;

/// Text whose invisible characters are part of spelling: as written, and as shown.
const SPELT: &[(&str, &str)] = &[
    ("plain – “text”, café", "plain – “text”, café"),
    ("می\u{200c}خواهم", "می\u{200c}خواهم"),
    ("خان\u{200f}.", "خان."),
    ("\u{200e}(2024) خان", "(2024) خان"),
    ("क्\u{200d}ष क्\u{200d}", "क्ष क्"),
    ("👩\u{200d}💻 👨🏽\u{200d}🚒 ❤\u{fe0f}\u{200d}🔥", "👩💻 👨🏽🚒 ❤🔥"),
    ("🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}", "🏴"),
    ("7\u{fe0f}\u{20e3}", "7\u{20e3}"),
    ("葛\u{e0100}城", "葛城"),
    ("e\u{301}", "e\u{301}"),
    ("각", "각"),
    ("two\nlines\tand\r\nmore", "two lines and more"),
    ("❤\u{fe0f}\u{fe0f}", "❤�"),
];

/// Text whose invisible characters only hide something: as written, and as shown.
const HIDDEN: &[(&str, &str)] = &[
    ("a\u{1b}[31mb\u{7f}", "a␛[31mb␡"),
    ("\0\u{7}\u{8}\u{b}\u{c}", "␀␇␈␋␌"),
    ("kept\rgone", "kept␍gone"),
    ("a\u{85}b\u{2028}c\u{2029}d", "a␤b␤c␤d"),
    ("a\u{9b}2J\u{9d}52;", "a�2J�52;"),
    ("a\u{202e}b\u{2066}c\u{2069}\u{206a}", "a�b�c��"),
    ("ad\u{200d}min ad\u{200c}min ad\u{200b}min", "ad�min ad�min ad�min"),
    ("\u{200f}plain \u{61c}", "�plain �"),
    ("a\u{2060}\u{2064}\u{feff}\u{180e}\u{ad}b", "a�����b"),
    ("ok\u{e0067}\u{e007f}", "ok��"),
    ("🏴\u{e0067}\u{e0062}", "🏴��"),
    ("🏴\u{e0068}\u{e0065}\u{e006c}\u{e006c}\u{e006f}\u{e0077}\u{e006f}\u{e007f}", "🏴��������"),
    ("a\u{fe0f}b", "a�b"),
    ("क\u{200c}\u{200c}", "क\u{200c}�"),
    ("\u{3164}\u{115f}\u{ffa0}\u{34f}", "����"),
    ("\u{e000}\u{10fffd}\u{ffff}\u{fdd0}\u{fff9}", "�����"),
    ("\u{301}a \u{301}\u{301}b", "�a �b"),
];

#[test]
fn what_spelling_needs_is_left_alone() {
    for (text, shown) in SPELT {
        assert_eq!(sanitize(text), *shown, "{text:?}");
    }
}

#[test]
fn what_only_hides_something_has_a_stand_in() {
    for (text, shown) in HIDDEN {
        assert_eq!(sanitize(text), *shown, "{text:?}");
        assert_eq!(sanitize_for_copy(text), *shown, "{text:?}");
    }
}

#[test]
fn what_is_taken_away_keeps_what_joins() {
    assert_eq!(sanitize_for_copy("👩\u{200d}💻 ❤\u{fe0f}\nخان\u{200f}."), "👩\u{200d}💻 ❤\u{fe0f} خان.");
    assert_eq!(sanitize_lines("a\r\nb\tc\rd"), "a\nb\tc␍d");
}

#[test]
fn a_letter_carries_so_many_marks_and_no_more() {
    let marked = |count: usize| format!("a{}b", "\u{301}".repeat(count));
    assert_eq!(sanitize(&marked(MAX_MARKS)), marked(MAX_MARKS));
    assert_eq!(sanitize(&marked(MAX_MARKS + 1)), format!("a{}�b", "\u{301}".repeat(MAX_MARKS)));
    assert_eq!(sanitize(&marked(5000)), sanitize(&marked(MAX_MARKS + 1)));
}

#[test]
fn places_go_with_their_characters() {
    let (shown, moved) = sanitize_with_offsets("a\u{1b}👩\u{200d}💻z", [0, 1, 2, 4, 13, 14, 99]);
    assert_eq!(shown, "a␛👩💻z");
    assert_eq!(moved, [0, 1, 4, 8, 12, 13, 13]);
}

#[test]
fn every_stand_in_is_one_column_wide() {
    for char in ('\0'..=char::MAX).filter(|char| is_terminal_control(*char) || is_invisible(*char)) {
        assert_eq!(sanitize(&format!("a{char}b")).width(), 3, "{char:?}");
    }
}

/// Default ignorable characters, assigned or not, could hide in a name or make it look like another one.
#[test]
fn what_is_to_be_ignored_is_seen_between_letters() {
    let ignorable = [
        '\u{34f}'..='\u{34f}',
        '\u{115f}'..='\u{1160}',
        '\u{17b4}'..='\u{17b5}',
        '\u{180b}'..='\u{180f}',
        '\u{2060}'..='\u{206f}',
        '\u{3164}'..='\u{3164}',
        '\u{fe00}'..='\u{fe0f}',
        '\u{ffa0}'..='\u{ffa0}',
        '\u{fff0}'..='\u{fffb}',
        '\u{e0000}'..='\u{e0fff}',
    ];
    for char in ignorable.into_iter().flatten() {
        assert_eq!(sanitize(&format!("a{char}b")), "a\u{fffd}b", "U+{:04X}", u32::from(char));
    }
}

/// Sanitizing these twice once gave another result: the neighbour that decided was itself replaced.
#[test]
fn what_is_spelt_beside_what_is_not_shown_is_seen_once_and_for_all() {
    let marks = "\u{64b}".repeat(MAX_MARKS);
    for (text, expected) in [
        ("\u{94d}\u{200c}".to_owned(), "\u{fffd}\u{fffd}".to_owned()),
        ("\u{1780}\u{200c}\u{17b4}".to_owned(), "\u{1780}\u{fffd}\u{fffd}".to_owned()),
        (format!("\u{645}{marks}\u{200c}\u{64b}"), format!("\u{645}{marks}\u{fffd}\u{fffd}")),
        (format!("\u{645}{marks}\u{64b}\u{200c}\u{645}"), format!("\u{645}{marks}\u{fffd}\u{fffd}\u{645}")),
    ] {
        let shown = sanitize(&text);
        assert_eq!(shown, expected);
        assert_eq!(sanitize(&shown), shown);
        assert_eq!(sanitize(&sanitize_for_copy(&text)), shown);
    }
}

/// Text from dangerous characters, valid neighbours for them, and arbitrary characters.
fn any_text() -> impl Strategy<Value = String> {
    let nasty = "[\\x00-\\x1f\\x7f-\\u{9f}\\u{ad}\\u{34f}\\u{61c}\\u{180b}-\\u{180f}\\u{200b}-\\u{200f}\\u{2028}-\\u{202e}\\u{2060}-\\u{206f}\
        \\u{fe00}-\\u{fe0f}\\u{feff}\\u{e0020}-\\u{e007f}\\u{301}\\u{20e3}]";
    let fine =
        "[a-c0 \\u{5d0}\\u{645}\\u{62e}\\u{915}\\u{94d}\\u{2764}\\u{1f469}\\u{1f3f4}\\u{845b}\\u{1100}\\u{1161}]";
    let part = prop_oneof![nasty, fine, "\\u{301}{0,12}", "\\PC", any::<char>().prop_map(String::from)];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

/// Characters that the output must never contain.
fn is_dangerous(char: char) -> bool {
    is_terminal_control(char) || is_invisible(char) && !matches!(char, '\u{200c}')
}

proptest! {
    #[test]
    fn nothing_dangerous_is_left(text in any_text()) {
        let shown = sanitize(&text);
        prop_assert!(!shown.contains(['\n', '\t']) && !shown.contains(is_dangerous), "{shown:?}");
        prop_assert!(!sanitize_for_copy(&text).contains(is_terminal_control) && !sanitize_lines(&text).contains(is_terminal_control));
    }

    #[test]
    fn what_is_harmless_stays_as_it_is(text in any_text()) {
        let shown = sanitize(&text);
        prop_assert_eq!(sanitize(&shown), &*shown);
        prop_assert_eq!(sanitize(&sanitize_for_copy(&text)), shown);
        let spelt = sanitize_lines(&text);
        prop_assert_eq!(sanitize_lines(&spelt), spelt);
    }

    #[test]
    fn no_cell_is_without_a_letter_or_has_too_many_marks(text in any_text()) {
        let mut marks = 0;
        for char in sanitize(&text).chars().filter(|char| *char != '\u{200c}') {
            marks = if char.width() == Some(0) { marks + 1 } else { 0 };
            prop_assert!(marks <= MAX_MARKS);
        }
        let first = sanitize(&text).chars().next();
        let stands_alone = |char: char| char.width() != Some(0) || char == '\u{200c}';
        prop_assert!(first.is_none_or(stands_alone), "{first:?}");
    }

    #[test]
    fn a_place_is_on_the_bounds_of_characters(text in any_text(), at in 0_usize..200, end in 0_usize..200) {
        let (shown, moved) = sanitize_with_offsets(&text, [at.min(end), at.max(end)]);
        prop_assert_eq!(&shown, &sanitize(&text));
        prop_assert!(shown.get(moved[0]..moved[1]).is_some());
    }
}
