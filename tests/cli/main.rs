//! The commands of the shell: what each prints, its errors and its exit status.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod arguments;
mod cache;
mod check;
mod config;
mod contradictions;
mod doctor;
mod draft;
mod export;
mod find;
mod foreign;
#[path = "../common/json.rs"]
mod json;
mod new;
#[path = "../common/secret_marks.rs"]
mod secret_marks;
#[path = "../common/secrets.rs"]
mod secrets;
mod speakers;
