//! `demo` and `sandbox`: the embedded server, for one command or by itself.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::pin::pin;
use std::time::Duration;

use futures_util::FutureExt;
use jiff::civil::Date;
use jiff::{Timestamp, tz};

use super::args::{AnswerStyle, Format, Global, Request, Sandbox};
use super::look::Look;
use super::{ALL_DONE, Start, json, on_account, overrides, stop};
use crate::config::folders::write_whole;
use crate::config::{ALL, Account, Config, Env, Folders, Overrides};
use crate::error::{Error, Kind, Result};
use crate::log;
use crate::sandbox;
use crate::sandbox::{Faults, Options, Style};
use crate::webhook;

/// Saved views and columns of the demo.
const DEMO: &str = include_str!("../../assets/demo.toml");

/// How long the server's tokens last, as at the real one (seconds).
const TOKEN_SECONDS: u64 = 432_000;

/// What is asked of the demo.
pub(super) struct Demo {
    /// Whether all accounts of the one person are shown together.
    pub(super) all_providers: bool,
    /// Seconds after which something happens by itself.
    pub(super) alive: Option<u64>,
    /// Instead of the screen.
    pub(super) request: Option<Request>,
}

/// The screen or one request on a server of its own, which ends with it. All files are in a
/// folder that goes away; the user's own are neither read nor written.
pub(super) async fn demo(
    global: &Global,
    asked: Demo,
    env: Env,
    start: Start,
    look: &mut Look,
) -> Result<u8> {
    let Demo { alive, request, .. } = asked;
    let folder = tempfile::Builder::new()
        .prefix("zhupi-demo-")
        .tempdir()
        .map_err(|error| Error::new(Kind::System, "error-system").because(error))?;
    let post = if request.is_none() {
        Some(webhook::free_address().await?)
    } else {
        None
    };
    // As secret as the folder's name is.
    let name = folder.path().file_name().unwrap_or_default();
    let path = format!("/{}", name.to_string_lossy());
    let pause = alive.filter(|seconds| *seconds > 0);
    let started = sandbox::start(Options {
        push: post.map(|addr| format!("http://{addr}{path}")),
        alive: post.and(pause).map(Duration::from_secs),
        ..options(look.now)
    });
    let server = started.await.map_err(failed)?;
    let listen = post.map(|addr| format!("\n[listen]\naddr = \"{addr}\"\npath = \"{path}\"\n"));
    let folders = Folders::below(folder.path());
    log::start(&folders.state, global.verbose && request.is_some())?;
    let everybody = || asked.all_providers.then(|| ALL.to_owned());
    let mut config = Config::parse(
        &(server.config_toml() + DEMO + listen.as_deref().unwrap_or_default()),
        folders.config_file(),
        folders,
        // The user's own secrets belong to accounts that happen to have the same names.
        env.without_prefix("ZHUPI_"),
        Overrides {
            config: None,
            account: global.account.clone().or_else(everybody),
            ..overrides(global)
        },
    )?;
    if asked.all_providers {
        keep_one_of_each(&mut config);
    }
    if request.is_none() {
        return on_account(config, global, request, start, look).await;
    }
    tokio::select! {
        ended = on_account(config, global, request, start, look) => ended,
        () = stop::asked() => Err(Error::new(Kind::System, "error-stopped")),
    }
}

/// The account that the demo opens, and those of the same person at other providers.
fn keep_one_of_each(config: &mut Config) {
    let usual = config.file.default_account.clone();
    let accounts = &mut config.file.accounts;
    let of_usual = |account: &Account| account.provider.clone();
    let provider = usual
        .as_ref()
        .and_then(|name| accounts.get(name))
        .map(of_usual);
    accounts.retain(|name, account| {
        Some(name) == usual.as_ref() || Some(&account.provider) != provider.as_ref()
    });
}

/// The server by itself, until it is asked to stop.
pub(super) async fn sandbox(args: &Sandbox, look: &Look) -> Result<u8> {
    let server = sandbox::start(asked(args, look.now)?)
        .await
        .map_err(failed)?;
    if let Some(path) = &args.write_config {
        write_whole(path, &server.config_toml())?;
    }
    // Listened for before anybody is told that the server is there and may be stopped.
    let mut stopped = pin!(stop::asked());
    if stopped.as_mut().now_or_never().is_some() {
        return Ok(ALL_DONE);
    }
    let base_url = server.base_url();
    if matches!(look.format, Format::Json | Format::Jsonl) {
        let config = args.write_config.as_deref().map(Path::to_string_lossy);
        look.print_document(&json::Listening { base_url, config })?;
    } else {
        let address = [("address", base_url.into())];
        Look::say(&look.locale.f("cli-listening", &address));
    }
    stopped.await;
    Ok(ALL_DONE)
}

fn asked(args: &Sandbox, now: Timestamp) -> Result<Options> {
    let faults = match &args.faults {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| at(path, &error))?;
            Faults::parse(&text).map_err(failed)?
        }
        None => Faults::default(),
    };
    let usual = options(now);
    Ok(Options {
        addr: args.addr.unwrap_or(usual.addr),
        db: args.db.clone(),
        items: args.items,
        people: args.people.unwrap_or(usual.people),
        latency: args.latency.map_or(usual.latency, Duration::from_millis),
        faults,
        token_seconds: args.token_seconds.unwrap_or(usual.token_seconds),
        push: args.push.clone(),
        alive: args.alive.map(Duration::from_secs),
        style: args.style.map_or(usual.style, style),
        ..usual
    })
}

fn options(now: Timestamp) -> Options {
    Options {
        addr: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        db: None,
        items: None,
        people: 0,
        latency: Duration::ZERO,
        faults: Faults::default(),
        today: today(now),
        token_seconds: TOKEN_SECONDS,
        style: Style::Clean,
        push: None,
        alive: None,
    }
}

fn style(asked: AnswerStyle) -> Style {
    match asked {
        AnswerStyle::Clean => Style::Clean,
        AnswerStyle::AsDocumented => Style::AsDocumented,
    }
}

/// The day in Shanghai, where the story plays: without summer time, so that no table is needed.
fn today(now: Timestamp) -> Date {
    now.to_zoned(tz::TimeZone::fixed(tz::offset(8))).date()
}

fn at(path: &Path, error: &std::io::Error) -> Error {
    Error::new(Kind::System, "error-file")
        .with("file", path.display().to_string())
        .with("reason", error.to_string())
}

fn failed(error: sandbox::Error) -> Error {
    Error::new(Kind::System, "error-sandbox")
        .with("reason", error.to_string())
        .because(error)
}

#[cfg(test)]
mod tests {
    use super::today;

    #[test]
    fn the_day_is_that_of_shanghai() {
        let late = "2026-11-22T16:30:00Z".parse().unwrap();
        assert_eq!(today(late).to_string(), "2026-11-23");
    }
}
