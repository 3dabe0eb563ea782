//! Search in one or many briefs.
//!
//! - A query is parsed (`query_parser`, `query`, `value`), resolved against an index (`query_plan`), filtered (`filter`, `proximity`) and
//!   ranked (`rank`).
//! - The inverted index consists of segments (`segment`, `segment_writer`), each with a term dictionary (`term_dictionary`) and postings
//!   (`postings`).
//! - `library` indexes a folder of briefs, and caches the index on the disk.
//!
//! Except in `library` it reads no file, and it shows nothing.

mod answer;
mod bytes;
mod complete;
mod dates;
mod describe;
mod document;
mod document_rows;
mod excerpt;
mod facts;
mod field;
mod filter;
mod fold;
mod fuzzy;
mod highlight;
mod index;
mod interner;
pub mod library;
mod names_index;
mod postings;
mod proximity;
mod query;
mod query_parser;
mod query_plan;
mod rank;
mod relation;
mod sections;
mod segment;
mod segment_writer;
mod term_dictionary;
mod term_writer;
#[cfg(test)]
mod tests;
mod value;

pub use answer::{Answer, Counts, Hit};
pub use bytes::ByteSource;
pub use complete::{Completion, complete};
pub use document::IndexDocument;
pub use excerpt::{Excerpt, ExcerptKind};
pub use field::{FIELDS, FieldHelp, QueryField};
pub use fold::{fold, fold_joined};
pub use index::{IndexInput, SearchIndex};
pub use query::{Query, QueryError};
pub use segment::Segment;
pub use segment_writer::SegmentWriter;
