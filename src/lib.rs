//! The reader for briefings: who said what, when, on what, as reported by whom, and how sure are we.
//!
//! `tests/repository/architecture.rs` holds the table of which module may use which.

pub mod app;
pub mod archive;
pub mod audience;
pub mod brief;
pub mod cases;
pub mod check;
pub mod cite;
pub mod cli;
pub mod codes;
pub mod config;
pub mod deck;
pub mod diff;
pub mod disk;
pub mod doctor;
pub mod findings;
pub mod harmless;
pub mod keys;
pub mod layout;
pub mod linear;
pub mod meeting;
pub mod model;
pub mod nearest;
pub mod query;
pub mod quotes;
pub mod reading;
pub mod report;
pub mod state;
pub mod term;
pub mod text;
pub mod theme;
pub mod ui;
pub mod wire;
pub mod words;
