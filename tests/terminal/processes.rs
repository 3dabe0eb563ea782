//! Processes as the system tells of them (proc(5)): whose child, how much time of the processor, how much memory.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use crate::pty::PATIENCE;

/// So much time of the processor, in ticks of a hundredth of a second, leaving may take; whoever waits in a circle takes all there is.
const LEAVING: u64 = 60;

/// A process that is to end, and how much time of the processor it had taken before.
pub(crate) struct Watched {
    pid: i32,
    before: u64,
}

impl Watched {
    pub(crate) fn new(pid: i32) -> Self {
        Self { pid, before: ticks(pid).unwrap() }
    }

    /// Waits for its end; whether a parent has taken notice does not matter.
    #[track_caller]
    pub(crate) fn assert_ends_at_rest(self) {
        let deadline = Instant::now() + PATIENCE;
        let mut last = self.before;
        while let Some(taken) = ticks(self.pid) {
            last = taken;
            assert!(Instant::now() < deadline, "{} is still there", self.pid);
            thread::sleep(Duration::from_millis(5));
        }
        let taken = last - self.before;
        assert!(taken < LEAVING, "{taken} ticks of the processor to leave");
    }
}

/// The one process that this one has started.
#[track_caller]
pub(crate) fn only_child(pid: i32) -> i32 {
    let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
    let [child] = children.split_whitespace().collect::<Vec<_>>()[..] else { panic!("children: {children}") };
    child.parse().unwrap()
}

/// The memory of a process that is not swapped out, in kilobytes.
pub(crate) fn resident(pid: i32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// The time of the processor that a process has taken; `None` where it has ended.
pub(crate) fn ticks(pid: i32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name before may hold anything, blanks and brackets too.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let has_ended = matches!(fields[0], "Z" | "X");
    (!has_ended).then(|| fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap())
}
