//! How much is held while a library is exported: as much as one brief needs, however many there are.

use std::fmt::Write as _;
use std::io::Read as _;
use std::process::{Child, Stdio};

use super::*;

const BRIEFS: usize = 40;
const STATEMENTS: usize = 80;
/// What the program holds more of at the end than after the first few briefs, at most; all of them are five times as much.
const GROWTH: u64 = 2 << 20;

/// Whoever reads slowly holds the writer up, and can then see what it holds.
#[test]
fn a_library_needs_no_more_than_a_brief() {
    let files: Vec<(String, String)> = (0..BRIEFS).map(|at| (format!("lib/{at:02}.toml"), large())).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let home = home(&files);
    let all = export(&home, &["lib/00.toml"]).printed.len() * BRIEFS;
    assert!(all > 5 * usize::try_from(GROWTH).unwrap(), "{all} bytes show nothing");
    let mut child = command(home.path(), &["lib"]).stdout(Stdio::piped()).spawn().unwrap();
    let early = peak_after(&mut child, all / 6);
    let late = peak_after(&mut child, all / 6 * 4);
    std::io::copy(&mut child.stdout.take().unwrap(), &mut std::io::sink()).unwrap();
    assert!(child.wait().unwrap().success());
    assert!(late < early + GROWTH, "{early} bytes early, {late} late");
}

/// What the program has held at most, once so many bytes more of what it writes are read.
fn peak_after(child: &mut Child, bytes: usize) -> u64 {
    let mut read = vec![0; bytes];
    child.stdout.as_mut().unwrap().read_exact(&mut read).unwrap();
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
}

/// A brief of many statements.
fn large() -> String {
    let mut text = brief("first");
    let quote = "The harbour belongs to those who dredge it. ".repeat(80);
    for at in 0..STATEMENTS {
        let _ = write!(
            text,
            "[[statement]]\nid = \"s{at}\"\nactor = \"asif\"\nsource = \"s\"\nattribution = \"direct\"\nquote = \"{quote}\"\n"
        );
    }
    text
}
