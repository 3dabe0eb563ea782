//! Names of files that are no text: what is printed of them leads back to them.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::{eye, shell::run};

const NAMES: [&[u8]; 6] =
    [b"\xff\nb", b"esc\x1b[2J#x", "bidi\u{202e}".as_bytes(), b"50%0A", b" space", b"plain#and: 50%"];

/// One statement, and an issue on which nobody speaks, which is a warning.
fn brief(title: usize) -> String {
    format!(
        "[brief]\nformat = 1\ntitle = \"Title {title}\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
         [[actor]]\nid = \"asif\"\nname = \"Asif\"\nkind = \"person\"\n[[source]]\nid = \"s\"\n\
         [[statement]]\nid = \"a\"\nactor = \"asif\"\nattribution = \"indirect\"\ngist = \"No.\"\n\
         [[issue]]\nid = \"toll\"\nlabel = \"toll\"\nquestion = \"Should ships pay?\"\n"
    )
}

/// A library with a brief of each name, one as a folder and the next as a file.
fn library() -> TempDir {
    let home = TempDir::new().unwrap();
    fs::create_dir(home.path().join("l")).unwrap();
    for (at, name) in NAMES.iter().enumerate() {
        let path = home.path().join("l").join(OsStr::from_bytes(name));
        if at % 2 == 0 {
            fs::create_dir(&path).unwrap();
            fs::write(path.join("brief.toml"), brief(at)).unwrap();
        } else {
            fs::write(path.with_file_name(OsString::from_vec([name, &b".toml"[..]].concat())), brief(at)).unwrap();
        }
    }
    home
}

/// The texts of a field, of every object a line.
fn texts(lines: &str, field: &str) -> Vec<String> {
    lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()[field].as_str().unwrap().to_owned()).collect()
}

fn printed(home: &Path, words: &[&str]) -> String {
    let output = run(home, words);
    eye::look("errors", &String::from_utf8(output.stderr).unwrap());
    String::from_utf8(output.stdout).unwrap()
}

/// Every title once: each of some words opened another brief.
fn assert_all_open(home: &Path, words: &[String]) {
    let titles = words.iter().map(|word| {
        let opened = run(home, &["--plain", word]);
        assert_eq!(opened.status.code(), Some(0), "{word:?}: {}", String::from_utf8_lossy(&opened.stderr));
        let text = String::from_utf8(opened.stdout).unwrap();
        (0..NAMES.len()).find(|at| text.contains(&format!("Title {at}"))).unwrap()
    });
    let mut titles: Vec<usize> = titles.collect();
    titles.sort_unstable();
    assert_eq!(titles, (0..NAMES.len()).collect::<Vec<_>>(), "{words:?}");
}

#[test]
fn a_reference_opens_what_it_was_printed_of() {
    let home = library();
    let found = texts(&printed(home.path(), &["find", "", "--format", "json", "l"]), "reference");
    assert_all_open(home.path(), &found);
    assert_all_open(home.path(), &texts(&printed(home.path(), &["export", "l"]), "reference"));
    let [plain, csv] = ["plain", "csv"].map(|format| printed(home.path(), &["find", "", "--format", format, "l"]));
    assert!(found.iter().all(|reference| plain.contains(reference) && csv.contains(reference)), "{plain}{csv}");
    let checked: Value = serde_json::from_str(&printed(home.path(), &["check", "--format", "json", "l"])).unwrap();
    let briefs = checked["briefs"].as_array().unwrap();
    assert_all_open(
        home.path(),
        &briefs.iter().map(|one| one["brief"].as_str().unwrap().to_owned()).collect::<Vec<_>>(),
    );
    let files = briefs.iter().map(|one| one["diagnostics"][0]["file"].as_str().unwrap().to_owned());
    assert_all_open(home.path(), &files.collect::<Vec<_>>());
}

#[test]
fn a_uri_has_the_bytes_of_the_path() {
    let home = library();
    let sarif: Value = serde_json::from_str(&printed(home.path(), &["check", "--format", "sarif", "l"])).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(results.len() >= NAMES.len());
    for result in results {
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        let is_plain = |char: char| char.is_ascii_alphanumeric() || "-._~/%".contains(char);
        assert!(uri.chars().all(is_plain), "{uri}");
        let mut bytes = Vec::new();
        let mut parts = uri.split('%');
        bytes.extend(parts.next().unwrap().as_bytes());
        for part in parts {
            bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
            bytes.extend(&part.as_bytes()[2..]);
        }
        assert!(home.path().join(OsString::from_vec(bytes)).is_file(), "{uri}");
    }
}

#[test]
fn an_annotation_names_its_file_or_says_that_it_cannot() {
    let home = library();
    let github = printed(home.path(), &["check", "--format", "github", "l"]);
    let mut named = 0;
    for line in github.lines() {
        let file = line.split_once("file=").unwrap().1.split(',').next().unwrap();
        let path = ["%0A\n", "%0D\r", "%3A:", "%2C,", "%25%"]
            .iter()
            .fold(file.to_owned(), |path, escape| path.replace(&escape[..3], &escape[3..]));
        let is_there = home.path().join(&path).is_file();
        assert!(is_there != line.contains("no annotation can name this file"), "{line}");
        named += usize::from(is_there);
    }
    assert!(named > 0 && named < github.lines().count(), "{github}");
}

#[test]
fn a_reference_that_may_mean_two_files_opens_neither() {
    let home = TempDir::new().unwrap();
    fs::write(home.path().join("a%0A.toml"), brief(0)).unwrap();
    fs::write(home.path().join("a\n.toml"), brief(1)).unwrap();
    let opened = run(home.path(), &["--plain", "a%0A.toml#a"]);
    let told = String::from_utf8(opened.stderr).unwrap();
    assert_eq!(opened.status.code(), Some(2), "{told}");
    assert!(told.contains("the first is `a%250A.toml`"), "{told}");
    let first = run(home.path(), &["--plain", "a%250A.toml#a"]);
    assert!(String::from_utf8(first.stdout).unwrap().contains("Title 0"));
}
