//! Rows as Parquet: groups of rows, each written when it is full, so that no more than one is ever held. It reads no Parquet.

use std::io::{self, Write};
use std::mem;
use std::sync::Arc;

use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use super::columns::{COLUMNS, Cell};
use super::row::Row;

/// When a group is full: what is held at once.
#[derive(Clone, Copy)]
struct Group {
    rows: usize,
    /// Of text.
    bytes: usize,
}

const GROUP: Group = Group { rows: 1 << 16, bytes: 1 << 24 };

/// Writes rows, group by group.
pub(super) struct Rows<W: Write + Send> {
    file: SerializedFileWriter<W>,
    leaves: Vec<Leaf>,
    held: usize,
    full: Group,
}

/// The values of one leaf of the schema that wait for their group to be full.
struct Leaf {
    values: Values,
    /// For each place in the leaf, whether something stands there; empty where it always does.
    there: Vec<i16>,
    /// For each place, whether it goes on with the list of the one before; empty outside of lists.
    goes_on: Vec<i16>,
}

enum Values {
    /// The texts after each other, with the end of each.
    Texts {
        bytes: Vec<u8>,
        ends: Vec<usize>,
    },
    Days(Vec<i32>),
    Flags(Vec<bool>),
}

impl<W: Write + Send> Rows<W> {
    pub(super) fn of(out: W) -> io::Result<Self> {
        Self::in_groups(out, GROUP)
    }

    fn in_groups(out: W, full: Group) -> io::Result<Self> {
        let schema = Arc::new(parse_message_type(&schema()).map_err(as_io)?);
        let properties = WriterProperties::builder()
            .set_created_by(concat!("whosaid ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true);
        let file = SerializedFileWriter::new(out, schema, Arc::new(properties.build())).map_err(as_io)?;
        Ok(Self { file, leaves: COLUMNS.iter().flat_map(|column| leaves(&column.cell)).collect(), held: 0, full })
    }

    pub(super) fn write(&mut self, row: &Row<'_>) -> io::Result<()> {
        let mut leaves = self.leaves.iter_mut();
        for column in COLUMNS {
            let mut next = || leaves.next().ok_or_else(|| io::Error::other("a column without its leaf"));
            match column.cell {
                Cell::Text(text) => next()?.text(text(row)),
                Cell::Maybe(text) => next()?.maybe(text(row)),
                Cell::Day(day) => next()?.day(day(row).map(since_1970)),
                Cell::Flag(flag) => next()?.flag(flag(row)),
                Cell::Texts(texts) => next()?.list(texts(row).iter().map(String::as_str)),
                Cell::Sides(sides) => {
                    next()?.list(sides(row).iter().map(|side| side.issue));
                    next()?.list(sides(row).iter().map(|side| side.label));
                    next()?.list(sides(row).iter().map(|side| side.stance));
                }
                Cell::Names(names) => {
                    next()?.list(names(row).iter().map(|name| name.id));
                    next()?.list(names(row).iter().map(|name| name.name));
                }
            }
        }
        self.held += 1;
        let bytes: usize = self.leaves.iter().map(Leaf::bytes).sum();
        if self.held == self.full.rows || bytes >= self.full.bytes { self.end_group() } else { Ok(()) }
    }

    fn end_group(&mut self) -> io::Result<()> {
        if mem::take(&mut self.held) == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group().map_err(as_io)?;
        self.leaves.iter_mut().try_for_each(|leaf| leaf.write(&mut group)).map_err(as_io)?;
        group.close().map(|_| ()).map_err(as_io)
    }

    /// Writes what is left; what it was written to, which now has all.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.end_group()?;
        self.file.into_inner().map_err(as_io)
    }
}

impl Leaf {
    fn text(&mut self, text: &str) {
        if let Values::Texts { bytes, ends } = &mut self.values {
            bytes.extend_from_slice(text.as_bytes());
            ends.push(bytes.len());
        }
    }

    fn maybe(&mut self, text: Option<&str>) {
        self.there.push(i16::from(text.is_some()));
        if let Some(text) = text {
            self.text(text);
        }
    }

    fn day(&mut self, day: Option<i32>) {
        self.there.push(i16::from(day.is_some()));
        if let Values::Days(days) = &mut self.values {
            days.extend(day);
        }
    }

    fn flag(&mut self, flag: bool) {
        if let Values::Flags(flags) = &mut self.values {
            flags.push(flag);
        }
    }

    /// The texts of a row, of which there may be none.
    fn list<'a>(&mut self, texts: impl ExactSizeIterator<Item = &'a str>) {
        if texts.len() == 0 {
            self.there.push(0);
            self.goes_on.push(0);
        }
        for (at, text) in texts.enumerate() {
            self.there.push(1);
            self.goes_on.push(i16::from(at > 0));
            self.text(text);
        }
    }

    /// How much is held, for the most part.
    fn bytes(&self) -> usize {
        match &self.values {
            Values::Texts { bytes, .. } => bytes.len(),
            Values::Days(_) | Values::Flags(_) => 0,
        }
    }

    /// Writes what is held, as the next column of a group.
    fn write<W: Write + Send>(&mut self, group: &mut SerializedRowGroupWriter<'_, W>) -> Result<(), ParquetError> {
        let (there, goes_on) = (mem::take(&mut self.there), mem::take(&mut self.goes_on));
        match &mut self.values {
            Values::Texts { bytes, ends } => {
                let all = ByteArray::from(mem::take(bytes));
                let starts = std::iter::once(0).chain(ends.iter().copied());
                let texts = starts.zip(ends.iter()).map(|(start, end)| all.slice(start, end - start));
                let texts: Vec<ByteArray> = texts.collect();
                ends.clear();
                column::<W, ByteArrayType>(group, &texts, [&there, &goes_on])
            }
            Values::Days(days) => column::<W, Int32Type>(group, &mem::take(days), [&there, &goes_on]),
            Values::Flags(flags) => column::<W, BoolType>(group, &mem::take(flags), [&there, &goes_on]),
        }
    }
}

/// Writes the next column of a group, with its levels where it has any.
fn column<W: Write + Send, T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[T::T],
    levels: [&[i16]; 2],
) -> Result<(), ParquetError> {
    let [there, goes_on] = levels.map(|levels| (!levels.is_empty()).then_some(levels));
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("a leaf without its column".to_owned()));
    };
    column.typed::<T>().write_batch(values, there, goes_on)?;
    column.close()
}

/// The leaves of a column, in the order of the schema.
fn leaves(cell: &Cell) -> Vec<Leaf> {
    let leaf = |values| Leaf { values, there: Vec::new(), goes_on: Vec::new() };
    let text = || leaf(Values::Texts { bytes: Vec::new(), ends: Vec::new() });
    match cell {
        Cell::Text(_) | Cell::Maybe(_) | Cell::Texts(_) => vec![text()],
        Cell::Day(_) => vec![leaf(Values::Days(Vec::new()))],
        Cell::Flag(_) => vec![leaf(Values::Flags(Vec::new()))],
        Cell::Sides(_) => vec![text(), text(), text()],
        Cell::Names(_) => vec![text(), text()],
    }
}

/// The columns in Parquet's own words; lists by its rule of three levels.
fn schema() -> String {
    let list = |name: &str, element: &str| {
        format!("  required group {name} (LIST) {{ repeated group list {{ required {element} }} }}\n")
    };
    let texts = |names: &[&str]| {
        let fields = names.iter().map(|name| format!("required binary {name} (STRING);"));
        format!("group element {{ {} }}", fields.collect::<Vec<_>>().join(" "))
    };
    let columns = COLUMNS.iter().map(|column| match (column.name, &column.cell) {
        (name, Cell::Text(_)) => format!("  required binary {name} (STRING);\n"),
        (name, Cell::Maybe(_)) => format!("  optional binary {name} (STRING);\n"),
        (name, Cell::Day(_)) => format!("  optional int32 {name} (DATE);\n"),
        (name, Cell::Flag(_)) => format!("  required boolean {name};\n"),
        (name, Cell::Texts(_)) => list(name, "binary element (STRING);"),
        (name, Cell::Sides(_)) => list(name, &texts(&["issue", "label", "stance"])),
        (name, Cell::Names(_)) => list(name, &texts(&["id", "name"])),
    });
    format!("message statement {{\n{}}}\n", columns.collect::<String>())
}

/// The days from 1970-01-01 to a day, which is how Parquet counts them.
fn since_1970(day: chrono::NaiveDate) -> i32 {
    let days = day.signed_duration_since(chrono::NaiveDate::default()).num_days();
    i32::try_from(days).unwrap_or_default()
}

/// What went wrong below, where it went wrong there.
fn as_io(error: ParquetError) -> io::Error {
    if let ParquetError::External(inner) = error {
        return inner.downcast::<io::Error>().map_or_else(io::Error::other, |error| *error);
    }
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Findings;
    use crate::cli::export::row::Held;
    use crate::loader::Reading;

    #[test]
    fn no_more_than_a_group_is_held() {
        let brief = Reading::of(crate::loader::bundled()).brief.unwrap();
        let (findings, as_of) = (Findings::of(&brief), brief.as_of.to_string());
        let held = Held { spelt: "b", name: "b", as_of, brief: &brief, findings: &findings };
        let row = held.rows().next().unwrap();
        let mut one = Rows::of(Vec::new()).unwrap();
        one.write(&row).unwrap();
        let bytes: usize = one.leaves.iter().map(Leaf::bytes).sum();
        for full in [Group { rows: 50, ..GROUP }, Group { bytes: bytes * 50, ..GROUP }] {
            let mut rows = Rows::in_groups(Vec::new(), full).unwrap();
            for _ in 0..101 {
                rows.write(&row).unwrap();
            }
            assert_eq!((rows.file.flushed_row_groups().len(), rows.held), (2, 1));
            assert_eq!(rows.leaves.iter().map(Leaf::bytes).sum::<usize>(), bytes, "the last row alone");
            assert!(rows.leaves.iter().all(|leaf| leaf.there.len() <= COLUMNS.len()), "levels go with their values");
        }
    }
}
