//! The receiver of the workflow's two pushes: stores what comes before it answers, then acts on
//! each event once. Reads nothing from any server and shows nothing.

mod act;
mod exec;
mod hand;
mod receive;
mod wire;

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::config::folders::{make_private, open_private};
use crate::error::{Error, Kind, Result};
use crate::inbox::Clock;

pub use crate::store::Pushes;
pub use act::{Actor, Line, Patience, Print, Tell};
pub use hand::hand_on;

use receive::Door;

/// Who takes pushes: each taker gets all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taker {
    /// `zhupi listen`.
    Listen,
    /// The inbox on the screen.
    Inbox,
}

/// The pushes of a taker, and the folder for the files of its commands; both below the state
/// folder. Only one process at a time is a taker.
#[derive(Debug)]
pub struct Pile {
    pub pushes: Pushes,
    pub folder: PathBuf,
    /// Held as long as this process takes them.
    _lock: File,
}

impl Pile {
    /// Opens what is stored, unless another process is the taker.
    pub fn open(state: &Path, taker: Taker) -> Result<Self> {
        let name = match taker {
            Taker::Listen => "listen",
            Taker::Inbox => "inbox",
        };
        let folder = state.join("pushes");
        make_private(state)?;
        make_private(&folder)?;
        let lock = open_private(&folder.join(name).with_extension("lock"))?;
        if lock.try_lock().is_err() {
            return Err(Error::new(Kind::System, "error-listen-twice")
                .with("folder", folder.display().to_string()));
        }
        let file = folder.join("pushes.db");
        open_private(&file)?;
        Ok(Self {
            pushes: Pushes::open(&file, name)?,
            folder,
            _lock: lock,
        })
    }
}

/// A receiver at work. It stops listening when dropped.
#[derive(Debug)]
pub struct Receiver {
    addr: SocketAddr,
    stored: watch::Receiver<u64>,
    closing: Arc<Notify>,
    serving: JoinHandle<()>,
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Listens on an address for pushes that come to a secret path, which begins with a slash.
pub async fn listen(
    addr: SocketAddr,
    path: &str,
    pushes: Pushes,
    clock: Clock,
) -> Result<Receiver> {
    let failed = |error: std::io::Error| {
        Error::new(Kind::System, "error-listen")
            .with("address", addr.to_string())
            .with("reason", error.to_string())
    };
    let listener = TcpListener::bind(addr).await.map_err(failed)?;
    let addr = listener.local_addr().map_err(failed)?;
    let (sender, stored) = watch::channel(0);
    let door = Arc::new(Door::new(path, pushes, clock, sender));
    let closing = Arc::new(Notify::new());
    let closed = Arc::clone(&closing).notified_owned();
    Ok(Receiver {
        addr,
        stored,
        closing,
        serving: tokio::spawn(door.serve(listener, closed)),
    })
}

/// An address of this machine that nobody listens on now.
pub async fn free_address() -> Result<SocketAddr> {
    let failed = |error| Error::new(Kind::System, "error-system").because(error);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    let listener = listener.map_err(failed)?;
    listener.local_addr().map_err(failed)
}

impl Receiver {
    /// Where it listens: the port that was given when 0 was asked for.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Stops listening. Whoever is being served still hears what became of it, for some seconds.
    pub async fn close(mut self) {
        self.closing.notify_one();
        // It does not fail: it ends.
        let _ = (&mut self.serving).await;
    }

    /// Tells how many pushes were stored; closed when the receiver has stopped.
    pub fn stored(&self) -> watch::Receiver<u64> {
        self.stored.clone()
    }
}
