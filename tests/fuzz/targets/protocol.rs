//! Any bytes to `entries/protocol.rs`.
#![no_main]

#[path = "../entries/drawn.rs"]
mod drawn;
#[path = "../entries/protocol.rs"]
mod protocol;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| protocol::any(bytes));
