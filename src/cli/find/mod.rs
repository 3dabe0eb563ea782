//! The `find` command: runs a query on the briefs and prints the matches. It never prints anything but matches on standard output.

mod csv_table;
mod input;
mod output_format;
mod plain;
mod query_error;
mod results;

use std::io::{self, BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Arg, Args, Command};

use super::briefs;
use super::clearance::Clearance;
use super::error::{CliError, EXIT_ERROR, print_warning};
use super::row_renderer::RowRenderer;
use super::stdout::ignore_broken_pipe;
use super::texts_args::TextsArgs;
use crate::config::Config;
use crate::search::{FIELDS, FieldHelp, Query};
use crate::text::sanitize::sanitize;
use crate::text::suggest::nearest_or_all;
use crate::view::columns::table_columns;
use input::FindInput;
use output_format::{FindFormat, FindResults};

const GRAMMAR: &str = r#"A question consists of words and fields. A record must match all of them:
  words           anywhere in the record; case and accents do not matter
  "exact words"   these words in this order
  -               before a word or a field: leave out the records that match it
  ,               between the values of a field: or
"#;

const EXAMPLES: &str = r#"Examples:
  whosaid find 'who:asif on:"direct talks"'          what Asif said on direct talks
  whosaid find '"direct attack on the federation"'   who said exactly these words
  whosaid find 'is:against after:2025' briefs        who was against what, in a folder of briefs
  whosaid find '' --limit 5                          the five newest records
  whosaid find -who:asif --format csv                what everybody else said, for a spreadsheet
  whosaid find '' --audience TLP:GREEN               only what TLP:GREEN may see

The last line of a result is a reference: `whosaid kp-kabul-talks#asif-federation` opens the brief
at that statement.

Exit status: 0 if something is found; 1 if nothing is found; 2 if the question is wrong, or if a
brief cannot be read (also when others have results). Remarks go to standard error."#;

/// The help below the options: the query language with all its fields, and examples.
fn after_help() -> String {
    let field = |line: &FieldHelp| format!("  {:<16}{}\n", format!("{}:", line.name), line.finds);
    let fields: String = FIELDS.iter().map(field).collect();
    format!("{GRAMMAR}{fields}\n{EXAMPLES}")
}

/// Find who said what: search briefs for a question
#[derive(Debug, Args)]
#[command(after_help = after_help(), override_usage = "whosaid find [OPTIONS] <QUESTION> [PATH]...")]
pub(super) struct FindCommand {
    /// The question. Put it in quotes if it has several words; '' finds everything, newest first
    #[arg(value_name = "QUESTION", allow_hyphen_values = true)]
    question: Option<String>,

    /// Briefs and folders of briefs to search together. Without any, the current folder if it is a brief,
    /// else the folder that the configuration names as `library`, else the brief that comes with the program
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Format of the results
    #[arg(long, value_enum, default_value_t = FindFormat::Plain)]
    format: FindFormat,

    /// Print only the best N results
    #[arg(long, value_name = "N", value_parser = parse_limit)]
    limit: Option<NonZeroUsize>,

    /// Search only what this audience may see, such as TLP:GREEN: everything marked above it is left out before the search
    #[arg(long, value_name = "TLP")]
    audience: Option<String>,

    #[command(flatten)]
    texts: TextsArgs,

    /// Use only ASCII characters in the plain format
    #[arg(long)]
    ascii: bool,
}

/// The error message for an unknown option, with the nearest known one.
fn unknown_option(text: &str) -> String {
    let command = FindCommand::augment_args(Command::new("find"));
    let options: Vec<String> =
        command.get_arguments().filter_map(Arg::get_long).map(|name| format!("--{name}")).collect();
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let written = text.split('=').next().unwrap_or(text);
    sanitize(&format!("no option `{written}`; {}", nearest_or_all(written, &options, "there are")))
}

fn parse_limit(text: &str) -> Result<NonZeroUsize, String> {
    match text.parse::<usize>().map(NonZeroUsize::new) {
        Ok(Some(limit)) => Ok(limit),
        Ok(None) => Err("nothing would be shown; leave `--limit` out to see everything".to_owned()),
        Err(_) => Err("expected a whole number, such as 10".to_owned()),
    }
}

impl FindCommand {
    /// Prints the matches. Returns the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let query = self.parse_question()?;
        let clearance = self.audience.as_deref().map(Clearance::parse).transpose()?;
        let config = Config::load();
        config.problems.iter().for_each(|problem| print_warning(problem));
        let texts = self.texts.folder(&config)?;
        let paths = briefs::paths_or_current(&self.paths, &config);
        let mut input = match clearance {
            None => FindInput::load(&paths, &config, &query),
            Some(clearance) => FindInput::load_for(clearance, &paths, &config),
        };
        let answer = input.search(&query, self.limit.map_or(usize::MAX, NonZeroUsize::get));
        if self.format.needs_texts() {
            input.compare_quotes(&answer, texts.as_deref());
        }
        if !input.is_empty() {
            answer.remarks.iter().for_each(|remark| print_warning(&sanitize(remark)));
        }
        if answer.hits.is_empty() && !input.is_empty() {
            print_warning(&sanitize(&format!("nothing found for: {}", answer.in_words)));
        }
        if answer.hits.is_empty() {
            self.print_hint();
        }
        let renderer = RowRenderer::detect(self.ascii, &config);
        let (texts, columns) = (texts.as_deref(), table_columns());
        let results = FindResults { input: &input, answer: &answer, renderer: &renderer, texts, columns };
        let mut out = BufWriter::new(io::stdout().lock());
        let written = results::write_results(&mut out, self.format, &results);
        let has_unread = ignore_broken_pipe(written.and_then(|all_read| out.flush().map(|()| !all_read)))?;
        let all_read = input.all_read && !has_unread;
        Ok(match (all_read, answer.hits.is_empty()) {
            (false, _) => EXIT_ERROR,
            (true, true) => 1,
            (true, false) => 0,
        })
    }

    fn parse_question(&self) -> Result<Query, CliError> {
        let text = self.question.as_deref().ok_or(CliError::NoQuestion)?;
        // The argument may begin with a hyphen, so a mistyped option would be taken as the question.
        if text.starts_with("--") {
            return Err(CliError::NoOption(unknown_option(text)));
        }
        let query = Query::parse(text);
        if query.errors().is_empty() { Ok(query) } else { Err(CliError::Question(query_error::render_errors(&query))) }
    }

    /// Suggests how to quote the question, if the shell may have split it.
    fn print_hint(&self) {
        let is_path = super::resolve::path_exists;
        let question = self.question.as_deref().unwrap_or_default();
        if self.paths.is_empty() && is_path(Path::new(question)) {
            print_warning(&sanitize(&format!(
                "`{question}` was the question; ask it with `whosaid find '' {question}`"
            )));
        }
        let stray = self.paths.iter().find(|path| path.components().count() == 1 && !is_path(path));
        if let Some(stray) = stray {
            let stray = stray.display();
            print_warning(&sanitize(&format!(
                "if `{stray}` belongs to the question, put the whole question in quotes"
            )));
        }
    }
}
