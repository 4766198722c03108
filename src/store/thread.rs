//! One thread per database file: work goes in as closures, results come back as futures. Writes
//! that wait for each other anyway become durable together, each whole or not at all.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite_migration::{MigrationDefinitionError, Migrations};
use tokio::sync::oneshot;

use crate::error::{Error, Kind, Result};

/// Writes that are committed at once, at most.
const TOGETHER: usize = 64;

enum Job {
    /// Has the connection for itself.
    Alone(Box<dyn FnOnce(&mut Connection) + Send>),
    /// A write among others.
    Write(Write),
}

/// Does its work inside a transaction; what comes back answers once that is committed, or not.
type Write = Box<dyn FnOnce(&mut Connection) -> Answer + Send>;
type Answer = Box<dyn FnOnce(&rusqlite::Result<()>)>;

/// A database and the thread that alone speaks to it. Cloning is cheap; the thread ends with
/// the last clone.
#[derive(Clone, Debug)]
pub(super) struct Database {
    jobs: mpsc::Sender<Job>,
}

impl Database {
    /// Opens a file, brings its schema up to date and starts its thread.
    pub(super) fn open(path: &Path, pragmas: &str, migrations: &Migrations<'_>) -> Result<Self> {
        prepare(path, pragmas, migrations)
            .map_err(|error| unopened(&error))
            .and_then(Self::start)
            .map_err(|error| error.with("file", path.display().to_string()))
    }

    /// A database that nobody finds again.
    pub(super) fn in_memory(migrations: &Migrations<'_>) -> Result<Self> {
        let made = Connection::open_in_memory().map_err(Into::into);
        let made = made.and_then(|mut connection| {
            migrations.to_latest(&mut connection)?;
            Ok(connection)
        });
        made.map_err(|error| unopened(&error)).and_then(Self::start)
    }

    fn start(mut connection: Connection) -> Result<Self> {
        let (jobs, queue) = mpsc::channel::<Job>();
        std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || serve(&queue, &mut connection))
            .map_err(|error| {
                Error::new(Kind::System, "error-store").with("reason", error.to_string())
            })?;
        Ok(Self { jobs })
    }

    /// Leaves work to the thread; nobody learns what became of it.
    pub(super) fn leave(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<()> + Send + 'static,
    ) {
        let job = Box::new(move |connection: &mut Connection| drop(work(connection)));
        drop(self.jobs.send(Job::Alone(job)));
    }

    /// Runs work on the thread and waits for its result.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, result) = oneshot::channel();
        let job = Box::new(move |connection: &mut Connection| {
            // Whoever asked may be gone; the work is done all the same.
            let _ = answer.send(work(connection).map_err(|error| failed(&error)));
        });
        self.jobs.send(Job::Alone(job)).map_err(|_| gone())?;
        result.await.map_err(|_| gone())?
    }

    /// Writes on the thread and waits until that is durable. What fails undoes itself alone.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, result) = oneshot::channel();
        let job: Write = Box::new(move |connection| {
            let written = apart(connection, work);
            Box::new(move |committed| {
                let told = match (written, committed) {
                    (Ok(written), Ok(())) => Ok(written),
                    (_, Err(error)) => Err(failed(error)),
                    (Err(error), Ok(())) => Err(failed(&error)),
                };
                let _ = answer.send(told);
            })
        });
        self.jobs.send(Job::Write(job)).map_err(|_| gone())?;
        result.await.map_err(|_| gone())?
    }
}

/// Does what comes, until nobody can ask any more.
fn serve(queue: &mpsc::Receiver<Job>, connection: &mut Connection) {
    let mut next = queue.recv().ok();
    while let Some(job) = next.take() {
        match job {
            Job::Alone(work) => work(connection),
            Job::Write(write) => next = write_together(write, queue, connection),
        }
        next = next.or_else(|| queue.recv().ok());
    }
}

/// Commits a write with those that wait behind it; what waits behind those is handed back.
fn write_together(
    first: Write,
    queue: &mpsc::Receiver<Job>,
    connection: &mut Connection,
) -> Option<Job> {
    let begun = connection.execute_batch("BEGIN IMMEDIATE");
    let mut answers = vec![first(connection)];
    let mut next = None;
    while answers.len() < TOGETHER && next.is_none() {
        match queue.try_recv() {
            Ok(Job::Write(write)) => answers.push(write(connection)),
            Ok(alone) => next = Some(alone),
            Err(_) => break,
        }
    }
    let committed = begun.and_then(|()| connection.execute_batch("COMMIT"));
    if committed.is_err() && !connection.is_autocommit() {
        // What could not be made durable is not there.
        let _ = connection.execute_batch("ROLLBACK");
    }
    for answer in answers {
        answer(&committed);
    }
    next
}

/// One write among others: an error takes back what it has done, and nothing else.
fn apart<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    if connection.is_autocommit() {
        // The transaction could not be begun: nothing may be written outside of it.
        return Err(rusqlite::Error::InvalidQuery);
    }
    let point = connection.savepoint()?;
    let written = work(&point)?;
    point.commit()?;
    Ok(written)
}

fn gone() -> Error {
    Error::new(Kind::System, "error-store-gone")
}

fn failed(error: &rusqlite::Error) -> Error {
    Error::new(Kind::System, "error-store-work").with("reason", error.to_string())
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

/// What keeps a database from being opened, without the statement it went wrong in.
fn unopened(error: &rusqlite_migration::Error) -> Error {
    use rusqlite_migration::Error as Failed;
    let reason = match error {
        Failed::MigrationDefinition(MigrationDefinitionError::DatabaseTooFarAhead) => {
            return Error::new(Kind::System, "error-store-newer").hint("hint-store-newer");
        }
        Failed::RusqliteError { err, .. } => err.to_string(),
        other => other.to_string(),
    };
    Error::new(Kind::System, "error-store").with("reason", reason)
}
