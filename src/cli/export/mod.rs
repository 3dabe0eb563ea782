//! The `export` command: writes every statement of the briefs as a row, for a database. It reads ahead while it writes, but never holds
//! more than three briefs, nor more than one row (Parquet: one row group).

mod ndjson;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod sql_schema;

use std::io::{self, ErrorKind};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use clap::{Args, ValueEnum};

use super::briefs;
use super::clearance::Clearance;
use super::error::{CliError, EXIT_ERROR, print_warning};
use super::stdout;
use crate::analysis::Analysis;
use crate::config::Config;
use crate::loader::{BriefLocation, LoadedBrief};
use crate::model::{Brief, Record, Tlp};
use crate::quotes::Quotes;
use crate::storage::Access;
use crate::text::sanitize::sanitize;
use crate::view::record_row::{RecordRow, RowBrief};
use output::ExportOutput;

const EXAMPLES: &str = "\
Examples:
  whosaid export briefs > statements.ndjson           export every statement of a folder of briefs
  whosaid export --audience TLP:GREEN briefs          export only what TLP:GREEN may see
  whosaid export --schema | duckdb desk.db            create the table for the rows
  whosaid export --format parquet -o desk.parquet     export for DuckDB, ClickHouse, Trino, Spark

Columns keep their names, types and positions; new columns come last. Notes are never exported.

Exit status: 0 if everything was exported; 2 if a brief has faults or cannot be read, or if nothing
could be written. What can be read of a brief with faults is still exported, unless --audience
forbids it; with --force, such faults do not change the exit status.";

/// How many loaded briefs wait while another one is written.
const READ_AHEAD: usize = 1;

/// Export every statement as a row, for a database
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExportCommand {
    /// Briefs and folders of briefs. Without any, the current folder if it is a brief, else the folder that the
    /// configuration names as `library`, else the brief that comes with the program
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Format of the rows
    #[arg(long, value_enum, default_value_t = ExportFormat::Ndjson)]
    format: ExportFormat,

    /// Export only what this audience may see, such as TLP:GREEN: everything marked above it is left out. Without it, everything is
    /// exported, with its label
    #[arg(long, value_name = "TLP")]
    audience: Option<String>,

    /// The file to write. It replaces an existing file only once it is complete, and keeps that file's permissions. Only the owner may
    /// read a new file if anything in the briefs is above TLP:GREEN. Without this option, the rows go to standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Export what can be read of briefs with faults, and exit with 0. The faults are still reported
    #[arg(long)]
    force: bool,

    /// Print the SQL statement that creates a table for the rows, and export nothing
    #[arg(long, conflicts_with_all = ["paths", "format", "audience", "output", "force"])]
    schema: bool,
}

/// The format of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// JSON, one object per line
    Ndjson,
    /// Parquet, if the program was built with it
    Parquet,
}

/// Writes rows in one of the formats.
enum ExportWriter {
    Ndjson(ExportOutput),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::ParquetWriter<ExportOutput>>),
}

/// A running export.
struct ExportRun {
    writer: ExportWriter,
    clearance: Option<Clearance>,
    briefs: usize,
    all_exported: bool,
    /// Whether faults leave the exit status at 0.
    force: bool,
    /// Who may read a new output file, given the rows written so far.
    access: Access,
    write_error: Option<io::Error>,
}

impl ExportCommand {
    /// Runs the export. Returns the exit status.
    pub(super) fn run(self) -> Result<u8, CliError> {
        if self.schema {
            return stdout::print(&sql_schema::sql_schema());
        }
        let clearance = self.audience.as_deref().map(Clearance::parse).transpose()?;
        let config = Config::load();
        config.problems.iter().for_each(|problem| print_warning(problem));
        let writer = ExportWriter::open(self.format, self.output.as_deref())?;
        let (force, access) = (self.force, Access::Umask);
        let mut run = ExportRun { writer, clearance, briefs: 0, all_exported: true, force, access, write_error: None };
        let paths = briefs::paths_or_current(&self.paths, &config);
        let (sender, briefs) = mpsc::sync_channel(READ_AHEAD);
        let all_read = thread::scope(|scope| {
            let reader = scope.spawn(|| {
                let sender = sender;
                briefs::for_each_brief_until(&paths, &config, |location, loaded| {
                    let sent = sender.send((location.clone(), loaded));
                    if sent.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
                })
            });
            for (location, loaded) in &briefs {
                if run.export_brief(&location, &loaded).is_break() {
                    break;
                }
            }
            // Ends a reader thread that waits to send a brief.
            drop(briefs);
            reader.join().unwrap_or(false)
        });
        run.finish(all_read)
    }

    /// Whether the rows go to a file, and nothing to standard output.
    pub(super) fn has_file(&self) -> bool {
        self.output.is_some()
    }
}

impl ExportRun {
    /// Exports what can be read and shown of one brief. Breaks if the output cannot be written.
    fn export_brief(&mut self, location: &BriefLocation, loaded: &LoadedBrief) -> ControlFlow<()> {
        let path = location.path_as_given();
        let Some(brief) = &loaded.brief else {
            self.all_exported = false;
            print_warning(&sanitize(&format!("{path}: nothing of it can be read: {}", loaded.problem())));
            return ControlFlow::Continue(());
        };
        if let [first, more @ ..] = loaded.fault_lines().as_slice() {
            let more = if more.is_empty() { String::new() } else { format!(", and {} more", more.len()) };
            let bar = self.clearance.filter(|clearance| clearance.is_barred(loaded));
            let done = bar.map_or("exported as far as it can be read".to_owned(), |bar| bar.bar_reason("exported"));
            let hint = format!("`whosaid check {path}` shows all of it");
            print_warning(&sanitize(&format!("{path}: {done}: {first}{more}; {hint}")));
            self.all_exported &= self.force && bar.is_none();
            if bar.is_some() {
                return ControlFlow::Continue(());
            }
            // Because of a fault, a label may be missing.
            self.access = Access::Owner;
        }
        let written = match &mut self.clearance {
            None => self.write_brief(&path, location, brief),
            Some(clearance) => match clearance.redact(brief) {
                Some(redacted) => self.write_brief(&path, location, &redacted),
                None => Ok(()),
            },
        };
        self.briefs += 1;
        self.write_error = written.err();
        if self.write_error.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn write_brief(&mut self, path: &str, location: &BriefLocation, brief: &Brief) -> io::Result<()> {
        let (findings, quotes) = (Analysis::new(brief), Quotes::default());
        let from = RowBrief { path, name: &location.name(), brief, findings: &findings, quotes: &quotes };
        // A row can hold what comes from a stricter record: the origin of its source, a contradiction.
        if brief.strictest_tlp() < Tlp::Green {
            self.access = Access::Owner;
        }
        let mut statements = brief.statements.positions().map(Record::Statement);
        statements.try_for_each(|record| self.writer.write_row(&RecordRow::new(from, record, false)))
    }

    /// Ends the export. Returns the exit status.
    fn finish(self, all_read: bool) -> Result<u8, CliError> {
        if let Some(clearance) = self.clearance {
            clearance.report_withheld("exported");
        }
        let closed = |error: &io::Error| error.kind() == ErrorKind::BrokenPipe;
        let result = match self.write_error {
            // The reader of the pipe wants no more. What was lost before is lost all the same.
            Some(error) if closed(&error) => Ok(()),
            Some(error) => Err(error),
            // Without a brief, an earlier export is not replaced.
            None if self.briefs == 0 => return Ok(EXIT_ERROR),
            None => self.writer.finish(self.access),
        };
        match result {
            Err(error) if !closed(&error) => Err(CliError::Export(format!("the export cannot be written: {error}"))),
            _ if all_read && self.all_exported => Ok(0),
            _ => Ok(EXIT_ERROR),
        }
    }
}

impl ExportWriter {
    fn open(format: ExportFormat, file: Option<&std::path::Path>) -> Result<Self, CliError> {
        match format {
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

    fn write_row(&mut self, row: &RecordRow<'_>) -> io::Result<()> {
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
