//! A file that takes its name once it is whole: until then it lies beside its place, and whatever fails takes it away. It knows nothing
//! of what is written.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, fchown};
use std::path::{Path, PathBuf};
use std::process;

use rustix::fs::Mode;

use super::LoadError;

/// Who may read a file that is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Its owner alone.
    Owner,
    /// Whom the umask of the process lets.
    Umask,
}

/// A file that is being written; its owner alone can read it meanwhile. Dropped before [`Draft::finish`], it is gone, and what lay at its place is as it was.
#[derive(Debug)]
pub struct AtomicFile {
    file: BufWriter<File>,
    /// Where it lies until it is whole.
    temp_path: PathBuf,
    target: PathBuf,
    /// What the file was that it takes the place of.
    replaced: Option<Metadata>,
    is_committed: bool,
}

impl AtomicFile {
    /// Begins a file that is to lie at `path`, or where a link there leads.
    ///
    /// # Errors
    /// When something lies there that is no regular file, or its folder cannot be written.
    pub fn create(path: &Path) -> Result<Self, LoadError> {
        let failed = |error| LoadError::from_io(path, error);
        let (place, replaced) = match fs::metadata(path) {
            Ok(data) if !data.is_file() => return Err(LoadError::NotAFile { path: path.to_owned() }),
            Ok(data) => (path.canonicalize().map_err(failed)?, Some(data)),
            Err(error) if error.kind() == ErrorKind::NotFound => (path.to_owned(), None),
            Err(error) => return Err(failed(error)),
        };
        let Some(name) = place.file_name() else { return Err(LoadError::NotAFile { path: path.to_owned() }) };
        let mut draft = OsString::from(".");
        draft.push(name);
        draft.push(format!(".{}", process::id()));
        let beside = place.with_file_name(draft);
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside).map_err(failed)?;
        Ok(Self {
            file: BufWriter::with_capacity(1 << 16, file),
            temp_path: beside,
            target: place,
            replaced,
            is_committed: false,
        })
    }

    /// Puts the file in its place, in one step; its bytes lie on the disk before.
    ///
    /// It has the mode of the file that it replaces, and its owner and group where the system lets; a new one has what `access` says.
    /// Other names (hard links) of a file that is replaced keep what was in it.
    ///
    /// # Errors
    /// When not all of it can be written, or it cannot be put there.
    pub fn commit(mut self, access: Access) -> io::Result<()> {
        self.file.flush()?;
        let file = self.file.get_ref();
        match (&self.replaced, access) {
            (Some(replaced), _) => take_over(file, replaced)?,
            (None, Access::Umask) => file.set_permissions(Permissions::from_mode(0o666 & !umask()))?,
            (None, Access::Owner) => {}
        }
        self.file.get_ref().sync_all()?;
        fs::rename(&self.temp_path, &self.target)?;
        self.is_committed = true;
        Ok(())
    }
}

/// Gives a file the owner, the group and the mode of another.
fn take_over(file: &File, replaced: &Metadata) -> io::Result<()> {
    let now = file.metadata()?;
    let mut mode = replaced.mode() & 0o7777;
    if now.uid() != replaced.uid() && fchown(file, Some(replaced.uid()), None).is_err() {
        mode &= !0o4000;
    }
    if now.gid() != replaced.gid() && fchown(file, None, Some(replaced.gid())).is_err() {
        // Another group may do no more than everybody.
        mode = mode & !0o2070 | (mode & 0o7) << 3;
    }
    file.set_permissions(Permissions::from_mode(mode))
}

/// The file mode creation mask. It can be read only by setting it; what another thread makes in between is for the owner alone.
fn umask() -> u32 {
    let mask = rustix::process::umask(Mode::RWXG | Mode::RWXO);
    rustix::process::umask(mask);
    mask.bits()
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for AtomicFile {
    fn drop(&mut self) {
        if !self.is_committed {
            let _ = fs::remove_file(&self.temp_path);
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
        let mut draft = AtomicFile::create(&path).unwrap();
        draft.write_all(b"after").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"before");
        draft.commit(Access::Owner).unwrap();
        assert_eq!((fs::read(&path).unwrap().as_slice(), names(folder.path())), (&b"after"[..], vec!["rows".into()]));
    }

    #[test]
    fn what_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows");
        let mut draft = AtomicFile::create(&path).unwrap();
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
        let mut draft = AtomicFile::create(&link).unwrap();
        draft.write_all(b"after").unwrap();
        draft.commit(Access::Owner).unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"after");
        for place in [folder.path(), Path::new("/dev/null"), Path::new("..")] {
            let told = AtomicFile::create(place).unwrap_err().to_string();
            assert!(told.contains("not a regular file, so nothing was put in its place"), "{told}");
        }
        assert!(
            AtomicFile::create(&folder.path().join("none/rows"))
                .unwrap_err()
                .to_string()
                .contains("no such file or folder")
        );
    }

    #[test]
    fn a_file_that_is_replaced_leaves_its_mode_and_a_new_one_has_what_is_wanted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows");
        let mode = || path.metadata().unwrap().permissions().mode() & 0o7777;
        let write = |access| {
            let mut draft = AtomicFile::create(&path).unwrap();
            draft.write_all(b"x").unwrap();
            assert_eq!(draft.temp_path.metadata().unwrap().permissions().mode() & 0o777, 0o600, "until it is whole");
            draft.commit(access).unwrap();
        };
        write(Access::Owner);
        assert_eq!(mode(), 0o600);
        for kept in [0o640, 0o604, 0o444] {
            fs::set_permissions(&path, Permissions::from_mode(kept)).unwrap();
            write(Access::Owner);
            assert_eq!(mode(), kept);
        }
        fs::remove_file(&path).unwrap();
        write(Access::Umask);
        let other = folder.path().join("other");
        File::create(&other).unwrap();
        assert_eq!(mode(), other.metadata().unwrap().permissions().mode() & 0o7777);
    }

    #[test]
    fn other_names_of_a_file_keep_what_was_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let [path, other] = ["rows", "other"].map(|name| folder.path().join(name));
        fs::write(&path, "before").unwrap();
        fs::hard_link(&path, &other).unwrap();
        let mut draft = AtomicFile::create(&path).unwrap();
        draft.write_all(b"after").unwrap();
        draft.commit(Access::Owner).unwrap();
        assert_eq!((fs::read(&path).unwrap(), fs::read(&other).unwrap()), (b"after".to_vec(), b"before".to_vec()));
    }
}
