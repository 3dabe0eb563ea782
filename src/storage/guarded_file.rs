//! Replaces a file that others may change at any time, and only below one folder: it writes nothing if the file is not as it was read, or
//! lies elsewhere.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process;

use rustix::fs::{AtFlags, Mode, OFlags, open, openat, renameat, unlinkat};
use thiserror::Error;

use super::atomic_file::copy_owner_and_mode;

/// Why a file was not replaced. It is as it was before.
#[derive(Debug, Error)]
pub enum ReplaceError {
    #[error("{}: it lies outside of the folder {}, so nothing was written", path.display(), folder.display())]
    Outside { path: PathBuf, folder: PathBuf },
    #[error("{}: not a regular file, so nothing was written", path.display())]
    NotAFile { path: PathBuf },
    #[error("{}: somebody has changed the file at this moment, so nothing was written; do it again", path.display())]
    Changed { path: PathBuf },
    #[error("{}: nothing was written: {error}", path.display())]
    Other { path: PathBuf, error: io::Error },
}

/// Puts `after` in place of the content of the file at `path`, if it is `before` and lies in `folder` or below.
///
/// A link to a file in the folder stays, and its target is replaced. The file keeps its mode, and its owner and group if the system allows.
/// The new content is on disk when this returns. No part of the path may become a link meanwhile: the folders on the way are opened one by
/// one, and all that follows happens in the last one of them. The file is compared once more directly before the rename; a change by
/// somebody else between these two system calls would be lost.
///
/// # Errors
/// When the file lies elsewhere, is not as expected, or cannot be written.
pub fn replace_file(folder: &Path, path: &Path, before: &[u8], after: &[u8]) -> Result<(), ReplaceError> {
    let failed = |error| ReplaceError::Other { path: path.to_owned(), error };
    let outside = || ReplaceError::Outside { path: path.to_owned(), folder: folder.to_owned() };
    let root = canonical(folder).map_err(failed)?;
    let target = path.canonicalize().map_err(failed)?;
    let below = target.strip_prefix(&root).map_err(|_| outside())?;
    let name = below.file_name().ok_or_else(outside)?;
    let place = FilePlace { folder: open_folder(&root, below.parent()).map_err(failed)?, name: name.to_owned() };
    let (current, file) = place.read(before.len()).map_err(failed)?;
    let data = file.metadata().map_err(failed)?;
    if !data.is_file() {
        return Err(ReplaceError::NotAFile { path: path.to_owned() });
    }
    let changed = || ReplaceError::Changed { path: path.to_owned() };
    if current != before {
        return Err(changed());
    }
    // A file that nobody may write is not replaced either, although its folder would allow it.
    place.open(OFlags::WRONLY).map_err(failed)?;
    let temp = place.temp_name();
    let written = place.write_temp(&temp, after, |file| copy_owner_and_mode(file, &data));
    let replaced = written.map_err(failed).and_then(|()| {
        let (now, file) = place.read(before.len()).map_err(failed)?;
        let is_same = file.metadata().is_ok_and(|now| (now.dev(), now.ino()) == (data.dev(), data.ino()));
        if now != before || !is_same {
            return Err(changed());
        }
        renameat(&place.folder, &temp, &place.folder, name).map_err(|error| failed(error.into()))
    });
    if replaced.is_err() {
        let _ = unlinkat(&place.folder, &temp, AtFlags::empty());
    } else {
        // The file is there in any case; after a crash of the machine, this makes it the new one.
        let _ = rustix::fs::fsync(&place.folder);
    }
    replaced
}

/// A name in an open folder.
struct FilePlace {
    folder: OwnedFd,
    name: OsString,
}

impl FilePlace {
    fn open(&self, access: OFlags) -> io::Result<File> {
        let flags = access | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        Ok(File::from(openat(&self.folder, &self.name, flags, Mode::empty())?))
    }

    /// Reads at most one byte more than `expected`, which is enough to tell that the file is another.
    fn read(&self, expected: usize) -> io::Result<(Vec<u8>, File)> {
        let file = self.open(OFlags::RDONLY)?;
        let mut bytes = Vec::with_capacity(expected + 1);
        if file.metadata()?.is_file() {
            (&file).take(expected as u64 + 1).read_to_end(&mut bytes)?;
        }
        Ok((bytes, file))
    }

    /// A hidden name beside the file that contains the process id, and does not end as files of a brief do.
    fn temp_name(&self) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(format!(".{}", process::id()));
        name
    }

    /// Writes a new private file, gives it its final mode, and syncs it. What a killed process left under its name is unlinked.
    fn write_temp(&self, temp: &OsStr, bytes: &[u8], set_mode: impl FnOnce(&File) -> io::Result<()>) -> io::Result<()> {
        let _ = unlinkat(&self.folder, temp, AtFlags::empty());
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mut file = File::from(openat(&self.folder, temp, flags, Mode::RUSR | Mode::WUSR)?);
        file.write_all(bytes)?;
        set_mode(&file)?;
        file.sync_all()
    }
}

fn canonical(folder: &Path) -> io::Result<PathBuf> {
    if folder.as_os_str().is_empty() { Path::new(".").canonicalize() } else { folder.canonicalize() }
}

/// Opens the folders from `root` downwards. None of them may have become a link.
fn open_folder(root: &Path, below: Option<&Path>) -> io::Result<OwnedFd> {
    let flags = OFlags::DIRECTORY | OFlags::RDONLY | OFlags::CLOEXEC;
    let mut folder = open(root, flags, Mode::empty())?;
    for part in below.into_iter().flat_map(Path::iter) {
        folder = openat(&folder, part, flags | OFlags::NOFOLLOW, Mode::empty())?;
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn folder_with(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("brief/articles")).unwrap();
        fs::write(folder.path().join("brief/a.toml"), text).unwrap();
        fs::write(folder.path().join("other.toml"), text).unwrap();
        let brief = folder.path().join("brief");
        (folder, brief)
    }

    fn names(folder: &Path) -> Vec<OsString> {
        let mut names: Vec<OsString> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_as_long_as_it_is_the_one_that_was_read() {
        let (_folder, brief) = folder_with("one");
        let path = brief.join("a.toml");
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        fs::write(brief.join(format!(".a.toml.{}", process::id())), "left by a killed process").unwrap();
        replace_file(&brief, &path, b"one", b"two").unwrap();
        for (expected, now) in [("one", "two"), ("tw", "two"), ("two ", "two")] {
            let error = replace_file(&brief, &path, expected.as_bytes(), b"three").unwrap_err();
            assert!(matches!(error, ReplaceError::Changed { .. }), "{error}");
            assert_eq!(fs::read_to_string(&path).unwrap(), now);
        }
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o7777, 0o640);
        assert_eq!(names(&brief), ["a.toml", "articles"]);
    }

    #[test]
    fn a_link_inside_is_written_through_and_one_that_leads_out_is_not() {
        let (folder, brief) = folder_with("one");
        symlink("../a.toml", brief.join("articles/link.toml")).unwrap();
        symlink("../other.toml", brief.join("out.toml")).unwrap();
        symlink("..", brief.join("up")).unwrap();
        replace_file(&brief, &brief.join("articles/link.toml"), b"one", b"two").unwrap();
        assert_eq!(fs::read(brief.join("a.toml")).unwrap(), b"two");
        assert!(brief.join("articles/link.toml").symlink_metadata().unwrap().is_symlink());
        for outside in ["out.toml", "up/other.toml", "../other.toml", ".."] {
            let error = replace_file(&brief, &brief.join(outside), b"one", b"two").unwrap_err();
            assert!(matches!(error, ReplaceError::Outside { .. }), "{outside}: {error}");
        }
        assert_eq!(fs::read(folder.path().join("other.toml")).unwrap(), b"one");
    }

    #[test]
    fn what_is_no_file_is_left_alone() {
        let (_folder, brief) = folder_with("one");
        rustix::fs::mkfifoat(rustix::fs::CWD, brief.join("pipe.toml"), Mode::RUSR | Mode::WUSR).unwrap();
        for name in ["articles", "pipe.toml"] {
            let error = replace_file(&brief, &brief.join(name), b"", b"two").unwrap_err();
            assert!(matches!(error, ReplaceError::NotAFile { .. }), "{error}");
        }
        let error = replace_file(&brief, &brief.join("none.toml"), b"", b"two").unwrap_err();
        assert!(matches!(error, ReplaceError::Other { .. }), "{error}");
        assert_eq!(names(&brief), ["a.toml", "articles", "pipe.toml"]);
    }

    #[test]
    fn a_folder_that_has_become_a_link_is_not_followed() {
        let (folder, brief) = folder_with("one");
        fs::write(brief.join("articles/b.toml"), "one").unwrap();
        let root = brief.canonicalize().unwrap();
        fs::rename(brief.join("articles"), folder.path().join("elsewhere")).unwrap();
        symlink(folder.path().join("elsewhere"), brief.join("articles")).unwrap();
        assert!(open_folder(&root, Some(Path::new("articles"))).is_err());
        assert!(replace_file(&brief, &brief.join("articles/b.toml"), b"one", b"two").is_err());
        assert_eq!(fs::read(folder.path().join("elsewhere/b.toml")).unwrap(), b"one");
    }

    #[test]
    fn a_file_or_folder_that_may_not_be_written_stays() {
        let (_folder, brief) = folder_with("one");
        let path = brief.join("a.toml");
        if rustix::process::geteuid().is_root() {
            // Nothing is read-only for root.
            return;
        }
        fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
        assert!(replace_file(&brief, &path, b"one", b"two").is_err());
        fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        fs::set_permissions(&brief, Permissions::from_mode(0o555)).unwrap();
        assert!(replace_file(&brief, &path, b"one", b"two").is_err());
        fs::set_permissions(&brief, Permissions::from_mode(0o755)).unwrap();
        assert_eq!((fs::read(&path).unwrap(), names(&brief).len()), (b"one".to_vec(), 2));
    }
}
