//! A new folder with files in it: whole, or not at all. It never writes over anything.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process;

use super::{BRIEF_FILE, LoadError};

/// Makes a folder with files, which are named by their paths in it. The folder may be there already, while it is empty.
///
/// # Errors
/// When something is in it, or it is no folder, or would lie in another brief, or the folder to make it in is missing, or nothing can be written. Nothing is left
/// behind then.
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

/// The brief that a folder is to lie in, which would take all of its files for its own.
fn enclosing_brief(folder: &Path) -> Option<PathBuf> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let whole = parent.canonicalize().ok()?;
    whole.ancestors().find(|above| above.join(BRIEF_FILE).is_file()).map(Path::to_owned)
}

/// Makes a folder that is not there: beside its place first, then moved there in one step.
fn create_and_rename(folder: &Path, files: &[(&str, String)]) -> Result<(), LoadError> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (Some(name), true) = (folder.file_name(), parent.is_dir()) else {
        return Err(LoadError::NoParent { path: folder.to_owned() });
    };
    let mut draft = std::ffi::OsString::from(".");
    draft.push(name);
    draft.push(format!(".{}", process::id()));
    let draft = parent.join(draft);
    let failed = |error| LoadError::from_io(folder, error);
    // A folder of this name that is there already is not ours to remove.
    fs::create_dir(&draft).map_err(failed)?;
    let built = write_files(&draft, files).and_then(|()| fs::rename(&draft, folder));
    built.map_err(|error| {
        let _ = fs::remove_dir_all(&draft);
        failed(error)
    })
}

/// Fills a folder that is there: all is written into a folder inside of it, and then moved up.
fn fill_empty_folder(folder: &Path, files: &[(&str, String)]) -> io::Result<()> {
    let draft = folder.join(format!(".new.{}", process::id()));
    fs::create_dir(&draft)?;
    let mut moved: Vec<PathBuf> = Vec::new();
    let filled = write_files(&draft, files).and_then(|()| {
        for entry in fs::read_dir(&draft)? {
            let entry = entry?;
            let place = folder.join(entry.file_name());
            fs::rename(entry.path(), &place)?;
            moved.push(place);
        }
        Ok(())
    });
    if filled.is_err() {
        for place in moved {
            let _ = fs::remove_dir_all(&place).or_else(|_| fs::remove_file(&place));
        }
    }
    let _ = fs::remove_dir_all(&draft);
    filled
}

fn write_files(draft: &Path, files: &[(&str, String)]) -> io::Result<()> {
    for (name, text) in files {
        let path = draft.join(name);
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
        let home = tempfile::tempdir().unwrap();
        let new = home.path().join("new");
        create_brief_folder(&new, &files()).unwrap();
        assert_eq!(
            (names(&new), names(home.path())),
            (vec!["articles".into(), "brief.toml".into()], vec!["new".into()])
        );
        let empty = home.path().join("empty");
        fs::create_dir(&empty).unwrap();
        create_brief_folder(&empty, &files()).unwrap();
        assert_eq!(names(&empty), ["articles", "brief.toml"]);
        assert_eq!(fs::read_to_string(empty.join("articles/a.txt")).unwrap(), "b");
    }

    #[test]
    fn what_is_there_is_never_touched() {
        let home = tempfile::tempdir().unwrap();
        let told = |name: &str| create_brief_folder(&home.path().join(name), &files()).unwrap_err().to_string();
        fs::create_dir(home.path().join("full")).unwrap();
        fs::write(home.path().join("full/.hidden"), "").unwrap();
        fs::write(home.path().join("file"), "").unwrap();
        assert!(told("full").ends_with("full: something is in it already; name a folder that is new or empty"));
        assert!(told("file").ends_with("file: there is a file of this name; name a folder that is new or empty"));
        assert!(told("file/below").ends_with("there is a file of this name; name a folder that is new or empty"));
        assert!(told("none/below").ends_with("none/below: the folder to make it in is not there; make that first"));
        assert_eq!(
            (names(home.path()), names(&home.path().join("full"))),
            (vec!["file".into(), "full".into()], vec![".hidden".to_owned()])
        );
    }

    #[test]
    fn a_folder_that_has_the_name_of_the_draft_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let draft = home.path().join(format!(".new.{}", process::id()));
        fs::create_dir(&draft).unwrap();
        fs::write(draft.join("kept"), "").unwrap();
        create_brief_folder(&home.path().join("new"), &files()).unwrap_err();
        assert_eq!(names(&draft), ["kept"]);
    }

    #[test]
    fn what_cannot_be_written_to_its_end_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let clash = [("a", String::new()), ("a/b", String::new())];
        fs::create_dir(home.path().join("empty")).unwrap();
        assert!(create_brief_folder(&home.path().join("new"), &clash).is_err());
        assert!(create_brief_folder(&home.path().join("empty"), &clash).is_err());
        assert_eq!(names(home.path()), ["empty"]);
        assert_eq!(names(&home.path().join("empty")), [""; 0]);
    }
}
