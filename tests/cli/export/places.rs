//! Where rows go and briefs come from, and what is told when that fails.

use std::fs::OpenOptions;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::process::Stdio;

use super::*;

#[test]
fn a_file_takes_its_name_when_all_is_there() {
    let home = home(&[("harbour/brief.toml", WHOLE), ("out/rows.ndjson", "before")]);
    let Done { printed, told, status } = export(&home, &["harbour", "--output", "out/rows.ndjson"]);
    assert_eq!((printed.as_str(), told.as_str(), status), ("", "", Some(0)));
    let written = fs::read_to_string(home.path().join("out/rows.ndjson")).unwrap();
    assert_eq!(written, export(&home, &["harbour"]).printed);
    assert_eq!(fs::read_dir(home.path().join("out")).unwrap().count(), 1, "nothing else is left");
}

#[test]
fn what_fails_leaves_what_was_there() {
    let home = home(&[("out/rows.ndjson", "before")]);
    let Done { told, status, .. } = export(&home, &["nowhere", "-o", "out/rows.ndjson"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("nowhere: no such file or folder"), "{told}");
    assert_eq!(fs::read_to_string(home.path().join("out/rows.ndjson")).unwrap(), "before");
    assert_eq!(fs::read_dir(home.path().join("out")).unwrap().count(), 1);
    for (output, why) in [
        ("out", "out: not a regular file, so nothing was put in its place; name a file"),
        ("/dev/full", "/dev/full: not a regular file"),
        ("none/rows", "none/rows: no such file or folder"),
    ] {
        let refused = export(&home, &["-o", output]);
        assert_eq!((refused.printed.as_str(), refused.status), ("", Some(2)));
        assert!(refused.told.contains(why), "{}", refused.told);
    }
}

/// A file of more than the limit cannot be written, which is as a disk that is full.
#[test]
fn a_full_disk_leaves_no_half_of_a_file() {
    let home = home(&[("out/rows.ndjson", "before")]);
    let mut command = Command::new("sh");
    // The signal would end the program; ignored, the write fails.
    let limited = r#"trap "" XFSZ; ulimit -f 8; exec "$0" export -o out/rows.ndjson"#;
    command.env_clear().env("HOME", home.path()).current_dir(home.path());
    let output = command.args(["-c", limited, env!("CARGO_BIN_EXE_whosaid")]).output().unwrap();
    let Done { told, status, .. } = done(output);
    assert_eq!(status, Some(2));
    assert!(told.starts_with("whosaid: the export cannot be written: "), "{told}");
    assert_eq!(fs::read_to_string(home.path().join("out/rows.ndjson")).unwrap(), "before");
    assert_eq!(fs::read_dir(home.path().join("out")).unwrap().count(), 1);
}

#[test]
fn a_full_device_is_told() {
    let home = home(&[]);
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let Done { told, status, .. } = done(command(home.path(), &[]).stdout(full).output().unwrap());
    assert_eq!(status, Some(2));
    assert!(told.starts_with("whosaid: the export cannot be written: "), "{told}");
}

#[test]
fn whoever_has_seen_enough_may_go() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let formats: &[&str] = if cfg!(feature = "parquet") { &["ndjson", "parquet"] } else { &["ndjson"] };
    for format in formats {
        let home = home(&[]);
        let mut command = command(home.path(), &["--format", format]);
        let output = command.stdout(writer.try_clone().unwrap()).stderr(Stdio::piped()).output().unwrap();
        let Done { told, status, .. } = done(output);
        assert_eq!((told.as_str(), status), ("", Some(0)), "{format}");
        // What was lost before the pipe was closed is lost all the same.
        fs::write(home.path().join("faulty.toml"), brief("a") + "x = 1\n").unwrap();
        let mut command = super::command(home.path(), &["--format", format, "faulty.toml"]);
        let output = command.stdout(writer.try_clone().unwrap()).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(done(output).status, Some(2), "{format}");
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_others_are_exported() {
    let faulty = brief("b") + "stnce = 1\nven = 2\n";
    let home = home(&[
        ("lib/good.toml", &brief("a")),
        ("lib/faulty.toml", &faulty),
        ("broken.toml", "[[actor]]\nid = \"a\"\n"),
    ]);
    let Done { printed, told, status } = export(&home, &["lib", "broken.toml", "nowhere.toml"]);
    assert_eq!(status, Some(2));
    assert_eq!(texts(&rows(&printed), "reference"), ["lib/faulty.toml#b", "lib/good.toml#a"]);
    for part in [
        "lib/faulty.toml: exported as far as it can be read: lib/faulty.toml:",
        "no field `stnce`",
        "and 1 more; `whosaid check lib/faulty.toml` shows all of it",
        "broken.toml: nothing of it can be read: ",
        "nowhere.toml: no such file or folder",
    ] {
        assert!(told.contains(part), "{part:?} is not in {told}");
    }
    let forced = export(&home, &["lib/faulty.toml", "--force"]);
    assert_eq!((rows(&forced.printed).len(), forced.status), (1, Some(0)));
    assert!(forced.told.contains("exported as far as it can be read: lib/faulty.toml:"), "{}", forced.told);
    assert_eq!(export(&home, &["broken.toml", "--force"]).status, Some(2), "there is nothing to take");
}

#[test]
fn the_library_that_is_configured_is_exported_where_nothing_is_named() {
    let home = home(&[
        (".config/whosaid/config.toml", "library = \"~/briefs\"\n"),
        ("briefs/talks/brief.toml", &brief("a")),
        ("briefs/2025/trade.toml", &brief("b")),
    ]);
    let Done { printed, status, .. } = export(&home, &[]);
    assert_eq!((texts(&rows(&printed), "id"), status), (vec!["b", "a"], Some(0)));
    let again = export(&home, &["briefs", "briefs/talks", "briefs/2025/trade.toml"]);
    assert_eq!(rows(&again.printed).len(), 2, "what is named twice is exported once");
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_parquet_it_is_told_how_to_get_it() {
    let Done { printed, told, status } = export(&home(&[]), &["--format", "parquet"]);
    assert_eq!((printed.as_str(), status), ("", Some(2)));
    assert!(told.contains("built without Parquet") && told.contains("--features parquet"), "{told}");
}

#[test]
fn a_statement_that_is_lost_is_told_by_the_status() {
    let lost =
        brief("a") + "[[statement]]\nid = \"b\"\nactor = \"nobody\"\nattribution = \"indirect\"\ngist = \"G.\"\n";
    let home = home(&[("lost.toml", &lost), ("b/brief.toml", &brief("a"))]);
    fs::write(home.path().join("b/latin.toml"), b"# caf\xe9\n").unwrap();
    for (path, place) in [("lost.toml", "lost.toml:20:9: "), ("b", "b/latin.toml:1:6: not UTF-8")] {
        let Done { printed, told, status } = export(&home, &[path]);
        assert_eq!((rows(&printed).len(), status), (1, Some(2)), "{path}: {told}");
        assert!(told.contains(place), "{told}");
        let Done { printed, told, status } = export(&home, &[path, "--force"]);
        assert_eq!((rows(&printed).len(), status), (1, Some(0)), "{path}: {told}");
        assert!(told.contains(place), "{told}");
        assert_eq!(
            export(&home, &[path, "--force", "--audience", "TLP:GREEN"]).status,
            Some(2),
            "not for that audience"
        );
    }
}

#[test]
fn a_file_keeps_its_mode_and_a_new_one_is_for_its_owner_alone_above_green() {
    let amber = brief("a").replace("quote = ", "tlp = \"TLP:AMBER\"\nquote = ");
    let origin = "[[source]]\nid = \"wire\"\ntlp = \"TLP:RED\"\n";
    let origin = brief("a").replacen("[[source]]\n", &format!("{origin}[[source]]\norigin = \"wire\"\n"), 1);
    let origin = origin.replace("attribution = ", "source = \"s\"\nattribution = ");
    let home = home(&[
        ("green.toml", &brief("a")),
        ("amber.toml", &amber),
        ("faulty.toml", &(brief("a") + "x = 1\n")),
        ("origin.toml", &origin),
    ]);
    let out = home.path().join("rows");
    let mode = |words: &[&str]| {
        let mut command = Command::new("sh");
        let script = "umask 022; exec \"$0\" export -o rows \"$@\"";
        command.env_clear().env("HOME", home.path()).current_dir(home.path());
        assert!(command.args(["-c", script, env!("CARGO_BIN_EXE_whosaid")]).args(words).status().unwrap().success());
        out.metadata().unwrap().permissions().mode() & 0o7777
    };
    for (words, expected) in [
        (&["green.toml"][..], 0o644),
        (&["amber.toml"], 0o600),
        (&["green.toml", "amber.toml"], 0o600),
        // A row names the source from which its own comes, whatever the label of that source is.
        (&["origin.toml"], 0o600),
        // What is exported counts, not what is withheld.
        (&["amber.toml", "--audience", "TLP:GREEN"], 0o644),
        // The fault may have been a label.
        (&["faulty.toml", "--force"], 0o600),
    ] {
        assert_eq!(mode(words), expected, "{words:?}");
        for kept in [0o640, 0o666] {
            fs::set_permissions(&out, fs::Permissions::from_mode(kept)).unwrap();
            assert_eq!(mode(words), kept, "{words:?}");
        }
        fs::remove_file(&out).unwrap();
    }
}

#[test]
fn a_file_keeps_its_owner_where_the_system_lets() {
    let home = home(&[("green.toml", &brief("a")), ("rows", "before")]);
    let out = home.path().join("rows");
    if chown(&out, Some(12_345), Some(12_346)).is_err() {
        // Root alone gives files away.
        return;
    }
    assert_eq!(export(&home, &["green.toml", "-o", "rows"]).status, Some(0));
    let data = out.metadata().unwrap();
    assert_eq!((data.uid(), data.gid()), (12_345, 12_346));
}
