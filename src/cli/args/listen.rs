//! The options of the receiver. Starts nothing.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct Listen {
    #[arg(long, value_name = "HOST:PORT", conflicts_with = "retry")]
    pub(in crate::cli) addr: Option<SocketAddr>,
    #[arg(long, value_name = "/SECRET", conflicts_with = "retry")]
    pub(in crate::cli) path: Option<String>,
    #[arg(long, value_name = "CMD")]
    pub(in crate::cli) exec: Option<String>,
    #[arg(long, value_name = "FILE|-")]
    pub(in crate::cli) jsonl: Option<PathBuf>,
    #[arg(long)]
    pub(in crate::cli) retry: bool,
}
