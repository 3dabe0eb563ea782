//! Any bytes to `entries/when.rs`.
#![no_main]

#[path = "../entries/when.rs"]
mod when;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| when::any(bytes));
