//! Regular files, read whole and no further than a limit. What is anything else is not opened; where something else is put in its place
//! in between, it is neither waited for nor read.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read as _;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags, open, openat};
use rustix::io::Errno;

use super::LoadError;
use super::stamp::FileStamp;

/// How often a file that changes under the reader is read, before that is told.
const MAX_ATTEMPTS: usize = 3;

/// What may be read as a file.
pub(super) struct FileRequest<'a> {
    /// As it is named to the user.
    pub path: &'a Path,
    /// The folder that links may not lead out of, as the system calls it; `None` for what the user named himself.
    pub boundary: Option<&'a Path>,
    /// The most bytes.
    pub max_bytes: usize,
}

impl FileRequest<'_> {
    /// The bytes of the file.
    ///
    /// # Errors
    /// When it is no regular file, leads out, is too large, changes all the time, or cannot be read.
    pub(super) fn read(&self) -> Result<Vec<u8>, LoadError> {
        self.read_stamped().map(|(bytes, _)| bytes)
    }

    /// The bytes of the file, and what told it from itself at another time when they were read.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub(super) fn read_stamped(&self) -> Result<(Vec<u8>, FileStamp), LoadError> {
        for _ in 0..MAX_ATTEMPTS {
            let opened = self.open()?;
            let stamp = opened.stamp;
            if let Some(bytes) = opened.read(self)? {
                return Ok((bytes, stamp));
            }
        }
        Err(LoadError::Changing { path: self.path.to_owned() })
    }

    fn open(&self) -> Result<OpenFile, LoadError> {
        let failed = |error| LoadError::from_io(self.path, error);
        let target = self.path.canonicalize().map_err(failed)?;
        // Devices are not even opened: to do so may be to command them.
        if !fs::symlink_metadata(&target).map_err(failed)?.is_file() {
            return Err(self.not_regular());
        }
        let file = match self.boundary {
            None => File::from(open(&target, OPEN_FLAGS, Mode::empty()).map_err(|error| failed(error.into()))?),
            Some(home) => {
                let Ok(below) = target.strip_prefix(home) else {
                    return Err(LoadError::LinkOutside { path: self.path.to_owned() });
                };
                File::from(open_below(home, below).map_err(|error| self.open_error(error))?)
            }
        };
        let data = file.metadata().map_err(failed)?;
        if !data.is_file() {
            return Err(self.not_regular());
        }
        let (stamp, size) = (FileStamp::from_metadata(&data), data.len());
        Ok(OpenFile { file, stamp, size })
    }

    /// A folder or a file that has become a link since it was looked at.
    fn open_error(&self, error: Errno) -> LoadError {
        match error {
            Errno::LOOP | Errno::NOTDIR => LoadError::Changing { path: self.path.to_owned() },
            error => LoadError::from_io(self.path, error.into()),
        }
    }

    fn not_regular(&self) -> LoadError {
        LoadError::NotRegular { path: self.path.to_owned() }
    }
}

/// Nobody waits for the other end of a pipe, and no terminal becomes ours.
const OPEN_FLAGS: OFlags = OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

/// Opens a file part by part, following no link on the way.
fn open_below(home: &Path, below: &Path) -> rustix::io::Result<OwnedFd> {
    let folder = OFlags::DIRECTORY.union(OFlags::RDONLY).union(OFlags::CLOEXEC);
    let mut parts: Vec<&OsStr> = below.iter().collect();
    let name = parts.pop().unwrap_or_default();
    let mut inside = open(home, folder, Mode::empty())?;
    for part in parts {
        inside = openat(&inside, part, folder.union(OFlags::NOFOLLOW), Mode::empty())?;
    }
    openat(&inside, name, OPEN_FLAGS.union(OFlags::NOFOLLOW), Mode::empty())
}

/// A file that is open, and what it was when it was opened.
struct OpenFile {
    file: File,
    stamp: FileStamp,
    size: u64,
}

impl OpenFile {
    /// The bytes; `None` where it is another file at the end of them.
    fn read(self, wanted: &FileRequest<'_>) -> Result<Option<Vec<u8>>, LoadError> {
        let failed = |error| LoadError::from_io(wanted.path, error);
        let too_large = || LoadError::TooLarge { path: wanted.path.to_owned(), most: wanted.max_bytes };
        let size = usize::try_from(self.size).map_err(|_| too_large())?;
        if size > wanted.max_bytes {
            return Err(too_large());
        }
        let mut bytes = Vec::with_capacity(size + 1);
        // One more than may be, to know that there is more.
        let most = u64::try_from(wanted.max_bytes).unwrap_or(u64::MAX).saturating_add(1);
        (&self.file).take(most).read_to_end(&mut bytes).map_err(failed)?;
        if FileStamp::from_metadata(&self.file.metadata().map_err(failed)?) != self.stamp {
            return Ok(None);
        }
        if bytes.len() > wanted.max_bytes { Err(too_large()) } else { Ok(Some(bytes)) }
    }
}

/// The folder as the system calls it.
pub(super) fn canonical_folder(folder: &Path) -> Result<PathBuf, LoadError> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().map_err(|error| LoadError::from_io(folder, error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::OpenOptions;
    use std::io::Write as _;

    fn readable(path: &Path) -> FileRequest<'_> {
        FileRequest { path, boundary: None, max_bytes: 8 }
    }

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        fs::write(&path, "12345678").unwrap();
        assert_eq!(readable(&path).read().unwrap(), b"12345678");
        fs::write(&path, "123456789").unwrap();
        assert!(matches!(readable(&path).read(), Err(LoadError::TooLarge { most: 8, .. })));
        // Ten gigabytes of nothing are refused for what they are called, and not read.
        File::create(&path).unwrap().set_len(10 << 30).unwrap();
        assert!(matches!(readable(&path).read(), Err(LoadError::TooLarge { .. })));
    }

    #[test]
    fn a_file_that_has_no_size_is_read_up_to_its_limit_all_the_same() {
        let error = readable(Path::new("/proc/self/status")).read().unwrap_err();
        assert!(matches!(error, LoadError::TooLarge { .. } | LoadError::NotFound { .. }), "{error}");
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        fs::write(&path, "123").unwrap();
        let wanted = readable(&path);
        let opened = wanted.open().unwrap();
        OpenOptions::new().append(true).open(&path).unwrap().write_all(b"4").unwrap();
        assert_eq!(opened.read(&wanted).unwrap(), None);
        assert_eq!(wanted.read().unwrap(), b"1234", "the next time it is as it is");
    }

    #[test]
    fn a_folder_that_becomes_a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().canonicalize().unwrap();
        fs::create_dir_all(home.join("in/side")).unwrap();
        fs::write(home.join("in/side/a"), "").unwrap();
        assert!(open_below(&home, Path::new("in/side/a")).is_ok());
        fs::rename(home.join("in"), home.join("elsewhere")).unwrap();
        std::os::unix::fs::symlink(home.join("elsewhere"), home.join("in")).unwrap();
        assert!(open_below(&home, Path::new("in/side/a")).is_err());
        std::os::unix::fs::symlink("a", home.join("elsewhere/side/b")).unwrap();
        assert_eq!(open_below(&home, Path::new("elsewhere/side/b")).unwrap_err(), Errno::LOOP);
    }

    #[test]
    fn a_pipe_that_takes_the_place_of_a_file_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        rustix::fs::mkfifoat(rustix::fs::CWD, &path, Mode::RUSR).unwrap();
        let file = File::from(open(&path, OPEN_FLAGS, Mode::empty()).unwrap());
        assert!(!file.metadata().unwrap().is_file());
        assert!(matches!(readable(&path).read(), Err(LoadError::NotRegular { .. })));
    }
}
