//! The layers: which module may use which. A use that the table does not allow fails here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::sources::sources;

/// Each module with the modules that it may use. A module uses only those that stand before it.
///
/// What `app` has from `storage` and `share` are the types that it has saved and sent; it calls nothing there.
const MODULES: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("diagnostics", &["text"]),
    ("layout", &[]),
    ("keys", &["layout"]),
    ("analysis", &["model"]),
    ("quotes", &["model", "text"]),
    ("redact", &["model", "text"]),
    ("draft", &["analysis", "model", "quotes", "text"]),
    ("format", &["diagnostics", "model", "text"]),
    ("lint", &["analysis", "diagnostics", "format", "model", "quotes", "text"]),
    ("view", &["analysis", "diagnostics", "model", "quotes", "text"]),
    ("slides", &["analysis", "layout", "model", "text", "view"]),
    ("storage", &[]),
    ("coding", &["diagnostics", "draft", "format", "model", "storage", "text"]),
    ("loader", &["analysis", "diagnostics", "format", "lint", "model", "quotes", "storage", "text"]),
    ("search", &["analysis", "diagnostics", "loader", "model", "storage", "text", "view"]),
    ("plain", &["analysis", "model", "search", "slides", "text", "view"]),
    ("share", &["slides", "storage", "text"]),
    (
        "app",
        &[
            "analysis",
            "coding",
            "diagnostics",
            "draft",
            "keys",
            "layout",
            "model",
            "quotes",
            "redact",
            "search",
            "share",
            "slides",
            "storage",
            "text",
            "view",
        ],
    ),
    ("tui", &["analysis", "app", "keys", "layout", "model", "share", "slides", "text", "view"]),
    ("config", &["diagnostics", "keys", "text", "tui", "view"]),
    ("prompt", &["app", "keys", "layout", "model", "plain", "redact", "share", "slides", "text", "view"]),
    (
        "runtime",
        &[
            "app",
            "coding",
            "diagnostics",
            "draft",
            "format",
            "keys",
            "loader",
            "model",
            "plain",
            "prompt",
            "quotes",
            "search",
            "share",
            "slides",
            "storage",
            "text",
            "tui",
            "view",
        ],
    ),
    (
        "cli",
        &[
            "analysis",
            "app",
            "coding",
            "config",
            "diagnostics",
            "draft",
            "format",
            "loader",
            "model",
            "plain",
            "prompt",
            "quotes",
            "redact",
            "runtime",
            "search",
            "share",
            "storage",
            "text",
            "tui",
            "view",
        ],
    ),
];

/// What only some modules may use of the standard library and of other crates.
const KEPT: &[(&str, &[&str])] = &[
    ("ratatui::crossterm", &["runtime"]),
    ("std::fs", &["config", "loader", "runtime", "search", "share", "storage"]),
    ("std::env", &["cli", "runtime", "share", "storage"]),
    ("toml::", &["config", "format", "storage"]),
    ("toml_parser::", &["format"]),
    ("clap::", &["cli"]),
    ("csv::", &["cli"]),
    ("parquet::", &["cli"]),
    ("serde_json::", &["cli", "config", "format", "share", "view"]),
    ("signal_hook", &["runtime"]),
    ("notify::", &["runtime"]),
    ("annotate_snippets", &["diagnostics"]),
    ("ratatui::style", &["runtime", "tui"]),
    ("ratatui::buffer", &["runtime", "tui"]),
    ("std::time", &["app", "cli", "runtime", "search", "share", "storage"]),
    ("std::os::unix::net", &["share"]),
    ("nix::unistd", &["share"]),
    ("Instant::now", &["runtime", "share"]),
    ("SystemTime::now", &[]),
    ("Utc::now", &[]),
    ("Local::now", &["runtime"]),
    // Nothing goes over a network, and no program is started.
    ("std::net", &[]),
    ("TcpStream", &[]),
    ("UdpSocket", &[]),
    ("process::Command", &[]),
    ("process::{Command", &[]),
    // What is written: a new brief and an export where the user says, the state, the cache, the sockets of a presentation, the terminal.
    ("fs::write", &["loader"]),
    ("File::create", &[]),
    ("OpenOptions", &["loader", "runtime", "search", "storage"]),
    ("fs::rename", &["loader", "search", "storage"]),
    ("fs::remove_dir_all", &["loader"]),
    ("create_dir_all", &["loader"]),
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
