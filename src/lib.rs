//! The reader for briefings: who said what, when, on what, as reported by whom, and how sure we are.
//!
//! `tests/repository/architecture.rs` holds the table of which module may use which.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod coding;
pub mod config;
pub mod diagnostics;
pub mod draft;
pub mod format;
pub mod keys;
pub mod layout;
pub mod lint;
pub mod loader;
pub mod model;
pub mod plain;
pub mod prompt;
pub mod quotes;
pub mod redact;
pub mod runtime;
pub mod search;
pub mod share;
pub mod slides;
pub mod storage;
pub mod text;
pub mod tui;
pub mod view;
