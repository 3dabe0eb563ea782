//! To ask: a question is put to some briefs, and what it finds is printed. Only results go to standard output.

mod asked;
mod fields;
mod form;
mod plain;
mod shelf;
mod table;
mod wrong;

use std::io::{self, BufWriter, ErrorKind, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Arg, Args, Command};

use super::clearance::Clearance;
use super::look::Look;
use super::refusal::{REFUSED, Refusal, say};
use crate::cli::texts::Texts;
use crate::config::Config;
use crate::search::{FIELDS, FieldLine, Question};
use crate::text::sanitize::harmless;
use crate::text::suggest::nearest_or_all;
use asked::Asked;
use form::Form;

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
fn more() -> String {
    let field = |line: &FieldLine| format!("  {:<16}{}\n", format!("{}:", line.name), line.finds);
    let fields: String = FIELDS.iter().map(field).collect();
    format!("{GRAMMAR}{fields}\n{EXAMPLES}")
}

/// Print who said what, for a question.
#[derive(Debug, Args)]
#[command(after_help = more(), override_usage = "whosaid find [OPTIONS] <QUESTION> [PATH]...")]
pub(super) struct Find {
    /// The question, in quotes where it has several words; '' asks for everything, newest first
    #[arg(value_name = "QUESTION", allow_hyphen_values = true)]
    question: Option<String>,

    /// Briefs and folders of briefs, all asked together. Without any, the folder that the configuration names as
    /// `library`, else the brief that comes with the program.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How results are written
    #[arg(long, value_enum, default_value_t = Form::Plain)]
    format: Form,

    /// Print the best N alone
    #[arg(long, value_name = "N", value_parser = limit)]
    limit: Option<NonZeroUsize>,

    /// For whom it is, such as TLP:GREEN: what is marked above it is left out before anything is searched
    #[arg(long, value_name = "TLP")]
    audience: Option<String>,

    #[command(flatten)]
    texts: Texts,

    /// Write with the characters of ASCII alone, where the format is plain
    #[arg(long)]
    ascii: bool,
}

/// That no option is called so, with the one that was meant.
fn no_option(text: &str) -> String {
    let command = Find::augment_args(Command::new("find"));
    let options: Vec<String> =
        command.get_arguments().filter_map(Arg::get_long).map(|name| format!("--{name}")).collect();
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let written = text.split('=').next().unwrap_or(text);
    harmless(&format!("no option `{written}`; {}", nearest_or_all(written, &options, "there are")))
}

fn limit(text: &str) -> Result<NonZeroUsize, String> {
    match text.parse::<usize>().map(NonZeroUsize::new) {
        Ok(Some(limit)) => Ok(limit),
        Ok(None) => Err("nothing would be shown; leave `--limit` out to see everything".to_owned()),
        Err(_) => Err("expected a whole number, such as 10".to_owned()),
    }
}

impl Find {
    /// Prints what is found; the exit status.
    pub(super) fn run(self) -> Result<u8, Refusal> {
        let question = self.question()?;
        let clearance = self.audience.as_deref().map(Clearance::parse).transpose()?;
        let config = Config::of_user();
        config.complaints.iter().for_each(|complaint| say(complaint));
        let texts = self.texts.folder(&config)?;
        let mut asked = match clearance {
            None => Asked::gather(&self.paths, &config, &question),
            Some(clearance) => Asked::gather_for(clearance, &self.paths, &config),
        };
        let answer = asked.answer(&question, self.limit.map_or(usize::MAX, NonZeroUsize::get));
        if self.format.tells_of_texts() {
            asked.compare(&answer, texts.as_deref());
        }
        if !asked.is_empty() {
            answer.remarks.iter().for_each(|remark| say(&harmless(remark)));
        }
        if answer.hits.is_empty() && !asked.is_empty() {
            say(&harmless(&format!("nothing found for: {}", answer.in_words)));
        }
        if answer.hits.is_empty() {
            self.hint();
        }
        let look = Look::detect(self.ascii, &config);
        let results = form::Results { asked: &asked, answer: &answer, look: &look, texts: texts.as_deref() };
        let all_read = self.print(&results)? && asked.all_read;
        Ok(match (all_read, answer.hits.is_empty()) {
            (false, _) => REFUSED,
            (true, true) => 1,
            (true, false) => 0,
        })
    }

    fn question(&self) -> Result<Question, Refusal> {
        let text = self.question.as_deref().ok_or(Refusal::NoQuestion)?;
        // It takes whatever begins with a hyphen, so that a slip in an option would be searched for.
        if text.starts_with("--") {
            return Err(Refusal::NoOption(no_option(text)));
        }
        let question = Question::parse(text);
        if question.complaints().is_empty() { Ok(question) } else { Err(Refusal::Question(wrong::drawn(&question))) }
    }

    /// What the shell may have made of the question, where nothing comes of it.
    fn hint(&self) {
        let is_path = super::target::is_there;
        let question = self.question.as_deref().unwrap_or_default();
        if self.paths.is_empty() && is_path(Path::new(question)) {
            say(&harmless(&format!("`{question}` was the question; ask it with `whosaid find '' {question}`")));
        }
        let stray = self.paths.iter().find(|path| path.components().count() == 1 && !is_path(path));
        if let Some(stray) = stray {
            let stray = stray.display();
            say(&harmless(&format!("if `{stray}` belongs to the question, put the whole question in quotes")));
        }
    }

    /// Whether all of it could be printed.
    fn print(&self, results: &form::Results<'_>) -> Result<bool, Refusal> {
        let mut out = BufWriter::new(io::stdout().lock());
        let written = shelf::write(&mut out, self.format, results);
        match written.and_then(|all| out.flush().map(|()| all)) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(true),
            done => done.map_err(Refusal::Output),
        }
    }
}
