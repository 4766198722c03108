//! Opens a page in the browser of the machine. Never waits for it to be read, never shows what
//! the browser prints.

use std::process::Stdio;

use tokio::process::Command;

use crate::error::{Error, Kind};
use crate::tui::event::Event;

/// What opens a page on this platform.
#[cfg(target_os = "macos")]
const OPENER: &[&str] = &["open"];
#[cfg(windows)]
const OPENER: &[&str] = &["rundll32", "url.dll,FileProtocolHandler"];
#[cfg(not(any(target_os = "macos", windows)))]
const OPENER: &[&str] = &["xdg-open"];

/// Tells only of failure.
pub(super) async fn open(link: String) -> Option<Event> {
    let (program, arguments) = OPENER.split_first()?;
    let mut command = Command::new(program);
    command
        .args(arguments)
        .arg(&link)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // What stops or interrupts this program is not meant for the browser.
    #[cfg(unix)]
    command.process_group(0);
    let error = || Error::new(Kind::System, "error-browser").with("link", link.clone());
    match command.status().await {
        Ok(status) if status.success() => None,
        Ok(_) => Some(Event::Failed(error())),
        Err(reason) => Some(Event::Failed(error().because(reason))),
    }
}
