//! What a process holds, as its own kernel tells it.

use std::fs;

/// A line of a process's account, in bytes: `VmRSS:` is what it holds now, `VmHWM:` what it held at most.
pub(crate) fn of(process: u32, name: &str) -> Option<u64> {
    let account = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = account.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? << 10)
}
