//! A program under a terminal of our own, timed as its user meets it: from the start, or a key, to the last byte of the answer.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::memory;

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

/// How long nothing has to come before what is drawn is taken for whole: after a move, and after a letter of a question, where some draw
/// the letter first, and what it finds a while later. Some draw again four times a second, whatever happens.
const QUIET: Duration = Duration::from_millis(80);
const QUIET_WHILE_ASKED: Duration = Duration::from_millis(300);
/// How long an answer to a key may take to begin; a key that changes nothing has none.
const ANSWER: Duration = Duration::from_secs(1);
/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Terminal {
    /// It is held for as long as the program is to have a terminal.
    _master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    chunks: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    started: Instant,
    /// When the last byte came.
    came: Instant,
}

impl Terminal {
    /// Starts a program, whose home is `home`.
    pub(crate) fn open(words: &[String], home: &Path) -> Self {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::from_argv(words.iter().map(Into::into).collect());
        command.env_clear();
        for (name, value) in super::environment(home) {
            command.env(name, value);
        }
        let chunks = listen(pty.master.try_clone_reader().expect("what is written can be read"));
        let writer = pty.master.take_writer().expect("keys can be sent");
        let started = Instant::now();
        let child = pty.slave.spawn_command(command).unwrap_or_else(|error| panic!("{}: {error}", words.join(" ")));
        drop(pty.slave);
        let [rows, columns] = [ROWS, COLUMNS].map(|cells| NonZero::new(cells).expect("a size"));
        let screen = vt100::Parser::new(rows, columns, 0);
        Self { _master: pty.master, writer, child, chunks, screen, started, came: started }
    }

    /// How long after the start the screen had all of these words; `None` where it never came to that.
    pub(crate) fn shows(&mut self, words: &[&str]) -> Option<Duration> {
        let deadline = Instant::now() + PATIENCE;
        while !words.iter().all(|word| self.screen.screen().contents().contains(word)) {
            self.take(deadline).ok()?;
        }
        Some(self.came - self.started)
    }

    /// How long after the start the last byte of the first picture came.
    pub(crate) fn rests(&mut self) -> Duration {
        if self.came == self.started {
            let _ = self.take(self.started + PATIENCE);
        }
        self.settle(QUIET_WHILE_ASKED);
        self.came - self.started
    }

    /// Types a key, and waits until it is drawn; how long that took, where anything was.
    pub(crate) fn key(&mut self, key: &str) -> Option<Duration> {
        self.answered(key, QUIET)
    }

    /// The same of a letter of a question, until all that it finds is drawn.
    pub(crate) fn letter(&mut self, letter: &str) -> Option<Duration> {
        self.answered(letter, QUIET_WHILE_ASKED)
    }

    fn answered(&mut self, key: &str, quiet: Duration) -> Option<Duration> {
        let sent = Instant::now();
        self.send(key);
        self.take(sent + ANSWER).ok()?;
        self.settle(quiet);
        Some(self.came.saturating_duration_since(sent))
    }

    /// Types, and waits for nothing.
    pub(crate) fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("the program is there");
        self.writer.flush().expect("the program is there");
    }

    /// Leaves by a key, and waits for the end: what is kept is kept then.
    pub(crate) fn leave(mut self, key: &str) {
        self.settle(QUIET_WHILE_ASKED);
        self.send(key);
        let deadline = Instant::now() + Duration::from_secs(20);
        while Instant::now() < deadline && matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.take(Instant::now() + Duration::from_millis(20));
        }
    }

    /// Takes what comes, until nothing does for as long.
    fn settle(&mut self, quiet: Duration) {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline && self.take(Instant::now() + quiet).is_ok() {}
    }

    fn take(&mut self, deadline: Instant) -> Result<(), RecvTimeoutError> {
        let (came, bytes) = self.chunks.recv_timeout(deadline.saturating_duration_since(Instant::now()))?;
        self.answer(&bytes);
        self.screen.process(&bytes);
        self.came = came;
        Ok(())
    }

    /// Some programs ask the terminal who it is, and wait for the answer.
    fn answer(&mut self, bytes: &[u8]) {
        for (asked, answer) in [("\x1b[6n", "\x1b[1;1R"), ("\x1b[c", "\x1b[?62;22c"), ("\x1b[>c", "\x1b[>1;10;0c")] {
            if bytes.windows(asked.len()).any(|window| window == asked.as_bytes()) {
                let _ = self.writer.write_all(answer.as_bytes());
            }
        }
    }

    pub(crate) fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// What it holds now, in bytes.
    pub(crate) fn resident(&self) -> u64 {
        self.child.process_id().and_then(|id| memory::of(id, "VmRSS:")).unwrap_or_default()
    }

    /// What it held at most, in bytes.
    pub(crate) fn peak(&self) -> u64 {
        self.child.process_id().and_then(|id| memory::of(id, "VmHWM:")).unwrap_or_default()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads what is written as it comes, with the time at which it came.
fn listen(mut reader: Box<dyn Read + Send>) -> Receiver<(Instant, Vec<u8>)> {
    let (sender, chunks) = mpsc::channel();
    thread::spawn(move || {
        let mut chunk = [0; 1 << 14];
        while let Ok(read @ 1..) = reader.read(&mut chunk) {
            if sender.send((Instant::now(), chunk[..read].to_vec())).is_err() {
                break;
            }
        }
    });
    chunks
}
