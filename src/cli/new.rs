//! The `new` command: creates a folder with the template files of a brief, which are themselves a valid brief. It never overwrites a file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::error::CliError;
use super::stdout;
use crate::format;
use crate::loader;
use crate::runtime;
use crate::text::sanitize::{is_terminal_control, sanitize};

/// The files of a new brief: the path, the template and the purpose of each. The templates are a valid brief.
const FILES: [(&str, &str, &str); 4] = [
    ("brief.toml", include_str!("../../assets/new/brief.toml"), "what it is about, and who is in it"),
    ("01-first-article.toml", include_str!("../../assets/new/01-first-article.toml"), "a source, and what it reports"),
    (
        "02-second-article.toml",
        include_str!("../../assets/new/02-second-article.toml"),
        "another, for a second article",
    ),
    (
        "articles/first-article.txt",
        include_str!("../../assets/new/articles/first-article.txt"),
        "the text that quotes are compared with",
    ),
];
const SCHEMA: &str = "brief.schema.json";
/// Placeholders in [`FILES`] for the title of the brief and for today's date.
const TITLE: &str = "\"A new brief\"";
const DAY: &str = "2000-01-01";

/// Create a folder with a new brief to fill in
#[derive(Debug, Args)]
pub(super) struct NewCommand {
    /// The folder to create. It may exist if it is empty
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

impl NewCommand {
    /// Creates the folder and prints the next steps. Returns the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let title = title_from_name(&loader::brief_name(&self.folder));
        let title = serde_json::Value::from(title).to_string();
        let today = runtime::today().to_string();
        let fill = |template: &str| template.replace(TITLE, &title).replace(DAY, &today);
        let mut files: Vec<(&str, String)> = FILES.iter().map(|(name, template, _)| (*name, fill(template))).collect();
        files.push((SCHEMA, format::schema()));
        loader::create_brief_folder(&self.folder, &files)?;
        stdout::print(&next_steps(&self.folder))
    }
}

/// The list of the new files, and what to do with them.
fn next_steps(folder: &Path) -> String {
    let shown = sanitize(&folder.display().to_string());
    let mut text = format!("{shown} is a brief now:\n\n");
    let schema = (SCHEMA, "", "lets an editor complete and explain every field");
    for (name, _, purpose) in FILES.iter().chain([&schema]) {
        let _ = writeln!(text, "  {name:<27} {purpose}");
    }
    text += "\nReplace what is marked FILL IN. Then\n\n";
    let word = shell_quote(&shown);
    let width = word.len().max(20);
    text + &format!(
        "  whosaid {word:<width$}        read it\n  whosaid check {word:<width$}  see what is wrong with it\n"
    )
}

/// Turns the name of a folder into a title: `border-talks` becomes `Border talks`.
fn title_from_name(name: &str) -> String {
    let words: String = name.replace(['-', '_'], " ").chars().filter(|char| !is_terminal_control(*char)).collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    let mut rest = words.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => "A new brief".to_owned(),
    }
}

/// Quotes a path as one word of a shell (POSIX.1-2017, section 2.2 of the Shell Command Language).
fn shell_quote(path: &str) -> String {
    let is_plain = |char: char| char.is_alphanumeric() || "/._-+,:@%".contains(char);
    if path.chars().all(is_plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_title() {
        for (name, title) in [
            ("border-talks", "Border talks"),
            ("été_2024", "Été 2024"),
            ("--", "A new brief"),
            ("a\u{202e}\"b", "A\"b"),
        ] {
            assert_eq!(title_from_name(name), title);
        }
    }

    #[test]
    fn a_path_is_one_word_to_a_shell() {
        for (path, word) in [("briefs/a-1", "briefs/a-1"), ("my brief", "'my brief'"), ("it's", r"'it'\''s'")] {
            assert_eq!(shell_quote(path), word);
        }
    }

    #[test]
    fn every_file_has_what_is_to_be_filled_in() {
        let (_, frame, _) = FILES[0];
        assert!(frame.contains(TITLE));
        assert!(FILES[..3].iter().all(|(_, text, _)| text.contains(DAY) && text.contains("FILL IN")));
    }
}
