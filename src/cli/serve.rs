//! `sandbox`: the embedded server by itself, until it is asked to stop.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::pin::pin;
use std::time::Duration;

use futures_util::FutureExt;
use jiff::civil::Date;
use jiff::{Timestamp, tz};

use super::args::{AnswerStyle, Format, Sandbox};
use super::look::Look;
use super::{ALL_DONE, json, stop};
use crate::config::folders::write_whole;
use crate::error::{Error, Kind, Result};
use crate::sandbox;
use crate::sandbox::{Faults, Options, Style};

/// How long the server's tokens last, as at the real one (seconds).
const TOKEN_SECONDS: u64 = 432_000;

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

/// The usual story of today, on an address of its own.
pub(super) fn options(now: Timestamp) -> Options {
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

pub(super) fn failed(error: sandbox::Error) -> Error {
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
