//! Any bytes to `entries/reading.rs`.
#![no_main]

#[path = "../entries/read.rs"]
mod read;
#[path = "../entries/reading.rs"]
mod reading;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| reading::any(bytes));
