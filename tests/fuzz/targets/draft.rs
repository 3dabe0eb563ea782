//! Any bytes to `entries/draft.rs`.
#![no_main]

#[path = "../entries/draft.rs"]
mod draft;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| draft::any(bytes));
