//! The `explain` command: prints why a code is a fault, with an example and its correction, or lists all codes. It never reads a brief.

use std::fmt::Write as _;

use clap::Args;

use super::error::CliError;
use super::stdout;
use crate::diagnostics::{Code, Page, PageSection, RETIRED_CODES, Severity};
use crate::text::sanitize::sanitize;
use crate::text::suggest::nearest;

/// Columns of prose. Examples are not wrapped.
const WIDTH: usize = 80;

/// Explain a code that `check` reports, with an example
#[derive(Debug, Args)]
pub(super) struct ExplainCommand {
    /// A code, such as W-weekday. Without it, list every code with its meaning
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

impl ExplainCommand {
    /// Prints the page of the code, or all codes. Returns the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let text = match self.code {
            Some(word) => format_page(parse_code(&word)?),
            None => list_codes(),
        };
        stdout::print(&text)
    }
}

fn parse_code(word: &str) -> Result<Code, CliError> {
    Code::from_word(word).ok_or_else(|| {
        if let Some((code, reason)) = RETIRED_CODES.iter().find(|(code, _)| *code == word) {
            return CliError::Reference(format!("`{code}` is not reported any more: {reason}"));
        }
        let near = nearest(word, Code::ALL.iter().map(|code| code.word()));
        let help = near.map_or("`whosaid explain` lists all".to_owned(), |near| format!("did you mean `{near}`?"));
        CliError::Reference(sanitize(&format!("no code `{word}`; {help}")))
    })
}

/// Every code with its sentence, the most severe first.
fn list_codes() -> String {
    let width = Code::ALL.iter().map(|code| code.word().len()).max().unwrap_or_default();
    let mut text = String::new();
    for level in Severity::ALL {
        let _ = writeln!(text, "{}s", level.word());
        for code in Code::ALL.iter().filter(|code| code.level() == level) {
            let _ = writeln!(text, "  {code:width$}  {}", code.page().title);
        }
        text.push('\n');
    }
    text.push_str("`whosaid explain CODE` gives the reason and an example.\n");
    text
}

fn format_page(code: Code) -> String {
    let Page { title, reason, sections } = code.page();
    let wrapped = |prose: &str| textwrap::fill(prose, WIDTH);
    let mut page = format!("{code} ({})\n\n{}\n\n{}\n", code.level().word(), wrapped(title), wrapped(reason));
    for PageSection { heading, text, .. } in sections {
        let _ = write!(page, "\n{heading}:\n\n{}\n", textwrap::indent(text, "    "));
    }
    page
}
