//! Pushes handed to an inbox in this process, for as long as it wants them. Shows nothing, and
//! believes nothing of what they say.

use std::net::SocketAddr;

use super::{Actor, Pile, Taker, Tell, listen};
use crate::config::Config;
use crate::error::{Error, Kind, Result};
use crate::inbox::Clock;

/// Receives pushes at an address and tells each of them once, beginning with those that were
/// stored and never told, until it is to stop. Where another process has the address, what is
/// stored is told all the same before that is said.
pub async fn hand_on(
    config: Config,
    addr: SocketAddr,
    clock: Clock,
    tell: Tell,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    // Files are waited for beside the picture, not before it.
    let opened = tokio::task::spawn_blocking(move || open(&config));
    let interrupted = |error| Error::new(Kind::System, "error-system").because(error);
    let (pile, path) = opened.await.map_err(interrupted)??;
    // Nobody reads the lines of a screen.
    let actor = Actor::new(pile.pushes.clone(), clock, |_| String::new()).tell(tell);
    match listen(addr, &path, pile.pushes.clone(), clock).await {
        Ok(receiver) => actor.run(receiver.stored(), stop).await,
        Err(error) => actor.run_out().await.and(Err(error)),
    }
}

/// What is stored, and the path that more comes to.
fn open(config: &Config) -> Result<(Pile, String)> {
    let path = config.listen_path(None)?;
    Ok((Pile::open(&config.folders.state, Taker::Inbox)?, path))
}
