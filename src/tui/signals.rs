//! The system asking the program to end. Never decides what then becomes of the plan.

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Listens from its creation on.
#[derive(Debug)]
pub(super) struct Signals {
    #[cfg(unix)]
    ending: [Signal; 3],
}

impl Signals {
    #[cfg(unix)]
    pub(super) fn new() -> std::io::Result<Self> {
        Ok(Self {
            ending: [
                signal(SignalKind::hangup())?,
                signal(SignalKind::terminate())?,
                signal(SignalKind::interrupt())?,
            ],
        })
    }

    #[cfg(not(unix))]
    pub(super) fn new() -> std::io::Result<Self> {
        Ok(Self {})
    }

    /// Waits for the system to ask.
    #[cfg(unix)]
    pub(super) async fn terminate(&mut self) {
        let [hangup, terminate, interrupt] = &mut self.ending;
        tokio::select! {
            _ = hangup.recv() => {}
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }

    /// Waits for ctrl-c of the console.
    #[cfg(not(unix))]
    pub(super) async fn terminate(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}
