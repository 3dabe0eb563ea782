//! What is told of the surroundings, by the words that somebody types.

use std::fs;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// What `whosaid doctor` prints with these variables, in a home of its own, which is then called HOME.
fn told(home: &TempDir, variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.arg("doctor").env_clear().env("HOME", home.path()).env("TMPDIR", home.path().join("tmp"));
    for (name, value) in variables {
        command.env(name, value);
    }
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(!told.chars().any(|char| char.is_control() && char != '\n'), "{told:?}");
    told.replace(home.path().to_str().unwrap(), "HOME").replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

/// The same without what is counted: drawing may cost something else tomorrow, and users have other numbers.
fn settled(told: &str) -> String {
    // Where it is wrapped hangs on how long the home is.
    let told = told.replace(&format!("\n{}", " ".repeat(22)), " ").replace("\n    ", " ");
    let lines = told.lines().map(|line| {
        let mut is_number = false;
        let of_cost = line.contains("bytes");
        let is_place = line.contains("tmp/whosaid-");
        let hidden = line.chars().filter_map(|char| {
            let was = std::mem::replace(&mut is_number, (of_cost || is_place) && char.is_ascii_digit());
            if is_number { (!was).then_some('N') } else { Some(char) }
        });
        hidden.collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn everything_is_told_and_what_stands_in_the_way_has_advice() {
    let home = tempfile::tempdir().unwrap();
    let bare = told(&home, &[]);
    insta::assert_snapshot!("bare", settled(&bare));
    fs::create_dir_all(home.path().join(".config/whosaid")).unwrap();
    fs::write(home.path().join(".config/whosaid/config.toml"), "library = \"~/nowhere\"\n").unwrap();
    fs::write(home.path().join(".tmux.conf"), "set -g mouse on\n").unwrap();
    fs::write(home.path().join("state"), "").unwrap();
    let state = home.path().join("state");
    let sick = [
        ("TERM", "screen"),
        ("LANG", "C"),
        ("TMUX", "/tmp/tmux-0/default,1,0"),
        ("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22"),
        ("XDG_STATE_HOME", state.to_str().unwrap()),
    ];
    let told = told(&home, &sick);
    insta::assert_snapshot!("sick", settled(&told));
    assert!(!told.contains("192.0.2"), "whence somebody comes is nobody's business");
}

#[test]
fn variables_with_controls_are_told_without_them() {
    let home = tempfile::tempdir().unwrap();
    let told = told(&home, &[("TERM", "xterm\x1b]0;owned\x07"), ("LANG", "C.UTF-8\u{202e}")]);
    assert!(told.contains("owned") && !told.contains('\u{202e}'));
}

#[test]
fn nothing_is_made_by_it() {
    let home = tempfile::tempdir().unwrap();
    told(&home, &[("TERM", "xterm")]);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}
