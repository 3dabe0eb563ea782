//! A file that takes its name once it is whole: until then it lies beside its place, and whatever fails takes it away. It knows nothing
//! of what is written.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;

use super::DiskError;

/// A file that is being written. Dropped before [`Draft::finish`], it is gone, and what lay at its place is as it was.
#[derive(Debug)]
pub struct Draft {
    file: BufWriter<File>,
    /// Where it lies until it is whole.
    beside: PathBuf,
    place: PathBuf,
    whole: bool,
}

impl Draft {
    /// Begins a file that is to lie at `path`, or where a link there leads.
    ///
    /// # Errors
    /// When something lies there that is no regular file, or its folder cannot be written.
    pub fn of(path: &Path) -> Result<Self, DiskError> {
        let failed = |error| DiskError::of(path, error);
        let place = match fs::metadata(path) {
            Ok(data) if !data.is_file() => return Err(DiskError::NotAFile { path: path.to_owned() }),
            Ok(_) => path.canonicalize().map_err(failed)?,
            Err(error) if error.kind() == ErrorKind::NotFound => path.to_owned(),
            Err(error) => return Err(failed(error)),
        };
        let Some(name) = place.file_name() else { return Err(DiskError::NotAFile { path: path.to_owned() }) };
        let mut draft = OsString::from(".");
        draft.push(name);
        draft.push(format!(".{}", process::id()));
        let beside = place.with_file_name(draft);
        let file = OpenOptions::new().write(true).create_new(true).open(&beside).map_err(failed)?;
        Ok(Self { file: BufWriter::with_capacity(1 << 16, file), beside, place, whole: false })
    }

    /// Puts the file in its place, in one step; its bytes lie on the disk before.
    ///
    /// # Errors
    /// When not all of it can be written, or it cannot be put there.
    pub fn finish(mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        fs::rename(&self.beside, &self.place)?;
        self.whole = true;
        Ok(())
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.whole {
            let _ = fs::remove_file(&self.beside);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn names(folder: &Path) -> Vec<OsString> {
        let mut names: Vec<OsString> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_takes_its_name_once_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows");
        fs::write(&path, "before").unwrap();
        let mut draft = Draft::of(&path).unwrap();
        draft.write_all(b"after").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"before");
        draft.finish().unwrap();
        assert_eq!((fs::read(&path).unwrap().as_slice(), names(folder.path())), (&b"after"[..], vec!["rows".into()]));
    }

    #[test]
    fn what_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows");
        let mut draft = Draft::of(&path).unwrap();
        draft.write_all(&vec![b'x'; 1 << 17]).unwrap();
        drop(draft);
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn a_link_stays_one_and_what_is_no_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let [path, link] = ["rows", "link"].map(|name| folder.path().join(name));
        fs::write(&path, "before").unwrap();
        symlink(&path, &link).unwrap();
        let mut draft = Draft::of(&link).unwrap();
        draft.write_all(b"after").unwrap();
        draft.finish().unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"after");
        for place in [folder.path(), Path::new("/dev/null"), Path::new("..")] {
            let told = Draft::of(place).unwrap_err().to_string();
            assert!(told.contains("not a regular file, so nothing was put in its place"), "{told}");
        }
        assert!(
            Draft::of(&folder.path().join("none/rows")).unwrap_err().to_string().contains("no such file or folder")
        );
    }
}
