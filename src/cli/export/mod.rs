//! To export: every statement of some briefs as a row, for the engine that a desk has. While one brief is written the next is read; no
//! other is held, and no row is kept.

mod columns;
mod ndjson;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod row;

use std::io::{self, Write as _};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use clap::{Args, ValueEnum};

use super::audience;
use super::briefs;
use super::error::{CliError, EXIT_ERROR, print_warning};
use crate::analysis::Analysis;
use crate::config::Config;
use crate::loader::Access;
use crate::loader::{BriefLocation, LoadedBrief};
use crate::model::{Brief, EdtfDate, Tlp};
use crate::redact;
use crate::text::sanitize::sanitize;
use output::ExportOutput;
use row::{ExportBrief, ExportRow};

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
const READ_AHEAD: usize = 1;

/// Write every statement as a row, for a database
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExportCommand {
    /// Briefs and folders of briefs. Without any, the folder that the configuration names as `library`, else the brief
    /// that comes with the program.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How rows are written
    #[arg(long, value_enum, default_value_t = ExportFormat::Ndjson)]
    format: ExportFormat,

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
enum ExportFormat {
    /// JSON, an object a line
    Ndjson,
    /// Parquet, where the program is built with it
    Parquet,
}

/// What writes rows.
enum ExportWriter {
    Ndjson(ExportOutput),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::ParquetWriter<ExportOutput>>),
}

/// An export under way.
struct ExportRun {
    writer: ExportWriter,
    audience: Option<Tlp>,
    briefs: usize,
    /// How many briefs are above the audience as a whole.
    withheld_briefs: usize,
    all_exported: bool,
    /// Whether the user has agreed to what faults cost.
    force: bool,
    /// Who may read a new file with the rows that were written.
    access: Access,
    write_error: Option<io::Error>,
}

impl ExportCommand {
    /// Exports; the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        if self.schema {
            return print(&columns::sql_schema());
        }
        let audience = self.audience.as_deref().map(audience::parse).transpose()?;
        let config = Config::load();
        config.problems.iter().for_each(|complaint| print_warning(complaint));
        let writer = ExportWriter::open(self.format, self.output.as_deref())?;
        let (force, access) = (self.force, Access::Umask);
        let mut run = ExportRun {
            writer,
            audience,
            briefs: 0,
            withheld_briefs: 0,
            all_exported: true,
            force,
            access,
            write_error: None,
        };
        let (sender, briefs) = mpsc::sync_channel(READ_AHEAD);
        let all_read = thread::scope(|scope| {
            let reader = scope.spawn(|| {
                let sender = sender;
                briefs::for_each_brief_until(&self.paths, &config, |place, reading| {
                    let sent = sender.send((place.clone(), reading));
                    if sent.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
                })
            });
            for (place, reading) in &briefs {
                if run.export_brief(&place, &reading).is_break() {
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

impl ExportCommand {
    /// Whether rows go to a file, and nothing to standard output.
    pub(super) fn has_file(&self) -> bool {
        self.output.is_some()
    }
}

impl ExportRun {
    /// Exports one brief, as far as it can be read and may be shown; whether more can be written.
    fn export_brief(&mut self, place: &BriefLocation, reading: &LoadedBrief) -> ControlFlow<()> {
        let spelt = place.path_as_given();
        let Some(brief) = &reading.brief else {
            self.skip_brief(&format!("{spelt}: nothing of it can be read: {}", reading.problem()));
            return ControlFlow::Continue(());
        };
        if let [first, more @ ..] = reading.fault_lines().as_slice() {
            let more = if more.is_empty() { String::new() } else { format!(", and {} more", more.len()) };
            if let Some(audience) = self.audience.filter(|audience| *audience != Tlp::Red) {
                // As when it is presented.
                let why = format!("not exported to {audience}, for a fault may have cost a label");
                self.skip_brief(&format!("{spelt}: {why}: {first}{more}; `whosaid check {spelt}` shows all of it"));
                return ControlFlow::Continue(());
            }
            self.all_exported &= self.force;
            // One of the faults may have cost a label.
            self.access = Access::Owner;
            print_warning(&sanitize(&format!(
                "{spelt}: exported as far as it can be read: {first}{more}; `whosaid check {spelt}` shows all of it"
            )));
        }
        let written = match self.audience.map(|audience| redact::redact_for(brief, audience)) {
            None => self.write_brief(&spelt, place, brief),
            Some(Ok(cleared)) => self.write_brief(&spelt, place, &cleared),
            Some(Err(_)) => {
                self.withheld_briefs += 1;
                Ok(())
            }
        };
        self.briefs += 1;
        self.write_error = written.err();
        if self.write_error.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn write_brief(&mut self, spelt: &str, place: &BriefLocation, brief: &Brief) -> io::Result<()> {
        let findings = Analysis::new(brief);
        let (name, as_of) = (place.name(), EdtfDate::to_string(&brief.as_of));
        let held = ExportBrief { path: spelt, name: &name, as_of, brief, findings: &findings };
        held.rows().try_for_each(|row| {
            if row.tlp < Tlp::Green {
                self.access = Access::Owner;
            }
            self.writer.write_row(&row)
        })
    }

    /// Tells of a brief that is not exported.
    fn skip_brief(&mut self, why: &str) {
        self.all_exported = false;
        print_warning(&sanitize(why));
    }

    /// Ends the export; the exit status.
    fn finish(self, all_read: bool) -> Result<u8, CliError> {
        if let (above @ 1.., Some(audience)) = (self.withheld_briefs, self.audience) {
            let briefs = if above == 1 { "brief is" } else { "briefs are" };
            print_warning(&format!("{above} {briefs} above {audience} as a whole, and not exported"));
        }
        let done = match self.write_error {
            Some(error) => Err(error),
            // Nothing takes the place of an earlier export.
            None if self.briefs == 0 => return Ok(EXIT_ERROR),
            None => self.writer.finish(self.access),
        };
        match done {
            // Whoever reads has seen enough.
            Err(error) if output::is_broken_pipe(&error) => Ok(0),
            Err(error) => Err(CliError::Export(format!("the export cannot be written: {error}"))),
            Ok(()) if all_read && self.all_exported => Ok(0),
            Ok(()) => Ok(EXIT_ERROR),
        }
    }
}

impl ExportWriter {
    fn open(form: ExportFormat, file: Option<&std::path::Path>) -> Result<Self, CliError> {
        match form {
            ExportFormat::Ndjson => ExportOutput::open(file, true).map(Self::Ndjson),
            #[cfg(feature = "parquet")]
            ExportFormat::Parquet => {
                let rows = parquet::ParquetWriter::new(ExportOutput::open(file, false)?);
                rows.map(|rows| Self::Parquet(Box::new(rows))).map_err(|error| CliError::Export(error.to_string()))
            }
            #[cfg(not(feature = "parquet"))]
            ExportFormat::Parquet => {
                let why = "this whosaid was built without Parquet; `cargo install --path . --features parquet` builds \
                           one with it, and ndjson has the same columns";
                Err(CliError::Export(why.to_owned()))
            }
        }
    }

    fn write_row(&mut self, row: &ExportRow<'_>) -> io::Result<()> {
        match self {
            Self::Ndjson(out) => ndjson::write_row(out, row),
            #[cfg(feature = "parquet")]
            Self::Parquet(rows) => rows.write_row(row),
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

fn print(text: &str) -> Result<u8, CliError> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if !output::is_broken_pipe(&error) => Err(CliError::Output(error)),
        Ok(()) | Err(_) => Ok(0),
    }
}
