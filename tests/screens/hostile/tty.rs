//! The reader over a hostile brief under a terminal of its own: every byte that it writes is read, and is one of its own.

use std::fs;
use std::io::{Read as _, Write as _};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use tempfile::TempDir;

use super::{naughty, sequences};

/// How long the reader may be silent before it is held to have drawn all; only the dead take so long.
const QUIET: Duration = Duration::from_millis(400);
const PATIENCE: Duration = Duration::from_secs(60);

/// All that is written until nothing more comes; at least something must, if `wanted`.
fn heard(bytes: &Receiver<Vec<u8>>, wanted: bool) -> Vec<u8> {
    let mut all = if wanted { bytes.recv_timeout(PATIENCE).unwrap_or_default() } else { Vec::new() };
    while let Ok(more) = bytes.recv_timeout(QUIET) {
        all.extend(more);
    }
    all
}

/// Everything that the reader writes while these keys are pressed, one after the other.
fn recorded(words: &[&str], home: &TempDir, keys: &[&str]) -> Vec<u8> {
    let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_whosaid"));
    command.args(words);
    command.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8")] {
        command.env(name, value);
    }
    command.env("HOME", home.path());
    command.env("XDG_RUNTIME_DIR", home.path());
    command.cwd(home.path());
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    let (sender, bytes) = mpsc::channel();
    let mut reader = pty.master.try_clone_reader().unwrap();
    let mut writer = pty.master.take_writer().unwrap();
    thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(length) = reader.read(&mut buffer) {
            if length == 0 || sender.send(buffer[..length].to_vec()).is_err() {
                break;
            }
        }
    });
    let mut all = heard(&bytes, true);
    for key in keys {
        writer.write_all(key.as_bytes()).unwrap();
        writer.flush().unwrap();
        all.extend(heard(&bytes, false));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    all
}

#[test]
fn every_byte_on_the_terminal_is_the_reader_s_own() {
    let home = TempDir::new().unwrap();
    let strings = naughty::strings();
    let folder = home.path().join("esc\u{1b}[2J\u{202e}");
    fs::create_dir(&folder).unwrap();
    // The worst stand at the end of the list.
    let worst = &strings[strings.len() - 24..];
    fs::write(folder.join("brief.toml"), naughty::brief(worst)).unwrap();
    fs::write(folder.join("\u{9b}2J.toml"), "[[\"\u{202e}\"]]\n= \u{7f}\n").unwrap();
    let keys = [
        "jj", "2jj\r", "3ll", "4jjjj", "JJJ", "y", "\x1b", "o", "y", "\x1b", "Y", "m", "c", "y", "\x1b", "!", "\x1b",
        "i", "\x1b", "b", "\x1b", "/z\r", "\x1b", "\x1b", "?", "\x1b", "R", "p5\r\r", " ", " ", " ", "/", "\x1b",
    ];
    let words = ["--force", folder.to_str().unwrap()];
    let bytes = recorded(&words, &home, &keys);
    let found = sequences::read(&bytes).unwrap_or_else(|wrong| panic!("{wrong}"));
    // On a busy machine several keys go into one frame.
    assert!(found.text.len() > 5_000, "{} bytes of text: {}", found.text.len(), found.text);
    assert!(found.copies.len() >= 2, "{} copies were asked for", found.copies.len());
    let words = ["--force", home.path().to_str().unwrap()];
    let listed = recorded(&words, &home, &["j", "\r", "L"]);
    sequences::read(&listed).unwrap_or_else(|wrong| panic!("the list of briefs: {wrong}"));
}
