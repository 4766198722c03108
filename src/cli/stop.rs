//! The wish to stop: ctrl-c, or a polite signal from the system. Stops nothing itself.

/// Returns when the program is asked to stop. Where signals cannot be heard, never.
pub(super) async fn asked() {
    if heard().await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[cfg(unix)]
async fn heard() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        heard = tokio::signal::ctrl_c() => heard,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn heard() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
