//! What is kept is recalled, for the user alone, and what is broken set aside.

mod failing;

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;

use super::files::LARGEST;
use super::*;
use crate::app::Bookmark;

fn shelf() -> (tempfile::TempDir, Shelf) {
    let folder = tempfile::tempdir().unwrap();
    let shelf = Shelf::at(folder.path().join("deep/whosaid"));
    (folder, shelf)
}

fn memory(star: &str) -> Memory {
    let place = Bookmark { pane: "Actors".to_owned(), items: vec![format!("actor:{star}")], pins: Vec::new() };
    Memory {
        last: Some(place.clone()),
        stars: [star.to_owned()].into(),
        marks: [("a".to_owned(), place)].into(),
        questions: vec![format!("who:{star}")],
        known: Some(["dawn".to_owned()].into()),
    }
}

fn names(shelf: &Shelf) -> Vec<String> {
    let folder = fs::read_dir(shelf.folder.as_ref().unwrap()).unwrap();
    folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn what_is_kept_is_recalled_brief_by_brief() {
    let (_folder, shelf) = shelf();
    let (one, other) = (Key::of(Path::new("/briefs/one")), Key::bundled());
    assert_eq!(shelf.recall(&one).memory, Memory::default());
    shelf.keep(&one, |_| memory("asif")).unwrap();
    shelf.keep(&one, |_| memory("dar")).unwrap();
    shelf.keep(&other, |_| memory("afridi")).unwrap();
    assert_eq!(shelf.recall(&one).memory, memory("dar"));
    assert_eq!(shelf.recall(&other).memory, memory("afridi"));
    assert_eq!(names(&shelf).len(), 2, "nothing is left over from writing");
}

#[test]
fn the_last_presentation_is_kept_in_place_of_the_one_before() {
    let (_folder, shelf) = shelf();
    assert_eq!(shelf.presented(), None);
    let of = |brief: &str| Presented { brief: brief.to_owned(), minutes: Some(15), ..Presented::default() };
    shelf.keep_presented(&of("/briefs/one")).unwrap();
    shelf.keep_presented(&of("/briefs/two")).unwrap();
    assert_eq!(shelf.presented(), Some(of("/briefs/two")));
    fs::write(shelf.folder.as_ref().unwrap().join(PRESENTED), "brief = 3").unwrap();
    assert_eq!(shelf.presented(), None, "what cannot be understood is none");
}

#[test]
fn a_glance_changes_nothing() {
    let (_folder, shelf) = shelf();
    assert_eq!(shelf.glance(&Key::bundled()), None);
    shelf.keep(&Key::bundled(), |_| memory("asif")).unwrap();
    assert_eq!(shelf.glance(&Key::bundled()), Some(memory("asif")));
    fs::write(shelf.path_of(&Key::bundled()).unwrap(), "last = 3").unwrap();
    assert_eq!(shelf.glance(&Key::bundled()), None);
    assert_eq!(names(&shelf).len(), 1, "what is broken stays where it is");
}

#[test]
fn only_the_user_can_look_into_the_folder() {
    let (_folder, shelf) = shelf();
    shelf.keep(&Key::bundled(), |_| memory("asif")).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(shelf.folder.as_ref().unwrap()), 0o700);
    assert_eq!(mode(&shelf.path_of(&Key::bundled()).unwrap()), 0o600);
}

#[test]
fn a_key_is_readable_and_the_same_for_ever() {
    assert_eq!(Key::of(Path::new("/nowhere/kp kabul.toml")).0, "kp-kabul-15ba805e5a895709.toml");
    assert_ne!(Key::of(Path::new("/a/talks")), Key::of(Path::new("/b/talks")));
    assert_eq!(fnv_1a(b""), 0xcbf2_9ce4_8422_2325);
    assert_eq!(fnv_1a(b"foobar"), 0x8594_4171_f739_67e8);
}

#[test]
fn two_ways_to_a_brief_are_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let (brief, link) = (folder.path().join("talks"), folder.path().join("link"));
    fs::create_dir(&brief).unwrap();
    std::os::unix::fs::symlink(&brief, &link).unwrap();
    assert_eq!(Key::of(&link), Key::of(&brief));
    assert_eq!(Key::of(&folder.path().join("talks/../talks/.")), Key::of(&brief));
}

#[test]
fn a_crash_while_writing_leaves_the_old() {
    let (_folder, shelf) = shelf();
    let path = shelf.path_of(&Key::bundled()).unwrap();
    shelf.keep(&Key::bundled(), |_| memory("asif")).unwrap();
    fs::write(beside(&path), "[last]\npane = \"Act").unwrap();
    assert_eq!(shelf.recall(&Key::bundled()).memory, memory("asif"));
    shelf.keep(&Key::bundled(), |_| memory("dar")).unwrap();
    assert_eq!(shelf.recall(&Key::bundled()).memory, memory("dar"));
    assert_eq!(names(&shelf).len(), 1);
}

#[test]
fn a_broken_file_is_set_aside_with_a_word() {
    let (_folder, shelf) = shelf();
    let path = shelf.path_of(&Key::bundled()).unwrap();
    shelf.keep(&Key::bundled(), |_| memory("asif")).unwrap();
    let endings = ["broken", "broken.1", "broken.2"];
    for (broken, ending) in [b"last = 3".as_slice(), b"[last", b"\xff\xfe"].into_iter().zip(endings) {
        fs::write(&path, broken).unwrap();
        let recalled = shelf.recall(&Key::bundled());
        assert_eq!(recalled.memory, Memory::default());
        assert!(recalled.notice.unwrap().contains("starting afresh"));
        assert_eq!(fs::read(path.with_extension(format!("toml.{ending}"))).unwrap(), broken, "none is lost");
        assert!(shelf.recall(&Key::bundled()).notice.is_none(), "told once");
    }
}

#[test]
fn what_is_no_small_file_is_not_waited_for() {
    let (_folder, shelf) = shelf();
    let path = shelf.path_of(&Key::bundled()).unwrap();
    fs::create_dir_all(&path).unwrap();
    assert!(shelf.recall(&Key::bundled()).notice.unwrap().contains("not a file of ours"));
    File::create(&path).unwrap().set_len(LARGEST as u64 + 1).unwrap();
    assert!(shelf.recall(&Key::bundled()).notice.unwrap().contains("not a file of ours"));
}

#[test]
fn unknown_fields_of_a_later_version_do_no_harm() {
    let (_folder, shelf) = shelf();
    shelf.keep(&Key::bundled(), |_| memory("asif")).unwrap();
    let path = shelf.path_of(&Key::bundled()).unwrap();
    let text = format!("zoom = true\n{}", fs::read_to_string(&path).unwrap());
    fs::write(&path, text).unwrap();
    assert_eq!(shelf.recall(&Key::bundled()).memory, memory("asif"));
}

/// A file in the folder's place, because permissions do not bind whoever runs the tests as root.
#[test]
fn a_folder_that_cannot_be_is_an_error_with_its_path_and_nothing_to_recall() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("whosaid");
    fs::write(&file, "").unwrap();
    let shelf = Shelf::at(&file);
    assert!(shelf.recall(&Key::bundled()).notice.is_none());
    let error = shelf.keep(&Key::bundled(), |_| memory("asif")).unwrap_err();
    assert!(error.to_string().contains(file.to_str().unwrap()), "{error}");
    let nowhere = Shelf::nowhere();
    assert!(matches!(nowhere.keep(&Key::bundled(), |_| memory("asif")), Err(StateError::NoFolder)));
}
