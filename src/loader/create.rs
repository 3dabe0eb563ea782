//! Creates a folder with files, completely or not at all. It never overwrites anything.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process;

use super::{BRIEF_FILE, LoadError};
use crate::storage::temp_sibling;

/// Creates a folder with files, given as relative paths and contents. The folder may exist if it is empty.
///
/// # Errors
/// When the folder is not empty, is a file or lies inside of a brief, when its parent is missing, or when writing fails. Nothing is
/// left behind then.
pub fn create_brief_folder(folder: &Path, files: &[(&str, String)]) -> Result<(), LoadError> {
    let failed = |error| LoadError::from_io(folder, error);
    if let Some(brief) = enclosing_brief(folder) {
        return Err(LoadError::InBrief { path: folder.to_owned(), brief });
    }
    match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => fill_empty_folder(folder, files).map_err(failed),
        Ok(false) => Err(LoadError::NotEmpty { path: folder.to_owned() }),
        Err(error) if error.kind() == ErrorKind::NotADirectory => Err(LoadError::NameTaken { path: folder.to_owned() }),
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failed(error)),
        Err(_) => create_and_rename(folder, files),
    }
}

/// Creates new files in a folder that exists, given as relative paths and contents, in this order. Folders between are created too.
///
/// # Errors
/// When one of the files exists, or when writing fails. Those that were created before are removed then.
pub fn create_files(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), LoadError> {
    let mut created: Vec<PathBuf> = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Err(error) = create_file(folder, &path, bytes) {
            for path in created {
                let _ = fs::remove_file(path);
            }
            let is_there = error.kind() == ErrorKind::AlreadyExists;
            return Err(if is_there { LoadError::FileThere { path } } else { LoadError::from_io(&path, error) });
        }
        created.push(path);
    }
    Ok(())
}

/// Creates a file that does not exist, whole or not at all. Its folder must not be a link out of `folder`.
fn create_file(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
        if !parent.canonicalize()?.starts_with(folder.canonicalize()?) {
            return Err(io::Error::other("its folder is a link that leads out of the brief"));
        }
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

/// Returns the brief that encloses the folder, and would take the new files for its own.
fn enclosing_brief(folder: &Path) -> Option<PathBuf> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let canonical = parent.canonicalize().ok()?;
    canonical.ancestors().find(|above| above.join(BRIEF_FILE).is_file()).map(Path::to_owned)
}

/// Creates a missing folder: fills a temporary folder with the same parent, and renames it in one step.
fn create_and_rename(folder: &Path, files: &[(&str, String)]) -> Result<(), LoadError> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (Some(temp), true) = (temp_sibling(folder), parent.is_dir()) else {
        return Err(LoadError::NoParent { path: folder.to_owned() });
    };
    let failed = |error| LoadError::from_io(folder, error);
    // If a folder of this name exists, another process owns it: it is not removed.
    fs::create_dir(&temp).map_err(failed)?;
    let built = write_files(&temp, files).and_then(|()| fs::rename(&temp, folder));
    built.map_err(|error| {
        let _ = fs::remove_dir_all(&temp);
        failed(error)
    })
}

/// Fills an existing empty folder: writes into a temporary folder inside of it, then moves all entries up.
fn fill_empty_folder(folder: &Path, files: &[(&str, String)]) -> io::Result<()> {
    let temp = folder.join(format!(".new.{}", process::id()));
    fs::create_dir(&temp)?;
    let mut moved: Vec<PathBuf> = Vec::new();
    let filled = write_files(&temp, files).and_then(|()| {
        for entry in fs::read_dir(&temp)? {
            let entry = entry?;
            let target = folder.join(entry.file_name());
            fs::rename(entry.path(), &target)?;
            moved.push(target);
        }
        Ok(())
    });
    if filled.is_err() {
        for target in moved {
            let _ = fs::remove_dir_all(&target).or_else(|_| fs::remove_file(&target));
        }
    }
    let _ = fs::remove_dir_all(&temp);
    filled
}

fn write_files(temp: &Path, files: &[(&str, String)]) -> io::Result<()> {
    for (name, text) in files {
        let path = temp.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> [(&'static str, String); 2] {
        [("brief.toml", "a".to_owned()), ("articles/a.txt", "b".to_owned())]
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_is_made_whole_and_an_empty_one_filled() {
        let parent = tempfile::tempdir().unwrap();
        let new = parent.path().join("new");
        create_brief_folder(&new, &files()).unwrap();
        assert_eq!(
            (names(&new), names(parent.path())),
            (vec!["articles".into(), "brief.toml".into()], vec!["new".into()])
        );
        let empty = parent.path().join("empty");
        fs::create_dir(&empty).unwrap();
        create_brief_folder(&empty, &files()).unwrap();
        assert_eq!(names(&empty), ["articles", "brief.toml"]);
        assert_eq!(fs::read_to_string(empty.join("articles/a.txt")).unwrap(), "b");
    }

    #[test]
    fn what_is_there_is_never_touched() {
        let parent = tempfile::tempdir().unwrap();
        let error = |name: &str| create_brief_folder(&parent.path().join(name), &files()).unwrap_err().to_string();
        fs::create_dir(parent.path().join("full")).unwrap();
        fs::write(parent.path().join("full/.hidden"), "").unwrap();
        fs::write(parent.path().join("file"), "").unwrap();
        assert!(error("full").ends_with("full: something is in it already; name a folder that is new or empty"));
        assert!(error("file").ends_with("file: there is a file of this name; name a folder that is new or empty"));
        assert!(error("file/below").ends_with("there is a file of this name; name a folder that is new or empty"));
        assert!(error("none/below").ends_with("none/below: the folder to make it in is not there; make that first"));
        assert_eq!(
            (names(parent.path()), names(&parent.path().join("full"))),
            (vec!["file".into(), "full".into()], vec![".hidden".to_owned()])
        );
    }

    #[test]
    fn a_folder_that_has_the_temporary_name_is_left_alone() {
        let parent = tempfile::tempdir().unwrap();
        let temp = parent.path().join(format!(".new.{}", process::id()));
        fs::create_dir(&temp).unwrap();
        fs::write(temp.join("kept"), "").unwrap();
        create_brief_folder(&parent.path().join("new"), &files()).unwrap_err();
        assert_eq!(names(&temp), ["kept"]);
    }

    #[test]
    fn what_cannot_be_written_to_its_end_leaves_nothing() {
        let parent = tempfile::tempdir().unwrap();
        let clash = [("a", String::new()), ("a/b", String::new())];
        fs::create_dir(parent.path().join("empty")).unwrap();
        assert!(create_brief_folder(&parent.path().join("new"), &clash).is_err());
        assert!(create_brief_folder(&parent.path().join("empty"), &clash).is_err());
        assert_eq!(names(parent.path()), ["empty"]);
        assert_eq!(names(&parent.path().join("empty")), [""; 0]);
    }
}
