//! What is worked out from a brief: checks, quotes in their texts, answers of the look-up, citations.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod check;
mod citations;
mod pronouns;
mod query;
mod quotes;
