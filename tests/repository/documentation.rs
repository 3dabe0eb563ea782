//! The README, `docs` and `SECURITY.md` say what the program does, and their links lead somewhere.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use whosaid::keys::{CARD_BINDINGS, CODING_BINDINGS, READER_BINDINGS};
use whosaid::search::FIELDS;

use crate::sources::sources;

#[test]
fn the_tables_of_keys_are_the_program_s_own() {
    for (page, head, table) in [
        ("docs/reading.md", "| key | |", READER_BINDINGS),
        ("docs/presenting.md", "| key, presenting | |", CARD_BINDINGS),
        ("docs/coding.md", "| key, coding | |", CODING_BINDINGS),
    ] {
        let page = fs::read_to_string(page).unwrap();
        let rows = table.iter().map(|binding| {
            let keys: Vec<String> = binding.chords.iter().map(|chord| format!("`{chord}`")).collect();
            format!("| {} | {} |", keys.join(" "), binding.description)
        });
        let rows: Vec<String> = rows.collect();
        let told: Vec<&str> =
            page.lines().skip_while(|line| *line != head).skip(2).take_while(|line| line.starts_with('|')).collect();
        assert_eq!(told, rows, "the table should be:\n{}", rows.join("\n"));
    }
}

#[test]
fn the_table_of_fields_is_the_program_s_own() {
    let page = fs::read_to_string("docs/look-up.md").unwrap();
    let rows: Vec<String> =
        FIELDS.iter().map(|line| format!("| `{}:` | {} | {} |", line.name, line.takes, line.finds)).collect();
    let told = page.lines().skip_while(|line| *line != "| field | takes | finds |").skip(2);
    let told: Vec<&str> = told.take_while(|line| line.starts_with('|')).collect();
    assert_eq!(told, rows, "the table should be:\n{}", rows.join("\n"));
}

#[test]
fn the_brief_that_it_shows_how_to_write_is_one() {
    let readme = fs::read_to_string("README.md").expect("the README stands at the top");
    let text = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example in TOML");
    let file = whosaid::diagnostics::SourceFile {
        name: "brief.toml".to_owned(),
        text: text.to_owned(),
        part: whosaid::diagnostics::FileScope::Brief,
    };
    let (brief, faults) = whosaid::format::read(&[file]);
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(brief.map(|brief| brief.statements.len()), Some(1));
}

const README_LINES: usize = 200;

#[test]
fn the_readme_is_short_and_in_order() {
    let readme = fs::read_to_string("README.md").unwrap();
    let lines = readme.lines().count();
    assert!(lines <= README_LINES, "{lines} lines; move details to docs");
    let headings: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let order = [
        "Run it",
        "Ask it",
        "From an article to a brief",
        "Write a brief",
        "Present it",
        "Share it",
        "Where to read on",
        "Licence",
    ];
    assert_eq!(headings, order);
}

/// Every page of documentation.
fn pages() -> Vec<PathBuf> {
    let folders = [".", "docs", "briefs", "benches", "tests/fuzz"];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect()
}

#[test]
fn every_page_of_docs_is_linked_from_the_readme() {
    let readme = fs::read_to_string("README.md").unwrap();
    for page in fs::read_dir("docs").unwrap() {
        let page = page.unwrap().path();
        assert!(readme.contains(&format!("]({})", page.display())), "{}", page.display());
    }
}

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.starts_with("https://") {
                continue;
            }
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { page.clone() } else { page.parent().unwrap_or(Path::new("")).join(file) };
            assert!(target.exists(), "{}: no file {link}", page.display());
            let target = if heading.is_empty() { String::new() } else { fs::read_to_string(target).unwrap() };
            let is_there = target.lines().filter(|line| line.starts_with('#')).any(|line| anchor(line) == heading);
            assert!(heading.is_empty() || is_there, "{}: no heading {link}", page.display());
        }
    }
}

/// The name by which a link leads to a heading.
fn anchor(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim();
    let kept = heading.chars().filter(|char| char.is_alphanumeric() || " _-".contains(*char));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// A promise that names no test, or one that is gone, is not held.
#[test]
fn every_promise_of_security_names_what_holds_it() {
    let security = fs::read_to_string("SECURITY.md").unwrap();
    let rows = security.lines().skip_while(|line| !line.starts_with("| promise")).skip(2);
    let rows: Vec<&str> = rows.take_while(|line| line.starts_with('|')).collect();
    assert!(rows.len() > 10, "{rows:#?}");
    for row in rows {
        let by = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let files: Vec<&str> = by.split('`').skip(1).step_by(2).collect();
        assert!(!files.is_empty() || by == "the compiler", "{row}");
        for file in files {
            assert!(Path::new(file).exists(), "{file} is gone: {row}");
        }
    }
}

const ARCHITECTURE_LINES: usize = 200;

/// The texts in backticks of `ARCHITECTURE.md`.
fn architecture_code_spans() -> Vec<String> {
    let page = fs::read_to_string("ARCHITECTURE.md").unwrap();
    assert!(page.lines().count() < ARCHITECTURE_LINES, "it should be read in one sitting");
    assert_eq!(page.matches('`').count() % 2, 0, "a backtick is missing");
    page.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_path_in_the_architecture_page_exists() {
    let spans = architecture_code_spans();
    let is_path = |span: &&String| {
        !span.contains(' ') && (span.contains('/') || [".rs", ".md", ".toml"].iter().any(|end| span.ends_with(end)))
    };
    let paths: Vec<&String> = spans.iter().filter(is_path).collect();
    assert!(paths.len() > 50, "{paths:#?}");
    let missing: Vec<&&String> = paths.iter().filter(|path| !Path::new(path).exists()).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names files that do not exist: {missing:#?}");
}

#[test]
fn every_top_module_is_in_the_architecture_page() {
    let spans = architecture_code_spans();
    for entry in fs::read_dir("src").unwrap() {
        let path = entry.unwrap().path().display().to_string();
        assert!(spans.contains(&path), "ARCHITECTURE.md does not name {path}");
    }
}

/// `name()` and `path::name()` name a function. `Type::name` names a function, a variant or a constant of a type.
#[test]
fn every_function_in_the_architecture_page_exists() {
    let code: String = sources(Path::new("src")).iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let words: HashSet<&str> = code.split(|char: char| !char.is_alphanumeric() && char != '_').collect();
    let mut checked = 0;
    for span in architecture_code_spans() {
        let name = span.strip_suffix("()");
        let parts: Vec<&str> = name.unwrap_or(&span).split("::").collect();
        let is_name = parts.iter().all(|part| part.chars().all(|char| char.is_alphanumeric() || char == '_'));
        if !is_name || (name.is_none() && parts.len() == 1) {
            continue;
        }
        let is_function = |part: &str| ["(", "<"].iter().any(|after| code.contains(&format!("fn {part}{after}")));
        let last = parts[parts.len() - 1];
        assert!(name.is_none() || is_function(last), "ARCHITECTURE.md: no function `{span}`");
        assert!(parts.iter().all(|part| words.contains(part)), "ARCHITECTURE.md: no `{span}`");
        checked += 1;
    }
    assert!(checked > 30, "only {checked} names were found");
}
