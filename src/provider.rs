//! What the inbox asks of any kind of back-end. Each provider's own words stop at its door.

use async_trait::async_trait;

use crate::domain::decision::{Candidate, Decision};
use crate::domain::form::Form;
use crate::domain::instance::{Act, Instance, Standing};
use crate::domain::item::{Counts, Item, Page, PageRequest};
use crate::domain::people::Person;
use crate::domain::verb::Verb;
use crate::error::{Error, Result};

pub mod http;
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

/// One account at one back-end. Reading may be repeated; [`Provider::act`] never is.
#[async_trait]
pub trait Provider: Send + Sync + std::fmt::Debug {
    fn capabilities(&self) -> Capabilities;

    /// Totals of all folders, and unread messages.
    async fn counts(&self) -> Result<Counts>;

    /// One page of a folder.
    async fn list(&self, page: &PageRequest) -> Result<Page>;

    /// Everything about an item: form, permissions, history.
    async fn open(&self, item: &Item) -> Result<Instance>;

    /// The form alone, as the guard compares it.
    async fn form(&self, item: &Item) -> Result<Form>;

    /// Where the item stands now, with what the verb's guard needs, or its settling.
    async fn standing(&self, item: &Item, verb: Verb, with_form: bool) -> Result<Standing>;

    /// What was done with the instance so far, oldest first, through all pages.
    async fn history(&self, item: &Item) -> Result<Vec<Act>>;

    /// Carries out a decision, once.
    async fn act(&self, decision: &Decision) -> Answer;

    /// The people who can be chosen.
    async fn people(&self) -> Result<Vec<Person>>;
}
