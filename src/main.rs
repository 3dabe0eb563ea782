//! The program: runs the command line and returns its exit status. It has no logic of its own.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    whosaid::cli::run(env::args_os())
}
