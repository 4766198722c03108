//! The options of the sandbox. Starts nothing.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// How the sandbox answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum AnswerStyle {
    Clean,
    AsDocumented,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Sandbox {
    #[arg(long, value_name = "HOST:PORT")]
    pub(in crate::cli) addr: Option<SocketAddr>,
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) db: Option<PathBuf>,
    #[arg(long, value_name = "N")]
    pub(in crate::cli) items: Option<usize>,
    #[arg(long, value_name = "N")]
    pub(in crate::cli) people: Option<usize>,
    #[arg(long, value_name = "clean|as-documented", hide_possible_values = true)]
    pub(in crate::cli) style: Option<AnswerStyle>,
    #[arg(long, value_name = "MS")]
    pub(in crate::cli) latency: Option<u64>,
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) faults: Option<PathBuf>,
    #[arg(long, value_name = "SECONDS")]
    pub(in crate::cli) token_seconds: Option<u64>,
    #[arg(long, value_name = "URL")]
    pub(in crate::cli) push: Option<String>,
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    pub(in crate::cli) alive: Option<u64>,
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) write_config: Option<PathBuf>,
}
