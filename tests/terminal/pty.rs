//! A reader under a terminal of our own: what it is sent, what it shows, what it leaves behind.

use std::fs;
use std::io::{Read, Write};
use std::num::NonZero;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// How long anything may take before a test gives it up. It measures no speed: only the dead take so long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The end of every frame.
const FRAME_END: &[u8] = b"\x1b[?2026l";

pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// What was written, and when it came.
    chunks: Receiver<(Instant, Vec<u8>)>,
    listener: JoinHandle<()>,
    deaf: Arc<AtomicBool>,
    pub(crate) modes_before: String,
    /// All that was written so far.
    pub(crate) written: Vec<u8>,
    pub(crate) screen: vt100::Parser<Clipboard>,
    /// When the last of it came.
    pub(crate) came: Instant,
    /// It lasts as long as anybody is at home.
    _home: Arc<TempDir>,
}

/// What the terminal was given for its clipboard, as base64.
#[derive(Default)]
pub(crate) struct Clipboard(pub(crate) Vec<String>);

impl vt100::Callbacks for Clipboard {
    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, kind: &[u8], data: &[u8]) {
        // A tmux that passes a copy on names no kind, which is the same.
        assert!(matches!(kind, b"" | b"c"), "{kind:?}");
        self.0.push(String::from_utf8(data.to_vec()).unwrap());
    }
}

/// The words and variables that a reader is started with, the size of its terminal, and the folder that is its home.
pub(crate) struct Start {
    words: Vec<String>,
    variables: Vec<(String, String)>,
    columns: u16,
    rows: u16,
    pub(crate) home: Arc<TempDir>,
}

pub(crate) fn whosaid(words: &[&str]) -> Start {
    let binary = [env!("CARGO_BIN_EXE_whosaid")];
    Start::of(binary.iter().chain(words))
}

/// The same of another build.
pub(crate) fn built(binary: &str, words: &[&str]) -> Start {
    Start::of([binary].iter().chain(words))
}

/// A shell's script, in which `$whosaid` is the reader.
pub(crate) fn script(script: &str) -> Start {
    Start::of(["sh", "-c", script].iter()).with("whosaid", env!("CARGO_BIN_EXE_whosaid"))
}

impl Start {
    fn of<'a>(words: impl Iterator<Item = &'a &'a str>) -> Self {
        let words = words.map(|word| (*word).to_owned()).collect();
        let home = tempfile::Builder::new().prefix("w").tempdir().unwrap();
        // Whoever presents or follows here meets nobody of another test.
        for folder in ["run", "tmp"] {
            fs::create_dir(home.path().join(folder)).unwrap();
            fs::set_permissions(home.path().join(folder), fs::Permissions::from_mode(0o700)).unwrap();
        }
        Self { words, variables: Vec::new(), columns: 120, rows: 40, home: Arc::new(home) }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// In a terminal of another size than 120 by 40.
    pub(crate) fn sized(self, columns: u16, rows: u16) -> Self {
        Self { columns, rows, ..self }
    }

    /// The same home, started with other words.
    pub(crate) fn again(&self, words: &[&str]) -> Self {
        Self { home: Arc::clone(&self.home), ..whosaid(words) }
    }

    /// The same home, with a script of the shell.
    pub(crate) fn again_by(&self, lines: &str) -> Self {
        Self { home: Arc::clone(&self.home), ..script(lines) }
    }

    /// The folder of the presentations that are given in this home.
    pub(crate) fn meetings(&self) -> PathBuf {
        self.home.path().join("run/whosaid")
    }

    /// The words, in a world of their own.
    pub(crate) fn command(&self) -> CommandBuilder {
        let mut command = CommandBuilder::from_argv(self.words.iter().map(Into::into).collect());
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", self.home.path());
        command.env("XDG_STATE_HOME", self.home.path().join("state"));
        command.env("XDG_RUNTIME_DIR", self.home.path().join("run"));
        command.env("TMPDIR", self.home.path().join("tmp"));
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        command
    }

    /// Starts it.
    pub(crate) fn open(&self) -> Terminal {
        let pty = native_pty_system().openpty(size(self.columns, self.rows)).unwrap();
        let modes_before = modes(&*pty.master);
        let child = pty.slave.spawn_command(self.command()).unwrap();
        drop(pty.slave);
        let deaf = Arc::new(AtomicBool::new(false));
        let (listener, chunks) = listen(pty.master.try_clone_reader().unwrap(), Arc::clone(&deaf));
        let writer = pty.master.take_writer().unwrap();
        let [rows, columns] = [self.rows, self.columns].map(|cells| NonZero::new(cells).unwrap());
        let screen = vt100::Parser::new_with_callbacks(rows, columns, 0, Clipboard::default());
        Terminal {
            master: pty.master,
            writer,
            child,
            chunks,
            listener,
            deaf,
            modes_before,
            written: Vec::new(),
            screen,
            came: Instant::now(),
            _home: Arc::clone(&self.home),
        }
    }
}

impl Terminal {
    /// Types, once the reader has drawn what it had to.
    pub(crate) fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_raw(self.pid()).unwrap(), signal).unwrap();
    }

    pub(crate) fn pid(&self) -> i32 {
        i32::try_from(self.child.process_id().unwrap()).unwrap()
    }

    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Waits until the screen is as wanted.
    #[track_caller]
    pub(crate) fn wait(&mut self, wanted: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        self.wait_until(wanted, |terminal| is_so(terminal.screen.screen()));
    }

    /// Waits until it is as wanted.
    #[track_caller]
    pub(crate) fn wait_until(&mut self, wanted: &str, is_so: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_so(self) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.chunks.recv_timeout(left) {
                Ok((came, chunk)) => self.take(came, &chunk),
                Err(error) => panic!("{error} before {wanted}; the screen:\n{}", self.screen.screen().contents()),
            }
        }
    }

    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// Waits until nothing has been written for a while; how many bytes came before.
    pub(crate) fn settle(&mut self) -> usize {
        let before = self.written.len();
        while let Ok((came, chunk)) = self.chunks.recv_timeout(Duration::from_millis(300)) {
            self.take(came, &chunk);
        }
        self.written.len() - before
    }

    /// Waits for the end, reading all that is still written.
    #[track_caller]
    pub(crate) fn end(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.chunks.recv_timeout(Duration::from_millis(10)) {
                Ok((came, chunk)) => self.take(came, &chunk),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => thread::sleep(Duration::from_millis(10)),
            }
            if let Some(status) = self.child.try_wait().unwrap() {
                self.settle();
                return status;
            }
            assert!(Instant::now() < deadline, "still there; the screen:\n{}", self.screen.screen().contents());
        }
    }

    /// Reads nothing more of what is written.
    pub(crate) fn go_deaf(&self) {
        self.deaf.store(true, Ordering::SeqCst);
    }

    /// Hangs up, as a closed window does; the process is all that is left.
    pub(crate) fn hang_up(mut self) -> Box<dyn Child + Send + Sync> {
        self.go_deaf();
        // The listener ends at the next thing written: a redraw.
        self.send("\x0c");
        self.listener.join().unwrap();
        self.child
    }

    /// Whether the terminal is as it was before.
    #[track_caller]
    pub(crate) fn assert_given_back(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is back");
        assert!(!screen.bracketed_paste(), "pastes are plain");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is the terminal's");
        let written = String::from_utf8_lossy(&self.written);
        let count = |sequence: &str| written.matches(sequence).count();
        assert!(count("\x1b[?2026l") >= count("\x1b[?2026h"), "no frame is left open");
        assert_eq!(count("\x1b[?1049l"), count("\x1b[?1049h"), "it is left as often as it was entered");
        assert_eq!(self.modes(), self.modes_before);
    }

    /// The lines of the screen, without what stands blank after them.
    pub(crate) fn shown(&self) -> Vec<String> {
        self.screen.screen().contents().lines().map(|line| line.trim_end().to_owned()).collect()
    }

    /// The modes of the line: raw, echoing and the like.
    pub(crate) fn modes(&self) -> String {
        modes(&*self.master)
    }

    /// The last row of the screen.
    pub(crate) fn last_line(&self) -> String {
        last_line(self.screen.screen())
    }

    /// Columns and rows.
    pub(crate) fn size(&self) -> (u16, u16) {
        let size = self.master.get_size().unwrap();
        (size.cols, size.rows)
    }

    /// Whether all that was written since ends with a frame, and there is something of it.
    pub(crate) fn has_drawn_since(&self, before: usize) -> bool {
        self.written.len() > before && self.written.ends_with(FRAME_END)
    }

    fn take(&mut self, came: Instant, chunk: &[u8]) {
        self.screen.process(chunk);
        self.written.extend(chunk);
        self.came = came;
    }
}

pub(crate) fn last_line(screen: &vt100::Screen) -> String {
    screen.rows(0, u16::MAX).last().unwrap_or_default()
}

/// Waits for the end of a process that has lost its terminal.
#[track_caller]
pub(crate) fn end_of(child: &mut dyn Child) {
    let deadline = Instant::now() + PATIENCE;
    while child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < deadline, "still there");
        thread::sleep(Duration::from_millis(10));
    }
}

fn listen(mut reader: Box<dyn Read + Send>, deaf: Arc<AtomicBool>) -> (JoinHandle<()>, Receiver<(Instant, Vec<u8>)>) {
    let (sender, chunks) = mpsc::channel();
    let listener = thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(length) = reader.read(&mut buffer)
            && length > 0
            && !deaf.load(Ordering::SeqCst)
            && sender.send((Instant::now(), buffer[..length].to_vec())).is_ok()
        {}
    });
    (listener, chunks)
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

pub(crate) fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}
