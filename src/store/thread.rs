//! One thread per database file: work goes in as closures, results come back as futures.

use std::path::Path;
use std::sync::mpsc;

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
        let failed = |error: &dyn std::fmt::Display| {
            Error::new(Kind::System, "error-store")
                .with("file", path.display().to_string())
                .with("reason", error.to_string())
        };
        let mut connection = Connection::open(path).map_err(|error| failed(&error))?;
        connection
            .busy_timeout(std::time::Duration::from_secs(10))
            .map_err(|error| failed(&error))?;
        connection
            .execute_batch(pragmas)
            .map_err(|error| failed(&error))?;
        migrations
            .to_latest(&mut connection)
            .map_err(|error| failed(&error))?;
        let (jobs, queue) = mpsc::channel::<Job>();
        std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || queue.into_iter().for_each(|job| job(&mut connection)))
            .map_err(|error| failed(&error))?;
        Ok(Self { jobs })
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
