//! Texts and files that are not what they seem, and commands without a path: what is told, and with which way out.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const BRIEF: &str = r#"[brief]
format = 1
title = "Harbour"
as_of = "2025-06-30"
bottom_line = "B."
tlp = "TLP:GREEN"

[[issue]]
id = "toll"
label = "toll"
question = "Should ships pay a toll?"

[[actor]]
id = "vidal"
name = "Irena Vidal"
kind = "person"
role = "Mayor"
"#;

const SOURCE: &str = r#"
[[source]]
id = "courier"
outlet = "The Courier"
published = "2025-03-12"
reliability = "B"
"#;

/// A folder with a brief in `b`, whose one quote is said to be in a text of these bytes.
fn quoting(quote: &str, text: &[u8], sha256: Option<&str>) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("b/articles")).unwrap();
    fs::write(home.path().join("b/articles/a.txt"), text).unwrap();
    let sha256 = sha256.map_or_else(String::new, |sum| format!(", sha256 = \"{sum}\""));
    let brief = format!(
        "{BRIEF}{SOURCE}text = {{ file = \"articles/a.txt\"{sha256} }}\n[[statement]]\nid = \"q1\"\nactor = \"vidal\"\n\
         attribution = \"direct\"\nquote = '''{quote}'''\nsaid = \"2025-03-11\"\nstance = {{ toll = \"for\" }}\n"
    );
    fs::write(home.path().join("b/brief.toml"), brief).unwrap();
    home
}

/// What a command prints and tells, and its exit status.
fn run(at: &Path, words: &[&str]) -> (String, String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    let home = at.join("home");
    let output = command.env_clear().env("HOME", home).current_dir(at).args(words).output().unwrap();
    let [printed, told] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (printed, told, output.status.code().unwrap())
}

#[test]
fn a_quote_is_proved_through_what_changes_no_word_and_the_rule_is_named() {
    for (quote, text, rule) in [
        ("Рада об’єднає порт", "«Рада обʼєднає порт», — сказала вона.", "apostrophes"),
        ("لن ندفع الرسوم", "قال: «لن ندفع الرســـوم»", "Arabic letters"),
        ("The dredging will continue,", "“The dredging will con-\ntinue,” she said.", "line-end hyphens"),
        ("A close co-operation,", "“A close co-\noperation,” she said.", "line-end hyphens"),
    ] {
        let home = quoting(quote, text.as_bytes(), None);
        let (printed, told, status) = run(home.path(), &["check", "b"]);
        assert_eq!((status, told.as_str()), (0, ""), "{printed}");
        assert!(printed.ends_with("quotes: 1 normalized\n"), "{printed}");
        let (found, _, _) = run(home.path(), &["find", "", "b", "--format", "json"]);
        assert!(found.contains(&format!("\"rules\":[\"{rule}\"]")), "{found}");
    }
}

#[test]
fn line_ends_that_git_changed_do_not_break_a_sum() {
    let unix = "bc2f30377edac7e3c4ba59e0bec8161b449fa8361a5d81d476c7d2a82cb52cf8";
    let text = "“We will not pay,” Vidal said.\r\n\r\n“Not a coin,” she said.\r\n";
    let home = quoting("We will not pay,", text.as_bytes(), Some(unix));
    let (printed, _, status) = run(home.path(), &["check", "b"]);
    assert_eq!(status, 0, "{printed}");
    assert!(
        printed.contains("note[N-line-ends]: source `courier`: the text `articles/a.txt` is the coded one apart from"),
        "{printed}"
    );
    assert!(printed.ends_with("quotes: 1 verbatim\n"), "{printed}");
    let home = quoting("We will not pay,", text.replace("coin", "penny").as_bytes(), Some(unix));
    let (printed, _, status) = run(home.path(), &["check", "b"]);
    assert!(status == 1 && printed.contains("E-other-text"), "{printed}");
}

#[test]
fn a_text_that_is_no_plain_text_in_utf_8_is_named_with_the_way_out() {
    let utf_16: Vec<u8> = "\u{feff}“No,” she said.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (text, code, named, way_out) in [
        (
            &b"\x93No,\x94 she said in Z\xfcrich"[..],
            "W-unreadable-text",
            "not UTF-8 at 1:1",
            "Windows-1252 or Latin-1, and `iconv -f WINDOWS-1252 -t UTF-8`",
        ),
        (&utf_16, "W-unreadable-text", "not UTF-8 at 1:1", "UTF-16, and `iconv -f UTF-16 -t UTF-8`"),
        (
            b"<!DOCTYPE html>\n<p>\xe2\x80\x9cNo,\xe2\x80\x9d</p>",
            "W-unreadable-text",
            "it is HTML, not plain text",
            "`pandoc -f html -t plain`",
        ),
        (
            "â€œNo,â€\u{9d} she said.".as_bytes(),
            "W-wrong-encoding",
            "was read as Windows-1252",
            "`iconv -f UTF-8 -t WINDOWS-1252`",
        ),
    ] {
        let home = quoting("No,", text, None);
        let (printed, _, _) = run(home.path(), &["check", "b"]);
        for part in [code, named, way_out] {
            assert!(printed.contains(part), "{part}:\n{printed}");
        }
        assert!(!printed.contains("another article"), "the reason is known: {printed}");
    }
}

#[test]
fn a_file_of_a_brief_that_is_not_utf_8_is_named_with_the_way_out() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("b")).unwrap();
    fs::write(home.path().join("b/brief.toml"), BRIEF).unwrap();
    for (bytes, named) in [
        (
            &b"[[source]]\nid=\"b\"\noutlet=\"Z\xfcrich\"\n"[..],
            "Windows-1252 or Latin-1, and `iconv -f WINDOWS-1252 -t UTF-8` converts it",
        ),
        (b"\xff\xfe[\0[\0", "UTF-16, and `iconv -f UTF-16 -t UTF-8` converts it"),
        (b"[\0[\0s\0o\0u\0r\0c\0e\0", "UTF-16, and `iconv -f UTF-16LE -t UTF-8` converts it"),
    ] {
        fs::write(home.path().join("b/b.toml"), bytes).unwrap();
        let (printed, _, status) = run(home.path(), &["check", "b"]);
        assert_eq!(status, 2, "{printed}");
        assert!(printed.contains("error[E-unreadable]: not UTF-8\n") && printed.contains(named), "{printed}");
    }
}

#[test]
fn without_a_path_the_brief_of_the_current_folder_answers_and_is_named() {
    let home = quoting("No,", "“No,” she said.".as_bytes(), None);
    let here = home.path().join("b");
    for words in [&["find", "vidal"][..], &["check"], &["check", "--contradictions"], &["export"]] {
        let (printed, told, status) = run(&here, words);
        assert_eq!(status, 0, "{words:?}: {told}");
        assert!(
            told.starts_with("whosaid: no PATH is given; answering from b, the brief in the current folder\n"),
            "{words:?}: {told}"
        );
        assert!(!printed.contains("kp-kabul-talks"), "{words:?}: {printed}");
        let (_, told, _) = run(home.path(), &[words, &["b"]].concat());
        assert!(!told.contains("no PATH"), "{words:?}: {told}");
    }
    for words in [
        &["--plain"][..],
        &[],
        &["--plain", "--audience", "TLP:GREEN"],
        &["present", "--list"],
        &["present", "--plain", "--audience", "TLP:GREEN"],
    ] {
        let (printed, told, status) = run(&here, words);
        assert_eq!(status, 0, "{words:?}: {told}");
        assert!(printed.contains("Harbour"), "{words:?}: {printed}");
    }
}
