//! Finds the presentations on this host that the user may join. It joins none, and changes nothing.

use std::fs::read_dir;
use std::path::{Path, PathBuf};

use rustix::fs::lstat;

use super::bind::SOCKET_EXTENSION;
use super::connect::{ConnectError, connect_to, is_socket};
use super::folder::{PresentationFolders, group_folder_owner};
use super::names::{self, effective_uid};
use super::permissions::is_trusted;

/// A presentation on this host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscoveredPresentation {
    /// Its name, as in [`ServerHandle::name`](super::ServerHandle::name): ASCII letters and digits, `-`, `_` and `.`.
    pub name: String,
    /// The name of the user who owns it, or `user` and the number of a user without a name.
    pub owner: String,
    /// Whether it belongs to the current user.
    pub is_ours: bool,
    /// The path of its socket.
    pub path: PathBuf,
    /// The user who must own the socket and answer on it.
    pub(super) uid: u32,
}

impl DiscoveredPresentation {
    /// Returns the name, with the owner before it if that is another user: `owner/name`.
    pub fn title(&self) -> String {
        if self.is_ours { self.name.clone() } else { format!("{}/{}", self.owner, self.name) }
    }
}

/// The most entries read of one folder; a folder of another user may have any number.
const MAX_ENTRIES: usize = 1000;

/// The longest name that a server gives to a presentation, in bytes.
const MAX_NAME_BYTES: usize = 64;

/// Returns the presentations presentations that the user may join: first the user's own, then those of others, sorted by owner and name.
///
/// Skips folders that anybody but the owner can write to, and sockets on which nobody answers.
pub fn discover(folders: &PresentationFolders) -> Vec<DiscoveredPresentation> {
    let ours = folders.own_folders().into_iter().map(|folder| (effective_uid(), folder));
    let mut presentations: Vec<DiscoveredPresentation> =
        ours.chain(group_folders(&folders.temp)).flat_map(|(owner, folder)| presentations_in(&folder, owner)).collect();
    presentations.sort_by(|a, b| (!a.is_ours, &a.owner, &a.name).cmp(&(!b.is_ours, &b.owner, &b.name)));
    presentations
}

/// Returns the group folders, each with the user id in its name.
fn group_folders(temp: &Path) -> Vec<(u32, PathBuf)> {
    let owned = |entry: std::io::Result<std::fs::DirEntry>| {
        let entry = entry.ok()?;
        Some((group_folder_owner(entry.file_name().to_str()?)?, entry.path()))
    };
    read_dir(temp).map_or_else(|_| Vec::new(), |entries| entries.filter_map(owned).collect())
}

fn presentations_in(folder: &Path, owner: u32) -> Vec<DiscoveredPresentation> {
    if !is_trusted(folder, owner) {
        return Vec::new();
    }
    let Ok(entries) = read_dir(folder) else { return Vec::new() };
    let paths = entries.take(MAX_ENTRIES).filter_map(|entry| Some(entry.ok()?.path()));
    paths.filter_map(|path| DiscoveredPresentation::from_socket(path, owner)).collect()
}

impl DiscoveredPresentation {
    fn from_socket(path: PathBuf, uid: u32) -> Option<Self> {
        let name = path.file_name()?.to_str()?.strip_suffix(SOCKET_EXTENSION)?.to_owned();
        let is_valid_name = names::file_name(&name, MAX_NAME_BYTES) == name;
        let answers = || match connect_to(&path, uid) {
            Ok(_) | Err(ConnectError::Busy) => true,
            Err(ConnectError::Absent | ConnectError::Stale | ConnectError::WrongOwner | ConnectError::Other(_)) => {
                false
            }
        };
        let is_presentation = is_valid_name && lstat(&path).is_ok_and(|stat| is_socket(&stat)) && answers();
        is_presentation.then(|| Self { name, owner: names::user_name(uid), is_ours: uid == effective_uid(), path, uid })
    }
}
