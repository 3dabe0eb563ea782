//! A library in the shell, by its cache: the same answers as without one, however many ask at once and whatever becomes of them.

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

/// A brief of many statements, each with words of its own.
fn brief(at: usize, statements: usize) -> String {
    let mut text = format!(
        "[brief]\nformat = 1\ntitle = \"T{at}\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
         [[actor]]\nid = \"vidal\"\nname = \"Irena Vidal\"\nkind = \"person\"\n\
         [[source]]\nid = \"s\"\npublished = 2025-01-01\n"
    );
    for number in 0..statements {
        let _ = write!(
            text,
            "[[statement]]\nid = \"x{number}\"\nactor = \"vidal\"\nattribution = \"direct\"\n\
             quote = \"Ship {at} pays toll {number} to harbour {}.\"\nsaid = 2024-{:02}-{:02}\n",
            at * 31 + number,
            number % 12 + 1,
            (at + number) % 28 + 1
        );
    }
    text
}

/// A home with a library of briefs, one of them with faults, one that nothing can be read of, and one that cannot be read at all.
fn home(briefs: usize, statements: usize) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for at in 0..briefs {
        put(&home, &format!("{}/b{at:03}/brief.toml", at % 3), &brief(at, statements));
    }
    put(&home, "faulty.toml", &(brief(900, 2) + "stnce = 1\nven = 2\n"));
    put(&home, "broken/brief.toml", "[[actor]]\nid = \"a\"\n");
    put(&home, "latin/brief.toml", "");
    fs::write(home.path().join("library/latin/brief.toml"), b"[brief]\ntitle = \"caf\xe9\"\n").unwrap();
    home
}

fn put(home: &TempDir, path: &str, text: &str) {
    let path = home.path().join("library").join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn command(home: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().env("HOME", home).current_dir(home).args(words);
    command
}

fn find(home: &TempDir, words: &[&str]) -> Output {
    command(home.path(), &[&["find"], words].concat()).output().unwrap()
}

/// What is printed, told and returned, by no cache.
fn without(home: &TempDir, words: &[&str]) -> Output {
    let config = home.path().join("none/whosaid/config.toml");
    fs::create_dir_all(config.parent().unwrap()).unwrap();
    fs::write(config, "cache = false\n").unwrap();
    let mut command = command(home.path(), &[&["find"], words].concat());
    command.env("XDG_CONFIG_HOME", home.path().join("none")).output().unwrap()
}

/// Each brief named by itself, so that no library is: as it was asked before there was a cache.
fn by_hand(home: &TempDir, words: &[&str]) -> Output {
    let mut paths = Vec::new();
    let mut open = vec![PathBuf::from("library")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(home.path().join(&folder)).unwrap() {
            let path = folder.join(entry.unwrap().file_name());
            let whole = home.path().join(&path);
            if whole.join("brief.toml").exists() || whole.is_file() {
                paths.push(path.display().to_string());
            } else {
                open.push(path);
            }
        }
    }
    paths.sort();
    let words: Vec<&str> = words.iter().map(|word| if *word == "library" { "" } else { *word }).collect();
    let mut words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        words.push("");
    }
    words.extend(paths.iter().map(String::as_str));
    find(home, &words)
}

fn said(output: &Output) -> (String, String, Option<i32>) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

/// The files of the cache, but for the one that is held to write.
fn kept(home: &TempDir) -> Vec<PathBuf> {
    let entries = fs::read_dir(home.path().join(".cache/whosaid")).into_iter().flatten();
    let mut kept: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    kept.retain(|path| path.extension().is_some_and(|ending| ending != "lock"));
    kept.sort();
    kept
}

#[test]
fn a_library_is_told_of_as_if_there_were_no_cache() {
    let home = home(9, 20);
    for format in ["plain", "markdown", "json", "csv", "csl"] {
        for question in ["ship", "toll 7", "who:vidal after:2024-06", "nothing of that", "\"pays toll 3\"", "is:new"] {
            let words = [question, "library", "--format", format];
            let expected = said(&by_hand(&home, &words));
            assert_eq!(said(&find(&home, &words)), expected, "{question} as {format}");
            assert_eq!(said(&find(&home, &words)), expected, "{question} as {format}, again");
            assert_eq!(said(&without(&home, &words)), expected, "{question} as {format}, by no cache");
        }
    }
    let (printed, told, status) = said(&find(&home, &["ship", "library"]));
    assert_eq!((status, told.lines().count()), (Some(2), 3), "{told}");
    assert!(printed.contains("library/0/b000#x0"));
    for part in [
        "library/latin/brief.toml:2:13: not UTF-8",
        "library/broken: nothing of it",
        "and 1 more; `whosaid library/faulty",
    ] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
}

#[test]
fn the_best_alone_are_printed_where_there_is_a_limit() {
    let home = home(4, 300);
    let all = said(&find(&home, &["ship", "library"])).0;
    assert_eq!(all.split("\n\n").count(), 4 * 300 + 2);
    let some = said(&find(&home, &["ship", "library", "--limit", "70"])).0;
    assert!(all.starts_with(some.trim_end()) && some.split("\n\n").count() == 70);
}

#[test]
fn nothing_is_kept_where_that_is_settled() {
    let home = home(2, 2);
    without(&home, &["ship", "library"]);
    assert!(!home.path().join(".cache").exists());
    find(&home, &["ship", "library/0/b000"]);
    find(&home, &["ship"]);
    assert!(!home.path().join(".cache").exists(), "a brief by itself is not kept");
    find(&home, &["ship", "library"]);
    assert_eq!(kept(&home).len(), 2, "{:?}", kept(&home));
}

#[test]
fn a_change_is_seen_at_once() {
    let home = home(3, 3);
    find(&home, &["ship", "library"]);
    put(
        &home,
        "0/b000/more.toml",
        "[[statement]]\nid = \"late\"\nactor = \"vidal\"\nsource = \"s\"\nattribution = \"direct\"\nquote = \"Late.\"\n",
    );
    assert!(said(&find(&home, &["late", "library"])).0.contains("library/0/b000#late"));
    fs::remove_dir_all(home.path().join("library/0/b000")).unwrap();
    assert!(!said(&find(&home, &["late", "library"])).0.contains("b000"));
    fs::write(home.path().join("library/latin/brief.toml"), brief(5, 1)).unwrap();
    assert!(!said(&find(&home, &["ship", "library"])).1.contains("not UTF-8"));
}

#[test]
fn several_processes_at_once_are_all_right() {
    let home = home(60, 60);
    let expected = said(&by_hand(&home, &["ship", "library"]));
    let ask =
        || command(home.path(), &["find", "ship", "library"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let children: Vec<_> = (0..4).map(|_| ask().unwrap()).collect();
    for child in children {
        assert_eq!(said(&child.wait_with_output().unwrap()), expected);
    }
    assert_eq!(said(&find(&home, &["ship", "library"])), expected);
    assert_eq!(kept(&home).len(), 2, "{:?}", kept(&home));
}

#[test]
fn one_that_is_killed_while_it_writes_leaves_no_harm() {
    let home = home(60, 100);
    let expected = said(&by_hand(&home, &["\"toll 3 to\"", "library"]));
    let folder = home.path().join(".cache/whosaid");
    let mut killed_half_way = 0;
    for _ in 0..8 {
        let _ = fs::remove_dir_all(&folder);
        let mut child = command(home.path(), &["find", "ship", "library"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Until something is being written, or all is.
        let is_half_way = loop {
            let written = kept(&home);
            if written.iter().any(|path| path.extension().is_some_and(|ending| ending == "new")) {
                break true;
            }
            if !written.is_empty() || child.try_wait().unwrap().is_some() {
                break false;
            }
            thread::sleep(Duration::from_micros(200));
        };
        child.kill().unwrap();
        child.wait().unwrap();
        killed_half_way += usize::from(is_half_way);
        assert_eq!(said(&find(&home, &["\"toll 3 to\"", "library"])), expected);
        assert_eq!(said(&find(&home, &["\"toll 3 to\"", "library"])), expected, "and by what was kept then");
    }
    assert!(killed_half_way > 0, "it was never seen to write");
}

#[test]
fn a_file_that_may_not_grow_is_no_cache() {
    let home = home(30, 60);
    let expected = said(&by_hand(&home, &["\"toll 3 to\"", "library"]));
    for blocks in [0, 1, 20, 200] {
        let _ = fs::remove_dir_all(home.path().join(".cache"));
        let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(limited).arg(env!("CARGO_BIN_EXE_whosaid")).args(["find", "\"toll 3 to\"", "library"]);
        shell.env_clear().env("HOME", home.path()).env("PATH", "/usr/bin:/bin").current_dir(home.path());
        let mut child = shell.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (mut printed, mut told) = (String::new(), String::new());
        child.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        let status = child.wait().unwrap().code();
        assert_eq!((printed, told, status), expected, "{blocks} blocks");
        assert!(
            kept(&home).iter().all(|path| path.extension().is_none_or(|ending| ending != "new")),
            "{blocks} blocks"
        );
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_done_without() {
    let home = home(3, 3);
    let expected = said(&by_hand(&home, &["ship", "library"]));
    fs::write(home.path().join(".cache"), "a file is in its place").unwrap();
    assert_eq!(said(&find(&home, &["ship", "library"])), expected);
    for cache in ["/dev/null", "/proc", "relative"] {
        let output = command(home.path(), &["find", "ship", "library"]).env("XDG_CACHE_HOME", cache).output().unwrap();
        assert_eq!(said(&output), expected, "{cache}");
    }
}

#[test]
fn nothing_is_told_of_progress_where_no_terminal_is() {
    let home = home(40, 100);
    let (_, told, _) = said(&find(&home, &["ship", "library", "--limit", "1"]));
    assert!(!told.contains("briefs read") && !told.contains('\r'), "{told}");
}
