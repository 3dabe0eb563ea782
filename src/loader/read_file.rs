//! Reads regular files completely, up to a limit. It never opens devices, and never blocks on a pipe that replaces a file meanwhile.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read as _;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags, open, openat};
use rustix::io::Errno;

use super::LoadError;
use super::stamp::FileStamp;

/// How often a file that changes while it is read is tried, before that is an error.
const MAX_ATTEMPTS: usize = 3;

/// A request to read a file.
pub(super) struct FileRequest<'a> {
    /// The path, as shown to the user.
    pub path: &'a Path,
    /// The canonical folder that links may not leave; `None` for a path that the user named.
    pub boundary: Option<&'a Path>,
    /// The most bytes.
    pub max_bytes: usize,
}

impl FileRequest<'_> {
    /// Returns the bytes of the file.
    ///
    /// # Errors
    /// When it is no regular file, lies outside the boundary, is too large, keeps changing, or cannot be read.
    pub(super) fn read(&self) -> Result<Vec<u8>, LoadError> {
        self.read_stamped().map(|(bytes, _)| bytes)
    }

    /// Returns the bytes of the file, and its stamp when they were read.
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
        // Devices are not opened: opening one can have side effects.
        if !fs::symlink_metadata(&target).map_err(failed)?.is_file() {
            return Err(self.not_regular());
        }
        let file = match self.boundary {
            None => File::from(open(&target, OPEN_FLAGS, Mode::empty()).map_err(|error| failed(error.into()))?),
            Some(boundary) => {
                let Ok(below) = target.strip_prefix(boundary) else {
                    return Err(LoadError::LinkOutside { path: self.path.to_owned() });
                };
                File::from(open_below(boundary, below).map_err(|error| self.open_error(error))?)
            }
        };
        let data = file.metadata().map_err(failed)?;
        if !data.is_file() {
            return Err(self.not_regular());
        }
        let (stamp, size) = (FileStamp::from_metadata(&data), data.len());
        Ok(OpenFile { file, stamp, size })
    }

    /// Maps the errors that mean that a folder or file became a link since it was checked.
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

/// Opens without blocking on a pipe and without acquiring a controlling terminal.
const OPEN_FLAGS: OFlags = OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

/// Opens a file component by component without following links.
fn open_below(boundary: &Path, below: &Path) -> rustix::io::Result<OwnedFd> {
    let folder = OFlags::DIRECTORY.union(OFlags::RDONLY).union(OFlags::CLOEXEC);
    let mut parts: Vec<&OsStr> = below.iter().collect();
    let name = parts.pop().unwrap_or_default();
    let mut inside = open(boundary, folder, Mode::empty())?;
    for part in parts {
        inside = openat(&inside, part, folder.union(OFlags::NOFOLLOW), Mode::empty())?;
    }
    openat(&inside, name, OPEN_FLAGS.union(OFlags::NOFOLLOW), Mode::empty())
}

/// An open file, with its stamp and size from when it was opened.
struct OpenFile {
    file: File,
    stamp: FileStamp,
    size: u64,
}

impl OpenFile {
    /// Returns the bytes, or `None` when the file changed while it was read.
    fn read(self, request: &FileRequest<'_>) -> Result<Option<Vec<u8>>, LoadError> {
        let failed = |error| LoadError::from_io(request.path, error);
        let too_large = || LoadError::TooLarge { path: request.path.to_owned(), most: request.max_bytes };
        let size = usize::try_from(self.size).map_err(|_| too_large())?;
        if size > request.max_bytes {
            return Err(too_large());
        }
        let mut bytes = Vec::with_capacity(size + 1);
        // One byte more than the limit, to detect a file that grew.
        let max_read = u64::try_from(request.max_bytes).unwrap_or(u64::MAX).saturating_add(1);
        (&self.file).take(max_read).read_to_end(&mut bytes).map_err(failed)?;
        if FileStamp::from_metadata(&self.file.metadata().map_err(failed)?) != self.stamp {
            return Ok(None);
        }
        if bytes.len() > request.max_bytes { Err(too_large()) } else { Ok(Some(bytes)) }
    }
}

/// Returns the canonical path of a folder; an empty path is the current folder.
pub(super) fn canonical_folder(folder: &Path) -> Result<PathBuf, LoadError> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().map_err(|error| LoadError::from_io(folder, error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::OpenOptions;
    use std::io::Write as _;

    fn request_for(path: &Path) -> FileRequest<'_> {
        FileRequest { path, boundary: None, max_bytes: 8 }
    }

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        fs::write(&path, "12345678").unwrap();
        assert_eq!(request_for(&path).read().unwrap(), b"12345678");
        fs::write(&path, "123456789").unwrap();
        assert!(matches!(request_for(&path).read(), Err(LoadError::TooLarge { most: 8, .. })));
        // A sparse file of ten gigabytes is rejected by its size, without reading it.
        File::create(&path).unwrap().set_len(10 << 30).unwrap();
        assert!(matches!(request_for(&path).read(), Err(LoadError::TooLarge { .. })));
    }

    #[test]
    fn a_file_that_has_no_size_is_read_up_to_its_limit_all_the_same() {
        let error = request_for(Path::new("/proc/self/status")).read().unwrap_err();
        assert!(matches!(error, LoadError::TooLarge { .. } | LoadError::NotFound { .. }), "{error}");
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        fs::write(&path, "123").unwrap();
        let request = request_for(&path);
        let opened = request.open().unwrap();
        OpenOptions::new().append(true).open(&path).unwrap().write_all(b"4").unwrap();
        assert_eq!(opened.read(&request).unwrap(), None);
        assert_eq!(request.read().unwrap(), b"1234", "the next time it is as it is");
    }

    #[test]
    fn a_folder_that_becomes_a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let boundary = folder.path().canonicalize().unwrap();
        fs::create_dir_all(boundary.join("in/side")).unwrap();
        fs::write(boundary.join("in/side/a"), "").unwrap();
        assert!(open_below(&boundary, Path::new("in/side/a")).is_ok());
        fs::rename(boundary.join("in"), boundary.join("elsewhere")).unwrap();
        std::os::unix::fs::symlink(boundary.join("elsewhere"), boundary.join("in")).unwrap();
        assert!(open_below(&boundary, Path::new("in/side/a")).is_err());
        std::os::unix::fs::symlink("a", boundary.join("elsewhere/side/b")).unwrap();
        assert_eq!(open_below(&boundary, Path::new("elsewhere/side/b")).unwrap_err(), Errno::LOOP);
    }

    #[test]
    fn a_pipe_that_takes_the_place_of_a_file_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        rustix::fs::mkfifoat(rustix::fs::CWD, &path, Mode::RUSR).unwrap();
        let file = File::from(open(&path, OPEN_FLAGS, Mode::empty()).unwrap());
        assert!(!file.metadata().unwrap().is_file());
        assert!(matches!(request_for(&path).read(), Err(LoadError::NotRegular { .. })));
    }
}
