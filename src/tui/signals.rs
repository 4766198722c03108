//! The system asking the program to end, or telling that the window has another size. Never
//! decides what then becomes of the plan.

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// What the system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// The program is to end.
    End,
    /// The window has another size. Of several changes the last is certain to be told.
    Window,
}

/// Listens from its creation on.
#[derive(Debug)]
pub(super) struct Signals {
    #[cfg(unix)]
    ending: [Signal; 3],
    #[cfg(unix)]
    window: Signal,
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
            window: signal(SignalKind::window_change())?,
        })
    }

    #[cfg(not(unix))]
    pub(super) fn new() -> std::io::Result<Self> {
        Ok(Self {})
    }

    /// Waits for the system to say something.
    #[cfg(unix)]
    pub(super) async fn next(&mut self) -> Told {
        let [hangup, terminate, interrupt] = &mut self.ending;
        tokio::select! {
            biased;
            _ = hangup.recv() => Told::End,
            _ = terminate.recv() => Told::End,
            _ = interrupt.recv() => Told::End,
            _ = self.window.recv() => Told::Window,
        }
    }

    /// Waits for ctrl-c of the console, which tells its size among the keys.
    #[cfg(not(unix))]
    pub(super) async fn next(&mut self) -> Told {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
        Told::End
    }
}
