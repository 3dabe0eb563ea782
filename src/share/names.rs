//! Looks up users and groups, and turns names of presentations into file names. It changes nothing.

use nix::unistd::{Gid, Group, Uid, User};
use rustix::process::{getegid, geteuid, getgroups};

use super::error::ShareError;
use crate::text::sanitize::sanitize;

/// The file name of a presentation whose own name has no usable character.
const DEFAULT_NAME: &str = "briefing";

/// Returns the user id that owns the files of this process.
pub(super) fn effective_uid() -> u32 {
    geteuid().as_raw()
}

/// Returns the name of a user, or `user` and the number if there is none.
pub(super) fn user_name(uid: u32) -> String {
    let user = User::from_uid(Uid::from_raw(uid)).ok().flatten();
    user.map_or_else(|| format!("user {uid}"), |user| sanitize(&user.name))
}

/// Returns the id of a group that the user is in; root may use any group.
pub(super) fn group_id(name: &str) -> Result<u32, ShareError> {
    let group = Group::from_name(name).ok().flatten();
    let Some(Group { gid, .. }) = group else { return Err(ShareError::NoGroup { name: name.to_owned() }) };
    let ours = getgroups().unwrap_or_default().into_iter().chain([getegid()]);
    let is_ours = effective_uid() == 0 || ours.into_iter().any(|ours| Gid::from_raw(ours.as_raw()) == gid);
    if is_ours { Ok(gid.as_raw()) } else { Err(ShareError::NotInGroup { name: name.to_owned() }) }
}

/// Turns a name into a file name of at most `max_bytes` bytes: ASCII letters and digits, `-`, `_` and `.`, without a leading dot.
///
/// A valid file name is not changed.
pub(super) fn file_name(name: &str, max_bytes: usize) -> String {
    let is_kept = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.');
    let kept: String = name.chars().map(|char| if is_kept(char) { char } else { '-' }).collect();
    let kept = kept.trim_matches(['.', '-']);
    let kept = kept[..kept.len().min(max_bytes)].trim_end_matches(['.', '-']);
    if kept.is_empty() { DEFAULT_NAME.chars().take(max_bytes).collect() } else { kept.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_becomes_one_of_a_file() {
        assert_eq!(file_name("kp-kabul-talks", 40), "kp-kabul-talks");
        assert_eq!(file_name("../../etc/passwd", 40), "etc-passwd");
        assert_eq!(file_name(".hidden\u{1b}[31m\n", 40), "hidden--31m");
        assert_eq!(file_name("مذاکرات", 40), "briefing");
        assert_eq!(file_name("a-very-long-name", 7), "a-very");
        assert_eq!(file_name("", 40), "briefing");
    }

    #[test]
    fn a_missing_group_is_an_error() {
        let message = group_id("no such\u{1b}group").unwrap_err().to_string();
        assert_eq!(message, "no group `no such␛group` on this host; `getent group` lists them");
    }

    proptest! {
        #[test]
        fn any_name_becomes_a_harmless_one_that_stays(name in "\\PC{0,30}|[\\x00-\\x7f]{0,30}", max_bytes in 1_usize..40) {
            let file = file_name(&name, max_bytes);
            prop_assert!(!file.is_empty() && file.len() <= max_bytes && !file.starts_with('.'));
            prop_assert!(file.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)));
            prop_assert_eq!(file_name(&file, 40), file);
        }
    }
}
