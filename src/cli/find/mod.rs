//! To ask: a question is put to some briefs, and what it finds is printed. Only results go to standard output.

mod csv_table;
mod fields;
mod input;
mod output_format;
mod plain;
mod query_error;
mod results;

use std::io::{self, BufWriter, ErrorKind, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Arg, Args, Command};

use super::clearance::Clearance;
use super::error::{CliError, EXIT_ERROR, print_warning};
use super::row_renderer::RowRenderer;
use crate::cli::texts_args::TextsArgs;
use crate::config::Config;
use crate::search::{FIELDS, FieldHelp, Query};
use crate::text::sanitize::sanitize;
use crate::text::suggest::nearest_or_all;
use input::FindInput;
use output_format::FindFormat;

const GRAMMAR: &str = r#"A question is made of words and fields, all of which must hold:
  words           anywhere, whatever their case and accents
  "exact words"   one after the other, as they are printed
  -               before a word or a field leaves out what has it
  ,               between the values of a field means or
"#;

const EXAMPLES: &str = r#"Examples:
  whosaid find 'who:asif on:"direct talks"'          what Asif said on direct talks
  whosaid find '"direct attack on the federation"'   who said these very words
  whosaid find 'is:against after:2025' briefs        who was against what, in a folder
  whosaid find '' --limit 5                          the five newest
  whosaid find -who:asif --format csv                what all others said, for a spreadsheet
  whosaid find '' --audience TLP:GREEN               without what is marked above that

The last line of a result is a reference: `whosaid kp-kabul-talks#asif-federation` reads on there.

Exit status: 0 when something is found; 1 when nothing is; 2 for a wrong question, or where a brief
cannot be read, whatever the others have. Remarks go to standard error."#;

/// What stands below the options: how a question is written, with every field that there is.
fn after_help() -> String {
    let field = |line: &FieldHelp| format!("  {:<16}{}\n", format!("{}:", line.name), line.finds);
    let fields: String = FIELDS.iter().map(field).collect();
    format!("{GRAMMAR}{fields}\n{EXAMPLES}")
}

/// Print who said what, for a question.
#[derive(Debug, Args)]
#[command(after_help = after_help(), override_usage = "whosaid find [OPTIONS] <QUESTION> [PATH]...")]
pub(super) struct FindCommand {
    /// The question, in quotes where it has several words; '' asks for everything, newest first
    #[arg(value_name = "QUESTION", allow_hyphen_values = true)]
    question: Option<String>,

    /// Briefs and folders of briefs, all asked together. Without any, the folder that the configuration names as
    /// `library`, else the brief that comes with the program.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How results are written
    #[arg(long, value_enum, default_value_t = FindFormat::Plain)]
    format: FindFormat,

    /// Print the best N alone
    #[arg(long, value_name = "N", value_parser = parse_limit)]
    limit: Option<NonZeroUsize>,

    /// For whom it is, such as TLP:GREEN: what is marked above it is left out before anything is searched
    #[arg(long, value_name = "TLP")]
    audience: Option<String>,

    #[command(flatten)]
    texts: TextsArgs,

    /// Write with the characters of ASCII alone, where the format is plain
    #[arg(long)]
    ascii: bool,
}

/// That no option is called so, with the one that was meant.
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
    /// Prints what is found; the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        let question = self.parse_question()?;
        let clearance = self.audience.as_deref().map(Clearance::parse).transpose()?;
        let config = Config::load();
        config.problems.iter().for_each(|complaint| print_warning(complaint));
        let texts = self.texts.folder(&config)?;
        let mut asked = match clearance {
            None => FindInput::load(&self.paths, &config, &question),
            Some(clearance) => FindInput::gather_for(clearance, &self.paths, &config),
        };
        let answer = asked.search(&question, self.limit.map_or(usize::MAX, NonZeroUsize::get));
        if self.format.needs_texts() {
            asked.compare_quotes(&answer, texts.as_deref());
        }
        if !asked.is_empty() {
            answer.remarks.iter().for_each(|remark| print_warning(&sanitize(remark)));
        }
        if answer.hits.is_empty() && !asked.is_empty() {
            print_warning(&sanitize(&format!("nothing found for: {}", answer.in_words)));
        }
        if answer.hits.is_empty() {
            self.print_hint();
        }
        let look = RowRenderer::detect(self.ascii, &config);
        let results =
            output_format::FindResults { input: &asked, answer: &answer, renderer: &look, texts: texts.as_deref() };
        let all_read = self.print_results(&results)? && asked.all_read;
        Ok(match (all_read, answer.hits.is_empty()) {
            (false, _) => EXIT_ERROR,
            (true, true) => 1,
            (true, false) => 0,
        })
    }

    fn parse_question(&self) -> Result<Query, CliError> {
        let text = self.question.as_deref().ok_or(CliError::NoQuestion)?;
        // It takes whatever begins with a hyphen, so that a slip in an option would be searched for.
        if text.starts_with("--") {
            return Err(CliError::NoOption(unknown_option(text)));
        }
        let question = Query::parse(text);
        if question.errors().is_empty() {
            Ok(question)
        } else {
            Err(CliError::Question(query_error::render_complaints(&question)))
        }
    }

    /// What the shell may have made of the question, where nothing comes of it.
    fn print_hint(&self) {
        let is_path = super::resolve::is_there;
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

    /// Whether all of it could be printed.
    fn print_results(&self, results: &output_format::FindResults<'_>) -> Result<bool, CliError> {
        let mut out = BufWriter::new(io::stdout().lock());
        let written = results::write_results(&mut out, self.format, results);
        match written.and_then(|all| out.flush().map(|()| all)) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(true),
            done => done.map_err(CliError::Output),
        }
    }
}
