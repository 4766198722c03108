//! zhupi: a terminal inbox for approvers.

pub mod cli;
pub mod config;
pub mod domain;
pub mod error;
pub mod inbox;
pub mod locale;
pub mod provider;
pub mod sandbox;
pub mod store;
pub mod tui;

use std::ffi::OsString;
use std::process::ExitCode;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use jiff::Timestamp;

use crate::config::Config;
use crate::error::{Error, Kind, Result};
use crate::inbox::Inbox;
use crate::locale::{Language, Locale};

/// Does what a command line says, and tells the shell how it went.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let start = cli::Start {
        open,
        screen,
        clock: now,
    };
    cli::run(args, config::Env::of_process(), start)
}

/// Puts provider, store and inbox together for the account that the configuration names.
fn open(config: &Config) -> Result<Inbox> {
    let (name, _) = config.account()?;
    Err(Error::new(Kind::Unsupported, "error-not-built").with("name", name))
}

fn screen(inbox: Inbox, config: Config, language: Language) -> LocalBoxFuture<'static, Result<()>> {
    async move { tui::run(inbox, &config, Locale::new(language), now).await }.boxed_local()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the front ends' one clock, handed on as a value"
)]
fn now() -> Timestamp {
    Timestamp::now()
}
