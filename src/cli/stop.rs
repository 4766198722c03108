//! The wish to stop: ctrl-c, or a polite signal from the system. Stops nothing itself.

use std::io::Result;

/// Listens from now on, and returns when the program is asked to stop. Where signals cannot be heard, never.
pub(super) fn asked() -> impl Future<Output = ()> {
    let heard = heard();
    async move {
        match heard {
            Ok(heard) => heard.await,
            Err(_) => std::future::pending().await,
        }
    }
}

#[cfg(unix)]
fn heard() -> Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(windows)]
fn heard() -> Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
