//! A library that is open while another process damages the cache, the configuration and the state folder.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, Mode, mkfifoat};
use tempfile::TempDir;

use crate::pty::whosaid;

fn library() -> TempDir {
    let folder = TempDir::new().unwrap();
    for at in 0..6 {
        let mut text = format!(
            "[brief]\nformat = 1\ntitle = \"Title of {at}\"\nas_of = 2024-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
             [[actor]]\nid = \"marn\"\nname = \"Marn\"\nkind = \"person\"\n[[source]]\nid = \"gazette\"\n"
        );
        for line in 0..20 {
            let _ = writeln!(
                text,
                "[[statement]]\nid = \"s{line}\"\nactor = \"marn\"\nattribution = \"direct\"\nquote = \"Toll {line} stays in port{at}.\""
            );
        }
        fs::write(folder.path().join(format!("b{at}.toml")), text).unwrap();
    }
    folder
}

/// The files of a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect()
}

fn pipe(path: &Path) {
    mkfifoat(CWD, path, Mode::RUSR | Mode::WUSR).unwrap();
}

/// Removes what is at `path`, whatever it is.
fn remove(path: &Path) {
    let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o700));
    let _ = fs::remove_file(path).or_else(|_| fs::remove_dir_all(path));
}

/// Puts something else in the place of each file.
fn replaced(folder: &Path, put: impl Fn(&Path)) {
    for path in files(folder) {
        fs::remove_file(&path).unwrap();
        put(&path);
    }
}

type Damage = fn(&Path);

/// What another process may do to the folder of the cache, of the configuration or of the state.
const DAMAGES: &[(&str, Damage)] = &[
    ("overwritten", |folder| {
        for path in files(folder) {
            let garbage: Vec<u8> = fs::read(&path).unwrap().iter().map(|byte| !byte).collect();
            fs::write(path, garbage).unwrap();
        }
    }),
    ("emptied", |folder| files(folder).iter().for_each(|path| fs::write(path, "").unwrap())),
    ("cut short", |folder| {
        for path in files(folder) {
            let half = fs::metadata(&path).unwrap().len() / 2;
            fs::File::options().write(true).open(path).unwrap().set_len(half).unwrap();
        }
    }),
    ("files replaced by folders", |folder| replaced(folder, |path| fs::create_dir(path).unwrap())),
    ("files replaced by links", |folder| replaced(folder, |path| symlink("/dev/zero", path).unwrap())),
    ("files replaced by pipes", |folder| replaced(folder, pipe)),
    ("files forbidden", |folder| {
        for path in files(folder) {
            fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
        }
    }),
    ("forbidden", |folder| drop(fs::set_permissions(folder, fs::Permissions::from_mode(0o000)))),
    ("removed", remove),
    ("replaced by a file", |folder| {
        remove(folder);
        fs::write(folder, "").unwrap();
    }),
    ("replaced by a link to nothing", |folder| {
        remove(folder);
        symlink("/nowhere/at/all", folder).unwrap();
    }),
    ("replaced by a link to itself", |folder| {
        remove(folder);
        symlink(folder, folder).unwrap();
    }),
    ("replaced by a pipe", |folder| {
        remove(folder);
        pipe(folder);
    }),
];

#[test]
fn a_library_stays_right_while_its_cache_is_damaged() {
    let library = library();
    let start = whosaid(&[library.path().to_str().unwrap()]);
    let cache = start.home.path().join(".cache/whosaid");
    let mut terminal = start.open();
    terminal.wait_for("Title of 5");
    terminal.send("/toll");
    terminal.wait_for("120 statements");
    for (at, (what, damage)) in DAMAGES.iter().enumerate() {
        eprintln!("{what}");
        damage(&cache);
        // An answer from what is open, then one from a library that is read again.
        let (port, line) = (at % 6, at % 20);
        terminal.send(&format!("\x15port{port}"));
        let all = |screen: &vt100::Screen| screen.contents().contains("20 statements");
        let hit = format!("in port{port}");
        terminal.wait(what, |screen| all(screen) && screen.contents().matches(&hit).count() > 10);
        terminal.send("\x12");
        terminal.send(&format!("\x15\"toll {line} stays\""));
        terminal.wait(what, |screen| {
            let shown = screen.contents();
            shown.contains("6 statements") && (0..6).all(|port| shown.contains(&format!("in port{port}")))
        });
        if files(&cache).is_empty() {
            remove(&cache);
        }
    }
    terminal.send("\x03");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_given_back();
    assert_eq!(terminal.screen.screen().contents(), "", "nothing is complained of");
}

#[test]
fn a_reader_goes_on_and_leaves_whatever_becomes_of_its_folders() {
    for (what, damage) in DAMAGES {
        eprintln!("{what}");
        let start = whosaid(&[]);
        let home = start.home.path();
        let folders = [home.join(".config/whosaid"), home.join("state/whosaid")];
        for folder in &folders {
            fs::create_dir_all(folder).unwrap();
        }
        fs::write(folders[0].join("config.toml"), "theme = \"dark\"\n").unwrap();
        let mut terminal = start.open();
        terminal.wait_for("1 Sources");
        terminal.send("q");
        assert_eq!(terminal.end().exit_code(), 0);
        let mut terminal = start.open();
        terminal.wait_for("1 Sources");
        for folder in &folders {
            damage(folder);
        }
        terminal.send("?");
        terminal.wait_for("Every key");
        terminal.send("\x1b");
        terminal.wait("the panes", |screen| !screen.contents().contains("Every key"));
        terminal.send("q");
        assert_eq!(terminal.end().exit_code(), 0, "{what}");
        terminal.assert_given_back();
        let said = terminal.screen.screen().contents();
        assert!(!said.contains("panicked"), "{what}: {said}");
        // And the next one starts, with a sentence where something is wrong.
        let mut terminal = start.open();
        terminal.wait_for("1 Sources");
        terminal.send("\x03");
        assert_eq!(terminal.end().exit_code(), 0, "{what}");
        for folder in &folders {
            remove(folder);
        }
    }
}
