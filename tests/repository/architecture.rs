//! The layers: which module may use which. A use that the table does not allow fails here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::sources::sources;

/// Each module with the modules that it may use. A module uses only those that stand before it.
const MODULES: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("harmless", &[]),
    ("nearest", &[]),
    ("codes", &[]),
    ("diff", &[]),
    ("brief", &["codes", "model", "nearest"]),
    ("findings", &["model"]),
    ("quotes", &["diff", "model"]),
    ("words", &["findings", "model"]),
    ("text", &["findings", "harmless"]),
    ("audience", &["findings", "model"]),
    ("cases", &["diff", "findings", "model", "words"]),
    ("layout", &[]),
    ("deck", &["cases", "findings", "layout", "model", "text", "words"]),
    ("query", &["findings", "harmless", "model", "nearest", "words"]),
    ("cite", &["findings", "harmless", "model", "words"]),
    ("check", &["brief", "codes", "diff", "findings", "harmless", "model", "quotes", "words"]),
    ("keys", &["layout"]),
    (
        "app",
        &[
            "audience", "cases", "cite", "codes", "deck", "diff", "findings", "harmless", "keys", "layout", "model",
            "query", "quotes", "text", "words",
        ],
    ),
    ("wire", &["app", "deck"]),
    ("meeting", &["harmless", "wire"]),
    ("theme", &["app", "findings", "model", "text"]),
    (
        "linear",
        &[
            "app", "cases", "cite", "deck", "findings", "harmless", "keys", "layout", "model", "nearest", "query",
            "text", "theme", "words",
        ],
    ),
    ("ui", &["app", "deck", "findings", "keys", "layout", "model", "text", "theme", "words"]),
    ("report", &["brief", "codes", "harmless"]),
    ("disk", &["brief", "harmless"]),
    ("reading", &["brief", "check", "codes", "disk", "findings", "harmless", "model", "quotes", "report"]),
    ("state", &["app"]),
    ("archive", &["app", "brief", "disk", "findings", "harmless", "model", "query", "reading", "state"]),
    ("doctor", &[]),
    ("config", &["cite", "harmless", "keys", "nearest", "report", "theme"]),
    (
        "term",
        &[
            "app", "archive", "brief", "cases", "cite", "deck", "disk", "doctor", "findings", "harmless", "keys",
            "linear", "meeting", "model", "query", "quotes", "reading", "state", "text", "theme", "ui", "wire",
            "words",
        ],
    ),
    (
        "cli",
        &[
            "app", "archive", "audience", "brief", "cases", "check", "cite", "codes", "config", "deck", "diff", "disk",
            "doctor", "findings", "harmless", "keys", "linear", "meeting", "model", "nearest", "query", "quotes",
            "reading", "report", "state", "term", "text", "theme", "words",
        ],
    ),
];

/// What only some modules may use of the standard library and of other crates.
const KEPT: &[(&str, &[&str])] = &[
    ("ratatui::crossterm", &["term"]),
    ("std::fs", &["archive", "config", "disk", "doctor", "meeting", "state"]),
    ("std::env", &["cli", "meeting", "state", "term"]),
    ("toml::", &["brief", "config", "state"]),
    ("toml_parser::", &["brief"]),
    ("clap::", &["cli"]),
    ("csv::", &["cli"]),
    ("parquet::", &["cli"]),
    ("serde_json::", &["brief", "cite", "cli", "config", "wire"]),
    ("signal_hook", &["term"]),
    ("notify::", &["term"]),
    ("annotate_snippets", &["report"]),
    ("ratatui::style", &["theme", "ui", "term"]),
    ("ratatui::buffer", &["ui", "term"]),
    ("std::time", &["app", "archive", "cli", "meeting", "state", "term"]),
    ("std::os::unix::net", &["meeting"]),
    ("nix::unistd", &["meeting"]),
    ("Instant::now", &["meeting", "term"]),
    ("SystemTime::now", &[]),
    ("Utc::now", &[]),
    ("Local::now", &["term"]),
    // Nothing goes over a network, and no program is started.
    ("std::net", &[]),
    ("TcpStream", &[]),
    ("UdpSocket", &[]),
    ("process::Command", &[]),
    ("process::{Command", &[]),
    // What is written: a new brief and an export where the user says, the state, the cache, the sockets of a presentation, the terminal.
    ("fs::write", &["disk"]),
    ("File::create", &[]),
    ("OpenOptions", &["archive", "disk", "state", "term"]),
    ("fs::rename", &["archive", "disk", "state"]),
    ("fs::remove_dir_all", &["disk"]),
    ("create_dir_all", &["disk"]),
    ("fs::copy", &[]),
    ("fs::hard_link", &[]),
    // No link is written for the terminal to open.
    ("]8;", &[]),
];

#[test]
fn every_module_uses_only_those_it_may() {
    let mut crossed = Vec::new();
    for file in sources(Path::new("src")) {
        let Some(module) = module_of(&file).filter(|_| !is_test(&file)) else { continue };
        let (_, may) =
            MODULES.iter().find(|(name, _)| *name == module).unwrap_or_else(|| panic!("{module} is not in the table"));
        let code = code_of(&file);
        for (other, _) in MODULES {
            let names = code.contains(&format!("crate::{other}::")) || code.contains(&format!("crate::{other};"));
            if names && *other != module && !may.contains(other) {
                crossed.push(format!("{}: {module} uses {other}", file.display()));
            }
        }
        for (kept, by) in KEPT {
            if code.contains(kept) && !by.contains(&module.as_str()) {
                crossed.push(format!("{}: {module} uses {kept}", file.display()));
            }
        }
    }
    assert!(crossed.is_empty(), "lines crossed:\n{}", crossed.join("\n"));
}

#[test]
fn no_module_depends_on_itself() {
    // Each module uses only modules that stand before it in the table, so there can be no cycle.
    let place: BTreeMap<&str, usize> = MODULES.iter().enumerate().map(|(at, (name, _))| (*name, at)).collect();
    for (at, (module, may)) in MODULES.iter().enumerate() {
        for other in *may {
            assert!(place[other] < at, "{module} may use {other}, which stands below it");
        }
    }
}

#[test]
fn every_module_of_the_table_is_there() {
    for (module, _) in MODULES {
        let there = Path::new("src").join(module).is_dir() || Path::new("src").join(format!("{module}.rs")).is_file();
        assert!(there, "{module} is in the table and not in src");
    }
}

#[test]
fn every_file_says_what_it_is() {
    for file in sources(Path::new("src")) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{} does not open with a sentence about itself", file.display());
    }
}

fn module_of(file: &Path) -> Option<String> {
    let below = file.strip_prefix("src").ok()?;
    let first = below.components().next()?.as_os_str().to_str()?;
    let module = first.strip_suffix(".rs").unwrap_or(first);
    (module != "lib" && module != "main").then(|| module.to_owned())
}

/// Whether a file has the tests of another, which may set up what they want.
fn is_test(file: &Path) -> bool {
    file.components().any(|part| ["tests", "tests.rs"].map(Some).contains(&part.as_os_str().to_str()))
}

/// The code of a file, without its comments and its tests.
fn code_of(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}
