//! Who is alive: each process holds a lock on a file of its own while it runs, so that what a
//! dead one left behind can be told from what a living one is doing.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::{Error, Kind, Result};

const PREFIX: &str = "process-";
const SUFFIX: &str = ".lock";

/// The folder of the lock files.
#[derive(Clone, Debug)]
pub struct Owners {
    folder: PathBuf,
}

/// A locked file: this process, or a dead one whose affairs it has taken over.
#[derive(Debug)]
pub struct Owner {
    pub name: String,
    path: PathBuf,
    _lock: File,
}

impl Owners {
    /// The folder must exist.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// A new name, locked until it is dropped or the process dies.
    pub fn join(&self) -> Result<Owner> {
        self.try_join().map_err(|error| {
            Error::new(Kind::System, "error-lock")
                .with("folder", self.folder.display().to_string())
                .with("reason", error.to_string())
        })
    }

    fn try_join(&self) -> std::io::Result<Owner> {
        loop {
            let (file, path) = tempfile::Builder::new()
                .prefix(PREFIX)
                .suffix(SUFFIX)
                .rand_bytes(10)
                .tempfile_in(&self.folder)?
                .keep()
                .map_err(|error| error.error)?;
            match file.try_lock() {
                // Another process may have swept the file away before it was locked.
                Ok(()) if is_at(&file, &path) => return Ok(Owner::new(path, file)),
                // Or is about to.
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }

    /// Takes over from a process that is gone. `None` while it lives, or while another process
    /// has taken over.
    pub fn take_over(&self, name: &str) -> Option<Owner> {
        let path = self.folder.join(format!("{name}{SUFFIX}"));
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .ok()?;
        file.try_lock().ok()?;
        // What was locked may have been removed in between: then somebody else was quicker.
        is_at(&file, &path).then(|| Owner::new(path, file))
    }

    /// Whether a process is there. Takes nothing over.
    pub fn is_alive(&self, name: &str) -> bool {
        let file = File::open(self.folder.join(format!("{name}{SUFFIX}")));
        let lock = file.map(|file| file.try_lock_shared());
        matches!(lock, Ok(Err(TryLockError::WouldBlock)))
    }

    /// Removes the files of processes that died.
    pub fn sweep(&self) {
        let Ok(files) = std::fs::read_dir(&self.folder) else {
            return;
        };
        for file in files.flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if let Some(name) = name
                .strip_suffix(SUFFIX)
                .filter(|name| name.starts_with(PREFIX))
            {
                drop(self.take_over(name));
            }
        }
    }
}

impl Owner {
    fn new(path: PathBuf, file: File) -> Self {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Self {
            name,
            path,
            _lock: file,
        }
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        // Removed while it is still locked, so that nobody takes over a ghost.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Whether an open file still is the one of this name; a lock on any other file proves nothing.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |found: std::fs::Metadata| (found.dev(), found.ino());
    let (Ok(open), Ok(named)) = (file.metadata(), path.metadata()) else {
        return false;
    };
    place(open) == place(named)
}

/// Elsewhere no name is given away while a file of that name is open.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
