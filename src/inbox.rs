//! The use-cases: reading, deciding, settling, recovering. Both front ends call these and
//! nothing below them. Knows no provider by name and draws nothing.

mod attachment;
mod batch;
mod choose;
mod directory;
mod draft;
mod flow;
mod inboxes;
mod matching;
mod message;
mod people;
mod plan;
mod read;
mod recover;
mod remember;
mod select;
mod send;
mod settle;
mod waiting;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::domain::id::Id;
use crate::domain::people::Named;
use crate::domain::verb::Verb;
use crate::error::{Error, Kind, Result};
use crate::inbox::directory::Directory;
use crate::provider::{Provider, Server};
use crate::store::{Cache, Journal, Owner, Owners};

pub use batch::Halt;
pub use inboxes::Inboxes;
pub use matching::{Learned, Matching};
pub use plan::Kept;
pub use recover::Recovered;
pub use waiting::Waiting;

/// Where the present comes from; handed in, so that no part reads a clock of its own.
pub type Clock = fn() -> Timestamp;

/// What an inbox is made of.
#[derive(Debug)]
pub struct Parts {
    pub account: String,
    /// Whose hand decides.
    pub user_id: Option<Id>,
    pub provider: Box<dyn Provider>,
    pub journal: Journal,
    pub cache: Cache,
    pub owners: Owners,
    /// This process, alive.
    pub owner: Owner,
    pub names: FieldNames,
    pub read_only: bool,
    /// Requests of decisions under way at once.
    pub concurrency: usize,
    pub clock: Clock,
}

/// Labels and types of form keys, by flow.
pub type FieldNames = std::collections::BTreeMap<
    String,
    std::collections::BTreeMap<String, crate::domain::form::FieldName>,
>;

/// One account's inbox. Cloning is cheap: all clones are the same inbox.
#[derive(Clone, Debug)]
pub struct Inbox {
    parts: Arc<Parts>,
    gate: Arc<Semaphore>,
    directory: Arc<Directory>,
    waiting: Option<Waiting>,
}

impl Inbox {
    pub fn new(parts: Parts) -> Self {
        Self {
            gate: Arc::new(Semaphore::new(parts.concurrency.max(1))),
            directory: Arc::default(),
            waiting: None,
            parts: Arc::new(parts),
        }
    }

    /// The same, and whoever waits for a list hears how much of it is still to be read.
    #[must_use]
    pub fn told_to(self, waiting: Option<Waiting>) -> Self {
        Self { waiting, ..self }
    }

    /// The account's name in the configuration.
    pub fn account(&self) -> &str {
        &self.parts.account
    }

    /// Why nothing that is seen is remembered for the next time, where that is so.
    pub fn unkept(&self) -> Option<&Error> {
        self.parts.cache.unkept()
    }

    pub fn read_only(&self) -> bool {
        self.parts.read_only
    }

    /// Whether what is sent can be read on its way.
    pub fn is_open(&self) -> bool {
        self.provider().is_open()
    }

    /// Where the back-end is, if it is one place.
    pub fn server(&self) -> Option<Server> {
        self.provider().server()
    }

    /// How long it has let requests wait without a word; `None` while none waits.
    pub fn silence(&self) -> Option<Duration> {
        self.provider().silence()
    }

    /// What time it is there; needs credentials that work.
    pub async fn server_time(&self) -> Result<Option<Timestamp>> {
        self.provider().server_time().await
    }

    /// What this back-end can do at all.
    pub fn verbs(&self) -> &'static [Verb] {
        self.parts.provider.capabilities().verbs
    }

    /// Refuses what would change something at a server that may, or can, only be read.
    fn may_write(&self) -> Result<()> {
        if self.verbs().is_empty() {
            return Err(Error::new(Kind::Unsupported, "error-unsupported"));
        }
        if self.read_only() {
            return Err(Error::new(Kind::Denied, "error-read-only").with("account", self.account()));
        }
        Ok(())
    }

    fn now(&self) -> Timestamp {
        (self.parts.clock)()
    }

    /// Waits for a place among the requests of decisions. Nobody holds one while the disk works,
    /// nor waits for a second one with it.
    async fn place(&self) -> Option<SemaphorePermit<'_>> {
        // Never closed.
        self.gate.acquire().await.ok()
    }

    fn provider(&self) -> &dyn Provider {
        self.parts.provider.as_ref()
    }

    /// Whose hand it is, by what is known without asking anybody.
    pub fn known_hand(&self) -> Named {
        let id = self.parts.user_id.as_ref();
        let name = id
            .and_then(|id| self.directory.known(id))
            .map(|person| person.name);
        Named::new(self.parts.user_id.clone(), name)
    }
}
