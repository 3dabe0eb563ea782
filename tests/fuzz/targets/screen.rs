//! Any bytes to `entries/screen.rs`.
#![no_main]

#[path = "../entries/drawn.rs"]
mod drawn;
#[path = "../entries/screen.rs"]
mod screen;
#[path = "../entries/supply.rs"]
mod supply;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| screen::any(bytes));
