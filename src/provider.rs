//! What the inbox asks of any kind of back-end. Each provider's own words stop at its door.

use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;

use crate::domain::canvas::Canvas;
use crate::domain::decision::{Candidate, Decision, Target};
use crate::domain::flow::{DeployedFlow, FlowKind, InstancePage, InstanceQuery, Started};
use crate::domain::form::Form;
use crate::domain::id::Id;
use crate::domain::input::Inputs;
use crate::domain::instance::{Act, Instance, Standing, Task};
use crate::domain::item::{Counts, Item, Page, PageRequest};
use crate::domain::message::{MessagePage, MessageRequest};
use crate::domain::people::{PeoplePage, Person, Wanted};
use crate::domain::verb::Verb;
use crate::error::{Error, Kind, Result};

pub(crate) mod embedded;
pub mod feishu;
pub mod http;
pub(crate) mod lenient;
pub mod open71360;
pub(crate) mod tokens;
pub mod weda;

/// What the server made of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Carried out; next approvers may have to be chosen.
    Done {
        request_id: Option<String>,
        next: Vec<Candidate>,
    },
    /// The server said no; its code, words and request are in the error, if it gave any.
    Refused(Error),
    /// It surely did not run.
    Failed(Error),
    /// It may have run.
    Unknown(Error),
}

/// What a back-end can do at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    pub verbs: &'static [Verb],
}

/// Where a provider keeps what it has learnt of its account, in its own words, until the next
/// start. It may be gone at any time, and never holds a secret.
#[async_trait]
pub trait Memory: Send + Sync + std::fmt::Debug {
    /// What was kept last.
    async fn recall(&self) -> Option<String>;

    /// Keeps it instead of what was kept before.
    fn remember(&self, text: String);
}

/// Where a back-end listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    pub https: bool,
    pub host: String,
    pub port: u16,
}

/// One account at one back-end. Reading may be repeated; what writes never is.
///
/// What not every back-end has says by itself that it is missing.
#[async_trait]
pub trait Provider: Send + Sync + std::fmt::Debug {
    fn capabilities(&self) -> Capabilities;

    /// Whether what is sent can be read on its way: plain http to another machine.
    fn is_open(&self) -> bool {
        false
    }

    /// Where it is, for those who look into what is wrong.
    fn server(&self) -> Option<Server> {
        None
    }

    /// How long requests have been waiting without a word from it; `None` while none waits.
    fn silence(&self) -> Option<Duration> {
        None
    }

    /// How many days back its folders reach, where they do not hold everything.
    fn days(&self) -> Option<u32> {
        None
    }

    /// What time it is there, asked with the account's credentials; `None` where it does not say.
    async fn server_time(&self) -> Result<Option<Timestamp>> {
        Ok(None)
    }

    /// Totals of all folders, and unread messages.
    async fn counts(&self) -> Result<Counts>;

    /// One page of a folder.
    async fn list(&self, page: &PageRequest) -> Result<Page>;

    /// Everything about an item: form, permissions, canvas, history.
    async fn open(&self, item: &Item) -> Result<Instance>;

    /// The form alone, as the guard compares it.
    async fn form(&self, item: &Item) -> Result<Form>;

    /// Where the item stands now, with what the verb's guard needs, or its settling.
    async fn standing(&self, item: &Item, verb: Verb, with_form: bool) -> Result<Standing>;

    /// What was done with the instance so far, oldest first, through all pages.
    async fn history(&self, item: &Item) -> Result<Vec<Act>>;

    /// Carries out a decision, once.
    async fn act(&self, decision: &Decision) -> Answer;

    /// The people who can be chosen, all of them.
    async fn people(&self) -> Result<Vec<Person>>;

    /// Some of the people who can be chosen: at most `top`, without the first `skip`.
    async fn some_people(&self, _wanted: &Wanted, _skip: usize, _top: u32) -> Result<PeoplePage> {
        unsupported()
    }

    /// The item that a task of mine belongs to, in the folder where it stands now.
    async fn item_of_task(&self, _task: &Id) -> Result<Item> {
        unsupported()
    }

    /// The item of an instance: my open task, else my own request, else my last task, else a copy.
    async fn item_of_instance(&self, _instance: &Id) -> Result<Item> {
        unsupported()
    }

    /// The drawing of an instance's flow.
    async fn canvas(&self, _instance: &Id) -> Result<Canvas> {
        unsupported()
    }

    /// Every seat of an instance, in the order in which they began.
    async fn tasks(&self, _instance: &Id) -> Result<Vec<Task>> {
        unsupported()
    }

    /// The nodes that the item's instance can be rolled back to, as the server orders them.
    async fn rollback_targets(&self, _item: &Item) -> Result<Vec<Target>> {
        unsupported()
    }

    /// Lets the chosen ones of the waiting tasks begin, once.
    async fn submit_next(&self, _tasks: &[Id]) -> Answer {
        unsupported().unwrap_or_else(Answer::Failed)
    }

    /// Keeps what was filled in, without submitting it.
    async fn save_draft(&self, _decision: &Decision) -> Answer {
        unsupported().unwrap_or_else(Answer::Failed)
    }

    /// One page of messages.
    async fn messages(&self, _request: &MessageRequest) -> Result<MessagePage> {
        unsupported()
    }

    /// Makes messages read, or unread again; all of them or none.
    async fn mark_messages(&self, _ids: &[Id], _read: bool) -> Result<()> {
        unsupported()
    }

    /// What can be started.
    async fn flows(&self, _kind: FlowKind) -> Result<Vec<DeployedFlow>> {
        unsupported()
    }

    /// Starts a flow, once; an error of a kind that may have run leaves open whether it did.
    async fn start_flow(&self, _flow: &DeployedFlow, _inputs: &Inputs) -> Result<Started> {
        unsupported()
    }

    /// One page of all instances, whoever's they are; numbers count from 1.
    async fn instances(
        &self,
        _query: &InstanceQuery,
        _number: u32,
        _size: u32,
    ) -> Result<InstancePage> {
        unsupported()
    }
}

fn unsupported<T>() -> Result<T> {
    Err(Error::new(Kind::Unsupported, "error-unsupported"))
}
