//! A presentation for a group, with accounts of its own for the speaker, a member of the group and an outsider.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::present::{PRESENT, go_to, is_at, number, speaker};
use crate::pty::{Start, Terminal, built, last_line};

/// The name of an account or group that `.ci/attack` has made.
pub(super) fn account(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set: run .ci/attack as root"))
}

/// A folder in which every account finds the program and its temporary files.
pub(super) struct Shared {
    folder: TempDir,
}

impl Shared {
    pub(super) fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("w").tempdir().unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        let shared = Self { folder };
        fs::create_dir(shared.temp()).unwrap();
        fs::set_permissions(shared.temp(), Permissions::from_mode(0o1777)).unwrap();
        fs::copy(env!("CARGO_BIN_EXE_whosaid"), shared.binary()).unwrap();
        fs::set_permissions(shared.binary(), Permissions::from_mode(0o755)).unwrap();
        shared
    }

    pub(super) fn binary(&self) -> PathBuf {
        self.folder.path().join("whosaid")
    }

    fn temp(&self) -> PathBuf {
        self.folder.path().join("tmp")
    }

    /// The words, run by an account.
    fn run(&self, account: &str, words: &[&str]) -> Start {
        let identity = ["--reuid", account, "--regid", account, "--init-groups"];
        let start = built("setpriv", &[&identity[..], words].concat());
        give(start.home.path(), account);
        start.with("TMPDIR", self.temp().to_str().unwrap())
    }

    fn whosaid(&self, account: &str, words: &[&str]) -> Start {
        self.run(account, &[&[self.binary().to_str().unwrap()], words].concat()).sized(100, 30)
    }

    /// The one socket for a group.
    fn socket(&self) -> PathBuf {
        let folders = fs::read_dir(self.temp()).unwrap().map(|entry| entry.unwrap().path());
        let sockets: Vec<PathBuf> = folders
            .flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()))
            .filter(|path| path.extension().is_some_and(|ending| ending == "sock"))
            .collect();
        let [socket] = sockets.as_slice() else { panic!("{sockets:?}") };
        socket.clone()
    }
}

/// Gives a folder and what is in it to an account.
pub(super) fn give(folder: &Path, account: &str) {
    let user = nix::unistd::User::from_name(account).unwrap().unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        chown(entry.unwrap().path(), Some(user.uid.as_raw()), Some(user.gid.as_raw())).unwrap();
    }
    chown(folder, Some(user.uid.as_raw()), Some(user.gid.as_raw())).unwrap();
}

fn follower(shared: &Shared, account: &str) -> Terminal {
    let mut terminal = shared.whosaid(account, &["follow"]).open();
    terminal.wait("a card, live", |screen| number(screen).is_some() && last_line(screen).contains("following"));
    terminal
}

/// Whether a shell of an account does it.
fn does(account: &str, lines: &str) -> bool {
    let identity = ["--reuid", account, "--regid", account, "--init-groups"];
    let mut command = Command::new("setpriv");
    command.args(identity).args(["sh", "-c", lines]).current_dir("/").stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
}

#[test]
#[ignore = "needs accounts; .ci/attack runs it"]
fn a_member_of_the_group_follows_and_harms_nothing_and_an_outsider_is_refused() {
    let (group, member, outsider) = (account("WHOSAID_GROUP"), account("WHOSAID_MEMBER"), account("WHOSAID_OUTSIDER"));
    let shared = Shared::new();
    let words = [&PRESENT[..], &["--group", &group]].concat();
    let presenting = shared.whosaid(&account("WHOSAID_SPEAKER"), &words);
    let mut presenter = speaker(&presenting);
    let socket = shared.socket();
    let folder = socket.parent().unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o7777;
    assert_eq!((mode(folder), mode(&socket)), (0o750, 0o660));

    let mut following = follower(&shared, &member);
    go_to(&mut presenter, 9);
    following.wait("the card of the speaker", is_at(9));

    let mut refused = shared.whosaid(&outsider, &["follow"]).open();
    assert_eq!(refused.end().exit_code(), 2);
    let said = refused.screen.screen().contents();
    assert!(said.contains("nobody presents on this host"), "{said}");
    let (inside, path) = (folder.display(), socket.display());
    assert!(does(&member, &format!("ls {inside} && stat {path}")), "what an outsider may not, a member may");
    for attempt in [format!("ls {inside}"), format!("stat {path}"), format!("cat {inside}/.lock")] {
        assert!(!does(&outsider, &attempt), "{attempt}");
    }
    // A member may look into the folder, and change nothing.
    let attempts = [
        format!("rm -f {path}"),
        format!("mv {path} {path}.gone"),
        format!("ln -sf /dev/null {path}"),
        format!("touch {inside}/forged.sock"),
        format!("mkdir {inside}/folder"),
        format!("chmod 777 {path}"),
        format!("flock --nonblock {inside}/.lock true"),
        format!("rm -rf {inside}"),
        format!("mv {inside} {inside}.gone"),
    ];
    for attempt in &attempts {
        for account in [&member, &outsider] {
            assert!(!does(account, attempt), "{account}: {attempt}");
        }
        assert_eq!((mode(folder), mode(&socket), shared.socket()), (0o750, 0o660, socket.clone()), "{attempt}");
    }
    go_to(&mut presenter, 12);
    following.wait("the card of the speaker", is_at(12));
    follower(&shared, &member).send("\x03");

    // A member who locks the folder itself keeps nobody from presenting.
    let locked = shared.run(&member, &["flock", folder.to_str().unwrap(), "sh", "-c", "echo locked; read line"]);
    let mut locked = locked.open();
    locked.wait_for("locked");
    let mut second = speaker(&shared.whosaid(&account("WHOSAID_SPEAKER"), &words));
    second.send("\x03\x03");
    assert_eq!(second.end().exit_code(), 0);
    locked.send("\n");
    presenter.send("q");
    presenter.wait_for("once more");
    presenter.send("q");
    assert_eq!(presenter.end().exit_code(), 0);
    following.wait_for("the speaker has left");
    assert!(!socket.exists());
}
