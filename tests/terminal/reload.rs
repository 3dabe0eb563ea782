//! A brief that is edited while it is read.

use std::fs;
use std::path::{Path, PathBuf};

use crate::pty::{Start, Terminal, whosaid};

const BRIEF: &str =
    "[brief]\nformat = 1\ntitle = \"The first title\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n";

/// A brief in the reader's home, open.
fn opened(inside: &str) -> (Start, PathBuf, Terminal) {
    let start = whosaid(&[]);
    let folder = start.home.path().join(inside);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("brief.toml"), BRIEF).unwrap();
    let start = start.again(&[folder.to_str().unwrap()]);
    let mut terminal = start.open();
    terminal.wait_for("The first title");
    terminal.settle();
    (start, folder, terminal)
}

/// Saves as editors do: another file is put in the place of the first.
fn save(path: &Path, text: &str) {
    let beside = path.with_extension("toml~");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, path).unwrap();
}

#[test]
fn an_edit_is_seen_a_fault_is_told_and_goes_when_it_is_mended() {
    let (_start, folder, mut terminal) = opened("brief");
    let path = folder.join("brief.toml");
    save(&path, &BRIEF.replace("first", "second"));
    terminal.wait_for("The second title");
    terminal.wait_for("read again: brief.toml changed");
    save(&path, &BRIEF.replace("CLEAR", "WHITE"));
    terminal.wait_for("`TLP:WHITE` is no TLP label");
    assert!(terminal.shown()[0].contains("brief.toml:6:7"), "{:?}", terminal.shown()[0]);
    terminal.wait_for("The second title");
    fs::remove_file(&path).unwrap();
    terminal.wait_for("no brief here");
    save(&path, &BRIEF.replace("first", "third"));
    terminal.wait("the new title, and no fault", |screen| {
        let shown = screen.contents();
        shown.contains("The third title") && !shown.contains(" ! ")
    });
    // In place, as other editors do, and in a folder below.
    fs::create_dir(folder.join("more")).unwrap();
    fs::write(
        folder.join("more/actors.toml"),
        "[[actor]]\nid = \"vidal\"\nname = \"Irena Vidal\"\nkind = \"person\"\n",
    )
    .unwrap();
    terminal.wait_for("Irena Vidal");
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0, "the watch keeps nobody");
}

#[test]
fn a_text_is_watched_wherever_it_lies() {
    let start = whosaid(&[]);
    let home = start.home.path().to_owned();
    let texts = home.join("texts");
    fs::create_dir_all(&texts).unwrap();
    let held = "[[source]]\nid = \"s\"\ntext = { file = \"a.txt\" }\n[[actor]]\nid = \"a\"\nname = \"Maro\"\nkind = \"person\"\n\
                [[statement]]\nid = \"x\"\nactor = \"a\"\nattribution = \"direct\"\nquote = \"Ships pay or wait.\"\n";
    let path = home.join("one.toml");
    fs::write(&path, format!("{BRIEF}{held}")).unwrap();
    let start = start.again(&["--texts", texts.to_str().unwrap(), path.to_str().unwrap()]);
    for text in [texts.join("a.txt"), home.join("a.txt")] {
        fs::write(&text, "“Ships pay or wait.”").unwrap();
        let mut terminal = start.open();
        terminal.wait_for("The first title");
        terminal.send("4");
        terminal.wait_for("✓ verbatim");
        terminal.settle();
        save(&text, "“Ships pay or sail.”");
        terminal.wait_for("✗ changed");
        fs::remove_file(&text).unwrap();
        terminal.wait_for("no text held");
        terminal.send("q");
    }
}

#[test]
fn what_changes_nothing_draws_nothing() {
    let (_start, folder, mut terminal) = opened("brief");
    let path = folder.join("brief.toml");
    terminal.settle();
    save(&path, BRIEF);
    fs::write(folder.join("notes.txt"), "not of the brief").unwrap();
    fs::write(folder.join("../beside.toml"), "not of the brief").unwrap();
    fs::read(&path).unwrap();
    // Longer than what it waits for the end of a save.
    std::thread::sleep(std::time::Duration::from_millis(600));
    assert_eq!(terminal.settle(), 0);
    save(&path, &BRIEF.replace("first", "second"));
    terminal.wait_for("The second title");
}

#[test]
fn a_library_s_open_brief_is_watched_and_so_are_its_shared_actors() {
    let start = whosaid(&[]);
    let library = start.home.path().join("library");
    for name in ["a", "b"] {
        fs::create_dir_all(library.join(name)).unwrap();
        fs::write(library.join(name).join("brief.toml"), BRIEF.replace("first", name)).unwrap();
    }
    let actor = |name: &str| format!("[[actor]]\nid = \"vidal\"\nname = \"{name}\"\nkind = \"person\"\n");
    fs::write(library.join("actors.toml"), actor("Irena Vidal")).unwrap();
    let said = "[[source]]\nid = \"s\"\n[[statement]]\nid = \"t\"\nactor = \"vidal\"\nattribution = \"direct\"\nquote = \"No.\"\n";
    fs::write(library.join("b/article.toml"), said).unwrap();
    let start = start.again(&[library.to_str().unwrap()]);
    let mut terminal = start.open();
    terminal.wait_for("The b title");
    terminal.send("\x1b[B\r");
    terminal.wait_for("Irena Vidal");
    terminal.settle();
    save(&library.join("actors.toml"), &actor("Irena Vidal-Roth"));
    terminal.wait_for("Irena Vidal-Roth");
    save(&library.join("b/article.toml"), &said.replace("No.", "Never again."));
    terminal.wait_for("Never again.");
}
