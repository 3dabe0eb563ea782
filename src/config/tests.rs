//! Tests of the configuration: what it accepts, what it refuses with which message, and what holds for any text.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::keys::{Action, Chord, KeyContext};
use crate::tui::theme::{Color, ColorDepth, DARK, Theme};

fn read(text: &str) -> Config {
    Config::parse(text, Path::new("config.toml"), Path::new("/home/asif"))
}

fn problems(text: &str) -> Vec<String> {
    read(text).problems
}

#[test]
fn a_folder_is_found_from_home_from_the_file_and_from_the_root() {
    for (written, meant) in
        [("~/briefs", "/home/asif/briefs"), ("~", "/home/asif"), ("briefs", "/etc/briefs"), ("/srv/b", "/srv/b")]
    {
        let text = format!("# mine\nlibrary = \"{written}\"\n");
        let config = Config::parse(&text, Path::new("/etc/config.toml"), Path::new("/home/asif"));
        let library = config.library.unwrap();
        assert_eq!((library.path.as_path(), library.place.as_str()), (Path::new(meant), "/etc/config.toml:2"));
        assert!(config.problems.is_empty());
    }
}

#[test]
fn a_fault_affects_no_other_key() {
    let config = read("library = 3\ntexts = \"~/articles\"\ntheme = \"dark\"\nascii = \"yes\"\n");
    assert_eq!(config.texts.map(|texts| texts.path), Some(PathBuf::from("/home/asif/articles")));
    assert_eq!(config.theme.map(|theme| theme.design.name), Some("dark"));
    assert!(config.is_library_unknown && config.library.is_none() && config.ascii.is_none());
    assert_eq!(config.problems.len(), 2);
    assert!(!read("texts = 3").is_library_unknown);
    assert!(read("[library\n").is_library_unknown);
}

#[test]
fn an_unreadable_file_is_reported_and_a_missing_file_is_no_fault() {
    assert_eq!(Config::load_from(Path::new("/nowhere/config.toml"), Path::new("/")), Config::default());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    fs::write(&path, b"library = \"\xff\"").unwrap();
    for path in [path.as_path(), folder.path()] {
        let config = Config::load_from(path, Path::new("/"));
        assert!(config.is_library_unknown && config.problems[0].contains("not read"), "{:?}", config.problems);
        assert!(config.render_faults(false).contains("not read"));
    }
}

/// One file for each kind of fault.
const WRONG: &[&str] = &[
    "libary = \"/b\"",
    "colour = true",
    "library = [\"/b\"]",
    "texts = \"\"",
    "ascii = \"yes\"",
    "citation = \"bibtex\"",
    "citation = 3",
    "[library",
    "theme = \"lite\"",
    "theme = 3",
    "theme = \"solar\"\n[themes.solarized]\nbase = \"drak\"\nalrt = \"red\"\nalert = \"crimson\"\npin = 3",
    "[themes.mine]\ncursor = { fg = \"rde\", blink = true, bold = \"yes\" }",
    "[themes.dark]\nalert = \"red\"",
    "themes = 3",
    "[themes]\nmine = \"dark\"",
    "keys = \"vi\"",
    "[keys]\nlook-upp = \"s\"",
    "[keys]\nteleport = \"s\"",
    "[keys]\nblank = \"s\"",
    "[keys.cards]\ndown = \"s\"",
    "[keys]\nlook-up = []",
    "[keys]\nlook-up = 3",
    "[keys]\nlook-up = \"alt-f\"",
    "[keys]\nlook-up = \"ctrl-a\"",
    "[keys]\nlook-up = \"ctrl-[\"",
    "[keys]\nlook-up = \"ctrl-j\"",
    "[keys]\nlook-up = \"gg\"",
    "[keys]\nlook-up = \"pgdown\"",
    "[keys]\nlook-up = \"f1\"",
    "[keys.cards]\nblank = \"7\"",
    "[keys]\nlook-up = \"ctrl-e\"\nstar = \"ctrl-e\"",
    "[keys]\nlook-up = [\"ctrl-e\", \"ctrl-e\"]",
    "[keys]\nlook-up = \"q\"",
    "cards = 1\n[keys]\ncards = 1",
];

#[test]
fn every_fault_is_drawn_into_its_line_with_a_way_out() {
    let drawn: Vec<String> = WRONG
        .iter()
        .map(|text| {
            let config = read(text);
            assert!(!config.problems.is_empty(), "{text}");
            for problem in &config.problems {
                let says = problem.strip_prefix("config.toml:").unwrap();
                assert!(says.contains("; ") && says.starts_with(|first: char| first.is_ascii_digit()), "{problem}");
            }
            format!("{}{}", config.render_faults(false), config.problems.join("\n"))
        })
        .collect();
    insta::assert_snapshot!(drawn.join("\n\n----\n"));
}

#[test]
fn all_faults_are_reported_at_once() {
    let found =
        problems("libary = 1\nascii = 2\ntheme = \"x\"\n[keys]\nquit = \"alt-q\"\nstar = \"j\"\nnope = \"v\"\n");
    assert_eq!(found.len(), 6, "{found:#?}");
}

#[test]
fn an_action_has_the_keys_that_it_is_given_and_every_other_its_own() {
    let config = read("[keys]\nlook-up = [\"ctrl-e\", \"ctrl-f\"]\nstar = \"/\"\n[keys.cards]\nblank = \"x\"\n");
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    let keys = config.keys;
    assert_eq!(keys.action_for(Chord::ctrl('e')), Some(Action::LookUp));
    assert_eq!(keys.action_for(Chord::ctrl('f')), Some(Action::LookUp));
    assert_eq!(keys.action_for(Chord::char('/')), Some(Action::Star));
    assert_eq!(keys.action_for(Chord::char('*')), None);
    assert_eq!(keys.card_action_for(Chord::char('b')), None);
    assert_eq!(keys.key_label(Action::Quit), "q");
}

#[test]
fn keys_can_change_places() {
    let config = read("[keys]\nnext = \"N\"\nprevious = \"n\"\n");
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    assert_eq!(config.keys.action_for(Chord::char('N')), Action::from_name("next"));
}

#[test]
fn what_is_wrong_keeps_its_own_keys_and_what_is_right_holds() {
    let config = read("[keys]\nlook-up = \"q\"\nstar = \"ctrl-e\"\nquit = \"alt-x\"\n");
    assert_eq!(config.problems.len(), 1, "the second would be an echo: {:?}", config.problems);
    assert_eq!(config.keys.action_for(Chord::ctrl('e')), Some(Action::Star));
    assert_eq!(config.keys.action_for(Chord::char('q')), Some(Action::Quit));
    assert_eq!(config.keys.action_for(Chord::char('/')), Some(Action::LookUp));
}

#[test]
fn a_theme_of_ones_own_is_its_base_with_changes() {
    let text = "theme = \"mine\"\n[themes.mine]\nbase = \"dark\"\nalert = \"#ff8800\"\ncursor = { bg = \"17\", bold = false }\n";
    let config = read(text);
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    let chosen = config.theme.unwrap();
    let theme = Theme::new(chosen.design, ColorDepth::True).with_changes(&chosen.changes, ColorDepth::True);
    let dark = Theme::new(&DARK, ColorDepth::True);
    assert_eq!(theme.role_style(ThemeRole::Alert).fg, Color::Rgb(0xff, 0x88, 0));
    assert_eq!(theme.role_style(ThemeRole::Cursor).bg, Color::Indexed(17));
    assert_eq!(theme.role_style(ThemeRole::Cursor).fg, dark.role_style(ThemeRole::Cursor).fg);
    assert_eq!(theme.role_style(ThemeRole::Quiet), dark.role_style(ThemeRole::Quiet));
}

#[test]
fn the_default_file_says_what_holds_without_it() {
    let text = default_file();
    let config = read(&text);
    assert!(config.problems.is_empty(), "{}", config.render_faults(false));
    let Config { themes, .. } = config.clone();
    let (name, example) = themes.first().unwrap();
    assert_eq!(name, "example");
    for colors in [ColorDepth::Indexed, ColorDepth::True] {
        let theme = Theme::new(&DARK, colors);
        assert_eq!(theme.with_changes(&example.changes, colors), theme);
    }
    assert_eq!(config.cache, Some(true));
    assert_eq!(
        Config { themes: Vec::new(), located_faults: ConfigFaults::default(), cache: None, ..config },
        Config::default()
    );
    for context in KeyContext::ALL {
        for binding in context.bindings() {
            assert!(text.contains(&format!("\n{} = ", binding.action.name())), "{}", binding.action.name());
        }
    }
    assert!(ThemeRole::ALL.iter().all(|role| text.contains(&format!("\n{} = ", role.name()))));
    assert!(CONFIG_KEYS.iter().all(|key| text.contains(&format!("{key} = ")) || text.contains(&format!("[{key}"))));
    // Also with the entries that are commented out.
    let all =
        text.replace("# library = ", "library = ").replace("# texts = ", "texts = ").replace("# ascii = ", "ascii = ");
    let config = read(&all);
    assert!(config.problems.is_empty() && config.library.is_some() && config.ascii == Some(true));
}

/// Lines that a user may write, right and wrong.
fn a_line() -> impl Strategy<Value = String> {
    let word = prop_oneof!["[a-z#-]{0,9}", Just("ctrl-f".to_owned()), Just("é\u{1b}\u{202e}".to_owned()), "\\PC{0,4}"];
    let value = prop_oneof![
        word.clone().prop_map(|word| format!("\"{}\"", word.replace(['\\', '"'], ""))),
        Just("true".to_owned()),
        Just("3".to_owned()),
        Just("1979-05-27".to_owned()),
        Just("[\"j\", 3, []]".to_owned()),
        Just("{ fg = \"red\", bg = 3, blink = true }".to_owned()),
        word.clone(),
    ];
    let heads = ["[keys]", "[keys.cards]", "[themes.mine]", "[themes]", "[[keys]]", "[library]", "[keys"];
    let names: Vec<String> = CONFIG_KEYS
        .iter()
        .map(|key| (*key).to_owned())
        .chain(["look-up", "quit", "alert", "base"].map(str::to_owned))
        .collect();
    prop_oneof![
        prop::sample::select(heads.to_vec()).prop_map(str::to_owned),
        (prop_oneof![prop::sample::select(names), word], value).prop_map(|(key, value)| format!("{key} = {value}")),
        "\\PC{0,12}",
    ]
}

fn is_sound(text: &str) {
    let config = read(text);
    for place in config.fault_spans() {
        assert!(text.get(place.clone()).is_some(), "{place:?} is not in the text");
    }
    let rendered = config.render_faults(false) + &config.problems.concat();
    assert!(!rendered.contains(crate::text::sanitize::is_terminal_control), "{rendered:?}");
    no_key_does_two_things(&config.keys);
}

fn no_key_does_two_things(keys: &Keymap) {
    for context in KeyContext::ALL {
        let mut seen = HashSet::new();
        for bound in keys.actions(context) {
            assert!(!bound.chords.is_empty(), "{:?} has no key", bound.action);
            assert!(bound.chords.iter().all(|chord| seen.insert(*chord)), "{:?}", bound.action);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_panic_and_faults_lie_inside_it(text in "\\PC{0,80}") {
        is_sound(&text);
    }

    #[test]
    fn any_lines_are_read_without_panic_and_faults_lie_inside_them(lines in prop::collection::vec(a_line(), 0..12)) {
        is_sound(&lines.join("\n"));
        is_sound(&lines.join("\r\n"));
    }

    /// A binding without a fault applies, and a binding with a fault changes nothing.
    #[test]
    fn whatever_is_bound_no_key_does_two_things(
        requested in prop::collection::btree_map(0..KeyContext::Reader.bindings().len(), prop::collection::vec("[a-zA-Z/?!1-5]|ctrl-[a-z]|down|tab", 0..3), 0..6),
    ) {
        let name = |at: &usize| KeyContext::Reader.bindings()[*at].action.name();
        let lines = requested.iter().map(|(at, chords)| format!("{} = {chords:?}", name(at)));
        let config = read(&format!("[keys]\n{}\n", lines.collect::<Vec<_>>().join("\n")));
        no_key_does_two_things(&config.keys);
        if config.problems.is_empty() {
            for (at, chords) in &requested {
                let action = KeyContext::Reader.bindings()[*at].action;
                prop_assert_eq!(config.keys.chords_for(action).len(), chords.len());
            }
        }
        let total: usize = requested.values().map(Vec::len).sum();
        let distinct: HashSet<&String> = requested.values().flatten().collect();
        prop_assert!(distinct.len() == total || !config.problems.is_empty(), "a key that appears twice is reported");
    }
}
