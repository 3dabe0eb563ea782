//! Naughty strings in what the shell prints: `find` and `check` in every format, faults of every kind, names of files and folders.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use super::{eye, naughty};

/// Runs the program in a home of its own.
pub(crate) fn run(home: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().env("HOME", home).env("LANG", "C.UTF-8").env("TERM", "dumb");
    command.current_dir(home).args(words).output().unwrap()
}

/// A library with every naughty string, under names that are naughty as well.
fn library() -> TempDir {
    let home = TempDir::new().unwrap();
    let names = ["esc\u{1b}[2J", "line\nfeed", "bidi\u{202e}exe", "c1\u{9b}2J", "zero\u{200b}width", "tag\u{e0041}"];
    // Every third: all of them are put before the screens by the same rule; over these the program is started a dozen times.
    let strings: Vec<String> = naughty::strings().into_iter().step_by(3).collect();
    for (at, strings) in strings.chunks(100).enumerate() {
        let folder = home.path().join(format!("library/{at}{}", names[at % names.len()]));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("brief.toml"), naughty::brief(strings)).unwrap();
        // A header that is not known, a word that is not, and a line that is no TOML.
        let wrong = format!(
            "[[\"{0}\"]]\nx = 1\n[[statement]]\nid = \"{0}\"\nkind = \"{0}\"\n= {0}\n",
            "\u{202e}x\u{200b}\u{9b}\u{7f}"
        );
        fs::write(folder.join(format!("b{}.toml", names[at % names.len()])), wrong).unwrap();
    }
    home
}

#[test]
fn the_shell_is_told_in_harmless_text_in_every_format() {
    let home = library();
    for format in ["plain", "markdown", "json", "csv", "csl"] {
        let found = run(home.path(), &["find", "", "--format", format, "library"]);
        let out = String::from_utf8(found.stdout).unwrap();
        assert!(out.len() > 30_000, "{format}: {} bytes; {}", out.len(), String::from_utf8_lossy(&found.stderr));
        match format {
            "plain" | "json" => eye::look(format, &out),
            "csv" => eye::look_at_spelling(format, &out.replace("\r\n", "\n")),
            _ => eye::look_at_spelling(format, &out),
        }
        eye::look("errors of find", &String::from_utf8(found.stderr).unwrap());
    }
    for words in [&["check", "--contradictions", "library"][..], &["check", "--contradictions", "--ascii", "library"]] {
        let told = run(home.path(), words);
        eye::look("contradictions", &String::from_utf8(told.stdout).unwrap());
    }
    for format in ["plain", "json", "github", "sarif"] {
        let told = run(home.path(), &["check", "--format", format, "library"]);
        let out = String::from_utf8(told.stdout).unwrap();
        assert!(out.len() > 10_000, "{format}: {}", String::from_utf8_lossy(&told.stderr));
        eye::look(format, &out);
        eye::look("errors of check", &String::from_utf8(told.stderr).unwrap());
    }
}

#[test]
fn json_has_every_character_of_a_text_and_shows_none_that_is_hostile() {
    let home = TempDir::new().unwrap();
    let strings = naughty::strings();
    fs::write(home.path().join("b.toml"), naughty::brief(&strings)).unwrap();
    let found = run(home.path(), &["find", "", "--format", "json", "b.toml"]);
    let out = String::from_utf8(found.stdout).unwrap();
    let venues: Vec<String> = out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter_map(|line| Some(line.get("venue")?.as_str()?.to_owned()))
        .collect();
    let missing: Vec<&String> = strings.iter().filter(|text| !venues.contains(text)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn words_of_the_command_line_are_told_as_harmlessly() {
    let home = TempDir::new().unwrap();
    for text in naughty::strings().iter().filter(|text| !text.contains('\0')).step_by(7) {
        let cases: [&[&str]; 6] = [
            &[text],
            &["find", text],
            &["check", text],
            &["explain", text],
            &["find", "", "--format", text],
            &["follow", text],
        ];
        for words in cases {
            let told = run(home.path(), words);
            eye::look("standard error", &String::from_utf8(told.stderr).unwrap());
            eye::look_at_spelling("standard output", &String::from_utf8(told.stdout).unwrap());
        }
    }
}
