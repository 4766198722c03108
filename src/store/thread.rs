//! One thread per database file: work goes in as closures, results come back as futures.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite_migration::Migrations;
use tokio::sync::oneshot;

use crate::error::{Error, Kind, Result};

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// A database and the thread that alone speaks to it. Cloning is cheap; the thread ends with
/// the last clone.
#[derive(Clone, Debug)]
pub(super) struct Database {
    jobs: mpsc::Sender<Job>,
}

impl Database {
    /// Opens a file, brings its schema up to date and starts its thread.
    pub(super) fn open(path: &Path, pragmas: &str, migrations: &Migrations<'_>) -> Result<Self> {
        let failed = |reason: String| {
            Error::new(Kind::System, "error-store")
                .with("file", path.display().to_string())
                .with("reason", reason)
        };
        let mut connection =
            prepare(path, pragmas, migrations).map_err(|error| failed(reason(&error)))?;
        let (jobs, queue) = mpsc::channel::<Job>();
        std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || queue.into_iter().for_each(|job| job(&mut connection)))
            .map_err(|error| failed(error.to_string()))?;
        Ok(Self { jobs })
    }

    /// Leaves work to the thread; nobody learns what became of it.
    pub(super) fn leave(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<()> + Send + 'static,
    ) {
        let job: Job = Box::new(move |connection| drop(work(connection)));
        drop(self.jobs.send(job));
    }

    /// Runs work on the thread and waits for its result.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, result) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // Whoever asked may be gone; the work is done all the same.
            let _ = answer.send(work(connection));
        });
        let gone = || Error::new(Kind::System, "error-store-gone");
        self.jobs.send(job).map_err(|_| gone())?;
        result.await.map_err(|_| gone())?.map_err(|error| {
            Error::new(Kind::System, "error-store-work").with("reason", error.to_string())
        })
    }
}

/// Opens a file and brings its schema up to date, alone: two first starts at once would both
/// make the same tables.
fn prepare(
    path: &Path,
    pragmas: &str,
    migrations: &Migrations<'_>,
) -> std::result::Result<Connection, rusqlite_migration::Error> {
    // A file of its own: closing another handle of the database would undo SQLite's own locks.
    let alone = open_lock(&path.with_extension("lock")).and_then(|file| file.lock().map(|()| file));
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.execute_batch(pragmas)?;
    migrations.to_latest(&mut connection)?;
    drop(alone);
    Ok(connection)
}

fn open_lock(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// What went wrong, without the statement it went wrong in.
fn reason(error: &rusqlite_migration::Error) -> String {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.to_string(),
        other => other.to_string(),
    }
}
