//! To export: every statement of some briefs as a row, for the engine that a desk has. While one brief is written the next is read; no
//! other is held, and no row is kept.

mod columns;
mod ndjson;
mod out;
#[cfg(feature = "parquet")]
mod parquet;
mod row;

use std::io::{self, Write as _};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use clap::{Args, ValueEnum};

use super::briefs;
use super::label;
use super::refusal::{REFUSED, Refusal, say};
use crate::analysis::Findings;
use crate::config::Config;
use crate::loader::Access;
use crate::loader::{Place, Reading};
use crate::model::{Brief, Tlp, When};
use crate::redact;
use crate::text::sanitize::harmless;
use out::Out;
use row::{Held, Row};

const EXAMPLES: &str = "\
Examples:
  whosaid export briefs > statements.ndjson           every statement of a folder of briefs
  whosaid export --audience TLP:GREEN briefs          without what is marked above that
  whosaid export --schema | duckdb desk.db            make the table that the rows fit
  whosaid export --format parquet -o desk.parquet     for DuckDB, ClickHouse, Trino, Spark

Columns keep their names, types and places; new ones come last. Notes are never exported.

Exit status: 0 when everything was exported; 2 where a brief has faults or cannot be read (what
can be is exported all the same, unless the audience forbids it), or nothing could be written.
With --force, faults of a brief that was exported as far as it can be read do not count.";

/// How many briefs are read before the last is written.
const AHEAD: usize = 1;

/// Write every statement as a row, for a database
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Export {
    /// Briefs and folders of briefs. Without any, the folder that the configuration names as `library`, else the brief
    /// that comes with the program.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How rows are written
    #[arg(long, value_enum, default_value_t = Form::Ndjson)]
    format: Form,

    /// For whom it is, such as TLP:GREEN: what is marked above it is left out. Without it, everything is exported, with its label
    #[arg(long, value_name = "TLP")]
    audience: Option<String>,

    /// The file to write, which takes the place of one of that name when all of it is there, and keeps its mode. A new one is for its
    /// owner alone where a row is above TLP:GREEN. Without it, standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Take what can be read of briefs with faults, and exit with 0; what is wrong is told all the same
    #[arg(long)]
    force: bool,

    /// Print the table that the rows fit, as a statement of SQL, and export nothing
    #[arg(long, conflicts_with_all = ["paths", "format", "audience", "output", "force"])]
    schema: bool,
}

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// JSON, an object a line
    Ndjson,
    /// Parquet, where the program is built with it
    Parquet,
}

/// What writes rows.
enum Writer {
    Ndjson(Out),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Rows<Out>>),
}

/// An export under way.
struct Run {
    writer: Writer,
    audience: Option<Tlp>,
    briefs: usize,
    /// How many briefs are above the audience as a whole.
    above: usize,
    all_taken: bool,
    /// Whether the user has agreed to what faults cost.
    force: bool,
    /// Who may read a new file with the rows that were written.
    access: Access,
    failed: Option<io::Error>,
}

impl Export {
    /// Exports; the exit status.
    pub(super) fn run(self) -> Result<u8, Refusal> {
        if self.schema {
            return print(&columns::schema());
        }
        let audience = self.audience.as_deref().map(label::of).transpose()?;
        let config = Config::of_user();
        config.complaints.iter().for_each(|complaint| say(complaint));
        let writer = Writer::open(self.format, self.output.as_deref())?;
        let (force, access) = (self.force, Access::Umask);
        let mut run = Run { writer, audience, briefs: 0, above: 0, all_taken: true, force, access, failed: None };
        let (sender, briefs) = mpsc::sync_channel(AHEAD);
        let all_read = thread::scope(|scope| {
            let reader = scope.spawn(|| {
                let sender = sender;
                briefs::each_until(&self.paths, &config, |place, reading| {
                    let sent = sender.send((place.clone(), reading));
                    if sent.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
                })
            });
            for (place, reading) in &briefs {
                if run.take(&place, &reading).is_break() {
                    break;
                }
            }
            // A reader that waits to be rid of a brief learns that nobody takes it.
            drop(briefs);
            reader.join().unwrap_or(false)
        });
        run.finish(all_read)
    }
}

impl Export {
    /// Whether rows go to a file, and nothing to standard output.
    pub(super) fn has_file(&self) -> bool {
        self.output.is_some()
    }
}

impl Run {
    /// Exports one brief, as far as it can be read and may be shown; whether more can be written.
    fn take(&mut self, place: &Place, reading: &Reading) -> ControlFlow<()> {
        let spelt = place.spelt();
        let Some(brief) = &reading.brief else {
            self.miss(&format!("{spelt}: nothing of it can be read: {}", reading.problem()));
            return ControlFlow::Continue(());
        };
        if let [first, more @ ..] = reading.fault_lines().as_slice() {
            let more = if more.is_empty() { String::new() } else { format!(", and {} more", more.len()) };
            if let Some(audience) = self.audience.filter(|audience| *audience != Tlp::Red) {
                // As when it is presented.
                let why = format!("not exported to {audience}, for a fault may have cost a label");
                self.miss(&format!("{spelt}: {why}: {first}{more}; `whosaid check {spelt}` shows all of it"));
                return ControlFlow::Continue(());
            }
            self.all_taken &= self.force;
            // One of the faults may have cost a label.
            self.access = Access::Owner;
            say(&harmless(&format!(
                "{spelt}: exported as far as it can be read: {first}{more}; `whosaid check {spelt}` shows all of it"
            )));
        }
        let written = match self.audience.map(|audience| redact::cleared(brief, audience)) {
            None => self.write(&spelt, place, brief),
            Some(Ok(cleared)) => self.write(&spelt, place, &cleared),
            Some(Err(_)) => {
                self.above += 1;
                Ok(())
            }
        };
        self.briefs += 1;
        self.failed = written.err();
        if self.failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn write(&mut self, spelt: &str, place: &Place, brief: &Brief) -> io::Result<()> {
        let findings = Findings::of(brief);
        let (name, as_of) = (place.name(), When::to_string(&brief.as_of));
        let held = Held { spelt, name: &name, as_of, brief, findings: &findings };
        held.rows().try_for_each(|row| {
            if row.tlp < Tlp::Green {
                self.access = Access::Owner;
            }
            self.writer.write(&row)
        })
    }

    /// Tells of a brief that is not exported.
    fn miss(&mut self, why: &str) {
        self.all_taken = false;
        say(&harmless(why));
    }

    /// Ends the export; the exit status.
    fn finish(self, all_read: bool) -> Result<u8, Refusal> {
        if let (above @ 1.., Some(audience)) = (self.above, self.audience) {
            let briefs = if above == 1 { "brief is" } else { "briefs are" };
            say(&format!("{above} {briefs} above {audience} as a whole, and not exported"));
        }
        let done = match self.failed {
            Some(error) => Err(error),
            // Nothing takes the place of an earlier export.
            None if self.briefs == 0 => return Ok(REFUSED),
            None => self.writer.finish(self.access),
        };
        match done {
            // Whoever reads has seen enough.
            Err(error) if out::is_enough(&error) => Ok(0),
            Err(error) => Err(Refusal::Export(format!("the export cannot be written: {error}"))),
            Ok(()) if all_read && self.all_taken => Ok(0),
            Ok(()) => Ok(REFUSED),
        }
    }
}

impl Writer {
    fn open(form: Form, file: Option<&std::path::Path>) -> Result<Self, Refusal> {
        match form {
            Form::Ndjson => Out::open(file, true).map(Self::Ndjson),
            #[cfg(feature = "parquet")]
            Form::Parquet => {
                let rows = parquet::Rows::of(Out::open(file, false)?);
                rows.map(|rows| Self::Parquet(Box::new(rows))).map_err(|error| Refusal::Export(error.to_string()))
            }
            #[cfg(not(feature = "parquet"))]
            Form::Parquet => {
                let why = "this whosaid was built without Parquet; `cargo install --path . --features parquet` builds \
                           one with it, and ndjson has the same columns";
                Err(Refusal::Export(why.to_owned()))
            }
        }
    }

    fn write(&mut self, row: &Row<'_>) -> io::Result<()> {
        match self {
            Self::Ndjson(out) => ndjson::write(out, row),
            #[cfg(feature = "parquet")]
            Self::Parquet(rows) => rows.write(row),
        }
    }

    fn finish(self, access: Access) -> io::Result<()> {
        match self {
            Self::Ndjson(out) => out.finish(access),
            #[cfg(feature = "parquet")]
            Self::Parquet(rows) => rows.finish()?.finish(access),
        }
    }
}

fn print(text: &str) -> Result<u8, Refusal> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if !out::is_enough(&error) => Err(Refusal::Output(error)),
        Ok(()) | Err(_) => Ok(0),
    }
}
