//! What is wrong with a question, in words.

use std::ops::Range;

/// What is wrong with a question; the rest of it is searched for all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// A lower-case fragment with a way out: ``no field `whom:`; did you mean `who`?``
    pub sentence: String,
    /// The bytes of the question that it is about.
    pub at: Range<usize>,
}
