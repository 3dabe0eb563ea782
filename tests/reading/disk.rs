//! Where briefs are found, and what is said when they are not.

use std::fs;
use std::io;
use std::path::Path;

use tempfile::TempDir;
use whosaid::diagnostics::FileScope;
use whosaid::format::read;
use whosaid::loader::{LoadError, PathContents, bundled, find};

const BRIEF: &str = "[brief]\nformat = 1\ntitle = \"T\"\nas_of = \"2025\"\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n";

/// A folder with the given files in it.
fn folder(files: &[(&str, &str)]) -> io::Result<TempDir> {
    let folder = TempDir::new()?;
    for (path, text) in files {
        let path = folder.path().join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)?;
    }
    Ok(folder)
}

/// What is found, with the folder's own path left out: the names of a brief's files, or of a library's briefs.
fn found(path: &Path, root: &Path) -> Result<Vec<String>, String> {
    let relative = |name: String| name.replace(&root.display().to_string(), "");
    match find(path) {
        Ok(PathContents::Brief(files)) if !files.unreadable.is_empty() => {
            let lines = files.unreadable.into_iter().map(|(_, error)| relative(error.to_string()));
            Err(lines.collect::<Vec<_>>().join("\n"))
        }
        Ok(PathContents::Brief(files)) => Ok(files.files.into_iter().map(|file| relative(file.name)).collect()),
        Ok(PathContents::Library(entries)) => {
            Ok(entries.into_iter().map(|entry| relative(entry.path.display().to_string())).collect())
        }
        Err(error) => Err(relative(error.to_string())),
    }
}

#[test]
fn a_brief_is_all_toml_files_of_its_folder_by_name() {
    let files =
        [("k/brief.toml", BRIEF), ("k/b.toml", ""), ("k/a/z.toml", ""), ("k/.x.toml", ""), ("k/.git/y.toml", "")];
    let root = folder(&[files.as_slice(), &[("k/note.txt", ""), ("actors.toml", "")]].concat()).unwrap();
    let all = ["/k/a/z.toml", "/k/b.toml", "/k/brief.toml", "/actors.toml"].map(str::to_owned).to_vec();
    assert_eq!(found(&root.path().join("k"), root.path()), Ok(all.clone()));
    assert_eq!(found(&root.path().join("k/brief.toml"), root.path()), Ok(all), "the main file stands for the folder");
    let one = ["/k/b.toml"].map(str::to_owned).to_vec();
    assert_eq!(found(&root.path().join("k/b.toml"), root.path()), Ok(one), "what lies in a brief is in no library");
}

#[test]
fn a_library_has_every_brief_below_it_and_shares_its_actors() {
    let root = folder(&[
        ("actors.toml", "[[actor]]\nid = \"asif\"\n"),
        ("one/brief.toml", BRIEF),
        ("one/deep/brief.toml", BRIEF),
        ("2025/two/brief.toml", BRIEF),
        ("three.toml", BRIEF),
        ("notes.toml", "[notes]\n"),
    ])
    .unwrap();
    let briefs = ["/2025/two", "/one", "/three.toml"].map(str::to_owned).to_vec();
    assert_eq!(found(root.path(), root.path()), Ok(briefs));
    let Ok(PathContents::Library(entries)) = find(root.path()) else { panic!("a library") };
    for entry in entries {
        let files = entry.read().unwrap().files;
        assert!(files.iter().any(|file| file.part == FileScope::Shared), "{}", entry.path.display());
    }
}

#[test]
fn what_is_meant_as_a_brief_is_listed_with_its_faults_and_not_left_out() {
    let root = folder(&[
        ("good.toml", BRIEF),
        ("slip.toml", "[breif]\nformat = 1\n"),
        ("open.toml", "[brief\nformat = 1\n"),
        ("twice.toml", "[[brief]]\nformat = 1\n"),
        ("tool.toml", "[package]\nname = \"brief\"\n[bin]\n[features]\n"),
    ])
    .unwrap();
    let briefs = ["/good.toml", "/open.toml", "/slip.toml", "/twice.toml"].map(str::to_owned).to_vec();
    assert_eq!(found(root.path(), root.path()), Ok(briefs));
}

#[test]
fn what_cannot_be_read_is_said_in_a_sentence() {
    let root = folder(&[("empty/readme.md", ""), ("readme.md", "")]).unwrap();
    let at = |path: &str| found(&root.path().join(path), root.path()).unwrap_err();
    assert_eq!(at("nowhere"), "/nowhere: no such file or folder");
    assert_eq!(
        at("readme.md"),
        "/readme.md: not a brief; a brief is a folder with a `brief.toml`, or one `.toml` file"
    );
    assert_eq!(
        at("empty"),
        "/empty: no brief here; looked for a `brief.toml`, for folders below that have one, and for `.toml` files with a `[brief]`"
    );
    assert!(matches!(find(Path::new("/dev/null")), Err(LoadError::NotRegular { .. })));
}

#[test]
fn every_unreadable_file_of_a_brief_is_told() {
    let root = folder(&[("brief.toml", BRIEF)]).unwrap();
    fs::write(root.path().join("a.toml"), b"x = 1\ny = \"\xff\"").unwrap();
    fs::write(root.path().join("b.toml"), b"\xc3").unwrap();
    assert_eq!(
        found(root.path(), root.path()).unwrap_err(),
        "/a.toml:2:6: not UTF-8; save the file as UTF-8\n/b.toml:1:1: not UTF-8; save the file as UTF-8"
    );
    let Ok(PathContents::Brief(files)) = find(root.path()) else { panic!("the rest is read") };
    assert_eq!(files.files.iter().map(|file| file.text.as_str()).collect::<Vec<_>>(), ["", "", BRIEF]);
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_not_followed() {
    let root = folder(&[("k/brief.toml", BRIEF), ("k/real.toml", ""), ("secret/s.toml", "")]).unwrap();
    let link = |from: &str, to: &str| std::os::unix::fs::symlink(root.path().join(from), root.path().join(to)).unwrap();
    link("secret", "k/folder");
    link("k/real.toml", "k/again.toml");
    assert_eq!(found(&root.path().join("k"), root.path()).unwrap(), ["/k/brief.toml", "/k/real.toml"]);
    link("secret/s.toml", "k/s.toml");
    assert!(found(&root.path().join("k"), root.path()).unwrap_err().starts_with("/k/s.toml: a link that leads out"));
}

#[test]
fn the_bundled_brief_is_without_fault() {
    let files = bundled();
    let (brief, faults) = read(&files);
    assert_eq!(faults, []);
    assert!(brief.is_some_and(|brief| brief.statements.len() > 20));
}
