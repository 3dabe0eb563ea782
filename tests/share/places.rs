//! Where sockets lie, under which names, and for whom: what is in the way is told, and never removed unless it is ours and stale.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;
use std::sync::Barrier;
use std::thread;

use rustix::fs::FlockOperation;
use whosaid::share::{FollowEvent, PresentationFolders, ServerHandle, ServerOptions, ShareFollowers, discover};

use crate::host::{Host, Listening, state, us, welcome};

fn open(wish: &ServerOptions) -> Result<ServerHandle, String> {
    ServerHandle::open(wish, &welcome(), |_| {}).map_err(|error| error.to_string())
}

fn fault(wish: &ServerOptions) -> String {
    open(wish).unwrap_err()
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn names(folders: &PresentationFolders) -> Vec<String> {
    discover(folders).into_iter().map(|running| running.name).collect()
}

#[test]
fn without_a_group_nobody_else_can_enter_or_connect() {
    let host = Host::new();
    let speaker = open(&host.wish("talks")).unwrap();
    assert_eq!(mode(&host.ours()), 0o700);
    assert_eq!(mode(&host.ours().join("talks.sock")), 0o600);
    drop(speaker);
    set_mode(&host.ours(), 0o755);
    let _speaker = open(&host.wish("talks")).unwrap();
    assert_eq!(mode(&host.ours()), 0o700, "a folder of ours that is too open is closed");
}

#[test]
fn the_runtime_folder_is_used_if_it_is_kept_as_the_rule_has_it() {
    let host = Host::new();
    let runtime = tempfile::tempdir().unwrap();
    set_mode(runtime.path(), 0o700);
    let mut wish = host.wish("talks");
    wish.folders.runtime = Some(runtime.path().to_owned());
    let in_runtime = open(&wish).unwrap();
    assert_eq!(mode(&runtime.path().join("whosaid/talks.sock")), 0o600);
    assert_eq!(names(&wish.folders), ["talks"]);
    drop(in_runtime);
    set_mode(runtime.path(), 0o755);
    let _in_temp = open(&wish).unwrap();
    assert!(host.ours().join("talks.sock").exists(), "others can enter the runtime folder");
    wish.folders.runtime = Some("whosaid/relative".into());
    let _beside = open(&wish).unwrap();
    assert_eq!(names(&host.folders()), ["talks", "talks-2"]);
}

#[test]
fn a_folder_that_is_not_to_be_trusted_is_told_and_left_alone() {
    let host = Host::new();
    let ours = host.ours();
    let path = ours.display();
    let told = |wrong: &str| {
        format!(
            "{path}: {wrong}, so no presentation is opened there; have it removed, or set XDG_RUNTIME_DIR (for a group: TMPDIR) to another folder"
        )
    };
    fs::create_dir(&ours).unwrap();
    for (open, name) in [(0o770, "0770"), (0o707, "0707"), (0o1777, "1777")] {
        set_mode(&ours, open);
        let wrong = format!("open for writing to others than its owner (mode {name})");
        assert_eq!(fault(&host.wish("talks")), told(&wrong));
        assert_eq!(mode(&ours), open);
    }
    fs::remove_dir(&ours).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    symlink(elsewhere.path(), &ours).unwrap();
    assert_eq!(fault(&host.wish("talks")), told("a link"));
    fs::remove_file(&ours).unwrap();
    fs::write(&ours, "").unwrap();
    assert_eq!(fault(&host.wish("talks")), told("not a folder"));
    fs::remove_file(&ours).unwrap();
    set_mode(&host.folders().temp, 0o777);
    let wrong = "in a folder where anybody may put away what is another's (mode 0777, without the sticky bit)";
    assert_eq!(fault(&host.wish("talks")), told(wrong));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn what_is_another_users_is_told_and_left_alone() {
    if us() != 0 {
        eprintln!("skipped: only root can give a folder to another user");
        return;
    }
    let host = Host::new();
    fs::create_dir(host.ours()).unwrap();
    set_mode(&host.ours(), 0o700);
    let socket = host.ours().join("talks.sock");
    drop(UnixListener::bind(&socket).unwrap());
    chown(&socket, Some(54_321), None).unwrap();
    assert_eq!(
        fault(&host.wish("talks")),
        format!("{}: the socket of another user (user 54321); give the presentation another name", socket.display())
    );
    assert!(socket.exists());
    chown(host.ours(), Some(54_321), None).unwrap();
    assert!(fault(&host.wish("talks")).contains(": owned by user 54321, so no presentation is opened there; "));
}

#[test]
fn colleagues_find_and_join_what_is_for_their_group_and_nothing_else() {
    if us() != 0 {
        eprintln!("skipped: only root can be another user for a while");
        return;
    }
    let host = Host::new();
    let temp = host.folders().temp;
    set_mode(&temp, 0o1777);
    let (group, gid) = ("tty", nix::unistd::Group::from_name("tty").unwrap().unwrap().gid.as_raw());
    let _private = open(&host.wish("private")).unwrap();
    let _shared = open(&ServerOptions { group: Some(group.to_owned()), ..host.wish("shared") }).unwrap();
    // A folder of ours in name, which is another's, and one that others can write to.
    for (name, owner, mode) in [("whosaid-0-77777", 54_322, 0o755), ("whosaid-54322-1", 54_322, 0o777)] {
        let folder = temp.join(name);
        fs::create_dir(&folder).unwrap();
        let socket = UnixListener::bind(folder.join("forged.sock")).unwrap();
        set_mode(&folder.join("forged.sock"), 0o666);
        chown(folder.join("forged.sock"), Some(owner), None).unwrap();
        chown(&folder, Some(owner), None).unwrap();
        set_mode(&folder, mode);
        std::mem::forget(socket);
    }
    // Its socket is given to the owner of the folder, but root answers on it.
    let posed = temp.join("whosaid-54322-2");
    fs::create_dir(&posed).unwrap();
    let _poser = UnixListener::bind(posed.join("posed.sock")).unwrap();
    set_mode(&posed.join("posed.sock"), 0o666);
    chown(posed.join("posed.sock"), Some(54_322), None).unwrap();
    chown(&posed, Some(54_322), None).unwrap();
    assert_eq!(names(&host.folders()), ["private", "shared"]);
    let program = temp.join("colleague");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    set_mode(&program, 0o755);
    let as_another = |gid: u32| {
        let mut command = Command::new(&program);
        command.args(["places::as_a_colleague", "--exact", "--ignored", "--nocapture"]).current_dir("/");
        let output = command.env("COLLEAGUE_OF", &temp).uid(54_321).gid(gid).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    let colleague = as_another(gid);
    assert!(colleague.contains("joined [\"shared of root\"]"), "{colleague}");
    let stranger = as_another(54_321);
    assert!(stranger.contains("joined []"), "{stranger}");
}

/// What another user finds, who is started for it.
#[test]
#[ignore = "run by another test, as another user"]
fn as_a_colleague() {
    let Some(temp) = std::env::var_os("COLLEAGUE_OF") else { return };
    let folders = PresentationFolders { runtime: None, temp: temp.into() };
    let mut joined = Vec::new();
    for found in discover(&folders) {
        assert!(!found.is_ours);
        Listening::to(&found).until_welcome();
        joined.push(format!("{} of {}", found.name, found.owner));
    }
    eprintln!("joined {joined:?}");
    let wish = ServerOptions { name: "talks".to_owned(), folders, group: Some("root".to_owned()) };
    assert_eq!(
        fault(&wish),
        "you are not in the group `root`; `id -Gn` lists yours (a user who was added to a group must log in again)"
    );
}

#[test]
fn a_stale_socket_is_put_away_and_nothing_else() {
    let host = Host::new();
    drop(host.listener());
    let socket = host.ours().join("talks.sock");
    assert!(socket.exists());
    assert_eq!(names(&host.folders()), [] as [&str; 0], "nobody answers on it");
    let speaker = open(&host.wish("talks")).unwrap();
    assert_eq!(speaker.name(), "talks");
    assert_eq!(names(&host.folders()), ["talks"]);
    // Somebody has put another in its place meanwhile.
    fs::remove_file(&socket).unwrap();
    fs::write(&socket, "mine").unwrap();
    drop(speaker);
    assert_eq!(fs::read_to_string(&socket).unwrap(), "mine");
    assert_eq!(
        fault(&host.wish("talks")),
        format!("{}: not a socket; remove it, or give the presentation another name", socket.display())
    );
    assert_eq!(fs::read_to_string(&socket).unwrap(), "mine");
}

#[test]
fn a_name_in_use_is_counted_on() {
    let host = Host::new();
    let first = open(&host.wish("talks")).unwrap();
    let second = open(&host.wish("talks")).unwrap();
    let third = open(&host.wish("talks")).unwrap();
    assert_eq!([first.name(), second.name(), third.name()], ["talks", "talks-2", "talks-3"]);
    drop(second);
    assert_eq!(open(&host.wish("talks")).unwrap().name(), "talks-2");
    assert_eq!(names(&host.folders()), ["talks", "talks-3"]);
}

#[test]
fn those_who_start_at_the_same_moment_do_not_take_each_others_names() {
    for _ in 0..10 {
        let host = Host::new();
        drop(host.listener());
        let start = Barrier::new(8);
        let speakers: Vec<ServerHandle> = thread::scope(|scope| {
            let one = || {
                start.wait();
                open(&host.wish("talks")).unwrap()
            };
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(one)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let mut taken: Vec<&str> = speakers.iter().map(ServerHandle::name).collect();
        taken.sort_unstable();
        assert_eq!(taken, ["talks", "talks-2", "talks-3", "talks-4", "talks-5", "talks-6", "talks-7", "talks-8"]);
        assert_eq!(names(&host.folders()), taken, "each of them answers");
    }
}

#[test]
fn whoever_may_look_into_the_folder_keeps_nobody_from_starting() {
    let host = Host::new();
    drop(open(&host.wish("talks")).unwrap());
    // All that people of a group can do in a folder that is open to them.
    let held = fs::File::open(host.ours()).unwrap();
    rustix::fs::flock(&held, FlockOperation::NonBlockingLockExclusive).unwrap();
    let _speaker = open(&host.wish("talks")).unwrap();
    assert_eq!(names(&host.folders()), ["talks"]);
    assert_eq!(mode(&host.ours().join(".lock")), 0o600, "and what is locked they cannot open");
}

#[test]
fn where_the_folder_is_put_away_it_is_made_anew_and_whoever_follows_stays() {
    let host = Host::new();
    let (mut speaker, told) = host.speaker();
    let early = Listening::to(&host.running("talks"));
    early.until_welcome();
    assert!(speaker.is_open());
    fs::remove_dir_all(host.ours()).unwrap();
    assert!(!speaker.is_open());
    assert_eq!(names(&host.folders()), [] as [&str; 0]);
    speaker.reopen().unwrap();
    assert!(speaker.is_open());
    let late = Listening::to(&host.running("talks"));
    told.once(|told| told.last() == Some(&ShareFollowers { count: 2, too_small: 0 }));
    speaker.show(&state(1));
    for listening in [&early, &late] {
        listening.until_shown(1);
        assert!(!listening.heard.once(|_| true).iter().any(|heard| matches!(heard, FollowEvent::Lost(_))));
    }
    fs::remove_dir_all(host.ours()).unwrap();
    fs::write(host.ours(), "").unwrap();
    let told = speaker.reopen().unwrap_err();
    assert!(told.to_string().contains(&host.ours().display().to_string()), "{told}");
    assert!(!told.public_message().contains('/'), "{}", told.public_message());
    speaker.show(&state(2));
    early.until_shown(2);
}

#[test]
fn any_name_has_a_harmless_file() {
    let host = Host::new();
    let name = |name: &str| open(&host.wish(name)).unwrap().name().to_owned();
    assert_eq!(name("../../up\u{1b}[2J"), "up--2J");
    assert_eq!(name("مذاکرات"), "briefing");
    assert_eq!(name(&"x".repeat(5000)), "x".repeat(40));
    let mut deep = host.wish("talks");
    deep.folders.temp = host.folders().temp.join("y".repeat(80));
    fs::create_dir(&deep.folders.temp).unwrap();
    assert!(fault(&deep).ends_with(": too long a path for a socket; set XDG_RUNTIME_DIR to a shorter one"));
}

#[test]
fn nothing_is_presented_where_there_is_no_folder() {
    let nowhere = PresentationFolders { runtime: Some("/nonexistent/run".into()), temp: "/nonexistent/tmp".into() };
    assert_eq!(discover(&nowhere), []);
    let wish = ServerOptions { name: "talks".to_owned(), folders: nowhere, group: None };
    assert!(fault(&wish).starts_with("/nonexistent/tmp/whosaid-"));
}

#[test]
fn a_group_may_enter_and_connect_and_nobody_else() {
    let host = Host::new();
    let gid = rustix::process::getegid().as_raw();
    let Some(group) = nix::unistd::Group::from_gid(gid.into()).unwrap() else {
        eprintln!("skipped: our group has no name here");
        return;
    };
    let wish = ServerOptions { group: Some(group.name), ..host.wish("talks") };
    let _speaker = open(&wish).unwrap();
    let folder = host.folders().temp.join(format!("whosaid-{}-{gid}", us()));
    assert_eq!((mode(&folder), fs::metadata(&folder).unwrap().gid()), (0o750, gid));
    let socket = folder.join("talks.sock");
    assert_eq!((mode(&socket), fs::metadata(&socket).unwrap().gid()), (0o660, gid));
    let found = host.running("talks");
    assert!(found.is_ours);
    Listening::to(&found).until_welcome();
    let wish = ServerOptions { group: Some("no-such-group".to_owned()), ..host.wish("talks") };
    assert_eq!(fault(&wish), "no group `no-such-group` on this host; `getent group` lists them");
}
