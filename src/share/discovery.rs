//! The presentations on this host that we may join. It joins none, and changes nothing.

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
    /// As [`Speaker::name`](super::Speaker::name) tells it: letters and digits of ASCII, `-`, `_` and `.`.
    pub name: String,
    /// The user whose it is, by name or, where there is none, by number.
    pub owner: String,
    /// Whether that is ourselves.
    pub is_ours: bool,
    /// Its socket.
    pub path: PathBuf,
    /// Who owns that, and must answer on it.
    pub(super) uid: u32,
}

impl DiscoveredPresentation {
    /// What it is called here: its name, behind that of its owner where that is somebody else.
    pub fn title(&self) -> String {
        if self.is_ours { self.name.clone() } else { format!("{}/{}", self.owner, self.name) }
    }
}

/// So many entries of a folder are looked at: another's may hold any number.
const MAX_ENTRIES: usize = 1000;

/// The longest name that is one of ours.
const MAX_NAME_BYTES: usize = 64;

/// The presentations that run on this host and that we may join: ours, then those of others that are open to a group of ours; each by name.
///
/// What lies in a folder that others than its owner can write to, and what nobody answers on, is left out.
pub fn discover(folders: &PresentationFolders) -> Vec<DiscoveredPresentation> {
    let ours = folders.own_folders().into_iter().map(|folder| (effective_uid(), folder));
    let mut running: Vec<DiscoveredPresentation> =
        ours.chain(group_folders(&folders.temp)).flat_map(|(owner, folder)| presentations_in(&folder, owner)).collect();
    running.sort_by(|a, b| (!a.is_ours, &a.owner, &a.name).cmp(&(!b.is_ours, &b.owner, &b.name)));
    running
}

/// The folders for groups, each with whose it is by its name.
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
        let is_ours_to_make = names::file_name(&name, MAX_NAME_BYTES) == name;
        let is_running = || match connect_to(&path, uid) {
            Ok(_) | Err(ConnectError::Busy) => true,
            Err(ConnectError::Absent | ConnectError::Stale | ConnectError::WrongOwner | ConnectError::Other(_)) => {
                false
            }
        };
        let is_there = is_ours_to_make && lstat(&path).is_ok_and(|stat| is_socket(&stat)) && is_running();
        is_there.then(|| Self { name, owner: names::user_name(uid), is_ours: uid == effective_uid(), path, uid })
    }
}
