//! Search in one or many briefs.
//!
//! Each folder uses only those before it:
//!
//! - `query` parses a query into terms.
//! - `index` is the inverted index. It consists of segments, each with a term dictionary and postings.
//! - `ranking` resolves the terms against an index, filters and ranks.
//! - `answer` is what the caller gets: the hits, the query in words, the words to highlight.
//! - `library` indexes a folder of briefs, and caches the index on the disk.
//!
//! Except in `library` it reads no file, and it shows nothing.

mod answer;
mod bytes;
mod complete;
mod dates;
mod fold;
mod hit;
mod index;
pub mod library;
mod query;
mod ranking;
#[cfg(test)]
mod tests;

pub use answer::Answer;
pub use bytes::ByteSource;
pub use complete::{Completion, complete};
pub use fold::{fold, fold_joined};
pub use hit::{Counts, Hit};
pub use index::SearchIndex;
pub use index::document::{IndexDocument, IndexInput};
pub use index::excerpt::{Excerpt, ExcerptKind};
pub use index::segment::Segment;
pub use index::segment_writer::SegmentWriter;
pub use query::Query;
pub use query::field::{FIELDS, FieldHelp, QueryField};
pub use query::terms::QueryError;
