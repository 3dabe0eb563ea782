//! One function an attack surface, from any bytes: what fuzzing and the tests both call. A law that is broken is a panic.

pub(crate) mod draft;
mod drawn;
pub(crate) mod input;
pub(crate) mod protocol;
pub(crate) mod question;
pub(crate) mod read;
pub(crate) mod reading;
pub(crate) mod screen;
mod supply;
pub(crate) mod when;
