//! `doctor`: tries what an account needs, each thing after what it needs itself; one line each,
//! with the way out. Changes nothing, and shows no secret.

mod line;
mod report;
mod server;

use super::Start;
use super::look::Look;
use crate::config::secret::{self, Source};
use crate::config::{Account, Config};
use crate::error::{Error, Kind, Result};
use report::Report;

pub(super) use server::skew;

/// Examines the account that the configuration names; the exit code is that of the first thing
/// found wrong.
pub(super) async fn run(loaded: Result<Config>, start: Start, look: &Look) -> Result<u8> {
    let mut report = Report::new(look);
    // What nothing can do without ends the examination; the report names what was left out.
    let _ = examine(loaded, start, &mut report).await;
    report.finish()
}

async fn examine(loaded: Result<Config>, start: Start, report: &mut Report<'_>) -> Option<()> {
    let config = report.tell("config", loaded, |config| {
        (
            "doctor-file",
            vec![("file", config.path.display().to_string())],
        )
    })?;
    let opened = config.account().and_then(|(name, account)| {
        (start.open)(&config).map(|inbox| (name.to_owned(), account.clone(), inbox))
    });
    let (name, account, inbox) = report.tell("account", opened, |(name, account, _)| {
        let user = account.hand().unwrap_or_default().to_owned();
        ("doctor-as", vec![("name", name.clone()), ("user", user)])
    })?;
    let kept = has_secret(&config, &name, &account).await;
    let secret = report.tell("secret", kept, |source| (place(*source), Vec::new()));
    line::examine(&inbox, &config.env, report).await?;
    secret?;
    server::examine(&inbox, start.clock, report).await
}

async fn has_secret(config: &Config, name: &str, account: &Account) -> Result<Source> {
    let found = secret::source(&config.env, name, account).await?;
    found.ok_or_else(|| {
        let error = Error::new(Kind::Auth, "error-no-secret").with("account", name);
        secret::with_variables(error, name, account).hint("hint-no-secret")
    })
}

fn place(source: Source) -> &'static str {
    match source {
        Source::Environment => "secret-environment",
        Source::Command => "secret-command",
        Source::Keyring => "secret-keyring",
    }
}
