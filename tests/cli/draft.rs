//! Drafting articles from the shell: what is printed, what is added to a brief, and what is left alone.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use whosaid::loader::{BriefLocation, LoadedBrief};

const ARTICLE: &str = "Council wants a toll\n\nPORT LORN (NPA) — Mayor Irena Vidal told reporters on Thursday that the toll is fair. \
    “Whoever uses the harbour has to pay for it,” she said.\n\n\
    “We will not collect one,” said Carlo Brandt, the port director.\n";

fn draft(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().env("HOME", folder).current_dir(folder).arg("draft").args(args).output().unwrap()
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn error(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn read(path: &Path) -> LoadedBrief {
    BriefLocation::Path(path.to_owned()).read().unwrap()
}

/// A folder with the article in it.
fn desk() -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("toll.txt"), ARTICLE).unwrap();
    desk
}

#[test]
fn what_is_printed_is_a_brief_of_drafts() {
    let desk = desk();
    let text = printed(&draft(desk.path(), &["toll.txt", "--published", "2024-09-14"]));
    for part in [
        "title = \"Council wants a toll\"",
        "place = \"Port Lorn\"",
        "quote = \"We will not collect one\"",
        "actor = \"brandt\"",
        "said = \"2024-09-12\"\nprinted_date = \"Thursday\"",
        "described_as = \"she\"",
        "note = \"“she” may be Irena Vidal (vidal)",
    ] {
        assert!(text.contains(part), "{part} is not in:\n{text}");
    }
    fs::write(desk.path().join("toll.toml"), &text).unwrap();
    let loaded = read(&desk.path().join("toll.toml"));
    assert!(loaded.faults.is_empty(), "{:#?}", loaded.faults);
    assert_eq!(loaded.brief.unwrap().statements.len(), 0, "a draft is no part of the brief");
    assert_eq!(loaded.places.draft_ids().len(), text.matches("review = \"draft\"").count());
    let accepted = text.replace("review = \"draft\"\n", "gist = \"G.\"\n");
    fs::write(desk.path().join("toll.toml"), accepted).unwrap();
    let loaded = read(&desk.path().join("toll.toml"));
    assert!(loaded.faults.is_empty(), "{:#?}", loaded.faults);
    assert_eq!(loaded.brief.unwrap().statements.len(), 3);
}

#[test]
fn articles_are_added_to_a_brief_as_new_files() {
    let desk = desk();
    let brief = desk.path().join("brief");
    printed(&draft(desk.path(), &["toll.txt", "--into", "brief"]));
    assert_eq!(fs::read_to_string(brief.join("articles/toll.txt")).unwrap(), ARTICLE);
    fs::write(desk.path().join("second.md"), "# Again\n\n“Not now,” said Ms. Vidal *yesterday*.\n").unwrap();
    let told = printed(&draft(desk.path(), &["second.md", "--into", "brief"]));
    assert!(told.contains("second.toml: 1 draft"), "{told}");
    assert_eq!(
        fs::read_to_string(brief.join("articles/second.txt")).unwrap(),
        "Again\n\n“Not now,” said Ms. Vidal yesterday.\n"
    );
    let second = fs::read_to_string(brief.join("second.toml")).unwrap();
    assert!(second.contains("actor = \"vidal\"") && !second.contains("[[actor]]"), "the brief knows her:\n{second}");
    let mut check = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    let checked = check.env_clear().current_dir(desk.path()).args(["check", "brief"]).output().unwrap();
    let told = String::from_utf8(checked.stdout).unwrap();
    assert!(checked.status.success() && told.contains("4 drafts: no part of a brief"), "{told}");
    let before = fs::read_to_string(brief.join("toll.toml")).unwrap();
    let told = error(&draft(desk.path(), &["toll.txt", "--into", "brief"]));
    assert!(told.contains("there is a file of this name"), "{told}");
    assert_eq!(fs::read_to_string(brief.join("toll.toml")).unwrap(), before);
}

#[test]
fn a_brief_with_faults_gets_nothing() {
    let desk = desk();
    fs::create_dir(desk.path().join("brief")).unwrap();
    fs::write(desk.path().join("brief/brief.toml"), "[brief]\nformat = 1\n").unwrap();
    error(&draft(desk.path(), &["toll.txt", "--into", "brief"]));
    assert_eq!(fs::read_dir(desk.path().join("brief")).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_out_of_the_brief() {
    let desk = desk();
    printed(&draft(desk.path(), &["toll.txt", "--into", "brief"]));
    fs::create_dir(desk.path().join("outside")).unwrap();
    fs::remove_dir_all(desk.path().join("brief/articles")).unwrap();
    std::os::unix::fs::symlink("../outside", desk.path().join("brief/articles")).unwrap();
    fs::write(desk.path().join("other.txt"), "“No,” said Irena Vidal.").unwrap();
    error(&draft(desk.path(), &["other.txt", "--into", "brief"]));
    assert_eq!(fs::read_dir(desk.path().join("outside")).unwrap().count(), 0);
    assert!(!desk.path().join("brief/other.toml").exists());
}

#[test]
fn json_has_the_candidates_with_offsets_in_code_points() {
    let desk = desk();
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().args(["draft", "--format", "json", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.current_dir(desk.path()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(ARTICLE.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let line: serde_json::Value = serde_json::from_str(&printed(&output)).unwrap();
    let chars: Vec<char> = ARTICLE.chars().collect();
    let words = |span: &serde_json::Value| -> String {
        let [from, to] = [0, 1].map(|end| usize::try_from(span[end].as_u64().unwrap()).unwrap());
        chars[from..to].iter().collect()
    };
    let candidates = line["candidates"].as_array().unwrap();
    let last = candidates.last().unwrap();
    assert_eq!(words(&last["content"][0]).trim_matches(['“', '”', ',']), "We will not collect one");
    assert_eq!((words(&last["cue"][0]).as_str(), last["speaker"].as_str()), ("said", Some("Carlo Brandt")));
    assert_eq!((last["attribution"].as_str(), last["tier"].as_str()), (Some("direct"), Some("quoted")));
    let she = candidates.iter().find(|candidate| !candidate["offers"].as_array().unwrap().is_empty()).unwrap();
    assert_eq!((she["speaker"].as_str(), she["offers"][0].as_str()), (None, Some("Irena Vidal")));
}

#[test]
fn what_is_no_article_gets_a_sentence() {
    let desk = desk();
    for (name, bytes, part) in [
        ("program", &b"\x7fELF\0\0"[..], "zero bytes"),
        ("empty.txt", b"", "it has no words"),
        ("page.html", b"<html><script>alert(1)</script></html>", "it has no words"),
        ("old.txt", b"in Z\xfcrich", "Windows-1252"),
    ] {
        fs::write(desk.path().join(name), bytes).unwrap();
        let told = error(&draft(desk.path(), &[name]));
        assert!(told.contains(name) && told.contains(part), "{told}");
    }
    let told = error(&draft(desk.path(), &["missing.txt"]));
    assert!(told.contains("no such file"), "{told}");
    let told = error(&draft(desk.path(), &["toll.txt", "--published", "Thursday"]));
    assert!(told.contains("write a day as 2024-09-12"), "{told}");
}
