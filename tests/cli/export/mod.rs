//! Statements as rows: what is written, in which form, for whom, and what is told where not everything can be.

mod columns;
mod memory;
#[cfg(feature = "parquet")]
mod parquet;
mod places;
mod rows;
mod shown;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A brief that has whatever a statement can have.
const WHOLE: &str = include_str!("whole.toml");

/// One statement, of nothing in particular.
fn brief(id: &str) -> String {
    format!(
        "[brief]\nformat = 1\ntitle = \"T\"\nas_of = 2025-01-01\nbottom_line = \"B.\"\ntlp = \"TLP:CLEAR\"\n\
         [[actor]]\nid = \"asif\"\nname = \"Asif\"\nkind = \"person\"\n[[source]]\nid = \"s\"\n\
         [[statement]]\nid = \"{id}\"\nactor = \"asif\"\nattribution = \"direct\"\nquote = \"No.\"\n"
    )
}

/// A folder of files, which is also the home of whoever exports, and where they stand.
fn home(files: &[(&str, &str)]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    home
}

fn command(home: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_clear().env("HOME", home).env("XDG_STATE_HOME", home.join("state")).current_dir(home);
    command.arg("export").args(words);
    command
}

/// What is printed, what is told, and the exit status.
struct Done {
    printed: String,
    told: String,
    status: Option<i32>,
}

fn done(output: Output) -> Done {
    let [printed, told] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    Done { printed, told, status: output.status.code() }
}

fn export(home: &TempDir, words: &[&str]) -> Done {
    done(command(home.path(), words).output().unwrap())
}

/// The rows of what is printed.
fn rows(printed: &str) -> Vec<Value> {
    printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A field of every row, which is a text in all of them.
fn texts<'a>(rows: &'a [Value], field: &str) -> Vec<&'a str> {
    rows.iter().map(|row| row[field].as_str().unwrap()).collect()
}
