//! The size limits: 500 lines a file without its tests, 60 lines a function.

use std::fs;
use std::path::Path;

use crate::sources::sources;

const FILE: usize = 500;
const FUNCTION: usize = 60;

/// What may be larger, and why.
const EXCEPTIONS: &[(&str, &str)] = &[];

#[test]
fn no_file_is_longer_than_can_be_held_in_mind() {
    let mut over = Vec::new();
    for file in sources(Path::new("src")) {
        let lines = code_of(&file).len();
        if lines > FILE && !is_excepted(&file.display().to_string()) {
            over.push(format!("{}: {lines} lines", file.display()));
        }
    }
    assert!(over.is_empty(), "files over {FILE} lines:\n{}", over.join("\n"));
}

#[test]
fn no_function_is_longer_than_a_screen() {
    let mut over = Vec::new();
    for file in sources(Path::new("src")) {
        for (name, lines) in functions(&code_of(&file)) {
            let place = format!("{}: {name}", file.display());
            if lines > FUNCTION && !is_excepted(&place) {
                over.push(format!("{place}: {lines} lines"));
            }
        }
    }
    assert!(over.is_empty(), "functions over {FUNCTION} lines:\n{}", over.join("\n"));
}

#[test]
fn every_exception_is_still_needed() {
    for (place, why) in EXCEPTIONS {
        assert!(!why.is_empty(), "{place} has no reason");
        let file = place.split(": ").next().unwrap_or(place);
        assert!(Path::new(file).is_file(), "{place} is gone");
    }
}

fn is_excepted(place: &str) -> bool {
    EXCEPTIONS.iter().any(|(excepted, _)| *excepted == place)
}

/// The functions of formatted code with their lengths: from the line that names one to the brace that closes at its depth.
fn functions(code: &[String]) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (at, line) in code.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let indent = line.len() - line.trim_start().len();
        let close = format!("{}}}", " ".repeat(indent));
        let Some(length) =
            code[at..].iter().position(|line| *line == close || line == &code[at] && line.ends_with([';', '}']))
        else {
            continue;
        };
        found.push((name, length + 1));
    }
    found
}

fn function_name(line: &str) -> Option<String> {
    let (before, after) = line.split_once("fn ")?;
    let modifiers = ["", "pub", "pub(super)", "pub(crate)", "const", "async"];
    let declares = before.split_whitespace().all(|word| modifiers.contains(&word) || word.starts_with("pub("));
    declares.then(|| after.split(['(', '<']).next().unwrap_or_default().to_owned())
}

/// The lines of a file before its tests.
fn code_of(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
    code.lines().map(str::to_owned).collect()
}
