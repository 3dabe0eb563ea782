//! `whosaid check` from the shell: forms, levels, exit statuses, and what is told where something cannot be read.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A brief with one error, one warning and one note, told in this order.
const FAULTY: &str = r#"[brief]
format = 1
title = "Harbour"
as_of = 2025-03-14
bottom_line = "B."
tlp = "TLP:GREEN"

[[actor]]
id = "vidal"
name = "Irena Vidal"
kind = "person"

[[actor]]
id = "port"
name = "Port Authority"
kind = "organization"

[[source]]
id = "wire"
published = 2025-03-10

[[statement]]
id = "vidal-terms"
actor = "vidal"
attribution = "direct"
quote = "Ships pay, or ships wait."
said = 2025-03-10
printed_date = "Tuesday, é 50%"
"#;

const ERROR: &str = "venu = \"Old Harbour\"\n";

fn brief(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("brief.toml"), text).unwrap();
    folder
}

fn check(at: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().env("HOME", at).current_dir(at).arg("check").args(words).output().unwrap()
}

fn told(output: &Output) -> (i32, String) {
    (output.status.code().unwrap(), String::from_utf8(output.stdout.clone()).unwrap())
}

fn json(at: &Path, words: &[&str]) -> Value {
    let output = check(at, words);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn errors_decide_the_exit_status_and_warnings_only_when_denied() {
    let clean_of_errors = brief(FAULTY);
    let at = clean_of_errors.path();
    let status = |words: &[&str]| check(at, &[&["."], words].concat()).status.code();
    assert_eq!(status(&[]), Some(0), "a warning and a note");
    assert_eq!(status(&["--deny", "W-weekday"]), Some(1));
    assert_eq!(status(&["--deny", "warnings"]), Some(1));
    assert_eq!(status(&["--deny", "notes"]), Some(1));
    assert_eq!(status(&["--deny", "warnings", "--allow", "W-weekday"]), Some(0));
    assert_eq!(status(&["--deny", "W-shared-alias,W-after-source"]), Some(0), "neither is met");
    let faulty = brief(&format!("{FAULTY}{ERROR}"));
    assert_eq!(check(faulty.path(), &["."]).status.code(), Some(1));
}

#[test]
fn what_is_allowed_is_not_told() {
    let folder = brief(FAULTY);
    let codes = |words: &[&str]| {
        let told = json(folder.path(), &[&[".", "--format", "json"], words].concat());
        let codes = told["briefs"][0]["diagnostics"].as_array().unwrap().iter();
        codes
            .map(|one| format!("{} {}", one["level"].as_str().unwrap(), one["code"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&[]), ["note N-silent-actor", "warning W-weekday"]);
    assert_eq!(codes(&["--allow", "notes"]), ["warning W-weekday"]);
    assert_eq!(codes(&["--allow", "W-weekday,notes"]), [""; 0]);
    assert_eq!(codes(&["--allow", "N-one-sided,notes"]), ["warning W-weekday"], "a code that is retired");
    assert_eq!(codes(&["--deny", "N-silent-actor"]), ["error N-silent-actor", "warning W-weekday"]);
}

#[test]
fn everything_is_drawn_into_its_line_and_counted() {
    let folder = brief(&format!("{FAULTY}{ERROR}"));
    let (status, text) = told(&check(folder.path(), &["."]));
    assert_eq!(status, 1);
    insta::assert_snapshot!(text);
}

#[test]
fn json_has_every_place_in_lines_characters_and_bytes() {
    let folder = brief(FAULTY);
    let told = json(folder.path(), &["brief.toml", "--format", "json"]);
    assert_eq!([&told["errors"], &told["warnings"], &told["notes"]], [0, 1, 1]);
    let one = &told["briefs"][0];
    assert_eq!(one["brief"], "brief.toml");
    assert_eq!(one["statements"], 1);
    let weekday = &one["diagnostics"][1];
    assert_eq!(weekday["file"], "./brief.toml");
    let line = FAULTY.lines().position(|line| line.starts_with("printed_date")).unwrap();
    let offset = FAULTY.find("\"Tuesday, é 50%\"").unwrap();
    assert_eq!(weekday["start"], serde_json::json!({ "line": line + 1, "column": 16, "offset": offset }));
    assert_eq!(weekday["end"], serde_json::json!({ "line": line + 1, "column": 32, "offset": offset + 17 }));
    assert!(weekday["message"].as_str().unwrap().contains("10 March 2025 was a Monday"), "{weekday}");
}

#[test]
fn github_is_told_in_commands_that_nothing_can_break() {
    let folder = brief(&format!("{FAULTY}{ERROR}"));
    let (_, text) = told(&check(folder.path(), &[".", "--format", "github"]));
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines.iter().all(|line| ["::error ", "::warning ", "::notice "].iter().any(|name| line.starts_with(name))),
        "{text}"
    );
    assert!(lines.iter().any(|line| line.contains(",line=29,col=1,endColumn=5,title=E-unknown-field::")), "{text}");
}

#[test]
fn sarif_names_every_rule_that_a_result_has() {
    let folder = brief(&format!("{FAULTY}{ERROR}"));
    let sarif = json(folder.path(), &[".", "--format", "sarif", "--deny", "W-weekday"]);
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let rules: Vec<&str> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2, "with an error in the format, what may only seem to lack is not told: {results:?}");
    for result in results {
        assert!(rules.contains(&result["ruleId"].as_str().unwrap()), "{result}");
        assert_eq!(result["level"], "error");
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert!(region["startLine"].as_u64().unwrap() > 0 && region["byteLength"].as_u64().unwrap() > 0, "{region}");
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_checked() {
    let folder = brief(FAULTY);
    let output = check(folder.path(), &[".", "nowhere", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["briefs"].as_array().unwrap().len(), 2);
    assert_eq!(told["briefs"][1]["brief"], "nowhere");
    assert_eq!(told["briefs"][1]["diagnostics"][0]["code"], "E-unreadable");
    assert_eq!(told["briefs"][1]["diagnostics"][0]["message"], "no such file or folder");
    let (status, text) = self::told(&check(folder.path(), &["nowhere"]));
    assert_eq!(status, 2);
    assert!(text.starts_with("error[E-unreadable]: no such file or folder\n --> nowhere:1:1\n"), "{text}");
    assert!(text.ends_with("0 briefs and 0 statements checked: 1 error\n"), "{text}");
}

/// Makes something of the name `x.toml` in a folder that cannot be read.
type Spoil = fn(&Path);

/// What cannot be read, with what is said of it.
const UNREADABLE: [(Spoil, &str); 5] = [
    (|path| fs::write(path, b"[[source]]\nid = \"x\"\noutlet = \"Z\xfcrich\"\n").unwrap(), "not UTF-8"),
    (
        |path| rustix::fs::mkfifoat(rustix::fs::CWD, path, rustix::fs::Mode::RUSR).unwrap(),
        "neither a regular file nor a folder, so it was not opened",
    ),
    (|path| symlink("nothing", path).unwrap(), "no such file or folder"),
    (
        |path| {
            fs::write(path.with_file_name("../outside.toml"), "").unwrap();
            symlink("../outside.toml", path).unwrap();
        },
        "a link that leads out of its folder, so it was not followed",
    ),
    (
        |path| {
            fs::write(path, "").unwrap();
            fs::set_permissions(path, fs::Permissions::from_mode(0o0)).unwrap();
        },
        "permission denied",
    ),
];

#[test]
fn a_file_that_cannot_be_read_is_a_diagnostic_in_every_form_and_the_rest_is_checked() {
    for (spoil, reason) in UNREADABLE {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("b");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("brief.toml"), FAULTY).unwrap();
        let spoilt = folder.join("x.toml");
        spoil(&spoilt);
        if reason == "permission denied" && fs::File::open(&spoilt).is_ok() {
            // Root reads everything.
            continue;
        }
        let run = |format: &str| {
            let output = check(home.path(), &["b", "--format", format]);
            assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(2), &b""[..]), "{reason}");
            String::from_utf8(output.stdout).unwrap()
        };
        let plain = run("plain");
        assert!(plain.contains(&format!("error[E-unreadable]: {reason}\n --> b/x.toml:")), "{plain}");
        assert!(plain.contains("warning[W-weekday]"), "{plain}");
        assert!(
            plain.ends_with("1 brief and 1 statement checked: 1 error, 1 warning\nquotes: 1 no text held\n"),
            "{plain}"
        );
        let json: Value = serde_json::from_str(&run("json")).unwrap();
        let diagnostics = json["briefs"][0]["diagnostics"].as_array().unwrap();
        let of = |code: &str| diagnostics.iter().find(|one| one["code"] == code).unwrap();
        let told = of("E-unreadable");
        assert_eq!((&told["file"], &told["message"], &json["errors"]), (&"b/x.toml".into(), &reason.into(), &1.into()));
        assert_eq!(of("W-weekday")["file"], "b/brief.toml");
        if reason == "not UTF-8" {
            let offset = fs::read(&spoilt).unwrap().iter().position(|byte| *byte == 0xfc).unwrap();
            assert_eq!(told["start"], serde_json::json!({ "line": 3, "column": 12, "offset": offset }));
        }
        let github = run("github");
        assert!(github.lines().any(|line| line.starts_with("::error file=b/x.toml,line=")), "{github}");
        let sarif: Value = serde_json::from_str(&run("sarif")).unwrap();
        let run = &sarif["runs"][0];
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
        let notification = &run["invocations"][0]["toolExecutionNotifications"][0];
        assert_eq!(notification["descriptor"]["id"], "E-unreadable");
        assert_eq!(notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "b/x.toml");
        assert!(run["results"].as_array().unwrap().iter().any(|result| result["ruleId"] == "E-unreadable"));
    }
    let whole = check(brief(FAULTY).path(), &[".", "--format", "sarif"]);
    let sarif: Value = serde_json::from_slice(&whole.stdout).unwrap();
    assert_eq!(sarif["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn what_may_be_written_in_a_lost_file_is_not_missed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("brief.toml"), b"[brief]\ntitle = \"caf\xe9\"\n").unwrap();
    fs::write(
        folder.path().join("s.toml"),
        "[[statement]]\nid = \"s\"\nactor = \"asif\"\nsource = \"s\"\nattribution = \"indirect\"\ngist = \"G.\"\n",
    )
    .unwrap();
    let told = json(folder.path(), &[".", "--format", "json"]);
    let codes: Vec<&Value> =
        told["briefs"][0]["diagnostics"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
    assert_eq!(codes, ["E-unreadable"]);
}

#[test]
fn a_text_folder_that_is_not_there_is_refused() {
    let folder = brief(FAULTY);
    let output = check(folder.path(), &[".", "--texts", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("nowhere: no such file or folder"));
}

#[test]
fn a_code_that_is_none_is_refused_with_the_one_that_was_meant() {
    let folder = brief(FAULTY);
    let refused = |words: &[&str]| {
        let output = check(folder.path(), words);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(&["--deny", "W-weekdays"]).contains("did you mean `W-weekday`?"));
    assert!(refused(&["--allow", "E-syntax"]).contains("`E-syntax` is an error, and cannot be allowed"));
    assert!(refused(&["--allow", "W-weekday", "--deny", "W-weekday"]).contains("both denied and allowed"));
}

#[test]
fn a_fault_of_shared_actors_is_told_once_whoever_shares_them() {
    let library = tempfile::tempdir().unwrap();
    fs::write(library.path().join("actors.toml"), "[[actor]]\nid = \"vidal\"\nnam = \"Irena\"\n").unwrap();
    for name in ["one", "two"] {
        let folder = library.path().join(name);
        fs::create_dir(&folder).unwrap();
        let head = FAULTY.split("[[actor]]").next().unwrap();
        fs::write(folder.join("brief.toml"), format!("{head}[[source]]\nid = \"w\"\n[[statement]]\nid = \"s\"\nactor = \"vidal\"\nattribution = \"indirect\"\ngist = \"G.\"\n")).unwrap();
    }
    let told = json(library.path(), &[".", "--format", "json"]);
    let of = |at: usize| {
        told["briefs"][at]["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["file"] == "./actors.toml")
            .count()
    };
    assert!(of(0) > 0, "{told}");
    assert_eq!(of(1), 0, "{told}");
}
