//! State is saved and loaded for the user alone, and broken files are backed up.

mod failing;

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use super::files::MAX_BYTES;
use super::*;
use crate::storage::Bookmark;

fn state_dir() -> (tempfile::TempDir, StateDir) {
    let folder = tempfile::tempdir().unwrap();
    let state_dir = StateDir::new(folder.path().join("deep/whosaid"));
    (folder, state_dir)
}

fn saved_state(star: &str) -> SavedState {
    let bookmark = Bookmark { pane: "Actors".to_owned(), items: vec![format!("actor:{star}")], pins: Vec::new() };
    SavedState {
        last: Some(bookmark.clone()),
        stars: [star.to_owned()].into(),
        marks: [("a".to_owned(), bookmark)].into(),
        questions: vec![format!("who:{star}")],
        known: Some(["dawn".to_owned()].into()),
    }
}

fn names(state_dir: &StateDir) -> Vec<String> {
    let folder = fs::read_dir(state_dir.folder.as_ref().unwrap()).unwrap();
    folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn what_is_kept_is_recalled_brief_by_brief() {
    let (_folder, state_dir) = state_dir();
    let (one, other) = (StateKey::from_path(Path::new("/briefs/one")), StateKey::bundled());
    assert_eq!(state_dir.load(&one).state, SavedState::default());
    state_dir.save(&one, |_| saved_state("asif")).unwrap();
    state_dir.save(&one, |_| saved_state("dar")).unwrap();
    state_dir.save(&other, |_| saved_state("afridi")).unwrap();
    assert_eq!(state_dir.load(&one).state, saved_state("dar"));
    assert_eq!(state_dir.load(&other).state, saved_state("afridi"));
    assert_eq!(names(&state_dir).len(), 2, "nothing is left over from writing");
}

#[test]
fn the_last_presentation_is_kept_in_place_of_the_one_before() {
    let (_folder, state_dir) = state_dir();
    assert_eq!(state_dir.load_presentation(), None);
    let presentation =
        |brief: &str| SavedPresentation { brief: brief.to_owned(), minutes: Some(15), ..SavedPresentation::default() };
    state_dir.save_presentation(&presentation("/briefs/one")).unwrap();
    state_dir.save_presentation(&presentation("/briefs/two")).unwrap();
    assert_eq!(state_dir.load_presentation(), Some(presentation("/briefs/two")));
    fs::write(state_dir.folder.as_ref().unwrap().join(PRESENTATION_FILE), "brief = 3").unwrap();
    assert_eq!(state_dir.load_presentation(), None, "what cannot be understood is none");
}

#[test]
fn a_glance_changes_nothing() {
    let (_folder, state_dir) = state_dir();
    assert_eq!(state_dir.peek(&StateKey::bundled()), None);
    state_dir.save(&StateKey::bundled(), |_| saved_state("asif")).unwrap();
    assert_eq!(state_dir.peek(&StateKey::bundled()), Some(saved_state("asif")));
    fs::write(state_dir.path_of(&StateKey::bundled()).unwrap(), "last = 3").unwrap();
    assert_eq!(state_dir.peek(&StateKey::bundled()), None);
    assert_eq!(names(&state_dir).len(), 1, "what is broken stays where it is");
}

#[test]
fn only_the_user_can_look_into_the_folder() {
    let (_folder, state_dir) = state_dir();
    state_dir.save(&StateKey::bundled(), |_| saved_state("asif")).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(state_dir.folder.as_ref().unwrap()), 0o700);
    assert_eq!(mode(&state_dir.path_of(&StateKey::bundled()).unwrap()), 0o600);
}

#[test]
fn a_key_is_readable_and_the_same_for_ever() {
    assert_eq!(StateKey::from_path(Path::new("/nowhere/kp kabul.toml")).0, "kp-kabul-15ba805e5a895709.toml");
    assert_ne!(StateKey::from_path(Path::new("/a/talks")), StateKey::from_path(Path::new("/b/talks")));
}

#[test]
fn two_ways_to_a_brief_are_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let (brief, link) = (folder.path().join("talks"), folder.path().join("link"));
    fs::create_dir(&brief).unwrap();
    std::os::unix::fs::symlink(&brief, &link).unwrap();
    assert_eq!(StateKey::from_path(&link), StateKey::from_path(&brief));
    assert_eq!(StateKey::from_path(&folder.path().join("talks/../talks/.")), StateKey::from_path(&brief));
}

#[test]
fn a_crash_while_writing_leaves_the_old() {
    let (_folder, state_dir) = state_dir();
    let path = state_dir.path_of(&StateKey::bundled()).unwrap();
    state_dir.save(&StateKey::bundled(), |_| saved_state("asif")).unwrap();
    fs::write(temp_path(&path), "[last]\npane = \"Act").unwrap();
    assert_eq!(state_dir.load(&StateKey::bundled()).state, saved_state("asif"));
    state_dir.save(&StateKey::bundled(), |_| saved_state("dar")).unwrap();
    assert_eq!(state_dir.load(&StateKey::bundled()).state, saved_state("dar"));
    assert_eq!(names(&state_dir).len(), 1);
}

/// Puts a link to another user's file at each name that a save writes, and checks that the file is unchanged.
fn assert_not_written_through(link: impl Fn(&Path, &Path)) {
    let (folder, state_dir) = state_dir();
    let (path, presented) =
        (state_dir.path_of(&StateKey::bundled()).unwrap(), state_dir.folder().unwrap().join(PRESENTATION_FILE));
    fs::create_dir_all(state_dir.folder().unwrap()).unwrap();
    let theirs = folder.path().join("theirs");
    fs::write(&theirs, "theirs").unwrap();
    fs::set_permissions(&theirs, fs::Permissions::from_mode(0o644)).unwrap();
    for name in [&path, &presented, &temp_path(&path), &temp_path(&presented)] {
        link(&theirs, name);
    }
    state_dir.save(&StateKey::bundled(), |_| saved_state("asif")).unwrap();
    state_dir.save_presentation(&SavedPresentation::default()).unwrap();
    assert_eq!(fs::read_to_string(&theirs).unwrap(), "theirs");
    assert_eq!(fs::metadata(&theirs).unwrap().permissions().mode() & 0o777, 0o644);
    for ours in [&path, &presented] {
        let data = fs::symlink_metadata(ours).unwrap();
        assert!(data.is_file() && data.permissions().mode() & 0o777 == 0o600 && data.nlink() == 1, "{data:?}");
    }
    assert_eq!(state_dir.load(&StateKey::bundled()).state, saved_state("asif"));
}

#[test]
fn a_link_to_a_file_of_somebody_else_is_replaced_and_not_written_through() {
    assert_not_written_through(|theirs, name| std::os::unix::fs::symlink(theirs, name).unwrap());
    assert_not_written_through(|theirs, name| fs::hard_link(theirs, name).unwrap());
}

#[test]
fn a_pipe_in_place_of_a_file_is_not_waited_for() {
    let (_folder, state_dir) = state_dir();
    let path = state_dir.path_of(&StateKey::bundled()).unwrap();
    fs::create_dir_all(state_dir.folder().unwrap()).unwrap();
    for name in [&path, &temp_path(&path)] {
        rustix::fs::mkfifoat(rustix::fs::CWD, name, rustix::fs::Mode::RWXU).unwrap();
    }
    assert!(state_dir.load(&StateKey::bundled()).notice.unwrap().contains("not a file of ours"));
    state_dir.save(&StateKey::bundled(), |_| saved_state("asif")).unwrap();
    assert_eq!(state_dir.load(&StateKey::bundled()).state, saved_state("asif"));
}

/// A state file that belongs to another user is replaced by a file of the current user, even when root runs the program.
#[test]
fn a_replaced_file_is_ours_alone() {
    if !rustix::process::geteuid().is_root() {
        eprintln!("skipped: only root can give a file to another user");
        return;
    }
    let (_folder, state_dir) = state_dir();
    let path = state_dir.path_of(&StateKey::bundled()).unwrap();
    state_dir.save(&StateKey::bundled(), |_| saved_state("asif")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
    std::os::unix::fs::chown(&path, Some(54_321), Some(54_321)).unwrap();
    state_dir.save(&StateKey::bundled(), |_| saved_state("dar")).unwrap();
    let data = fs::metadata(&path).unwrap();
    assert_eq!((data.uid(), data.mode() & 0o777), (0, 0o600));
}

#[test]
fn a_broken_file_is_set_aside_with_a_word() {
    let (_folder, state_dir) = state_dir();
    let path = state_dir.path_of(&StateKey::bundled()).unwrap();
    state_dir.save(&StateKey::bundled(), |_| saved_state("asif")).unwrap();
    let endings = ["broken", "broken.1", "broken.2"];
    for (broken, ending) in [b"last = 3".as_slice(), b"[last", b"\xff\xfe"].into_iter().zip(endings) {
        fs::write(&path, broken).unwrap();
        let loaded = state_dir.load(&StateKey::bundled());
        assert_eq!(loaded.state, SavedState::default());
        assert!(loaded.notice.unwrap().contains("starting afresh"));
        assert_eq!(fs::read(path.with_extension(format!("toml.{ending}"))).unwrap(), broken, "none is lost");
        assert!(state_dir.load(&StateKey::bundled()).notice.is_none(), "reported once");
    }
}

#[test]
fn what_is_no_small_file_is_not_waited_for() {
    let (_folder, state_dir) = state_dir();
    let path = state_dir.path_of(&StateKey::bundled()).unwrap();
    fs::create_dir_all(&path).unwrap();
    assert!(state_dir.load(&StateKey::bundled()).notice.unwrap().contains("not a file of ours"));
    File::create(&path).unwrap().set_len(MAX_BYTES as u64 + 1).unwrap();
    assert!(state_dir.load(&StateKey::bundled()).notice.unwrap().contains("not a file of ours"));
}

#[test]
fn unknown_fields_of_a_later_version_do_no_harm() {
    let (_folder, state_dir) = state_dir();
    state_dir.save(&StateKey::bundled(), |_| saved_state("asif")).unwrap();
    let path = state_dir.path_of(&StateKey::bundled()).unwrap();
    let text = format!("zoom = true\n{}", fs::read_to_string(&path).unwrap());
    fs::write(&path, text).unwrap();
    assert_eq!(state_dir.load(&StateKey::bundled()).state, saved_state("asif"));
}

/// Uses a file in place of the folder, because permissions do not stop tests that run as root.
#[test]
fn a_folder_that_cannot_be_is_an_error_with_its_path_and_nothing_to_recall() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("whosaid");
    fs::write(&file, "").unwrap();
    let state_dir = StateDir::new(&file);
    assert!(state_dir.load(&StateKey::bundled()).notice.is_none());
    let error = state_dir.save(&StateKey::bundled(), |_| saved_state("asif")).unwrap_err();
    assert!(error.to_string().contains(file.to_str().unwrap()), "{error}");
    let nowhere = StateDir::disabled();
    assert!(matches!(nowhere.save(&StateKey::bundled(), |_| saved_state("asif")), Err(StateError::NoFolder)));
}
