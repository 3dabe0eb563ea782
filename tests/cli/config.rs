//! `whosaid config`: what it prints, what it finds wrong, and that a reader starts all the same.

use std::fs;
use std::process::{Command, Output};

use whosaid::config;

use crate::json::{json, table_of};

fn whosaid(words: &[&str], file: Option<&str>) -> Output {
    let home = tempfile::tempdir().unwrap();
    if let Some(text) = file {
        fs::create_dir_all(home.path().join("whosaid")).unwrap();
        fs::write(home.path().join("whosaid/config.toml"), text).unwrap();
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.args(words).env("XDG_CONFIG_HOME", home.path()).env("HOME", home.path()).env("TERM", "dumb");
    let Output { status, stdout, stderr } = command.output().unwrap();
    let short = |bytes: Vec<u8>| {
        String::from_utf8(bytes).unwrap().replace(&home.path().display().to_string(), "~/.config").into_bytes()
    };
    Output { status, stdout: short(stdout), stderr: short(stderr) }
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

#[test]
fn what_is_right_is_told_and_so_is_where_it_is_looked_for() {
    for (file, said) in [(None, "not there, so the defaults apply"), (Some("theme = \"light\"\n"), "nothing is wrong")]
    {
        let output = whosaid(&["config"], file);
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(text(&output.stdout), format!("~/.config/whosaid/config.toml: {said}\n"));
    }
    let output = whosaid(&["config", "--path"], None);
    assert_eq!(text(&output.stdout), "~/.config/whosaid/config.toml\n");
}

#[test]
fn what_is_wrong_is_drawn_and_is_the_exit_status() {
    let output = whosaid(&["config"], Some("thema = \"light\"\n[keys]\nlook-up = \"q\"\n"));
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), ""));
    insta::assert_snapshot!(text(&output.stderr), @r#"
    error: no key `thema`
     --> ~/.config/whosaid/config.toml:1:1
      |
    1 | thema = "light"
      | ^^^^^
      |
      = help: did you mean `theme`?

    error: `q` would do two things: `look-up` and, by default, `quit`
     --> ~/.config/whosaid/config.toml:3:11
      |
    3 | look-up = "q"
      |           ^^^
      |
      = help: give `quit` another key as well

    "#);
}

#[test]
fn nothing_else_stops_for_it() {
    let output = whosaid(&["find", "who:asif", "--limit", "1"], Some("thema = 3\n"));
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stderr).contains("whosaid/config.toml:1:1: no key `thema`; did you mean `theme`?"));
}

#[test]
fn a_theme_that_is_none_is_refused_by_name() {
    let output = whosaid(&["--theme", "lihgt"], None);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stderr), "whosaid: no theme is called `lihgt`; did you mean `light`?\n");
}

#[test]
fn the_schema_that_is_kept_is_the_one_that_is_printed() {
    let kept = fs::read_to_string("assets/config.schema.json").unwrap();
    assert!(kept == config::schema(), "to be made anew: cargo run -- config --schema > assets/config.schema.json");
    assert_eq!(text(&whosaid(&["config", "--schema"], None).stdout), kept);
}

#[test]
fn the_schema_takes_the_default_file_and_refuses_what_reading_refuses() {
    let validator = jsonschema::draft202012::new(&serde_json::from_str(&config::schema()).unwrap()).unwrap();
    let default = whosaid(&["config", "--default"], None);
    assert_eq!(text(&default.stdout), config::default_file());
    let refused = |file: &str| !validator.is_valid(&json(table_of(file).unwrap()));
    assert!(!refused(&config::default_file()));
    for file in [
        "libary = \"/b\"",
        "theme = 3",
        "ascii = \"yes\"",
        "citation = \"bibtex\"",
        "[keys]\nteleport = \"x\"",
        "[keys]\nlook-up = []",
        "[keys.cards]\ndown = \"x\"",
        "[themes.dark]\nalert = \"red\"",
        "[themes.mine]\nbase = \"mine\"",
        "[themes.mine]\nalrt = \"red\"",
        "[themes.mine]\nalert = \"crimson\"",
        "[themes.mine]\nalert = { blink = true }",
    ] {
        assert!(refused(file), "{file}");
        assert_eq!(whosaid(&["config"], Some(file)).status.code(), Some(1), "{file}");
    }
}
