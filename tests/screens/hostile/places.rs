//! Folders that are laid out to harm: pipes, sockets, devices, links, what may not be read, what grows, names that command.

use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rustix::fs::{CWD, Mode, mkfifoat};
use tempfile::TempDir;
use whosaid::format::limits;
use whosaid::loader::{BriefFiles, LoadError, PathContents, TextFile, TextFolders, find, read_text};

use super::eye;

const BRIEF: &str =
    "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n";

fn brief_in(home: &Path) -> std::path::PathBuf {
    let folder = home.join("b");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("brief.toml"), BRIEF).unwrap();
    folder
}

/// What is said of a brief or a library, without the path of the folder that it is in.
fn told(path: &Path, home: &Path) -> String {
    let told = match find(path) {
        Ok(PathContents::Brief(files)) if !files.unreadable.is_empty() => unreadable(&files),
        Ok(PathContents::Brief(files)) => {
            files.files.iter().map(|file| file.name.clone()).collect::<Vec<_>>().join("\n")
        }
        Ok(PathContents::Library(entries)) => {
            let read = entries.iter().map(|entry| match entry.read() {
                Ok(files) if !files.unreadable.is_empty() => unreadable(&files),
                Ok(files) => format!("{}: {} files", entry.path.display(), files.files.len()),
                Err(error) => error.to_string(),
            });
            read.collect::<Vec<_>>().join("\n")
        }
        Err(error) => error.to_string(),
    };
    told.replace(&home.display().to_string(), "")
}

/// Why files of a brief cannot be read, one a line.
fn unreadable(files: &BriefFiles) -> String {
    files.unreadable.iter().map(|(_, error)| error.to_string()).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_no_regular_file_is_refused_and_not_waited_for() {
    let home = TempDir::new().unwrap();
    let folder = brief_in(home.path());
    mkfifoat(CWD, folder.join("pipe.toml"), Mode::RUSR | Mode::WUSR).unwrap();
    let _socket = UnixListener::bind(folder.join("socket.toml")).unwrap();
    insta::assert_snapshot!(told(&folder, home.path()), @r"
    /b/pipe.toml: neither a regular file nor a folder, so it was not opened
    /b/socket.toml: neither a regular file nor a folder, so it was not opened
    ");
    symlink("/dev/zero", folder.join("zero.toml")).unwrap();
    symlink("pipe.toml", folder.join("to-pipe.toml")).unwrap();
    insta::assert_snapshot!(told(&folder, home.path()), @r"
    /b/pipe.toml: neither a regular file nor a folder, so it was not opened
    /b/socket.toml: neither a regular file nor a folder, so it was not opened
    /b/zero.toml: a link that leads out of its folder, so it was not followed
    ");
    for name in ["pipe.toml", "socket.toml", "zero.toml"] {
        let error = find(&folder.join(name)).unwrap_err();
        assert!(matches!(error, LoadError::NotRegular { .. }), "{error}");
    }
    let told = |file| read_text(TextFolders { root: Some(&folder), ..TextFolders::default() }, file);
    assert_eq!(told("pipe.toml"), TextFile::Unreadable("not a regular file".to_owned()));
    assert_eq!(told("socket.toml"), TextFile::Unreadable("not a regular file".to_owned()));
}

#[test]
fn links_lead_nowhere_else_and_never_round() {
    let home = TempDir::new().unwrap();
    let folder = brief_in(home.path());
    fs::write(home.path().join("secret.toml"), BRIEF).unwrap();
    symlink("loop.toml", folder.join("loop.toml")).unwrap();
    symlink("two.toml", folder.join("one.toml")).unwrap();
    symlink("one.toml", folder.join("two.toml")).unwrap();
    symlink("../secret.toml", folder.join("out.toml")).unwrap();
    symlink("nothing.toml", folder.join("dangling.toml")).unwrap();
    symlink(".", folder.join("round")).unwrap();
    symlink("..", folder.join("up")).unwrap();
    insta::assert_snapshot!(told(&folder, home.path()), @r"
    /b/dangling.toml: no such file or folder
    /b/loop.toml: a link that leads back to itself
    /b/one.toml: a link that leads back to itself
    /b/out.toml: a link that leads out of its folder, so it was not followed
    /b/two.toml: a link that leads back to itself
    ");
}

#[test]
fn a_main_file_or_shared_actors_that_lead_out_are_not_read() {
    let home = TempDir::new().unwrap();
    fs::write(home.path().join("secret"), BRIEF).unwrap();
    let main = home.path().join("main");
    fs::create_dir(&main).unwrap();
    symlink("../secret", main.join("brief.toml")).unwrap();
    insta::assert_snapshot!(told(&main, home.path()), @r"/main/brief.toml: a link that leads out of its folder, so it was not followed");
    let library = home.path().join("library");
    fs::create_dir(&library).unwrap();
    brief_in(&library);
    symlink("../secret", library.join("actors.toml")).unwrap();
    symlink("../secret", library.join("single.toml")).unwrap();
    insta::assert_snapshot!(told(&library, home.path()), @r"
    /library/actors.toml: a link that leads out of its folder, so it was not followed
    /library/single.toml: a link that leads out of its folder, so it was not followed
    /library/actors.toml: a link that leads out of its folder, so it was not followed
    ");
    insta::assert_snapshot!(told(&library.join("b"), home.path()), @r"/library/actors.toml: a link that leads out of its folder, so it was not followed");
}

#[test]
fn what_may_not_be_read_is_told() {
    let home = TempDir::new().unwrap();
    let folder = brief_in(home.path());
    fs::create_dir(folder.join("shut")).unwrap();
    fs::write(folder.join("shut.toml"), "").unwrap();
    for name in ["shut", "shut.toml"] {
        fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    // Root reads everything.
    if File::open(folder.join("shut.toml")).is_err() {
        let told = told(&folder, home.path());
        let mut lines: Vec<&str> = told.lines().collect();
        lines.sort_unstable();
        assert_eq!(lines, ["/b/shut.toml: permission denied", "/b/shut: permission denied"]);
    }
    fs::set_permissions(folder.join("shut"), fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn names_that_command_are_told_harmlessly() {
    let home = TempDir::new().unwrap();
    let names: [&[u8]; 5] =
        [b"esc\x1b[2J", b"line\nfeed", "bidi\u{202e}x".as_bytes(), b"no\xff\xfeutf8", "z\u{200b}".as_bytes()];
    let folder = brief_in(home.path());
    for name in names {
        let mut file = folder.join(std::ffi::OsStr::from_bytes(name)).into_os_string();
        file.push(".toml");
        fs::write(&file, b"\xff").unwrap();
    }
    let told = told(&folder, home.path());
    eye::look("names", &told);
    insta::assert_snapshot!(told, @r"
    /b/bidi%E2%80%AEx.toml:1:1: not UTF-8; save the file as UTF-8
    /b/esc%1B[2J.toml:1:1: not UTF-8; save the file as UTF-8
    /b/line%0Afeed.toml:1:1: not UTF-8; save the file as UTF-8
    /b/no%FF%FEutf8.toml:1:1: not UTF-8; save the file as UTF-8
    /b/z%E2%80%8B.toml:1:1: not UTF-8; save the file as UTF-8
    ");
}

#[test]
fn a_file_that_never_rests_is_told_and_one_that_does_is_read() {
    let home = TempDir::new().unwrap();
    let folder = brief_in(home.path());
    let path = folder.join("growing.toml");
    let mut file = File::create(&path).unwrap();
    file.write_all("# x\n".repeat(1 << 20).as_bytes()).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                file.write_all(b"#\n").unwrap();
                file.flush().unwrap();
            }
        });
        // Each reading takes longer than it takes to write to the file.
        let mut errors = (0..500).filter_map(|_| match find(&folder) {
            Ok(PathContents::Brief(files)) => files.unreadable.into_iter().next().map(|(_, error)| error),
            found => panic!("{found:?}"),
        });
        let error = errors.next();
        done.store(true, Ordering::Relaxed);
        let error = error.expect("one of many readings is disturbed three times").to_string();
        assert!(
            error.ends_with("it changed while it was read, again and again; read it when it is at rest"),
            "{error}"
        );
    });
    assert!(find(&folder).is_ok());
}

#[test]
fn a_file_and_a_text_may_be_so_large_and_no_larger() {
    let home = TempDir::new().unwrap();
    let folder = brief_in(home.path());
    let sized = |name: &str, size: usize| {
        let file = File::create(folder.join(name)).unwrap();
        file.set_len(u64::try_from(size).unwrap()).unwrap();
    };
    sized("a.toml", limits::FILE + 1);
    sized("b.toml", 10 << 30);
    insta::assert_snapshot!(told(&folder, home.path()), @r"
    /b/a.toml: larger than 64 MiB, the most that is read of it, so nothing of it was; make several of it
    /b/b.toml: larger than 64 MiB, the most that is read of it, so nothing of it was; make several of it
    ");
    sized("a.toml", limits::FILE);
    fs::remove_file(folder.join("b.toml")).unwrap();
    assert!(find(&folder).is_ok());
    let text = |size| {
        sized("text.txt", size);
        read_text(TextFolders { root: Some(&folder), ..TextFolders::default() }, "text.txt")
    };
    assert!(matches!(text(limits::TEXT), TextFile::Read { .. }));
    let told = "larger than 4 MiB, the most that a text may have".to_owned();
    assert_eq!(text(limits::TEXT + 1), TextFile::Unreadable(told));
}

#[test]
fn a_brief_may_have_so_many_files_so_deep_and_so_much() {
    let home = TempDir::new().unwrap();
    let folder = brief_in(home.path());
    let deep = |depth: usize| (0..depth).fold(folder.clone(), |at, _| at.join("d"));
    fs::create_dir_all(deep(limits::NESTING)).unwrap();
    assert!(find(&folder).is_ok());
    fs::create_dir_all(deep(limits::NESTING + 1)).unwrap();
    insta::assert_snapshot!(told(&folder, home.path()).replace("/d", ""), @r"/b: more than 64 folders below the one that was named; move it up");
    fs::remove_dir_all(folder.join("d")).unwrap();
    // Seventeen files of 64 MiB are more than 1 GiB; holes cost nothing.
    for at in 0..17 {
        let file = File::create(folder.join(format!("{at}.toml"))).unwrap();
        file.set_len(u64::try_from(limits::FILE).unwrap()).unwrap();
    }
    insta::assert_snapshot!(told(&folder, home.path()), @r"/b: its files have more than 1 GiB together, the most of a brief; make several of it");
}

#[test]
fn a_brief_may_have_so_many_files_and_no_more() {
    let home = TempDir::new().unwrap();
    let folder = brief_in(home.path());
    for at in 1..limits::FILES {
        File::create(folder.join(format!("{at}.toml"))).unwrap();
    }
    let Ok(PathContents::Brief(files)) = find(&folder) else { panic!("as many as may be") };
    assert_eq!(files.files.len(), limits::FILES);
    File::create(folder.join("one-more.toml")).unwrap();
    insta::assert_snapshot!(told(&folder, home.path()), @r"/b: more than 100000 files and folders; name a folder below it");
}
