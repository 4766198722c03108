//! Hands the command line to the library and its exit code to the shell; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    zhupi::run(std::env::args_os())
}
