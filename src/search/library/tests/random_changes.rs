//! Property test: after any changes to the library, reading with the cache gives the same as without.

use std::os::unix::fs::{PermissionsExt as _, symlink};

use proptest::prelude::*;

use super::*;

/// A change to a file or a folder of the library.
#[derive(Debug, Clone, Copy)]
enum Change {
    Write(u8),
    /// Other contents of the same size and with the same time.
    Swap,
    Touch,
    Remove,
    Rename(usize),
    Link(usize),
    Forbid,
    Permit,
    Read,
}

/// The paths that are changed: briefs in folders and in files, shared actors, other files, hidden files.
const PATHS: &[&str] = &[
    "b00/brief.toml",
    "b00/a.toml",
    "b00/sub/deep.toml",
    "b01/brief.toml",
    "b01",
    "b02",
    "b07/brief.toml",
    "year/b08/brief.toml",
    "year/b08/x.toml",
    "year/b09/brief.toml",
    "year",
    "year/actors.toml",
    "actors.toml",
    "single.toml",
    "other.toml",
    "notes.toml",
    ".hidden/brief.toml",
    "b00/.hidden.toml",
    "b00/note.txt",
];

fn text(path: &str, kind: u8) -> String {
    let word = format!("coin{}", kind % 3);
    match kind % 6 {
        0..=2 if path.ends_with("actors.toml") => {
            format!("[[actor]]\nid = \"stray{kind}\"\nname = \"Stray {kind}\"\nkind = \"person\"\n")
        }
        0..=2 if path.ends_with("brief.toml") || ["single.toml", "other.toml"].contains(&path) => brief(path, &word),
        0..=2 => {
            format!(
                "[[statement]]\nid = \"{word}\"\nactor = \"vidal\"\nsource = \"s\"\nattribution = \"direct\"\nquote = \"A {word}.\"\n"
            )
        }
        3 => "stnce = 1\n".to_owned(),
        4 => "[brief]\n= \n".to_owned(),
        _ => String::new(),
    }
}

impl TestLibrary {
    fn change(&self, path: &str, change: Change) {
        let whole = self.root().join(path);
        let set_mode = |mode| drop(fs::set_permissions(&whole, fs::Permissions::from_mode(mode)));
        let old = fs::read(&whole);
        match change {
            Change::Write(kind) => {
                let _ = fs::create_dir_all(whole.parent().unwrap());
                let _ = fs::write(&whole, text(path, kind));
            }
            Change::Swap => {
                if let (Ok(bytes), Ok(data)) = (old, fs::metadata(&whole)) {
                    let bytes: Vec<u8> = bytes.iter().map(|byte| if *byte == b'0' { b'1' } else { *byte }).collect();
                    let _ = fs::write(&whole, bytes);
                    let file = fs::File::options().write(true).open(&whole);
                    let _ = file.and_then(|file| file.set_modified(data.modified()?));
                }
            }
            Change::Touch => {
                if let Ok(bytes) = old {
                    let _ = fs::write(&whole, bytes);
                }
            }
            Change::Remove => {
                let _ = fs::remove_file(&whole).or_else(|_| fs::remove_dir_all(&whole));
            }
            Change::Rename(to) => {
                let to = self.root().join(PATHS[to % PATHS.len()]);
                let _ = fs::create_dir_all(to.parent().unwrap());
                let _ = fs::rename(&whole, to);
            }
            Change::Link(to) => {
                let _ = symlink(&whole, self.root().join(PATHS[to % PATHS.len()]));
            }
            Change::Forbid => set_mode(0),
            Change::Permit => set_mode(0o755),
            Change::Read => drop(self.read()),
        }
        self.tick();
    }
}

fn change() -> impl Strategy<Value = (&'static str, Change)> {
    let change = prop_oneof![
        4 => any::<u8>().prop_map(Change::Write),
        2 => Just(Change::Swap),
        1 => Just(Change::Touch),
        2 => Just(Change::Remove),
        1 => any::<usize>().prop_map(Change::Rename),
        1 => any::<usize>().prop_map(Change::Link),
        1 => Just(Change::Forbid),
        1 => Just(Change::Permit),
        3 => Just(Change::Read),
    ];
    (prop::sample::select(PATHS), change)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn after_any_changes_the_cache_gives_the_same_library(rounds in prop::collection::vec(prop::collection::vec(change(), 1..5), 1..6)) {
        let library = TestLibrary::with(3);
        library.read();
        for (at, round) in rounds.iter().enumerate() {
            for (path, change) in round {
                library.change(path, *change);
            }
            library.assert_same_as_uncached(&format!("round {at}"));
        }
    }
}
