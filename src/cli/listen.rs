//! `listen`: receives pushes until it is asked to stop, and hands each new event on. Needs no
//! account.

use std::io::Write;
use std::path::Path;

use super::args::{Format, Listen};
use super::look::{self, Look};
use super::{ALL_DONE, SOME_NOT_DONE, Start, json, stop};
use crate::config::Config;
use crate::error::{Error, Kind, Result};
use crate::webhook::{self, Actor, Patience, Pile, Print, Taker};

pub(super) async fn run(config: &Config, args: &Listen, start: Start, look: &Look) -> Result<u8> {
    let pile = Pile::open(&config.folders.state, Taker::Listen)?;
    if args.retry {
        return retry(&pile, args, start, look).await;
    }
    let actor = actor(&pile, args, start)?;
    let addr = args.addr.or(config.file.listen.addr);
    let addr = addr.ok_or_else(|| {
        Error::new(Kind::Usage, "error-listen-nowhere").hint("hint-listen-nowhere")
    })?;
    let path = config.listen_path(args.path.as_deref())?;
    let receiver = webhook::listen(addr, &path, pile.pushes.clone(), start.clock).await?;
    announce(config, args, &format!("http://{}", receiver.addr()), look)?;
    let ended = actor.run(receiver.stored(), stop::asked()).await;
    receiver.close().await;
    ended.map(|()| ALL_DONE)
}

fn actor(pile: &Pile, args: &Listen, start: Start) -> Result<Actor> {
    let mut actor = Actor::new(pile.pushes.clone(), start.clock, json::push_line);
    if let Some(command) = &args.exec {
        let usual = Patience::default();
        // Whoever asks for another try is there to ask for one more.
        let attempts = if args.retry { 1 } else { usual.attempts };
        let patience = Patience { attempts, ..usual };
        actor = actor.exec(command.clone(), pile.folder.clone(), patience);
    }
    match args.jsonl.as_deref() {
        Some(path) if path != Path::new("-") => Ok(actor.print(to_file(path)?)),
        // Somebody has to be told, and nobody was named.
        None if args.exec.is_some() => Ok(actor),
        _ => Ok(actor.print(Box::new(|line| look::write(|out| writeln!(out, "{line}"))))),
    }
}

fn to_file(path: &Path) -> Result<Print> {
    let name = path.display().to_string();
    let failed = move |error: std::io::Error| {
        Error::new(Kind::System, "error-file")
            .with("file", name.clone())
            .with("reason", error.to_string())
    };
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(&failed)?;
    Ok(Box::new(move |line| {
        let written = file
            .write_all(format!("{line}\n").as_bytes())
            .and_then(|()| file.sync_data());
        written.map_err(&failed)
    }))
}

/// Runs the dead letters again: all by the command that is given, else each by the one it failed on.
async fn retry(pile: &Pile, args: &Listen, start: Start, look: &Look) -> Result<u8> {
    let commands = match &args.exec {
        Some(_) => vec![None],
        None => pile
            .pushes
            .failed_on()
            .await?
            .into_iter()
            .map(Some)
            .collect(),
    };
    let mut retried = 0;
    for command in commands {
        retried += (pile.pushes)
            .revive(command.as_deref(), (start.clock)())
            .await?;
        let exec = command.or_else(|| args.exec.clone());
        let args = Listen {
            exec,
            ..args.clone()
        };
        actor(pile, &args, start)?.run_out().await?;
    }
    let dead = pile.pushes.dead().await?;
    let told = json::Retried {
        retried: retried as u64,
        dead,
    };
    if matches!(look.format, Format::Json | Format::Jsonl) {
        look.print_document(&told)?;
    } else {
        let counts = [("retried", told.retried.into()), ("dead", dead.into())];
        Look::say(&look.locale.f("cli-listen-retried", &counts));
    }
    Ok(if dead == 0 { ALL_DONE } else { SOME_NOT_DONE })
}

/// Says where it listens, never the secret path: where that is kept.
fn announce(config: &Config, args: &Listen, base_url: &str, look: &Look) -> Result<()> {
    let prints_events = args.exec.is_none() && args.jsonl.is_none()
        || args.jsonl.as_deref() == Some(Path::new("-"));
    if !prints_events && matches!(look.format, Format::Json | Format::Jsonl) {
        let config = None;
        return look.print_document(&json::Listening { base_url, config });
    }
    let address = [("address", base_url.into())];
    Look::say(&look.locale.f("cli-listening-pushes", &address));
    if args.path.is_none() && config.file.listen.path.is_none() {
        let file = config.path_file().display().to_string();
        Look::say(&look.locale.f("cli-listen-path", &[("file", file.into())]));
    }
    Ok(())
}
