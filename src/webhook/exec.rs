//! The command that is run for an event. It outlives this process, and whether it ended can be
//! told afterwards: its input is a locked file, and its shell writes down how it ended.

use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::process::{Child, Command};

use crate::config::folders::open_private;
use crate::error::{Error, Kind, Result};

/// Runs the command and then writes its exit code, all of it or nothing. It is this shell that
/// holds the lock on its own standard input, whatever the command does with it.
const SHELL: &str =
    r#"sh -c "$1"; code=$?; echo "$code" > "$2.part" && mv "$2.part" "$2"; exit "$code""#;

/// Between two looks at a command that an earlier process has left running.
const GLANCE: Duration = Duration::from_millis(50);

/// What became of a command that an earlier process had begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Earlier {
    /// Whether it succeeded.
    Ended(bool),
    /// It never came to an end, and runs no more.
    Broken,
    /// It still runs, and is nobody's child who could end it.
    Hangs,
}

/// Runs a command for events, in a folder where it may keep their files.
#[derive(Clone, Debug)]
pub(super) struct Exec {
    command: String,
    folder: PathBuf,
    patience: Duration,
}

impl Exec {
    pub(super) fn new(command: String, folder: PathBuf, patience: Duration) -> Self {
        Self {
            command,
            folder,
            patience,
        }
    }

    /// What is run.
    pub(super) fn command(&self) -> &str {
        &self.command
    }

    /// Runs the command with a line on its standard input; whether it succeeded.
    pub(super) async fn run(&self, number: i64, line: &str) -> Result<bool> {
        let (event, code) = self.files(number);
        let input = written(&event, line).map_err(|error| failed(&event, &error))?;
        let mut child = self
            .start(input, &code)
            .map_err(|error| failed(Path::new("sh"), &error))?;
        let Ok(ended) = tokio::time::timeout(self.patience, child.wait()).await else {
            end(&mut child).await;
            return Ok(false);
        };
        Ok(ended.is_ok_and(|status| status.success()))
    }

    /// Removes an event's files. Only when its end is written down elsewhere: until then they are
    /// what tells of it.
    pub(super) fn forget(&self, number: i64) -> Result<()> {
        let (event, code) = self.files(number);
        remove(&event)?;
        remove(&code)
    }

    /// Removes the files of all events but these.
    pub(super) fn forget_all_but(&self, begun: &[i64]) -> Result<()> {
        let listed = std::fs::read_dir(&self.folder);
        let entries = listed.map_err(|error| failed(&self.folder, &error))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            let number = path
                .file_stem()
                .and_then(|name| name.to_str()?.parse().ok());
            if number.is_some_and(|number: i64| !begun.contains(&number)) {
                remove(&path)?;
            }
        }
        Ok(())
    }

    /// What became of a command that an earlier process had begun: waits for one that is still
    /// running, but not for ever.
    pub(super) async fn recover(&self, number: i64) -> Earlier {
        let (event, code) = self.files(number);
        let deadline = tokio::time::Instant::now() + self.patience;
        loop {
            // In this order: it writes down how it ended, and then lets go.
            let held = is_held(&event);
            if let Ok(code) = std::fs::read_to_string(&code) {
                return Earlier::Ended(code.trim() == "0");
            }
            if !held {
                return Earlier::Broken;
            }
            if tokio::time::Instant::now() > deadline {
                return Earlier::Hangs;
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    fn start(&self, input: File, code: &Path) -> std::io::Result<Child> {
        let mut command = Command::new("sh");
        command
            .args([OsStr::new("-c"), SHELL.as_ref(), "zhupi".as_ref()])
            .args([OsStr::new(&self.command), code.as_os_str()])
            .stdin(input)
            // Standard output may be where events are printed.
            .stdout(errors()?);
        // Neither ctrl-c at the terminal nor the end of this process stops what has begun.
        #[cfg(unix)]
        command.process_group(0);
        command.spawn()
    }

    fn files(&self, number: i64) -> (PathBuf, PathBuf) {
        let file = |kind| self.folder.join(format!("{number}.{kind}"));
        (file("event"), file("code"))
    }
}

#[cfg(unix)]
fn errors() -> std::io::Result<Stdio> {
    use std::os::fd::AsFd;
    let own = std::io::stderr().as_fd().try_clone_to_owned()?;
    Ok(Stdio::from(own))
}

#[cfg(not(unix))]
fn errors() -> std::io::Result<Stdio> {
    Ok(Stdio::null())
}

/// Ends a command with everything that it has started.
async fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = child
        .id()
        .and_then(|id| i32::try_from(id).ok())
        .and_then(rustix::process::Pid::from_raw)
    {
        // It may have ended by itself just now.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill().await;
}

/// The event as a file that is open for reading and locked: the lock goes with every copy of the
/// open file, so that it is free only when nobody reads any more.
fn written(path: &Path, line: &str) -> std::io::Result<File> {
    let mut file = open_private(path).map_err(std::io::Error::other)?;
    file.set_len(0)?;
    file.write_all(line.as_bytes())?;
    file.write_all(b"\n")?;
    drop(file);
    let input = File::open(path)?;
    input.lock()?;
    Ok(input)
}

fn is_held(path: &Path) -> bool {
    let Ok(file) = File::open(path) else {
        return false;
    };
    matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(path, &error)),
        _ => Ok(()),
    }
}

fn failed(path: &Path, error: &std::io::Error) -> Error {
    Error::new(Kind::System, "error-file")
        .with("file", path.display().to_string())
        .with("reason", error.to_string())
}
