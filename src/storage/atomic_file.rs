//! Writes a file atomically: into a temporary file in the same folder, which is renamed when it is complete. A partial file never has
//! the target's name.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, fchown};
use std::path::{Path, PathBuf};
use std::process;

use rustix::fs::Mode;

use super::LoadError;

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
    pub fn begin(path: &Path) -> Result<Self, LoadError> {
        let failed = |error| LoadError::from_io(path, error);
        let (target, replaced) = match fs::metadata(path) {
            Ok(data) if !data.is_file() => return Err(LoadError::NotAFile { path: path.to_owned() }),
            Ok(data) => (path.canonicalize().map_err(failed)?, Some(data)),
            Err(error) if error.kind() == ErrorKind::NotFound => (path.to_owned(), None),
            Err(error) => return Err(failed(error)),
        };
        let Some(name) = target.file_name() else { return Err(LoadError::NotAFile { path: path.to_owned() }) };
        let mut temp_name = OsString::from(".");
        temp_name.push(name);
        temp_name.push(format!(".{}", process::id()));
        let temp_path = target.with_file_name(temp_name);
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temp_path).map_err(failed)?;
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
fn copy_owner_and_mode(file: &File, replaced: &Metadata) -> io::Result<()> {
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
            let message = AtomicFile::begin(target).unwrap_err().to_string();
            assert!(message.contains("not a regular file, so nothing was put in its place"), "{message}");
        }
        assert!(
            AtomicFile::begin(&folder.path().join("none/rows"))
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
