//! Acting on the pushes that are stored: each new event once, in the order of its instance,
//! tried again when it fails, and put aside when it keeps failing.

use std::path::PathBuf;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::exec::{Earlier, Exec};
use super::wire;
use crate::domain::push::Push;
use crate::error::Result;
use crate::inbox::Clock;
use crate::store::{Pushes, Waiting};

/// How an event is written in one line.
pub type Line = fn(&Push) -> String;

/// Where event lines are written; called once per line, and durable when it returns.
pub type Print = Box<dyn FnMut(&str) -> Result<()> + Send>;

/// Who is told of each event in this process.
pub type Tell = Box<dyn Fn(Push) + Send + Sync>;

/// How hard a command is tried.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// How long one attempt may take.
    pub attempt: Duration,
    /// Attempts before an event is put aside.
    pub attempts: u32,
    /// Before the second attempt; each further one waits four times as long.
    pub pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            attempt: Duration::from_mins(1),
            attempts: 4,
            pause: Duration::from_secs(1),
        }
    }
}

/// Commands at once.
const AT_ONCE: usize = 8;

/// What is done with each new event.
pub struct Actor {
    pushes: Pushes,
    clock: Steady,
    patience: Patience,
    line: Line,
    exec: Option<Exec>,
    print: Option<Arc<Mutex<Print>>>,
    tell: Option<Tell>,
}

impl std::fmt::Debug for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Actor")
            .field("exec", &self.exec)
            .finish_non_exhaustive()
    }
}

/// What became of one attempt.
enum End {
    Done,
    /// It failed: the attempts so far.
    Failed(u32),
}

impl Actor {
    /// An actor that does nothing yet but to take pushes off the pile.
    pub fn new(pushes: Pushes, clock: Clock, line: Line) -> Self {
        Self {
            pushes,
            clock: Steady::from(clock),
            patience: Patience::default(),
            line,
            exec: None,
            print: None,
            tell: None,
        }
    }

    /// Runs a command for each event, with its line on standard input. The folder is private.
    #[must_use]
    pub fn exec(mut self, command: String, folder: PathBuf, patience: Patience) -> Self {
        self.patience = patience;
        self.exec = Some(Exec::new(command, folder, patience.attempt));
        self
    }

    /// Writes each event's line, at least once.
    #[must_use]
    pub fn print(mut self, print: Print) -> Self {
        self.print = Some(Arc::new(Mutex::new(print)));
        self
    }

    /// Hands each event to somebody in this process.
    #[must_use]
    pub fn tell(mut self, tell: Tell) -> Self {
        self.tell = Some(tell);
        self
    }

    /// Acts on what is stored and on what comes, until it is to stop; what has begun then is
    /// brought to its end.
    pub async fn run(
        self,
        mut stored: watch::Receiver<u64>,
        stop: impl Future<Output = ()>,
    ) -> Result<()> {
        self.tidy().await?;
        let actor = Arc::new(self);
        let mut running = Running::default();
        let mut stop = pin!(stop);
        loop {
            stored.mark_unchanged();
            actor.start_all(&mut running).await?;
            let due = actor.pushes.due_after(actor.clock.now()).await?;
            tokio::select! {
                () = &mut stop => break,
                Ok(()) = stored.changed() => {}
                Some(ended) = running.jobs.join_next() => running.take(ended)?,
                () = actor.until(due) => {}
            }
        }
        while let Some(ended) = running.jobs.join_next().await {
            running.take(ended)?;
        }
        Ok(())
    }

    /// Acts on what is stored until nothing is left to act on.
    pub async fn run_out(self) -> Result<()> {
        self.tidy().await?;
        let actor = Arc::new(self);
        let mut running = Running::default();
        loop {
            actor.start_all(&mut running).await?;
            let due = actor.pushes.due_after(actor.clock.now()).await?;
            if running.busy.is_empty() && due.is_none() {
                return Ok(());
            }
            tokio::select! {
                Some(ended) = running.jobs.join_next() => running.take(ended)?,
                () = actor.until(due) => {}
            }
        }
    }

    /// What an earlier process has put off is due, whatever the clock was then; and what it has
    /// left of commands whose end is known goes.
    async fn tidy(&self) -> Result<()> {
        self.pushes.hasten(self.clock.now()).await?;
        let Some(exec) = &self.exec else {
            return Ok(());
        };
        exec.forget_all_but(&self.pushes.begun().await?)
    }

    async fn start_all(self: &Arc<Self>, running: &mut Running) -> Result<()> {
        while running.busy.len() < AT_ONCE {
            let now = self.clock.now();
            let Some(waiting) = self.pushes.next(running.busy.clone(), now).await? else {
                break;
            };
            running.busy.push(waiting.number);
            let actor = Arc::clone(self);
            running.jobs.spawn(async move {
                let number = waiting.number;
                (number, actor.act(waiting).await)
            });
        }
        Ok(())
    }

    async fn until(&self, due: Option<Timestamp>) {
        match due {
            None => std::future::pending().await,
            Some(due) => {
                let ms = due.as_millisecond() - self.clock.now().as_millisecond();
                tokio::time::sleep(Duration::from_millis(ms.max(0).unsigned_abs())).await;
            }
        }
    }

    async fn act(&self, waiting: Waiting) -> Result<()> {
        let number = waiting.number;
        match self.attempt(&waiting).await? {
            End::Done => self.pushes.done(number).await?,
            End::Failed(attempts) if attempts < self.patience.attempts => {
                let pause = self.patience.pause * 4_u32.saturating_pow(attempts.saturating_sub(1));
                let due = self.clock.now().saturating_add(pause);
                let due = due.unwrap_or(Timestamp::MAX);
                self.pushes.put_off(number, due).await?;
            }
            End::Failed(_) => {
                let command = self.exec.as_ref().map(Exec::command);
                self.pushes.bury(number, command).await?;
            }
        }
        self.exec
            .as_ref()
            .map_or(Ok(()), |exec| exec.forget(number))
    }

    async fn attempt(&self, waiting: &Waiting) -> Result<End> {
        // It was read when it came; what an older program took and this one cannot is put aside.
        let Ok(read) = wire::read(&waiting.body, waiting.received_at) else {
            return Ok(End::Failed(u32::MAX));
        };
        let line = (self.line)(&read.push);
        if waiting.attempts == 0 {
            self.publish(&line, read.push)?;
        }
        let Some(exec) = &self.exec else {
            return Ok(End::Done);
        };
        let mut attempts = waiting.attempts;
        let earlier = if waiting.begun {
            exec.recover(waiting.number).await
        } else {
            Earlier::Broken
        };
        let succeeded = match earlier {
            Earlier::Ended(succeeded) => succeeded,
            // Never a second one beside it: that is for somebody to look at.
            Earlier::Hangs => return Ok(End::Failed(u32::MAX)),
            Earlier::Broken => {
                exec.forget(waiting.number)?;
                self.pushes.begin(waiting.number).await?;
                attempts += 1;
                exec.run(waiting.number, &line).await?
            }
        };
        Ok(if succeeded {
            End::Done
        } else {
            End::Failed(attempts)
        })
    }

    fn publish(&self, line: &str, push: Push) -> Result<()> {
        if let Some(print) = &self.print {
            let mut print = print.lock().unwrap_or_else(PoisonError::into_inner);
            print(line)?;
        }
        if let Some(tell) = &self.tell {
            tell(push);
        }
        Ok(())
    }
}

/// Time that only goes forward, whatever happens to the clock of the machine.
struct Steady {
    began: Timestamp,
    since: Instant,
}

impl Steady {
    fn from(clock: Clock) -> Self {
        Self {
            began: clock(),
            since: Instant::now(),
        }
    }

    fn now(&self) -> Timestamp {
        let now = self.began.saturating_add(self.since.elapsed());
        now.unwrap_or(Timestamp::MAX)
    }
}

/// What is being acted on.
#[derive(Default)]
struct Running {
    busy: Vec<i64>,
    jobs: JoinSet<(i64, Result<()>)>,
}

impl Running {
    fn take(
        &mut self,
        ended: std::result::Result<(i64, Result<()>), tokio::task::JoinError>,
    ) -> Result<()> {
        let Ok((number, ended)) = ended else {
            return Ok(());
        };
        self.busy.retain(|busy| *busy != number);
        ended
    }
}
