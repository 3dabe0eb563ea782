//! What is done with a program under a terminal, ours or a peer, and what of it is timed. The words and keys of each stand here alone.

use std::path::Path;
use std::time::Duration;

use super::desk::{Desk, Sample};
use super::terminal::Terminal;

/// What is typed into a look-up, letter by letter; the line is cleared after each.
const QUESTIONS: &[&str] = &["trump", "clinton emails", "police said", "the of and"];
/// What takes a line back to nothing, in all of them.
const CLEAR: &str = "\x15";
/// What all of a library is asked, with what it is asked of everybody else.
pub(crate) const QUESTION: &str = "trump";
/// What is pressed in a brief.
const MOVES: &[&str] = &["j", "j", "j", "k", "G", "g", "\x1b[6~", "\x1b[5~", "j", "\t", "j", "j", "\t", "j", "\t", "j"];
/// What narrows a brief, and what widens it again: to an actor, to an issue.
const NARROWING: &[&str] = &["2", "j", " ", "\x7f", "1", " ", "\x7f"];

/// How a program looked at something until all of it was there.
pub(crate) struct Opening {
    /// Until it could be used.
    pub(crate) usable: Duration,
    /// Until all of it could be asked.
    pub(crate) whole: Option<Duration>,
    /// What it held when it was usable, and at most until all was there, in bytes.
    pub(crate) memory: [u64; 2],
}

/// Our list of briefs, and then a question of all of them, asked as soon as it can be.
pub(crate) fn library(desk: &Desk, sample: &Sample, home: &Path, hits: usize) -> Opening {
    let mut terminal = Terminal::open(&desk.ours(&[&sample.path]), home);
    let usable = terminal.shows(&[" briefs"]).unwrap_or_else(|| panic!("no list:\n{}", terminal.text()));
    let listed = terminal.resident();
    terminal.send("/");
    terminal.send(&format!("kind:statement {QUESTION}"));
    let whole = terminal.shows(&[&format!(" {hits} statements")]);
    let memory = [listed, terminal.peak()];
    terminal.leave("\x03");
    Opening { usable, whole, memory }
}

/// Each key of the questions, typed into our look-up over a library.
pub(crate) fn keystrokes(desk: &Desk, sample: &Sample, home: &Path) -> Vec<Duration> {
    let mut terminal = Terminal::open(&desk.ours(&[&sample.path]), home);
    terminal.rests();
    terminal.key("/");
    let times = type_questions(&mut terminal);
    terminal.leave("\x03");
    times
}

/// The same in fzf, over the same statements as lines.
pub(crate) fn fzf(sample: &Sample, home: &Path) -> Option<(Opening, Vec<Duration>)> {
    let lines = sample.lines.display().to_string();
    let words =
        ["sh", "-c", "exec fzf --ansi --no-sort --tac --bind ctrl-u:clear-query < \"$0\"", &lines].map(str::to_owned);
    super::has("fzf").then(|| {
        let mut terminal = Terminal::open(&words, home);
        let usable = terminal.shows(&[">"]).unwrap_or_default();
        let listed = terminal.resident();
        let whole = terminal.shows(&[&format!("{0}/{0}", sample.statements)]);
        terminal.rests();
        let times = type_questions(&mut terminal);
        (Opening { usable, whole, memory: [listed, terminal.peak()] }, times)
    })
}

fn type_questions(terminal: &mut Terminal) -> Vec<Duration> {
    let mut times = Vec::new();
    for question in QUESTIONS {
        for (at, char) in question.char_indices() {
            times.extend(terminal.letter(&question[at..at + char.len_utf8()]));
        }
        terminal.letter(CLEAR);
    }
    times
}

/// What keys cost in one brief.
pub(crate) struct Reading {
    pub(crate) opened: Duration,
    pub(crate) moves: Vec<Duration>,
    pub(crate) narrowing: Vec<Duration>,
    pub(crate) peak: u64,
}

/// Our reader on one brief.
pub(crate) fn brief(desk: &Desk, sample: &Sample, home: &Path) -> Reading {
    let mut terminal = Terminal::open(&desk.ours(&[&sample.path]), home);
    let opened = terminal.rests();
    let moves = MOVES.iter().filter_map(|key| terminal.key(key)).collect();
    let narrowing = NARROWING.iter().filter_map(|key| terminal.key(key)).collect();
    let peak = terminal.peak();
    terminal.leave("\x03");
    Reading { opened, moves, narrowing, peak }
}

/// A peer that shows a file: how long until its first picture, and what moving in it costs.
pub(crate) fn shown(words: &[&str], home: &Path) -> Option<Reading> {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    super::has(&words[0]).then(|| {
        let mut terminal = Terminal::open(&words, home);
        let opened = terminal.rests();
        let moves = ["j", "j", "j", "k", "G", "g", "\x1b[6~", "\x1b[5~", "j", "j", "j", "j"];
        let moves = moves.iter().filter_map(|key| terminal.key(key)).collect();
        Reading { opened, moves, narrowing: Vec::new(), peak: terminal.peak() }
    })
}

/// How long a program takes until its first picture, and what it holds then.
pub(crate) fn first(words: &[String], home: &Path) -> Option<(Duration, u64)> {
    super::has(&words[0]).then(|| {
        let mut terminal = Terminal::open(words, home);
        (terminal.rests(), terminal.peak())
    })
}
