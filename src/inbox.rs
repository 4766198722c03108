//! Stand-in until the use-cases arrive: the same handle, which answers nothing yet.

use jiff::Timestamp;

use crate::domain::decision::{Decision, Note, Receipt, Status};
use crate::domain::instance::Instance;
use crate::domain::item::{Counts, Folder, Item, Page, PageRequest, ServerSort};
use crate::domain::journal::Entry;
use crate::domain::people::{Named, Person};
use crate::error::{Error, Kind, Result};

#[derive(Clone, Debug)]
pub struct Inbox;

fn absent<T>() -> Result<T> {
    Err(Error::new(Kind::Unsupported, "error-not-built"))
}

#[expect(clippy::unused_async, reason = "the signatures are what counts here")]
impl Inbox {
    pub fn account(&self) -> &'static str {
        ""
    }
    pub fn hand(&self) -> Named {
        Named::default()
    }
    pub fn read_only(&self) -> bool {
        true
    }
    pub async fn counts(&self) -> Result<Counts> {
        absent()
    }
    pub async fn page(&self, _: &PageRequest) -> Result<Page> {
        absent()
    }
    pub async fn all(&self, _: Folder, _: ServerSort, _: bool) -> Result<Page> {
        absent()
    }
    pub async fn find(&self, _: &str, _: Option<Folder>) -> Result<Item> {
        absent()
    }
    pub async fn show(&self, _: &Item) -> Result<Instance> {
        absent()
    }
    pub async fn people(&self) -> Result<Vec<Person>> {
        absent()
    }
    pub async fn person(&self, _: &str) -> Result<Person> {
        absent()
    }
    pub async fn select(
        &self,
        decisions: Vec<Decision>,
    ) -> Vec<std::result::Result<Decision, (Decision, Receipt)>> {
        decisions.into_iter().map(Ok).collect()
    }
    pub async fn send(&self, decision: Decision) -> Receipt {
        Receipt::new(Status::Failed, decision.verb, Note::ours("error-not-built"))
    }
    pub async fn journal(&self, _: Option<Timestamp>) -> Result<Vec<Entry>> {
        absent()
    }
    pub async fn resume(&self) -> Result<Vec<Entry>> {
        absent()
    }
}
