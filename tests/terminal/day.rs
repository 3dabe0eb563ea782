//! A day at the desk in a minute: keys at random without end, at sizes at random. Nothing panics, memory stays, and then there is rest.

use std::io::{Read, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, MasterPty, native_pty_system};
use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use rustix::process::Signal;

use crate::present::sockets;
use crate::processes::{resident, ticks};
use crate::pty::{PATIENCE, Start, built, size, whosaid};

/// Keys that are sent at once; then what they did is waited for.
const BURST: usize = 100;

/// So much of what was written last is told where it matters, in bytes.
const TAIL: usize = 2000;

/// What clears the screen: a redraw, or a frame of another size.
const CLEAR: &[u8] = b"\x1b[2J";

/// Ends whatever may be half sent, a report of a mouse, an answer or a paste, and asks for a redraw, which every screen gives.
const REDRAW: &[u8] = b"uM\x1b[201~\x07\x0c";

/// Escape, often. The report of the focus after the last ends its wait for the rest of a sequence, here as in the other keys.
const ESCAPES: &[u8] = b"\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b[I";

/// Who sits there all day.
struct Officer {
    start: Start,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// What is written, piece by piece.
    heard: Receiver<Vec<u8>>,
    /// How often the screen was cleared.
    cleared: usize,
    written: usize,
    /// The last of what was written.
    last: Vec<u8>,
    chance: TestRng,
}

/// What a day came to.
struct Day {
    /// Resident memory in kilobytes at every thousandth key, at home.
    memory: Vec<u64>,
    written: usize,
    took: Duration,
}

impl Officer {
    fn sits_down(start: Start) -> Self {
        let pty = native_pty_system().openpty(size(120, 40)).unwrap();
        let child = pty.slave.spawn_command(start.command()).unwrap();
        drop(pty.slave);
        let heard = listen(pty.master.try_clone_reader().unwrap());
        let writer = pty.master.take_writer().unwrap();
        let chance = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let (master, last) = (pty.master, Vec::new());
        let mut officer = Self { start, master, writer, child, heard, cleared: 0, written: 0, last, chance };
        officer.wait_for_a_frame();
        officer
    }

    fn pid(&self) -> i32 {
        i32::try_from(self.child.process_id().unwrap()).unwrap()
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.chance.next_u32()).unwrap() % end
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// Sends, as fast as it is taken.
    fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until all that was sent is done, and drawn.
    fn catch_up(&mut self) {
        self.take(Duration::ZERO);
        let before = self.cleared;
        self.send(b"\x0c");
        let deadline = Instant::now() + PATIENCE;
        while self.cleared == before {
            if !self.take(Duration::from_millis(60)) {
                self.send(REDRAW);
            }
            if let Some(status) = self.child.try_wait().unwrap() {
                self.take(Duration::from_millis(300));
                panic!("it has left with {status:?}: {:?}", String::from_utf8_lossy(&self.last));
            }
            assert!(Instant::now() < deadline, "it draws nothing any more");
        }
    }

    fn wait_for_a_frame(&mut self) {
        while self.cleared == 0 {
            assert!(self.take(PATIENCE), "no first frame");
        }
    }

    /// Takes what is written, all that is there; whether anything came within `patience`.
    fn take(&mut self, patience: Duration) -> bool {
        let mut first = self.heard.recv_timeout(patience);
        let has_come = first.is_ok();
        while let Ok(piece) = first {
            self.written += piece.len();
            // What clears may be cut in two.
            let seam = self.last.len().saturating_sub(CLEAR.len() - 1);
            let mut text = self.last.split_off(seam);
            text.extend(piece);
            self.cleared += text.windows(CLEAR.len()).filter(|bytes| *bytes == CLEAR).count();
            self.last.extend(text);
            self.last.drain(..self.last.len().saturating_sub(TAIL));
            first = self.heard.try_recv().map_err(|_| RecvTimeoutError::Timeout);
        }
        has_come
    }

    /// Opens every brief of a list once, as far as there is one, looks something up in it and presents it, and works for a fifth of a day:
    /// what is read for the first time, and the most that is ever needed at once, is no growth.
    fn warms_up(&mut self) {
        for at in 0..40 {
            self.send(format!("L\x15\x1b[H{}\r/the\x1b\x1bRi\x1b\x1b", "\x1b[B".repeat(at)).as_bytes());
            self.catch_up();
            self.presents();
        }
        self.works(40_000, 400);
        self.written = 0;
    }

    /// Presses about `keys` keys, and resizes as often as `resizes` says.
    fn works(&mut self, keys: usize, resizes: usize) -> Day {
        let began = Instant::now();
        let (mut pressed, mut sizes, mut memory) = (0, 0, Vec::new());
        while pressed < keys {
            let mut sent = 0;
            while sent < BURST {
                sent += self.presses();
            }
            pressed += sent;
            while sizes * keys < pressed * resizes {
                let (columns, rows) = (self.below(300) + 1, self.below(100) + 1);
                self.master.resize(size(columns.try_into().unwrap(), rows.try_into().unwrap())).unwrap();
                sizes += 1;
            }
            if pressed / 8_000 != (pressed - sent) / 8_000 {
                self.presents();
            }
            self.catch_up();
            if pressed / 1_000 != (pressed - sent) / 1_000 {
                self.goes_home();
                memory.push(resident(self.pid()));
            }
        }
        Day { memory, written: self.written, took: began.elapsed() }
    }

    /// One thing that hands do, or terminals; how many keys that is.
    fn presses(&mut self) -> usize {
        match self.below(100) {
            0..=59 => {
                let key = self.pick(MOVES);
                self.send(key.as_bytes());
                1
            }
            60..=79 => {
                let key = self.pick(ACTIONS);
                self.send(key.as_bytes());
                1
            }
            80..=83 => {
                let key = self.pick(MOVES);
                self.send(key.repeat(20).as_bytes());
                20
            }
            84..=87 => {
                // What runs an action from the help may end it: it is left by the way that it came.
                let search = self.pick(WORDS);
                self.send(format!("?{search}\x1b[B\x1b[B\x1b[A\x1b\x1b").as_bytes());
                search.len() + 5
            }
            88..=92 => {
                let question = self.pick(WORDS);
                self.send(format!("/{question}").as_bytes());
                question.len() + 1
            }
            93..=94 => {
                let paste = self.pick(PASTES);
                self.send(paste.as_bytes());
                20
            }
            95..=97 => {
                let garbage = self.pick(GARBAGE);
                self.send(garbage.as_bytes());
                4
            }
            _ => {
                let char = char::from_u32(u32::try_from(0xa0 + self.below(0x2_0000)).unwrap()).unwrap_or('\u{202e}');
                self.send(char.to_string().as_bytes());
                1
            }
        }
    }

    /// Presents for a while, and comes back, if there is a presentation to come back from.
    fn presents(&mut self) {
        self.send(ESCAPES);
        self.master.resize(size(120, 40)).unwrap();
        self.catch_up();
        self.send(b"p\r");
        self.catch_up();
        for _ in 0..300 {
            let cue = self.pick(CUES);
            self.send(cue.as_bytes());
        }
        self.goes_home();
    }

    /// Leaves whatever is open for the first brief of the list, or the only one: what is large is then not merely another brief.
    fn goes_home(&mut self) {
        self.send(ESCAPES);
        self.master.resize(size(120, 40)).unwrap();
        self.catch_up();
        // Only on a stage does this end no more than the presentation.
        if !sockets(&self.start).is_empty() {
            self.send(b"qq");
            self.catch_up();
        }
        self.send(b"L\x15\x1b[H\r\x1b\x1b[I");
        self.catch_up();
    }

    /// Sits still. How many ticks of the processor that takes it, and how much is written.
    fn rests(&mut self, whole: Duration) -> (u64, usize) {
        // What a resize or a file has started may still come to its end.
        while self.take(Duration::from_secs(1)) {}
        let before = (ticks(self.pid()).unwrap(), self.written);
        thread::sleep(whole);
        self.take(Duration::ZERO);
        (ticks(self.pid()).unwrap() - before.0, self.written - before.1)
    }

    fn leaves(mut self) {
        rustix::process::kill_process(rustix::process::Pid::from_raw(self.pid()).unwrap(), Signal::TERM).unwrap();
        let deadline = Instant::now() + PATIENCE;
        loop {
            self.take(Duration::from_millis(5));
            if let Some(status) = self.child.try_wait().unwrap() {
                assert_eq!(status.exit_code(), 143, "it was alive to the end");
                return;
            }
            assert!(Instant::now() < deadline, "still there");
        }
    }
}

/// Keys that move, as terminals send them.
const MOVES: &[&str] = &[
    "j", "k", "h", "l", "g", "G", "J", "K", "1", "2", "3", "4", "5", "\t", "\x1b[Z", "\x1b[A", "\x1b[B", "\x1b[C",
    "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~", "\x04", "\x15", "[", "]", "n", "N", "!", "~", "s", "\r",
];

/// Keys that do something, but for those that end it or stop it.
const ACTIONS: &[&str] = &[
    " ",
    "\x7f",
    "\x1b\x1b[I",
    "\x1b\x1b[I",
    "\x1b\x1b[I",
    "a",
    "b",
    "i",
    "v",
    "*",
    "ma",
    "mb",
    "'a",
    "'b",
    "y",
    "Y",
    "z",
    "R",
    "L",
    "\r",
    "\x0c",
    "t2024-09\r",
    "t2016-1",
    "\x17",
    "w",
    "x",
    "0",
    "\x1b[3~",
    "\x08",
];

const CUES: &[&str] = &[
    " ",
    "\x1b[C",
    "\x1b[D",
    "\x1b[6~",
    "\x1b[5~",
    "g",
    "G",
    "b",
    ".",
    "J",
    "K",
    "\t",
    "j",
    "k",
    "3\r",
    "17\r",
    "/is\r",
    "i\x1b\x1b[I",
    "y",
    "Y",
    "\x1b\x1b[I",
    "!",
    "n",
    "1",
    "4",
];

const WORDS: &[&str] = &[
    "asif",
    "who:as\t",
    "on:\"dir\t",
    "is:against after:2024",
    "-talk",
    "kabul,border",
    "zzz",
    "\"exact",
    "pane",
    "who:trump is:",
    "in:",
    "clinton -email",
    "",
    "習近",
    "xyz:a",
];

/// What is pasted: in brackets, without them, without an end, with an end alone.
const PASTES: &[&str] = &[
    "\x1b[200~who:asif\x1b[201~",
    "\x1b[200~line one\nline two\n\t\x1b[31mred\x07\x1b[201~",
    "\x1b[200~without an end jjjjj kkkkk",
    "\x1b[201~",
    "pasted as if typed kkjj lorem",
    "\x1b[200~\x1b[200~\u{202e}خواجہ آصف 👨‍👩‍👧\x1b[201~\x1b[201~",
];

/// What no hand sends: mice, answers, sequences that are cut.
const GARBAGE: &[&str] = &[
    "\x1b[<0;10;10M",
    "\x1b[<64;300;100m",
    "\x1b[M !!",
    "\x1b[<0;1",
    "\x1b[",
    "\x1bO",
    "\x1b[1;",
    "\x1b[I",
    "\x1b[O",
    "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "\x1b[?62;c",
    "\x1b[24;80R",
    "\x1b[99999999999~",
    "\x1b[1;5C",
    "\x1bOP",
    "\x1b[27u",
    "\u{feff}",
    "\x1b[57441;1u",
    "\x1bj",
];

fn listen(mut reader: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
    let (sender, heard) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(length) = reader.read(&mut buffer)
            && length > 0
            && sender.send(buffer[..length].to_vec()).is_ok()
        {}
    });
    heard
}

impl Day {
    /// The means of the memory of each tenth.
    fn tenths(&self) -> Vec<u64> {
        let mean = |of: &[u64]| of.iter().sum::<u64>() / u64::try_from(of.len()).unwrap();
        self.memory.chunks(self.memory.len().div_ceil(10)).map(mean).collect()
    }

    fn told(&self) -> String {
        let (tenths, took) = (self.tenths(), self.took.as_secs_f64());
        format!("memory by tenths of the day {tenths:?} kB; {} bytes written in {took:.0} s", self.written)
    }
}

/// A reader outlives no test that has failed.
impl Drop for Officer {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// In percent. A day over the bundled brief ends within three. One over a library may take a single step late in the day, to the most that
/// was ever needed at once, and is level before and after: steps of twenty were seen, which this does not let pass.
const GROWTH: u64 = 10;

/// A day, after which memory has grown by so many percent at the most.
fn whole_day(words: &[&str], open: &[u8], percent: u64) {
    let binary = std::env::var("WHOSAID_BINARY").unwrap_or_else(|_| env!("CARGO_BIN_EXE_whosaid").to_owned());
    let mut officer = Officer::sits_down(built(&binary, words));
    officer.send(open);
    officer.catch_up();
    officer.warms_up();
    let day = officer.works(200_000, 2_000);
    eprintln!("{words:?}: {}", day.told());
    let tenths = day.tenths();
    let (first, last) = (tenths[0], tenths[tenths.len() - 1]);
    assert!(last * 100 <= first * (100 + percent), "memory is not flat: {}", day.told());
    assert_eq!(officer.rests(Duration::from_secs(5)), (0, 0), "ticks and bytes at rest");
    officer.leaves();
}

#[test]
fn an_hour_of_keys_ends_in_rest() {
    let mut officer = Officer::sits_down(whosaid(&[]));
    officer.works(3_000, 60);
    assert_eq!(officer.rests(Duration::from_secs(1)), (0, 0), "ticks and bytes at rest");
    officer.leaves();
}

#[test]
#[ignore = "takes minutes, and a build that is optimised: .ci/day names it in WHOSAID_BINARY"]
fn a_day_over_the_bundled_brief_leaves_memory_flat() {
    whole_day(&[], b"", GROWTH);
}

#[test]
#[ignore = "takes minutes, and a library made of articles: .ci/day names it in WHOSAID_LIBRARY"]
fn a_day_over_a_library_leaves_memory_flat() {
    let library = std::env::var("WHOSAID_LIBRARY").unwrap();
    whole_day(&[&library], b"\r", GROWTH);
}
