//! Checks that only its owner can put files into a folder. It changes nothing.

use std::path::Path;

use rustix::fs::{FileType, Stat, lstat};

use super::error::UnsafeFolder;
use super::names;

/// Returns what is wrong with a folder that should belong to `owner`.
///
/// `mode` is `st_mode` of stat(2), with the type of the file; `owned_by` is `st_uid`.
pub(super) fn check_mode(mode: u32, owned_by: u32, owner: u32) -> Option<UnsafeFolder> {
    let others_write = 0o022;
    let kind = FileType::from_raw_mode(mode);
    if kind == FileType::Symlink {
        Some(UnsafeFolder::Link)
    } else if kind != FileType::Directory {
        Some(UnsafeFolder::NotAFolder)
    } else if owned_by != owner {
        Some(UnsafeFolder::Owner(names::user_name(owned_by)))
    } else {
        (mode & others_write != 0).then_some(UnsafeFolder::Writable(mode & 0o7777))
    }
}

pub(super) fn check_stat(stat: &Stat, owner: u32) -> Option<UnsafeFolder> {
    check_mode(stat.st_mode, stat.st_uid, owner)
}

/// Returns what is wrong with a parent folder: everybody may write to it, and it has no sticky bit.
pub(super) fn check_parent(mode: u32) -> Option<UnsafeFolder> {
    (mode & 0o1002 == 0o0002).then_some(UnsafeFolder::Parent(mode & 0o7777))
}

/// Whether `path` is a folder of `owner` that nobody else can write to. A link is not followed.
pub(super) fn is_trusted(path: &Path, owner: u32) -> bool {
    lstat(path).is_ok_and(|stat| check_stat(&stat, owner).is_none())
}

/// Whether `path` is a folder of `owner` with mode 0700. A link is not followed.
pub(super) fn is_private(path: &Path, owner: u32) -> bool {
    lstat(path).is_ok_and(|stat| check_stat(&stat, owner).is_none() && stat.st_mode & 0o777 == 0o700)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOLDER: u32 = 0o040_000;

    #[test]
    fn only_a_folder_of_its_owner_that_nobody_else_writes_to_is_trusted() {
        for mode in [0o700, 0o750, 0o755, 0o2750] {
            assert_eq!(check_mode(FOLDER | mode, 7, 7), None);
        }
        assert_eq!(check_mode(FOLDER | 0o770, 7, 7), Some(UnsafeFolder::Writable(0o770)));
        assert_eq!(check_mode(FOLDER | 0o1777, 7, 7), Some(UnsafeFolder::Writable(0o1777)));
        assert_eq!(check_mode(FOLDER | 0o702, 7, 7), Some(UnsafeFolder::Writable(0o702)));
        assert!(matches!(check_mode(FOLDER | 0o700, 8, 7), Some(UnsafeFolder::Owner(_))));
        assert_eq!(check_mode(0o120_777, 7, 7), Some(UnsafeFolder::Link));
        assert_eq!(check_mode(0o100_600, 7, 7), Some(UnsafeFolder::NotAFolder));
        assert_eq!(check_mode(0o140_600, 7, 7), Some(UnsafeFolder::NotAFolder));
        assert_eq!(check_parent(FOLDER | 0o1777), None);
        assert_eq!(check_parent(FOLDER | 0o775), None);
        assert_eq!(check_parent(FOLDER | 0o777), Some(UnsafeFolder::Parent(0o777)));
    }
}
