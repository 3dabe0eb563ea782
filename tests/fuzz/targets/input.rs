//! Any bytes to `entries/input.rs`.
#![no_main]

#[path = "../entries/input.rs"]
mod input;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| input::any(bytes));
