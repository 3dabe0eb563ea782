//! The program: the words on the command line in, an exit status out.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    whosaid::cli::run(env::args_os())
}
