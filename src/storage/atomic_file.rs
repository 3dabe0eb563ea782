//! Writes a file atomically: into a temporary file in the same folder, which is renamed when it is complete. A partial file never has
//! the target's name.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, fchown};
use std::path::{Path, PathBuf};
use std::process;
use std::time::Duration;

use rustix::fs::Mode;
use thiserror::Error;

/// Creates a folder and its parents with mode 0700.
pub(crate) fn create_private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Creates a file with mode 0600. Fails when something has its name; a link there is not followed.
pub(crate) fn create_private_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

/// Creates a file with mode 0600 in place of what has its name, such as a leftover of a killed process or a link to another user's file.
/// That is unlinked, and never written through.
pub(crate) fn recreate_private_file(path: &Path) -> io::Result<File> {
    let _ = fs::remove_file(path);
    create_private_file(path)
}

/// A hidden name beside `path` that contains the process id, so that two processes do not write to one file. Returns `None` when `path`
/// has no file name.
pub(crate) fn temp_sibling(path: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(path.file_name()?);
    name.push(format!(".{}", process::id()));
    Some(path.with_file_name(name))
}

/// The files of a folder that were last written longer ago than `age`; all files for no time at all, even those of the future.
pub(crate) fn files_older_than(folder: &Path, age: Duration) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_older = |entry: &fs::DirEntry| {
        let written = entry.metadata().and_then(|data| data.modified());
        written.is_ok_and(|written| age.is_zero() || written.elapsed().is_ok_and(|elapsed| elapsed > age))
    };
    entries.filter(is_older).map(|entry| entry.path()).collect()
}

/// Why a file cannot be begun.
#[derive(Debug, Error)]
pub enum AtomicFileError {
    #[error("{}: not a regular file", path.display())]
    NotAFile { path: PathBuf },
    #[error("{}: {error}", path.display())]
    Other { path: PathBuf, error: io::Error },
}

/// The permissions of a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Mode 0600.
    Owner,
    /// Mode 0666 without the bits of the process's umask.
    Umask,
}

/// A file that is being written; until [`AtomicFile::commit`], only its owner can read it. Dropping it without a commit removes the
/// temporary file; the target is then unchanged.
#[derive(Debug)]
pub struct AtomicFile {
    file: BufWriter<File>,
    /// The temporary file.
    temp_path: PathBuf,
    target: PathBuf,
    /// Metadata of the file that will be replaced.
    replaced: Option<Metadata>,
    is_committed: bool,
}

impl AtomicFile {
    /// Starts a file that will be put at `path`, or at the target if `path` is a link.
    ///
    /// # Errors
    /// When `path` exists and is no regular file, or its folder cannot be written.
    pub fn begin(path: &Path) -> Result<Self, AtomicFileError> {
        let failed = |error| AtomicFileError::Other { path: path.to_owned(), error };
        let not_a_file = || AtomicFileError::NotAFile { path: path.to_owned() };
        let (target, replaced) = match fs::metadata(path) {
            Ok(data) if !data.is_file() => return Err(not_a_file()),
            Ok(data) => (path.canonicalize().map_err(failed)?, Some(data)),
            Err(error) if error.kind() == ErrorKind::NotFound => (path.to_owned(), None),
            Err(error) => return Err(failed(error)),
        };
        let temp_path = temp_sibling(&target).ok_or_else(not_a_file)?;
        let file = create_private_file(&temp_path).map_err(failed)?;
        Ok(Self { file: BufWriter::with_capacity(1 << 16, file), temp_path, target, replaced, is_committed: false })
    }

    /// Syncs the file and renames it to its target in one step.
    ///
    /// It gets the mode of the file that it replaces, and the owner and group if the system allows; a new file gets the permissions of
    /// `access`. Other hard links of a replaced file keep the old content.
    ///
    /// # Errors
    /// When writing, syncing or renaming fails.
    pub fn commit(mut self, access: Access) -> io::Result<()> {
        self.file.flush()?;
        let file = self.file.get_ref();
        match (&self.replaced, access) {
            (Some(replaced), _) => copy_owner_and_mode(file, replaced)?,
            (None, Access::Umask) => file.set_permissions(Permissions::from_mode(0o666 & !umask()))?,
            (None, Access::Owner) => {}
        }
        self.file.get_ref().sync_all()?;
        fs::rename(&self.temp_path, &self.target)?;
        self.is_committed = true;
        Ok(())
    }
}

/// Gives a file the owner, group and mode of another, as far as the system allows.
pub(super) fn copy_owner_and_mode(file: &File, replaced: &Metadata) -> io::Result<()> {
    let now = file.metadata()?;
    let mut mode = replaced.mode() & 0o7777;
    if now.uid() != replaced.uid() && fchown(file, Some(replaced.uid()), None).is_err() {
        mode &= !0o4000;
    }
    if now.gid() != replaced.gid() && fchown(file, None, Some(replaced.gid())).is_err() {
        // A group that was not intended gets only the permissions of all others.
        mode = mode & !0o2070 | (mode & 0o7) << 3;
    }
    file.set_permissions(Permissions::from_mode(mode))
}

/// Returns the umask of the process. It can only be read by setting it; a file that another thread creates meanwhile is private.
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
        let mut file = AtomicFile::begin(&path).unwrap();
        file.write_all(b"after").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"before");
        file.commit(Access::Owner).unwrap();
        assert_eq!((fs::read(&path).unwrap().as_slice(), names(folder.path())), (&b"after"[..], vec!["rows".into()]));
    }

    #[test]
    fn what_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows");
        let mut file = AtomicFile::begin(&path).unwrap();
        file.write_all(&vec![b'x'; 1 << 17]).unwrap();
        drop(file);
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn a_link_stays_one_and_what_is_no_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let [path, link] = ["rows", "link"].map(|name| folder.path().join(name));
        fs::write(&path, "before").unwrap();
        symlink(&path, &link).unwrap();
        let mut file = AtomicFile::begin(&link).unwrap();
        file.write_all(b"after").unwrap();
        file.commit(Access::Owner).unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"after");
        for target in [folder.path(), Path::new("/dev/null"), Path::new("..")] {
            let error = AtomicFile::begin(target).unwrap_err();
            assert!(matches!(&error, AtomicFileError::NotAFile { path } if path == target), "{error}");
        }
        let error = AtomicFile::begin(&folder.path().join("none/rows")).unwrap_err();
        let is_missing = |error: &io::Error| error.kind() == ErrorKind::NotFound;
        assert!(matches!(&error, AtomicFileError::Other { error, .. } if is_missing(error)), "{error}");
    }

    #[test]
    fn a_file_that_is_replaced_leaves_its_mode_and_a_new_one_has_what_is_wanted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows");
        let mode = || path.metadata().unwrap().permissions().mode() & 0o7777;
        let write = |access| {
            let mut file = AtomicFile::begin(&path).unwrap();
            file.write_all(b"x").unwrap();
            assert_eq!(file.temp_path.metadata().unwrap().permissions().mode() & 0o777, 0o600, "until it is whole");
            file.commit(access).unwrap();
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
        let mut file = AtomicFile::begin(&path).unwrap();
        file.write_all(b"after").unwrap();
        file.commit(Access::Owner).unwrap();
        assert_eq!((fs::read(&path).unwrap(), fs::read(&other).unwrap()), (b"after".to_vec(), b"before".to_vec()));
    }
}
