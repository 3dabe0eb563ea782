//! A program as a whole process: from its start to its end, and what it held at most.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::memory;

/// What a run cost.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) time: Duration,
    /// In bytes; as it was last seen before the end.
    pub(crate) peak: u64,
}

/// Runs a program to its end, its output led nowhere; `None` where it is not there.
pub(crate) fn run(words: &[String], home: &Path, input: Option<&Path>) -> Option<Cost> {
    let (program, rest) = words.split_first()?;
    let input = match input {
        Some(path) => File::open(path).ok()?.into(),
        None => Stdio::null(),
    };
    let mut command = Command::new(program);
    command.args(rest).env_clear().envs(super::environment(home));
    command.stdin(input).stdout(Stdio::null()).stderr(Stdio::null());
    let begin = Instant::now();
    let mut child = command.spawn().ok()?;
    let id = child.id();
    let watch = thread::spawn(move || {
        let mut peak = 0;
        // A process that is over has no memory, and one that nobody waited for has still an account.
        while let Some(now) = memory::of(id, "VmHWM:") {
            peak = peak.max(now);
            thread::sleep(Duration::from_millis(1));
        }
        peak
    });
    child.wait().ok()?;
    let time = begin.elapsed();
    Some(Cost { time, peak: watch.join().unwrap_or_default() })
}
