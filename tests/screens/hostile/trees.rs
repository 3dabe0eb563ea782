//! What is written, and where: nothing outside of the folders for state, for what runs, and for caches.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use tempfile::TempDir;

use super::naughty;

/// Every file and folder below one, with its size and the time at which it was last written to.
fn tree(root: &Path) -> BTreeMap<PathBuf, (u64, SystemTime)> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let data = path.symlink_metadata().unwrap();
            if data.is_dir() {
                open.push(path.clone());
            }
            found.insert(path.strip_prefix(root).unwrap().to_owned(), (data.len(), data.modified().unwrap()));
        }
    }
    found
}

/// A home with a brief in it, and no terminal.
fn whosaid(home: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().current_dir(home.join("work")).args(words);
    command.env("HOME", home).env("TMPDIR", home.join("tmp")).env("XDG_RUNTIME_DIR", home.join("run"));
    for (name, folder) in [("XDG_STATE_HOME", "state"), ("XDG_CACHE_HOME", "cache"), ("XDG_CONFIG_HOME", "config")] {
        command.env(name, home.join(folder));
    }
    command
}

#[test]
fn no_command_writes_outside_of_its_own_folders() {
    let home = TempDir::new().unwrap();
    for folder in ["work/b", "tmp", "run", "state", "cache", "config"] {
        fs::create_dir_all(home.path().join(folder)).unwrap();
    }
    let strings = naughty::strings();
    fs::write(home.path().join("work/b/brief.toml"), naughty::brief(&strings[..20])).unwrap();
    let may = |path: &Path| ["state", "run", "cache"].iter().any(|own| path.starts_with(own));
    let kept = |root: &Path| tree(root).into_iter().filter(|(path, _)| !may(path)).collect::<BTreeMap<_, _>>();
    let before = kept(home.path());
    for words in [
        &["b"][..],
        &["find", "", "b"],
        &["find", "", "--format", "csl", "b"],
        &["find", "", "."],
        &["check", "b"],
        &["check", "--format", "sarif", "b"],
        &["check", "--contradictions", "b"],
        &["explain", "E-syntax"],
        &["schema"],
        &["follow"],
        &["present", "b"],
    ] {
        let _ = whosaid(home.path(), words).output().unwrap();
        assert_eq!(kept(home.path()), before, "{words:?}");
    }
    let _ = whosaid(home.path(), &["new", "made"]).output().unwrap();
    let after = kept(home.path());
    let new: Vec<_> = after.keys().filter(|path| !before.contains_key(*path)).collect();
    assert!(!new.is_empty() && new.iter().all(|path| path.starts_with("work/made")), "{new:?}");
}
