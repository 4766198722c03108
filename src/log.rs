//! The log: each request and how it went, each decision and what became of it, each error that
//! was shown. Never holds a header, a body, a comment or a secret.

mod file;

use std::io;
use std::path::Path;
use std::sync::Mutex;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

use crate::config::folders;
use crate::domain::text;
use crate::error::{Error, Result};
use crate::locale::Locale;

/// Writes to `zhupi.log` in a folder from now on; and to standard error too, where `verbose`.
///
/// Only the first call of a process counts.
pub fn start(folder: &Path, verbose: bool) -> Result<()> {
    folders::make_private(folder)?;
    let ours = Targets::new().with_target("zhupi", LevelFilter::INFO);
    // What is shown stands there already.
    let unseen = ours.clone().with_target("zhupi::log", LevelFilter::OFF);
    let file = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .log_internal_errors(false)
        .with_writer(Mutex::new(file::File::new(folder)))
        .with_filter(ours);
    let terminal = verbose.then(|| {
        tracing_subscriber::fmt::layer()
            .with_ansi(false)
            .without_time()
            .log_internal_errors(false)
            .with_writer(io::stderr)
            .with_filter(unseen)
    });
    // An error says that there is one already.
    let _ = tracing_subscriber::registry()
        .with(file)
        .with(terminal)
        .try_init();
    Ok(())
}

/// One line for an error that is shown, in the words in which it is, with what caused it.
pub fn shown(error: &Error, locale: &Locale) {
    let words = locale.error(error);
    let cause = std::error::Error::source(error).map(ToString::to_string);
    tracing::error!(
        kind = error.kind.name(),
        code = error.code.as_deref().map(quiet),
        request_id = error.request_id.as_deref().map(quiet),
        hint = locale.hint(error).as_deref().map(quiet),
        cause = cause.as_deref().map(quiet),
        "{}",
        quiet(&words)
    );
}

/// Text from outside cannot make lines or colours of its own.
fn quiet(text: &str) -> String {
    text::neutral(text).into_owned()
}
