//! Any bytes to `entries/question.rs`.
#![no_main]

#[path = "../entries/question.rs"]
mod question;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| question::any(bytes));
