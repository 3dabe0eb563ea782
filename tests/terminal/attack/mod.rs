//! What happens around the reader: other accounts, a cut line, a detached terminal, a clock that is set back.
//!
//! These tests need programs that cargo does not bring. `.ci/attack` installs them and runs the tests.

mod accounts;
mod clock;
mod multiplexers;
mod ssh;
mod typescript;
