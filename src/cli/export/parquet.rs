//! Rows as Parquet: row groups, each written when it is full. It never holds more than one row group.

use std::io::{self, Write};
use std::mem;
use std::sync::Arc;

use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use crate::view::columns::{CellGetter, Column, EXPORT_COLUMNS};
use crate::view::record_row::{IsoDay, RecordRow};

/// When a row group is full.
#[derive(Clone, Copy)]
struct RowGroupLimit {
    rows: usize,
    /// Bytes of text.
    bytes: usize,
}

const ROW_GROUP_LIMIT: RowGroupLimit = RowGroupLimit { rows: 1 << 16, bytes: 1 << 24 };

/// Writes rows, one row group after the other.
pub(super) struct ParquetWriter<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<ParquetColumn>,
    buffered_rows: usize,
    limit: RowGroupLimit,
}

/// The buffered values of one physical column (a primitive field of the Parquet schema), until the row group is full.
struct ParquetColumn {
    values: ParquetValues,
    /// 1 for each entry with a value and 0 for each without; empty if the column is required.
    definition_levels: Vec<i16>,
    /// 1 for each entry that continues the list of the entry before, else 0; empty if the column is not in a list.
    repetition_levels: Vec<i16>,
}

enum ParquetValues {
    /// The texts one after the other, with the end offset of each.
    Texts {
        bytes: Vec<u8>,
        ends: Vec<usize>,
    },
    Days(Vec<i32>),
    Flags(Vec<bool>),
}

impl<W: Write + Send> ParquetWriter<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        Self::with_limit(out, ROW_GROUP_LIMIT)
    }

    fn with_limit(out: W, limit: RowGroupLimit) -> io::Result<Self> {
        let schema = Arc::new(parse_message_type(&parquet_schema()).map_err(into_io_error)?);
        let properties = WriterProperties::builder()
            .set_created_by(concat!("whosaid ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true);
        let file = SerializedFileWriter::new(out, schema, Arc::new(properties.build())).map_err(into_io_error)?;
        Ok(Self { file, columns: EXPORT_COLUMNS.iter().flat_map(physical_columns).collect(), buffered_rows: 0, limit })
    }

    pub(super) fn write_row(&mut self, row: &RecordRow<'_>) -> io::Result<()> {
        let mut columns = self.columns.iter_mut();
        for column in EXPORT_COLUMNS {
            let mut next = || columns.next().ok_or_else(|| io::Error::other("a column without its physical column"));
            match column.getter {
                CellGetter::Text(text) if column.is_nullable => next()?.push_optional(text(row).as_deref()),
                CellGetter::Text(text) => next()?.push_text(&text(row).unwrap_or_default()),
                CellGetter::Day(day) => next()?.push_day(day(row).map(|IsoDay(day)| days_since_epoch(day))),
                CellGetter::Flag(flag) => next()?.push_flag(flag(row)),
                CellGetter::Texts(texts) => next()?.push_list(texts(row).iter().map(String::as_str)),
                CellGetter::Stances(sides) => {
                    next()?.push_list(sides(row).iter().map(|side| side.issue));
                    next()?.push_list(sides(row).iter().map(|side| side.label));
                    next()?.push_list(sides(row).iter().map(|side| side.stance));
                }
                CellGetter::Actors(names) => {
                    next()?.push_list(names(row).iter().map(|name| name.id));
                    next()?.push_list(names(row).iter().map(|name| name.name));
                }
            }
        }
        self.buffered_rows += 1;
        let bytes: usize = self.columns.iter().map(ParquetColumn::buffered_bytes).sum();
        if self.buffered_rows == self.limit.rows || bytes >= self.limit.bytes { self.write_group() } else { Ok(()) }
    }

    fn write_group(&mut self) -> io::Result<()> {
        if mem::take(&mut self.buffered_rows) == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group().map_err(into_io_error)?;
        self.columns.iter_mut().try_for_each(|column| column.write_to(&mut group)).map_err(into_io_error)?;
        group.close().map(|_| ()).map_err(into_io_error)
    }

    /// Writes the remaining rows and the footer. Returns the inner writer.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.write_group()?;
        self.file.into_inner().map_err(into_io_error)
    }
}

impl ParquetColumn {
    fn push_text(&mut self, text: &str) {
        if let ParquetValues::Texts { bytes, ends } = &mut self.values {
            bytes.extend_from_slice(text.as_bytes());
            ends.push(bytes.len());
        }
    }

    fn push_optional(&mut self, text: Option<&str>) {
        self.definition_levels.push(i16::from(text.is_some()));
        if let Some(text) = text {
            self.push_text(text);
        }
    }

    fn push_day(&mut self, day: Option<i32>) {
        self.definition_levels.push(i16::from(day.is_some()));
        if let ParquetValues::Days(days) = &mut self.values {
            days.extend(day);
        }
    }

    fn push_flag(&mut self, flag: bool) {
        if let ParquetValues::Flags(flags) = &mut self.values {
            flags.push(flag);
        }
    }

    /// Appends the texts of one row, possibly none.
    fn push_list<'a>(&mut self, texts: impl ExactSizeIterator<Item = &'a str>) {
        if texts.len() == 0 {
            self.definition_levels.push(0);
            self.repetition_levels.push(0);
        }
        for (at, text) in texts.enumerate() {
            self.definition_levels.push(1);
            self.repetition_levels.push(i16::from(at > 0));
            self.push_text(text);
        }
    }

    /// The buffered bytes of text; levels, days and flags are not counted.
    fn buffered_bytes(&self) -> usize {
        match &self.values {
            ParquetValues::Texts { bytes, .. } => bytes.len(),
            ParquetValues::Days(_) | ParquetValues::Flags(_) => 0,
        }
    }

    /// Writes the buffered values as the next column of the row group.
    fn write_to<W: Write + Send>(&mut self, group: &mut SerializedRowGroupWriter<'_, W>) -> Result<(), ParquetError> {
        let (definition, repetition) = (mem::take(&mut self.definition_levels), mem::take(&mut self.repetition_levels));
        match &mut self.values {
            ParquetValues::Texts { bytes, ends } => {
                let all = ByteArray::from(mem::take(bytes));
                let starts = std::iter::once(0).chain(ends.iter().copied());
                let texts = starts.zip(ends.iter()).map(|(start, end)| all.slice(start, end - start));
                let texts: Vec<ByteArray> = texts.collect();
                ends.clear();
                write_column::<W, ByteArrayType>(group, &texts, [&definition, &repetition])
            }
            ParquetValues::Days(days) => {
                write_column::<W, Int32Type>(group, &mem::take(days), [&definition, &repetition])
            }
            ParquetValues::Flags(flags) => {
                write_column::<W, BoolType>(group, &mem::take(flags), [&definition, &repetition])
            }
        }
    }
}

/// Writes the next column of the row group, with its levels if it has any.
fn write_column<W: Write + Send, T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[T::T],
    levels: [&[i16]; 2],
) -> Result<(), ParquetError> {
    let [definition, repetition] = levels.map(|levels| (!levels.is_empty()).then_some(levels));
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("a physical column without its column chunk".to_owned()));
    };
    column.typed::<T>().write_batch(values, definition, repetition)?;
    column.close()
}

/// The physical columns of a column, in the order of the schema.
fn physical_columns(column: &Column) -> Vec<ParquetColumn> {
    let physical = |values| ParquetColumn { values, definition_levels: Vec::new(), repetition_levels: Vec::new() };
    let text = || physical(ParquetValues::Texts { bytes: Vec::new(), ends: Vec::new() });
    match column.getter {
        CellGetter::Text(_) | CellGetter::Texts(_) => vec![text()],
        CellGetter::Day(_) => vec![physical(ParquetValues::Days(Vec::new()))],
        CellGetter::Flag(_) => vec![physical(ParquetValues::Flags(Vec::new()))],
        CellGetter::Stances(_) => vec![text(), text(), text()],
        CellGetter::Actors(_) => vec![text(), text()],
    }
}

/// The schema in Parquet's message type syntax; lists have the three levels of Parquet's `LIST` type.
fn parquet_schema() -> String {
    let list = |name: &str, element: &str| {
        format!("  required group {name} (LIST) {{ repeated group list {{ required {element} }} }}\n")
    };
    let texts = |names: &[&str]| {
        let fields = names.iter().map(|name| format!("required binary {name} (STRING);"));
        format!("group element {{ {} }}", fields.collect::<Vec<_>>().join(" "))
    };
    let columns = EXPORT_COLUMNS.iter().map(|column| match (column.name, &column.getter) {
        (name, CellGetter::Text(_)) if column.is_nullable => format!("  optional binary {name} (STRING);\n"),
        (name, CellGetter::Text(_)) => format!("  required binary {name} (STRING);\n"),
        (name, CellGetter::Day(_)) => format!("  optional int32 {name} (DATE);\n"),
        (name, CellGetter::Flag(_)) => format!("  required boolean {name};\n"),
        (name, CellGetter::Texts(_)) => list(name, "binary element (STRING);"),
        (name, CellGetter::Stances(_)) => list(name, &texts(&["issue", "label", "stance"])),
        (name, CellGetter::Actors(_)) => list(name, &texts(&["id", "name"])),
    });
    format!("message statement {{\n{}}}\n", columns.collect::<String>())
}

/// Days from 1970-01-01, as Parquet's `DATE` counts them.
fn days_since_epoch(day: chrono::NaiveDate) -> i32 {
    let days = day.signed_duration_since(chrono::NaiveDate::default()).num_days();
    i32::try_from(days).unwrap_or_default()
}

/// Unwraps an I/O error of the inner writer; wraps any other error.
fn into_io_error(error: ParquetError) -> io::Error {
    if let ParquetError::External(inner) = error {
        return inner.downcast::<io::Error>().map_or_else(io::Error::other, |error| *error);
    }
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::loader::LoadedBrief;
    use crate::model::Record;
    use crate::quotes::Quotes;
    use crate::view::record_row::RowBrief;

    #[test]
    fn no_more_than_a_group_is_held() {
        let brief = LoadedBrief::from_source_files(crate::loader::bundled()).brief.unwrap();
        let (findings, quotes) = (Analysis::new(&brief), Quotes::default());
        let from = RowBrief { path: "b", name: "b", brief: &brief, findings: &findings, quotes: &quotes };
        let first = brief.statements.positions().next().unwrap();
        let row = RecordRow::new(from, Record::Statement(first), false);
        let mut one = ParquetWriter::new(Vec::new()).unwrap();
        one.write_row(&row).unwrap();
        let bytes: usize = one.columns.iter().map(ParquetColumn::buffered_bytes).sum();
        for limit in
            [RowGroupLimit { rows: 50, ..ROW_GROUP_LIMIT }, RowGroupLimit { bytes: bytes * 50, ..ROW_GROUP_LIMIT }]
        {
            let mut rows = ParquetWriter::with_limit(Vec::new(), limit).unwrap();
            for _ in 0..101 {
                rows.write_row(&row).unwrap();
            }
            assert_eq!((rows.file.flushed_row_groups().len(), rows.buffered_rows), (2, 1));
            assert_eq!(
                rows.columns.iter().map(ParquetColumn::buffered_bytes).sum::<usize>(),
                bytes,
                "the last row alone"
            );
            assert!(
                rows.columns.iter().all(|column| column.definition_levels.len() <= EXPORT_COLUMNS.len()),
                "levels go with their values"
            );
        }
    }
}
